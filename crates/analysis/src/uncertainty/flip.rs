//! What would flip a conclusion: the smallest change of one input that does.

use rayon::prelude::*;
use zopa_model::{Exact, Outcome};

use super::Missing;
use super::frequency::product;
use super::inputs::{Input, change_to, inputs};
use super::packages::acceptance;
use super::progress::{Stage, Watch, report};
use super::zone::{Zone, frequency};

/// Common draws on which conclusions are compared.
const DRAWS: usize = 512;
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

/// The flips of every input, the smallest change first. No entry for an input: no admissible value of it, of those
/// looked at (every eighth of its range), changes the conclusion.
///
/// The conclusion that counts is the one with the input in the middle of its range and all else as drawn; for a red
/// line, the one as everything was drawn. `packages` are those among which the best is sought (the best and its near
/// equals); with fewer than two of them only the odds of a deal are tried.
///
/// # Errors
/// [`Missing::Stopped`] when `watch` breaks off.
pub fn flips(zone: &Zone<'_>, packages: &[Outcome], watch: Watch<'_>) -> Result<Vec<Flip>, Missing> {
    let all = inputs(&zone.draws);
    let draws = DRAWS.min(zone.draws.count());
    let mut found = Vec::new();
    for (block, chunk) in all.chunks(BETWEEN_REPORTS).enumerate() {
        report(watch, Stage::Flips, block * BETWEEN_REPORTS, all.len())?;
        found.par_extend(chunk.par_iter().flat_map_iter(|input| {
            let deal = smallest(input, |share| more_than_half(zone, input, share, draws));
            let deal = deal.map(|(share, _)| flip(input, Conclusion::Deal, share, None));
            let best = (packages.len() > 1).then(|| smallest(input, |share| best(zone, input, share, packages, draws))).flatten();
            let best = best.map(|(share, at)| flip(input, Conclusion::BestPackage, share, Some(packages[at].clone())));
            deal.into_iter().chain(best)
        }));
    }
    found.sort_by(|a: &Flip, b: &Flip| a.distance.total_cmp(&b.distance));
    Ok(found)
}

fn flip(input: &Input, conclusion: Conclusion, share: f64, package: Option<Outcome>) -> Flip {
    Flip { conclusion, input: *input, value: input.value(share), distance: (share - 0.5).abs(), package }
}

/// The share of the range nearest to the middle at which the conclusion differs from that in the middle, and what it
/// is there. `None` asks for the conclusion as drawn.
fn smallest<T: PartialEq>(input: &Input, conclude: impl Fn(Option<f64>) -> T) -> Option<(f64, T)> {
    if input.is_switch() {
        let drawn = conclude(None);
        return [0.0, 1.0].into_iter().map(|share| (share, conclude(Some(share)))).find(|(_, there)| *there != drawn);
    }
    let middle = conclude(Some(0.5));
    for (index, away) in LOOKS.into_iter().enumerate() {
        let known = if index == 0 { 0.0 } else { LOOKS[index - 1] };
        let sides = [-1.0, 1.0].into_iter().filter(|side| conclude(Some(0.5 + side * away)) != middle);
        let flips = sides.map(|side| bisected(side, known, away, &middle, &conclude));
        if let Some(nearest) = flips.min_by(|a, b| (a - 0.5).abs().total_cmp(&(b - 0.5).abs())) {
            return Some((nearest, conclude(Some(nearest))));
        }
    }
    None
}

/// The nearest share found, between `same` (not flipped) and `flipped` away from the middle.
fn bisected<T: PartialEq>(side: f64, mut same: f64, mut flipped: f64, middle: &T, conclude: &impl Fn(Option<f64>) -> T) -> f64 {
    for _ in 0..HALVINGS {
        let between = (same + flipped) / 2.0;
        if conclude(Some(0.5 + side * between)) == *middle { same = between } else { flipped = between }
    }
    0.5 + side * flipped
}

fn more_than_half(zone: &Zone<'_>, input: &Input, share: Option<f64>, draws: usize) -> bool {
    let deal = match share {
        None => frequency(&zone.flags(draws)),
        Some(share) => frequency(&zone.flags_under(&[change_to(&zone.draws, input, share)], draws)),
    };
    2 * deal.count > deal.of
}

/// The position of the package that is acceptable in most draws; the first of equals.
fn best(zone: &Zone<'_>, input: &Input, share: Option<f64>, packages: &[Outcome], draws: usize) -> usize {
    let changes: Vec<_> = share.map(|share| change_to(&zone.draws, input, share)).into_iter().collect();
    let samples = zone.samples_under(&changes, draws);
    let share = |package: &Outcome| {
        let parties = samples.iter().zip(&zone.draws.parties).enumerate();
        let by_party: Vec<_> = parties
            .map(|(party, (new, old))| acceptance(&zone.draws, party, new.as_ref().unwrap_or(old), package.options(), 0..draws))
            .collect();
        product(&by_party).0
    };
    let shares: Vec<f64> = packages.iter().map(share).collect();
    (0..shares.len()).fold(0, |best, at| if shares[at] > shares[best] { at } else { best })
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
