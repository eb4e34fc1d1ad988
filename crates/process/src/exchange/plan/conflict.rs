//! Why there is no plan: the smallest set of constraints that cannot all hold.

use zopa_model::register::{Mode, Register};

use super::people::{Relaxed, among, count_by_class};
use super::{Question, fits, programme};
use crate::exchange::mode::moved;

/// Something that a plan has to keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// How the releases hang together.
    Mode,
    /// The most people in one transfer, together with the most batches.
    Transport,
    /// By how many a side may be ahead.
    Ahead,
    /// People who must not go too early or too late.
    Windows,
    /// Families that go together or not at all.
    Families,
    /// Only people who are ready go: acknowledged, seen, with consent on record.
    Readiness,
    /// People whom somebody keeps out.
    Vetoes,
}

const ALL: [Constraint; 7] = [
    Constraint::Mode,
    Constraint::Transport,
    Constraint::Ahead,
    Constraint::Windows,
    Constraint::Families,
    Constraint::Readiness,
    Constraint::Vetoes,
];

/// The smallest set that cannot hold; of several the first in the order above. Empty where everything can hold.
pub(super) fn smallest(register: &Register, question: &Question) -> Vec<Constraint> {
    let mut sets: Vec<u32> = (1..1 << ALL.len()).collect();
    sets.sort_by_key(|set: &u32| (set.count_ones(), *set));
    let holds = |set: u32| -> Vec<Constraint> {
        ALL.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, one)| *one).collect()
    };
    // Without all of them together there would be a plan.
    if can_hold(register, question, &ALL) {
        return Vec::new();
    }
    sets.into_iter().map(holds).find(|set| !can_hold(register, question, set)).unwrap_or_default()
}

/// Whether there is a plan that keeps to these.
fn can_hold(register: &Register, question: &Question, kept: &[Constraint]) -> bool {
    let keeps = |one| kept.contains(&one);
    let relaxed = Relaxed {
        readiness: !keeps(Constraint::Readiness),
        vetoes: !keeps(Constraint::Vetoes),
        windows: !keeps(Constraint::Windows),
        families: !keeps(Constraint::Families),
    };
    let mut asked = question.clone();
    if !keeps(Constraint::Mode) {
        asked.mode = Mode::AnyForAny;
    }
    if !keeps(Constraint::Transport) {
        (asked.cap, asked.batches) = (None, None);
    }
    if !keeps(Constraint::Ahead) {
        asked.ahead = None;
    }
    let people = among(register, &asked, relaxed);
    let ready = count_by_class(&people, register.classes.len() + 1);
    let Ok(all) = moved(&asked.mode, [&ready[0], &ready[1]]) else { return false };
    if all.total == [0, 0] {
        // Nobody goes, and nothing is broken, unless somebody has to.
        return true;
    }
    if people.iter().any(|person| person.family.is_some() || person.first > 1 || person.last != u64::MAX) {
        return programme::is_feasible(register, &asked, &people);
    }
    match asked.mode {
        Mode::ClassForClass | Mode::AnyForAny => fits(&asked, [1, 1]),
        Mode::Ratio(first, second) => fits(&asked, [first, second]),
        _ => fits(&asked, all.total),
    }
}
