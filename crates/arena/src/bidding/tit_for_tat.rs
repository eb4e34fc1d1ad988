//! Tit for tat: concede as the others conceded, in three forms of the paper and a naive one.
//!
//! The paper imitates values of issues; here own utilities of whole offers are imitated, as shares of the best. With several
//! others, each calls for a target of its own, and the greatest holds.

use super::aim::{aim, toughest};
use super::{Bidding, Entry, Needs, PreparedBidding};
use crate::strategy::{Arguments, Fidelity, Parameter};
use crate::{Bid, Now, Seat, Stream};

/// How an answer follows from what was received; `n` is the turn of the last offer received, so that the own last offer is
/// `x(n-1)` and the next is `x(n+1)`.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// `x(n+1) = x(n-1) o(n-2d) / o(n-2d+2)`.
    Relative { lag: usize },
    /// `x(n+1) = x(n-1) + o(n-2d) - o(n-2d+2) - R`, R uniform on [0, most].
    RandomAbsolute { lag: usize, most: f64 },
    /// `x(n+1) = x(n-1) o(n-2g) / o(n)`.
    Averaged { window: usize },
    /// As far below the best as the others' offers have risen in all; what they take back is not taken back.
    Naive,
}

impl Form {
    /// How many of the last offers it looks at.
    fn looks_at(self) -> usize {
        match self {
            Self::Relative { lag } | Self::RandomAbsolute { lag, .. } => lag + 1,
            Self::Averaged { window } => window + 1,
            Self::Naive => usize::MAX,
        }
    }

    /// The target after the own last share and the last shares received, the earliest first; `noise` is uniform on [0, 1).
    /// `None` where too few were received, or the ratio has no meaning.
    fn answer(self, own: f64, received: &[f64], noise: f64) -> Option<f64> {
        let is_short = self.looks_at() != usize::MAX && received.len() < self.looks_at();
        let (first, last) = (*received.first()?, *received.last()?);
        let ratio = |from: f64, to: f64| (to != 0.0).then(|| own * from / to);
        match self {
            _ if is_short || received.len() < 2 => None,
            Self::Relative { .. } => ratio(first, received[1]),
            Self::RandomAbsolute { most, .. } => Some(own + first - received[1] - most * noise),
            Self::Averaged { .. } => ratio(first, last),
            Self::Naive => Some(1.0 - received.windows(2).map(|pair| (pair[1] - pair[0]).max(0.0)).sum::<f64>()),
        }
    }
}

struct TitForTat(Form);

impl Bidding for TitForTat {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let Some(last) = now.history.last_made() else { return now.brief.best.clone() };
        let own = now.share(last.units);
        let noise = if matches!(self.0, Form::RandomAbsolute { .. }) { stream.real() } else { 0.0 };
        let of = |seat: Seat| self.0.answer(own, &now.last_shares(seat, self.0.looks_at()), noise);
        match toughest(now, of) {
            Some(target) => aim(now, target, stream),
            None => last.clone(),
        }
    }
}

fn prepared(form: Form) -> PreparedBidding {
    Box::new(move || Box::new(TitForTat(form)))
}

fn lag(arguments: &Arguments) -> usize {
    arguments.get("d") as usize
}

const D: Parameter = Parameter { name: "d", default: 1.0, least: 1.0, most: 1000.0, meaning: "how many offers ago (whole)" };

const FARATIN: Entry = Entry {
    name: "",
    title: "",
    source: "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24:159",
    fidelity: Fidelity::InspiredBy,
    choices: "own utilities are imitated instead of values of issues; begins with the best; where too little was received, or \
              a ratio has no meaning, the own last offer comes again; with several others the greatest target holds",
    needs: Needs::OwnUtility,
    parameters: &[D],
    acceptance: "next",
    model: "none",
    prepare: |_, arguments| Ok(prepared(Form::Relative { lag: lag(arguments) })),
};

pub(super) const RELATIVE: Entry =
    Entry { name: "tit-for-tat-relative", title: "concedes in the proportion in which the others did", ..FARATIN };

pub(super) const RANDOM_ABSOLUTE: Entry = Entry {
    name: "tit-for-tat-absolute",
    title: "concedes by as much as the others did, and a little more at random",
    parameters: &[D, Parameter { name: "m", default: 0.02, least: 0.0, most: 1.0, meaning: "most that is added at random" }],
    prepare: |_, arguments| Ok(prepared(Form::RandomAbsolute { lag: lag(arguments), most: arguments.get("m") })),
    ..FARATIN
};

pub(super) const AVERAGED: Entry = Entry {
    name: "tit-for-tat-averaged",
    title: "concedes in the proportion of the others' last few offers",
    parameters: &[Parameter { name: "g", default: 2.0, least: 1.0, most: 1000.0, meaning: "over how many offers (whole)" }],
    prepare: |_, arguments| Ok(prepared(Form::Averaged { window: arguments.get("g") as usize })),
    ..FARATIN
};

pub(super) const NAIVE: Entry = Entry {
    name: "tit-for-tat",
    title: "concedes by as much as the others' offers rose",
    choices: "counts from the best, so that nothing is lost to gaps between outcomes; what others take back is not taken back; \
              with several others the greatest target holds",
    parameters: &[],
    prepare: |_, _| Ok(prepared(Form::Naive)),
    ..FARATIN
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indices_are_those_of_the_paper() {
        // The others' offers rose from .2 to .25 to .4; the own last was .9.
        let received = [0.2, 0.25, 0.4];
        let near = |found: Option<f64>, expected: f64| (found.expect("enough was received") - expected).abs() < 1e-12;
        let last = |count: usize| &received[3 - count..];
        assert!(near(Form::Relative { lag: 1 }.answer(0.9, last(2), 0.0), 0.9 * 0.25 / 0.4));
        assert!(near(Form::Relative { lag: 2 }.answer(0.9, last(3), 0.0), 0.9 * 0.2 / 0.25));
        assert!(near(Form::RandomAbsolute { lag: 1, most: 0.1 }.answer(0.9, last(2), 0.5), 0.9 - 0.15 - 0.05));
        assert!(near(Form::Averaged { window: 2 }.answer(0.9, last(3), 0.0), 0.9 * 0.2 / 0.4));
        assert!(near(Form::Naive.answer(0.9, &[0.2, 0.1, 0.4], 0.0), 0.7));
    }

    #[test]
    fn too_little_or_nothing_to_divide_by_calls_for_nothing() {
        assert_eq!(Form::Relative { lag: 2 }.answer(0.9, &[0.2, 0.4], 0.0), None);
        assert_eq!(Form::Averaged { window: 1 }.answer(0.9, &[0.2, 0.0], 0.0), None);
        assert_eq!(Form::Naive.answer(0.9, &[0.2], 0.0), None);
    }
}
