//! The JSON Schemas of our own files: of the case, generated from the types in [`crate::case`], and of a scenario.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::case::CaseFile;
use crate::formats::ScenarioFile;

/// Where the schemas live under their own names. Editors need no network for them: `docs/schema` holds copies.
const CASE: &str = "https://example.invalid/zopa/schema/1/case.schema.json";
const SCENARIO: &str = "https://example.invalid/zopa/schema/1/scenario.schema.json";

/// The JSON Schema (draft 2020-12) of the case file.
///
/// The reader checks every file against this very schema, and `docs/schema/case.schema.json` is a copy of it, so
/// that what an editor completes, what the documentation says and what is read cannot drift apart.
pub fn schema() -> Value {
    named(SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<CaseFile>(), CASE, "A case for zopa, version 1")
}

/// The JSON Schema (draft 2020-12) of the file in which zopa keeps a scenario of the field, whole and exact.
///
/// `docs/schema/scenario.schema.json` is a copy of it.
pub fn scenario_schema() -> Value {
    let generated = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ScenarioFile>();
    named(generated, SCENARIO, "A scenario for zopa, version 1")
}

fn named(generated: Schema, id: &str, title: &str) -> Value {
    let mut schema = generated.to_value();
    schema["$id"] = id.into();
    schema["title"] = title.into();
    schema["properties"]["zopa"]["const"] = 1.into();
    schema
}
