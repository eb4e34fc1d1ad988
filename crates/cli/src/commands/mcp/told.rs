//! What tools answer: a result, or a refusal with its problem and way out.

use rmcp::model::{CallToolResponse, CallToolResult, JsonObject};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::exit::Failure;

/// Why a tool did not do it.
#[derive(Debug)]
pub(super) struct Refused {
    told: Map<String, Value>,
}

impl Refused {
    pub(super) fn new(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        let told = [("problem".to_owned(), problem.into().into()), ("way_out".to_owned(), way_out.into().into())];
        Self { told: told.into_iter().collect() }
    }

    /// With something more to go by.
    pub(super) fn with(mut self, key: &str, value: Value) -> Self {
        self.told.insert(key.to_owned(), value);
        self
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Usage { problem, way_out } => Self::new(problem, way_out),
            other => Self::new(crate::show::in_words(&other), "let a person look at it with `zopa check`"),
        }
    }
}

/// A result as the protocol has it.
pub(super) fn response(told: Result<Value, Refused>) -> CallToolResponse {
    match told {
        Ok(value) => CallToolResult::structured(value),
        Err(refused) => CallToolResult::structured_error(Value::Object(refused.told)),
    }
    .into()
}

/// The schema of what a tool takes.
pub(super) fn schema<T: JsonSchema>() -> JsonObject {
    let Value::Object(mut schema) = schemars::schema_for!(T).to_value() else { return JsonObject::new() };
    for key in ["$schema", "title", "description"] {
        schema.remove(key);
    }
    schema.entry("properties").or_insert_with(|| json!({}));
    schema
}

/// What a tool was given, read as what it takes. What was given is not repeated.
pub(super) fn read<T: DeserializeOwned>(given: JsonObject) -> Result<T, Refused> {
    serde_json::from_value(Value::Object(given)).map_err(|error| {
        let words = error.to_string();
        let names_a_key = words.starts_with("missing field") || words.starts_with("unknown field");
        let problem = if names_a_key { words } else { "an argument is of another kind than it has to be".to_owned() };
        Refused::new(problem, "give every argument as the tool's schema says, and no other")
    })
}
