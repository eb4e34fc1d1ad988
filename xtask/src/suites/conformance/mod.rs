//! Known answers from outside of this repository, put to the program as people run it.
//!
//! The folder is not part of the repository (it lies beside it, or is given to `cargo xtask conformance`), so a
//! machine without it skips this suite, and nothing of it is copied.

mod answers;
mod conflicts;
mod exchange;
mod forecasts;
mod points;
mod problem;
mod rankings;
mod scenarios;
mod steps;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::process::capture;
use crate::repository::{Repository, failed};
use crate::suite::{Shortfall, Verdict, verdict};

pub(crate) fn check(repository: &Repository) -> Verdict {
    let answers = &repository.answers;
    if !answers.is_dir() {
        return Err(Shortfall::NothingToDo("no folder of known answers; `cargo xtask conformance DIR` takes one".into()));
    }
    let peer = Peer { program: &repository.program()?, folder: &repository.scratch("conformance")? };
    let mut faults = Vec::new();
    let mut held = 0;
    let mut hold = |name: &str, found: Vec<String>| {
        held += 1;
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    };
    if let Some(seed) = present(answers.join("seed")) {
        hold("quotations of istanbul-2025", quotations(&peer, &seed)?);
    }
    for (file, problems) in problem::READERS {
        if let Some(path) = present(answers.join("fixtures").join(file)) {
            for problem in problems(&read(&path)?) {
                hold(&format!("{file}, {}", problem.name), answers::compare(&peer, &problem)?);
            }
        }
    }
    if let Some(path) = present(answers.join("fixtures/rank_weights.json")) {
        hold("rank_weights.json", rankings::compare(&peer, &read(&path)?)?);
    }
    if let Some(path) = present(answers.join("fixtures/gmcr.json")) {
        for conflict in read(&path)?["conflicts"].as_array().into_iter().flatten() {
            hold(&format!("gmcr.json, {}", conflict["name"]), conflicts::compare(&peer, conflict)?);
        }
    }
    if let Some(path) = present(answers.join("fixtures/spatial_eu_emissions.json")) {
        hold("spatial_eu_emissions.json", forecasts::baselines(&peer, &read(&path)?)?);
    }
    if let Some(path) = present(answers.join("fixtures/ktab_first_turn.json")) {
        hold("ktab_first_turn.json", forecasts::first_turn(&peer, &read(&path)?)?);
    }
    if let Some(path) = present(answers.join("fixtures/step_chains.json")) {
        for (at, chain) in read(&path)?["cases"].as_array().into_iter().flatten().enumerate() {
            hold(&format!("step_chains.json, {}", at + 1), steps::compare(&peer, chain)?);
        }
    }
    if let Some(path) = present(answers.join("fixtures/category_exchange.json")) {
        hold("category_exchange.json", exchange::categories(&peer, &read(&path)?)?);
    }
    if let Some(path) = present(answers.join("fixtures/safe_exchange.json")) {
        hold("safe_exchange.json", exchange::handovers(&peer, &read(&path)?)?);
    }
    if let Some(path) = present(answers.join("scenarios/expected.jsonl")) {
        for line in scenarios::lines(&path)? {
            hold(&line.name, line.compare(peer.program, &answers.join("scenarios"))?);
        }
    }
    verdict(faults, format!("{held} known answers"))
}

fn present(path: std::path::PathBuf) -> Option<std::path::PathBuf> {
    path.exists().then_some(path)
}

fn read(path: &Path) -> Result<Value, Shortfall> {
    let text = std::fs::read_to_string(path).map_err(|error| failed("read", path, &error))?;
    serde_json::from_str(&text).map_err(|error| failed("understand", path, &error))
}

/// Every quotation of the case stands in the text that it is from, and there is one.
fn quotations(peer: &Peer, texts: &Path) -> Result<Vec<String>, Shortfall> {
    let mut command = Command::new(peer.program);
    let finished = capture(command.args(["check", "istanbul-2025", "--json", "--texts"]).arg(texts))?;
    let told: Value = serde_json::from_str(&finished.output)
        .map_err(|error| Shortfall::Failed(format!("zopa check --json printed no JSON: {error}\n{}", finished.errors)))?;
    let verified = |quotation: &&Value| quotation["state"] == "verified";
    let count = told["quotations"].as_array().into_iter().flatten().filter(verified).count();
    let fault = match (finished.status.success(), count) {
        (false, _) => Some(format!("zopa check ended with {}: {}", finished.status, told["diagnostics"])),
        (true, 0) => Some(format!("no quotation was verified: {}", told["quotations"])),
        (true, _) => None,
    };
    Ok(fault.into_iter().collect())
}

/// The program, and a folder for the cases that are put to it.
struct Peer<'a> {
    program: &'a Path,
    folder: &'a Path,
}

impl Peer<'_> {
    /// What `zopa analyse --json` says of a case, with few draws, as no answer here depends on them. JSON is YAML, so
    /// the case is written as JSON.
    fn analyse(&self, name: &str, case: &Value, flags: &[&str]) -> Result<Value, Shortfall> {
        self.ask("analyse", name, case, &[&["--draws=100"], flags].concat())
    }

    /// What `zopa VERB --json` says of a case.
    fn ask(&self, verb: &str, name: &str, case: &Value, flags: &[&str]) -> Result<Value, Shortfall> {
        let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let path = self.folder.join(format!("{name}.yaml"));
        std::fs::write(&path, case.to_string()).map_err(|error| failed("write", &path, &error))?;
        let mut command = Command::new(self.program);
        let told = capture(command.arg(verb).arg(&path).arg("--json").args(flags))?.text()?;
        serde_json::from_str(&told).map_err(|error| Shortfall::Failed(format!("zopa {verb} --json printed no JSON: {error}")))
    }
}
