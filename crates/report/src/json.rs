//! The document as JSON, and the schema of that JSON.

use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::Document;

/// The document as indented JSON with a newline at its end: what `analyse --json` prints.
pub fn to_json(document: &Document) -> String {
    pretty(document)
}

/// Any answer as indented JSON with a newline at its end, the same bytes on every machine.
pub(crate) fn pretty(answer: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(answer).expect("answers have string keys only and nothing that fails");
    text.push('\n');
    text
}

/// The JSON Schema of [`to_json`], as indented JSON with a newline at its end.
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Document>();
    pretty(&schema)
}
