//! An answer with its views.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pyo3_arrow::PyTable;
use zopa_report::chart::{self, Chart};
use zopa_report::document::PointView;
use zopa_report::{Document as Analysis, ExchangeDocument, ForecastDocument, RoadmapDocument, StabilityDocument, Styling, Width};

use crate::error::usage;
use crate::frame;

/// One answer, whatever was asked.
pub(crate) enum Answered {
    Analysis(Box<Analysis>),
    Roadmap(Box<RoadmapDocument>),
    Exchange(Box<ExchangeDocument>),
    Stability(Box<StabilityDocument>),
    Forecast(Box<ForecastDocument>),
}

/// An answer: the same as JSON, as a page, in words, as pictures.
#[pyclass(frozen, module = "zopa._zopa")]
pub(crate) struct Document {
    pub(crate) answered: Answered,
    /// Whether a limit stopped a part of it.
    pub(crate) stopped: bool,
}

impl Document {
    fn charts(&self) -> Vec<Chart> {
        match &self.answered {
            Answered::Analysis(document) => chart::charts(document),
            Answered::Roadmap(document) => zopa_report::roadmap_charts(document),
            Answered::Exchange(document) => zopa_report::exchange_charts(document),
            Answered::Stability(_) | Answered::Forecast(_) => Vec::new(),
        }
    }

    fn analysis(&self) -> PyResult<&Analysis> {
        match &self.answered {
            Answered::Analysis(document) => Ok(document),
            _ => Err(usage("this answer has no frontier", "ask with analyse()")),
        }
    }

    /// The points of the frontier, the proven ones where a limit stopped it.
    fn frontier(&self) -> PyResult<&[PointView]> {
        let analysis = self.analysis()?;
        match &analysis.frontier {
            None => {
                let why = analysis.reason.clone().unwrap_or_else(|| "it was not asked for".to_owned());
                Err(usage(format!("there is no frontier: {why}"), "of a case with ranges ask analyse(point=\"centroid\")"))
            }
            Some(frontier) => Ok(&frontier.points),
        }
    }
}

#[pymethods]
impl Document {
    /// Whether a limit stopped a part of it.
    #[getter]
    fn stopped(&self) -> bool {
        self.stopped
    }

    /// The answer as JSON text: the same bytes as the command line's `--json`.
    fn json(&self) -> String {
        match &self.answered {
            Answered::Analysis(document) => zopa_report::to_json(document),
            Answered::Roadmap(document) => zopa_report::roadmap_json(document),
            Answered::Exchange(document) => zopa_report::exchange_json(document),
            Answered::Stability(document) => zopa_report::stability_json(document),
            Answered::Forecast(document) => zopa_report::forecast_json(document),
        }
    }

    /// The answer as one page that needs no network: the same bytes as the command line's `--report`.
    fn html(&self) -> String {
        match &self.answered {
            Answered::Analysis(document) => zopa_report::html(document),
            Answered::Roadmap(document) => zopa_report::roadmap_html(document),
            Answered::Exchange(document) => zopa_report::exchange_html(document),
            Answered::Stability(document) => zopa_report::stability_html(document),
            Answered::Forecast(document) => zopa_report::forecast_html(document),
        }
    }

    /// The answer in plain words, at most so many columns wide.
    fn words(&self, columns: usize) -> String {
        let (width, styling) = (Width::new(columns), Styling::Plain);
        match &self.answered {
            Answered::Analysis(document) => zopa_report::terminal(document, width, styling),
            Answered::Roadmap(document) => zopa_report::roadmap_terminal(document, width, styling),
            Answered::Exchange(document) => zopa_report::exchange_terminal(document, width, styling),
            Answered::Stability(document) => zopa_report::stability_terminal(document, width, styling),
            Answered::Forecast(document) => zopa_report::forecast_terminal(document, width, styling),
        }
    }

    /// The pictures as (name, title, SVG), each SVG with its own style.
    fn pictures(&self) -> Vec<(String, String, String)> {
        self.charts().into_iter().map(|one| (one.name, one.title, chart::standalone(&one.wide))).collect()
    }

    /// The frontier's utilities as the bytes of doubles, row by row: points × parties.
    fn frontier_utilities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes: Vec<u8> =
            self.frontier()?.iter().flat_map(|point| &point.utilities).flat_map(|utility| utility.to_ne_bytes()).collect();
        Ok(PyBytes::new(py, &bytes))
    }

    /// The frontier as an Arrow table: utilities, fractions, options.
    fn frontier_table(&self) -> PyResult<PyTable> {
        let analysis = self.analysis()?;
        frame::points(&analysis.parties, &analysis.space.issues, self.frontier()?)
    }
}
