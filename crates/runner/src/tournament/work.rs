//! All sessions that are missing, on all cores.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use zopa_arena::tournament::{Fixture, Outsider, Record, Tournament, Venue};
use zopa_arena::{Player, Seat};

use super::{Folder, Journal, TRANSCRIPTS};
use crate::Trouble;

/// Brings those players who are no strategies of the catalogue: for a session, to a seat.
pub type Outside<'a, E> = dyn Fn(&Venue, &Fixture<'_>, Seat, Outsider<'_>) -> Result<Box<dyn Player>, E> + Sync + 'a;

/// Does what it is given around a whole session: where players share something that is better taken once than at every turn.
pub type Around<'a> = dyn Fn(&Fixture<'_>, &mut dyn FnMut()) + Sync + 'a;

/// What around a session is done where nothing has to be.
pub fn nothing_around(_: &Fixture<'_>, session: &mut dyn FnMut()) {
    session();
}

/// What is to be done.
pub struct Orders<'a, E> {
    /// The tournament.
    pub tournament: &'a Tournament,
    /// Where it is kept.
    pub folder: &'a Folder,
    /// The sessions to play, in order.
    pub missing: &'a [u64],
    /// On how many threads.
    pub threads: NonZeroUsize,
    /// Makes a scenario ready, by its position.
    pub prepare: &'a (dyn Fn(usize) -> Result<Venue, E> + Sync),
    /// Brings those players who are no strategies.
    pub outside: &'a Outside<'a, E>,
    /// What is done around every session: usually [`nothing_around`].
    pub around: &'a Around<'a>,
    /// Whether all of this is still wanted: asked of a session that was played before it is handed in. One that is not wanted any
    /// more is not kept.
    pub wanted: &'a (dyn Fn() -> Result<(), E> + Sync),
    /// Is told after every session, and may end it all. What was finished is kept.
    pub watch: &'a (dyn Fn(Step) -> Result<(), E> + Sync),
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Sessions that were played.
    pub done: usize,
    /// Sessions to play.
    pub of: usize,
}

/// Plays what is missing and writes it into the journal. Gives back the records, in the order in which they were finished.
///
/// # Errors
/// The first thing outside that went wrong. What was finished is in the journal. A seat that misbehaves is no error: it
/// forfeits, and that is recorded.
pub fn work<E: From<Trouble> + Send>(orders: &Orders<'_, E>, journal: Journal) -> Result<Vec<Record>, E> {
    if orders.tournament.plan.transcripts {
        orders.folder.make(TRANSCRIPTS)?;
    }
    let floor = Floor {
        orders,
        venues: venues(orders),
        next: AtomicUsize::new(0),
        is_stopped: AtomicBool::new(false),
        desk: Mutex::new(Desk { journal, finished: Vec::with_capacity(orders.missing.len()), failure: None }),
    };
    let threads = orders.threads.get().min(orders.missing.len()).max(1);
    thread::scope(|scope| {
        // The caller's own thread is one of them.
        (1..threads).for_each(|_| {
            scope.spawn(|| floor.go_on());
        });
        floor.go_on();
    });
    let desk = floor.desk.into_inner().unwrap_or_else(PoisonError::into_inner);
    desk.failure.map_or(Ok(desk.finished), Err)
}

/// What all threads share.
struct Floor<'a, E> {
    orders: &'a Orders<'a, E>,
    venues: Vec<Slot>,
    /// The position of the next session among those that are missing.
    next: AtomicUsize,
    is_stopped: AtomicBool,
    desk: Mutex<Desk<E>>,
}

/// Where records are handed in.
struct Desk<E> {
    journal: Journal,
    finished: Vec<Record>,
    failure: Option<E>,
}

/// A scenario: made ready by whoever comes first, and given up by whoever leaves last, so that few are held at a time.
struct Slot {
    venue: Mutex<Option<Arc<Venue>>>,
    left: AtomicUsize,
}

fn venues<E>(orders: &Orders<'_, E>) -> Vec<Slot> {
    let mut left = vec![0; orders.tournament.plan.scenarios.len()];
    orders.missing.iter().for_each(|session| left[orders.tournament.schedule.fixture(*session).scenario] += 1);
    left.into_iter().map(|left| Slot { venue: Mutex::new(None), left: AtomicUsize::new(left) }).collect()
}

impl<E: From<Trouble> + Send> Floor<'_, E> {
    /// Plays sessions until there are none.
    fn go_on(&self) {
        while !self.is_stopped.load(Ordering::Relaxed) {
            let Some(session) = self.orders.missing.get(self.next.fetch_add(1, Ordering::Relaxed)) else { return };
            let mut played = Ok(());
            let fixture = self.orders.tournament.schedule.fixture(*session);
            (self.orders.around)(&fixture, &mut || played = self.session(&fixture));
            if let Err(failure) = played {
                self.is_stopped.store(true, Ordering::Relaxed);
                held(&self.desk).failure.get_or_insert(failure);
                return;
            }
        }
    }

    fn session(&self, fixture: &Fixture<'_>) -> Result<(), E> {
        let Orders { tournament, folder, outside, .. } = self.orders;
        let venue = self.enter(fixture.scenario)?;
        let outside = |seat: Seat, outsider: Outsider<'_>| outside(&venue, fixture, seat, outsider);
        let mut players = venue.players(tournament, fixture, outside)?;
        let played = venue.play(tournament, fixture, &mut players).map_err(|bad| Trouble::new(bad.problem, bad.way_out))?;
        drop(players);
        (self.orders.wanted)()?;
        // The transcript first: a session counts once its record stands, and then its transcript has to be there.
        if let Some(transcript) = venue.transcript(&tournament.plan, fixture, &played) {
            folder.write(&folder.transcript(fixture.session, tournament.schedule.sessions()), transcript.as_bytes())?;
        }
        self.hand_in(venue.record(fixture, &played))?;
        self.leave(fixture.scenario);
        Ok(())
    }

    fn hand_in(&self, record: Record) -> Result<(), E> {
        let done = {
            let mut desk = held(&self.desk);
            desk.journal.add(&record)?;
            desk.finished.push(record);
            desk.finished.len()
        };
        // Nobody is told with the desk in hand: who listens may be waiting for something that a session holds, which hands in here.
        (self.orders.watch)(Step { done, of: self.orders.missing.len() })
    }

    fn enter(&self, scenario: usize) -> Result<Arc<Venue>, E> {
        let mut venue = held(&self.venues[scenario].venue);
        if let Some(ready) = &*venue {
            return Ok(Arc::clone(ready));
        }
        let ready = Arc::new((self.orders.prepare)(scenario)?);
        *venue = Some(Arc::clone(&ready));
        Ok(ready)
    }

    fn leave(&self, scenario: usize) {
        let slot = &self.venues[scenario];
        if slot.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            *held(&slot.venue) = None;
        }
    }
}

/// The lock, also after a thread that held it panicked: the panic itself is not swallowed, the scope hands it on.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
