//! Server-sent events: what happens, told to those who may know of it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use async_stream::stream;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use tokio::sync::broadcast::error::RecvError;

use crate::hall::Change;
use crate::session::{AtTable, stands};
use crate::state::State;

/// How often something is sent where nothing happens, so that nobody takes the line for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// One watcher, counted while it is there.
struct Watcher(State);

impl Watcher {
    fn new(state: State) -> Self {
        state.metrics.watchers.fetch_add(1, Ordering::Relaxed);
        Self(state)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.0.metrics.watchers.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Why a watcher wakes up.
enum Woken {
    ToStop,
    ToShowItsRight,
    By(Result<Arc<Change>, RecvError>),
}

/// How often a watcher's session is looked at where nothing else gives reason to: sessions expire.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// Tells somebody what happens at a table from now on, until the server stops or the session ends. Whoever is too slow is told to
/// look again.
pub(crate) fn told(state: State, at: &AtTable) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let (actor, token) = (at.actor, at.token().to_owned());
    let (mut changes, mut rights) = (at.live.watch(), at.live.rights());
    let mut stopping = state.stopping.subscribe();
    let watcher = Watcher::new(state);
    let events = stream! {
        let mut look_again = tokio::time::interval(LOOK_AGAIN);
        yield Ok(Event::default().event("hello").data("{}"));
        loop {
            let woken = tokio::select! {
                // Who lost the right to watch hears nothing more, also of what has happened already.
                biased;
                _ = stopping.wait_for(|stop| *stop) => Woken::ToStop,
                _ = rights.changed() => Woken::ToShowItsRight,
                _ = look_again.tick() => Woken::ToShowItsRight,
                change = changes.recv() => Woken::By(change),
            };
            match woken {
                Woken::ToShowItsRight if stands(&watcher.0, &token).await => {}
                Woken::ToStop | Woken::ToShowItsRight | Woken::By(Err(RecvError::Closed)) => break,
                Woken::By(Ok(change)) => {
                    if let Some(told) = change.told(actor) {
                        yield Ok(Event::default().event("changed").data(told.to_string()));
                    }
                }
                Woken::By(Err(RecvError::Lagged(_))) => yield Ok(Event::default().event("changed").data("{}")),
            }
        }
    };
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}
