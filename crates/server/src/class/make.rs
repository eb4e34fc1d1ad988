//! Making a class.

use axum::extract::State as Shared;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_dossier::catalog;
use zopa_report::class::{assemble_sheet, sheet_json};
use zopa_table::class::{Course, Group, JoinCode};

use super::room::{DrawnFor, Play, Room, course_of, first};
use crate::cabinet::Cabinet;
use crate::json::Json;
use crate::keys::random;
use crate::problem::Problem;
use crate::session::{Analyst, token};
use crate::state::State;

/// The most groups of a class.
const MOST_GROUPS: u32 = 60;
/// The longest title, in bytes.
const LONGEST_TITLE: usize = 200;
/// Documents that find the class of a code.
const CODES: &str = "join codes";
/// Documents that find the classes of a teacher.
const TAUGHT: &str = "classes taught";

/// A class to be made of a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewClass {
    /// Its title; the case's where there is none.
    #[serde(default)]
    title: Option<String>,
    /// The text of a case.
    #[serde(default)]
    case: Option<String>,
    /// The name of a case of the catalogue.
    #[serde(default)]
    catalog: Option<String>,
    /// The judgement that payoffs follow from; needed where there are several.
    #[serde(default)]
    judgement: Option<String>,
    /// From what payoffs are drawn; the story is always the public one.
    #[serde(default, rename = "for")]
    drawn_for: DrawnFor,
    /// How many groups, at most 60.
    groups: u32,
    /// Whether every group gets payoffs of its own.
    vary: bool,
    /// The seed of the payoffs; a long random number where there is none.
    #[serde(default)]
    seed: Option<u64>,
}

/// A new class.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeClass {
    id: String,
    /// What students join with.
    code: String,
}

/// The documents that find the class of a code.
pub(super) fn codes(state: &State) -> Cabinet<'_> {
    Cabinet::new(state, CODES, CODES)
}

/// Under which name a code is kept: whoever reads the database cannot tell the code.
pub(super) fn code_name(state: &State, code: &JoinCode) -> String {
    state.operator.mark(&format!("join code {}", code.key()))
}

/// The documents that find the classes of a teacher.
pub(super) fn taught<'a>(state: &'a State, teacher: &'a str) -> Cabinet<'a> {
    Cabinet::new(state, teacher, TAUGHT)
}

/// Makes a class; whoever makes it teaches it.
#[utoipa::path(post, path = "/api/classes", tag = "class", request_body = NewClass,
    responses((status = OK, body = MadeClass), (status = "4XX", body = Problem)))]
pub(crate) async fn make(analyst: Analyst, state: Shared<State>, Json(new): Json<NewClass>) -> Result<Json<MadeClass>, Problem> {
    let (room, case, sheets) = tokio::task::block_in_place(|| prepared(&analyst.id, new))?;
    let id = token::fresh();
    let code: JoinCode = room.code.parse().map_err(|_| Problem::unavailable())?;
    let mut writes = first(&state, &id, &room, &case, &sheets);
    // A code that another class has is a conflict: nothing is made, and the next try draws another.
    writes.push(codes(&state).keep(&code_name(&state, &code), 1, id.as_bytes()));
    writes.push(taught(&state, &analyst.id).keep(&id, 1, b""));
    state.store.write(writes).await?;
    Ok(Json(MadeClass { id, code: room.code }))
}

/// The room, the case, and the sheet of every part.
type Prepared = (Room, Vec<u8>, Vec<(u32, u32, Vec<u8>)>);

fn prepared(teacher: &str, new: NewClass) -> Result<Prepared, Problem> {
    if !(1..=MOST_GROUPS).contains(&new.groups) {
        return Err(Problem::senseless(format!("a class has from 1 to {MOST_GROUPS} groups"), "make several classes"));
    }
    if new.title.as_ref().is_some_and(|title| title.trim().is_empty() || title.len() > LONGEST_TITLE) {
        return Err(Problem::senseless("the title is empty or too long", "choose a short one, or leave it out"));
    }
    let case = case_of(new.case, new.catalog)?;
    let seed = new.seed.unwrap_or_else(|| u64::from_le_bytes(random()));
    let play = Play { judgement: new.judgement, drawn_for: new.drawn_for, vary: new.vary, seed };
    let (lesson, course) = course_of(&case, &play)?;
    let sheet = |group: u32, part: usize| {
        let bytes = sheet_json(&assemble_sheet(&lesson, &course, group, part)).into_bytes();
        (group, part as u32 + 1, bytes)
    };
    let parts = course.parts();
    let sheets = (1..=new.groups).flat_map(|group| (0..parts).map(move |part| (group, part)));
    let sheets = sheets.map(|(group, part)| sheet(group, part)).collect();
    let room = Room {
        teacher: teacher.to_owned(),
        title: new.title.map_or_else(|| lesson.title.clone(), |title| title.trim().to_owned()),
        code: JoinCode::from_bytes(random()).to_string(),
        parties: lesson.parties.clone(),
        revealed: false,
        groups: groups(&course, new.groups),
        play,
    };
    Ok((room, case, sheets))
}

fn groups(course: &Course, groups: u32) -> Vec<Group> {
    (0..groups).map(|_| Group::new(course.parts())).collect()
}

fn case_of(case: Option<String>, catalog: Option<String>) -> Result<Vec<u8>, Problem> {
    match (case, catalog) {
        (Some(case), None) => Ok(case.into_bytes()),
        (None, Some(name)) => {
            let entry = catalog::entries().iter().find(|entry| entry.name == name);
            let missing = || Problem::senseless("the catalogue has no such case", "choose one of /api/catalog");
            entry.map(|entry| entry.bytes.to_vec()).ok_or_else(missing)
        }
        _ => Err(Problem::senseless("a class is made of a case, or of one of the catalogue", "give one of the two")),
    }
}
