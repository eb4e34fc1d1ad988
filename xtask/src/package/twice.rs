//! The proof that the same sources give the same bytes: built again from a copy in another folder, from vendored packages,
//! without a network and without anything that earlier builds left in cargo's own folder.

use std::fs;
use std::path::Path;
use std::time::Instant;

use super::{recipe, sums};
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;
use crate::vendor;

/// Builds again and compares with `first`.
pub(super) fn compare(repository: &Repository, first: &Path) -> Result<String, Shortfall> {
    let start = Instant::now();
    let folder = repository.scratch("twice")?;
    let copy = Repository {
        root: folder.join("elsewhere"),
        target: folder.join("elsewhere/target"),
        answers: repository.answers.clone(),
        extent: repository.extent,
    };
    vendor::copy_sources(repository, &copy.root)?;
    let home = vendor::offline_home(repository, &folder)?;
    let second = recipe::build_with(&copy, &[("CARGO_HOME", &home), ("CARGO_NET_OFFLINE", Path::new("true"))])?;
    let sum = |path: &Path| fs::read(path).map(|bytes| sums::hex(&bytes)).map_err(|error| failed("read", path, &error));
    let (one, two) = (sum(first)?, sum(&second)?);
    if one != two {
        let told = format!("built twice, the program differs: {one} {} and {two} {}", first.display(), second.display());
        return Err(Shortfall::Failed(told));
    }
    Ok(format!(
        "built again elsewhere, offline, from vendored packages in {:.0} s: the same {two}",
        start.elapsed().as_secs_f64()
    ))
}
