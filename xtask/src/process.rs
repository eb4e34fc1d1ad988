//! Child processes: shown as they run, or captured with a limit.

use std::io::{Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::suite::Shortfall;

/// Longest time that a captured command may take, unless somebody says otherwise.
const LIMIT: Duration = Duration::from_secs(120);

/// What a captured command left behind.
pub(crate) struct Finished {
    /// How it ended.
    pub(crate) status: ExitStatus,
    /// Its standard output.
    pub(crate) output: String,
    /// Its standard error.
    pub(crate) errors: String,
    shown: String,
}

impl Finished {
    /// The standard output of a command that went well.
    pub(crate) fn text(self) -> Result<String, Shortfall> {
        if self.status.success() {
            return Ok(self.output);
        }
        Err(Shortfall::Failed(format!("{} ended with {}\n{}", self.shown, self.status, self.errors.trim_end())))
    }
}

/// Runs a command that talks to people itself.
pub(crate) fn run(command: &mut Command) -> Result<(), Shortfall> {
    let status = command.stdin(Stdio::null()).status().map_err(|error| unstarted(command, &error))?;
    if status.success() { Ok(()) } else { Err(Shortfall::Failed(format!("{} ended with {status}", shown(command)))) }
}

/// Runs a command without input and keeps what it says. One that takes longer than two minutes is ended and fails.
pub(crate) fn capture(command: &mut Command) -> Result<Finished, Shortfall> {
    capture_within(command, LIMIT)
}

/// The same for a command that may take longer, or less long.
pub(crate) fn capture_within(command: &mut Command, limit: Duration) -> Result<Finished, Shortfall> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| unstarted(command, &error))?;
    let output = collect(child.stdout.take());
    let errors = collect(child.stderr.take());
    let status = wait(&mut child, limit)
        .ok_or_else(|| Shortfall::Failed(format!("{} did not end within {} seconds", shown(command), limit.as_secs())))?;
    Ok(Finished { status, output: joined(output), errors: joined(errors), shown: shown(command) })
}

/// What a program makes of `input`. For filters that read all of it before they say much.
pub(crate) fn filter(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, Shortfall> {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = pipes.spawn().map_err(|error| unstarted(command, &error))?;
    let output = collect(child.stdout.take());
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(input));
    let status = child.wait().map_err(|error| unstarted(command, &error))?;
    match (status.success(), written) {
        (true, Ok(())) => Ok(output.join().unwrap_or_default()),
        _ => Err(Shortfall::Failed(format!("{} ended with {status}", shown(command)))),
    }
}

/// The status of a child that ends in time; one that does not is ended.
fn wait(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    // A child that cannot be ended any more has ended by itself, so these errors say nothing new.
    let _ = child.kill();
    let _ = child.wait();
    None
}

/// Reads a pipe on a thread of its own, so that a full pipe never blocks the child.
fn collect(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before a broken pipe is still worth showing.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn joined(reader: JoinHandle<Vec<u8>>) -> String {
    String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned()
}

fn unstarted(command: &Command, error: &std::io::Error) -> Shortfall {
    Shortfall::Failed(format!("cannot start {}: {error}", shown(command)))
}

/// A command as one would type it.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
