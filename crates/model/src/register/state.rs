//! Where a record stands, and which moves there are.

use std::fmt;

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// One side says that the person is held.
    Claimed,
    /// The holder agrees.
    Acknowledged,
    /// A neutral body has seen the person.
    Verified,
    /// Consent is recorded and health allows it.
    Ready,
    /// In a batch.
    Scheduled,
    /// Home.
    Released,
    /// The sides disagree on the person.
    Disputed,
    /// Dead: the record moves to the list of remains under the same id.
    Deceased,
    /// The person does not wish to go.
    Withdrawn,
    /// The same person as another record.
    Duplicate,
}

impl State {
    /// Every state, in the order in which they are told.
    pub const ALL: [Self; 10] = [
        Self::Claimed,
        Self::Acknowledged,
        Self::Verified,
        Self::Ready,
        Self::Scheduled,
        Self::Released,
        Self::Disputed,
        Self::Deceased,
        Self::Withdrawn,
        Self::Duplicate,
    ];

    /// The word for it, as lists and case files write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Acknowledged => "acknowledged",
            Self::Verified => "verified",
            Self::Ready => "ready",
            Self::Scheduled => "scheduled",
            Self::Released => "released",
            Self::Disputed => "disputed",
            Self::Deceased => "deceased",
            Self::Withdrawn => "withdrawn",
            Self::Duplicate => "duplicate",
        }
    }

    /// Whether a record may move from here to `to` on the word of `source`.
    ///
    /// # Errors
    /// A move that is not in [`MOVES`], or a source without a name.
    pub fn check_move(self, to: Self, source: &str) -> Result<Move, NoMove> {
        if source.trim().is_empty() {
            return Err(NoMove::WithoutSource { from: self, to });
        }
        let there = MOVES.iter().find(|step| (step.from, step.to) == (self, to));
        there.copied().ok_or(NoMove::NotInTable { from: self, to })
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A legal move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// From where.
    pub from: State,
    /// To where.
    pub to: State,
    /// Of what kind.
    pub kind: MoveKind,
}

/// Of what kind a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveKind {
    /// A step towards home.
    Forward,
    /// A step back, which is allowed and recorded.
    Back,
    /// Out of the way home.
    Exit,
    /// Back from an exit, when it turns out otherwise.
    Return,
}

const fn step(from: State, to: State, kind: MoveKind) -> Move {
    Move { from, to, kind }
}

/// Every legal move. Any of them needs a source.
pub const MOVES: &[Move] = {
    use MoveKind::{Back, Exit, Forward, Return};
    use State::{Acknowledged, Claimed, Deceased, Disputed, Duplicate, Ready, Released, Scheduled, Verified, Withdrawn};
    &[
        step(Claimed, Acknowledged, Forward),
        step(Acknowledged, Verified, Forward),
        step(Verified, Ready, Forward),
        step(Ready, Scheduled, Forward),
        step(Scheduled, Released, Forward),
        step(Acknowledged, Claimed, Back),
        step(Verified, Acknowledged, Back),
        step(Ready, Verified, Back),
        step(Scheduled, Ready, Back),
        // A release that was reported in error.
        step(Released, Scheduled, Back),
        step(Claimed, Disputed, Exit),
        step(Acknowledged, Disputed, Exit),
        step(Verified, Disputed, Exit),
        step(Ready, Disputed, Exit),
        step(Scheduled, Disputed, Exit),
        step(Claimed, Deceased, Exit),
        step(Acknowledged, Deceased, Exit),
        step(Verified, Deceased, Exit),
        step(Ready, Deceased, Exit),
        step(Scheduled, Deceased, Exit),
        step(Disputed, Deceased, Exit),
        // Nobody can say what they wish before somebody neutral has heard it.
        step(Verified, Withdrawn, Exit),
        step(Ready, Withdrawn, Exit),
        step(Scheduled, Withdrawn, Exit),
        step(Claimed, Duplicate, Exit),
        step(Acknowledged, Duplicate, Exit),
        step(Verified, Duplicate, Exit),
        step(Ready, Duplicate, Exit),
        step(Scheduled, Duplicate, Exit),
        step(Disputed, Duplicate, Exit),
        step(Disputed, Claimed, Return),
        step(Disputed, Acknowledged, Return),
        step(Deceased, Claimed, Return),
        step(Withdrawn, Verified, Return),
        step(Duplicate, Claimed, Return),
    ]
};

/// Why a record does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMove {
    /// Nobody is named who says so.
    WithoutSource {
        /// From where.
        from: State,
        /// To where.
        to: State,
    },
    /// There is no such move.
    NotInTable {
        /// From where.
        from: State,
        /// To where.
        to: State,
    },
}

impl fmt::Display for NoMove {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WithoutSource { from, to } => write!(f, "a move from {from} to {to} needs a source"),
            Self::NotInTable { from, to } => {
                let ways: Vec<&str> = MOVES.iter().filter(|step| step.from == *from).map(|step| step.to.word()).collect();
                write!(f, "there is no move from {from} to {to}; from there a record moves to {}", ways.join(", "))
            }
        }
    }
}

impl std::error::Error for NoMove {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_home_is_walked_step_by_step_and_needs_a_source() {
        let way = [State::Claimed, State::Acknowledged, State::Verified, State::Ready, State::Scheduled, State::Released];
        for pair in way.windows(2) {
            assert_eq!(pair[0].check_move(pair[1], "list").unwrap().kind, MoveKind::Forward);
            assert_eq!(pair[1].check_move(pair[0], "list").unwrap().kind, MoveKind::Back);
            assert!(matches!(pair[0].check_move(pair[1], " "), Err(NoMove::WithoutSource { .. })));
        }
        assert!(matches!(State::Claimed.check_move(State::Ready, "list"), Err(NoMove::NotInTable { .. })));
        assert!(State::Claimed.check_move(State::Withdrawn, "list").is_err(), "nobody neutral has heard the person");
    }

    #[test]
    fn every_state_can_be_reached_and_left_and_no_move_stands_twice() {
        for state in State::ALL {
            assert!(MOVES.iter().any(|step| step.from == state), "{state} cannot be left");
            assert!(state == State::Claimed || MOVES.iter().any(|step| step.to == state), "{state} cannot be reached");
        }
        for (at, step) in MOVES.iter().enumerate() {
            assert!(!MOVES[..at].iter().any(|other| (other.from, other.to) == (step.from, step.to)));
        }
    }
}
