//! The server as people run it: on SQLite and on PostgreSQL, killed, loaded, annoyed, backed up.

use std::process::Command;

use crate::process::{capture, run};
use crate::repository::Repository;
use crate::suite::{Shortfall, Verdict};
use crate::table::{Database, Load, backup, hostile, kill, load};
use crate::tools::need_one_of;

/// How often a server is killed on each database.
const KILLS: u32 = 50;
/// A load that shows that nothing fails; `cargo xtask load` measures the one that is promised.
const SMALL: Load = Load { tables: 20, seats: 5, offers: 200, seconds: 3 };

pub(crate) fn check(repository: &Repository) -> Verdict {
    let program = repository.program()?;
    let folder = repository.scratch("table")?;
    let mut found = Vec::new();
    let mut tried = |what: Result<String, String>| what.map(|what| found.push(what)).map_err(Shortfall::Failed);
    tried(kill(&program, &folder, &Database::File(folder.join("killed.db")), KILLS))?;
    tried(load(&program, &folder, &Database::File(folder.join("loaded.db")), &SMALL))?;
    tried(hostile(&program, &folder))?;
    tried(backup(&program, &folder))?;
    let postgres = Postgres::start(repository)?;
    tried(kill(&program, &folder, &postgres.database("killed")?, KILLS))?;
    tried(load(&program, &folder, &postgres.database("loaded")?, &SMALL))?;
    let tests = ["test", "--workspace", "--test", "it"];
    run(Command::new("cargo").args(tests).current_dir(&repository.root).env("ZOPA_TEST_POSTGRES", &postgres.address))?;
    drop(postgres);
    Ok(found.join("; "))
}

/// A PostgreSQL of our own, which ends with it.
pub(crate) struct Postgres {
    script: std::path::PathBuf,
    folder: std::path::PathBuf,
    /// Where it is.
    address: String,
}

impl Postgres {
    /// Starts one.
    pub(crate) fn start(repository: &Repository) -> Result<Self, Shortfall> {
        let in_debian = std::fs::read_dir("/usr/lib/postgresql").is_ok_and(|mut versions| versions.next().is_some());
        if !in_debian {
            need_one_of(&["initdb"], "apt-get install postgresql")?;
        }
        // A place where the user `postgres` may go, which a folder of this checkout need not be.
        let folder = std::env::temp_dir().join(format!("zopa-postgres-{}", std::process::id()));
        let script = repository.root.join("xtask/postgres.sh");
        let address = capture(Command::new(&script).arg("start").arg(&folder))?.text()?.trim().to_owned();
        Ok(Self { script, folder, address })
    }

    /// The address of a fresh database of this name.
    pub(crate) fn database(&self, name: &str) -> Result<Database, Shortfall> {
        let made = capture(Command::new(&self.script).arg("database").arg(&self.folder).arg(name))?.text()?;
        Ok(Database::Address(made.trim().to_owned()))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = Command::new(&self.script).arg("stop").arg(&self.folder).status();
    }
}
