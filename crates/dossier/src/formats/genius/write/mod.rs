//! To files of GENIUS: a domain, and a profile for each party.
//!
//! GENIUS divides the evaluations of an issue by the largest, so they are written as whole numbers in the right ratios,
//! and the weight is what the best option contributes. A weight is below zero where all options of an issue take away.
//! Constants go into the evaluations of an issue. So utilities stay what they were, to the last digit, wherever the
//! weights are decimals that end.

mod boxes;
mod line;
mod losses;
mod names;
mod pieces;
mod xml;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use zopa_model::{Curve, Exact, Threshold};

use super::super::round_trip::reach;
use super::super::{Claim, Discount, Evaluator, FieldScenario, Files, Profile, Refusal, Values, Written};
use super::Dialect;
use losses::Losses;
use names::file_names;
use pieces::{pieces, values_in_files};
use xml::Sheet;

/// Whole numbers below this are doubles to the last digit.
const EXACT_IN_DOUBLES: u32 = 53;

/// `scenario` as files of GENIUS.
///
/// # Errors
/// Where boxes are over options by name, which GENIUS has no way to say.
pub(in super::super) fn write(scenario: &FieldScenario) -> Result<Written, Refusal> {
    Writer { scenario, dialect: Dialect::Genius, losses: Losses::default() }.files()
}

/// `scenario` as files of GENIUS for people.
///
/// # Errors
/// Where there are boxes.
pub(in super::super) fn write_for_people(scenario: &FieldScenario) -> Result<Written, Refusal> {
    Writer { scenario, dialect: Dialect::ForPeople, losses: Losses::default() }.files()
}

struct Writer<'a> {
    scenario: &'a FieldScenario,
    dialect: Dialect,
    losses: Losses,
}

impl Writer<'_> {
    fn files(mut self) -> Result<Written, Refusal> {
        boxes::can_be_said(self.scenario, self.dialect)?;
        let values = values_in_files(self.scenario, &mut self.losses);
        let (domain, profiles) = file_names(self.scenario, &mut self.losses);
        let mut files = Files::new();
        files.insert(domain, self.domain(&values, &profiles).into_bytes());
        for (position, (profile, file)) in self.scenario.profiles.iter().zip(&profiles).enumerate() {
            files.insert(file.clone(), self.profile(position, profile, &values).into_bytes());
        }
        self.lost_with_scenario();
        Ok(Written { files, parties: profiles, losses: self.losses.into_remarks() })
    }

    fn lost_with_scenario(&mut self) {
        self.losses.about("");
        let FieldScenario { rules, claims, .. } = self.scenario;
        if !rules.is_empty() {
            self.losses.lose(
                "rules",
                "options that cannot stand together: GENIUS has no rules, so such outcomes can be agreed",
                "",
            );
        }
        if claims.iter().any(|claim| !matches!(claim, Claim::Maximum { .. })) {
            self.losses.lose("claims", "what other programs stored beside the files", "");
        }
    }

    fn domain(&mut self, values: &[Values], profiles: &[String]) -> String {
        let mut sheet = Sheet::begin();
        sheet.open("negotiation_template", &[]);
        for file in profiles {
            sheet.empty("agent", &[("utility_space", file), ("name", ""), ("class", "")]);
        }
        sheet.open("utility_space", &[("number_of_issues", &values.len().to_string())]);
        self.open_objective(&mut sheet);
        for (position, values) in values.iter().enumerate() {
            self.issue(&mut sheet, position, values, None);
        }
        sheet.close_all()
    }

    fn open_objective(&mut self, sheet: &mut Sheet) {
        let name = self.text(&self.scenario.name.clone());
        let kind = [("type", "objective"), ("etype", "objective")];
        sheet.open("objective", &[&[("index", "0"), ("name", name.as_str()), ("description", "")], &kind[..]].concat());
    }

    fn text(&mut self, text: &str) -> String {
        if text.chars().all(xml::can_stand) {
            return text.to_owned();
        }
        self.losses.lose("signs", "signs that XML cannot hold, which became `\u{FFFD}`", "");
        text.chars().map(|sign| if xml::can_stand(sign) { sign } else { '\u{FFFD}' }).collect()
    }

    /// An issue; with a piece also what a party makes of it.
    fn issue(&mut self, sheet: &mut Sheet, position: usize, values: &Values, piece: Option<&Evaluator>) {
        let name = self.text(&self.scenario.issues[position].name.clone());
        let index = (position + 1).to_string();
        let kind = match values {
            Values::Options(_) => "discrete",
            Values::Integers { .. } => "integer",
            Values::Reals { .. } => "real",
        };
        let (low, high) = self.bounds(values);
        let mut attributes = vec![("index", index.as_str()), ("name", &name), ("type", kind), ("etype", kind), ("vtype", kind)];
        if kind == "integer" {
            attributes.extend([("lowerbound", low.as_str()), ("upperbound", high.as_str())]);
        }
        sheet.open("issue", &attributes);
        if kind == "real" {
            sheet.empty("range", &[("lowerbound", &low), ("upperbound", &high)]);
        }
        match (values, piece) {
            (Values::Options(options), piece) => self.items(sheet, options, piece),
            (_, Some(piece)) => self.evaluator(sheet, values, piece),
            (_, None) => {}
        }
        sheet.close();
    }

    fn bounds(&mut self, values: &Values) -> (String, String) {
        match values {
            Values::Options(_) => (String::new(), String::new()),
            Values::Integers { low, high } => (low.to_string(), high.to_string()),
            Values::Reals { low, high } => (self.losses.decimal(low, "a bound"), self.losses.decimal(high, "a bound")),
        }
    }

    fn items(&mut self, sheet: &mut Sheet, options: &[String], piece: Option<&Evaluator>) {
        let evaluations = match piece {
            Some(Evaluator::Table(values)) => self.evaluations(values),
            Some(Evaluator::Curve { .. }) | None => Vec::new(),
        };
        for (at, option) in options.iter().enumerate() {
            let (index, value) = ((at + 1).to_string(), self.text(option));
            let mut attributes = vec![("index", index.as_str()), ("value", value.as_str())];
            attributes.extend(evaluations.get(at).map(|evaluation| ("evaluation", evaluation.as_str())));
            sheet.empty("item", &attributes);
        }
    }

    /// Evaluations in the ratios of `values`: whole numbers where doubles hold them.
    fn evaluations(&mut self, values: &[Exact]) -> Vec<String> {
        if self.dialect == Dialect::ForPeople {
            return values.iter().map(|value| self.losses.decimal(value, "an evaluation")).collect();
        }
        let weight = weight_of(values);
        if weight.is_zero() {
            return values.iter().map(|_| "0".to_owned()).collect();
        }
        let ratios: Vec<Exact> = values.iter().map(|value| Exact::from(value.rational() / weight.rational())).collect();
        match in_whole_numbers(&ratios) {
            Some(numbers) => numbers.iter().map(ToString::to_string).collect(),
            None => ratios.iter().map(|ratio| self.losses.decimal(ratio, "an evaluation")).collect(),
        }
    }

    fn evaluator(&mut self, sheet: &mut Sheet, values: &Values, piece: &Evaluator) {
        let Evaluator::Curve { curve, .. } = piece else { return };
        let mut decimal = |number: &Exact| self.losses.decimal(number, "a parameter");
        let parameters = match (values, &**curve) {
            (Values::Integers { low, .. }, Curve::Clamped { slope, offset }) => {
                let from_low = offset + &(slope * &Exact::from_integer(*low));
                vec![("ftype", "linear".to_owned()), ("slope", decimal(slope)), ("offset", decimal(&from_low))]
            }
            (_, Curve::Clamped { slope, offset } | Curve::Affine { slope, offset }) => {
                vec![("ftype", "linear".to_owned()), ("parameter0", decimal(offset)), ("parameter1", decimal(slope))]
            }
            (_, Curve::Constant(value)) => vec![("ftype", "constant".to_owned()), ("parameter0", decimal(value))],
            (_, Curve::Triangular { low, top, high }) => vec![
                ("ftype", "triangular".to_owned()),
                ("parameter0", decimal(low)),
                ("parameter1", decimal(high)),
                ("parameter2", decimal(top)),
            ],
            (_, Curve::Quadratic { .. }) => Vec::new(),
        };
        let attributes: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        sheet.empty("evaluator", &attributes);
    }

    fn profile(&mut self, position: usize, profile: &Profile, values: &[Values]) -> String {
        let mut sheet = Sheet::begin();
        self.losses.about(&profile.name);
        let has_boxes = profile.rewards.is_some();
        sheet.open("utility_space", if has_boxes { &[("type", "nonlinear")] } else { &[] });
        self.open_objective(&mut sheet);
        if has_boxes {
            for (position, values) in values.iter().enumerate() {
                self.issue(&mut sheet, position, values, None);
            }
            boxes::write(&mut sheet, self.scenario, position, &mut self.losses);
        } else {
            let pieces = pieces(self.scenario, profile, values, &mut self.losses);
            for (position, (values, piece)) in values.iter().zip(&pieces).enumerate() {
                self.issue(&mut sheet, position, values, Some(piece));
            }
            self.weights(&mut sheet, &pieces);
        }
        sheet.close();
        self.ending(&mut sheet, profile);
        self.lost_with_profile(profile);
        sheet.close_all()
    }

    fn weights(&mut self, sheet: &mut Sheet, pieces: &[Evaluator]) {
        for (position, piece) in pieces.iter().enumerate() {
            let weight = match (piece, self.dialect) {
                (Evaluator::Table(_), Dialect::ForPeople) => Exact::one(),
                (Evaluator::Table(values), Dialect::Genius) => weight_of(values),
                (Evaluator::Curve { weight, .. }, _) => weight.clone(),
            };
            let text = self.losses.decimal(&weight, "a weight");
            sheet.empty("weight", &[("index", &(position + 1).to_string()), ("value", &text)]);
        }
    }

    /// What stands behind the objective.
    fn ending(&mut self, sheet: &mut Sheet, profile: &Profile) {
        if self.dialect == Dialect::Genius {
            let factor = self.discount(profile.discount.as_ref());
            sheet.empty("discount_factor", &[("value", &factor)]);
        }
        let reservation = self.reservation(profile);
        sheet.empty("reservation", &[("value", &reservation)]);
        if self.dialect == Dialect::ForPeople {
            sheet.empty("weightmultiplyer", &[("value", "1")]);
        }
    }

    fn discount(&mut self, discount: Option<&Discount>) -> String {
        match discount {
            Some(Discount::OverTime(factor)) if *factor > Exact::zero() && *factor <= Exact::one() => {
                self.losses.decimal(factor, "a discount factor")
            }
            Some(_) => {
                self.losses.lose(
                    "discount",
                    "a discount that acts in each round, or is not above 0 and up to 1: none was written",
                    "",
                );
                "1".to_owned()
            }
            None => "1".to_owned(),
        }
    }

    fn reservation(&mut self, profile: &Profile) -> String {
        match &profile.reservation {
            Threshold::At(value) => self.losses.decimal(value, "a reservation"),
            Threshold::Any => {
                self.losses.lose("no-reservation", "that any outcome will do: GENIUS counts no reservation as 0", "");
                "0".to_owned()
            }
            Threshold::Never => {
                self.losses.lose("never", "that no outcome will do: it became a reservation of 2, which no utility reaches", "");
                "2".to_owned()
            }
        }
    }

    fn lost_with_profile(&mut self, profile: &Profile) {
        if !profile.linkages.is_empty() {
            self.losses.lose("linkages", "what options of several issues are worth together: GENIUS adds issues up", "");
        }
        if !profile.refusals.is_empty() {
            self.losses.lose("red-lines", "red lines: GENIUS knows a reservation only", "");
        }
        if profile.disagreement.as_ref().is_some_and(|value| profile.reservation != Threshold::At(value.clone())) {
            self.losses.lose("disagreement", "what no agreement is worth apart from the reservation", "");
        }
        if self.dialect == Dialect::ForPeople {
            if profile.discount.is_some() || profile.cap.is_some() {
                self.losses.lose("discount", "a discount and a cap, which GENIUS for people has not", "");
            }
            self.losses.lose("opting-out", "what opting out and waiting are worth (optout, timeeffect)", "");
        } else {
            self.lost_above_one(profile);
        }
    }

    fn lost_above_one(&mut self, profile: &Profile) {
        let one = Exact::one();
        let (_, most) = reach(self.scenario, profile);
        let cap = profile.cap.clone().map_or(most.clone(), |cap| cap.min(most.clone()));
        if profile.cap.as_ref() != Some(&one) && cap > one {
            let message = "utilities above 1, which GENIUS takes for 1: divide them by the largest first";
            self.losses.lose("above-one", message, &format!("up to {}", super::linear::shown(&cap)));
        } else if cap < one && cap < most {
            self.losses.lose("cap", "a cap below 1", &super::linear::shown(&cap));
        }
    }
}

/// The weight under which evaluations in the ratios of `values` contribute these, divided by the largest: the largest
/// value, or the least where none is above zero.
fn weight_of(values: &[Exact]) -> Exact {
    let largest = values.iter().max().cloned().unwrap_or_else(Exact::zero);
    if largest > Exact::zero() { largest } else { values.iter().min().cloned().unwrap_or_else(Exact::zero) }
}

/// The least whole numbers in the ratios of `numbers`; `None` where doubles would not hold one of them.
fn in_whole_numbers(numbers: &[Exact]) -> Option<Vec<BigInt>> {
    let mut denominator = BigInt::one();
    for number in numbers {
        denominator = denominator.lcm(number.rational().denom());
        if denominator.bits() > 2 * u64::from(EXACT_IN_DOUBLES) {
            return None;
        }
    }
    let whole: Vec<BigInt> = numbers.iter().map(|number| (number.rational() * &denominator).to_integer()).collect();
    let divisor = whole.iter().fold(BigInt::zero(), |divisor, number| divisor.gcd(number));
    let least: Vec<BigInt> = whole.iter().map(|number| number / &divisor.clone().max(BigInt::one())).collect();
    let fits = |number: &BigInt| number.abs().to_u64().is_some_and(|number| number < 1 << EXACT_IN_DOUBLES);
    least.iter().all(fits).then_some(least)
}
