//! From a case and a question to a document: the way that every door goes.
//!
//! ```text
//! Dossier ──Seen──▶ what an audience may see, as of a day ──compiled──▶ judgements ──▶ study, roadmap, exchange ──▶ document
//! ```
//!
//! Doors open files and show documents; what lies between stands here once. Progress and stopping are the caller's
//! [`Watch`](zopa_analysis::uncertainty::Watch).

mod analysis;
mod conflicts;
mod exchange;
mod field;
mod refused;
mod roadmap;
mod seen;
mod talks;

pub use analysis::{Analysis, AnalysisQuestion, analysis, powers};
pub use conflicts::{StabilityQuestion, forecast, stability};
pub use exchange::{ExchangeAnswer, ExchangeQuestion, exchange};
pub use field::FieldReading;
pub use refused::{Refused, keep_named};
pub use roadmap::{RoadmapQuestion, roadmap};
pub use seen::{Seen, Texts, View};
pub use talks::{Drawing, HEADING, NoTable, SCENARIO, TalksSubject, drawn};
