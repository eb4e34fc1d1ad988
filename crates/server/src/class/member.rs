//! What a part of a group sees and enters: its own sheet, and its group's form.

use std::collections::BTreeMap;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use zopa_report::class::Lesson;
use zopa_table::class::{Agreement, Form, Group, Part};

use super::room::{Debriefed, Room, change, course, room, sheet};
use crate::json::Json;
use crate::problem::Problem;
use crate::session::Member;
use crate::state::State;

/// Issue to option.
type Package = BTreeMap<String, String>;

/// One's own part.
#[derive(Serialize, ToSchema)]
pub(crate) struct Mine {
    title: String,
    /// `open` or `revealed`.
    state: &'static str,
    group: u32,
    part: u32,
    /// All parties, in the order of the parts.
    parties: Vec<String>,
    /// As `zopa sheet --json` writes it: this part's points, and nobody else's.
    #[schema(value_type = Object)]
    sheet: Value,
    agreement: Entered,
}

/// What the group has entered, as far as this part may know.
#[derive(Serialize, ToSchema)]
struct Entered {
    /// What this part has entered.
    mine: Option<Entry>,
    /// The parts that have entered something, from one.
    confirmed: Vec<u32>,
    /// Whether all have entered the same.
    r#final: bool,
    /// The issues on which the forms differ; empty where one says that there is no agreement.
    differs: Option<Vec<String>>,
}

/// What a part has entered: a package, or nothing for no agreement.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// Issue to option; `null` for no agreement. It has to be there: nothing left out means no agreement.
    #[serde(deserialize_with = "said")]
    outcome: Option<Package>,
}

/// Reads what has to be there, be it `null`.
fn said<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Package>, D::Error> {
    Option::deserialize(deserializer)
}

impl Member {
    /// The places of group and part, from zero.
    fn own<'r>(&self, room: &'r Room) -> Result<(&'r Group, &'r Part), Problem> {
        let group = (self.group as usize).checked_sub(1).and_then(|at| room.groups.get(at)).ok_or_else(Problem::not_found)?;
        let part = (self.part as usize).checked_sub(1).and_then(|at| group.parts().get(at)).ok_or_else(Problem::not_found)?;
        if part.joined { Ok((group, part)) } else { Err(Problem::not_logged_in()) }
    }
}

/// One's own sheet and one's group's form.
#[utoipa::path(get, path = "/api/class", tag = "class", responses((status = OK, body = Mine), (status = "4XX", body = Problem)))]
pub(crate) async fn mine(member: Member, state: Shared<State>) -> Result<Json<Mine>, Problem> {
    let room = room(&state, &member.class).await?;
    let (group, part) = member.own(&room)?;
    let sheet = sheet(&state, &member.class, member.group, member.part).await?;
    let agreement = entered(&sheet, group, part);
    let Member { group, part, .. } = member;
    Ok(Json(Mine { state: room.state(), title: room.title, group, part, parties: room.parties, sheet, agreement }))
}

fn entered(sheet: &Value, group: &Group, part: &Part) -> Entered {
    let confirmed = (1..).zip(group.parts()).filter(|(_, part)| part.form.is_some()).map(|(part, _)| part);
    let agreement = group.agreement();
    Entered {
        mine: part.form.as_ref().map(|form| Entry { outcome: named(sheet, form) }),
        confirmed: confirmed.collect(),
        r#final: matches!(agreement, Agreement::Final(_)),
        differs: match agreement {
            Agreement::Differs { issues } => {
                Some(issues.into_iter().map(|issue| text(&sheet["issues"][issue]["issue"])).collect())
            }
            Agreement::Open | Agreement::Final(_) => None,
        },
    }
}

/// The form by the names on the sheet.
fn named(sheet: &Value, form: &Form) -> Option<Package> {
    let issues = sheet["issues"].as_array()?;
    match form {
        Form::NoDeal => None,
        Form::Deal(options) => {
            let pair =
                |(issue, option): (&Value, &u32)| (text(&issue["issue"]), text(&issue["options"][*option as usize]["option"]));
            Some(issues.iter().zip(options).map(pair).collect())
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Enters what was agreed, in place of what this part entered before.
#[utoipa::path(put, path = "/api/class/agreement", tag = "class", request_body = Entry,
    responses((status = NO_CONTENT), (status = "4XX", body = Problem)))]
pub(crate) async fn enter(member: Member, state: Shared<State>, Json(entry): Json<Entry>) -> Result<StatusCode, Problem> {
    let before = room(&state, &member.class).await?;
    member.own(&before)?;
    let (lesson, course) = course(&state, &member.class, &before.play).await?;
    let form = match &entry.outcome {
        None => Form::NoDeal,
        Some(package) => chosen(&lesson, package)?,
    };
    let at = member.part as usize - 1;
    change(&state, &member.class, Vec::new(), |room| {
        if room.revealed {
            return Err(Problem::conflict("the debrief is shown already", "nothing can be entered any more"));
        }
        Ok(room.group(member.group)?.enter(at, form.clone(), course.space())?)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The form of a package by name.
fn chosen(lesson: &Lesson, package: &Package) -> Result<Form, Problem> {
    let way_out = "settle every issue with an option that stands on the sheet";
    if let Some(unknown) = package.keys().find(|name| lesson.issues.iter().all(|issue| issue.name != **name)) {
        return Err(Problem::senseless(format!("`{unknown}` is no issue of the sheet"), way_out));
    }
    let option = |issue: &zopa_report::class::LessonIssue| {
        let name =
            package.get(&issue.name).ok_or_else(|| Problem::senseless(format!("`{}` has no option", issue.name), way_out))?;
        let at = issue.options.iter().position(|(option, _)| option == name);
        let at = at.ok_or_else(|| Problem::senseless(format!("`{name}` is no option of `{}`", issue.name), way_out))?;
        Ok(at as u32)
    };
    Ok(Form::Deal(lesson.issues.iter().map(option).collect::<Result<_, Problem>>()?))
}

/// The debrief, once the teacher has revealed it.
#[utoipa::path(get, path = "/api/class/debrief", tag = "class",
    responses((status = OK, body = Debriefed), (status = "4XX", body = Problem)))]
pub(crate) async fn debrief(member: Member, state: Shared<State>) -> Result<Json<Debriefed>, Problem> {
    let room = room(&state, &member.class).await?;
    member.own(&room)?;
    room.debrief(&state, &member.class).await.map(Json)
}
