//! The saved cases of an analyst, with every version until it is far behind.
//!
//! A version never changes. Undoing writes a new version with the text of an older one, and remembers where it came from, so
//! that nothing is lost by it: whoever saves over a stale version is told.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_dossier::{catalog, read_case};

use crate::cabinet::{Cabinet, Stored};
use crate::json::Json;
use crate::problem::Problem;
use crate::session::{Analyst, token};
use crate::state::State;

/// Versions of a case that are kept.
const KEPT: i64 = 200;
/// The longest name of a case, in characters.
const LONGEST_NAME: usize = 200;

/// A case as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    name: String,
    title: String,
    text: String,
    /// The version that undoing goes back to.
    back: Option<i64>,
    /// The version that redoing goes forward to.
    forward: Option<i64>,
}

/// A case in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct Listed {
    id: String,
    name: String,
    title: String,
    version: i64,
    /// When it was kept: RFC 3339, UTC.
    changed: String,
}

/// A new case: a text, or one of the catalogue.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCase {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    catalog: Option<String>,
}

/// Where a case was kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct Made {
    id: String,
    version: i64,
}

/// A version.
#[derive(Serialize, ToSchema)]
pub(crate) struct Version {
    version: i64,
}

/// A case that is opened.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenCase {
    id: String,
    name: String,
    text: String,
    version: i64,
    can_undo: bool,
    can_redo: bool,
}

/// A case after undoing or redoing.
#[derive(Serialize, ToSchema)]
pub(crate) struct Turned {
    text: String,
    version: i64,
    can_undo: bool,
    can_redo: bool,
}

/// A text in the place of a version.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saved {
    text: String,
    /// The version that was read before.
    version: i64,
}

fn cabinet<'a>(state: &'a State, analyst: &'a Analyst) -> Cabinet<'a> {
    Cabinet::new(state, &analyst.id, "case")
}

fn opened(stored: &Stored) -> Result<Kept, Problem> {
    serde_json::from_slice(&stored.bytes).map_err(|_| Problem::unavailable())
}

/// The title that a text gives itself; its name where it does not read.
fn title(text: &str, name: &str) -> String {
    read_case(text.as_bytes()).map_or_else(|_| name.to_owned(), |(case, _)| case.title)
}

/// Whether a version is still there.
fn is_kept(version: Option<i64>, latest: i64) -> bool {
    version.is_some_and(|version| version > latest - KEPT)
}

async fn latest(cabinet: &Cabinet<'_>, id: &str) -> Result<(i64, Kept), Problem> {
    let stored = cabinet.latest(id).await?.ok_or_else(Problem::not_found)?;
    Ok((stored.version, opened(&stored)?))
}

async fn write(state: &State, cabinet: &Cabinet<'_>, id: &str, version: i64, kept: &Kept) -> Result<(), Problem> {
    let bytes = serde_json::to_vec(kept).map_err(|_| Problem::unavailable())?;
    let old = cabinet.destroy_before(id, version - KEPT + 1);
    Ok(state.store.write(vec![cabinet.keep(id, version, &bytes), old]).await?)
}

/// The saved cases.
#[utoipa::path(get, path = "/api/cases", tag = "workbench",
    responses((status = OK, body = Vec<Listed>), (status = "4XX", body = Problem)))]
pub(crate) async fn list(analyst: Analyst, state: Shared<State>) -> Result<Json<Vec<Listed>>, Problem> {
    let stored = cabinet(&state, &analyst).list().await?;
    let listed = |stored: &Stored| -> Result<Listed, Problem> {
        let Kept { name, title, .. } = opened(stored)?;
        let changed = Timestamp::from_second(stored.changed).map_or_else(|_| String::new(), |at| at.to_string());
        Ok(Listed { id: stored.id.clone(), name, title, version: stored.version, changed })
    };
    Ok(Json(stored.iter().map(listed).collect::<Result<_, _>>()?))
}

/// Keeps a new case.
#[utoipa::path(post, path = "/api/cases", tag = "workbench", request_body = NewCase,
    responses((status = OK, body = Made), (status = "4XX", body = Problem)))]
pub(crate) async fn make(analyst: Analyst, state: Shared<State>, Json(new): Json<NewCase>) -> Result<Json<Made>, Problem> {
    let (own, text) = match (new.text, new.catalog) {
        (Some(text), None) => ("case".to_owned(), text),
        (None, Some(name)) => {
            let entry = catalog::entries().iter().find(|entry| entry.name == name);
            let entry =
                entry.ok_or_else(|| Problem::senseless("the catalogue has no such case", "choose one of /api/catalog"))?;
            (entry.name.to_owned(), String::from_utf8_lossy(entry.bytes).into_owned())
        }
        _ => {
            return Err(Problem::senseless("a case is made of a text, or of a case of the catalogue", "give one of the two"));
        }
    };
    let name = new.name.unwrap_or(own);
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Problem::senseless("this is no name for a case", format!("give it 1 to {LONGEST_NAME} characters")));
    }
    let id = token::fresh();
    let kept = Kept { title: title(&text, &name), name, text, back: None, forward: None };
    write(&state, &cabinet(&state, &analyst), &id, 1, &kept).await?;
    Ok(Json(Made { id, version: 1 }))
}

/// A saved case.
#[utoipa::path(get, path = "/api/cases/{id}", tag = "workbench", params(("id" = String, Path)),
    responses((status = OK, body = OpenCase), (status = "4XX", body = Problem)))]
pub(crate) async fn read(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<Json<OpenCase>, Problem> {
    let (version, kept) = latest(&cabinet(&state, &analyst), &id).await?;
    let (can_undo, can_redo) = (is_kept(kept.back, version), is_kept(kept.forward, version));
    Ok(Json(OpenCase { id, name: kept.name, text: kept.text, version, can_undo, can_redo }))
}

/// Keeps a new version of a case, where nobody kept another one meanwhile.
#[utoipa::path(put, path = "/api/cases/{id}", tag = "workbench", params(("id" = String, Path)), request_body = Saved,
    responses((status = OK, body = Version), (status = "4XX", body = Problem)))]
pub(crate) async fn keep(
    analyst: Analyst,
    state: Shared<State>,
    Path(id): Path<String>,
    Json(saved): Json<Saved>,
) -> Result<Json<Version>, Problem> {
    let cabinet = cabinet(&state, &analyst);
    let (version, kept) = latest(&cabinet, &id).await?;
    if version != saved.version {
        let detail = "this case was saved from somewhere else meanwhile";
        return Err(Problem::conflict(detail, "load it again, and repeat your change"));
    }
    let new =
        Kept { title: title(&saved.text, &kept.name), name: kept.name, text: saved.text, back: Some(version), forward: None };
    write(&state, &cabinet, &id, version + 1, &new).await?;
    Ok(Json(Version { version: version + 1 }))
}

/// Takes back the last change of a case.
#[utoipa::path(post, path = "/api/cases/{id}/undo", tag = "workbench", params(("id" = String, Path)),
    responses((status = OK, body = Turned), (status = "4XX", body = Problem)))]
pub(crate) async fn undo(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<Json<Turned>, Problem> {
    let cabinet = cabinet(&state, &analyst);
    let (version, kept) = latest(&cabinet, &id).await?;
    let nothing = || Problem::conflict("there is nothing to take back", "change something first");
    let before = cabinet.version(&id, kept.back.ok_or_else(nothing)?).await?.ok_or_else(nothing)?;
    let before = opened(&before)?;
    turn(&state, &cabinet, &id, version, Kept { forward: Some(version), ..before }).await
}

/// Does again what was taken back.
#[utoipa::path(post, path = "/api/cases/{id}/redo", tag = "workbench", params(("id" = String, Path)),
    responses((status = OK, body = Turned), (status = "4XX", body = Problem)))]
pub(crate) async fn redo(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<Json<Turned>, Problem> {
    let cabinet = cabinet(&state, &analyst);
    let (version, kept) = latest(&cabinet, &id).await?;
    let nothing = || Problem::conflict("there is nothing to do again", "take something back first");
    let after = cabinet.version(&id, kept.forward.ok_or_else(nothing)?).await?.ok_or_else(nothing)?;
    turn(&state, &cabinet, &id, version, opened(&after)?).await
}

async fn turn(state: &State, cabinet: &Cabinet<'_>, id: &str, version: i64, kept: Kept) -> Result<Json<Turned>, Problem> {
    let version = version + 1;
    write(state, cabinet, id, version, &kept).await?;
    let (can_undo, can_redo) = (is_kept(kept.back, version), is_kept(kept.forward, version));
    Ok(Json(Turned { text: kept.text, version, can_undo, can_redo }))
}

/// Destroys every version of a case.
#[utoipa::path(delete, path = "/api/cases/{id}", tag = "workbench", params(("id" = String, Path)),
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn destroy(analyst: Analyst, state: Shared<State>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    let cabinet = cabinet(&state, &analyst);
    latest(&cabinet, &id).await?;
    state.store.write(vec![cabinet.destroy(&id)]).await?;
    Ok(StatusCode::NO_CONTENT)
}
