//! Mandates and homes with names in them.

use zopa_analysis::uncertainty as drawn;
use zopa_dossier::CompiledJudgement;
use zopa_process::mandate::{Blocked, Lifting, MandateAnswer, MandateStudy, SummitStudy};

use super::assemble::RoadmapSubject;
use super::document::{HomesView, LiftingView, MandatesView, PassingRow, WorthRow};
use crate::document::Frequency;
use crate::words::{draws_in_words, list};

fn frequency(found: drawn::Frequency) -> Frequency {
    crate::assemble::odds::frequency(found)
}

pub(super) fn mandates(subject: &RoadmapSubject<'_>) -> Vec<MandatesView> {
    let judgements = subject.compiled.judgements.iter().zip(&subject.roadmap.judgements);
    let told = judgements.filter_map(|(judgement, found)| Some((judgement, found.mandates.as_ref()?)));
    told.map(|(judgement, answer)| {
        let entry = subject.case().judgements.iter().find(|entry| entry.id == judgement.id);
        let reason = entry.and_then(|entry| entry.mandates.as_ref()).map(|entry| entry.reason.clone()).unwrap_or_default();
        match answer {
            Ok(MandateAnswer::Known(study)) => known(subject, judgement, reason, study),
            Ok(MandateAnswer::Unknown(unknown)) => {
                let named = |&(party, issue): &(usize, usize)| {
                    format!("{} on {}", subject.party(party), subject.compiled.names.issues[issue].name)
                };
                let names: Vec<String> = unknown.iter().map(named).collect();
                let words = format!("Cannot tell: nobody says what these may do: {}.", list(&names, "and"));
                untold(judgement, reason, words)
            }
            Err(missing) => untold(judgement, reason, format!("Cannot tell: {missing}.")),
        }
    })
    .collect()
}

fn untold(judgement: &CompiledJudgement, reason: String, words: String) -> MandatesView {
    MandatesView {
        judgement: judgement.id.clone(),
        author: judgement.author.clone(),
        reason,
        words,
        blocked: None,
        settles: [Vec::new(), Vec::new()],
        below: None,
        leaders: None,
        worth: Vec::new(),
        lifting: Vec::new(),
        summit: None,
    }
}

fn known(subject: &RoadmapSubject<'_>, judgement: &CompiledJudgement, reason: String, study: &MandateStudy) -> MandatesView {
    let issues = |indices: &[usize]| indices.iter().map(|&issue| subject.compiled.names.issues[issue].name.clone()).collect();
    let (below, leaders) = ([0, 1].map(|at| frequency(study.below[at].deal.before)), frequency(study.leaders));
    let (blocked, words) = match study.verdict {
        Blocked::ByInterests => {
            ("by-interests", "No deal fits these ranges in any draw, whoever decides: interests block, not mandates.".to_owned())
        }
        Blocked::ByMandate => (
            "by-mandate",
            format!(
                "Delegations may sign a deal {}, leaders could {}: the difference is what mandates keep shut.",
                draws_in_words(&below[1]),
                draws_in_words(&leaders)
            ),
        ),
        Blocked::ByNeither => (
            "by-neither",
            format!("Wherever leaders could make a deal ({}), delegations may sign one.", draws_in_words(&leaders)),
        ),
    };
    let row = |measure, below, leaders| WorthRow { measure, below, leaders };
    let worth = &study.worth;
    MandatesView {
        blocked: Some(blocked),
        words,
        settles: [issues(&study.below[0].settles), issues(&study.below[1].settles)],
        below: Some(below),
        leaders: Some(leaders),
        worth: vec![
            row("largest product of gains (Nash)", worth.below.nash_product, worth.leaders.nash_product),
            row("largest gain of whoever gains least (egalitarian)", worth.below.least_gain, worth.leaders.least_gain),
            row("largest sum of gains", worth.below.total_gain, worth.leaders.total_gain),
        ],
        lifting: study.lifting.iter().map(|one| lifting(subject, one)).collect(),
        summit: study.summit.as_ref().map(|found| summit(subject, judgement, found)),
        ..untold(judgement, reason, String::new())
    }
}

fn lifting(subject: &RoadmapSubject<'_>, lifting: &Lifting) -> LiftingView {
    LiftingView {
        issue: subject.compiled.names.issues[lifting.issue].name.clone(),
        held_by: lifting.held_by.iter().map(|&party| subject.party(party)).collect(),
        opens: lifting.alone.opens,
        draws: lifting.alone.before.of,
        shapley: lifting.shapley,
    }
}

fn summit(subject: &RoadmapSubject<'_>, judgement: &CompiledJudgement, found: &SummitStudy) -> String {
    let named = judgement.mandates.as_ref().and_then(|mandates| mandates.summit.as_ref());
    let Some(named) = named else { return String::new() };
    let (meeting, waits_for) = (subject.condition(named.meeting), subject.condition(named.waits_for));
    let issue = |issue: usize| format!("“{}”", subject.compiled.names.issues[issue].name);
    match found.deal {
        Some(deal) => {
            let share = draws_in_words(&frequency(deal));
            format!(
                "“{meeting}” waits until “{waits_for}”. Delegations may settle every issue that this takes; a deal that does fits {share}."
            )
        }
        None => {
            let held: Vec<String> = found
                .out_of_reach
                .iter()
                .map(|(at, by)| {
                    let parties: Vec<String> = by.iter().map(|&party| subject.party(party)).collect();
                    format!("{} (held by {})", issue(*at), list(&parties, "and"))
                })
                .collect();
            format!(
                "“{meeting}” waits until “{waits_for}”, and that is out of reach below: no delegation may settle {}. It is a circle: leaders wait for what only leaders may settle.",
                list(&held, "or")
            )
        }
    }
}

pub(super) fn homes(subject: &RoadmapSubject<'_>) -> Vec<HomesView> {
    let judgements = subject.compiled.judgements.iter().zip(&subject.roadmap.judgements);
    let told = judgements.filter_map(|(judgement, found)| Some((judgement, found.homes.as_ref()?)));
    told.map(|(judgement, study)| {
        let packages = subject.compiled.names.packages.iter().zip(&study.packages);
        let rows = packages.flat_map(|(package, passing)| {
            passing.iter().zip(&judgement.homes).map(|(one, home)| PassingRow {
                package: package.clone(),
                party: subject.party(one.party),
                vetoed_by: one.vetoed_by.iter().map(|&voter| home.voters[voter].name.clone()).collect(),
                probability: one.probability,
            })
        });
        let (deal, words) = match &study.win_sets {
            Ok(sets) => {
                let (before, after) = (frequency(sets.deal.before), frequency(sets.deal.after));
                let words = match sets.deal.closes {
                    0 => "What homes refuse for certain closes no deal.".to_owned(),
                    _ => format!(
                        "A deal fits {}, and {} when what homes refuse for certain is left out.",
                        draws_in_words(&before),
                        draws_in_words(&after)
                    ),
                };
                (Some((before, after)), words)
            }
            Err(missing) => (None, format!("Cannot tell: {missing}.")),
        };
        HomesView { judgement: judgement.id.clone(), author: judgement.author.clone(), deal, words, packages: rows.collect() }
    })
    .collect()
}
