//! Chains of steps with known answers: what going on is worth to whoever moves, and whether the chain holds.

use serde_json::{Map, Value, json};

use super::Peer;
use crate::process::capture;
use crate::repository::failed;
use crate::suite::Shortfall;

/// How far a printed value may be off: known answers have nine decimals.
const TOLERANCE: f64 = 1e-8;

/// Where `zopa roadmap` differs from what is known of one chain.
pub(super) fn compare(peer: &Peer, chain: &Value) -> Result<Vec<String>, Shortfall> {
    let steps = chain["steps"].as_array().cloned().unwrap_or_default();
    let other = |mover: &Value| if mover == "A" { "B" } else { "A" };
    let id = |at: usize| format!("step-{at}");
    let listed: Vec<Value> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let after: Vec<String> = at.checked_sub(1).map(id).into_iter().collect();
            json!({ "id": id(at), "name": id(at), "actor": step["mover"], "after": after })
        })
        .collect();
    let worth = |(at, step): (usize, &Value)| {
        let brings = json!({ other(&step["mover"]): step["benefit_to_other"] });
        (id(at), json!({ "cost": step["cost_to_mover"], "brings": brings }))
    };
    let worths: Map<String, Value> = steps.iter().enumerate().map(worth).collect();
    let complete = json!({ "A": chain["value_when_complete"][0], "B": chain["value_when_complete"][1] });
    let plan = json!({
        "id": "chain", "steps": worths, "complete": complete, "discount": chain["discount_per_step"], "reason": "Known.",
    });
    let case = json!({
        "zopa": 1, "title": "Known answers", "nature": "textbook", "default_access": "public",
        "parties": [{ "id": "A" }, { "id": "B" }], "steps": listed,
        "judgements": [{ "id": "known", "author": "known", "preferences": {}, "plans": [plan] }],
    });
    let path = peer.folder.join("steps.yaml");
    std::fs::write(&path, case.to_string()).map_err(|error| failed("write", &path, &error))?;
    let mut command = std::process::Command::new(peer.program);
    let finished = capture(command.arg("roadmap").arg(&path).args(["--json", "--for=secret"]))?;
    let answer: Value = serde_json::from_str(&finished.output)
        .map_err(|error| Shortfall::Failed(format!("zopa roadmap --json printed no JSON: {error}\n{}", finished.errors)))?;
    let reading = &answer["plans"][0]["readings"][0];
    let mut faults = Vec::new();
    if (reading["verdict"] == "holds") != (chain["enforceable"] == true) {
        faults.push(format!("{} where enforceable is {}", reading["verdict"], chain["enforceable"]));
    }
    for (at, (step, known)) in steps.iter().zip(chain["mover_values"].as_array().into_iter().flatten()).enumerate() {
        let mover = usize::from(step["mover"] == "B");
        let found = reading["order"][at]["holds_by"][mover].as_f64();
        if !found.zip(known.as_f64()).is_some_and(|(found, known)| (found - known).abs() <= TOLERANCE) {
            faults.push(format!("step {at} is worth {found:?} to its mover where {known} is known"));
        }
    }
    Ok(faults)
}
