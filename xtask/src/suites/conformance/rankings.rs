//! Weights from a ranking, seen through the frontier of two parties who rank alike and want the opposite.
//!
//! Every issue has two options, one worth 1 to one party and one worth 1 to the other, so every outcome is on the
//! frontier, and the outcome that gives the first party just one issue shows the weight of that issue.

use serde_json::{Map, Value, json};

use super::Peer;
use super::points::list;
use super::problem::{case, issue_entry};
use crate::suite::Shortfall;

/// Each basis of a point with the key under which the file holds its weights.
const BASES: &[(&str, &str)] = &[
    ("centroid", "rank_order_centroid_decimal"),
    ("rank-sum", "rank_sum_decimal"),
    ("rank-reciprocal", "rank_reciprocal_decimal"),
];

/// Where the program's weights differ from the known ones, on every basis.
pub(super) fn compare(peer: &Peer, file: &Value) -> Result<Vec<String>, Shortfall> {
    let mut faults = Vec::new();
    for (basis, key) in BASES {
        for known in file["cases"].as_array().into_iter().flatten() {
            faults.extend(lost(peer, basis, known["n"].as_u64().unwrap_or_default() as usize, &known[key])?);
        }
    }
    Ok(faults)
}

/// The known weights that no outcome is worth.
fn lost(peer: &Peer, basis: &str, issues: usize, known: &Value) -> Result<Vec<String>, Shortfall> {
    let analysis = peer.analyse(&format!("ranking of {issues}"), &ranked(issues), &["--point", basis])?;
    let shares: Vec<f64> = list(&analysis["frontier"]["points"]).iter().map(|point| point[0]).collect();
    let weights = known.as_array().into_iter().flatten().filter_map(Value::as_f64);
    let lost = weights.filter(|weight| shares.iter().all(|share| (share - weight).abs() > 1e-9));
    Ok(lost.map(|weight| format!("{basis}: with {issues} issues no outcome is worth {weight}, the weight of one")).collect())
}

/// Two parties who rank so many issues alike and want the opposite on each.
fn ranked(issues: usize) -> Value {
    let entries = (0..issues).map(|issue| issue_entry(issue, 2)).collect();
    case(&format!("Ranking of {issues}"), entries, [preference(issues, ["o0", "o1"]), preference(issues, ["o1", "o0"])])
}

fn preference(issues: usize, best_to_worst: [&str; 2]) -> Value {
    let names: Vec<String> = (0..issues).map(|issue| format!("i{issue}")).collect();
    let value = |name: &String| (name.clone(), json!({ "best_to_worst": best_to_worst, "reason": "known" }));
    let values: Map<String, Value> = names.iter().map(value).collect();
    json!({
        "weights": { "ranking": names, "reason": "known" },
        "values": values,
        "limit": { "any": true, "reason": "known" },
    })
}
