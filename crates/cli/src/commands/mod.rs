//! One file for each command: the rooms answer, these ask and show.

pub(crate) mod analyse;
pub(crate) mod catalog;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod confirm;
pub(crate) mod convert;
pub(crate) mod debrief;
pub(crate) mod diff;
pub(crate) mod exchange;
pub(crate) mod forecast;
pub(crate) mod man;
pub(crate) mod mcp;
pub(crate) mod memorandum;
pub(crate) mod negotiate;
pub(crate) mod new;
pub(crate) mod replay;
pub(crate) mod roadmap;
pub(crate) mod schema;
pub(crate) mod seal;
pub(crate) mod serve;
pub(crate) mod sheet;
pub(crate) mod stability;
pub(crate) mod tournament;
pub(crate) mod unseal;
