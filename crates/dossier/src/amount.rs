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
        deserializer.deserialize_any(AmountVisitor)
    }
}

/// A YAML reader hands over the text of a scalar, so nothing passes through a double on its way. JSON has numbers: of a double
/// the shortest decimal that reads back to it is what was written.
struct AmountVisitor;

impl de::Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, such as 0.25 or \"1/3\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        text.parse().map(Amount).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
        Ok(Amount(Exact::from_integer(number)))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Amount, E> {
        Ok(Amount(Exact::from_integer(number)))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Amount, E> {
        self.visit_str(&number.to_string())
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

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Interval, E> {
                AmountVisitor.visit_u64(number).map(|amount| Interval(Range::point(amount.0)))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Interval, E> {
                AmountVisitor.visit_i64(number).map(|amount| Interval(Range::point(amount.0)))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Interval, E> {
                AmountVisitor.visit_f64(number).map(|amount| Interval(Range::point(amount.0)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_json_are_what_was_written() {
        let amount = |text: &str| serde_json::from_str::<Amount>(text).map(|amount| amount.0.to_string()).ok();
        assert_eq!(amount("0.1").as_deref(), Some("0.1"));
        assert_eq!(amount("-3").as_deref(), Some("-3"));
        assert_eq!(amount("\"1/3\"").as_deref(), Some("1/3"));
        assert_eq!(amount("[1]"), None);
        let ends =
            |text: &str| serde_json::from_str::<Interval>(text).map(|own| (own.0.low().to_string(), own.0.high().to_string()));
        assert_eq!(ends("[0.4, 0.7]").ok(), Some(("0.4".to_owned(), "0.7".to_owned())));
        assert_eq!(ends("5").ok(), Some(("5".to_owned(), "5".to_owned())));
        assert!(ends("[0.7, 0.4]").is_err());
    }
}
