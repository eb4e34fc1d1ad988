//! The seal of a memorandum: what is hashed, and how.
//!
//! `SHA-256(tag | seat | nonce | canonical bytes)`. The nonce keeps others from trying out the few memoranda that a party
//! might have written. The tag and the seat keep a seal from being copied by another seat, or from other uses of the hash.

use rand_core::Rng;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use zopa_model::{Outcome, OutcomeSpace};

use crate::{Seat, Stream};

/// Sets these hashes apart from all others.
const TAG: &[u8] = b"zopa sealed memorandum 1\n";

/// A memorandum that asks for `outcome`: a JSON object from issue to option, its keys sorted, without insignificant spaces.
pub fn canonical(space: &OutcomeSpace, outcome: &Outcome) -> String {
    let mut clauses: Vec<(&str, &str)> = space
        .issues()
        .iter()
        .zip(outcome.options())
        .map(|(issue, &option)| (issue.name(), issue.options()[option as usize].as_str()))
        .collect();
    clauses.sort_unstable();
    let object: Map<String, Value> = clauses.into_iter().map(|(issue, option)| (issue.to_owned(), option.into())).collect();
    Value::Object(object).to_string()
}

/// A nonce of 32 bytes.
pub fn nonce(stream: &mut Stream) -> [u8; 32] {
    let mut nonce = [0; 32];
    stream.generator().fill_bytes(&mut nonce);
    nonce
}

/// The seal of a memorandum.
pub fn seal(seat: Seat, nonce: &[u8; 32], memorandum: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(TAG);
    hash.update((seat.0 as u64).to_le_bytes());
    hash.update(nonce);
    hash.update(memorandum.as_bytes());
    hash.finalize().into()
}
