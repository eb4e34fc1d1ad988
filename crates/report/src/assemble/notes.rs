//! What a reader must know to read the figures rightly, and what the case does not decide.

use zopa_analysis::gap::stake::GROUPING_CAVEAT;
use zopa_analysis::gap::{RedLineGap, RedLineRef, Room};
use zopa_analysis::study::{DrawnStudy, PointStudy, Reading};
use zopa_analysis::uncertainty::{Missing as NoFigures, WeightMethod};
use zopa_dossier::case::Nature;
use zopa_dossier::{CompiledJudgement, Missing, MissingPart};
use zopa_model::Worth;

use super::Subject;
use super::labels::Labels;
use crate::document::{Note, StatementView, Verification};
use crate::telling::QUOTATIONS;
use crate::words::{count, list, thousands};

/// Statements named in the warning of quotations.
const NAMED: usize = 6;
/// Fewer effective draws than this make an answer from a walk unreliable.
const FEW_EFFECTIVE: f64 = 100.0;

/// A note about something, without a way out.
pub(super) fn note(about: &str, words: impl Into<String>) -> Note {
    Note { about: about.to_owned(), words: words.into(), way_out: None, from: Vec::new() }
}

/// What the case does not decide, with what is missing.
pub(super) fn cannot_tell(subject: &Subject<'_>) -> Vec<Note> {
    let labels = Labels { compiled: subject.compiled };
    let mut notes = Vec::new();
    if subject.compiled.judgements.is_empty() {
        notes.push(Note {
            way_out: Some("add a judgement of what each party wants, as ranges, with reasons (see `zopa new`)".to_owned()),
            ..note("Odds of a deal", "Nobody has judged what the parties want, so the answer goes as far as what was said.")
        });
    }
    for (judgement, found) in subject.compiled.judgements.iter().zip(&subject.study.judgements) {
        notes.extend(judgement.missing.iter().map(|missing| lacking(labels, judgement, *missing)));
        if let (Err(missing), true) = (&found.reading, judgement.missing.is_empty()) {
            notes.push(no_figures(judgement, missing));
        }
        notes.extend(closed(labels, judgement, &found.red_lines));
    }
    notes
}

fn lacking(labels: Labels<'_>, judgement: &CompiledJudgement, missing: Missing) -> Note {
    let party = labels.party(missing.party);
    let (words, way_out) = match missing.part {
        MissingPart::Preferences => {
            (format!("{} says nothing of what {party} wants", judgement.author), "add weights and values, or points")
        }
        MissingPart::Limit => (format!("{} does not say from where on {party} says yes", judgement.author), "add a limit"),
        MissingPart::Withheld => (
            format!("the figures of {} for {party} would rest on something withheld from this audience", judgement.author),
            "ask the owner of the case to release it",
        ),
    };
    Note {
        way_out: Some(way_out.to_owned()),
        from: vec![format!("judgement:{}", judgement.id)],
        ..note("Odds of a deal", format!("{words}, so nothing is computed from it."))
    }
}

fn no_figures(judgement: &CompiledJudgement, missing: &NoFigures) -> Note {
    Note {
        from: vec![format!("judgement:{}", judgement.id)],
        ..note("Odds of a deal", format!("{}: {missing}.", judgement.author))
    }
}

/// Firm red lines, or rules between options, that leave nothing: a deadlock that needs no weights to see.
fn closed(labels: Labels<'_>, judgement: &CompiledJudgement, red_lines: &RedLineGap) -> Option<Note> {
    let Room::Closed { lines, rules, opens } = &red_lines.room else { return None };
    if lines.is_empty() {
        let words = "The rules between options leave no package at all, whatever anybody wants.";
        return Some(Note { way_out: Some("look over the rules of the case".to_owned()), ..note("Zone", words) });
    }
    let line = |line: &RedLineRef| format!("{}: {}", labels.party(line.party), labels.red_line(judgement, line.party, line.line));
    let told: Vec<String> = lines.iter().map(line).collect();
    let opening: Vec<String> = opens.iter().map(line).collect();
    let way_out = match opening.as_slice() {
        [] => "no single one of them, lifted alone, is known to open packages: others refuse as well".to_owned(),
        [one] => format!("lifting {one} alone would open packages"),
        _ => format!("lifting any one of {} alone would open packages", list(&opening, "and")),
    };
    let rules = if rules.is_empty() { String::new() } else { format!(", with {}", count(rules.len(), "rule", "rules")) };
    let from = lines
        .iter()
        .map(|line| format!("judgement:{}/{}/red_lines/{}", judgement.id, labels.party_id(line.party), line.line))
        .collect();
    Some(Note {
        about: "Zone".to_owned(),
        words: format!(
            "By {}, firm red lines leave no package at all, whatever the weights: {}{rules}.",
            judgement.author,
            list(&told, "and")
        ),
        way_out: Some(way_out),
        from,
    })
}

/// What a model wrote and nobody has confirmed: figures may rest on it.
pub(super) fn unconfirmed(subject: &Subject<'_>) -> Option<Note> {
    let items = zopa_dossier::unconfirmed(subject.disclosed.dossier.case());
    let of = |item: &zopa_dossier::Marked| format!("{}/{}", item.section, item.id);
    let named: Vec<String> = items.iter().take(NAMED).map(of).collect();
    let more = items.len() - named.len();
    let rest = if more > 0 { format!(", and {more} more") } else { String::new() };
    let words = format!(
        "{} written by a model, not yet confirmed by a person: {}{rest}.",
        count(items.len(), "item", "items"),
        named.join(", ")
    );
    (!items.is_empty()).then(|| Note {
        way_out: Some("read each against its source, then `zopa confirm`".to_owned()),
        from: items.iter().filter(|item| item.section == "statements").map(|item| format!("statement:{}", item.id)).collect(),
        ..note("What a model wrote", words)
    })
}

/// Why there is no frontier.
pub(super) fn no_point(subject: &Subject<'_>) -> String {
    let has_ranges = subject.study.judgements.iter().any(|found| found.drawn().is_some());
    if has_ranges {
        "preferences are ranges; name a basis with --point (centroid, rank-sum or rank-reciprocal) to compute one reading of them"
            .to_owned()
    } else {
        "there are no complete preferences of all parties".to_owned()
    }
}

/// Where a limit stopped the exact kernels.
pub(super) fn stopped(study: &PointStudy) -> Vec<Note> {
    let stop = study.analysis.frontier.stopped.as_ref();
    let words = |stop: &zopa_analysis::Stop| Note {
        way_out: Some("give a larger --limit".to_owned()),
        ..note("Frontier", format!("Stopped: {stop}. No part of it is passed off as the whole."))
    };
    stop.map(words).into_iter().collect()
}

/// That quotations do not stand in their texts, although the texts are at hand.
pub(super) fn quotations(statements: &[StatementView]) -> Option<Note> {
    let of = |state: Verification| statements.iter().filter(move |statement| statement.verification == state);
    let wrong: Vec<&str> = of(Verification::NotInText).map(|statement| statement.id.as_str()).collect();
    let checked = wrong.len() + of(Verification::Verified).count();
    let mut named: Vec<String> = wrong.iter().take(NAMED).map(|id| (*id).to_owned()).collect();
    if wrong.len() > NAMED {
        named.push(format!("{} more", wrong.len() - NAMED));
    }
    let verb = if wrong.len() == 1 { "does not stand in its" } else { "do not stand in their" };
    (!wrong.is_empty()).then(|| Note {
        way_out: Some("compare each with its text, then correct the words or call them a paraphrase".to_owned()),
        from: wrong.iter().map(|id| format!("statement:{id}")).collect(),
        ..note(QUOTATIONS, format!("{} of {checked} {verb} source text: {}.", wrong.len(), list(&named, "and")))
    })
}

/// What every reader of this document has to know.
pub(super) fn warnings(subject: &Subject<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    if subject.disclosed.dossier.case().nature == Nature::Real {
        notes.push(note(
            "A real conflict",
            "Words are attributed to who said them; nobody is told who is right. Legal references are reminders, not advice. \
             Figures are shares of draws from analysts' ranges, never the chance of an event.",
        ));
    }
    let withheld = subject.disclosed.dossier.withheld_statements();
    if withheld > 0 {
        let statements = if withheld == 1 { "1 statement is" } else { &format!("{withheld} statements are") };
        notes.push(note(
            "Silence",
            format!("{statements} withheld from this audience: what looks like a silence may be one of them."),
        ));
    }
    let ranked = |judgement: &&CompiledJudgement| {
        judgement.scenario.preferences().iter().flatten().any(|preferences| match &preferences.worth {
            Worth::Weighted { weights, .. } => !weights.tiers.is_empty(),
            Worth::Points(_) => false,
        })
    };
    if let Some(judgement) = subject.compiled.judgements.iter().find(ranked) {
        notes.push(Note {
            from: vec![format!("judgement:{}", judgement.id)],
            ..note(
                "Priorities",
                "“First, second, third” ranks demands, not how much each issue can gain or lose; weights drawn from a ranking are a prior.",
            )
        });
    }
    if subject.study.judgements.iter().any(|found| found.reading.is_ok()) {
        notes.push(note("Grouping", GROUPING_CAVEAT));
        notes.push(note("Options", "“Best” and “efficient” mean among the options that were written down."));
    }
    for signed in &subject.compiled.names.traded_anyway {
        let name = &subject.compiled.names.issues[signed.issue].name;
        notes.push(note(
            "Traded anyway",
            format!("{name} is traded against other issues: {} Signed: {}.", signed.reason, signed.author),
        ));
    }
    let stated =
        |found: &zopa_analysis::study::JudgementStudy| matches!(&found.reading, Ok(Reading::Stated(point)) if rounded(point));
    if subject.study.judgements.iter().any(stated) {
        notes.push(note("Rounding", "Some stated numbers need more than 120 bits together; they were rounded to 2^-50."));
    }
    notes
}

fn rounded(point: &PointStudy) -> bool {
    point.utilities.iter().any(|utility| !utility.exact)
}

/// What a reader has to know of these draws.
pub(super) fn of_draws(labels: Labels<'_>, judgement: &CompiledJudgement, study: &DrawnStudy) -> Vec<Note> {
    let mut notes = Vec::new();
    let from = vec![format!("judgement:{}", judgement.id)];
    for (party, &draws) in study.odds.contradictory.iter().enumerate().filter(|(_, draws)| **draws > 0) {
        let words = format!(
            "In {} of {} draws of {}, what {} refuses is worth at least what it accepts; those draws are left out.",
            thousands(u64::from(draws)),
            thousands(u64::from(study.odds.plan.draws)),
            judgement.author,
            labels.party(party)
        );
        notes.push(Note { from: from.clone(), ..note("Limits", words) });
    }
    if study.odds.undecided > 0 {
        let words = format!(
            "In {} of {} draws of {} the search was stopped before it knew whether there is a deal; they count as without one.",
            thousands(u64::from(study.odds.undecided)),
            thousands(u64::from(study.odds.plan.draws)),
            judgement.author
        );
        notes.push(Note { from: from.clone(), ..note("Undecided draws", words) });
    }
    if study.odds.unproven_margins > 0 {
        let words = format!(
            "In {} of {} draws of {} the margin is the best found, not proven to be the best; it may be larger.",
            thousands(u64::from(study.odds.unproven_margins)),
            thousands(u64::from(study.odds.plan.draws)),
            judgement.author
        );
        notes.push(Note { from: from.clone(), ..note("Margins", words) });
    }
    for (party, method) in study.odds.methods.iter().enumerate() {
        if let Some(WeightMethod::HitAndRun { effective, .. }) = method
            && *effective < FEW_EFFECTIVE
        {
            let words =
                format!("The weights of {} rest on about {effective:.0} independent draws: unreliable.", labels.party(party));
            notes.push(Note { way_out: Some("ask for more --draws".to_owned()), from: from.clone(), ..note("Draws", words) });
        }
    }
    notes
}
