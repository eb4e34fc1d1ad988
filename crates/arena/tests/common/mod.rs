//! Small tables to talk at.

#![allow(dead_code, reason = "every test file uses its own part of this")]

use std::sync::Arc;

use zopa_analysis::inverse::InverseLimits;
use zopa_arena::bidding::{Needs, Setting};
use zopa_arena::protocol::{self, Begun, Protocol, Setup};
use zopa_arena::strategy::{Arguments, Prepared, Spec};
use zopa_arena::{
    Answer, Brief, Deadline, Offer, Player, Purpose, Scripted, Seat, Session, Stakes, Stream, TimeConvention, play,
};
use zopa_model::{BargainingProblem, Exact, ExactFactor, Issue, Outcome, OutcomeSpace, Threshold, Utility};

/// A utility of one factor for each issue, in hundredths, with a reservation in hundredths.
pub(crate) fn utility(hundredths: &[&[i32]], reservation: i32) -> Utility {
    let sizes: Vec<usize> = hundredths.iter().map(|values| values.len()).collect();
    let factor = |(issue, values): (usize, &&[i32])| ExactFactor {
        issues: vec![issue],
        values: values.iter().map(|&value| Exact::ratio(value, 100).unwrap()).collect(),
    };
    let factors = hundredths.iter().enumerate().map(factor).collect();
    let reservation = Threshold::At(Exact::ratio(reservation, 100).unwrap());
    Utility::from_exact(&sizes, factors, None, reservation, None, vec![]).unwrap()
}

/// Issues called `a`, `b`, … with options called `0`, `1`, ….
pub(crate) fn space(sizes: &[usize]) -> OutcomeSpace {
    let name = |k: usize| char::from(b'a' + k as u8).to_string();
    let issue = |(k, &size): (usize, &usize)| Issue::ordered(name(k), (0..size).map(|option| option.to_string()));
    OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), vec![])
}

/// Two parties, three issues of four options, with something to trade.
pub(crate) fn trade() -> Stakes {
    let space = space(&[4, 4, 4]);
    let buyer = utility(&[&[60, 40, 20, 0], &[30, 20, 10, 0], &[10, 7, 3, 0]], 20);
    let seller = utility(&[&[0, 5, 10, 15], &[0, 10, 20, 30], &[0, 18, 36, 55]], 20);
    Stakes::of(&BargainingProblem { space: &space, utilities: vec![buyer, seller] })
}

/// A buyer and a seller, and a price from 0 to 10.
pub(crate) fn single() -> Stakes {
    let space = OutcomeSpace::new(vec![Issue::integer("a", 0, 10)], vec![]);
    let falling: Vec<i32> = (0..11).map(|option| 100 - 10 * option).collect();
    let rising: Vec<i32> = (0..11).map(|option| 10 * option).collect();
    Stakes::of(&BargainingProblem { space: &space, utilities: vec![utility(&[&falling], 30), utility(&[&rising], 30)] })
}

/// Three parties over the same issues.
pub(crate) fn triangle() -> Stakes {
    let space = space(&[4, 4, 4]);
    let utilities = vec![
        utility(&[&[60, 40, 20, 0], &[30, 20, 10, 0], &[10, 7, 3, 0]], 20),
        utility(&[&[0, 5, 10, 15], &[0, 10, 20, 30], &[0, 18, 36, 55]], 20),
        utility(&[&[10, 20, 20, 10], &[0, 40, 40, 0], &[40, 20, 20, 0]], 20),
    ];
    Stakes::of(&BargainingProblem { space: &space, utilities })
}

/// A space of 10^40 outcomes with weights in 1/1024.
pub(crate) fn vast() -> Stakes {
    let sizes = vec![10; 40];
    let space = OutcomeSpace::new(
        (0..40).map(|k| Issue::categorical(format!("issue {k}"), (0..10).map(|option| option.to_string()))).collect(),
        vec![],
    );
    let utility = |rising: bool| {
        let factor = |issue: usize| ExactFactor {
            issues: vec![issue],
            values: (0..10i64)
                .map(|option| {
                    let weight = 1 + (issue as i64 * 7) % 48;
                    let step = if rising { option } else { 9 - option };
                    Exact::ratio(weight * step * if issue.is_multiple_of(2) == rising { 2 } else { 1 }, 16384).unwrap()
                })
                .collect(),
        };
        Utility::from_exact(&sizes, (0..40).map(factor).collect(), None, Threshold::Any, None, vec![]).unwrap()
    };
    Stakes::of(&BargainingProblem { space: &space, utilities: vec![utility(true), utility(false)] })
}

/// A strategy at a seat.
pub(crate) fn prepared(stakes: &Stakes, seat: usize, strategy: &str, rounds: u32) -> Prepared {
    let spec: Spec = strategy.parse().unwrap_or_else(|bad| panic!("{bad}"));
    let brief = Arc::new(Brief::new(stakes, Seat(seat), &InverseLimits::default()).unwrap());
    let everybody = (spec.bidding.entry.needs == Needs::EverybodysUtility).then(|| stakes.clone());
    let setting = Setting { brief, rounds: Some(rounds), convention: TimeConvention::Own, everybody };
    Prepared::new(&spec, &setting).unwrap()
}

/// A protocol by name, with its defaults.
pub(crate) fn protocol(stakes: &Stakes, name: &str, rounds: u32, seed: u64) -> Box<dyn Protocol> {
    try_protocol(stakes, name, rounds, seed).unwrap_or_else(|bad| panic!("{bad}"))
}

/// A protocol by name, with its defaults, where it can begin.
pub(crate) fn try_protocol(stakes: &Stakes, name: &str, rounds: u32, seed: u64) -> Begun {
    set_protocol(stakes, name, &[], rounds, seed)
}

/// A protocol by name with these settings.
pub(crate) fn set_protocol(stakes: &Stakes, name: &str, given: &[(&str, &str)], rounds: u32, seed: u64) -> Begun {
    let entry = protocol::named(name).unwrap_or_else(|| panic!("no protocol `{name}`"));
    let setup = Setup {
        space: Arc::clone(&stakes.space),
        seats: stakes.seats(),
        deadline: Deadline::Known(rounds),
        convention: TimeConvention::Own,
        stream: Stream::new(seed, 0, 0, Purpose::Mediator),
    };
    (entry.begin)(setup, &Arguments::read(entry.parameters, given.iter().copied())?)
}

/// Scripts at the table, one for each seat, under a protocol.
pub(crate) fn scripted(protocol: &mut dyn Protocol, scripts: Vec<Vec<Answer>>) -> Session {
    let player = |script: Vec<Answer>| Box::new(Scripted::new(script.into_iter().map(Ok))) as Box<dyn Player>;
    let mut players: Vec<Box<dyn Player>> = scripts.into_iter().map(player).collect();
    play(protocol, &mut players)
}

/// An offer of these options.
pub(crate) fn offer(options: &[u32]) -> Offer {
    Offer::new(Outcome::new(options))
}

/// A player of `strategy` at a seat, for session 0 of `seed`.
pub(crate) fn player(stakes: &Stakes, seat: usize, strategy: &str, rounds: u32, seed: u64) -> Box<dyn Player> {
    prepared(stakes, seat, strategy, rounds).sit(Stream::new(seed, 0, seat + 1, Purpose::Player))
}

/// A whole session under a protocol.
pub(crate) fn session(stakes: &Stakes, protocol_name: &str, strategies: &[&str], rounds: u32, seed: u64) -> Session {
    let mut players: Vec<Box<dyn Player>> =
        strategies.iter().enumerate().map(|(seat, strategy)| player(stakes, seat, strategy, rounds, seed)).collect();
    play(&mut *protocol(stakes, protocol_name, rounds, seed), &mut players)
}
