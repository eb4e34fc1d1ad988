//! Two versions of a memorandum, clause by clause.

use super::Memorandum;
use super::words::{Piece, similarity, word_changes};

/// Below this share of common words two clauses are not taken for one.
const LIKE: f64 = 0.5;
/// The same where they bear the same number.
const LIKE_WITH_THE_NUMBER: f64 = 0.25;

/// What became of every clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The words before the first clause, where they differ.
    pub preamble: Option<Vec<Piece>>,
    /// In the order of the new version; what was removed stands where it stood, after what came before it.
    pub pairings: Vec<Pairing>,
}

/// One clause, in both versions or one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairing {
    /// Its place among the clauses of the old version; `None` where it was added.
    pub old: Option<usize>,
    /// Its place among the clauses of the new version; `None` where it was removed.
    pub new: Option<usize>,
    /// By what the two were taken for one clause; `None` where there is one.
    pub matched: Option<Matched>,
    /// Whether it stands where it stood.
    pub place: Place,
    /// The words, where they differ.
    pub changes: Option<Vec<Piece>>,
}

/// By what two clauses were taken for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Matched {
    /// The words are the same.
    Words,
    /// This share of the words is the same, in the same order, and no other clause is more alike.
    Likeness(f64),
    /// The number is the same, and this share of the words.
    Number(f64),
}

/// Whether a clause stands where it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It does, or it has no other version.
    Kept,
    /// In the same order, under another number.
    Renumbered,
    /// Elsewhere among the others.
    Moved,
}

/// Compares `old` with `new`. Clauses with the same words are matched first (those with the same number before others);
/// then the most alike, as long as half of their words are the same, or a quarter where the number is the same too.
pub fn compare(old: &Memorandum, new: &Memorandum) -> Comparison {
    let matches = matches(old, new);
    let moved = moved(&matches);
    let mut pairings: Vec<Pairing> = Vec::new();
    for (place, clause) in new.clauses.iter().enumerate() {
        let found = matches.iter().find(|(_, new, _)| *new == place);
        let Some(&(before, _, matched)) = found else {
            pairings.push(Pairing { old: None, new: Some(place), matched: None, place: Place::Kept, changes: None });
            continue;
        };
        let was = &old.clauses[before];
        let kept = match (moved.contains(&before), was.number == clause.number) {
            (true, _) => Place::Moved,
            (false, false) => Place::Renumbered,
            (false, true) => Place::Kept,
        };
        let changes = (!same_words(&was.text, &clause.text)).then(|| word_changes(&was.text, &clause.text));
        pairings.push(Pairing { old: Some(before), new: Some(place), matched: Some(matched), place: kept, changes });
    }
    for place in (0..old.clauses.len()).filter(|place| !matches.iter().any(|(old, _, _)| old == place)) {
        let removed = Pairing { old: Some(place), new: None, matched: None, place: Place::Kept, changes: None };
        let after = pairings
            .iter()
            .rposition(|pairing| pairing.old.is_some_and(|before| before < place) && pairing.place != Place::Moved);
        pairings.insert(after.map_or(0, |after| after + 1), removed);
    }
    let preamble = (!same_words(&old.preamble, &new.preamble)).then(|| word_changes(&old.preamble, &new.preamble));
    Comparison { preamble, pairings }
}

fn same_words(old: &str, new: &str) -> bool {
    old.split_whitespace().eq(new.split_whitespace())
}

/// Pairs of places, old and new, in the order of the old, with what they were matched by.
fn matches(old: &Memorandum, new: &Memorandum) -> Vec<(usize, usize, Matched)> {
    let mut candidates = Vec::new();
    let (old_words, new_words) = (sorted_words(old), sorted_words(new));
    for (place, was) in old.clauses.iter().enumerate() {
        for (other, is) in new.clauses.iter().enumerate() {
            let same_number = was.number == is.number;
            let matched = if same_words(&was.text, &is.text) && (!was.text.is_empty() || same_number) {
                Matched::Words
            } else {
                // Words that both have, in any order, bound those in the same order, and are quicker counted.
                if was.text.is_empty()
                    || is.text.is_empty()
                    || in_common(&old_words[place], &new_words[other]) < LIKE_WITH_THE_NUMBER
                {
                    continue;
                }
                match similarity(&was.text, &is.text) {
                    share if share >= LIKE => Matched::Likeness(share),
                    share if same_number && share >= LIKE_WITH_THE_NUMBER => Matched::Number(share),
                    _ => continue,
                }
            };
            let share = match matched {
                Matched::Words => 2.0,
                Matched::Likeness(share) | Matched::Number(share) => share,
            };
            candidates.push((share, same_number, place.abs_diff(other), place, other, matched));
        }
    }
    // The most alike first; of equals those with the same number, then the nearest, then in the order of the text.
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)).then((a.3, a.4).cmp(&(b.3, b.4))));
    let (mut taken_old, mut taken_new) = (vec![false; old.clauses.len()], vec![false; new.clauses.len()]);
    let mut matches = Vec::new();
    for (_, _, _, place, other, matched) in candidates {
        if !taken_old[place] && !taken_new[other] {
            (taken_old[place], taken_new[other]) = (true, true);
            matches.push((place, other, matched));
        }
    }
    matches.sort_by_key(|(old, _, _)| *old);
    matches
}

/// The words of every clause in their alphabetical order.
fn sorted_words(memorandum: &Memorandum) -> Vec<Vec<&str>> {
    memorandum.clauses.iter().map(|clause| words_of(&clause.text)).collect()
}

fn words_of(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// The share of words that both have, each as often as in the one that has it less.
fn in_common(old: &[&str], new: &[&str]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while i < old.len() && j < new.len() {
        match old[i].cmp(new[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    2.0 * both as f64 / (old.len() + new.len()).max(1) as f64
}

/// The old places of the clauses that do not keep the order: all but a longest row that does.
fn moved(matches: &[(usize, usize, Matched)]) -> Vec<usize> {
    let mut longest: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, (_, new, _)) in matches.iter().enumerate() {
        let before = (0..index)
            .filter(|&before| matches[before].1 < *new)
            .max_by_key(|&before| (longest[before].0, std::cmp::Reverse(before)));
        longest.push((before.map_or(1, |before| longest[before].0 + 1), before));
    }
    let mut at = (0..longest.len()).max_by_key(|&index| (longest[index].0, std::cmp::Reverse(index)));
    let mut keeps = Vec::new();
    while let Some(index) = at {
        keeps.push(index);
        at = longest[index].1;
    }
    (0..matches.len()).filter(|index| !keeps.contains(index)).map(|index| matches[index].0).collect()
}
