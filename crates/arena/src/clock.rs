//! Rounds, and the normalised time that follows from them.

/// When the talks end, and what the seats are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// After this many rounds, as everybody knows. Zero ends the talks at once.
    Known(u32),
    /// After this many rounds, which nobody at the table knows: their time stands at zero.
    Hidden(u32),
}

impl Deadline {
    /// The number of rounds after which the talks end.
    pub fn rounds(self) -> u32 {
        match self {
            Self::Known(rounds) | Self::Hidden(rounds) => rounds,
        }
    }

    /// The number of rounds, where the seats know it.
    pub fn known(self) -> Option<u32> {
        match self {
            Self::Known(rounds) => Some(rounds),
            Self::Hidden(_) => None,
        }
    }
}

/// How rounds become a time between 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeConvention {
    /// Round q of R is at q/R: from 0 to below 1. That of GENIUS in rounds as well.
    #[default]
    Own,
    /// Round q of R is at (q + 1)/(R + 1), as in NegMAS.
    Negmas,
}

/// What a seat reads off the clock at its turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// The round, from zero.
    pub round: u32,
    /// The number of rounds, where it is known.
    pub rounds: Option<u32>,
    /// How rounds become a time.
    pub convention: TimeConvention,
    /// How much of the time allowed has passed on a clock on the wall, from 0 to 1: only where a door sets one, which makes a
    /// session impossible to repeat.
    pub elapsed: Option<f64>,
}

impl Clock {
    /// The clock at `round` before `deadline`, as the seats see it.
    pub fn new(round: u32, deadline: Deadline, convention: TimeConvention) -> Self {
        Self { round, rounds: deadline.known(), convention, elapsed: None }
    }

    /// Normalised time: from 0 to below 1, and always 0 where the deadline is not known.
    pub fn time(&self) -> f64 {
        if let Some(elapsed) = self.elapsed {
            return elapsed;
        }
        let Some(rounds) = self.rounds.filter(|&rounds| rounds > 0) else { return 0.0 };
        let (round, rounds) = (f64::from(self.round), f64::from(rounds));
        match self.convention {
            TimeConvention::Own => round / rounds,
            TimeConvention::Negmas => (round + 1.0) / (rounds + 1.0),
        }
    }

    /// Whether no round follows this one, as far as is known.
    pub fn is_last_round(&self) -> bool {
        self.rounds.is_some_and(|rounds| self.round + 1 >= rounds)
    }

    /// How many rounds follow this one, where that is known.
    pub fn rounds_left(&self) -> Option<u32> {
        self.rounds.map(|rounds| rounds.saturating_sub(self.round + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_that_of_the_convention() {
        let at = |round, convention| Clock::new(round, Deadline::Known(4), convention).time();
        assert_eq!([0, 2, 3].map(|round| at(round, TimeConvention::Own)), [0.0, 0.5, 0.75]);
        assert_eq!([0, 3].map(|round| at(round, TimeConvention::Negmas)), [0.2, 0.8]);
    }

    #[test]
    fn a_hidden_deadline_shows_nowhere() {
        let early = Clock::new(3, Deadline::Hidden(4), TimeConvention::Own);
        let late = Clock::new(3, Deadline::Hidden(400), TimeConvention::Own);
        assert_eq!(early, late);
        assert_eq!((early.time(), early.is_last_round(), early.rounds_left()), (0.0, false, None));
    }
}
