//! What is given to people who have no Rust: one static program, packed in a tarball and a Debian package, a container file
//! beside them, and checksums of all of it. The same sources give the same bytes, wherever and whenever they are packed.
//!
//! Every step takes what the last one made: [`recipe`] builds, [`contents`] gathers what goes along, [`tarball`], [`debian`] and
//! [`container`] pack it, [`sums`] adds up, [`check`] looks at the outcome as somebody who received it.

mod check;
mod container;
mod contents;
mod debian;
mod notices;
mod place;
pub(crate) mod recipe;
mod release;
mod sums;
mod tarball;
mod twice;
pub(crate) mod wheel;

use std::fs;
use std::path::PathBuf;

use crate::repository::{Repository, failed};
use crate::suite::Shortfall;

use release::Release;
use wheel::Build;

/// What `cargo xtask package` is asked for.
pub(crate) struct Order {
    /// Where the packages go; `target/package` where nothing is given.
    pub(crate) out: Option<PathBuf>,
    /// Look at what was packed.
    pub(crate) check: bool,
    /// Make a wheel for Python as well.
    pub(crate) wheel: bool,
    /// Build a second time, elsewhere and offline, and compare.
    pub(crate) twice: bool,
}

/// Packs, and says what was made.
pub(crate) fn package(repository: &Repository, order: &Order) -> Result<String, Shortfall> {
    let release = Release::of(repository)?;
    let out = order.out.clone().unwrap_or_else(|| repository.target.join("package"));
    place::fresh(&out)?;
    let contents = contents::gather(repository, &release)?;
    let program = place::program(&out.join("zopa"), &contents.program)?;
    let mut made = vec![
        program,
        tarball::pack(repository, &release, &contents, &out)?,
        debian::pack(repository, &release, &contents, &out)?,
        container::write(&release, &out)?,
    ];
    if order.wheel {
        let built = wheel::build(repository, Build::GivenAway, &repository.scratch("wheel")?)?;
        wheel::install(repository, &built)?;
        let bytes = fs::read(&built).map_err(|error| failed("read", &built, &error))?;
        made.push(place::file(&out.join(built.file_name().unwrap_or_default()), &bytes)?);
    }
    made.sort();
    let mut told = vec![sums::write(&out, &made)?];
    if order.check {
        told.push(check::check(repository, &release, &out)?);
    }
    if order.twice {
        told.push(twice::compare(repository, &contents.program)?);
    }
    Ok(told.join("\n"))
}
