//! From the lines of a transcript to what they say.

use std::fmt;

use serde::de::DeserializeOwned;

use super::{EndLine, Header, MessageLine, VERSION};

/// A transcript that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    /// What the session follows from.
    pub header: Header,
    /// What was said.
    pub messages: Vec<MessageLine>,
    /// How it ended; `None` where the file breaks off.
    pub end: Option<EndLine>,
    /// The text itself, to compare a replay with.
    text: String,
}

/// Why a transcript cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, from one.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for Unreadable {}

impl Transcript {
    /// Reads a transcript. One that breaks off after a whole line is read as far as it goes.
    ///
    /// # Errors
    /// The first line that is no part of a transcript.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
        let (_, first) = lines.next().ok_or_else(|| unreadable(1, "the file is empty"))?;
        let header = header(first)?;
        let (mut messages, mut end) = (Vec::new(), None);
        for (at, line) in lines {
            if end.is_some() {
                return Err(unreadable(at, "something follows the ending"));
            }
            match line.starts_with("{\"ending\"") {
                true => end = Some(parse::<EndLine>(at, line)?),
                false => messages.push(parse::<MessageLine>(at, line)?),
            }
        }
        Ok(Self { header, messages, end, text: text.to_owned() })
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.text
    }
}

fn header(line: &str) -> Result<Header, Unreadable> {
    let header: Header = parse(1, line)?;
    if header.kind != "transcript" {
        return Err(unreadable(1, format!("this is a `{}` and no transcript", header.kind)));
    }
    if header.zopa != VERSION {
        return Err(unreadable(1, format!("version {} is not known; this program reads version {VERSION}", header.zopa)));
    }
    Ok(header)
}

fn parse<T: DeserializeOwned>(at: usize, line: &str) -> Result<T, Unreadable> {
    serde_json::from_str(line).map_err(|error| unreadable(at, error.to_string()))
}

pub(super) fn unreadable(line: usize, problem: impl Into<String>) -> Unreadable {
    Unreadable { line, problem: problem.into() }
}
