//! The program's frontier and solutions against the known ones.

use serde_json::Value;

use super::Peer;
use super::points::{equal, list};
use super::problem::Problem;
use crate::suite::Shortfall;

/// Where the program's answers to one problem differ from the known ones.
pub(super) fn compare(peer: &Peer, problem: &Problem) -> Result<Vec<String>, Shortfall> {
    let analysis = peer.analyse(&problem.name, &problem.case(), &[])?;
    let mut faults = Vec::new();
    let frontier = list(&analysis["frontier"]["points"]);
    if !equal(&frontier, &problem.frontier) {
        faults.push(format!("the frontier is {frontier:?} where {:?} is known", problem.frontier));
    }
    if analysis["frontier"]["rational_size"].as_u64() != Some(problem.rational_size as u64) {
        let told = &analysis["frontier"]["rational_size"];
        faults.push(format!("rational_size is {told} where {} is known", problem.rational_size));
    }
    if analysis["frontier"]["exact"] != Value::Bool(true) {
        faults.push("the frontier is not said to be exact".into());
    }
    for (name, known) in &problem.solutions {
        let found = list(&analysis["solutions"][name]["points"]);
        if !equal(&found, known) {
            faults.push(format!("{name} is {found:?} where {known:?} is known"));
        }
    }
    if problem.solutions.is_empty() {
        faults.extend(invented(&analysis));
    }
    Ok(faults)
}

/// Solutions that the program names although there is no zone.
fn invented(analysis: &Value) -> Vec<String> {
    let solutions = analysis["solutions"].as_object().into_iter().flatten();
    let named = solutions.filter(|(_, solution)| !list(&solution["points"]).is_empty());
    named.map(|(name, _)| format!("{name} has a point where there is no zone")).collect()
}
