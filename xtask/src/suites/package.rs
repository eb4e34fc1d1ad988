//! What is given to people who have no Rust is packed, and works for somebody who has nothing else.

use crate::package::{Order, package};
use crate::repository::Repository;
use crate::suite::Verdict;

pub(crate) fn check(repository: &Repository) -> Verdict {
    package(repository, &Order { out: Some(repository.scratch("packages")?), check: true, wheel: false, twice: false })
}
