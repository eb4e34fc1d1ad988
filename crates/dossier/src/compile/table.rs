//! From the names in a case to the indices in the rooms.

use std::collections::HashMap;

use zopa_model::{Exact, Issue, IssueIndex, OptionIndex, PartyIndex, Topic};

use crate::case::{CaseFile, IntegerRange, IssueEntry, RealRange, RoleName};

/// The most options that one issue may have.
pub(crate) const MOST_OPTIONS: usize = 100_000;
/// The most options that all issues may have together, so that a few lines cannot fill the memory.
pub(crate) const MOST_OPTIONS_IN_ALL: usize = 1_000_000;

/// An issue with its options by name.
pub(crate) struct KnownIssue {
    pub(crate) issue: Issue,
    options: HashMap<String, OptionIndex>,
}

impl KnownIssue {
    fn new(issue: Issue) -> Self {
        let mut options = HashMap::with_capacity(issue.options().len());
        for (index, name) in issue.options().iter().enumerate() {
            options.entry(name.clone()).or_insert(index as OptionIndex);
        }
        Self { issue, options }
    }

    /// The option called `name`; a number may be written in any way that means it.
    pub(crate) fn option(&self, name: &str) -> Option<OptionIndex> {
        let as_written = self.options.get(name).copied();
        as_written.or_else(|| match self.issue.kind() {
            zopa_model::Kind::Integer { .. } | zopa_model::Kind::Real { .. } => {
                let number: Exact = name.parse().ok()?;
                self.options.get(&number.to_string()).copied()
            }
            zopa_model::Kind::Categorical | zopa_model::Kind::Ordered => None,
        })
    }

    /// Whether the options are numbers.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(self.issue.kind(), zopa_model::Kind::Integer { .. } | zopa_model::Kind::Real { .. })
    }
}

/// All names of a case. Where a name is given twice the first holds; validation reports the second.
pub(crate) struct Table<'a> {
    pub(crate) case: &'a CaseFile,
    /// The negotiating parties, as positions in the case.
    pub(crate) parties: Vec<usize>,
    /// The issues for bargaining, as positions in the case.
    pub(crate) bargained: Vec<usize>,
    /// The issues that are not, as positions in the case.
    pub(crate) asides: Vec<usize>,
    /// By position in the case; `None` where the options of the issue make no sense.
    known: Vec<Option<KnownIssue>>,
    party_index: HashMap<&'a str, PartyIndex>,
    topics: HashMap<&'a str, Topic>,
    conditions: HashMap<&'a str, usize>,
    statements: HashMap<&'a str, usize>,
    sources: HashMap<&'a str, usize>,
    packages: HashMap<&'a str, usize>,
}

fn positions<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<&'a str, usize> {
    let mut found = HashMap::new();
    for (position, id) in ids.enumerate() {
        found.entry(id.as_str()).or_insert(position);
    }
    found
}

/// Whether an issue is kept out of bargaining.
fn is_aside(issue: &IssueEntry) -> bool {
    issue.duty.is_some() || (issue.own_track.is_some() && issue.traded_anyway.is_none())
}

impl<'a> Table<'a> {
    pub(crate) fn new(case: &'a CaseFile) -> Self {
        let negotiates = |&position: &usize| case.parties[position].role == RoleName::Party;
        let parties: Vec<usize> = (0..case.parties.len()).filter(negotiates).collect();
        let (asides, bargained): (Vec<usize>, Vec<usize>) = (0..case.issues.len()).partition(|&at| is_aside(&case.issues[at]));
        let mut room = MOST_OPTIONS_IN_ALL;
        let mut topics = HashMap::new();
        for (index, &position) in bargained.iter().enumerate() {
            topics.entry(case.issues[position].id.as_str()).or_insert(Topic::Issue(index));
        }
        for (index, &position) in asides.iter().enumerate() {
            topics.entry(case.issues[position].id.as_str()).or_insert(Topic::Aside(index));
        }
        Self {
            case,
            known: case.issues.iter().map(|issue| known_issue(issue, &mut room)).collect(),
            party_index: positions(parties.iter().map(|&position| &case.parties[position].id)),
            topics,
            conditions: positions(case.conditions.iter().map(|item| &item.id)),
            statements: positions(case.statements.iter().map(|item| &item.id)),
            sources: positions(case.sources.iter().map(|item| &item.id)),
            packages: positions(case.packages.iter().map(|item| &item.id)),
            parties,
            bargained,
            asides,
        }
    }

    /// The negotiating party `id`.
    pub(crate) fn party(&self, id: &str) -> Option<PartyIndex> {
        self.party_index.get(id).copied()
    }

    /// What the issue `id` is in the rooms.
    pub(crate) fn topic(&self, id: &str) -> Option<Topic> {
        self.topics.get(id).copied()
    }

    /// The issue for bargaining `id`.
    pub(crate) fn issue(&self, id: &str) -> Option<IssueIndex> {
        match self.topic(id)? {
            Topic::Issue(index) => Some(index),
            Topic::Aside(_) => None,
        }
    }

    /// The issue of `topic` with its options, where they make sense.
    pub(crate) fn known(&self, topic: Topic) -> Option<&KnownIssue> {
        let position = match topic {
            Topic::Issue(index) => self.bargained[index],
            Topic::Aside(index) => self.asides[index],
        };
        self.at(position)
    }

    /// The issue at `position` in the case with its options, where they make sense.
    pub(crate) fn at(&self, position: usize) -> Option<&KnownIssue> {
        self.known[position].as_ref()
    }

    pub(crate) fn condition(&self, id: &str) -> Option<usize> {
        self.conditions.get(id).copied()
    }

    pub(crate) fn statement(&self, id: &str) -> Option<usize> {
        self.statements.get(id).copied()
    }

    pub(crate) fn source(&self, id: &str) -> Option<usize> {
        self.sources.get(id).copied()
    }

    pub(crate) fn package(&self, id: &str) -> Option<usize> {
        self.packages.get(id).copied()
    }
}

/// How many options an entry makes, or `None` where it makes no sense.
pub(crate) fn option_count(entry: &IssueEntry) -> Option<usize> {
    let count = match (&entry.integer, &entry.real) {
        (None, None) => entry.options.len() as i128,
        (Some(range), None) if entry.options.is_empty() => i128::from(range.high) - i128::from(range.low) + 1,
        (None, Some(range)) if entry.options.is_empty() && range.low.0 < range.high.0 && range.steps > 0 => {
            i128::from(range.steps) + 1
        }
        _ => return None,
    };
    (count > 0).then(|| usize::try_from(count).unwrap_or(usize::MAX))
}

fn known_issue(entry: &IssueEntry, room: &mut usize) -> Option<KnownIssue> {
    let count = option_count(entry).filter(|count| *count <= MOST_OPTIONS)?;
    *room = room.checked_sub(count)?;
    Some(KnownIssue::new(match (&entry.integer, &entry.real) {
        (Some(IntegerRange { low, high }), _) => Issue::integer(&entry.id, *low, *high),
        (_, Some(RealRange { low, high, steps })) => Issue::real(&entry.id, low.0.clone(), high.0.clone(), *steps),
        _ => {
            let options = entry.options.iter().map(|option| option.id());
            if entry.ordered == Some(true) { Issue::ordered(&entry.id, options) } else { Issue::categorical(&entry.id, options) }
        }
    }))
}
