//! What each mode of exchange moves.

use std::fmt;

use zopa_model::register::{ClassIndex, Mode};

/// How many go, from the first side and from the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// By class, where the mode says so; for the others the plan chooses.
    pub by_class: Option<Vec<[u64; 2]>>,
    /// All together.
    pub total: [u64; 2],
}

/// Why a mode cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotMove {
    /// More are wanted of a side than it has ready.
    TooFew {
        /// The side, 0 or 1.
        side: usize,
        /// How many are wanted.
        wanted: u64,
        /// How many are ready.
        ready: u64,
    },
    /// A ratio with a zero in it.
    EmptyRatio,
    /// A class that is not there.
    NoClass(ClassIndex),
    /// A side that is not there.
    NoSide(usize),
}

impl fmt::Display for CannotMove {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { side, wanted, ready } => {
                let which = if *side == 0 { "first" } else { "second" };
                write!(f, "the {which} side is to release {wanted} and has {ready} ready")
            }
            Self::EmptyRatio => f.write_str("a ratio needs two numbers above zero"),
            Self::NoClass(class) => write!(f, "there is no class number {}", class + 1),
            Self::NoSide(side) => write!(f, "there is no side number {}", side + 1),
        }
    }
}

impl std::error::Error for CannotMove {}

/// What `mode` moves where the two sides have so many ready, by class (`ready[side][class]`).
///
/// # Errors
/// A mode that asks for more than is ready, or makes no sense. "So many each" is never cut down in silence.
pub fn moved(mode: &Mode, ready: [&[u64]; 2]) -> Result<Moved, CannotMove> {
    let all = ready.map(|classes| classes.iter().sum::<u64>());
    match mode {
        Mode::Equal(count) => {
            all.iter().enumerate().try_for_each(|(side, ready)| enough(side, *count, *ready))?;
            Ok(Moved { by_class: None, total: [*count; 2] })
        }
        Mode::Ratio(0, _) | Mode::Ratio(_, 0) => Err(CannotMove::EmptyRatio),
        Mode::Ratio(first, second) => {
            let times = (all[0] / first).min(all[1] / second);
            Ok(Moved { by_class: None, total: [first * times, second * times] })
        }
        Mode::ClassForClass => Ok(by_class(ready, |first, second| [first.min(second); 2])),
        Mode::AnyForAny => Ok(Moved { by_class: None, total: [all[0].min(all[1]); 2] }),
        Mode::AllForAllIn(classes) => {
            if let Some(class) = classes.iter().find(|class| **class >= ready[0].len()) {
                return Err(CannotMove::NoClass(*class));
            }
            let mut moved = by_class(ready, |first, second| [first, second]);
            let kept: Vec<[u64; 2]> = (moved.by_class.take().into_iter().flatten().enumerate())
                .map(|(class, counts)| if classes.contains(&class) { counts } else { [0; 2] })
                .collect();
            Ok(summed(kept))
        }
        Mode::AllForAll => Ok(by_class(ready, |first, second| [first, second])),
        Mode::OneSided(side, _) if *side > 1 => Err(CannotMove::NoSide(*side)),
        Mode::OneSided(side, count) => {
            enough(*side, *count, all[*side])?;
            let total = if *side == 0 { [*count, 0] } else { [0, *count] };
            Ok(Moved { by_class: None, total })
        }
    }
}

fn enough(side: usize, wanted: u64, ready: u64) -> Result<(), CannotMove> {
    if wanted <= ready { Ok(()) } else { Err(CannotMove::TooFew { side, wanted, ready }) }
}

fn by_class(ready: [&[u64]; 2], counts: impl Fn(u64, u64) -> [u64; 2]) -> Moved {
    summed(ready[0].iter().zip(ready[1]).map(|(first, second)| counts(*first, *second)).collect())
}

fn summed(by_class: Vec<[u64; 2]>) -> Moved {
    let total = [0, 1].map(|side| by_class.iter().map(|counts| counts[side]).sum());
    Moved { by_class: Some(by_class), total }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five classes of two sides; the figures of an invented example of the methods.
    const READY: [&[u64]; 2] = [&[120, 300, 80, 40, 900], &[200, 150, 20, 110, 1500]];

    fn total(mode: &Mode) -> [u64; 2] {
        moved(mode, READY).unwrap().total
    }

    #[test]
    fn every_mode_moves_what_it_says() {
        let classes = moved(&Mode::ClassForClass, READY).unwrap();
        assert_eq!(classes.by_class.unwrap(), [[120, 120], [150, 150], [20, 20], [40, 40], [900, 900]]);
        assert_eq!(total(&Mode::ClassForClass), [1230, 1230]);
        assert_eq!(total(&Mode::AnyForAny), [1440, 1440]);
        assert_eq!(total(&Mode::AllForAll), [1440, 1980]);
        assert_eq!(total(&Mode::AllForAllIn(vec![0, 1])), [420, 350]);
        assert_eq!(total(&Mode::Equal(1000)), [1000, 1000]);
        assert_eq!(total(&Mode::Ratio(1, 2)), [990, 1980]);
        assert_eq!(total(&Mode::Ratio(1, 1027)), [1, 1027]);
        assert_eq!(total(&Mode::OneSided(1, 5)), [0, 5]);
    }

    #[test]
    fn what_cannot_be_moved_is_said() {
        assert_eq!(moved(&Mode::Equal(1441), READY), Err(CannotMove::TooFew { side: 0, wanted: 1441, ready: 1440 }));
        assert_eq!(moved(&Mode::Ratio(0, 1), READY), Err(CannotMove::EmptyRatio));
        assert_eq!(moved(&Mode::AllForAllIn(vec![7]), READY), Err(CannotMove::NoClass(7)));
    }
}
