//! `zopa stability SOURCE`: in which states of a conflict everybody would stay, and why.

use zopa_process::stability::CoalitionRule;
use zopa_report::answers::{self, StabilityQuestion};

use crate::answer::{seen, shown};
use crate::arguments::{self, AnswerRule};
use crate::exit::{Ending, Failure};
use crate::source;

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &arguments::Stability) -> Result<Ending, Failure> {
    let seen = seen(&source::open(&arguments.source, &arguments.opening)?, &arguments.seeing)?;
    let question = StabilityQuestion {
        conflicts: arguments.conflict.clone(),
        rule: match arguments.answers {
            AnswerRule::NotTwiceInARow => CoalitionRule::NotTwiceInARow,
            AnswerRule::OnceEach => CoalitionRule::OnceEach,
        },
        states: arguments.limit as usize,
    };
    let (document, was_stopped) = answers::stability(&seen, &question)?;
    shown(
        &arguments.showing,
        || zopa_report::stability_html(&document),
        || zopa_report::stability_json(&document),
        |width, styling| zopa_report::stability_terminal(&document, width, styling),
    )?;
    Ok(if was_stopped { Ending::Limit } else { Ending::Done })
}
