//! A collective decision on a scale, as plain data: who counts how much, stands where, and cares how much. The models over it
//! live in the room `process`.

use crate::{Exact, Range};

/// Actors with positions on one or several scales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// What is decided, scale by scale.
    pub scales: Vec<ForecastScale>,
    /// Who takes part.
    pub actors: Vec<ForecastActor>,
}

/// A scale from one end to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastScale {
    /// The name.
    pub name: String,
    /// The low end.
    pub low: Exact,
    /// The high end, above the low one.
    pub high: Exact,
    /// Where things stand without a decision; `None` where nobody says.
    pub status_quo: Option<Exact>,
}

/// One actor, as somebody judges it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastActor {
    /// The name, unique among the actors.
    pub name: String,
    /// What it can bring to bear, above zero, in any unit.
    pub capability: Range,
    /// What it stands for on each scale; `None` where it takes no part in it.
    pub stands: Vec<Option<ForecastStand>>,
}

/// What an actor stands for on one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastStand {
    /// The point that it asks for, on the scale.
    pub position: Range,
    /// How much it cares, from 0 to 1.
    pub salience: Range,
}
