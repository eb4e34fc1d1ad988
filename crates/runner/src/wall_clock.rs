//! A deadline on the wall, for those who need one. Sessions under it cannot be repeated, and their transcripts say so.

use std::time::{Duration, Instant};

use zopa_arena::protocol::{Next, Protocol};
use zopa_arena::{Answer, Clock, Ending, Message, Misconduct, Seat};

/// A protocol that also ends when so much time has passed.
pub struct WallClock {
    protocol: Box<dyn Protocol>,
    began: Instant,
    limit: Duration,
}

impl WallClock {
    /// Starts the clock.
    pub fn start(protocol: Box<dyn Protocol>, limit: Duration) -> Self {
        Self { protocol, began: Instant::now(), limit }
    }

    /// How much of the time allowed has passed, from 0 to 1.
    fn elapsed(&self) -> f64 {
        (self.began.elapsed().as_secs_f64() / self.limit.as_secs_f64()).min(1.0)
    }
}

impl Protocol for WallClock {
    fn open(&mut self, said: &mut Vec<Message>) {
        self.protocol.open(said);
    }

    fn next(&self) -> Next<'_> {
        match self.protocol.next() {
            Next::Ask(..) if self.began.elapsed() >= self.limit => Next::Over(Ending::Deadline),
            next => next,
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        self.protocol.take(seat, answer, said)
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>) {
        self.protocol.forfeit(seat, misconduct, said);
    }

    fn clock(&self) -> Clock {
        // Rounds tell nothing of the deadline here, so a seat that counts on them would be misled.
        Clock { elapsed: Some(self.elapsed()), rounds: None, ..self.protocol.clock() }
    }

    fn rounds_begun(&self) -> u32 {
        self.protocol.rounds_begun()
    }
}
