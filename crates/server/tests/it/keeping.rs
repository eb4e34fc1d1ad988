//! What is kept survives the end of the server; what is at rest can be read by nobody without the keys.

use http_body_util::BodyExt as _;
use serde_json::json;
use tower::ServiceExt as _;
use zopa_server::{Config, State, app, back_up};

use crate::harness::{HOST, PASSPHRASE, Person, Room, answered, is_lite, lasting, open, room, sheet};
use crate::sittings::{exchange, sign};

/// The same person at a server that was started again.
fn again(person: &Person, state: &State) -> Person {
    Person { state: state.clone(), ..person.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_there_after_a_restart_sessions_and_compartments_included() {
    let folder = tempfile::tempdir().unwrap();
    let database = lasting(&folder, "zopa.db").await;
    let before = open(&database).await;
    let Room { table, mediator, seats } = {
        let room = room(&before, "open").await;
        exchange(&room).await;
        sign(&room).await;
        room
    };
    let own = sheet([0, 50, 100], [100, 50, 7], [3, 1], 23);
    seats[0].put(&format!("/api/tables/{table}/sheet"), own.clone()).await.good();
    seats[0].does(&table, json!({ "do": "entrust" })).await;
    mediator.does(&table, json!({ "do": "set-agenda", "items": ["pay", "hours"] })).await;
    mediator.does(&table, json!({ "do": "open-protocol", "title": "Offers", "spec": "alternating", "rounds": 4 })).await;
    let offer = json!({ "do": "answer", "answer": { "act": "offer", "outcome": { "pay": "4 %", "hours": "38" } } });
    seats[0].does(&table, offer).await;
    let paths =
        [format!("/api/tables/{table}"), format!("/api/tables/{table}/record"), format!("/api/tables/{table}/record/own")];
    let mut kept = Vec::new();
    for person in [&mediator, &seats[0], &seats[1]] {
        for path in &paths {
            kept.push(person.get(path).await.bytes);
        }
    }
    drop(before);
    let after = open(&database).await;
    let mut found = Vec::new();
    for person in [&mediator, &seats[0], &seats[1]] {
        for path in &paths {
            found.push(again(person, &after).get(path).await.bytes);
        }
    }
    assert!(kept == found);
    assert_eq!(again(&seats[0], &after).get(&format!("/api/tables/{table}/sheet")).await.good()["limit"], 23);
    let mut back = Person::stranger(&after);
    back.enter("/api/session/login", json!({ "table": table, "seat": 1, "passphrase": PASSPHRASE })).await;
    assert_eq!(back.get(&format!("/api/tables/{table}/sheet")).await.good()["limit"], 23);
    // The talks go on where they were.
    again(&seats[1], &after).does(&table, json!({ "do": "answer", "answer": { "act": "accept" } })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_operators_passphrase_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let database = lasting(&folder, "zopa.db").await;
    drop(open(&database).await);
    let config = Config { database, passphrase: "some other words".into(), hosts: vec![HOST.into()], is_secure: false };
    let refused = State::open(config).await.unwrap_err();
    assert!(refused.problem.contains("not the operator's passphrase"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn at_rest_nothing_can_be_read_and_a_backup_is_whole() {
    // What PostgreSQL writes is not ours to look through; it gets the same sealed bytes.
    if !is_lite() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let database = lasting(&folder, "zopa.db").await;
    let state = open(&database).await;
    let room = room(&state, "open").await;
    let Room { table, mediator, seats } = &room;
    exchange(&room).await;
    let mut own = sheet([0, 50, 100], [100, 50, 7], [3, 1], 23);
    own["notes"] = json!("canary-of-the-sheet");
    seats[0].put(&format!("/api/tables/{table}/sheet"), own).await.good();
    seats[0].does(table, json!({ "do": "entrust" })).await;
    seats[0].does(table, json!({ "do": "note", "text": "canary-of-the-caucus" })).await;
    let copy = folder.path().join("copy.db");
    back_up(&database, &copy).await.unwrap();
    assert!(back_up(&database, &copy).await.is_err(), "a file that is there is not written over");
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in ["canary-of-the-sheet", "canary-of-the-caucus", "the union's words", PASSPHRASE, "The week", "Union"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "`{secret}` stands in the database");
        }
        let token = seats[0].cookie.as_ref().unwrap().split_once('=').unwrap().1;
        assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()), "a session's token stands in the database");
    }
    let restored = open(&lasting(&folder, "copy.db").await).await;
    let path = format!("/api/tables/{table}/record");
    assert_eq!(again(mediator, &restored).get(&path).await.bytes, mediator.get(&path).await.bytes);
    assert_eq!(
        again(&seats[0], &restored).get(&format!("/api/tables/{table}/sheet")).await.good()["notes"],
        "canary-of-the-sheet"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_comes_twice_is_carried_out_once() {
    let room = room(&crate::harness::server().await, "open").await;
    let Room { table, mediator, .. } = &room;
    let sent = json!({ "command": { "do": "set-agenda", "items": ["pay"] }, "key": "one" });
    let path = format!("/api/tables/{table}/commands");
    let first = mediator.post(&path, sent.clone()).await.good();
    let seen = mediator.view(table).await["seen"].clone();
    assert_eq!(mediator.post(&path, sent).await.good(), first);
    assert_eq!(mediator.view(table).await["seen"], seen);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_is_taken_anew_begins_empty_and_everybody_sees_it() {
    let state = crate::harness::server().await;
    let room = room(&state, "open").await;
    let Room { table, mediator, seats } = &room;
    seats[0].put(&format!("/api/tables/{table}/sheet"), sheet([0, 50, 100], [100, 50, 7], [3, 1], 23)).await.good();
    let seen = seats[1].view(table).await["seen"].as_u64().unwrap();
    let link = mediator.post(&format!("/api/tables/{table}/invitations"), json!({ "seat": 1 })).await.good();
    let link = link["link"].as_str().unwrap();
    let watching = seats[0].request(axum::http::Method::GET, &format!("/api/tables/{table}/events"), None);
    let watching = app(state.clone()).oneshot(watching).await.unwrap();
    let fresh = Person::seated(&state, link).await;
    assert_eq!(fresh.get(&format!("/api/tables/{table}/sheet")).await.good()["limit"], json!(null));
    assert_eq!(seats[0].get(&format!("/api/tables/{table}")).await.status.as_u16(), 401, "the session before is over");
    assert_eq!(seats[1].view(table).await["seen"].as_u64().unwrap(), seen + 1);
    // Whoever was there before hears nothing more.
    fresh.does(table, json!({ "do": "note", "text": "canary-after" })).await;
    let heard = watching.into_body().collect().await.unwrap().to_bytes();
    assert!(!String::from_utf8_lossy(&heard).contains("canary-after"), "and its line is at an end");
    // A link opens once.
    let token = link.split_once('#').unwrap().1;
    let again =
        Person::stranger(&state).post("/api/session/invitation", json!({ "token": token, "passphrase": PASSPHRASE })).await;
    assert_eq!(again.status.as_u16(), 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_names_and_pages_are_refused() {
    let state = crate::harness::server().await;
    let operator = Person::operator(&state).await;
    let mut rebound = operator.request(axum::http::Method::GET, "/api/tables", None);
    rebound.headers_mut().insert("host", "evil.example".parse().unwrap());
    assert_eq!(answered(&state, rebound).await.status.as_u16(), 403);
    for (header, value) in [("origin", "http://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let mut foreign = operator.request(axum::http::Method::GET, "/api/tables", None);
        foreign.headers_mut().insert(header, value.parse().unwrap());
        assert_eq!(answered(&state, foreign).await.status.as_u16(), 403, "{header}: {value}");
    }
    let mut unmarked = operator.request(axum::http::Method::POST, "/api/tables", Some(json!({})));
    unmarked.headers_mut().remove("x-zopa-csrf");
    assert_eq!(answered(&state, unmarked).await.status.as_u16(), 403);
    let mut form = operator.request(axum::http::Method::POST, "/api/tables", Some(json!({})));
    form.headers_mut().insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(answered(&state, form).await.status.as_u16(), 415);
}
