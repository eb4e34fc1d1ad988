//! What is to be talked about, in which order.

use serde::{Deserialize, Serialize};

/// One item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Its number, from one; numbers are never used twice at a table.
    pub id: u32,
    /// What it is about.
    pub text: String,
    /// How far it has come.
    pub state: ItemState,
}

/// How far an item has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemState {
    /// Not begun.
    Open,
    /// Under way.
    Now,
    /// Finished.
    Done,
}
