//! A stored figure or point.

use std::fmt;

use num_rational::BigRational;
use zopa_model::{BargainingProblem, Exact};

use super::Tolerance;
use super::window::Window;
use crate::solution::variants::{Answer, Figure, Variant};

/// What a claim is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// The number of outcomes.
    Outcomes,
    /// The number of points of the frontier.
    FrontierSize,
    /// A word in some program's meaning.
    Word(&'static Variant),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Outcomes => "number of outcomes",
            Self::FrontierSize => "number of points of the frontier",
            Self::Word(variant) => variant.name,
        })
    }
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// A number.
    Figure(Exact),
    /// The utilities of one point.
    Point(Vec<Exact>),
}

/// What is so of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It holds, as far as the printed digits tell.
    Holds,
    /// The number is larger.
    TooLow {
        /// By how much, for display.
        by: f64,
    },
    /// The number is smaller.
    TooHigh {
        /// By how much, for display.
        by: f64,
    },
    /// None of the points is the claimed one.
    OtherPoint,
    /// A number was claimed where there are points, or a point where there is a number.
    OtherKind,
}

/// A claim with what is so.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about.
    pub subject: Subject,
    /// What the file says.
    pub claimed: Claimed,
    /// What we say.
    pub ours: Answer,
    /// How the two agree.
    pub verdict: Verdict,
}

/// Holds a stored number against `ours`. Roots are compared by their squares, so that only sums of roots are in doubles.
pub fn check_figure(subject: Subject, claimed: &Exact, ours: &Figure, tolerance: &Tolerance) -> Finding {
    Finding {
        subject,
        claimed: Claimed::Figure(claimed.clone()),
        ours: Answer::Figure(ours.clone()),
        verdict: of_figure(claimed, ours, tolerance),
    }
}

/// Holds a stored number or point against `ours`. Where ours are several tied points, the claim holds if it is one.
pub fn check_answer(
    subject: Subject,
    claimed: &Claimed,
    ours: &Answer,
    problem: &BargainingProblem,
    tolerance: &Tolerance,
) -> Finding {
    let verdict = match (claimed, ours) {
        (Claimed::Figure(claimed), Answer::Figure(ours)) => of_figure(claimed, ours, tolerance),
        (Claimed::Point(claimed), Answer::Points(ours)) => {
            let window = Window::new(problem, claimed, tolerance);
            let holds = window.is_some_and(|window| ours.iter().any(|point| window.holds(&point.units)));
            if holds { Verdict::Holds } else { Verdict::OtherPoint }
        }
        _ => Verdict::OtherKind,
    };
    Finding { subject, claimed: claimed.clone(), ours: ours.clone(), verdict }
}

fn of_figure(claimed: &Exact, ours: &Figure, tolerance: &Tolerance) -> Verdict {
    let (low, high) = tolerance.around(claimed);
    let by = (ours.to_f64() - claimed.to_f64()).abs();
    if is_above(ours, &high) {
        Verdict::TooLow { by }
    } else if is_below(ours, &low) {
        Verdict::TooHigh { by }
    } else {
        Verdict::Holds
    }
}

fn is_above(figure: &Figure, bound: &Exact) -> bool {
    match figure {
        Figure::Exact(value) => value > bound,
        Figure::RootOf(square) => bound.is_negative() || *square > bound * bound,
        Figure::Double(value) => BigRational::from_float(*value).is_none_or(|value| value > *bound.rational()),
    }
}

fn is_below(figure: &Figure, bound: &Exact) -> bool {
    match figure {
        Figure::Exact(value) => value < bound,
        Figure::RootOf(square) => !bound.is_negative() && *square < bound * bound,
        Figure::Double(value) => BigRational::from_float(*value).is_some_and(|value| value < *bound.rational()),
    }
}
