//! Bargaining problems with known answers, and the cases that state them.

use serde_json::{Map, Value, json};

use super::points::{Point, list};

/// A bargaining problem of two parties, point by point, with its known answers.
pub(super) struct Problem {
    /// What people call it.
    pub(super) name: String,
    /// What every option of every issue is worth to the two, as fractions.
    pub(super) worth: Vec<Vec<[String; 2]>>,
    /// From where on the two say yes.
    pub(super) reservation: [String; 2],
    /// The frontier, ascending in the first party.
    pub(super) frontier: Vec<Point>,
    /// The number of points of the frontier that both say yes to.
    pub(super) rational_size: usize,
    /// The solutions that are known, each with all its ties. None is known where there is no zone.
    pub(super) solutions: Vec<(&'static str, Vec<Point>)>,
}

/// Reads the problems of one file.
type Reader = fn(&Value) -> Vec<Problem>;

/// The files that hold such problems, and how each is read.
pub(super) const READERS: &[(&str, Reader)] = &[("solutions.json", discrete), ("genius_itex_cypress.json", weighted)];

const SOLUTIONS: [&str; 4] = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];

/// Problems whose options are valued in eighths.
fn discrete(file: &Value) -> Vec<Problem> {
    let eighths = |value: &Value| format!("{value}/8");
    let problem = |value: &Value| Problem {
        name: value["name"].as_str().unwrap_or_default().to_owned(),
        worth: paired(&value["values_a_eighths"], &value["values_b_eighths"], eighths),
        reservation: reservation(value),
        frontier: list(&value["frontier"]),
        rational_size: list(&value["rational_frontier"]).len(),
        solutions: SOLUTIONS.iter().filter(|name| !value[**name].is_null()).map(|&name| (name, list(&value[name]))).collect(),
    };
    file["discrete"].as_array().into_iter().flatten().map(problem).collect()
}

/// A domain whose issues have weights and evaluations, with answers for several reservations.
fn weighted(file: &Value) -> Vec<Problem> {
    let worth: Vec<Vec<[String; 2]>> = file["issues"].as_array().into_iter().flatten().map(weighted_issue).collect();
    let problem = |value: &Value| Problem {
        name: format!("{} at {}", file["name"].as_str().unwrap_or_default(), value["reservation"]),
        worth: worth.clone(),
        reservation: reservation(value),
        frontier: list(&file["frontier"]),
        rational_size: value["rational_frontier_size"].as_u64().unwrap_or_default() as usize,
        solutions: SOLUTIONS.iter().filter(|name| !value[**name].is_null()).map(|&name| (name, list(&value[name]))).collect(),
    };
    file["solutions"].as_array().into_iter().flatten().map(problem).collect()
}

/// What an option is worth: the issue's weight × its evaluation ÷ the largest evaluation, as a fraction.
fn weighted_issue(issue: &Value) -> Vec<[String; 2]> {
    let options: Vec<&Value> = issue["options"].as_array().into_iter().flatten().collect();
    let of = |weight: &str, evaluation: &str| -> Vec<String> {
        let (weight, scale) = scaled(&issue[weight].to_string());
        let evaluations: Vec<i128> =
            options.iter().map(|option| option[evaluation].as_f64().unwrap_or_default() as i128).collect();
        let largest = evaluations.iter().max().copied().unwrap_or(1);
        evaluations.iter().map(|evaluation| format!("{}/{}", weight * evaluation, scale * largest)).collect()
    };
    of("weight_a", "eval_a").into_iter().zip(of("weight_b", "eval_b")).map(|(a, b)| [a, b]).collect()
}

/// A decimal as a whole number and the power of ten that it is divided by.
fn scaled(decimal: &str) -> (i128, i128) {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits = format!("{whole}{part}").parse().expect("the weights of the file are plain decimals");
    (digits, 10i128.pow(part.len() as u32))
}

fn paired(a: &Value, b: &Value, text: impl Fn(&Value) -> String) -> Vec<Vec<[String; 2]>> {
    let issues = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let pair = |(a, b): (&Value, &Value)| [text(a), text(b)];
    issues(a).iter().zip(&issues(b)).map(|(a, b)| issues(a).iter().zip(&issues(b)).map(pair).collect()).collect()
}

fn reservation(value: &Value) -> [String; 2] {
    [0, 1].map(|party| value["reservation"][party].to_string())
}

impl Problem {
    /// The problem as a case: one judgement that gives points to every option.
    pub(super) fn case(&self) -> Value {
        let issues: Vec<Value> =
            self.worth.iter().enumerate().map(|(issue, options)| issue_entry(issue, options.len())).collect();
        case(&self.name, issues, [self.preference(0), self.preference(1)])
    }

    fn preference(&self, party: usize) -> Value {
        let issue = |options: &Vec<[String; 2]>| -> Value {
            options
                .iter()
                .enumerate()
                .map(|(option, worth)| (format!("o{option}"), json!(worth[party])))
                .collect::<Map<_, _>>()
                .into()
        };
        let points: Map<String, Value> =
            self.worth.iter().enumerate().map(|(at, options)| (format!("i{at}"), issue(options))).collect();
        let reservation = self.reservation[party].clone();
        json!({
            "points": { "issues": points, "reason": "known" },
            "limit": { "range": reservation, "reason": "known" },
        })
    }
}

/// An issue of so many options, as the case file states it.
pub(super) fn issue_entry(issue: usize, options: usize) -> Value {
    let options: Vec<String> = (0..options).map(|option| format!("o{option}")).collect();
    json!({ "id": format!("i{issue}"), "options": options })
}

/// A public textbook case of two parties with one judgement.
pub(super) fn case(title: &str, issues: Vec<Value>, [a, b]: [Value; 2]) -> Value {
    json!({
        "zopa": 1, "title": title, "nature": "textbook", "default_access": "public",
        "parties": [{ "id": "a" }, { "id": "b" }],
        "issues": issues,
        "judgements": [{ "id": "known", "author": "known answer", "preferences": { "a": a, "b": b } }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_evaluations_become_fractions() {
        let issue = json!({ "weight_a": 0.25, "weight_b": 1, "options": [{ "eval_a": 2.0, "eval_b": 1.0 }, { "eval_a": 4.0, "eval_b": 0.0 }] });
        assert_eq!(weighted_issue(&issue), [["50/400", "1/1"], ["100/400", "0/1"]].map(|pair| pair.map(str::to_owned)));
    }
}
