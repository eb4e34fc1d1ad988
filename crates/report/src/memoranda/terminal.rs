//! Two versions of a memorandum on a terminal.

use zopa_dossier::memorandum::{Piece, PieceKind};

use super::{Versions, became, matched};
use crate::terminal::page::{Page, Voice};
use crate::{Styling, Width};

/// Words of an unchanged stretch that are shown at each of its ends.
const AROUND: usize = 6;

/// Two versions as text for a terminal: what is the same is named, what changed is shown word by word.
pub fn terminal(versions: &Versions<'_>, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    page.heading(&format!("{} → {}", versions.old_name, versions.new_name), "[-what went-] {+what came+}");
    let counts: Vec<String> =
        versions.counts().into_iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{count} {word}")).collect();
    page.paragraph(
        2,
        &format!("{} clauses before, {} after: {}.", versions.old.clauses.len(), versions.new.clauses.len(), counts.join(", ")),
    );
    if let Some(pieces) = &versions.comparison.preamble {
        page.labelled("before clause 1", Voice::Strong, 22, &in_words(pieces));
    }
    for pairing in &versions.comparison.pairings {
        let became = became(pairing);
        let voice = match became[0] {
            "added" => Voice::Good,
            "removed" => Voice::Bad,
            "changed" => Voice::Open,
            _ => Voice::Quiet,
        };
        let whole = versions.after(pairing).or(versions.before(pairing)).map_or("", |clause| clause.text.as_str());
        let words = match &pairing.changes {
            Some(pieces) => in_words(pieces),
            None if became[0] == "same" => crate::words::shorten(whole, 60),
            None => whole.to_owned(),
        };
        page.labelled(&versions.number(pairing), voice, 22, &format!("{}: {words}", became.join(", ")));
        if let Some(by) = matched(pairing) {
            page.voiced_paragraph(22, Voice::Quiet, &format!("({by})"));
        }
    }
    for (name, memorandum) in [(versions.old_name, versions.old), (versions.new_name, versions.new)] {
        for doubt in &memorandum.doubts {
            let words = format!(
                "{name}, line {}: `{}` follows from no number before it, and was read as going on.",
                doubt.line, doubt.begins
            );
            page.voiced_paragraph(2, Voice::Quiet, &words);
        }
    }
    page.finish()
}

fn in_words(pieces: &[Piece]) -> String {
    let told = |piece: &Piece| match piece.kind {
        PieceKind::Removed => format!("[-{}-]", piece.words),
        PieceKind::Added => format!("{{+{}+}}", piece.words),
        PieceKind::Same => cut(&piece.words),
    };
    pieces.iter().map(told).collect::<Vec<_>>().join(" ")
}

/// The ends of a long stretch.
fn cut(words: &str) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    if all.len() <= 2 * AROUND + 2 {
        return words.to_owned();
    }
    format!("{} … {}", all[..AROUND].join(" "), all[all.len() - AROUND..].join(" "))
}
