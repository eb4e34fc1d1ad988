//! `{outcome_ranges, utilities, weights, bias}`: boxes that pay `weight × utility` each.
//!
//! The bounds of a box are an interval without its ends in NegMAS, whatever its documentation says: (1, 3) holds 2 alone.
//! A single value stands for itself, a list for all that its elements hold, and an empty list or nothing for no value.

use zopa_model::{Exact, OptionIndex, Pays, Region};

use super::super::document::{Value, in_marks};
use super::super::findings::Findings;
use super::super::options::{Names, listed_count, too_many};
use super::super::{FieldIssue, Profile, Refusal, Reward, RewardTree, Values};

/// The most boxes that one box of the file may fall into, where its bounds have gaps.
const MOST_PARTS: usize = 4096;
/// The most boxes altogether.
const MOST_BOXES: usize = 1 << 18;
/// The most options that are held against bounds, one by one.
const MOST_LOOKED_AT: usize = 1 << 24;

/// Reads the function into `profile`.
pub(super) fn read(
    inner: Value<'_>,
    issues: &[FieldIssue],
    profile: &mut Profile,
    findings: &mut Findings,
) -> Result<(), Refusal> {
    profile.constant = inner.get("bias").map_or(Ok(Exact::zero()), |bias| bias.number(findings))?;
    let ranges: Vec<Value<'_>> = inner.required("outcome_ranges")?.items()?.collect();
    let utilities: Vec<Value<'_>> = inner.required("utilities")?.items()?.collect();
    let weights: Option<Vec<Value<'_>>> =
        inner.get("weights").map(|weights| weights.items().map(Iterator::collect)).transpose()?;
    let weights = weights.filter(|weights| !weights.is_empty());
    if utilities.len() != ranges.len() || weights.as_ref().is_some_and(|weights| weights.len() != ranges.len()) {
        let message = format!("{} boxes have {} utilities and as many weights, or others", ranges.len(), utilities.len());
        return Err(inner.refusal("wrong-length", message, "give one utility, and one weight if any, for each box"));
    }
    let mut reader = Reader { issues, names: Names::of(issues), looked_at: 0 };
    let mut rewards = Vec::new();
    for (at, (range, utility)) in ranges.iter().zip(&utilities).enumerate() {
        if utility.is_map() || utility.is_list() {
            let message = "what a box pays is a function, not a number";
            return Err(utility.refusal("box-function", message, "give a number"));
        }
        let weight = weights.as_ref().map_or(Ok(Exact::one()), |weights| weights[at].number(findings))?;
        let value = &utility.number(findings)? * &weight;
        for region in reader.regions(*range, findings)? {
            rewards.push(RewardTree::Box(Reward { region, pays: Pays::Inside, value: value.clone() }));
        }
        if rewards.len() > MOST_BOXES {
            return Err(inner.refusal("too-many-boxes", format!("there are more than {MOST_BOXES} boxes"), "give fewer"));
        }
    }
    profile.rewards = Some(RewardTree::Sum(rewards));
    Ok(())
}

/// Options without gaps, both ends included.
type Run = (OptionIndex, OptionIndex);

struct Reader<'i> {
    issues: &'i [FieldIssue],
    names: Names<'i>,
    /// How many options were held against bounds.
    looked_at: usize,
}

impl Reader<'_> {
    /// The regions, no two of which meet, that a box of the file falls into.
    fn regions(&mut self, range: Value<'_>, findings: &mut Findings) -> Result<Vec<Region>, Refusal> {
        let mut boxes: Vec<Vec<(usize, OptionIndex, OptionIndex)>> = vec![Vec::new()];
        if range.is_nothing() {
            return Ok(vec![Region::default()]);
        }
        for (key, bound) in range.entries()? {
            let by_number = || key.parse::<usize>().ok().filter(|at| *at < self.issues.len());
            let unknown =
                || bound.refusal("unknown-issue", format!("{} is no issue", in_marks(key)), "name issues, or count from 0");
            let issue = self.names.issue(key).or_else(by_number).ok_or_else(unknown)?;
            let runs = self.runs(issue, bound, findings)?;
            if boxes.len() * runs.len() > MOST_PARTS {
                let message = format!("the bounds of a box have so many gaps that it falls into more than {MOST_PARTS}");
                return Err(bound.refusal("too-many-boxes", message, "give several boxes with bounds without gaps"));
            }
            let with = |parts: &Vec<(usize, OptionIndex, OptionIndex)>| {
                runs.iter().map(|&(low, high)| parts.iter().copied().chain([(issue, low, high)]).collect()).collect::<Vec<_>>()
            };
            boxes = boxes.iter().flat_map(with).collect();
        }
        Ok(boxes.into_iter().filter_map(Region::new).collect())
    }

    /// The options of `issue` that `bound` holds, as runs without gaps.
    fn runs(&mut self, issue: usize, bound: Value<'_>, findings: &mut Findings) -> Result<Vec<Run>, Refusal> {
        let field = &self.issues[issue];
        let count = listed_count(field).ok_or_else(|| too_many(field, bound))?;
        let mut held = Vec::new();
        self.hold(issue, bound, &mut held, findings)?;
        held.retain(|run: &(usize, usize)| run.0 <= run.1 && run.1 < count);
        held.sort_unstable();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (low, high) in held {
            match runs.last_mut() {
                Some(last) if low <= last.1 + 1 => last.1 = last.1.max(high),
                _ => runs.push((low, high)),
            }
        }
        Ok(runs.into_iter().map(|(low, high)| (low as OptionIndex, high as OptionIndex)).collect())
    }

    fn hold(
        &mut self,
        issue: usize,
        bound: Value<'_>,
        held: &mut Vec<(usize, usize)>,
        findings: &mut Findings,
    ) -> Result<(), Refusal> {
        if bound.is_nothing() {
            return Ok(());
        }
        if !bound.is_list() {
            held.extend(self.names.option(issue, bound.text()?).map(|at| (at, at)));
            return Ok(());
        }
        let parts: Vec<Value<'_>> = bound.items()?.collect();
        if let ([low, high], true) = (parts.as_slice(), parts.iter().all(|part| part.is_number())) {
            self.looked_at += listed_count(&self.issues[issue]).unwrap_or(0);
            if self.looked_at > MOST_LOOKED_AT {
                return Err(bound.refusal(
                    "too-many-boxes",
                    "the boxes have too many bounds over too many options",
                    "give fewer",
                ));
            }
            self.between(issue, &low.number(findings)?, &high.number(findings)?, held);
            return Ok(());
        }
        // A list in a list is one more level of the file, of which there are not many.
        parts.into_iter().try_for_each(|part| self.hold(issue, part, held, findings))
    }

    /// Holds the options that are numbers between two, which do not belong to them.
    fn between(&self, issue: usize, low: &Exact, high: &Exact, held: &mut Vec<(usize, usize)>) {
        let field = &self.issues[issue];
        let is_between = |number: &Exact| low < number && number < high;
        match &field.values {
            Values::Integers { low: first, high: last } => {
                let first_in = low.rational().floor() + num_rational::BigRational::from_integer(1.into());
                let last_in = high.rational().ceil() - num_rational::BigRational::from_integer(1.into());
                let ends = (Exact::from_integer(*first), Exact::from_integer(*last));
                let (least, most) = (Exact::from(first_in).max(ends.0.clone()), Exact::from(last_in).min(ends.1));
                let index = |number: &Exact| (number - &ends.0).to_string().parse().ok();
                held.extend(index(&least).zip(index(&most)));
            }
            values => {
                let count = listed_count(field).unwrap_or(0);
                let number = |at: usize| values.name(at).parse().ok().filter(is_between).map(|_: Exact| (at, at));
                held.extend((0..count).filter_map(number));
            }
        }
    }
}
