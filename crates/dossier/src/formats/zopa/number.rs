//! A number as the file has it: a text, so that nothing on its way makes a double of it.

use num_bigint::BigInt;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zopa_model::Exact;

/// The most digits above and below the line of a fraction.
const MOST_DIGITS: usize = 4000;

/// `"0.25"`, `"-3"` or `"1/3"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number(pub(super) Exact);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let whole = |digits: &str| (digits.len() <= MOST_DIGITS).then(|| digits.parse::<BigInt>().ok())?;
        // A fraction of many digits, which people do not write but some sums of doubles are.
        let long = text.split_once('/').and_then(|(above, below)| Exact::ratio(whole(above)?, whole(below)?));
        long.map_or_else(|| text.parse(), Ok).map(Self).map_err(de::Error::custom)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?(/[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?)?$",
            "description": "A number in quotation marks, such as \"0.25\" or \"1/3\"; kept exactly."
        })
    }
}
