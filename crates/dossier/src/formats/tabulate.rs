//! From a scenario of the field to what `analysis` works on: amounts cut into options, utilities in whole quanta.

use zopa_model::{
    Curve, Exact, ExactBox, ExactFactor, ExactUtility, Issue, IssueIndex, Outcome, OutcomeSpace, Pays, Region, Utility,
};

use super::field::{Evaluator, FieldScenario, Linkage, Profile, Reward, RewardTree, Values};
use super::remark::Refusal;

/// Into how many equal steps every issue of amounts is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// At least one.
    pub steps: u32,
}

/// A scenario that can be analysed.
#[derive(Clone, Debug)]
pub struct Tabulated {
    /// The outcomes, amounts cut as the grid says.
    pub space: OutcomeSpace,
    /// One utility for each profile.
    pub utilities: Vec<Utility>,
    /// How far a party's utility at any amounts can be from the nearest grid point's, for each profile, where a grid cut
    /// anything: `None` for a party whose curve jumps.
    pub grid_error: Option<Vec<Option<Exact>>>,
}

/// The most options that all issues together may have: each has a name and a row in every table.
const MOST_OPTIONS: u64 = 1 << 20;
/// The most combinations that a least or greatest of boxes may have, which is worked out as one table.
const MOST_COMBINATIONS: u64 = 1 << 20;

impl FieldScenario {
    /// The space and the utilities. `grid` cuts issues of amounts, and nothing else.
    ///
    /// # Errors
    /// Where an issue of amounts meets no grid, and where the tables would not fit.
    pub fn tabulate(&self, grid: Option<Grid>) -> Result<Tabulated, Refusal> {
        let issues = self.issues_in_options(grid)?;
        let sizes: Vec<usize> = issues.iter().map(|issue| issue.options().len()).collect();
        let is_cut = self.issues.iter().any(|issue| matches!(issue.values, Values::Reals { .. }));
        let utilities = self.profiles.iter().map(|profile| self.utility(profile, &issues, &sizes)).collect::<Result<_, _>>()?;
        let error = |grid: Grid| self.profiles.iter().map(|profile| self.grid_error(profile, grid)).collect();
        Ok(Tabulated {
            space: OutcomeSpace::new(issues, self.rules.clone()),
            utilities,
            grid_error: grid.filter(|_| is_cut).map(error),
        })
    }

    fn issues_in_options(&self, grid: Option<Grid>) -> Result<Vec<Issue>, Refusal> {
        let counted = |values: &Values| match (values.count(), grid) {
            (Some(count), _) => count,
            (None, grid) => grid.map_or(0, |grid| u64::from(grid.steps) + 1),
        };
        let all = self.issues.iter().fold(0u64, |all, issue| all.saturating_add(counted(&issue.values)));
        if all > MOST_OPTIONS {
            return Err(self.refusal(
                "too-many-options",
                format!("the issues have {all} options together, more than {MOST_OPTIONS}"),
                "give a coarser grid (--grid STEPS), or leave out issues",
            ));
        }
        self.issues.iter().map(|issue| self.issue_in_options(&issue.name, &issue.values, grid)).collect()
    }

    fn issue_in_options(&self, name: &str, values: &Values, grid: Option<Grid>) -> Result<Issue, Refusal> {
        match (values, grid) {
            (Values::Options(options), _) => Ok(Issue::categorical(name, options)),
            (Values::Integers { low, high }, _) => Ok(Issue::integer(name, *low, *high)),
            (Values::Reals { low, high }, Some(grid)) => Ok(Issue::real(name, low.clone(), high.clone(), grid.steps)),
            (Values::Reals { .. }, None) => Err(self.refusal(
                "amounts-without-grid",
                format!("`{name}` is an amount, not a list of options"),
                "say into how many steps amounts are cut: --grid STEPS",
            )),
        }
    }

    fn refusal(&self, code: &'static str, message: String, way_out: &str) -> Refusal {
        Refusal { code, file: String::new(), line: None, message, way_out: way_out.to_owned() }
    }

    fn utility(&self, profile: &Profile, issues: &[Issue], sizes: &[usize]) -> Result<Utility, Refusal> {
        let table = |(issue, evaluator): (IssueIndex, &Evaluator)| ExactFactor {
            issues: vec![issue],
            values: self.issues[issue].values.worth(evaluator, &issues[issue]),
        };
        let joint = |linkage: &Linkage| ExactFactor { issues: linkage.issues.clone(), values: linkage.values.clone() };
        let mut parts = ExactUtility {
            constant: profile.constant.clone(),
            factors: profile.evaluators.iter().enumerate().map(table).chain(profile.linkages.iter().map(joint)).collect(),
            boxes: Vec::new(),
            cap: profile.cap.clone(),
            reservation: profile.reservation.clone(),
            disagreement: profile.disagreement.clone(),
            refusals: profile.refusals.clone(),
        };
        if let Some(rewards) = &profile.rewards {
            self.add_rewards(rewards, sizes, profile, &mut parts)?;
        }
        parts.in_units(sizes).ok_or_else(|| Refusal {
            file: profile.file.clone(),
            ..self.refusal("out-of-range", "its numbers are too large to be worked with".to_owned(), "scale them down")
        })
    }

    /// Adds a tree of rewards: box by box where they are summed, as one table where they are compared.
    fn add_rewards(
        &self,
        rewards: &RewardTree,
        sizes: &[usize],
        profile: &Profile,
        parts: &mut ExactUtility,
    ) -> Result<(), Refusal> {
        match rewards {
            RewardTree::Box(Reward { region, pays, value }) => match (region.issues().is_empty(), pays) {
                (true, Pays::Inside) => parts.constant = &parts.constant + value,
                (true, Pays::Outside) => {}
                (false, _) => parts.boxes.push(ExactBox { region: region.clone(), pays: *pays, value: value.clone() }),
            },
            RewardTree::Sum(trees) => {
                for tree in trees {
                    self.add_rewards(tree, sizes, profile, parts)?;
                }
            }
            RewardTree::Least(_) | RewardTree::Greatest(_) => parts.factors.push(self.table_of(rewards, sizes, profile)?),
        }
        Ok(())
    }

    fn table_of(&self, tree: &RewardTree, sizes: &[usize], profile: &Profile) -> Result<ExactFactor, Refusal> {
        let mut scope = Vec::new();
        tree.add_issues(&mut scope);
        scope.sort_unstable();
        scope.dedup();
        let combinations = scope.iter().try_fold(1u64, |all, &issue| all.checked_mul(sizes[issue] as u64));
        let Some(combinations) = combinations.filter(|count| *count <= MOST_COMBINATIONS) else {
            return Err(Refusal {
                file: profile.file.clone(),
                ..self.refusal(
                    "compared-boxes-too-wide",
                    format!(
                        "a least or greatest of boxes over {} issues has more than {MOST_COMBINATIONS} combinations",
                        scope.len()
                    ),
                    "only sums of boxes can be analysed at this size",
                )
            });
        };
        let mut options = vec![0; sizes.len()];
        let value = |mut row: u64| {
            for &issue in scope.iter().rev() {
                options[issue] = (row % sizes[issue] as u64) as u32;
                row /= sizes[issue] as u64;
            }
            tree.at(&Outcome::new(options.as_slice()))
        };
        Ok(ExactFactor { values: (0..combinations).map(value).collect(), issues: scope })
    }

    /// Half a step times the steepest slope, over all issues that the grid cuts.
    fn grid_error(&self, profile: &Profile, grid: Grid) -> Option<Exact> {
        let mut error = Exact::zero();
        for (issue, evaluator) in self.issues.iter().zip(&profile.evaluators) {
            let (Values::Reals { low, high }, Evaluator::Curve { weight, curve }) = (&issue.values, evaluator) else { continue };
            let half = &(high - low) * &Exact::ratio(1, 2 * u64::from(grid.steps))?;
            let weight = if weight.is_negative() { weight * &Exact::from_integer(-1) } else { weight.clone() };
            error = &error + &(&(&curve.steepest(low, high)? * &half) * &weight);
        }
        Some(error)
    }

    /// The greatest utility of a profile without linkages and boxes, exactly, over amounts that no grid cut, with the amounts or options
    /// that reach it, by name.
    pub fn optimum(&self, profile: &Profile) -> Option<(Exact, Vec<String>)> {
        if profile.rewards.is_some() || !profile.linkages.is_empty() {
            return None;
        }
        let mut best = profile.constant.clone();
        let mut chosen = Vec::new();
        for (issue, evaluator) in self.issues.iter().zip(&profile.evaluators) {
            let (value, name) = issue.values.best(evaluator)?;
            best = &best + &value;
            chosen.push(name);
        }
        Some((profile.cap.clone().map_or(best.clone(), |cap| cap.min(best)), chosen))
    }
}

impl Values {
    /// What each option of `issue`, which these were made into, is worth.
    fn worth(&self, evaluator: &Evaluator, issue: &Issue) -> Vec<Exact> {
        match evaluator {
            Evaluator::Table(values) => values.clone(),
            Evaluator::Curve { weight, curve } => {
                let amount = |index: usize| match self {
                    Self::Integers { low, .. } => Exact::from_integer(low + index as i64),
                    Self::Options(_) | Self::Reals { .. } => {
                        issue.options()[index].parse().expect("the options of amounts are numbers")
                    }
                };
                (0..issue.options().len()).map(|index| weight * &curve.at(&amount(index))).collect()
            }
        }
    }

    /// The best value of an evaluator, with the name of the option or amount.
    fn best(&self, evaluator: &Evaluator) -> Option<(Exact, String)> {
        let by_curve = |low: &Exact, high: &Exact, weight: &Exact, curve: &Curve| {
            let signed = if weight.is_negative() { curve.negated()? } else { curve.clone() };
            let amount = signed.argmax(low, high);
            Some((weight * &curve.at(&amount), amount.to_string()))
        };
        match (self, evaluator) {
            (Self::Reals { low, high }, Evaluator::Curve { weight, curve }) => by_curve(low, high, weight, curve),
            (_, Evaluator::Table(values)) => {
                let best = (0..values.len()).rev().max_by_key(|&index| &values[index])?;
                let name = match self {
                    Self::Options(options) => options[best].clone(),
                    Self::Integers { low, .. } => (low + best as i64).to_string(),
                    Self::Reals { .. } => return None,
                };
                Some((values[best].clone(), name))
            }
            (Self::Integers { low, high }, Evaluator::Curve { weight, curve }) => {
                let value = |amount: i64| weight * &curve.at(&Exact::from_integer(amount));
                let numbers = curve.extreme_numbers(*low, *high).into_iter().rev();
                let best = numbers.map(|amount| (value(amount), amount)).max_by(|a, b| a.0.cmp(&b.0))?;
                Some((best.0, best.1.to_string()))
            }
            (Self::Options(_), Evaluator::Curve { .. }) => None,
        }
    }
}

impl RewardTree {
    fn add_issues(&self, issues: &mut Vec<IssueIndex>) {
        match self {
            Self::Box(reward) => issues.extend(reward.region.issues()),
            Self::Sum(trees) | Self::Least(trees) | Self::Greatest(trees) => {
                trees.iter().for_each(|tree| tree.add_issues(issues));
            }
        }
    }

    /// What `outcome` gets.
    pub fn at(&self, outcome: &Outcome) -> Exact {
        let parts = |trees: &[Self]| trees.iter().map(|tree| tree.at(outcome)).collect::<Vec<_>>();
        match self {
            Self::Box(Reward { region, pays, value }) if pays.counts(Region::contains(region, outcome)) => value.clone(),
            Self::Box(_) => Exact::zero(),
            Self::Sum(trees) => parts(trees).iter().fold(Exact::zero(), |sum, part| &sum + part),
            Self::Least(trees) => parts(trees).into_iter().min().unwrap_or_else(Exact::zero),
            Self::Greatest(trees) => parts(trees).into_iter().max().unwrap_or_else(Exact::zero),
        }
    }
}
