//! The passage of a text that comes nearest to words that are not in it.

use std::collections::HashMap;

use super::folded::Folded;

/// The most words that are shown.
const MOST_WORDS: usize = 40;
/// A run of fewer words in common is a coincidence.
const LEAST_RUN: usize = 2;

/// The line and the words of the passage around the longest run of words that `piece` and `text` have in common, as
/// long as the piece; `None` where no two words stand together in both.
pub(super) fn nearest(piece: &str, text: &Folded) -> Option<(usize, String)> {
    let wanted: Vec<&str> = piece.split(' ').collect();
    let words: Vec<&str> = text.text().split(' ').collect();
    let run = longest_run(&wanted, &words)?;
    let begin = run.in_text.saturating_sub(run.in_piece);
    let end = (run.in_text + wanted.len() - run.in_piece).min(words.len());
    // Where only a part can be shown it is the part around the run.
    let shown = if end - begin <= MOST_WORDS { begin..end } else { run.in_text..(run.in_text + MOST_WORDS).min(end) };
    let offset: usize = words[..shown.start].iter().map(|word| word.len() + 1).sum();
    Some((text.line(offset), words[shown].join(" ")))
}

/// A run of words that both have.
struct Run {
    in_piece: usize,
    in_text: usize,
    length: usize,
}

fn longest_run(wanted: &[&str], words: &[&str]) -> Option<Run> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, word) in wanted.iter().enumerate() {
        places.entry(bare(word)).or_default().push(place);
    }
    let mut best: Option<Run> = None;
    // `ending[p]`: length of the run that ends at word `p` of the piece and at the word of the text just read.
    let mut ending = vec![0usize; wanted.len()];
    for (in_text, word) in words.iter().enumerate() {
        let mut now = vec![0usize; wanted.len()];
        for &place in places.get(bare(word)).into_iter().flatten() {
            let length = 1 + place.checked_sub(1).map_or(0, |before| ending[before]);
            now[place] = length;
            if length >= LEAST_RUN.min(wanted.len()) && best.as_ref().is_none_or(|best| length > best.length) {
                best = Some(Run { in_piece: place + 1 - length, in_text: in_text + 1 - length, length });
            }
        }
        ending = now;
    }
    best
}

/// A word without the marks around it, so that a comma does not break a run.
fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_passage_around_the_longest_run() {
        let text = Folded::of("They want peace.\nFirst - a full and unconditional ceasefire. Second - prisoners.");
        let (line, passage) = nearest("a complete and unconditional ceasefire", &text).unwrap();
        assert_eq!((line, passage.as_str()), (2, "a full and unconditional ceasefire."));
    }

    #[test]
    fn says_nothing_where_nothing_is_near() {
        assert_eq!(nearest("entirely other words", &Folded::of("They want peace.")), None);
    }
}
