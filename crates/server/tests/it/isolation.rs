//! Who may do what, for every address that there is; and that nobody's bytes depend on what another keeps.

use axum::http::Method;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use zopa_server::{State, app, openapi};

use crate::harness::{Person, Room, room, server, sheet};
use crate::sittings::sign;

/// Who may use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Everybody, logged in or not.
    Everybody,
    /// Whoever has a session.
    Session,
    /// Analysts, each for their own.
    Analyst,
    /// The operator.
    Operator,
    /// Whoever is at this table.
    AtTable,
    /// The mediator of this table.
    Mediator,
    /// The seats of this table.
    Seat,
    /// The teacher of this class.
    Teacher,
    /// A part in a group of a class.
    Member,
    /// The operator, of a table that it mediates.
    OperatorAtTable,
    /// Whoever keeps this document. Nobody here keeps one of the name that is tried, so it is shut to all.
    Keeper,
}

/// Every address. One that is not here fails the test below, so that nobody can add one and forget it.
const RIGHTS: &[(&str, &str, Who)] = &[
    ("get", "/api/health", Who::Everybody),
    ("get", "/api/metrics", Who::Operator),
    ("get", "/api/session", Who::Everybody),
    ("delete", "/api/session", Who::Everybody),
    ("post", "/api/session/open", Who::Everybody),
    ("post", "/api/session/invitation", Who::Everybody),
    ("post", "/api/session/login", Who::Everybody),
    ("post", "/api/accounts", Who::Operator),
    ("get", "/api/tables", Who::Session),
    ("post", "/api/tables", Who::Analyst),
    ("get", "/api/tables/{id}", Who::AtTable),
    ("delete", "/api/tables/{id}", Who::Mediator),
    ("post", "/api/tables/{id}/invitations", Who::Mediator),
    ("get", "/api/tables/{id}/events", Who::AtTable),
    ("post", "/api/tables/{id}/commands", Who::AtTable),
    ("get", "/api/tables/{id}/sheet", Who::Seat),
    ("put", "/api/tables/{id}/sheet", Who::Seat),
    ("post", "/api/tables/{id}/worth", Who::Seat),
    ("delete", "/api/tables/{id}/compartment", Who::Seat),
    ("get", "/api/tables/{id}/record", Who::AtTable),
    ("get", "/api/tables/{id}/record/own", Who::AtTable),
    ("get", "/api/tables/{id}/bundle", Who::OperatorAtTable),
    ("get", "/api/catalog", Who::Analyst),
    ("get", "/api/strategies", Who::Analyst),
    ("get", "/api/protocols", Who::Analyst),
    ("get", "/api/cases", Who::Analyst),
    ("post", "/api/cases", Who::Analyst),
    ("get", "/api/cases/{id}", Who::Keeper),
    // What is sent is read before the case is looked for, so an analyst is told that the text is missing.
    ("put", "/api/cases/{id}", Who::Analyst),
    ("delete", "/api/cases/{id}", Who::Keeper),
    ("post", "/api/cases/{id}/undo", Who::Keeper),
    ("post", "/api/cases/{id}/redo", Who::Keeper),
    ("post", "/api/workbench/check", Who::Analyst),
    ("post", "/api/workbench/analyse", Who::Analyst),
    ("post", "/api/workbench/roadmap", Who::Analyst),
    ("post", "/api/workbench/exchange", Who::Analyst),
    ("post", "/api/workbench/report", Who::Analyst),
    ("post", "/api/workbench/plane", Who::Analyst),
    ("post", "/api/workbench/package", Who::Analyst),
    ("post", "/api/workbench/compare", Who::Analyst),
    ("post", "/api/workbench/negotiate", Who::Analyst),
    ("get", "/api/classes", Who::Analyst),
    ("post", "/api/classes", Who::Analyst),
    ("get", "/api/classes/{id}", Who::Teacher),
    ("delete", "/api/classes/{id}", Who::Teacher),
    ("post", "/api/classes/{id}/free", Who::Teacher),
    ("post", "/api/classes/{id}/reveal", Who::Teacher),
    ("get", "/api/classes/{id}/results.csv", Who::Teacher),
    ("get", "/api/classes/{id}/debrief", Who::Teacher),
    ("post", "/api/join", Who::Everybody),
    ("post", "/api/join/seat", Who::Everybody),
    ("get", "/api/class", Who::Member),
    ("put", "/api/class/agreement", Who::Member),
    ("get", "/api/class/debrief", Who::Member),
];

/// Every address with its method, from the description that serves them.
fn addresses() -> Vec<(String, String)> {
    let description: Value = serde_json::to_value(openapi()).expect("a description is JSON");
    let paths = description["paths"].as_object().expect("paths").clone();
    let of = |(path, methods): (String, Value)| {
        let methods = methods.as_object().expect("methods").clone();
        methods.into_iter().map(move |(method, _)| (method, path.clone())).collect::<Vec<_>>()
    };
    paths.into_iter().flat_map(of).collect()
}

fn rights(method: &str, path: &str) -> Who {
    let found = RIGHTS.iter().find(|(known, at, _)| *known == method && *at == path);
    found.unwrap_or_else(|| panic!("{method} {path} is a new address: say in RIGHTS who may use it")).2
}

/// Somebody in a role.
struct Role {
    name: &'static str,
    person: Person,
    may: &'static [Who],
}

/// Everybody there is: at table A, at another table, and elsewhere.
async fn roles(state: &State) -> (Room, Vec<Role>) {
    use Who::{Analyst, AtTable, Everybody, Mediator, Operator, OperatorAtTable, Seat, Session, Teacher};
    let here = room(state, "open").await;
    let there = room(state, "open").await;
    let invited = here.mediator.post("/api/accounts", json!({ "name": "another analyst" })).await.good();
    let analyst = Person::seated(state, invited["link"].as_str().expect("a link")).await;
    let roles = vec![
        Role { name: "stranger", person: Person::stranger(state), may: &[Everybody] },
        Role {
            name: "operator and mediator",
            person: here.mediator.clone(),
            may: &[Everybody, Session, Analyst, Operator, AtTable, Mediator, OperatorAtTable, Teacher],
        },
        Role { name: "another analyst", person: analyst, may: &[Everybody, Session, Analyst] },
        Role { name: "seat", person: here.seats[0].clone(), may: &[Everybody, Session, AtTable, Seat] },
        Role { name: "seat of another table", person: there.seats[0].clone(), may: &[Everybody, Session] },
    ];
    (here, roles)
}

/// A class of the operator, and somebody in it.
async fn taught(state: &State, teacher: &Person, roles: &mut Vec<Role>) -> String {
    let about = json!({ "catalog": "two-issue-trade", "groups": 1, "vary": true });
    let made = teacher.post("/api/classes", about).await.good();
    let mut member = Person::stranger(state);
    member.enter("/api/join/seat", json!({ "code": made["code"], "group": 1, "part": 1 })).await;
    roles.push(Role { name: "part of a group", person: member, may: &[Who::Everybody, Who::Session, Who::Member] });
    made["id"].as_str().expect("an id").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_is_tried_at_every_address() {
    let state = server().await;
    let (room, mut roles) = roles(&state).await;
    let class = taught(&state, &room.mediator, &mut roles).await;
    for (method, pattern) in addresses() {
        let who = rights(&method, &pattern);
        let id = if pattern.starts_with("/api/classes") { &class } else { &room.table };
        let path = pattern.replace("{id}", id);
        // What is destroyed or ended cannot be tried by the next role: those who may are left out here.
        let ends = method == "delete";
        for role in &roles {
            let may = role.may.contains(&who);
            if may && (ends || path.ends_with("/events")) {
                continue;
            }
            let verb = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let answer = role.person.send(verb.clone(), &path, (verb != Method::GET).then(|| json!({}))).await;
            let is_shut = matches!(answer.status.as_u16(), 401 | 403 | 404);
            assert_eq!(!is_shut, may, "{} at {method} {pattern}: {}", role.name, answer.status);
            assert_ne!(answer.status.as_u16(), 500, "{} at {method} {pattern}", role.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_table_is_as_if_it_were_not_there() {
    let state = server().await;
    let (room, roles) = roles(&state).await;
    let outsider = &roles.last().expect("the seat of another table").person;
    for path in ["", "/record", "/record/own", "/sheet", "/events"] {
        let real = outsider.get(&format!("/api/tables/{}{path}", room.table)).await;
        let invented = outsider.get(&format!("/api/tables/nothing{path}")).await;
        assert_eq!((real.status, real.bytes), (invented.status, invented.bytes), "{path}");
    }
}

/// What a person sees at every address that answers to a look.
async fn everything(person: &Person, table: &str) -> Vec<(String, Vec<u8>)> {
    let mut seen = Vec::new();
    for (method, pattern) in addresses() {
        if method != "get" || pattern.ends_with("/events") || pattern == "/api/metrics" {
            continue;
        }
        let answer = person.get(&pattern.replace("{id}", table)).await;
        seen.push((format!("{pattern} {}", answer.status), answer.bytes));
    }
    seen
}

/// What a seat does without a word in public.
async fn keeps_to_itself(room: &Room, canary: &str, limit: u32) {
    let seat = &room.seats[1];
    let mut own = sheet([100, 50, 0], [0, 50, 100], [1, limit], limit);
    own["notes"] = json!(canary);
    own["fallback"] = json!(canary);
    seat.put(&format!("/api/tables/{}/sheet", room.table), own).await.good();
    for command in [
        json!({ "do": "note", "text": canary }),
        json!({ "do": "release", "items": ["limit", "weights", "notes"] }),
        json!({ "do": "withdraw-release", "item": "limit" }),
        json!({ "do": "entrust" }),
        json!({ "do": "request-settlement" }),
    ] {
        seat.does(&room.table, command).await;
    }
    let package = json!({ "outcome": { "pay": "3 %", "hours": "38" } });
    seat.post(&format!("/api/tables/{}/worth", room.table), package).await.good();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seat_keeps_changes_no_byte_of_anothers() {
    let state = server().await;
    let room = room(&state, "mediator").await;
    sign(&room).await;
    let before = everything(&room.seats[0], &room.table).await;
    let watching = app(state.clone())
        .oneshot(room.seats[0].request(Method::GET, &format!("/api/tables/{}/events", room.table), None))
        .await
        .unwrap();
    keeps_to_itself(&room, "canary-one", 10).await;
    let after = everything(&room.seats[0], &room.table).await;
    assert_eq!(before.len(), after.len());
    for (one, other) in before.iter().zip(&after) {
        assert!(one == other, "{} changed with what another seat keeps", one.0);
    }
    // The first thing that the other hears is the first that was said in public.
    room.mediator.does(&room.table, json!({ "do": "set-agenda", "items": ["heard"] })).await;
    let mut body = watching.into_body();
    let mut heard = String::new();
    while !heard.contains("event: changed") {
        let frame = body.frame().await.expect("the stream goes on").unwrap();
        heard.push_str(&String::from_utf8_lossy(frame.data_ref().map(|bytes| &bytes[..]).unwrap_or_default()));
    }
    assert!(heard.contains("agenda-set") && heard.contains("heard"), "{heard}");
    assert!(!heard.contains("canary"), "{heard}");
}

/// What is random in a world: names of tables, seals and hashes, marks and times.
fn without_chance(bytes: &[u8], room: &Room) -> String {
    let text = String::from_utf8_lossy(bytes).replace(&room.table, "TABLE");
    let mut plain = String::new();
    let mut run = String::new();
    let flush = |run: &mut String, plain: &mut String| {
        let is_hash = run.len() == 64 && run.chars().all(|c| c.is_ascii_hexdigit());
        plain.push_str(if is_hash { "HASH" } else { run });
        run.clear();
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            run.push(c);
        } else {
            flush(&mut run, &mut plain);
            plain.push(c);
        }
    }
    flush(&mut run, &mut plain);
    let mut parts = plain.split("\"at\":\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "\"at\":" + part.split_once('"').map_or("", |(_, rest)| rest))
}

/// A world in which the second seat votes, bids, seals and answers in its own way, as far as protocols keep that from the first.
async fn world(vote: i32, yes: bool, canary: &str) -> (Room, Vec<(String, String)>) {
    let state = server().await;
    let room = room(&state, "mediator").await;
    let Room { table, mediator, seats } = &room;
    keeps_before(&room, canary).await;
    mediator.does(table, json!({ "do": "open-text", "title": "One text", "clauses": [{ "text": "peace" }] })).await;
    mediator.does(table, json!({ "do": "call-vote" })).await;
    for seat in seats {
        seat.does(table, json!({ "do": "vote", "draft": 1, "vote": vote })).await;
    }
    mediator.does(table, json!({ "do": "call-signature" })).await;
    seats[1].does(table, json!({ "do": "sign", "draft": 1, "yes": yes })).await;
    let mut seen: Vec<(String, Vec<u8>)> = everything(&seats[0], table).await;
    mediator.does(table, json!({ "do": "stop-sitting", "reason": "time" })).await;
    mediator.does(table, json!({ "do": "open-sealed", "title": "Memoranda" })).await;
    let view = mediator.view(table).await;
    let session = zopa_arena::transcript::bytes(view["sitting"]["session"].as_str().unwrap()).unwrap();
    let memorandum = json!({ "clauses": {}, "text": canary }).to_string();
    let seal = |seat: usize, text: &str| {
        let seal = zopa_arena::protocol::memoranda::seal(&session, zopa_arena::Seat(seat), &[9; 32], text);
        zopa_arena::transcript::hexadecimal(&seal)
    };
    let own = json!({ "clauses": {}, "text": "ours" }).to_string();
    seats[0].does(table, json!({ "do": "commit", "seal": seal(0, &own) })).await;
    seats[1].does(table, json!({ "do": "commit", "seal": seal(1, &memorandum) })).await;
    let nonce = zopa_arena::transcript::hexadecimal(&[9; 32]);
    seats[1].does(table, json!({ "do": "reveal", "memorandum": memorandum, "nonce": nonce })).await;
    seen.extend(everything(&seats[0], table).await);
    let own_vote = |text: String| text.replace(&format!("\"vote\":{vote}"), "\"vote\":OWN");
    let marks = &seats[0].csrf;
    let plain = seen
        .iter()
        .map(|(path, bytes)| (path.clone(), own_vote(without_chance(bytes, &room)).replace(marks.as_str(), "MARK")))
        .collect();
    (room, plain)
}

async fn keeps_before(room: &Room, canary: &str) {
    let mut own = sheet([100, 50, 0], [0, 50, 100], [1, 1], canary.len() as u32);
    own["notes"] = json!(canary);
    room.seats[1].put(&format!("/api/tables/{}/sheet", room.table), own).await.good();
    room.seats[1].does(&room.table, json!({ "do": "note", "text": canary })).await;
    room.seats[1].does(&room.table, json!({ "do": "release", "items": ["notes"] })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_worlds_that_differ_in_anothers_secrets_look_the_same() {
    let (_, one) = world(2, true, "canary-alpha").await;
    let (_, other) = world(-2, false, "canary-of-another-length").await;
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one, other);
        assert!(!one.1.contains("canary"), "{}", one.0);
    }
}
