//! A seat's tools.

use serde_json::{Value, json};

use super::arguments::{
    Amount, Is, Item, Items, Note, Nothing, Objection, Opened, Package, Seal, Sheet, Signature, Strength, Vote, read,
};
use super::door::{Call, Refused};
use super::moves::moves;
use super::wait::wait;
use crate::problem::Problem;
use crate::session::{AtTable, Party};
use crate::tables::compartment::{keep_own_sheet, own_sheet, own_worth};
use crate::tables::look::look_at;

/// Calls a seat's tool.
pub(super) async fn call(mut call: Call<'_>, at: AtTable) -> Result<Value, Refused> {
    let name = call.entry.name;
    match name {
        "look" => {
            call.taken::<Nothing>()?;
            Ok(written(&look_at(call.state, &at).await?)?)
        }
        "moves" => {
            call.taken::<Nothing>()?;
            moves(call, &at).await
        }
        "wait" => wait(call, &at).await,
        "sheet" => {
            call.taken::<Nothing>()?;
            Ok(written(&own_sheet(call.state, &party(&call, at)?).await?)?)
        }
        "write_sheet" => {
            let given: Sheet = read(std::mem::take(&mut call.given))?;
            let sheet = serde_json::from_value(Value::Object(given.sheet)).map_err(|_| {
                let way_out = "give weights, values, limit, forbidden, fallback and notes, as `sheet` shows them";
                Problem::senseless("the sheet has an unknown part, or one of another kind", way_out)
            })?;
            keep_own_sheet(call.state, party(&call, at)?, &sheet).await?;
            Ok(json!({ "done": name }))
        }
        "worth" => {
            let package: Package = read(std::mem::take(&mut call.given))?;
            Ok(written(&own_worth(call.state, &party(&call, at)?, &package.outcome).await?)?)
        }
        "offer" => {
            let taken = call.taken::<Package>()?;
            call.answer(&at, "offer", taken).await
        }
        "accept" | "reject" => {
            let taken = call.taken::<Nothing>()?;
            call.answer(&at, name, taken).await
        }
        "leave_talks" => {
            let taken = call.taken::<Nothing>()?;
            call.answer(&at, "leave", taken).await
        }
        "rate" => {
            let taken = call.taken::<Strength>()?;
            call.answer(&at, "vote", taken).await
        }
        "bid" => {
            let taken = call.taken::<Amount>()?;
            call.answer(&at, "amount", taken).await
        }
        "commit" | "reveal" => sealed(call, &at).await,
        "object" => {
            let taken = call.taken::<Objection>()?;
            call.command(&at, name, taken).await
        }
        "vote" => {
            let taken = call.taken::<Vote>()?;
            call.command(&at, name, taken).await
        }
        "sign" => {
            let taken = call.taken::<Signature>()?;
            call.command(&at, name, taken).await
        }
        "note" => {
            let taken = call.taken::<Note>()?;
            call.command(&at, name, taken).await
        }
        "release" => {
            let taken = call.taken::<Items>()?;
            call.command(&at, name, taken).await
        }
        "withdraw_release" => {
            let taken = call.taken::<Item>()?;
            call.command(&at, "withdraw-release", taken).await
        }
        "request_settlement" => {
            let taken = call.taken::<Is>()?;
            call.command(&at, "request-settlement", taken).await
        }
        // `entrust`, `withdraw_entrusted`, `leave`.
        other => {
            let taken = call.taken::<Nothing>()?;
            call.command(&at, &other.replace('_', "-"), taken).await
        }
    }
}

/// The same words are a command to an exchange of memoranda, and an answer to the protocol of that name.
async fn sealed(mut call: Call<'_>, at: &AtTable) -> Result<Value, Refused> {
    let name = call.entry.name;
    let taken = if name == "commit" { call.taken::<Seal>()? } else { call.taken::<Opened>()? };
    let is_by_protocol = at.live.hold(call.state).await?.table.is_by_protocol();
    match is_by_protocol {
        true => call.answer(at, name, taken).await,
        false => call.command(at, name, taken).await,
    }
}

/// The seat with the key of its compartment.
fn party(call: &Call<'_>, at: AtTable) -> Result<Party, Problem> {
    let (seat, key) = at.compartment(call.state)?;
    Ok(Party { at, seat, key })
}

/// An answer as JSON.
pub(super) fn written(answer: &impl serde::Serialize) -> Result<Value, Problem> {
    serde_json::to_value(answer).map_err(|_| Problem::unavailable())
}
