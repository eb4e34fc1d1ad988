//! Which issue and option after is which before.

use std::collections::HashMap;

use zopa_model::IssueIndex;

use super::MOST_LISTED;
use crate::formats::field::{FieldScenario, Values};

/// Where everything stands after.
pub(super) struct Alignment {
    /// For each issue before, its position after.
    pub(super) issues: Vec<IssueIndex>,
    /// For each issue before, the position after of each of its options; `None` where they are the same, or amounts.
    pub(super) options: Vec<Option<Vec<usize>>>,
}

impl Alignment {
    /// By the names of issues and options; `None` where these are not the same.
    pub(super) fn of(before: &FieldScenario, after: &FieldScenario) -> Option<Self> {
        let names = after.issues.iter().enumerate().map(|(at, issue)| (issue.name.as_str(), at));
        let by_name: HashMap<&str, usize> = names.collect();
        let place = |name: &str| by_name.get(name).copied();
        let issues: Vec<IssueIndex> = before.issues.iter().map(|issue| place(&issue.name)).collect::<Option<_>>()?;
        let pairs = before.issues.iter().zip(&issues);
        let options = pairs.map(|(issue, &at)| same_options(&issue.values, &after.issues[at].values));
        let aligned = Self { options: options.collect::<Result<_, Unlike>>().ok()?, issues };
        (before.issues.len() == after.issues.len()).then_some(aligned)
    }

    /// Whether issues and options stand where they stood.
    pub(super) fn is_same_order(&self) -> bool {
        self.issues.iter().enumerate().all(|(before, &after)| before == after) && self.options.iter().all(Option::is_none)
    }
}

/// Two issues do not have the same options.
struct Unlike;

/// The positions in `new` of the options of `old`; `None` where they are the same.
fn same_options(old: &Values, new: &Values) -> Result<Option<Vec<usize>>, Unlike> {
    if old == new {
        return Ok(None);
    }
    let (old, new) = (names(old)?, names(new)?);
    let by_name: HashMap<&str, usize> = new.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let places: Option<Vec<usize>> = old.iter().map(|name| by_name.get(name.as_str()).copied()).collect();
    let places = places.filter(|_| old.len() == new.len()).ok_or(Unlike)?;
    Ok(Some(places).filter(|places| !places.is_sorted_by(|one, other| one + 1 == *other)))
}

fn names(values: &Values) -> Result<Vec<String>, Unlike> {
    match values {
        Values::Options(options) => Ok(options.clone()),
        Values::Integers { low, high } if values.count().is_some_and(|count| count <= MOST_LISTED) => {
            Ok((*low..=*high).map(|number| number.to_string()).collect())
        }
        Values::Integers { .. } | Values::Reals { .. } => Err(Unlike),
    }
}
