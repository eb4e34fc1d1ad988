//! Conflicts as the room `model` holds them.

use zopa_model::{Conflict, ConflictOption, Direction, Liking, StatePattern, Wish};

use crate::case::{CaseFile, ConflictEntry, DirectionName, LikingEntry, Want};
use crate::dossier::Dossier;

const CHECKED: &str = "validation has resolved every name of a case before it is compiled";

/// A conflict in the terms of the rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledConflict {
    /// Its short name.
    pub id: String,
    /// Who decides what, and what they would rather have.
    pub conflict: Conflict,
    /// The short names of the decision makers: whoever controls an option, in the order of the parties of the case.
    pub makers: Vec<String>,
    /// The options taken in the state that holds now: bit `k` is option `k`.
    pub status_quo: Option<u64>,
}

impl Dossier {
    /// The conflicts of the case, in their order.
    pub fn conflicts(&self) -> Vec<CompiledConflict> {
        self.case().conflicts.iter().map(|entry| conflict(self.case(), entry)).collect()
    }
}

/// The parties that control an option, in the order of the case.
pub(crate) fn makers<'a>(case: &'a CaseFile, entry: &ConflictEntry) -> Vec<&'a str> {
    let controls = |id: &str| entry.options.iter().any(|option| option.owner == id);
    case.parties.iter().map(|party| party.id.as_str()).filter(|id| controls(id)).collect()
}

/// What is wrong with the writing of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadState {
    /// Another number of letters than there are options.
    Length(usize),
    /// A letter that is not `Y`, `N` or `-`.
    Letter(char),
}

/// The pattern that is written with a letter for each of so many options.
pub(crate) fn state_pattern(text: &str, options: usize) -> Result<StatePattern, BadState> {
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if letters.len() != options {
        return Err(BadState::Length(letters.len()));
    }
    let mut pattern = StatePattern::default();
    for (place, letter) in letters.into_iter().enumerate() {
        match letter {
            'Y' => pattern.taken |= 1 << place,
            'N' => pattern.left |= 1 << place,
            '-' => {}
            other => return Err(BadState::Letter(other)),
        }
    }
    Ok(pattern)
}

fn conflict(case: &CaseFile, entry: &ConflictEntry) -> CompiledConflict {
    let makers = makers(case, entry);
    let count = entry.options.len();
    let pattern = |text: &str| state_pattern(text, count).expect(CHECKED);
    let name = |id: &str| {
        let party = case.parties.iter().find(|party| party.id == id);
        party.and_then(|party| party.name.clone()).unwrap_or_else(|| id.to_owned())
    };
    let option = |option: &crate::case::ConflictOptionEntry| ConflictOption {
        name: option.name.clone().unwrap_or_else(|| option.id.clone()),
        owner: makers.iter().position(|maker| *maker == option.owner).expect(CHECKED),
        direction: match option.direction {
            None | Some(DirectionName::Both) => Direction::Both,
            Some(DirectionName::Forward) => Direction::Forward,
            Some(DirectionName::Backward) => Direction::Backward,
        },
    };
    let stand = |maker: &&str| entry.positions.get(*maker);
    let conflict = Conflict {
        makers: makers.iter().map(|maker| name(maker)).collect(),
        options: entry.options.iter().map(option).collect(),
        infeasible: entry.infeasible.iter().map(|infeasible| pattern(&infeasible.states)).collect(),
        likings: makers.iter().map(|maker| Some(liking(entry, entry.preferences.get(*maker)?))).collect(),
        positions: makers.iter().map(|maker| Some(pattern(&stand(maker)?.asks))).collect(),
        intentions: makers.iter().map(|maker| Some(pattern(stand(maker)?.otherwise.as_ref()?))).collect(),
    };
    CompiledConflict {
        id: entry.id.clone(),
        conflict,
        makers: makers.iter().map(|maker| (*maker).to_owned()).collect(),
        status_quo: entry.status_quo.as_ref().map(|text| pattern(text).taken),
    }
}

fn liking(entry: &ConflictEntry, liking: &LikingEntry) -> Liking {
    if !liking.wishes.is_empty() {
        return Liking::Wishes(liking.wishes.iter().map(|wish| want(entry, &wish.wants)).collect());
    }
    let group = |names: &crate::case::StateNames| {
        names.names().iter().map(|text| state_pattern(text, entry.options.len()).expect(CHECKED)).collect()
    };
    Liking::Ranking(liking.ranking.iter().map(group).collect())
}

fn want(entry: &ConflictEntry, wanted: &Want) -> Wish {
    let one = |wanted: &Want| want(entry, wanted);
    match wanted {
        Want::Taken(id) => Wish::Taken(entry.options.iter().position(|option| option.id == *id).expect(CHECKED)),
        Want::Not(wanted) => Wish::Not(Box::new(one(&wanted.not))),
        Want::All(wanted) => Wish::All(wanted.all.iter().map(one).collect()),
        Want::Any(wanted) => Wish::Any(wanted.any.iter().map(one).collect()),
        Want::If(wanted) => Wish::If(Box::new(one(&wanted.premise)), Box::new(one(&wanted.then))),
        Want::Iff(wanted) => Wish::Iff(Box::new(one(&wanted.iff[0])), Box::new(one(&wanted.iff[1]))),
    }
}
