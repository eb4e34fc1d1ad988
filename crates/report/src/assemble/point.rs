//! Frontier, solutions and measures on stated points, or on the basis that was asked for.

use zopa_analysis::margin::{Margin, PointMargin};
use zopa_analysis::solution::{Absent, Enclosed, Note, RationalFrontier, Solution};
use zopa_analysis::{Ceiling, Enclosure, Point, PointAnalysis};
use zopa_model::{Exact, Quantum, Units, Utility};

use super::names::PointNames;
use crate::document::{BoundsView, CeilingView, EnclosureView, FrontierView, PointView, SolutionView, SolutionsView};
use crate::words::list;

/// Puts names to points.
pub(super) struct Pointer<'a> {
    pub(super) names: &'a PointNames<'a>,
    /// One utility for each party.
    pub(super) utilities: &'a [Utility],
    pub(super) analysis: &'a PointAnalysis,
}

impl Pointer<'_> {
    /// What cannot be improved for one party without a loss for another.
    pub(super) fn frontier(&self) -> FrontierView {
        let frontier = &self.analysis.frontier;
        FrontierView {
            exact: frontier.exact,
            method: format!("{}; outcome shown: {}", frontier.method, frontier.witness),
            size: frontier.stopped.is_none().then_some(frontier.points.len() as u64),
            rational_size: match &self.analysis.rational {
                Ok(rational) => Some(rational.points.len() as u64),
                Err(Absent::NoZone | Absent::Infeasible) => Some(0),
                Err(_) => None,
            },
            points: frontier.points.iter().map(|point| self.point(point)).collect(),
            stopped: frontier.stopped.as_ref().map(ToString::to_string),
            enclosure: frontier.enclosure.as_deref().map(|enclosure| self.enclosure(enclosure)),
        }
    }

    fn enclosure(&self, enclosure: &Enclosure) -> EnclosureView {
        let points = |points: &[Point]| points.iter().map(|point| self.point(point)).collect();
        EnclosureView {
            proven: points(&enclosure.proven),
            found: points(&enclosure.found),
            corners: enclosure.corners.iter().map(|corner| self.utilities_of(corner)).collect(),
            ceilings: enclosure.ceilings.iter().map(|ceiling| self.ceiling(ceiling)).collect(),
        }
    }

    /// A bound on utilities as numbers: a weight counts units, so it is multiplied by how many of them make one.
    fn ceiling(&self, ceiling: &Ceiling) -> CeilingView {
        let weights = ceiling.weights.iter().zip(self.utilities);
        CeilingView {
            weights: weights.map(|(&weight, utility)| weight as f64 * utility.quantum.denominator() as f64).collect(),
            at_most: ceiling.at_most as f64,
        }
    }

    /// A point with its utilities as numbers and names for its options.
    pub(super) fn point(&self, point: &Point) -> PointView {
        PointView {
            utilities: self.utilities_of(&point.units),
            exact_utilities: self.each(&point.units, Quantum::fraction),
            outcome: self.names.outcome(&point.outcome),
        }
    }

    /// Units of each party as plain numbers.
    pub(super) fn utilities_of(&self, units: &[Units]) -> Vec<f64> {
        self.each(units, Quantum::to_f64)
    }

    fn each<T>(&self, units: &[Units], told: impl Fn(Quantum, Units) -> T) -> Vec<T> {
        units.iter().zip(self.utilities).map(|(&units, utility)| told(utility.quantum, units)).collect()
    }

    /// The four concepts.
    pub(super) fn solutions(&self) -> SolutionsView {
        let analysis = self.analysis;
        let bounds = analysis.enclosed.as_ref();
        let nash = bounds.and_then(|bounds| bounds.nash.as_ref());
        let shares = bounds.and_then(|bounds| bounds.kalai_smorodinsky.as_ref());
        let gains = bounds.map(|bounds| &bounds.egalitarian);
        let sums = bounds.map(|bounds| &bounds.utilitarian);
        SolutionsView {
            nash: self.solution(&analysis.nash, "product of gains", nash),
            kalai_smorodinsky: self.solution(
                &analysis.kalai_smorodinsky,
                "smallest share of what each could gain at most",
                shares,
            ),
            egalitarian: self.solution(&analysis.egalitarian, "smallest gain", gains),
            utilitarian: self.solution(&analysis.utilitarian, "sum of utilities", sums),
        }
    }

    fn solution(&self, solution: &Result<Solution, Absent>, of: &str, bounds: Option<&Enclosed>) -> SolutionView {
        match solution {
            Ok(found) => SolutionView {
                exact: found.exact,
                points: found.points.iter().map(|point| self.point(point)).collect(),
                notes: std::iter::once(found.method.to_owned()).chain(found.notes.iter().map(|note| self.note(note))).collect(),
                reason: None,
                bounds: None,
            },
            Err(absent) => SolutionView {
                exact: false,
                points: Vec::new(),
                notes: Vec::new(),
                reason: Some(absent.to_string()),
                bounds: bounds.map(|bounds| self.bounds(of, bounds)),
            },
        }
    }

    fn bounds(&self, of: &str, bounds: &Enclosed) -> BoundsView {
        let found = bounds.at_least.as_ref();
        BoundsView {
            of: of.to_owned(),
            at_least: found.map(|(least, _)| least.to_f64()),
            exact_at_least: found.map(|(least, _)| least.to_fraction()),
            at_most: bounds.at_most.to_f64(),
            exact_at_most: bounds.at_most.to_fraction(),
            point: found.map(|(_, point)| self.point(point)),
        }
    }

    fn parties(&self, parties: &[usize]) -> String {
        list(&parties.iter().map(|&party| self.names.party(party)).collect::<Vec<_>>(), "and")
    }

    /// What a solution rests on, in words.
    pub(super) fn note(&self, note: &Note) -> String {
        match note {
            Note::DisagreementAssumed(parties) => {
                format!("disagreement assumed: the worst feasible outcome stands in for {}", self.parties(parties))
            }
            Note::Degenerate(gainers) => {
                let told: Vec<String> = gainers.iter().map(|parties| self.parties(parties)).collect();
                format!("degenerate: no package makes everybody better off; who gains: {}", told.join(" / "))
            }
            Note::LeftOut(parties) => {
                format!("{} can gain nothing anywhere and are left out of the comparison", self.parties(parties))
            }
            Note::ComparableScales => "takes the parties' scales to be comparable".to_owned(),
            Note::RoundedPowers => "bargaining powers compared as rounded numbers".to_owned(),
        }
    }

    /// Figures of the problem as a whole that have no field of their own, in words.
    pub(super) fn remarks(&self) -> Vec<String> {
        let analysis = self.analysis;
        let mut told = Vec::new();
        if let (Ok(feasible), Ok(zone)) = (&analysis.feasible, &analysis.zone) {
            told.push(format!("{zone} of {feasible} feasible packages are acceptable to all."));
        }
        told.extend(analysis.margin.as_ref().and_then(|found| self.margin(found)));
        for (party, found) in analysis.margin_of_one.iter().enumerate() {
            told.extend(found.as_ref().and_then(|found| self.margin_of_one(party, found)));
        }
        if let Ok(rational) = &analysis.rational {
            told.push(self.ideal(rational));
        }
        told
    }

    /// The margin of all together, in words; nothing where no party has a limit.
    fn margin(&self, found: &PointMargin) -> Option<String> {
        let words = match &found.margin {
            Margin::At(margin) if margin.is_negative() => {
                format!("No package meets every limit: all limits lowered alike by {} would open a zone", positive(margin))
            }
            Margin::At(margin) => {
                format!("The margin before the zone closes is {margin}: all limits can rise alike by that much")
            }
            Margin::Impossible => "Red lines and rules leave no package, whatever the limits".to_owned(),
            Margin::Unlimited => return None,
        };
        Some(format!("{words}{}.", bound(found)))
    }

    /// The margin of one party alone, the others' limits staying as they are.
    fn margin_of_one(&self, party: usize, found: &PointMargin) -> Option<String> {
        let name = self.names.party(party);
        let words = match &found.margin {
            Margin::At(margin) if margin.is_negative() => {
                format!("{name} alone would have to lower its limit by {} to open a zone", positive(margin))
            }
            Margin::At(margin) => format!("{name} alone could raise its limit by {margin} before the zone closes"),
            Margin::Impossible => format!("No lowering of the limit of {name} alone opens a zone"),
            Margin::Unlimited => return None,
        };
        Some(format!("{words}{}.", bound(found)))
    }

    fn ideal(&self, rational: &RationalFrontier) -> String {
        let best = |(party, &units): (usize, &i128)| {
            format!("{} {}", self.names.party(party), self.utilities[party].quantum.exact(units))
        };
        let ideal: Vec<String> = rational.ideal.iter().enumerate().map(best).collect();
        format!("Ideal point (the best each gets in any package acceptable to all): {}.", ideal.join(", "))
    }
}

/// What is known of a margin whose search was stopped.
fn bound(found: &PointMargin) -> String {
    match (&found.ceiling, found.exact) {
        (_, true) => String::new(),
        (Some(ceiling), false) => format!(" (best found; the search was stopped, and none is above {ceiling})"),
        (None, false) => " (best found; the search was stopped)".to_owned(),
    }
}

/// A number without its sign.
fn positive(number: &Exact) -> String {
    number.to_string().trim_start_matches(['-', '\u{2212}']).to_owned()
}
