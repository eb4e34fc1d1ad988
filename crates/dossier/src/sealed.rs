//! A case behind a passphrase, in the age format (age-encryption.org/v1, scrypt recipient), so that other tools of
//! that format open it too.
//!
//! One exception to a rule of the rooms lives here: the salt and the file key are drawn by the `age` crate from the
//! operating system. Encryption with a reproducible key would be none.

use std::fmt;
use std::io::{Read, Write};

use age::secrecy::SecretString;

/// What the binary form begins with.
const HEADER: &[u8] = b"age-encryption.org/v1";
/// What the form in letters begins with.
const ARMOUR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
/// Work factor of sealing: 2^18 rounds of scrypt, 256 MiB and about a second. It is fixed: left to itself `age` times
/// the machine (it still does, and is overruled), and a room must not depend on the machine.
const WORK_FACTOR: u8 = 18;
/// The largest work factor that is opened, 1 GiB of memory: a hostile file cannot ask for more.
const LARGEST_WORK_FACTOR: u8 = 20;

/// Why something could not be sealed or opened. Holds no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// No passphrase was given.
    EmptyPassphrase,
    /// The passphrase does not open it.
    WrongPassphrase,
    /// It is sealed for keys and not with a passphrase.
    NotWithPassphrase,
    /// It is in letters rather than bytes.
    Armoured,
    /// Opening it would take more memory than is allowed.
    TooMuchWork,
    /// It is no sealed file, or it is damaged.
    Damaged,
}

impl SealError {
    /// How to mend it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::EmptyPassphrase => "choose one that cannot be guessed, such as six words drawn by dice",
            Self::WrongPassphrase => "type it again; without it nothing can open the file",
            Self::NotWithPassphrase => "open it with the `age` tool and its key, then seal it with a passphrase",
            Self::Armoured => "turn it into the binary form with the `age` tool",
            Self::TooMuchWork => "open it with the `age` tool, if you trust where it comes from",
            Self::Damaged => "get another copy; a changed file is never opened in part",
        }
    }
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptyPassphrase => "the passphrase is empty",
            Self::WrongPassphrase => "the passphrase does not open it",
            Self::NotWithPassphrase => "it is not sealed with a passphrase",
            Self::Armoured => "it is sealed in the form of letters, which is not read",
            Self::TooMuchWork => "opening it would take more than a gigabyte of memory",
            Self::Damaged => "it is damaged, or no sealed file",
        })
    }
}

impl std::error::Error for SealError {}

/// Whether `bytes` look like a file in the age format.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(HEADER) || bytes.starts_with(ARMOUR)
}

/// `bytes` behind `passphrase`.
///
/// # Errors
/// Where the passphrase is empty, or the operating system has no randomness to give.
pub fn seal(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    seal_with(bytes, passphrase, WORK_FACTOR)
}

fn seal_with(bytes: &[u8], passphrase: &str, work_factor: u8) -> Result<Vec<u8>, SealError> {
    if passphrase.is_empty() {
        return Err(SealError::EmptyPassphrase);
    }
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(work_factor);
    let one = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(one).expect("one scrypt recipient is a valid list of recipients");
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(|_| SealError::Damaged)?;
    writer.write_all(bytes).map_err(|_| SealError::Damaged)?;
    writer.finish().map_err(|_| SealError::Damaged)?;
    Ok(sealed)
}

/// What is behind `passphrase`: all of it, or nothing.
///
/// # Errors
/// See [`SealError`]. None of them says anything of the passphrase or of what is inside.
pub fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    if bytes.starts_with(ARMOUR) {
        return Err(SealError::Armoured);
    }
    if passphrase.is_empty() {
        return Err(SealError::EmptyPassphrase);
    }
    let decryptor = age::Decryptor::new(bytes).map_err(|error| told(&error))?;
    if !decryptor.is_scrypt() {
        return Err(SealError::NotWithPassphrase);
    }
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(LARGEST_WORK_FACTOR);
    let one = std::iter::once(&identity as &dyn age::Identity);
    let mut reader = decryptor.decrypt(one).map_err(|error| told(&error))?;
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).map_err(|_| SealError::Damaged)?;
    Ok(plain)
}

fn told(error: &age::DecryptError) -> SealError {
    match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => SealError::WrongPassphrase,
        age::DecryptError::NoMatchingKeys => SealError::NotWithPassphrase,
        age::DecryptError::ExcessiveWork { .. } => SealError::TooMuchWork,
        _ => SealError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: u8 = 4;

    #[test]
    fn what_was_sealed_opens_with_its_passphrase_alone() {
        let sealed = seal_with(b"zopa: 1", "correct horse", QUICK).unwrap();
        assert!(is_sealed(&sealed) && !is_sealed(b"zopa: 1"));
        assert_eq!(open(&sealed, "correct horse").as_deref(), Ok(b"zopa: 1".as_slice()));
        assert_eq!(open(&sealed, "wrong horse"), Err(SealError::WrongPassphrase));
        assert_eq!(open(&sealed, ""), Err(SealError::EmptyPassphrase));
        assert_eq!(seal_with(b"zopa: 1", "", QUICK), Err(SealError::EmptyPassphrase));
    }

    #[test]
    fn a_changed_file_is_not_opened() {
        let sealed = seal_with(&[7; 1000], "correct horse", QUICK).unwrap();
        for at in [0, HEADER.len(), sealed.len() / 2, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&changed, "correct horse").is_err(), "byte {at}");
        }
        assert!(open(&sealed[..sealed.len() - 1], "correct horse").is_err());
        assert_eq!(open(b"zopa: 1", "correct horse"), Err(SealError::Damaged));
    }

    #[test]
    fn a_file_that_asks_for_too_much_work_is_refused_before_the_work() {
        let sealed = seal_with(b"zopa: 1", "correct horse", QUICK).unwrap();
        // The work factor is the last word of the second line: `-> scrypt SALT 4`.
        let second_line_end = HEADER.len() + 1 + sealed[HEADER.len() + 1..].iter().position(|&byte| byte == b'\n').unwrap();
        let mut hostile = sealed[..second_line_end - 1].to_vec();
        hostile.extend(b"40");
        hostile.extend(&sealed[second_line_end..]);
        assert_eq!(open(&hostile, "correct horse"), Err(SealError::TooMuchWork));
    }

    #[test]
    fn errors_hold_no_secret() {
        let sealed = seal_with(b"the text", "correct horse", QUICK).unwrap();
        let error = open(&sealed, "battery staple").unwrap_err();
        let shown = format!("{error} {error:?} {}", error.way_out());
        assert!(!shown.contains("battery") && !shown.contains("horse"));
    }
}
