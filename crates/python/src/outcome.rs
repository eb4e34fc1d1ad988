//! An outcome as Python sees it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use pyo3::basic::CompareOp;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use zopa_arena::Offer;
use zopa_model::{Issue, OptionIndex, OutcomeSpace};

use crate::error::usage;

/// One option for every issue: a mapping from issue to option, in the order of the issues. It cannot be changed, and can be a
/// key of a dictionary.
#[pyclass(frozen, mapping, module = "zopa")]
#[derive(Clone)]
pub(crate) struct Outcome {
    space: Arc<OutcomeSpace>,
    offer: Offer,
}

impl Outcome {
    pub(crate) fn new(space: &Arc<OutcomeSpace>, offer: Offer) -> Self {
        Self { space: Arc::clone(space), offer }
    }

    fn issue_at(&self, key: &Bound<'_, PyAny>) -> PyResult<usize> {
        if let Ok(position) = key.extract::<usize>() {
            return (position < self.offer.options().len()).then_some(position).ok_or_else(|| PyKeyError::new_err(position));
        }
        let name: String = key.extract()?;
        self.space.issue(&name).ok_or_else(|| PyKeyError::new_err(name))
    }

    fn option(&self, issue: usize) -> &str {
        &self.space.issues()[issue].options()[self.offer.option(issue) as usize]
    }
}

#[pymethods]
impl Outcome {
    /// The option of an issue, by the issue's name or its place from 0.
    fn __getitem__(&self, key: &Bound<'_, PyAny>) -> PyResult<&str> {
        Ok(self.option(self.issue_at(key)?))
    }

    fn __len__(&self) -> usize {
        self.offer.options().len()
    }

    fn __contains__(&self, key: &str) -> bool {
        self.space.issue(key).is_some()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.keys(py)?.try_iter()?.into_any())
    }

    /// The names of the issues.
    fn keys<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.space.issues().iter().map(Issue::name))
    }

    /// The names of the options.
    fn values<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, (0..self.__len__()).map(|issue| self.option(issue)))
    }

    /// Pairs of issue and option.
    fn items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, (0..self.__len__()).map(|issue| (self.space.issues()[issue].name(), self.option(issue))))
    }

    /// The option of an issue, or `default` where there is no such issue.
    #[pyo3(signature = (key, default=None))]
    fn get(&self, key: &str, default: Option<String>) -> Option<String> {
        self.space.issue(key).map(|issue| self.option(issue).to_owned()).or(default)
    }

    /// The positions of the options from 0, in the order of the issues.
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.offer.options())
    }

    /// The same outcome with other options for the issues named.
    #[pyo3(signature = (changes))]
    fn replace(&self, changes: &Bound<'_, PyDict>) -> PyResult<Self> {
        let mut options: Vec<OptionIndex> = self.offer.options().to_vec();
        for (issue, option) in changes {
            let (issue, name) = named(&self.space, &issue.extract::<String>()?)?;
            options[issue] = option_of(&self.space, issue, name, &option)?;
        }
        Ok(Self { space: Arc::clone(&self.space), offer: Offer::new(zopa_model::Outcome::new(options)) })
    }

    fn __richcmp__(&self, other: &Bound<'_, PyAny>, compare: CompareOp) -> PyResult<Py<PyAny>> {
        let py = other.py();
        let is_same = match other.cast_exact::<Self>() {
            Ok(other) => self.offer.options() == other.get().offer.options(),
            Err(_) => match other.cast::<PyDict>() {
                Ok(other) => dictionary(self, py)?.eq(other)?,
                Err(_) => return Ok(py.NotImplemented()),
            },
        };
        Ok(match compare {
            CompareOp::Eq => is_same.into_pyobject(py)?.to_owned().into_any().unbind(),
            CompareOp::Ne => (!is_same).into_pyobject(py)?.to_owned().into_any().unbind(),
            _ => py.NotImplemented(),
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.offer.options().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let pairs: Vec<String> = (0..self.__len__())
            .map(|issue| format!("{:?}: {:?}", self.space.issues()[issue].name(), self.option(issue)))
            .collect();
        format!("Outcome({{{}}})", pairs.join(", "))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyDict>,))> {
        // Elsewhere an outcome is what it says: a dictionary, which is understood wherever an outcome is.
        Ok((py.import("builtins")?.getattr("dict")?, (dictionary(self, py)?,)))
    }
}

fn dictionary<'py>(outcome: &Outcome, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    for issue in 0..outcome.__len__() {
        all.set_item(outcome.space.issues()[issue].name(), outcome.option(issue))?;
    }
    Ok(all)
}

/// An outcome of `space` from what Python means by one: an [`Outcome`], a mapping from issue to option with every issue, or the
/// options' names in the order of the issues.
///
/// # Errors
/// Where an issue or option is missing or unknown: nothing is filled in.
pub(crate) fn offer(space: &Arc<OutcomeSpace>, given: &Bound<'_, PyAny>) -> PyResult<Offer> {
    if let Ok(outcome) = given.cast_exact::<Outcome>() {
        return offer_of(space, outcome.get());
    }
    if let Ok(pairs) = given.cast::<PyDict>() {
        return of_pairs(space, pairs);
    }
    let is_text = given.is_instance_of::<PyString>();
    let options: Option<Vec<Bound<'_, PyAny>>> =
        if is_text { None } else { given.try_iter().ok().and_then(|all| all.collect::<PyResult<_>>().ok()) };
    match options {
        Some(options) => of_names(space, &options),
        None => Err(usage(
            format!("`{}` is no outcome", given.get_type().name()?),
            "give a dictionary from issue to option, or the options in the order of the issues",
        )),
    }
}

pub(crate) fn offer_of(space: &Arc<OutcomeSpace>, outcome: &Outcome) -> PyResult<Offer> {
    if Arc::ptr_eq(space, &outcome.space) || is_alike(space, &outcome.space) {
        return Ok(outcome.offer.clone());
    }
    Err(usage("the outcome belongs to another scenario", "make one with scenario.outcome({...}) of this scenario"))
}

/// Whether outcomes of one space mean the same in another: the issues and options are the same.
fn is_alike(one: &OutcomeSpace, other: &OutcomeSpace) -> bool {
    one.issues().len() == other.issues().len()
        && one.issues().iter().zip(other.issues()).all(|(a, b)| a.name() == b.name() && a.options() == b.options())
}

fn of_pairs(space: &OutcomeSpace, pairs: &Bound<'_, PyDict>) -> PyResult<Offer> {
    let mut options: Vec<Option<OptionIndex>> = vec![None; space.issues().len()];
    for (issue, option) in pairs {
        let (issue, name) = named(space, &issue.extract::<String>()?)?;
        options[issue] = Some(option_of(space, issue, name, &option)?);
    }
    let missing: Vec<&str> =
        space.issues().iter().zip(&options).filter(|(_, option)| option.is_none()).map(|(issue, _)| issue.name()).collect();
    if !missing.is_empty() {
        return Err(usage(format!("the outcome says nothing of {}", missing.join(", ")), "name an option for every issue"));
    }
    Ok(Offer::new(zopa_model::Outcome::new(options.into_iter().flatten().collect::<Vec<_>>())))
}

fn of_names(space: &OutcomeSpace, options: &[Bound<'_, PyAny>]) -> PyResult<Offer> {
    if options.len() != space.issues().len() {
        let problem = format!("the outcome has {} options, and there are {} issues", options.len(), space.issues().len());
        return Err(usage(problem, "name an option for every issue, in their order"));
    }
    let found = options.iter().enumerate().map(|(issue, option)| option_of(space, issue, space.issues()[issue].name(), option));
    Ok(Offer::new(zopa_model::Outcome::new(found.collect::<PyResult<Vec<_>>>()?)))
}

fn named<'s>(space: &'s OutcomeSpace, name: &str) -> PyResult<(usize, &'s str)> {
    let known = || space.issues().iter().map(Issue::name).collect::<Vec<_>>();
    let position = space
        .issue(name)
        .ok_or_else(|| usage(format!("there is no issue `{name}`"), format!("name one of: {}", known().join(", "))))?;
    Ok((position, space.issues()[position].name()))
}

fn option_of(space: &OutcomeSpace, issue: usize, name: &str, given: &Bound<'_, PyAny>) -> PyResult<OptionIndex> {
    let known = space.issues()[issue].options();
    // Options that are whole numbers are named by them.
    let text = given.str()?.to_string();
    let found = known.iter().position(|option| **option == *text);
    found.map(|position| position as OptionIndex).ok_or_else(|| {
        let few: Vec<&str> = known.iter().take(8).map(|option| &**option).collect();
        let more = if known.len() > few.len() { ", …" } else { "" };
        usage(format!("`{name}` has no option `{text}`"), format!("name one of: {}{more}", few.join(", ")))
    })
}
