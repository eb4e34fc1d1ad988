//! The file that lets a program in: first a link, then the session that it opened.
//!
//! ```text
//! http://127.0.0.1:8321/seat#…            afterwards: server = http://127.0.0.1:8321
//! passphrase = a few words of your choice             session = …
//!                                                     table = …  and  seat = 1,  or  name = …
//!                                                     passphrase = a few words of your choice
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use hyper::Method;
use hyper::header::SET_COOKIE;
use serde_json::{Value, json};

use super::super::http::{Answer, Server};
use crate::exit::Failure;

/// The largest such file, in bytes.
const LARGEST: u64 = 10_000;
/// What may stand in one.
const KEYS: [&str; 7] = ["link", "server", "session", "table", "seat", "name", "passphrase"];

/// What such a file says. It has no printed form.
pub(super) struct Pass(BTreeMap<&'static str, String>);

impl Pass {
    /// Reads a file that only its owner may read.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| {
            let way_out = "write the link into a file, and the passphrase below it: see docs/mcp.md";
            Failure::usage(format!("cannot read `{}`: {error}", file.display()), way_out)
        };
        let opened = fs::File::open(file).map_err(failed)?;
        private(file, &opened.metadata().map_err(failed)?)?;
        let mut text = String::new();
        opened.take(LARGEST).read_to_string(&mut text).map_err(failed)?;
        let mut pass = BTreeMap::new();
        for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let is_link = line.starts_with("http://") || line.starts_with("https://");
            let pair =
                if is_link { Some(("link", line)) } else { line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) };
            let known = pair.and_then(|(key, value)| Some((KEYS.into_iter().find(|known| *known == key)?, value)));
            let (key, value) = known.ok_or_else(|| {
                Failure::usage(
                    format!("line {number} of `{}` is neither a link nor one of {}", file.display(), KEYS.join(", ")),
                    "write the link on a line of its own, and `passphrase = …` on another",
                )
            })?;
            pass.insert(key, value.to_owned());
        }
        Ok(Self(pass))
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The server with the token of a session there: the one that is kept where it still stands, else a new one.
    pub(super) async fn session(mut self, file: &Path) -> Result<(Server, String), Failure> {
        let link = self.get("link").map(str::to_owned);
        if let Some(link) = &link {
            let (address, page, token) = parts(link)?;
            let server = Server::at(address)?;
            // A link opens once: what it opens has to find its place.
            self.write(file)?;
            let answer = self.join(&server, page, token).await?;
            self.0.remove("link");
            self.0.insert("server", address.to_owned());
            return self.keep(file, server, answer);
        }
        let nothing = || Failure::usage("the file holds neither a link nor a server", "write the link into it: see docs/mcp.md");
        let server = Server::at(self.get("server").ok_or_else(nothing)?)?;
        if let Some(token) = self.get("session") {
            let who = server.ask(Method::GET, "/api/session", Some(token), None).await?.good()?;
            if who.body["role"] != "nobody" {
                let token = token.to_owned();
                return Ok((server, token));
            }
        }
        let log_in = match (self.get("passphrase"), self.get("table"), self.get("seat"), self.get("name")) {
            (Some(passphrase), Some(table), Some(seat), _) => {
                let seat: u32 = seat.parse().map_err(|_| Failure::usage("the seat in the file is no number", "count from 1"))?;
                json!({ "table": table, "seat": seat, "passphrase": passphrase })
            }
            (Some(passphrase), _, _, Some(name)) => json!({ "name": name, "passphrase": passphrase }),
            _ => {
                return Err(Failure::usage(
                    "the session in the file has ended, and there is nothing to log in with",
                    "ask for a fresh link, and write it into the file in place of what is there",
                ));
            }
        };
        let answer = server.ask(Method::POST, "/api/session/login", None, Some(&log_in)).await?.good()?;
        self.keep(file, server, answer)
    }

    /// Opens the link, which works once.
    async fn join(&self, server: &Server, page: &str, token: &str) -> Result<Answer, Failure> {
        if page == "/open" {
            return server.ask(Method::POST, "/api/session/open", None, Some(&json!({ "token": token }))).await?.good();
        }
        let passphrase = self.get("passphrase").ok_or_else(|| {
            Failure::usage(
                "the file gives no passphrase for the seat",
                "add a line `passphrase = …` with a few words of your choice: the seat is logged in with it later",
            )
        })?;
        let given = json!({ "token": token, "passphrase": passphrase });
        server.ask(Method::POST, "/api/session/invitation", None, Some(&given)).await?.good()
    }

    /// Keeps the session that was opened in the file, and says it.
    fn keep(mut self, file: &Path, server: Server, answer: Answer) -> Result<(Server, String), Failure> {
        let cookie = answer.headers.get(SET_COOKIE).and_then(|cookie| cookie.to_str().ok());
        let token = cookie.and_then(|cookie| cookie.strip_prefix("zopa_session=")?.split(';').next());
        let odd = || Failure::usage("the server opened no session", "see whether it is of the same version");
        let token = token.filter(|token| !token.is_empty()).ok_or_else(odd)?.to_owned();
        self.0.insert("session", token.clone());
        let text = |value: &Value| value.as_str().map(str::to_owned).or_else(|| value.as_u64().map(|number| number.to_string()));
        for key in ["table", "seat", "name"] {
            if let Some(value) = text(&answer.body[key]) {
                self.0.insert(key, value);
            }
        }
        self.write(file)?;
        Ok((server, token))
    }

    /// Writes the file anew, whole or not at all, for its owner alone.
    fn write(&self, file: &Path) -> Result<(), Failure> {
        let mut text = "# Kept by `zopa mcp`. Whoever reads this file can act in its place.\n".to_owned();
        for key in KEYS {
            if let Some(value) = self.get(key) {
                text.push_str(&format!("{key} = {value}\n"));
            }
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = file.with_file_name(format!(".{name}.part"));
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&beside).and_then(|mut new| new.write_all(text.as_bytes()).and_then(|()| new.sync_all()));
        written.and_then(|()| fs::rename(&beside, file)).map_err(|error| {
            let _ = fs::remove_file(&beside);
            Failure::usage(
                format!("cannot write `{}`: {error}", file.display()),
                "the link was used: ask for a fresh one, and put the file where it may be written",
            )
        })
    }
}

/// Address, page and token of a link.
fn parts(link: &str) -> Result<(&str, &str, &str), Failure> {
    let odd = || {
        Failure::usage(
            "the link in the file is none of a seat, an analyst or the operator",
            "copy the whole link, with what follows `#`",
        )
    };
    let (before, token) = link.split_once('#').ok_or_else(odd)?;
    let at = before.find("://").map(|at| at + 3).ok_or_else(odd)?;
    let slash = before[at..].find('/').map(|slash| at + slash).ok_or_else(odd)?;
    let (address, page) = before.split_at(slash);
    match page {
        "/seat" | "/open" if !token.is_empty() => Ok((address, page, token)),
        _ => Err(odd()),
    }
}

/// Others on the same machine may not read the file.
#[cfg(unix)]
fn private(file: &Path, about: &fs::Metadata) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    match about.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => Err(Failure::usage(
            format!("others on this machine may read `{}`, and with it take the seat", file.display()),
            format!("chmod 600 {}", file.display()),
        )),
    }
}

#[cfg(not(unix))]
fn private(_: &Path, _: &fs::Metadata) -> Result<(), Failure> {
    Ok(())
}
