//! One seat at somebody else's table: a strategy that is asked turn by turn, where another program keeps the protocol.

use std::sync::{Arc, Mutex, MutexGuard};

use pyo3::prelude::*;
use zopa_arena::bidding::Needs;
use zopa_arena::strategy::Spec;
use zopa_arena::{
    Act as Said, Answer, Audience, Clock, Message, Misconduct, Offer, Player, Question, Rules, Seat as Place, Speaker,
};

use crate::act::Act;
use crate::error::{Raised, usage};
use crate::guest::{self, Guest, OnError};
use crate::outcome::{Outcome, offer};
use crate::rules::Given;
use crate::scenario::{Scenario, Seated};
use crate::session::Sitting;

/// A strategy of the catalogue or one written in Python, at a table of alternating offers that is kept elsewhere. It knows what
/// its own seat knows, and hears what it is told.
#[pyclass(frozen, module = "zopa._zopa")]
pub(crate) struct Seat {
    seated: Arc<Seated>,
    place: Place,
    rules: Rules,
    on_error: OnError,
    player: Mutex<Box<dyn Player>>,
}

impl Seat {
    fn sit(
        seated: &Seated,
        place: Place,
        sitting: &Sitting,
        rules: &Rules,
        session: u64,
        on_error: &OnError,
        py: Python<'_>,
    ) -> PyResult<Box<dyn Player>> {
        let (table, stream) = (&seated.table, rules.stream(session, place));
        match sitting {
            Sitting::Strategy(spec) => {
                knows_enough(spec)?;
                Ok(table.prepare(place, spec, rules).map_err(Raised::from)?.sit(stream))
            }
            Sitting::Guest(factory) => {
                let parties = seated.subject.parties();
                let at =
                    guest::Place { brief: &table.briefs[place.0], party: &parties[place.0], deadline: rules.deadline, stream };
                Ok(Box::new(Guest::sit(at, factory.bind(py), on_error.clone())?))
            }
        }
    }

    /// The clock in `round`; `elapsed` is the time where that goes by a clock on the wall.
    fn clock(&self, round: u32, elapsed: Option<f64>) -> Clock {
        Clock { elapsed, ..Clock::new(round, self.rules.deadline, self.rules.convention) }
    }

    /// The player, unless it is being asked already: waiting for it could only wait for ever.
    fn player(&self) -> PyResult<MutexGuard<'_, Box<dyn Player>>> {
        self.player.try_lock().map_err(|_| {
            usage("the seat is asked while it is answering", "ask one seat from one thread, and not from its own answer")
        })
    }

    fn other(&self, by: usize) -> PyResult<Place> {
        let seats = self.seated.table.briefs.len();
        let place = by.checked_sub(1).filter(|&place| place < seats);
        place.map(Place).ok_or_else(|| usage(format!("there is no seat {by}"), format!("seats are numbered from 1 to {seats}")))
    }

    fn heard(&self, player: &mut dyn Player, clock: Clock, by: Place, act: Said) {
        if player.listens() {
            player.hear(clock, &Message { round: clock.round, from: Speaker::Seat(by), to: Audience::Everybody, act });
        }
    }

    fn untroubled(&self) -> PyResult<()> {
        self.on_error.trouble().take().map_or(Ok(()), Err)
    }
}

/// Refuses what has to know everybody's utilities, which nobody at somebody else's table does.
fn knows_enough(spec: &Spec) -> PyResult<()> {
    match spec.bidding.entry.needs {
        Needs::OwnUtility => Ok(()),
        Needs::EverybodysUtility => Err(usage(
            format!("`{spec}` has to know what everybody wants, and a seat elsewhere knows its own utility alone"),
            "choose another strategy",
        )),
    }
}

#[pymethods]
impl Seat {
    /// Lets `sitting` sit for the party at a place from 0. `rounds` is `None` where the talks have no number of rounds.
    #[new]
    #[allow(clippy::too_many_arguments)]
    #[pyo3(signature = (scenario, party, sitting, rounds, time, seed, session))]
    fn new(
        scenario: &Bound<'_, Scenario>,
        party: usize,
        sitting: &Bound<'_, PyAny>,
        rounds: Option<u32>,
        time: &str,
        seed: u64,
        session: u64,
        py: Python<'_>,
    ) -> PyResult<Self> {
        // Without a number of rounds there is none to know.
        let deadline = if rounds.is_some() { "known" } else { "hidden" };
        let rules = Given { protocol: "alternating", rounds: rounds.unwrap_or(u32::MAX), deadline, time, seed }.rules()?;
        let seated = scenario.get().seated(rounds.unwrap_or(1), py)?;
        let parties = seated.table.briefs.len();
        if party >= parties {
            return Err(usage(format!("there is no party {party}"), format!("give a place from 0 to {}", parties - 1)));
        }
        let (place, on_error) = (Place(party), OnError::named("raise")?);
        let player = Self::sit(&seated, place, &Sitting::new(sitting)?, &rules, session, &on_error, py)?;
        Ok(Self { seated, place, rules, on_error, player: Mutex::new(player) })
    }

    /// Somebody else, at a seat from 1, offered or accepted an outcome.
    #[pyo3(signature = (round, elapsed, by, act, outcome))]
    fn hear(&self, round: u32, elapsed: Option<f64>, by: usize, act: &str, outcome: &Bound<'_, PyAny>) -> PyResult<()> {
        let (by, offer) = (self.other(by)?, offer(&self.seated.table.stakes.space, outcome)?);
        let act = match act {
            "offer" => Said::Offer(offer),
            "accept" => Said::Accept(offer),
            other => return Err(usage(format!("`{other}` cannot be heard"), "give \"offer\" or \"accept\"")),
        };
        self.heard(&mut **self.player()?, self.clock(round, elapsed), by, act);
        self.untroubled()
    }

    /// The seat's turn: what stands, if anything, and the seat from 1 that offered it. Returns an outcome or what else it does.
    #[pyo3(signature = (round, elapsed, standing))]
    fn turn(
        &self,
        round: u32,
        elapsed: Option<f64>,
        standing: Option<(Bound<'_, PyAny>, usize)>,
        py: Python<'_>,
    ) -> PyResult<Py<PyAny>> {
        let (space, clock) = (&self.seated.table.stakes.space, self.clock(round, elapsed));
        let standing: Option<(Offer, Place)> = match &standing {
            Some((outcome, by)) => Some((offer(space, outcome)?, self.other(*by)?)),
            None => None,
        };
        let mut player = self.player()?;
        let question = Question::Turn { standing: standing.as_ref().map(|(offer, by)| (offer, *by)) };
        let answer = player.answer(clock, question);
        self.untroubled()?;
        let accepted = standing.map(|(offer, _)| offer);
        match answer.map_err(|misconduct| illegal(&misconduct))? {
            Answer::Offer(offer) => {
                // It hears what it said itself, as it does at any table.
                self.heard(&mut **player, clock, self.place, Said::Offer(offer.clone()));
                self.untroubled()?;
                Ok(Py::new(py, Outcome::new(space, offer))?.into_any())
            }
            Answer::Accept => {
                let offer = accepted.ok_or_else(|| illegal(&Misconduct::Illegal("accepted, and nothing was offered")))?;
                self.heard(&mut **player, clock, self.place, Said::Accept(offer));
                self.untroubled()?;
                Ok(Py::new(py, Act::Accept)?.into_any())
            }
            Answer::Leave => Ok(Py::new(py, Act::Leave)?.into_any()),
            _ => Err(illegal(&Misconduct::Illegal("answered with what is no turn of alternating offers"))),
        }
    }
}

fn illegal(misconduct: &Misconduct) -> PyErr {
    usage(
        format!("the strategy {misconduct}"),
        "return an outcome of the scenario, zopa.ACCEPT where an offer stands, or zopa.LEAVE",
    )
}
