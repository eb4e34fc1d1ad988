//! A seat's compartment: what only the seat can read, under a key that only its passphrase and its sessions open.

use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use zopa_arena::Seat;
use zopa_table::{Actor, BadSheet, Command, Sheet, Worth};

use crate::cabinet::Cabinet;
use crate::json::Json;
use crate::keys::Key;
use crate::problem::Problem;
use crate::session::Party;
use crate::state::State;
use crate::store::column;

/// What kind of document a sheet is.
const KIND: &str = "sheet";

pub(crate) fn bad(bad: BadSheet) -> Problem {
    Problem::senseless(bad.problem, bad.way_out)
}

/// The sheet of a seat, and which version it is.
pub(super) async fn read_sheet(state: &State, table: &str, seat: Seat, key: &Key) -> Result<Option<(Sheet, i64)>, Problem> {
    let cabinet = Cabinet::under(state, table, KIND, key.clone());
    let Some(stored) = cabinet.latest(&(seat.0 + 1).to_string()).await? else { return Ok(None) };
    let sheet = serde_json::from_slice(&stored.bytes).map_err(|_| Problem::unavailable())?;
    Ok(Some((sheet, stored.version)))
}

/// The seat's own sheet; an empty one where it has kept none.
#[utoipa::path(get, path = "/api/tables/{id}/sheet", tag = "table", params(("id" = String, Path)),
    responses((status = OK, body = Object), (status = "4XX", body = Problem)))]
pub(crate) async fn sheet(party: Party, state: Shared<State>) -> Result<Json<Sheet>, Problem> {
    own_sheet(&state, &party).await.map(Json)
}

/// A seat's own sheet; an empty one where it has kept none.
pub(crate) async fn own_sheet(state: &State, Party { at, seat, key }: &Party) -> Result<Sheet, Problem> {
    Ok(read_sheet(state, &at.id, *seat, key).await?.map(|(sheet, _)| sheet).unwrap_or_default())
}

/// Keeps the seat's own sheet, in place of the one before. Nobody learns that it changed.
#[utoipa::path(put, path = "/api/tables/{id}/sheet", tag = "table", params(("id" = String, Path)), request_body = Object,
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn keep_sheet(party: Party, state: Shared<State>, Json(sheet): Json<Sheet>) -> Result<StatusCode, Problem> {
    keep_own_sheet(&state, party, &sheet).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps a seat's own sheet, in place of the one before.
pub(crate) async fn keep_own_sheet(state: &State, Party { at, seat, key }: Party, sheet: &Sheet) -> Result<(), Problem> {
    sheet.check(at.live.hold(state).await?.table.space()).map_err(bad)?;
    let version = read_sheet(state, &at.id, seat, &key).await?.map_or(0, |(_, version)| version) + 1;
    let cabinet = Cabinet::under(state, &at.id, KIND, key);
    let (name, bytes) = ((seat.0 + 1).to_string(), serde_json::to_vec(sheet).map_err(|_| Problem::unavailable())?);
    state.store.write(vec![cabinet.keep(&name, version, &bytes), cabinet.destroy_before(&name, version)]).await?;
    Ok(())
}

/// A package.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Package {
    /// Issue to option, for every issue.
    #[schema(value_type = Object)]
    outcome: Map<String, Value>,
}

/// What a package is worth by the seat's own sheet: `worth` exactly as a share of 100 points (`n/d`), `points`, `acceptable`
/// (`null` where the sheet states no limit), `crossed`. Computed for this answer, and kept nowhere.
#[utoipa::path(post, path = "/api/tables/{id}/worth", tag = "table", params(("id" = String, Path)), request_body = Package,
    responses((status = OK, body = Object), (status = "4XX", body = Problem)))]
pub(crate) async fn worth(party: Party, state: Shared<State>, Json(package): Json<Package>) -> Result<Json<Worth>, Problem> {
    own_worth(&state, &party, &package.outcome).await.map(Json)
}

/// What a package is worth by a seat's own sheet.
pub(crate) async fn own_worth(state: &State, party: &Party, package: &Map<String, Value>) -> Result<Worth, Problem> {
    let Party { at, seat, key } = party;
    let space = std::sync::Arc::clone(at.live.hold(state).await?.table.space());
    // What is wrong with the package comes first: it needs no sheet.
    zopa_arena::transcript::outcome(&space, package)
        .map_err(|what| Problem::senseless(what, "choose one option for every issue of the table"))?;
    let (sheet, _) = read_sheet(state, &at.id, *seat, key)
        .await?
        .ok_or_else(|| Problem::senseless("you have no sheet yet", "fill in your sheet first"))?;
    sheet.worth(&space, package).map_err(bad)
}

/// The passphrase, once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmed {
    passphrase: String,
}

/// Destroys the seat's compartment on its request: its sheet, what it entrusted and released, its caucus, and their keys. The
/// seat leaves the table. What it said in public stays in the record.
#[utoipa::path(delete, path = "/api/tables/{id}/compartment", tag = "table", params(("id" = String, Path)),
    request_body = Confirmed, responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn destroy(
    Party { at, seat, .. }: Party,
    state: Shared<State>,
    Json(given): Json<Confirmed>,
) -> Result<StatusCode, Problem> {
    state.throttle.knock(&format!("seat {} {}", at.id, seat.0 + 1))?;
    let number = i64::try_from(seat.0 + 1).map_err(|_| Problem::not_found())?;
    let select = "SELECT salt, verifier FROM seats WHERE table_id = $1 AND seat = $2";
    let row = state.store.row(select, vec![at.id.as_str().into(), number.into()]).await?.ok_or_else(Problem::not_logged_in)?;
    let (salt, verifier): (Vec<u8>, Vec<u8>) = (column(&row, 0)?, column(&row, 1)?);
    crate::session::recognised(&state, &given.passphrase, &salt, &verifier).await?;
    // A party that is gone or a table that is closed has nothing to leave.
    let token = crate::session::token::fresh();
    let left = at.live.act(&state, Actor::Seat(seat), Command::Leave {}, &token, None).await;
    if let Err(problem) = left
        && !problem.is_not_now()
    {
        return Err(problem);
    }
    at.live.destroy_compartment(&state, seat).await?;
    Ok(StatusCode::NO_CONTENT)
}
