//! The workbench from outside: an analyst asks, saves, takes back, and watches talks.

use axum::http::Method;
use serde_json::{Value, json};
use zopa_dossier::catalog;

use crate::harness::{Person, server};

fn text(name: &str) -> String {
    let entry = catalog::entries().iter().find(|entry| entry.name == name).expect("the case is in the catalogue");
    String::from_utf8(entry.bytes.to_vec()).expect("cases are text")
}

/// The management's own offer.
fn reply() -> Value {
    json!({ "pay": "3", "hours": "39", "remote": "1", "apprentices": "8", "duration": "three-years" })
}

async fn analyst() -> Person {
    Person::operator(&server().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_plane_answers_what_is_moved() {
    let analyst = analyst().await;
    let asked = |changes: Value| json!({ "text": text("labour-dispute"), "for": "public", "draws": 100, "changes": changes });
    let before = analyst.post("/api/workbench/plane", asked(json!({}))).await.good();
    assert_eq!(before["parties"].as_array().expect("a list").len(), 2);
    assert!(before["odds"]["deal"]["of"].as_u64() <= before["odds"]["deal"]["draws"].as_u64());
    let duties = before["issues"].as_array().expect("a list").iter().filter(|issue| issue["duty"] == json!(true));
    assert_eq!(duties.count(), 1);
    let moved = json!({ "reservations": { "company": 0.5 }, "shocks": ["large-order"] });
    let after = analyst.post("/api/workbench/plane", asked(moved)).await.good();
    assert_ne!(before["limits"], after["limits"]);
    let refused = analyst.post("/api/workbench/plane", asked(json!({ "reservations": { "company": 7 } }))).await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.json()["detail"].as_str().is_some_and(|detail| detail.contains("Management of Alder Mill")));
    let many = json!({ "text": text("labour-dispute"), "for": "public", "draws": 1_000_000_000 });
    assert_eq!(analyst.post("/api/workbench/plane", many).await.status.as_u16(), 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn packages_are_judged_whole_and_in_part_and_beside_each_other() {
    let analyst = analyst().await;
    let case = json!({ "text": text("labour-dispute"), "for": "public", "draws": 100, "judgement": ["tutorial"] });
    let with = |more: Value| {
        let mut asked = case.clone();
        asked.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        asked
    };
    let whole = analyst.post("/api/workbench/package", with(json!({ "outcome": reply() }))).await.good();
    assert_eq!((&whole["reading"], &whole["open"]), (&json!("whole-package"), &json!([])));
    assert_eq!(whole["parties"].as_array().expect("a list").len(), 2);
    assert_eq!(whole["duties"][0]["name"], json!("Repairs in the drying hall"));
    let part = analyst.post("/api/workbench/package", with(json!({ "outcome": { "hours": "40" } }))).await.good();
    assert_eq!((&part["reading"], &part["all"]["of"]), (&json!("some-completion"), &json!(0)));
    let packages = json!([{ "name": "a", "outcome": reply() }, { "name": "b", "outcome": { "hours": "40" } }]);
    let compared = analyst.post("/api/workbench/compare", with(json!({ "packages": packages }))).await.good();
    assert_eq!(compared["rows"][0]["all"], whole["all"]);
    let several = with(json!({ "outcome": reply(), "judgement": ["tutorial", "other"] }));
    assert_eq!(analyst.post("/api/workbench/package", several).await.status.as_u16(), 422);
    let duty = analyst.post("/api/workbench/package", with(json!({ "outcome": { "drying-hall": "by-may" } }))).await;
    assert!(duty.json()["detail"].as_str().is_some_and(|detail| detail.contains("not for bargaining")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_with_faults_is_told_where_they_are() {
    let analyst = analyst().await;
    let fine = analyst.post("/api/workbench/check", json!({ "text": text("labour-dispute") })).await.good();
    assert_eq!(fine["diagnostics"], json!([]));
    let broken = text("labour-dispute").replace("ranking: [hours, pay]", "ranking: [hours, houres]");
    let told = analyst.post("/api/workbench/check", json!({ "text": broken })).await.good();
    let fault = &told["diagnostics"][0];
    let (start, end) = (fault["labels"][0]["start"].as_u64(), fault["labels"][0]["end"].as_u64());
    let place = start.zip(end).map(|(start, end)| &broken[start as usize..end as usize]);
    assert_eq!(place, Some("houres"), "{told}");
    assert_eq!(fault["severity"], json!("error"));
    let asked = json!({ "text": broken, "for": "public" });
    for path in ["analyse", "roadmap", "exchange", "report", "plane"] {
        let refused = analyst.post(&format!("/api/workbench/{path}"), asked.clone()).await;
        assert_eq!(refused.status.as_u16(), 422, "{path}");
        assert_eq!(refused.json()["diagnostics"], told["diagnostics"], "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_answers_are_those_of_the_command_line() {
    let analyst = analyst().await;
    let asked = json!({ "text": text("labour-dispute"), "for": "public", "draws": 60, "seed": 3 });
    let analysed = analyst.post("/api/workbench/analyse", asked.clone()).await.good();
    assert_eq!(analysed["document"]["odds"]["draws"], json!(60));
    // The texts of a ready case are at hand, so its quotations verify.
    let verified = |statement: &Value| statement["verification"] == json!("verified");
    assert!(
        analysed["document"]["statements"].as_array().expect("a list").iter().any(verified),
        "{}",
        analysed["document"]["statements"]
    );
    let roadmap = analyst.post("/api/workbench/roadmap", asked.clone()).await.good();
    assert!(roadmap["document"]["deadlocks"].is_array());
    let deadlocked = json!({ "text": text("istanbul-2025"), "for": "public", "draws": 20 });
    let deadlocked = analyst.post("/api/workbench/roadmap", deadlocked).await.good();
    assert!(deadlocked["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.starts_with("<svg")));
    let lists = |audience: &str| json!({ "text": text("prisoner-lists"), "for": audience });
    let internal = analyst.post("/api/workbench/exchange", lists("internal")).await.good();
    assert!(internal["document"].is_object() && !internal["pictures"].as_array().expect("a list").is_empty());
    let public = analyst.post("/api/workbench/exchange", lists("public")).await;
    // Ids of people are for the team, and names for nobody.
    assert!(internal["document"].to_string().contains("n-001"));
    let told = String::from_utf8_lossy(&public.bytes);
    assert!(!told.contains("n-001") && !told.contains("Вигаденко"));
    public.good();
    let page = analyst.post("/api/workbench/report", asked).await;
    assert!(page.headers["content-disposition"].to_str().is_ok_and(|how| how.starts_with("attachment")));
    assert!(String::from_utf8_lossy(&page.bytes).contains("The week at Alder Mill"));
    let bad_day = json!({ "text": text("labour-dispute"), "for": "public", "as_of": "yesterday" });
    assert_eq!(analyst.post("/api/workbench/analyse", bad_day).await.status.as_u16(), 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_for_an_audience_is_in_no_answer() {
    let analyst = analyst().await;
    let hidden = |low: &str| {
        let range = format!("          access: secret\n          range: [{low}, 0.9] ");
        text("labour-dispute").replacen("          range: [0.6, 0.9] ", &range, 1)
    };
    for (path, more) in [("plane", json!({})), ("package", json!({ "outcome": reply() })), ("analyse", json!({ "draws": 40 }))] {
        let ask = |low: &str, audience: &str| {
            let mut asked = json!({ "text": hidden(low), "for": audience, "draws": 40 });
            asked.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            asked
        };
        let path = format!("/api/workbench/{path}");
        let one = analyst.post(&path, ask("0.6", "public")).await;
        let other = analyst.post(&path, ask("0.2", "public")).await;
        assert_eq!(one.bytes, other.bytes, "{path}");
        let secret = analyst.post(&path, ask("0.6", "secret")).await;
        assert_ne!(secret.bytes, analyst.post(&path, ask("0.2", "secret")).await.bytes, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn talks_are_told_as_they_fall_under_a_heading_for_a_real_conflict() {
    let analyst = analyst().await;
    let asked = |name: &str, seats: Value| json!({ "text": text(name), "for": "public", "seats": seats, "protocol": "alternating", "rounds": 30, "seed": 5 });
    let told = |answer: &[u8]| -> Vec<(String, Value)> {
        let text = String::from_utf8_lossy(answer).into_owned();
        let event = |block: &str| {
            let part = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
            Some((part("event:")?.to_owned(), serde_json::from_str(part("data:")?).ok()?))
        };
        text.split("\n\n").filter_map(event).collect()
    };
    let answer = analyst.post("/api/workbench/negotiate", asked("istanbul-2025", json!(["boulware", "conceder"]))).await;
    let events = told(&answer.bytes);
    let (last, messages) = events.split_last().expect("something was said");
    assert_eq!((last.0.as_str(), &last.1["heading"]), ("ending", &json!("simulated strategies, not these governments")));
    assert_eq!(last.1["judgement"], json!("reading-a"));
    assert!(!messages.is_empty() && messages.iter().all(|(name, _)| name == "message"));
    let offer = messages.iter().find(|(_, line)| line["act"] == json!("offer")).expect("somebody offered something");
    assert_eq!(offer.1["utilities"].as_array().map(Vec::len), Some(2));
    let again = analyst.post("/api/workbench/negotiate", asked("istanbul-2025", json!(["boulware", "conceder"]))).await;
    assert_eq!(answer.bytes, again.bytes, "the same seed gives the same talks");
    let invented = analyst.post("/api/workbench/negotiate", asked("labour-dispute", json!(["boulware", "boulware"]))).await;
    assert_eq!(told(&invented.bytes).last().expect("it ends").1["heading"], Value::Null);
    for seats in [json!(["boulware"]), json!(["boulware", "no-such-strategy"])] {
        assert_eq!(analyst.post("/api/workbench/negotiate", asked("labour-dispute", seats)).await.status.as_u16(), 422);
    }
    assert!(!analyst.get("/api/strategies").await.good().as_array().expect("a list").is_empty());
    assert!(analyst.get("/api/protocols").await.good()[0]["discloses"].is_string());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn saved_cases_are_kept_taken_back_and_destroyed() {
    let state = server().await;
    let analyst = Person::operator(&state).await;
    let ready = analyst.get("/api/catalog").await.good();
    assert!(
        ready
            .as_array()
            .expect("a list")
            .iter()
            .any(|case| case["name"] == json!("istanbul-2025") && case["nature"] == json!("real"))
    );
    let made = analyst.post("/api/cases", json!({ "catalog": "labour-dispute" })).await.good();
    let path = format!("/api/cases/{}", made["id"].as_str().expect("an id"));
    let first = analyst.get(&path).await.good();
    assert_eq!((&first["can_undo"], &first["can_redo"]), (&json!(false), &json!(false)));
    assert_eq!(analyst.post(&format!("{path}/undo"), json!({})).await.status.as_u16(), 409);
    let save = |text: &str, version: i64| json!({ "text": text, "version": version });
    assert_eq!(analyst.put(&path, save("one", 1)).await.good()["version"], json!(2));
    assert_eq!(analyst.put(&path, save("two", 2)).await.good()["version"], json!(3));
    // Whoever read version 1 has missed two changes.
    assert_eq!(analyst.put(&path, save("stale", 1)).await.status.as_u16(), 409);
    let undone = analyst.post(&format!("{path}/undo"), json!({})).await.good();
    assert_eq!((&undone["text"], &undone["can_undo"], &undone["can_redo"]), (&json!("one"), &json!(true), &json!(true)));
    let undone = analyst.post(&format!("{path}/undo"), json!({})).await.good();
    assert_eq!((&undone["text"], &undone["can_undo"]), (&first["text"], &json!(false)));
    let redone = analyst.post(&format!("{path}/redo"), json!({})).await.good();
    assert_eq!((&redone["text"], &redone["can_redo"]), (&json!("one"), &json!(true)));
    let redone = analyst.post(&format!("{path}/redo"), json!({})).await.good();
    assert_eq!((&redone["text"], &redone["can_redo"]), (&json!("two"), &json!(false)));
    let listed = analyst.get("/api/cases").await.good();
    assert_eq!((&listed[0]["version"], &listed[0]["name"]), (&redone["version"], &json!("labour-dispute")));
    assert!(listed[0]["changed"].as_str().is_some_and(|at| at.ends_with('Z')));
    // Another analyst sees none of it.
    let link = analyst.post("/api/accounts", json!({ "name": "Ms Other" })).await.good();
    let other = Person::seated(&state, link["link"].as_str().expect("a link")).await;
    assert_eq!(other.get("/api/cases").await.good(), json!([]));
    for (method, at) in [(Method::GET, path.clone()), (Method::DELETE, path.clone()), (Method::POST, format!("{path}/redo"))] {
        assert_eq!(other.send(method, &at, None).await.status.as_u16(), 404);
    }
    analyst.send(Method::DELETE, &path, None).await.good();
    assert_eq!(analyst.get(&path).await.status.as_u16(), 404);
    assert_eq!(analyst.post("/api/cases", json!({ "name": "x" })).await.status.as_u16(), 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_analysts_have_a_workbench() {
    let state = server().await;
    let stranger = Person::stranger(&state);
    for path in ["/api/catalog", "/api/cases", "/api/strategies", "/api/protocols"] {
        assert_eq!(stranger.get(path).await.status.as_u16(), 401, "{path}");
    }
    let asked = json!({ "text": text("labour-dispute"), "for": "public" });
    for path in ["check", "analyse", "roadmap", "exchange", "report", "plane", "package", "compare", "negotiate"] {
        let refused = stranger.post(&format!("/api/workbench/{path}"), asked.clone()).await.status.as_u16();
        assert!([401, 403].contains(&refused), "{path}: {refused}");
    }
}
