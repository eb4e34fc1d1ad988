//! How many outcomes: in the zone, feasible, dominating a package.
//!
//! Independent groups of issues are multiplied out into two halves, equal vectors merged with their counts, and
//! pairs of halves counted by sorting, so that a million outcomes are counted by looking at some thousands.

use num_bigint::{BigInt, BigUint};
use num_traits::Zero;
use zopa_model::{BargainingProblem, Exact, Pattern, Threshold, Units, Utility};

use super::Unmeasured;
use crate::boxes::has_boxes;
use crate::elimination::{Component, components};
use crate::limits::Limits;
use crate::solution::Absent;
use crate::table::{Tables, sum};

/// Number of feasible outcomes.
///
/// # Errors
/// Where linked issues have more combinations than [`Limits::counted`].
pub fn count_feasible(problem: &BargainingProblem, limits: &Limits) -> Result<BigUint, Unmeasured> {
    if problem.space.rules().is_empty() {
        return Ok(problem.space.unrestricted_count());
    }
    count(problem, &vec![None; problem.utilities.len()], &[], limits)
}

/// Number of outcomes in the zone of possible agreement: feasible, acceptable to all, crossing no red line.
///
/// # Errors
/// Where counting would look at more than [`Limits::counted`].
pub fn count_zone(problem: &BargainingProblem, limits: &Limits) -> Result<BigUint, Unmeasured> {
    match Acceptable::of(problem) {
        Acceptable::Nothing => Ok(BigUint::zero()),
        Acceptable::Everything => count_feasible(problem, limits),
        Acceptable::From(least) => {
            let refusals: Vec<&Pattern> = problem.utilities.iter().flat_map(|utility| &utility.refusals).collect();
            count(problem, &least, &refusals, limits)
        }
    }
}

/// The same where the number of feasible outcomes is known.
pub(crate) fn count_zone_of(
    problem: &BargainingProblem,
    feasible: &Result<BigUint, Unmeasured>,
    limits: &Limits,
) -> Result<BigUint, Unmeasured> {
    match Acceptable::of(problem) {
        Acceptable::Everything => feasible.clone(),
        Acceptable::Nothing | Acceptable::From(_) => count_zone(problem, limits),
    }
}

/// What all parties say yes to, as far as their limits alone tell.
enum Acceptable {
    /// Every outcome: each party's worst is good enough for it.
    Everything,
    /// No outcome.
    Nothing,
    /// What is worth this much to each party; anything will do for a party without a number.
    From(Vec<Option<Units>>),
}

impl Acceptable {
    fn of(problem: &BargainingProblem) -> Self {
        let utilities = &problem.utilities;
        if utilities.iter().any(|utility| utility.reservation == Threshold::Never) {
            return Self::Nothing;
        }
        let least = |utility: &Utility| match utility.reservation {
            Threshold::At(units) => Some(units),
            Threshold::Any | Threshold::Never => None,
        };
        let is_pleased = |utility: &Utility| {
            let worst = utility.extent().0;
            least(utility).is_none_or(|least| utility.cap.map_or(worst, |cap| cap.min(worst)) >= least)
        };
        match utilities.iter().all(|utility| utility.refusals.is_empty() && is_pleased(utility)) {
            true => Self::Everything,
            false => Self::From(utilities.iter().map(least).collect()),
        }
    }
}

/// One minus the share of feasible outcomes that dominate a package worth `units`: 1 on the frontier.
///
/// # Errors
/// Where counting would look at more than [`Limits::counted`], or nothing is feasible.
pub fn pareto_efficiency(problem: &BargainingProblem, units: &[Units], limits: &Limits) -> Result<Exact, Unmeasured> {
    let all = count_feasible(problem, limits)?;
    if all.is_zero() {
        return Err(Unmeasured::Absent(Absent::Infeasible));
    }
    if units.len() > MOST_PARTIES_FOR_EQUALITY {
        return Err(Unmeasured::NotCounted { limit: limits.counted });
    }
    // At least as good for all, less equal for all. The latter by inclusion and exclusion over who is better off.
    let mut dominating = BigInt::zero();
    for better in 1u32..1 << units.len() {
        let least = |(party, &units): (usize, &Units)| Some(units + Units::from(better >> party & 1));
        let least: Vec<Option<Units>> = units.iter().enumerate().map(least).collect();
        let found = BigInt::from(count(problem, &least, &[], limits)?);
        if better.count_ones() % 2 == 1 { dominating += found } else { dominating -= found }
    }
    let share = Exact::ratio(dominating, all).expect("something is feasible");
    Ok(&Exact::one() - &share)
}

/// Inclusion and exclusion doubles the work with each party.
const MOST_PARTIES_FOR_EQUALITY: usize = 10;

/// Number of feasible outcomes that fit none of `forbidden` and are worth at least `least` to every party.
fn count(
    problem: &BargainingProblem,
    least: &[Option<Units>],
    forbidden: &[&Pattern],
    limits: &Limits,
) -> Result<BigUint, Unmeasured> {
    if has_boxes(problem) {
        // Boxes hang all their issues together, so that nothing is multiplied out.
        return Err(Unmeasured::NotCounted { limit: limits.counted });
    }
    macro_rules! by_length {
        ($($length:literal)*) => {
            match problem.utilities.len() {
                $(parties if parties <= $length => Count::<$length>::new(problem, least, forbidden, limits).outcomes(),)*
                _ => Err(Unmeasured::NotCounted { limit: limits.counted }),
            }
        };
    }
    by_length!(2 4 16)
}

/// Vectors with the number of ways to reach each.
type Counted<const N: usize> = Vec<([Units; N], u128)>;

struct Count<const N: usize> {
    tables: Tables<Units, N>,
    /// The least sum before constant and cap that will do; the smallest number where anything will.
    least: [Units; N],
    /// Whether some party's cap is below what it is to have at least.
    is_out_of_reach: bool,
    limit: u64,
}

impl<const N: usize> Count<N> {
    fn new(problem: &BargainingProblem, least: &[Option<Units>], forbidden: &[&Pattern], limits: &Limits) -> Self {
        let tables = Tables::new(problem, forbidden);
        let mut sums = [Units::MIN; N];
        let mut is_out_of_reach = tables.is_infeasible;
        for (party, least) in least.iter().enumerate() {
            if let Some(least) = *least {
                sums[party] = least - tables.constant[party];
                is_out_of_reach |= tables.caps[party].is_some_and(|cap| cap < least);
            }
        }
        Self { tables, least: sums, is_out_of_reach, limit: limits.counted }
    }

    fn outcomes(&self) -> Result<BigUint, Unmeasured> {
        if self.is_out_of_reach {
            return Ok(BigUint::zero());
        }
        let groups = components(&self.tables);
        let mut parts: Vec<Counted<N>> = groups.iter().map(|group| self.listed(group)).collect::<Result<_, _>>()?;
        let everything = parts.iter().map(|part| part.iter().map(|(_, ways)| BigUint::from(*ways)).sum::<BigUint>()).product();
        if self.is_met_by_all(&parts) {
            return Ok(everything);
        }
        if everything.bits() > 120 {
            return Err(self.not_counted());
        }
        // The largest parts first, each to the half that is smaller so far.
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        let mut halves: [Counted<N>; 2] = [vec![([0; N], 1)], vec![([0; N], 1)]];
        for part in &parts {
            let half = usize::from(halves[1].len() < halves[0].len());
            halves[half] = self.multiplied(&halves[half], part)?;
        }
        let [a, b] = halves;
        if N == 2 { Ok(BigUint::from(pairs_by_sorting(a, b, self.least))) } else { self.pairs_by_looking(&a, &b) }
    }

    fn not_counted(&self) -> Unmeasured {
        Unmeasured::NotCounted { limit: self.limit }
    }

    /// Whether the worst of every part together is good enough for everybody: then all outcomes count.
    fn is_met_by_all(&self, parts: &[Counted<N>]) -> bool {
        (0..N).all(|party| {
            let worst = |part: &Counted<N>| part.iter().map(|(units, _)| units[party]).min().unwrap_or(0);
            self.least[party] == Units::MIN || parts.iter().map(worst).sum::<Units>() >= self.least[party]
        })
    }

    /// The allowed combinations of the options of a group of linked issues, equal ones merged.
    fn listed(&self, group: &Component) -> Result<Counted<N>, Unmeasured> {
        let issues: Vec<_> = group.issues.iter().map(|&issue| &self.tables.issues[issue]).collect();
        let combinations = issues.iter().try_fold(1u64, |all, issue| all.checked_mul(issue.units.len() as u64));
        let combinations = combinations.filter(|all| *all <= self.limit).ok_or_else(|| self.not_counted())?;
        let factors = group.factors(&self.tables);
        let mut chosen = vec![0; issues.len()];
        let mut found = Counted::new();
        for mut row in 0..combinations {
            for (option, issue) in chosen.iter_mut().zip(&issues).rev() {
                *option = (row % issue.units.len() as u64) as u32;
                row /= issue.units.len() as u64;
            }
            let own = chosen.iter().zip(&issues).try_fold([0; N], |units, (&option, issue)| {
                issue.allowed[option as usize].then(|| sum(units, &issue.units[option as usize]))
            });
            let all = own.and_then(|units| factors.iter().try_fold(units, |units, factor| factor.applied(units, &chosen)));
            found.extend(all.map(|units| (units, 1)));
        }
        Ok(merged(found))
    }

    fn multiplied(&self, a: &Counted<N>, b: &Counted<N>) -> Result<Counted<N>, Unmeasured> {
        if (a.len() as u64).saturating_mul(b.len() as u64) > self.limit {
            return Err(self.not_counted());
        }
        let pairs = a.iter().flat_map(|(x, ways)| b.iter().map(move |(y, more)| (sum(*x, y), ways * more)));
        Ok(merged(pairs.collect()))
    }

    fn pairs_by_looking(&self, a: &Counted<N>, b: &Counted<N>) -> Result<BigUint, Unmeasured> {
        if (a.len() as u64).saturating_mul(b.len() as u64) > self.limit {
            return Err(self.not_counted());
        }
        let meets = |x: &[Units; N], y: &[Units; N]| (0..N).all(|party| x[party] + y[party] >= self.least[party]);
        let with = |(x, ways): &([Units; N], u128)| -> u128 {
            ways * b.iter().filter(|(y, _)| meets(x, y)).map(|(_, more)| more).sum::<u128>()
        };
        Ok(a.iter().map(with).sum::<u128>().into())
    }
}

/// Equal vectors once, with all their ways; ascending.
fn merged<const N: usize>(mut counted: Counted<N>) -> Counted<N> {
    counted.sort_unstable();
    counted.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    counted
}

/// Pairs of `a` and `b` (both ascending) whose sum is at least `least` in both coordinates: as the first coordinate
/// of `a` falls, ever fewer of `b` reach the first bound; among those the second is counted by a Fenwick tree.
fn pairs_by_sorting<const N: usize>(a: Counted<N>, b: Counted<N>, least: [Units; N]) -> u128 {
    let mut seconds: Vec<Units> = b.iter().map(|(units, _)| units[1]).collect();
    seconds.sort_unstable();
    seconds.dedup();
    let mut tree = vec![0u128; seconds.len() + 1];
    let (mut all, mut inserted) = (0u128, 0u128);
    let mut reaching = b.iter().rev().peekable();
    for (x, ways) in &a {
        while let Some((y, more)) = reaching.next_if(|(y, _)| x[0] + y[0] >= least[0]) {
            inserted += more;
            let mut at = seconds.binary_search(&y[1]).expect("every second coordinate is listed") + 1;
            while at < tree.len() {
                tree[at] += more;
                at += at & at.wrapping_neg();
            }
        }
        let mut at = seconds.partition_point(|second| x[1] + second < least[1]);
        let mut short = 0;
        while at > 0 {
            short += tree[at];
            at -= at & at.wrapping_neg();
        }
        all += ways * (inserted - short);
    }
    all
}
