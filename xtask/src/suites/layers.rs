//! The arrows of `ARCHITECTURE.md`: which room may know which, and that rooms touch nothing outside.

use std::path::Path;

use crate::metadata::{Package, workspace};
use crate::repository::Repository;
use crate::suite::{Verdict, verdict};
use crate::tokens::{standard_paths, tokens};

/// Every crate with the crates of this repository that it may build on.
const ARROWS: &[(&str, &[&str])] = &[
    ("zopa-model", &[]),
    ("zopa-analysis", &["zopa-model"]),
    ("zopa-dossier", &["zopa-model"]),
    ("zopa-arena", &["zopa-model", "zopa-analysis"]),
    ("zopa-process", &["zopa-model", "zopa-analysis"]),
    ("zopa-table", &["zopa-model", "zopa-analysis", "zopa-arena"]),
    ("zopa-report", &["zopa-model", "zopa-analysis", "zopa-dossier", "zopa-process", "zopa-arena", "zopa-table"]),
    ("zopa-runner", &["zopa-model", "zopa-analysis", "zopa-arena", "zopa-dossier", "zopa-report"]),
    ("zopa-server", &["zopa-model", "zopa-analysis", "zopa-dossier", "zopa-process", "zopa-arena", "zopa-table", "zopa-report"]),
    (
        "zopa",
        &[
            "zopa-model",
            "zopa-analysis",
            "zopa-dossier",
            "zopa-process",
            "zopa-arena",
            "zopa-table",
            "zopa-report",
            "zopa-runner",
            "zopa-server",
        ],
    ),
    ("zopa-python", &["zopa-model", "zopa-analysis", "zopa-dossier", "zopa-process", "zopa-arena", "zopa-report", "zopa-runner"]),
    ("xtask", &[]),
];

/// The folders of the rooms: no files, network, clock, environment, processes, printing or hidden randomness.
const ROOMS: &[&str] = &[
    "crates/model/src",
    "crates/analysis/src",
    "crates/process/src",
    "crates/arena/src",
    "crates/table/src",
    "crates/dossier/src",
    "crates/report/src",
];

/// Parts of the standard library that reach outside.
const OUTSIDE: &[&str] = &["fs", "env", "net", "process", "os", "io::stdin", "io::stdout", "io::stderr"];

/// Words that reach outside wherever they stand: clocks, and randomness that has no seed.
const OUTSIDE_WORDS: &[&str] = &["Instant", "SystemTime", "OsRng", "thread_rng", "getrandom"];

/// Macros that print.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

pub(crate) fn check(repository: &Repository) -> Verdict {
    let crates = workspace(repository)?;
    let mut faults: Vec<String> = crates.iter().flat_map(arrows).collect();
    let files = repository.files()?;
    let in_rooms = files.iter().filter(|file| ROOMS.iter().any(|room| file.starts_with(room)) && is_code(file));
    let mut read = 0;
    for file in in_rooms {
        faults.extend(reaching_outside(&repository.read(file)?).map(|what| format!("{}: {what}", file.display())));
        read += 1;
    }
    verdict(faults, format!("{} crates, {read} files of rooms", crates.len()))
}

/// Whether a file is code of a room; files of tests may read what they like.
fn is_code(file: &Path) -> bool {
    let in_tests = file.iter().any(|part| part == "tests" || part == "tests.rs");
    file.extension().is_some_and(|extension| extension == "rs") && !in_tests
}

/// The arrows of one crate that are not on the plan.
fn arrows(package: &Package) -> Vec<String> {
    let Some((name, may_know)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
        return vec![format!("the crate `{}` has no place on the plan; give it one in xtask/src/suites/layers.rs", package.name)];
    };
    let ours = |dependency: &&String| ARROWS.iter().any(|(name, _)| name == *dependency);
    let unplanned = package.depends_on.iter().filter(ours).filter(|other| !may_know.contains(&other.as_str()));
    unplanned.map(|other| format!("`{name}` depends on `{other}`; the arrows of ARCHITECTURE.md do not allow that")).collect()
}

/// What a room's file uses that reaches outside. The tests at its end may read files.
fn reaching_outside(source: &str) -> impl Iterator<Item = String> {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or(source);
    let tokens = tokens(code);
    let paths = standard_paths(&tokens).into_iter().filter(|path| OUTSIDE.iter().any(|part| begins(path, part)));
    let mut found: Vec<String> = paths.map(|path| format!("uses std::{path}")).collect();
    found.extend(tokens.iter().filter(|word| OUTSIDE_WORDS.contains(word)).map(|word| format!("uses {word}")));
    let macros = tokens.windows(2).filter(|pair| PRINTING.contains(&pair[0]) && pair[1] == "!");
    found.extend(macros.map(|pair| format!("prints with {}!", pair[0])));
    found.into_iter().map(|what| format!("a room {what}; doors do that, and hand over the result"))
}

/// Whether `path` is `part` or something in it.
fn begins(path: &str, part: &str) -> bool {
    path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, depends_on: &[&str]) -> Package {
        let depends_on = depends_on.iter().map(|&name| name.to_owned()).collect();
        Package { name: name.into(), version: "0.1.0".into(), licence: None, depends_on }
    }

    #[test]
    fn the_planned_arrows_pass_and_others_are_named() {
        assert!(arrows(&package("zopa-report", &["serde", "zopa-model", "zopa-dossier"])).is_empty());
        assert_eq!(arrows(&package("zopa-analysis", &["zopa-dossier"])).len(), 1);
        assert_eq!(arrows(&package("zopa-model", &["zopa"])).len(), 1);
        assert_eq!(arrows(&package("zopa-utils", &[])).len(), 1);
    }

    #[test]
    fn a_room_that_reaches_outside_is_found_and_its_comments_are_not() {
        let reaches = |source: &str| reaching_outside(source).count();
        assert_eq!(reaches("use std::{collections::BTreeMap, fs};"), 1);
        assert_eq!(reaches("let now = std::time::Instant::now(); println!(\"x\");"), 2);
        assert_eq!(reaches("// std::fs\nlet x = env!(\"CARGO_PKG_VERSION\"); use std::fmt;"), 0);
        assert_eq!(reaches("fn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }"), 0);
    }
}
