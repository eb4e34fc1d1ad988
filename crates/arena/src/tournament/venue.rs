//! A scenario made ready for all its sessions.

use zopa_analysis::Limits;

use super::{Contender, Fixture, Outsider, Plan, Record, Tournament};
use crate::quality::{Quality, Yardstick};
use crate::strategy::{BadArgument, Prepared};
use crate::transcript::{self, Header, SeatLine};
use crate::{Player, Seat, Session, Table};

/// A scenario made ready: its table, its yardstick, and every strategy at every seat where it sits. All sessions share it.
pub struct Venue {
    table: Table,
    yardstick: Yardstick,
    /// By seat, then by who takes part; `None` for outsiders, and for those who never sit there.
    prepared: Vec<Vec<Option<Prepared>>>,
    /// What transcripts begin with, where they are kept.
    header: Option<Header>,
}

/// A session that was played.
#[derive(Clone, Debug)]
pub struct Played {
    /// What was said.
    pub session: Session,
    /// How good it is.
    pub quality: Quality,
}

impl Venue {
    /// Prepares the scenario at `scenario` of a tournament, whose table this is. `header` is what transcripts about it begin
    /// with, the seats left open; `None` where none are kept.
    ///
    /// # Errors
    /// Where a setting of a strategy makes no sense here.
    pub fn new(
        tournament: &Tournament,
        scenario: usize,
        table: Table,
        limits: &Limits,
        header: Option<Header>,
    ) -> Result<Self, BadArgument> {
        let nobody = || tournament.contenders.iter().map(|_| None).collect::<Vec<Option<Prepared>>>();
        let mut prepared: Vec<_> = Seat::all(table.stakes.seats()).map(|_| nobody()).collect();
        for (seat, who) in tournament.schedule.sitting(scenario) {
            if let Contender::Strategy(spec) = &tournament.contenders[who] {
                prepared[seat][who] = Some(table.prepare(Seat(seat), spec, &tournament.rules)?);
            }
        }
        Ok(Self { yardstick: Yardstick::new(&table, limits), table, prepared, header })
    }

    /// The table.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The players of a session. `outside` brings those who are no strategies.
    ///
    /// # Errors
    /// Where `outside` cannot.
    pub fn players<E>(
        &self,
        tournament: &Tournament,
        fixture: &Fixture<'_>,
        outside: impl Fn(Seat, Outsider<'_>) -> Result<Box<dyn Player>, E>,
    ) -> Result<Vec<Box<dyn Player>>, E> {
        let player = |(seat, &who): (usize, &usize)| match tournament.contenders[who].outsider() {
            Some(outsider) => outside(Seat(seat), outsider),
            None => {
                let prepared = self.prepared[seat][who].as_ref().expect("everybody who sits here was prepared");
                Ok(prepared.sit(tournament.rules.stream(fixture.stream, Seat(seat))))
            }
        };
        fixture.seats.iter().enumerate().map(player).collect()
    }

    /// Plays a session.
    ///
    /// # Errors
    /// Where the protocol does not fit the scenario.
    pub fn play(
        &self,
        tournament: &Tournament,
        fixture: &Fixture<'_>,
        players: &mut [Box<dyn Player>],
    ) -> Result<Played, BadArgument> {
        let rules = &tournament.rules;
        let session = self.table.play(rules, fixture.stream, players)?;
        let quality = self.yardstick.measure(&self.table, &session, rules.convention, rules.deadline.rounds());
        Ok(Played { session, quality })
    }

    /// What is kept of a session.
    pub fn record(&self, fixture: &Fixture<'_>, played: &Played) -> Record {
        Record::of(fixture.session, &self.table, played)
    }

    /// The transcript of a session, where transcripts are kept. `zopa replay` plays it again.
    pub fn transcript(&self, plan: &Plan, fixture: &Fixture<'_>, played: &Played) -> Option<String> {
        let header = self.header.as_ref()?;
        let seat = |(party, &who): (&String, &usize)| {
            let entrant = &plan.strategies[who];
            match entrant.strategy.parse() {
                Ok(Contender::Strategy(_)) => {
                    let (strategy, label) = (Some(entrant.strategy.clone()), Some(entrant.label.clone()));
                    SeatLine { party: party.clone(), strategy, label }
                }
                _ => SeatLine { party: party.clone(), strategy: None, label: None },
            }
        };
        let seats = plan.scenarios[fixture.scenario].parties.iter().zip(fixture.seats).map(seat).collect();
        let header = Header { session: fixture.stream, seats, ..header.clone() };
        Some(transcript::write(&header, &self.table, &played.session, &played.quality))
    }
}
