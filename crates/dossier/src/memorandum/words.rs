//! Two texts word by word: what both have in the same order, what only one has.

/// A run of words that both texts have, or only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which.
    pub kind: PieceKind,
    /// The words, with one space between them.
    pub words: String,
}

/// Who has a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Both.
    Same,
    /// The old text.
    Removed,
    /// The new text.
    Added,
}

/// Words of one text at most; beyond, only what both begin and end with is found, which is told by long pieces.
const MOST_WORDS: usize = 4000;

/// The words of both in the fewest pieces that keep every word: along a longest common subsequence (Wagner & Fischer 1974).
/// What was removed stands before what was added in its place.
pub fn word_changes(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let (inner_old, inner_new) = (&old[before..old.len() - after], &new[before..new.len() - after]);
    let mut kinds: Vec<(PieceKind, &str)> = old[..before].iter().map(|word| (PieceKind::Same, *word)).collect();
    kinds.extend(aligned(inner_old, inner_new));
    kinds.extend(old[old.len() - after..].iter().map(|word| (PieceKind::Same, *word)));
    joined(&kinds)
}

/// How much two texts have in common: twice the words of a longest common subsequence over the words of both, from 0 to 1.
/// Two empty texts are the same. Of a text, the first 4,000 words are looked at.
pub fn similarity(old: &str, new: &str) -> f64 {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    if old.is_empty() && new.is_empty() {
        return 1.0;
    }
    2.0 * common(&old, &new) as f64 / (old.len() + new.len()) as f64
}

/// The length of a longest common subsequence.
fn common(old: &[&str], new: &[&str]) -> usize {
    let mut row = vec![0usize; new.len() + 1];
    for word in old.iter().take(MOST_WORDS) {
        let mut diagonal = 0;
        for (place, other) in new.iter().take(MOST_WORDS).enumerate() {
            let above = row[place + 1];
            row[place + 1] = if word == other { diagonal + 1 } else { above.max(row[place]) };
            diagonal = above;
        }
    }
    row.into_iter().max().unwrap_or(0)
}

fn aligned<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(PieceKind, &'a str)> {
    let all = |kind, words: &[&'a str]| words.iter().map(move |word| (kind, *word)).collect::<Vec<_>>();
    if old.len().max(new.len()) > MOST_WORDS {
        return [all(PieceKind::Removed, old), all(PieceKind::Added, new)].concat();
    }
    // `longest[i][j]`: what old[i..] and new[j..] have in common.
    let mut longest = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = if old[i] == new[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut kinds = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            kinds.push((PieceKind::Same, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            kinds.push((PieceKind::Removed, old[i]));
            i += 1;
        } else {
            kinds.push((PieceKind::Added, new[j]));
            j += 1;
        }
    }
    kinds.extend(all(PieceKind::Removed, &old[i..]));
    kinds.extend(all(PieceKind::Added, &new[j..]));
    kinds
}

/// Words next to each other in one piece; between two words that both have, what was removed goes first.
fn joined(kinds: &[(PieceKind, &str)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in kinds.chunk_by(|one, other| (one.0 == PieceKind::Same) == (other.0 == PieceKind::Same)) {
        for kind in [PieceKind::Same, PieceKind::Removed, PieceKind::Added] {
            let words: Vec<&str> = run.iter().filter(|(of, _)| *of == kind).map(|(_, word)| *word).collect();
            if !words.is_empty() {
                pieces.push(Piece { kind, words: words.join(" ") });
            }
        }
    }
    pieces
}
