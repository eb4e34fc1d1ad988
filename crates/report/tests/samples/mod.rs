//! Hand-made documents for tests and pictures. All of them are invented; the figures are made to be plausible
//! together, not computed.
#![allow(dead_code, reason = "each test uses some of the samples")]

mod field;
mod labour;
mod parts;
mod textbook;
mod three_way;

#[allow(unused_imports, reason = "each test uses some of the samples")]
pub(crate) use field::field;
pub(crate) use labour::labour_dispute;
pub(crate) use textbook::textbook;
pub(crate) use three_way::three_way;

use zopa_report::Document;
use zopa_report::document::NatureView;

/// The labour dispute with nothing but its statements: nobody has judged anything.
pub(crate) fn statements_only() -> Document {
    let whole = labour_dispute();
    Document {
        judgements: vec![],
        odds: None,
        tornadoes: vec![],
        flips: vec![],
        groupings: vec![],
        stakes: vec![],
        clouds: vec![],
        packages: vec![],
        rankings: vec![],
        comparison: None,
        trades: vec![],
        improvements: vec![],
        warnings: vec![],
        reason: Some("nobody has judged the parties' preferences".into()),
        ..whole
    }
}

/// The labour dispute with strings that try to become markup or drive a terminal, and figures that are no numbers.
pub(crate) fn hostile() -> Document {
    let mut document = labour_dispute();
    let evil = "<script src=\"x\">alert('1')</script> & \u{1b}[31m\u{202e}\u{7} ]]> {{ 7 }} ".to_owned() + &"very".repeat(40);
    document.case.title.clone_from(&evil);
    document.case.about = Some(evil.clone());
    for topic in &mut document.topics {
        topic.name = format!("{evil} {}", topic.name);
        topic.gap.words.clone_from(&evil);
        topic.options.iter_mut().for_each(|option| option.push_str(&evil));
    }
    for statement in &mut document.statements {
        statement.speaker.clone_from(&evil);
        statement.id = format!("{evil} {}", statement.id);
        statement.quote = Some(evil.clone());
    }
    document.clouds[0].points[0].utilities = [f64::NAN, f64::INFINITY];
    document.tornadoes[0].bars[0].input.clone_from(&evil);
    document.packages[0].label.clone_from(&evil);
    document.stakes[0].issue.clone_from(&evil);
    if let Some(odds) = &mut document.odds {
        odds.interval.low_from = evil;
    }
    document
}

/// A long case: every topic of the labour dispute twice, with options in whole clauses, and many of everything.
pub(crate) fn long() -> Document {
    let mut document = labour_dispute();
    let clause = " as written down in the joint minute, on land and at sea, for the whole of the winter";
    for topic in &mut document.topics {
        topic.options.iter_mut().for_each(|option| option.push_str(clause));
        for position in &mut topic.positions {
            let all =
                [&mut position.asks, &mut position.offers, &mut position.accepts, &mut position.rejects, &mut position.agreed];
            for stance in all.into_iter().flatten() {
                stance.options.iter_mut().for_each(|option| option.push_str(clause));
            }
        }
    }
    for mut topic in document.topics.clone() {
        topic.id = format!("{}-again", topic.id);
        topic.name = format!("{} on the northern lines", topic.name);
        document.topics.push(topic);
    }
    document.only_after.extend(document.only_after.clone());
    document.flips.extend(document.flips.clone());
    document.warnings.extend(document.warnings.clone());
    document.cannot_tell.extend(document.cannot_tell.clone());
    document
}

/// The labour dispute as if it had happened, seen by the public: the wording changes, and items are withheld.
pub(crate) fn as_if_real() -> Document {
    let mut document = labour_dispute();
    document.case.nature = NatureView::Real;
    document.case.withheld.items = 3;
    document.case.withheld.figures = vec!["odds by R. Lindqvist".into()];
    document
}
