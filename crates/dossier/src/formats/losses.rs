//! What a writer could not carry: one remark for each kind of thing.

use std::collections::BTreeMap;

use super::document::in_marks;
use super::{Profile, Remark, Weight};

/// The most parties that one remark names.
const MOST_NAMED: usize = 4;

/// What is lost, as it is found.
#[derive(Clone, Debug, Default)]
pub(super) struct Losses {
    kinds: BTreeMap<&'static str, Kind>,
}

#[derive(Clone, Debug)]
struct Kind {
    words: String,
    parties: Vec<String>,
}

impl Losses {
    /// Something of the scenario is lost.
    pub(super) fn lose(&mut self, code: &'static str, words: impl Into<String>) {
        self.kinds.entry(code).or_insert_with(|| Kind { words: words.into(), parties: Vec::new() });
    }

    /// Something of a party is lost. The words of the first of a kind stand for all.
    pub(super) fn lose_of(&mut self, profile: &Profile, code: &'static str, words: impl Into<String>) {
        let kind = self.kinds.entry(code).or_insert_with(|| Kind { words: words.into(), parties: Vec::new() });
        if !kind.parties.contains(&profile.name) {
            kind.parties.push(profile.name.clone());
        }
    }

    /// The remarks, in the order of their codes.
    pub(super) fn into_remarks(self) -> Vec<Remark> {
        let remark = |(code, kind): (&'static str, Kind)| Remark {
            weight: Weight::Loss,
            code,
            file: String::new(),
            line: None,
            message: kind.message(),
        };
        self.kinds.into_iter().map(remark).collect()
    }
}

impl Kind {
    fn message(&self) -> String {
        let named: Vec<String> = self.parties.iter().take(MOST_NAMED).map(|name| in_marks(name)).collect();
        let more = self.parties.len() - named.len();
        match (named.is_empty(), more) {
            (true, _) => self.words.clone(),
            (false, 0) => format!("of {}: {}", named.join(", "), self.words),
            (false, more) => format!("of {} and {more} more: {}", named.join(", "), self.words),
        }
    }
}
