//! A way to settle everything, by name.

use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One option for every issue, in the order of the issues. In JSON an object, issue → option. Thousands of outcomes share
/// their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutcomeView(pub Vec<(Arc<str>, Arc<str>)>);

impl OutcomeView {
    /// From pairs of an issue's name and an option's name.
    pub fn new<A: Into<Arc<str>>, B: Into<Arc<str>>>(pairs: impl IntoIterator<Item = (A, B)>) -> Self {
        Self(pairs.into_iter().map(|(issue, option)| (issue.into(), option.into())).collect())
    }

    /// Issue by issue, issue and option.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(issue, option)| (&**issue, &**option))
    }

    /// The option for an issue.
    pub fn option(&self, issue: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == issue).map(|(_, option)| option)
    }
}

impl Serialize for OutcomeView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (issue, option) in &self.0 {
            map.serialize_entry(&**issue, &**option)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for OutcomeView {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OutcomeVisitor)
    }
}

/// Reads the pairs in the order in which they stand.
struct OutcomeVisitor;

impl<'de> Visitor<'de> for OutcomeVisitor {
    type Value = OutcomeView;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, issue to option")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OutcomeView, A::Error> {
        let mut pairs = Vec::new();
        while let Some((issue, option)) = map.next_entry::<String, String>()? {
            pairs.push((issue.into(), option.into()));
        }
        Ok(OutcomeView(pairs))
    }
}

impl JsonSchema for OutcomeView {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OutcomeView".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One option for every issue: issue → option.",
            "type": "object",
            "additionalProperties": { "type": "string" }
        })
    }
}
