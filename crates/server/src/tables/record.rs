//! The record of a table, to be taken along and checked anywhere (`zopa replay --public`).

use axum::extract::State as Shared;
use axum::http::header;
use axum::response::IntoResponse;
use zopa_table::Stream;
use zopa_table::record::Bundle;

use crate::json::Json;
use crate::problem::Problem;
use crate::session::{AtTable, Mediator, Operator};
use crate::state::State;

/// Lines of JSON, to be saved under this name.
fn attached(name: &str, text: String) -> impl IntoResponse {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, "application/x-ndjson".to_owned()), (header::CONTENT_DISPOSITION, disposition)], text)
}

/// The public record: a chain of lines that shows what was changed or left out.
#[utoipa::path(get, path = "/api/tables/{id}/record", tag = "table", params(("id" = String, Path)),
    responses((status = OK, content_type = "application/x-ndjson", body = String), (status = "4XX", body = Problem)))]
pub(crate) async fn public(at: AtTable, state: Shared<State>) -> Result<impl IntoResponse, Problem> {
    Ok(attached("record.jsonl", at.live.record(&state, |stream| stream == Stream::Public).await?))
}

/// What this session may read beyond the public record: of a seat its caucus, of the mediator all caucuses and its questions.
#[utoipa::path(get, path = "/api/tables/{id}/record/own", tag = "table", params(("id" = String, Path)),
    responses((status = OK, content_type = "application/x-ndjson", body = String), (status = "4XX", body = Problem)))]
pub(crate) async fn own(at: AtTable, state: Shared<State>) -> Result<impl IntoResponse, Problem> {
    let actor = at.actor;
    let text = at.live.record(&state, move |stream| stream != Stream::Public && stream.reaches(actor)).await?;
    Ok(attached("own-record.jsonl", text))
}

/// The bundle with which the whole table can be done again, strategies included. It holds what seats entrusted, so only the
/// operator gets it, of a table that it mediates; to be sealed at once (`zopa seal`).
#[utoipa::path(get, path = "/api/tables/{id}/bundle", tag = "table", params(("id" = String, Path)),
    responses((status = OK, body = Object), (status = "4XX", body = Problem)))]
pub(crate) async fn bundle(_: Operator, Mediator(at): Mediator, state: Shared<State>) -> Result<Json<Bundle>, Problem> {
    let lines = at.live.record(&state, |_| true).await?.lines().map(str::to_owned).collect();
    let entrusted = at.live.entrusted(&state).await?;
    Ok(Json(Bundle { zopa: 1, kind: "bundle".to_owned(), lines, entrusted }))
}
