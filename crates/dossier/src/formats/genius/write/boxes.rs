//! Profiles with boxes.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::One;
use zopa_model::{Exact, Pays};

use super::super::super::decimal::Decimal;
use super::super::super::{Claim, Evaluator, FieldScenario, Profile, Refusal, Reward, RewardTree, Values};
use super::super::Dialect;
use super::EXACT_IN_DOUBLES;
use super::losses::Losses;
use super::pieces::listed;
use super::xml::Sheet;

/// Options of all issues together that are written as boxes of their own at most.
const MOST_BOXES: u64 = 1 << 14;

/// Whether the boxes of `scenario`, if there are any, can be said at all.
///
/// # Errors
/// Where one is over something else than whole numbers, or the dialect has no boxes.
pub(super) fn can_be_said(scenario: &FieldScenario, dialect: Dialect) -> Result<(), Refusal> {
    let refuse = |file: &str, message: String| {
        let way_out = "write a format that has boxes over options".to_owned();
        Err(Refusal { code: "boxes-over-options", file: file.to_owned(), line: None, message, way_out })
    };
    for profile in &scenario.profiles {
        let Some(rewards) = &profile.rewards else { continue };
        if dialect == Dialect::ForPeople {
            return refuse(&profile.file, format!("`{}` is paid for boxes, which GENIUS for people does not know", profile.name));
        }
        let mut issues = Vec::new();
        bounded(rewards, &mut issues);
        let is_number = |issue: &&usize| !matches!(scenario.issues[**issue].values, Values::Integers { .. });
        if let Some(issue) = issues.iter().find(is_number) {
            let name = &scenario.issues[*issue].name;
            let message = format!("`{}` is paid for boxes over `{name}`; GENIUS has boxes over whole numbers only", profile.name);
            return refuse(&profile.file, message);
        }
    }
    Ok(())
}

fn bounded(tree: &RewardTree, issues: &mut Vec<usize>) {
    match tree {
        RewardTree::Box(reward) => issues.extend(reward.region.issues()),
        RewardTree::Sum(trees) | RewardTree::Least(trees) | RewardTree::Greatest(trees) => {
            trees.iter().for_each(|tree| bounded(tree, issues));
        }
    }
}

/// Writes the `utility` element of a party with boxes. What single issues contribute becomes boxes of one number.
pub(super) fn write(sheet: &mut Sheet, scenario: &FieldScenario, position: usize, losses: &mut Losses) {
    let profile = &scenario.profiles[position];
    let mut parts = single_issues(scenario, profile, losses);
    match &profile.rewards {
        Some(RewardTree::Sum(trees)) => parts.extend(trees.iter().cloned()),
        Some(tree) => parts.push(tree.clone()),
        None => {}
    }
    let tree = RewardTree::Sum(parts);
    let maximum = maximum(scenario, position, &tree);
    sheet.open("utility", &[("maxutility", &losses.decimal(&maximum, "maxutility"))]);
    let mut writer = Writer { sheet, scenario, maximum, losses };
    writer.function(&tree);
    sheet.close();
}

/// The constant and the contributions of single issues, as boxes.
fn single_issues(scenario: &FieldScenario, profile: &Profile, losses: &mut Losses) -> Vec<RewardTree> {
    let mut parts = Vec::new();
    let always = |value: &Exact| Reward { region: Default::default(), pays: Pays::Inside, value: value.clone() };
    if !profile.constant.is_zero() {
        parts.push(RewardTree::Box(always(&profile.constant)));
    }
    for (issue, evaluator) in profile.evaluators.iter().enumerate() {
        match (constant(evaluator), &scenario.issues[issue].values) {
            (Some(value), _) if value.is_zero() => {}
            (Some(value), _) => parts.push(RewardTree::Box(always(&value))),
            (None, Values::Integers { low, high }) if high.abs_diff(*low) < MOST_BOXES => {
                let values = listed(evaluator, &scenario.issues[issue].values);
                parts.extend(values.into_iter().enumerate().filter_map(|(option, value)| one_option(issue, option, value)));
            }
            (None, _) => losses.lose(
                "evaluations-beside-boxes",
                "what single issues contribute beside boxes, where they are no whole numbers or too many",
                &format!("`{}`", scenario.issues[issue].name),
            ),
        }
    }
    parts
}

fn one_option(issue: usize, option: usize, value: Exact) -> Option<RewardTree> {
    let option = u32::try_from(option).ok()?;
    let region = zopa_model::Region::new([(issue, option, option)])?;
    (!value.is_zero()).then_some(RewardTree::Box(Reward { region, pays: Pays::Inside, value }))
}

/// What an evaluator contributes whatever is chosen, if that is so.
fn constant(evaluator: &Evaluator) -> Option<Exact> {
    match evaluator {
        Evaluator::Table(values) => values.first().filter(|first| values.iter().all(|value| value == *first)).cloned(),
        Evaluator::Curve { weight, .. } if weight.is_zero() => Some(Exact::zero()),
        Evaluator::Curve { weight, curve } => match &**curve {
            zopa_model::Curve::Constant(value) => Some(weight * value),
            _ => None,
        },
    }
}

/// By what the written scores are to be divided: what the party declared, where the scores are decimals that end then,
/// or else what makes them whole numbers.
fn maximum(scenario: &FieldScenario, position: usize, tree: &RewardTree) -> Exact {
    let mut values = Vec::new();
    leaves(tree, &mut values);
    let declared = scenario.claims.iter().find_map(|claim| match claim {
        Claim::Maximum { profile, declared, .. } if *profile == position => Some(declared.clone()),
        _ => None,
    });
    let ends = |maximum: &Exact| values.iter().all(|value| Decimal::of_double(&(*value * maximum)).is_exact);
    if let Some(declared) = declared.filter(|declared| *declared > Exact::zero() && ends(declared)) {
        return declared;
    }
    let mut denominator = BigInt::one();
    for value in values {
        let next = denominator.lcm(value.rational().denom());
        if next.bits() <= u64::from(EXACT_IN_DOUBLES) {
            denominator = next;
        }
    }
    Exact::from_integer(denominator)
}

fn leaves<'a>(tree: &'a RewardTree, values: &mut Vec<&'a Exact>) {
    match tree {
        RewardTree::Box(reward) => values.push(&reward.value),
        RewardTree::Sum(trees) | RewardTree::Least(trees) | RewardTree::Greatest(trees) => {
            trees.iter().for_each(|tree| leaves(tree, values));
        }
    }
}

struct Writer<'a> {
    sheet: &'a mut Sheet,
    scenario: &'a FieldScenario,
    maximum: Exact,
    losses: &'a mut Losses,
}

impl Writer<'_> {
    fn function(&mut self, tree: &RewardTree) {
        let (aggregation, parts) = match tree {
            RewardTree::Box(_) => ("sum", std::slice::from_ref(tree)),
            RewardTree::Sum(trees) => ("sum", trees.as_slice()),
            RewardTree::Least(trees) => ("min", trees.as_slice()),
            RewardTree::Greatest(trees) => ("max", trees.as_slice()),
        };
        self.sheet.open("ufun", &[("type", "PlainUfun"), ("weight", "1"), ("aggregation", aggregation)]);
        for part in parts {
            match part {
                RewardTree::Box(reward) => self.reward(reward),
                RewardTree::Sum(_) | RewardTree::Least(_) | RewardTree::Greatest(_) => self.function(part),
            }
        }
        self.sheet.close();
    }

    /// A box without bounds always pays; one that pays outside of everything never does.
    fn reward(&mut self, reward: &Reward) {
        let bounds: Vec<_> = reward.region.bounds().collect();
        let never = reward.pays == Pays::Outside && bounds.is_empty();
        let value = if never { Exact::zero() } else { &reward.value * &self.maximum };
        let utility = self.losses.decimal(&value, "the utility of a box");
        if bounds.is_empty() {
            return self.sheet.empty("hyperRectangle", &[("utility", &utility)]);
        }
        self.sheet.open("hyperRectangle", &[("utility", &utility)]);
        for (issue, first, last) in bounds {
            let low = match self.scenario.issues[issue].values {
                Values::Integers { low, .. } => low,
                Values::Options(_) | Values::Reals { .. } => 0,
            };
            let number = |option: u32| (low + i64::from(option)).to_string();
            let name = if reward.pays == Pays::Inside { "INCLUDES" } else { "EXCLUDES" };
            let index = (issue + 1).to_string();
            self.sheet.empty(name, &[("index", &index), ("min", &number(first)), ("max", &number(last))]);
        }
        self.sheet.close();
    }
}
