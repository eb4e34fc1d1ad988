//! The copies of the schemas that editors and the documentation use are the schemas that the types give.
//! After a change of a format: `UPDATE_SCHEMA=1 cargo test -p zopa-dossier --test schema`.

use std::path::Path;

use serde_json::Value;

#[test]
fn the_committed_schema_of_cases_is_the_generated_one() {
    is_committed("case.schema.json", &zopa_dossier::schema());
}

#[test]
fn the_committed_schema_of_scenarios_is_the_generated_one() {
    is_committed("scenario.schema.json", &zopa_dossier::scenario_schema());
}

fn is_committed(name: &str, schema: &Value) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema").join(name);
    let generated = serde_json::to_string_pretty(schema).expect("a schema is JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&file, &generated).expect("the copy can be written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == generated, "docs/schema/{name} is out of date; run this test with UPDATE_SCHEMA=1");
}
