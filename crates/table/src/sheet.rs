//! What a seat wants, in its own words and points. It belongs to the seat alone until the seat releases or entrusts it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Number, Value};
use zopa_model::{Exact, ExactFactor, Issue, OutcomeSpace, Pattern, Threshold, Utility};

/// The points of the best option of an issue, and of a package that is best in everything.
const FULL: i64 = 100;
/// The longest text of a sheet, in bytes.
const LONGEST_TEXT: usize = 20_000;

/// What a seat wants. Points run from 0 to 100; weights count by their proportions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sheet {
    /// How much each issue weighs: issue to a number from 0.
    pub weights: BTreeMap<String, Number>,
    /// What each option is worth: issue to option to points from 0 to 100.
    pub values: BTreeMap<String, BTreeMap<String, Number>>,
    /// The points from which on a package is acceptable; `None` where the seat states no limit.
    pub limit: Option<Number>,
    /// What its mandate forbids it to sign: issue to options.
    pub forbidden: BTreeMap<String, Vec<String>>,
    /// What it will do without an agreement.
    pub fallback: String,
    /// Anything else.
    pub notes: String,
}

/// A part of a sheet that can be released by itself: `weights`, `limit`, `forbidden`, `fallback`, `notes`, or `values:ISSUE`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// All weights.
    Weights,
    /// The limit.
    Limit,
    /// What the mandate forbids.
    Forbidden,
    /// What happens without an agreement.
    Fallback,
    /// Anything else.
    Notes,
    /// The points of the options of one issue.
    Values(String),
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weights => f.write_str("weights"),
            Self::Limit => f.write_str("limit"),
            Self::Forbidden => f.write_str("forbidden"),
            Self::Fallback => f.write_str("fallback"),
            Self::Notes => f.write_str("notes"),
            Self::Values(issue) => write!(f, "values:{issue}"),
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "weights" => Self::Weights,
            "limit" => Self::Limit,
            "forbidden" => Self::Forbidden,
            "fallback" => Self::Fallback,
            "notes" => Self::Notes,
            other => match other.strip_prefix("values:") {
                Some(issue) => Self::Values(issue.to_owned()),
                None => {
                    return Err(serde::de::Error::custom(
                        "an item of a sheet is `weights`, `limit`, `forbidden`, `fallback`, `notes` or `values:ISSUE`",
                    ));
                }
            },
        })
    }
}

/// What is wrong with a sheet, or missing from it. Says where, and never repeats the number that stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSheet {
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub way_out: String,
}

impl fmt::Display for BadSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.way_out)
    }
}

impl std::error::Error for BadSheet {}

fn bad<T>(problem: impl Into<String>, way_out: &str) -> Result<T, BadSheet> {
    Err(BadSheet { problem: problem.into(), way_out: way_out.to_owned() })
}

impl Sheet {
    /// Whether everything in it is about `space` and within its scale. A sheet may be incomplete.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, space: &OutcomeSpace) -> Result<(), BadSheet> {
        for (issue, weight) in &self.weights {
            known(space, issue, "weights")?;
            if number(weight).is_none_or(|weight| weight.is_negative()) {
                return bad(format!("the weight of `{issue}` is no number from 0"), "write a number from 0 on");
            }
        }
        for (issue, values) in &self.values {
            let issue = known(space, issue, "values")?;
            for (name, points) in values {
                option(issue, name, "values")?;
                in_scale(points, &format!("the points of `{name}` of `{}`", issue.name()))?;
            }
        }
        for (issue, options) in &self.forbidden {
            let issue = known(space, issue, "forbidden")?;
            options.iter().try_for_each(|name| option(issue, name, "forbidden").map(|_| ()))?;
        }
        if let Some(limit) = &self.limit {
            in_scale(limit, "the limit")?;
        }
        if self.fallback.len() > LONGEST_TEXT || self.notes.len() > LONGEST_TEXT {
            return bad(format!("a text of the sheet is longer than {LONGEST_TEXT} bytes"), "shorten it");
        }
        Ok(())
    }

    /// What outcomes are worth to the seat, as a share of 100 points.
    ///
    /// # Errors
    /// What is wrong or missing: a weight that is not stated is not guessed.
    pub fn utility(&self, space: &OutcomeSpace) -> Result<Utility, BadSheet> {
        self.check(space)?;
        let weights = space.issues().iter().map(|issue| self.weight(issue)).collect::<Result<Vec<_>, _>>()?;
        let total = weights.iter().fold(Exact::zero(), |sum, weight| &sum + weight);
        if total.is_zero() {
            return bad("all weights are 0", "give at least one issue a weight above 0");
        }
        let scale = Exact::from((total.rational() * Exact::from_integer(FULL).rational()).recip());
        let factor = |(at, (issue, weight)): (usize, (&Issue, &Exact))| {
            let share = weight * &scale;
            let value = |name: &String| Ok(&share * &self.points(issue, name)?);
            Ok(ExactFactor { issues: vec![at], values: issue.options().iter().map(value).collect::<Result<_, BadSheet>>()? })
        };
        let factors = space.issues().iter().zip(&weights).enumerate().map(factor).collect::<Result<Vec<_>, BadSheet>>()?;
        let limit = self.limit.as_ref().and_then(number);
        let reservation = limit
            .map_or(Threshold::Any, |limit| Threshold::At(Exact::from(limit.rational() / Exact::from_integer(FULL).rational())));
        let utility = Utility::from_exact(&space.sizes(), factors, None, reservation, None, self.red_lines(space));
        utility.map_or_else(|| bad("the numbers are too fine to be added up", "round them to a few digits"), Ok)
    }

    fn weight(&self, issue: &Issue) -> Result<Exact, BadSheet> {
        match self.weights.get(issue.name()).and_then(number) {
            Some(weight) => Ok(weight),
            None => bad(format!("the sheet gives `{}` no weight", issue.name()), "write down how much it weighs, or 0"),
        }
    }

    fn points(&self, issue: &Issue, name: &str) -> Result<Exact, BadSheet> {
        match self.values.get(issue.name()).and_then(|values| values.get(name)).and_then(number) {
            Some(points) => Ok(points),
            None => bad(
                format!("the sheet gives `{name}` of `{}` no points", issue.name()),
                "write down what it is worth, from 0 to 100",
            ),
        }
    }

    /// One red line for each issue of which the mandate forbids options.
    fn red_lines(&self, space: &OutcomeSpace) -> Vec<Pattern> {
        let line = |(issue, names): (&String, &Vec<String>)| {
            let at = space.issue(issue)?;
            let options: Vec<_> = names.iter().filter_map(|name| space.issues()[at].option(name)).collect();
            (!options.is_empty()).then(|| Pattern::new([(at, options)]))
        };
        self.forbidden.iter().filter_map(line).collect()
    }

    /// What stands under an item, as it is released.
    pub fn item(&self, item: &Item) -> Value {
        let written = match item {
            Item::Weights => serde_json::to_value(&self.weights),
            Item::Limit => serde_json::to_value(&self.limit),
            Item::Forbidden => serde_json::to_value(&self.forbidden),
            Item::Fallback => serde_json::to_value(&self.fallback),
            Item::Notes => serde_json::to_value(&self.notes),
            Item::Values(issue) => serde_json::to_value(self.values.get(issue)),
        };
        written.expect("maps with texts for keys are JSON")
    }
}

/// A number as it was typed.
fn number(number: &Number) -> Option<Exact> {
    number.to_string().parse().ok()
}

fn in_scale(points: &Number, what: &str) -> Result<(), BadSheet> {
    let within = |points: Exact| !points.is_negative() && points <= Exact::from_integer(FULL);
    match number(points).is_some_and(within) {
        true => Ok(()),
        false => bad(format!("{what} lies outside 0 to 100"), "write points from 0 to 100"),
    }
}

fn known<'a>(space: &'a OutcomeSpace, name: &str, place: &str) -> Result<&'a Issue, BadSheet> {
    match space.issue(name) {
        Some(at) => Ok(&space.issues()[at]),
        None => bad(format!("{place}: there is no issue `{name}` at this table"), "use the names of the table's issues"),
    }
}

fn option(issue: &Issue, name: &str, place: &str) -> Result<u32, BadSheet> {
    match issue.option(name) {
        Some(option) => Ok(option),
        None => bad(format!("{place}: `{}` has no option `{name}`", issue.name()), "use the names of its options"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zopa_model::Outcome;

    fn space() -> OutcomeSpace {
        OutcomeSpace::new(vec![Issue::categorical("pay", ["low", "high"]), Issue::categorical("hours", ["35", "40"])], vec![])
    }

    fn sheet() -> Sheet {
        serde_json::from_str(
            r#"{"weights":{"pay":3,"hours":1},"values":{"pay":{"low":0,"high":100},"hours":{"35":100,"40":20}},
                "limit":12.5,"forbidden":{"hours":["40"]}}"#,
        )
        .unwrap()
    }

    #[test]
    fn points_become_exact_shares_of_a_hundred() {
        let utility = sheet().utility(&space()).unwrap();
        let worth = |options: [u32; 2]| utility.quantum.fraction(utility.evaluate(&Outcome::new(options)));
        assert_eq!([worth([1, 0]), worth([0, 0]), worth([0, 1])], ["1/1", "1/4", "1/20"]);
        assert!(utility.accepts(&Outcome::new([0, 0])));
        assert!(!utility.accepts(&Outcome::new([1, 1])), "its mandate forbids that");
        assert!(utility.exact);
    }

    #[test]
    fn what_is_missing_is_named_and_not_guessed() {
        let without = |change: fn(&mut Sheet)| {
            let mut sheet = sheet();
            change(&mut sheet);
            sheet.utility(&space()).unwrap_err().problem
        };
        assert_eq!(
            without(|sheet| {
                sheet.weights.remove("pay");
            }),
            "the sheet gives `pay` no weight"
        );
        assert_eq!(
            without(|sheet| {
                sheet.values.remove("hours");
            }),
            "the sheet gives `35` of `hours` no points"
        );
        assert_eq!(
            without(|sheet| {
                sheet.values.insert("rent".into(), BTreeMap::new());
            }),
            "values: there is no issue `rent` at this table"
        );
        assert_eq!(without(|sheet| sheet.limit = Some(Number::from(101))), "the limit lies outside 0 to 100");
    }
}
