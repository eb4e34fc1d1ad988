//! Frontier, solutions and measures on stated points, or on the basis that was asked for.

use zopa_analysis::Point;
use zopa_analysis::solution::{Absent, Note, RationalFrontier, Solution};
use zopa_analysis::study::PointStudy;

use super::labels::Labels;
use crate::document::{FrontierView, PointView, SolutionView, SolutionsView};
use crate::words::list;

/// Puts names to points.
pub(super) struct Pointer<'a> {
    pub(super) labels: Labels<'a>,
    pub(super) study: &'a PointStudy,
}

impl Pointer<'_> {
    /// What cannot be improved for one party without a loss for another.
    pub(super) fn frontier(&self) -> FrontierView {
        let frontier = &self.study.analysis.frontier;
        FrontierView {
            exact: frontier.exact,
            method: format!("{}; outcome shown: {}", frontier.method, frontier.witness),
            size: frontier.points.len() as u64,
            rational_size: self.study.analysis.rational.as_ref().map_or(0, |rational| rational.points.len() as u64),
            points: frontier.points.iter().map(|point| self.point(point)).collect(),
            stopped: frontier.stopped.as_ref().map(ToString::to_string),
        }
    }

    fn point(&self, point: &Point) -> PointView {
        let quanta = self.study.utilities.iter().map(|utility| utility.quantum);
        PointView {
            utilities: point.units.iter().zip(quanta.clone()).map(|(&units, quantum)| quantum.to_f64(units)).collect(),
            exact_utilities: point.units.iter().zip(quanta).map(|(&units, quantum)| quantum.exact(units).to_fraction()).collect(),
            outcome: self.labels.outcome(&point.outcome),
        }
    }

    /// The four concepts.
    pub(super) fn solutions(&self) -> SolutionsView {
        let analysis = &self.study.analysis;
        SolutionsView {
            nash: self.solution(&analysis.nash),
            kalai_smorodinsky: self.solution(&analysis.kalai_smorodinsky),
            egalitarian: self.solution(&analysis.egalitarian),
            utilitarian: self.solution(&analysis.utilitarian),
        }
    }

    fn solution(&self, solution: &Result<Solution, Absent>) -> SolutionView {
        match solution {
            Ok(found) => SolutionView {
                exact: found.exact,
                points: found.points.iter().map(|point| self.point(point)).collect(),
                notes: std::iter::once(found.method.to_owned()).chain(found.notes.iter().map(|note| self.note(note))).collect(),
                reason: None,
            },
            Err(absent) => SolutionView { exact: false, points: Vec::new(), notes: Vec::new(), reason: Some(absent.to_string()) },
        }
    }

    fn parties(&self, parties: &[usize]) -> String {
        list(&parties.iter().map(|&party| self.labels.party(party)).collect::<Vec<_>>(), "and")
    }

    fn note(&self, note: &Note) -> String {
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
        let analysis = &self.study.analysis;
        let mut told = Vec::new();
        if let (Ok(feasible), Ok(zone)) = (&analysis.feasible, &analysis.zone) {
            told.push(format!("{zone} of {feasible} feasible packages are acceptable to all."));
        }
        if let Some(zopa_analysis::margin::Margin::At(margin)) = analysis.margin.as_ref().map(|found| &found.margin) {
            let words = if margin.is_negative() {
                "the smallest uniform lowering of limits that would open a zone"
            } else {
                "the margin before the zone closes: the largest uniform rise of limits that keeps it"
            };
            told.push(format!("{margin} is {words}."));
        }
        if let Ok(rational) = &analysis.rational {
            told.push(self.ideal(rational));
        }
        told
    }

    fn ideal(&self, rational: &RationalFrontier) -> String {
        let best = |(party, &units): (usize, &i128)| {
            format!("{} {}", self.labels.party(party), self.study.utilities[party].quantum.exact(units))
        };
        let ideal: Vec<String> = rational.ideal.iter().enumerate().map(best).collect();
        format!("Ideal point (the best each gets in any package acceptable to all): {}.", ideal.join(", "))
    }
}
