//! The book in `docs/` builds: every page stands in its contents once, every link leads somewhere, and the reference is what the
//! program and its sources make it.

use std::env;

use crate::book::{self, Book, reference};
use crate::repository::Repository;
use crate::suite::{Verdict, verdict};

pub(crate) fn check(repository: &Repository) -> Verdict {
    if env::var_os("UPDATE_REFERENCE").is_some() {
        reference::refresh(repository)?;
    }
    let read = Book::read(repository)?;
    let mut faults = reference::outdated(repository)?;
    faults.extend(read.faults.iter().cloned());
    if faults.is_empty() {
        book::build(repository, &repository.scratch("book")?)?;
    }
    verdict(faults, format!("{}; open target/xtask/book/index.html", read.size()))
}
