//! The document as JSON, and the schema of that JSON.

use schemars::generate::SchemaSettings;

use crate::Document;

/// The document as indented JSON with a newline at its end: what `analyse --json` prints.
pub fn to_json(document: &Document) -> String {
    let mut text = serde_json::to_string_pretty(document).expect("a document has string keys only and nothing that fails");
    text.push('\n');
    text
}

/// The JSON Schema of [`to_json`], as indented JSON with a newline at its end.
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Document>();
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
