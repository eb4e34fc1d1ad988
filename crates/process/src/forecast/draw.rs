//! Ranges: draws from them, and how far the baselines spread.

use num_bigint::BigInt;
use num_rational::BigRational;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use zopa_model::{Exact, Forecast, Range};

use super::baseline::{NashPoint, Weighed, baselines};

/// Binary places of a draw: enough for any range that a person writes down, and few enough to stay quick.
const BITS: u32 = 24;
/// Words of the stream kept for one draw.
const WORDS_PER_DRAW: u32 = 12;

/// How far one baseline spreads over the draws. An interval (a tied median) counts with its low end below and its high end above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The lowest of all.
    pub low: f64,
    /// One in twenty lies below.
    pub twentieth: f64,
    /// Half lie below.
    pub middle: f64,
    /// One in twenty lies above.
    pub nineteenth: f64,
    /// The highest of all.
    pub high: f64,
    /// Draws in which there is such a point.
    pub draws: u32,
}

/// How far the baselines of one scale spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawnScale {
    /// The compromise mean.
    pub mean: Option<Spread>,
    /// The weighted median.
    pub median: Option<Spread>,
    /// The Condorcet winner with losses by distance.
    pub condorcet_linear: Option<Spread>,
    /// The same by squared distance.
    pub condorcet_square: Option<Spread>,
    /// Nash's point.
    pub nash: Option<Spread>,
}

/// Draws every range of one scale evenly and independently, `draws` times, and tells how far the baselines spread. Draw `j` of
/// an actor depends on the seed, its name, the scale's name and `j` alone.
pub fn drawn(forecast: &Forecast, scale: usize, seed: u64, draws: u32) -> DrawnScale {
    let named = &forecast.scales[scale];
    let mut streams: Vec<ChaCha8Rng> =
        forecast.actors.iter().map(|actor| ChaCha8Rng::from_seed(key(seed, &[&actor.name, &named.name]))).collect();
    let mut found: [Vec<(f64, f64)>; 5] = Default::default();
    for draw in 0..draws {
        let actors = forecast.actors.iter().zip(&mut streams).filter_map(|(actor, stream)| {
            let stand = actor.stands[scale].as_ref()?;
            stream.set_word_pos(u128::from(draw) << WORDS_PER_DRAW);
            Some(Weighed {
                capability: within(&actor.capability, stream),
                position: within(&stand.position, stream),
                salience: within(&stand.salience, stream),
            })
        });
        let found_here = baselines(named, &actors.collect::<Vec<_>>());
        let ends = |points: &[Exact]| Some((points.first()?.to_f64(), points.last()?.to_f64()));
        let nash = match found_here.nash {
            NashPoint::At(point) => Some((point, point)),
            NashPoint::NoStatusQuo | NashPoint::NobodyWouldMove => None,
        };
        let all = [
            found_here.mean.map(|mean| (mean.to_f64(), mean.to_f64())),
            found_here.median.map(|(low, high)| (low.to_f64(), high.to_f64())),
            ends(&found_here.condorcet_linear),
            ends(&found_here.condorcet_square),
            nash,
        ];
        for (found, ends) in found.iter_mut().zip(all) {
            found.extend(ends);
        }
    }
    let [mean, median, condorcet_linear, condorcet_square, nash] = found.map(spread);
    DrawnScale { mean, median, condorcet_linear, condorcet_square, nash }
}

/// A point of the range: its low end and a whole number of 2^-24 parts of its width.
fn within(range: &Range, stream: &mut ChaCha8Rng) -> BigRational {
    let part = BigInt::from(stream.next_u64() >> (64 - BITS));
    let (low, high) = (range.low().rational(), range.high().rational());
    if low == high {
        return low.clone();
    }
    low + (high - low) * BigRational::new(part, BigInt::from(1u64 << BITS))
}

fn spread(mut found: Vec<(f64, f64)>) -> Option<Spread> {
    let draws = u32::try_from(found.len()).ok().filter(|draws| *draws > 0)?;
    let mut highs: Vec<f64> = found.iter().map(|(_, high)| *high).collect();
    highs.sort_by(f64::total_cmp);
    let mut middles: Vec<f64> = found.iter().map(|(low, high)| f64::midpoint(*low, *high)).collect();
    middles.sort_by(f64::total_cmp);
    found.sort_by(|one, other| one.0.total_cmp(&other.0));
    let last = found.len() - 1;
    Some(Spread {
        low: found[0].0,
        twentieth: found[last / 20].0,
        middle: f64::midpoint(middles[last / 2], middles[found.len() / 2]),
        nineteenth: highs[last - last / 20],
        high: highs[last],
        draws,
    })
}

/// The key of a stream: the seed, with the names absorbed eight bytes at a time by the generator itself.
fn key(seed: u64, names: &[&str]) -> [u8; 32] {
    let mut key = [0u8; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(b"forecast");
    for name in names {
        let length = (name.len() as u64).to_le_bytes();
        for chunk in std::iter::once(&length[..]).chain(name.as_bytes().chunks(8)) {
            let mut word = [0u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mut generator = ChaCha8Rng::from_seed(key);
            generator.set_stream(u64::from_le_bytes(word));
            generator.fill_bytes(&mut key);
        }
    }
    key
}
