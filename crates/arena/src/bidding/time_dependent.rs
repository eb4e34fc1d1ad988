//! Concession by the clock alone: Boulware, linear, Conceder, in the forms of the paper, of NegMAS and of NegoLog.
//!
//! The target falls from 1 to the reservation along a curve of normalised time, and the offer is the outcome of least own
//! worth that still reaches it; with a model of the others, of the outcomes about there the one that they like best.

use std::sync::Arc;

use super::aim::aim;
use super::{Bidding, Entry, Needs, PreparedBidding, Setting};
use crate::strategy::{Arguments, BadArgument, Fidelity, Parameter};
use crate::{Bid, Brief, Clock, Deadline, Now, Stream};

/// A curve from time to a share of the own best; `floor` is the share below which it does not go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Curve {
    /// `floor + (1 - floor)(1 - F)` with `F = k + (1 - k) t^(1/e)`.
    /// (Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24:159.)
    Polynomial {
        /// Below 1 Boulware, above 1 Conceder; 0 never concedes.
        e: f64,
        /// The share that is conceded from the start.
        k: f64,
    },
    /// `floor + (1 - floor)(1 - t^a)`, with a = 4 for Boulware and 1/4 for Conceder. (NegMAS 0.16, `PolyAspiration`.)
    Aspiration {
        /// The exponent.
        a: f64,
    },
    /// `(1-t)^2 p0 + 2(1-t)t p1 + t^2 p2`, with `p2` raised to the floor. (NegoLog, Bézier curve.)
    Quadratic {
        /// At time 0.
        p0: f64,
        /// What it bends towards.
        p1: f64,
        /// At time 1.
        p2: f64,
    },
}

impl Curve {
    /// The target at time `t`.
    pub(super) fn target(self, t: f64, floor: f64) -> f64 {
        match self {
            Self::Polynomial { e, k } => {
                // Zero to the power of zero is one, but at the start of the talks nothing is conceded.
                let conceded = if t <= 0.0 || e == 0.0 { 0.0 } else { libm::pow(t, 1.0 / e) };
                floor + (1.0 - floor) * (1.0 - (k + (1.0 - k) * conceded))
            }
            Self::Aspiration { a } => floor + (1.0 - floor) * (1.0 - libm::pow(t, a)),
            Self::Quadratic { p0, p1, p2 } => {
                let left = 1.0 - t;
                left * left * p0 + 2.0 * left * t * p1 + t * t * p2.max(floor)
            }
        }
    }
}

/// The offers of all rounds, found once.
#[derive(Debug)]
struct Schedule {
    curve: Curve,
    /// The bid of each round.
    bids: Vec<Bid>,
}

/// Offers beyond so many rounds are found as they are needed.
const MOST_PREPARED: u32 = 1 << 12;

impl Schedule {
    fn new(curve: Curve, setting: &Setting) -> Self {
        let deadline = setting.rounds.map_or(Deadline::Hidden(1), Deadline::Known);
        let prepared = deadline.rounds().min(MOST_PREPARED);
        let clock = |round| Clock::new(round, deadline, setting.convention);
        Self { curve, bids: (0..prepared).map(|round| bid(curve, &setting.brief, clock(round))).collect() }
    }

    fn at(&self, brief: &Brief, clock: Clock) -> Bid {
        if clock.elapsed.is_some() {
            return bid(self.curve, brief, clock);
        }
        // Without a known deadline time stands still, and with it the offer.
        let round = if clock.rounds.is_some() { clock.round as usize } else { 0 };
        self.bids.get(round).cloned().unwrap_or_else(|| bid(self.curve, brief, clock))
    }
}

fn bid(curve: Curve, brief: &Brief, clock: Clock) -> Bid {
    brief.at_target(curve.target(clock.time(), brief.scale.floor_share()))
}

/// Concedes by the clock.
struct TimeDependent(Arc<Schedule>);

impl Bidding for TimeDependent {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        match now.model.believes() {
            false => self.0.at(now.brief, now.clock),
            true => aim(now, self.0.curve.target(now.clock.time(), now.brief.scale.floor_share()), stream),
        }
    }

    fn looks_back(&self) -> bool {
        false
    }
}

fn prepared(curve: Curve, setting: &Setting) -> PreparedBidding {
    let schedule = Arc::new(Schedule::new(curve, setting));
    Box::new(move || Box::new(TimeDependent(Arc::clone(&schedule))))
}

fn polynomial(setting: &Setting, arguments: &Arguments) -> Result<PreparedBidding, BadArgument> {
    Ok(prepared(Curve::Polynomial { e: arguments.get("e"), k: arguments.get("k") }, setting))
}

fn aspiration(setting: &Setting, arguments: &Arguments) -> Result<PreparedBidding, BadArgument> {
    Ok(prepared(Curve::Aspiration { a: arguments.get("a") }, setting))
}

fn quadratic(setting: &Setting, arguments: &Arguments) -> Result<PreparedBidding, BadArgument> {
    Ok(prepared(Curve::Quadratic { p0: arguments.get("p0"), p1: arguments.get("p1"), p2: arguments.get("p2") }, setting))
}

const K: Parameter = Parameter { name: "k", default: 0.0, least: 0.0, most: 1.0, meaning: "share conceded from the start" };

const fn e(default: f64) -> Parameter {
    Parameter { name: "e", default, least: 0.0, most: 100.0, meaning: "below 1 Boulware, above 1 Conceder, 0 never concedes" }
}

const fn a(default: f64) -> Parameter {
    Parameter { name: "a", default, least: 0.001, most: 1000.0, meaning: "exponent of time" }
}

const fn p(name: &'static str, default: f64, meaning: &'static str) -> Parameter {
    Parameter { name, default, least: 0.0, most: 1.0, meaning }
}

const FARATIN: Entry = Entry {
    name: "",
    title: "",
    source: "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24:159",
    fidelity: Fidelity::FromPaper,
    choices: "offers the outcome of least own worth at or above the target; the exponents are those of GENIUS",
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "next",
    model: "none",
    prepare: polynomial,
};

/// Holds out, and gives way at the end.
pub(super) const BOULWARE: Entry =
    Entry { name: "boulware", title: "holds out and gives way at the end", parameters: &[e(0.2), K], ..FARATIN };

/// Concedes evenly.
pub(super) const LINEAR: Entry = Entry { name: "linear", title: "concedes evenly", parameters: &[e(1.0), K], ..FARATIN };

/// Gives way early.
pub(super) const CONCEDER: Entry = Entry { name: "conceder", title: "gives way early", parameters: &[e(2.0), K], ..FARATIN };

/// Never concedes.
pub(super) const HARDLINER: Entry =
    Entry { name: "hardliner", title: "always asks for its best", parameters: &[e(0.0), K], ..FARATIN };

const NEGMAS: Entry = Entry {
    source: "NegMAS 0.16, PolyAspiration (Mohammad, Greenwald & Nakadai 2021)",
    choices: "the curve is that of NegMAS; run with the time convention `negmas` for its times as well",
    prepare: aspiration,
    ..FARATIN
};

/// Boulware as NegMAS has it.
pub(super) const BOULWARE_NEGMAS: Entry =
    Entry { name: "boulware-negmas", title: "Boulware as in NegMAS", parameters: &[a(4.0)], ..NEGMAS };

/// Linear as NegMAS has it.
pub(super) const LINEAR_NEGMAS: Entry =
    Entry { name: "linear-negmas", title: "linear as in NegMAS", parameters: &[a(1.0)], ..NEGMAS };

/// Conceder as NegMAS has it.
pub(super) const CONCEDER_NEGMAS: Entry =
    Entry { name: "conceder-negmas", title: "Conceder as in NegMAS", parameters: &[a(0.25)], ..NEGMAS };

const NEGOLOG: Entry = Entry {
    source: "NegoLog (Doğru, Keskin, Jonker, Baarslag & Aydoğan 2024, IJCAI)",
    choices: "the curve is that of NegoLog",
    prepare: quadratic,
    ..FARATIN
};

/// Boulware as NegoLog has it.
pub(super) const BOULWARE_NEGOLOG: Entry = Entry {
    name: "boulware-negolog",
    title: "Boulware as in NegoLog",
    parameters: &[p("p0", 1.0, "target at time 0"), p("p1", 0.85, "what the curve bends to"), p("p2", 0.4, "target at time 1")],
    ..NEGOLOG
};

/// Conceder as NegoLog has it.
pub(super) const CONCEDER_NEGOLOG: Entry = Entry {
    name: "conceder-negolog",
    title: "Conceder as in NegoLog",
    parameters: &[p("p0", 1.0, "target at time 0"), p("p1", 0.55, "what the curve bends to"), p("p2", 0.4, "target at time 1")],
    ..NEGOLOG
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_those_of_their_sources() {
        let at_half = |curve: Curve| curve.target(0.5, 0.0);
        assert_eq!(at_half(Curve::Polynomial { e: 0.2, k: 0.0 }), 0.96875);
        assert_eq!(at_half(Curve::Aspiration { a: 4.0 }), 0.9375);
        let negolog = [0.85, 0.55].map(|p1| at_half(Curve::Quadratic { p0: 1.0, p1, p2: 0.4 }));
        assert!((negolog[0] - 0.775).abs() < 1e-12 && (negolog[1] - 0.625).abs() < 1e-12);
    }

    #[test]
    fn a_curve_ends_at_the_floor_and_begins_at_the_best() {
        for curve in [Curve::Polynomial { e: 0.2, k: 0.0 }, Curve::Aspiration { a: 0.25 }] {
            assert_eq!((curve.target(0.0, 0.3), curve.target(1.0, 0.3)), (1.0, 0.3));
        }
        assert_eq!(Curve::Polynomial { e: 0.0, k: 0.0 }.target(1.0, 0.3), 1.0);
        assert_eq!(Curve::Polynomial { e: 1.0, k: 0.1 }.target(0.0, 0.0), 0.9);
    }
}
