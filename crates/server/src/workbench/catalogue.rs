//! What is ready: cases, strategies, protocols.

use std::sync::LazyLock;

use serde::Serialize;
use utoipa::ToSchema;
use zopa_arena::strategy::Parameter;
use zopa_arena::{bidding, protocol};
use zopa_dossier::case::Nature;
use zopa_dossier::{Dossier, catalog};

use crate::json::Json;
use crate::session::Analyst;

/// A ready case.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct ReadyCase {
    name: &'static str,
    title: &'static str,
    /// `real`, `invented`, or `textbook`.
    nature: &'static str,
    summary: &'static str,
}

/// A strategy.
#[derive(Serialize, ToSchema)]
pub(crate) struct StrategyEntry {
    name: &'static str,
    title: &'static str,
    source: &'static str,
    /// How faithful it is to its source.
    label: String,
    parameters: Vec<ParameterEntry>,
}

/// A protocol.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProtocolEntry {
    name: &'static str,
    title: &'static str,
    source: &'static str,
    /// Who hears what.
    discloses: &'static str,
    /// What an agreement is, and whom it binds.
    settles: &'static str,
    parameters: Vec<ParameterEntry>,
}

/// Something that may be set.
#[derive(Serialize, ToSchema)]
pub(crate) struct ParameterEntry {
    name: &'static str,
    default: f64,
    least: f64,
    most: f64,
    meaning: &'static str,
}

impl From<&Parameter> for ParameterEntry {
    fn from(one: &Parameter) -> Self {
        Self { name: one.name, default: one.default, least: one.least, most: one.most, meaning: one.meaning }
    }
}

/// Read once: the cases do not change while the program runs.
static READY: LazyLock<Vec<ReadyCase>> = LazyLock::new(|| {
    let nature = |entry: &catalog::CatalogEntry| match Dossier::read(entry.name, entry.bytes).map(|dossier| dossier.case().nature)
    {
        Ok(Nature::Real) => "real",
        Ok(Nature::Textbook) => "textbook",
        Ok(Nature::Invented) | Err(_) => "invented",
    };
    let ready = |entry: &catalog::CatalogEntry| ReadyCase {
        name: entry.name,
        title: entry.title,
        nature: nature(entry),
        summary: entry.teaches,
    };
    catalog::entries().iter().map(ready).collect()
});

/// The ready cases.
#[utoipa::path(get, path = "/api/catalog", tag = "workbench", responses((status = OK, body = Vec<ReadyCase>)))]
pub(crate) async fn cases(_: Analyst) -> Json<Vec<ReadyCase>> {
    Json(READY.clone())
}

/// The strategies that can sit at a table.
#[utoipa::path(get, path = "/api/strategies", tag = "workbench", responses((status = OK, body = Vec<StrategyEntry>)))]
pub(crate) async fn strategies(_: Analyst) -> Json<Vec<StrategyEntry>> {
    let entry = |entry: &&'static bidding::Entry| StrategyEntry {
        name: entry.name,
        title: entry.title,
        source: entry.source,
        label: entry.fidelity.to_string(),
        parameters: entry.parameters.iter().map(ParameterEntry::from).collect(),
    };
    Json(bidding::ALL.iter().map(entry).collect())
}

/// The protocols of the arena.
#[utoipa::path(get, path = "/api/protocols", tag = "workbench", responses((status = OK, body = Vec<ProtocolEntry>)))]
pub(crate) async fn protocols(_: Analyst) -> Json<Vec<ProtocolEntry>> {
    let entry = |entry: &&'static protocol::Entry| ProtocolEntry {
        name: entry.name,
        title: entry.title,
        source: entry.source,
        discloses: entry.discloses,
        settles: entry.settles,
        parameters: entry.parameters.iter().map(ParameterEntry::from).collect(),
    };
    Json(protocol::ALL.iter().map(entry).collect())
}
