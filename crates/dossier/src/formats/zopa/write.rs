//! From the scenario to the file. Nothing is lost.

use zopa_model::{Curve, Exact, Pattern, Pays, Threshold};

use super::super::{
    Discount, Evaluator, FieldIssue, FieldScenario, Files, Linkage, Profile, Refusal, Reward, RewardTree, Values, Written,
};
use super::VERSION;
use super::file::{
    BoundEntry, BoxEntry, ContributionEntry, CurveEntry, DiscountEntry, IssueEntry, LinkageEntry, LiteralEntry, PaysEntry,
    ProfileEntry, ReservationEntry, RuleEntry, ScenarioEntry, ScenarioFile, TreeEntry, ValuesEntry,
};
use super::number::Number;

/// The name of the file.
const FILE: &str = "scenario.json";

pub(in super::super) fn write(scenario: &FieldScenario) -> Result<Written, Refusal> {
    let issues = &scenario.issues;
    let rules =
        scenario.rules.iter().map(|rule| RuleEntry { forbids: literals(issues, &rule.forbids), reason: rule.reason.clone() });
    let file = ScenarioFile {
        zopa: VERSION,
        scenario: ScenarioEntry {
            name: scenario.name.clone(),
            issues: issues.iter().map(issue).collect(),
            rules: rules.collect(),
            profiles: scenario.profiles.iter().map(|own| profile(issues, own)).collect(),
        },
    };
    let mut text = serde_json::to_vec_pretty(&file).expect("a file of texts, numbers, lists and maps is JSON");
    text.push(b'\n');
    let parties = Vec::new();
    Ok(Written { files: Files::from([(FILE.to_owned(), text)]), parties, losses: Vec::new() })
}

fn number(number: &Exact) -> Number {
    Number(number.clone())
}

fn numbers(all: &[Exact]) -> Vec<Number> {
    all.iter().map(number).collect()
}

fn issue(issue: &FieldIssue) -> IssueEntry {
    let values = match &issue.values {
        Values::Options(options) => ValuesEntry::Options(options.clone()),
        Values::Integers { low, high } => ValuesEntry::Integers { low: *low, high: *high },
        Values::Reals { low, high } => ValuesEntry::Reals { low: number(low), high: number(high) },
    };
    IssueEntry { name: issue.name.clone(), values }
}

fn literals(issues: &[FieldIssue], pattern: &Pattern) -> Vec<LiteralEntry> {
    let literal = |(issue, options): &(usize, Vec<u32>)| LiteralEntry {
        issue: issues[*issue].name.clone(),
        options: options.iter().map(|&option| issues[*issue].values.name(option as usize)).collect(),
    };
    pattern.literals().iter().map(literal).collect()
}

fn profile(issues: &[FieldIssue], profile: &Profile) -> ProfileEntry {
    ProfileEntry {
        name: profile.name.clone(),
        file: profile.file.clone(),
        constant: (!profile.constant.is_zero()).then(|| number(&profile.constant)),
        issues: profile.evaluators.iter().map(contribution).collect(),
        linkages: profile.linkages.iter().map(|linkage| link(issues, linkage)).collect(),
        boxes: profile.rewards.as_ref().map(|rewards| tree(issues, rewards)),
        cap: profile.cap.as_ref().map(number),
        reservation: match &profile.reservation {
            Threshold::Any => ReservationEntry::Any,
            Threshold::At(limit) => ReservationEntry::At(number(limit)),
            Threshold::Never => ReservationEntry::Never,
        },
        disagreement: profile.disagreement.as_ref().map(number),
        red_lines: profile.refusals.iter().map(|line| literals(issues, line)).collect(),
        discount: profile.discount.as_ref().map(|discount| match discount {
            Discount::OverTime(factor) => DiscountEntry::OverTime(number(factor)),
            Discount::EachRound(factor) => DiscountEntry::EachRound(number(factor)),
        }),
    }
}

fn contribution(evaluator: &Evaluator) -> ContributionEntry {
    match evaluator {
        Evaluator::Table(values) => ContributionEntry::Table(numbers(values)),
        Evaluator::Curve { weight, curve } => {
            ContributionEntry::Curve { weight: number(weight), curve: Box::new(curve_entry(curve)) }
        }
    }
}

fn curve_entry(curve: &Curve) -> CurveEntry {
    match curve {
        Curve::Constant(value) => CurveEntry::Constant(number(value)),
        Curve::Affine { slope, offset } => CurveEntry::Affine { slope: number(slope), offset: number(offset) },
        Curve::Clamped { slope, offset } => CurveEntry::Clamped { slope: number(slope), offset: number(offset) },
        Curve::Triangular { low, top, high } => CurveEntry::Triangular { low: number(low), top: number(top), high: number(high) },
        Curve::Quadratic { square, slope, offset } => {
            CurveEntry::Quadratic { square: number(square), slope: number(slope), offset: number(offset) }
        }
    }
}

fn link(issues: &[FieldIssue], linkage: &Linkage) -> LinkageEntry {
    LinkageEntry {
        issues: linkage.issues.iter().map(|&issue| issues[issue].name.clone()).collect(),
        values: numbers(&linkage.values),
    }
}

fn tree(issues: &[FieldIssue], rewards: &RewardTree) -> TreeEntry {
    let parts = |trees: &[RewardTree]| trees.iter().map(|part| tree(issues, part)).collect();
    match rewards {
        RewardTree::Box(reward) => TreeEntry::Box(box_entry(issues, reward)),
        RewardTree::Sum(trees) => TreeEntry::Sum(parts(trees)),
        RewardTree::Least(trees) => TreeEntry::Least(parts(trees)),
        RewardTree::Greatest(trees) => TreeEntry::Greatest(parts(trees)),
    }
}

fn box_entry(issues: &[FieldIssue], reward: &Reward) -> BoxEntry {
    let bound = |(issue, low, high): (usize, u32, u32)| BoundEntry {
        issue: issues[issue].name.clone(),
        from: issues[issue].values.name(low as usize),
        to: issues[issue].values.name(high as usize),
    };
    BoxEntry {
        bounds: reward.region.bounds().map(bound).collect(),
        pays: match reward.pays {
            Pays::Inside => PaysEntry::Inside,
            Pays::Outside => PaysEntry::Outside,
        },
        value: number(&reward.value),
    }
}
