//! Conflicts of the literature: feasible states, moves, stability and equilibria under both rules of answering.

use serde_json::{Map, Value, json};

use super::Peer;
use crate::suite::Shortfall;

/// The four concepts, as the file and the program both name them.
const CONCEPTS: &[&str] = &["nash", "general_metarational", "symmetric_metarational", "sequential"];

/// Where the program's answer differs from the known one.
pub(super) fn compare(peer: &Peer, known: &Value) -> Result<Vec<String>, Shortfall> {
    let case = case(known);
    let name = known["name"].as_str().unwrap_or("conflict");
    let mut faults = Vec::new();
    let rules: &[&str] = match known["same_under_once_each_rule"].as_bool() {
        Some(true) => &["not-twice-in-a-row", "once-each"],
        _ => &["not-twice-in-a-row"],
    };
    for rule in rules {
        let told = peer.ask("stability", name, &case, &["--answers", rule, "--for", "secret"])?;
        faults.extend(differences(known, &told["conflicts"][0]).into_iter().map(|fault| format!("{rule}: {fault}")));
    }
    Ok(faults)
}

/// The conflict as a case: decision makers are parties, and a rank is a place in a ranking.
fn case(known: &Value) -> Value {
    let makers = known["decision_makers"].as_array().map_or(&[][..], Vec::as_slice);
    let owner = |option: usize| {
        let controls = |maker: &&Value| maker["controls"].as_array().is_some_and(|own| own.contains(&json!(option)));
        makers.iter().position(|maker| controls(&maker)).unwrap_or_default()
    };
    let options = known["options"].as_array().into_iter().flatten().enumerate().map(|(place, option)| {
        let direction = match option["direction"].as_str() {
            Some("fwd") => "forward",
            Some("back") => "backward",
            _ => "both",
        };
        json!({ "id": format!("o{place}"), "name": option["name"], "owner": format!("m{}", owner(place)), "direction": direction })
    });
    let states: Vec<&str> =
        known["states"].as_array().into_iter().flatten().filter_map(|state| state["options"].as_str()).collect();
    let preferences: Map<String, Value> = makers
        .iter()
        .enumerate()
        .map(|(place, maker)| (format!("m{place}"), json!({ "ranking": ranking(&states, &maker["rank"]), "reason": "known" })))
        .collect();
    let infeasible = known["infeasible_patterns"].as_array().into_iter().flatten();
    json!({
        "zopa": 1,
        "title": known["name"],
        "nature": "textbook",
        "parties": makers.iter().enumerate().map(|(place, maker)| json!({ "id": format!("m{place}"), "name": maker["name"] })).collect::<Vec<_>>(),
        "conflicts": [{
            "id": "known",
            "author": "known",
            "options": options.collect::<Vec<_>>(),
            "infeasible": infeasible.map(|pattern| json!({ "states": pattern, "reason": "known" })).collect::<Vec<_>>(),
            "preferences": preferences,
        }],
    })
}

/// The states in groups from the highest rank to the lowest.
fn ranking(states: &[&str], ranks: &Value) -> Vec<Vec<String>> {
    let ranks: Vec<i64> = ranks.as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    let mut levels = ranks.clone();
    levels.sort_unstable_by(|one, other| other.cmp(one));
    levels.dedup();
    let group = |level: &i64| {
        let of_level = states.iter().zip(&ranks).filter(|(_, rank)| *rank == level);
        of_level.map(|(state, _)| (*state).to_owned()).collect()
    };
    levels.iter().map(group).collect()
}

fn differences(known: &Value, told: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut same = |what: String, known: Value, told: Value| {
        if known != told {
            faults.push(format!("{what} is {told} where {known} is known"));
        }
    };
    let states = told["states"].as_array().map_or(&[][..], Vec::as_slice);
    let letters: Value = states.iter().map(|state| state["letters"].clone()).collect();
    let expected: Value = known["states"].as_array().into_iter().flatten().map(|state| state["options"].clone()).collect();
    same("the list of states".to_owned(), expected, letters);
    for concept in CONCEPTS {
        same(format!("equilibria, {concept}"), known["equilibria"][concept].clone(), told["equilibria"][concept].clone());
    }
    for (place, maker) in known["decision_makers"].as_array().into_iter().flatten().enumerate() {
        let name = maker["name"].as_str().unwrap_or_default();
        for state in states {
            let number = state["number"].to_string();
            let moves = maker["moves"].get(&number).cloned().unwrap_or_else(|| json!([]));
            same(format!("moves of {name} from {number}"), moves, state["makers"][place]["moves"].clone());
        }
        for concept in CONCEPTS {
            let stays = |state: &&Value| state["makers"][place]["stays"][concept] == "yes";
            let stable: Value = states.iter().filter(stays).map(|state| state["number"].clone()).collect();
            same(format!("states stable for {name}, {concept}"), known["stable"][concept][name].clone(), stable);
        }
    }
    faults
}
