//! Who is at the other end: sessions, links that open once, passphrases.
//!
//! A session is an opaque token in a cookie; the database holds its hash. A seat's compartment key is wrapped three times: under
//! the seat's passphrase, under each of its sessions' tokens, and each of these together with the operator's key. So neither
//! the database nor the database with the operator's key opens a compartment; a running server can, while a request with the
//! seat's token or passphrase is in its hands.

mod cookie;
mod extract;
mod routes;
pub(crate) mod token;

use serde::{Deserialize, Serialize};
use zopa_arena::Seat;

pub(crate) use self::cookie::token as cookie_token;
pub(crate) use self::extract::{Analyst, AtTable, Mediator, Member, Operator, Party, Session, stands};
pub(crate) use self::routes::{Who, begin, recognised, router};
use crate::clock::now;
use crate::keys::{CannotOpen, Key};
use crate::state::State;
use crate::store::{Write, write};

/// How long a session lasts, in seconds: two weeks.
pub(crate) const SESSION_SECONDS: i64 = 14 * 24 * 3_600;
/// How long a link can be opened, in seconds: two weeks.
const LINK_SECONDS: i64 = 14 * 24 * 3_600;

/// Who somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub(crate) enum Subject {
    /// An analyst.
    Account {
        /// The account.
        id: String,
    },
    /// A seat of a table; seats are counted from one here.
    Seat {
        /// The table.
        table: String,
        /// The seat.
        seat: u32,
    },
    /// A part in a group of a class.
    Group {
        /// The class.
        class: String,
        /// The group, from one.
        group: u32,
        /// The part, from one.
        part: u32,
    },
}

impl Subject {
    /// As it is kept.
    pub(crate) fn written(&self) -> String {
        serde_json::to_string(self).expect("a subject is plain data")
    }
}

/// A link that opens once for `subject`: its token, and the statement that keeps its hash.
pub(crate) fn invite(subject: &Subject) -> (String, Write) {
    let token = token::fresh();
    let insert = "INSERT INTO invitations (hash, subject, expires) VALUES ($1, $2, $3)";
    let expires = now() + LINK_SECONDS;
    let kept = write(insert, vec![token::hash(&token).into(), subject.written().into(), expires.into()]);
    (token, kept)
}

/// The place of a compartment's key.
fn place(table: &str, seat: Seat) -> String {
    format!("compartment {table} {}", seat.0 + 1)
}

/// A compartment's key, wrapped under another key together with the operator's.
pub(crate) fn wrap(state: &State, under: &Key, compartment: &Key, table: &str, seat: Seat) -> Vec<u8> {
    compartment.wrap(&under.with(&state.operator, "compartment"), &place(table, seat))
}

/// A compartment's key from what was wrapped under another key.
pub(crate) fn unwrap(state: &State, under: &Key, wrapped: &[u8], table: &str, seat: Seat) -> Result<Key, CannotOpen> {
    under.with(&state.operator, "compartment").unwrap_key(&place(table, seat), wrapped)
}
