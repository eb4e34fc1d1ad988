//! The bid that stands for a reservation: GeniusWeb has a bid where others have a number.

use zopa_model::{Exact, ExactFactor, OptionIndex, Threshold, Units, Utility};

/// Partial bids that are looked at.
const MOST_STEPS: usize = 1 << 20;

/// A bid for a reservation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bid {
    /// One that is worth just as much.
    Equal(Vec<OptionIndex>),
    /// None is; this one is worth the least of all that are acceptable, so that the same bids are.
    Next(Vec<OptionIndex>),
    /// No bid is acceptable.
    None,
    /// None was found within the limit.
    NotFound,
}

/// Looks for the bid that is worth `reservation`, or else the least above it, where options contribute as `tables` say.
pub(super) fn bid(tables: &[Vec<Exact>], reservation: &Exact) -> Bid {
    let sizes: Vec<usize> = tables.iter().map(Vec::len).collect();
    let factors = tables.iter().enumerate().map(|(issue, values)| ExactFactor { issues: vec![issue], values: values.clone() });
    let limit = Threshold::At(reservation.clone());
    let utility = Utility::from_exact(&sizes, factors.collect(), None, limit, None, Vec::new()).filter(|utility| utility.exact);
    let Some(Utility { reservation: Threshold::At(target), factors, .. }) = utility else { return Bid::NotFound };
    let tables: Vec<&[Units]> = factors.iter().map(zopa_model::Factor::units).collect();
    let mut search = Search { bounds: bounds(&tables), tables, target, steps: 0, best: None };
    search.extend(&mut Vec::new(), 0);
    match search.best {
        _ if search.steps >= MOST_STEPS => {
            search.best.filter(|(worth, _)| *worth == target).map_or(Bid::NotFound, |(_, bid)| Bid::Equal(bid))
        }
        Some((worth, bid)) if worth == target => Bid::Equal(bid),
        Some((_, bid)) => Bid::Next(bid),
        None => Bid::None,
    }
}

/// For each issue, the least and the most that it and all behind it contribute together; zeros behind the last.
fn bounds(tables: &[&[Units]]) -> Vec<(Units, Units)> {
    let mut bounds = vec![(0, 0)];
    for table in tables.iter().rev() {
        let (least, most) = bounds[bounds.len() - 1];
        let (low, high) = (table.iter().min().copied().unwrap_or(0), table.iter().max().copied().unwrap_or(0));
        bounds.push((least + low, most + high));
    }
    bounds.reverse();
    bounds
}

struct Search<'t> {
    tables: Vec<&'t [Units]>,
    bounds: Vec<(Units, Units)>,
    target: Units,
    steps: usize,
    best: Option<(Units, Vec<OptionIndex>)>,
}

impl Search<'_> {
    /// Goes through all bids that begin with `begun`, worth `worth`, but those that cannot be the one looked for. It goes
    /// as deep as there are issues, each of which a step is counted for.
    fn extend(&mut self, begun: &mut Vec<OptionIndex>, worth: Units) {
        self.steps += 1;
        let (least, most) = self.bounds[begun.len()];
        let is_worse = self.best.as_ref().is_some_and(|(best, _)| worth + least >= *best);
        if worth + most < self.target || is_worse || self.steps >= MOST_STEPS {
            return;
        }
        if begun.len() == self.tables.len() {
            self.best = Some((worth, begun.clone()));
            return;
        }
        let table = self.tables[begun.len()];
        for (option, units) in table.iter().enumerate() {
            begun.push(option as OptionIndex);
            self.extend(begun, worth + units);
            begun.pop();
            if self.best.as_ref().is_some_and(|(best, _)| *best == self.target) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(reservation: &str) -> Bid {
        let table = |values: &[&str]| values.iter().map(|value| value.parse().unwrap()).collect::<Vec<Exact>>();
        bid(&[table(&["0.1", "0.5"]), table(&["0.2", "0.3", "0"])], &reservation.parse().unwrap())
    }

    #[test]
    fn the_bid_is_worth_as_much_or_the_least_above() {
        assert_eq!(search("0.4"), Bid::Equal(vec![0, 1]));
        assert_eq!(search("0.45"), Bid::Next(vec![1, 2]));
        assert_eq!(search("0.9"), Bid::None);
    }
}
