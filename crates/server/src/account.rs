//! Accounts of analysts. The operator is one of them, and invites the others.

use utoipa::ToSchema;

use axum::extract::State as Shared;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::json::Json;
use crate::problem::Problem;
use crate::session::{Operator, Subject, invite};
use crate::state::State;
use crate::store::write;

/// The account of whoever started the server.
pub(crate) const OPERATOR: &str = "operator";
/// The longest name, in bytes.
const LONGEST_NAME: usize = 200;

pub(crate) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(add_account))
}

/// An analyst to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAccount {
    /// The name to log in with.
    name: String,
}

/// A link that opens once.
#[derive(Serialize, ToSchema)]
pub(crate) struct Link {
    /// The path with the token in its fragment.
    pub(crate) link: String,
}

/// Invites an analyst.
#[utoipa::path(post, path = "/api/accounts", request_body = NewAccount, tag = "session",
    responses((status = OK, body = Link), (status = "4XX", body = Problem)))]
async fn add_account(_: Operator, state: Shared<State>, Json(new): Json<NewAccount>) -> Result<Json<Link>, Problem> {
    let name = new.name.trim();
    if name.is_empty() || name.len() > LONGEST_NAME {
        return Err(Problem::senseless("the name is empty or too long", "choose a short name"));
    }
    let id = crate::session::token::fresh();
    let insert = "INSERT INTO accounts (id, name) VALUES ($1, $2)";
    let account = write(insert, vec![id.clone().into(), name.into()]);
    let (token, invitation) = invite(&Subject::Account { id });
    state.store.write(vec![account, invitation]).await?;
    Ok(Json(Link { link: format!("/seat#{token}") }))
}
