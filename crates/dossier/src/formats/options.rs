//! From the names in a file to the issues and options of a scenario.

use std::collections::HashMap;

use zopa_model::{Exact, OptionIndex};

use super::Refusal;
use super::document::{Value, in_marks};
use super::field::{FieldIssue, Values};
use super::findings::Findings;

/// The most options that one issue may have where each has a number of its own in the file.
pub(super) const MOST_LISTED: u64 = 1 << 20;

/// The issues of a scenario by name.
pub(super) struct IssueNames<'i> {
    index: HashMap<&'i str, usize>,
}

impl<'i> IssueNames<'i> {
    /// The names of `issues`.
    pub(super) fn of(issues: &'i [FieldIssue]) -> Self {
        Self { index: issues.iter().enumerate().map(|(index, issue)| (issue.name.as_str(), index)).collect() }
    }

    /// The index of the issue called `name`.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }
}

/// The options of one issue by name. A number may be written in any way that means it.
pub(super) enum OptionNames<'i> {
    /// Options by name, and again by what they mean where they are numbers.
    Listed { by_text: HashMap<&'i str, usize>, by_number: HashMap<String, usize> },
    /// The whole numbers between two.
    Integers { low: i64, high: i64 },
    /// Amounts have no names.
    Amounts,
}

impl<'i> OptionNames<'i> {
    /// The options of `issue`.
    pub(super) fn of(issue: &'i FieldIssue) -> Self {
        match &issue.values {
            Values::Options(options) => {
                let numbers = options.iter().enumerate().filter_map(|(at, text)| Some((plain(text)?, at)));
                Self::Listed {
                    by_text: options.iter().enumerate().map(|(at, text)| (text.as_str(), at)).collect(),
                    by_number: numbers.collect(),
                }
            }
            Values::Integers { low, high } => Self::Integers { low: *low, high: *high },
            Values::Reals { .. } => Self::Amounts,
        }
    }

    /// The index of the option called `name`.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        match self {
            Self::Listed { by_text, by_number } => by_text.get(name).copied().or_else(|| by_number.get(&plain(name)?).copied()),
            Self::Integers { low, high } => {
                let number: i64 = plain(name)?.parse().ok()?;
                (*low..=*high).contains(&number).then(|| usize::try_from(number.abs_diff(*low)).ok())?
            }
            Self::Amounts => None,
        }
    }
}

/// The issues of a scenario and their options by name.
pub(super) struct Names<'i> {
    issues: IssueNames<'i>,
    options: Vec<OptionNames<'i>>,
}

impl<'i> Names<'i> {
    /// The names in `issues`.
    pub(super) fn of(issues: &'i [FieldIssue]) -> Self {
        Self { issues: IssueNames::of(issues), options: issues.iter().map(OptionNames::of).collect() }
    }

    /// The index of the issue called `name`.
    pub(super) fn issue(&self, name: &str) -> Option<usize> {
        self.issues.find(name)
    }

    /// The index of the option called `name`.
    pub(super) fn option(&self, issue: usize, name: &str) -> Option<usize> {
        self.options[issue].find(name)
    }

    /// The outcome that a map of issues to options names; `None` where it does not name a whole one.
    pub(super) fn outcome(&self, map: Value<'_>) -> Option<Vec<OptionIndex>> {
        let mut chosen: Vec<Option<OptionIndex>> = vec![None; self.options.len()];
        for (name, option) in map.entries().ok()? {
            let issue = self.issue(name)?;
            chosen[issue] = Some(OptionIndex::try_from(self.option(issue, option.text().ok()?)?).ok()?);
        }
        chosen.into_iter().collect()
    }
}

/// A number in the one form that all its spellings share.
fn plain(text: &str) -> Option<String> {
    text.trim().parse::<Exact>().ok().map(|number| number.to_string())
}

/// The numbers that a map gives to the options of `issue`, in their order. An option without one counts as 0, which is a
/// repair.
///
/// # Errors
/// Where the map names an option that the issue has not, or one twice, or has anything but numbers in it.
pub(super) fn table(issue: &FieldIssue, map: Value<'_>, findings: &mut Findings) -> Result<Vec<Exact>, Refusal> {
    let count = listed_count(issue).ok_or_else(|| too_many(issue, map))?;
    let names = OptionNames::of(issue);
    let mut values: Vec<Option<Exact>> = vec![None; count];
    for (name, value) in map.entries()? {
        let Some(at) = names.find(name) else { return Err(unknown_option(issue, name, value)) };
        if values[at].replace(value.number(findings)?).is_some() {
            let message = format!("{} of {} has two numbers", in_marks(name), in_marks(&issue.name));
            return Err(value.refusal("option-twice", message, "keep one of the two"));
        }
    }
    for at in (0..count).filter(|at| values[*at].is_none()) {
        let message = format!("{} of {} has no number; read as 0", in_marks(&issue.values.name(at)), in_marks(&issue.name));
        findings.repair("option-without-number", map.line(), message)?;
    }
    Ok(values.into_iter().map(|value| value.unwrap_or_else(Exact::zero)).collect())
}

/// The number of options, where each may have a number of its own.
pub(super) fn listed_count(issue: &FieldIssue) -> Option<usize> {
    issue.values.count().filter(|count| *count <= MOST_LISTED).and_then(|count| usize::try_from(count).ok())
}

/// Why a table over `issue` is refused.
pub(super) fn too_many(issue: &FieldIssue, at: Value<'_>) -> Refusal {
    let name = in_marks(&issue.name);
    let message = match issue.values {
        Values::Reals { .. } => format!("{name} is an amount, and amounts have no list of options to give numbers to"),
        Values::Options(_) | Values::Integers { .. } => format!("{name} has more than {MOST_LISTED} options"),
    };
    at.refusal("no-table", message, "give the issue options of which there are fewer, or a function of its amount")
}

/// Why a name is refused that is none of the options of `issue`.
pub(super) fn unknown_option(issue: &FieldIssue, name: &str, at: Value<'_>) -> Refusal {
    let message = format!("{} is no option of {}", in_marks(name), in_marks(&issue.name));
    let way_out = match &issue.values {
        Values::Options(options) => match crate::nearest(name, options.iter().map(String::as_str).take(1000)) {
            Some(meant) => format!("did you mean {}?", in_marks(meant)),
            None => "domain and profiles must have the same options; name files that belong together".to_owned(),
        },
        Values::Integers { low, high } => format!("write a whole number from {low} to {high}"),
        Values::Reals { low, high } => format!("write an amount from {low} to {high}"),
    };
    at.refusal("unknown-option", message, way_out)
}

/// Checks that the issues of a domain differ by name, and that the options of each do.
///
/// # Errors
/// Where two share a name: there is no telling which is meant elsewhere.
pub(super) fn told_apart(issues: &[FieldIssue], domain: Value<'_>) -> Result<(), Refusal> {
    let twice = |what: &str, name: &str, code| {
        let message = format!("two {what} are called {}", in_marks(name));
        Err(domain.refusal(code, message, "give each a name of its own"))
    };
    if let Some(name) = first_twice(issues.iter().map(|issue| issue.name.as_str())) {
        return twice("issues", name, "duplicate-issue");
    }
    for issue in issues {
        let Values::Options(options) = &issue.values else { continue };
        if let Some(name) = first_twice(options.iter().map(String::as_str)) {
            return twice(&format!("options of {}", in_marks(&issue.name)), name, "duplicate-option");
        }
        if options.is_empty() {
            let message = format!("{} has no options", in_marks(&issue.name));
            return Err(domain.refusal("no-options", message, "give it options, or take it out"));
        }
    }
    Ok(())
}

/// The first name that was there before.
pub(super) fn first_twice<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut seen = std::collections::HashSet::new();
    names.find(|name| !seen.insert(*name))
}

impl Values {
    /// The name of the option at `index`; of amounts, which have none, nothing.
    pub(super) fn name(&self, index: usize) -> String {
        match self {
            Self::Options(options) => options[index].clone(),
            Self::Integers { low, .. } => (i128::from(*low) + index as i128).to_string(),
            Self::Reals { .. } => String::new(),
        }
    }
}
