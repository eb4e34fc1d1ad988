//! The words for what is found.

use zopa_model::register::{Class, LegalStanding, Mode};
use zopa_process::exchange::plan::{Aim, Constraint, Method, Question};
use zopa_process::exchange::{Aside, Way};

use crate::words::{count, list};

pub(super) fn standing(standing: LegalStanding) -> &'static str {
    match standing {
        LegalStanding::Child => "child",
        LegalStanding::SeverelyWoundedOrSick => "severely-wounded-or-sick",
        LegalStanding::Civilian => "civilian",
        LegalStanding::Ordinary => "ordinary",
    }
}

pub(super) fn aside(aside: Aside) -> &'static str {
    match aside {
        Aside::Released => "home already",
        Aside::Deceased => "dead: on the list of remains",
        Aside::Duplicate => "the same person as another record",
        Aside::Child => "children: owed return, on a track of their own",
        Aside::DoesNotWish => "do not wish to go",
        Aside::Disputed => "disputed between the sides",
        Aside::AtRisk => "at risk where they would go",
        Aside::Vetoed => "kept out by somebody who is named",
        Aside::NotAcknowledged => "not acknowledged by the holder",
        Aside::NotVerified => "not seen by a neutral body",
        Aside::NotReady => "consent or health not settled",
        Aside::ConsentNotRecorded => "no consent on record: not ready, not refused",
        Aside::CountNotReady => "counted, and not known to be ready",
    }
}

/// A mode as people write it.
pub(super) fn mode(mode: &Mode, sides: [&str; 2], classes: &[Class]) -> String {
    match mode {
        Mode::Equal(count) => format!("equal:{count}"),
        Mode::Ratio(first, second) => format!("ratio:{first}:{second}"),
        Mode::ClassForClass => "class-for-class".to_owned(),
        Mode::AnyForAny => "any-for-any".to_owned(),
        Mode::AllForAllIn(chosen) => {
            let names: Vec<&str> = chosen.iter().filter_map(|class| Some(classes.get(*class)?.name.as_str())).collect();
            format!("all-for-all:{}", names.join(","))
        }
        Mode::AllForAll => "all-for-all".to_owned(),
        Mode::OneSided(side, count) => format!("one-sided:{}:{count}", sides[*side]),
    }
}

/// A mode in words.
pub(super) fn mode_in_words(mode: &Mode, sides: [&str; 2], classes: &[Class]) -> String {
    match mode {
        Mode::Equal(count) => format!("{count} for {count}"),
        Mode::Ratio(first, second) => format!("{first} of {} for every {second} of {}", sides[0], sides[1]),
        Mode::ClassForClass => "one for one within each class".to_owned(),
        Mode::AnyForAny => "one for one, whoever they are".to_owned(),
        Mode::AllForAllIn(chosen) => {
            let names: Vec<&str> = chosen.iter().filter_map(|class| Some(classes.get(*class)?.name.as_str())).collect();
            format!("everybody of {}, however many", list(&names, "and"))
        }
        Mode::AllForAll => "everybody, however many".to_owned(),
        Mode::OneSided(side, many) => {
            format!("{} releases {}, and waits for nobody", sides[*side], count(*many as usize, "person", "people"))
        }
    }
}

pub(super) fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Duty => "severely wounded and sick among those counted",
        Aim::Families => "families complete",
        Aim::DaysHeld => "days in captivity ended",
        Aim::Count => "people",
    }
}

pub(super) fn method(method: Method) -> String {
    match method {
        Method::Greedy => "class by class: without families and dates the classes do not touch each other, and taking the first of each is exact".to_owned(),
        Method::Programme { variables } => {
            format!("an integer programme over {}, checked again in whole numbers", count(variables, "variable", "variables"))
        }
    }
}

/// What was asked of a plan.
pub(super) fn asked(question: &Question, mode: String) -> Vec<String> {
    let mut words = vec![mode];
    words.push(match question.way {
        Way::InTurns => "one side at a time".to_owned(),
        Way::Simultaneous => "both sides at once".to_owned(),
    });
    words.extend(question.cap.map(|cap| format!("at most {} in a transfer", count(cap as usize, "person", "people"))));
    words.extend(question.ahead.map(|ahead| format!("nobody ever ahead by more than {ahead}")));
    words.extend(question.batches.map(|batches| format!("at most {}", count(batches as usize, "batch", "batches"))));
    let order: Vec<&str> = question.order.iter().map(|one| aim(*one)).collect();
    words.push(format!("first {}", order.join(", then ")));
    words
}

pub(super) fn constraint(one: Constraint, question: &Question, mode: &str) -> String {
    match one {
        Constraint::Mode => format!("the mode: {mode}"),
        Constraint::Transport => {
            let cap = question.cap.map_or_else(String::new, |cap| format!(" of at most {cap}"));
            let batches = question.batches.map_or_else(|| "batches".to_owned(), |most| count(most as usize, "batch", "batches"));
            format!("transport: {batches}{cap}")
        }
        Constraint::Ahead => {
            let turns = if question.way == Way::InTurns { ", one side at a time" } else { "" };
            format!("nobody ahead by more than {}{turns}", question.ahead.unwrap_or(0))
        }
        Constraint::Windows => "people who must not go before or after a batch".to_owned(),
        Constraint::Families => "families that go together or not at all".to_owned(),
        Constraint::Readiness => "only people who are acknowledged, seen, and have their consent on record go".to_owned(),
        Constraint::Vetoes => "people whom somebody keeps out".to_owned(),
    }
}

/// Who is ahead, in words: whoever has received more than it gave.
pub(super) fn ahead(ahead: i64, sides: [&str; 2]) -> String {
    match ahead {
        0 => "nobody is ahead".to_owned(),
        more if more > 0 => format!("{} has given {more} more", sides[0]),
        less => format!("{} has given {} more", sides[1], less.unsigned_abs()),
    }
}
