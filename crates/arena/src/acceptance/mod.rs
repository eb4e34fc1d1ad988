//! What to accept: one file for each condition. (Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60:68.)
//!
//! A condition is one file here and one line of [`ALL`]. Reservation and red lines are no condition: the
//! [`Negotiator`](crate::Negotiator) keeps to them before any of these is asked. Each can be set with `end_game=1`, and
//! then says yes to whatever is left for it to say yes to in the last turn of the talks.

mod agent_k;
mod annealing;
mod combi;
mod constant;
mod cuhk;
mod end_game;
mod gap;
mod hard_headed;
mod micro;
mod next;
mod optimal_stopping;
mod prev;
mod rational;
mod time;

use std::sync::Arc;

use zopa_model::Units;

use crate::strategy::{Arguments, Fidelity, Parameter};
use crate::{Now, Stream, Strength};

/// Whether to accept. A condition looks at the history and keeps nothing of its own, so that sessions share it.
pub trait Acceptance: Send + Sync {
    /// Whether it looks at the history. Where no part of a strategy does there is none.
    fn looks_back(&self) -> bool {
        true
    }

    /// Whether something worth `offered` is accepted when what the seat would offer instead is worth `next`.
    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, stream: &mut Stream) -> bool;

    /// What a mediator is told of a draft worth `draft` that might replace a text worth `text`: yes where it is worth as much,
    /// strongly where the two differ by more than a tenth of what is at stake for the seat. Nobody offers anything then, so most
    /// conditions have nothing else to say.
    fn votes(&self, now: &Now<'_>, text: Units, draft: Units, _stream: &mut Stream) -> Strength {
        strength(now, draft - text, draft >= text, STRONG)
    }
}

/// From which share of what is at stake a preference is strong. A choice of ours: the paper of the votes leaves it open.
const STRONG: f64 = 0.1;

/// A yes or no, strong where the `gain` is more than the share `strong` of what is at stake for the seat, either way. A yes to a
/// loss is never a strong one.
fn strength(now: &Now<'_>, gain: Units, is_yes: bool, strong: f64) -> Strength {
    let scale = &now.brief.scale;
    let is_strong = gain.unsigned_abs() as f64 > strong * scale.best().abs_diff(scale.worst()) as f64;
    match (is_yes, is_strong) {
        (true, true) if gain > 0 => Strength::StrongYes,
        (true, _) => Strength::WeakYes,
        (false, false) => Strength::WeakNo,
        (false, true) => Strength::StrongNo,
    }
}

/// A condition that can be asked for by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name that users type.
    pub name: &'static str,
    /// When it accepts, in a line.
    pub title: &'static str,
    /// The paper.
    pub source: &'static str,
    /// How near it is to its source.
    pub fidelity: Fidelity,
    /// What the paper leaves open or could not be checked, and what was taken; empty where there is nothing.
    pub choices: &'static str,
    /// What may be set; `end_game` is among it.
    pub parameters: &'static [Parameter],
    /// Makes it, without its end game.
    pub make: fn(&Arguments) -> Arc<dyn Acceptance>,
}

impl Entry {
    /// The condition, with its end game where that is set.
    pub fn prepare(&self, arguments: &Arguments) -> Arc<dyn Acceptance> {
        end_game::with(arguments, (self.make)(arguments))
    }
}

/// What most conditions share: the survey that compares them.
const BAARSLAG: Entry = Entry {
    name: "",
    title: "",
    source: "Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60:68",
    fidelity: Fidelity::FromPaper,
    choices: "",
    parameters: &[end_game::PARAMETER],
    make: |_| Arc::new(rational::Rational),
};

/// Every condition, in the order in which the catalogue lists them.
pub const ALL: &[&Entry] = &[
    &next::ENTRY,
    &prev::ENTRY,
    &constant::ENTRY,
    &time::ENTRY,
    &gap::ENTRY,
    &combi::MAX,
    &combi::MEAN,
    &rational::ENTRY,
    &optimal_stopping::ENTRY,
    &micro::ENTRY,
    &agent_k::ENTRY,
    &hard_headed::ENTRY,
    &cuhk::ENTRY,
    &annealing::ENTRY,
];

/// The condition called `name`.
pub fn named(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name).copied()
}
