//! Weights as NegMAS reads them.

use std::collections::HashMap;

use zopa_model::Exact;

use super::super::super::Refusal;
use super::super::findings::Findings;
use super::super::issue::StatedIssue;
use super::super::number::number;
use super::super::space::Space;
use super::cannot_read;

/// Weights by position: index 1 is for the first issue.
pub(super) struct Weights {
    /// Of the issues of the domain that have one.
    of: HashMap<i64, Exact>,
    /// The sum of those for no issue.
    pub(super) beyond: Exact,
    /// What the issues that are put in add.
    pub(super) put_in: Exact,
}

impl Weights {
    pub(super) fn read(domain: &Space, profile: &Space, findings: &mut Findings) -> Result<Self, Refusal> {
        let last = domain.issues.iter().filter_map(|issue| issue.index).max().unwrap_or(0);
        let known: HashMap<i64, &str> =
            domain.issues.iter().filter_map(|issue| Some((issue.index?, issue.name.as_str()))).collect();
        let mut weights = Self { of: HashMap::new(), beyond: Exact::zero(), put_in: Exact::zero() };
        let mut of_one = Exact::one();
        for stated in &profile.weights {
            let (Some(index), Some(value)) = (stated.index, &stated.value) else {
                cannot_read(findings, Some(stated.line), "a weight has no index or no value");
                continue;
            };
            let value = number(value, profile.decimals, "a weight", findings)?;
            if known.contains_key(&index) {
                weights.of.insert(index, value);
            } else if index < 1 || index > last {
                let message = format!("a weight is for index {index}, which is no issue: NegMAS adds it to every utility");
                findings.differs("negmas-constant", Some(stated.line), message);
                weights.beyond = &weights.beyond + &value;
            } else {
                of_one = value;
            }
        }
        let counted = known.keys().filter(|index| **index >= 1).count() as i64;
        let missing = Exact::from_integer(last.saturating_sub(counted).max(0));
        weights.put_in = &missing * &of_one;
        Ok(weights)
    }

    pub(super) fn of(&self, issue: &StatedIssue) -> Option<Exact> {
        issue.index.and_then(|index| self.of.get(&index)).cloned()
    }
}
