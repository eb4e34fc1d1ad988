//! All addresses, as one service that tests can call without a port.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State as Shared};
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyDeadlineLayer;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::session::Operator;
use crate::state::State;
use crate::{account, class, guard, mcp, pages, session, tables, workbench};

/// The largest body, in bytes: a case with its sources.
const LARGEST_BODY: usize = 4 << 20;
/// How long a body may take to arrive.
const SLOWEST_BODY: Duration = Duration::from_secs(20);

#[derive(utoipa::OpenApi)]
#[openapi(info(
    title = "zopa serve",
    description = "The table on the web. Every change carries `X-Zopa-Csrf` as `GET /api/session` gives it; errors are problem details with a `way_out`."
))]
struct Description;

fn api() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(health))
        .routes(routes!(metrics))
        .merge(session::router())
        .merge(account::router())
        .merge(tables::router())
        .merge(workbench::router())
        .merge(class::router())
}

/// The description of every address, from the same list that serves them.
pub fn openapi() -> OpenApi {
    api().split_for_parts().1
}

/// Everything that the server answers.
pub fn app(state: State) -> Router {
    let (router, description) = api().split_for_parts();
    let description = Json(description);
    router
        .route("/api/openapi.json", get(move || std::future::ready(description.clone().into_response())))
        .merge(mcp::router(&state))
        .route("/", get(pages::page))
        .route("/{*path}", get(pages::page))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(RequestBodyDeadlineLayer::new(SLOWEST_BODY))
        .layer(from_fn_with_state(state.clone(), guard::guard))
        .layer(CatchPanicLayer::custom(|_| Problem::unavailable().into_response()))
        .with_state(state)
}

/// Whether the server answers.
#[utoipa::path(get, path = "/api/health", tag = "operation", responses((status = OK)))]
async fn health(state: Shared<State>) -> Result<Json<serde_json::Value>, Problem> {
    state.store.row("SELECT value FROM meta WHERE name = 'version'", vec![]).await?;
    Ok(Json(serde_json::json!({ "status": "ok" })))
}

/// Counters in the text format of Prometheus, for the operator.
#[utoipa::path(get, path = "/api/metrics", tag = "operation", responses((status = OK, body = String), (status = "4XX", body = Problem)))]
async fn metrics(_: Operator, state: Shared<State>) -> Result<impl IntoResponse, Problem> {
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics.text()))
}
