//! A profile as formats see it that add issues up and know nothing else: a number for each option of each issue.

use zopa_model::Exact;

use super::Refusal;
use super::decimal::Decimal;
use super::document::in_marks;
use super::field::{Evaluator, FieldScenario, Profile, Values};
use super::losses::Losses;
use super::options::MOST_LISTED;

/// What each option contributes, and what comes on top whatever is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Additive {
    /// The constant summand.
    pub(super) constant: Exact,
    /// One number for each option of each issue.
    pub(super) tables: Vec<Vec<Exact>>,
}

impl Additive {
    /// What of `profile` can be said so; the rest goes to `losses`.
    ///
    /// # Errors
    /// Where an issue has no list of options, or too many, and where there is no issue.
    pub(super) fn of(scenario: &FieldScenario, profile: &Profile, losses: &mut Losses) -> Result<Self, Refusal> {
        if scenario.issues.is_empty() {
            return Err(no_issues());
        }
        let additive = Self::part_of(scenario, profile)?;
        additive.lose_the_rest(profile, losses);
        Ok(additive)
    }

    /// The part of `profile` that can be said so.
    ///
    /// # Errors
    /// Where an issue has no list of options, or too many.
    pub(super) fn part_of(scenario: &FieldScenario, profile: &Profile) -> Result<Self, Refusal> {
        let issues = scenario.issues.iter().zip(&profile.evaluators);
        let tables = issues.map(|(issue, evaluator)| {
            listed(&issue.values, evaluator).ok_or_else(|| not_listed(profile, &issue.name, &issue.values))
        });
        Ok(Self { constant: profile.constant.clone(), tables: tables.collect::<Result<_, _>>()? })
    }

    fn lose_the_rest(&self, profile: &Profile, losses: &mut Losses) {
        if !profile.linkages.is_empty() {
            losses.lose_of(profile, "linkages", "what options of several issues add together is left out");
        }
        if profile.rewards.is_some() {
            losses.lose_of(profile, "boxes", "what boxes add is left out");
        }
        lose_of_profile(profile, losses);
        let is_whole = profile.linkages.is_empty() && profile.rewards.is_none();
        if profile.cap.as_ref().is_some_and(|cap| !is_whole || *cap < self.greatest()) {
            lose_cap(profile, losses);
        }
    }

    /// The same without a constant: it is part of every option of the first issue.
    pub(super) fn folded(mut self) -> Vec<Vec<Exact>> {
        if let Some(first) = self.tables.first_mut() {
            first.iter_mut().for_each(|value| *value = &*value + &self.constant);
        }
        self.tables
    }

    /// The greatest utility.
    pub(super) fn greatest(&self) -> Exact {
        let best = self.tables.iter().filter_map(|table| table.iter().max());
        best.fold(self.constant.clone(), |sum, value| &sum + value)
    }

    /// The least utility.
    pub(super) fn least(&self) -> Exact {
        let worst = self.tables.iter().filter_map(|table| table.iter().min());
        worst.fold(self.constant.clone(), |sum, value| &sum + value)
    }
}

/// One number for each option, where options can be listed.
pub(super) fn listed(values: &Values, evaluator: &Evaluator) -> Option<Vec<Exact>> {
    match (evaluator, values) {
        (Evaluator::Table(table), _) => Some(table.clone()),
        (Evaluator::Curve { weight, curve }, Values::Integers { low, high }) => {
            values.count().filter(|count| *count <= MOST_LISTED)?;
            Some((*low..=*high).map(|amount| weight * &curve.at(&Exact::from_integer(amount))).collect())
        }
        (Evaluator::Curve { .. }, Values::Options(_) | Values::Reals { .. }) => None,
    }
}

fn no_issues() -> Refusal {
    Refusal {
        code: "no-issues",
        file: String::new(),
        line: None,
        message: "the scenario has no issue".to_owned(),
        way_out: "convert it to zopa, which has room for that".to_owned(),
    }
}

fn not_listed(profile: &Profile, issue: &str, values: &Values) -> Refusal {
    let why = match values {
        Values::Reals { .. } => "is an amount, and this format has lists of options only",
        Values::Options(_) | Values::Integers { .. } => "has more options than can be listed",
    };
    Refusal {
        code: "amounts",
        file: profile.file.clone(),
        line: None,
        message: format!("{} {why}", in_marks(issue)),
        way_out: "convert to negmas or zopa, which have amounts".to_owned(),
    }
}

/// A table as a weight times values: its greatest number as the weight, so that the best option is worth 1, where all
/// others then have decimals that end; else the weight 1 and the table as it is.
pub(super) fn weighted(table: &[Exact]) -> (Exact, Vec<Exact>) {
    let greatest = table.iter().max().cloned().unwrap_or_else(Exact::zero);
    match shares(table, &greatest) {
        Some(values) => (greatest, values),
        None => (Exact::one(), table.to_vec()),
    }
}

/// Every number of a table by `weight`; `None` where that is not positive, or where decimals do not end that did before.
pub(super) fn shares(table: &[Exact], weight: &Exact) -> Option<Vec<Exact>> {
    if weight.is_zero() || weight.is_negative() {
        return None;
    }
    let values: Vec<Exact> = table.iter().map(|value| Exact::from(value.rational() / weight.rational())).collect();
    let ends = |value: &Exact| Decimal::of(value).is_exact;
    values.iter().zip(table).all(|(share, value)| ends(share) || !ends(value)).then_some(values)
}

/// The text of a number, which goes to `losses` where its decimals do not end.
pub(super) fn decimal(number: &Exact, profile: &Profile, losses: &mut Losses) -> String {
    let decimal = Decimal::of(number);
    if decimal.is_exact {
        return decimal.text;
    }
    losses.lose_of(profile, "rounded", "numbers whose decimals do not end are rounded to the nearest double");
    if number.to_f64().is_finite() { decimal.text } else { number.rational().round().to_string() }
}

/// The names of the options of an issue, where they are listed.
pub(super) fn option_names(values: &Values) -> impl Iterator<Item = String> + '_ {
    (0..values.count().unwrap_or(0)).map(|index| values.name(index as usize))
}

/// Loses what of a scenario no format carries that knows issues and options alone.
pub(super) fn lose_of_scenario(scenario: &FieldScenario, losses: &mut Losses) {
    if !scenario.rules.is_empty() {
        losses.lose("rules", "options that cannot stand together can do so afterwards");
    }
}

/// Loses what of a party no format of the field carries.
pub(super) fn lose_of_profile(profile: &Profile, losses: &mut Losses) {
    if !profile.refusals.is_empty() {
        losses.lose_of(profile, "red-lines", "red lines are left out");
    }
    if profile.disagreement.is_some() {
        losses.lose_of(profile, "disagreement", "what no agreement is worth is left out where it is not the reservation");
    }
}

/// Loses the cut of large utilities.
pub(super) fn lose_cap(profile: &Profile, losses: &mut Losses) {
    losses.lose_of(profile, "cap", "utilities are no longer cut where they are too large");
}

/// Loses the kind of issues of whole numbers, where options have names alone.
pub(super) fn lose_whole_numbers(scenario: &FieldScenario, losses: &mut Losses) {
    if scenario.issues.iter().any(|issue| matches!(issue.values, Values::Integers { .. })) {
        losses.lose("whole-numbers", "issues of whole numbers become lists of options");
    }
}

/// Loses what waiting costs.
pub(super) fn lose_discount(profile: &Profile, losses: &mut Losses) {
    if profile.discount.is_some() {
        losses.lose_of(profile, "discount", "what waiting costs is left out");
    }
}
