//! Tokens of sessions and links: 32 random bytes that stand nowhere but with their holder.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::keys::{Key, random};

/// A fresh token.
pub(crate) fn fresh() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// What is kept of a token: enough to recognise it, and not to use it.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The key that only the holder of a token has.
pub(crate) fn key(token: &str) -> Key {
    Key::of(token.as_bytes(), "session")
}

/// What a page of ours sends along with a change, and no other page can know.
pub(crate) fn csrf(token: &str) -> String {
    key(token).mark("csrf")
}
