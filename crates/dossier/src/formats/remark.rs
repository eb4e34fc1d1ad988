//! What a reader has to say of a file besides its content.

use std::fmt;

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Worth knowing: nothing was changed.
    Note,
    /// Something had one reading only, and was read that way.
    Repair,
    /// The reading asked for differs here from that of the program that owns the format.
    Difference,
    /// Something that the file says could not be carried into another format.
    Loss,
}

/// One thing worth saying of a file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// How much it matters.
    pub weight: Weight,
    /// A stable name for programs, such as `bare-ampersand`.
    pub code: &'static str,
    /// The file.
    pub file: String,
    /// The line, from 1; `None` where it is about the file as a whole.
    pub line: Option<usize>,
    /// What is there, and how it was read.
    pub message: String,
}

/// Why files are not read. The first fault that leaves no reading, or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A stable name for programs, such as `unequal-domains`.
    pub code: &'static str,
    /// The file; empty where it is about all of them.
    pub file: String,
    /// The line, from 1; `None` where it is about the file as a whole.
    pub line: Option<usize>,
    /// What is wrong, naming the thing.
    pub message: String,
    /// How to mend it.
    pub way_out: String,
}

fn place(f: &mut fmt::Formatter<'_>, file: &str, line: Option<usize>) -> fmt::Result {
    match (file, line) {
        ("", _) => Ok(()),
        (file, None) => write!(f, "{file}: "),
        (file, Some(line)) => write!(f, "{file}:{line}: "),
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.file, self.line)?;
        f.write_str(&self.message)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.file, self.line)?;
        f.write_str(&self.message)
    }
}
