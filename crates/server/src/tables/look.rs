//! Looking at a table, once or for as long as one likes.

use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use zopa_table::View;

use crate::events::told;
use crate::json::Json;
use crate::problem::Problem;
use crate::session::AtTable;
use crate::state::State;

/// A table as this session may see it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Seen {
    id: String,
    /// How many lines of the record, and of what is between this seat and the mediator, there are.
    seen: u64,
    #[serde(flatten)]
    #[schema(value_type = Object)]
    view: View,
}

/// A table as this session may see it.
#[utoipa::path(get, path = "/api/tables/{id}", tag = "table", params(("id" = String, Path)),
    responses((status = OK, body = Seen), (status = "4XX", body = Problem)))]
pub(crate) async fn look(at: AtTable, state: Shared<State>) -> Result<Json<Seen>, Problem> {
    look_at(&state, &at).await.map(Json)
}

/// A table as whoever is at it may see it.
pub(crate) async fn look_at(state: &State, at: &AtTable) -> Result<Seen, Problem> {
    let held = at.live.hold(state).await?;
    let (view, seen) = (held.table.view(at.actor, &held.head()), held.seen(at.actor));
    drop(held);
    Ok(Seen { id: at.id.clone(), seen, view })
}

/// What happens at a table from now on, as server-sent events: `changed` with `seen` and the `events` that this session may see.
#[utoipa::path(get, path = "/api/tables/{id}/events", tag = "table", params(("id" = String, Path)),
    responses((status = OK, content_type = "text/event-stream"), (status = "4XX", body = Problem)))]
pub(crate) async fn watch(at: AtTable, state: Shared<State>) -> Response {
    told(state.0, &at).into_response()
}
