//! A staged tournament, or a shard of it, played to its end in its folder.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use zopa_analysis::Limits;
use zopa_arena::talks::Settled;
use zopa_arena::tournament::{Fixture, Outsider, Record, Tournament, Venue};
use zopa_arena::{Player, Rules, Seat, Table, wire};
use zopa_report::answers::TalksSubject;

use super::{Around, Folder, Journal, Orders, Shard, Staging, Step, work};
use crate::source::Unread;
use crate::{Program, Started, Trouble};

/// Brings a guest by name to a seat of a session.
pub type Guests<'a, E> = dyn Fn(&Venue, &Fixture<'_>, Seat, &str) -> Result<Box<dyn Player>, E> + Sync + 'a;

/// How a tournament is played.
pub struct Run<'a, E> {
    /// The part of it that is played here.
    pub shard: Shard,
    /// On how many threads.
    pub threads: NonZeroUsize,
    /// Brings guests.
    pub guests: &'a Guests<'a, E>,
    /// What is done around every session.
    pub around: &'a Around<'a>,
    /// Is told once how many sessions were played before, and how many are left.
    pub resumed: &'a dyn Fn(usize, usize),
    /// Whether all of this is still wanted: asked of a session that was played before it is kept.
    pub wanted: &'a (dyn Fn() -> Result<(), E> + Sync),
    /// Is told after every session, and may end it all. What was finished is kept.
    pub watch: &'a (dyn Fn(Step) -> Result<(), E> + Sync),
}

/// Nobody is brought along.
///
/// # Errors
/// Always: whom the plan names has to come from somewhere.
pub fn no_guests<E: From<Trouble>>(_: &Venue, _: &Fixture<'_>, _: Seat, name: &str) -> Result<Box<dyn Player>, E> {
    let problem = format!("the plan has a guest `{name}`, and nobody brings one here");
    Err(Trouble::new(problem, "play it from the program that wrote the plan, or name a strategy or exec:COMMAND").into())
}

/// Plays what is missing of a shard in the folder `out`, and gives back the folder and all records of the shard, in their order.
///
/// # Errors
/// The first thing that went wrong outside. What was finished is in the journal, and the same call goes on from there.
pub fn run<E>(staging: &Staging, out: &Path, run: &Run<'_, E>) -> Result<(Folder, Vec<Record>), E>
where
    E: From<Trouble> + From<Unread> + Send,
{
    let Staging { tournament, scenarios } = staging;
    let folder = Folder::claim(out, &tournament.plan)?;
    let opening = Journal::open(&folder.journal(run.shard), &tournament.plan, &tournament.schedule)?;
    let missing = missing(tournament, run.shard, &opening.finished);
    if !opening.finished.is_empty() {
        (run.resumed)(opening.finished.len(), missing.len());
    }
    let prepare = |scenario: usize| Ok(scenarios[scenario].venue(tournament, scenario, &Limits::default())?);
    let outside = |venue: &Venue, fixture: &Fixture<'_>, seat: Seat, outsider: Outsider<'_>| match outsider {
        Outsider::Guest(name) => (run.guests)(venue, fixture, seat, name),
        Outsider::Program(command) => {
            let seconds = tournament.plan.patience.expect("a plan with programs says how long they may take");
            let here = At { subject: &scenarios[fixture.scenario].subject, table: venue.table(), settled: &Settled::new(), seat };
            Ok(program(&here, &tournament.rules, command, Duration::from_secs_f64(seconds))?)
        }
    };
    let orders = Orders {
        tournament,
        folder: &folder,
        missing: &missing,
        threads: run.threads,
        prepare: &prepare,
        outside: &outside,
        around: run.around,
        wanted: run.wanted,
        watch: run.watch,
    };
    let mut records = opening.finished;
    records.extend(work(&orders, opening.journal)?);
    records.sort_unstable_by_key(|record| record.session);
    Ok((folder, records))
}

/// The sessions of a shard that are not finished, in order.
fn missing(tournament: &Tournament, shard: Shard, finished: &[Record]) -> Vec<u64> {
    let mut done: Vec<u64> = finished.iter().map(|record| record.session).collect();
    done.sort_unstable();
    let all = (0..tournament.schedule.sessions()).filter(|session| shard.holds(*session));
    all.filter(|session| done.binary_search(session).is_err()).collect()
}

/// A seat at a table.
pub struct At<'a> {
    /// What is talked about.
    pub subject: &'a TalksSubject,
    /// The table.
    pub table: &'a Table,
    /// What is settled already.
    pub settled: &'a Settled,
    /// The seat.
    pub seat: Seat,
}

/// A program at a seat, started and greeted. It is told its own profile and nobody else's.
///
/// # Errors
/// A program that cannot be started, and a scenario that it cannot be told.
pub fn program(at: &At<'_>, rules: &Rules, command: &[String], patience: Duration) -> Result<Box<dyn Player>, Unread> {
    let At { subject, table, settled, seat } = at;
    let mut own = subject.in_json().map_err(|refusal| Unread::field(&subject.scenario.name, refusal))?;
    let profile = own["scenario"]["profiles"].get_mut(seat.0).map(serde_json::Value::take).unwrap_or_default();
    let space = std::sync::Arc::clone(&table.stakes.space);
    let hello = wire::hello(&space, settled, *seat, &subject.parties(), rules.deadline, profile);
    let started = Started { command: command.to_vec(), hello, patience };
    let program = Program::start(space, &started).map_err(|error| {
        let name = command.first().map_or("", String::as_str);
        Trouble::new(format!("cannot start `{name}`: {error}"), "name a program after exec:, with its arguments")
    })?;
    Ok(Box::new(program))
}
