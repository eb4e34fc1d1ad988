//! Tournaments, with strategies written in Python beside those of the catalogue.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use zopa_arena::tournament::{Draft, Fixture, Outsider, Record, Results, Tournament as Plan, Venue};
use zopa_arena::{Player, Seat};
use zopa_report::{Styling, Width};
use zopa_runner::tournament::{self, Run, Shard, Staged, Staging, Step};

use crate::error::{Raised, usage};
use crate::frame;
use crate::guest::{Guest, OnError, Place};
use crate::scenario::Scenario;

/// A plan with its scenarios.
#[pyclass(frozen, module = "zopa._zopa")]
pub(crate) struct Tournament {
    staging: Staging,
}

/// The records of a tournament or of a shard.
#[pyclass(frozen, module = "zopa._zopa")]
pub(crate) struct Records {
    plan: Plan,
    records: Vec<Record>,
    /// What follows from all of them; `None` of a shard.
    results: Option<Results>,
}

#[pymethods]
impl Tournament {
    /// The plan in TOML text, on these scenarios under the names that the plan gives them.
    #[new]
    fn new(plan: &str, scenarios: Vec<(String, Bound<'_, Scenario>)>) -> PyResult<Self> {
        let draft = Draft::read(plan).map_err(Raised::from)?;
        let staged = |(name, scenario): &(String, Bound<'_, Scenario>)| {
            Staged::new(name.clone(), name.clone(), scenario.get().subject().clone()).map_err(Raised::from)
        };
        let staged = scenarios.iter().map(staged).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { staging: Staging::of(&draft, staged).map_err(Raised::from)? })
    }

    /// The plan in a file.
    #[staticmethod]
    fn read(path: PathBuf, py: Python<'_>) -> PyResult<Self> {
        let staging = py.detach(|| Staging::read(&path)).map_err(Raised::from)?;
        Ok(Self { staging })
    }

    /// Number of sessions.
    #[getter]
    fn sessions(&self) -> u64 {
        self.staging.tournament.schedule.sessions()
    }

    /// The plan as it is kept beside the records.
    #[getter]
    fn plan(&self) -> String {
        self.staging.tournament.plan.frozen()
    }

    /// Plays what is missing of a shard in the folder `out`. `guests` make those whom the plan names as guests; `watch` is told
    /// after every session how many are done, and of how many.
    #[allow(clippy::too_many_arguments)]
    fn run(
        &self,
        out: PathBuf,
        shard: &str,
        threads: Option<usize>,
        guests: BTreeMap<String, Py<PyAny>>,
        on_error: &str,
        watch: Option<Py<PyAny>>,
        py: Python<'_>,
    ) -> PyResult<Records> {
        let shard: Shard =
            shard.parse().map_err(|error: String| usage(error, "give shard=(number, of), with the number from 1"))?;
        let threads = match threads {
            None => thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            Some(count) => NonZeroUsize::new(count).ok_or_else(|| usage("no thread plays anything", "give threads=1 or more"))?,
        };
        let on_error = OnError::named(on_error)?;
        let scenarios = &self.staging.tournament.plan.scenarios;
        let bring = |venue: &Venue, fixture: &Fixture<'_>, seat: Seat, name: &str| -> Result<Box<dyn Player>, Raised> {
            let Some(factory) = guests.get(name) else {
                return Err(crate::error::refused(format!("nobody brings the guest `{name}`"), "give its strategy"));
            };
            let rules = &self.staging.tournament.rules;
            let place = Place {
                brief: &venue.table().briefs[seat.0],
                party: &scenarios[fixture.scenario].parties[seat.0],
                deadline: rules.deadline,
                stream: rules.stream(fixture.stream, seat),
            };
            Python::attach(|py| Ok(Box::new(Guest::sit(place, factory.bind(py), on_error.clone())?) as Box<dyn Player>))
        };
        // Whoever is written in Python takes the interpreter for the whole session: two that hand it to and fro at every turn
        // would wait for each other more than they play.
        let around = |fixture: &Fixture<'_>, session: &mut dyn FnMut()| {
            let has_guest = fixture
                .seats
                .iter()
                .any(|&who| matches!(self.staging.tournament.contenders[who].outsider(), Some(Outsider::Guest(_))));
            if has_guest { Python::attach(|_| session()) } else { session() }
        };
        // Ctrl-C ends a session with somebody written in Python at its next turn, and nothing of it is kept.
        let wanted = || match on_error.trouble().take() {
            Some(error) => Err(Raised(error)),
            None if on_error.trouble().was_there() => Err(Raised(PyKeyboardInterrupt::new_err(()))),
            None => Ok(()),
        };
        let told = |step: Step| -> Result<(), Raised> {
            Python::attach(|py| {
                // Heard on the first thread alone, which is one of those that play.
                py.check_signals()?;
                match &watch {
                    Some(watch) => watch.call1(py, (step.done, step.of)).map(drop).map_err(Raised),
                    None => Ok(()),
                }
            })
        };
        let (folder, records) = py.detach(|| {
            let how = Run::<Raised> {
                shard,
                threads,
                guests: &bring,
                around: &around,
                resumed: &|_, _| (),
                wanted: &wanted,
                watch: &told,
            };
            tournament::run(&self.staging, &out, &how)
        })?;
        let plan = self.staging.tournament.clone();
        let results = (shard == Shard::WHOLE).then(|| py.detach(|| tournament::write(&folder, &plan, &records))).transpose();
        Ok(Records { results: results.map_err(Raised::from)?, plan, records })
    }
}

#[pymethods]
impl Records {
    /// Puts the shards in these folders together in `out`: the same files as a single run writes.
    #[staticmethod]
    fn merge(out: PathBuf, folders: Vec<PathBuf>, py: Python<'_>) -> PyResult<Self> {
        py.detach(|| {
            let (folder, plan, records) = tournament::merge(&out, &folders).map_err(Raised::from)?;
            let results = tournament::write(&folder, &plan, &records).map_err(Raised::from)?;
            Ok(Self { plan, records, results: Some(results) })
        })
    }

    /// Number of sessions.
    #[getter]
    fn sessions(&self) -> usize {
        self.records.len()
    }

    /// A row for each session and seat, as an Arrow table: the columns of `records.parquet`.
    fn table(&self, py: Python<'_>) -> PyResult<PyTable> {
        frame::records(py.detach(|| tournament::table(&self.plan, &self.records)))
    }

    /// The standings as JSON text.
    fn json(&self) -> PyResult<String> {
        Ok(zopa_report::tournament_json(self.results()?))
    }

    /// The standings in plain words.
    fn words(&self, columns: usize) -> PyResult<String> {
        Ok(zopa_report::tournament_terminal(self.results()?, Width::new(columns), Styling::Plain))
    }

    /// The standings as a page with pictures.
    fn html(&self) -> PyResult<String> {
        Ok(zopa_report::tournament_html(&self.plan.plan, self.results()?))
    }
}

impl Records {
    fn results(&self) -> PyResult<&Results> {
        self.results.as_ref().ok_or_else(|| usage("a shard has no standings", "put all shards together first"))
    }
}
