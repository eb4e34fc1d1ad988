//! What was said, and where: the case file with its sources and spans, and the field's foreign formats.

pub mod amend;
pub mod amount;
mod as_of;
mod authorship;
pub mod case;
pub mod catalog;
mod compile;
pub mod date;
mod decode;
pub mod diagnostic;
mod difference;
mod disclosure;
mod dossier;
pub mod formats;
pub mod lists;
pub mod memorandum;
mod nearest;
mod parse;
pub mod path;
mod quotation;
mod register;
pub mod results;
pub mod schema;
pub mod sealed;
mod shape;
mod template;
mod tree;
mod validate;

pub use as_of::{Dropped, WhyDropped};
pub use authorship::{HEADER, Marked, marked, unconfirmed};
pub use compile::{
    Compiled, CompiledConflict, CompiledForecast, CompiledJudgement, IssueNames, Missing, MissingPart, Names, TradedAnyway,
};
pub use date::Date;
pub use decode::read as read_case;
pub use diagnostic::{Diagnostic, Label, Position, Severity, Span};
pub use difference::{Change, Difference, FieldChange, WhatChanged, difference};
pub use disclosure::{Audience, Disclosed, Omitted};
pub use dossier::Dossier;
pub use nearest::nearest;
pub use path::{CasePath, Step};
pub use quotation::{DASHES, QUOTATION_MARKS, Quotation, QuotationFinding, verify};
pub use register::{CompiledRegister, GivenList, Handover, RegisterOmitted};
pub use schema::{scenario_schema, schema};
pub use template::template;
pub use tree::Tree;
