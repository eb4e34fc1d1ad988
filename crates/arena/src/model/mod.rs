//! What to believe of the others, from what they said: one file for each model.
//! (Baarslag, Hendrikx, Hindriks & Jonker 2016, Journal of Autonomous Agents and Multi-Agent Systems 30:849.)
//!
//! A model is one file here and one line of [`ALL`]. All use public messages only.

mod bayesian;
mod frequency;
mod none;
mod per_seat;
mod reservation;
mod value_counts;
mod windowed;

use std::sync::Arc;

use zopa_model::Outcome;

use crate::strategy::{Arguments, Fidelity, Parameter};
use crate::{Brief, Clock, Offer, Seat};

/// What is believed of the other seats.
pub trait OpponentModel: Send {
    /// Whether it wants to hear of offers.
    fn listens(&self) -> bool {
        true
    }

    /// Another seat made an offer.
    fn hear(&mut self, clock: Clock, by: Seat, offer: &Offer);

    /// What is believed of a seat; `None` where nothing is.
    fn estimate(&self, seat: Seat) -> Option<&Estimate>;

    /// What an outcome is believed to be worth to the others: the mean over those of whom something is believed, and `None`
    /// where nothing is.
    fn value(&self, outcome: &Outcome) -> Option<f64>;

    /// Whether anything is believed of anybody, so that [`value`](Self::value) has an answer.
    fn believes(&self) -> bool;

    /// The share of its own best below which a seat is believed to say no; `None` where nothing is believed of it.
    fn reservation(&self, _seat: Seat) -> Option<f64> {
        None
    }
}

/// An estimated utility: a sum over issues, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The weight of each issue; they sum to one.
    pub weights: Vec<f64>,
    /// The value of each option of each issue, from 0 to 1.
    pub values: Vec<Vec<f64>>,
}

impl Estimate {
    /// Equal weights and equal values, before anything is known.
    pub fn flat(sizes: &[usize]) -> Self {
        Self {
            weights: vec![1.0 / sizes.len().max(1) as f64; sizes.len()],
            values: sizes.iter().map(|&size| vec![1.0; size]).collect(),
        }
    }

    /// The estimated utility of `outcome`.
    pub fn value(&self, outcome: &Outcome) -> f64 {
        let values = self.values.iter().zip(outcome.options()).map(|(values, &option)| values[option as usize]);
        self.weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
    }
}

/// Prepared once for a seat; makes the model of one session at a time.
pub type PreparedModel = Box<dyn Fn() -> Box<dyn OpponentModel> + Send + Sync>;

/// A model that can be asked for by name.
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
    /// What may be set.
    pub parameters: &'static [Parameter],
    /// Prepares it.
    pub prepare: fn(&Arc<Brief>, &Arguments) -> PreparedModel,
}

/// Every model, in the order in which the catalogue lists them.
pub const ALL: &[&Entry] = &[
    &none::ENTRY,
    &frequency::ENTRY,
    &value_counts::SMITH,
    &value_counts::CUHK,
    &windowed::ENTRY,
    &bayesian::ENTRY,
    &reservation::ENTRY,
];

/// The model called `name`.
pub fn named(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name).copied()
}
