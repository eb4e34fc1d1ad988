//! What tools take. Nothing has a default: what is left out is asked for.

use rmcp::model::JsonObject;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::problem::Problem;

/// Nothing.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// A package.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Package {
    /// One option for every issue of the table: issue to option, by their names.
    pub(super) outcome: Map<String, Value>,
}

/// A sheet.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    /// The whole sheet, in place of the one before: `weights` (issue to a number from 0), `values` (issue to option to points from
    /// 0 to 100), `limit` (points, or null), `forbidden` (issue to a list of options), `fallback`, `notes`.
    pub(super) sheet: Map<String, Value>,
}

/// Until when to wait.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wait {
    /// What `look` or a move last said as `seen`.
    pub(super) seen: u64,
    /// How long to wait at most: 1 to 50 seconds.
    pub(super) seconds: u32,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Strength {
    /// From a strong no to a strong yes: -2, -1, 1 or 2.
    strength: i32,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Amount {
    /// The position of an option of the only issue, from 0.
    amount: u32,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
    /// 64 hexadecimal digits: SHA-256 of `zopa sealed memorandum 1\n`, the session's 32 bytes, the seat from 0 in 8 bytes (least
    /// first), the nonce's 32 bytes, and the memorandum.
    seal: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Opened {
    /// The memorandum as it was sealed: `{"clauses":{ISSUE:OPTION},"text":"…"}` with sorted keys and no spaces between them.
    memorandum: String,
    /// The nonce that the seal was made with, 64 hexadecimal digits.
    nonce: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Objection {
    /// The number of the current draft.
    draft: u32,
    /// The number of the clause.
    clause: u32,
    /// What is wrong with it.
    text: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Vote {
    /// The number of the current draft.
    draft: u32,
    /// From a strong no to a strong yes: -2, -1, 1 or 2.
    vote: i32,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Signature {
    /// The number of the current draft.
    draft: u32,
    /// The final answer, which cannot be taken back.
    yes: bool,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    /// What to tell the mediator.
    text: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteTo {
    /// The seat, from 1.
    seat: u32,
    /// What to tell it.
    text: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Items {
    /// Parts of the sheet: `weights`, `limit`, `forbidden`, `fallback`, `notes`, `values:ISSUE`.
    items: Vec<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    /// A part of the sheet that was released.
    item: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Is {
    /// Whether to ask for it, or to take that back.
    is: bool,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Title {
    /// What the sitting is called.
    title: String,
}

/// A clause of a draft.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Clause {
    /// The issue that it settles, together with `option`.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<String>,
    /// The option that it settles it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<String>,
    /// Its words, where it has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    /// What the sitting is called.
    title: String,
    /// The clauses of the first draft; an empty list begins without one.
    clauses: Vec<Clause>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    /// The clauses of the next draft.
    clauses: Vec<Clause>,
}

/// A strategy that plays for a seat.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Played {
    /// The seat, from 1. It has entrusted its sheet.
    seat: u32,
    /// A strategy, as `zopa catalog` lists them.
    spec: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ByProtocol {
    /// What the sitting is called.
    title: String,
    /// A protocol, as `zopa catalog` lists them.
    spec: String,
    /// How many rounds it has.
    rounds: u32,
    /// Strategies that play for seats; an empty list for none.
    strategies: Vec<Played>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    /// Why; everybody reads it.
    reason: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Agenda {
    /// The items, in order.
    items: Vec<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemNumber {
    /// The number of the item.
    id: u32,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    /// `jointly-acceptable`: is there a package that all would accept? The terms say how often this may be asked.
    question: String,
}

/// The schema of what a tool takes.
pub(super) fn schema<T: JsonSchema>() -> JsonObject {
    match schemars::schema_for!(T).to_value() {
        Value::Object(mut schema) => {
            schema.remove("$schema");
            schema.remove("title");
            schema.remove("description");
            // A client may insist on these, and a tool that takes nothing has none of its own.
            schema.entry("properties").or_insert_with(|| Value::Object(Map::new()));
            schema
        }
        _ => JsonObject::new(),
    }
}

/// What a tool was given, read as what it takes.
///
/// # Errors
/// Which argument is unknown, missing or of another kind. What was given is not repeated.
pub(super) fn read<T: DeserializeOwned + JsonSchema>(given: JsonObject) -> Result<T, Problem> {
    serde_json::from_value(Value::Object(given)).map_err(|error| {
        let words = error.to_string();
        // These name keys; every other message may repeat a value.
        let names_a_key = words.starts_with("missing field") || words.starts_with("unknown field");
        let problem = if names_a_key { words } else { "an argument is of another kind than it has to be".to_owned() };
        let takes: Vec<String> =
            schema::<T>()["properties"].as_object().into_iter().flat_map(|keys| keys.keys().cloned()).collect();
        let way_out = match takes.is_empty() {
            true => "leave the arguments out".to_owned(),
            false => format!("give {}, each as the tool's schema says", takes.join(", ")),
        };
        Problem::senseless(problem, way_out)
    })
}
