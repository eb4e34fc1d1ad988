//! Exchanges with known answers: what each mode moves, and orders in which nobody gains by stopping.

use serde_json::{Map, Value, json};

use super::Peer;
use crate::process::capture;
use crate::repository::failed;
use crate::suite::Shortfall;

impl Peer<'_> {
    /// What `zopa exchange --json` says of a case. That there is no plan is an answer too.
    fn exchange(&self, name: &str, case: &Value, flags: &[&str]) -> Result<Value, Shortfall> {
        let path = self.folder.join(format!("exchange-{name}.yaml"));
        std::fs::write(&path, case.to_string()).map_err(|error| failed("write", &path, &error))?;
        let mut command = std::process::Command::new(self.program);
        let finished = capture(command.arg("exchange").arg(&path).args(["--json", "--for=secret"]).args(flags))?;
        serde_json::from_str(&finished.output)
            .map_err(|error| Shortfall::Failed(format!("zopa exchange --json printed no JSON: {error}\n{}", finished.errors)))
    }
}

fn case(register: Value) -> Value {
    json!({
        "zopa": 1, "title": "Known answers", "nature": "textbook", "default_access": "public",
        "parties": [{ "id": "A" }, { "id": "B" }], "register": register,
    })
}

/// Where what the modes move differs from what is known.
pub(super) fn categories(peer: &Peer, file: &Value) -> Result<Vec<String>, Shortfall> {
    let held = |side: &str| file[format!("{}_holds", side.to_lowercase())].as_object().cloned().unwrap_or_else(Map::new);
    let classes: Vec<Value> = held("A").keys().map(|class| json!({ "id": class })).collect();
    let counts = ["A", "B"].into_iter().flat_map(|side| {
        held(side).into_iter().map(move |(class, ready)| json!({ "id": format!("{side}-{class}"), "holder": side, "class": class, "ready": ready, "by": side }))
    });
    let case = case(json!({ "classes": classes, "counts": counts.collect::<Vec<Value>>() }));
    let answer = peer.exchange("categories", &case, &["--mode=all-for-all:wounded,under25"])?;
    let total = |mode: &str| modes(&answer, mode)["total"].clone();
    let each = |value: &Value| json!([value, value]);
    let both = |value: &Value| json!([value["a_releases"], value["b_releases"]]);
    let known = [
        ("class-for-class", each(&file["one_for_one_total"])),
        ("any-for-any", each(&file["any_for_any_each_side"])),
        ("all-for-all", both(&file["all_for_all"])),
        ("all-for-all:wounded,under25", both(&file["all_for_all_wounded_and_under25"])),
    ];
    let mut faults: Vec<String> = known
        .into_iter()
        .filter(|(mode, known)| total(mode) != *known)
        .map(|(mode, known)| format!("{mode} moves {} where {known} is known", total(mode)))
        .collect();
    for row in modes(&answer, "class-for-class")["by_class"].as_array().into_iter().flatten() {
        let known = &file["one_for_one_by_category"][row["name"].as_str().unwrap_or_default()];
        if row["counts"] != each(known) {
            faults.push(format!("{} moves {} where {known} each is known", row["name"], row["counts"]));
        }
    }
    Ok(faults)
}

fn modes<'a>(answer: &'a Value, mode: &str) -> &'a Value {
    answer["modes"].as_array().into_iter().flatten().find(|one| one["mode"] == mode).unwrap_or(&Value::Null)
}

/// Where an order is found or missed against what is known, or does not hold by the definition.
pub(super) fn handovers(peer: &Peer, file: &Value) -> Result<Vec<String>, Shortfall> {
    let mut faults = Vec::new();
    for (number, known) in file["cases"].as_array().into_iter().flatten().enumerate() {
        let items = [("A", &known["a_items"]), ("B", &known["b_items"])].into_iter().flat_map(|(giver, items)| {
            items.as_array().into_iter().flatten().enumerate().map(move |(at, item)| {
                json!({ "id": format!("{giver}{at}"), "giver": giver, "cost": item["cost_to_giver"], "value": item["value_to_receiver"] })
            })
        });
        let items: Vec<Value> = items.collect();
        let penalties = json!({ "A": known["penalty_a"], "B": known["penalty_b"] });
        let case = case(json!({ "handover": { "author": "known", "reason": "known", "items": items, "penalties": penalties } }));
        let answer = peer.exchange(&format!("handover-{number}"), &case, &[])?;
        let told = &answer["handover"];
        if told["plan_exists"] != known["plan_exists"] {
            faults.push(format!(
                "{}: a plan exists: {} where {} is known",
                known["name"], told["plan_exists"], known["plan_exists"]
            ));
        }
        let plan: Vec<&str> = told["plan"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if told["plan_exists"] == true && !holds(&items, &penalties, &plan) {
            faults.push(format!("{}: somebody gains by stopping in {plan:?}", known["name"]));
        }
    }
    Ok(faults)
}

/// Whether nobody gains by stopping anywhere in a plan of everything, by the definition.
fn holds(items: &[Value], penalties: &Value, plan: &[&str]) -> bool {
    let worth = |side: &str, given: &[&str]| -> f64 {
        let there = items.iter().filter(|item| given.iter().any(|id| item["id"] == *id));
        there
            .map(|item| {
                if item["giver"] == side {
                    -item["cost"].as_f64().unwrap_or(f64::NAN)
                } else {
                    item["value"].as_f64().unwrap_or(f64::NAN)
                }
            })
            .sum()
    };
    let is_safe =
        |side: &str, given: &[&str]| worth(side, given) - penalties[side].as_f64().unwrap_or(f64::NAN) <= worth(side, plan);
    plan.len() == items.len() && (0..=plan.len()).all(|steps| is_safe("A", &plan[..steps]) && is_safe("B", &plan[..steps]))
}
