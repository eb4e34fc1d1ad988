//! Looks at packages as somebody who received them: without Rust, without these sources, in a root of one's own.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Release, sums};
use crate::process::{capture, run};
use crate::repository::{Repository, failed};
use crate::suite::{Shortfall, verdict};
use crate::tools::need;

/// What is looked at, and that it is as it should be.
pub(super) fn check(repository: &Repository, release: &Release, out: &Path) -> Result<String, Shortfall> {
    let mut faults = sums::faults(out)?;
    let program = out.join("zopa");
    faults.extend(alone(&program)?);
    faults.extend(tells_folders(repository, &program)?);
    let (unpacked, installed) = (unpack(repository, release, out)?, install(repository, release, out)?);
    faults.extend(works(&unpacked.join(release.name()).join("zopa"), release)?);
    faults.extend(works(&installed.join("usr/bin/zopa"), release)?);
    faults.extend(lacks(
        &unpacked.join(release.name()),
        &["THIRD-PARTY.txt", "LICENSE-MIT", "BUILD.txt", "man1/zopa.1", "docs/talks.md"],
    ));
    let expected = [
        "usr/share/man/man1/zopa-analyse.1.gz",
        "usr/share/bash-completion/completions/zopa",
        "usr/share/zsh/vendor-completions/_zopa",
        "usr/share/fish/vendor_completions.d/zopa.fish",
        "usr/share/doc/zopa/copyright",
        "usr/share/doc/zopa/THIRD-PARTY.txt",
    ];
    faults.extend(lacks(&installed, &expected));
    let (root, told) = in_an_empty_root(repository, &program)?;
    faults.extend(root);
    verdict(faults, format!("sums, tarball and Debian package hold; the program needs no library and no loader; {told}"))
}

/// Whether the program asks the system for a loader, as one with shared libraries does.
fn alone(program: &Path) -> Result<Option<String>, Shortfall> {
    let bytes = fs::read(program).map_err(|error| failed("read", program, &error))?;
    Ok(match asks_for_loader(&bytes) {
        Some(false) => None,
        Some(true) => Some(format!("{} asks for a loader, so it is not static", program.display())),
        None => Some(format!("{} is no ELF program of 64 bits", program.display())),
    })
}

/// Whether an ELF program of 64 bits, least byte first, has a segment that names a loader (PT_INTERP of the ELF specification).
fn asks_for_loader(bytes: &[u8]) -> Option<bool> {
    const LOADER: u64 = 3;
    let number = |at: usize, length: usize| {
        let field = bytes.get(at..at.checked_add(length)?)?;
        Some(field.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)))
    };
    if bytes.get(..6)? != b"\x7fELF\x02\x01" {
        return None;
    }
    let (table, length, count) = (number(32, 8)?, number(54, 2)?, number(56, 2)?);
    let kinds = (0..count).map(|at| number(usize::try_from(table + at * length).ok()?, 4));
    kinds.collect::<Option<Vec<_>>>().map(|kinds| kinds.contains(&LOADER))
}

/// Folders of this machine that the program names.
fn tells_folders(repository: &Repository, program: &Path) -> Result<Vec<String>, Shortfall> {
    let bytes = fs::read(program).map_err(|error| failed("read", program, &error))?;
    let home = std::env::var_os("HOME").map(std::path::PathBuf::from);
    let folders = [Some(repository.root.clone()), Some(repository.target.clone()), home].into_iter().flatten();
    // A home at the root of the machine is a name that stands in any program.
    let folders = folders.map(|folder| format!("{}/", folder.display())).filter(|folder| folder.len() > 2);
    let named = folders.filter(|folder| bytes.windows(folder.len()).any(|window| window == folder.as_bytes()));
    Ok(named.map(|folder| format!("the program names {folder} of this machine")).collect())
}

/// The tarball, unpacked.
fn unpack(repository: &Repository, release: &Release, out: &Path) -> Result<std::path::PathBuf, Shortfall> {
    let folder = repository.scratch("package/unpacked")?;
    let tarball = out.join(format!("{}.tar.gz", release.name()));
    run(Command::new(need("tar", "apt-get install tar")?).arg("--extract").arg("--file").arg(tarball).arg("-C").arg(&folder))?;
    Ok(folder)
}

/// The Debian package, unpacked into a root of its own.
fn install(repository: &Repository, release: &Release, out: &Path) -> Result<std::path::PathBuf, Shortfall> {
    let root = repository.scratch("package/installed")?;
    let package = out.join(format!("zopa_{}_{}.deb", release.version, release.debian_architecture()?));
    run(Command::new(need("dpkg-deb", "apt-get install dpkg")?).arg("--extract").arg(package).arg(&root))?;
    Ok(root)
}

/// What does not go well with a program that somebody received.
fn works(program: &Path, release: &Release) -> Result<Option<String>, Shortfall> {
    let version = capture(Command::new(program).arg("--version"))?.text()?;
    let answer = capture(Command::new(program).args(["analyse", "two-issue-trade", "--json"]))?.text()?;
    let is_right = version.trim() == format!("zopa {}", release.version) && answer.contains("\"frontier\"");
    Ok((!is_right).then(|| format!("{} is not zopa {}", program.display(), release.version)))
}

fn lacks(folder: &Path, names: &[&str]) -> Vec<String> {
    let missing = names.iter().filter(|name| !folder.join(name).is_file());
    missing.map(|name| format!("{} has no {name}", folder.display())).collect()
}

/// The program in a root with nothing else in it, where this user may enter one: what is wrong, and what was tried.
fn in_an_empty_root(repository: &Repository, program: &Path) -> Result<(Option<String>, String), Shortfall> {
    let root = repository.scratch("package/empty-root")?;
    super::place::program(&root.join("zopa"), program)?;
    let enter = |words: &[&str]| {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).arg(&root).args(["/zopa", "analyse", "two-issue-trade"]);
        capture(&mut command)
    };
    for way in [&["chroot"][..], &["unshare", "--map-root-user", "chroot"]] {
        match enter(way) {
            Ok(done) if done.status.success() && !done.output.is_empty() => return Ok((None, "it runs in an empty root".into())),
            // What `chroot` (125) and `unshare` (1) end with where this user may not; no answer of the program ends so here.
            Ok(done) if matches!(done.status.code(), Some(1 | 125)) => {}
            Ok(done) => {
                return Ok((
                    Some(format!("in an empty root it ends with {}: {}", done.status, done.errors.trim())),
                    String::new(),
                ));
            }
            Err(_) => {}
        }
    }
    Ok((None, "an empty root was not tried, for this user may enter none".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program of 64 bits with one segment of this kind.
    fn elf(kind: u8) -> Vec<u8> {
        let mut bytes = vec![0; 64 + 56];
        bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
        (bytes[32], bytes[54], bytes[56], bytes[64]) = (64, 56, 1, kind);
        bytes
    }

    #[test]
    fn a_program_that_names_a_loader_is_told_from_one_that_does_not() {
        assert_eq!(asks_for_loader(&elf(3)), Some(true));
        assert_eq!(asks_for_loader(&elf(1)), Some(false));
        assert_eq!(asks_for_loader(b"#!/bin/sh\n"), None);
        assert_eq!(asks_for_loader(&elf(1)[..80]), Some(false), "the kind is the first field of a segment");
        assert_eq!(asks_for_loader(&elf(1)[..65]), None);
    }
}
