//! From what `process` found to a document with names in it.

use zopa_dossier::case::{CaseFile, RoleName};
use zopa_dossier::{Audience, Compiled, Disclosed};
use zopa_process::preconditions::{Arrow, Circle, Deadlock, Link, Opening, Voice};
use zopa_process::roadmap::Roadmap;

use super::document::{
    ArrowView, BehindView, DeadlockView, FirstView, FormView, LinkView, NeverView, OpeningView, PromiseView, RoadmapDocument,
    SaidView,
};
use super::{plans, signing};
use crate::assemble::facts;

/// Everything that a roadmap is made from.
#[derive(Clone, Copy)]
pub struct RoadmapSubject<'a> {
    /// The case as the audience may see it.
    pub disclosed: &'a Disclosed,
    /// The audience.
    pub audience: Audience,
    /// The same case in the terms of the rooms, with the judgements that were asked about.
    pub compiled: &'a Compiled,
    /// What was found, one entry for each judgement of `compiled`.
    pub roadmap: &'a Roadmap,
}

impl RoadmapSubject<'_> {
    pub(super) fn case(&self) -> &CaseFile {
        self.disclosed.dossier.case()
    }

    pub(super) fn condition(&self, index: usize) -> String {
        self.compiled.names.conditions[index].clone()
    }

    pub(super) fn conditions(&self, indices: &[usize]) -> Vec<String> {
        indices.iter().map(|&index| self.condition(index)).collect()
    }

    pub(super) fn party(&self, index: usize) -> String {
        self.compiled.names.parties[index].clone()
    }

    /// What a statement says, with who and when.
    fn statement(&self, party: Option<usize>, index: usize) -> SaidView {
        let statement = &self.case().statements[index];
        SaidView {
            party: party.map(|party| self.party(party)),
            statement: Some(statement.id.clone()),
            speaker: Some(statement.speaker.clone()),
            date: Some(statement.date.to_string()),
            quote: statement.quote.clone(),
            paraphrase: statement.paraphrase.clone(),
        }
    }

    fn said(&self, voice: Voice, at: usize) -> SaidView {
        match voice {
            Voice::Party(party) => self.statement(Some(party), self.compiled.positions.preconditions[at].statement),
            Voice::Content => SaidView {
                party: None,
                statement: None,
                speaker: None,
                date: None,
                quote: None,
                paraphrase: Some(self.compiled.positions.needs[at].reason.clone()),
            },
        }
    }

    /// Third parties of the case, who could hold or watch.
    fn third_parties(&self) -> Vec<String> {
        let third = self.case().parties.iter().filter(|entry| matches!(entry.role, RoleName::Facilitator | RoleName::Host));
        third.map(|entry| entry.name.clone().unwrap_or_else(|| entry.id.clone())).collect()
    }
}

/// Everything that was found, with names.
pub fn document(subject: &RoadmapSubject<'_>) -> RoadmapDocument {
    let roadmap = subject.roadmap;
    let behind = |behind: &zopa_process::preconditions::Behind| BehindView {
        condition: subject.condition(behind.condition),
        deadlock: behind.deadlock,
    };
    RoadmapDocument {
        zopa: 1,
        case: facts::case(subject.disclosed, subject.audience),
        parties: subject.compiled.names.parties.clone(),
        deadlocks: roadmap.following.deadlocks.iter().map(|one| deadlock(subject, one)).collect(),
        behind: roadmap.following.behind.iter().map(behind).collect(),
        first: first(subject),
        plans: plans::plans(subject),
        mandates: signing::mandates(subject),
        homes: signing::homes(subject),
        missing: missing(subject),
    }
}

fn deadlock(subject: &RoadmapSubject<'_>, deadlock: &Deadlock) -> DeadlockView {
    let circle = |circle: &Circle| circle.links.iter().map(|one| link(subject, one)).collect();
    let holders = subject.third_parties();
    DeadlockView {
        members: subject.conditions(&deadlock.members),
        circles: deadlock.circles.iter().map(circle).collect(),
        openings: deadlock.openings.iter().map(|one| opening(subject, deadlock, one, &holders)).collect(),
        together: subject.conditions(&deadlock.together),
        holders,
    }
}

fn link(subject: &RoadmapSubject<'_>, link: &Link) -> LinkView {
    LinkView {
        waits: subject.condition(link.waits),
        waited_for: subject.condition(link.waited_for),
        said: link.said.iter().map(|&(voice, at)| subject.said(voice, at)).collect(),
    }
}

/// To give up an arrow in part, or to start what it asks for without finishing, takes the arrow away for what remains:
/// the opening itself is the check. To do all at once, or in custody, was checked for the circle.
fn opening(subject: &RoadmapSubject<'_>, deadlock: &Deadlock, opening: &Opening, holders: &[String]) -> OpeningView {
    let arrow = |arrow: &Arrow| ArrowView {
        party: match arrow.voice {
            Voice::Party(party) => Some(subject.party(party)),
            Voice::Content => None,
        },
        waits: subject.condition(arrow.waits),
        condition: subject.condition(arrow.condition),
    };
    let arrows: Vec<ArrowView> = opening.arrows.iter().map(arrow).collect();
    let mut forms = Vec::new();
    if !deadlock.together.is_empty() {
        let all = crate::words::list(&subject.conditions(&deadlock.members), "and");
        forms.push(FormView { form: "together", words: format!("all of it at once: {all}") });
        if !holders.is_empty() {
            let words = format!(
                "each side hands what it does to somebody who holds it until the last piece is there ({} could be asked)",
                crate::words::list(holders, "or")
            );
            forms.push(FormView { form: "in-custody", words });
        }
    }
    for arrow in arrows.iter().filter(|arrow| arrow.party.is_some()) {
        let (waits, condition) = (&arrow.waits, &arrow.condition);
        let words = format!("a first part of what “{condition}” asks for, named and limited, before “{waits}”; the rest after");
        forms.push(FormView { form: "in-part", words });
        let words = format!("“{waits}” once “{condition}” has verifiably begun, in place of once it is done");
        forms.push(FormView { form: "begun", words });
    }
    OpeningView { arrows, opens: subject.conditions(&opening.opens), forms }
}

fn first(subject: &RoadmapSubject<'_>) -> FirstView {
    let (roadmap, positions) = (subject.roadmap, &subject.compiled.positions);
    let following = &roadmap.following;
    let met: Vec<usize> = (0..positions.conditions.len()).filter(|&at| positions.conditions[at].met).collect();
    let is_promised = |at: usize| positions.commitments.iter().any(|commitment| commitment.does == at);
    let follows = |&at: &usize| following.achievable[at] && !met.contains(&at) && !following.free.contains(&at);
    let promise = |act: usize| {
        let own = positions.commitments.iter().filter(|commitment| commitment.does == act);
        PromiseView {
            act: subject.condition(act),
            said: own.map(|commitment| subject.statement(Some(commitment.party), commitment.statement)).collect(),
        }
    };
    let never = |(act, by): &(usize, Vec<usize>)| NeverView {
        act: subject.condition(*act),
        would: by
            .iter()
            .map(|&at| &positions.commitments[at])
            .map(|commitment| PromiseView {
                act: subject.condition(commitment.does),
                said: vec![subject.statement(Some(commitment.party), commitment.statement)],
            })
            .collect(),
    };
    FirstView {
        met: subject.conditions(&met),
        free: following.free.iter().filter(|&&at| !is_promised(at)).map(|&at| subject.condition(at)).collect(),
        can_follow: (0..positions.conditions.len()).filter(follows).map(|at| subject.condition(at)).collect(),
        without_trust: roadmap.promised.without_trust.iter().map(|&act| promise(act)).collect(),
        at_once: roadmap.promised.at_once.iter().map(|group| group.iter().map(|&act| promise(act)).collect()).collect(),
        never_promised: roadmap.promised.never_promised.iter().map(never).collect(),
    }
}

fn missing(subject: &RoadmapSubject<'_>) -> Vec<String> {
    let compiled = subject.compiled;
    let mut missing = Vec::new();
    let mut lacks = |lacks: bool, words: &str| {
        if lacks {
            missing.push(words.to_owned());
        }
    };
    let nothing_first = compiled.positions.preconditions.is_empty() && compiled.positions.needs.is_empty();
    lacks(nothing_first, "Nobody is on record with what must come first: add `first` to the statements that say so.");
    lacks(compiled.positions.commitments.is_empty(), "No statement promises anything: add `commits` to those that do.");
    lacks(
        compiled.judgements.iter().all(|judgement| judgement.plans.is_empty()),
        "No order of steps was judged: add `steps`, and a plan to a judgement.",
    );
    lacks(
        compiled.judgements.iter().all(|judgement| judgement.mandates.is_none()),
        "What the delegations may sign is not judged: add `mandates` to a judgement.",
    );
    lacks(
        compiled.judgements.iter().all(|judgement| judgement.homes.is_empty()),
        "Who at home must agree is not judged: add `homes` to a judgement.",
    );
    missing
}
