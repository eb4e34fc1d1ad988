//! Orders of steps with names in them.

use zopa_dossier::CompiledJudgement;
use zopa_dossier::case::PlanEntry;
use zopa_model::{Ends, Exact};
use zopa_process::order::{Order, Terms, Verdict, Walk};
use zopa_process::roadmap::{PlanReading, PlanStudy};

use super::assemble::RoadmapSubject;
use super::document::{MoveView, PlanView, ReadingView, RowView};
use crate::words::number;

/// A plan with what its names are looked up in.
struct Telling<'a> {
    subject: &'a RoadmapSubject<'a>,
    /// The steps of the plan, as positions among those of the case.
    steps: Vec<usize>,
}

pub(super) fn plans(subject: &RoadmapSubject<'_>) -> Vec<PlanView> {
    let judgements = subject.compiled.judgements.iter().zip(&subject.roadmap.judgements);
    let mut views = Vec::new();
    for (judgement, found) in judgements {
        let entries =
            subject.case().judgements.iter().find(|entry| entry.id == judgement.id).map_or(&[][..], |entry| &entry.plans);
        for (at, (study, entry)) in found.plans.iter().zip(entries).enumerate() {
            views.push(plan(subject, judgement, at, study, entry));
        }
    }
    views
}

fn plan(
    subject: &RoadmapSubject<'_>,
    judgement: &CompiledJudgement,
    at: usize,
    study: &PlanStudy,
    entry: &PlanEntry,
) -> PlanView {
    let telling = Telling { subject, steps: judgement.plans[at].steps.iter().map(|worth| worth.step).collect() };
    let only = study.readings.len() == 1;
    let order = study.readings.iter().find_map(|reading| telling.chosen(reading));
    PlanView {
        judgement: judgement.id.clone(),
        author: judgement.author.clone(),
        id: entry.id.clone(),
        about: entry.about.clone(),
        reason: entry.reason.clone(),
        readings: study.readings.iter().map(|reading| telling.reading(reading, only)).collect(),
        matrix_of: order.map(|(_, _, how)| how.to_owned()).unwrap_or_default(),
        matrix: order.map(|(terms, order, _)| telling.matrix(terms, order)).unwrap_or_default(),
    }
}

impl Telling<'_> {
    /// The order that a reading tells first: one that holds, in parts or at once where only that does.
    fn chosen<'r>(&self, reading: &'r PlanReading) -> Option<(&'r Terms, &'r Order, &'static str)> {
        let (order, holds) = reading.one_by_one.answer.order()?;
        if let Some(split) = reading.split.as_ref().filter(|_| !holds) {
            return Some((&split.terms, &split.order, "the order that holds with steps in parts"));
        }
        let at_once = reading.together.as_ref().and_then(|together| together.answer.order()).filter(|(_, holds)| *holds);
        Some(match at_once.filter(|_| !holds) {
            Some((order, _)) => (&reading.terms, order, "the order that holds with steps at once"),
            None if holds => (&reading.terms, order, "the order that holds"),
            None => (&reading.terms, order, "the order that needs the least to hold"),
        })
    }

    fn step(&self, terms: &Terms, piece: usize) -> String {
        let piece = &terms.pieces[piece];
        let name = &self.subject.case().steps[self.steps[piece.step]].name;
        match piece.part {
            (_, 1) => name.clone(),
            (part, of) => format!("{name} (part {} of {of})", part + 1),
        }
    }

    fn moves(&self, terms: &Terms, order: &Order, walk: Option<&Walk>) -> Vec<MoveView> {
        let numbers = |exact: &[Exact]| exact.iter().map(Exact::to_f64).collect::<Vec<f64>>();
        let one = |(at, pieces): (usize, &Vec<usize>)| {
            let mut actors: Vec<String> = pieces.iter().map(|&piece| self.subject.party(terms.pieces[piece].actor)).collect();
            actors.dedup();
            let before = walk.map(|walk| &walk.moments[at]);
            let margin = |moment: &zopa_process::order::Moment| {
                let margins: Vec<Exact> = moment.going_on.iter().zip(&moment.stopping).map(|(on, off)| on - off).collect();
                numbers(&margins)
            };
            MoveView {
                steps: pieces.iter().map(|&piece| self.step(terms, piece)).collect(),
                actors,
                so_far: walk.map(|walk| numbers(&walk.moments[at + 1].so_far)).unwrap_or_default(),
                holds_by: before.map(margin).unwrap_or_default(),
            }
        };
        order.0.iter().enumerate().map(one).collect()
    }

    fn reading(&self, reading: &PlanReading, only: bool) -> ReadingView {
        let verdict = &reading.one_by_one.answer.verdict;
        let walk = reading.one_by_one.walk.as_ref();
        let (name, mut words, penalty) = match verdict {
            Verdict::Holds(_) => ("holds", "Nobody ever gains by stopping.".to_owned(), None),
            Verdict::Needs { penalty, .. } => {
                let failure = walk.and_then(|walk| walk.failure.as_ref());
                let where_from = failure.map_or_else(String::new, |failure| {
                    format!(
                        " In the best order {} would gain {} by stopping before move {}.",
                        self.subject.party(failure.party),
                        number(failure.gain.to_f64()),
                        failure.before + 1
                    )
                });
                let words = format!("In every order somebody gains by stopping, one step at a time.{where_from}");
                ("needs-penalty", words, Some(penalty.to_fraction()))
            }
            Verdict::NotWorthStarting { party, loss, .. } => {
                let party = self.subject.party(*party);
                let words = format!("To do all of it leaves {party} {} worse off than not to begin.", number(loss.to_f64()));
                ("not-worth-starting", words, None)
            }
            Verdict::NoOrder => ("no-order", format!("No order exists, because {}.", self.late(&reading.terms)), None),
            Verdict::TooMany { most } => ("too-many-steps", format!("More than {most} steps: plan in phases."), None),
        };
        if !reading.one_by_one.answer.exact {
            let left_out = if matches!(verdict, Verdict::Holds(_)) {
                " There may be orders that are better for everybody: not all were looked at."
            } else {
                " Not all orders were looked at, so that one may hold all the same."
            };
            words.push_str(left_out);
        }
        let order = reading.one_by_one.answer.order();
        let at_once = reading.together.as_ref().filter(|together| together.answer.order().is_some_and(|(_, holds)| holds));
        ReadingView {
            ends: match reading.ends {
                _ if only => "stated",
                Ends::Cautious => "cautious",
                Ends::Middle => "middle",
                Ends::Favourable => "favourable",
            },
            verdict: name,
            words,
            exact: reading.one_by_one.answer.exact,
            order: order.map(|(order, _)| self.moves(&reading.terms, order, walk)).unwrap_or_default(),
            penalty,
            mends: self.mends(reading),
            together: at_once.and_then(|together| {
                together.answer.order().map(|(order, _)| self.moves(&reading.terms, order, together.walk.as_ref()))
            }),
        }
    }

    /// Why deadlines leave no order: the step that is late whatever comes first, or else those that cannot all be in time.
    /// (Steps that come after each other in a circle are refused where the case is read.)
    fn late(&self, terms: &Terms) -> String {
        let needed = |piece: usize| {
            let (mut before, mut open) = (vec![false; terms.pieces.len()], vec![piece]);
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut before[at], true) {
                    open.extend(&terms.pieces[at].after);
                }
            }
            (0..before.len()).filter(|&at| before[at]).map(|at| terms.pieces[at].days).sum::<u32>()
        };
        let dated = (0..terms.pieces.len()).filter_map(|piece| Some((piece, terms.pieces[piece].by?)));
        let dated: Vec<(usize, u32)> = dated.collect();
        match dated.iter().find(|&&(piece, by)| needed(piece) > by) {
            Some(&(piece, by)) => {
                let days = needed(piece);
                format!(
                    "“{}” takes {days} days with all that it comes after, and must be done by day {by}",
                    self.step(terms, piece)
                )
            }
            None => {
                let named: Vec<String> =
                    dated.iter().map(|&(piece, by)| format!("“{}” by day {by}", self.step(terms, piece))).collect();
                format!("one after the other these cannot all be in time: {}", crate::words::list(&named, "and"))
            }
        }
    }

    fn mends(&self, reading: &PlanReading) -> Vec<String> {
        let mut told = Vec::new();
        if let Some(mends) = &reading.mends {
            let exact = |value: &Exact| number(value.to_f64());
            told.extend(
                mends
                    .penalty
                    .as_ref()
                    .filter(|penalty| !penalty.is_zero())
                    .map(|penalty| format!("a guarantee of {} that whoever stops forfeits", exact(penalty))),
            );
            told.extend(
                mends.complete.as_ref().map(|worth| format!("{} more for everybody when all of it is done", exact(worth))),
            );
            told.extend(mends.discount.as_ref().map(|discount| {
                format!(
                    "patience: a gain of the next step worth {} today, in place of {}",
                    exact(discount),
                    exact(&reading.terms.discount)
                )
            }));
        }
        told.extend(reading.split.as_ref().map(|split| {
            format!("every step that can be divided in {} equal parts, in {} moves", split.parts, split.order.0.len())
        }));
        if reading.together.as_ref().is_some_and(|together| together.answer.order().is_some_and(|(_, holds)| holds)) {
            told.push("steps of different parties at once, which takes somebody who holds or watches".to_owned());
        }
        told
    }

    fn matrix(&self, terms: &Terms, order: &Order) -> Vec<RowView> {
        let case = self.subject.case();
        let mut day = 1;
        let mut rows = Vec::new();
        for pieces in &order.0 {
            let longest = pieces.iter().map(|&piece| terms.pieces[piece].days).max().unwrap_or(0);
            for &piece in pieces {
                let own = &terms.pieces[piece];
                let step = &case.steps[self.steps[own.step]];
                let is_last = own.part.0 + 1 == own.part.1;
                let name = |id: &String| case.parties.iter().find(|party| party.id == *id).and_then(|party| party.name.clone());
                let achieves = step.achieves.iter().filter(|_| is_last);
                rows.push(RowView {
                    step: self.step(terms, piece),
                    actor: self.subject.party(own.actor),
                    days: (day, day + own.days.max(1) - 1),
                    by_day: step.by_day,
                    verified_by: step.verified_by.as_ref().map(|id| name(id).unwrap_or_else(|| id.clone())),
                    reversible: step.reversible,
                    achieves: achieves
                        .map(|id| {
                            case.conditions.iter().find(|condition| condition.id == *id).map_or(id, |found| &found.name).clone()
                        })
                        .collect(),
                });
            }
            day += longest;
        }
        rows
    }
}
