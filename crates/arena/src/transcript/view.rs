//! What a seat has heard, as a hash that grows with every message.

use sha2::{Digest, Sha256};

use super::line::hexadecimal;
use crate::Seat;

/// Sets these hashes apart from all others.
const TAG: &[u8] = b"zopa view 1\n";
/// Bytes of a hash that are written: enough that no two views are taken for one.
const SHOWN: usize = 16;

/// The hash of everything that one seat has heard.
#[derive(Clone, Debug)]
pub(super) struct View([u8; 32]);

impl View {
    /// The view of a seat that has heard nothing.
    pub(super) fn new(seat: Seat) -> Self {
        let mut hash = Sha256::new();
        hash.update(TAG);
        hash.update((seat.0 as u64).to_le_bytes());
        Self(hash.finalize().into())
    }

    /// The seat hears a line.
    pub(super) fn hear(&mut self, line: &str) {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(line.as_bytes());
        self.0 = hash.finalize().into();
    }

    /// The hash as it is written.
    pub(super) fn shown(&self) -> String {
        hexadecimal(&self.0[..SHOWN])
    }
}
