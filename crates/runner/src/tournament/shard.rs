//! A part of a plan for one machine of several, and all parts put together.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use zopa_arena::tournament::{Record, Schedule};

use super::{Folder, Journal};
use crate::Trouble;

/// Part `number` of `of`: every session whose place, divided by `of`, leaves `number - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// All of the plan.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Whether a session belongs to it.
    pub fn holds(self, session: u64) -> bool {
        session % u64::from(self.of) == u64::from(self.number - 1)
    }

    /// The name of its journal.
    pub fn journal(self) -> String {
        format!("journal-{}-of-{}.jsonl", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if number >= 1 && number <= of => Ok(Self { number, of }),
            _ => Err("write NUMBER/OF, such as 3/16, with the number from 1".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// The records of all sessions, in their order, from the journals in several folders of the same plan.
///
/// # Errors
/// Where plans differ, a session is missing, or one is there twice.
pub fn merged(folders: &[Folder], schedule: &Schedule) -> Result<Vec<Record>, Trouble> {
    let Some(first) = folders.first() else {
        return Err(Trouble::new("there are no folders to merge", "name the folders of the shards"));
    };
    let mut records: Vec<Option<Record>> = vec![None; schedule.sessions() as usize];
    for folder in folders {
        if folder.plan() != first.plan() {
            let problem = format!("`{}` is the folder of another plan", folder.file("").display());
            return Err(Trouble::new(problem, "merge shards of one plan, its scenarios and one version of the program"));
        }
        for journal in journals(&folder.file(""))? {
            take(&mut records, Journal::read(&journal, first.plan(), schedule)?, &journal)?;
        }
    }
    complete(records)
}

fn take(records: &mut [Option<Record>], found: Vec<Record>, journal: &Path) -> Result<(), Trouble> {
    for record in found {
        let slot = &mut records[record.session as usize];
        if slot.is_some() {
            let problem = format!("session {} of `{}` is in another journal as well", record.session, journal.display());
            return Err(Trouble::new(problem, "merge shards of one division, each once"));
        }
        *slot = Some(record);
    }
    Ok(())
}

/// All of them, or how many are missing.
fn complete(records: Vec<Option<Record>>) -> Result<Vec<Record>, Trouble> {
    let missing: Vec<usize> = records.iter().enumerate().filter(|(_, slot)| slot.is_none()).map(|(at, _)| at).collect();
    match missing.first() {
        None => Ok(records.into_iter().flatten().collect()),
        Some(first) => {
            let problem = format!("{} of {} sessions are missing, such as session {first}", missing.len(), records.len());
            Err(Trouble::new(problem, "finish every shard first, and name the folders of all of them"))
        }
    }
}

/// The journals in a folder, by name.
fn journals(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let failed = |error: std::io::Error| Trouble::read(folder, &error);
    let mut journals = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("journal-") && name.ends_with(".jsonl") {
            journals.push(path);
        }
    }
    journals.sort();
    Ok(journals)
}
