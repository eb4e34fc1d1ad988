//! The clock on the wall, which only doors read.

use jiff::Timestamp;

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    Timestamp::now().as_second()
}

/// The same in words: RFC 3339, UTC, whole seconds.
pub(crate) fn now_in_words() -> String {
    Timestamp::from_second(now()).map_or_else(|_| String::new(), |now| now.to_string())
}
