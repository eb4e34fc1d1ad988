//! The field's own scenario files, read and analysed by the program as people run it, against independently computed
//! answers: one line of `expected.jsonl` for each folder and choice of parties.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::points::{ROUNDING, equal, list};
use crate::process::{Finished, capture};
use crate::repository::failed;
use crate::suite::Shortfall;

/// The solutions that every line names.
const SOLUTIONS: [&str; 4] = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];
/// Into how many steps amounts are cut: a multiple of what the known corners need.
const STEPS: &str = "20";

/// One line of known answers.
pub(super) struct Line {
    expected: Value,
    /// What people call it: its folder, with the parties where a folder has several lines.
    pub(super) name: String,
}

/// The lines of a file of known answers.
pub(super) fn lines(path: &Path) -> Result<Vec<Line>, Shortfall> {
    let text = std::fs::read_to_string(path).map_err(|error| failed("read", path, &error))?;
    let line = |text: &str| {
        let expected: Value = serde_json::from_str(text).map_err(|error| failed("understand", path, &error))?;
        let parties = texts(&expected["parties"]).join(", ");
        Ok(Line { name: format!("{} ({parties})", expected["path"].as_str().unwrap_or("?")), expected })
    };
    let mut lines = text.lines().filter(|text| !text.trim().is_empty()).map(line).collect::<Result<Vec<Line>, Shortfall>>()?;
    // Where a folder holds several domains, the same parties may have a line for the one they fit and a refusal for one they
    // do not. Nobody names a domain to the program, which takes the one that fits: the other line asks it nothing.
    let answered: Vec<String> =
        lines.iter().filter(|line| line.expected.get("refused").is_none()).map(|line| line.name.clone()).collect();
    lines.retain(|line| line.expected.get("refused").is_none() || !answered.contains(&line.name));
    Ok(lines)
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

impl Line {
    /// Where the program's answers differ from the known ones. `folder` holds the scenarios.
    pub(super) fn compare(&self, program: &Path, folder: &Path) -> Result<Vec<String>, Shortfall> {
        let finished = self.analyse(program, folder)?;
        let code = finished.status.code();
        if self.expected.get("refused").is_some() {
            return Ok(self.compare_refused(&finished));
        }
        if code != Some(0) {
            return Ok(vec![format!("ended with {}: {}", finished.status, finished.errors.trim())]);
        }
        let told: Value = match serde_json::from_str(&finished.output) {
            Ok(told) => told,
            Err(error) => return Ok(vec![format!("printed no JSON: {error}")]),
        };
        Ok(if self.expected.get("frontier_vertices").is_some() {
            self.compare_amounts(&told)
        } else {
            self.compare_points(&told)
        })
    }

    fn analyse(&self, program: &Path, folder: &Path) -> Result<Finished, Shortfall> {
        let mut command = Command::new(program);
        command.arg("analyse").arg(folder.join(self.expected["path"].as_str().unwrap_or_default())).arg("--json");
        for party in texts(&self.expected["parties"]) {
            command.args(["--party", party]);
        }
        if self.expected.get("frontier_vertices").is_some() {
            command.args(["--grid", STEPS]);
        }
        capture(&mut command)
    }

    /// What the definitions give no utility to is refused with a reason, or read with a repair that is told.
    fn compare_refused(&self, finished: &Finished) -> Vec<String> {
        let told: Option<Value> = serde_json::from_str(&finished.output).ok();
        let repairs = told.iter().flat_map(|told| told["field"]["remarks"].as_array().into_iter().flatten());
        let is_repaired = repairs.filter(|remark| remark["kind"] == "repair").count() > 0;
        match finished.status.code() {
            Some(2) if finished.errors.contains("way out:") => Vec::new(),
            Some(0) if is_repaired => Vec::new(),
            _ => vec![format!("ended with {} and says no reason: {}", finished.status, finished.errors.trim())],
        }
    }

    fn compare_points(&self, told: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        let expected = &self.expected;
        // GENIUS cuts utilities at 1: where that matters, this block is what the program's own reading must give.
        let cut = expected.get("clipped").unwrap_or(expected);
        self.number(&mut faults, "outcomes", &told["space"]["outcomes"], &expected["cardinality"]);
        self.number(&mut faults, "frontier size", &told["frontier"]["size"], &cut["frontier_size"]);
        self.number(&mut faults, "rational frontier size", &told["frontier"]["rational_size"], &cut["rational_frontier_size"]);
        if told["frontier"]["exact"] != Value::Bool(true) {
            faults.push("the frontier is not said to be exact".to_owned());
        }
        for name in SOLUTIONS.into_iter().filter(|name| *name != "nash" || !self.is_nash_zero()) {
            let (found, known) = (list(&told["solutions"][name]["points"]), list(&cut[name]));
            if !equal(&found, &known) {
                faults.push(format!("{name} is {found:?} where {known:?} is known"));
            }
        }
        if let Some(known) = cut.get("frontier") {
            let (found, known) = (list(&told["frontier"]["points"]), list(known));
            if !equal(&found, &known) {
                faults.push(format!("the frontier differs: {} points where {} are known", found.len(), known.len()));
            }
        }
        faults.extend(self.opposition(told));
        faults.extend(self.maxima(told));
        faults
    }

    /// Where the Nash product is 0 everywhere the known answers list all points, and our rule chooses among them.
    fn is_nash_zero(&self) -> bool {
        texts(&self.expected["notes"]).iter().any(|note| note.contains("product"))
    }

    fn number(&self, faults: &mut Vec<String>, what: &str, found: &Value, known: &Value) {
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if plain(found) != plain(known) {
            faults.push(format!("{what} is {found} where {known} is known"));
        }
    }

    fn opposition(&self, told: &Value) -> Option<String> {
        let (found, known) = (&told["opposition"], &self.expected["opposition"]);
        let is_equal = match (found.as_f64(), known.as_f64()) {
            (Some(found), Some(known)) => (found - known).abs() <= ROUNDING,
            (found, known) => found == known,
        };
        (!is_equal).then(|| format!("opposition is {found} where {known} is known"))
    }

    /// The proven maxima of boxes, as shares of what is declared.
    fn maxima(&self, told: &Value) -> Vec<String> {
        let of = |name: &str| self.expected[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect::<Vec<_>>();
        let known = of("true_maximum").into_iter().zip(of("declared_maximum"));
        let profiles = told["field"]["profiles"].as_array().into_iter().flatten();
        let compare = |(profile, (known, declared)): (&Value, (f64, f64))| {
            let greatest = &profile["greatest"];
            let is_met = greatest["exact"] == Value::Bool(true)
                && greatest["utility"].as_f64().is_some_and(|found| (found - known / declared).abs() <= ROUNDING);
            (!is_met).then(|| format!("the greatest of {} is {greatest} where {known}/{declared} is known", profile["party"]))
        };
        profiles.zip(known).filter_map(compare).collect()
    }

    /// Amounts: each party's optimum exactly, and the known corners of the frontier on the grid.
    fn compare_amounts(&self, told: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        let found = list(&told["frontier"]["points"]);
        for corner in list(&self.expected["frontier_vertices"]) {
            if !found.iter().any(|point| equal(std::slice::from_ref(point), std::slice::from_ref(&corner))) {
                faults.push(format!("the corner {corner:?} is not on the grid's frontier"));
            }
        }
        let maxima = self.expected["maxima"].as_array().into_iter().flatten();
        for (profile, known) in told["field"]["profiles"].as_array().into_iter().flatten().zip(maxima) {
            if profile["optimum"]["utility"].as_f64() != known.as_f64() {
                faults.push(format!("the optimum of {} is {} where {known} is known", profile["party"], profile["optimum"]));
            }
        }
        faults
    }
}
