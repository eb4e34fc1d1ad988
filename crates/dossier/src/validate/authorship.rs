//! What a model wrote is told until a person confirms it; and nobody confirms what no model wrote.

use super::inspection::{Inspection, finding, item};
use crate::authorship::{HEADER, items};
use crate::path::CasePath;

/// Finds items that bear the mark.
pub(super) fn check(inspection: &mut Inspection<'_>) {
    let case = inspection.case;
    one(inspection, &CasePath::root(), &format!("{HEADER}/title"), [case.written_by.as_ref(), case.confirmed_by.as_ref()]);
    for (section, signed) in items(case) {
        for (index, (id, written_by, confirmed_by)) in signed.into_iter().enumerate() {
            one(inspection, &item(section, index), &format!("{section}/{id}"), [written_by.as_ref(), confirmed_by.as_ref()]);
        }
    }
}

fn one(inspection: &mut Inspection<'_>, path: &CasePath, name: &str, [written_by, confirmed_by]: [Option<&String>; 2]) {
    for (key, who) in [("written_by", written_by), ("confirmed_by", confirmed_by)] {
        if who.is_some_and(|who| who.trim().is_empty()) {
            let message = format!("`{key}` of `{name}` is empty");
            inspection.error(&path.key(key), finding("no-name", message, "no name", "write a name, or leave it out"));
        }
    }
    match (written_by, confirmed_by) {
        (Some(model), None) => {
            let message = format!("`{name}` was written by a model ({model}), and no person has confirmed it");
            let way_out = format!("read it against its source, then: zopa confirm CASE {name} --as NAME");
            inspection.warning(&path.key("written_by"), finding("not-confirmed", message, "written by a model", way_out));
        }
        (None, Some(_)) => {
            let message = format!("`{name}` is confirmed, and no model is said to have written it");
            let way_out = "name the model under `written_by`, or leave out `confirmed_by`";
            inspection.error(&path.key("confirmed_by"), finding("confirmed-nothing", message, "confirms nothing", way_out));
        }
        _ => {}
    }
}
