//! Stakes and sessions that the benchmark and the example of times have in common.

use std::sync::Arc;

use zopa_analysis::inverse::InverseLimits;
use zopa_arena::bidding::Setting;
use zopa_arena::protocol::{AlternatingOffers, Setup};
use zopa_arena::strategy::{Prepared, Spec};
use zopa_arena::{Brief, Deadline, Player, Purpose, Seat, Session, Stakes, Stream, TimeConvention, play};
use zopa_model::{BargainingProblem, Exact, ExactFactor, Issue, OutcomeSpace, Threshold, Utility};

/// How many rounds a session may take.
const ROUNDS: u32 = 100;

/// Two parties who want opposite things, each caring most about other issues. Weights are in 1/1024.
pub(crate) fn stakes(sizes: &[usize]) -> Stakes {
    let issue = |(k, &size): (usize, &usize)| Issue::categorical(k.to_string(), (0..size).map(|option| option.to_string()));
    let space = OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), vec![]);
    let utility = |is_rising: bool| {
        let factor = |issue: usize| {
            let weight = if is_rising { issue + 1 } else { sizes.len() - issue };
            let step = |option: usize| if is_rising { option } else { sizes[issue] - 1 - option };
            let value = |option| Exact::ratio((weight * step(option)) as i64, 1024).expect("1024 is not zero");
            ExactFactor { issues: vec![issue], values: (0..sizes[issue]).map(value).collect() }
        };
        let factors = (0..sizes.len()).map(factor).collect();
        Utility::from_exact(sizes, factors, None, Threshold::Any, None, vec![]).expect("small numbers")
    };
    Stakes::of(&BargainingProblem { space: &space, utilities: vec![utility(true), utility(false)] })
}

/// Everybody's strategy, prepared for these stakes.
pub(crate) fn prepared(stakes: &Stakes, strategy: &str) -> Vec<Prepared> {
    let spec: Spec = strategy.parse().expect("a strategy of the catalogue");
    let prepare = |seat| {
        let brief = Arc::new(Brief::new(stakes, seat, &InverseLimits::default()).expect("within the limits"));
        let setting = Setting { brief, rounds: Some(ROUNDS), convention: TimeConvention::Own, everybody: None };
        Prepared::new(&spec, &setting).expect("defaults make sense")
    };
    Seat::all(stakes.seats()).map(prepare).collect()
}

/// One session between them, by alternating offers; `session` numbers its random streams.
pub(crate) fn session(stakes: &Stakes, prepared: &[Prepared], session: u64) -> Session {
    let setup = Setup {
        space: Arc::clone(&stakes.space),
        seats: stakes.seats(),
        deadline: Deadline::Known(ROUNDS),
        convention: TimeConvention::Own,
        stream: Stream::new(1, session, 0, Purpose::Mediator),
    };
    let sit = |(seat, one): (usize, &Prepared)| one.sit(Stream::new(1, session, seat + 1, Purpose::Player));
    let mut players: Vec<Box<dyn Player>> = prepared.iter().enumerate().map(sit).collect();
    play(&mut AlternatingOffers::new(setup), &mut players)
}

/// The spaces that sessions are measured on: 3,600 outcomes, 390,625, and 10^40.
pub(crate) fn spaces() -> [(&'static str, Vec<usize>); 3] {
    [("3600", vec![5, 5, 4, 4, 3, 3]), ("390625", vec![5; 8]), ("1e40", vec![10; 40])]
}
