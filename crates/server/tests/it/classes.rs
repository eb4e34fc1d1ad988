//! A class from making to debrief, and who may see what of it, when.

use serde_json::{Value, json};
use zopa_server::State;

use crate::harness::{Person, lasting, open, server};

/// A class with its teacher and everybody in it, group by group.
struct Class {
    id: String,
    code: String,
    teacher: Person,
    groups: Vec<Vec<Person>>,
}

/// Joins `group` as `part`.
async fn joined(state: &State, code: &str, group: usize, part: usize) -> Person {
    let mut person = Person::stranger(state);
    person.enter("/api/join/seat", json!({ "code": code, "group": group, "part": part })).await;
    person
}

/// A class of `groups` groups of two, with everybody there.
async fn class(state: &State, about: Value, groups: usize) -> Class {
    let teacher = Person::operator(state).await;
    let made = teacher.post("/api/classes", about).await.good();
    let text = |name: &str| made[name].as_str().expect("a text").to_owned();
    let (id, code) = (text("id"), text("code"));
    let mut all = Vec::new();
    for group in 1..=groups {
        all.push(vec![joined(state, &code, group, 1).await, joined(state, &code, group, 2).await]);
    }
    Class { id, code, teacher, groups: all }
}

fn trade(groups: usize) -> Value {
    json!({ "catalog": "two-issue-trade", "groups": groups, "vary": true, "seed": 8_812_340_771_u64 })
}

fn deal(first: &str, second: &str) -> Value {
    json!({ "outcome": { "First issue": first, "Second issue": second } })
}

async fn enters(person: &Person, form: Value) {
    person.put("/api/class/agreement", form).await.good();
}

async fn mine(person: &Person) -> Value {
    person.get("/api/class").await.good()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_goes_from_a_code_to_the_debrief() {
    let state = server().await;
    let class = class(&state, trade(3), 3).await;
    let own = mine(&class.groups[0][1]).await;
    assert_eq!((own["group"].as_u64(), own["part"].as_u64(), own["state"].as_str()), (Some(1), Some(2), Some("open")));
    assert_eq!((own["sheet"]["party"].as_str(), own["agreement"]["mine"].is_null()), (Some("Party B"), true));
    // The forms of the first group differ at first; what the second enters is the same, and final; the third ends without.
    enters(&class.groups[0][0], deal("b", "x")).await;
    enters(&class.groups[0][1], deal("b", "y")).await;
    let told = mine(&class.groups[0][0]).await["agreement"].clone();
    assert_eq!((told["confirmed"].clone(), told["differs"].clone()), (json!([1, 2]), json!(["Second issue"])));
    enters(&class.groups[0][1], json!({ "outcome": null })).await;
    assert_eq!(mine(&class.groups[0][0]).await["agreement"]["differs"], json!([]));
    for person in &class.groups[1] {
        enters(person, deal("c", "x")).await;
    }
    let told = mine(&class.groups[1][0]).await["agreement"].clone();
    assert_eq!((told["final"].as_bool(), told["mine"]["outcome"]["First issue"].as_str()), (Some(true), Some("c")));
    for person in &class.groups[2] {
        enters(person, json!({ "outcome": null })).await;
    }
    assert_eq!(class.groups[1][0].put("/api/class/agreement", deal("a", "x")).await.status, 409, "final is final");
    let path = format!("/api/classes/{}", class.id);
    let seen = class.teacher.get(&path).await.good();
    let agreed: Vec<Option<bool>> = (0..3).map(|group| seen["groups"][group]["agreed"].as_bool()).collect();
    assert_eq!(agreed, [Some(false), Some(true), Some(true)]);
    class.teacher.post(&format!("{path}/reveal"), json!({})).await.good();
    let debrief = class.teacher.get(&format!("{path}/debrief")).await;
    assert_eq!(debrief.bytes, class.groups[0][0].get("/api/class/debrief").await.bytes, "all see the same");
    let document = &debrief.good()["document"];
    let ended: Vec<&str> = (0..3).filter_map(|group| document["groups"][group]["ended"].as_str()).collect();
    assert_eq!(ended, ["not-in", "deal", "no-deal"]);
    assert_eq!(document["groups"][1]["worth"]["efficient"], json!(false), "c and x is the one dominated outcome");
    assert_eq!(class.groups[0][0].put("/api/class/agreement", deal("a", "x")).await.status, 409);
    let table = String::from_utf8(class.teacher.get(&format!("{path}/results.csv")).await.bytes).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!((lines.len(), lines[0]), (4, "group,mark,First issue,Second issue"));
    assert!(lines[1].ends_with(",?,?") && lines[2].ends_with(",c,x") && lines[3].ends_with(",none,none"), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_an_outcome_before_the_debrief() {
    let state = server().await;
    let class = class(&state, trade(2), 2).await;
    for group in &class.groups {
        for person in group {
            enters(person, deal("a", "y")).await;
        }
    }
    let path = format!("/api/classes/{}", class.id);
    for what in ["debrief", "results.csv"] {
        assert_eq!(class.teacher.get(&format!("{path}/{what}")).await.status, 409, "{what}");
    }
    assert_eq!(class.groups[0][0].get("/api/class/debrief").await.status, 409);
    let seen = class.teacher.get(&path).await;
    let text = String::from_utf8(seen.bytes).unwrap();
    assert!(!text.contains("First issue") && !text.contains("points") && !text.contains("8812340771"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_enter_and_want_changes_no_byte_of_mine() {
    let case = zopa_dossier::catalog::entries().iter().find(|entry| entry.name == "two-issue-trade").unwrap();
    let case = String::from_utf8(case.bytes.to_vec()).unwrap();
    let other = case.replace("{ a: 0, b: \"3/8\", c: \"4/8\" }", "{ a: \"1/8\", b: \"2/8\", c: \"7/8\" }");
    assert_ne!(case, other);
    let mut worlds = Vec::new();
    for (case, form, elsewhere) in [(&case, deal("a", "x"), deal("b", "y")), (&other, deal("c", "y"), deal("a", "x"))] {
        let state = server().await;
        let about = json!({ "case": case, "groups": 2, "vary": false, "seed": 5 });
        let class = class(&state, about, 2).await;
        enters(&class.groups[0][1], form).await;
        for person in &class.groups[1] {
            enters(person, elsewhere.clone()).await;
        }
        worlds.push(class.groups[0][0].get("/api/class").await.bytes);
    }
    assert!(worlds[0] == worlds[1], "{}", String::from_utf8_lossy(&worlds[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_taken_once_and_freed_by_its_teacher_alone() {
    let state = server().await;
    let class = class(&state, trade(1), 1).await;
    let stranger = Person::stranger(&state);
    let again = json!({ "code": class.code, "group": 1, "part": 1 });
    assert_eq!(stranger.post("/api/join/seat", again).await.status, 409);
    let link = class.teacher.post("/api/accounts", json!({ "name": "another teacher" })).await.good();
    let another = Person::seated(&state, link["link"].as_str().unwrap()).await;
    let path = format!("/api/classes/{}", class.id);
    let part = json!({ "group": 1, "part": 1 });
    for (verb, of) in [("free", part.clone()), ("reveal", json!({}))] {
        assert_eq!(another.post(&format!("{path}/{verb}"), of).await.status, 404, "{verb}");
    }
    assert_eq!(another.get("/api/classes").await.good(), json!([]));
    let before = &class.groups[0][0];
    enters(before, deal("a", "x")).await;
    class.teacher.post(&format!("{path}/free"), part).await.good();
    assert_eq!(before.get("/api/class").await.status, 401, "whoever had it is logged out");
    let after = joined(&state, &class.code, 1, 1).await;
    assert!(mine(&after).await["agreement"]["mine"].is_null(), "what was entered is dropped");
    for part in [json!({ "group": 2, "part": 1 }), json!({ "group": 1, "part": 3 }), json!({ "group": 0, "part": 0 })] {
        assert_eq!(class.teacher.post(&format!("{path}/free"), part).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_read_as_people_type_them_and_guessing_is_slowed() {
    let state = server().await;
    let class = class(&state, trade(1), 0).await;
    let stranger = Person::stranger(&state);
    let typed = class.code.to_lowercase().replace('-', " ");
    let open = stranger.post("/api/join", json!({ "code": typed })).await.good();
    assert_eq!((open["class"].as_str(), open["groups"][0]["parts"][1]["free"].as_bool()), (Some(class.id.as_str()), Some(true)));
    let mut statuses = Vec::new();
    for _ in 0..20 {
        statuses.push(stranger.post("/api/join", json!({ "code": "AAAA-AAAA" })).await.status.as_u16());
    }
    assert!(statuses[0] == 422 && statuses[19] == 429, "{statuses:?}");
    stranger.post("/api/join", json!({ "code": class.code })).await.good();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_class_at_once_loses_nothing() {
    let state = server().await;
    let class = class(&state, trade(20), 0).await;
    let code = &class.code;
    let everybody: Vec<_> = (1..=20).flat_map(|group| (1..=2).map(move |part| (group, part))).collect();
    let people = everybody.into_iter().map(|(group, part)| {
        let state = &state;
        async move {
            let person = joined(state, code, group, part).await;
            enters(&person, deal("b", "x")).await;
        }
    });
    futures_util::future::join_all(people).await;
    let seen = class.teacher.get(&format!("/api/classes/{}", class.id)).await.good();
    let agreed = seen["groups"].as_array().unwrap().iter().filter(|group| group["agreed"] == json!(true)).count();
    assert_eq!(agreed, 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_with_a_way_out() {
    let state = server().await;
    let class = class(&state, trade(1), 1).await;
    let refused = [
        json!({}),
        json!({ "outcome": {} }),
        json!({ "outcome": { "First issue": "a" } }),
        json!({ "outcome": { "First issue": "a", "Second issue": "z" } }),
        json!({ "outcome": { "First issue": "a", "Second issue": "x", "Third issue": "x" } }),
    ];
    for form in refused {
        let answer = class.groups[0][0].put("/api/class/agreement", form.clone()).await;
        assert!(answer.status == 422 && !answer.json()["way_out"].as_str().unwrap().is_empty(), "{form}");
    }
    let classes = [
        json!({ "catalog": "two-issue-trade", "groups": 0, "vary": true }),
        json!({ "catalog": "two-issue-trade", "groups": 61, "vary": true }),
        json!({ "catalog": "no-such-case", "groups": 2, "vary": true }),
        json!({ "catalog": "istanbul-2025", "groups": 2, "vary": true }),
        json!({ "case": "zopa: 1", "groups": 2, "vary": true }),
        json!({ "groups": 2, "vary": true }),
    ];
    for about in classes {
        let answer = class.teacher.post("/api/classes", about.clone()).await;
        assert!(answer.status == 422 && !answer.json()["way_out"].as_str().unwrap().is_empty(), "{about}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_survives_a_restart_and_is_gone_when_it_is_destroyed() {
    let folder = tempfile::tempdir().unwrap();
    let database = lasting(&folder, "class.db").await;
    let before = open(&database).await;
    let class = class(&before, trade(1), 1).await;
    enters(&class.groups[0][0], deal("a", "x")).await;
    let sheet = mine(&class.groups[0][0]).await;
    drop(before);
    let after = open(&database).await;
    let again = |person: &Person| Person { state: after.clone(), ..person.clone() };
    assert_eq!(mine(&again(&class.groups[0][0])).await, sheet);
    if crate::harness::is_lite() {
        let bytes = std::fs::read(folder.path().join("class.db")).unwrap();
        let is_there = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        for secret in
            [class.code.replace('-', ""), class.code.clone(), "A trade over two issues".to_owned(), "Party B".to_owned()]
        {
            assert!(!is_there(&secret), "`{secret}` can be read at rest");
        }
    }
    let teacher = again(&class.teacher);
    let path = format!("/api/classes/{}", class.id);
    teacher.send(axum::http::Method::DELETE, &path, None).await.good();
    assert_eq!((teacher.get(&path).await.status.as_u16(), teacher.get("/api/classes").await.good()), (404, json!([])));
    assert_eq!(again(&class.groups[0][0]).get("/api/class").await.status, 401);
    assert_eq!(Person::stranger(&after).post("/api/join", json!({ "code": class.code })).await.status, 422);
}
