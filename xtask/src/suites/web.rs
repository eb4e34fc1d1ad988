//! The pages of the server: their types and translations, and that what is committed is what their sources build to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::run;
use crate::repository::{Repository, failed};
use crate::suite::{Shortfall, Verdict, verdict};
use crate::tools::need;

pub(crate) fn check(repository: &Repository) -> Verdict {
    need("node", "install Node.js 20.19 or newer")?;
    let npm = need("npm", "install npm")?;
    let web = repository.root.join("web");
    if !web.join("node_modules/vite").is_dir() {
        return Err(Shortfall::Missing { tool: "vite".into(), remedy: "npm ci --prefix web".into() });
    }
    run(Command::new(&npm).args(["run", "--silent", "check"]).current_dir(&web))?;
    let fresh = repository.scratch("web")?;
    run(Command::new(&npm)
        .args(["run", "--silent", "build", "--", "--emptyOutDir", "--logLevel", "warn", "--outDir"])
        .arg(&fresh)
        .current_dir(&web))?;
    let (committed, built) = (files(&web.join("dist"))?, files(&fresh)?);
    let names = committed.keys().chain(built.keys());
    let mut other: Vec<String> = names
        .filter(|name| committed.get(*name) != built.get(*name))
        .map(|name| format!("web/dist/{}: not what the sources build to; run `npm run build` in web/", name.display()))
        .collect();
    other.sort();
    other.dedup();
    verdict(other, format!("{} files of web/dist are what the sources build to", built.len()))
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Shortfall> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).map_err(|error| failed("read", &next, &error))? {
            let path = entry.map_err(|error| failed("read", &next, &error))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
                found.insert(name, fs::read(&path).map_err(|error| failed("read", &path, &error))?);
            }
        }
    }
    Ok(found)
}
