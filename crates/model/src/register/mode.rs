//! How the two sides' releases hang together.

use std::fmt;

use super::{Class, ClassIndex};

/// How the two sides' releases hang together. Counts are of people who are ready; classes are disjoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// So many each.
    Equal(u64),
    /// For every so many of the first side, so many of the second.
    Ratio(u64, u64),
    /// One for one within each class.
    ClassForClass,
    /// One for one, whoever they are.
    AnyForAny,
    /// Everybody of these classes, however many.
    AllForAllIn(Vec<ClassIndex>),
    /// Everybody, however many.
    AllForAll,
    /// One side (0 or 1) releases so many, the other none.
    OneSided(usize, u64),
}

/// How modes are written, for messages.
pub const MODES: &str = "equal:NUMBER, ratio:NUMBER:NUMBER, class-for-class, any-for-any, all-for-all, all-for-all:CLASS,CLASS, or one-sided:SIDE:NUMBER";

impl Mode {
    /// Reads a mode as people write it, such as `class-for-class`, `equal:500`, `ratio:1:3`, `all-for-all:wounded,officer`
    /// or `one-sided:UA:22`.
    ///
    /// # Errors
    /// What is wrong with it, in words, with the way out.
    pub fn read(text: &str, sides: [&str; 2], classes: &[Class]) -> Result<Self, BadMode> {
        let (word, rest) = text.trim().split_once(':').map_or((text.trim(), None), |(word, rest)| (word, Some(rest)));
        let number = |text: &str| text.trim().parse::<u64>().map_err(|_| BadMode::NotANumber(text.trim().to_owned()));
        match (word, rest) {
            ("class-for-class", None) => Ok(Self::ClassForClass),
            ("any-for-any", None) => Ok(Self::AnyForAny),
            ("all-for-all", None) => Ok(Self::AllForAll),
            ("all-for-all", Some(names)) => {
                names.split(',').map(|name| class(name.trim(), classes)).collect::<Result<_, _>>().map(Self::AllForAllIn)
            }
            ("equal", Some(count)) => number(count).map(Self::Equal),
            ("ratio", Some(ratio)) => {
                let (first, second) = ratio.split_once(':').ok_or_else(|| BadMode::Unknown(text.to_owned()))?;
                match (number(first)?, number(second)?) {
                    (0, _) | (_, 0) => Err(BadMode::NotANumber("0".to_owned())),
                    (first, second) => Ok(Self::Ratio(first, second)),
                }
            }
            ("one-sided", Some(rest)) => {
                let (side, count) = rest.rsplit_once(':').ok_or_else(|| BadMode::Unknown(text.to_owned()))?;
                let at =
                    sides.iter().position(|name| *name == side.trim()).ok_or_else(|| BadMode::NoSide(side.trim().to_owned()))?;
                Ok(Self::OneSided(at, number(count)?))
            }
            _ => Err(BadMode::Unknown(text.to_owned())),
        }
    }
}

fn class(name: &str, classes: &[Class]) -> Result<ClassIndex, BadMode> {
    classes.iter().position(|class| class.name == name).ok_or_else(|| BadMode::NoClass(name.to_owned()))
}

/// What is wrong with a mode as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadMode {
    /// No such mode.
    Unknown(String),
    /// A number is wanted, above zero in a ratio.
    NotANumber(String),
    /// No class of this name.
    NoClass(String),
    /// Neither side is called this.
    NoSide(String),
}

impl fmt::Display for BadMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) => write!(f, "`{text}` is no mode of exchange"),
            Self::NotANumber(text) => write!(f, "`{text}` is not a number of people"),
            Self::NoClass(name) => write!(f, "there is no class `{name}`"),
            Self::NoSide(name) => write!(f, "`{name}` is neither of the two sides"),
        }
    }
}

impl std::error::Error for BadMode {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::LegalStanding;

    #[test]
    fn modes_are_read_as_they_are_written() {
        let classes = ["wounded", "officer"].map(|name| Class { name: name.to_owned(), standing: LegalStanding::Ordinary });
        let read = |text| Mode::read(text, ["N", "S"], &classes);
        assert_eq!(read("equal:500"), Ok(Mode::Equal(500)));
        assert_eq!(read("ratio:1:1027"), Ok(Mode::Ratio(1, 1027)));
        assert_eq!(read("all-for-all:officer, wounded"), Ok(Mode::AllForAllIn(vec![1, 0])));
        assert_eq!(read("one-sided:S:22"), Ok(Mode::OneSided(1, 22)));
        assert_eq!(read("one-sided:T:22"), Err(BadMode::NoSide("T".into())));
        assert_eq!(read("all-for-all:cook"), Err(BadMode::NoClass("cook".into())));
        assert!(read("some-for-some").is_err() && read("ratio:0:1").is_err() && read("equal:many").is_err());
    }
}
