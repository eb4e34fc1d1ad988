//! A table with everybody seated.

use serde_json::{Value, json};

use super::http::{Client, Session};
use super::process::PASSPHRASE;

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    pub(crate) table: String,
    pub(crate) mediator: Session,
    pub(crate) seats: Vec<Session>,
}

/// The terms of a table of so many parties.
fn terms(parties: usize) -> Value {
    let parties: Vec<String> = (1..=parties).map(|number| format!("Party {number}")).collect();
    let options: Vec<String> = (0..10).map(|number| format!("option {number}")).collect();
    let issue = |name: &str| json!({ "name": name, "options": options, "ordered": true });
    json!({
        "title": "A table for tests",
        "parties": parties,
        "issues": [issue("one"), issue("two"), issue("three")],
        "rules": { "queries": 1, "votes": "mediator", "settlement": true },
    })
}

impl Room {
    /// Makes one at `address`, mediated by whoever has this session.
    pub(crate) fn make(address: &str, mediator: &Session, parties: usize) -> Result<Self, String> {
        let mut client = Client::with(address, mediator.clone());
        let failed = |error: std::io::Error| format!("cannot make a table: {error}");
        let made = client.post("/api/tables", &json!({ "terms": terms(parties) })).map_err(failed)?.good("a table")?;
        let table = made["id"].as_str().ok_or("a table without an id")?.to_owned();
        let mut seats = Vec::new();
        for seat in 1..=parties {
            let path = format!("/api/tables/{table}/invitations");
            let invited = client.post(&path, &json!({ "seat": seat })).map_err(failed)?.good("an invitation")?;
            let token = invited["link"].as_str().and_then(|link| link.split_once('#')).ok_or("a link without a token")?.1;
            let mut seated = Client::new(address);
            seated.enter("/api/session/invitation", &json!({ "token": token, "passphrase": PASSPHRASE }))?;
            seats.push(seated.session);
        }
        Ok(Self { table, mediator: mediator.clone(), seats })
    }
}
