//! The server as a process: killed, loaded and annoyed, on SQLite and on PostgreSQL.

mod hostile;
mod http;
mod kill;
mod load;
mod process;
mod room;

use std::path::Path;

pub(crate) use self::load::Load;
pub(crate) use self::process::Server;

/// Where a server keeps everything.
#[derive(Clone, Debug)]
pub(crate) enum Database {
    /// A file of SQLite.
    File(std::path::PathBuf),
    /// PostgreSQL.
    Address(String),
}

/// What was tried, in words; or what went wrong.
pub(crate) type Tried = Result<String, String>;

/// Kills a server in the middle of talks, `times` times, and looks at what is left.
pub(crate) fn kill(program: &Path, folder: &Path, database: &Database, times: u32) -> Tried {
    kill::many_times(program, folder, database, times)
}

/// Tables, seats that watch, and offers, as many as `load` says.
pub(crate) fn load(program: &Path, folder: &Path, database: &Database, load: &Load) -> Tried {
    load::run(program, folder, database, load)
}

/// Clients that mean harm, beside one that does not.
pub(crate) fn hostile(program: &Path, folder: &Path) -> Tried {
    hostile::annoy(program, folder)
}

/// A backup taken while the server is written to opens, and its records are sound.
pub(crate) fn backup(program: &Path, folder: &Path) -> Tried {
    kill::back_up(program, folder)
}

/// A server with a fresh file, for people to walk about in.
pub(crate) fn serve(program: &Path, folder: &Path) -> Result<Server, String> {
    Server::start(program, folder, &Database::File(folder.join("walk.db")))
}

/// What every step here can fail with, in words.
fn told(what: &str) -> impl Fn(std::io::Error) -> String + '_ {
    move |error| format!("{what}: {error}")
}
