//! Where randomness comes from: one stream for each party name and purpose, with a place of its own for each draw.
//!
//! Draw `j` of a party therefore depends on the seed, the party's name, the purpose and `j`, and on nothing else:
//! not on the number of threads, of draws, of other parties, nor on what is said of them.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// One, in the fixed point of every draw: 2^50 units.
pub(crate) const ONE: i64 = 1 << BITS;
/// Binary places of the fixed point.
pub(crate) const BITS: u32 = 50;
/// Words of the stream kept for one draw: half a million uniforms.
const WORDS_PER_DRAW: u32 = 20;

/// How many draws, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawPlan {
    /// The seed. Part of every result.
    pub seed: u64,
    /// The number of draws.
    pub draws: u32,
}

/// What a stream is for. The numbers are part of the results: never change one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Weights = 1,
    Order = 2,
    Values = 3,
    Linkages = 4,
    Limit = 5,
    RedLines = 6,
    Pilot = 7,
    Chain = 8,
    Cloud = 9,
    Disagreement = 10,
    Shock = 11,
}

/// A stream of uniforms.
pub(crate) struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of `purpose` for the party called `name`.
    pub(crate) fn new(seed: u64, name: &str, purpose: Purpose) -> Self {
        let mut generator = ChaCha8Rng::from_seed(key(seed, name));
        generator.set_stream(purpose as u64);
        Self(generator)
    }

    /// Moves to the place of draw `draw`.
    pub(crate) fn seek(&mut self, draw: u32) {
        self.0.set_word_pos(u128::from(draw) << WORDS_PER_DRAW);
    }

    /// A uniform whole number from 0 up to, not including, [`ONE`].
    pub(crate) fn uniform(&mut self) -> i64 {
        (self.0.next_u64() >> (64 - BITS)) as i64
    }

    /// A uniform double in [0, 1), exactly representable in [`BITS`] places.
    pub(crate) fn real(&mut self) -> f64 {
        self.uniform() as f64 / ONE as f64
    }

    /// A uniform position below `bound`. (Multiplication of fixed point numbers: off by less than 2^-40 for any
    /// bound that occurs.)
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }
}

/// The key of a party: the seed, with the name absorbed eight bytes at a time by the generator itself.
fn key(seed: u64, name: &str) -> [u8; 32] {
    let mut key = [0u8; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(name.len() as u64).to_le_bytes());
    for chunk in name.as_bytes().chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(u64::from_le_bytes(word));
        generator.fill_bytes(&mut key);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_vectors() {
        let mut stream = Stream::new(1, "UA", Purpose::Weights);
        let first: Vec<i64> = (0..3).map(|_| stream.uniform()).collect();
        stream.seek(7);
        let seventh: Vec<i64> = (0..2).map(|_| stream.uniform()).collect();
        let mut other = Stream::new(1, "RU", Purpose::Limit);
        assert_eq!(first, [487_886_227_879_787, 679_657_035_559_478, 591_099_928_375_759]);
        assert_eq!(seventh, [889_410_208_614_083, 543_129_269_518_330]);
        assert_eq!(other.uniform(), 50_305_263_394_062);
    }

    #[test]
    fn a_place_is_found_again() {
        let mut stream = Stream::new(9, "a name longer than eight bytes", Purpose::Values);
        stream.seek(3);
        let there = stream.uniform();
        stream.seek(1);
        stream.uniform();
        stream.seek(3);
        assert_eq!(there, stream.uniform());
    }
}
