//! A scenario as NegMAS's YAML.

use zopa_model::{Curve, Exact, OptionIndex, Pays, Region, Threshold};

use super::super::additive::{Additive, decimal, listed, lose_cap, lose_of_profile, lose_of_scenario, option_names, weighted};
use super::super::document::in_marks;
use super::super::file_names::{file_names, party_files};
use super::super::losses::Losses;
use super::super::written::{Text, key, map, quoted};
use super::super::{
    Discount, Evaluator, FieldIssue, FieldScenario, Files, Linkage, Profile, Refusal, Reward, RewardTree, Values, Written,
};

/// The most boxes that a function is written out in.
const MOST_BOXES: usize = 1 << 16;

pub(in super::super) fn write(scenario: &FieldScenario) -> Result<Written, Refusal> {
    let mut losses = Losses::default();
    lose_of_scenario(scenario, &mut losses);
    let own = file_names([scenario.name.as_str()], ".yml", &[]).remove(0);
    let parties = party_files(&scenario.profiles, ".yml", &[&own]);
    let mut files = Files::from([(own, domain(scenario)?.into_yaml())]);
    for (profile, file) in scenario.profiles.iter().zip(&parties) {
        let function = Writer { scenario, profile, losses: &mut losses }.written()?;
        files.insert(file.clone(), function.into_yaml());
    }
    Ok(Written { files, parties, losses: losses.into_remarks() })
}

fn domain(scenario: &FieldScenario) -> Result<Text, Refusal> {
    let issues = scenario.issues.iter().map(|issue| {
        let (class, values) = match &issue.values {
            Values::Options(options) => ("CategoricalIssue", options.iter().map(|option| quoted(option)).collect()),
            Values::Integers { low, high } => ("ContiguousIssue", [low, high].map(|end| Text::Word(end.to_string())).to_vec()),
            Values::Reals { low, high } => ("ContinuousIssue", vec![end(low)?, end(high)?]),
        };
        Ok(map([("name", quoted(&issue.name)), ("type", key(class)), ("values", Text::List(values))]))
    });
    let issues = Text::List(issues.collect::<Result<_, Refusal>>()?);
    let has_amounts = scenario.issues.iter().any(|issue| matches!(issue.values, Values::Reals { .. }));
    let class = if has_amounts { "CartesianOutcomeSpace" } else { "DiscreteCartesianOutcomeSpace" };
    Ok(map([("name", quoted(&scenario.name)), ("type", key(class)), ("issues", issues)]))
}

/// The end of a range of amounts, which is no part of any party's numbers and so must not be rounded.
fn end(amount: &Exact) -> Result<Text, Refusal> {
    let decimal = super::super::decimal::Decimal::of(amount);
    let message = format!("the range of an amount ends at {amount}, whose decimals do not end");
    let refusal = Refusal { code: "no-decimal", file: String::new(), line: None, message, way_out: WAY_OUT.to_owned() };
    if decimal.is_exact { Ok(Text::Word(decimal.text)) } else { Err(refusal) }
}

const WAY_OUT: &str = "convert to zopa, which can say all of it";

struct Writer<'w> {
    scenario: &'w FieldScenario,
    profile: &'w Profile,
    losses: &'w mut Losses,
}

impl Writer<'_> {
    fn written(&mut self) -> Result<Text, Refusal> {
        lose_of_profile(self.profile, self.losses);
        let inner = self.function()?;
        let Some(discount) = &self.profile.discount else { return Ok(inner) };
        let (factor, by) = match discount {
            Discount::OverTime(factor) => (factor, "relative_time"),
            Discount::EachRound(factor) => (factor, "step"),
        };
        Ok(map([
            ("name", quoted(&self.profile.name)),
            ("type", key("ExpDiscountedUFun")),
            ("discount", self.number(factor)),
            ("factor", key(by)),
            ("reserved_value", self.reservation()),
            ("ufun", inner),
        ]))
    }

    /// What outcomes are worth, undiscounted: a sum over issues, or a sum of boxes where there is more to it.
    fn function(&mut self) -> Result<Text, Refusal> {
        let profile = self.profile;
        if profile.linkages.is_empty() && profile.rewards.is_none() {
            return self.additive();
        }
        let boxes = Additive::part_of(self.scenario, profile).ok().and_then(|additive| Boxes::of(additive, profile));
        match boxes {
            Some(boxes) => {
                if profile.cap.as_ref().is_some_and(|cap| *cap < boxes.most) {
                    lose_cap(profile, self.losses);
                }
                self.boxes(&boxes)
            }
            None => {
                let words =
                    "what options of several issues add together is left out: there is too much of it, or it is no sum of boxes";
                self.losses.lose_of(profile, "linkages", words);
                self.additive()
            }
        }
    }

    fn number(&mut self, number: &Exact) -> Text {
        Text::Word(decimal(number, self.profile, self.losses))
    }

    fn reservation(&mut self) -> Text {
        match &self.profile.reservation {
            Threshold::At(limit) => self.number(limit),
            Threshold::Any => key("-.inf"),
            Threshold::Never => key(".inf"),
        }
    }

    fn additive(&mut self) -> Result<Text, Refusal> {
        let profile = self.profile;
        let (mut weights, mut values) = (Vec::new(), Vec::new());
        for (issue, evaluator) in self.scenario.issues.iter().zip(&profile.evaluators) {
            let (weight, function) = self.of_issue(issue, evaluator)?;
            weights.push(self.number(&weight));
            values.push(function);
        }
        let is_cut = match (&profile.cap, Additive::part_of(self.scenario, profile)) {
            (None, _) => false,
            (Some(cap), Ok(additive)) => *cap < additive.greatest(),
            (Some(_), Err(_)) => true,
        };
        if is_cut {
            lose_cap(profile, self.losses);
        }
        let mut parts = vec![
            (key("name"), quoted(&profile.name)),
            (key("type"), key("LinearAdditiveUtilityFunction")),
            (key("reserved_value"), self.reservation()),
        ];
        if !profile.constant.is_zero() {
            parts.push((key("bias"), self.number(&profile.constant)));
        }
        parts.push((key("weights"), Text::List(weights)));
        parts.push((key("values"), Text::List(values)));
        Ok(Text::Map(parts))
    }

    /// The weight of an issue and its value function.
    fn of_issue(&mut self, issue: &FieldIssue, evaluator: &Evaluator) -> Result<(Exact, Text), Refusal> {
        if let Evaluator::Curve { weight, curve } = evaluator
            && let Some(function) = self.curve(&issue.values, curve)
        {
            return Ok((weight.clone(), function));
        }
        let Some(table) = listed(&issue.values, evaluator) else {
            let message = format!("what {} is worth is a curve that NegMAS has not", in_marks(&issue.name));
            return Err(Refusal {
                code: "curve",
                file: self.profile.file.clone(),
                line: None,
                message,
                way_out: WAY_OUT.to_owned(),
            });
        };
        let (weight, values) = weighted(&table);
        let name =
            |name: String| if matches!(issue.values, Values::Integers { .. }) { Text::Word(name) } else { Text::Quoted(name) };
        let numbers: Vec<Text> = values.iter().map(|value| self.number(value)).collect();
        let mapping = Text::Map(option_names(&issue.values).map(name).zip(numbers).collect());
        Ok((weight, map([("type", key("TableFun")), ("mapping", mapping)])))
    }

    /// A curve as a value function; `None` where NegMAS has none that is the same between the ends of the issue.
    fn curve(&mut self, values: &Values, curve: &Curve) -> Option<Text> {
        let mut function = |class: &str, parts: &[(&str, &Exact)]| {
            let mut entries = vec![(key("type"), key(class))];
            entries.extend(parts.iter().map(|(name, number)| (key(name), self.number(number))));
            Some(Text::Map(entries))
        };
        match curve {
            Curve::Constant(value) => function("ConstFun", &[("bias", value)]),
            Curve::Affine { slope, offset } => function("AffineFun", &[("slope", slope), ("bias", offset)]),
            Curve::Quadratic { square, slope, offset } => {
                function("QuadraticFun", &[("a2", square), ("a1", slope), ("bias", offset)])
            }
            Curve::Triangular { low, top, high } if low < top && top < high => {
                function("TriangularFun", &[("start", low), ("middle", top), ("end", high)])
            }
            Curve::Clamped { slope, offset } => {
                let line = Curve::Affine { slope: slope.clone(), offset: offset.clone() };
                let is_held = |end: &Exact| line.at(end).is_negative() || line.at(end) > Exact::one();
                let (low, high) = ends(values)?;
                (!is_held(&low) && !is_held(&high)).then(|| function("AffineFun", &[("slope", slope), ("bias", offset)]))?
            }
            Curve::Triangular { .. } => None,
        }
    }

    fn boxes(&mut self, boxes: &Boxes) -> Result<Text, Refusal> {
        let (mut ranges, mut utilities) = (Vec::new(), Vec::new());
        for (region, value) in &boxes.paying {
            ranges.push(self.range(region));
            utilities.push(self.number(value));
        }
        Ok(map([
            ("name", quoted(&self.profile.name)),
            ("type", key("HyperRectangleUtilityFunction")),
            ("reserved_value", self.reservation()),
            ("bias", self.number(&boxes.constant)),
            ("outcome_ranges", Text::List(ranges)),
            ("utilities", Text::List(utilities)),
        ]))
    }

    /// The bounds of a region, which in NegMAS do not belong to it.
    fn range(&self, region: &Region) -> Text {
        let bound = |(issue, low, high): (usize, OptionIndex, OptionIndex)| {
            let values = &self.scenario.issues[issue].values;
            let bound = match values {
                Values::Integers { low: first, .. } => {
                    let number = |option: OptionIndex, beyond: i128| i128::from(*first) + i128::from(option) + beyond;
                    match low == high {
                        true => Text::Word(number(low, 0).to_string()),
                        false => Text::List([number(low, -1), number(high, 1)].map(|end| Text::Word(end.to_string())).to_vec()),
                    }
                }
                _ if low == high => Text::Quoted(values.name(low as usize)),
                _ => Text::List((low..=high).map(|option| Text::Quoted(values.name(option as usize))).collect()),
            };
            (Text::Word(issue.to_string()), bound)
        };
        Text::Map(region.bounds().map(bound).collect())
    }
}

fn ends(values: &Values) -> Option<(Exact, Exact)> {
    match values {
        Values::Options(_) => None,
        Values::Integers { low, high } => Some((Exact::from_integer(*low), Exact::from_integer(*high))),
        Values::Reals { low, high } => Some((low.clone(), high.clone())),
    }
}

/// A utility as a sum of boxes that pay where all their bounds hold.
struct Boxes {
    constant: Exact,
    paying: Vec<(Region, Exact)>,
    /// More than which no outcome gets.
    most: Exact,
}

impl Boxes {
    /// Everything that `profile` adds up; `None` where it is no sum of boxes, or one of too many.
    fn of(additive: Additive, profile: &Profile) -> Option<Self> {
        let mut boxes = Self { most: additive.greatest(), constant: additive.constant, paying: Vec::new() };
        for (issue, table) in additive.tables.iter().enumerate() {
            boxes.add_table(&[issue], &[table.len()], table)?;
        }
        let sizes: Vec<usize> = additive.tables.iter().map(Vec::len).collect();
        for Linkage { issues, values } in &profile.linkages {
            let own: Vec<usize> = issues.iter().map(|&issue| sizes[issue]).collect();
            boxes.add_table(issues, &own, values)?;
            boxes.most = &boxes.most + values.iter().max()?;
        }
        boxes.add_tree(profile.rewards.as_ref())?;
        Some(boxes)
    }

    /// One box for each combination of options that adds anything.
    fn add_table(&mut self, issues: &[usize], sizes: &[usize], values: &[Exact]) -> Option<()> {
        for (row, value) in values.iter().enumerate().filter(|(_, value)| !value.is_zero()) {
            let mut rest = row;
            let mut bounds = Vec::with_capacity(issues.len());
            for (issue, size) in issues.iter().zip(sizes).rev() {
                let option = (rest % size) as OptionIndex;
                bounds.push((*issue, option, option));
                rest /= size;
            }
            self.add(Region::new(bounds)?, value.clone())?;
        }
        Some(())
    }

    fn add_tree(&mut self, tree: Option<&RewardTree>) -> Option<()> {
        match tree {
            None => Some(()),
            Some(RewardTree::Sum(trees)) => trees.iter().try_for_each(|tree| self.add_tree(Some(tree))),
            Some(RewardTree::Box(Reward { region, pays: Pays::Inside, value })) => {
                if !value.is_negative() {
                    self.most = &self.most + value;
                }
                self.add(region.clone(), value.clone())
            }
            Some(RewardTree::Box(Reward { region, pays: Pays::Outside, value })) => {
                // What pays outside pays everywhere, and takes it back inside.
                self.constant = &self.constant + value;
                if !value.is_negative() {
                    self.most = &self.most + value;
                }
                self.add(region.clone(), &Exact::zero() - value)
            }
            Some(RewardTree::Least(_) | RewardTree::Greatest(_)) => None,
        }
    }

    fn add(&mut self, region: Region, value: Exact) -> Option<()> {
        self.paying.push((region, value));
        (self.paying.len() <= MOST_BOXES).then_some(())
    }
}
