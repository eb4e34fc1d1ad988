//! Whose yes makes an agreement: everybody's, a majority's, a quota of weights, with vetoes.

use crate::Seat;
use crate::strategy::{Arguments, BadArgument, Parameter};

/// Whose yes makes an agreement: the weights of those who say yes reach the quota, and everybody with a veto is among them.
///
/// An agreement binds everybody at the table, those who said no and those who left included, as the decision of a body binds
/// its members: every party gets what the outcome is worth to it. Without one, every party gets its own reservation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    weights: Vec<u32>,
    quota: u64,
    vetoes: Vec<Seat>,
}

impl Rule {
    /// Everybody has to say yes, so nothing can be agreed once a party is gone.
    pub fn unanimity(seats: usize) -> Self {
        Self { weights: vec![1; seats], quota: seats as u64, vetoes: vec![] }
    }

    /// More than half of the seats have to say yes.
    pub fn majority(seats: usize) -> Self {
        Self { weights: vec![1; seats], quota: seats as u64 / 2 + 1, vetoes: vec![] }
    }

    /// Weights that add up to at least `quota` have to say yes, and every seat of `vetoes` as well.
    ///
    /// # Errors
    /// A quota of nothing, which would be met without a yes, one that all together miss, and vetoes of seats that are not there.
    pub fn new(weights: Vec<u32>, quota: u64, vetoes: Vec<Seat>) -> Result<Self, BadArgument> {
        let total: u64 = weights.iter().copied().map(u64::from).sum();
        if quota == 0 || quota > total {
            return Err(BadArgument {
                problem: format!("a quota of {quota} where all votes together are {total}"),
                way_out: format!("choose a quota from 1 to {total}"),
            });
        }
        match vetoes.iter().find(|seat| seat.0 >= weights.len()) {
            Some(seat) => Err(BadArgument {
                problem: format!("{seat} has a veto and no place at the table"),
                way_out: format!("there are {} seats", weights.len()),
            }),
            None => Ok(Self { weights, quota, vetoes }),
        }
    }

    /// The rule that a user sets with [`PARAMETERS`].
    pub(super) fn read(seats: usize, arguments: &Arguments) -> Result<Self, BadArgument> {
        let weights = (0..seats).map(|seat| WEIGHTS.get(seat).map_or(1, |name| arguments.get(name) as u32)).collect::<Vec<_>>();
        if let Some(name) =
            arguments.given().iter().map(|(name, _)| *name).find(|name| WEIGHTS.iter().skip(seats).any(|w| w == name))
        {
            let way_out = format!("there are {seats} seats");
            return Err(BadArgument { problem: format!("`{name}` is the weight of a seat that is not there"), way_out });
        }
        let total: u64 = weights.iter().copied().map(u64::from).sum();
        let quota = match arguments.get("count") as u64 {
            0 => at_least(arguments.get("share"), total),
            count => count,
        };
        let veto = (arguments.get("veto") as usize).checked_sub(1).map(Seat);
        Self::new(weights, quota, veto.into_iter().collect())
    }

    /// Whether those that `says_yes` marks, one for each seat, are enough.
    pub(super) fn is_met(&self, says_yes: &[bool]) -> bool {
        let weighed = self.weights.iter().zip(says_yes).filter(|(_, is_yes)| **is_yes);
        let sum: u64 = weighed.map(|(&weight, _)| u64::from(weight)).sum();
        sum >= self.quota && self.vetoes.iter().all(|seat| says_yes[seat.0])
    }
}

/// The smallest whole number of votes that is at least `share` of `total`, with the rounding of doubles forgiven: two thirds
/// typed as 0.6667 of three votes are two.
fn at_least(share: f64, total: u64) -> u64 {
    const TYPED: f64 = 1e-3;
    libm::ceil(share * total as f64 - TYPED).max(1.0) as u64
}

const WEIGHTS: &[&str] = &["weight1", "weight2", "weight3", "weight4", "weight5", "weight6", "weight7", "weight8"];

const fn weight(name: &'static str) -> Parameter {
    Parameter {
        name,
        default: 1.0,
        least: 0.0,
        most: 1e6,
        meaning: "votes of this seat, rounded down; seats beyond the eighth have one",
    }
}

/// What a user can set of a rule. More vetoes than one are written as weights: five seats of weight 7, ten of weight 1 and
/// `count=39` are the Security Council.
pub(super) const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "share",
        default: 2.0 / 3.0,
        least: 0.0,
        most: 1.0,
        meaning: "least share of all votes that makes an agreement, where `count` is 0",
    },
    Parameter { name: "count", default: 0.0, least: 0.0, most: 1e9, meaning: "least number of votes, or 0 to go by `share`" },
    Parameter {
        name: "veto",
        default: 0.0,
        least: 0.0,
        most: 1e6,
        meaning: "seat without whose yes nothing is agreed, from 1; 0: none",
    },
    weight("weight1"),
    weight("weight2"),
    weight("weight3"),
    weight("weight4"),
    weight("weight5"),
    weight("weight6"),
    weight("weight7"),
    weight("weight8"),
];

/// Who is still at the table, and whether the rest can still agree.
#[derive(Clone, Debug)]
pub(super) struct Table {
    rule: Rule,
    /// For each seat, whether its party is there.
    pub(super) seated: Vec<bool>,
}

impl Table {
    pub(super) fn new(rule: Rule) -> Self {
        Self { seated: vec![true; rule.weights.len()], rule }
    }

    /// Whether the yes of these is an agreement.
    pub(super) fn is_agreed(&self, says_yes: &[bool]) -> bool {
        self.rule.is_met(says_yes)
    }

    /// `seat` leaves its place. Says whether those who are left can still come to an agreement.
    pub(super) fn depart(&mut self, seat: Seat) -> bool {
        self.seated[seat.0] = false;
        self.rule.is_met(&self.seated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(seats: usize, given: &[(&str, &str)]) -> Result<Rule, BadArgument> {
        Rule::read(seats, &Arguments::read(PARAMETERS, given.iter().copied())?)
    }

    #[test]
    fn a_quota_is_a_share_or_a_count_of_weights() {
        assert_eq!(read(3, &[]).unwrap(), Rule::new(vec![1; 3], 2, vec![]).unwrap());
        assert_eq!(read(4, &[("share", "0.5")]).unwrap().quota, 2);
        assert_eq!(read(4, &[("share", "0")]).unwrap().quota, 1);
        let weighed = read(3, &[("count", "4"), ("weight1", "3"), ("veto", "2")]).unwrap();
        assert_eq!(weighed, Rule::new(vec![3, 1, 1], 4, vec![Seat(1)]).unwrap());
        assert!(weighed.is_met(&[true, true, false]));
        assert!(!weighed.is_met(&[true, false, true]));
        assert!(!weighed.is_met(&[false, true, true]));
    }

    #[test]
    fn the_security_council_is_a_sum_of_weights() {
        let council = Rule::new([vec![7; 5], vec![1; 10]].concat(), 39, vec![]).unwrap();
        let yes = |permanent: usize, elected: usize| {
            council.is_met(&(0..15).map(|seat| if seat < 5 { seat < permanent } else { seat < 5 + elected }).collect::<Vec<_>>())
        };
        assert_eq!([yes(5, 4), yes(5, 3), yes(4, 10)], [true, false, false]);
    }

    #[test]
    fn rules_that_make_no_sense_are_refused_with_a_way_out() {
        for given in [&[("count", "5")][..], &[("veto", "4")], &[("weight4", "2")]] {
            let refused = read(3, given).unwrap_err();
            assert!(!refused.way_out.is_empty(), "{refused}");
        }
    }

    #[test]
    fn the_rest_go_on_only_where_they_can_still_agree() {
        let mut table = Table::new(Rule::majority(3));
        assert!(table.depart(Seat(0)));
        assert!(!table.depart(Seat(2)));
        assert!(!Table::new(Rule::unanimity(3)).depart(Seat(1)));
    }
}
