//! Making tables, inviting to them, and taking them away.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_dossier::catalog;
use zopa_table::{Rules, Terms};

use super::terms;
use crate::account::Link;
use crate::json::Json;
use crate::problem::Problem;
use crate::session::{Analyst, Mediator, Session, Subject, invite as link_for};
use crate::state::State;
use crate::store::{column, write};

/// A table to be made, of a case or of terms.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTable {
    /// Its title; the case's where there is none.
    #[serde(default)]
    title: Option<String>,
    /// The text of a case.
    #[serde(default)]
    case: Option<String>,
    /// The name of a case of the catalogue.
    #[serde(default)]
    catalog: Option<String>,
    /// Terms that were written out.
    #[serde(default)]
    #[schema(value_type = Object)]
    terms: Option<Terms>,
    /// How the table deals with what is secret; with terms, they stand there.
    #[serde(default)]
    #[schema(value_type = Object)]
    rules: Option<Rules>,
}

/// A new thing's name.
#[derive(Serialize, ToSchema)]
pub(crate) struct Made {
    /// Its id.
    pub(crate) id: String,
}

/// Makes a table; whoever makes it mediates it.
#[utoipa::path(post, path = "/api/tables", tag = "table", request_body = NewTable,
    responses((status = OK, body = Made), (status = "4XX", body = Problem)))]
pub(crate) async fn make(analyst: Analyst, state: Shared<State>, Json(new): Json<NewTable>) -> Result<Json<Made>, Problem> {
    let terms = tokio::task::block_in_place(|| terms_of(new))?;
    Ok(Json(Made { id: state.hall.make(&state, &analyst.id, terms).await? }))
}

fn terms_of(new: NewTable) -> Result<Terms, Problem> {
    let missing = || Problem::senseless("the table has no rules", "say how it deals with questions, votes and improvements");
    match (new.case, new.catalog, new.terms) {
        (Some(case), None, None) => terms::of_case("case", case.as_bytes(), new.title, new.rules.ok_or_else(missing)?),
        (None, Some(name), None) => {
            let entry = catalog::entries().iter().find(|entry| entry.name == name);
            let entry =
                entry.ok_or_else(|| Problem::senseless("the catalogue has no such case", "choose one of /api/catalog"))?;
            terms::of_case(entry.name, entry.bytes, new.title, new.rules.ok_or_else(missing)?)
        }
        (None, None, Some(terms)) if new.rules.is_none() => Ok(Terms { title: new.title.unwrap_or(terms.title), ..terms }),
        _ => Err(Problem::senseless("a table is made of a case, a case of the catalogue, or terms", "give one of the three")),
    }
}

/// A table that somebody mediates or sits at.
#[derive(Serialize, ToSchema)]
pub(crate) struct Listed {
    id: String,
    title: String,
    /// `open` or `closed`.
    state: &'static str,
}

/// The tables that the session may enter: an analyst's own, or the one of a seat.
#[utoipa::path(get, path = "/api/tables", tag = "table",
    responses((status = OK, body = [Listed]), (status = "4XX", body = Problem)))]
pub(crate) async fn list(session: Session, state: Shared<State>) -> Result<Json<Vec<Listed>>, Problem> {
    listed(&state, session).await.map(Json)
}

/// The tables that a session may enter.
pub(crate) async fn listed(state: &State, session: Session) -> Result<Vec<Listed>, Problem> {
    let ids = match session.subject {
        Subject::Account { id } => {
            let rows = state.store.rows("SELECT id FROM tables WHERE owner = $1 ORDER BY created, id", vec![id.into()]).await?;
            rows.iter().map(|row| column::<String>(row, 0)).collect::<Result<Vec<_>, _>>()?
        }
        Subject::Seat { table, .. } => vec![table],
        Subject::Group { .. } => Vec::new(),
    };
    let mut listed = Vec::with_capacity(ids.len());
    for id in ids {
        let live = state.hall.table(state, &id).await?;
        let held = live.hold(state).await?;
        let (title, state) = (held.table.terms().title.clone(), held.table.state());
        drop(held);
        listed.push(Listed { id, title, state });
    }
    Ok(listed)
}

/// Which seat is invited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invite {
    /// From one.
    seat: u32,
}

/// A fresh link for a seat, which opens once. The one before it is void. Whoever opens it takes the seat, ends the sessions of
/// whoever had it, and begins with an empty compartment; the record shows that the seat was taken.
#[utoipa::path(post, path = "/api/tables/{id}/invitations", tag = "table", request_body = Invite, params(("id" = String, Path)),
    responses((status = OK, body = Link), (status = "4XX", body = Problem)))]
pub(crate) async fn invite(
    Mediator(at): Mediator,
    state: Shared<State>,
    Json(invite): Json<Invite>,
) -> Result<Json<Link>, Problem> {
    at.live.hold(&state).await?.table.seat(invite.seat)?;
    let subject = Subject::Seat { table: at.id, seat: invite.seat };
    let (token, kept) = link_for(&subject);
    let void = write("DELETE FROM invitations WHERE subject = $1", vec![subject.written().into()]);
    state.store.write(vec![void, kept]).await?;
    Ok(Json(Link { link: format!("/seat#{token}") }))
}

/// Destroys a table with everything in it.
#[utoipa::path(delete, path = "/api/tables/{id}", tag = "table", params(("id" = String, Path)),
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn destroy(Mediator(at): Mediator, state: Shared<State>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    // Nobody may be writing to it meanwhile.
    let held = at.live.hold(&state).await?;
    let seat = format!(r#"{{"as":"seat","table":"{id}",%"#);
    let mut writes: Vec<_> = DESTROYING.iter().map(|sql| write(sql, vec![id.as_str().into()])).collect();
    writes.push(write("DELETE FROM sessions WHERE subject LIKE $1", vec![seat.as_str().into()]));
    writes.push(write("DELETE FROM invitations WHERE subject LIKE $1", vec![seat.into()]));
    state.store.write(writes).await?;
    state.hall.forget(&id).await;
    drop(held);
    Ok(StatusCode::NO_CONTENT)
}

const DESTROYING: [&str; 6] = [
    "DELETE FROM streams WHERE table_id = $1",
    "DELETE FROM lines WHERE table_id = $1",
    "DELETE FROM seats WHERE table_id = $1",
    "DELETE FROM done WHERE table_id = $1",
    "DELETE FROM documents WHERE owner = $1",
    "DELETE FROM tables WHERE id = $1",
];
