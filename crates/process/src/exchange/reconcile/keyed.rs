//! Keyed hashes, for a side that does not show its list. (HMAC, RFC 2104, with SHA-256.)
//!
//! Equal hashes are of equal fields; likeness cannot be seen in them, so a name that is spelt in a way that does not meet the
//! other spelling is not found. Whoever has the key can hash any name and look for it: a list of hashes is no secret from
//! the holder of the key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::normal::Name;

/// The keyed hash of a name in its one spelling, with the whole day of birth, as 64 hexadecimal digits. `None` where a name
/// or a part of the day is missing: it would never be found.
pub fn keyed_hash(name: &Name, key: &[u8]) -> Option<String> {
    if name.family.is_empty() || name.given.is_empty() || !name.birth.is_whole() {
        return None;
    }
    let mut hash = Hmac::<Sha256>::new_from_slice(key).ok()?;
    let day = name.birth.day_number()?;
    hash.update(format!("zopa person 1\n{}\n{}\n{day}", name.family, name.given).as_bytes());
    Some(hash.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_rfc_4231() {
        let mut hash = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
        hash.update(b"what do ya want for nothing?");
        let text: String = hash.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(text, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn a_hash_needs_all_it_is_made_of() {
        let name =
            Name { family: "kanarenko".into(), given: "nikolai".into(), birth: "1985-02-03".parse().unwrap(), ..Name::default() };
        assert_eq!(keyed_hash(&name, b"k").unwrap().len(), 64);
        assert_ne!(keyed_hash(&name, b"k"), keyed_hash(&name, b"l"));
        assert_eq!(keyed_hash(&Name { birth: "1985".parse().unwrap(), ..name }, b"k"), None);
    }
}
