//! The register: names, moves that there are, days, and the mode of exchange.

use zopa_model::register::{Class, MODES, Mode};

use super::facts::{known_day, source};
use super::inspection::{Inspection, finding};
use super::names::unique;
use crate::case::{PersonEntry, RegisterEntry};
use crate::path::CasePath;
use crate::register::{classes, sides, state};

pub(super) fn check(inspection: &mut Inspection) {
    let case = inspection.case;
    let Some(entry) = &case.register else { return };
    let root = CasePath::root().key("register");
    let classes = classes(entry);
    names(inspection, entry, &root);
    counts(inspection, entry, &classes, &root);
    for (index, person) in entry.persons.iter().enumerate() {
        self::person(inspection, person, &classes, &root.key("persons").index(index));
    }
    lists(inspection, entry, &root);
    figures(inspection, entry, &classes, &root);
    plan(inspection, entry, &classes, &root.key("plan"));
    handover(inspection, entry, &root.key("handover"));
}

fn names(inspection: &mut Inspection, entry: &RegisterEntry, root: &CasePath) {
    let at = |section: &str, index: usize| root.key(section).index(index).key("id");
    let named = |section: &'static str, ids: Vec<&str>| -> Vec<(CasePath, String)> {
        ids.into_iter().enumerate().map(|(index, id)| (at(section, index), id.to_owned())).collect()
    };
    let sections = [
        ("classes", named("classes", entry.classes.iter().map(|one| one.id.as_str()).collect())),
        ("counts", named("counts", entry.counts.iter().map(|one| one.id.as_str()).collect())),
        ("persons", named("persons", entry.persons.iter().map(|one| one.id.as_str()).collect())),
        ("announced figures", named("announced", entry.announced.iter().map(|one| one.id.as_str()).collect())),
        ("releases", named("releases", entry.releases.iter().map(|one| one.id.as_str()).collect())),
    ];
    for (what, ids) in &sections {
        unique(inspection, &format!("of the {what}"), ids.iter().map(|(path, id)| (path.clone(), id.as_str())));
    }
}

fn class(inspection: &mut Inspection, path: &CasePath, name: &str, classes: &[Class]) {
    if !classes.iter().any(|class| class.name == name) {
        inspection.unknown(path, "class", name, classes.iter().map(|class| class.name.as_str()));
    }
}

fn sourced(inspection: &mut Inspection, path: &CasePath, ids: &[String]) {
    for (place, id) in ids.iter().enumerate() {
        source(inspection, &path.key("sources").index(place), id);
    }
}

/// Holder and home: parties, and two different ones.
fn between(inspection: &mut Inspection, path: &CasePath, holder: &str, home: Option<&str>) {
    inspection.party(&path.key("holder"), holder);
    match home {
        Some(home) => {
            inspection.party(&path.key("home"), home);
            if home == holder {
                let message = format!("`{home}` would hold somebody and be where they go");
                inspection.error(
                    &path.key("home"),
                    finding("same-party", message, "the holder itself", "name the party they would go to"),
                );
            }
        }
        None if sides(inspection.case).len() > 2 => {
            let message = "with more than two parties it has to be said where somebody would go";
            inspection.error(path, finding("no-home", message, "`home` is missing", "add `home:` with a party"));
        }
        None => {}
    }
}

fn counts(inspection: &mut Inspection, entry: &RegisterEntry, classes: &[Class], root: &CasePath) {
    for (index, count) in entry.counts.iter().enumerate() {
        let path = root.key("counts").index(index);
        between(inspection, &path, &count.holder, count.home.as_deref());
        class(inspection, &path.key("class"), &count.class, classes);
        sourced(inspection, &path, &count.sources);
    }
}

fn person(inspection: &mut Inspection, person: &PersonEntry, classes: &[Class], path: &CasePath) {
    between(inspection, path, &person.holder, person.home.as_deref());
    for (place, claim) in person.classes.iter().enumerate() {
        class(inspection, &path.key("classes").index(place).key("class"), &claim.class, classes);
    }
    match person.states.first() {
        Some(first) if first.to == crate::case::StateName::Claimed => {}
        _ => {
            let message = format!("the record of `{}` does not begin with `claimed`", person.id);
            let way_out = "begin with {to: claimed, source: ...}: who said first that the person is held";
            inspection.error(&path.key("states"), finding("no-beginning", message, "how it began is not said", way_out));
        }
    }
    for (place, pair) in person.states.windows(2).enumerate() {
        if let Err(no) = state(pair[0].to).check_move(state(pair[1].to), &pair[1].source) {
            let way_out = "write every step on the way, each with its source";
            inspection.error(&path.key("states").index(place + 1), finding("no-move", no.to_string(), "this move", way_out));
        }
    }
    for (place, entry) in person.states.iter().enumerate() {
        known_day(inspection, &path.key("states").index(place).key("date"), entry.date);
    }
    if let (Some(first), Some(last)) = (person.not_before, person.not_after)
        && first > last
    {
        let message = format!("`{}` is to go after batch {last} ends and before batch {first} begins", person.id);
        inspection
            .error(&path.key("not_after"), finding("empty-window", message, "earlier than not_before", "correct one of the two"));
    }
}

fn lists(inspection: &mut Inspection, entry: &RegisterEntry, root: &CasePath) {
    for (index, list) in entry.lists.iter().enumerate() {
        let path = root.key("lists").index(index);
        inspection.party(&path.key("party"), &list.party);
        if list.file.is_empty() || list.file == "." || list.file == ".." || list.file.contains(['/', '\\', ':', '\0']) {
            let message = format!("`{}` is not a file name alone", list.file);
            let way_out =
                "write the name without folders; it is looked for beside the case and in the folder given with `--texts`";
            inspection.error(&path.key("file"), finding("not-a-file-name", message, "has a folder, or is empty", way_out));
        }
    }
}

fn figures(inspection: &mut Inspection, entry: &RegisterEntry, classes: &[Class], root: &CasePath) {
    for (index, figure) in entry.announced.iter().enumerate() {
        let path = root.key("announced").index(index);
        inspection.party(&path.key("to"), &figure.to);
        known_day(inspection, &path.key("date"), figure.date);
        sourced(inspection, &path, &figure.sources);
    }
    for (index, release) in entry.releases.iter().enumerate() {
        let path = root.key("releases").index(index);
        for party in release.to.keys() {
            inspection.party(&path.key("to").key(party.as_str()), party);
        }
        if let Some(name) = &release.class {
            class(inspection, &path.key("class"), name, classes);
        }
        if let Some(event) = &release.event {
            inspection.event(&path.key("event"), event);
        }
        known_day(inspection, &path.key("date"), Some(release.date));
        sourced(inspection, &path, &release.sources);
    }
}

fn plan(inspection: &mut Inspection, entry: &RegisterEntry, classes: &[Class], path: &CasePath) {
    let Some(plan) = &entry.plan else { return };
    let sides = sides(inspection.case);
    if let (Some(mode), [first, second, ..]) = (&plan.mode, sides.as_slice())
        && let Err(bad) = Mode::read(mode, [first, second], classes)
    {
        inspection.error(&path.key("mode"), finding("no-mode", bad.to_string(), "this mode", format!("write {MODES}")));
    }
    if plan.cap == Some(0) {
        let message = "a transfer that carries nobody moves nobody";
        inspection
            .error(&path.key("cap"), finding("bad-number", message, "nobody", "write a number above zero, or leave it out"));
    }
    for (place, objective) in plan.order.iter().enumerate() {
        if plan.order[..place].contains(objective) {
            let message = "the order names something twice";
            inspection.error(&path.key("order").index(place), finding("duplicate-name", message, "the second", "leave it out"));
        }
    }
}

fn handover(inspection: &mut Inspection, entry: &RegisterEntry, path: &CasePath) {
    let Some(handover) = &entry.handover else { return };
    let mut givers: Vec<&str> = Vec::new();
    for (index, item) in handover.items.iter().enumerate() {
        inspection.party(&path.key("items").index(index).key("giver"), &item.giver);
        if !givers.contains(&item.giver.as_str()) {
            givers.push(&item.giver);
        }
    }
    if givers.len() > 2 {
        let message = "things are handed over between two parties, and these are from more";
        inspection.error(
            &path.key("items"),
            finding("too-many-parties", message, "more than two givers", "write one handover for two parties"),
        );
    }
    for (party, amount) in &handover.penalties {
        inspection.party(&path.key("penalties").key(party.as_str()), party);
        if amount.0.is_negative() {
            let message = format!("the penalty of `{party}` is below zero");
            inspection.error(
                &path.key("penalties").key(party.as_str()),
                finding("bad-number", message, "below zero", "write zero or more"),
            );
        }
    }
}
