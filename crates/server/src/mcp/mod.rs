//! Programs at the table: the Model Context Protocol over HTTP, at one address.
//!
//! ```text
//! request ──guard──▶ Session (bearer token, or cookie with its mark) ──▶ tool ──▶ the same functions as the pages' addresses
//! ```
//!
//! A program is whoever its session says: a seat, or a mediator at its own tables. It is asked anew with every request, so a
//! session that ended does nothing more. Nothing is kept between requests. Answers and refusals are results of the tool, each
//! refusal with its `problem`, its `way_out` and, at a table, what would be `legal`.

mod arguments;
mod door;
mod list;
mod mediator;
mod moves;
mod seat;
mod wait;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};

use self::door::Door;
pub use self::list::{Holder, ToolSummary, tools};
use crate::problem::Problem;
use crate::session::{Session, Subject};
use crate::state::State;

/// The address.
pub(crate) const ADDRESS: &str = "/mcp";

/// The address for programs, for whoever has a session.
pub(crate) fn router(state: &State) -> Router<State> {
    let own = state.clone();
    // One request, one answer: nothing is kept between them. Hosts and origins were checked before.
    let config =
        StreamableHttpServerConfig::default().with_legacy_session_mode(false).with_json_response(true).disable_allowed_hosts();
    let sessions = Arc::new(LocalSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(Door::new(own.clone())), sessions, config);
    Router::new().route_service(ADDRESS, service).route_layer(from_fn_with_state(state.clone(), enter))
}

/// Lets in whoever has a session at a table, and says to the tools who it is.
async fn enter(session: Session, mut request: Request, next: Next) -> Result<Response, Problem> {
    if matches!(session.subject, Subject::Group { .. }) {
        return Err(Problem::forbidden("there are no tools for a group of a class", "play on the pages"));
    }
    request.extensions_mut().insert(session);
    Ok(next.run(request).await)
}
