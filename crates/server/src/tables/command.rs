//! Doing something at a table.

use axum::extract::State as Shared;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_table::Command;

use super::compartment::read_sheet;
use crate::json::Json;
use crate::problem::Problem;
use crate::session::AtTable;
use crate::state::State;

/// The longest token of a command, in bytes.
const LONGEST_TOKEN: usize = 100;

/// A command, with a token of the sender's choice: the same token again carries it out once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    #[schema(value_type = Object)]
    command: Command,
    key: String,
}

/// That it is kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct Kept {
    /// How many lines this session may have seen by then.
    pub(crate) seen: u64,
}

/// Carries out a command. When this is answered, it is on disk.
#[utoipa::path(post, path = "/api/tables/{id}/commands", tag = "table", request_body = Sent, params(("id" = String, Path)),
    responses((status = OK, body = Kept), (status = "4XX", body = Problem)))]
pub(crate) async fn command(at: AtTable, state: Shared<State>, Json(sent): Json<Sent>) -> Result<Json<Kept>, Problem> {
    carry_out(&state, &at, sent.command, &sent.key).await.map(Json)
}

/// Carries out a command for whoever is at the table, by whichever door it came.
pub(crate) async fn carry_out(state: &State, at: &AtTable, command: Command, key: &str) -> Result<Kept, Problem> {
    if key.is_empty() || key.len() > LONGEST_TOKEN {
        return Err(Problem::senseless(
            "the command has no `key`, or too long a one",
            "send a fresh random text with every command",
        ));
    }
    let sheet = match command {
        Command::Release { .. } | Command::Entrust {} => {
            let (seat, key) = at.compartment(state)?;
            read_sheet(state, &at.id, seat, &key).await?.map(|(sheet, _)| sheet)
        }
        _ => None,
    };
    let seen = at.live.act(state, at.actor, command, key, sheet.as_ref()).await?;
    Ok(Kept { seen })
}
