//! Programs at the table: who may call which tool, what none of them may learn, and a negotiation of two of them over a real
//! connection.

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use zopa_server::{Config, Holder, State, tools};

use crate::harness::{Answer, HOST, PASSPHRASE, Person, Room, answered, room, server, sheet};

/// The session's token, as a program sends it.
fn token(person: &Person) -> Option<String> {
    person.cookie.as_ref().map(|cookie| cookie.split_once('=').expect("a cookie has a value").1.to_owned())
}

/// One message of the protocol.
fn message(method: &str, parameters: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters })
}

/// A message sent by whoever has this token.
async fn sent(state: &State, token: Option<&str>, message: &Value) -> Answer {
    let mut request = Request::builder().method(Method::POST).uri("/mcp").header(header::HOST, HOST);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let request = request
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json, text/event-stream")
        .body(Body::from(message.to_string()));
    answered(state, request.expect("a request of plain parts")).await
}

/// What a tool answers: the structured result, and whether it is a refusal.
fn told(answer: &Value) -> (Value, bool) {
    let result = &answer["result"];
    assert!(result.is_object(), "no result: {answer}");
    (result["structuredContent"].clone(), result["isError"] == true)
}

/// A call of a tool by a person's program.
async fn called(person: &Person, tool: &str, arguments: Value) -> (Value, bool) {
    let answer =
        sent(&person.state, token(person).as_deref(), &message("tools/call", json!({ "name": tool, "arguments": arguments })))
            .await;
    told(&answer.good())
}

/// A call that has to be carried out.
async fn does(person: &Person, tool: &str, arguments: Value) -> Value {
    let (answer, is_refused) = called(person, tool, arguments.clone()).await;
    assert!(!is_refused, "{tool} {arguments}: {answer}");
    answer
}

/// A call that has to be refused, with a way out.
async fn is_refused(person: &Person, tool: &str, arguments: Value) -> Value {
    let (answer, is_refused) = called(person, tool, arguments.clone()).await;
    assert!(is_refused, "{tool} {arguments}: {answer}");
    assert!(answer["problem"].is_string() && answer["way_out"].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
    answer
}

/// Every tool with whose it is and something to call it with. A tool that is not here fails the test below.
fn every_tool() -> Vec<(&'static str, Holder, Value)> {
    use Holder::{Mediator, MediatorAnywhere, Seat};
    let package = json!({ "outcome": { "pay": "3 %", "hours": "38" } });
    let draft = json!({ "clauses": [{ "text": "peace" }] });
    vec![
        ("look", Seat, json!({})),
        ("moves", Seat, json!({})),
        ("wait", Seat, json!({ "seen": 0, "seconds": 1 })),
        ("sheet", Seat, json!({})),
        ("write_sheet", Seat, json!({ "sheet": {} })),
        ("worth", Seat, package.clone()),
        ("offer", Seat, package.clone()),
        ("accept", Seat, json!({})),
        ("reject", Seat, json!({})),
        ("rate", Seat, json!({ "strength": 1 })),
        ("bid", Seat, json!({ "amount": 0 })),
        ("leave_talks", Seat, json!({})),
        ("commit", Seat, json!({ "seal": "00" })),
        ("reveal", Seat, json!({ "memorandum": "{}", "nonce": "00" })),
        ("object", Seat, json!({ "draft": 1, "clause": 1, "text": "no" })),
        ("vote", Seat, json!({ "draft": 1, "vote": 1 })),
        ("sign", Seat, json!({ "draft": 1, "yes": true })),
        ("note", Seat, json!({ "text": "a word" })),
        ("release", Seat, json!({ "items": ["limit"] })),
        ("withdraw_release", Seat, json!({ "item": "limit" })),
        ("entrust", Seat, json!({})),
        ("withdraw_entrusted", Seat, json!({})),
        ("request_settlement", Seat, json!({ "is": true })),
        ("tables", MediatorAnywhere, json!({})),
        ("look", Mediator, json!({})),
        ("moves", Mediator, json!({})),
        ("wait", Mediator, json!({ "seen": 0, "seconds": 1 })),
        ("fairness", Mediator, package),
        ("frontier", Mediator, json!({})),
        ("open_sealed", Mediator, json!({ "title": "Memoranda" })),
        ("stop_sitting", Mediator, json!({ "reason": "time" })),
        ("open_text", Mediator, json!({ "title": "Text", "clauses": [] })),
        ("open_protocol", Mediator, json!({ "title": "Rounds", "spec": "alternating", "rounds": 3, "strategies": [] })),
        ("draft", Mediator, draft),
        ("call_vote", Mediator, json!({})),
        ("call_signature", Mediator, json!({})),
        ("set_agenda", Mediator, json!({ "items": ["pay"] })),
        ("begin_item", Mediator, json!({ "id": 1 })),
        ("finish_item", Mediator, json!({ "id": 1 })),
        ("note", Mediator, json!({ "seat": 1, "text": "a word" })),
        ("ask", Mediator, json!({ "question": "jointly-acceptable" })),
        // What ends everything comes last.
        ("leave", Seat, json!({})),
        ("close", Mediator, json!({})),
    ]
}

/// Whether an answer says that there is no such tool or table for the caller.
fn is_shut(answer: &Value) -> bool {
    let problem = answer["problem"].as_str().unwrap_or_default();
    ["you have no tool of that name", "there is nothing here", "the table is not named", "unknown field"]
        .iter()
        .any(|words| problem.starts_with(words))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_is_tried_with_every_tool() {
    let mut listed: Vec<(&str, Holder)> = tools().iter().map(|tool| (tool.name, tool.holder)).collect();
    let mut tried: Vec<(&str, Holder)> = every_tool().iter().map(|(name, holder, _)| (*name, *holder)).collect();
    listed.sort_by_key(|(name, holder)| (*name, format!("{holder:?}")));
    tried.sort_by_key(|(name, holder)| (*name, format!("{holder:?}")));
    assert_eq!(listed, tried, "a tool is new: say in every_tool() whose it is");
    let state = server().await;
    let here = room(&state, "open").await;
    let there = room(&state, "open").await;
    let invited = here.mediator.post("/api/accounts", json!({ "name": "another analyst" })).await.good();
    let analyst = Person::seated(&state, invited["link"].as_str().expect("a link")).await;
    let class =
        here.mediator.post("/api/classes", json!({ "catalog": "two-issue-trade", "groups": 1, "vary": true })).await.good();
    let mut member = Person::stranger(&state);
    member.enter("/api/join/seat", json!({ "code": class["code"], "group": 1, "part": 1 })).await;
    for (tool, holder, arguments) in every_tool() {
        let mut at_table = arguments.clone();
        if holder == Holder::Mediator {
            at_table["table"] = json!(here.table);
        }
        let call = message("tools/call", json!({ "name": tool, "arguments": at_table }));
        assert_eq!(sent(&state, None, &call).await.status, 401, "a stranger with {tool}");
        assert_eq!(sent(&state, Some("not a token"), &call).await.status, 401, "an invented token with {tool}");
        assert_eq!(sent(&state, token(&member).as_deref(), &call).await.status, 403, "a group with {tool}");
        for (role, person, may) in [
            ("mediator", &here.mediator, matches!(holder, Holder::Mediator | Holder::MediatorAnywhere)),
            ("another analyst", &analyst, holder == Holder::MediatorAnywhere),
            ("seat", &here.seats[0], holder == Holder::Seat),
        ] {
            let (answer, _) = called(person, tool, at_table.clone()).await;
            assert_eq!(!is_shut(&answer), may, "{role} with {tool}: {answer}");
        }
        // A seat's tools know no table but its own, and another table is as if it were not there.
        let (answer, is_refused) = called(&there.seats[0], tool, json!({ "table": here.table })).await;
        assert!(is_refused && !answer.to_string().contains("pay"), "{tool}: {answer}");
        if holder == Holder::Mediator {
            let invented = called(&analyst, tool, json!({ "table": "nothing" })).await;
            assert_eq!(invented, called(&analyst, tool, json!({ "table": here.table })).await, "{tool}");
        }
    }
    let (answer, is_refused) = called(&here.mediator, "look", json!({ "table": there.seats[0].csrf })).await;
    assert!(is_refused && is_shut(&answer), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_tools_is_that_of_the_role() {
    let state = server().await;
    let room = room(&state, "open").await;
    for (person, is_seat) in [(&room.mediator, false), (&room.seats[0], true)] {
        let answer = sent(&state, token(person).as_deref(), &message("tools/list", json!({}))).await.good();
        let shown = answer["result"]["tools"].as_array().expect("a list of tools").clone();
        let names: Vec<&str> = shown.iter().map(|tool| tool["name"].as_str().expect("a name")).collect();
        let own: Vec<&str> =
            tools().iter().filter(|tool| (tool.holder == Holder::Seat) == is_seat).map(|tool| tool.name).collect();
        assert_eq!(names, own);
        for tool in &shown {
            assert_eq!(tool["inputSchema"]["additionalProperties"], false, "{tool}");
            assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_needs_no_mark_and_a_cookie_does() {
    let state = server().await;
    let room = room(&state, "open").await;
    let seat = &room.seats[0];
    let look = message("tools/call", json!({ "name": "look", "arguments": {} })).to_string();
    let request = |with: &[(&str, &str)]| {
        let accept = "application/json, text/event-stream";
        let mut request = Request::builder().method(Method::POST).uri("/mcp").header(header::ACCEPT, accept);
        for (name, value) in with {
            request = request.header(*name, *value);
        }
        request.header(header::CONTENT_TYPE, "application/json").body(Body::from(look.clone())).expect("a request")
    };
    let (cookie, bearer) = (seat.cookie.clone().expect("a cookie"), format!("Bearer {}", token(seat).expect("a token")));
    let host = ("host", HOST);
    for (with, status) in [
        (vec![host, ("authorization", bearer.as_str())], 200),
        (vec![host, ("cookie", cookie.as_str()), ("x-zopa-csrf", seat.csrf.as_str())], 200),
        (vec![host, ("cookie", cookie.as_str())], 403),
        (vec![host, ("cookie", cookie.as_str()), ("authorization", bearer.as_str())], 403),
        (vec![host, ("authorization", bearer.as_str()), ("origin", "http://evil.example")], 403),
        (vec![host, ("authorization", bearer.as_str()), ("sec-fetch-site", "cross-site")], 403),
        (vec![("host", "evil.example"), ("authorization", bearer.as_str())], 403),
        (vec![host, ("authorization", "Basic x")], 401),
    ] {
        let answer = answered(&state, request(&with)).await;
        assert_eq!(answer.status.as_u16(), status, "{with:?}");
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
    // A session that ended does nothing more, and a token in an address is none.
    let in_address =
        Request::builder().method(Method::POST).uri(format!("/mcp?token={}", token(seat).unwrap())).header(header::HOST, HOST);
    let in_address = in_address.header(header::CONTENT_TYPE, "application/json").body(Body::from(look.clone())).unwrap();
    assert_eq!(answered(&state, in_address).await.status, 401);
    seat.send(Method::DELETE, "/api/session", None).await;
    assert_eq!(answered(&state, request(&[host, ("authorization", &bearer)])).await.status, 401);
}

/// What a seat's tools show it.
async fn seen_by(seat: &Person) -> Vec<Value> {
    let package = json!({ "outcome": { "pay": "3 %", "hours": "38" } });
    let mut seen = Vec::new();
    for (tool, arguments) in [("look", json!({})), ("moves", json!({})), ("sheet", json!({})), ("worth", package)] {
        seen.push(called(seat, tool, arguments).await.0);
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seat_keeps_is_in_no_answer_to_another() {
    let state = server().await;
    let Room { table, mediator, seats } = &room(&state, "mediator").await;
    does(&seats[0], "write_sheet", json!({ "sheet": sheet([0, 50, 100], [100, 50, 0], [1, 1], 40) })).await;
    // A protocol that asks both the same before it shows any answer.
    let opening = json!({ "table": table, "title": "Rounds", "spec": "monotonic-concession", "rounds": 5, "strategies": [] });
    does(mediator, "open_protocol", opening).await;
    let before = seen_by(&seats[0]).await;
    let package = json!({ "outcome": { "pay": "2 %", "hours": "40" } });
    let by_mediator = does(mediator, "fairness", json!({ "table": table, "outcome": package["outcome"] })).await;
    let mut own = sheet([100, 50, 0], [0, 50, 100], [1, 9], 77);
    own["notes"] = json!("canary");
    does(&seats[1], "write_sheet", json!({ "sheet": own })).await;
    does(&seats[1], "note", json!({ "text": "canary" })).await;
    does(&seats[1], "offer", package.clone()).await;
    let shown = does(&seats[1], "worth", package.clone()).await;
    assert_eq!((&shown["worth"], &shown["points"], &shown["acceptable"]), (&json!("1/1"), &json!(100.0), &json!(true)));
    let after = seen_by(&seats[0]).await;
    assert_eq!(before, after, "what another keeps changed what this seat sees");
    let unchanged = does(mediator, "fairness", json!({ "table": table, "outcome": package["outcome"] })).await;
    assert_eq!(by_mediator, unchanged, "what was not released changed what the mediator is told");
    assert!(is_refused(mediator, "frontier", json!({ "table": table })).await["problem"].as_str().unwrap().contains("weights"));
    for (tool, arguments) in [("look", json!({ "table": table })), ("moves", json!({ "table": table }))] {
        let answer = does(mediator, tool, arguments).await.to_string();
        assert!(!answer.contains("\"2 %\",\"hours"), "{tool}: {answer}");
    }
    // Refusals repeat nothing either.
    let odd = json!({ "sheet": { "weights": { "pay": "canary-weight" } } });
    assert!(!is_refused(&seats[1], "write_sheet", odd).await.to_string().contains("canary"));
    let odd = json!({ "draft": "canary", "clause": 1, "text": "x" });
    assert!(!is_refused(&seats[1], "object", odd).await.to_string().contains("canary"));
    let untrue = json!({ "memorandum": "canary", "nonce": "canary" });
    assert!(!is_refused(&seats[1], "reveal", untrue).await.to_string().contains("canary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_released_and_only_that_says_how_fair_a_package_is() {
    let state = server().await;
    let Room { table, mediator, seats } = &room(&state, "mediator").await;
    does(&seats[0], "write_sheet", json!({ "sheet": sheet([0, 50, 100], [100, 50, 0], [3, 1], 40) })).await;
    does(&seats[1], "write_sheet", json!({ "sheet": sheet([100, 50, 0], [0, 50, 100], [1, 3], 60) })).await;
    let all = json!({ "items": ["weights", "values:pay", "values:hours", "limit", "forbidden"] });
    does(&seats[0], "release", all.clone()).await;
    let about = json!({ "table": table, "outcome": { "pay": "3 %", "hours": "38" } });
    let told = does(mediator, "fairness", about.clone()).await;
    assert_eq!(told["seats"][0]["worth"], json!({ "worth": "1/2", "points": 50.0, "acceptable": true, "crossed": [] }));
    assert_eq!((&told["seats"][1]["worth"], &told["together"]), (&Value::Null, &Value::Null));
    assert_eq!(told["seats"][1]["missing"], json!(["weights", "values:pay", "values:hours", "limit", "forbidden"]));
    does(&seats[1], "release", json!({ "items": ["weights", "values:pay", "values:hours"] })).await;
    let told = does(mediator, "fairness", about.clone()).await;
    assert_eq!(told["seats"][1]["worth"]["acceptable"], Value::Null, "no limit was released: {told}");
    assert_eq!(told["together"]["frontier"], json!({ "is": "below", "package": { "pay": "4 %", "hours": "40" }, "exact": true }));
    let frontier = does(mediator, "frontier", json!({ "table": table })).await;
    assert_eq!((&frontier["exact"], frontier["points"].as_array().map(Vec::len)), (&json!(true), Some(5)), "{frontier}");
    does(&seats[1], "withdraw_release", json!({ "item": "weights" })).await;
    assert_eq!(does(mediator, "fairness", about).await["together"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_with_a_key_is_carried_out_once_and_nothing_is_filled_in() {
    let state = server().await;
    let Room { table, mediator, seats } = &room(&state, "open").await;
    for _ in 0..2 {
        does(&seats[0], "note", json!({ "text": "once", "key": "the same" })).await;
    }
    assert_eq!(does(mediator, "look", json!({ "table": table })).await["notes"].as_array().map(Vec::len), Some(1));
    for (tool, arguments, word) in [
        ("offer", json!({}), "outcome"),
        ("request_settlement", json!({}), "is"),
        ("wait", json!({ "seen": 0 }), "seconds"),
        ("note", json!({ "text": "x", "seat": 2 }), "seat"),
        ("accept", json!({ "outcome": {} }), "outcome"),
    ] {
        let told = is_refused(&seats[0], tool, arguments).await;
        assert!(told["problem"].as_str().unwrap().contains(word), "{tool}: {told}");
    }
    let told = is_refused(&seats[0], "worth", json!({ "outcome": { "pay": "3 %" } })).await;
    assert!(told["problem"].as_str().unwrap().contains("`hours`"), "{told}");
    let told = is_refused(&seats[0], "worth", json!({ "outcome": { "pay": "3 %", "hours": "38" } })).await;
    assert!(told["problem"].as_str().unwrap().contains("no sheet"), "{told}");
    does(&seats[0], "write_sheet", json!({ "sheet": { "weights": { "pay": 1 } } })).await;
    let told = is_refused(&seats[0], "worth", json!({ "outcome": { "pay": "3 %", "hours": "38" } })).await;
    assert!(told["problem"].as_str().unwrap().contains("`hours`"), "what the sheet does not say is named: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_ends_with_what_happens_or_with_the_session() {
    let state = server().await;
    let Room { table, mediator, seats } = &room(&state, "open").await;
    let seen = does(&seats[0], "look", json!({})).await["seen"].as_u64().expect("a number");
    let waiting = does(&seats[0], "wait", json!({ "seen": seen, "seconds": 50 }));
    let speaking = does(mediator, "set_agenda", json!({ "table": table, "items": ["pay"] }));
    // Whichever comes first: what has happened by then is told at once, what happens afterwards wakes.
    let (woken, _) = tokio::join!(waiting, speaking);
    assert_eq!((&woken["changed"], woken["seen"].as_u64()), (&json!(true), Some(seen + 1)));
    is_refused(&seats[0], "wait", json!({ "seen": seen + 9, "seconds": 5 })).await;
    is_refused(&seats[0], "wait", json!({ "seen": seen + 1, "seconds": 51 })).await;
    let call = message("tools/call", json!({ "name": "wait", "arguments": { "seen": seen + 1, "seconds": 50 } }));
    let own = token(&seats[0]);
    let waiting = sent(&state, own.as_deref(), &call);
    let retaken = async {
        let link = mediator.post(&format!("/api/tables/{table}/invitations"), json!({ "seat": 1 })).await.good();
        Person::seated(&state, link["link"].as_str().expect("a link")).await
    };
    // The seat was taken anew: its former holder hears nothing more, not even that.
    let (answer, _) = tokio::join!(waiting, retaken);
    let told = answer.json();
    assert!(answer.status == 401 || told["result"]["structuredContent"]["problem"] == "this needs a session", "{told}");
    assert!(!told.to_string().contains("events"), "{told}");
    assert_eq!(sent(&state, token(&seats[0]).as_deref(), &message("tools/list", json!({}))).await.status, 401);
}

/// A program that speaks to a server over a connection, one message each.
struct Client {
    address: std::net::SocketAddr,
    token: String,
}

impl Client {
    /// What the server says to a message, as HTTP on a connection of its own.
    async fn says(&self, message: &Value) -> Value {
        let body = message.to_string();
        let mut stream = TcpStream::connect(self.address).await.expect("the server listens");
        let head = format!(
            "POST /mcp HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\naccept: application/json, \
             text/event-stream\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            self.address,
            self.token,
            body.len()
        );
        stream.write_all(head.as_bytes()).await.expect("written");
        stream.write_all(body.as_bytes()).await.expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
        let body = if head.contains("chunked") { unchunked(body) } else { body.to_owned() };
        serde_json::from_str(&body).unwrap_or_else(|_| panic!("no JSON: {answer}"))
    }

    async fn call(&self, tool: &str, arguments: Value) -> (Value, bool) {
        told(&self.says(&message("tools/call", json!({ "name": tool, "arguments": arguments }))).await)
    }

    async fn does(&self, tool: &str, arguments: Value) -> Value {
        let (answer, is_refused) = self.call(tool, arguments).await;
        assert!(!is_refused, "{tool}: {answer}");
        answer
    }

    async fn is_refused(&self, tool: &str, arguments: Value) -> Value {
        let before = self.does("look", json!({})).await;
        let (answer, is_refused) = self.call(tool, arguments).await;
        assert!(is_refused && answer["way_out"].is_string(), "{tool}: {answer}");
        assert_eq!(before, self.does("look", json!({})).await, "a refusal changed something");
        answer
    }

    /// Waits until this seat is asked something, or nothing is asked of anybody any more.
    async fn turn(&self) -> Option<Value> {
        loop {
            let moves = self.does("moves", json!({})).await;
            if !moves["asked"].is_null() {
                return Some(moves["asked"].clone());
            }
            let look = self.does("look", json!({})).await;
            if look["sitting"]["ending"].is_object() {
                return None;
            }
            self.does("wait", json!({ "seen": look["seen"], "seconds": 50 })).await;
        }
    }
}

fn unchunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            break;
        }
        whole.push_str(&rest[..size]);
        body = &rest[size + 2..];
    }
    whole
}

/// Offers down its list until what stands is worth what it wants, and then accepts.
async fn plays(client: &Client, offers: Vec<Value>, wants: f64) {
    let mut offers = offers.into_iter();
    while let Some(asked) = client.turn().await {
        let standing = &asked["standing"];
        if standing.is_object() {
            let worth = client.does("worth", json!({ "outcome": standing })).await;
            if worth["points"].as_f64().expect("points") >= wants {
                client.does("accept", json!({})).await;
                continue;
            }
        }
        client.does("offer", json!({ "outcome": offers.next().expect("an offer is left") })).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_negotiate_over_a_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("an address");
    let config = Config {
        database: "sqlite::memory:".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
        hosts: vec![address.to_string(), HOST.to_owned()],
        is_secure: false,
    };
    let state = State::open(config).await.expect("a fresh database opens");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(zopa_server::serve(listener, None, state.clone(), async { drop(stopped.await) }));
    let Room { table, mediator, seats } = &room(&state, "open").await;
    let client = |person: &Person| Client { address, token: token(person).expect("a token") };
    let (union, company, mediator) = (client(&seats[0]), client(&seats[1]), client(mediator));
    let version =
        json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "scripted", "version": "1" } });
    let begun = union.says(&message("initialize", version)).await;
    assert_eq!(begun["result"]["serverInfo"]["name"], "zopa", "{begun}");
    union.does("write_sheet", json!({ "sheet": sheet([0, 50, 100], [100, 60, 0], [1, 1], 50) })).await;
    company.does("write_sheet", json!({ "sheet": sheet([100, 50, 0], [0, 60, 100], [1, 1], 50) })).await;
    // Before anything is open, nothing can be offered.
    let package = |pay: &str, hours: &str| json!({ "pay": pay, "hours": hours });
    let early = union.is_refused("offer", json!({ "outcome": package("4 %", "35") })).await;
    assert!(early["legal"].as_array().is_some_and(|legal| legal.iter().all(|one| one["tool"] != "offer")), "{early}");
    let opening = json!({ "table": table, "title": "Rounds", "spec": "alternating", "rounds": 9, "strategies": [] });
    mediator.does("open_protocol", opening).await;
    // Out of turn, incomplete, unknown: refused, with what would be legal.
    let out_of_turn = company.is_refused("offer", json!({ "outcome": package("2 %", "40") })).await;
    assert!(out_of_turn["problem"].as_str().unwrap().contains("not your turn"), "{out_of_turn}");
    let incomplete = union.is_refused("offer", json!({ "outcome": { "pay": "4 %" } })).await;
    assert!(incomplete["problem"].as_str().unwrap().contains("`hours`"), "{incomplete}");
    assert!(incomplete["legal"].as_array().unwrap().iter().any(|one| one["tool"] == "offer"), "{incomplete}");
    union.is_refused("offer", json!({ "outcome": package("9 %", "35") })).await;
    union.is_refused("accept", json!({})).await;
    let first = vec![package("4 %", "35"), package("4 %", "38"), package("3 %", "38")];
    let second = vec![package("2 %", "40"), package("2 %", "38")];
    tokio::join!(plays(&union, first, 70.0), plays(&company, second, 54.0));
    let look = company.does("look", json!({})).await;
    assert_eq!(look["sitting"]["ending"], json!({ "word": "agreement", "agreement": { "pay": "3 %", "hours": "38" } }));
    assert_eq!(company.does("worth", json!({ "outcome": look["sitting"]["ending"]["agreement"] })).await["worth"], "11/20");
    union.is_refused("offer", json!({ "outcome": package("4 %", "35") })).await;
    let _ = stop.send(());
    serving.await.expect("no panic").expect("it stops");
}

#[test]
fn the_page_for_programs_lists_every_tool() {
    let page = include_str!("../../../../docs/mcp.md");
    let (seats, mediators) = page.split_once("### The tools of a mediator").expect("a section for mediators");
    for tool in tools() {
        let part = if tool.holder == Holder::Seat { seats } else { mediators };
        let line = format!("| `{}` | {} |\n", tool.name, tool.about);
        assert!(part.contains(&line), "docs/mcp.md lacks: {line}");
    }
    let rows = page.lines().filter(|line| line.starts_with("| `")).count();
    let own = 15;
    assert_eq!(rows, tools().len() + own, "the page lists a tool that there is none of");
}
