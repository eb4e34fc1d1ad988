//! Shows what happens while suites run, and the table at the end. All of it is talk, so it goes to standard error,
//! save for the list that `--list` was asked for.

use std::time::Duration;

use crate::runner::{Ending, Event, Standing};
use crate::suite::Suite;

/// One line for each suite.
pub(crate) fn list(suites: &[Suite]) {
    for suite in suites {
        println!("{:<14} {}", suite.name, suite.about);
    }
}

/// Shows one event.
pub(crate) fn show(event: &Event) {
    match event {
        Event::Started(suite) => eprintln!("\n── {} · {}", suite.name, suite.about),
        Event::Finished(suite, ending) => finished(suite, ending),
        Event::Done(endings) => table(endings),
    }
}

fn finished(suite: &Suite, ending: &Ending) {
    eprintln!("   {} {} in {}", suite.name, word(ending.standing), seconds(ending.elapsed));
    for line in ending.told.lines() {
        eprintln!("   {line}");
    }
}

fn table(endings: &[(&Suite, Ending)]) {
    eprintln!("\n{:<14} {:<8} {:>9}  ", "suite", "ended", "time");
    for (suite, ending) in endings {
        let first = ending.told.lines().next().unwrap_or_default();
        eprintln!("{:<14} {:<8} {:>9}  {first}", suite.name, word(ending.standing), seconds(ending.elapsed));
    }
    let count = |standing| endings.iter().filter(|(_, ending)| ending.standing == standing).count();
    let total = endings.iter().map(|(_, ending)| ending.elapsed).sum();
    eprintln!(
        "{} passed, {} failed, {} skipped in {}",
        count(Standing::Passed),
        count(Standing::Failed),
        count(Standing::Skipped),
        seconds(total)
    );
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Passed => "passed",
        Standing::Failed => "FAILED",
        Standing::Skipped => "skipped",
    }
}

fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}
