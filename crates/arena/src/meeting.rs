//! Everything that a session follows from: stakes, protocol, deadline, strategies, seed.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use zopa_analysis::inverse::InverseLimits;

use crate::bidding::{Needs, Setting};
use crate::protocol::{self, Protocol, Setup};
use crate::strategy::{Arguments, BadArgument, BadSpec, Part, Prepared, Spec, part};
use crate::{Brief, Deadline, Player, Purpose, Seat, Session, Stakes, Stream, TimeConvention, Unprepared, play};

/// A protocol as users type it: `alternating`, or `NAME:key=value,key=value`.
#[derive(Clone, Debug)]
pub struct ProtocolSpec {
    /// What was named.
    pub entry: &'static protocol::Entry,
    /// What it is set with.
    pub arguments: Arguments,
    text: String,
}

impl FromStr for ProtocolSpec {
    type Err = BadSpec;

    fn from_str(text: &str) -> Result<Self, BadSpec> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let Part { entry, arguments } =
            part("protocol", &text, protocol::named, protocol::ALL, |entry| (entry.name, entry.parameters))?;
        Ok(Self { entry, arguments, text })
    }
}

impl fmt::Display for ProtocolSpec {
    /// As it was typed, without spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The rules of one meeting or of many: what does not depend on who sits where.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The protocol.
    pub protocol: ProtocolSpec,
    /// When the talks end.
    pub deadline: Deadline,
    /// How rounds become a time.
    pub convention: TimeConvention,
    /// The seed of everything random.
    pub seed: u64,
}

/// Stakes with what every seat knows of them, prepared once for all meetings about them.
#[derive(Clone, Debug)]
pub struct Table {
    /// What is at stake.
    pub stakes: Stakes,
    /// What each seat knows.
    pub briefs: Vec<Arc<Brief>>,
}

impl Table {
    /// Prepares every seat.
    ///
    /// # Errors
    /// Where a utility cannot be asked backwards within `limits`, or a seat has nothing to offer.
    pub fn new(stakes: Stakes, limits: &InverseLimits) -> Result<Self, Unprepared> {
        let brief = |seat| Brief::new(&stakes, seat, limits).map(Arc::new);
        Ok(Self { briefs: Seat::all(stakes.seats()).map(brief).collect::<Result<_, _>>()?, stakes })
    }

    /// A strategy ready for `seat` under `rules`.
    ///
    /// # Errors
    /// Where an argument makes no sense in this setting.
    pub fn prepare(&self, seat: Seat, spec: &Spec, rules: &Rules) -> Result<Prepared, BadArgument> {
        let everybody = match spec.bidding.entry.needs {
            Needs::OwnUtility => None,
            Needs::EverybodysUtility => Some(self.stakes.clone()),
        };
        let brief = Arc::clone(&self.briefs[seat.0]);
        let setting = Setting { brief, rounds: rules.deadline.known(), convention: rules.convention, everybody };
        Prepared::new(spec, &setting)
    }

    /// The protocol of session `session`, about to begin.
    ///
    /// # Errors
    /// Where the protocol does not fit the stakes.
    pub fn begin(&self, rules: &Rules, session: u64) -> Result<Box<dyn Protocol>, BadArgument> {
        let setup = Setup {
            space: Arc::clone(&self.stakes.space),
            seats: self.stakes.seats(),
            deadline: rules.deadline,
            convention: rules.convention,
            stream: Stream::new(rules.seed, session, 0, Purpose::Mediator),
        };
        (rules.protocol.entry.begin)(setup, &rules.protocol.arguments)
    }

    /// Plays session `session` between `players`, in the order of the seats.
    ///
    /// # Errors
    /// Where the protocol does not fit the stakes.
    pub fn play(&self, rules: &Rules, session: u64, players: &mut [Box<dyn Player>]) -> Result<Session, BadArgument> {
        Ok(play(&mut *self.begin(rules, session)?, players))
    }
}

impl Rules {
    /// What the player at `seat` draws from in session `session`.
    pub fn stream(&self, session: u64, seat: Seat) -> Stream {
        Stream::new(self.seed, session, seat.0 + 1, Purpose::Player)
    }
}
