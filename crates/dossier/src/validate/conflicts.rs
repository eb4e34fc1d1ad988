//! Conflicts: options with owners, states that are written rightly, rankings that rank each state once, wishes that say something.

use zopa_model::{MOST_CONFLICT_OPTIONS, StatePattern};

use super::facts::{known_day, source};
use super::inspection::{Inspection, finding, item};
use super::names::unique;
use crate::case::{ConflictEntry, LikingEntry, StandEntry, Want};
use crate::compile::{BadState, makers, state_pattern};
use crate::path::CasePath;

pub(super) fn check(inspection: &mut Inspection) {
    for (index, entry) in inspection.case.conflicts.iter().enumerate() {
        conflict(inspection, &item("conflicts", index), entry);
    }
}

fn conflict(inspection: &mut Inspection, path: &CasePath, entry: &ConflictEntry) {
    known_day(inspection, &path.key("as_of"), entry.as_of);
    sources(inspection, path, &entry.sources);
    options(inspection, path, entry);
    if entry.options.is_empty() || entry.options.len() > MOST_CONFLICT_OPTIONS {
        let message = format!("a conflict has from 1 to {MOST_CONFLICT_OPTIONS} options, this one {}", entry.options.len());
        let way_out = "leave out what nobody would do, or make two conflicts of it";
        return inspection.error_at_key(&path.key("options"), finding("number-of-options", message, "here", way_out));
    }
    let infeasible = infeasible(inspection, path, entry);
    status_quo(inspection, path, entry, &infeasible);
    for (party, liking) in &entry.preferences {
        let path = path.key("preferences").key(party);
        if maker(inspection, &path, entry, party) {
            preferences(inspection, &path, entry, liking, &infeasible);
        }
    }
    for (party, stand) in &entry.positions {
        let path = path.key("positions").key(party);
        if maker(inspection, &path, entry, party) {
            position(inspection, &path, entry, party, stand);
        }
    }
}

fn sources(inspection: &mut Inspection, path: &CasePath, ids: &[String]) {
    for (place, id) in ids.iter().enumerate() {
        source(inspection, &path.key("sources").index(place), id);
    }
}

fn options(inspection: &mut Inspection, path: &CasePath, entry: &ConflictEntry) {
    let path = path.key("options");
    let named = entry.options.iter().enumerate().map(|(place, option)| (path.index(place).key("id"), option.id.as_str()));
    unique(inspection, "of the options of a conflict", named);
    let case = inspection.case;
    for (place, option) in entry.options.iter().enumerate() {
        if !case.parties.iter().any(|party| party.id == option.owner) {
            let parties = case.parties.iter().map(|party| party.id.as_str());
            inspection.unknown(&path.index(place).key("owner"), "party", &option.owner, parties);
        }
    }
}

/// Whether `party` decides about something in this conflict, or a fault.
fn maker(inspection: &mut Inspection, path: &CasePath, entry: &ConflictEntry, party: &str) -> bool {
    let case = inspection.case;
    let known = makers(case, entry);
    if known.contains(&party) {
        return true;
    }
    if case.parties.iter().any(|known| known.id == party) {
        let message = format!("`{party}` controls no option of this conflict, so nothing follows from what it wants");
        inspection.error_at_key(path, finding("not-a-maker", message, "controls nothing", "give it an option, or leave it out"));
    } else {
        inspection.unknown(path, "party with an option", party, known.into_iter());
    }
    false
}

/// The pattern at `path`, or a fault.
fn pattern(inspection: &mut Inspection, path: &CasePath, text: &str, options: usize) -> Option<StatePattern> {
    let message = match state_pattern(text, options) {
        Ok(pattern) => return Some(pattern),
        Err(BadState::Length(length)) => format!("`{text}` has {length} letters, and the conflict {options} options"),
        Err(BadState::Letter(letter)) => format!("`{letter}` in `{text}` is neither `Y` nor `N` nor `-`"),
    };
    let way_out = "write one letter for each option, in their order: Y taken, N not taken, - either";
    inspection.error(path, finding("bad-state", message, "no state of this conflict", way_out));
    None
}

fn infeasible(inspection: &mut Inspection, path: &CasePath, entry: &ConflictEntry) -> Vec<StatePattern> {
    let mut found = Vec::new();
    for (place, infeasible) in entry.infeasible.iter().enumerate() {
        let path = path.key("infeasible").index(place).key("states");
        let Some(pattern) = pattern(inspection, &path, &infeasible.states, entry.options.len()) else { continue };
        if pattern.named() == 0 {
            let way_out = "say with Y and N what cannot be";
            inspection.error(&path, finding("bad-state", "this makes every state infeasible", "only dashes", way_out));
            continue;
        }
        found.push(pattern);
    }
    found
}

/// Whether one of these patterns holds every state of `pattern`.
fn all_infeasible(pattern: StatePattern, infeasible: &[StatePattern]) -> bool {
    infeasible.iter().any(|one| one.taken & !pattern.taken == 0 && one.left & !pattern.left == 0)
}

fn status_quo(inspection: &mut Inspection, path: &CasePath, entry: &ConflictEntry, infeasible: &[StatePattern]) {
    let Some(text) = &entry.status_quo else { return };
    let path = path.key("status_quo");
    let Some(pattern) = pattern(inspection, &path, text, entry.options.len()) else { return };
    if pattern.named().count_ones() as usize != entry.options.len() {
        let way_out = "write Y or N for every option, or leave `status_quo` out";
        inspection.error(&path, finding("bad-state", "the state that holds now leaves an option open", "a dash", way_out));
    } else if all_infeasible(pattern, infeasible) {
        let way_out = "correct it, or what is infeasible";
        inspection.error(&path, finding("infeasible-state", format!("`{text}` is said to be infeasible"), "cannot be", way_out));
    }
}

fn preferences(
    inspection: &mut Inspection,
    path: &CasePath,
    entry: &ConflictEntry,
    liking: &LikingEntry,
    infeasible: &[StatePattern],
) {
    sources(inspection, path, &liking.sources);
    if liking.ranking.is_empty() == liking.wishes.is_empty() {
        let (code, message) = match liking.ranking.is_empty() {
            true => ("says-nothing", "this says nothing of what the party would rather have"),
            false => ("two-kinds", "this is given in more than one way"),
        };
        inspection.error(path, finding(code, message, "here", "keep one of `ranking` and `wishes`"));
    }
    ranking(inspection, path, entry, liking, infeasible);
    if liking.wishes.len() > MOST_CONFLICT_OPTIONS {
        let message =
            format!("{} wishes; {MOST_CONFLICT_OPTIONS} is the most, so that their weights stay exact", liking.wishes.len());
        inspection.error_at_key(&path.key("wishes"), finding("too-many-wishes", message, "too many", "leave out the least"));
    }
    for (place, wish) in liking.wishes.iter().enumerate() {
        let path = path.key("wishes").index(place);
        sources(inspection, &path, &wish.sources);
        want(inspection, &path.key("wants"), entry, &wish.wants);
    }
}

/// Each state is ranked once: a state in two places of a ranking would have two ranks.
fn ranking(
    inspection: &mut Inspection,
    path: &CasePath,
    entry: &ConflictEntry,
    liking: &LikingEntry,
    infeasible: &[StatePattern],
) {
    let mut seen: Vec<(StatePattern, CasePath)> = Vec::new();
    for (place, names) in liking.ranking.iter().enumerate() {
        let group = path.key("ranking").index(place);
        for (inside, text) in names.names().iter().enumerate() {
            let path = match names {
                crate::case::StateNames::One(_) => group.clone(),
                crate::case::StateNames::Several(_) => group.index(inside),
            };
            let Some(pattern) = pattern(inspection, &path, text, entry.options.len()) else { continue };
            if all_infeasible(pattern, infeasible) {
                let message = format!("`{text}` is ranked, and is infeasible");
                inspection.warning(&path, finding("infeasible-state", message, "cannot be", "take it out of the ranking"));
            }
            let twice = |(other, _): &&(StatePattern, CasePath)| {
                pattern.and(*other).is_some_and(|both| !all_infeasible(both, infeasible))
            };
            if let Some((_, first)) = seen.iter().find(twice) {
                let message = format!("`{text}` names a state that is ranked already");
                let way_out = "rank every state once; patterns with `-` must not overlap";
                let first = first.clone();
                inspection.error(&path, finding("ranked-twice", message, "again", way_out));
                inspection.see_also(&first, "ranked here");
            }
            seen.push((pattern, path));
        }
    }
}

fn want(inspection: &mut Inspection, path: &CasePath, entry: &ConflictEntry, wanted: &Want) {
    let several = |inspection: &mut Inspection, key: &str, wanted: &[Want]| {
        let path = path.key(key);
        if wanted.is_empty() {
            let way_out = "name what is wanted, or take it out";
            inspection.error(&path, finding("says-nothing", format!("`{key}` of nothing says nothing"), "empty", way_out));
        }
        for (place, one) in wanted.iter().enumerate() {
            want(inspection, &path.index(place), entry, one);
        }
    };
    match wanted {
        Want::Taken(id) if entry.options.iter().any(|option| option.id == *id) => {}
        Want::Taken(id) => inspection.unknown(path, "option", id, entry.options.iter().map(|option| option.id.as_str())),
        Want::Not(wanted) => want(inspection, &path.key("not"), entry, &wanted.not),
        Want::All(wanted) => several(inspection, "all", &wanted.all),
        Want::Any(wanted) => several(inspection, "any", &wanted.any),
        Want::If(wanted) => {
            want(inspection, &path.key("if"), entry, &wanted.premise);
            want(inspection, &path.key("then"), entry, &wanted.then);
        }
        Want::Iff(wanted) => {
            several(inspection, "iff", &wanted.iff);
            if wanted.iff.len() != 2 && !wanted.iff.is_empty() {
                let message = format!("`iff` is of two, not of {}", wanted.iff.len());
                inspection.error(&path.key("iff"), finding("iff-of-two", message, "not two", "name two, or use `all`"));
            }
        }
    }
}

fn position(inspection: &mut Inspection, path: &CasePath, entry: &ConflictEntry, party: &str, stand: &StandEntry) {
    sources(inspection, path, &stand.sources);
    let asks = path.key("asks");
    if let Some(asked) = pattern(inspection, &asks, &stand.asks, entry.options.len())
        && asked.named() == 0
    {
        inspection.error(
            &asks,
            finding("says-nothing", "a position of dashes asks for nothing", "says nothing", "leave the party out"),
        );
    }
    let Some(text) = &stand.otherwise else { return };
    let path = path.key("otherwise");
    let Some(otherwise) = pattern(inspection, &path, text, entry.options.len()) else { return };
    let of_others =
        entry.options.iter().enumerate().find(|(place, option)| option.owner != party && otherwise.named() >> place & 1 == 1);
    if let Some((_, option)) = of_others {
        let message = format!("`{party}` cannot say what becomes of `{}`, which `{}` controls", option.id, option.owner);
        inspection.error(&path, finding("not-its-own", message, "another's option", "write `-` for the options of others"));
    }
}
