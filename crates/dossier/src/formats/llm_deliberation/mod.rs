//! The score files of LLM-Deliberation: games of whole-number scores for any number of parties.
//!
//! `scores_files/PARTY.txt` has one row of scores for each issue and, last, the least sum at which the party agrees.
//! `config.txt` has a line `name, file, role, …` for each party. The issues are A, B, …, their options A1, A2, …; what
//! they are called stands in `global_instructions.txt`. Who must agree (a veto of two parties, and a quota) stands in
//! the texts for people and is not modelled.

mod scores;
mod write;

use std::borrow::Cow;
use std::collections::BTreeMap;

use zopa_model::{Exact, Threshold};

use super::document::in_marks;
use super::findings::Findings;
use super::parties::{base, chosen, stem};
use super::{Asked, Evaluator, FieldIssue, FieldScenario, Files, Format, Meaning, Profile, Refusal, Values};
use scores::{LARGEST, Scores};
pub(super) use write::write;

/// The folder of the scores.
const FOLDER: &str = "scores_files";
/// The most issues: each has a letter.
const MOST_ISSUES: usize = 26;

pub(super) fn recognises(files: &Files) -> bool {
    files.iter().any(|(file, bytes)| is_own(file, bytes))
}

/// Whether a file lies where scores do, and begins with a row of them.
fn is_own(file: &str, bytes: &[u8]) -> bool {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| base(folder));
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_row = !first.is_empty() && first.iter().all(|byte| byte.is_ascii_digit() || b", \t\r-".contains(byte));
    folder == FOLDER && is_row && first.iter().any(u8::is_ascii_digit)
}

pub(super) fn read(files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
    let own: Vec<(&str, &[u8])> =
        files.iter().filter(|(file, bytes)| is_own(file, bytes)).map(|(file, bytes)| (file.as_str(), bytes.as_slice())).collect();
    one_game(&own)?;
    let names: Vec<&str> = own.iter().map(|(file, _)| *file).collect();
    let order = chosen(&names, asked, None)?;
    let scores = order.iter().map(|&at| Scores::read(own[at].0, own[at].1)).collect::<Result<Vec<_>, _>>()?;
    let folder = names[0].strip_suffix(base(names[0])).and_then(|path| path.strip_suffix("scores_files/")).unwrap_or("");
    let text = |name: &str| text(files, &format!("{folder}{name}"));
    let config = text("config.txt")?.map(|config| names_by_file(&config)).unwrap_or_default();
    let called = text("global_instructions.txt")?.map(|text| issue_names(&text)).unwrap_or_default();
    let issues = issues(&scores, &called)?;
    let mut findings = Findings::on(names[0], asked.strictness);
    findings.note("rules-in-texts", None, "who must agree stands in the texts for people (vetoes, a quota); it is not modelled");
    if let Some(deal) = text("initial_deal.txt")? {
        findings.note(
            "initial-deal",
            None,
            format!("the deal to begin with, {}, is not part of a scenario", in_marks(deal.trim())),
        );
    }
    if asked.meaning == Meaning::Negmas {
        findings.note("as-its-owner", None, "NegMAS does not read this format; read as LLM-Deliberation does");
    }
    let profiles = scores.into_iter().map(|scores| scores.into_profile(&config)).collect();
    let name = folder.trim_end_matches('/');
    let name = if name.is_empty() { "LLM-Deliberation" } else { base(name) }.to_owned();
    let (rules, claims, remarks) = (Vec::new(), Vec::new(), findings.into_remarks());
    Ok(FieldScenario { name, format: Format::LlmDeliberation, issues, rules, profiles, claims, remarks })
}

/// A text beside the scores, where there is one.
fn text<'f>(files: &'f Files, file: &str) -> Result<Option<Cow<'f, str>>, Refusal> {
    let Some(bytes) = files.get(file) else { return Ok(None) };
    if bytes.len() <= LARGEST {
        return Ok(Some(String::from_utf8_lossy(bytes)));
    }
    let message = format!("the file has {} bytes; at most {LARGEST} ({} KiB) are read", bytes.len(), LARGEST >> 10);
    let way_out = "give the text of the game alone, or leave the file out".to_owned();
    Err(Refusal { code: "too-large", file: file.to_owned(), line: None, message, way_out })
}

/// Checks that all scores are of one game.
fn one_game(own: &[(&str, &[u8])]) -> Result<(), Refusal> {
    let folder = |file: &str| file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let folders: std::collections::BTreeSet<String> = own.iter().map(|(file, _)| folder(file)).collect();
    if folders.len() < 2 {
        return Ok(());
    }
    let listed: Vec<String> = folders.iter().map(|folder| in_marks(folder)).collect();
    let message = format!("there are several games: {}", listed.join(", "));
    let way_out = "name the folder of one game".to_owned();
    Err(Refusal { code: "several-games", file: String::new(), line: None, message, way_out })
}

/// The issues, which all parties must score alike.
fn issues(scores: &[Scores], called: &BTreeMap<char, String>) -> Result<Vec<FieldIssue>, Refusal> {
    let first = &scores[0];
    for other in &scores[1..] {
        if first.sizes() != other.sizes() {
            let message = format!(
                "it has rows of {:?} scores, and {} has rows of {:?}",
                other.sizes(),
                in_marks(&first.file),
                first.sizes()
            );
            let way_out = "give every party one row for each issue and one score for each option".to_owned();
            return Err(Refusal { code: "unequal-domains", file: other.file.clone(), line: None, message, way_out });
        }
    }
    let issue = |(letter, size): (char, usize)| FieldIssue {
        name: called.get(&letter).cloned().unwrap_or_else(|| letter.to_string()),
        values: Values::Options((1..=size).map(|option| format!("{letter}{option}")).collect()),
    };
    let mut issues: Vec<FieldIssue> = ('A'..='Z').zip(first.sizes()).map(issue).collect();
    let names: std::collections::HashSet<&str> = issues.iter().map(|issue| issue.name.as_str()).collect();
    if names.len() < issues.len() {
        // Names that do not tell the issues apart are no use.
        issues.iter_mut().zip('A'..='Z').for_each(|(issue, letter)| issue.name = letter.to_string());
    }
    Ok(issues)
}

/// The names of parties by the names of their files: the first two entries of each line.
fn names_by_file(config: &str) -> BTreeMap<String, String> {
    let named = |line: &str| {
        let mut entries = line.split(',').map(str::trim);
        let (name, file) = (entries.next()?, entries.next()?);
        (!name.is_empty() && !name.contains(char::is_control)).then(|| (file.to_owned(), name.to_owned()))
    };
    config.lines().filter_map(named).collect()
}

/// What issues are called in the instructions: `Issue A: "Name"`.
fn issue_names(text: &str) -> BTreeMap<char, String> {
    let named = |line: &str| {
        let rest = &line[line.find("Issue ")? + "Issue ".len()..];
        let letter = rest.chars().next().filter(char::is_ascii_uppercase)?;
        let name = rest[1..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let name = name[..name.find('"')?].trim();
        (!name.is_empty() && !name.contains(char::is_control)).then(|| (letter, name.to_owned()))
    };
    let mut names = BTreeMap::new();
    for (letter, name) in text.lines().filter_map(named) {
        names.entry(letter).or_insert(name);
    }
    names
}

impl Scores {
    fn into_profile(self, names: &BTreeMap<String, String>) -> Profile {
        let stem = stem(&self.file);
        let numbers = |row: Vec<i64>| Evaluator::Table(row.into_iter().map(Exact::from_integer).collect());
        Profile {
            name: names.get(stem).cloned().unwrap_or_else(|| stem.to_owned()),
            constant: Exact::zero(),
            evaluators: self.rows.into_iter().map(numbers).collect(),
            linkages: Vec::new(),
            rewards: None,
            cap: None,
            reservation: Threshold::At(Exact::from_integer(self.threshold)),
            disagreement: None,
            refusals: Vec::new(),
            discount: None,
            file: self.file,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_are_named_in_the_instructions() {
        let text =
            "Issue A: \"First thing\" \n - Issue B: \"Second\". Four levels\nOn Issue C we say nothing\nIssue D:\nissue E: \"x\"";
        let expected = [('A', "First thing"), ('B', "Second")].map(|(letter, name)| (letter, name.to_owned()));
        assert_eq!(issue_names(text), BTreeMap::from(expected));
    }

    #[test]
    fn parties_are_named_in_the_configuration() {
        let names = names_by_file("The Mayor, mayor,player,cooperative,x\n\nonly one\n");
        assert_eq!(names, BTreeMap::from([("mayor".to_owned(), "The Mayor".to_owned())]));
    }
}
