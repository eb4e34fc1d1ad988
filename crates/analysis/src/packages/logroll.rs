//! Logrolling: trades across issues that both sides gain from.
//!
//! A trade across two issues can pay when the two sides weigh them in different proportions. The weight of an issue
//! to a party is the spread of its worth over the options, as in [`crate::gap::stake`].

use std::cmp::{Ordering, Reverse};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use zopa_model::{BargainingProblem, Exact, IssueIndex, OptionIndex, Outcome, OutcomeSpace, PartyIndex, Units, Utility};

use super::gain::{is_open, leximin, on_scale};
use super::moves::{Moves, Settled};
use crate::gap::stake::{Agreement, exact_spread, is_flat, worths};
use crate::ratio::Ratio;

/// How differently two parties weigh two issues.
#[derive(Clone, Debug, PartialEq)]
pub enum Contrast {
    /// One of the issues weighs nothing for one of them: it gives it away for nothing.
    Infinite,
    /// This many times: the larger of the quotient of the two quotients of weights and its inverse, above one.
    Times(Exact),
}

impl Contrast {
    /// `|ln(w_Ak / w_Al) - ln(w_Bk / w_Bl)|`, for display; infinite where a weight is zero.
    pub fn logarithm(&self) -> f64 {
        match self {
            Self::Infinite => f64::INFINITY,
            Self::Times(times) => logarithm(times.rational()),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Infinite, Self::Infinite) => Ordering::Equal,
            (Self::Infinite, _) => Ordering::Greater,
            (_, Self::Infinite) => Ordering::Less,
            (Self::Times(one), Self::Times(other)) => one.cmp(other),
        }
    }
}

/// Where both numbers are beyond doubles, both are cut to the same scale first.
fn logarithm(value: &BigRational) -> f64 {
    let excess = value.numer().bits().max(value.denom().bits()).saturating_sub(1000);
    let near = |part: &BigInt| (part >> excess).to_f64().unwrap_or(f64::INFINITY);
    libm::log(near(value.numer())) - libm::log(near(value.denom()))
}

/// Two issues that two parties weigh in different proportions.
#[derive(Clone, Debug, PartialEq)]
pub struct TradePair {
    /// The two parties.
    pub parties: (PartyIndex, PartyIndex),
    /// The two issues, lower index first.
    pub issues: (IssueIndex, IssueIndex),
    /// Who of the two minds the first issue more, compared with the second: that party would gain on the first and
    /// yield on the second.
    pub gains_on_first: PartyIndex,
    /// How different the proportions are.
    pub contrast: Contrast,
}

/// The pairs of issues that `parties` weigh in different proportions, the most different first (ties in order of the
/// issues). Issues on which the two do not differ, and issues that neither minds, are left out. Whether a given
/// package leaves room for such a trade is for [`best_exchange`] to say.
pub fn trade_pairs(problem: &BargainingProblem, parties: (PartyIndex, PartyIndex)) -> Vec<TradePair> {
    let sizes = problem.space.sizes();
    let values = |party: PartyIndex, issue| worths(&problem.utilities[party], issue, &sizes);
    let tradable: Vec<(IssueIndex, BigInt, BigInt)> = (0..sizes.len())
        .filter_map(|issue| {
            let (one, other) = (values(parties.0, issue), values(parties.1, issue));
            let one_minds_alone = is_flat(&one) != is_flat(&other);
            let disputed = Agreement::of(&one, &other).discordant > 0;
            (one_minds_alone || disputed).then(|| (issue, exact_spread(&one), exact_spread(&other)))
        })
        .collect();
    let mut pairs = Vec::new();
    for (position, first) in tradable.iter().enumerate() {
        pairs.extend(tradable[position + 1..].iter().filter_map(|second| trade_pair(parties, first, second)));
    }
    pairs.sort_by(|one, other| other.contrast.order(&one.contrast).then(one.issues.cmp(&other.issues)));
    pairs
}

fn trade_pair(
    parties: (PartyIndex, PartyIndex),
    (k, one_k, other_k): &(IssueIndex, BigInt, BigInt),
    (l, one_l, other_l): &(IssueIndex, BigInt, BigInt),
) -> Option<TradePair> {
    let (above, below) = (one_k * other_l, one_l * other_k);
    let gains_on_first = match above.cmp(&below) {
        Ordering::Equal => return None,
        Ordering::Greater => parties.0,
        Ordering::Less => parties.1,
    };
    let (larger, smaller) = if above > below { (above, below) } else { (below, above) };
    let contrast =
        if smaller.is_zero() { Contrast::Infinite } else { Contrast::Times(Exact::from(BigRational::new(larger, smaller))) };
    Some(TradePair { parties, issues: (*k, *l), gains_on_first, contrast })
}

/// One party's side of an exchange, in its own units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Who.
    pub party: PartyIndex,
    /// The issue on which it yields, and what that alone costs (zero or less).
    pub yields: (IssueIndex, Units),
    /// The issue on which it gains, and what that alone brings (zero or more).
    pub gains: (IssueIndex, Units),
    /// What both together bring. Where a linkage joins the two it differs from the sum of the parts.
    pub total: Units,
    /// The exchange stops paying for it when what it gains on weighs less than this part of what it does now, all
    /// else staying; `None` where the two issues are linked.
    pub break_even: Option<Exact>,
}

/// Two changes to a package that two parties both gain from and nobody loses by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The package before.
    pub from: Outcome,
    /// The package after.
    pub to: Outcome,
    /// The two issues that change, lower index first.
    pub issues: (IssueIndex, IssueIndex),
    /// The two sides of it.
    pub sides: [Side; 2],
    /// What each party at the table gains, in its own units.
    pub gains: Vec<Units>,
}

/// The best exchange there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BestExchange {
    /// This one.
    Found(Box<Exchange>),
    /// No exchange of two options pays for both of any two parties without a loss to another. Exact.
    None {
        /// How many exchanges were looked at.
        examined: u64,
    },
}

/// The exchange from package `from` whose smaller gain of the two traders is largest (then their larger gain; then
/// the first in order of issues and options). One yields on one issue and gains on the other, the other the reverse.
/// Gains are compared on each party's own scale. Looks at every pair of options of every pair of issues.
pub fn best_exchange(problem: &BargainingProblem, from: &Outcome) -> BestExchange {
    let sizes = problem.space.sizes();
    let moves: Vec<Moves> = problem.utilities.iter().map(|utility| Moves::new(utility, from, &sizes)).collect();
    let mut best: Option<(Vec<Ratio>, Exchange)> = None;
    let mut examined = 0;
    for (one, other) in exchanges(&sizes, from) {
        examined += 1;
        for parties in party_pairs(moves.len()) {
            let Some(gains) = paying(&moves, parties, one, other) else { continue };
            let scaled = on_scale(problem, &gains);
            let traders = vec![scaled[parties.0], scaled[parties.1]];
            let better = best.as_ref().is_none_or(|(known, _)| leximin(&traders, known).is_gt());
            let to = from.with(one.0, one.1).with(other.0, other.1);
            if better && is_open(problem, &to) {
                let sides = [parties.0, parties.1].map(|party| side(&moves[party], party, one, other));
                let issues = (one.0, other.0);
                best = Some((traders, Exchange { from: from.clone(), to, issues, sides, gains }));
            }
        }
    }
    best.map_or(BestExchange::None { examined }, |(_, exchange)| BestExchange::Found(Box::new(exchange)))
}

/// Every change of two options of `from`, in order.
fn exchanges<'a>(sizes: &'a [usize], from: &'a Outcome) -> impl Iterator<Item = (Settled, Settled)> + 'a {
    let others = move |issue: IssueIndex| (0..sizes[issue] as OptionIndex).filter(move |&option| option != from.option(issue));
    let single = move |issue| others(issue).map(move |option| (issue, option));
    (0..sizes.len())
        .flat_map(single)
        .flat_map(move |one| (one.0 + 1..sizes.len()).flat_map(single).map(move |other| (one, other)))
}

fn party_pairs(parties: usize) -> impl Iterator<Item = (PartyIndex, PartyIndex)> {
    (0..parties).flat_map(move |one| (one + 1..parties).map(move |other| (one, other)))
}

/// What each party gains by the exchange, where it is one: each of the two `parties` yields on one of the issues and
/// gains in all, on different issues, and nobody else loses.
fn paying(moves: &[Moves], parties: (PartyIndex, PartyIndex), one: Settled, other: Settled) -> Option<Vec<Units>> {
    let part = |party: PartyIndex, change| moves[party].worth_with(change) - moves[party].worth();
    let (a, b) = parties;
    let shaped =
        |gives: Settled, takes: Settled| part(a, gives) <= 0 && part(a, takes) >= 0 && part(b, gives) >= 0 && part(b, takes) <= 0;
    if !shaped(one, other) && !shaped(other, one) {
        return None;
    }
    let gains: Vec<Units> = moves.iter().map(|known| known.worth_with_both(one, other) - known.worth()).collect();
    let pays = gains.iter().enumerate().all(|(party, &gain)| if party == a || party == b { gain > 0 } else { gain >= 0 });
    pays.then_some(gains)
}

fn side(moves: &Moves, party: PartyIndex, one: Settled, other: Settled) -> Side {
    let part = |change: Settled| (change.0, moves.worth_with(change) - moves.worth());
    let (yields, gains) = if part(one).1 < part(other).1 { (part(one), part(other)) } else { (part(other), part(one)) };
    let total = moves.worth_with_both(one, other) - moves.worth();
    let break_even = if total == yields.1 + gains.1 { Exact::ratio(-yields.1, gains.1) } else { None };
    Side { party, yields, gains, total, break_even }
}

/// An exchange, counted over draws.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnExchange {
    /// The two parties that trade.
    pub parties: (PartyIndex, PartyIndex),
    /// The two changes, lower issue first.
    pub changes: [(IssueIndex, OptionIndex); 2],
    /// The package after.
    pub to: Outcome,
    /// In how many draws both gain, each yielding on one of the two issues, and nobody loses or refuses.
    pub pays: usize,
    /// What each party gains on average over those draws, on its own scale.
    pub mean_gains: Vec<f64>,
}

/// The exchanges from `from` that pay in the most draws, at most `most` of them, those that pay in none left out. Ties
/// in order of parties, issues and options. The time grows with draws times pairs of options.
pub fn exchanges_over(space: &OutcomeSpace, draws: &[Vec<Utility>], from: &Outcome, most: usize) -> Vec<DrawnExchange> {
    let sizes = space.sizes();
    let parties = draws.first().map_or(0, Vec::len);
    let after = |(one, other): (Settled, Settled)| from.with(one.0, one.1).with(other.0, other.1);
    let candidates: Vec<(PartyIndex, PartyIndex, Settled, Settled)> = party_pairs(parties)
        .flat_map(|(a, b)| exchanges(&sizes, from).map(move |(one, other)| (a, b, one, other)))
        .filter(|&(_, _, one, other)| space.is_feasible(&after((one, other))))
        .collect();
    let mut counted = vec![(0usize, vec![0f64; parties]); candidates.len()];
    for draw in draws {
        let moves: Vec<Moves> = draw.iter().map(|utility| Moves::new(utility, from, &sizes)).collect();
        let draws_lines = draw.iter().any(|utility| !utility.refusals.is_empty());
        for (&(a, b, one, other), (pays, sums)) in candidates.iter().zip(&mut counted) {
            let Some(gains) = paying(&moves, (a, b), one, other) else { continue };
            if draws_lines && moves.iter().any(|known| known.refuses(&after((one, other)))) {
                continue;
            }
            *pays += 1;
            let scaled = gains.iter().zip(draw).map(|(&gain, utility)| utility.quantum.to_f64(gain));
            sums.iter_mut().zip(scaled).for_each(|(sum, gain)| *sum += gain);
        }
    }
    let mut ranked: Vec<usize> = (0..candidates.len()).filter(|&index| counted[index].0 > 0).collect();
    ranked.sort_by_key(|&index| Reverse(counted[index].0));
    let drawn = |index: usize| {
        let ((a, b, one, other), (pays, sums)) = (candidates[index], &counted[index]);
        let mean_gains = sums.iter().map(|sum| sum / *pays as f64).collect();
        DrawnExchange { parties: (a, b), changes: [one, other], to: after((one, other)), pays: *pays, mean_gains }
    };
    ranked.into_iter().take(most).map(drawn).collect()
}
