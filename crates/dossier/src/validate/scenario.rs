//! The room `model` has rules of its own: weights that some numbers satisfy, values within their range, packages
//! that break no rule. Its faults are brought back to the lines that they come from.

use zopa_model::{Fault, Limit, PartyIndex, Place, Preferences};

use super::inspection::{Finding, Inspection, item};
use crate::compile::{scenario, stated};
use crate::path::CasePath;

pub(super) fn check(inspection: &mut Inspection) {
    // Without right names nothing can be tried.
    let sections = ["parties", "issues", "rules", "packages"];
    if sections.into_iter().any(|section| inspection.has_errors_below(&CasePath::root().key(section))) {
        return;
    }
    let nobody = vec![None; inspection.table.parties.len()];
    let of_the_space = scenario(&inspection.table, nobody).err().unwrap_or_default();
    let packages_hold = !of_the_space.iter().any(|fault| matches!(fault.place, Place::Package(_)));
    report(inspection, of_the_space, None);
    for judgement in 0..inspection.case.judgements.len() {
        let preferences = preferences(inspection, judgement);
        let mut faults = scenario(&inspection.table, preferences).err().unwrap_or_default();
        // A limit that names a package would repeat the fault of the package.
        faults.retain(|fault| packages_hold || !matches!(fault.place, Place::Limit(_)));
        report(inspection, faults, Some(judgement));
    }
}

/// What a judgement says of each party, where its names are right.
fn preferences(inspection: &Inspection, judgement: usize) -> Vec<Option<Preferences>> {
    let of_party = |party: PartyIndex| {
        let path = preferences_path(inspection, judgement, party);
        let entry = inspection.case.judgements[judgement].preferences.get(party_id(inspection, party))?;
        if inspection.has_errors_below(&path) {
            return None;
        }
        let stated = stated(&inspection.table, entry);
        Some(Preferences {
            worth: stated.worth?,
            linkages: stated.linkages,
            red_lines: stated.red_lines,
            // A missing limit is told elsewhere; here it must not hide the faults of the rest.
            limit: stated.limit.unwrap_or(Limit::Any),
            disagreement: stated.disagreement,
        })
    };
    (0..inspection.table.parties.len()).map(of_party).collect()
}

fn party_id<'a>(inspection: &Inspection<'a>, party: PartyIndex) -> &'a str {
    &inspection.case.parties[inspection.table.parties[party]].id
}

fn preferences_path(inspection: &Inspection, judgement: usize, party: PartyIndex) -> CasePath {
    item("judgements", judgement).key("preferences").key(party_id(inspection, party))
}

fn report(inspection: &mut Inspection, faults: Vec<Fault>, judgement: Option<usize>) {
    for Fault { place, problem, way_out } in faults {
        let path = path_of(inspection, &place, judgement);
        inspection.error_at_key(&path, Finding { code: "makes-no-sense", message: problem, here: "said here", way_out });
    }
}

/// Where in the file something lies that the room found at `place`.
fn path_of(inspection: &Inspection, place: &Place, judgement: Option<usize>) -> CasePath {
    let case = inspection.case;
    let issue_id = |issue: usize| case.issues[inspection.table.bargained[issue]].id.as_str();
    let of = |party| judgement.map_or_else(CasePath::root, |judgement| preferences_path(inspection, judgement, party));
    match *place {
        Place::Party(party) => item("parties", inspection.table.parties[party]).key("id"),
        Place::Issue(issue, None) => item("issues", inspection.table.bargained[issue]),
        Place::Issue(issue, Some(option)) => {
            item("issues", inspection.table.bargained[issue]).key("options").index(option as usize)
        }
        Place::Aside(aside) => item("issues", inspection.table.asides[aside]),
        Place::Rule(rule) => item("rules", rule).key("forbids"),
        Place::Package(package) => item("packages", package).key("settles"),
        Place::Weights(party, None) => of(party).key("weights"),
        Place::Weights(party, Some(issue)) => weight(inspection, &of(party), party, judgement, issue_id(issue)),
        Place::Values(party, issue, option) => values(inspection, &of(party), party, judgement, (issue, option)),
        Place::Linkage(party, linkage) => of(party).key("linkages").index(linkage),
        Place::RedLine(party, line) => of(party).key("red_lines").index(line).key("refuses"),
        Place::Limit(party) => of(party).key("limit"),
        Place::Disagreement(party) => of(party).key("disagreement").key("worth"),
        Place::Preferences(party) if party < inspection.table.parties.len() => of(party),
        Place::Preferences(_) => CasePath::root(),
    }
}

fn entry<'a>(
    inspection: &Inspection<'a>,
    party: PartyIndex,
    judgement: Option<usize>,
) -> Option<&'a crate::case::PreferenceEntry> {
    inspection.case.judgements[judgement?].preferences.get(party_id(inspection, party))
}

fn weight(inspection: &Inspection, path: &CasePath, party: PartyIndex, judgement: Option<usize>, issue: &str) -> CasePath {
    let weights = entry(inspection, party, judgement).and_then(|entry| entry.weights.as_ref());
    match weights {
        Some(weights) if weights.intervals.contains_key(issue) => path.key("weights").key("intervals").key(issue),
        _ => path.key("weights").key("ranking"),
    }
}

fn values(
    inspection: &Inspection,
    path: &CasePath,
    party: PartyIndex,
    judgement: Option<usize>,
    (issue, option): (usize, Option<u32>),
) -> CasePath {
    let position = inspection.table.bargained[issue];
    let id = &inspection.case.issues[position].id;
    let path = path.key("values").key(id);
    let Some(written) = entry(inspection, party, judgement).and_then(|entry| entry.values.get(id)) else { return path };
    if !written.best_to_worst.is_empty() {
        return path.key("best_to_worst");
    }
    // The option may be written in another way than its index shows it, as `1.0` for `1`.
    let named = written
        .ranges
        .keys()
        .find(|name| inspection.table.at(position).is_some_and(|known| known.option(name) == option && option.is_some()));
    named.map_or(path.clone(), |name| path.key("ranges").key(name))
}
