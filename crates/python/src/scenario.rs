//! A scenario of the field: every number of it, ready to be analysed and talked about.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use num_bigint::BigUint;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use zopa_analysis::Limits;
use zopa_arena::quality::Yardstick;
use zopa_arena::{Offer, Table};
use zopa_dossier::formats::{Asked, Files, Format, Grid, Meaning, Strictness, Tabulated};
use zopa_model::{Outcome as Point, OutcomeSpace, Threshold, Utility};
use zopa_report::answers::{self, FieldReading, TalksSubject};
use zopa_runner::folder;
use zopa_runner::source::{self, Unread};

use crate::document::{Answered, Document};
use crate::error::{Raised, usage};
use crate::interruptible::interruptible;
use crate::outcome::{Outcome, offer};
use crate::rules::Given;
use crate::session::{self, Session, Sitting};

/// Files by name, and what could not be carried.
type Written<'py> = (BTreeMap<String, Bound<'py, PyBytes>>, Vec<String>);

/// Every number of a scenario. Made from files, from zopa's own JSON, or by drawing from a case.
#[pyclass(frozen, module = "zopa._zopa")]
pub(crate) struct Scenario {
    subject: Arc<TalksSubject>,
    asked: Asked,
    tabulated: OnceLock<Arc<Tabulated>>,
    space: OnceLock<Arc<OutcomeSpace>>,
    tables: Mutex<BTreeMap<u32, Arc<Seated>>>,
}

/// A table with what its endings are measured with.
pub(crate) struct Seated {
    pub(crate) subject: Arc<TalksSubject>,
    pub(crate) table: Table,
    yardstick: OnceLock<Yardstick>,
}

impl Seated {
    /// Worked out when the first ending is measured.
    pub(crate) fn yardstick(&self) -> &Yardstick {
        self.yardstick.get_or_init(|| Yardstick::new(&self.table, &Limits::default()))
    }
}

impl Scenario {
    pub(crate) fn of(subject: TalksSubject) -> Self {
        Self::read(subject, Asked::default())
    }

    fn read(subject: TalksSubject, asked: Asked) -> Self {
        Self { subject: Arc::new(subject), asked, tabulated: OnceLock::new(), space: OnceLock::new(), tables: Mutex::default() }
    }

    pub(crate) fn subject(&self) -> &TalksSubject {
        &self.subject
    }

    fn name_of(&self) -> &str {
        &self.subject.scenario.name
    }

    fn tabulated(&self) -> PyResult<&Arc<Tabulated>> {
        if let Some(done) = self.tabulated.get() {
            return Ok(done);
        }
        let done = self
            .subject
            .scenario
            .tabulate(self.subject.grid)
            .map_err(|refusal| Raised::from(Unread::field(self.name_of(), refusal)))?;
        Ok(self.tabulated.get_or_init(|| Arc::new(done)))
    }

    fn space(&self) -> PyResult<Arc<OutcomeSpace>> {
        if let Some(space) = self.space.get() {
            return Ok(Arc::clone(space));
        }
        let space = Arc::new(self.tabulated()?.space.clone());
        Ok(Arc::clone(self.space.get_or_init(|| space)))
    }

    fn utility_of(&self, party: usize) -> PyResult<&Utility> {
        let utilities = &self.tabulated()?.utilities;
        utilities
            .get(party)
            .ok_or_else(|| usage(format!("there is no party {party}"), format!("give a place from 0 to {}", utilities.len() - 1)))
    }

    /// The table for so many rounds, prepared once.
    pub(crate) fn seated(&self, rounds: u32, py: Python<'_>) -> PyResult<Arc<Seated>> {
        let held = || self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seated) = held().get(&rounds) {
            return Ok(Arc::clone(seated));
        }
        let subject = Arc::clone(&self.subject);
        let table = interruptible(py, move |_| subject.table(rounds))?;
        let table = table.map_err(|none| Raised::from(Unread::no_table(self.name_of(), none)))?;
        let seated = Arc::new(Seated { subject: Arc::clone(&self.subject), table, yardstick: OnceLock::new() });
        Ok(Arc::clone(held().entry(rounds).or_insert(seated)))
    }
}

fn meaning(word: Option<&str>) -> PyResult<Meaning> {
    match word {
        None => Ok(Meaning::Own),
        Some("negmas") => Ok(Meaning::Negmas),
        Some(other) => Err(usage(format!("`{other}` is no reading"), "give reading=\"negmas\", or leave it out")),
    }
}

#[pymethods]
impl Scenario {
    /// The scenario at `path`; `None` where what is there is no scenario of the field (it may be a case).
    #[staticmethod]
    #[pyo3(signature = (path, parties, reading, strict, grid))]
    fn open(
        path: &str,
        parties: Vec<String>,
        reading: Option<&str>,
        strict: bool,
        grid: Option<u32>,
        py: Python<'_>,
    ) -> PyResult<Option<Self>> {
        let strictness = if strict { Strictness::Strict } else { Strictness::Lenient };
        let asked = Asked { parties, meaning: meaning(reading)?, strictness };
        if !Path::new(path).exists() {
            return Ok(None);
        }
        py.detach(|| {
            let Some(found) = folder::find(path).map_err(Raised::from)? else { return Ok(None) };
            let read = source::read(&found, &asked, grid).map_err(Raised::from)?;
            Ok(Some(Self::read(read.into_talks(), asked)))
        })
    }

    /// The paths of the scenarios below a folder.
    #[staticmethod]
    fn below(path: &str, py: Python<'_>) -> PyResult<Vec<String>> {
        let found = py.detach(|| folder::scenarios(Path::new(path))).map_err(Raised::from)?;
        Ok(found.into_iter().map(|place| place.path().to_string_lossy().into_owned()).collect())
    }

    /// The scenario of zopa's own JSON.
    #[staticmethod]
    fn from_json(text: &str, grid: Option<u32>) -> PyResult<Self> {
        let files = Files::from([(answers::SCENARIO.to_owned(), text.as_bytes().to_vec())]);
        if Format::recognise(&files) != Some(Format::Zopa) {
            return Err(usage("this is no scenario of zopa's own format", "see `zopa schema scenario`, or docs/python.md"));
        }
        let grid = grid.map(|steps| Grid { steps });
        let read = FieldReading::new(Format::Zopa, &files, Asked::default(), grid);
        let read = read.map_err(|refusal| Raised::from(Unread::field("the scenario", refusal)))?;
        Ok(Self::of(read.into_talks()))
    }

    /// The whole scenario as zopa's own JSON.
    fn to_json(&self) -> PyResult<String> {
        let json = self.subject.in_json().map_err(|refusal| Raised::from(Unread::field(self.name_of(), refusal)))?;
        Ok(json.to_string())
    }

    /// The scenario in another format: files by name, and what could not be carried.
    fn written<'py>(&self, format: &str, py: Python<'py>) -> PyResult<Written<'py>> {
        let unknown = || usage(format!("there is no format `{format}`"), "zopa.formats() lists them");
        let format = Format::named(format).ok_or_else(unknown)?;
        let written = format.write(&self.subject.scenario);
        let written = written.map_err(|refusal| Raised::from(Unread::field(self.name_of(), refusal)))?;
        let files = written.files.iter().map(|(name, bytes)| (name.clone(), PyBytes::new(py, bytes))).collect();
        Ok((files, written.losses.iter().map(ToString::to_string).collect()))
    }

    #[getter]
    fn name(&self) -> &str {
        self.name_of()
    }

    #[getter]
    fn heading(&self) -> Option<&str> {
        self.subject.heading.as_deref()
    }

    #[getter]
    fn parties(&self) -> Vec<String> {
        self.subject.parties()
    }

    #[getter]
    fn grid(&self) -> Option<u32> {
        self.subject.grid.map(|grid| grid.steps)
    }

    #[getter]
    fn issues(&self) -> PyResult<Vec<(String, Vec<String>)>> {
        let of = |issue: &zopa_model::Issue| {
            (issue.name().to_owned(), issue.options().iter().map(|option| option.to_string()).collect())
        };
        Ok(self.tabulated()?.space.issues().iter().map(of).collect())
    }

    /// Number of outcomes, rules not subtracted.
    #[getter]
    fn outcomes(&self) -> PyResult<BigUint> {
        Ok(self.tabulated()?.space.unrestricted_count())
    }

    /// What was repaired when it was read.
    #[getter]
    fn remarks(&self) -> Vec<String> {
        self.subject.scenario.remarks.iter().map(ToString::to_string).collect()
    }

    /// From which utility on a party says yes; `None`: any outcome will do; infinite: none will.
    fn reservation(&self, party: usize) -> PyResult<Option<f64>> {
        let utility = self.utility_of(party)?;
        Ok(match utility.reservation {
            Threshold::Any => None,
            Threshold::At(units) => Some(utility.quantum.to_f64(units)),
            Threshold::Never => Some(f64::INFINITY),
        })
    }

    /// An outcome from a mapping, or from the options in order.
    fn outcome(&self, given: &Bound<'_, PyAny>) -> PyResult<Outcome> {
        let space = self.space()?;
        Ok(Outcome::new(&space, offer(&space, given)?))
    }

    /// An outcome from the positions of its options.
    fn outcome_at(&self, positions: Vec<u32>) -> PyResult<Outcome> {
        let space = self.space()?;
        let sizes = space.sizes();
        let is_there = positions.len() == sizes.len() && positions.iter().zip(&sizes).all(|(at, size)| (*at as usize) < *size);
        if !is_there {
            return Err(usage(
                format!("{positions:?} are no positions of options"),
                format!("the issues have {sizes:?} options, counted from 0"),
            ));
        }
        Ok(Outcome::new(&space, Offer::new(Point::new(positions))))
    }

    /// Whether an outcome keeps the rules of the space.
    fn is_feasible(&self, outcome: &Bound<'_, PyAny>) -> PyResult<bool> {
        let space = self.space()?;
        Ok(space.is_feasible(&*offer(&space, outcome)?))
    }

    /// What an outcome is worth to each party.
    fn utilities(&self, outcome: &Bound<'_, PyAny>) -> PyResult<Vec<f64>> {
        let offer = offer(&self.space()?, outcome)?;
        Ok(self.tabulated()?.utilities.iter().map(|utility| utility.quantum.to_f64(utility.evaluate(&offer))).collect())
    }

    /// The same as fractions "n/d".
    fn exact_utilities(&self, outcome: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
        let offer = offer(&self.space()?, outcome)?;
        Ok(self.tabulated()?.utilities.iter().map(|utility| utility.quantum.fraction(utility.evaluate(&offer))).collect())
    }

    /// Of many outcomes, whose options' positions are given as the bytes of unsigned 32-bit numbers row by row, what each is
    /// worth to each party: the bytes of doubles, row by row.
    fn utilities_at<'py>(&self, positions: &[u8], py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let tabulated = Arc::clone(self.tabulated()?);
        let sizes = tabulated.space.sizes();
        let row = sizes.len() * 4;
        if row == 0 || !positions.len().is_multiple_of(row) {
            return Err(usage("the positions are no whole rows", format!("give {} positions for each outcome", sizes.len())));
        }
        let numbers: Vec<u32> =
            positions.chunks_exact(4).map(|four| u32::from_ne_bytes(four.try_into().unwrap_or_default())).collect();
        if let Some(at) =
            numbers.chunks_exact(sizes.len()).position(|row| row.iter().zip(&sizes).any(|(at, size)| *at as usize >= *size))
        {
            return Err(usage(
                format!("row {at} has a position that no option has"),
                format!("the issues have {sizes:?} options, counted from 0"),
            ));
        }
        let bytes = interruptible(py, move |_| {
            let mut bytes = Vec::with_capacity(numbers.len() / sizes.len() * tabulated.utilities.len() * 8);
            for row in numbers.chunks_exact(sizes.len()) {
                let outcome = Point::new(row);
                for utility in &tabulated.utilities {
                    bytes.extend_from_slice(&utility.quantum.to_f64(utility.evaluate(&outcome)).to_ne_bytes());
                }
            }
            bytes
        })?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// Frontier, solutions and measures.
    fn analyse(&self, powers: Vec<(String, String)>, points: usize, py: Python<'_>) -> PyResult<Document> {
        let stated = crate::case::powers(&powers)?;
        let parties = self.subject.parties();
        let known: Vec<&str> = parties.iter().map(String::as_str).collect();
        let powers = answers::powers(&known, &stated).map_err(Raised::from)?;
        let (subject, asked, tabulated) = (Arc::clone(&self.subject), self.asked.clone(), Arc::clone(self.tabulated()?));
        let document = interruptible(py, move |_| {
            let reading = FieldReading { scenario: subject.scenario.clone(), asked, grid: subject.grid };
            reading.document(&tabulated, powers, Limits { points, ..Limits::default() })
        })?;
        Ok(Document { stopped: !document.limits.is_empty(), answered: Answered::Analysis(Box::new(document)) })
    }

    /// Plays one session. A seat is the text of a strategy, or something that makes an object with methods.
    #[allow(clippy::too_many_arguments)]
    #[pyo3(signature = (seats, protocol, rounds, deadline, time, seed, session, talks, on_error))]
    fn negotiate(
        &self,
        seats: Vec<Bound<'_, PyAny>>,
        protocol: &str,
        rounds: u32,
        deadline: &str,
        time: &str,
        seed: u64,
        session: u64,
        talks: u32,
        on_error: &str,
        py: Python<'_>,
    ) -> PyResult<Session> {
        let rules = Given { protocol, rounds, deadline, time, seed }.rules()?;
        let seated = self.seated(rounds, py)?;
        let sittings = seats.iter().map(Sitting::new).collect::<PyResult<Vec<_>>>()?;
        session::play(seated, rules, sittings, session::Extent { session, talks }, on_error, py)
    }
}
