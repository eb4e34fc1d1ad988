//! A table that is read back from its events is the table that made them, to everybody who looks, whatever was tried at it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use zopa_arena::Seat;
use zopa_arena::protocol::memoranda::seal;
use zopa_arena::transcript::{bytes, hexadecimal};
use zopa_table::ledger::Head;
use zopa_table::record::verify;
use zopa_table::{Actor, Chance, Command, Event, Lent, Sheet, Stream, Table, Terms, Why};

fn terms(votes: &str) -> Terms {
    serde_json::from_value(json!({
        "title": "The week",
        "parties": ["Union", "Company", "Town"],
        "issues": [
            { "name": "pay", "options": ["low", "high"], "ordered": true },
            { "name": "hours", "options": ["35", "38", "40"], "ordered": true },
        ],
        "combinations": [{ "of": [["pay", ["high"]], ["hours", ["35"]]], "reason": "the mill cannot pay for both" }],
        "rules": { "queries": 2, "votes": votes, "settlement": true },
    }))
    .expect("terms")
}

fn sheet(weight: u32, limit: u32) -> Sheet {
    serde_json::from_value(json!({
        "weights": { "pay": weight, "hours": 10 - weight },
        "values": { "pay": { "low": 0, "high": 100 }, "hours": { "35": 100, "38": 60, "40": 0 } },
        "limit": limit,
    }))
    .expect("a sheet")
}

/// What can be tried: most of it makes no sense most of the time, which is the point.
fn command(kind: u8, x: u8, session: Option<&str>) -> Value {
    let clause = [
        json!({ "issue": "pay", "option": "low" }),
        json!({ "text": "in good faith" }),
        json!({ "issue": "hours", "option": "38" }),
    ];
    let x = usize::from(x);
    let (pay, hours) = (["low", "high"][x % 2], ["35", "38", "40"][x % 3]);
    let outcome = json!({ "pay": pay, "hours": hours });
    let (vote, act, item) = ([-2, -1, 1, 2, 0][x % 5], ["accept", "reject", "pass", "leave"][x % 4], ["pay", "hours"][x % 2]);
    let seat = x % 3;
    let memorandum = json!({ "clauses": { "pay": "low" }, "text": format!("words of {seat}") }).to_string();
    let sealed = session
        .and_then(|session| bytes(session).ok())
        .map(|session| hexadecimal(&seal(&session, Seat(seat), &[7; 32], &memorandum)));
    let protocols =
        ["alternating", "double-blind", "multiple-offers", "single-text", "memoranda", "tentative", "monotonic-concession"];
    match kind % 27 {
        0 => json!({ "do": "open-sealed", "title": "Memoranda" }),
        1 | 2 => json!({ "do": "commit", "seal": sealed.unwrap_or_default() }),
        3 | 4 => json!({ "do": "reveal", "memorandum": memorandum, "nonce": hexadecimal(&[7; 32]) }),
        5 => json!({ "do": "open-text", "title": "Text", "clauses": [clause[0], clause[2]] }),
        6 => json!({ "do": "draft", "clauses": [clause[x % 3]] }),
        7 => json!({ "do": "object", "draft": x % 3 + 1, "clause": 1, "text": "no" }),
        8 => json!({ "do": "call-vote" }),
        9..=11 => json!({ "do": "vote", "draft": 1, "vote": vote }),
        12 => json!({ "do": "call-signature" }),
        13..=15 => json!({ "do": "sign", "draft": 1, "yes": x % 4 > 0 }),
        16 => json!({ "do": "open-protocol", "title": "Rounds", "spec": protocols[x % protocols.len()], "rounds": 3,
                      "strategies": if x % 2 == 0 { json!([]) } else { json!([{ "seat": 1, "spec": "boulware" }]) } }),
        17 | 18 => json!({ "do": "answer", "answer": { "act": "offer", "outcome": outcome } }),
        19 => json!({ "do": "answer", "answer": { "act": act } }),
        20 => json!({ "do": "answer", "answer": { "act": "vote", "strength": 1 } }),
        21 => json!({ "do": "stop-sitting", "reason": "time" }),
        22 => json!({ "do": "set-agenda", "items": [item] }),
        23 => json!({ "do": "release", "items": ["limit", "values:pay"] }),
        24 => json!({ "do": "entrust" }),
        25 => json!({ "do": "request-settlement" }),
        _ => json!({ "do": "ask", "question": "jointly-acceptable" }),
    }
}

/// What a command is called among the moves.
fn name(command: &Command) -> String {
    let written = serde_json::to_value(command).expect("a command is JSON");
    let act = |act: &Value| match act.as_str() {
        Some("leave") => "leave-talks".to_owned(),
        Some("vote") => "rate".to_owned(),
        Some("amount") => "bid".to_owned(),
        other => other.unwrap_or_default().to_owned(),
    };
    match written["do"].as_str() {
        Some("answer") => act(&written["answer"]["act"]),
        other => other.unwrap_or_default().to_owned(),
    }
}

/// These name a draft, which may be an old one, an item that was not released, or a seat that has entrusted nothing.
fn names_something(name: &str) -> bool {
    matches!(name, "object" | "vote" | "sign" | "withdraw-release" | "open-protocol")
}

fn everybody() -> Vec<Actor> {
    [Actor::Mediator].into_iter().chain(Seat::all(3).map(Actor::Seat)).collect()
}

fn seen(table: &Table, actor: Actor) -> Value {
    serde_json::to_value(table.view(actor, &Head::default())).expect("a view is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn reading_back_gives_the_same_table(
        tries in proptest::collection::vec((0..4u8, any::<u8>(), any::<u8>()), 1..60),
        votes in prop_oneof![Just("mediator"), Just("tally"), Just("open")],
    ) {
        let (mut table, opened) = Table::open(terms(votes)).expect("the terms make sense");
        let mut events: Vec<(Stream, Event)> = vec![(Stream::Public, opened)];
        let mut entrusted: BTreeMap<Seat, Sheet> = BTreeMap::new();
        for (number, (who, kind, x)) in tries.into_iter().enumerate() {
            let view = seen(&table, Actor::Mediator);
            let session = view["sitting"]["session"].as_str();
            let sealed_by = usize::from(x % 3);
            // A seal is tried by whose it is, so that exchanges get somewhere.
            let who = if (1..=4).contains(&(kind % 27)) { sealed_by as u8 + 1 } else { who };
            let actor = everybody()[usize::from(who)];
            let command: Command = serde_json::from_value(command(kind, x, session)).expect("a command");
            let own = sheet(u32::from(who) + 2, 20);
            let before = everybody().into_iter().map(|actor| seen(&table, actor)).collect::<Vec<_>>();
            let lent = Lent { chance: Chance([number as u8; 32]), sheet: Some(&own) };
            let (name, possible) = (name(&command), table.moves(actor));
            // In a protocol of memoranda these are answers to it, and the commands of that name are not.
            let is_answer = table.is_by_protocol() && matches!(name.as_str(), "commit" | "reveal");
            let is_legal = !is_answer && possible.legal.iter().any(|one| one.name == name);
            match table.act(actor, command, lent) {
                Ok(done) => {
                    let untold = name == "leave-talks";
                    prop_assert!(is_legal || untold, "{} was done and is not among {:?}", name, possible);
                    if let Some(change) = done.entrusted {
                        match change.sheet {
                            Some(sheet) => entrusted.insert(change.seat, sheet),
                            None => entrusted.remove(&change.seat),
                        };
                    }
                    events.extend(done.events);
                }
                Err(refusal) => {
                    prop_assert!(!refusal.way_out.is_empty());
                    // Whose sheet is missing shows only to the one who asks last for an improvement.
                    let is_hidden = name == "request-settlement";
                    let is_untimely = matches!(refusal.why, Why::NotNow | Why::NotYours | Why::UsedUp);
                    prop_assert!(!is_untimely || !is_legal || is_hidden || names_something(&name), "{} is listed, and: {}", name, refusal);
                    let after = everybody().into_iter().map(|actor| seen(&table, actor)).collect::<Vec<_>>();
                    prop_assert_eq!(before, after, "a refusal changed something: {}", refusal);
                }
            }
        }
        let again = Table::read_back(events.clone(), entrusted).map_err(TestCaseError::fail)?;
        for actor in everybody() {
            prop_assert_eq!(seen(&table, actor), seen(&again, actor));
        }
        let mut head = Head::default();
        let mut record = String::new();
        for event in events.into_iter().filter(|(stream, _)| *stream == Stream::Public).map(|(_, event)| event) {
            let (line, next) = head.next(Stream::Public, "2026-01-01T00:00:00Z", event);
            record.push_str(&line);
            record.push('\n');
            head = next;
        }
        let verdict = verify(&record).map_err(TestCaseError::fail)?;
        prop_assert_eq!(verdict.faults, Vec::<String>::new());
    }
}
