//! One roadmap asks everything of one case: this file is the order in which it asks.
//!
//! ```text
//! Positions ─┬▶ Following   who insists that what come first     no weight needed
//!            └▶ Promised    what can start without trust         no weight needed
//! judgement ─┬▶ PlanStudy   in which order nobody gains by stopping
//!            ├▶ Mandates    what delegations may sign, what leaders open
//!            └▶ Homes       what passes there
//! ```

use zopa_analysis::uncertainty::{DrawPlan, Missing, Watch};
use zopa_model::{Ends, Mandates, Plan, Positions, Ratification, Scenario, Step};

use crate::commitments::{Promised, promised};
use crate::mandate::{MandateAnswer, Passing, WinSets, mandates, passing, win_sets};
use crate::order::{Mends, OrderAnswer, Split, Terms, Tested, Walk, mends, search, split, walk};
use crate::preconditions::{Following, Waiting};

/// What one judgement says of the process.
#[derive(Clone, Copy, Debug)]
pub struct JudgedProcess<'a> {
    /// Parties, space and preferences.
    pub scenario: &'a Scenario,
    /// What doing some of the steps costs and brings.
    pub plans: &'a [Plan],
    /// What delegations may sign.
    pub mandates: Option<&'a Mandates>,
    /// Who at home must agree.
    pub homes: &'a [Ratification],
}

/// Everything that was found.
#[derive(Clone, Debug)]
pub struct Roadmap {
    /// What can follow what.
    pub following: Following,
    /// What can be done of what is promised.
    pub promised: Promised,
    /// One entry for each judgement, in their order.
    pub judgements: Vec<JudgementRoadmap>,
}

/// What was found for one judgement.
#[derive(Clone, Debug)]
pub struct JudgementRoadmap {
    /// One entry for each plan.
    pub plans: Vec<PlanStudy>,
    /// What mandates allow, or what is missing to tell; `None` where the judgement says nothing of mandates.
    pub mandates: Option<Result<MandateAnswer, Missing>>,
    /// What homes leave over; `None` where the judgement says nothing of them.
    pub homes: Option<HomesStudy>,
}

/// What passes at home.
#[derive(Clone, Debug)]
pub struct HomesStudy {
    /// What is left of the zone, or what is missing to tell.
    pub win_sets: Result<WinSets, Missing>,
    /// For each package with a name, how likely it passes at each home.
    pub packages: Vec<Vec<Passing>>,
}

/// What was found for one plan, at every end of its ranges, from the least trust to the most.
#[derive(Clone, Debug)]
pub struct PlanStudy {
    /// One entry for each end.
    pub readings: Vec<PlanReading>,
}

/// A plan at one end of its ranges.
#[derive(Clone, Debug)]
pub struct PlanReading {
    /// Which end.
    pub ends: Ends,
    /// The plan in numbers.
    pub terms: Terms,
    /// The best order with one step at a time.
    pub one_by_one: Ordered,
    /// The best order where steps of different parties may be done at once, which takes somebody who holds or watches;
    /// `None` where the other one holds by itself.
    pub together: Option<Ordered>,
    /// What would make the first hold where it does not.
    pub mends: Option<Mends>,
    /// The fewest parts of every divisible step with which an order holds, one at a time, where none does otherwise.
    pub split: Option<Split>,
}

/// An order and what it is worth on the way.
#[derive(Clone, Debug)]
pub struct Ordered {
    /// What was found.
    pub answer: OrderAnswer,
    /// Point by point; `None` where there is no order.
    pub walk: Option<Walk>,
}

/// Asks everything. `watch` hears how far it is and may stop what is counted over draws.
pub fn roadmap(positions: &Positions, steps: &[Step], judged: &[JudgedProcess<'_>], plan: DrawPlan, watch: Watch<'_>) -> Roadmap {
    let met: Vec<bool> = positions.conditions.iter().map(|condition| condition.met).collect();
    Roadmap {
        following: Waiting::new(positions).follow(),
        promised: promised(&met, &positions.commitments),
        judgements: judged.iter().map(|judged| of_judgement(judged, steps, plan, watch)).collect(),
    }
}

fn of_judgement(judged: &JudgedProcess<'_>, steps: &[Step], plan: DrawPlan, watch: Watch<'_>) -> JudgementRoadmap {
    let packages = judged.scenario.packages();
    let homes = (!judged.homes.is_empty()).then(|| HomesStudy {
        win_sets: win_sets(judged.scenario, judged.homes, plan, watch),
        packages: packages
            .iter()
            .map(|package| judged.homes.iter().map(|home| passing(home, &package.outcome)).collect())
            .collect(),
    });
    JudgementRoadmap {
        plans: judged.plans.iter().map(|plan| study(plan, steps)).collect(),
        mandates: judged.mandates.map(|given| mandates(judged.scenario, given, plan, watch)),
        homes,
    }
}

/// A plan at every end of its ranges; at one where all ends are the same.
fn study(plan: &Plan, steps: &[Step]) -> PlanStudy {
    let mut readings: Vec<PlanReading> = Vec::new();
    for ends in Ends::ALL {
        let terms = Terms::new(plan, steps, ends);
        if readings.first().is_none_or(|first| first.terms != terms) {
            readings.push(reading(ends, terms));
        }
    }
    PlanStudy { readings }
}

fn reading(ends: Ends, terms: Terms) -> PlanReading {
    let tested = Tested::Everybody;
    let ordered = |together: bool| {
        let answer = search(&terms, tested, together);
        let walked = answer.order().map(|(order, _)| walk(&terms, &order.0, tested));
        Ordered { answer, walk: walked }
    };
    let one_by_one = ordered(false);
    let fails = one_by_one.answer.order().filter(|(_, holds)| !holds).map(|(order, _)| order.clone());
    let parts = fails.as_ref().and_then(|_| split(&terms, tested, false));
    PlanReading {
        ends,
        together: fails.as_ref().map(|_| ordered(true)),
        mends: fails.map(|order| mends(&terms, &order, tested)),
        split: parts,
        one_by_one,
        terms,
    }
}
