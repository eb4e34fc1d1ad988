//! How the program is built so that it runs on any Linux of its machine, and so that the same sources give the same bytes.
//!
//! It is linked with everything that it needs, the C library included: no loader, no shared library. Names of folders that
//! would get into it are replaced by names that are the same everywhere, the linker adds no mark of its own, and what the
//! environment could add is taken away.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::metadata;
use crate::process::{capture, run};
use crate::repository::Repository;
use crate::suite::Shortfall;
use crate::tools::need;

/// The profile in `Cargo.toml`.
const PROFILE: &str = "dist";
/// What keeps one folder's arguments apart from another's in `CARGO_ENCODED_RUSTFLAGS`.
const SEPARATOR: &str = "\u{1f}";

/// The static program of these sources. Cargo decides whether there is anything to build.
pub(crate) fn build(repository: &Repository) -> Result<PathBuf, Shortfall> {
    build_with(repository, &[])
}

/// The same, with variables of the environment of one's own.
pub(super) fn build_with(repository: &Repository, variables: &[(&str, &Path)]) -> Result<PathBuf, Shortfall> {
    let triple = metadata::host(repository)?;
    let mut cargo =
        repository.cargo(&["build", "--locked", "--quiet", "--profile", PROFILE, "--package", "zopa", "--target", &triple]);
    cargo.envs(variables.iter().copied());
    let names = Names::of(repository, variables)?;
    cargo.env("CARGO_ENCODED_RUSTFLAGS", names.for_rust().join(SEPARATOR));
    cargo.env("CFLAGS", names.for_c()).env("CARGO_INCREMENTAL", "0").env("CARGO_TARGET_DIR", &repository.target);
    // A moment for compilers that write one down: always the same, for a part that is kept from an older commit would differ
    // from one that is compiled anew.
    cargo.env("SOURCE_DATE_EPOCH", "0");
    // What cargo says to programs that it runs, this one among them: build scripts look at it, and would run again.
    for (name, _) in env::vars_os().filter(|(name, _)| is_about_us(name)) {
        cargo.env_remove(name);
    }
    for other in ["RUSTFLAGS", "RUSTC_WRAPPER", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        cargo.env_remove(other);
    }
    run(&mut cargo)?;
    Ok(repository.target.join(triple).join(PROFILE).join("zopa"))
}

/// Whether a variable tells of the package whose program runs.
fn is_about_us(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_"].iter().any(|beginning| name.starts_with(beginning))
}

/// Whether this machine can link a program with its C library: some systems keep what that needs in a package of its own.
pub(crate) fn is_possible(repository: &Repository) -> Result<(), Shortfall> {
    let missing = |remedy: &str| Shortfall::Missing { tool: "a static C library".into(), remedy: remedy.into() };
    if !metadata::host(repository)?.ends_with("-linux-gnu") {
        return Err(missing("package on Linux with glibc; other machines build with `cargo build --release`"));
    }
    let cc = need("cc", "apt-get install gcc libc6-dev")?;
    let found = capture(Command::new(cc).arg("-print-file-name=libc.a"))?.text()?;
    // The compiler gives the bare name back where it finds no such file.
    match Path::new(found.trim()).is_absolute() {
        true => Ok(()),
        false => Err(missing("apt-get install libc6-dev (Fedora: glibc-static)")),
    }
}

/// Folders of this machine, and the names that stand for them in the program. Of two that fit the later one counts.
struct Names(Vec<(PathBuf, String)>);

impl Names {
    fn of(repository: &Repository, variables: &[(&str, &Path)]) -> Result<Self, Shortfall> {
        let compiler = Compiler::of(repository)?;
        let names = vec![
            (repository.root.clone(), "/zopa".to_owned()),
            (repository.target.clone(), "/zopa/target".to_owned()),
            (cargo_home(variables)?, "/cargo".to_owned()),
            (metadata::folder_of_dependencies(repository, variables)?, "/dependencies".to_owned()),
            // Where the standard library's sources are installed, what is inlined of it names them.
            (compiler.sysroot.join("lib/rustlib/src/rust"), format!("/rustc/{}", compiler.commit)),
        ];
        Ok(Self(names))
    }

    fn for_rust(&self) -> Vec<String> {
        let fixed = ["-Ctarget-feature=+crt-static", "-Clink-arg=-Wl,--build-id=none"].map(str::to_owned);
        let names = self.0.iter().map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()));
        fixed.into_iter().chain(names).collect()
    }

    fn for_c(&self) -> String {
        self.0.iter().map(|(folder, name)| format!(" -ffile-prefix-map={}={name}", folder.display())).collect()
    }
}

/// Cargo's own folder.
fn cargo_home(variables: &[(&str, &Path)]) -> Result<PathBuf, Shortfall> {
    let given = variables.iter().find(|(name, _)| *name == "CARGO_HOME").map(|(_, folder)| folder.to_path_buf());
    let set = || env::var_os("CARGO_HOME").map(PathBuf::from);
    let usual = || env::home_dir().map(|home| home.join(".cargo"));
    let unknown = || Shortfall::Failed("nothing says where cargo keeps its things; set CARGO_HOME".into());
    given.or_else(set).or_else(usual).ok_or_else(unknown)
}

/// What the compiler says of itself.
pub(super) struct Compiler {
    /// Its version, in its own words.
    pub(super) version: String,
    /// The commit that it was built from.
    commit: String,
    /// Where it is installed.
    sysroot: PathBuf,
}

impl Compiler {
    /// The compiler that builds this repository.
    pub(super) fn of(repository: &Repository) -> Result<Self, Shortfall> {
        let ask = |arguments: &[&str]| capture(Command::new("rustc").current_dir(&repository.root).args(arguments))?.text();
        let told = ask(&["-vV"])?;
        let line = |start: &str| told.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_default().to_owned();
        let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?.trim());
        Ok(Self { version: told.lines().next().unwrap_or_default().to_owned(), commit: line("commit-hash: "), sysroot })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_of_a_machine_stands_in_for_its_name() {
        let names = Names(vec![("/somewhere/src".into(), "/zopa".into()), ("/somewhere/target".into(), "/zopa/target".into())]);
        assert_eq!(
            names.for_rust()[2..],
            ["--remap-path-prefix=/somewhere/src=/zopa", "--remap-path-prefix=/somewhere/target=/zopa/target"]
        );
        assert!(names.for_c().starts_with(" -ffile-prefix-map=/somewhere/src=/zopa "));
    }
}
