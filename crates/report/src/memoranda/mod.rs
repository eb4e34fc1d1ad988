//! What people see of memoranda: two versions clause by clause, with the words that changed.

mod html;
mod terminal;

use serde_json::{Value, json};
use zopa_dossier::memorandum::{Clause, Comparison, Matched, Memorandum, Pairing, Piece, PieceKind, Place};

pub use self::html::html;
pub use self::terminal::terminal;
use crate::words::percent;

/// Two versions of a memorandum with what became of each clause.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    /// What to call the old version.
    pub old_name: &'a str,
    /// What to call the new version.
    pub new_name: &'a str,
    /// The old version.
    pub old: &'a Memorandum,
    /// The new version.
    pub new: &'a Memorandum,
    /// What became of the clauses.
    pub comparison: &'a Comparison,
}

impl Versions<'_> {
    fn before(&self, pairing: &Pairing) -> Option<&Clause> {
        pairing.old.map(|place| &self.old.clauses[place])
    }

    fn after(&self, pairing: &Pairing) -> Option<&Clause> {
        pairing.new.map(|place| &self.new.clauses[place])
    }

    /// "2 (b) → 3 (a)", or the one number there is.
    fn number(&self, pairing: &Pairing) -> String {
        match (self.before(pairing), self.after(pairing)) {
            (Some(old), Some(new)) if old.number != new.number => format!("{} → {}", old.number, new.number),
            (_, Some(one)) | (Some(one), None) => one.number.clone(),
            (None, None) => String::new(),
        }
    }

    /// How many clauses became what, in the order in which it is told.
    fn counts(&self) -> Vec<(&'static str, usize)> {
        let words = ["same", "changed", "added", "removed", "renumbered", "moved"];
        let count = |word: &'static str| {
            let became = |pairing: &&Pairing| became(pairing).contains(&word);
            (word, self.comparison.pairings.iter().filter(became).count())
        };
        words.into_iter().map(count).collect()
    }
}

/// What became of a clause: of its words, then of its place where that changed.
fn became(pairing: &Pairing) -> Vec<&'static str> {
    let words = match (pairing.old, pairing.new, &pairing.changes) {
        (None, _, _) => "added",
        (_, None, _) => "removed",
        (_, _, None) => "same",
        (_, _, Some(_)) => "changed",
    };
    let place = match pairing.place {
        Place::Kept => None,
        Place::Renumbered => Some("renumbered"),
        Place::Moved => Some("moved"),
    };
    [Some(words), place].into_iter().flatten().collect()
}

/// By what two clauses were taken for one, where that is not plain.
fn matched(pairing: &Pairing) -> Option<String> {
    match pairing.matched? {
        Matched::Words => None,
        Matched::Likeness(share) => Some(format!("taken for one clause: {} of the words are the same", percent(share))),
        Matched::Number(share) => {
            Some(format!("taken for one clause by its number; only {} of the words are the same", percent(share)))
        }
    }
}

/// Both versions as indented JSON with a newline at its end.
pub fn json(versions: &Versions<'_>) -> String {
    let clause =
        |clause: &Clause| json!({ "number": clause.number, "lines": [clause.first_line, clause.last_line], "text": clause.text });
    let pairing = |pairing: &Pairing| {
        json!({
            "became": became(pairing),
            "old": versions.before(pairing).map(clause),
            "new": versions.after(pairing).map(clause),
            "matched_by": matched_json(pairing.matched),
            "changes": pairing.changes.as_deref().map(pieces_json),
        })
    };
    let counts: serde_json::Map<String, Value> =
        versions.counts().into_iter().map(|(word, count)| (word.to_owned(), json!(count))).collect();
    let value = json!({
        "zopa": 1,
        "kind": "memoranda",
        "old": versions.old_name,
        "new": versions.new_name,
        "counts": counts,
        "preamble": versions.comparison.preamble.as_deref().map(pieces_json),
        "clauses": versions.comparison.pairings.iter().map(pairing).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn matched_json(matched: Option<Matched>) -> Value {
    match matched {
        None => Value::Null,
        Some(Matched::Words) => json!({ "by": "same-words", "share": 1.0 }),
        Some(Matched::Likeness(share)) => json!({ "by": "likeness", "share": share }),
        Some(Matched::Number(share)) => json!({ "by": "number", "share": share }),
    }
}

fn pieces_json(pieces: &[Piece]) -> Value {
    let kind = |kind: PieceKind| match kind {
        PieceKind::Same => "same",
        PieceKind::Removed => "removed",
        PieceKind::Added => "added",
    };
    pieces.iter().map(|piece| json!({ "what": kind(piece.kind), "words": piece.words })).collect()
}
