//! Where randomness comes from: one stream for each session, seat and purpose.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream is for. The numbers are part of every transcript: never change one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A player's own choices.
    Player = 1,
    /// A mediator's drafts.
    Mediator = 2,
    /// When the talks end, where that is drawn.
    Deadline = 3,
    /// Resampling in statistics.
    Bootstrap = 4,
}

/// A stream of random numbers, the same on every machine.
#[derive(Clone, Debug)]
pub struct Stream(ChaCha12Rng);

/// Sets these streams apart from all others that might be keyed with the same seed.
const DOMAIN: &[u8; 4] = b"talk";

impl Stream {
    /// The stream of `purpose` at `seat` (zero for the table) of session `session` of the run with this `seed`.
    pub fn new(seed: u64, session: u64, seat: usize, purpose: Purpose) -> Self {
        let mut key = [0u8; 32];
        key[..4].copy_from_slice(DOMAIN);
        key[4..8].copy_from_slice(&(purpose as u32).to_le_bytes());
        key[8..16].copy_from_slice(&seed.to_le_bytes());
        key[16..24].copy_from_slice(&session.to_le_bytes());
        key[24..].copy_from_slice(&(seat as u64).to_le_bytes());
        Self(ChaCha12Rng::from_seed(key))
    }

    /// A uniform double in [0, 1), of 53 bits.
    pub fn real(&mut self) -> f64 {
        const BITS: u32 = f64::MANTISSA_DIGITS;
        (self.0.next_u64() >> (64 - BITS)) as f64 / (1u64 << BITS) as f64
    }

    /// A uniform position below `bound`, which is positive. (Lemire 2019, ACM Transactions on Modeling and Computer
    /// Simulation 29:3, without the rejection: off by less than `bound` / 2^64.)
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// The generator itself, for draws of others.
    pub fn generator(&mut self) -> &mut impl Rng {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_in_seed_session_seat_and_purpose() {
        let first = |seed, session, seat, purpose| Stream::new(seed, session, seat, purpose).below(usize::MAX);
        let one = first(1, 0, 0, Purpose::Player);
        assert_eq!(one, first(1, 0, 0, Purpose::Player));
        let others =
            [(2, 0, 0, Purpose::Player), (1, 1, 0, Purpose::Player), (1, 0, 1, Purpose::Player), (1, 0, 0, Purpose::Mediator)];
        assert!(others.into_iter().all(|(seed, session, seat, purpose)| first(seed, session, seat, purpose) != one));
    }
}
