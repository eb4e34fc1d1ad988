//! Server-sent events: what happens, told to those who may know of it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use async_stream::stream;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use zopa_table::Actor;

use crate::hall::Change;
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

/// Tells `actor` what happens at a table from now on, until the server stops. Whoever is too slow is told to look again.
pub(crate) fn told(
    state: State,
    actor: Actor,
    mut changes: Receiver<Arc<Change>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut stopping = state.stopping.subscribe();
    let watcher = Watcher::new(state);
    let events = stream! {
        let _watcher = watcher;
        yield Ok(Event::default().event("hello").data("{}"));
        loop {
            let change = tokio::select! {
                change = changes.recv() => change,
                _ = stopping.wait_for(|stop| *stop) => break,
            };
            match change {
                Ok(change) => {
                    if let Some(told) = change.told(actor) {
                        yield Ok(Event::default().event("changed").data(told.to_string()));
                    }
                }
                Err(RecvError::Lagged(_)) => yield Ok(Event::default().event("changed").data("{}")),
                Err(RecvError::Closed) => break,
            }
        }
    };
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}
