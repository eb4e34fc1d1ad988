//! What the settlement of one issue is worth: the value functions of NegMAS that are closed forms.

use num_traits::{FromPrimitive, ToPrimitive};
use zopa_model::{Curve, Exact};

use super::super::document::{Value, in_marks};
use super::super::findings::Findings;
use super::super::options::{listed_count, table, too_many};
use super::super::{Evaluator, FieldIssue, Refusal, Values};
use super::kind::class;

/// The highest power of a polynomial, so that its values have digits that can be counted.
const HIGHEST_POWER: usize = 16;

/// A value function times its weight, and what it adds whatever is chosen.
pub(super) struct Worth {
    pub(super) evaluator: Evaluator,
    pub(super) constant: Exact,
}

impl Worth {
    fn table(values: Vec<Exact>, weight: &Exact) -> Self {
        let evaluator = Evaluator::Table(values.iter().map(|value| value * weight).collect());
        Self { evaluator, constant: Exact::zero() }
    }
}

/// The function at `value` over `issue`, times `weight`.
///
/// # Errors
/// Where it is a program, or of a kind that is not read, or does not fit the issue.
pub(super) fn worth(issue: &FieldIssue, weight: &Exact, value: Value<'_>, findings: &mut Findings) -> Result<Worth, Refusal> {
    let class = class(value);
    match class {
        Some("TableFun") => Ok(Worth::table(table(issue, value.required("mapping")?, findings)?, weight)),
        // Without a class a map is a table, and a list gives the values of the options in their order.
        None if value.is_map() => Ok(Worth::table(table(issue, value, findings)?, weight)),
        None if value.is_list() => Ok(Worth::table(by_option(issue, value, findings)?, weight)),
        Some(class) => Form::read(class, value, findings)?.worth(issue, weight, value),
        None => Err(unknown(value, &value.quoted())),
    }
}

/// The function that NegMAS takes where none is given: the option itself, which must be a number.
pub(super) fn identity(issue: &FieldIssue, weight: &Exact, at: Value<'_>) -> Result<Worth, Refusal> {
    Form::Curve(affine(Exact::one(), Exact::zero())).worth(issue, weight, at)
}

fn by_option(issue: &FieldIssue, list: Value<'_>, findings: &mut Findings) -> Result<Vec<Exact>, Refusal> {
    let values = list.items()?.map(|value| value.number(findings)).collect::<Result<Vec<_>, _>>()?;
    if listed_count(issue) != Some(values.len()) {
        let message = format!("{} values stand for the options of {}", values.len(), in_marks(&issue.name));
        return Err(list.refusal("wrong-length", message, "give one for each option, in the order of the domain"));
    }
    Ok(values)
}

fn unknown(value: Value<'_>, what: &str) -> Refusal {
    let message = format!("the value function is {what}, which is a program or a form that is not read");
    value.refusal("value-function", message, "write its values out as a TableFun, or as a function of a known form")
}

/// Checks that the corners of a function follow each other.
fn in_order(corners: &[&Exact], value: Value<'_>) -> Result<(), Refusal> {
    if corners.is_sorted() {
        return Ok(());
    }
    let message = "the corners of the value function are not in order";
    Err(value.refusal("value-function", message, "write the smaller amounts first"))
}

fn affine(slope: Exact, offset: Exact) -> Curve {
    Curve::Affine { slope, offset }
}

/// A closed form.
enum Form {
    /// One that is a curve for amounts too.
    Curve(Curve),
    /// `bias + scale × triangle`.
    Triangle { start: Exact, middle: Exact, end: Exact, bias: Exact, scale: Exact },
    /// `bias + scale × trapezium`.
    Trapezium { corners: [Exact; 4], bias: Exact, scale: Exact },
    /// `bias + sum of coefficient × x^power`, powers from 1 on.
    Polynomial { coefficients: Vec<Exact>, bias: Exact },
    /// `bias + base^(tau x)`.
    Exponential { base: f64, tau: Exact, bias: Exact },
}

impl Form {
    fn read(class: &str, value: Value<'_>, findings: &mut Findings) -> Result<Self, Refusal> {
        let mut or = |key: &str, usual: i64| match value.get(key) {
            Some(number) => number.number(findings),
            None => Ok(Exact::from_integer(usual)),
        };
        let bias = or("bias", 0)?;
        let scale = or("scale", 1)?;
        let base = value.get("base").map(|base| base.number(findings)).transpose()?;
        let coefficients = value.get("coefficients").map(|listed| listed.items()).transpose()?;
        let coefficients =
            coefficients.into_iter().flatten().map(|number| number.number(findings)).collect::<Result<Vec<_>, _>>()?;
        let mut number = |key: &str| value.required(key)?.number(findings);
        Ok(match class {
            "ConstFun" => Self::Curve(Curve::Constant(bias)),
            "IdentityFun" => Self::Curve(affine(Exact::one(), Exact::zero())),
            "LinearFun" => Self::Curve(affine(number("slope")?, Exact::zero())),
            "AffineFun" => Self::Curve(affine(number("slope")?, bias)),
            "QuadraticFun" => Self::Curve(Curve::Quadratic { square: number("a2")?, slope: number("a1")?, offset: bias }),
            "TriangularFun" => {
                let [start, middle, end] = [number("start")?, number("middle")?, number("end")?];
                in_order(&[&start, &middle, &end], value)?;
                Self::Triangle { start, middle, end, bias, scale }
            }
            "TrapezoidalFun" => {
                let corners = [number("start")?, number("rise_end")?, number("fall_start")?, number("end")?];
                in_order(&corners.each_ref(), value)?;
                Self::Trapezium { corners, bias, scale }
            }
            "PolynomialFun" if coefficients.len() <= HIGHEST_POWER => Self::Polynomial { coefficients, bias },
            "ExponentialFun" => {
                Self::Exponential { base: base.map_or(std::f64::consts::E, |base| base.to_f64()), tau: number("tau")?, bias }
            }
            other => return Err(unknown(value, &in_marks(other))),
        })
    }

    fn worth(self, issue: &FieldIssue, weight: &Exact, at: Value<'_>) -> Result<Worth, Refusal> {
        match (&issue.values, self.curve(weight)) {
            (Values::Integers { .. } | Values::Reals { .. }, Some((curve, weight, constant))) => {
                Ok(Worth { evaluator: Evaluator::Curve { weight, curve: Box::new(curve) }, constant })
            }
            _ => Ok(Worth::table(self.listed(issue, at)?, weight)),
        }
    }

    /// The curve that this is with its weight and a constant, where there is one.
    fn curve(&self, weight: &Exact) -> Option<(Curve, Exact, Exact)> {
        match self {
            Self::Curve(curve) => Some((curve.clone(), weight.clone(), Exact::zero())),
            // Where its top is one of its ends NegMAS has 0 there and not 1.
            Self::Triangle { start, middle, end, bias, scale } if start < middle && middle < end => {
                let curve = Curve::Triangular { low: start.clone(), top: middle.clone(), high: end.clone() };
                Some((curve, weight * scale, weight * bias))
            }
            Self::Polynomial { coefficients, bias } if coefficients.len() <= 2 => {
                let power = |at: usize| coefficients.get(at).cloned().unwrap_or_else(Exact::zero);
                let curve = Curve::Quadratic { square: power(1), slope: power(0), offset: bias.clone() };
                Some((curve, weight.clone(), Exact::zero()))
            }
            _ => None,
        }
    }

    /// The value of each option.
    fn listed(&self, issue: &FieldIssue, at: Value<'_>) -> Result<Vec<Exact>, Refusal> {
        let count = listed_count(issue).ok_or_else(|| too_many(issue, at))?;
        let of = |option: usize| {
            let name = issue.values.name(option);
            let refused = |message: String| at.refusal("value-function", message, "write its values out as a TableFun");
            let no_number =
                |_| refused(format!("{} of {} is no number, which a function needs", in_marks(&name), in_marks(&issue.name)));
            let amount: Exact = name.parse().map_err(no_number)?;
            self.at(&amount).ok_or_else(|| refused(format!("it has no value at {}", in_marks(&name))))
        };
        (0..count).map(of).collect()
    }

    /// Its value at `amount`; `None` where that is beyond all bounds.
    fn at(&self, amount: &Exact) -> Option<Exact> {
        match self {
            Self::Curve(curve) => Some(curve.at(amount)),
            Self::Triangle { start, middle, end, bias, scale } => Some(&(&triangle(amount, start, middle, end) * scale) + bias),
            Self::Trapezium { corners, bias, scale } => Some(&(&trapezium(amount, corners) * scale) + bias),
            Self::Polynomial { coefficients, bias } => {
                let sum = coefficients.iter().rev().fold(Exact::zero(), |sum, next| &(&sum * amount) + next);
                Some(&(&sum * amount) + bias)
            }
            Self::Exponential { base, tau, bias } => {
                // Its values have no end of decimals: the double that NegMAS reckons with stands for each.
                let power = libm::pow(*base, (tau * amount).rational().to_f64()?);
                num_rational::BigRational::from_f64(power).map(|power| &Exact::from(power) + bias)
            }
        }
    }
}

/// Rises from 0 at `start` to 1 at `middle` and falls to 0 at `end`; 0 at both ends, even where the top is one of them.
fn triangle(amount: &Exact, start: &Exact, middle: &Exact, end: &Exact) -> Exact {
    if amount <= start || amount >= end {
        Exact::zero()
    } else if amount <= middle {
        part(amount - start, middle - start)
    } else {
        part(end - amount, end - middle)
    }
}

/// Rises from 0 at the first corner to 1 at the second, falls from the third to 0 at the fourth; where it rises or falls at
/// once, both ends are 1.
fn trapezium(amount: &Exact, [start, rise, fall, end]: &[Exact; 4]) -> Exact {
    if amount < start || amount > end {
        Exact::zero()
    } else if amount < rise {
        part(amount - start, rise - start)
    } else if amount > fall {
        part(end - amount, end - fall)
    } else {
        Exact::one()
    }
}

/// The quotient of what is left of a flank and the whole of it, which has a length.
fn part(part: Exact, whole: Exact) -> Exact {
    Exact::from(part.rational() / whole.rational())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    /// Values that NegMAS 0.16 gives.
    #[test]
    fn corners_are_those_of_negmas() {
        let triangles =
            [("2", "1", "3", "7", "0.5"), ("3", "1", "3", "7", "1"), ("1", "1", "1", "7", "0"), ("7", "1", "7", "7", "0")];
        for (amount, start, middle, end, value) in triangles {
            let found = triangle(&exact(amount), &exact(start), &exact(middle), &exact(end));
            assert_eq!(found, exact(value), "{amount} {start} {middle} {end}");
        }
        let trapezia = [
            ("0", "0 1 2 3", "0"),
            ("0", "0 0 2 3", "1"),
            ("3", "0 1 3 3", "1"),
            ("2.5", "0 1 2 3", "0.5"),
            ("4", "0 1 3 3", "0"),
        ];
        for (amount, corners, value) in trapezia {
            let corners: Vec<Exact> = corners.split(' ').map(exact).collect();
            assert_eq!(trapezium(&exact(amount), &corners.try_into().unwrap()), exact(value), "{amount}");
        }
    }
}
