//! What an audience sees of the items that others refer to.

use std::collections::HashSet;

use super::Audience;
use crate::case::{Access, CaseFile, ConflictEntry, Event, FirstEntry, ForecastEntry, OptionNames, RuleEntry, Statement};

/// The ids that an audience may not see.
pub(crate) struct Sight<'a> {
    audience: Audience,
    default: Access,
    parties: HashSet<&'a str>,
    sources: HashSet<&'a str>,
    issues: HashSet<&'a str>,
    conditions: HashSet<&'a str>,
    packages: HashSet<&'a str>,
}

impl<'a> Sight<'a> {
    pub(crate) fn new(case: &'a CaseFile, audience: Audience) -> Self {
        let mut sight = Self {
            audience,
            default: case.default_access.unwrap_or(Access::Secret),
            parties: HashSet::new(),
            sources: HashSet::new(),
            issues: HashSet::new(),
            conditions: HashSet::new(),
            packages: HashSet::new(),
        };
        sight.parties = hidden(case.parties.iter().map(|item| (&item.id, sight.sees(item.access))));
        sight.sources = hidden(case.sources.iter().map(|item| (&item.id, sight.sees(item.access))));
        sight.issues = hidden(case.issues.iter().map(|item| (&item.id, sight.sees(item.access))));
        // What belongs to a hidden issue, or settles one, goes with it.
        sight.conditions = hidden(
            case.conditions
                .iter()
                .map(|item| (&item.id, sight.sees(item.access) && item.issue.as_ref().is_none_or(|issue| sight.issue(issue)))),
        );
        sight.packages = hidden(
            case.packages
                .iter()
                .map(|item| (&item.id, sight.sees(item.access) && item.settles.keys().all(|issue| sight.issue(issue)))),
        );
        sight
    }

    /// Whether the audience sees an item that states this access, inside visible items.
    pub(crate) fn sees(&self, own: Option<Access>) -> bool {
        self.audience.may_see(own.unwrap_or(self.default))
    }

    pub(crate) fn party(&self, id: &str) -> bool {
        !self.parties.contains(id)
    }

    pub(crate) fn source(&self, id: &str) -> bool {
        !self.sources.contains(id)
    }

    pub(crate) fn issue(&self, id: &str) -> bool {
        !self.issues.contains(id)
    }

    pub(crate) fn condition(&self, id: &str) -> bool {
        !self.conditions.contains(id)
    }

    pub(crate) fn package(&self, id: &str) -> bool {
        !self.packages.contains(id)
    }

    pub(crate) fn rule(&self, rule: &RuleEntry) -> bool {
        self.sees(rule.access) && self.pattern(rule.forbids.iter())
    }

    /// Whether a pattern names visible issues alone: without one of them it would say something else.
    pub(crate) fn pattern<'b>(&self, mut written: impl Iterator<Item = (&'b String, &'b OptionNames)>) -> bool {
        written.all(|(issue, _)| self.issue(issue))
    }

    /// A precondition is seen whole or not at all: with one condition or alternative less it would be another.
    pub(crate) fn first(&self, entry: &FirstEntry) -> bool {
        let mut named = entry.only_after.iter().chain(entry.only_after_one_of.iter().flatten());
        self.condition(&entry.what) && named.all(|id| self.condition(id))
    }

    /// A statement is hidden where it speaks for hidden parties alone, or of hidden things alone, or was read in
    /// hidden sources alone. A quotation is from its first source, and hidden with it.
    pub(crate) fn statement(&self, statement: &Statement) -> bool {
        let says_something = statement.states.is_empty() && statement.first.is_empty() && statement.commits.is_empty()
            || statement.states.iter().any(|position| self.issue(&position.issue))
            || statement.first.iter().any(|entry| self.first(entry))
            || statement.commits.iter().any(|entry| super::process::sees_commitment(self, entry));
        let from = if statement.quote.is_some() { &statement.sources[..1] } else { &statement.sources };
        self.sees(statement.access)
            && says_something
            && (statement.parties.is_empty() || statement.parties.iter().any(|id| self.party(id)))
            && from.iter().any(|id| self.source(id))
    }

    /// Whether something rests on what may be seen: on nothing that is named, or on at least one visible source.
    pub(crate) fn read_somewhere(&self, sources: &[String]) -> bool {
        sources.is_empty() || sources.iter().any(|id| self.source(id))
    }

    /// Without one of its parties a conflict would be another.
    pub(crate) fn conflict(&self, conflict: &ConflictEntry) -> bool {
        self.sees(conflict.access)
            && self.read_somewhere(&conflict.sources)
            && conflict.options.iter().all(|option| self.party(&option.owner))
    }

    /// Without one of its actors a forecast would be another.
    pub(crate) fn forecast(&self, forecast: &ForecastEntry) -> bool {
        self.sees(forecast.access) && forecast.is_read_in(|sources| self.read_somewhere(sources))
    }

    pub(crate) fn event(&self, event: &Event) -> bool {
        self.sees(event.access) && (event.sources.is_empty() || event.sources.iter().any(|id| self.source(id)))
    }
}

fn hidden<'a>(items: impl Iterator<Item = (&'a String, bool)>) -> HashSet<&'a str> {
    items.filter(|(_, visible)| !visible).map(|(id, _)| id.as_str()).collect()
}
