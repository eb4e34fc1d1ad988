//! What people do at a table, from the first word to the record.

use serde_json::{Value, json};
use zopa_arena::Seat;
use zopa_arena::protocol::memoranda::seal;
use zopa_arena::transcript::{bytes, hexadecimal};
use zopa_table::record::{Bundle, repeat, verify};

use crate::harness::{Room, room, server, sheet};

/// A memorandum with its nonce, sealed for the session that is open.
fn sealed(view: &Value, seat: usize, memorandum: &str, nonce: u8) -> (String, String) {
    let session = bytes(view["sitting"]["session"].as_str().expect("a session")).expect("32 bytes");
    let nonce = [nonce; 32];
    (hexadecimal(&seal(&session, Seat(seat), &nonce, memorandum)), hexadecimal(&nonce))
}

const UNION: &str = r#"{"clauses":{"hours":"35","pay":"4 %"},"text":"the union's words"}"#;
const COMPANY: &str = r#"{"clauses":{"hours":"35","pay":"2 %"},"text":"the company's words"}"#;

/// Both commit and open, the second first.
pub(crate) async fn exchange(room: &Room) {
    let Room { table, mediator, seats } = room;
    mediator.does(table, json!({ "do": "open-sealed", "title": "Memoranda" })).await;
    let view = mediator.view(table).await;
    let made = [sealed(&view, 0, UNION, 1), sealed(&view, 1, COMPANY, 2)];
    for at in [1, 0] {
        seats[at].does(table, json!({ "do": "commit", "seal": made[at].0 })).await;
    }
    for (at, memorandum) in [(1, COMPANY), (0, UNION)] {
        seats[at].does(table, json!({ "do": "reveal", "memorandum": memorandum, "nonce": made[at].1 })).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn memoranda_are_shown_together_or_not_at_all() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    seats[0].is_refused(table, json!({ "do": "commit", "seal": "00" }), 409).await;
    mediator.does(table, json!({ "do": "open-sealed", "title": "Memoranda" })).await;
    let view = mediator.view(table).await;
    let (union, nonce) = sealed(&view, 0, UNION, 1);
    let (company, other) = sealed(&view, 1, COMPANY, 2);
    seats[0].is_refused(table, json!({ "do": "commit", "seal": "00" }), 422).await;
    seats[0].does(table, json!({ "do": "commit", "seal": union })).await;
    seats[0].is_refused(table, json!({ "do": "commit", "seal": company }), 409).await;
    let early = json!({ "do": "reveal", "memorandum": UNION, "nonce": nonce });
    seats[0].is_refused(table, early.clone(), 409).await;
    seats[1].does(table, json!({ "do": "commit", "seal": company })).await;
    let other_text = json!({ "do": "reveal", "memorandum": UNION, "nonce": other });
    let problem = seats[1].is_refused(table, other_text, 422).await;
    assert!(!problem.to_string().contains("the union's words"), "a refusal repeats nothing: {problem}");
    seats[0].does(table, early).await;
    for person in [mediator, &seats[0], &seats[1]] {
        let view = person.view(table).await;
        assert_eq!(view["sitting"]["opened"], json!([1]));
        assert_eq!(view["sitting"]["memoranda"], json!([]));
        assert!(!view.to_string().contains("the union's words"));
    }
    seats[1].does(table, json!({ "do": "reveal", "memorandum": COMPANY, "nonce": other })).await;
    let shown = seats[0].view(table).await;
    assert_eq!(shown["sitting"]["state"], "revealed");
    assert_eq!(shown["sitting"]["agreed"], json!([{ "clause": "hours", "option": "35" }]));
    assert_eq!(shown["sitting"]["contradictions"][0]["issue"], "pay");
    assert!(shown.to_string().contains("the company's words"));
}

/// Everybody signs a text that settles both issues.
pub(crate) async fn sign(room: &Room) {
    let Room { table, mediator, seats } = room;
    let clauses = json!([{ "issue": "pay", "option": "3 %", "text": "from May" }, { "issue": "hours", "option": "38" }]);
    mediator.does(table, json!({ "do": "open-text", "title": "One text", "clauses": clauses })).await;
    mediator.does(table, json!({ "do": "call-signature" })).await;
    for seat in seats {
        seat.does(table, json!({ "do": "sign", "draft": 1, "yes": true })).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_accepted_before_the_last_yes() {
    let room = room(&server().await, "tally").await;
    let Room { table, mediator, seats } = &room;
    let bad = json!([{ "issue": "pay", "option": "9 %" }]);
    mediator.is_refused(table, json!({ "do": "open-text", "title": "One text", "clauses": bad }), 422).await;
    let clauses = json!([{ "issue": "pay", "option": "4 %" }, { "text": "Both sides thank the mill." }]);
    mediator.does(table, json!({ "do": "open-text", "title": "One text", "clauses": clauses })).await;
    seats[1].does(table, json!({ "do": "object", "draft": 1, "clause": 1, "text": "too much" })).await;
    seats[1].is_refused(table, json!({ "do": "object", "draft": 1, "clause": 3, "text": "no such clause" }), 422).await;
    mediator.does(table, json!({ "do": "call-vote" })).await;
    seats[0].does(table, json!({ "do": "vote", "draft": 1, "vote": 2 })).await;
    seats[0].is_refused(table, json!({ "do": "vote", "draft": 1, "vote": -2 }), 409).await;
    assert_eq!(seats[1].view(table).await["sitting"]["drafts"][0]["votes"], json!([]), "another's vote is not shown");
    assert_eq!(mediator.view(table).await["sitting"]["drafts"][0]["votes"][0]["vote"], 2);
    seats[1].does(table, json!({ "do": "vote", "draft": 1, "vote": -1 })).await;
    let draft = &seats[1].view(table).await["sitting"]["drafts"][0];
    assert_eq!((&draft["tally"], &draft["votes"]), (&json!({ "yes": 1, "no": 1 }), &json!([{ "seat": 2, "vote": -1 }])));
    let clauses = json!([{ "issue": "pay", "option": "3 %" }, { "issue": "hours", "option": "38" }]);
    mediator.does(table, json!({ "do": "draft", "clauses": clauses })).await;
    mediator.does(table, json!({ "do": "call-signature" })).await;
    mediator.is_refused(table, json!({ "do": "draft", "clauses": clauses }), 409).await;
    seats[0].does(table, json!({ "do": "sign", "draft": 2, "yes": true })).await;
    let waiting = seats[1].view(table).await["sitting"].clone();
    assert_eq!((&waiting["state"], &waiting["signing"]["answers"]), (&json!("signing"), &json!([])));
    assert_eq!(waiting["signing"]["signed"], json!([1]));
    seats[1].does(table, json!({ "do": "sign", "draft": 2, "yes": true })).await;
    assert_eq!(mediator.view(table).await["sitting"]["state"], "accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_no_is_a_no_and_shows_only_at_the_end() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    mediator.does(table, json!({ "do": "open-text", "title": "One text", "clauses": [{ "text": "peace" }] })).await;
    mediator.does(table, json!({ "do": "call-signature" })).await;
    seats[1].does(table, json!({ "do": "sign", "draft": 1, "yes": false })).await;
    assert!(!mediator.view(table).await["sitting"].to_string().contains("false"));
    seats[0].does(table, json!({ "do": "sign", "draft": 1, "yes": true })).await;
    let sitting = seats[0].view(table).await["sitting"].clone();
    assert_eq!(sitting["state"], "refused");
    assert_eq!(sitting["signing"]["answers"], json!([{ "seat": 1, "yes": true }, { "seat": 2, "yes": false }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_go_by_the_rules_of_the_arena() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    mediator.does(table, json!({ "do": "open-protocol", "title": "Offers", "spec": "alternating", "rounds": 4 })).await;
    let offer = |pay: &str| json!({ "do": "answer", "answer": { "act": "offer", "outcome": { "pay": pay, "hours": "38" } } });
    seats[1].is_refused(table, offer("2 %"), 409).await;
    seats[0].does(table, offer("4 %")).await;
    let asked = seats[1].view(table).await["sitting"].clone();
    assert_eq!(asked["yours"]["ask"], "turn");
    assert_eq!(asked["yours"]["standing"]["pay"], "4 %");
    seats[1].is_refused(table, json!({ "do": "answer", "answer": { "act": "vote", "strength": 1 } }), 422).await;
    seats[1].does(table, offer("2 %")).await;
    seats[0].does(table, json!({ "do": "answer", "answer": { "act": "accept" } })).await;
    let sitting = mediator.view(table).await["sitting"].clone();
    assert_eq!(sitting["ending"]["word"], "agreement");
    assert_eq!(sitting["ending"]["agreement"], json!({ "pay": "2 %", "hours": "38" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blind_bid_may_come_early_and_nobody_sees_that_it_came() {
    let state = server().await;
    let mediator = crate::harness::Person::operator(&state).await;
    let price = json!({ "title": "Price", "parties": ["Buyer", "Seller"],
        "issues": [{ "name": "price", "options": ["10", "20", "30", "40"], "ordered": true }],
        "rules": { "queries": 0, "votes": "mediator", "settlement": false } });
    let made = mediator.post("/api/tables", json!({ "terms": price })).await.good();
    let table = made["id"].as_str().unwrap();
    let mut seats = Vec::new();
    for seat in 1..=2 {
        let link = mediator.post(&format!("/api/tables/{table}/invitations"), json!({ "seat": seat })).await.good();
        seats.push(crate::harness::Person::seated(&state, link["link"].as_str().unwrap()).await);
    }
    mediator.does(table, json!({ "do": "open-protocol", "title": "Price", "spec": "double-blind", "rounds": 3 })).await;
    let before = seats[0].get(&format!("/api/tables/{table}")).await.bytes;
    let watched = mediator.get(&format!("/api/tables/{table}")).await.bytes;
    let bid = |amount: u32| json!({ "do": "answer", "answer": { "act": "amount", "amount": amount } });
    seats[1].is_refused(table, bid(9), 422).await;
    seats[1].does(table, bid(1)).await;
    assert_eq!(seats[0].get(&format!("/api/tables/{table}")).await.bytes, before);
    assert_eq!(mediator.get(&format!("/api/tables/{table}")).await.bytes, watched);
    seats[1].is_refused(table, bid(2), 409).await;
    seats[0].does(table, bid(2)).await;
    let ending = &mediator.view(table).await["sitting"]["ending"];
    assert_eq!(ending["word"], "agreement");
    assert!(["20", "30"].contains(&ending["agreement"]["price"].as_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn strategies_play_for_seats_that_entrusted_their_sheets() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    let strategies = json!([{ "seat": 1, "spec": "boulware" }, { "seat": 2, "spec": "conceder" }]);
    let open = json!({ "do": "open-protocol", "title": "Offers", "spec": "alternating", "rounds": 20, "strategies": strategies });
    mediator.is_refused(table, open.clone(), 409).await;
    let sheets = [sheet([0, 50, 100], [100, 50, 0], [3, 1], 20), sheet([100, 50, 0], [0, 50, 100], [1, 3], 20)];
    for (seat, own) in seats.iter().zip(&sheets) {
        seat.is_refused(table, json!({ "do": "entrust" }), 409).await;
        seat.put(&format!("/api/tables/{table}/sheet"), own.clone()).await.good();
        seat.does(table, json!({ "do": "entrust" })).await;
    }
    mediator.does(table, open).await;
    let sitting = mediator.view(table).await["sitting"].clone();
    assert_eq!(sitting["ending"]["word"], "agreement", "{sitting}");
    let bundle = mediator.get(&format!("/api/tables/{table}/bundle")).await.good();
    let bundle: Bundle = serde_json::from_value(bundle).expect("a bundle");
    assert!(repeat(&bundle).is_ok());
    // A strategy with another sheet would have played otherwise.
    let mut other = bundle;
    let swapped = other.entrusted[&2].clone();
    other.entrusted.insert(1, swapped);
    assert!(repeat(&other).unwrap_err().contains("answers otherwise"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_answers_what_its_terms_allow_and_counts() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    let ask = json!({ "do": "ask", "question": "jointly-acceptable" });
    mediator.is_refused(table, ask.clone(), 409).await;
    // Against each other in everything, with limits that leave room, and then with none.
    for (limits, answer) in [([50, 50], "yes"), ([80, 80], "no")] {
        let sheets = [sheet([0, 50, 100], [100, 50, 0], [1, 1], limits[0]), sheet([100, 50, 0], [0, 50, 100], [1, 1], limits[1])];
        for (seat, own) in seats.iter().zip(sheets) {
            seat.put(&format!("/api/tables/{table}/sheet"), own).await.good();
            seat.does(table, json!({ "do": "entrust" })).await;
        }
        mediator.does(table, ask.clone()).await;
        let asked = mediator.view(table).await["queries"]["answers"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(asked["answer"], answer);
        assert!(!seats[0].view(table).await["queries"].to_string().contains(answer), "the answer goes to the mediator alone");
    }
    mediator.is_refused(table, ask, 403).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_improvement_is_looked_for_when_all_ask() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    seats[0].is_refused(table, json!({ "do": "request-settlement" }), 409).await;
    sign(&room).await;
    let sheets = [sheet([0, 50, 100], [100, 50, 0], [9, 1], 0), sheet([100, 50, 0], [0, 50, 100], [1, 9], 0)];
    for (seat, own) in seats.iter().zip(sheets) {
        seat.put(&format!("/api/tables/{table}/sheet"), own).await.good();
        seat.does(table, json!({ "do": "entrust" })).await;
    }
    let before = (seats[1].get(&format!("/api/tables/{table}")).await.bytes, mediator.view(table).await);
    seats[0].does(table, json!({ "do": "request-settlement" })).await;
    assert_eq!(seats[1].get(&format!("/api/tables/{table}")).await.bytes, before.0, "nobody sees who asked");
    assert_eq!(mediator.view(table).await, before.1);
    seats[1].does(table, json!({ "do": "request-settlement" })).await;
    let answer = &mediator.view(table).await["settlement"]["answer"];
    assert_eq!(answer["package"], json!({ "pay": "4 %", "hours": "40" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mediator_sees_what_was_released_item_by_item() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    seats[0].put(&format!("/api/tables/{table}/sheet"), sheet([0, 50, 100], [100, 50, 7], [3, 1], 23)).await.good();
    assert_eq!(mediator.view(table).await["releases"], json!([]));
    seats[0].does(table, json!({ "do": "release", "items": ["limit", "values:pay"] })).await;
    let seen = mediator.view(table).await["releases"].clone();
    assert_eq!(seen[0], json!({ "seat": 1, "item": "limit", "content": 23, "withdrawn": false }));
    assert_eq!(seen[1]["content"]["4 %"], 100);
    assert_eq!(seats[1].view(table).await["releases"], json!([]));
    seats[0].does(table, json!({ "do": "withdraw-release", "item": "limit" })).await;
    let seen = mediator.view(table).await["releases"].clone();
    assert_eq!((&seen[0]["withdrawn"], &seen[0]["content"]), (&json!(true), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_can_be_checked_by_anybody_and_shows_what_was_changed() {
    let room = room(&server().await, "open").await;
    let Room { table, mediator, seats } = &room;
    exchange(&room).await;
    sign(&room).await;
    mediator.does(table, json!({ "do": "open-protocol", "title": "Offers", "spec": "alternating", "rounds": 4 })).await;
    let offer = json!({ "do": "answer", "answer": { "act": "offer", "outcome": { "pay": "4 %", "hours": "38" } } });
    seats[0].does(table, offer).await;
    seats[1].does(table, json!({ "do": "answer", "answer": { "act": "accept" } })).await;
    let record = String::from_utf8(seats[0].get(&format!("/api/tables/{table}/record")).await.bytes).unwrap();
    let verdict = verify(&record).expect("the chain holds");
    assert_eq!(verdict.faults, Vec::<String>::new());
    assert_eq!(verdict.head.hash, seats[1].view(table).await["head"]["hash"].as_str().unwrap());
    assert!(verdict.checked.contains(&"2 memoranda fit their seals".to_owned()), "{:?}", verdict.checked);
    assert!(verdict.checked.contains(&"2 public moves follow from the rules".to_owned()), "{:?}", verdict.checked);
    assert!(verify(&record.replace("the union's words", "the union's deeds")).is_err());
    let without_last: Vec<&str> = record.lines().take(record.lines().count() - 1).collect();
    assert_ne!(verify(&without_last.join("\n")).unwrap().head, verdict.head, "a shorter record has another hash");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_compartment_is_destroyed_on_request_and_the_record_stays() {
    let room = room(&server().await, "mediator").await;
    let Room { table, mediator, seats } = &room;
    seats[0].put(&format!("/api/tables/{table}/sheet"), sheet([0, 50, 100], [100, 50, 7], [3, 1], 23)).await.good();
    seats[0].does(table, json!({ "do": "entrust" })).await;
    seats[0].does(table, json!({ "do": "release", "items": ["limit"] })).await;
    seats[0].does(table, json!({ "do": "note", "text": "between us" })).await;
    let path = format!("/api/tables/{table}/compartment");
    let wrong = seats[0].send(axum::http::Method::DELETE, &path, Some(json!({ "passphrase": "something else" }))).await;
    assert_eq!(wrong.status.as_u16(), 401);
    let right = json!({ "passphrase": crate::harness::PASSPHRASE });
    assert_eq!(seats[0].send(axum::http::Method::DELETE, &path, Some(right)).await.status.as_u16(), 204);
    let seen = mediator.view(table).await;
    assert_eq!((&seen["releases"], &seen["notes"], &seen["entrusted"]), (&json!([]), &json!([]), &json!([])));
    assert_eq!(seen["parties"][0]["state"], "gone");
    assert_eq!(seats[0].get(&format!("/api/tables/{table}")).await.status.as_u16(), 401);
    let record = String::from_utf8(mediator.get(&format!("/api/tables/{table}/record")).await.bytes).unwrap();
    assert!(verify(&record).unwrap().faults.is_empty());
}
