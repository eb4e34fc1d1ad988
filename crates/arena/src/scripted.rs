//! A player that follows a script.

use std::collections::VecDeque;

use crate::{Answer, Clock, Message, Misconduct, Player, Question};

/// Gives the answers that it was given, in order, and then falls silent, which forfeits its seat.
#[derive(Clone, Debug)]
pub struct Scripted {
    answers: VecDeque<Result<Answer, Misconduct>>,
}

impl Scripted {
    /// A player that answers so.
    pub fn new(answers: impl IntoIterator<Item = Result<Answer, Misconduct>>) -> Self {
        Self { answers: answers.into_iter().collect() }
    }
}

impl Player for Scripted {
    fn hear(&mut self, _clock: Clock, _message: &Message) {}

    fn answer(&mut self, _clock: Clock, _question: Question<'_>) -> Result<Answer, Misconduct> {
        self.answers.pop_front().unwrap_or_else(|| Err(Misconduct::Died("its script is at an end".to_owned())))
    }
}
