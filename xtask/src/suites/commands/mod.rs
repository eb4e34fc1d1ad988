//! The commands in the documentation run as written: every `$ zopa …` and `$ cargo run --release -- …` of README.md,
//! docs/ and the like runs on the program as people build it, in a folder of its own, and ends with its documented code.

mod script;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use self::script::{Step, Typed, steps};
use crate::process::{Finished, capture};
use crate::repository::{Repository, failed};
use crate::suite::{Shortfall, Verdict, verdict};
use crate::tools::need;

/// Folders that commands may name, copied beside them.
const COPIED: &[&str] = &["catalog", "docs", "README.md"];

pub(crate) fn check(repository: &Repository) -> Verdict {
    need("sh", "run the suite on a system with a POSIX shell")?;
    let program = repository.program()?;
    let (mut faults, mut ran, mut left_out) = (Vec::new(), 0, 0);
    let files = repository.files()?;
    for document in files.iter().filter(|file| is_document(file)) {
        let table = Table { folder: set_table(repository, &files, document)?, program: &program };
        for step in steps(&repository.read(document)?) {
            match step {
                Step::Write { name, text } => table.write(&name, &text)?,
                Step::Append { name, text } => table.write(&name, &(table.read(&name)? + &text))?,
                Step::Change { name, from, to } => match table.changed(&name, &from, &to)? {
                    Some(text) => table.write(&name, &text)?,
                    None => faults.push(format!("{}: {name} does not hold once\n{from}", document.display())),
                },
                Step::LeaveOut => left_out += 1,
                Step::Run(typed) => {
                    if typed.command.contains("exec:python3") {
                        need("python3", "apt-get install python3")?;
                    }
                    ran += 1;
                    faults.extend(table.run(&typed)?.map(|what| format!("{}:{}: {what}", document.display(), typed.line)));
                }
            }
        }
    }
    verdict(faults, format!("{ran} commands ran, {left_out} blocks are marked as not run"))
}

/// Markdown at the root, in the book and in the catalogue.
fn is_document(file: &Path) -> bool {
    let at_root = file.parent() == Some(Path::new(""));
    let for_readers = at_root || file.starts_with("docs") || file.starts_with("catalog");
    for_readers && file.extension().is_some_and(|extension| extension == "md")
}

/// A fresh folder for the commands of one document, with copies of what they may name.
fn set_table(repository: &Repository, files: &[PathBuf], document: &Path) -> Result<PathBuf, Shortfall> {
    let name = document.display().to_string().replace(['/', '\\', '.'], "-");
    let folder = repository.scratch(&format!("commands/{name}"))?;
    for file in files.iter().filter(|file| COPIED.iter().any(|copied| file.starts_with(copied))) {
        let copy = folder.join(file);
        let parent = copy.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(|error| failed("make", parent, &error))?;
        fs::copy(repository.root.join(file), &copy).map_err(|error| failed("copy to", &copy, &error))?;
    }
    Ok(folder)
}

/// Where the commands of one document run.
struct Table<'a> {
    folder: PathBuf,
    program: &'a Path,
}

impl Table<'_> {
    fn write(&self, name: &str, text: &str) -> Result<(), Shortfall> {
        let path = self.folder.join(name);
        fs::write(&path, text).map_err(|error| failed("write", &path, &error))
    }

    fn read(&self, name: &str) -> Result<String, Shortfall> {
        let path = self.folder.join(name);
        fs::read_to_string(&path).map_err(|error| failed("read", &path, &error))
    }

    /// A file with the lines `from` become `to`, where it holds them once.
    fn changed(&self, name: &str, from: &str, to: &str) -> Result<Option<String>, Shortfall> {
        let text = self.read(name)?;
        Ok((text.matches(from).count() == 1).then(|| text.replacen(from, to, 1)))
    }

    /// Runs one command and tells what was not as documented.
    fn run(&self, typed: &Typed) -> Result<Option<String>, Shortfall> {
        let command = typed.command.replace("cargo run --release --", "zopa");
        let finished = capture(self.shell().args(["-c", &command]))?;
        Ok(unlike(typed, &finished))
    }

    /// A shell that finds the program first, with a width and a language that are the same on every machine.
    fn shell(&self) -> Command {
        let own = self.program.parent().map(Path::to_path_buf);
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = own.into_iter().chain(env::split_paths(&path));
        let mut shell = Command::new("sh");
        shell.current_dir(&self.folder).env("NO_COLOR", "1").env("COLUMNS", "100").env("LC_ALL", "C.UTF-8");
        // A folder whose name holds the mark that separates folders cannot be on any PATH.
        shell.env("PATH", env::join_paths(folders).unwrap_or(path));
        shell
    }
}

/// What a command did that is not what the document shows.
fn unlike(typed: &Typed, finished: &Finished) -> Option<String> {
    let code = finished.status.code();
    if code != Some(typed.exit) {
        let errors = finished.errors.trim_end();
        return Some(format!("`{}` ended with {} where {} is documented\n{errors}", typed.command, finished.status, typed.exit));
    }
    let shown = typed.shown.as_ref()?;
    (!script::matches(shown, &finished.output)).then(|| {
        format!("`{}` no longer prints what the document shows; it prints\n{}", typed.command, finished.output.trim_end())
    })
}
