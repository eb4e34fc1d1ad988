//! Numbers in a case file: exact as typed, alone or as a range.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zopa_model::{Exact, Range};

/// A number as typed: `0.25`, or `"1/3"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount(pub Exact);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A YAML reader hands over the text of a scalar, so nothing passes through a double on its way.
        String::deserialize(deserializer)?.parse().map(Self).map_err(de::Error::custom)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"], "format": "amount", "description": "A number, such as 0.25 or \"1/3\"; kept exactly." })
    }
}

/// A number, or a range `[low, high]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval(pub Range);

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_point() {
            Some(value) => serializer.collect_str(value),
            None => [Amount(self.0.low().clone()), Amount(self.0.high().clone())].serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Interval;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or a range such as [0.2, 0.4]")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Interval, E> {
                text.parse().map(|value| Interval(Range::point(value))).map_err(E::custom)
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut ends: A) -> Result<Interval, A::Error> {
                let mut end = || ends.next_element::<Amount>();
                match (end()?, end()?, end()?) {
                    (Some(low), Some(high), None) => {
                        let upside_down =
                            format!("the range from {} to {} is upside down; write the smaller end first", low.0, high.0);
                        Range::new(low.0, high.0).map(Interval).ok_or_else(|| de::Error::custom(upside_down))
                    }
                    _ => Err(de::Error::custom("a range has two ends, such as [0.2, 0.4]")),
                }
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Interval {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Interval".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let amount = generator.subschema_for::<Amount>();
        json_schema!({
            "description": "A number, or a range such as [0.2, 0.4].",
            "anyOf": [amount, { "type": "array", "items": amount, "minItems": 2, "maxItems": 2 }]
        })
    }
}
