//! The table on the web: a workbench for analysts, and a confidential place for parties and a mediator.
//!
//! ```text
//! Config ──open──▶ State ──app──▶ Router ──serve(listener, shutdown)──▶ (until it is told to stop)
//! request ──guard──▶ session ──▶ AtTable (who may be here) ──▶ zopa_table ──▶ Store (one writer) ──▶ answer
//! ```
//!
//! This door does no thinking: rooms decide, it keeps, seals, and shows each only what is theirs.

mod account;
mod app;
mod backup;
mod cabinet;
mod class;
mod clock;
mod config;
mod events;
mod guard;
mod hall;
mod json;
mod keys;
mod mcp;
mod metrics;
mod pages;
mod problem;
mod serve;
mod session;
mod state;
mod store;
mod tables;
mod throttle;
mod workbench;

pub use app::{app, openapi};
pub use backup::back_up;
pub use config::{CannotStart, Config};
pub use mcp::{Holder, ToolSummary, tools};
pub use serve::{Secured, serve};
pub use state::State;
