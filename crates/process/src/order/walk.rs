//! One order, point by point: what going on and stopping are worth to everybody.

use zopa_model::{Exact, PartyIndex};

use super::{Terms, Tested};

/// An order that was walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// One entry before each move, and one when all is done.
    pub moments: Vec<Moment>,
    /// The first point at which somebody gains by stopping.
    pub failure: Option<Failure>,
}

/// The point before a move, or the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// For each party, what going on is worth from here on.
    pub going_on: Vec<Exact>,
    /// For each party, what stopping here is worth.
    pub stopping: Vec<Exact>,
    /// For each party, what it has had and paid so far, undiscounted: who is ahead.
    pub so_far: Vec<Exact>,
}

/// Somebody gains by stopping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Before which move, counted from 0.
    pub before: usize,
    /// Who.
    pub party: PartyIndex,
    /// By how much.
    pub gain: Exact,
}

/// Walks `moves`, each a set of pieces done at once.
pub fn walk(terms: &Terms, moves: &[Vec<usize>], tested: Tested) -> Walk {
    let parties = terms.parties();
    let mut going_on = vec![terms.complete.clone()];
    for pieces in moves.iter().rev() {
        let later = &going_on[going_on.len() - 1];
        let now = (0..parties).map(|party| &(&terms.discount * &later[party]) + &terms.change(pieces, party)).collect();
        going_on.push(now);
    }
    going_on.reverse();
    let mut so_far = vec![Exact::zero(); parties];
    let (mut done, mut moments, mut failure) = (Vec::new(), Vec::new(), None);
    for (before, going_on) in going_on.into_iter().enumerate() {
        let stopping: Vec<Exact> = (0..parties).map(|party| terms.stopping(&done, party)).collect();
        if let Some(pieces) = moves.get(before).filter(|_| failure.is_none()) {
            let is_tested = |party: &PartyIndex| {
                tested == Tested::Everybody || before == 0 || pieces.iter().any(|&piece| terms.pieces[piece].actor == *party)
            };
            let gains = (0..parties).filter(is_tested).map(|party| (party, &stopping[party] - &going_on[party]));
            let worst =
                gains.filter(|(_, gain)| !gain.is_negative() && !gain.is_zero()).max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
            failure = worst.map(|(party, gain)| Failure { before, party, gain });
        }
        moments.push(Moment { going_on, stopping, so_far: so_far.clone() });
        if let Some(pieces) = moves.get(before) {
            done.extend(pieces);
            so_far.iter_mut().enumerate().for_each(|(party, sum)| *sum = &*sum + &terms.change(pieces, party));
        }
    }
    Walk { moments, failure }
}
