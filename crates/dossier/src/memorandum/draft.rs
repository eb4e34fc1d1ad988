//! The draft of a case from a memorandum: what is certain from the text alone, and stubs for the rest.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Clause, Memorandum};
use crate::date::Date;

/// What a draft is made of besides the clauses.
#[derive(Clone, Copy, Debug)]
pub struct DraftOf<'a> {
    /// The name of the text's file, without folders.
    pub file: &'a str,
    /// The bytes of the text, for its SHA-256.
    pub bytes: &'a [u8],
    /// The day of the text.
    pub date: Date,
    /// The short name of the party that it speaks for, where it speaks for one.
    pub party: Option<&'a str>,
}

/// A commented case: the text as a source, a statement with the verbatim words and the place of each clause, and stubs of
/// issues to fill in. Positions are left to the analyst. It reads and makes sense as it stands, unless
/// the text holds control characters, which no case file may.
pub fn draft(memorandum: &Memorandum, of: DraftOf<'_>) -> String {
    let mut text = String::new();
    let mut add = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    add(
        "# Drafted by `zopa memorandum` from the text of a memorandum. Every quotation is word for word from it; nothing else was",
    );
    add("# read out of it. What is left for you is marked with TODO. See whether it makes sense: zopa check FILE");
    add("zopa: 1");
    add(&format!("title: {}  # TODO: a short name for people", quoted(&format!("Draft from {}", of.file))));
    add("# TODO: real, invented or textbook.");
    add("nature: real");
    add(&format!("as_of: {}", of.date));
    add("# Without this line everything is secret: a memorandum is often for few eyes. TODO: say who may see what.");
    add("# default_access: public");
    add("");
    parties(&mut add, of.party);
    add("");
    add("sources:");
    add("  - id: memorandum");
    add(&format!("    title: {}  # TODO: its title", quoted(of.file)));
    add("    outlet: outlet not recorded  # TODO: who published it, or how it came to you");
    add(&format!("    date: {}", of.date));
    add("    text:");
    add(&format!("      file: {}", quoted(of.file)));
    add(&format!("      sha256: {}", digest(of.bytes)));
    add("");
    issues(&mut add, memorandum);
    add("");
    let mut ids = Vec::new();
    let quotable: Vec<&Clause> = memorandum.clauses.iter().filter(|clause| has_words(&clause.text)).collect();
    if quotable.is_empty() {
        add("# No numbered clause with words was found, so there are no statements.");
        return text;
    }
    add("# One statement for each clause. TODO: what it asks, offers, accepts or rejects belongs under `states`, as in");
    add("#     states:");
    add("#       - issue: ISSUE");
    add("#         asks: [OPTION]");
    add("statements:");
    for clause in quotable {
        statement(&mut add, clause, of, &mut ids);
    }
    text
}

fn parties(add: &mut impl FnMut(&str), party: Option<&str>) {
    match party {
        Some(party) => {
            add("# TODO: the names of the parties for people, and the other parties.");
            add("parties:");
            add(&format!("  - id: {}", quoted(party)));
        }
        None => {
            add("# TODO: who is at the table. Then name in `parties` of each statement for whom it speaks.");
            add("#   - id: NAME");
            add("#     name: Name for people");
            add("parties: []");
        }
    }
}

fn issues(add: &mut impl FnMut(&str), memorandum: &Memorandum) {
    add(
        "# TODO: what is to be settled, and the ways in which it can be. A clause is not an issue: several may be about one, and one",
    );
    add("# about several. Something owed whatever the other side does takes `duty: {reason}` and carries no weight.");
    add("# issues:");
    for clause in &memorandum.clauses {
        add(&format!("#   - id: {}  # {}: {}", id_of(&clause.number), clause.number, start(&clause.text)));
        add("#     options: [AS-THIS-TEXT-HAS-IT, OTHERWISE]");
    }
}

fn statement(add: &mut impl FnMut(&str), clause: &Clause, of: DraftOf<'_>, ids: &mut Vec<String>) {
    let base = id_of(&clause.number);
    let mut id = base.clone();
    let mut times = 1;
    while ids.contains(&id) {
        times += 1;
        id = format!("{base}-{times}");
    }
    add(&format!("  - id: {id}"));
    add(&format!("    speaker: {}  # TODO: who, or which document", quoted(of.file)));
    if let Some(party) = of.party {
        add(&format!("    parties: [{}]", quoted(party)));
    }
    add(&format!("    date: {}", of.date));
    add("    sources: [memorandum]");
    add(&format!("    quote: {}", quoted(&clause.text)));
    let lines = match clause.first_line == clause.last_line {
        true => format!("line {}", clause.first_line),
        false => format!("lines {} to {}", clause.first_line, clause.last_line),
    };
    add(&format!("    locator: {}", quoted(&format!("clause {}, {lines}", clause.number))));
    ids.push(id);
}

/// Whether there is something to quote: a heading of dashes is none.
fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// `Article 3 (a)` as a short name: `clause-article-3-a`.
fn id_of(number: &str) -> String {
    let mut id = "clause".to_owned();
    for part in number.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()) {
        write!(id, "-{}", part.to_lowercase()).expect("writing to a string cannot fail");
    }
    id
}

/// The first words, for a comment.
fn start(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(9).collect();
    let rest = if text.split_whitespace().count() > words.len() { " …" } else { "" };
    let plain = |letter: &char| !letter.is_control() && !NO_TEXT.contains(letter);
    format!("{}{rest}", words.join(" ")).chars().filter(plain).collect()
}

/// Characters that stand in no YAML file but escaped.
const NO_TEXT: [char; 3] = ['\u{FEFF}', '\u{FFFE}', '\u{FFFF}'];

/// A text in double quotation marks, as JSON and YAML both read it.
pub(crate) fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a text is JSON");
    let escaped = |letter: char| {
        let is_text = !NO_TEXT.contains(&letter);
        if is_text { letter.to_string() } else { format!("\\u{:04X}", u32::from(letter)) }
    };
    json.chars().map(escaped).collect()
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
