//! Runs the binary as a user would.
#![allow(dead_code, reason = "each suite uses some of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A run of `zopa` with these arguments, in `folder`.
pub(crate) fn zopa_in(folder: &Path, arguments: &[&str]) -> Ran {
    run(command(folder, arguments))
}

/// A run of `zopa` with these arguments.
pub(crate) fn zopa(arguments: &[&str]) -> Ran {
    zopa_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// The command itself, to set its environment.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zopa"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR");
    command
}

pub(crate) fn run(mut command: Command) -> Ran {
    let Output { status, stdout, stderr } = command.output().expect("the binary was built");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("everything said is UTF-8");
    Ran { code: status.code().expect("not killed"), out: text(stdout), err: text(stderr) }
}

/// The JSON that a run printed.
pub(crate) fn json(arguments: &[&str]) -> Value {
    let ran = zopa(arguments);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error} in: {}\n{}", ran.out, ran.err))
}

/// The folder of a catalogue case.
pub(crate) fn catalogue(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog").join(name)
}
