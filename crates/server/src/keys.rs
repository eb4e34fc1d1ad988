//! Keys: where they come from, what they seal, and what is left of them when the server stops.
//!
//! ```text
//! operator's passphrase ──argon2id──▶ operator's key ──HKDF──▶ wraps the key of every stream and document
//! a seat's passphrase   ──argon2id──▶ its own key ─┬─▶ wraps the key of the seat's compartment (with the operator's)
//! a session's token     ──HKDF───────▶ its own key ─┘
//! ```
//!
//! Everything at rest is sealed with XChaCha20-Poly1305 under a key of its own and with its place as associated data, so that
//! nothing can be read without its key or put in another's place.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::ZeroizeOnDrop;

/// Bytes of a nonce.
const NONCE: usize = 24;
/// Memory of a passphrase's key derivation, in KiB (the second recommendation of RFC 9106 is 64 MiB and three passes).
const MEMORY: u32 = 64 * 1024;
/// Passes.
const PASSES: u32 = 3;

/// A key of 32 bytes. It is never shown, and wiped when it goes.
#[derive(Clone, ZeroizeOnDrop)]
pub(crate) struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// What was sealed cannot be opened: another key, another place, or changed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CannotOpen;

/// Random bytes of the machine.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("a machine without randomness can keep no secret");
    bytes
}

impl Key {
    /// A fresh one.
    pub(crate) fn fresh() -> Self {
        Self(random())
    }

    /// A key made of bytes that are secret and random already, for one purpose.
    pub(crate) fn of(secret: &[u8], purpose: &str) -> Self {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, secret).expand(purpose.as_bytes(), &mut key).expect("32 bytes are within what HKDF gives");
        Self(key)
    }

    /// The key for one purpose that follows from this one.
    pub(crate) fn derive(&self, purpose: &str) -> Self {
        Self::of(&self.0, purpose)
    }

    /// The key that only somebody with both has.
    pub(crate) fn with(&self, other: &Self, purpose: &str) -> Self {
        let mut both = zeroize::Zeroizing::new([0; 64]);
        both[..32].copy_from_slice(&self.0);
        both[32..].copy_from_slice(&other.0);
        Self::of(&*both, purpose)
    }

    /// Seals `plain` for `place`.
    pub(crate) fn seal(&self, place: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = random();
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = XChaCha20Poly1305::new((&self.0).into()).encrypt(XNonce::from_slice(&nonce), payload);
        [&nonce[..], &sealed.expect("messages are far below what the cipher takes")].concat()
    }

    /// Opens what was sealed for `place`.
    pub(crate) fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(CannotOpen)?;
        let payload = Payload { msg: rest, aad: place.as_bytes() };
        XChaCha20Poly1305::new((&self.0).into()).decrypt(XNonce::from_slice(nonce), payload).map_err(|_| CannotOpen)
    }

    /// This key, sealed under another one.
    pub(crate) fn wrap(&self, other: &Self, place: &str) -> Vec<u8> {
        other.seal(place, &self.0)
    }

    /// The key that was sealed under this one.
    pub(crate) fn unwrap_key(&self, place: &str, wrapped: &[u8]) -> Result<Self, CannotOpen> {
        let bytes = zeroize::Zeroizing::new(self.open(place, wrapped)?);
        Ok(Self(bytes.as_slice().try_into().map_err(|_| CannotOpen)?))
    }

    /// A text that only who has this key can name, for one purpose.
    pub(crate) fn mark(&self, purpose: &str) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.derive(purpose).0)
    }
}

/// What a passphrase is stretched to: something to recognise it by, and a key.
pub(crate) struct Stretched {
    /// The hash of one half: kept, to recognise the passphrase by.
    pub(crate) verifier: [u8; 32],
    /// The other half.
    pub(crate) key: Key,
}

/// Stretches a passphrase (argon2id, RFC 9106). It takes about a tenth of a second and 64 MiB, which is its purpose.
pub(crate) fn stretch(passphrase: &str, salt: &[u8; 16]) -> Stretched {
    let params = Params::new(MEMORY, PASSES, 1, Some(64)).expect("these are within the limits of argon2");
    let mut out = zeroize::Zeroizing::new([0; 64]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *out)
        .expect("a passphrase of any length and 16 bytes of salt are within the limits of argon2");
    let mut key = [0; 32];
    key.copy_from_slice(&out[32..]);
    Stretched { verifier: Sha256::digest(&out[..32]).into(), key: Key(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_in_its_place_only() {
        let (one, other) = (Key::fresh(), Key::fresh());
        let sealed = one.seal("here", b"secret");
        assert_eq!(one.open("here", &sealed), Ok(b"secret".to_vec()));
        assert_eq!(one.open("there", &sealed), Err(CannotOpen));
        assert_eq!(other.open("here", &sealed), Err(CannotOpen));
        assert_ne!(one.seal("here", b"secret"), sealed, "every nonce is fresh");
        let mut changed = sealed.clone();
        changed[NONCE] ^= 1;
        assert_eq!(one.open("here", &changed), Err(CannotOpen));
    }

    #[test]
    fn a_passphrase_is_recognised_and_gives_the_same_key() {
        let salt = [3; 16];
        let (first, again, wrong) = (stretch("a b c", &salt), stretch("a b c", &salt), stretch("a b d", &salt));
        assert_eq!(first.verifier, again.verifier);
        assert_ne!(first.verifier, wrong.verifier);
        let sealed = first.key.seal("x", b"y");
        assert_eq!(again.key.open("x", &sealed), Ok(b"y".to_vec()));
        assert_eq!(wrong.key.open("x", &sealed), Err(CannotOpen));
    }
}
