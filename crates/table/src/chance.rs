//! Randomness, which a room does not have: a door draws it and hands it over.

use std::fmt;

/// 32 bytes that nobody could foresee, drawn for one command.
#[derive(Clone, Copy)]
pub struct Chance(pub [u8; 32]);

impl Chance {
    /// Its first eight bytes as the seed of a session.
    pub(crate) fn seed(self) -> u64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0[..8]);
        u64::from_le_bytes(first)
    }
}

/// Never shown: a protocol that draws lots would be open to whoever reads it.
impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance(…)")
    }
}
