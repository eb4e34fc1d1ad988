//! Bounds on what solutions reach, for when a limit came before the frontier was whole.
//!
//! From below by the best outcome that was found and that everybody would sign. From above by weighted sums that no
//! outcome exceeds: with weights `w` and at most `B` for the weighted sum of gains, the product of `n` gains is at most
//! `(B / n)^n / prod w_i` (arithmetic and geometric mean), the smallest gain at most `B / sum w_i`. For two parties also by
//! the corners of what may be missing. Every comparison is exact; doubles only choose which weights are tried.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use zopa_model::{BargainingProblem, Exact, PartyIndex, Pattern, Threshold, Units};

use super::rational::{disagreement, meets_reservations};
use super::{Absent, Powers};
use crate::frontier::{Ceiling, Frontier, Point, Supports};
use crate::limits::Limits;
use crate::margin::{Margin, PointMargin};
use crate::measure::Worst;

/// How much a solution reaches, between proven bounds. See [`EnclosedSolutions`] for what counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// The best found, and a point that reaches it; `None` where nothing was found that everybody would sign, which does not
    /// prove that there is nothing.
    pub at_least: Option<(Exact, Point)>,
    /// Nothing that everybody would sign reaches more.
    pub at_most: Exact,
}

impl Enclosed {
    /// Whether what was found is proven to be the best.
    pub fn is_proven(&self) -> bool {
        self.at_least.as_ref().is_some_and(|(found, _)| *found == self.at_most)
    }
}

/// Bounds on what each solution maximises first, over the zone of possible agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnclosedSolutions {
    /// The product of gains; `None` where parties have different powers.
    pub nash: Option<Enclosed>,
    /// The smallest share of the largest possible gain; `None` where somebody may agree to a loss, of which shares say
    /// nothing.
    pub kalai_smorodinsky: Option<Enclosed>,
    /// The smallest gain.
    pub egalitarian: Enclosed,
    /// The sum of utilities.
    pub utilitarian: Enclosed,
}

/// What else is known of a problem whose frontier was stopped.
pub(crate) struct Known<'a> {
    /// The frontier within red lines, as far as it was found.
    pub(crate) within: &'a Frontier,
    /// What the search for the margin came to.
    pub(crate) margin: Option<&'a PointMargin>,
    /// The same for each party alone.
    pub(crate) margin_of_one: &'a [Option<PointMargin>],
    pub(crate) worst: &'a Worst<'a>,
}

/// How often the step between directions is made smaller.
const STAGES: usize = 12;

/// Directions that are tried between two such times.
fn rounds(parties: usize) -> usize {
    parties.saturating_sub(1).min(4)
}

/// Bounds on the solutions of `problem`.
///
/// # Errors
/// Where it is proven that nobody would sign anything, or gains are not defined.
pub(crate) fn enclosed(
    problem: &BargainingProblem,
    known: &Known,
    powers: &Powers,
    limits: &Limits,
) -> Result<EnclosedSolutions, Absent> {
    if problem.utilities.iter().any(|utility| utility.reservation == Threshold::Never) {
        return Err(Absent::NoZone);
    }
    let (disagreement, _) = disagreement(problem, known.worst)?;
    let refusals: Vec<&Pattern> = problem.utilities.iter().flat_map(|utility| &utility.refusals).collect();
    let looks = 3 * STAGES * rounds(problem.utilities.len()) + 1;
    let mut supports = Supports::new(problem, &refusals, limits, looks);
    supports.points.extend_from_slice(&known.within.points);
    let enclosure = known.within.enclosure.as_deref();
    if let Some(enclosure) = enclosure {
        supports.points.extend(enclosure.points().cloned());
        supports.ceilings.extend_from_slice(&enclosure.ceilings);
    }
    let searched = known.margin.into_iter().chain(known.margin_of_one.iter().flatten());
    for outcome in searched.filter_map(|found| found.outcome.clone()) {
        supports.points.push(Point { units: problem.evaluate(&outcome), outcome });
    }
    let mut ground = Ground::new(problem, disagreement, known, supports);
    ground.look_for_equal_gains();
    ground.look_for_equal_shares();
    ground.look_for_products();
    let even = ground.supports.even();
    ground.supports.look(&even);
    ground.bound_ideal(known);
    let corners = enclosure.filter(|_| problem.utilities.len() == 2).map(|enclosure| enclosure.corners.as_slice());
    let told = Telling { ground: &ground, rational: ground.rational(), corners, margin: known.margin };
    if told.is_without_zone() {
        return Err(Absent::NoZone);
    }
    Ok(EnclosedSolutions {
        nash: powers.whole().is_none().then(|| told.nash()),
        kalai_smorodinsky: told.kalai_smorodinsky(),
        egalitarian: told.egalitarian(),
        utilitarian: told.utilitarian(),
    })
}

/// A number of units over how many make one.
fn number(units: Units, one: u128) -> BigRational {
    BigRational::new(BigInt::from(units), BigInt::from(one))
}

/// What all bounds are worked out from.
struct Ground<'a> {
    problem: &'a BargainingProblem<'a>,
    disagreement: Vec<Units>,
    /// Bounds from both sides on the most that each party gets within the zone.
    ideal: Vec<(Option<Units>, Units)>,
    supports: Supports<'a>,
}

impl<'a> Ground<'a> {
    fn new(problem: &'a BargainingProblem, disagreement: Vec<Units>, known: &Known, supports: Supports<'a>) -> Self {
        let mut ground = Self { problem, disagreement, ideal: Vec::new(), supports };
        ground.bound_ideal(known);
        ground
    }

    /// Bounds the ideal by all that is known by now.
    fn bound_ideal(&mut self, known: &Known) {
        let rational = self.rational();
        let ideal = |party: PartyIndex| {
            let found = rational.iter().map(|point| point.units[party]).max();
            let most = [Some(self.supports.most(party)), known.most_within(self.problem, party)];
            (found, most.into_iter().flatten().min().unwrap_or(Units::MAX))
        };
        self.ideal = self.parties().map(ideal).collect();
    }

    /// The points found that everybody would sign.
    fn rational(&self) -> Vec<Point> {
        self.supports.points.iter().filter(|point| meets_reservations(self.problem, &point.units)).cloned().collect()
    }

    fn one(&self, party: PartyIndex) -> u128 {
        self.problem.utilities[party].quantum.denominator()
    }

    fn parties(&self) -> std::ops::Range<PartyIndex> {
        0..self.problem.utilities.len()
    }

    fn gain(&self, units: &[Units], party: PartyIndex) -> BigRational {
        number(units[party] - self.disagreement[party], self.one(party))
    }

    /// What a ceiling leaves for the weighted sum of gains.
    fn left(&self, ceiling: &Ceiling) -> BigInt {
        let lost = self.disagreement.iter().zip(&ceiling.weights).map(|(none, weight)| BigInt::from(*none) * weight);
        BigInt::from(ceiling.at_most) - lost.sum::<BigInt>()
    }

    fn look_for_equal_gains(&mut self) {
        let one: Vec<f64> = vec![1.0; self.disagreement.len()];
        self.balance(&one, |gain, _| gain);
    }

    fn look_for_equal_shares(&mut self) {
        let share = |party: PartyIndex| {
            let (found, most) = self.ideal[party];
            let width = found.unwrap_or(most) - self.disagreement[party];
            let width = self.problem.utilities[party].quantum.to_f64(width);
            if width > 0.0 { 1.0 / width } else { 1.0 }
        };
        let shares: Vec<f64> = self.parties().map(share).collect();
        self.balance(&shares, |gain, _| gain);
    }

    fn look_for_products(&mut self) {
        let one: Vec<f64> = vec![1.0; self.disagreement.len()];
        self.balance(&one, |gain, weight| gain * weight);
    }

    /// Looks in directions that come ever closer to one where what every party gets, `told` of its gain times its scale and of its
    /// weight, is the same for all: each time the party that gets most loses weight to the one that gets least.
    fn balance(&mut self, scales: &[f64], told: impl Fn(f64, f64) -> f64) {
        let mut weights = vec![1.0; scales.len()];
        let mut step = 4.0;
        for _ in 0..STAGES {
            for _ in 0..rounds(scales.len()) {
                let values: Vec<f64> = weights.iter().zip(scales).map(|(weight, scale)| weight * scale).collect();
                let whole = self.supports.weights(&values);
                let Some(at) = self.supports.look(&whole) else { return };
                let units = &self.supports.points[at].units;
                let gets = |party: PartyIndex| {
                    let gain = self.problem.utilities[party].quantum.to_f64(units[party] - self.disagreement[party]);
                    told(gain * scales[party], weights[party])
                };
                let mut order: Vec<PartyIndex> = self.parties().collect();
                order.sort_by(|a, b| gets(*a).total_cmp(&gets(*b)));
                let (poor, rich) = (order[0], order[order.len() - 1]);
                weights[poor] *= step;
                weights[rich] /= step;
            }
            step = step.sqrt();
        }
    }
}

impl Known<'_> {
    /// No more than this is to be had by `party` where everybody else signs, by the search for its margin alone.
    fn most_within(&self, problem: &BargainingProblem, party: PartyIndex) -> Option<Units> {
        let Threshold::At(reservation) = problem.utilities[party].reservation else { return None };
        let ceiling = self.margin_of_one.get(party)?.as_ref()?.ceiling.as_ref()?;
        let units = ceiling.rational() * BigInt::from(problem.utilities[party].quantum.denominator());
        Units::try_from(units.floor().to_integer()).ok()?.checked_add(reservation)
    }
}

/// Bounds in the making.
struct Telling<'a> {
    ground: &'a Ground<'a>,
    rational: Vec<Point>,
    /// Every point of the frontier is known, or at most one of these.
    corners: Option<&'a [Vec<Units>]>,
    margin: Option<&'a PointMargin>,
}

impl Telling<'_> {
    /// Whether it is proven that no outcome is acceptable to all.
    fn is_without_zone(&self) -> bool {
        let is_closed = |found: &PointMargin| match &found.margin {
            Margin::Impossible => found.exact,
            Margin::At(_) => found.ceiling.as_ref().is_some_and(Exact::is_negative),
            Margin::Unlimited => false,
        };
        let has_corner = |corners: &[Vec<Units>]| corners.iter().any(|corner| meets_reservations(self.ground.problem, corner));
        self.rational.is_empty()
            && (self.margin.is_some_and(is_closed) || self.corners.is_some_and(|corners| !has_corner(corners)))
    }

    /// The bounds on the most of `worth`, which grows with what everybody gets, where `ceiling` bounds it for one ceiling, and
    /// `beyond` for all that is at most some vector.
    fn enclose(
        &self,
        worth: impl Fn(&[Units]) -> BigRational,
        beyond: impl Fn(&[Units]) -> BigRational,
        ceiling: impl Fn(&Ceiling) -> Option<BigRational>,
    ) -> Enclosed {
        let best = self.rational.iter().map(|point| (worth(&point.units), point));
        // The first of equals, so that the answer does not depend on what else was looked at.
        let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let ideal: Vec<Units> = self.ground.ideal.iter().map(|(_, most)| *most).collect();
        let mut at_most = self.ground.supports.ceilings.iter().filter_map(ceiling).fold(beyond(&ideal), BigRational::min);
        if let Some(corners) = self.corners {
            let reached =
                corners.iter().filter(|corner| meets_reservations(self.ground.problem, corner)).map(|corner| beyond(corner));
            let known = self.rational.iter().map(|point| beyond(&point.units));
            at_most = reached.chain(known).max().map_or(at_most.clone(), |most| most.min(at_most));
        }
        Enclosed { at_least: best.map(|(worth, point)| (Exact::from(worth), point.clone())), at_most: Exact::from(at_most) }
    }

    fn nash(&self) -> Enclosed {
        let ground = self.ground;
        let product = |units: &[Units]| {
            ground
                .parties()
                .map(|party| ground.gain(units, party))
                .map(|gain| if gain.is_negative() { BigRational::zero() } else { gain })
                .product()
        };
        let parties = ground.parties().len() as u32;
        let ones: BigInt = ground.parties().map(|party| BigInt::from(ground.one(party))).product();
        let ceiling = |ceiling: &Ceiling| {
            let weights: BigInt = ceiling.weights.iter().copied().map(BigInt::from).product();
            let each = BigRational::new(ground.left(ceiling).max(BigInt::zero()), BigInt::from(parties));
            (!weights.is_zero()).then(|| (0..parties).fold(BigRational::one(), |all, _| all * &each) / (&ones * weights))
        };
        self.enclose(product, product, ceiling)
    }

    fn egalitarian(&self) -> Enclosed {
        let ground = self.ground;
        let least = |units: &[Units]| {
            ground.parties().map(|party| ground.gain(units, party)).reduce(BigRational::min).unwrap_or_else(BigRational::zero)
        };
        let ceiling = |ceiling: &Ceiling| {
            let parts = ceiling.weights.iter().enumerate().map(|(party, weight)| BigInt::from(*weight) * ground.one(party));
            let weights: BigInt = parts.sum();
            (!weights.is_zero()).then(|| BigRational::new(ground.left(ceiling), weights))
        };
        let mut enclosed = self.enclose(least, least, ceiling);
        // Where no agreement is worth just the reservation, the smallest gain is the margin.
        let is_margin =
            |party: PartyIndex| ground.problem.utilities[party].reservation == Threshold::At(ground.disagreement[party]);
        if let Some(most) = self.margin.and_then(|margin| margin.ceiling.clone()).filter(|_| ground.parties().all(is_margin)) {
            enclosed.at_most = enclosed.at_most.min(most);
        }
        enclosed
    }

    /// Shares are of a largest gain that is known between bounds only: from below it makes shares large, from above small.
    fn kalai_smorodinsky(&self) -> Option<Enclosed> {
        let ground = self.ground;
        if ground.problem.utilities.iter().any(|own| own.reservation == Threshold::Any && own.disagreement.is_some()) {
            return None;
        }
        let widths = |bound: fn(&(Option<Units>, Units), Units) -> Units| -> Vec<BigRational> {
            let own = |party: PartyIndex| bound(&ground.ideal[party], ground.disagreement[party]) - ground.disagreement[party];
            ground.parties().map(|party| number(own(party), ground.one(party))).collect()
        };
        let narrow = widths(|ideal, none| ideal.0.unwrap_or(none));
        let wide = widths(|ideal, _| ideal.1);
        let least_share = |units: &[Units], widths: &[BigRational]| {
            let counted = ground.parties().filter(|party| widths[*party].is_positive());
            let shares = counted.map(|party| ground.gain(units, party) / &widths[party]);
            shares.fold(BigRational::one(), BigRational::min)
        };
        let ceiling = |ceiling: &Ceiling| {
            let parts = ceiling
                .weights
                .iter()
                .enumerate()
                .map(|(party, weight)| &narrow[party] * BigInt::from(*weight) * BigInt::from(ground.one(party)));
            let weighted: BigRational = parts.sum();
            weighted.is_positive().then(|| BigRational::from(ground.left(ceiling)) / weighted)
        };
        Some(self.enclose(|units| least_share(units, &wide), |units| least_share(units, &narrow), ceiling))
    }

    fn utilitarian(&self) -> Enclosed {
        let ground = self.ground;
        let sum = |units: &[Units]| ground.parties().map(|party| number(units[party], ground.one(party))).sum();
        // What a ceiling counts above the weight of whom it counts least, everybody who signs has at least so much of.
        let least = |party: PartyIndex| {
            let utility = &ground.problem.utilities[party];
            let worst = utility.cap.map_or(utility.extent().0, |cap| cap.min(utility.extent().0));
            match utility.reservation {
                Threshold::At(reservation) => reservation.max(worst),
                Threshold::Any | Threshold::Never => worst,
            }
        };
        let ceiling = |ceiling: &Ceiling| {
            let weight = |party: PartyIndex| BigInt::from(ceiling.weights[party]) * ground.one(party);
            let each = ground.parties().map(weight).min().filter(BigInt::is_positive)?;
            let beyond = |party: PartyIndex| number(least(party), ground.one(party)) * (weight(party) - &each);
            let beyond: BigRational = ground.parties().map(beyond).sum();
            Some((BigRational::from(BigInt::from(ceiling.at_most)) - beyond) / each)
        };
        self.enclose(sum, sum, ceiling)
    }
}
