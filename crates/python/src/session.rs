//! One session: played, measured, shown.

use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use zopa_arena::quality::Quality;
use zopa_arena::strategy::Spec;
use zopa_arena::talks::{CannotTalk, Settled, play_in_rounds, stream_session};
use zopa_arena::transcript::{self, Header, MessageLine, SeatLine};
use zopa_arena::{Act, Ending, Message, Offer, Player, Rules, Seat, Session as Played, Speaker, Table, play_told};
use zopa_report::{Styling, Talks, Width};
use zopa_runner::source::Unread;

use crate::error::{Raised, usage};
use crate::guest::{Guest, OnError, Place};
use crate::interruptible::interruptible;
use crate::outcome::Outcome;
use crate::scenario::Seated;

/// How many messages are said between two looks for Ctrl-C.
const BETWEEN_LOOKS: usize = 1 << 14;

/// Who sits at a seat.
pub(crate) enum Sitting {
    /// A strategy of the catalogue.
    Strategy(Box<Spec>),
    /// What makes somebody written in Python.
    Guest(Py<PyAny>),
}

impl Sitting {
    /// The text of a strategy, or something that can be called.
    pub(crate) fn new(given: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = given.cast::<PyString>() {
            let spec = text.to_str()?.parse().map_err(Raised::from)?;
            return Ok(Self::Strategy(Box::new(spec)));
        }
        if given.is_callable() {
            return Ok(Self::Guest(given.clone().unbind()));
        }
        Err(usage(
            format!("`{}` cannot take a seat", given.get_type().name()?),
            "give the name of a strategy, or a zopa.Strategy",
        ))
    }

    fn line(&self, party: String) -> SeatLine {
        match self {
            Self::Strategy(spec) => {
                SeatLine { party, strategy: Some(spec.to_string()), label: Some(spec.bidding.entry.fidelity.to_string()) }
            }
            Self::Guest(_) => SeatLine { party, strategy: None, label: None },
        }
    }

    fn is_guest(&self) -> bool {
        matches!(self, Self::Guest(_))
    }
}

/// Which session it is, and how many rounds of talks it may have.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) session: u64,
    pub(crate) talks: u32,
}

/// A session and all that it followed from.
#[pyclass(frozen, module = "zopa._zopa")]
pub(crate) struct Session {
    seated: Arc<Seated>,
    rules: Rules,
    seats: Vec<SeatLine>,
    extent: Extent,
    played: Played,
    quality: OnceLock<Quality>,
}

/// Plays a session at `seated`.
pub(crate) fn play(
    seated: Arc<Seated>,
    rules: Rules,
    sittings: Vec<Sitting>,
    extent: Extent,
    on_error: &str,
    py: Python<'_>,
) -> PyResult<Session> {
    let parties = seated.subject.parties();
    if sittings.len() != parties.len() {
        let problem = format!("{} are seated, and {} parties need somebody", sittings.len(), parties.len());
        return Err(usage(problem, format!("seat one for each of {}", parties.join(", "))));
    }
    let seats = parties.into_iter().zip(&sittings).map(|(party, sitting)| sitting.line(party)).collect();
    let on_error = OnError::named(on_error)?;
    let played = if sittings.iter().any(Sitting::is_guest) {
        with_guests(&seated, &rules, &sittings, extent, &on_error, py)?
    } else {
        of_strategies(Arc::clone(&seated), rules.clone(), sittings, extent, py)?
    };
    Ok(Session { seated, rules, seats, extent, played, quality: OnceLock::new() })
}

/// Without anybody written in Python: the interpreter is not needed.
fn of_strategies(seated: Arc<Seated>, rules: Rules, sittings: Vec<Sitting>, extent: Extent, py: Python<'_>) -> PyResult<Played> {
    if extent.talks > 1 {
        let played = interruptible(py, move |_| -> Result<Played, Raised> {
            let mut seating = |table: &Table, _: &Settled, number: u32| strategies(table, &rules, &sittings, extent, number);
            play_in_rounds(&seated.table, &rules, extent.session, extent.talks, &mut seating)
        })?;
        return Ok(played?);
    }
    // A session is soon over, so it is not worth a thread; one that is not looks for Ctrl-C now and then.
    let mut pressed = Ok(());
    let mut said = 0usize;
    let played = py.detach(|| -> Result<Played, Raised> {
        let mut players = strategies(&seated.table, &rules, &sittings, extent, 0)?;
        let mut protocol = seated.table.begin(&rules, extent.session)?;
        let watch = |_: &Message| {
            said += 1;
            if said.is_multiple_of(BETWEEN_LOOKS) {
                pressed = Python::attach(|py| py.check_signals());
            }
            if pressed.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        Ok(play_told(&mut *protocol, &mut players, watch))
    })?;
    pressed.map(|()| played)
}

/// The players of one round of talks.
fn strategies(
    table: &Table,
    rules: &Rules,
    sittings: &[Sitting],
    extent: Extent,
    number: u32,
) -> Result<Vec<Box<dyn Player>>, Raised> {
    let player = |(seat, sitting): (Seat, &Sitting)| match sitting {
        Sitting::Strategy(spec) => {
            let stream = rules.stream(stream_session(extent.session, number), seat);
            Ok(table.prepare(seat, spec, rules)?.sit(stream))
        }
        Sitting::Guest(_) => Err(crate::error::refused("a guest sits elsewhere", "report this as a fault of zopa")),
    };
    Seat::all(sittings.len()).zip(sittings).map(player).collect()
}

/// With somebody written in Python, who needs the interpreter at every turn: it is held throughout.
fn with_guests(
    seated: &Seated,
    rules: &Rules,
    sittings: &[Sitting],
    extent: Extent,
    on_error: &OnError,
    py: Python<'_>,
) -> PyResult<Played> {
    let parties = seated.subject.parties();
    let seat = |table: &Table, number: u32| -> Result<Vec<Box<dyn Player>>, Raised> {
        let session = stream_session(extent.session, number);
        let player = |(seat, sitting): (Seat, &Sitting)| -> Result<Box<dyn Player>, Raised> {
            match sitting {
                Sitting::Strategy(spec) => Ok(table.prepare(seat, spec, rules)?.sit(rules.stream(session, seat))),
                Sitting::Guest(factory) => {
                    let place = Place {
                        brief: &table.briefs[seat.0],
                        party: &parties[seat.0],
                        deadline: rules.deadline,
                        stream: rules.stream(session, seat),
                    };
                    Ok(Box::new(Guest::sit(place, factory.bind(py), on_error.clone())?))
                }
            }
        };
        Seat::all(sittings.len()).zip(sittings).map(player).collect()
    };
    let trouble = on_error.trouble();
    let played = if extent.talks > 1 {
        let mut seating = |table: &Table, _: &Settled, number: u32| match trouble.take() {
            Some(error) => Err(Raised(error)),
            None => seat(table, number),
        };
        play_in_rounds(&seated.table, rules, extent.session, extent.talks, &mut seating)?
    } else {
        let mut players = seat(&seated.table, 0)?;
        let mut protocol = seated.table.begin(rules, extent.session).map_err(Raised::from)?;
        let watch = |_: &Message| if trouble.is_there() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        play_told(&mut *protocol, &mut players, watch)
    };
    trouble.take().map_or(Ok(played), Err)
}

/// The outcome that a message is about.
pub(crate) fn offer_in(message: &Message) -> Option<&Offer> {
    match &message.act {
        Act::Offer(offer) | Act::Accept(offer) | Act::Reject(offer) | Act::Text(offer) | Act::Draft(offer) => Some(offer),
        _ => None,
    }
}

impl Session {
    fn table(&self) -> &Table {
        &self.seated.table
    }

    fn quality(&self) -> &Quality {
        self.quality.get_or_init(|| {
            self.seated.yardstick().measure(self.table(), &self.played, self.rules.convention, self.rules.deadline.rounds())
        })
    }

    fn header(&self) -> PyResult<Header> {
        let header = self.seated.subject.header(&self.rules, self.seats.clone());
        let header = header.map_err(|refusal| Raised::from(Unread::field(&self.seated.subject.scenario.name, refusal)))?;
        let talks = (self.extent.talks > 1).then_some(self.extent.talks);
        Ok(Header { session: self.extent.session, talks, ..header })
    }

    fn shown<T>(&self, show: impl FnOnce(&Talks<'_>) -> T) -> PyResult<T> {
        let header = self.header()?;
        Ok(show(&Talks {
            header: &header,
            table: self.table(),
            yardstick: self.seated.yardstick(),
            session: &self.played,
            quality: self.quality(),
        }))
    }
}

#[pymethods]
impl Session {
    /// How it ended: `agreement`, `partial`, `deadline`, `left`, `forfeit`, `limit`.
    #[getter]
    fn ending(&self) -> &'static str {
        self.played.ending.word()
    }

    /// What was agreed on in full.
    #[getter]
    fn agreement(&self) -> Option<Outcome> {
        self.played.ending.agreement().map(|offer| Outcome::new(&self.table().stakes.space, offer.clone()))
    }

    /// Who left or forfeited, from 1.
    #[getter]
    fn seat(&self) -> Option<usize> {
        match self.played.ending {
            Ending::Left(seat) | Ending::Forfeit(seat) => Some(seat.0 + 1),
            _ => None,
        }
    }

    /// What whoever forfeited did.
    #[getter]
    fn reason(&self) -> Option<&str> {
        self.played.messages.iter().rev().find_map(|message| match &message.act {
            Act::Forfeit { reason, .. } => Some(reason.as_str()),
            _ => None,
        })
    }

    /// Number of rounds that were begun.
    #[getter]
    fn rounds(&self) -> u32 {
        self.played.rounds
    }

    /// Number of messages.
    #[getter]
    fn length(&self) -> usize {
        self.played.messages.len()
    }

    /// Every message as a line of JSON, in order.
    fn messages(&self) -> Vec<String> {
        let line = |message: &Message| serde_json::to_string(&MessageLine::of(&self.table().stakes.space, message));
        self.played.messages.iter().filter_map(|message| line(message).ok()).collect()
    }

    /// The offers in order: seat from 1, round from 0, outcome.
    fn offers(&self) -> Vec<(usize, u32, Outcome)> {
        let offer = |message: &Message| match (&message.act, message.from) {
            (Act::Offer(offer), Speaker::Seat(seat)) => {
                Some((seat.0 + 1, message.round, Outcome::new(&self.table().stakes.space, offer.clone())))
            }
            _ => None,
        };
        self.played.messages.iter().filter_map(offer).collect()
    }

    /// What each offer is worth to each party, as the bytes of doubles row by row, in the order of `offers`.
    fn offers_utilities<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let mut bytes = Vec::new();
        for message in &self.played.messages {
            if let Act::Offer(offer) = &message.act {
                for utility in &self.table().stakes.utilities {
                    bytes.extend_from_slice(&utility.quantum.to_f64(utility.evaluate(offer)).to_ne_bytes());
                }
            }
        }
        PyBytes::new(py, &bytes)
    }

    /// The last line of the transcript: ending, utilities, quality, as JSON text.
    fn end(&self) -> PyResult<String> {
        serde_json::to_string(&transcript::end_line(self.table(), &self.played, self.quality()))
            .map_err(|error| usage(error.to_string(), "report this as a fault of zopa"))
    }

    /// Everything that was said, as JSON lines that `zopa replay` verifies. It holds everybody's utilities.
    fn transcript(&self) -> PyResult<String> {
        Ok(transcript::write(&self.header()?, self.table(), &self.played, self.quality()))
    }

    /// The session as a page.
    fn html(&self) -> PyResult<String> {
        self.shown(zopa_report::talks_html)
    }

    /// The path through the utility plane as SVG; `None` unless two sit at the table.
    fn picture(&self) -> PyResult<Option<String>> {
        self.shown(zopa_report::talks_picture)
    }

    /// The session in plain words.
    fn words(&self, columns: usize) -> PyResult<String> {
        self.shown(|talks| zopa_report::talks_terminal(talks, Width::new(columns), Styling::Plain))
    }
}

impl From<zopa_arena::Unprepared> for Raised {
    fn from(unprepared: zopa_arena::Unprepared) -> Self {
        CannotTalk::from(unprepared).into()
    }
}
