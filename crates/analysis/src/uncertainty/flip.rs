//! What would flip a conclusion: the smallest change of one input that does.

use rayon::prelude::*;
use zopa_model::{Exact, Outcome};

use super::Missing;
use super::between::{DealBetween, Rivals};
use super::frequency::Frequency;
use super::inputs::Input;
use super::progress::{Stage, Watch, report};
use super::seek::Ends;
use super::zone::{Flags, Zone, frequency};

/// Common draws on which the nearest flips are tried again.
const REFINED: usize = 2000;
/// Flips of each conclusion that are tried again.
const FLIPS_THAT_MATTER: usize = 10;
/// Shares of the range, away from the middle, at which a flip is looked for.
const LOOKS: [f64; 4] = [0.125, 0.25, 0.375, 0.5];
/// Halvings of the stretch in which a flip was found: it is told to within 1/1024 of the range.
const HALVINGS: usize = 7;
/// Inputs tried between two looks at the watch.
const BETWEEN_REPORTS: usize = 32;

/// A conclusion that may flip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// Whether a deal exists in more than half of the draws.
    Deal,
    /// Which of the packages in question is acceptable in most draws.
    BestPackage,
}

/// The change of one input that flips a conclusion.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// What flips.
    pub conclusion: Conclusion,
    /// The input.
    pub input: Input,
    /// The value at which it flips.
    pub value: f64,
    /// How far that is from the middle of its range, in units of the range: at most one half. For a red line, one
    /// half: it is settled one way.
    pub distance: f64,
    /// The package that becomes the best, where that is the conclusion.
    pub package: Option<Outcome>,
}

/// The flips of every input, the smallest change first.
///
/// The conclusion that counts is the one with the input in the middle of its range and all else as drawn; for a red
/// line, the one as everything was drawn. `packages` are those among which the best is sought (the best and its near
/// equals); with fewer than two of them only the odds of a deal are tried.
///
/// Every input is tried on 512 common draws, the ten nearest flips of each conclusion again on 2,000. No entry for an
/// input: no admissible value of it changes the conclusion on these draws, by one of two reasons. Draws that keep or
/// lack a deal (or accept or refuse a package) from one end of its range to the other, which is proven without looking
/// between the ends, are so many that the rest cannot turn the conclusion; else, no value looked at does, at every
/// eighth of the range. Between its ends an input moves everything that depends on it in proportion: with an option of
/// an order, those that its ends would push aside. Draws in which a party contradicts itself at an end, and those that
/// stay undecided, count for neither side.
///
/// # Errors
/// [`Missing::Stopped`] when `watch` breaks off.
pub fn flips(zone: &Zone<'_>, packages: &[Outcome], watch: Watch<'_>) -> Result<Vec<Flip>, Missing> {
    let few = zone.few(watch)?;
    let draws = few.first().map_or(0, |(_, ends)| ends.low.len());
    let rivals = (packages.len() > 1).then(|| Rivals::new(zone, packages, draws));
    let mut found = Vec::new();
    for (block, chunk) in few.chunks(BETWEEN_REPORTS).enumerate() {
        report(watch, Stage::Flips, block * BETWEEN_REPORTS, few.len())?;
        found.par_extend(chunk.par_iter().flat_map_iter(|(input, ends)| {
            let deal = deal_flip(zone, input, ends);
            let best = rivals.as_ref().and_then(|rivals| package_flip(zone, input, rivals));
            deal.into_iter().chain(best)
        }));
    }
    nearest_first(&mut found);
    report(watch, Stage::Flips, few.len(), few.len())?;
    refine(zone, packages, &mut found);
    Ok(found)
}

fn nearest_first(flips: &mut [Flip]) {
    flips.sort_by(|a: &Flip, b: &Flip| a.distance.total_cmp(&b.distance));
}

/// Tries the nearest flips of each conclusion again on more draws; those that are not found again are dropped.
fn refine(zone: &Zone<'_>, packages: &[Outcome], flips: &mut Vec<Flip>) {
    let draws = REFINED.min(zone.draws.count());
    let rivals = (packages.len() > 1).then(|| Rivals::new(zone, packages, draws));
    let near = |conclusion: Conclusion| {
        let of = flips.iter().enumerate().filter(move |(_, flip)| flip.conclusion == conclusion);
        of.map(|(at, _)| at).take(FLIPS_THAT_MATTER)
    };
    let near: Vec<usize> = near(Conclusion::Deal).chain(near(Conclusion::BestPackage)).collect();
    let again = |&at: &usize| {
        let input = &flips[at].input;
        match flips[at].conclusion {
            Conclusion::Deal => deal_flip(zone, input, &zone.ends(input, draws)),
            Conclusion::BestPackage => package_flip(zone, input, rivals.as_ref()?),
        }
    };
    let refined: Vec<Option<Flip>> = near.par_iter().map(again).collect();
    let mut kept: Vec<Option<Flip>> = std::mem::take(flips).into_iter().map(Some).collect();
    near.into_iter().zip(refined).for_each(|(at, flip)| kept[at] = flip);
    flips.extend(kept.into_iter().flatten());
    nearest_first(flips);
}

fn deal_flip(zone: &Zone<'_>, input: &Input, ends: &Ends) -> Option<Flip> {
    let share = if input.is_switch() {
        let drawn = more_than_half(frequency(&zone.flags(ends.low.len())));
        let at_end = |flags: &Flags| more_than_half(frequency(flags));
        [(0.0, &ends.low), (1.0, &ends.high)].into_iter().find(|(_, flags)| at_end(flags) != drawn)?.0
    } else {
        let mut odds = DealBetween::new(zone, input, ends);
        if odds.is_settled() {
            return None;
        }
        smallest(|share| more_than_half(odds.at(share)))?.0
    };
    Some(flip(input, Conclusion::Deal, share, None))
}

fn package_flip(zone: &Zone<'_>, input: &Input, rivals: &Rivals<'_>) -> Option<Flip> {
    let (share, at) = if input.is_switch() {
        let drawn = rivals.best_as_drawn();
        let at_end = |share| (share, rivals.best_with(&zone.moved(input, share, rivals.draws), input.party));
        [0.0, 1.0].map(at_end).into_iter().find(|(_, best)| *best != drawn)?
    } else {
        let shares = rivals.between(zone, input);
        if shares.is_settled() {
            return None;
        }
        smallest(|share| shares.best_at(share))?
    };
    Some(flip(input, Conclusion::BestPackage, share, Some(rivals.packages[at].clone())))
}

fn more_than_half(deal: Frequency) -> bool {
    2 * deal.count > deal.of
}

fn flip(input: &Input, conclusion: Conclusion, share: f64, package: Option<Outcome>) -> Flip {
    Flip { conclusion, input: *input, value: input.value(share), distance: (share - 0.5).abs(), package }
}

/// The share of the range nearest to the middle at which the conclusion differs from that in the middle, and what it
/// is there.
fn smallest<T: PartialEq>(mut conclude: impl FnMut(f64) -> T) -> Option<(f64, T)> {
    let middle = conclude(0.5);
    let mut known = 0.0;
    for away in LOOKS {
        let mut nearest: Option<f64> = None;
        for side in [-1.0, 1.0] {
            if conclude(0.5 + side * away) != middle {
                let found = bisected(side, known, away, &middle, &mut conclude);
                nearest = Some(
                    nearest.map_or(found, |nearest| if (found - 0.5).abs() < (nearest - 0.5).abs() { found } else { nearest }),
                );
            }
        }
        if let Some(nearest) = nearest {
            return Some((nearest, conclude(nearest)));
        }
        known = away;
    }
    None
}

/// The nearest share found, between `same` (not flipped) and `flipped` away from the middle.
fn bisected<T: PartialEq>(side: f64, mut same: f64, mut flipped: f64, middle: &T, conclude: &mut impl FnMut(f64) -> T) -> f64 {
    for _ in 0..HALVINGS {
        let between = (same + flipped) / 2.0;
        if conclude(0.5 + side * between) == *middle { same = between } else { flipped = between }
    }
    0.5 + side * flipped
}

/// The weight of the first of two issues at which a party is indifferent between two packages that differ by `first`
/// on it and by `second` on the other: `w d_1 + (1 - w) d_2 = 0`. `None` when no weight from 0 to 1 is.
pub fn indifferent_weight(first: &Exact, second: &Exact) -> Option<Exact> {
    let span = (first - second).rational().clone();
    if span == num_rational::BigRational::from_integer(0.into()) {
        return None;
    }
    let weight = Exact::from(-second.rational() / span);
    (!weight.is_negative() && weight <= Exact::one()).then_some(weight)
}
