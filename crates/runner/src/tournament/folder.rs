//! The folder of a tournament: its frozen plan, its journals, and what is made of them.

use std::fs;
use std::path::{Path, PathBuf};

use zopa_arena::tournament::Plan;

use super::Shard;
use crate::Trouble;

/// The file of the frozen plan.
pub const PLAN: &str = "plan.json";
/// The file of the records.
pub const RECORDS: &str = "records.parquet";
/// The folder of the transcripts.
pub const TRANSCRIPTS: &str = "transcripts";

/// The folder of a tournament, with its plan in it.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    plan: Plan,
}

impl Folder {
    /// Makes `path` the folder of `plan`, or goes on in it where it is that already.
    ///
    /// # Errors
    /// Where it is the folder of another plan, or of something else.
    pub fn claim(path: &Path, plan: &Plan) -> Result<Self, Trouble> {
        fs::create_dir_all(path).map_err(|error| Trouble::write(path, &error))?;
        let folder = Self { path: path.to_owned(), plan: plan.clone() };
        if path.join(PLAN).exists() {
            let there = Self::open(path)?;
            return if there.plan == *plan { Ok(folder) } else { Err(folder.other_plan(&there.plan)) };
        }
        if let Some(other) = folder.something_else()? {
            let problem = format!("`{}` holds `{other}`, and no tournament", path.display());
            return Err(Trouble::new(problem, "choose another folder with --out, or an empty one"));
        }
        folder.write(PLAN, plan.frozen().as_bytes())?;
        Ok(folder)
    }

    /// The folder of a tournament that was begun.
    ///
    /// # Errors
    /// Where there is none, or its plan cannot be read.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let file = path.join(PLAN);
        let text = fs::read_to_string(&file).map_err(|error| Trouble::read(&file, &error))?;
        let plan = serde_json::from_str(&text).map_err(|error| {
            let problem = format!("`{}` is no plan of this version: {error}", file.display());
            Trouble::new(problem, "name the folder of a tournament, or begin anew in another folder")
        })?;
        Ok(Self { path: path.to_owned(), plan })
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The place of a file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The journal of a shard.
    pub fn journal(&self, shard: Shard) -> PathBuf {
        self.file(&shard.journal())
    }

    /// Writes a file in place of what was there: whole, or not at all.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let path = self.file(name);
        crate::replace(&path, bytes).map_err(|error| Trouble::write(&path, &error))
    }

    /// Makes a folder in it.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn make(&self, name: &str) -> Result<(), Trouble> {
        let path = self.file(name);
        fs::create_dir_all(&path).map_err(|error| Trouble::write(&path, &error))
    }

    /// The name of the file with the transcript of a session.
    pub fn transcript(&self, session: u64, sessions: u64) -> String {
        let digits = sessions.saturating_sub(1).to_string().len();
        format!("{TRANSCRIPTS}/{session:0digits$}.jsonl")
    }

    /// A file that is neither ours nor half of one.
    fn something_else(&self) -> Result<Option<String>, Trouble> {
        let failed = |error: std::io::Error| Trouble::read(&self.path, &error);
        for entry in fs::read_dir(&self.path).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            if name != format!(".{PLAN}.part") {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// What differs between the plan that is played here and the one that was asked for.
    fn other_plan(&self, there: &Plan) -> Trouble {
        let differing = differing(there, &self.plan).unwrap_or_default();
        let problem = format!("`{}` is the folder of another plan: {differing}", self.path.display());
        Trouble::new(problem, "choose another folder with --out, or restore the plan; sessions of two plans are never mixed")
    }
}

/// The first key in which two plans differ, in words.
fn differing(was: &Plan, is: &Plan) -> Option<String> {
    let (was, is) = (serde_json::to_value(was).ok()?, serde_json::to_value(is).ok()?);
    let (was, is) = (was.as_object()?, is.as_object()?);
    let (key, before) = was.iter().find(|(key, value)| is.get(*key) != Some(value))?;
    let now = &is[key];
    let short = |value: &serde_json::Value| !value.is_array() && !value.is_object();
    Some(match (key.as_str(), short(before) && short(now)) {
        (_, true) => format!("`{key}` was {before} and is {now}"),
        ("scenarios", false) => format!("`scenarios` differ ({})", scenarios(before, now)),
        (_, false) => format!("`{key}` differ"),
    })
}

/// Which scenario differs, and how.
fn scenarios(was: &serde_json::Value, is: &serde_json::Value) -> String {
    let none = Vec::new();
    let (was, is) = (was.as_array().unwrap_or(&none), is.as_array().unwrap_or(&none));
    let changed = was.iter().zip(is).find(|(was, is)| was != is);
    match changed {
        Some((was, is)) if was["name"] == is["name"] => format!("the contents of {} have changed", is["name"]),
        Some((was, is)) => format!("{} was {}", is["name"], was["name"]),
        None => format!("there were {} and are {}", was.len(), is.len()),
    }
}
