//! What to offer: one file for each rule, named as the field names it, with its paper.
//!
//! A bidding strategy is one file here and one line (or a few, for its named settings) of [`ALL`].

mod abmp;
pub(crate) mod agent_k;
mod aim;
mod band_walker;
pub(crate) mod cuhk;
mod descending;
mod estimated_frontier;
mod gaussian_process;
pub(crate) mod hard_headed;
mod hybrid;
pub(crate) mod micro;
mod nice_tit_for_tat;
mod offer_oriented;
mod random;
mod resource_dependent;
mod similarity;
mod time_dependent;
mod tit_for_tat;
mod top_k;
mod trade_off;
mod zeuthen;

use std::sync::Arc;

use crate::strategy::{Arguments, BadArgument, Fidelity, Parameter};
use crate::{Bid, Brief, Now, Stakes, Stream, TimeConvention};

/// What to offer next.
pub trait Bidding: Send {
    /// The offer that is due now. It may be asked for without being made, and more than once in a turn; what depends on
    /// offers made is told by [`Bidding::made`] and the history.
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid;

    /// The seat made this offer.
    fn made(&mut self, _bid: &Bid) {}

    /// Whether it looks at the history, or wants to be told of offers made. Where no part of a strategy does there is no history.
    fn looks_back(&self) -> bool {
        true
    }
}

/// What a bidding strategy is prepared for: everything that a seat knows before the talks begin.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What the seat knows.
    pub brief: Arc<Brief>,
    /// The number of rounds, where it is known.
    pub rounds: Option<u32>,
    /// How rounds become a time.
    pub convention: TimeConvention,
    /// Everybody's utilities: only for a strategy that says it needs them.
    pub everybody: Option<Stakes>,
}

/// Prepared once for a seat and a deadline; makes the bidding of one session at a time.
pub type PreparedBidding = Box<dyn Fn() -> Box<dyn Bidding> + Send + Sync>;

/// Whose utilities a strategy has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Its own.
    OwnUtility,
    /// Everybody's, as textbooks assume: a benchmark, and nothing for a real table.
    EverybodysUtility,
}

/// A bidding strategy that can be asked for by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name that users type.
    pub name: &'static str,
    /// What it does, in a line.
    pub title: &'static str,
    /// The paper.
    pub source: &'static str,
    /// How near it is to its source.
    pub fidelity: Fidelity,
    /// What the paper leaves open or could not be checked, and what was taken; empty where there is nothing.
    pub choices: &'static str,
    /// Whose utilities it has to know.
    pub needs: Needs,
    /// What may be set.
    pub parameters: &'static [Parameter],
    /// The acceptance condition that it comes with.
    pub acceptance: &'static str,
    /// The opponent model that it comes with.
    pub model: &'static str,
    /// Prepares it.
    pub prepare: fn(&Setting, &Arguments) -> Result<PreparedBidding, BadArgument>,
}

/// Every bidding strategy, in the order in which the catalogue lists them.
pub const ALL: &[&Entry] = &[
    &time_dependent::BOULWARE,
    &time_dependent::LINEAR,
    &time_dependent::CONCEDER,
    &time_dependent::HARDLINER,
    &time_dependent::BOULWARE_NEGMAS,
    &time_dependent::LINEAR_NEGMAS,
    &time_dependent::CONCEDER_NEGMAS,
    &time_dependent::BOULWARE_NEGOLOG,
    &time_dependent::CONCEDER_NEGOLOG,
    &resource_dependent::ENTRY,
    &tit_for_tat::NAIVE,
    &tit_for_tat::RELATIVE,
    &tit_for_tat::RANDOM_ABSOLUTE,
    &tit_for_tat::AVERAGED,
    &nice_tit_for_tat::ENTRY,
    &micro::ENTRY,
    &zeuthen::ENTRY,
    &trade_off::ENTRY,
    &abmp::ENTRY,
    &hybrid::ENTRY,
    &agent_k::ENTRY,
    &hard_headed::ENTRY,
    &cuhk::ENTRY,
    &band_walker::ENTRY,
    &gaussian_process::ENTRY,
    &offer_oriented::FIRST,
    &offer_oriented::LAST,
    &top_k::ENTRY,
    &random::RATIONAL,
    &random::WALKER,
    &random::NICE,
];

/// The bidding strategy called `name`.
pub fn named(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name).copied()
}
