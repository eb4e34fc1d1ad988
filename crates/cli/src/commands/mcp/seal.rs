//! Sealing a memorandum on this side of the line: a program that has no SHA-256 of its own can commit, and the server still
//! holds nothing but the seal.

use std::collections::BTreeMap;

use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use zopa_arena::Seat;
use zopa_arena::protocol::memoranda::seal;
use zopa_arena::transcript::{bytes, hexadecimal};

use super::told::{Refused, read, schema};

/// The name of the tool.
pub(super) const NAME: &str = "seal_memorandum";

/// A memorandum.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Memorandum {
    /// What it asks for: issue to option, by their names. It may leave issues out.
    clauses: BTreeMap<String, String>,
    /// Its words.
    text: String,
}

/// The tool, as it is listed.
pub(super) fn tool() -> Tool {
    let about = "Seals a memorandum on this machine, for the exchange that asks your seat to commit. Keep `memorandum` and `nonce` \
                 for `reveal`, and give `seal` to `commit`. Nothing is sent.";
    let hints = ToolAnnotations::new().read_only(true).open_world(false);
    Tool::new(NAME, about, schema::<Memorandum>()).with_annotations(hints)
}

/// The memorandum with a fresh nonce and its seal. `asked` is what the seat is asked, `you` who it is.
pub(super) fn sealed(given: JsonObject, asked: &Value, you: &Value) -> Result<Value, Refused> {
    let Memorandum { clauses, text } = read(given)?;
    let session = asked["session"].as_str().filter(|_| asked["ask"] == "commit").and_then(|session| bytes(session).ok());
    let seat = you["seat"].as_u64().and_then(|seat| usize::try_from(seat).ok()?.checked_sub(1));
    let (Some(session), Some(seat)) = (session, seat) else {
        return Err(Refused::new("your seat is not asked to commit to a memorandum now", "see `moves` for what it is asked"));
    };
    let mut nonce = [0; 32];
    getrandom::fill(&mut nonce).map_err(|_| Refused::new("this machine gives no random numbers", "try again"))?;
    let memorandum = json!({ "clauses": clauses, "text": text }).to_string();
    let seal = hexadecimal(&seal(&session, Seat(seat), &nonce, &memorandum));
    Ok(json!({ "memorandum": memorandum, "nonce": hexadecimal(&nonce), "seal": seal }))
}
