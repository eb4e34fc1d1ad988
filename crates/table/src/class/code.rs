//! Join codes: short, and with no two letters that look or sound alike.

use std::fmt;
use std::str::FromStr;

/// Digits and capitals without 0 and O, 1, I and L, U and V (which one hand writes alike), 5 and S, 2 and Z.
const LETTERS: &[u8; 25] = b"346789ABCDEFGHJKMNPQRTWXY";
/// Letters of a code: 25^8 are a hundred and fifty thousand million codes.
const LENGTH: usize = 8;
/// Where the dash stands that people read a code in two halves by.
const HALF: usize = 4;

/// The code that lets a classroom in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JoinCode(String);

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCode;

impl fmt::Display for BadCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a join code has eight letters and digits, such as 7KQM-3WXA, and none of 0, 1, 2, 5, I, L, O, S, U, V and Z")
    }
}

impl std::error::Error for BadCode {}

impl JoinCode {
    /// The code of eight random bytes, which the door supplies. Codes are as good as equally likely: their number
    /// divides 2^64 up to one part in a hundred million.
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(letters(u64::from_le_bytes(bytes), LENGTH))
    }

    /// The eight letters without a dash, as a key to look classes up by.
    pub fn key(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JoinCode {
    /// In two halves, as it is written on a board.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", &self.0[..HALF], &self.0[HALF..])
    }
}

impl FromStr for JoinCode {
    type Err = BadCode;

    /// As people type it: in small letters, with dashes and spaces or without.
    fn from_str(text: &str) -> Result<Self, BadCode> {
        let typed: String =
            text.chars().filter(|one| !one.is_whitespace() && *one != '-').map(|one| one.to_ascii_uppercase()).collect();
        let known = typed.bytes().all(|letter| LETTERS.contains(&letter));
        if known && typed.len() == LENGTH { Ok(Self(typed)) } else { Err(BadCode) }
    }
}

/// `number` in so many of our letters.
pub(super) fn letters(number: u64, length: usize) -> String {
    let base = LETTERS.len() as u64;
    let digit = |rest: &mut u64| {
        let digit = *rest % base;
        *rest /= base;
        Some(LETTERS[digit as usize] as char)
    };
    std::iter::repeat_n((), length).scan(number, |rest, ()| digit(rest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = JoinCode::from_bytes(*b"\x01\x23\x45\x67\x89\xab\xcd\xef");
        let shown = code.to_string();
        assert_eq!((shown.len(), shown.as_bytes()[4]), (9, b'-'));
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', ""), format!(" {} ", shown.replace('-', " - "))] {
            assert_eq!(typed.parse(), Ok(code.clone()), "{typed}");
        }
        for typed in ["", "7KQM", "7KQM-3WX0", "7KQM-3WXAA", "7KQM-3WXÄ", "ⅦKQM-3WX"] {
            assert_eq!(typed.parse::<JoinCode>(), Err(BadCode), "{typed}");
        }
    }

    #[test]
    fn different_bytes_give_different_codes() {
        let codes: std::collections::HashSet<String> = (0u64..2000)
            .map(|n| JoinCode::from_bytes(n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes()).key().to_owned())
            .collect();
        assert_eq!(codes.len(), 2000);
    }
}
