//! `zopa catalog`: the ready cases; with `--talks` the protocols, strategies, conditions and models, each with its source.

use serde_json::{Value, json};
use zopa_arena::bidding::Needs;
use zopa_arena::strategy::Parameter;
use zopa_arena::{acceptance, bidding, model, protocol};
use zopa_dossier::catalog;

use crate::arguments::Catalog;
use crate::exit::{Ending, Failure};
use crate::show;

/// Lists the cases, or prints one as it is written.
pub(crate) fn run(arguments: &Catalog) -> Result<Ending, Failure> {
    match (&arguments.name, arguments.json) {
        (None, true) if arguments.talks => show::data(&format!("{:#}", talks_json())),
        (None, false) if arguments.talks => talks(),
        (None, true) => list_json(),
        (None, false) => list(),
        (Some(name), _) => print(name)?,
    }
    Ok(Ending::Done)
}

fn list() {
    let longest = catalog::entries().iter().map(|entry| entry.name.len()).max().unwrap_or(0);
    for entry in catalog::entries() {
        show::data(&format!("{:longest$}  {}\n{:longest$}  {}", entry.name, entry.title, "", entry.teaches));
    }
}

fn list_json() {
    let entries: Vec<_> =
        catalog::entries().iter().map(|e| json!({ "name": e.name, "title": e.title, "teaches": e.teaches })).collect();
    show::data(&format!("{:#}", json!({ "zopa": 1, "cases": entries })));
}

fn print(name: &str) -> Result<(), Failure> {
    let entry = catalog::entries().iter().find(|entry| entry.name == name);
    let entry =
        entry.ok_or_else(|| Failure::usage(format!("the catalogue has no case `{name}`"), "`zopa catalog` lists them all"))?;
    show::data(&String::from_utf8_lossy(entry.bytes));
    Ok(())
}

/// One thing that talks are made of.
struct Part {
    name: &'static str,
    title: &'static str,
    source: &'static str,
    parameters: &'static [Parameter],
    /// Its label, what was chosen where the source is silent, and what it tells to whom.
    notes: Vec<(&'static str, String)>,
}

/// Protocols, strategies, acceptance conditions and opponent models, under the word that users know them by.
fn parts() -> [(&'static str, Vec<Part>); 4] {
    let protocols = protocol::ALL.iter().map(|entry| Part {
        name: entry.name,
        title: entry.title,
        source: entry.source,
        parameters: entry.parameters,
        notes: vec![("discloses", entry.discloses.to_owned()), ("settles", entry.settles.to_owned())],
    });
    let strategies = bidding::ALL.iter().map(|entry| Part {
        name: entry.name,
        title: entry.title,
        source: entry.source,
        parameters: entry.parameters,
        notes: vec![
            ("label", entry.fidelity.to_string()),
            ("comes with", format!("{}/{}", entry.acceptance, entry.model)),
            ("knows", knows(entry.needs).to_owned()),
            ("choices", entry.choices.to_owned()),
        ],
    });
    let conditions = acceptance::ALL.iter().map(|entry| Part {
        name: entry.name,
        title: entry.title,
        source: entry.source,
        parameters: entry.parameters,
        notes: vec![("label", entry.fidelity.to_string()), ("choices", entry.choices.to_owned())],
    });
    let models = model::ALL.iter().map(|entry| Part {
        name: entry.name,
        title: entry.title,
        source: entry.source,
        parameters: entry.parameters,
        notes: vec![("label", entry.fidelity.to_string()), ("choices", entry.choices.to_owned())],
    });
    [
        ("protocols", protocols.collect()),
        ("strategies", strategies.collect()),
        ("acceptance conditions", conditions.collect()),
        ("opponent models", models.collect()),
    ]
}

/// What a strategy has to know beyond its own utility; nothing to say for one that any party could play.
fn knows(needs: Needs) -> &'static str {
    match needs {
        Needs::OwnUtility => "",
        Needs::EverybodysUtility => "everybody's utility: a benchmark, and nothing for a real table",
    }
}

fn talks() {
    for (kind, parts) in parts() {
        let longest = parts.iter().map(|part| part.name.len()).max().unwrap_or(0);
        show::data(&format!("{kind}:"));
        for part in parts {
            let settings: Vec<String> = part.parameters.iter().map(|one| format!("{}={}", one.name, one.default)).collect();
            let settings = if settings.is_empty() { String::new() } else { format!("  [{}]", settings.join(", ")) };
            show::data(&format!("  {:longest$}  {}{settings}", part.name, part.title));
            let source = (!part.source.is_empty()).then(|| part.source.to_owned());
            let notes = part.notes.iter().filter(|(_, note)| !note.is_empty()).map(|(what, note)| format!("{what}: {note}"));
            source.into_iter().chain(notes).for_each(|line| show::data(&format!("  {:longest$}    {line}", "")));
        }
    }
    show::data(
        "A strategy is STRATEGY, STRATEGY/CONDITION or STRATEGY/CONDITION/MODEL; each may be set: boulware:e=0.1/next:a=1.02",
    );
}

fn talks_json() -> Value {
    let parameter = |one: &Parameter| json!({ "name": one.name, "default": one.default, "least": one.least, "most": one.most, "meaning": one.meaning });
    let part = |part: &Part| {
        let parameters: Vec<Value> = part.parameters.iter().map(parameter).collect();
        let mut entry = json!({ "name": part.name, "title": part.title, "source": part.source, "parameters": parameters });
        part.notes.iter().for_each(|(what, note)| entry[what.replace(' ', "_")] = note.as_str().into());
        entry
    };
    let mut all = json!({ "zopa": 1 });
    for (kind, parts) in parts() {
        all[kind.replace(' ', "_")] = parts.iter().map(part).collect();
    }
    all
}
