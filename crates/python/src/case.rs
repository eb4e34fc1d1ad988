//! A case: what was said, and what is judged of it.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyList;
use zopa_analysis::uncertainty::{Basis, DrawPlan, Progress};
use zopa_dossier::{Audience, Date, Dossier};
use zopa_model::Exact;
use zopa_process::exchange::Way;
use zopa_report::ForecastAsked;
use zopa_report::answers::{self, AnalysisQuestion, Drawing, ExchangeQuestion, RoadmapQuestion, Seen, StabilityQuestion, View};
use zopa_runner::Trouble;
use zopa_runner::source::{self, Opened, Opening};

use crate::document::{Answered, Document};
use crate::error::{Raised, listed, usage};
use crate::interruptible::{Wanted, interruptible};
use crate::scenario::Scenario;

/// A case file, read. What an audience may not see is dropped before anything is computed.
#[pyclass(frozen, module = "zopa._zopa")]
pub(crate) struct Case {
    opened: Arc<Opened>,
    dossier: Arc<Dossier>,
}

/// Powers as Python gives them: pairs of party and a number as text.
pub(crate) fn powers(given: &[(String, String)]) -> PyResult<Vec<(String, Exact)>> {
    let one = |(party, power): &(String, String)| {
        let power =
            power.parse().map_err(|error| usage(format!("the power of `{party}`: {error}"), "give a number above zero"))?;
        Ok((party.clone(), power))
    };
    given.iter().map(one).collect()
}

fn audience(word: &str) -> PyResult<Audience> {
    match word {
        "public" => Ok(Audience::Public),
        "internal" => Ok(Audience::Internal),
        "secret" => Ok(Audience::Secret),
        other => Err(usage(format!("`{other}` is no audience"), "give \"public\", \"internal\" or \"secret\"")),
    }
}

fn basis(word: &str) -> PyResult<Basis> {
    match word {
        "centroid" => Ok(Basis::Centroid),
        "rank-sum" => Ok(Basis::RankSum),
        "rank-reciprocal" => Ok(Basis::RankReciprocal),
        other => Err(usage(format!("`{other}` is no basis"), "give \"centroid\", \"rank-sum\" or \"rank-reciprocal\"")),
    }
}

/// Ends the work once nobody waits for it.
fn watch(wanted: &Wanted) -> impl Fn(Progress) -> ControlFlow<()> + Sync + use<> {
    let wanted = wanted.clone();
    move |_| if wanted.is_over() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

impl Case {
    fn seen(&self, for_whom: &str, as_of: Option<&str>) -> PyResult<Seen> {
        let date =
            |text: &str| -> PyResult<Date> { text.parse().map_err(|error: String| usage(error, "write the day as 2025-06-02")) };
        Ok(Seen::new(&self.dossier, View { audience: audience(for_whom)?, as_of: as_of.map(date).transpose()? }))
    }
}

#[pymethods]
impl Case {
    /// The case `source`: a file, or a name of the catalogue. `texts` are folders with the texts of sources.
    #[staticmethod]
    fn open(source: &str, texts: Vec<PathBuf>, passphrase: Option<String>, py: Python<'_>) -> PyResult<Self> {
        let ask = || {
            passphrase.clone().ok_or_else(|| {
                Trouble::new("the case is sealed, and no passphrase was given", "give passphrase=…, or unseal it first")
            })
        };
        py.detach(|| {
            let opened = source::open(source, &Opening { texts: &texts, passphrase: &ask }).map_err(Raised::from)?;
            let dossier = opened.dossier().map_err(Raised::from)?;
            Ok(Self { opened: Arc::new(opened), dossier: Arc::new(dossier) })
        })
    }

    /// The case in `text`, under a name for people.
    #[staticmethod]
    fn parse(text: &str, name: &str) -> PyResult<Self> {
        let opened = Opened { name: name.to_owned(), bytes: text.as_bytes().to_vec(), texts: Default::default() };
        let dossier = opened.dossier().map_err(Raised::from)?;
        Ok(Self { opened: Arc::new(opened), dossier: Arc::new(dossier) })
    }

    #[getter]
    fn name(&self) -> &str {
        &self.opened.name
    }

    #[getter]
    fn title(&self) -> &str {
        &self.dossier.case().title
    }

    /// The case file as it was read.
    #[getter]
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.opened.bytes).into_owned()
    }

    /// The ids of the judgements that an audience may see, in order.
    fn judgements(&self, for_whom: &str) -> PyResult<Vec<String>> {
        let seen = self.seen(for_whom, None)?;
        Ok(seen.dossier().case().judgements.iter().map(|judgement| judgement.id.clone()).collect())
    }

    /// What is worth a second look: warnings, and quotations that are not in their sources where the texts are at hand.
    fn check<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let quotations = zopa_dossier::verify(&self.dossier, &self.opened.texts);
        let wrong = quotations.iter().filter_map(|check| check.fault().cloned());
        let found: Vec<_> = self.dossier.warnings().iter().cloned().chain(wrong).collect();
        listed(&found, &self.opened.bytes, py)
    }

    #[allow(clippy::too_many_arguments)]
    fn analyse(
        &self,
        judgements: Vec<String>,
        draws: u32,
        seed: u64,
        for_whom: &str,
        as_of: Option<&str>,
        point: Option<&str>,
        power: Vec<(String, String)>,
        improve: Option<String>,
        points: usize,
        py: Python<'_>,
    ) -> PyResult<Document> {
        let question = AnalysisQuestion {
            judgements,
            plan: DrawPlan { seed, draws },
            basis: point.map(basis).transpose()?,
            powers: powers(&power)?,
            improve,
            points,
        };
        let (seen, opened) = (self.seen(for_whom, as_of)?, Arc::clone(&self.opened));
        let found = interruptible(py, move |wanted| answers::analysis(&seen, &opened.texts, &question, &watch(wanted)))?;
        let found = found.map_err(Raised::from)?;
        Ok(Document { answered: Answered::Analysis(Box::new(found.document)), stopped: found.stopped })
    }

    fn roadmap(
        &self,
        judgements: Vec<String>,
        draws: u32,
        seed: u64,
        for_whom: &str,
        as_of: Option<&str>,
        py: Python<'_>,
    ) -> PyResult<Document> {
        let question = RoadmapQuestion { judgements, plan: DrawPlan { seed, draws } };
        let seen = self.seen(for_whom, as_of)?;
        let found = interruptible(py, move |wanted| answers::roadmap(&seen, &question, &watch(wanted)))?;
        Ok(Document { answered: Answered::Roadmap(Box::new(found.map_err(Raised::from)?)), stopped: false })
    }

    #[allow(clippy::too_many_arguments)]
    fn exchange(
        &self,
        between: Option<[String; 2]>,
        mode: Option<String>,
        cap: Option<u64>,
        ahead: Option<u64>,
        batches: Option<u64>,
        way: Option<&str>,
        seed: u64,
        for_whom: &str,
        as_of: Option<&str>,
        py: Python<'_>,
    ) -> PyResult<Document> {
        let way = match way {
            None => None,
            Some("in-turns") => Some(Way::InTurns),
            Some("simultaneous") => Some(Way::Simultaneous),
            Some(other) => {
                return Err(usage(format!("`{other}` is no way to hand over"), "give \"in-turns\" or \"simultaneous\""));
            }
        };
        let question = ExchangeQuestion { between, mode, cap, ahead, batches, way, seed, ..ExchangeQuestion::usual() };
        let (seen, opened) = (self.seen(for_whom, as_of)?, Arc::clone(&self.opened));
        let found = interruptible(py, move |_| {
            let compiled = seen.dossier().register(&opened.texts, &[]);
            match compiled.unread.first() {
                Some(fault) => Err(crate::error::refused(fault.to_string(), fault.way_out.clone())),
                None => answers::exchange(&seen, &compiled, &question).map_err(Raised::from),
            }
        })??;
        Ok(Document { answered: Answered::Exchange(Box::new(found.document)), stopped: false })
    }

    fn stability(&self, conflicts: Vec<String>, for_whom: &str, as_of: Option<&str>, py: Python<'_>) -> PyResult<Document> {
        let seen = self.seen(for_whom, as_of)?;
        let question = StabilityQuestion { conflicts, ..StabilityQuestion::usual() };
        let (document, stopped) = interruptible(py, move |_| answers::stability(&seen, &question))?.map_err(Raised::from)?;
        Ok(Document { answered: Answered::Stability(Box::new(document)), stopped })
    }

    #[allow(clippy::too_many_arguments)]
    fn forecast(
        &self,
        forecasts: Vec<String>,
        draws: u32,
        seed: u64,
        baselines_only: bool,
        for_whom: &str,
        as_of: Option<&str>,
        py: Python<'_>,
    ) -> PyResult<Document> {
        let seen = self.seen(for_whom, as_of)?;
        let asked = ForecastAsked { draws, seed, baselines_only };
        let document = interruptible(py, move |_| answers::forecast(&seen, &forecasts, asked))?.map_err(Raised::from)?;
        Ok(Document { answered: Answered::Forecast(Box::new(document)), stopped: false })
    }

    /// So many draws from the ranges of one judgement, beginning with draw `first`, each as a scenario of its own.
    fn draw(
        &self,
        judgement: Option<String>,
        first: u32,
        count: u32,
        seed: u64,
        for_whom: &str,
        py: Python<'_>,
    ) -> PyResult<Vec<Scenario>> {
        let seen = self.seen(for_whom, None)?;
        let drawing = Drawing { judgement, draw: first, seed };
        let drawn = interruptible(py, move |_| answers::drawn(&seen, &drawing, count))?.map_err(Raised::from)?;
        Ok(drawn.into_iter().map(Scenario::of).collect())
    }
}
