//! A mediator's tools.

use serde_json::{Value, json};
use zopa_table::Actor;

use super::arguments::{Agenda, ByProtocol, Draft, ItemNumber, NoteTo, Nothing, Package, Question, Reason, Text, Title, read};
use super::door::{Call, Refused};
use super::moves::moves;
use super::seat::written;
use super::wait::wait;
use crate::problem::Problem;
use crate::session::{AtTable, Session};
use crate::tables::compartment::bad;
use crate::tables::look::look_at;
use crate::tables::make::listed;

/// The tables that an analyst mediates.
pub(super) async fn tables(mut call: Call<'_>, session: Session) -> Result<Value, Problem> {
    call.taken::<Nothing>()?;
    Ok(json!({ "tables": written(&listed(call.state, session).await?)? }))
}

/// Calls a mediator's tool at a table.
pub(super) async fn call(mut call: Call<'_>, at: AtTable) -> Result<Value, Refused> {
    if at.actor != Actor::Mediator {
        return Err(Problem::not_found().into());
    }
    let name = call.entry.name;
    let taken = match name {
        "look" => {
            call.taken::<Nothing>()?;
            return Ok(written(&look_at(call.state, &at).await?)?);
        }
        "moves" => {
            call.taken::<Nothing>()?;
            return moves(call, &at).await;
        }
        "wait" => return wait(call, &at).await,
        "fairness" => {
            let package: Package = read(std::mem::take(&mut call.given))?;
            let held = at.live.hold(call.state).await?;
            let found = tokio::task::block_in_place(|| held.table.fairness(&package.outcome)).map_err(bad)?;
            return Ok(written(&found)?);
        }
        "frontier" => {
            call.taken::<Nothing>()?;
            let held = at.live.hold(call.state).await?;
            let found = tokio::task::block_in_place(|| held.table.released_frontier()).map_err(bad)?;
            return Ok(written(&found)?);
        }
        "open_sealed" => call.taken::<Title>()?,
        "open_text" => call.taken::<Text>()?,
        "open_protocol" => call.taken::<ByProtocol>()?,
        "draft" => call.taken::<Draft>()?,
        "stop_sitting" => call.taken::<Reason>()?,
        "set_agenda" => call.taken::<Agenda>()?,
        "begin_item" | "finish_item" => call.taken::<ItemNumber>()?,
        "note" => call.taken::<NoteTo>()?,
        "ask" => call.taken::<Question>()?,
        // `call_vote`, `call_signature`, `close`.
        _ => call.taken::<Nothing>()?,
    };
    call.command(&at, &name.replace('_', "-"), taken).await
}
