//! What a file or a value says that it is: `type`, or `__python_class__` in NegMAS's own dumps, where only the last part of
//! the name counts.

use super::super::document::Value;
use super::super::sniff::places;

/// Under which keys a value says what it is.
const KEYS: [&str; 2] = ["type", "__python_class__"];
/// How the names end that tell a file of NegMAS from others.
const ENDINGS: [&str; 3] = ["OutcomeSpace", "UtilityFunction", "UFun"];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An outcome space.
    Domain,
    /// A utility function.
    Party,
    /// What several deals are worth together.
    Centre,
    /// Anything else.
    Other,
}

/// The name of the class that a value is of, without its module.
pub(super) fn class(value: Value<'_>) -> Option<&str> {
    let name = KEYS.iter().find_map(|key| value.get(key))?.text().ok()?;
    Some(name.rsplit_once('.').map_or(name, |(_, class)| class))
}

/// What the file with this root is.
pub(super) fn kind(root: Value<'_>) -> Kind {
    match class(root) {
        Some(class) if class.ends_with("OutcomeSpace") => Kind::Domain,
        Some(class) if class.contains("CenterUFun") => Kind::Centre,
        Some(class) if class.to_ascii_lowercase().contains("fun") => Kind::Party,
        _ => Kind::Other,
    }
}

/// Whether some value in `bytes` says that it is of a class of NegMAS.
pub(super) fn is_named(bytes: &[u8]) -> bool {
    ENDINGS.iter().any(|ending| places(bytes, ending).any(|at| follows_key(&bytes[..at])))
}

/// Whether the name that goes on behind `before` stands under one of the keys.
fn follows_key(before: &[u8]) -> bool {
    let trimmed = |bytes: &[u8], part: fn(u8) -> bool| bytes.iter().rposition(|byte| !part(*byte)).map_or(0, |last| last + 1);
    let name = trimmed(before, |byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_');
    let marks = trimmed(&before[..name], |byte| b"\"' \t".contains(&byte));
    let Some(rest) = before[..marks].strip_suffix(b":") else { return false };
    let key = trimmed(rest, |byte| b"\"' \t".contains(&byte));
    KEYS.iter().any(|name| rest[..key].ends_with(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_counts_where_it_is_the_value_of_its_key() {
        for text in [
            "type: LinearAdditiveUtilityFunction",
            "{\"type\":\"negmas.outcomes.DiscreteCartesianOutcomeSpace\"}",
            "a: 1\n__python_class__: 'x.y.ExpDiscountedUFun'",
        ] {
            assert!(is_named(text.as_bytes()), "{text}");
        }
        for text in ["about: a LinearAdditiveUtilityFunction", "UFun", "type: Sun", "kind: MyUFun", ""] {
            assert!(!is_named(text.as_bytes()), "{text}");
        }
    }
}
