//! The plane in names.

use std::collections::BTreeMap;

use zopa_analysis::Limits;
use zopa_analysis::bench::{Bench, Plane, PlanePoint, Said, WeightLever, limit_lever, weight_levers};
use zopa_analysis::gap::gap;
use zopa_analysis::uncertainty::{PackageSearch, Watch};
use zopa_dossier::IssueNames;
use zopa_model::{Outcome, PartyIndex, Topic, Track, Worth};

use super::asked::{Asked, BenchQuestion};
use super::document::{
    AsideView, BenchIssue, BenchOdds, BenchShock, BestView, CountView, FrontierTold, InputsView, PlaneDocument, PointOfPlane,
    ReservationView, WeightView,
};
use crate::answers::{Refused, Seen};
use crate::document::OutcomeView;
use crate::words::{count, thousands};

/// The plane of one judgement of the case as it is `seen`.
///
/// # Errors
/// A judgement, party, issue or shock that the case does not show, changes that make no sense, and what is missing for figures.
pub fn plane(seen: &Seen, question: &BenchQuestion, limits: &Limits, watch: Watch<'_>) -> Result<PlaneDocument, Refused> {
    let compiled = seen.dossier().compile();
    let asked = Asked::new(seen, &compiled, question)?;
    let bench = asked.bench()?;
    let found = bench.plane(limits, watch).map_err(|missing| asked.missing(&missing))?;
    let pages = Pages { asked: &asked, bench: &bench };
    Ok(PlaneDocument {
        head: asked.head(),
        sides: asked.sides(),
        issues: pages.issues(),
        asides: asked.asides(Track::Own),
        inputs: pages.inputs(),
        shocks: asked.shocks(),
        odds: pages.odds(&found),
        points: found.points.iter().map(|point| pages.point(point)).collect(),
        frontier: frontier(&found),
        limits: found.limits,
    })
}

fn frontier(found: &Plane) -> FrontierTold {
    let told = found.points.iter().filter(|point| point.on_frontier).count() as u64;
    match &found.frontier {
        Ok(frontier) => FrontierTold {
            size: frontier.stopped.is_none().then_some(frontier.points.len() as u64),
            told,
            stopped: frontier.stopped.as_ref().map(ToString::to_string),
        },
        Err(no_mean) => FrontierTold { size: None, told, stopped: Some(no_mean.to_string()) },
    }
}

struct Pages<'a> {
    asked: &'a Asked<'a>,
    bench: &'a Bench<'a>,
}

impl Pages<'_> {
    fn issues(&self) -> Vec<BenchIssue> {
        let compiled = self.asked.compiled;
        let gap = gap(&compiled.positions);
        let parties = self.asked.names().parties();
        let unseen = |topic: Topic| {
            let silent = gap.topic(topic).map(|topic| topic.unseen.as_slice()).unwrap_or_default();
            silent.iter().map(|&party| parties[party].clone()).collect()
        };
        let issue = |names: &IssueNames, ids: &[String], topic: Topic, duty: bool| BenchIssue {
            id: names.id.clone(),
            name: names.name.clone(),
            options: names.options.clone(),
            option_ids: ids.to_vec(),
            duty,
            unseen: unseen(topic),
        };
        let bargained = compiled.names.issues.iter().zip(compiled.positions.space.issues()).enumerate();
        let bargained = bargained.map(|(at, (names, known))| issue(names, known.options(), Topic::Issue(at), false));
        let asides = compiled.names.asides.iter().zip(&compiled.positions.asides).enumerate();
        let duties = asides.filter(|(_, (_, aside))| aside.track == Track::Duty);
        let duties = duties.map(|(at, (names, aside))| issue(names, aside.issue.options(), Topic::Aside(at), true));
        bargained.chain(duties).collect()
    }

    fn inputs(&self) -> InputsView {
        let names = self.asked.names();
        let parties = || names.parties().iter().enumerate();
        InputsView {
            weights: parties().map(|(party, name)| (name.clone(), self.weights(party))).collect(),
            rankings: parties().filter_map(|(party, name)| Some((name.clone(), self.ranking(party)?))).collect(),
            reservations: parties().map(|(party, name)| (name.clone(), self.reservation(party))).collect(),
        }
    }

    fn weights(&self, party: PartyIndex) -> BTreeMap<String, WeightView> {
        let view = |lever: WeightLever| {
            let moved = self.asked.changes.weights.iter().any(|(whose, issue, _)| (*whose, *issue) == (party, lever.issue));
            let basis = match lever.said {
                Said::Interval => "stated as a range, within what else is stated",
                Said::Order => "what the stated order and ratios leave open",
                Said::Nothing => "nothing is stated of this weight; what the others leave open",
                Said::NotWorkedOut => "not worked out for so many issues; every weight lies from 0 to 1",
            };
            let at = self.bench.mean_weight(party, lever.issue)?;
            let name = self.asked.names().issue(lever.issue).to_owned();
            Some((name, WeightView { low: lever.low, high: lever.high, at, basis: basis.to_owned(), moved }))
        };
        // How far a weight may go is a matter of what was stated, not of where others have been moved.
        weight_levers(&self.asked.judgement.scenario, party).into_iter().filter_map(view).collect()
    }

    fn ranking(&self, party: PartyIndex) -> Option<Vec<Vec<String>>> {
        let Worth::Weighted { weights, .. } = &self.asked.scenario.preferences()[party].as_ref()?.worth else { return None };
        let name = |&issue: &usize| self.asked.names().issue(issue).to_owned();
        Some(weights.tiers.iter().map(|tier| tier.issues.iter().map(name).collect()).collect())
    }

    fn reservation(&self, party: PartyIndex) -> Option<ReservationView> {
        let lever = limit_lever(self.bench, &self.asked.judgement.scenario, party)?;
        let moved = self.asked.changes.reservations.iter().any(|(whose, _)| *whose == party);
        Some(ReservationView { low: lever.low, high: lever.high, at: lever.at, moved })
    }

    fn odds(&self, found: &Plane) -> BenchOdds {
        let deal = CountView::from(found.deal);
        let mut words = format!(
            "Some package suits everybody in {} of {} draws",
            thousands(u64::from(deal.of)),
            thousands(u64::from(deal.draws))
        );
        match &found.best {
            Some((_, accepted)) => words.push_str(&format!(
                "; the one that most draws accept suits everybody in {} of the {} draws that did not choose it.",
                thousands(u64::from(accepted.count)),
                thousands(u64::from(accepted.of))
            )),
            None => words.push_str("; rules and red lines leave no package over."),
        }
        let best = found.best.as_ref().map(|(outcome, accepted)| BestView {
            outcome: self.asked.outcome(outcome),
            of: accepted.count,
            draws: accepted.of,
            way: match found.search {
                Some(PackageSearch::Listed { packages }) => {
                    format!("the best of all {}, on the first half of the draws", count(packages, "package", "packages"))
                }
                Some(PackageSearch::BestFound { packages }) => {
                    format!("the best found among {}, on the first half of the draws", count(packages, "package", "packages"))
                }
                None => String::new(),
            },
        });
        BenchOdds { deal, undecided: found.undecided, best, words }
    }

    fn point(&self, point: &PlanePoint) -> PointOfPlane {
        let packages = self.asked.scenario.packages();
        let name = packages.iter().position(|package| package.outcome == point.outcome);
        PointOfPlane {
            utilities: point.utilities.clone(),
            outcome: self.asked.outcome(&point.outcome),
            on_frontier: point.on_frontier,
            accepted: point.accepted.into(),
            name: name.map(|at| self.asked.compiled.names.packages[at].clone()),
        }
    }
}

impl Asked<'_> {
    /// A package in names.
    pub(super) fn outcome(&self, outcome: &Outcome) -> OutcomeView {
        let names = self.names();
        OutcomeView::new(
            outcome.options().iter().enumerate().map(|(issue, &option)| (names.issue(issue), names.option(issue, option))),
        )
    }

    /// What is in no package, of one track.
    pub(super) fn asides(&self, track: Track) -> Vec<AsideView> {
        let asides = self.compiled.names.asides.iter().zip(&self.compiled.positions.asides);
        let asides = asides.filter(|(_, aside)| aside.track == track);
        let view = |(names, aside): (&IssueNames, &zopa_model::Aside)| AsideView {
            id: names.id.clone(),
            name: names.name.clone(),
            reason: aside.reason.clone(),
        };
        asides.map(view).collect()
    }

    fn shocks(&self) -> Vec<BenchShock> {
        let case = self.seen.dossier().case();
        let entries = case.judgements.iter().find(|entry| entry.id == self.judgement.id).map_or(&[][..], |entry| &entry.shocks);
        let title = |entry: &zopa_dossier::case::ShockEntry| {
            let event = entry.event.as_ref().and_then(|id| case.events.iter().find(|event| event.id == *id));
            entry.name.clone().or_else(|| event.map(|event| event.title.clone())).unwrap_or_else(|| entry.id.clone())
        };
        let view = |entry: &zopa_dossier::case::ShockEntry| BenchShock {
            id: entry.id.clone(),
            title: title(entry),
            happens: self.question.changes.shocks.contains(&entry.id),
        };
        entries.iter().map(view).collect()
    }
}
