//! The journal: one line for each finished session, added to and never changed.

use std::collections::HashSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zopa_arena::tournament::{Plan, Record, Schedule};

use crate::Trouble;

/// The first line: which plan the sessions belong to.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    zopa: u32,
    kind: String,
    digest: String,
}

/// A journal that is being written. Nobody else can write it meanwhile.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
}

/// A journal with what was in it.
#[derive(Debug)]
pub struct Opening {
    /// The journal, ready for more.
    pub journal: Journal,
    /// What was finished before.
    pub finished: Vec<Record>,
}

impl Journal {
    /// Opens the journal at `path`, or begins it. A last line that was not written to its end is dropped: its session does
    /// not count as finished.
    ///
    /// # Errors
    /// Where it belongs to another plan, is damaged, or somebody else is writing it.
    pub fn open(path: &Path, plan: &Plan, schedule: &Schedule) -> Result<Opening, Trouble> {
        let failed = |error: std::io::Error| Trouble::write(path, &error);
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
        lock(&file, path)?;
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(|error| Trouble::read(path, &error))?;
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        if whole < text.len() {
            file.set_len(whole as u64).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
        }
        let mut journal = Self { path: path.to_owned(), file };
        let finished = if whole == 0 {
            journal.line(&header(plan))?;
            Vec::new()
        } else {
            parse(&text[..whole], path, plan, schedule)?
        };
        Ok(Opening { journal, finished })
    }

    /// What is finished in the journal at `path`.
    ///
    /// # Errors
    /// Where it belongs to another plan or is damaged.
    pub fn read(path: &Path, plan: &Plan, schedule: &Schedule) -> Result<Vec<Record>, Trouble> {
        let text = std::fs::read(path).map_err(|error| Trouble::read(path, &error))?;
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        if whole == 0 { Ok(Vec::new()) } else { parse(&text[..whole], path, plan, schedule) }
    }

    /// Adds a finished session.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&mut self, record: &Record) -> Result<(), Trouble> {
        self.line(record)
    }

    /// A whole line in one write, so that a kill leaves it out, whole, or as a last line without an end.
    fn line(&mut self, value: &impl Serialize) -> Result<(), Trouble> {
        let mut line = serde_json::to_vec(value).expect("records are numbers, texts and lists");
        line.push(b'\n');
        self.file.write_all(&line).map_err(|error| Trouble::write(&self.path, &error))
    }
}

fn header(plan: &Plan) -> Header {
    Header { zopa: plan.zopa, kind: "journal".to_owned(), digest: plan.digest() }
}

/// The lock goes with the process, however it ends.
fn lock(file: &File, path: &Path) -> Result<(), Trouble> {
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => {
            let problem = format!("another run is writing `{}`", path.display());
            Trouble::new(problem, "wait for it, or choose another folder with --out")
        }
        TryLockError::Error(error) => Trouble::write(path, &error),
    })
}

/// The records in whole lines.
fn parse(text: &[u8], path: &Path, plan: &Plan, schedule: &Schedule) -> Result<Vec<Record>, Trouble> {
    let damaged = |line: usize, what: String| {
        let problem = format!("line {line} of `{}` is damaged: {what}", path.display());
        Trouble::new(problem, "take the line out; its session will be played again")
    };
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').enumerate();
    let first = lines.next().map(|(_, line)| line).unwrap_or_default();
    let found: Header = serde_json::from_slice(first).map_err(|error| damaged(1, error.to_string()))?;
    if found != header(plan) {
        let problem = format!("`{}` is the journal of another plan", path.display());
        return Err(Trouble::new(problem, "choose another folder with --out, or restore the plan"));
    }
    let mut seen = HashSet::new();
    let record = |(at, line): (usize, &[u8])| {
        let record: Record = serde_json::from_slice(line).map_err(|error| damaged(at + 1, error.to_string()))?;
        if record.session >= schedule.sessions() {
            return Err(damaged(at + 1, format!("the plan has no session {}", record.session)));
        }
        if record.seats.len() != schedule.fixture(record.session).seats.len() {
            return Err(damaged(at + 1, format!("it has {} seats", record.seats.len())));
        }
        if !seen.insert(record.session) {
            return Err(damaged(at + 1, format!("session {} stands there already", record.session)));
        }
        Ok(record)
    };
    lines.map(record).collect()
}
