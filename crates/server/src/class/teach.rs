//! What the teacher of a class does.

use axum::extract::{Path, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_report::class::results_csv;
use zopa_table::class::{Agreement, Group, JoinCode};

use super::make::{code_name, codes, taught};
use super::room::{Debriefed, change, course, last, room_of};
use crate::json::Json;
use crate::problem::Problem;
use crate::session::{Analyst, Subject};
use crate::state::State;
use crate::store::write;

/// A class in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClassLine {
    id: String,
    title: String,
    /// `open` or `revealed`.
    state: &'static str,
}

/// A class as its teacher sees it: who is there, and which groups have agreed on something, not on what.
#[derive(Serialize, ToSchema)]
pub(crate) struct TaughtClass {
    id: String,
    title: String,
    /// What students join with.
    code: String,
    /// `open` or `revealed`.
    state: &'static str,
    groups: Vec<TaughtGroup>,
}

/// A group as its teacher sees it.
#[derive(Serialize, ToSchema)]
struct TaughtGroup {
    group: u32,
    parts: Vec<TaughtPart>,
    /// Whether all its parts have entered the same.
    agreed: bool,
}

/// A part as its teacher sees it.
#[derive(Serialize, ToSchema)]
struct TaughtPart {
    part: u32,
    party: String,
    joined: bool,
}

/// The analyst's classes.
#[utoipa::path(get, path = "/api/classes", tag = "class",
    responses((status = OK, body = [ClassLine]), (status = "4XX", body = Problem)))]
pub(crate) async fn list(analyst: Analyst, state: Shared<State>) -> Result<Json<Vec<ClassLine>>, Problem> {
    let mut own = taught(&state, &analyst.id).list().await?;
    own.sort_by_key(|stored| stored.changed);
    let mut lines = Vec::with_capacity(own.len());
    for stored in own {
        let room = room_of(&state, &stored.id, &analyst.id).await?;
        lines.push(ClassLine { id: stored.id, state: room.state(), title: room.title });
    }
    Ok(Json(lines))
}

/// One of the analyst's classes.
#[utoipa::path(get, path = "/api/classes/{id}", tag = "class", params(("id" = String, Path)),
    responses((status = OK, body = TaughtClass), (status = "4XX", body = Problem)))]
pub(crate) async fn read(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<Json<TaughtClass>, Problem> {
    let room = room_of(&state, &id, &analyst.id).await?;
    let group = |(group, of): (u32, &Group)| {
        let parts = (1..).zip(of.parts().iter().zip(&room.parties));
        TaughtGroup {
            group,
            parts: parts.map(|(part, (of, party))| TaughtPart { part, party: party.clone(), joined: of.joined }).collect(),
            agreed: matches!(of.agreement(), Agreement::Final(_)),
        }
    };
    let groups = (1..).zip(&room.groups).map(group).collect();
    Ok(Json(TaughtClass { id, title: room.title.clone(), code: room.code.clone(), state: room.state(), groups }))
}

/// Which part is freed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Free {
    /// From one.
    group: u32,
    /// From one.
    part: u32,
}

/// Frees a part, so that somebody else can take it. Whoever had it is logged out; what it had entered is dropped, unless the agreement is
/// final.
#[utoipa::path(post, path = "/api/classes/{id}/free", tag = "class", request_body = Free, params(("id" = String, Path)),
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn free(
    analyst: Analyst,
    state: Shared<State>,
    Path(id): Path<String>,
    given: Result<Json<Free>, Problem>,
) -> Result<StatusCode, Problem> {
    room_of(&state, &id, &analyst.id).await?;
    let Json(Free { group, part }) = given?;
    let subject = Subject::Group { class: id.clone(), group, part };
    let log_out = write("DELETE FROM sessions WHERE subject = $1", vec![subject.written().into()]);
    let at = (part as usize).checked_sub(1).ok_or_else(Problem::not_found)?;
    change(&state, &id, vec![log_out], |room| Ok(room.group(group)?.free(at)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows the debrief to all, and takes no more forms.
#[utoipa::path(post, path = "/api/classes/{id}/reveal", tag = "class", params(("id" = String, Path)),
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn reveal(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    room_of(&state, &id, &analyst.id).await?;
    let show = |room: &mut super::room::Room| {
        room.revealed = true;
        Ok(())
    };
    change(&state, &id, Vec::new(), show).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the groups agreed on, as `zopa debrief` reads it: groups whose forms are all in and alike.
#[utoipa::path(get, path = "/api/classes/{id}/results.csv", tag = "class", params(("id" = String, Path)),
    responses((status = OK, content_type = "text/csv", body = String), (status = "4XX", body = Problem)))]
pub(crate) async fn results(
    analyst: Analyst,
    state: Shared<State>,
    Path(id): Path<String>,
) -> Result<impl IntoResponse, Problem> {
    let room = room_of(&state, &id, &analyst.id).await?;
    room.must_be_revealed()?;
    let (lesson, course) = course(&state, &id, &room.play).await?;
    let text = results_csv(&lesson, &course, room.forms());
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"results.csv\""),
    ];
    Ok((headers, text))
}

/// The debrief, once it is revealed.
#[utoipa::path(get, path = "/api/classes/{id}/debrief", tag = "class", params(("id" = String, Path)),
    responses((status = OK, body = Debriefed), (status = "4XX", body = Problem)))]
pub(crate) async fn debrief(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<Json<Debriefed>, Problem> {
    room_of(&state, &id, &analyst.id).await?.debrief(&state, &id).await.map(Json)
}

/// Destroys a class with its sheets, forms and sessions.
#[utoipa::path(delete, path = "/api/classes/{id}", tag = "class", params(("id" = String, Path)),
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn destroy(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    let room = room_of(&state, &id, &analyst.id).await?;
    let code: JoinCode = room.code.parse().map_err(|_| Problem::unavailable())?;
    let mut writes = last(&state, &id, &room);
    writes.push(codes(&state).destroy(&code_name(&state, &code)));
    writes.push(taught(&state, &analyst.id).destroy(&id));
    let sessions = format!(r#"{{"as":"group","class":"{id}",%"#);
    writes.push(write("DELETE FROM sessions WHERE subject LIKE $1", vec![sessions.into()]));
    state.store.write(writes).await?;
    Ok(StatusCode::NO_CONTENT)
}
