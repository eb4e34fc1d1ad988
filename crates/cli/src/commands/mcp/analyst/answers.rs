//! What can be asked of a case: the same answers as on the command line, for the audience that the program was started with.

use std::ops::ControlFlow;

use rmcp::model::JsonObject;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use zopa_analysis::uncertainty::{DrawPlan, Progress};
use zopa_report::answers::{self, AnalysisQuestion, ExchangeQuestion, RoadmapQuestion};

use super::super::told::{Refused, read};
use super::shelf::Shelf;

/// A case.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    /// The case, as `cases` lists it.
    case: String,
}

/// A question of a case.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The case, as `cases` lists it.
    case: String,
    /// The short names of the judgements to ask; an empty list for all.
    judgements: Vec<String>,
    /// How many draws from the ranges, 1 to 100000. `zopa` itself takes 10000 for `analyse` and 2000 for `roadmap`.
    draws: u32,
    /// The seed of the draws. `zopa` itself takes 1.
    seed: u64,
}

/// Most draws.
const MOST_DRAWS: u32 = 100_000;

impl From<answers::Refused> for Refused {
    fn from(refused: answers::Refused) -> Self {
        Self::new(refused.problem, refused.way_out)
    }
}

impl Asked {
    fn plan(&self) -> Result<DrawPlan, Refused> {
        match self.draws {
            1..=MOST_DRAWS => Ok(DrawPlan { seed: self.seed, draws: self.draws }),
            _ => Err(Refused::new(format!("there are 1 to {MOST_DRAWS} draws"), "choose how many")),
        }
    }
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn parsed(json: &str) -> Result<Value, Refused> {
    serde_json::from_str(json).map_err(|_| Refused::new("the answer could not be written", "ask again"))
}

/// `read_case`.
pub(super) fn case(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    let About { case } = read(given)?;
    let opened = shelf.open(&case)?;
    let shown = serde_json::to_value(opened.seen.dossier().case());
    let mut shown = shown.map_err(|_| Refused::new("the case could not be written", "ask again"))?;
    // People who are held are nobody's reading matter; what can be told of them is told by `exchange`.
    let has_register = shown.as_object_mut().is_some_and(|case| case.remove("register").is_some());
    Ok(json!({ "case": shown, "withheld": opened.seen.disclosed.withheld, "register_left_out": has_register }))
}

/// `check`.
pub(super) fn check(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    let About { case } = read(given)?;
    let opened = shelf.open(&case)?;
    let dossier = opened.seen.dossier();
    let found = zopa_dossier::verify(dossier, &shelf.texts_of(&opened)?);
    let faults = found.iter().filter_map(zopa_dossier::Quotation::fault);
    let diagnostics: Vec<_> = dossier
        .warnings()
        .iter()
        .chain(faults)
        .map(|one| zopa_report::DiagnosticView::new(opened.text.as_bytes(), one))
        .collect();
    let quotations: Vec<Value> = found
        .iter()
        .map(|check| json!({ "statement": check.statement, "source": check.source, "state": check.state() }))
        .collect();
    let unconfirmed = zopa_dossier::unconfirmed(dossier.case());
    let unconfirmed: Vec<Value> = unconfirmed
        .iter()
        .map(|item| json!({ "item": format!("{}/{}", item.section, item.id), "written_by": item.written_by }))
        .collect();
    let ok = found.iter().all(|check| check.fault().is_none());
    Ok(json!({
        "zopa": 1, "source": opened.name, "ok": ok, "diagnostics": diagnostics, "quotations": quotations,
        "unconfirmed": unconfirmed, "withheld": opened.seen.disclosed.withheld,
    }))
}

/// `analyse`.
pub(super) fn analyse(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    let asked: Asked = read(given)?;
    let plan = asked.plan()?;
    let opened = shelf.open(&asked.case)?;
    let question = AnalysisQuestion { judgements: asked.judgements, plan, ..AnalysisQuestion::usual() };
    let answer = answers::analysis(&opened.seen, &shelf.texts_of(&opened)?, &question, &go_on)?;
    parsed(&zopa_report::to_json(&answer.document))
}

/// `roadmap`.
pub(super) fn roadmap(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    let asked: Asked = read(given)?;
    let plan = asked.plan()?;
    let opened = shelf.open(&asked.case)?;
    let question = RoadmapQuestion { judgements: asked.judgements, plan };
    parsed(&zopa_report::roadmap_json(&answers::roadmap(&opened.seen, &question, &go_on)?))
}

/// `exchange`.
pub(super) fn exchange(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    let About { case } = read(given)?;
    let opened = shelf.open(&case)?;
    let compiled = opened.seen.dossier().register(&shelf.texts_of(&opened)?, &[]);
    if let Some(fault) = compiled.unread.first() {
        return Err(Refused::new(fault.to_string(), fault.way_out.clone()));
    }
    let answer = answers::exchange(&opened.seen, &compiled, &ExchangeQuestion::usual())?;
    parsed(&zopa_report::exchange_json(&answer.document))
}
