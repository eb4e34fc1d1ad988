//! Errors as Python exceptions, with the same way out: the classes of `zopa.errors`.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use zopa_arena::strategy::{BadArgument, BadSpec};
use zopa_arena::talks::CannotTalk;
use zopa_arena::tournament::BadPlan;
use zopa_dossier::Diagnostic;
use zopa_report::answers::Refused;
use zopa_runner::Trouble;
use zopa_runner::source::Unread;

/// Where strategies and protocols are listed.
const LISTED: &str = "zopa.strategies() and zopa.protocols() list what there is";

/// A Python exception on its way out of the rooms.
#[derive(Debug)]
pub(crate) struct Raised(pub(crate) PyErr);

impl From<Raised> for PyErr {
    fn from(raised: Raised) -> Self {
        raised.0
    }
}

impl From<PyErr> for Raised {
    fn from(error: PyErr) -> Self {
        Self(error)
    }
}

/// An exception of the class `name` of `zopa.errors`, with further facts as attributes.
fn raised<'py>(
    name: &str,
    problem: &str,
    way_out: &str,
    facts: impl FnOnce(&Bound<'py, PyDict>) -> PyResult<()>,
    py: Python<'py>,
) -> PyErr {
    let made = || -> PyResult<Bound<'py, PyAny>> {
        let about = PyDict::new(py);
        facts(&about)?;
        py.import("zopa.errors")?.getattr(name)?.call((problem, way_out), Some(&about))
    };
    made().map_or_else(|error| error, PyErr::from_value)
}

/// Something that cannot be done as it was asked.
pub(crate) fn usage(problem: impl AsRef<str>, way_out: impl AsRef<str>) -> PyErr {
    Python::attach(|py| raised("ZopaError", problem.as_ref(), way_out.as_ref(), |_| Ok(()), py))
}

/// The same for the rooms' generics.
pub(crate) fn refused(problem: impl AsRef<str>, way_out: impl AsRef<str>) -> Raised {
    Raised(usage(problem, way_out))
}

impl From<Trouble> for Raised {
    fn from(trouble: Trouble) -> Self {
        refused(trouble.problem, trouble.way_out)
    }
}

impl From<Refused> for Raised {
    fn from(other: Refused) -> Self {
        refused(other.problem, other.way_out)
    }
}

impl From<BadArgument> for Raised {
    fn from(bad: BadArgument) -> Self {
        refused(bad.problem, bad.way_out)
    }
}

impl From<BadSpec> for Raised {
    fn from(bad: BadSpec) -> Self {
        refused(bad.to_string(), LISTED)
    }
}

impl From<BadPlan> for Raised {
    fn from(bad: BadPlan) -> Self {
        refused(bad.to_string(), bad.way_out)
    }
}

impl From<CannotTalk> for Raised {
    fn from(cannot: CannotTalk) -> Self {
        match cannot {
            CannotTalk::Argument(bad) => bad.into(),
            CannotTalk::Unprepared(unprepared) => refused(unprepared.to_string(), "simplify the scenario"),
        }
    }
}

impl From<Unread> for Raised {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Outside(trouble) => trouble.into(),
            Unread::Field { name, refusal } => Self(Python::attach(|py| {
                let facts = |about: &Bound<'_, PyDict>| {
                    about.set_item("code", refusal.code)?;
                    about.set_item("file", &refusal.file)?;
                    about.set_item("line", refusal.line)
                };
                raised("FormatError", &format!("{name}: {refusal}"), &refusal.way_out, facts, py)
            })),
            Unread::Case { name, bytes, diagnostics, .. } => Self(Python::attach(|py| {
                let problem = in_words(&name, &diagnostics);
                let way_out = diagnostics.first().map_or("", |first| &first.way_out);
                let facts = |about: &Bound<'_, PyDict>| about.set_item("diagnostics", listed(&diagnostics, &bytes, py)?);
                raised("CaseError", &problem, way_out, facts, py)
            })),
        }
    }
}

/// How many faults, and the first of them.
fn in_words(name: &str, diagnostics: &[Diagnostic]) -> String {
    match diagnostics {
        [] => format!("{name}: the case makes no sense"),
        [only] => format!("{name}: {}", only.message),
        [first, ..] => format!("{name}: {} faults, the first: {}", diagnostics.len(), first.message),
    }
}

/// Every fault as a dictionary: severity, code, message, way_out, line and column (from 1; `None` where it has no place).
pub(crate) fn listed<'py>(diagnostics: &[Diagnostic], bytes: &[u8], py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
    let all = PyList::empty(py);
    for one in diagnostics {
        let about = PyDict::new(py);
        about.set_item("severity", format!("{:?}", one.severity).to_lowercase())?;
        about.set_item("code", one.code)?;
        about.set_item("message", &one.message)?;
        about.set_item("way_out", &one.way_out)?;
        let place = one.labels.first().map(|label| zopa_dossier::Position::of(bytes, label.span.start));
        about.set_item("line", place.map(|place| place.line))?;
        about.set_item("column", place.map(|place| place.column))?;
        all.append(about)?;
    }
    Ok(all)
}
