//! What a server is started with.

use std::fmt;

/// What a server is started with.
#[derive(Clone)]
pub struct Config {
    /// Where everything is kept: `sqlite://FILE?mode=rwc`, `sqlite::memory:`, or `postgres://…`.
    pub database: String,
    /// The operator's passphrase, which every key at rest is wrapped with. It is needed at every start.
    pub passphrase: String,
    /// The names with ports by which browsers reach this server, such as `127.0.0.1:8321`. Requests for others are refused.
    pub hosts: Vec<String>,
    /// Whether browsers reach it over TLS: its own, or that of a proxy before it.
    pub is_secure: bool,
}

/// Secrets are not shown.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("hosts", &self.hosts).field("is_secure", &self.is_secure).finish_non_exhaustive()
    }
}

/// Why a server cannot start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotStart {
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub way_out: String,
}

impl fmt::Display for CannotStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.way_out)
    }
}

impl std::error::Error for CannotStart {}
