//! Names for the indices of a point analysis, whether they come from a case or from a scenario of the field.

use std::sync::Arc;

use zopa_dossier::Compiled;
use zopa_model::{Outcome, OutcomeSpace, PartyIndex};

use crate::document::OutcomeView;

/// What parties, issues and options are called.
pub(super) struct PointNames<'a> {
    parties: Vec<&'a str>,
    /// Shared by all outcomes that are told.
    issues: Vec<(Arc<str>, Vec<Arc<str>>)>,
}

/// An issue's name and its options' names.
fn shared(issue: &str, options: &[String]) -> (Arc<str>, Vec<Arc<str>>) {
    (issue.into(), options.iter().map(|option| option.as_str().into()).collect())
}

impl<'a> PointNames<'a> {
    /// The names of a case.
    pub(super) fn of_case(compiled: &'a Compiled) -> Self {
        let names = &compiled.names;
        Self {
            parties: names.parties.iter().map(String::as_str).collect(),
            issues: names.issues.iter().map(|issue| shared(&issue.name, &issue.options)).collect(),
        }
    }

    /// The names of a space, with the parties' own.
    pub(super) fn of_space(parties: impl IntoIterator<Item = &'a str>, space: &'a OutcomeSpace) -> Self {
        Self {
            parties: parties.into_iter().collect(),
            issues: space.issues().iter().map(|issue| shared(issue.name(), issue.options())).collect(),
        }
    }

    pub(super) fn party(&self, party: PartyIndex) -> &'a str {
        self.parties[party]
    }

    pub(super) fn outcome(&self, outcome: &Outcome) -> OutcomeView {
        let settled = outcome.options().iter().zip(&self.issues);
        OutcomeView::new(settled.map(|(&option, (issue, options))| (issue.clone(), options[option as usize].clone())))
    }
}
