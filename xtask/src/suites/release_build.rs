//! The program builds as it is given away; the suites after this one run it.

use crate::repository::Repository;
use crate::suite::Verdict;

pub(crate) fn check(repository: &Repository) -> Verdict {
    let program = repository.program()?;
    let size = std::fs::metadata(&program).map_err(|error| crate::repository::failed("read", &program, &error))?.len();
    Ok(format!("the program takes {:.1} MB", size as f64 / 1e6))
}
