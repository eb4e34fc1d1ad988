//! The difference of two curves.

use zopa_model::{Curve, Exact};

use super::span::{Span, magnitude};

/// The difference of two weighted curves, new less old: each is straight or a parabola between a few corners, so the
/// difference is least and greatest at corners or where it turns between them. Curves that jump count whole.
pub(super) fn of_curves(old: (&Exact, &Curve), new: (&Exact, &Curve), low: &Exact, high: &Exact) -> Span {
    if old == new {
        return Span::zero();
    }
    let at = |amount: &Exact| &(new.0 * &new.1.at(amount)) - &(old.0 * &old.1.at(amount));
    let inside = |amount: &Exact| low <= amount && amount <= high;
    let mut points: Vec<Exact> = [old.1, new.1].into_iter().flat_map(corners).filter(inside).collect();
    points.extend([low.clone(), high.clone()]);
    points.sort();
    let turns: Vec<Exact> = points.windows(2).filter_map(|pair| turn(&at, &pair[0], &pair[1])).collect();
    let span = Span::of(points.iter().chain(&turns).map(at));
    let jumps = [old, new].into_iter().filter(|(_, curve)| curve.steepest(low, high).is_none());
    jumps.fold(span, |span, (weight, _)| span.plus(&Span::around_zero(&magnitude(weight))))
}

/// Where a curve changes from one form to another.
fn corners(curve: &Curve) -> Vec<Exact> {
    match curve {
        Curve::Constant(_) | Curve::Affine { .. } | Curve::Quadratic { .. } => Vec::new(),
        Curve::Clamped { slope, .. } if slope.is_zero() => Vec::new(),
        Curve::Clamped { slope, offset } => {
            let reaches = |value: Exact| Exact::from((&value - offset).rational() / slope.rational());
            vec![reaches(Exact::zero()), reaches(Exact::one())]
        }
        Curve::Triangular { low, top, high } => vec![low.clone(), top.clone(), high.clone()],
    }
}

/// Where the parabola through the values at `first`, halfway and at `last` turns; `None` where that is straight.
fn turn(at: &impl Fn(&Exact) -> Exact, first: &Exact, last: &Exact) -> Option<Exact> {
    let middle = &(first + last) * &Exact::ratio(1, 2)?;
    let (a, b, c) = (at(first), at(&middle), at(last));
    let bend = &(&a + &c) - &(&b * &Exact::from_integer(2));
    if bend.is_zero() {
        return None;
    }
    let shift = Exact::from((&a - &c).rational() / (&bend * &Exact::from_integer(4)).rational());
    let place = &middle + &(&shift * &(last - first));
    (*first < place && place < *last).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parabola_and_a_line_differ_most_where_their_difference_turns() {
        let exact = |text: &str| text.parse::<Exact>().unwrap();
        let parabola = Curve::Quadratic { square: exact("-1"), slope: exact("1"), offset: exact("0") };
        let line = Curve::Affine { slope: exact("0"), offset: exact("0") };
        let span = of_curves((&exact("1"), &line), (&exact("2"), &parabola), &exact("0"), &exact("1"));
        assert_eq!(span, Span { least: exact("0"), greatest: exact("0.5") });
    }
}
