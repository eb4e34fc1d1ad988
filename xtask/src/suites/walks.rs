//! People at the server's pages, in a real browser: `xtask/browser/` holds what they do.

use std::process::Command;

use crate::process::run;
use crate::repository::Repository;
use crate::suite::{Shortfall, Verdict};
use crate::table::serve;
use crate::tools::{need, need_one_of};

/// What is walked: one file each, with a server of its own.
const WALKS: &[&str] = &["workbench", "table", "class"];

pub(crate) fn check(repository: &Repository) -> Verdict {
    let node = need("node", "install Node.js 18 or newer (apt-get install nodejs npm)")?;
    let chromium = need_one_of(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium")?;
    let rules = repository.root.join("xtask/browser");
    if !rules.join("node_modules/playwright-core").is_dir() {
        return Err(Shortfall::Missing { tool: "playwright-core".into(), remedy: "npm ci --prefix xtask/browser".into() });
    }
    let program = repository.program()?;
    for walk in WALKS {
        let folder = repository.scratch(&format!("walk-{walk}"))?;
        let server = serve(&program, &folder).map_err(Shortfall::Failed)?;
        let (address, token) = server.link();
        let mut command = Command::new(&node);
        command.arg(rules.join(format!("{walk}.mjs"))).args([address, token]).arg(&folder).env("CHROMIUM", &chromium);
        run(&mut command)?;
    }
    Ok(format!("{}; pictures in target/xtask/walk-…", WALKS.join(", ")))
}
