//! What there is: cases, formats, protocols, strategies.

use pyo3::prelude::*;
use zopa_arena::strategy::Parameter;
use zopa_arena::{bidding, protocol};
use zopa_dossier::catalog;
use zopa_dossier::formats::Format;

/// A setting: name, usual value, least, most, meaning.
type Setting = (String, f64, f64, f64, String);

fn settings(parameters: &[Parameter]) -> Vec<Setting> {
    parameters.iter().map(|one| (one.name.to_owned(), one.default, one.least, one.most, one.meaning.to_owned())).collect()
}

/// The version of zopa.
#[pyfunction]
pub(crate) fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The ready cases by name.
#[pyfunction]
pub(crate) fn cases() -> Vec<String> {
    catalog::entries().iter().map(|entry| entry.name.to_owned()).collect()
}

/// The formats that scenarios are read and written in.
#[pyfunction]
pub(crate) fn formats() -> Vec<String> {
    Format::ALL.iter().map(|format| format.name().to_owned()).collect()
}

/// The strategies: name, what it does, its source, how near it is to that, its settings.
#[pyfunction]
pub(crate) fn strategies() -> Vec<(String, String, String, String, Vec<Setting>)> {
    bidding::ALL
        .iter()
        .map(|entry| {
            let label = entry.fidelity.to_string();
            (entry.name.to_owned(), entry.title.to_owned(), entry.source.to_owned(), label, settings(entry.parameters))
        })
        .collect()
}

/// The protocols: name, what it is, where its rules come from, who hears what, its settings.
#[pyfunction]
pub(crate) fn protocols() -> Vec<(String, String, String, String, Vec<Setting>)> {
    protocol::ALL
        .iter()
        .map(|entry| {
            let discloses = entry.discloses.to_owned();
            (entry.name.to_owned(), entry.title.to_owned(), entry.source.to_owned(), discloses, settings(entry.parameters))
        })
        .collect()
}
