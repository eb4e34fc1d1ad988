//! Goes through a plan of suites and tells what happens. It prints nothing.

use std::time::{Duration, Instant};

use crate::repository::{Extent, Repository};
use crate::suite::{Shortfall, Suite};

/// What happens while suites run.
pub(crate) enum Event<'a> {
    /// A suite begins; its own output follows.
    Started(&'a Suite),
    /// A suite came to its end.
    Finished(&'a Suite, &'a Ending),
    /// All suites came to their end.
    Done(&'a [(&'a Suite, Ending)]),
}

/// How a suite ended.
pub(crate) struct Ending {
    /// Passed, failed or skipped.
    pub(crate) standing: Standing,
    /// What was looked at, or why it did not pass.
    pub(crate) told: String,
    /// How long it took by the clock on the wall.
    pub(crate) elapsed: Duration,
}

/// Passed, failed or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Passed,
    Failed,
    Skipped,
}

/// Runs every suite of the plan, the later ones also after a failure. Answers whether none failed.
pub(crate) fn run(plan: &[&Suite], repository: &Repository, tell: &mut dyn FnMut(Event)) -> bool {
    let mut endings = Vec::with_capacity(plan.len());
    for &suite in plan {
        tell(Event::Started(suite));
        let ending = one(suite, repository);
        tell(Event::Finished(suite, &ending));
        endings.push((suite, ending));
    }
    tell(Event::Done(&endings));
    endings.iter().all(|(_, ending)| ending.standing != Standing::Failed)
}

fn one(suite: &Suite, repository: &Repository) -> Ending {
    let start = Instant::now();
    let (standing, told) = match (suite.check)(repository) {
        Ok(looked_at) => (Standing::Passed, looked_at),
        Err(shortfall) => weigh(shortfall, repository.extent),
    };
    Ending { standing, told, elapsed: start.elapsed() }
}

/// A missing tool is a failure only where everything was asked for.
fn weigh(shortfall: Shortfall, extent: Extent) -> (Standing, String) {
    match shortfall {
        Shortfall::Failed(why) => (Standing::Failed, why),
        Shortfall::NothingToDo(why) => (Standing::Skipped, why),
        Shortfall::Missing { tool, remedy } => {
            let standing = if extent == Extent::All { Standing::Failed } else { Standing::Skipped };
            (standing, format!("{tool} is missing; {remedy}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_tool_is_skipped_and_fails_only_when_everything_is_asked_for() {
        let missing = || Shortfall::Missing { tool: "chromium".into(), remedy: "apt-get install chromium".into() };
        assert_eq!(weigh(missing(), Extent::Everyday).0, Standing::Skipped);
        let (standing, told) = weigh(missing(), Extent::All);
        assert_eq!(standing, Standing::Failed);
        assert_eq!(told, "chromium is missing; apt-get install chromium");
    }

    #[test]
    fn nothing_to_do_is_no_failure_even_when_everything_is_asked_for() {
        assert_eq!(weigh(Shortfall::NothingToDo("no folder".into()), Extent::All).0, Standing::Skipped);
    }
}
