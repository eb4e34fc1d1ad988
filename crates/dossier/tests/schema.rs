//! The copy of the schema that editors and the documentation use is the schema that the reader checks against.
//! After a change of the format: `UPDATE_SCHEMA=1 cargo test -p zopa-dossier --test schema`.

use std::path::Path;

#[test]
fn the_committed_schema_is_the_generated_one() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/case.schema.json");
    let generated = serde_json::to_string_pretty(&zopa_dossier::schema::schema()).expect("a schema is JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&file, &generated).expect("the copy can be written");
    }
    let committed = std::fs::read_to_string(&file).expect("docs/schema/case.schema.json can be read");
    assert!(committed == generated, "docs/schema/case.schema.json is out of date; run this test with UPDATE_SCHEMA=1");
}
