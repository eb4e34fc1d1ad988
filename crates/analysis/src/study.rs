//! One analysis asks everything of one case: this file is the order in which it asks.
//!
//! ```text
//! Positions ─▶ gap                                                    no weight needed
//! Scenario (one for each judgement) ─┬▶ stated? ─▶ PointStudy         every preference is a point
//!                                    └▶ drawn    ─▶ DrawnStudy        odds, what they react to, packages
//! all scenarios ─▶ interval                                           lowest and highest over authors and range ends
//! ```

use std::cell::LazyCell;
use std::cmp::Reverse;

use zopa_model::{
    BargainingProblem, Exact, Outcome, OutcomeSpace, PartyIndex, Positions, Quantum, Scenario, Shock, Units, Utility,
};

use crate::gap::stake::{DrawnStake, IssueStake, stakes, stakes_over};
use crate::gap::{Gap, RedLineGap, gap, red_line_gap};
use crate::measure::{Unmeasured, balance, integrative_ratio, pareto_efficiency};
use crate::packages::acceptance::{Acceptance, acceptance};
use crate::packages::blocked::{blocks, closed_options};
use crate::packages::explanation::Explanation;
use crate::packages::improvement::{Improvement, improvement};
use crate::packages::logroll::{BestExchange, DrawnExchange, best_exchange, exchanges_over};
use crate::packages::mean::mean_problem;
use crate::packages::meso::{Menu, MenuRequest, menu};
use crate::solution::Powers;
use crate::uncertainty::{
    Acceptability, Basis, DrawPlan, Draws, Flip, Grouping, Interval, Missing, Odds, PackageOdds, ShockStudy, Tornado, Watch,
    Zone, flips, groupings, interval_of, odds_of, package_odds, point, rank_acceptability, shock, stated, tornado,
};
use crate::{Limits, PointAnalysis, solve};

/// Draws for what is told of packages, trades and stakes: a standard error of at most 0.025.
const DRAWS_FOR_PACKAGES: u32 = 400;
/// Packages in a menu of near-equal offers.
const OFFERS: usize = 3;
/// How far offers of a menu may differ in worth to the side that makes them, as a part of its range: one in this many.
const WIDTH_OF_MENU: i128 = 20;
/// Spaces up to this size are listed for menus.
const LISTED_FOR_MENUS: u64 = 50_000;
/// Trades told.
const TRADES: usize = 3;
/// Closed options told for each party.
const CLOSED: usize = 3;
/// Packages that are ranked against each other at most.
const RANKED: usize = 12;

/// What is asked of a case.
#[derive(Clone, Debug)]
pub struct Question {
    /// Seed and number of draws.
    pub plan: DrawPlan,
    /// A basis for frontier and reference points where preferences are ranges; none unless asked for.
    pub basis: Option<Basis>,
    /// Bargaining powers for Nash's solution.
    pub powers: Powers,
    /// What stops the exact kernels.
    pub limits: Limits,
    /// A package to look for improvements of, beside those with a name.
    pub improve: Option<Outcome>,
}

/// Everything that was found.
#[derive(Clone, Debug)]
pub struct Study {
    /// Positions compared; needs no weight.
    pub gap: Gap,
    /// One entry for each scenario, in their order.
    pub judgements: Vec<JudgementStudy>,
    /// Lowest and highest odds over all judgements with ranges ([`Study::ranged`] lists them) and over the ends of
    /// these; `None` where no judgement has any.
    pub interval: Option<Interval>,
}

/// What is asked of one judgement: a scenario, and what may change it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// Parties, space and preferences.
    pub scenario: &'a Scenario,
    /// Events, promises and threats whose effect is to be told.
    pub shocks: &'a [Shock],
}

impl<'a> From<&'a Scenario> for Judged<'a> {
    fn from(scenario: &'a Scenario) -> Self {
        Self { scenario, shocks: &[] }
    }
}

/// What was found for one judgement.
#[derive(Clone, Debug)]
pub struct JudgementStudy {
    /// What firm red lines leave over, without any weight.
    pub red_lines: RedLineGap,
    /// The figures, or what is missing for them.
    pub reading: Result<Reading, Missing>,
    /// What each shock changes, in their order; or what is missing for it.
    pub shocks: Vec<Result<ShockStudy, Missing>>,
}

impl Study {
    /// The positions of the judgements that have ranges: what [`IntervalEnd::scenario`](crate::uncertainty::IntervalEnd)
    /// counts.
    pub fn ranged(&self) -> Vec<usize> {
        (0..self.judgements.len()).filter(|&index| self.judgements[index].drawn().is_some()).collect()
    }
}

impl JudgementStudy {
    /// What was found over draws, where the judgement has ranges.
    pub fn drawn(&self) -> Option<&DrawnStudy> {
        match &self.reading {
            Ok(Reading::Ranges { drawn, .. }) => Some(drawn),
            Ok(Reading::Stated(_)) | Err(_) => None,
        }
    }

    /// What was found on a point, stated or on a named basis.
    pub fn point(&self) -> Option<&PointStudy> {
        match &self.reading {
            Ok(Reading::Stated(point)) => Some(point),
            Ok(Reading::Ranges { point, .. }) => point.as_deref(),
            Err(_) => None,
        }
    }
}

/// What a judgement allows.
#[derive(Clone, Debug)]
pub enum Reading {
    /// Every preference is a point: exact answers.
    Stated(Box<PointStudy>),
    /// Preferences are ranges: odds, and a point only on a named basis.
    Ranges {
        /// Over draws of the ranges.
        drawn: Box<DrawnStudy>,
        /// On the basis that was asked for.
        point: Option<Box<PointStudy>>,
    },
}

/// What was found on point utilities.
#[derive(Clone, Debug)]
pub struct PointStudy {
    /// The basis; `None` where the points are what was stated.
    pub basis: Option<Basis>,
    /// One utility for each party.
    pub utilities: Vec<Utility>,
    /// Frontier, solutions, measures.
    pub analysis: PointAnalysis,
    /// How much of the conflict each issue carries.
    pub stakes: Vec<IssueStake>,
    /// What there is beyond each package that was asked about.
    pub improvements: Vec<Improved>,
    /// The best exchange from each of them.
    pub exchanges: Vec<(Asked, BestExchange)>,
    /// How the packages with a name, and the one asked about, share out what there is to gain.
    pub packages: Vec<MeasuredPackage>,
}

/// A package measured on point utilities.
#[derive(Clone, Debug)]
pub struct MeasuredPackage {
    /// Which package.
    pub asked: Asked,
    /// The package.
    pub outcome: Outcome,
    /// What it is worth to each party, in units of the party's quantum.
    pub units: Vec<Units>,
    /// Which parties accept it.
    pub accepted: Vec<bool>,
    /// How much of all there is to gain it realises.
    pub integrative_ratio: Result<Exact, Unmeasured>,
    /// How far apart the parties' shares of what they could gain are: 0 where all gain the same share.
    pub balance: Result<Exact, Unmeasured>,
    /// One minus the share of feasible packages that are better for somebody and worse for nobody.
    pub pareto_efficiency: Result<Exact, Unmeasured>,
}

/// What was found over draws.
#[derive(Clone, Debug)]
pub struct DrawnStudy {
    /// How often a deal exists, and the best package.
    pub odds: Odds,
    /// What the odds react to.
    pub tornado: Tornado,
    /// What would turn a conclusion round.
    pub flips: Vec<Flip>,
    /// What other groupings of clauses would say.
    pub groupings: Vec<Grouping>,
    /// How much of the conflict each issue carries.
    pub stakes: Vec<DrawnStake>,
    /// Packages worth talking about, the one most often accepted first.
    pub packages: Vec<PackageStudy>,
    /// Offers of near-equal mean worth, by the side that would make them.
    pub menus: Vec<Menu>,
    /// Trades from the package most often accepted.
    pub exchanges: Vec<DrawnExchange>,
    /// What there is beyond each package that was asked about, at the mean of the draws.
    pub improvements: Vec<Improved>,
    /// Options with which a party accepts nothing at all, those closed in most draws first; a few for each party.
    pub closed: Vec<Explanation>,
    /// For each party, how it ranks the package most often accepted and those with a name; empty where there are
    /// fewer than two of them, or more than twelve.
    pub ranks: Vec<Vec<Acceptability>>,
    /// The quantum of the means, for each party.
    pub mean_quanta: Vec<Quantum>,
    /// Number of draws behind stakes, packages and trades.
    pub looked_at: usize,
}

/// Which package something is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A package with a name, by its position among those of the scenario.
    Named(usize),
    /// The package most often accepted.
    MostAccepted,
    /// One of several near-equal offers of this party, by its position in the menu.
    Offer(PartyIndex, usize),
    /// The one named in [`Question::improve`].
    Question,
}

/// What there is beyond a package.
#[derive(Clone, Debug)]
pub struct Improved {
    /// Which package.
    pub asked: Asked,
    /// The package.
    pub from: Outcome,
    /// What was found.
    pub found: Improvement,
}

/// How one package fares over draws.
#[derive(Clone, Debug)]
pub struct PackageStudy {
    /// Which package.
    pub asked: Asked,
    /// How often each party accepts it, over all draws. The best package's odds are told from draws that did not choose it.
    pub odds: PackageOdds,
    /// The same over fewer draws, with what each party falls short by and what would change it.
    pub acceptance: Acceptance,
    /// What can be said of it.
    pub explanations: Vec<Explanation>,
}

/// Asks everything. `judged` has an entry for each judgement, all over one space; `watch` hears how far it is and may
/// stop it.
pub fn study(positions: &Positions, judged: &[Judged<'_>], question: &Question, watch: Watch<'_>) -> Study {
    let judgements: Vec<JudgementStudy> = judged
        .iter()
        .map(|judged| {
            // Searched once, where the odds or a shock ask for it.
            let zone = LazyCell::new(|| Zone::new(Draws::new(judged.scenario, question.plan)?, watch));
            let zone = || LazyCell::force(&zone).as_ref().map_err(Missing::clone);
            JudgementStudy {
                red_lines: red_line_gap(judged.scenario),
                reading: reading(judged.scenario, &zone, question, watch),
                shocks: shocks(judged, &zone, watch),
            }
        })
        .collect();
    Study { gap: gap(positions), interval: interval(&judgements), judgements }
}

/// The draws of one judgement, searched when they are first asked for, or what is missing for them.
type Searched<'z, 'a> = &'z dyn Fn() -> Result<&'z Zone<'a>, Missing>;

/// What every shock changes, on the draws of the odds: of packages, those with a name.
fn shocks(judged: &Judged<'_>, zone: Searched<'_, '_>, watch: Watch<'_>) -> Vec<Result<ShockStudy, Missing>> {
    let packages: Vec<Outcome> = judged.scenario.packages().iter().map(|package| package.outcome.clone()).collect();
    judged.shocks.iter().map(|one| shock(zone()?, one, &packages, watch)).collect()
}

fn interval(judgements: &[JudgementStudy]) -> Option<Interval> {
    let tornados: Vec<Tornado> = judgements.iter().filter_map(|judgement| Some(judgement.drawn()?.tornado.clone())).collect();
    interval_of(&tornados).ok()
}

fn reading(scenario: &Scenario, zone: Searched<'_, '_>, question: &Question, watch: Watch<'_>) -> Result<Reading, Missing> {
    if let Some(utilities) = stated(scenario)? {
        return Ok(Reading::Stated(Box::new(point_study(scenario, None, utilities, question))));
    }
    let drawn = drawn_study(scenario, zone()?, question, watch)?;
    let on_basis = |basis| Ok(Box::new(point_study(scenario, Some(basis), point(scenario, basis)?, question)));
    let point = question.basis.map(on_basis).transpose()?;
    Ok(Reading::Ranges { drawn: Box::new(drawn), point })
}

fn point_study(scenario: &Scenario, basis: Option<Basis>, utilities: Vec<Utility>, question: &Question) -> PointStudy {
    let space = scenario.space();
    let problem = BargainingProblem { space, utilities };
    let asked = packages_asked_about(scenario, question);
    let analysis = solve(&problem, &question.powers, &question.limits);
    PointStudy {
        basis,
        packages: measured(&problem, &analysis, &every_package(scenario, question), &question.limits),
        analysis,
        stakes: stakes(space, &problem.utilities),
        improvements: improvements(&problem, &asked, &question.limits),
        exchanges: asked.iter().map(|(asked, from)| (asked.clone(), best_exchange(&problem, from))).collect(),
        utilities: problem.utilities,
    }
}

/// The package that was asked about, or else those with a name.
fn packages_asked_about(scenario: &Scenario, question: &Question) -> Vec<(Asked, Outcome)> {
    match &question.improve {
        Some(outcome) => vec![(Asked::Question, outcome.clone())],
        None => every_package(scenario, question),
    }
}

/// The packages with a name, and the one that was asked about.
fn every_package(scenario: &Scenario, question: &Question) -> Vec<(Asked, Outcome)> {
    let named = scenario.packages().iter().enumerate().map(|(index, package)| (Asked::Named(index), package.outcome.clone()));
    named.chain(question.improve.iter().map(|outcome| (Asked::Question, outcome.clone()))).collect()
}

fn measured(
    problem: &BargainingProblem<'_>,
    analysis: &PointAnalysis,
    packages: &[(Asked, Outcome)],
    limits: &Limits,
) -> Vec<MeasuredPackage> {
    let rational = || analysis.rational.as_ref().map_err(|absent| Unmeasured::Absent(absent.clone()));
    let measure = |(asked, outcome): &(Asked, Outcome)| {
        let units: Vec<Units> = problem.utilities.iter().map(|utility| utility.evaluate(outcome)).collect();
        MeasuredPackage {
            asked: asked.clone(),
            outcome: outcome.clone(),
            accepted: problem.utilities.iter().map(|utility| utility.accepts(outcome)).collect(),
            integrative_ratio: rational().and_then(|rational| integrative_ratio(rational, &units)),
            balance: rational().and_then(|rational| balance(rational, &units)),
            pareto_efficiency: pareto_efficiency(problem, &units, limits),
            units,
        }
    };
    packages.iter().map(measure).collect()
}

fn improvements(problem: &BargainingProblem<'_>, asked: &[(Asked, Outcome)], limits: &Limits) -> Vec<Improved> {
    let improved = |(asked, from): &(Asked, Outcome)| Improved {
        asked: asked.clone(),
        from: from.clone(),
        found: improvement(problem, from, limits),
    };
    asked.iter().map(improved).collect()
}

fn drawn_study(scenario: &Scenario, zone: &Zone<'_>, question: &Question, watch: Watch<'_>) -> Result<DrawnStudy, Missing> {
    let space = scenario.space();
    let odds = odds_of(zone, watch)?;
    let draws = zone.draws();
    let parties = scenario.parties().len();
    let looked_at = question.plan.draws.min(DRAWS_FOR_PACKAGES);
    let utilities: Vec<Vec<Utility>> =
        (0..looked_at).map(|draw| (0..parties).map(|party| draws.utility(party, draw)).collect()).collect();
    let mean = mean_problem(space, &utilities).ok();
    let best = odds.best_package.as_ref().map(|best| best.outcome.clone());
    let menus = match (&mean, &best) {
        (Some(mean), Some(best)) => menus(mean, best),
        _ => Vec::new(),
    };
    let asked = packages_asked_about(scenario, question);
    let packages = packages(scenario, draws, &utilities, &odds, &menus, &asked);
    let rivals: Vec<Outcome> = odds.best_package.iter().chain(&odds.near_best).map(|package| package.outcome.clone()).collect();
    Ok(DrawnStudy {
        tornado: tornado(zone, watch)?,
        flips: flips(zone, &rivals, watch)?,
        groupings: groupings(zone, watch)?,
        stakes: stakes_over(space, &utilities),
        closed: (0..parties).flat_map(|party| closed(space, &utilities, party)).collect(),
        ranks: ranks(draws, &packages),
        packages,
        exchanges: best.map(|best| exchanges_over(space, &utilities, &best, TRADES)).unwrap_or_default(),
        improvements: mean.as_ref().map(|mean| improvements(mean, &asked, &question.limits)).unwrap_or_default(),
        mean_quanta: mean.iter().flat_map(|mean| &mean.utilities).map(|utility| utility.quantum).collect(),
        looked_at: utilities.len(),
        menus,
        odds,
    })
}

/// The options with which `party` accepts nothing in the most draws.
fn closed(space: &OutcomeSpace, utilities: &[Vec<Utility>], party: PartyIndex) -> Vec<Explanation> {
    let mut closed = closed_options(space, utilities, party);
    closed.sort_by_key(|closed| Reverse(closed.closed));
    closed.iter().take(CLOSED).map(|closed| Explanation::of_closed_option(closed, None)).collect()
}

/// How each party ranks the packages that are no offers of a menu: offers are near-equal to one side on purpose.
fn ranks(draws: &Draws<'_>, packages: &[PackageStudy]) -> Vec<Vec<Acceptability>> {
    let mut ranked: Vec<Outcome> = Vec::new();
    for package in packages.iter().filter(|package| !matches!(package.asked, Asked::Offer(..))) {
        if !ranked.contains(&package.odds.outcome) {
            ranked.push(package.odds.outcome.clone());
        }
    }
    let parties = packages.first().map_or(0, |package| package.odds.by_party.len());
    match ranked.len() {
        2..=RANKED => (0..parties).map(|party| rank_acceptability(draws, party, &ranked)).collect(),
        _ => Vec::new(),
    }
}

/// For each party, several packages worth to it about what the package `best` is, at the mean of the draws.
fn menus(mean: &BargainingProblem<'_>, best: &Outcome) -> Vec<Menu> {
    let parties = mean.utilities.len();
    let of_party = |own: PartyIndex| {
        let utility = &mean.utilities[own];
        let range: i128 = utility.factors.iter().map(|factor| spread(factor.units())).sum();
        let request = MenuRequest {
            own,
            other: (own + 1) % parties,
            level: utility.evaluate(best),
            width: range / WIDTH_OF_MENU,
            count: OFFERS,
            most_listed: LISTED_FOR_MENUS,
        };
        menu(mean, &request)
    };
    if parties < 2 { Vec::new() } else { (0..parties).map(of_party).collect() }
}

fn spread(units: &[i128]) -> i128 {
    units.iter().max().zip(units.iter().min()).map_or(0, |(largest, smallest)| largest - smallest)
}

fn packages(
    scenario: &Scenario,
    draws: &Draws<'_>,
    utilities: &[Vec<Utility>],
    odds: &Odds,
    menus: &[Menu],
    asked: &[(Asked, Outcome)],
) -> Vec<PackageStudy> {
    let best = odds.best_package.iter().map(|best| (Asked::MostAccepted, best.outcome.clone()));
    let offer = |menu: &Menu| {
        let own = menu.request.own;
        let numbered = menu.offers.iter().enumerate();
        numbered.map(|(place, offer)| (Asked::Offer(own, place), offer.outcome.clone())).collect::<Vec<_>>()
    };
    let mut told: Vec<PackageStudy> = Vec::new();
    for (asked, outcome) in best.chain(asked.iter().cloned()).chain(menus.iter().flat_map(offer)) {
        let is_known = told.iter().any(|known| known.odds.outcome == outcome);
        if !(is_known && matches!(asked, Asked::Offer(..))) {
            told.push(package(scenario, draws, utilities, odds, asked, &outcome));
        }
    }
    told
}

fn package(
    scenario: &Scenario,
    draws: &Draws<'_>,
    utilities: &[Vec<Utility>],
    odds: &Odds,
    asked: Asked,
    outcome: &Outcome,
) -> PackageStudy {
    let own = match (&asked, &odds.best_package) {
        (Asked::MostAccepted, Some(best)) => best.clone(),
        _ => package_odds(draws, outcome).at_most(odds.deal),
    };
    let found = acceptance(scenario.space(), utilities, outcome);
    let mut explanations = vec![Explanation::of_acceptance(&found, None)];
    // For each party only the clause that stands most in the way is told; the others are in the acceptance.
    let first = |party| blocks(&found, party).into_iter().next();
    explanations.extend((0..found.parties.len()).filter_map(first).map(|block| Explanation::of_block(&block, &found)));
    PackageStudy { asked, odds: own, acceptance: found, explanations }
}
