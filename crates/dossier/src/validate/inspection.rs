//! Gathers what is wrong, each with its path and so with its place.

use zopa_model::Topic;

use crate::case::CaseFile;
use crate::compile::Table;
use crate::diagnostic::{Diagnostic, Label, Severity, Span};
use crate::nearest::nearest;
use crate::path::{CasePath, Step};
use crate::tree::Tree;

/// The most names that a way out lists.
const MOST_NAMES: usize = 8;

/// A walk over a case.
pub(super) struct Inspection<'a> {
    pub(super) case: &'a CaseFile,
    pub(super) table: Table<'a>,
    tree: &'a Tree,
    found: Vec<(CasePath, Diagnostic)>,
}

/// What is wrong, and how to mend it.
pub(super) struct Finding {
    /// A stable name for programs.
    pub(super) code: &'static str,
    /// What is wrong, naming the thing.
    pub(super) message: String,
    /// A few words for beside the place.
    pub(super) here: &'static str,
    /// How to mend it.
    pub(super) way_out: String,
}

pub(super) fn finding(code: &'static str, message: impl Into<String>, here: &'static str, way_out: impl Into<String>) -> Finding {
    Finding { code, message: message.into(), here, way_out: way_out.into() }
}

/// The item `index` of a section.
pub(super) fn item(section: &'static str, index: usize) -> CasePath {
    CasePath::root().key(section).index(index)
}

impl<'a> Inspection<'a> {
    pub(super) fn new(case: &'a CaseFile, tree: &'a Tree) -> Self {
        Self { case, table: Table::new(case), tree, found: Vec::new() }
    }

    /// An error at the value of `path`.
    pub(super) fn error(&mut self, path: &CasePath, finding: Finding) {
        self.note(Severity::Error, path, self.tree.value_span(path), finding);
    }

    /// An error at the key that `path` ends in.
    pub(super) fn error_at_key(&mut self, path: &CasePath, finding: Finding) {
        self.note(Severity::Error, path, self.tree.key_span(path), finding);
    }

    /// A warning at the value of `path`.
    pub(super) fn warning(&mut self, path: &CasePath, finding: Finding) {
        self.note(Severity::Warning, path, self.tree.value_span(path), finding);
    }

    /// A warning at the key that `path` ends in.
    pub(super) fn warning_at_key(&mut self, path: &CasePath, finding: Finding) {
        self.note(Severity::Warning, path, self.tree.key_span(path), finding);
    }

    fn note(&mut self, severity: Severity, path: &CasePath, span: Span, finding: Finding) {
        let Finding { code, message, here, way_out } = finding;
        let labels = vec![Label { span, text: here.to_owned() }];
        self.found.push((path.clone(), Diagnostic { severity, code, message, labels, way_out }));
    }

    /// A second place for the finding made last.
    pub(super) fn see_also(&mut self, path: &CasePath, text: &str) {
        let span = self.tree.value_span(path);
        if let Some((_, diagnostic)) = self.found.last_mut() {
            diagnostic.labels.push(Label { span, text: text.to_owned() });
        }
    }

    /// Whether an error was found at `path` or below it.
    pub(super) fn has_errors_below(&self, path: &CasePath) -> bool {
        let errors = self.found.iter().filter(|(_, diagnostic)| diagnostic.severity == Severity::Error);
        errors.clone().any(|(place, _)| place.steps().starts_with(path.steps()))
    }

    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        let place = |diagnostic: &Diagnostic| diagnostic.labels.first().map(|label| label.span);
        findings.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.message.cmp(&b.message)));
        // A fault of the space is found once for every judgement.
        findings.dedup();
        findings
    }

    /// A name that is not there. It is the key at the end of `path`, or where that ends in a list, the value.
    pub(super) fn unknown<'n>(&mut self, path: &CasePath, what: &str, name: &str, known: impl Iterator<Item = &'n str>) {
        let known: Vec<&str> = known.collect();
        let way_out = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => format!("the case names no {what}; add one, or leave this out"),
            None => format!("name one of: {}", listed(&known)),
        };
        self.error_at_name(
            path,
            name,
            finding("unknown-name", format!("there is no {what} `{name}`"), "not in the case", way_out),
        );
    }

    /// An error at `name`, which is either the key at the end of `path` or the value there.
    pub(super) fn error_at_name(&mut self, path: &CasePath, name: &str, finding: Finding) {
        match path.steps().last() {
            Some(Step::Key(key)) if key == name => self.error_at_key(path, finding),
            _ => self.error(path, finding),
        }
    }

    /// The negotiating party `id`, or a fault.
    pub(super) fn party(&mut self, path: &CasePath, id: &str) -> bool {
        if self.table.party(id).is_some() {
            return true;
        }
        let case = self.case;
        if case.parties.iter().any(|party| party.id == id) {
            let message = format!("`{id}` is not there to negotiate, so it has no positions and no preferences");
            let way_out = "give it the role `party`, or name a party";
            self.error_at_name(path, id, finding("not-a-party", message, "has another role", way_out));
        } else {
            let parties = self.table.parties.clone();
            self.unknown(path, "party", id, parties.iter().map(|&position| case.parties[position].id.as_str()));
        }
        false
    }

    /// The event `id`, or a fault.
    pub(super) fn event(&mut self, path: &CasePath, id: &str) {
        let case = self.case;
        if !case.events.iter().any(|event| event.id == id) {
            self.unknown(path, "event", id, case.events.iter().map(|event| event.id.as_str()));
        }
    }

    /// What the issue `id` is, or a fault.
    pub(super) fn topic(&mut self, path: &CasePath, id: &str) -> Option<Topic> {
        let topic = self.table.topic(id);
        if topic.is_none() {
            let case = self.case;
            self.unknown(path, "issue", id, case.issues.iter().map(|issue| issue.id.as_str()));
        }
        topic
    }

    /// The issue for bargaining `id`, or a fault: a duty and an issue with a track of its own carry no weight.
    pub(super) fn bargained(&mut self, path: &CasePath, id: &str) -> Option<Topic> {
        match self.topic(path, id)? {
            Topic::Issue(index) => Some(Topic::Issue(index)),
            Topic::Aside(index) => {
                let case = self.case;
                let finding = if case.issues[self.table.asides[index]].duty.is_some() {
                    let message = format!("`{id}` is a duty: it carries no weight and is not for bargaining");
                    finding(
                        "not-for-bargaining",
                        message,
                        "a duty",
                        "leave it out here; its positions are shown on its own track",
                    )
                } else {
                    let message =
                        format!("`{id}` is on a track of its own: it carries no weight and is not traded against others");
                    let way_out = "leave it out here, or sign `traded_anyway` at the issue; that is printed in every output";
                    finding("not-for-bargaining", message, "on its own track", way_out)
                };
                self.error_at_name(path, id, finding);
                None
            }
        }
    }

    /// Whether `name` is an option of the issue, or a fault. Nothing is said where the issue itself is faulty.
    pub(super) fn option(&mut self, path: &CasePath, topic: Topic, name: &str) -> bool {
        let Some(known) = self.table.known(topic) else { return false };
        if known.option(name).is_some() {
            return true;
        }
        let issue = known.issue.clone();
        if known.is_numeric() {
            let options = issue.options();
            let ends = format!("from {} to {}", options[0], options[options.len() - 1]);
            let message = format!("`{name}` is no option of `{}`", issue.name());
            let way_out = format!("its options are the {} numbers {ends}", options.len());
            self.error_at_name(path, name, finding("unknown-name", message, "not one of its steps", way_out));
        } else {
            let what = format!("option of `{}` called", issue.name());
            self.unknown(path, &what, name, issue.options().iter().map(String::as_str));
        }
        false
    }

    /// The same for several names in a list at `path`.
    pub(super) fn options_in(&mut self, path: &CasePath, topic: Topic, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            self.option(&path.index(index), topic, name);
        }
    }
}

/// The first of `names`, and how many more there are.
pub(super) fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
