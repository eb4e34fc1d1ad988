//! The document as JSON: its schema, its names, and that it reads back.

mod samples;

use serde_json::Value;
use zopa_report::{Document, schema, to_json};

fn json(document: &Document) -> Value {
    serde_json::from_str(&to_json(document)).expect("to_json writes JSON")
}

/// The committed schema is the one that the types give. `UPDATE_SCHEMA=1 cargo test -p zopa-report` writes it anew.
#[test]
fn committed_schema_is_that_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/analysis.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, schema()).expect("the schema can be written");
    }
    let committed = std::fs::read_to_string(path).expect("the schema is committed");
    assert!(committed == schema(), "docs/schema/analysis.schema.json is not that of the types; run with UPDATE_SCHEMA=1");
}

#[test]
fn every_sample_reads_back() {
    for document in [samples::labour_dispute(), samples::three_way(), samples::textbook(), samples::statements_only()] {
        let value = serde_json::to_value(&document).expect("a document is JSON");
        let again: Document = serde_json::from_value(value).expect("the shape reads back");
        assert!(again == document, "{} changes when it is read back", document.case.title);
    }
}

#[test]
fn a_point_case_has_the_names_that_scripts_rely_on() {
    let value = json(&samples::textbook());
    assert_eq!(value["zopa"], 1);
    assert_eq!(value["parties"], serde_json::json!(["Ada", "Ben"]));
    assert_eq!(value["space"]["outcomes"], "6");
    assert_eq!(value["opposition"], 0.625);
    let frontier = &value["frontier"];
    for name in ["exact", "method", "size", "rational_size", "points"] {
        assert!(frontier.get(name).is_some(), "frontier.{name}");
    }
    for concept in ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"] {
        let point = &value["solutions"][concept]["points"][0];
        assert_eq!(value["solutions"][concept]["exact"], true);
        assert!(point["utilities"][0].is_number() && point["exact_utilities"][0].is_string());
        assert!(point["outcome"]["Garden"].is_string());
    }
}

#[test]
fn a_case_with_ranges_has_odds_and_a_reason_instead() {
    let value = json(&samples::labour_dispute());
    assert!(value["frontier"].is_null() && value["solutions"].is_null() && value["opposition"].is_null());
    assert!(value["reason"].as_str().is_some_and(|reason| reason.contains("--point")));
    for name in ["deal", "best_package", "interval", "draws", "seed"] {
        assert!(!value["odds"][name].is_null(), "odds.{name}");
    }
}

#[test]
fn no_topic_aside_has_an_opposition() {
    let document = samples::labour_dispute();
    for topic in document.aside() {
        assert!(document.stakes.iter().all(|stake| stake.issue != topic.name), "{}", topic.name);
    }
}

#[test]
fn nothing_in_the_part_without_weights_comes_from_a_judgement() {
    let value = json(&samples::labour_dispute());
    for topic in value["topics"].as_array().expect("there are topics") {
        assert!(topic["gap"].get("opposition").is_none(), "{topic}");
    }
}
