//! `zopa catalog`: the ready cases.

use serde_json::json;
use zopa_dossier::catalog;

use crate::arguments::Catalog;
use crate::exit::{Ending, Failure};
use crate::show;

/// Lists the cases, or prints one as it is written.
pub(crate) fn run(arguments: &Catalog) -> Result<Ending, Failure> {
    match (&arguments.name, arguments.json) {
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
