//! The stochastic zone: in how many draws of the stated ranges some deal exists, and which package most accept.

use zopa_model::{PartyIndex, Quantum, Scenario};

use super::Missing;
use super::cloud::{CloudPoint, cloud};
use super::draws::{Draws, PartySample, Reservation};
use super::frequency::Frequency;
use super::packages::{PackageOdds, PackageSearch, best_packages};
use super::progress::{Stage, Watch, report};
use super::seek::{Aside, DealCount, Margins};
use super::stream::DrawPlan;
use super::weights::WeightMethod;
use super::zone::Zone;
use crate::margin::Margin;

/// Draws looked at to see who blocks.
const BLOCKING_DRAWS: usize = 2000;
/// Points of the cloud.
const CLOUD: usize = 400;

/// The odds of a deal over the draws of what was stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Odds {
    /// The seed and the number of draws.
    pub plan: DrawPlan,
    /// The unit of all drawn numbers, for every party.
    pub quantum: Quantum,
    /// Draws in which some outcome is acceptable to all. Draws in which a party contradicts itself are left out.
    pub deal: Frequency,
    /// Draws in which the search was stopped before it knew whether there is a deal; like contradictions they are left
    /// out of `deal`, here and wherever else deals are counted.
    pub undecided: u32,
    /// Draws whose margin is the best found and not proven to be the best; deals among them are certain all the same.
    pub unproven_margins: u32,
    /// For each party, the draws in which it refuses something worth at least what it accepts.
    pub contradictory: Vec<u32>,
    /// For each party, how its weights were drawn; `None` where its worth is stated in points.
    pub methods: Vec<Option<WeightMethod>>,
    /// The margin over the draws.
    pub margin: MarginQuantiles,
    /// The package acceptable in most draws, sought on the first half of the draws and told from the second, and never
    /// told to have better odds than `deal` (see [`PackageOdds::at_most`]); `None` when no draw has a feasible outcome.
    pub best_package: Option<PackageOdds>,
    /// Other packages within one standard error of the best.
    pub near_best: Vec<PackageOdds>,
    /// How packages were sought.
    pub search: Option<PackageSearch>,
    /// The odds of a deal less those of the best package: what knowing the true limits would be worth. Never below
    /// zero; `None` where there is no best package or no draw was counted for deals.
    pub value_of_information: Option<f64>,
    /// What would open a zone in more draws if it were set aside, the most effective first.
    pub blocks: Vec<Block>,
    /// Sample points for pictures.
    pub cloud: Vec<CloudPoint>,
}

/// The margin in tenths of the draws, on the scale of utility.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarginQuantiles {
    /// A tenth of the draws have a smaller one.
    pub low: Margin<f64>,
    /// Half of the draws have a smaller one.
    pub median: Margin<f64>,
    /// A tenth of the draws have a larger one.
    pub high: Margin<f64>,
}

/// A limit or red line, and the odds without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Whose.
    pub party: PartyIndex,
    /// What.
    pub what: Obstacle,
    /// Draws with a deal as things are stated, among those looked at.
    pub deal: Frequency,
    /// Draws with a deal if it were set aside, among the same.
    pub deal_without: Frequency,
}

/// Something that can keep a deal from existing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The limit, set aside as if any outcome would do.
    Limit,
    /// One red line, by its position.
    RedLine(usize),
    /// All red lines of the party together.
    RedLines,
}

/// The odds of a deal in `scenario`.
///
/// # Errors
/// What is missing for an answer, or [`Missing::Stopped`] when `watch` breaks off.
pub fn odds(scenario: &Scenario, plan: &DrawPlan, watch: Watch<'_>) -> Result<Odds, Missing> {
    odds_of(&Zone::new(Draws::new(scenario, *plan)?, watch)?, watch)
}

/// The odds of a deal over draws that were searched before.
///
/// # Errors
/// As [`odds`].
pub fn odds_of(zone: &Zone<'_>, watch: Watch<'_>) -> Result<Odds, Missing> {
    let Zone { draws, margins, .. } = zone;
    report(watch, Stage::Packages, 0, 1)?;
    let consistent: Vec<usize> = (0..draws.count()).filter(|&draw| draws.is_consistent(draw)).collect();
    if consistent.is_empty() {
        return Err(Missing::Contradiction);
    }
    let deal = zone.deal();
    let packages = best_packages(draws, margins);
    let (best_package, near_best, search) = match packages {
        None => (None, Vec::new(), None),
        Some(best) => {
            let mut packages = best.packages.into_iter().map(|package| package.at_most(deal));
            (packages.next(), packages.collect(), Some(best.search))
        }
    };
    Ok(Odds {
        plan: draws.plan,
        quantum: draws.quantum(),
        deal,
        undecided: margins.undecided(),
        unproven_margins: margins.unproven(),
        contradictory: (0..draws.parties.len()).map(|party| draws.contradictory(party)).collect(),
        methods: (0..draws.parties.len()).map(|party| draws.method(party)).collect(),
        margin: quantiles(draws, margins, &consistent),
        value_of_information: best_package.as_ref().filter(|_| deal.of > 0).map(|best| deal.share() - best.share),
        best_package,
        near_best,
        search,
        blocks: blocks(draws, margins, &consistent),
        cloud: cloud(draws, margins, CLOUD),
    })
}

pub(crate) fn quantiles(draws: &Draws<'_>, margins: &Margins, consistent: &[usize]) -> MarginQuantiles {
    let mut sorted: Vec<Margin<i64>> = consistent.iter().map(|&draw| margins.margins[draw]).collect();
    let rank = |margin: &Margin<i64>| match margin {
        Margin::Impossible => (0, 0),
        Margin::At(units) => (1, *units),
        Margin::Unlimited => (2, 0),
    };
    sorted.sort_by_key(rank);
    let at = |tenths: usize| match sorted[(sorted.len() - 1) * tenths / 10] {
        Margin::Impossible => Margin::Impossible,
        Margin::At(units) => Margin::At(draws.real(units)),
        Margin::Unlimited => Margin::Unlimited,
    };
    MarginQuantiles { low: at(1), median: at(5), high: at(9) }
}

/// What each limit and red line keeps from happening: only draws without a deal need another search. Draws that are
/// undecided are not looked at, nor counted for a limit or line without which they are.
fn blocks(draws: &Draws<'_>, margins: &Margins, consistent: &[usize]) -> Vec<Block> {
    let decided = consistent.iter().filter_map(|&draw| Some((draw, margins.is_deal(draw)?)));
    let looked_at: Vec<(usize, bool)> = decided.take(BLOCKING_DRAWS).collect();
    let closed: Vec<usize> = looked_at.iter().filter(|(_, deal)| !deal).map(|(draw, _)| *draw).collect();
    let open = (looked_at.len() - closed.len()) as u32;
    let mut all = Vec::new();
    for (party, sample) in draws.parties.iter().enumerate() {
        for (what, aside) in obstacles(party, sample) {
            let parties = draws.parties.iter().collect();
            let structure = &draws.structure;
            let count = DealCount { structure, parties, wide: draws.wide, hints: margins, aside, as_drawn: None };
            let flags: Vec<bool> = count.flags(&closed).into_iter().flatten().collect();
            let of = open + flags.len() as u32;
            let opened = flags.into_iter().filter(|deal| *deal).count() as u32;
            let (deal, deal_without) = (Frequency { count: open, of }, Frequency { count: open + opened, of });
            all.push(Block { party, what, deal, deal_without });
        }
    }
    all.retain(|block| block.deal_without.count > block.deal.count);
    all.sort_by_key(|block| std::cmp::Reverse(block.deal_without.count));
    all
}

fn obstacles(party: PartyIndex, sample: &PartySample) -> Vec<(Obstacle, Aside)> {
    let limit = (sample.reservation != Reservation::Any).then_some((Obstacle::Limit, Aside::Limit(party)));
    let each = (0..sample.lines.len()).map(|line| (Obstacle::RedLine(line), Aside::RedLine(party, line)));
    let all = (sample.lines.len() > 1).then_some((Obstacle::RedLines, Aside::AllRedLines(party)));
    limit.into_iter().chain(each).chain(all).collect()
}
