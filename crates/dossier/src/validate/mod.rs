//! Whether a case that reads also makes sense. Every fault is found in one go, each at its place in the file.

mod authorship;
mod conflicts;
mod facts;
mod forecasts;
mod inspection;
mod issues;
mod judgements;
mod names;
mod process;
mod register;
mod scenario;
mod statements;
mod values;

use crate::case::CaseFile;
use crate::diagnostic::Diagnostic;
use crate::tree::Tree;
use inspection::Inspection;

/// Every fault and warning, in the order of the file.
pub(crate) fn findings(case: &CaseFile, tree: &Tree) -> Vec<Diagnostic> {
    let mut inspection = Inspection::new(case, tree);
    authorship::check(&mut inspection);
    facts::check(&mut inspection);
    names::check(&mut inspection);
    issues::check(&mut inspection);
    statements::check(&mut inspection);
    register::check(&mut inspection);
    judgements::check(&mut inspection);
    process::check(&mut inspection);
    conflicts::check(&mut inspection);
    forecasts::check(&mut inspection);
    // The room `model` has rules of its own; they are tried on whatever has its names right.
    scenario::check(&mut inspection);
    inspection.into_findings()
}
