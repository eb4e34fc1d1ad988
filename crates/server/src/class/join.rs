//! Joining a class with its code. No name is asked.

use axum::extract::State as Shared;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zopa_table::class::{Group, JoinCode};

use super::make::{code_name, codes};
use super::room::{Room, change, room};
use crate::json::Json;
use crate::problem::Problem;
use crate::session::{Subject, Who, begin};
use crate::state::State;

/// The code that stands on the board.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    code: String,
}

/// What can be joined.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenClass {
    class: String,
    title: String,
    groups: Vec<OpenGroup>,
}

/// A group that can be joined.
#[derive(Serialize, ToSchema)]
struct OpenGroup {
    group: u32,
    parts: Vec<OpenPart>,
}

/// A part, perhaps taken.
#[derive(Serialize, ToSchema)]
struct OpenPart {
    part: u32,
    party: String,
    free: bool,
}

/// The class of a code. Codes that are wrong are slowed down, all together; who has the right one is not.
async fn class_of(state: &State, typed: &str) -> Result<String, Problem> {
    let found = match typed.parse::<JoinCode>() {
        Ok(code) => codes(state).latest(&code_name(state, &code)).await?,
        Err(bad) => return Err(Problem::senseless(bad.to_string(), "type the code as it stands on the board")),
    };
    match found.and_then(|stored| String::from_utf8(stored.bytes).ok()) {
        Some(id) => Ok(id),
        None => {
            state.throttle.knock("a join code that is none")?;
            Err(Problem::senseless("no class has this code", "compare it with the one on the board"))
        }
    }
}

/// Which parts of a class are free.
#[utoipa::path(post, path = "/api/join", tag = "class", request_body = Code,
    responses((status = OK, body = OpenClass), (status = "4XX", body = Problem)))]
pub(crate) async fn look(state: Shared<State>, Json(typed): Json<Code>) -> Result<Json<OpenClass>, Problem> {
    let class = class_of(&state, &typed.code).await?;
    let Room { title, groups, parties, .. } = room(&state, &class).await?;
    let parts = |group: &Group| {
        let named = (1..).zip(group.parts().iter().zip(&parties));
        named.map(|(part, (of, party))| OpenPart { part, party: party.clone(), free: !of.joined }).collect()
    };
    let groups = (1..).zip(&groups).map(|(group, of)| OpenGroup { group, parts: parts(of) }).collect();
    Ok(Json(OpenClass { class, title, groups }))
}

/// A part to take.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Take {
    code: String,
    /// From one.
    group: u32,
    /// From one.
    part: u32,
}

/// Takes a part. Each is taken once; the teacher can free it.
#[utoipa::path(post, path = "/api/join/seat", tag = "class", request_body = Take,
    responses((status = OK, body = Who), (status = "4XX", body = Problem)))]
pub(crate) async fn take(state: Shared<State>, Json(taken): Json<Take>) -> Result<Response, Problem> {
    let class = class_of(&state, &taken.code).await?;
    let no_such = || Problem::senseless("there is no such part", "choose one of those that /api/join shows");
    let at = (taken.part as usize).checked_sub(1).ok_or_else(no_such)?;
    change(&state, &class, Vec::new(), |room| {
        if room.revealed {
            return Err(Problem::conflict("the class is over", "ask the teacher for the next one"));
        }
        let group = room.group(taken.group).map_err(|_| no_such())?;
        if at >= group.parts().len() {
            return Err(no_such());
        }
        Ok(group.join(at)?)
    })
    .await?;
    begin(&state, Subject::Group { class, group: taken.group, part: taken.part }, None, Vec::new()).await
}
