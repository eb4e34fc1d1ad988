//! Boxes, as GENIUS reads them: a box pays when all its INCLUDES bounds hold, both ends included, or when one of its
//! EXCLUDES bounds fails. The sum (or least, or greatest) is divided by the declared maximum, and cut at 1.

use std::collections::HashMap;

use zopa_model::{Exact, IssueIndex, OptionIndex, Pays, Region};

use super::super::{Refusal, Reward, RewardTree};
use super::element::Stated;
use super::findings::Findings;
use super::issue::Kind;
use super::number::{Decimals, number, whole};
use super::space::Space;
use super::ufun::{StatedBound, StatedBox, StatedBoxes, StatedFunction};

/// The boxes of a profile, and the line and value of the maximum that they are divided by.
pub(super) struct Boxes {
    /// What they pay, divided.
    pub(super) rewards: RewardTree,
    /// What is declared as the largest sum.
    pub(super) maximum: Exact,
    /// Where.
    pub(super) line: usize,
}

/// What `profile` pays for, over the issues of `domain`.
///
/// # Errors
/// Where there are no boxes, a number is none, or a bound is on no issue of whole numbers.
pub(super) fn boxes(domain: &Space, profile: &Space, findings: &mut Findings) -> Result<Boxes, Refusal> {
    let Some((stated, function)) = profile.boxes.as_ref().and_then(|boxes| Some((boxes, boxes.functions.first()?))) else {
        let message = "it is a nonlinear profile without a utility function";
        return Err(findings.refusal("no-boxes", Some(profile.line), message, "give the file as the program wrote it"));
    };
    if let Some(second) = stated.functions.get(1) {
        let message = "a second utility function stands beside the first, which alone counts";
        findings.repair("second-function", Some(second.line), message)?;
    }
    let (maximum, line) = declared_maximum(stated, profile.decimals, findings)?;
    let scale = Exact::from(maximum.rational().recip());
    let reader = Reader { ranges: Ranges::of(domain, findings)?, decimals: profile.decimals };
    let rewards = reader.tree(function, &scale, findings)?;
    Ok(Boxes { rewards, maximum, line })
}

fn declared_maximum(stated: &StatedBoxes, decimals: Decimals, findings: &Findings) -> Result<(Exact, usize), Refusal> {
    let Some(text) = &stated.maximum else {
        let message = "the utility has no maxutility to divide by";
        return Err(findings.refusal("no-maximum", Some(stated.line), message, "state the largest raw score"));
    };
    let maximum = number(text, decimals, "maxutility", findings)?;
    if maximum.is_negative() || maximum.is_zero() {
        let message = format!("maxutility is {maximum}, and scores are divided by it");
        return Err(findings.refusal("no-maximum", Some(text.line), message, "state the largest raw score, which is above 0"));
    }
    Ok((maximum, text.line))
}

/// The issues that boxes can bound, by the index that bounds use.
pub(super) struct Ranges(HashMap<i64, (IssueIndex, i64, i64)>);

impl Ranges {
    /// The whole-number issues of `domain`.
    ///
    /// # Errors
    /// Where one is wider than bounds can say.
    pub(super) fn of(domain: &Space, findings: &Findings) -> Result<Self, Refusal> {
        let mut ranges = HashMap::new();
        for (position, issue) in domain.issues.iter().enumerate() {
            let (Some(index), Kind::Integer { low, high, .. }) = (issue.index, &issue.kind) else { continue };
            if OptionIndex::try_from(high.abs_diff(*low)).is_err() {
                let message = format!("issue `{}` of {} has too many numbers for boxes", issue.name, domain.file);
                return Err(findings.refusal("too-many-options", Some(issue.line), message, "narrow its range"));
            }
            ranges.insert(index, (position, *low, *high));
        }
        Ok(Self(ranges))
    }

    /// The issue that `bound` is on, with its range.
    ///
    /// # Errors
    /// Where it is on none.
    pub(super) fn of_bound(&self, bound: &StatedBound, findings: &Findings) -> Result<(IssueIndex, i64, i64), Refusal> {
        let index = bound.index.as_ref().map(|stated| stated.text.trim());
        let found = index.and_then(|index| self.0.get(&index.parse().ok()?));
        found.copied().ok_or_else(|| {
            let message = match index {
                Some(index) => format!("a bound is on index `{index}`, which is no issue of whole numbers"),
                None => "a bound has no index".to_owned(),
            };
            findings.refusal("unknown-bound", Some(bound.line), message, "boxes are over issues of whole numbers")
        })
    }
}

/// The option indices of the numbers from `min` to `max` within `low` to `high`; `None` where there are none.
pub(super) fn options(min: i64, max: i64, low: i64, high: i64) -> Option<(OptionIndex, OptionIndex)> {
    let (first, last) = (min.max(low), max.min(high));
    let option = |number: i64| OptionIndex::try_from(number.abs_diff(low)).ok();
    if first > last { None } else { Some((option(first)?, option(last)?)) }
}

struct Reader {
    ranges: Ranges,
    decimals: Decimals,
}

impl Reader {
    /// A function with everything in it, times `scale`. A scale below zero turns least into greatest.
    fn tree(&self, function: &StatedFunction, scale: &Exact, findings: &mut Findings) -> Result<RewardTree, Refusal> {
        let mut parts = Vec::with_capacity(function.boxes.len() + function.inner.len());
        for stated in &function.boxes {
            parts.push(RewardTree::Box(self.reward(stated, scale, findings)?));
        }
        for inner in &function.inner {
            let weight = self.weight(inner.weight.as_ref(), findings)?;
            parts.push(self.tree(inner, &(scale * &weight), findings)?);
        }
        let word = function.aggregation.as_ref().map(|stated| stated.text.trim().to_ascii_lowercase());
        let line = function.aggregation.as_ref().map_or(function.line, |stated| stated.line);
        let is_compared = matches!(word.as_deref(), Some("min" | "max"));
        if is_compared && parts.is_empty() {
            let message = "a least or greatest is taken of nothing";
            return Err(findings.refusal("empty-function", Some(line), message, "put a hyperRectangle inside"));
        }
        match (word.as_deref(), scale.is_negative()) {
            (Some("sum"), _) => Ok(RewardTree::Sum(parts)),
            (Some("min"), false) | (Some("max"), true) => Ok(RewardTree::Least(parts)),
            (Some("max"), false) | (Some("min"), true) => Ok(RewardTree::Greatest(parts)),
            (None, _) => {
                findings.repair("missing-aggregation", Some(line), "a function says not how it adds up; it was read as a sum")?;
                Ok(RewardTree::Sum(parts))
            }
            (Some(other), _) => {
                let message = format!("a function is put together by `{other}`, which GENIUS does not know");
                Err(findings.refusal("unknown-aggregation", Some(line), message, "make it sum, min or max"))
            }
        }
    }

    fn weight(&self, stated: Option<&Stated>, findings: &Findings) -> Result<Exact, Refusal> {
        stated.map_or_else(|| Ok(Exact::one()), |stated| number(stated, self.decimals, "a weight", findings))
    }

    fn reward(&self, stated: &StatedBox, scale: &Exact, findings: &mut Findings) -> Result<Reward, Refusal> {
        let Some(utility) = &stated.utility else {
            let message = "a box has no utility";
            return Err(findings.refusal("bad-number", Some(stated.line), message, "state what it pays"));
        };
        let utility = number(utility, self.decimals, "the utility of a box", findings)?;
        let value = &(&utility * &self.weight(stated.weight.as_ref(), findings)?) * scale;
        let is_outside = !stated.excludes.is_empty();
        if is_outside && !stated.includes.is_empty() {
            let message = "a box has INCLUDES and EXCLUDES bounds; only the latter count";
            findings.repair("two-kinds-of-bounds", Some(stated.line), message)?;
        }
        let bounds = if is_outside { &stated.excludes } else { &stated.includes };
        let pays = if is_outside { Pays::Outside } else { Pays::Inside };
        match (self.region(bounds, findings)?, pays) {
            (Some(region), pays) => Ok(Reward { region, pays, value }),
            (None, pays) => {
                let effect = if pays == Pays::Outside { "always" } else { "never" };
                let message = format!("no outcome keeps the bounds of a box: it {effect} pays");
                findings.note("empty-box", Some(stated.line), message);
                let value = if pays == Pays::Outside { value } else { Exact::zero() };
                Ok(Reward { region: Region::default(), pays: Pays::Inside, value })
            }
        }
    }

    /// Where all bounds hold; `None` where that is nowhere. Bounds that hold everywhere bound nothing.
    fn region(&self, bounds: &[StatedBound], findings: &Findings) -> Result<Option<Region>, Refusal> {
        let mut kept = Vec::with_capacity(bounds.len());
        for bound in bounds {
            let (issue, low, high) = self.ranges.of_bound(bound, findings)?;
            let end = |stated: &Option<Stated>, what: &str| match stated {
                Some(stated) => whole(stated, self.decimals, what, findings),
                None => {
                    let message = format!("a bound has no {what}");
                    Err(findings.refusal("bad-number", Some(bound.line), message, "state both ends"))
                }
            };
            let (min, max) = (end(&bound.min, "min")?, end(&bound.max, "max")?);
            match options(min, max, low, high) {
                None => return Ok(None),
                Some(_) if min <= low && high <= max => {}
                Some((first, last)) => kept.push((issue, first, last)),
            }
        }
        Ok(Region::new(kept))
    }
}
