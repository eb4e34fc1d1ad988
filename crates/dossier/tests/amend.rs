//! A case file that is added to and confirmed: every other line stays, and what makes no sense is not written.

use serde_json::{Value, json};
use zopa_dossier::amend::{CannotAmend, confirmed, with_item};
use zopa_dossier::{Dossier, template, unconfirmed};

fn new() -> (Dossier, String) {
    let text = template("talks");
    (Dossier::read("talks.yaml", text.as_bytes()).expect("the template makes sense"), text)
}

fn statement() -> Value {
    json!({
        "id": "of-a-model", "speaker": "A \"spokesman\": # of them", "parties": ["union"], "date": "2025-03-06",
        "sources": ["gazette"], "paraphrase": "- no\n: {yes}", "states": [{ "issue": "pay", "asks": ["4"] }],
        "first": [{ "what": "strike-paused", "only_after_one_of": [["offer-tabled"]] }], "access": "public",
        "written_by": "a model",
    })
}

#[test]
fn an_item_is_added_and_every_other_line_stays() {
    let (dossier, text) = new();
    let amended = with_item(&dossier, &text, "statements", &statement()).expect("it fits");
    let statements = &amended.dossier.case().statements;
    assert_eq!((statements.len(), statements[2].paraphrase.as_deref()), (3, Some("- no\n: {yes}")));
    let kept: Vec<&str> = amended.text.lines().filter(|line| text.lines().any(|old| old == *line)).collect();
    assert!(text.lines().all(|line| kept.contains(&line)), "a line was lost");
    assert_eq!(amended.dossier.warnings()[0].code, "not-confirmed");
}

#[test]
fn a_section_that_is_missing_or_empty_is_begun() {
    let text = "zopa: 1\ntitle: x\nnature: invented\nparties: []  # none yet";
    let dossier = Dossier::read("x.yaml", text.as_bytes()).expect("it reads");
    let party = json!({ "id": "no", "role": "party", "access": "public", "written_by": "model" });
    let one = with_item(&dossier, text, "parties", &party).expect("it fits");
    let two = with_item(&one.dossier, &one.text, "parties", &json!({ "id": "town", "role": "party" })).expect("it fits");
    assert_eq!(two.dossier.case().parties.iter().map(|party| party.id.as_str()).collect::<Vec<_>>(), ["no", "town"]);
    let source = json!({ "id": "s", "title": "T", "outlet": "O" });
    let three = with_item(&two.dossier, &two.text, "sources", &source).expect("it fits");
    assert_eq!(three.dossier.case().sources.len(), 1);
    let in_brackets = "zopa: 1\ntitle: x\nnature: invented\nparties: [{id: a}]\n";
    let dossier = Dossier::read("x.yaml", in_brackets.as_bytes()).expect("it reads");
    let refused = with_item(&dossier, in_brackets, "parties", &party).expect_err("brackets");
    assert!(matches!(refused, CannotAmend::Trouble { problem, .. } if problem.contains("brackets")));
}

#[test]
fn what_makes_no_sense_is_not_added() {
    let (dossier, text) = new();
    let mut odd = statement();
    odd["states"][0]["asks"] = json!(["9"]);
    assert!(matches!(with_item(&dossier, &text, "statements", &odd), Err(CannotAmend::Faults(faults)) if !faults.is_empty()));
}

#[test]
fn a_person_confirms_once_and_only_what_a_model_wrote() {
    let (dossier, text) = new();
    let amended = with_item(&dossier, &text, "statements", &statement()).expect("it fits");
    let refused = |item: &str, name: &str| match confirmed(&amended.dossier, &amended.text, item, name) {
        Err(CannotAmend::Trouble { problem, .. }) => problem,
        other => panic!("{other:?}"),
    };
    assert!(refused("union-demand", "A. Person").contains("marked as written by a model"));
    assert!(refused("of-a-model", " ").contains("nobody"));
    let done = confirmed(&amended.dossier, &amended.text, "statements/of-a-model", "A. \"Person\"").expect("it is marked");
    assert_eq!(done.dossier.case().statements[2].confirmed_by.as_deref(), Some("A. \"Person\""));
    assert!(done.dossier.warnings().is_empty() && unconfirmed(done.dossier.case()).is_empty());
    assert!(confirmed(&done.dossier, &done.text, "of-a-model", "B").is_err(), "it was confirmed");
    let flow = "zopa: 1\ntitle: x\nnature: invented\nparties: [{id: a, written_by: model}, {id: b}]\n";
    let dossier = Dossier::read("x.yaml", flow.as_bytes()).expect("it reads");
    assert!(confirmed(&dossier, flow, "a", "A. Person").expect("in brackets too").text.contains("confirmed_by"));
}
