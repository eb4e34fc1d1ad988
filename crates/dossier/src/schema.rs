//! The JSON Schema of the case file, generated from the types in [`crate::case`].

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::case::CaseFile;

/// Where the schema lives under its own name. Editors need no network for it: `docs/schema` holds a copy.
const ID: &str = "https://example.invalid/zopa/schema/1/case.schema.json";

/// The JSON Schema (draft 2020-12) of the case file.
///
/// The reader checks every file against this very schema, and `docs/schema/case.schema.json` is a copy of it, so
/// that what an editor completes, what the documentation says and what is read cannot drift apart.
pub fn schema() -> Value {
    let generated = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<CaseFile>();
    let mut schema = generated.to_value();
    schema["$id"] = ID.into();
    schema["title"] = "A case for zopa, version 1".into();
    schema["properties"]["zopa"]["const"] = 1.into();
    schema
}
