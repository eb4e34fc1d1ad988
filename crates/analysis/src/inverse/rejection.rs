//! Draws from a band where nothing can be prepared: any outcome, again and again, until one fits.

use std::ops::RangeInclusive;

use rand_core::Rng;
use zopa_model::{Outcome, OutcomeSpace, Pattern, Units, Utility};

use super::answer::Valued;
use super::uniform;

/// What came of drawing by rejection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The first outcome that fitted.
    pub drawn: Option<Valued>,
    /// How many outcomes were looked at, the one that fitted included: one in so many was accepted.
    pub attempts: u32,
}

/// A uniform draw from the feasible outcomes of `space` that fit none of `forbidden` and are worth a number in `band`: all
/// ways to settle the issues are equally likely, and at most `attempts` are looked at. For utilities that
/// [`Inverse::prepare`](super::Inverse::prepare) refuses; where the band is a small part of the space, this finds nothing.
pub fn draw_by_rejection<R: Rng + ?Sized>(
    space: &OutcomeSpace,
    utility: &Utility,
    forbidden: &[Pattern],
    band: RangeInclusive<Units>,
    attempts: u32,
    generator: &mut R,
) -> Rejection {
    let sizes = space.sizes();
    if sizes.contains(&0) {
        return Rejection { drawn: None, attempts: 0 };
    }
    let mut fitting = |_| {
        let option =
            |&size: &usize| u32::try_from(uniform::below(&size.into(), generator)).expect("an option is a 32-bit number");
        let outcome = Outcome::new(sizes.iter().map(option).collect::<Vec<_>>());
        let units = utility.evaluate(&outcome);
        let is_admissible = space.is_feasible(&outcome) && !forbidden.iter().any(|pattern| pattern.fits(&outcome));
        (band.contains(&units) && is_admissible).then_some(Valued { outcome, units })
    };
    match (1..=attempts).find_map(|attempt| Some((attempt, fitting(attempt)?))) {
        Some((attempts, drawn)) => Rejection { drawn: Some(drawn), attempts },
        None => Rejection { drawn: None, attempts },
    }
}
