//! Reference points and what other programs call by the same names, from answers of the program.

use std::fmt::Write;

use serde_json::Value;

use super::{Origin, cell, heading, text};
use crate::suite::Shortfall;

pub(super) fn page(origin: &Origin) -> Result<String, Shortfall> {
    let exact = origin.ask_json(&["analyse", "two-issue-trade", "--json"])?;
    let field = origin.ask_json(&["analyse", "docs/scenarios/ferry", "--json"])?;
    let mut out = heading("Reference points", "`zopa analyse --json`");
    out.push_str(
        "The solutions of the textbooks, over what all would sign, and what other programs mean by the same words. How they are \
         found, with sources, is told in [Frontier and reference points](../explanation/frontier.md). For a real conflict they are \
         reference points: where certain assumptions of fairness lead, and no proposal.\n\n## Ours\n\n",
    );
    own(&mut out, &exact["solutions"])?;
    out.push_str("\n## Lotteries\n\nFor scenarios of the field: what could be had on average by drawing lots between outcomes that all would sign.\n\n");
    for lottery in some(&field["field"]["lotteries"], "lotteries")? {
        let _ = writeln!(out, "- `{}`", text(&lottery["name"]));
    }
    out.push_str("\n## Words of other programs\n\n`zopa analyse` of a scenario of the field gives these beside its own, each in the sense of the program that uses it.\n\n| name | program | what it names there |\n|---|---|---|\n");
    for variant in some(&field["field"]["variants"], "variants")? {
        let [name, peer, definition] = ["name", "peer", "definition"].map(|key| cell(text(&variant[key])));
        let _ = writeln!(out, "| `{name}` | {peer} | {definition} |");
    }
    Ok(out)
}

/// Our own: the name, what it makes as large as it can, and where it lies in the textbook trade.
fn own(out: &mut String, solutions: &Value) -> Result<(), Shortfall> {
    let solutions = solutions.as_object().ok_or_else(|| Shortfall::Failed("zopa analyse --json has no `solutions`".into()))?;
    out.push_str("| name in JSON | rule | in `two-issue-trade` |\n|---|---|---|\n");
    for (name, solution) in solutions {
        let notes = some(&solution["notes"], "notes")?.iter().map(text).collect::<Vec<_>>().join("; ");
        let points = some(&solution["points"], "points")?.iter().map(|point| exact(&point["exact_utilities"]));
        let _ = writeln!(out, "| `{name}` | {} | {} |", cell(&notes), points.collect::<Vec<_>>().join(" and "));
    }
    Ok(())
}

fn exact(utilities: &Value) -> String {
    let numbers: Vec<&str> = utilities.as_array().into_iter().flatten().map(text).collect();
    format!("({})", numbers.join(", "))
}

/// A list that has to be there for the page to say anything.
fn some<'a>(value: &'a Value, what: &str) -> Result<&'a [Value], Shortfall> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| Shortfall::Failed(format!("zopa analyse --json has no list `{what}`")))
}
