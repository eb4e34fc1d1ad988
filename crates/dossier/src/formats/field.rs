//! A scenario as the field's files state it: numbers for every party, no sources, no ranges.

use zopa_model::{Curve, Exact, IssueIndex, OptionIndex, Pattern, Pays, Region, Rule, Threshold};

use super::{Format, Remark};

/// A scenario before anything is computed: amounts are not yet cut into options, and every number is as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldScenario {
    /// The name for people: the domain's, or else that of its file.
    pub name: String,
    /// The format it was read from.
    pub format: Format,
    /// What is to be settled, in the order of every outcome.
    pub issues: Vec<FieldIssue>,
    /// Options that cannot stand together.
    pub rules: Vec<Rule>,
    /// What each party gets, in the order of every vector.
    pub profiles: Vec<Profile>,
    /// What other programs stored beside the files, or declared in them, and what may be wrong.
    pub claims: Vec<Claim>,
    /// What was repaired, and what else is worth knowing.
    pub remarks: Vec<Remark>,
}

/// One thing to settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldIssue {
    /// The name, unique in its scenario.
    pub name: String,
    /// The ways to settle it.
    pub values: Values,
}

/// The ways to settle an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// Options by name, without an order that means anything.
    Options(Vec<String>),
    /// The whole numbers from `low` to `high`, both included.
    Integers {
        /// The smallest.
        low: i64,
        /// The largest.
        high: i64,
    },
    /// Any amount from `low` to `high`, both included.
    Reals {
        /// The least.
        low: Exact,
        /// The greatest.
        high: Exact,
    },
}

impl Values {
    /// Number of options; `None` where amounts are not listed.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Options(options) => Some(options.len() as u64),
            Self::Integers { low, high } => Some(high.abs_diff(*low).saturating_add(1)),
            Self::Reals { .. } => None,
        }
    }

    /// Both ends, where they are numbers.
    pub(super) fn range(&self) -> Option<(Exact, Exact)> {
        match self {
            Self::Options(_) => None,
            Self::Integers { low, high } => Some((Exact::from_integer(*low), Exact::from_integer(*high))),
            Self::Reals { low, high } => Some((low.clone(), high.clone())),
        }
    }
}

/// What an outcome is worth to one party, undiscounted:
/// `min(cap, constant + sum over issues of the evaluator + linkages + rewards)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The name for people: the file's stem, or the party's name where the format has one.
    pub name: String,
    /// The file it was read from.
    pub file: String,
    /// A constant summand.
    pub constant: Exact,
    /// What each issue contributes, weight and division included: one evaluator for each issue of the scenario.
    pub evaluators: Vec<Evaluator>,
    /// What options of several issues contribute together.
    pub linkages: Vec<Linkage>,
    /// What boxes contribute, division by the declared maximum included; `None` where there are none.
    pub rewards: Option<RewardTree>,
    /// Utilities above this count as this.
    pub cap: Option<Exact>,
    /// From which utility on the party says yes. A format that has 0 stand for "none stated" is read as `At(0)`.
    pub reservation: Threshold<Exact>,
    /// What no agreement is worth, where that is stated apart from the reservation.
    pub disagreement: Option<Exact>,
    /// Red lines: what the party refuses whatever else it gets.
    pub refusals: Vec<Pattern>,
    /// What waiting costs.
    pub discount: Option<Discount>,
}

/// What the settlement of one issue contributes to a party's utility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evaluator {
    /// Option by option (number by number for whole numbers), weight included.
    Table(Vec<Exact>),
    /// By amount: the weight times the curve.
    Curve {
        /// The weight.
        weight: Exact,
        /// The curve.
        curve: Box<Curve>,
    },
}

impl Evaluator {
    /// What the option at a position of `values` contributes. Amounts have no positions, and options by name no curve.
    pub(super) fn at(&self, values: &Values, option: usize) -> Exact {
        match (self, values) {
            (Self::Table(table), _) => table.get(option).cloned().unwrap_or_else(Exact::zero),
            (Self::Curve { weight, curve }, Values::Integers { low, .. }) => {
                weight * &curve.at(&Exact::from_integer(i128::from(*low) + option as i128))
            }
            (Self::Curve { weight, curve }, _) => weight * &curve.at(&Exact::zero()),
        }
    }
}

/// What options of several issues contribute together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linkage {
    /// Two or more issues whose options are listed, ascending.
    pub issues: Vec<IssueIndex>,
    /// The contribution of each combination, in row-major order, the last issue running fastest.
    pub values: Vec<Exact>,
}

/// Boxes, added up or compared (the `ufun` elements of GENIUS, nested as they may be).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RewardTree {
    /// One box.
    Box(Reward),
    /// The sum of its parts.
    Sum(Vec<RewardTree>),
    /// The least of its parts; never empty.
    Least(Vec<RewardTree>),
    /// The greatest of its parts; never empty.
    Greatest(Vec<RewardTree>),
}

/// A reward over ranges of options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    /// Where it lies, in option indices.
    pub region: Region,
    /// On which side of its border it pays.
    pub pays: Pays,
    /// What it pays.
    pub value: Exact,
}

/// What waiting costs: a utility `u` is worth `u factor^t`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discount {
    /// `t` runs from 0 to 1 over the whole negotiation.
    OverTime(Exact),
    /// `t` counts rounds.
    EachRound(Exact),
}

/// Something that a file states and that can be proven right or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The largest raw score of a party, by which its utilities are divided (`maxutility`).
    Maximum {
        /// The party, as an index into the profiles.
        profile: usize,
        /// The line of its file.
        line: Option<usize>,
        /// What is declared.
        declared: Exact,
    },
    /// The whole frontier (`pareto.xml`, `pareto_front`).
    Frontier {
        /// The file.
        file: String,
        /// The points with the line that each stands on, utilities in the order of the profiles, and how many decimals
        /// were kept: a claim is met by what rounds to it.
        points: Vec<(Option<usize>, Vec<Exact>)>,
    },
    /// One figure of `specials.json` or `specs.json`.
    Figure {
        /// The file.
        file: String,
        /// What it claims to be, in its program's sense of the word.
        figure: Figure,
        /// The numbers: utilities for a point, a single one for a measure.
        values: Vec<Exact>,
        /// The outcome behind a point, where one is given.
        outcome: Option<Vec<OptionIndex>>,
    },
}

/// The figures that other programs store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Number of outcomes.
    Size,
    /// Distance from that program's "Kalai" point to (1, 1): ANL's or NegoLog's.
    Opposition,
    /// The mean difference of two sorted lists of utilities (NegoLog's balance).
    Balance,
    /// ANL's "distribution".
    Distribution,
    /// The point of the largest product of utilities, reservations ignored.
    Nash,
    /// The largest product of utilities, reservations ignored.
    NashProduct,
    /// NegoLog's "Kalai": the point of the largest sum.
    KalaiOfNegoLog,
    /// ANL's "Kalai": the frontier point with the least difference.
    KalaiOfAnl,
    /// The point of the largest sum.
    SocialWelfarePoint,
    /// The largest sum.
    SocialWelfare,
}
