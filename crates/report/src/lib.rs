//! What people see of an analysis: one [`Document`], shown as JSON, as terminal text, as an offline HTML page, as a
//! printed brief and as charts.
//!
//! Everything here is a pure function of a `Document`: no files, no clock, no environment, no path or user name.
//! The same document gives the same bytes on every machine.
//!
//! [`assemble()`] makes a [`Document`] of what `dossier` and `analysis` found, and everything else follows from it:
//! [`to_json`], [`terminal()`], [`html()`], [`brief`], and the pictures of [`chart`].

mod anchor;
pub mod answers;
mod assemble;
pub mod bench;
pub mod chart;
pub mod class;
mod diagnostics;
pub mod document;
mod exchange;
mod forecast;
mod html;
mod json;
mod memoranda;
mod roadmap;
mod stability;
mod talks;
mod telling;
mod terminal;
mod tournament;
mod words;

pub use assemble::{FieldSubject, Subject, document as assemble, field_document as assemble_field, remark_view};
pub use diagnostics::{DiagnosticView, LabelView};
pub use document::Document;
pub use exchange::{
    ExchangeDocument, ExchangeSubject, charts as exchange_charts, document as assemble_exchange, html as exchange_html,
    json as exchange_json, terminal as exchange_terminal,
};
pub use forecast::{
    Asked as ForecastAsked, ForecastDocument, document as assemble_forecast, html as forecast_html, json as forecast_json,
    terminal as forecast_terminal,
};
pub use html::{brief, html};
pub use json::{schema, to_json};
pub use memoranda::{
    Versions as MemorandumVersions, html as memoranda_html, json as memoranda_json, terminal as memoranda_terminal,
};
pub use roadmap::{
    RoadmapDocument, RoadmapSubject, assemble as assemble_roadmap, charts as roadmap_charts, html as roadmap_html,
    json as roadmap_json, terminal as roadmap_terminal,
};
pub use stability::{
    Found as FoundStability, StabilityDocument, document as assemble_stability, html as stability_html, json as stability_json,
    terminal as stability_terminal,
};
pub use talks::{Talks, html as talks_html, picture as talks_picture, terminal as talks_terminal};
pub use terminal::{Styling, Width, field_check, terminal};
pub use tournament::{
    citation as tournament_citation, html as tournament_html, json as tournament_json, payoff_csv, standings_csv, standings_tex,
    terminal as tournament_terminal,
};
pub use words::{draws_in_words, outcomes_in_words, share_in_words, status_word, verdict};
