//! The book in `docs/` builds: every page stands in its contents once, every link leads somewhere, the reference is what the
//! program and its sources make it, and the pages that sources name are there.

use std::env;

use crate::book::{Book, mentions, reference};
use crate::repository::Repository;
use crate::suite::{Verdict, verdict};

pub(crate) fn check(repository: &Repository) -> Verdict {
    if env::var_os("UPDATE_REFERENCE").is_some() {
        reference::refresh(repository)?;
    }
    let read = Book::read(repository)?;
    let mut faults = read.faults.clone();
    faults.extend(reference::outdated(repository)?);
    faults.extend(mentions::faults(repository)?);
    if read.faults.is_empty() {
        let folder = repository.scratch("book")?;
        read.write(repository, &folder)?;
        faults.extend(read.faults_as_built(&folder)?);
    }
    verdict(faults, format!("{}; open target/xtask/book/index.html", read.size()))
}
