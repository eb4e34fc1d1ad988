//! `zopa tournament PLAN --out DIR`: every session of a plan, played once, whatever happens meanwhile.

mod merge;
mod outputs;
mod staged;

use std::num::NonZeroUsize;
use std::thread;

use zopa_analysis::Limits;
use zopa_arena::talks::Settled;
use zopa_arena::tournament::{Plan, Record, Tournament, Venue};
use zopa_arena::{Player, Seat};
use zopa_runner::tournament::{Folder, Journal, Orders, Shard, Step, work};

use self::staged::{Staged, staged};
use crate::arguments::{self, TournamentCommand};
use crate::commands::negotiate;
use crate::exit::{Ending, Failure};
use crate::progress::Progress;
use crate::show;

/// Plays what is missing, and writes what follows from the records once all are there.
pub(crate) fn run(arguments: &arguments::Tournament) -> Result<Ending, Failure> {
    if let Some(TournamentCommand::Merge(arguments)) = &arguments.merge {
        return merge::run(arguments);
    }
    let (Some(file), Some(out)) = (&arguments.plan, &arguments.out) else {
        return Err(Failure::usage("a tournament needs a plan and a folder", "write zopa tournament PLAN --out DIR"));
    };
    let (draft, scenarios) = staged(file)?;
    let plan = Plan::new(&draft, scenarios.iter().map(|one| one.line.clone()).collect());
    let tournament = Tournament::new(plan).map_err(|bad| staged::bad_plan(file, bad.in_draft(&draft)))?;
    let folder = Folder::claim(out, &tournament.plan)?;
    let shard = arguments.shard.unwrap_or(Shard::WHOLE);
    let opening = Journal::open(&folder.journal(shard), &tournament.plan, &tournament.schedule)?;
    let missing = missing(&tournament, shard, &opening.finished);
    if !opening.finished.is_empty() {
        show::note(&format!("{} were played before, {} are left", opening.finished.len(), missing.len()));
    }
    let mut records = opening.finished;
    records.extend(played(&tournament, &folder, &scenarios, &missing, arguments, opening.journal)?);
    if shard != Shard::WHOLE {
        show::note(&format!(
            "shard {shard}: {} finished in {}; zopa tournament merge OUT DIR... puts the shards together",
            show::counted(records.len(), "session"),
            folder.file("").display()
        ));
        return Ok(Ending::Done);
    }
    records.sort_unstable_by_key(|record| record.session);
    outputs::write(&folder, &tournament, &records, arguments.json)?;
    Ok(Ending::Done)
}

/// The sessions of a shard that are not finished, in order.
fn missing(tournament: &Tournament, shard: Shard, finished: &[Record]) -> Vec<u64> {
    let mut done: Vec<u64> = finished.iter().map(|record| record.session).collect();
    done.sort_unstable();
    let all = (0..tournament.schedule.sessions()).filter(|session| shard.holds(*session));
    all.filter(|session| done.binary_search(session).is_err()).collect()
}

fn played(
    tournament: &Tournament,
    folder: &Folder,
    scenarios: &[Staged],
    missing: &[u64],
    arguments: &arguments::Tournament,
    journal: Journal,
) -> Result<Vec<Record>, Failure> {
    let progress = Progress::counting();
    let prepare = |scenario: usize| scenarios[scenario].venue(tournament, scenario, &Limits::default());
    let outside = |venue: &Venue, scenario: usize, seat: Seat, command: &[String]| -> Result<Box<dyn Player>, Failure> {
        let patience = tournament.plan.patience.expect("a plan with programs says how long they may take");
        negotiate::program(
            &scenarios[scenario].subject,
            venue.table(),
            &Settled::new(),
            &tournament.rules,
            seat,
            command,
            patience,
        )
    };
    let orders = Orders {
        tournament,
        folder,
        missing,
        threads: arguments.threads.unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)),
        prepare: &prepare,
        outside: &outside,
        watch: &|Step { done, of }| progress.counted("sessions", done, of),
    };
    work(&orders, journal)
}
