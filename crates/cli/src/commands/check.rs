//! `zopa check SOURCE…`: does it read, does it make sense, and are the quotations in their sources? Of a scenario of the
//! field: what had to be repaired, and does what its files claim hold?

mod case;
mod field;
mod many;

use std::path::Path;

use crate::arguments::Check;
use crate::exit::{Ending, Failure};
use crate::{interrupt, show, source};
use zopa_runner::folder;

/// Checks every source; the worst ending of them all counts.
pub(crate) fn run(arguments: &Check) -> Result<Ending, Failure> {
    let mut worst = Ending::Done;
    for source in &arguments.sources {
        let ending = check(source, arguments).unwrap_or_else(|failure| {
            show::failure(&failure);
            failure.ending()
        });
        worst = worse(worst, ending);
        if interrupt::asked() {
            break;
        }
    }
    Ok(worst)
}

fn check(source: &str, arguments: &Check) -> Result<Ending, Failure> {
    let path = Path::new(source);
    if path.is_dir() && folder::scenario(path)?.is_none() {
        let found = folder::scenarios(path)?;
        if !found.is_empty() {
            return Ok(many::check(found, &arguments.reading, arguments.json));
        }
    }
    match folder::find(source)? {
        Some(found) => Ok(field::check(&found, &arguments.reading, arguments.json)),
        None => {
            arguments.reading.refuse("a case")?;
            Ok(case::check(&source::open(source, &arguments.opening)?, arguments.json))
        }
    }
}

pub(super) fn worse(a: Ending, b: Ending) -> Ending {
    let rank = |ending| match ending {
        Ending::Done => 0,
        Ending::No => 1,
        Ending::Limit => 2,
        Ending::BadInput => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}
