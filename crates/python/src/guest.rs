//! Somebody written in Python at the table.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::{PyKeyboardInterrupt, PySystemExit};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes};
use zopa_arena::transcript::MessageLine;
use zopa_arena::{
    Answer, Audience, Brief as OwnBrief, Clock, Deadline, Message, Misconduct, Player, Question, Speaker, Stream, Strength,
};

use crate::act::Act;
use crate::brief::{Brief, Sheet};
use crate::now::Now;
use crate::outcome::{Outcome, offer, offer_of};

/// How many seeds there are: 2^53, so that a seed stays itself wherever numbers are doubles.
const SEEDS: f64 = 9_007_199_254_740_992.0;

/// What a strategy raised, kept for whoever runs the session.
#[derive(Clone, Default)]
pub(crate) struct Trouble(Arc<Kept>);

#[derive(Default)]
struct Kept {
    error: Mutex<Option<PyErr>>,
    /// Whether there ever was one: every other session ends as well.
    was_there: AtomicBool,
}

impl Trouble {
    /// Keeps the first.
    fn keep(&self, error: PyErr) {
        self.0.was_there.store(true, Ordering::Relaxed);
        self.0.error.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }

    /// Whether there is any.
    pub(crate) fn is_there(&self) -> bool {
        self.0.error.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Whether there was any, also after it was handed over.
    pub(crate) fn was_there(&self) -> bool {
        self.0.was_there.load(Ordering::Relaxed)
    }

    /// Hands it over.
    pub(crate) fn take(&self) -> Option<PyErr> {
        self.0.error.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What becomes of an exception that a strategy raises.
#[derive(Clone)]
pub(crate) enum OnError {
    /// The seat forfeits, as one that misbehaves does anywhere.
    Forfeit(Trouble),
    /// Whoever runs the session hears of it.
    Raise(Trouble),
}

impl OnError {
    pub(crate) fn named(word: &str) -> PyResult<Self> {
        match word {
            "raise" => Ok(Self::Raise(Trouble::default())),
            "forfeit" => Ok(Self::Forfeit(Trouble::default())),
            other => Err(crate::error::usage(format!("`{other}` says nothing of errors"), "give \"raise\" or \"forfeit\"")),
        }
    }

    /// What was raised and is not for the record.
    pub(crate) fn trouble(&self) -> &Trouble {
        let (Self::Forfeit(trouble) | Self::Raise(trouble)) = self;
        trouble
    }

    fn keep(&self, error: PyErr, py: Python<'_>) {
        // Who presses Ctrl-C means the whole, whatever a strategy is at.
        let ends_all = error.is_instance_of::<PyKeyboardInterrupt>(py) || error.is_instance_of::<PySystemExit>(py);
        match self {
            Self::Raise(trouble) => trouble.keep(error),
            Self::Forfeit(trouble) if ends_all => trouble.keep(error),
            Self::Forfeit(_) => {}
        }
    }
}

/// A seat for somebody written in Python.
pub(crate) struct Place<'a> {
    pub(crate) brief: &'a Arc<OwnBrief>,
    pub(crate) party: &'a str,
    pub(crate) deadline: Deadline,
    pub(crate) stream: Stream,
}

/// Somebody written in Python at the table: an object with a method for each question that it can answer.
pub(crate) struct Guest {
    sheet: Arc<Sheet>,
    object: Py<PyAny>,
    /// `turn`, found once: it is what most sessions ask.
    turn: Option<Py<PyAny>>,
    hear: Option<Py<PyAny>>,
    on_error: OnError,
}

impl Guest {
    /// Lets what `factory` makes sit down, and tells it its brief.
    pub(crate) fn sit(place: Place<'_>, factory: &Bound<'_, PyAny>, on_error: OnError) -> PyResult<Self> {
        let Place { brief, party, deadline, mut stream } = place;
        let seed = (stream.real() * SEEDS) as u64;
        let sheet = Arc::new(Sheet { brief: Arc::clone(brief), party: party.to_owned(), deadline, seed });
        let object = factory.call0()?;
        let method = |name: &str| object.getattr_opt(name).map(|found| found.map(Bound::unbind));
        if let Some(start) = object.getattr_opt("start")? {
            start.call1((Brief(Arc::clone(&sheet)),))?;
        }
        Ok(Self { turn: method("turn")?, hear: method("hear")?, sheet, object: object.unbind(), on_error })
    }

    fn asked(&self, py: Python<'_>, clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        // Where seats forfeit, all that is kept is that somebody wants the whole to end.
        if matches!(&self.on_error, OnError::Forfeit(trouble) if trouble.was_there()) {
            return Err(Misconduct::Died("the run was stopped".to_owned()));
        }
        let name = method(question);
        let now = Now::new(&self.sheet, clock, question);
        let said = match (&self.turn, question) {
            (Some(turn), Question::Turn { .. }) => turn.bind(py).call1((now,)),
            _ => match self.object.bind(py).getattr_opt(name) {
                Ok(Some(method)) => method.call1((now,)),
                Ok(None) => {
                    let missing = format!("the strategy has no method `{name}`, which this protocol asks for");
                    self.on_error
                        .keep(crate::error::usage(&missing, format!("write {name}(self, now), or choose another protocol")), py);
                    return Err(Misconduct::Rubbish(missing));
                }
                Err(error) => Err(error),
            },
        };
        let answer = said.and_then(|said| self.read(question, &said));
        answer.map_err(|error| {
            // Its type and no more: a message may hold what the party means to keep.
            let kind = error.get_type(py).name().map_or_else(|_| "an exception".to_owned(), |name| name.to_string());
            self.on_error.keep(error, py);
            Misconduct::Died(format!("it raised {kind}"))
        })
    }

    fn read(&self, question: Question<'_>, said: &Bound<'_, PyAny>) -> PyResult<Answer> {
        if let Ok(outcome) = said.cast_exact::<Outcome>()
            && !matches!(question, Question::Amount)
        {
            return Ok(Answer::Offer(offer_of(self.sheet.space(), outcome.get())?));
        }
        if let Ok(act) = said.cast_exact::<Act>() {
            return Ok(match act.get() {
                Act::Accept => Answer::Accept,
                Act::Reject => Answer::Reject,
                Act::Pass => Answer::Pass,
                Act::Leave => Answer::Leave,
            });
        }
        match question {
            Question::Judge { .. } | Question::Sign { .. } if said.is_instance_of::<PyBool>() => {
                Ok(if said.is_truthy()? { Answer::Accept } else { Answer::Reject })
            }
            Question::Vote { .. } => strength(said),
            Question::Amount => Ok(Answer::Amount(said.extract()?)),
            Question::Commit { .. } => Ok(Answer::Commit(Box::new(digits(said)?))),
            Question::Reveal => {
                let (memorandum, nonce): (String, Bound<'_, PyAny>) = said.extract()?;
                Ok(Answer::Reveal { memorandum, nonce: Box::new(digits(&nonce)?) })
            }
            _ if said.is_none() => Err(crate::error::usage(
                format!("`{}` returned nothing", method(question)),
                "return an outcome, or one of zopa.ACCEPT, zopa.REJECT, zopa.PASS, zopa.LEAVE",
            )),
            _ => Ok(Answer::Offer(offer(self.sheet.space(), said)?)),
        }
    }
}

fn strength(said: &Bound<'_, PyAny>) -> PyResult<Answer> {
    let vote = match said.extract::<i32>()? {
        -2 => Strength::StrongNo,
        -1 => Strength::WeakNo,
        1 => Strength::WeakYes,
        2 => Strength::StrongYes,
        other => return Err(crate::error::usage(format!("{other} is no vote"), "return -2, -1, 1 or 2")),
    };
    Ok(Answer::Vote(vote))
}

/// 32 bytes.
fn digits(said: &Bound<'_, PyAny>) -> PyResult<[u8; 32]> {
    let bytes = said.cast::<PyBytes>().map_err(|_| crate::error::usage("a seal or nonce is not `bytes`", "return 32 bytes"))?;
    bytes.as_bytes().try_into().map_err(|_| crate::error::usage("a seal or nonce has not 32 bytes", "return 32 bytes"))
}

/// The method that answers a question.
fn method(question: Question<'_>) -> &'static str {
    match question {
        Question::Turn { .. } => "turn",
        Question::Propose => "propose",
        Question::ProposeUnique => "propose_unique",
        Question::Concede => "concede",
        Question::Judge { .. } => "judge",
        Question::Vote { .. } => "vote",
        Question::Sign { .. } => "sign",
        Question::Amount => "amount",
        Question::Commit { .. } => "commit",
        Question::Reveal => "reveal",
    }
}

impl Player for Guest {
    fn listens(&self) -> bool {
        self.hear.is_some()
    }

    fn hear(&mut self, clock: Clock, message: &Message) {
        let Some(hear) = &self.hear else { return };
        Python::attach(|py| {
            let told = heard(&self.sheet, clock, message, py).and_then(|heard| hear.bind(py).call1((heard,)));
            // Who cannot listen is found out when it is asked; whoever wants to know why is told.
            if let Err(error) = told {
                self.on_error.keep(error, py);
            }
        });
    }

    fn answer(&mut self, clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        Python::attach(|py| self.asked(py, clock, question))
    }
}

/// A message as a dictionary, with outcomes as outcomes.
fn heard<'py>(sheet: &Sheet, clock: Clock, message: &Message, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    let line = MessageLine::of(sheet.space(), message);
    let offer = crate::session::offer_in(message).map(|offer| Outcome::new(sheet.space(), offer.clone()));
    let utility = crate::session::offer_in(message).map(|offer| sheet.utility(offer));
    let from = match message.from {
        Speaker::Seat(seat) => Some(seat.0 + 1),
        Speaker::Table => None,
    };
    let to = match message.to {
        Audience::Everybody => "everybody".to_owned(),
        Audience::Only(seat) => (seat.0 + 1).to_string(),
        Audience::Table => "table".to_owned(),
    };
    let whole =
        serde_json::to_string(&line).map_err(|error| crate::error::usage(error.to_string(), "report this as a fault of zopa"))?;
    let heard = py.import("zopa.talks")?.getattr("Heard")?;
    heard.call1((message.round, clock.time(), from, to, line.act, offer, utility, whole))
}
