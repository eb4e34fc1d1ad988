//! The table of suites, the quick ones first.

mod bench_smoke;
mod book;
mod browser;
mod clippy;
mod commands;
mod conformance;
mod docs;
mod format;
mod fuzz;
mod layers;
mod licences;
mod offline;
mod package;
mod paths;
mod python;
mod release_build;
pub(crate) mod table;
mod tests;
mod walks;
mod web;

use crate::suite::Suite;

/// Every suite, in the order in which they run.
pub(crate) const ALL: &[Suite] = &[
    Suite { name: "format", about: "rustfmt would change nothing", check: format::check },
    Suite { name: "layers", about: "rooms know only the rooms below them, and touch nothing outside", check: layers::check },
    Suite { name: "paths", about: "no file names a path or a private word of somebody's machine", check: paths::check },
    Suite { name: "licences", about: "every dependency's licence is one that deny.toml allows", check: licences::check },
    Suite { name: "offline", about: "vendored packages are all that cargo needs", check: offline::check },
    Suite { name: "clippy", about: "the compiler and clippy have nothing to say", check: clippy::check },
    Suite { name: "docs", about: "the documentation builds, its links hold", check: docs::check },
    Suite { name: "tests", about: "the tests of every crate, committed schemas and catalogue among them", check: tests::check },
    Suite { name: "release-build", about: "the program builds as it is given away", check: release_build::check },
    Suite { name: "package", about: "tarball, Debian package and program work for who has nothing else", check: package::check },
    Suite { name: "bench-smoke", about: "the benchmarks compile", check: bench_smoke::check },
    Suite { name: "book", about: "the book builds, its links hold, its reference is what the program says", check: book::check },
    Suite { name: "commands", about: "the commands in the documentation run as written", check: commands::check },
    Suite { name: "conformance", about: "known answers from outside of this repository", check: conformance::check },
    Suite { name: "browser", about: "the HTML report on screens and on paper", check: browser::check },
    Suite { name: "web", about: "the server's pages are what their sources build to, in every language", check: web::check },
    Suite { name: "walks", about: "people at the server's pages, in a real browser", check: walks::check },
    Suite { name: "table", about: "the server is killed, loaded, annoyed and backed up, and loses nothing", check: table::check },
    Suite { name: "python", about: "the Python package is built, tested, typed, and its gallery runs", check: python::check },
    Suite { name: "fuzz", about: "no input makes a reader panic", check: fuzz::check },
];

/// The suites of these names in the table's order; all of them where no name is given.
pub(crate) fn named(names: &[String]) -> Result<Vec<&'static Suite>, String> {
    if let Some(unknown) = names.iter().find(|name| ALL.iter().all(|suite| suite.name != **name)) {
        return Err(format!("there is no suite `{unknown}`; `cargo xtask test --list` names them"));
    }
    Ok(ALL.iter().filter(|suite| names.is_empty() || names.iter().any(|name| name == suite.name)).collect())
}

#[cfg(test)]
mod the_table {
    use super::*;

    #[test]
    fn names_select_in_the_order_of_the_table_and_unknown_ones_say_where_to_look() {
        let names: Vec<&str> =
            named(&["tests".into(), "format".into()]).expect("both are there").iter().map(|s| s.name).collect();
        assert_eq!(names, ["format", "tests"]);
        assert_eq!(named(&[]).expect("no name asks for all").len(), ALL.len());
        assert!(named(&["test".into()]).is_err_and(|fault| fault.contains("`test`") && fault.contains("--list")));
    }
}
