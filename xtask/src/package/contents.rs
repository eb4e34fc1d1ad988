//! What goes along with the program: its papers, licences, pages, manual and completions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::recipe::{self, Compiler};
use super::{Release, notices};
use crate::process::capture;
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;

/// Files of this repository that go along as they are, by the start of their names.
const ALONG: &[&str] = &["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "docs", "catalog"];

/// Shells with the names that they look for.
pub(super) const COMPLETIONS: &[(&str, &str)] =
    &[("bash", "zopa"), ("zsh", "_zopa"), ("fish", "zopa.fish"), ("powershell", "zopa.ps1"), ("elvish", "zopa.elv")];

/// Everything that is packed.
pub(super) struct Contents {
    /// The static program.
    pub(super) program: PathBuf,
    /// The rest, by the name that it has in the package.
    pub(super) files: BTreeMap<PathBuf, Vec<u8>>,
}

/// Builds what is built, and reads what is there.
pub(super) fn gather(repository: &Repository, release: &Release) -> Result<Contents, Shortfall> {
    recipe::is_possible(repository)?;
    let program = repository.program()?;
    let mut files = BTreeMap::new();
    for name in repository.files()?.into_iter().filter(|name| ALONG.iter().any(|along| name.starts_with(along))) {
        let path = repository.root.join(&name);
        files.insert(name, std::fs::read(&path).map_err(|error| failed("read", &path, &error))?);
    }
    files.insert("THIRD-PARTY.txt".into(), notices::text(repository)?.into_bytes());
    files.insert("BUILD.txt".into(), origin(repository, release)?.into_bytes());
    for (shell, name) in COMPLETIONS {
        let script = capture(Command::new(&program).args(["completions", shell]))?.text()?;
        files.insert(Path::new("completions").join(shell).join(name), script.into_bytes());
    }
    files.extend(manual(repository, &program)?);
    Ok(Contents { program, files })
}

/// The pages of the manual.
fn manual(repository: &Repository, program: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Shortfall> {
    let folder = repository.scratch("package/man1")?;
    capture(Command::new(program).args(["man", "--out"]).arg(&folder))?.text()?;
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|error| failed("read", &folder, &error))? {
        let path = entry.map_err(|error| failed("read", &folder, &error))?.path();
        let bytes = std::fs::read(&path).map_err(|error| failed("read", &path, &error))?;
        pages.push((Path::new("man1").join(path.file_name().unwrap_or_default()), bytes));
    }
    Ok(pages)
}

/// What the program was made of, for somebody who wants to make it again.
fn origin(repository: &Repository, release: &Release) -> Result<String, Shortfall> {
    let first_line = |program: &str| {
        let told = capture(Command::new(program).arg("--version"))?.text()?;
        Ok::<_, Shortfall>(told.lines().next().unwrap_or_default().to_owned())
    };
    Ok(format!(
        "zopa {} for {}\n\nsources     {}\nmoment      {} (SOURCE_DATE_EPOCH)\ncompiler    {}\nC compiler  {}\nC library   {}, linked statically\n\n\
         The same sources with the same three give the same bytes, in whatever folder: cargo xtask package\n",
        release.version,
        release.triple,
        release.sources,
        release.moment,
        Compiler::of(repository)?.version,
        first_line("cc")?,
        first_line("ldd")?,
    ))
}
