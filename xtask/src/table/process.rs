//! The server as a process.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::http::Client;
use super::{Database, told};

/// The operator's passphrase, and that of every seat.
pub(crate) const PASSPHRASE: &str = "a passphrase for tests";

/// A server that runs.
pub(crate) struct Server {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
    token: String,
}

/// The file with the operator's passphrase.
fn passphrase_file(folder: &Path) -> Result<PathBuf, String> {
    let file = folder.join("passphrase");
    std::fs::write(&file, format!("{PASSPHRASE}\n")).map_err(told("cannot write the passphrase"))?;
    Ok(file)
}

impl Server {
    /// Starts one and waits until it listens. Its log goes to `log` in the folder.
    pub(crate) fn start(program: &Path, folder: &Path, database: &Database) -> Result<Self, String> {
        let log = std::fs::File::options().create(true).append(true).open(folder.join("log"));
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--json", "--passphrase-file"]).arg(passphrase_file(folder)?);
        match database {
            Database::File(file) => command.arg("--data").arg(file),
            Database::Address(address) => command.env("ZOPA_DATABASE", address),
        };
        command.env("ZOPA_LOG", "requests").stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child =
            command.stderr(log.map_err(told("cannot write the log"))?).spawn().map_err(told("cannot start the server"))?;
        let output = child.stdout.take().ok_or("the server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).map_err(told("the server says nothing"))?;
        let said: Value =
            serde_json::from_str(&line).map_err(|_| format!("the server did not start; see {}", folder.join("log").display()))?;
        let link = said["link"].as_str().ok_or("the server prints no link")?;
        let (address, token) = link.split_once("/open#").ok_or("the server prints another link")?;
        Ok(Self { child, address: address.trim_start_matches("http://").to_owned(), token: token.to_owned() })
    }

    /// Where it is, and the token of the operator's link.
    pub(crate) fn link(&self) -> (String, String) {
        (format!("http://{}", self.address), self.token.clone())
    }

    /// The operator, by the link that the server printed.
    pub(crate) fn operator(&self) -> Result<Client, String> {
        let mut operator = Client::new(&self.address);
        operator.enter("/api/session/open", &serde_json::json!({ "token": self.token }))?;
        Ok(operator)
    }

    /// Ends it without a word (SIGKILL).
    pub(crate) fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// How much processor time it used so far, in seconds.
    pub(crate) fn processor_seconds(&self) -> Option<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let after_name = stat.rsplit_once(')')?.1;
        let ticks: Vec<f64> = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse().ok()).collect();
        // Linux counts in hundredths of a second wherever this runs.
        Some(ticks.iter().sum::<f64>() / 100.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
