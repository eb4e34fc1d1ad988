//! A seat's compartment: what only the seat can read, under a key that only its passphrase and its sessions open.

use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use zopa_arena::Seat;
use zopa_arena::transcript::outcome;
use zopa_table::{Actor, BadSheet, Command, Sheet};

use crate::cabinet::Cabinet;
use crate::json::Json;
use crate::keys::Key;
use crate::problem::Problem;
use crate::session::Party;
use crate::state::State;
use crate::store::column;

/// What kind of document a sheet is.
const KIND: &str = "sheet";

fn bad(bad: BadSheet) -> Problem {
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
pub(crate) async fn sheet(Party { at, seat, key }: Party, state: Shared<State>) -> Result<Json<Sheet>, Problem> {
    Ok(Json(read_sheet(&state, &at.id, seat, &key).await?.map(|(sheet, _)| sheet).unwrap_or_default()))
}

/// Keeps the seat's own sheet, in place of the one before. Nobody learns that it changed.
#[utoipa::path(put, path = "/api/tables/{id}/sheet", tag = "table", params(("id" = String, Path)), request_body = Object,
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn keep_sheet(
    Party { at, seat, key }: Party,
    state: Shared<State>,
    Json(sheet): Json<Sheet>,
) -> Result<StatusCode, Problem> {
    sheet.check(at.live.hold(&state).await?.table.space()).map_err(bad)?;
    let version = read_sheet(&state, &at.id, seat, &key).await?.map_or(0, |(_, version)| version) + 1;
    let cabinet = Cabinet::under(&state, &at.id, KIND, key);
    let (name, bytes) = ((seat.0 + 1).to_string(), serde_json::to_vec(&sheet).map_err(|_| Problem::unavailable())?);
    state.store.write(vec![cabinet.keep(&name, version, &bytes), cabinet.destroy_before(&name, version)]).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A package.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Package {
    /// Issue to option, for every issue.
    #[schema(value_type = Object)]
    outcome: Map<String, Value>,
}

/// What a package is worth to the seat that asks.
#[derive(Serialize, ToSchema)]
pub(crate) struct Worth {
    /// Exactly, as a share of 100 points: `n/d`.
    worth: String,
    /// The same in points.
    points: f64,
    /// Whether it reaches the seat's limit and crosses none of its red lines; `null` where the sheet states no limit.
    acceptable: Option<bool>,
    /// The issues on which it chooses what the seat's mandate forbids.
    crossed: Vec<String>,
}

/// What a package is worth by the seat's own sheet. Computed for this answer, and kept nowhere.
#[utoipa::path(post, path = "/api/tables/{id}/worth", tag = "table", params(("id" = String, Path)), request_body = Package,
    responses((status = OK, body = Worth), (status = "4XX", body = Problem)))]
pub(crate) async fn worth(
    Party { at, seat, key }: Party,
    state: Shared<State>,
    Json(package): Json<Package>,
) -> Result<Json<Worth>, Problem> {
    let space = std::sync::Arc::clone(at.live.hold(&state).await?.table.space());
    let chosen = outcome(&space, &package.outcome)
        .map_err(|what| Problem::senseless(what, "choose one option for every issue of the table"))?;
    let (sheet, _) = read_sheet(&state, &at.id, seat, &key)
        .await?
        .ok_or_else(|| Problem::senseless("you have no sheet yet", "fill in your sheet first"))?;
    let utility = sheet.utility(&space).map_err(bad)?;
    let units = utility.evaluate(&chosen);
    let crosses = |line: &&zopa_model::Pattern| line.fits(&chosen);
    let issues = |line: &zopa_model::Pattern| -> Vec<String> {
        line.literals().iter().map(|(issue, _)| space.issues()[*issue].name().to_owned()).collect()
    };
    let crossed: Vec<String> = utility.refusals.iter().filter(crosses).flat_map(issues).collect();
    let acceptable = sheet.limit.as_ref().map(|_| utility.accepts(&chosen));
    let points = utility.quantum.to_f64(units) * 100.0;
    Ok(Json(Worth { worth: utility.quantum.fraction(units), points, acceptable, crossed }))
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
