//! Shocks with names in them.

use zopa_analysis::margin::Margin;
use zopa_analysis::uncertainty::{MarginQuantiles, ShockStudy};
use zopa_dossier::CompiledJudgement;
use zopa_model::{Channel, Shift};

use super::Subject;
use super::labels::Labels;
use super::odds::frequency;
use crate::document::{ChannelView, Note, ShockView, ShockedPackage};
use crate::words::draws_in_words;

/// Every shock of every judgement, and what is missing for those that cannot be told.
pub(super) fn shocks(subject: &Subject<'_>) -> (Vec<ShockView>, Vec<Note>) {
    let (mut views, mut missing) = (Vec::new(), Vec::new());
    for (judgement, found) in subject.compiled.judgements.iter().zip(&subject.study.judgements) {
        for (at, study) in found.shocks.iter().enumerate() {
            match study {
                Ok(study) => views.push(view(subject, judgement, at, study)),
                Err(why) => {
                    let about = format!("What “{}” changes", judgement.shocks[at].name);
                    let words = format!("By the ranges of {}: {why}.", judgement.author);
                    missing.push(Note { about, words, way_out: None, from: vec![format!("judgement:{}", judgement.id)] });
                }
            }
        }
    }
    (views, missing)
}

fn view(subject: &Subject<'_>, judgement: &CompiledJudgement, at: usize, study: &ShockStudy) -> ShockView {
    let case = subject.disclosed.dossier.case();
    let entries = case.judgements.iter().find(|entry| entry.id == judgement.id).map_or(&[][..], |entry| &entry.shocks);
    let entry = &entries[at];
    let event = entry.event.as_ref().and_then(|id| case.events.iter().find(|event| event.id == *id));
    let labels = Labels { compiled: subject.compiled };
    let channels = judgement.shocks[at].shifts.iter().zip(&study.shifts);
    let (before, after) = (frequency(study.deal.before), frequency(study.deal.after));
    let words = format!(
        "A deal fits these ranges {} before and {} after; in {} of {} draws a zone opens, in {} one closes.",
        draws_in_words(&before),
        draws_in_words(&after),
        study.deal.opens,
        after.draws,
        study.deal.closes
    );
    ShockView {
        judgement: judgement.id.clone(),
        id: entry.id.clone(),
        name: entry.name.clone().or_else(|| event.map(|event| event.title.clone())).unwrap_or_else(|| entry.id.clone()),
        event: entry.event.clone(),
        date: event.map(|event| event.date.to_string()),
        by: entry.by.as_ref().map(|id| super::facts::party_name(case, id)),
        reason: entry.reason.clone(),
        before,
        after,
        opens: u64::from(study.deal.opens),
        closes: u64::from(study.deal.closes),
        standard_error: study.deal.standard_error,
        margin_before: study.margin_before.and_then(middle),
        margin_after: study.margin_after.and_then(middle),
        channels: channels
            .map(|(shift, found)| ChannelView {
                party: labels.party(shift.party).to_owned(),
                channel: channel(labels, shift),
                range: (shift.by.low().to_string(), shift.by.high().to_string()),
                at_low: found.at_low.share(),
                at_high: found.at_high.share(),
                is_idle: found.is_idle,
            })
            .collect(),
        packages: subject
            .compiled
            .names
            .packages
            .iter()
            .zip(&study.packages)
            .map(|(package, (before, after))| ShockedPackage {
                package: package.clone(),
                before: before.share,
                after: after.share,
            })
            .collect(),
        words,
    }
}

fn middle(quantiles: MarginQuantiles) -> Option<f64> {
    match quantiles.median {
        Margin::At(value) => Some(value),
        Margin::Impossible | Margin::Unlimited => None,
    }
}

fn channel(labels: Labels<'_>, shift: &Shift) -> String {
    match shift.channel {
        Channel::OutsideOption => "what no agreement is worth".to_owned(),
        Channel::CostOfDelay => "what waiting costs".to_owned(),
        Channel::HomeAudience => "what a home audience asks for".to_owned(),
        Channel::Value(issue, option) => format!("the worth of “{}”", labels.option(issue, option)),
    }
}
