//! What a strategy looks at when it is asked.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use zopa_arena::{Clock, Offer, Question, Seat};

use crate::brief::Sheet;
use crate::outcome::Outcome;

/// The moment of a question: the clock, and what the question is about. What a question is not about is `None`.
#[pyclass(frozen, module = "zopa")]
pub(crate) struct Now {
    sheet: Arc<Sheet>,
    clock: Clock,
    /// What stands, is judged, or is to be signed.
    offer: Option<Offer>,
    by: Option<Seat>,
    draft: Option<Offer>,
    session: Option<[u8; 32]>,
}

impl Now {
    pub(crate) fn new(sheet: &Arc<Sheet>, clock: Clock, question: Question<'_>) -> Self {
        let mut now = Self { sheet: Arc::clone(sheet), clock, offer: None, by: None, draft: None, session: None };
        match question {
            Question::Turn { standing } => {
                now.offer = standing.map(|(offer, _)| offer.clone());
                now.by = standing.map(|(_, by)| by);
            }
            Question::Judge { offer, by } => (now.offer, now.by) = (Some(offer.clone()), Some(by)),
            Question::Vote { text, draft } => (now.offer, now.draft) = (Some(text.clone()), Some(draft.clone())),
            Question::Sign { text } => now.offer = Some(text.clone()),
            Question::Commit { session } => now.session = Some(*session),
            Question::Propose | Question::ProposeUnique | Question::Concede | Question::Amount | Question::Reveal => {}
        }
        now
    }

    fn shown(&self, offer: Option<&Offer>) -> Option<Outcome> {
        offer.map(|offer| Outcome::new(self.sheet.space(), offer.clone()))
    }
}

#[pymethods]
impl Now {
    /// The round, from 0.
    #[getter]
    fn round(&self) -> u32 {
        self.clock.round
    }

    /// The number of rounds; `None` where the deadline is hidden.
    #[getter]
    fn rounds(&self) -> Option<u32> {
        self.clock.rounds
    }

    /// Normalised time, from 0 to below 1; 0 where the deadline is hidden.
    #[getter]
    fn time(&self) -> f64 {
        self.clock.time()
    }

    /// How many rounds follow this one; `None` where the deadline is hidden.
    #[getter]
    fn rounds_left(&self) -> Option<u32> {
        self.clock.rounds_left()
    }

    /// The offer that stands, that is to be judged, or the text to vote on or to sign.
    #[getter]
    fn offer(&self) -> Option<Outcome> {
        self.shown(self.offer.as_ref())
    }

    /// What that is worth to this seat, undiscounted.
    #[getter]
    fn offer_utility(&self) -> Option<f64> {
        self.offer.as_ref().map(|offer| self.sheet.utility(offer))
    }

    /// The seat that made it, from 1.
    #[getter]
    fn by(&self) -> Option<usize> {
        self.by.map(|seat| seat.0 + 1)
    }

    /// The draft that might replace the text.
    #[getter]
    fn draft(&self) -> Option<Outcome> {
        self.shown(self.draft.as_ref())
    }

    /// What the draft is worth to this seat, undiscounted.
    #[getter]
    fn draft_utility(&self) -> Option<f64> {
        self.draft.as_ref().map(|draft| self.sheet.utility(draft))
    }

    /// 32 bytes that name the session; part of what a sealed memorandum is hashed with.
    #[getter]
    fn session<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.session.map(|session| PyBytes::new(py, &session))
    }

    fn __repr__(&self) -> String {
        format!("Now(round={}, time={:.4})", self.clock.round, self.clock.time())
    }
}
