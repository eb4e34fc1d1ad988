//! Several offers at once: different packages worth nearly the same to the side that offers them.
//!
//! After the idea of multiple equivalent simultaneous offers (Medvec & Galinsky 2005; Leonardelli, Gu, McRuer, Medvec &
//! Galinsky 2019, Organizational Behavior and Human Decision Processes 152). Over draws of ranges, give
//! [`mean_problem`](super::mean::mean_problem): the mean utility over the draws then stands for the worth to each side.

use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use zopa_model::{BargainingProblem, Exact, IssueIndex, OptionIndex, Outcome, PartyIndex, Units, Utility};

use super::gain::is_open;

/// What menu is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MenuRequest {
    /// Who offers.
    pub own: PartyIndex,
    /// To whom.
    pub other: PartyIndex,
    /// The worth to the offering side, in its units.
    pub level: Units,
    /// By how much the worth may differ from that, either way.
    pub width: Units,
    /// How many packages.
    pub count: usize,
    /// Spaces with at most this many outcomes are listed; larger ones are searched in part.
    pub most_listed: u64,
}

/// Several packages of near-equal worth to the side that offers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The packages, in the order in which they were chosen. Never more than asked for; fewer where the band holds
    /// no more. The band is never widened.
    pub offers: Vec<Offer>,
    /// What was asked for.
    pub request: MenuRequest,
    /// Number of packages found in the band.
    pub in_band: usize,
    /// How they were found.
    pub search: Search,
}

impl Menu {
    /// Whether there are as many packages as were asked for.
    pub fn is_full(&self) -> bool {
        self.offers.len() == self.request.count
    }
}

/// One package of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The package.
    pub outcome: Outcome,
    /// Its worth to the side that offers it, in its units.
    pub own: Units,
    /// Its worth to the other side, in the other's units.
    pub other: Units,
    /// On how many issues it differs from the nearest package chosen before; `None` for the first.
    pub distance: Option<usize>,
}

/// How the packages of a menu were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// All outcomes were looked at: exact.
    Listed,
    /// The space is too large to list: the best found.
    BestFound {
        /// How many partial packages were looked at.
        steps: u64,
    },
}

/// Chooses packages within `width` of `level` that differ from each other: first the one worth most to the other side,
/// then each time the one that differs from all chosen so far on the most issues (the smallest of its distances is
/// largest). Ties by the smaller option indices. Packages that cross anybody's red line are left out.
pub fn menu(problem: &BargainingProblem, request: &MenuRequest) -> Menu {
    let is_small = problem.space.unrestricted_count().to_u64().is_some_and(|count| count <= request.most_listed);
    let (candidates, search) = if is_small { (listed(problem, request), Search::Listed) } else { searched(problem, request) };
    let in_band = candidates.len();
    Menu { offers: farthest_first(problem, request, candidates), request: *request, in_band, search }
}

fn in_band(request: &MenuRequest, worth: Units) -> bool {
    (request.level - request.width..=request.level + request.width).contains(&worth)
}

fn listed(problem: &BargainingProblem, request: &MenuRequest) -> Vec<Outcome> {
    let own = &problem.utilities[request.own];
    problem.space.outcomes().filter(|outcome| in_band(request, own.evaluate(outcome)) && is_open(problem, outcome)).collect()
}

fn farthest_first(problem: &BargainingProblem, request: &MenuRequest, candidates: Vec<Outcome>) -> Vec<Offer> {
    let (own, other) = (&problem.utilities[request.own], &problem.utilities[request.other]);
    let mut nearest: Vec<Option<usize>> = vec![None; candidates.len()];
    let mut offers: Vec<Offer> = Vec::new();
    while offers.len() < request.count {
        // The first of the largest: candidates are in order of their option indices.
        let rank = |index: usize| match nearest[index] {
            None => other.evaluate(&candidates[index]),
            Some(distance) => distance as Units,
        };
        let best = (0..candidates.len()).rev().max_by_key(|&index| rank(index));
        let Some(best) = best.filter(|&index| nearest[index] != Some(0)) else { break };
        let outcome = candidates[best].clone();
        offers.push(Offer {
            own: own.evaluate(&outcome),
            other: other.evaluate(&outcome),
            distance: nearest[best],
            outcome: outcome.clone(),
        });
        for (known, candidate) in nearest.iter_mut().zip(&candidates) {
            let distance = differences(candidate, &outcome);
            *known = Some(known.map_or(distance, |known| known.min(distance)));
        }
    }
    offers
}

/// On how many issues two packages differ.
fn differences(one: &Outcome, other: &Outcome) -> usize {
    one.options().iter().zip(other.options()).filter(|(a, b)| a != b).count()
}

/// Most partial packages looked at for the package best for the other side.
const STEPS_FOR_BEST: u64 = 200_000;
/// Walks through the space, each beginning elsewhere.
const WALKS: usize = 192;
/// Most partial packages that one walk looks at, and most packages that it keeps.
const STEPS_IN_WALK: u64 = 2_000;
const KEPT_IN_WALK: usize = 8;

/// Walks through the space, turning back where the band is out of reach: first with the other side's best options in
/// front, keeping what is better for it than all before; then from many corners, keeping a few from each.
fn searched(problem: &BargainingProblem, request: &MenuRequest) -> (Vec<Outcome>, Search) {
    let mut walk = Walk::new(problem, request);
    let mut found: Vec<Outcome> = Vec::new();
    walk.seek_best = true;
    walk.begin(walk.best_for_other_first(), STEPS_FOR_BEST, usize::MAX);
    found.append(&mut walk.found);
    walk.seek_best = false;
    for turn in 0..WALKS {
        walk.begin(walk.turned(turn), STEPS_IN_WALK, KEPT_IN_WALK);
        found.append(&mut walk.found);
    }
    found.sort_unstable();
    found.dedup();
    (found, Search::BestFound { steps: walk.steps })
}

/// A depth-first walk over options, issue by issue.
struct Walk<'a> {
    problem: &'a BargainingProblem<'a>,
    request: &'a MenuRequest,
    own: Prefix<'a>,
    other: Prefix<'a>,
    /// Whether to keep only what is better for the other side than all before.
    seek_best: bool,
    best: Option<Units>,
    found: Vec<Outcome>,
    steps: u64,
    last_step: u64,
    most_found: usize,
}

impl<'a> Walk<'a> {
    fn new(problem: &'a BargainingProblem<'a>, request: &'a MenuRequest) -> Self {
        let issues = problem.space.issues().len();
        let prefix = |party: PartyIndex| Prefix::new(&problem.utilities[party], issues);
        let (own, other) = (prefix(request.own), prefix(request.other));
        Self {
            problem,
            request,
            own,
            other,
            seek_best: false,
            best: None,
            found: Vec::new(),
            steps: 0,
            last_step: 0,
            most_found: 0,
        }
    }

    fn begin(&mut self, orders: Vec<Vec<OptionIndex>>, steps: u64, most_found: usize) {
        self.last_step = self.steps + steps;
        self.most_found = most_found;
        let start = Outcome::new(vec![0; orders.len()]);
        let sums = (self.own.utility.constant, self.other.utility.constant);
        if orders.iter().all(|order| !order.is_empty()) {
            self.descend(&orders, &start, 0, sums);
        }
    }

    fn descend(&mut self, orders: &[Vec<OptionIndex>], outcome: &Outcome, depth: usize, sums: (Units, Units)) {
        if self.steps >= self.last_step || self.found.len() >= self.most_found {
            return;
        }
        self.steps += 1;
        let (least, most) = self.own.reach(depth, sums.0);
        let (low, high) = (self.request.level - self.request.width, self.request.level + self.request.width);
        let hopeless = self.seek_best && self.best.is_some_and(|best| self.other.reach(depth, sums.1).1 <= best);
        if least > high || most < low || hopeless {
            return;
        }
        let Some(order) = orders.get(depth) else {
            self.arrive(outcome);
            return;
        };
        for &option in order {
            let next = outcome.with(depth, option);
            let sums = (sums.0 + self.own.added(depth, &next), sums.1 + self.other.added(depth, &next));
            self.descend(orders, &next, depth + 1, sums);
        }
    }

    fn arrive(&mut self, outcome: &Outcome) {
        if !is_open(self.problem, outcome) {
            return;
        }
        if self.seek_best {
            self.best = Some(self.other.utility.evaluate(outcome));
        }
        self.found.push(outcome.clone());
    }

    /// For each issue, its options by what they are worth to the other side alone, best first.
    fn best_for_other_first(&self) -> Vec<Vec<OptionIndex>> {
        let sizes = self.problem.space.sizes();
        let order = |(issue, &size): (IssueIndex, &usize)| {
            let worths = crate::gap::stake::worths(self.other.utility, issue, &sizes);
            let mut options: Vec<OptionIndex> = (0..size as OptionIndex).collect();
            options.sort_by(|&a, &b| worths[b as usize].cmp(&worths[a as usize]));
            options
        };
        sizes.iter().enumerate().map(order).collect()
    }

    /// For each issue its options, beginning with another one in each turn and stepping through them in their order.
    fn turned(&self, turn: usize) -> Vec<Vec<OptionIndex>> {
        let sizes = self.problem.space.sizes();
        // Odd multipliers spread the turns over the corners; which corners they are does not matter.
        let first =
            |issue: IssueIndex, size: usize| (turn.wrapping_mul(2 * issue + 1).wrapping_add(turn >> (issue % 8))) % size.max(1);
        let order = |(issue, &size): (IssueIndex, &usize)| {
            (0..size).map(|step| ((first(issue, size) + step) % size) as OptionIndex).collect()
        };
        sizes.iter().enumerate().map(order).collect()
    }
}

/// A utility summed up issue by issue: a factor counts once its last issue is settled.
struct Prefix<'a> {
    utility: &'a Utility,
    /// The factors whose last issue is this one.
    ending: Vec<Vec<&'a zopa_model::Factor>>,
    /// The least and the most that the factors ending at this issue or later can add.
    rest: Vec<(Units, Units)>,
}

impl<'a> Prefix<'a> {
    fn new(utility: &'a Utility, issues: usize) -> Self {
        let mut ending: Vec<Vec<&zopa_model::Factor>> = vec![Vec::new(); issues];
        for factor in &utility.factors {
            if let Some(&last) = factor.scope().last() {
                ending[last].push(factor);
            }
        }
        let mut rest = vec![(0, 0); issues + 1];
        for issue in (0..issues).rev() {
            let (least, most) = ending[issue].iter().fold(rest[issue + 1], |(least, most), factor| {
                let own = factor.extent();
                (least + own.0, most + own.1)
            });
            rest[issue] = (least, most);
        }
        Self { utility, ending, rest }
    }

    fn added(&self, issue: IssueIndex, outcome: &Outcome) -> Units {
        self.ending[issue].iter().map(|factor| factor.evaluate(outcome)).sum()
    }

    /// The least and the most that can come of `sum`, the issues before `depth` being settled.
    fn reach(&self, depth: usize, sum: Units) -> (Units, Units) {
        let capped = |sum: Units| self.utility.cap.map_or(sum, |cap| sum.min(cap));
        (capped(sum + self.rest[depth].0), capped(sum + self.rest[depth].1))
    }
}

/// What a choice between two offers says of the chooser's weights: the sum over issues of weight times this is at
/// least zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// For each issue, what the chosen package is worth more than the other one to the chooser, on a scale from 0
    /// (worst option) to 1 (best option).
    pub excess: Vec<Exact>,
}

impl Evidence {
    /// From the chooser's values of the options of the chosen and of the refused package, issue by issue, 0 to 1.
    pub fn of_choice(chosen: &[Exact], refused: &[Exact]) -> Self {
        Self { excess: chosen.iter().zip(refused).map(|(chosen, refused)| chosen - refused).collect() }
    }

    /// The largest weight that `issue` can have, weights being at least zero and of sum one; `None` where no weights
    /// agree with the choice.
    pub fn largest_weight(&self, issue: IssueIndex) -> Option<Exact> {
        let own = self.excess[issue].rational();
        if !own.is_negative() {
            return Some(Exact::one());
        }
        // All the remaining weight goes to the issue that speaks most for the choice.
        let others = self.excess.iter().enumerate().filter(|(other, _)| *other != issue);
        let most: &BigRational = others.map(|(_, excess)| excess.rational()).max()?;
        (!most.is_negative()).then(|| {
            let share = if most.is_zero() { BigRational::zero() } else { most / (most - own) };
            debug_assert!(share <= BigRational::one());
            Exact::from(share)
        })
    }
}
