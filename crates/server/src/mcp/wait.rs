//! Waiting for something to happen, for a while.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::arguments::{Wait, read};
use super::door::{Call, Refused};
use crate::problem::Problem;
use crate::session::{AtTable, stands};

/// The longest that a request waits, in seconds: what stands between gives up on a line that is silent for a minute.
const LONGEST: u32 = 50;

/// Waits until the actor may know of more than it has seen, the time is over, or the server stops.
pub(super) async fn wait(call: Call<'_>, at: &AtTable) -> Result<Value, Refused> {
    let Call { state, given, .. } = call;
    let Wait { seen, seconds } = read(given)?;
    if seconds == 0 || seconds > LONGEST {
        let problem = format!("a tool waits 1 to {LONGEST} seconds");
        return Err(Problem::senseless(problem, "wait again when it has answered").into());
    }
    // Listening begins before the look, so that nothing falls between the two.
    let (mut changes, mut rights, mut stopping) = (at.live.watch(), at.live.rights(), state.stopping.subscribe());
    let now = at.live.hold(state).await?.seen(at.actor);
    if now < seen {
        let problem = format!("less has happened than {seen}");
        return Err(Problem::senseless(problem, format!("give the `seen` that you were told last; it is {now} now")).into());
    }
    if now > seen {
        return Ok(json!({ "changed": true, "seen": now }));
    }
    let over = tokio::time::sleep(Duration::from_secs(u64::from(seconds)));
    tokio::pin!(over);
    loop {
        tokio::select! {
            // Who lost the right to watch hears nothing more.
            biased;
            () = async { drop(stopping.wait_for(|stop| *stop).await) } => return Ok(json!({ "changed": false, "seen": seen })),
            _ = rights.changed() => {
                if !stands(state, at.token()).await {
                    return Err(Problem::not_logged_in().into());
                }
            }
            change = changes.recv() => match change {
                Ok(change) => {
                    if let Some(told) = change.told(at.actor) {
                        // What happened may be that the seat was taken anew.
                        return match stands(state, at.token()).await {
                            true => Ok(json!({ "changed": true, "seen": told["seen"], "events": told["events"] })),
                            false => Err(Problem::not_logged_in().into()),
                        };
                    }
                }
                Err(RecvError::Lagged(_)) => {
                    let now = at.live.hold(state).await?.seen(at.actor);
                    if now > seen {
                        return Ok(json!({ "changed": true, "seen": now }));
                    }
                }
                Err(RecvError::Closed) => return Err(Problem::not_found().into()),
            },
            () = &mut over => return Ok(json!({ "changed": false, "seen": seen })),
        }
    }
}
