//! What several views tell alike: short names, claims of one party told once, a package by what it differs in.

use crate::Document;
use crate::document::{JudgementView, Note, OnlyAfter, PackageKind, PackageView};

/// A package of this many clauses is shown whole.
const FEW_CLAUSES: usize = 6;

/// Names longer than this many characters are shortened in tables.
const LONG_NAME: usize = 14;

/// "This only after that", by one party, with every statement that says so.
pub(crate) struct Claim<'a> {
    pub(crate) party: &'a str,
    pub(crate) what: &'a str,
    pub(crate) alternatives: &'a [Vec<String>],
    pub(crate) statements: Vec<&'a str>,
    /// What it waits for waits, in turn, for it.
    pub(crate) is_in_circle: bool,
}

/// What the warning is about that quotations do not stand in their texts: every view shows it at its top.
pub(crate) const QUOTATIONS: &str = "Quotations";

impl Document {
    /// The warning that quotations do not stand in their texts.
    pub(crate) fn misquotations(&self) -> Option<&Note> {
        self.warnings.iter().find(|note| note.about == QUOTATIONS)
    }

    /// The warnings that need no place at the top.
    pub(crate) fn other_warnings(&self) -> impl Iterator<Item = &Note> {
        self.warnings.iter().filter(|note| note.about != QUOTATIONS)
    }

    /// What to call a party in tables and narrow rows: its name, or its short name where any party's name is long.
    pub fn short<'a>(&'a self, party: &'a str) -> &'a str {
        let is_long = self.parties.iter().any(|name| name.chars().count() > LONG_NAME);
        let entry = self.attendance.iter().find(|entry| entry.name == party && is_long);
        entry.map(|entry| entry.id.as_str()).filter(|id| !id.is_empty() && id.len() < party.len()).unwrap_or(party)
    }

    /// What to call an author in narrow rows: without what all authors' names begin with, up to a comma.
    pub(crate) fn short_author<'a>(&'a self, judgement: &'a str) -> &'a str {
        let author = self.author(judgement);
        let Some((lead, rest)) = author.split_once(", ") else { return author };
        let is_shared = |other: &JudgementView| other.author.split_once(", ").is_some_and(|(theirs, _)| theirs == lead);
        if self.judgements.len() > 1 && self.judgements.iter().all(is_shared) { rest } else { author }
    }

    /// The name of a package without the author in brackets after it, where all are of one author.
    pub(crate) fn short_label<'a>(&self, package: &'a PackageView) -> &'a str {
        let author = package.judgement.as_deref().map(|id| format!(" ({})", self.author(id)));
        author.and_then(|author| package.label.strip_suffix(author.as_str())).unwrap_or(&package.label)
    }

    /// A sentence of the analysis with short names in place of long ones. Not for what somebody said.
    pub(crate) fn shortened(&self, words: &str) -> String {
        let mut parties: Vec<&String> = self.parties.iter().collect();
        parties.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let words = parties.into_iter().fold(words.to_owned(), |words, party| words.replace(party.as_str(), self.short(party)));
        let authors = self.judgements.iter().map(|judgement| (&judgement.author, self.short_author(&judgement.id)));
        authors.fold(words, |words, (author, short)| words.replace(author.as_str(), short))
    }

    /// The parties with their short names where those differ: "Delegation of Ukraine (UA)".
    pub(crate) fn introduced(&self) -> Vec<String> {
        let introduce = |party: &String| match self.short(party) {
            short if short == party => party.clone(),
            short => format!("{party} ({short})"),
        };
        self.parties.iter().map(introduce).collect()
    }

    /// What parties say must come first, with equal claims of one party from several statements told once.
    pub(crate) fn claims(&self) -> Vec<Claim<'_>> {
        let mut claims: Vec<Claim<'_>> = Vec::new();
        for entry in &self.only_after {
            let same = |claim: &&mut Claim<'_>| {
                claim.party == entry.party && claim.what == entry.what && claim.alternatives == entry.alternatives.as_slice()
            };
            match claims.iter_mut().find(same) {
                Some(claim) => claim.statements.push(&entry.statement),
                None => claims.push(Claim {
                    party: &entry.party,
                    what: &entry.what,
                    alternatives: &entry.alternatives,
                    statements: vec![&entry.statement],
                    is_in_circle: self.is_in_circle(entry),
                }),
            }
        }
        claims
    }

    /// Whether what `entry` waits for waits, in turn, for it: on every one of its alternatives.
    fn is_in_circle(&self, entry: &OnlyAfter) -> bool {
        let waits = |all: &Vec<String>| all.iter().any(|condition| self.waits_for(condition, &entry.what));
        !entry.alternatives.is_empty() && entry.alternatives.iter().all(waits)
    }

    /// Whether `condition` waits for `other`, at whatever remove, in the words of any party.
    fn waits_for(&self, condition: &str, other: &str) -> bool {
        let (mut seen, mut open) = (vec![condition], vec![condition]);
        while let Some(at) = open.pop() {
            let needed =
                self.only_after.iter().filter(|entry| entry.what == at).flat_map(|entry| entry.alternatives.iter().flatten());
            for next in needed {
                if next == other {
                    return true;
                }
                if !seen.contains(&next.as_str()) {
                    seen.push(next);
                    open.push(next);
                }
            }
        }
        false
    }

    /// The package of the case that differs on the fewest clauses, where it shares at least a third of them.
    pub(crate) fn nearest_named<'a>(&'a self, package: &'a PackageView) -> Option<(&'a PackageView, Vec<(&'a str, &'a str)>)> {
        let named =
            self.packages.iter().filter(|named| named.kind == PackageKind::OfTheCase && named.judgement == package.judgement);
        let differing = |named: &PackageView| -> Vec<(&'a str, &'a str)> {
            package.outcome.iter().filter(|(issue, option)| named.outcome.option(issue) != Some(option)).collect()
        };
        let (named, clauses) = named.map(|named| (named, differing(named))).min_by_key(|(_, clauses)| clauses.len())?;
        let all = package.outcome.0.len();
        (all > FEW_CLAUSES && !clauses.is_empty() && 3 * clauses.len() <= 2 * all).then_some((named, clauses))
    }

    /// The short names of the parties that nothing was seen of on an issue.
    pub(crate) fn unseen_on(&self, issue: &str) -> Vec<&str> {
        let topic = self.topics.iter().find(|topic| topic.name == issue);
        topic.map(|topic| topic.unseen.iter().map(|party| self.short(party)).collect()).unwrap_or_default()
    }
}
