//! Batches under mistrust: transfers by turns in which nobody is ever ahead by more than so many, or both at once.
//!
//! What matters of a state is the difference, what the first side gave less what the second gave, and what is left. The
//! fewest transfers follow by arithmetic:
//!
//! * A transfer of at most `most` people, with at most `ahead` ahead: where `ahead >= most`, whoever is not ahead gives as
//!   many as fit, and no transfer is wasted: `ceil(first/most) + ceil(second/most)`.
//! * Where `ahead < most`, the first transfer carries at most `ahead` people, each later one at most `min(most, 2 ahead)`
//!   (from one end of the band to the other), and turns alternate, as two transfers in a row of one side carry no more than
//!   `2 ahead` together. So the side that begins needs `1 + ceil((its people - ahead) / step)` turns, the other
//!   `ceil(its people / step)`.
//!
//! Both equal a breadth-first search over all pairs of counts (tests).

use std::fmt;

/// How people cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One side at a time.
    InTurns,
    /// Both at once.
    Simultaneous,
}

/// One batch: so many from the first side and from the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
    /// How many go, by side.
    pub goes: [u64; 2],
    /// What the first side has given by then less what the second has.
    pub ahead: i64,
}

/// Why there are no such batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotBatch {
    /// A transfer carries nobody.
    NoTransport,
    /// The totals differ by more than anybody may be ahead.
    Unequal {
        /// By how many the totals differ.
        by: u64,
    },
    /// By turns somebody has to be ahead for a while.
    NobodyMayBeAhead,
}

impl fmt::Display for CannotBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTransport => f.write_str("a transfer that carries nobody moves nobody"),
            Self::Unequal { by } => write!(f, "the totals differ by {by}, so one side ends ahead by {by}"),
            Self::NobodyMayBeAhead => f.write_str("by turns one side is ahead after the first transfer, and nobody may be"),
        }
    }
}

impl std::error::Error for CannotBatch {}

/// Whether there are batches at all.
fn check(totals: [u64; 2], most: u64, ahead: u64, way: Way) -> Result<(), CannotBatch> {
    let by = totals[0].abs_diff(totals[1]);
    if totals != [0, 0] && most == 0 {
        return Err(CannotBatch::NoTransport);
    }
    if by > ahead {
        return Err(CannotBatch::Unequal { by });
    }
    if way == Way::InTurns && totals != [0, 0] && ahead == 0 {
        return Err(CannotBatch::NobodyMayBeAhead);
    }
    Ok(())
}

/// The fewest transfers by turns, of at most `most` people each, in which nobody is ever ahead by more than `ahead`.
///
/// # Errors
/// No sequence of transfers does that.
pub fn fewest_transfers(totals: [u64; 2], most: u64, ahead: u64) -> Result<u64, CannotBatch> {
    check(totals, most, ahead, Way::InTurns)?;
    if totals == [0, 0] {
        return Ok(0);
    }
    if ahead >= most {
        return Ok(totals[0].div_ceil(most) + totals[1].div_ceil(most));
    }
    let step = most.min(2 * ahead);
    let beginning = |first: u64, second: u64| {
        let (first, second) = (1 + first.saturating_sub(ahead).div_ceil(step), second.div_ceil(step));
        // Whoever begins has as many turns as the other, or one more.
        (2 * first.max(second)).min(2 * first.max(second + 1) - 1)
    };
    let begins = [(totals[0], totals[1]), (totals[1], totals[0])].into_iter().filter(|(first, _)| *first > 0);
    Ok(begins.map(|(first, second)| beginning(first, second)).min().unwrap_or(0))
}

/// Transfers by turns, as few as there can be. Where either side may begin, the first does.
///
/// # Errors
/// No sequence of transfers does that.
pub fn in_turns(totals: [u64; 2], most: u64, ahead: u64) -> Result<Vec<Batch>, CannotBatch> {
    let fewest = fewest_transfers(totals, most, ahead)?;
    let begun = [0, 1].map(|side| walk(totals, most, ahead, side));
    let found = begun.into_iter().find(|batches| batches.len() as u64 == fewest);
    Ok(found.unwrap_or_else(|| unreachable!("the walks equal the arithmetic for every small case, and repeat beyond them")))
}

/// Every transfer carries as many as fit.
fn walk(totals: [u64; 2], most: u64, ahead: u64, begins: usize) -> Vec<Batch> {
    let (mut given, mut batches) = ([0u64; 2], Vec::new());
    let mut turn = begins;
    while given != totals {
        if ahead >= most {
            turn = match given[0].cmp(&given[1]) {
                std::cmp::Ordering::Less => 0,
                std::cmp::Ordering::Equal => begins,
                std::cmp::Ordering::Greater => 1,
            };
        }
        if room(totals, given, most, ahead, turn) == 0 {
            turn = 1 - turn;
        }
        let goes = room(totals, given, most, ahead, turn);
        if goes == 0 {
            break;
        }
        given[turn] += goes;
        let goes = if turn == 0 { [goes, 0] } else { [0, goes] };
        batches.push(Batch { goes, ahead: difference(given) });
        turn = 1 - turn;
    }
    batches
}

/// How many fit into a transfer of `side`.
fn room(totals: [u64; 2], given: [u64; 2], most: u64, ahead: u64, side: usize) -> u64 {
    let band = (ahead + given[1 - side]).saturating_sub(given[side]);
    most.min(band).min(totals[side] - given[side])
}

fn difference(given: [u64; 2]) -> i64 {
    // Counts of people are far below the largest whole numbers.
    given[0] as i64 - given[1] as i64
}

/// Batches in which both sides give at once, at most `most` people each: as few as the larger total needs, the smaller
/// side's in proportion, so that the difference only ever grows towards that of the totals.
///
/// # Errors
/// The totals differ by more than `ahead`.
pub fn simultaneous(totals: [u64; 2], most: u64, ahead: u64) -> Result<Vec<Batch>, CannotBatch> {
    check(totals, most, ahead, Way::Simultaneous)?;
    let (larger, smaller) = if totals[0] >= totals[1] { (0, 1) } else { (1, 0) };
    let (mut given, mut batches) = ([0u64; 2], Vec::new());
    while given != totals {
        let before = given;
        given[larger] = (given[larger] + most).min(totals[larger]);
        let share = u128::from(given[larger]) * u128::from(totals[smaller]) / u128::from(totals[larger]);
        given[smaller] = share as u64;
        let goes = [given[0] - before[0], given[1] - before[1]];
        batches.push(Batch { goes, ahead: difference(given) });
    }
    Ok(batches)
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use proptest::prelude::*;

    use super::*;

    /// A breadth-first search over all pairs of counts.
    fn searched(totals: [u64; 2], most: u64, ahead: u64) -> Option<u64> {
        let mut found = std::collections::HashMap::from([([0, 0], 0u64)]);
        let mut open = VecDeque::from([[0u64, 0]]);
        while let Some(given) = open.pop_front() {
            let steps = found[&given];
            if given == totals {
                return Some(steps);
            }
            for (side, goes) in [0, 1].into_iter().flat_map(|side| (1..=most).map(move |goes| (side, goes))) {
                let mut next = given;
                next[side] += goes;
                if next[side] <= totals[side] && next[0].abs_diff(next[1]) <= ahead && !found.contains_key(&next) {
                    found.insert(next, steps + 1);
                    open.push_back(next);
                }
            }
        }
        None
    }

    fn check_batches(batches: &[Batch], totals: [u64; 2], most: u64, ahead: u64) {
        let mut given = [0, 0];
        for batch in batches {
            given = [given[0] + batch.goes[0], given[1] + batch.goes[1]];
            assert!(batch.goes.iter().all(|goes| *goes <= most) && batch.goes != [0, 0]);
            assert_eq!(batch.ahead, given[0] as i64 - given[1] as i64);
            assert!(batch.ahead.unsigned_abs() <= ahead);
        }
        assert_eq!(given, totals);
    }

    #[test]
    fn arithmetic_and_walk_equal_the_search_for_every_small_case() {
        for (most, ahead) in (1..=6).flat_map(|most| (0..=7).map(move |ahead| (most, ahead))) {
            for totals in (0..=11).flat_map(|first| (0..=11).map(move |second| [first, second])) {
                let fewest = fewest_transfers(totals, most, ahead).ok();
                assert_eq!(fewest, searched(totals, most, ahead), "{totals:?} by {most}, ahead {ahead}");
                if let Ok(batches) = in_turns(totals, most, ahead) {
                    assert_eq!(Some(batches.len() as u64), fewest);
                    check_batches(&batches, totals, most, ahead);
                }
            }
        }
    }

    #[test]
    fn the_worked_examples() {
        let goes = |batches: Vec<Batch>| batches.iter().map(|batch| batch.goes).collect::<Vec<_>>();
        assert_eq!(goes(in_turns([6, 6], 4, 2).unwrap()), [[2, 0], [0, 4], [4, 0], [0, 2]]);
        assert_eq!(fewest_transfers([6, 6], 4, 1), Ok(7));
        assert_eq!(fewest_transfers([6, 6], 4, 0), Err(CannotBatch::NobodyMayBeAhead));
        assert_eq!(fewest_transfers([12, 12], 5, 3), Ok(6));
        assert_eq!(goes(simultaneous([1000, 1000], 390, 0).unwrap()), [[390, 390], [390, 390], [220, 220]]);
        assert_eq!(simultaneous([31, 15], 10, 15), Err(CannotBatch::Unequal { by: 16 }));
    }

    #[test]
    fn ten_thousand_each_are_no_search() {
        let batches = in_turns([10_000, 10_000], 50, 30).unwrap();
        check_batches(&batches, [10_000, 10_000], 50, 30);
        assert_eq!(batches.len(), 401);
    }

    proptest! {
        #[test]
        fn larger_cases_equal_the_search(first in 0u64..60, second in 0u64..60, most in 1u64..25, ahead in 0u64..25) {
            let totals = [first, second];
            let fewest = fewest_transfers(totals, most, ahead).ok();
            prop_assert_eq!(fewest, searched(totals, most, ahead));
            if fewest.is_some() {
                check_batches(&in_turns(totals, most, ahead).unwrap(), totals, most, ahead);
            }
        }

        #[test]
        fn both_at_once_take_as_few_batches_as_the_larger_side(first in 0u64..500, second in 0u64..500, most in 1u64..60) {
            let by = first.abs_diff(second);
            let batches = simultaneous([first, second], most, by).unwrap();
            prop_assert_eq!(batches.len() as u64, first.max(second).div_ceil(most));
            check_batches(&batches, [first, second], most, by);
        }
    }
}
