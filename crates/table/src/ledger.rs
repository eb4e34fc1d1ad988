//! The ledger: an append-only chain of lines for each stream.
//!
//! A line is `{"zopa":1,"stream":"public","seq":4,"at":"…","previous":"<hash>","event":{…}}`, and its hash is
//! `SHA-256(tag | line)`. Each line names the hash of the one before it, so that a line that is changed, dropped or put in
//! afterwards shows. The bytes themselves are hashed, so that nobody needs to agree on how JSON is written.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zopa_arena::transcript::hexadecimal;

use crate::{Event, Stream};

/// Sets these hashes apart from all others.
const TAG: &[u8] = b"zopa table line 1\n";
/// The hash before the first line.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line of a stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The version of this shape: 1.
    pub zopa: u32,
    /// The stream, in a word.
    pub stream: String,
    /// The number of the line in its stream, from one.
    pub seq: u64,
    /// When it was written, by the clock of the machine that wrote it (RFC 3339, UTC).
    pub at: String,
    /// The hash of the line before, or 64 zeros.
    pub previous: String,
    /// What happened.
    pub event: Event,
}

/// The end of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// How many lines there are.
    pub seq: u64,
    /// The hash of the last.
    pub hash: String,
}

impl Default for Head {
    fn default() -> Self {
        Self { seq: 0, hash: START.to_owned() }
    }
}

impl Head {
    /// The next line of `stream`, and the head after it.
    pub fn next(&self, stream: Stream, at: &str, event: Event) -> (String, Self) {
        let entry = Entry {
            zopa: 1,
            stream: stream.to_string(),
            seq: self.seq + 1,
            at: at.to_owned(),
            previous: self.hash.clone(),
            event,
        };
        let line = serde_json::to_string(&entry).expect("events are plain data with texts for keys");
        let head = Self { seq: entry.seq, hash: hash(&line) };
        (line, head)
    }

    /// Reads the line that follows.
    ///
    /// # Errors
    /// Where it does not follow, or is no line.
    pub fn read(&self, stream: Stream, line: &str) -> Result<(Entry, Self), String> {
        let number = self.seq + 1;
        let entry: Entry =
            serde_json::from_str(line).map_err(|error| format!("line {number} is no line of a ledger: {error}"))?;
        if entry.zopa != 1 {
            return Err(format!("line {number} is of version {}; this program reads version 1", entry.zopa));
        }
        if entry.stream != stream.to_string() || entry.seq != number {
            return Err(format!("line {number} is missing, or out of its place"));
        }
        if entry.previous != self.hash {
            return Err(format!("line {number} does not follow the line before it: one of the two was changed"));
        }
        Ok((entry, Self { seq: number, hash: hash(line) }))
    }
}

fn hash(line: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(TAG);
    hash.update(line.as_bytes());
    let digest: [u8; 32] = hash.finalize().into();
    hexadecimal(&digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Vec<String> {
        let mut head = Head::default();
        let mut lines = Vec::new();
        for id in 1..4 {
            let (line, next) = head.next(Stream::Public, "2026-01-01T00:00:00Z", Event::ItemBegun { id });
            lines.push(line);
            head = next;
        }
        lines
    }

    fn read(lines: &[String]) -> Result<u64, String> {
        let mut head = Head::default();
        for line in lines {
            head = head.read(Stream::Public, line)?.1;
        }
        Ok(head.seq)
    }

    #[test]
    fn a_chain_shows_what_was_changed_dropped_or_moved() {
        let lines = chain();
        assert_eq!(read(&lines), Ok(3));
        let mut changed = lines.clone();
        changed[1] = changed[1].replace("\"id\":2", "\"id\":7");
        assert!(read(&changed).unwrap_err().contains("line 3 does not follow"));
        assert!(read(&[lines[0].clone(), lines[2].clone()]).unwrap_err().contains("line 2 is missing"));
        assert!(read(&[lines[1].clone()]).is_err());
    }
}
