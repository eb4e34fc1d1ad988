//! Where variation comes from: one stream for each seed, group, part and attempt.

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};

/// Sets these streams apart from all others that might be keyed with the same seed.
const DOMAIN: &[u8; 8] = b"class  1";

/// A stream of uniforms, the same on every machine.
pub(super) struct Stream(ChaCha12Rng);

impl Stream {
    pub(super) fn new(seed: u64, group: u32, part: usize, attempt: u32) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(DOMAIN);
        key[8..16].copy_from_slice(&seed.to_le_bytes());
        key[16..20].copy_from_slice(&group.to_le_bytes());
        key[20..24].copy_from_slice(&attempt.to_le_bytes());
        key[24..].copy_from_slice(&(part as u64).to_le_bytes());
        Self(ChaCha12Rng::from_seed(key))
    }

    /// A uniform double in [-1, 1), of 53 bits.
    pub(super) fn symmetric(&mut self) -> f64 {
        const BITS: u32 = f64::MANTISSA_DIGITS;
        (self.0.next_u64() >> (64 - BITS)) as f64 / (1u64 << (BITS - 1)) as f64 - 1.0
    }
}
