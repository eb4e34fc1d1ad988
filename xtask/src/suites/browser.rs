//! The HTML report on screens and on paper: `xtask/browser/` holds the rules, Chromium renders.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::{capture, run};
use crate::repository::{Repository, failed};
use crate::suite::{Shortfall, Verdict};
use crate::tools::{need, need_one_of};

pub(crate) fn check(repository: &Repository) -> Verdict {
    let node = need("node", "install Node.js 18 or newer (apt-get install nodejs npm)")?;
    let chromium = need_one_of(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium")?;
    need("pdfinfo", "apt-get install poppler-utils")?;
    let rules = repository.root.join("xtask/browser");
    if !rules.join("node_modules/playwright-core").is_dir() {
        return Err(Shortfall::Missing { tool: "playwright-core".into(), remedy: "npm ci --prefix xtask/browser".into() });
    }
    let program = repository.program()?;
    let folder = repository.scratch("browser")?;
    let cases = cases(&program)?;
    for case in &cases {
        write(&program, case, &folder)?;
    }
    run(Command::new(node).arg(rules.join("check.mjs")).arg(&folder).env("CHROMIUM", chromium))?;
    Ok(format!("{} reports and briefs; pictures in target/xtask/browser", cases.len()))
}

/// Sections of a case with the verb that makes a page of them.
const PAGES_OF_THEIR_OWN: &[(&str, &str)] =
    &[("conflicts:", "stability"), ("forecasts:", "forecast"), ("conditions:", "roadmap"), ("register:", "exchange")];

/// The cases of the catalogue.
fn cases(program: &Path) -> Result<Vec<String>, Shortfall> {
    let listing = capture(Command::new(program).args(["catalog", "--json"]))?.text()?;
    let value: Value = serde_json::from_str(&listing)
        .map_err(|error| Shortfall::Failed(format!("zopa catalog --json printed no JSON: {error}")))?;
    let entries = value["cases"].as_array().into_iter().flatten();
    let names: Vec<String> = entries.filter_map(|case| Some(case["name"].as_str()?.to_owned())).collect();
    if names.is_empty() { Err(Shortfall::Failed("zopa catalog --json names no case".into())) } else { Ok(names) }
}

/// Writes the report and the brief of one case, and the pages of its sections that have one.
fn write(program: &Path, case: &str, folder: &Path) -> Result<(), Shortfall> {
    let [report, brief]: [PathBuf; 2] = ["report", "brief"].map(|kind| folder.join(format!("{case}.{kind}.html")));
    capture(Command::new(program).args(["analyse", case, "--report"]).arg(&report).arg("--brief").arg(&brief))?.text()?;
    let mut pages = vec![report, brief];
    let text = capture(Command::new(program).args(["catalog", case]))?.text()?;
    for (section, verb) in PAGES_OF_THEIR_OWN {
        if text.lines().any(|line| line.starts_with(section)) {
            let page = folder.join(format!("{case}.{verb}.report.html"));
            capture(Command::new(program).args([verb, case, "--report"]).arg(&page))?.text()?;
            pages.push(page);
        }
    }
    for written in pages {
        std::fs::metadata(&written).map_err(|error| failed("find", &written, &error))?;
    }
    Ok(())
}
