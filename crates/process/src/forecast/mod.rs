//! Where a collective decision on a scale may come out: baselines to hold beside each other, and two experiments.
//!
//! The baselines say what the stated figures weigh out to. The experiments, the challenge model and the probabilistic
//! Condorcet election, are published models with doubtful points; nobody should read them without a baseline beside them.
//! None of it forecasts what a named person decides, and two sides at war are outside of what any of it was made for.

mod baseline;
mod challenge;
mod draw;
mod election;

pub use baseline::{Baselines, NashPoint, Weighed, baselines};
pub use challenge::{Challenge, ChallengeRound, DOUBTS, Offer, OfferKind, challenge};
pub use draw::{DrawnScale, Spread, drawn};
pub use election::{Bargain, Election, Elector, election};

use zopa_model::{Exact, Forecast};

/// The fewest actors that the experiments are for: with two there is no vote to win.
pub const FEWEST_ACTORS: usize = 3;

/// The actors of one scale, each by its place among all, with every range read at its midpoint.
pub fn at_midpoints(forecast: &Forecast, scale: usize) -> Vec<(usize, Weighed)> {
    let stand = |(place, actor): (usize, &zopa_model::ForecastActor)| {
        let stand = actor.stands[scale].as_ref()?;
        let weighed = Weighed {
            capability: midpoint(&actor.capability),
            position: midpoint(&stand.position),
            salience: midpoint(&stand.salience),
        };
        Some((place, weighed))
    };
    forecast.actors.iter().enumerate().filter_map(stand).collect()
}

/// Whether every figure of the scale is stated as one number.
pub fn is_stated_exactly(forecast: &Forecast, scale: usize) -> bool {
    forecast.actors.iter().all(|actor| match &actor.stands[scale] {
        None => true,
        Some(stand) => [&actor.capability, &stand.position, &stand.salience].iter().all(|range| range.as_point().is_some()),
    })
}

fn midpoint(range: &zopa_model::Range) -> num_rational::BigRational {
    let sum: num_rational::BigRational = range.low().rational() + range.high().rational();
    sum / num_rational::BigRational::from_integer(2.into())
}

/// The exact number as the rooms hand it on.
fn exact(value: &num_rational::BigRational) -> Exact {
    // A denominator of a rational is never zero.
    Exact::ratio(value.numer().clone(), value.denom().clone()).unwrap_or_else(Exact::zero)
}
