//! The workbench: what changes when an analyst moves a weight, a ranking, a reservation or a shock, and how a package that
//! is put together option by option fares.
//!
//! ```text
//! Scenario + Changes ──changed──▶ Scenario ─┐
//! Shocks ────────────────────────────────────┴▶ Bench (draws, made once) ─┬▶ plane: odds, frontier at the mean, points
//!                                                                         ├▶ levers: what can be moved, and how far
//!                                                                         └▶ reading: one package, whole or in part
//! ```
//!
//! Everything is counted over the same draws, so that packages can be compared with each other, and a change with what
//! was before it. Nothing here is a new method: draws, searches, frontier and improvements are those of the other places of
//! this room.

mod changes;
mod levers;
mod plane;
mod reading;
mod settled;

use zopa_model::{Outcome, PartyIndex, Scenario, Shock, Utility};

use crate::Limits;
use crate::packages::improvement::{Improvement, improvement};
use crate::packages::mean::{NoMean, mean_problem};
use crate::uncertainty::{DrawPlan, Draws, Missing};

pub use changes::{Changes, changed};
pub use levers::{LimitLever, Said, WeightLever, limit_lever, weight_levers};
pub use plane::{Plane, PlanePoint};
pub use reading::{Crossed, PackageReading, PartyReading, Tenths};
pub use settled::Settled;

/// The draws of one judgement, after its shocks, for every question at the bench.
#[derive(Clone, Debug)]
pub struct Bench<'a> {
    draws: Draws<'a>,
}

impl<'a> Bench<'a> {
    /// Draws from `scenario` as `plan` says, and lets `shocks` happen one after the other.
    ///
    /// # Errors
    /// What is missing for draws; [`Missing::Contradiction`] where every draw contradicts itself.
    pub fn new(scenario: &'a Scenario, shocks: &[&Shock], plan: DrawPlan) -> Result<Self, Missing> {
        let mut draws = Draws::new(scenario, plan)?;
        for shock in shocks {
            draws = draws.after(shock)?;
        }
        if (0..draws.count()).any(|draw| draws.is_consistent(draw)) { Ok(Self { draws }) } else { Err(Missing::Contradiction) }
    }

    /// The draws.
    pub fn draws(&self) -> &Draws<'a> {
        &self.draws
    }

    /// What there is beyond the package `from` at the mean of the draws, and the mean utilities by which that is so.
    ///
    /// # Errors
    /// Where the draws have no mean that fits.
    pub fn beyond(&self, from: &Outcome, limits: &Limits) -> Result<(Improvement, Vec<Utility>), NoMean> {
        let utilities = self.utilities();
        let problem = mean_problem(self.draws.scenario().space(), &utilities)?;
        Ok((improvement(&problem, from, limits), problem.utilities))
    }

    /// One utility for each party in each draw.
    fn utilities(&self) -> Vec<Vec<Utility>> {
        let draws = &self.draws;
        (0..draws.plan().draws).map(|draw| (0..self.parties()).map(|party| draws.utility(party, draw)).collect()).collect()
    }

    fn parties(&self) -> PartyIndex {
        self.draws.scenario().parties().len()
    }

    /// The draws in which no party contradicts itself.
    fn consistent(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.draws.count()).filter(|&draw| self.draws.is_consistent(draw))
    }
}
