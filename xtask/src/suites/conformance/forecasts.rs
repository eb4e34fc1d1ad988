//! Collective decisions of the literature: the baselines of one table, and the first turn of another program.

use serde_json::{Map, Value, json};

use super::Peer;
use crate::suite::Shortfall;

/// Where the program's baselines differ from the known ones.
pub(super) fn baselines(peer: &Peer, known: &Value) -> Result<Vec<String>, Shortfall> {
    let actor = |actor: &Value| {
        json!({
            "name": actor["name"],
            "capability": actor["capability"],
            "stands": { "s0": { "position": actor["position"], "salience": actor["salience"] } },
            "reason": "known",
        })
    };
    let actors = known["actors"].as_array().into_iter().flatten().map(actor).collect();
    let told = peer.ask("forecast", "baselines", &case(1, 10.0, actors), &["--for", "secret"])?;
    let scale = &told["forecasts"][0]["scales"][0];
    let mut faults = Vec::new();
    for (key, known) in [
        ("mean", json!([known["compromise_mean"]])),
        ("median", json!([known["weighted_median"]])),
        ("condorcet-linear", known["condorcet"].clone()),
    ] {
        let found = scale["baselines"].as_array().into_iter().flatten().find(|baseline| baseline["key"] == key);
        faults.extend(apart(key, &known, &found.map_or(Value::Null, |found| found["points"].clone()), 1e-9));
    }
    Ok(faults)
}

/// Where the program's first turn differs from the known one.
pub(super) fn first_turn(peer: &Peer, known: &Value) -> Result<Vec<String>, Shortfall> {
    let dimensions = known["actors"][0]["positions"].as_array().map_or(0, Vec::len);
    let actor = |actor: &Value| {
        let share = |value: &Value| value.as_f64().unwrap_or_default() / 100.0;
        let stand = |place: usize| {
            let stand = json!({ "position": actor["positions"][place], "salience": share(&actor["saliences"][place]) });
            (format!("s{place}"), stand)
        };
        let stands: Map<String, Value> = (0..dimensions).map(stand).collect();
        json!({ "name": actor["name"], "capability": actor["power"], "stands": stands, "reason": "known" })
    };
    let actors = known["actors"].as_array().into_iter().flatten().map(actor).collect();
    let told = peer.ask("forecast", "first turn", &case(dimensions, 100.0, actors), &["--for", "secret"])?;
    let election = &told["forecasts"][0]["election"];
    let mut faults = Vec::new();
    // The file rounds to six digits.
    for (name, key) in [
        ("value_matrix", "values"),
        ("pce_risk_neutral", "neutral"),
        ("risk_attitudes", "attitudes"),
        ("utility_matrix", "utilities"),
        ("pce_risk_aware", "wins"),
    ] {
        faults.extend(apart(name, &known[name], &election[key], 6e-7));
    }
    let (bargain, first) = (&known["first_bargain"], &election["bargains"][0]);
    if first["with"] != bargain["target"] {
        faults.push(format!("the first bargain is with {} where {} is known", first["with"], bargain["target"]));
    }
    for (name, key, allowed) in [
        ("probability_as_seen_by_initiator", "chance", 6e-7),
        ("gain_to_initiator_as_seen_by_initiator", "gain", 6e-7),
        ("gain_to_target_as_seen_by_initiator", "gain_of_other", 6e-7),
        ("probability_as_seen_by_target", "chance_seen_by_other", 6e-7),
        ("proposal_positions", "proposal", 6e-4),
    ] {
        faults.extend(apart(name, &bargain[name], &first[key], allowed));
    }
    Ok(faults)
}

fn case(scales: usize, high: f64, actors: Vec<Value>) -> Value {
    let scale = |place: usize| json!({ "id": format!("s{place}"), "unit": "points", "low": 0, "high": high, "low_means": "low", "high_means": "high" });
    json!({
        "zopa": 1,
        "title": "Known",
        "nature": "textbook",
        "parties": [],
        "forecasts": [{ "id": "known", "author": "known", "scales": (0..scales).map(scale).collect::<Vec<_>>(), "actors": actors }],
    })
}

/// Numbers, or lists of them, that lie further apart than is allowed.
fn apart(what: &str, known: &Value, told: &Value, allowed: f64) -> Vec<String> {
    match (known, told) {
        (Value::Array(known), Value::Array(told)) if known.len() == told.len() => known
            .iter()
            .zip(told)
            .enumerate()
            .flat_map(|(place, (known, told))| apart(&format!("{what}[{place}]"), known, told, allowed))
            .collect(),
        _ => {
            let near = known.as_f64().zip(told.as_f64()).is_some_and(|(known, told)| (known - told).abs() <= allowed);
            if near { Vec::new() } else { vec![format!("{what} is {told} where {known} is known")] }
        }
    }
}
