//! A scenario as GeniusWeb's files.

use zopa_model::{Exact, Threshold};

use super::super::additive::{Additive, decimal, lose_discount, lose_of_scenario, option_names};
use super::super::document::in_marks;
use super::super::file_names::{file_names, party_files};
use super::super::losses::Losses;
use super::super::written::{Text, key, map, quoted};
use super::super::{FieldIssue, FieldScenario, Files, Profile, Refusal, Values, Written};
use super::bid::{Bid, bid};
use super::profile::on_the_line;
use super::weights::weights;

pub(in super::super) fn write(scenario: &FieldScenario) -> Result<Written, Refusal> {
    let mut losses = Losses::default();
    lose_of_scenario(scenario, &mut losses);
    let sums = scenario.profiles.iter().map(|profile| Sum::of(scenario, profile, &mut losses)).collect::<Result<Vec<_>, _>>()?;
    let on_a_line = |at: usize| sums.iter().all(|sum| on_the_line(&scenario.issues[at].values, &sum.values[at]));
    let ranges: Vec<bool> = (0..scenario.issues.len()).map(on_a_line).collect();
    let domain = domain(scenario, &ranges, &mut losses);
    let own = file_names([scenario.name.as_str()], ".json", &["specials.json"]).remove(0);
    let parties = party_files(&scenario.profiles, ".json", &["specials.json", &own]);
    let mut files = Files::from([(own, domain.clone().into_json())]);
    for ((profile, sum), file) in scenario.profiles.iter().zip(&sums).zip(&parties) {
        let written = sum.written(scenario, profile, &domain, &ranges, &mut losses)?;
        files.insert(file.clone(), written.into_json());
    }
    Ok(Written { files, parties, losses: losses.into_remarks() })
}

fn domain(scenario: &FieldScenario, ranges: &[bool], losses: &mut Losses) -> Text {
    let issues = scenario.issues.iter().zip(ranges).map(|(issue, is_range)| {
        let values = match &issue.values {
            Values::Integers { low, high } if *is_range => {
                let [low, high] = [low, high].map(|end| Text::Word(end.to_string()));
                ("range", map([("low", low), ("high", high), ("step", key("1"))]))
            }
            values => {
                if matches!(values, Values::Integers { .. }) {
                    losses.lose("whole-numbers", "issues of whole numbers become lists of options, for their worth is no line");
                }
                ("values", Text::List(option_names(values).map(Text::Quoted).collect()))
            }
        };
        (quoted(&issue.name), map([values]))
    });
    let issues = Text::Map(issues.collect());
    map([("name", quoted(&scenario.name)), ("issuesValues", issues)])
}

/// A profile as GeniusWeb sees it.
struct Sum {
    weights: Vec<Exact>,
    values: Vec<Vec<Exact>>,
    /// The weights times the values.
    tables: Vec<Vec<Exact>>,
}

impl Sum {
    fn of(scenario: &FieldScenario, profile: &Profile, losses: &mut Losses) -> Result<Self, Refusal> {
        let tables = Additive::of(scenario, profile, losses)?.folded();
        lose_discount(profile, losses);
        let (weights, values) = weights(&tables).into_iter().unzip();
        let sum = Self { weights, values, tables };
        sum.lose(profile, losses);
        Ok(sum)
    }

    /// What GeniusWeb itself will not read.
    fn lose(&self, profile: &Profile, losses: &mut Losses) {
        let sum = self.weights.iter().fold(Exact::zero(), |sum, weight| &sum + weight);
        if sum != Exact::one() {
            losses.lose_of(profile, "weights-sum", "the weights do not sum to 1, and GeniusWeb itself reads no others");
        }
        let is_share = |value: &Exact| !value.is_negative() && *value <= Exact::one();
        if !self.values.iter().flatten().all(is_share) {
            losses.lose_of(profile, "no-shares", "utilities lie outside 0 and 1, and GeniusWeb itself reads no others");
        }
    }

    fn written(
        &self,
        scenario: &FieldScenario,
        profile: &Profile,
        domain: &Text,
        ranges: &[bool],
        losses: &mut Losses,
    ) -> Result<Text, Refusal> {
        let weight = |(issue, weight): (&FieldIssue, &Exact)| (quoted(&issue.name), Text::Word(decimal(weight, profile, losses)));
        let weights = Text::Map(scenario.issues.iter().zip(&self.weights).map(weight).collect());
        let mut utilities = Vec::new();
        for ((issue, values), is_range) in scenario.issues.iter().zip(&self.values).zip(ranges) {
            utilities.push((quoted(&issue.name), of_issue(issue, values, *is_range, profile, losses)));
        }
        let mut space = vec![
            (quoted("issueUtilities"), Text::Map(utilities)),
            (quoted("issueWeights"), weights),
            (quoted("domain"), domain.clone()),
            (quoted("name"), quoted(&profile.name)),
        ];
        space.extend(self.reservation(scenario, profile, losses)?.map(|bid| (quoted("reservationBid"), bid)));
        Ok(map([("LinearAdditiveUtilitySpace", Text::Map(space))]))
    }

    fn reservation(&self, scenario: &FieldScenario, profile: &Profile, losses: &mut Losses) -> Result<Option<Text>, Refusal> {
        let chosen = match &profile.reservation {
            Threshold::At(limit) if limit.is_zero() => return Ok(None),
            Threshold::At(limit) => bid(&self.tables, limit),
            Threshold::Any => {
                losses.lose_of(profile, "reservation", "any outcome will do, and afterwards 0 is the limit");
                return Ok(None);
            }
            Threshold::Never => Bid::None,
        };
        let options = match chosen {
            Bid::Equal(options) => options,
            Bid::Next(options) => {
                let words = "the reservation becomes the least utility above it that a bid has; the same bids are acceptable";
                losses.lose_of(profile, "reservation-moved", words);
                options
            }
            Bid::NotFound => {
                losses.lose_of(profile, "reservation", "no bid was found that stands for the reservation; 0 is the limit");
                return Ok(None);
            }
            Bid::None => return Err(accepts_nothing(profile)),
        };
        let named = scenario.issues.iter().zip(options).map(|(issue, option)| {
            let name = issue.values.name(option as usize);
            let is_number = matches!(issue.values, Values::Integers { .. });
            (quoted(&issue.name), if is_number { Text::Word(name) } else { Text::Quoted(name) })
        });
        Ok(Some(map([("issuevalues", Text::Map(named.collect()))])))
    }
}

fn accepts_nothing(profile: &Profile) -> Refusal {
    Refusal {
        code: "accepts-nothing",
        file: profile.file.clone(),
        line: None,
        message: format!("no outcome will do for {}, and no reservation bid says that", in_marks(&profile.name)),
        way_out: "convert to negmas or zopa, which have numbers as reservations".to_owned(),
    }
}

fn of_issue(issue: &FieldIssue, values: &[Exact], is_range: bool, profile: &Profile, losses: &mut Losses) -> Text {
    let mut number = |value: &Exact| Text::Word(decimal(value, profile, losses));
    if let (Values::Integers { low, high }, true, [first, .., last]) = (&issue.values, is_range, values) {
        let ends = map([
            ("lowValue", Text::Word(low.to_string())),
            ("lowUtility", number(first)),
            ("highValue", Text::Word(high.to_string())),
            ("highUtility", number(last)),
        ]);
        return map([("NumberValueSetUtilities", ends)]);
    }
    let listed = option_names(&issue.values).zip(values).map(|(name, value)| (Text::Quoted(name), number(value)));
    let listed = Text::Map(listed.collect());
    map([("DiscreteValueSetUtilities", map([("valueUtilities", listed)]))])
}
