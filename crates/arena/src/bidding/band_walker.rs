//! A random offer from a band that moves in one of several patterns, drawn at the start, so that nobody can tell which.

use super::aim::draw;
use super::{Bidding, Entry, Needs};
use crate::strategy::Fidelity;
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "band-walker",
    title: "a random offer from a band that moves in a pattern of its own",
    source: "in the manner of PonPoko, the winner of ANAC 2017 (Aydogan, Fujita, Baarslag, Jonker & Ito 2021, ANAC 2017: repeated \
             multilateral negotiation league)",
    fidelity: Fidelity::InspiredBy,
    choices: "the five patterns are ours; all offers stay above half of the way from the best to the reservation",
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "next",
    model: "none",
    prepare: |_, _| Ok(Box::new(|| Box::new(BandWalker(None)))),
};

/// The two ends of the band at a time, between 0 and 1, where 1 is the best.
type Pattern = fn(f64) -> (f64, f64);

const PATTERNS: [Pattern; 5] = [
    // Wide and steady.
    |time| (1.0 - 0.25 * time, 1.0),
    // Narrow and falling.
    |time| (0.95 - 0.2 * time, 1.0 - 0.2 * time),
    // Swinging.
    |time| (0.9 - 0.1 * time - 0.15 * time * libm::fabs(libm::sin(20.0 * time)), 1.0 - 0.1 * time),
    // Late.
    |time| (if time < 0.9 { 0.95 } else { 0.95 - 4.0 * (time - 0.9) }, 1.0),
    // Now and then generous.
    |time| (if libm::sin(40.0 * time) > 0.9 { 0.8 - 0.3 * time } else { 0.97 }, 1.0),
];

struct BandWalker(Option<Pattern>);

impl Bidding for BandWalker {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let pattern = *self.0.get_or_insert_with(|| PATTERNS[stream.below(PATTERNS.len())]);
        let floor = now.brief.scale.floor_share();
        let (low, high) = pattern(now.time());
        let share = |part: f64| now.brief.target_units(floor + (1.0 - floor) * part);
        draw(now.brief, share(low)..=share(high), stream).unwrap_or_else(|| now.brief.at_target(floor + (1.0 - floor) * low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_stays_in_the_upper_half() {
        for (pattern, step) in PATTERNS.iter().flat_map(|pattern| (0..=1000).map(move |step| (pattern, step))) {
            let (low, high) = pattern(f64::from(step) / 1000.0);
            assert!(0.5 - 1e-12 <= low && low <= high && high <= 1.0, "{step}: {low} {high}");
        }
    }
}
