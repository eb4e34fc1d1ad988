//! Weights and values for a table of contributions: GeniusWeb wants weights that sum to 1 and values between 0 and 1.
//!
//! The products count first: they stay exactly what they are. Among weights that leave decimals of values that end, those
//! that sum to 1 are looked for within a limit; where there are none, or none are found, the weights are as they come.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};
use zopa_model::Exact;

use super::super::additive::{shares, weighted};
use super::super::decimal::Decimal;

/// Weights that are tried for one issue.
const MOST_CANDIDATES: usize = 24;
/// Beginnings of a choice of weights that are tried.
const MOST_STEPS: usize = 1 << 12;
/// The powers of five that weights are made of, up and down.
const POWERS: i32 = 8;

/// A weight, and a value for each option.
type Part = (Exact, Vec<Exact>);

/// Weights and values whose products are `tables`.
pub(super) fn weights(tables: &[Vec<Exact>]) -> Vec<Part> {
    let greatest: Vec<Exact> = tables.iter().map(|table| table.iter().max().cloned().unwrap_or_else(Exact::zero)).collect();
    let left = greatest.iter().fold(Exact::one(), |left, weight| &left - weight);
    let can_be_shares = !left.is_negative() && tables.iter().flatten().all(|value| !value.is_negative());
    let found = can_be_shares.then(|| Search::new(tables, &greatest, &left).find(left)).flatten();
    found.unwrap_or_else(|| tables.iter().map(|table| weighted(table)).collect())
}

/// Looks for one weight for each issue, none below what its best option contributes, that sum to 1.
struct Search<'t> {
    tables: &'t [Vec<Exact>],
    greatest: &'t [Exact],
    /// What each issue may weigh, the shortest numbers first.
    candidates: Vec<Vec<Exact>>,
    chosen: Vec<Part>,
    steps: usize,
}

impl<'t> Search<'t> {
    fn new(tables: &'t [Vec<Exact>], greatest: &'t [Exact], left: &Exact) -> Self {
        let candidates = tables.iter().zip(greatest).map(|(table, least)| candidates(table, least, &(least + left))).collect();
        Self { tables, greatest, candidates, chosen: Vec::new(), steps: 0 }
    }

    /// Distributes what is `left` of 1 over the issues beginning with the first that has no weight yet. It goes as deep as
    /// there are issues, each of which a step is counted for.
    fn find(&mut self, left: Exact) -> Option<Vec<Part>> {
        let at = self.chosen.len();
        self.steps += 1;
        if at == self.tables.len() {
            return left.is_zero().then(|| self.chosen.clone());
        }
        let is_last = at + 1 == self.tables.len();
        let most = &self.greatest[at] + &left;
        let tried = if is_last { vec![most.clone()] } else { self.candidates[at].clone() };
        for weight in tried.into_iter().filter(|weight| *weight <= most) {
            if self.steps >= MOST_STEPS {
                return None;
            }
            let Some(values) = values(&self.tables[at], &weight) else { continue };
            let rest = &most - &weight;
            self.chosen.push((weight, values));
            if let Some(found) = self.find(rest) {
                return Some(found);
            }
            self.chosen.pop();
        }
        None
    }
}

/// The values of a table under `weight`; `None` where their decimals do not end.
fn values(table: &[Exact], weight: &Exact) -> Option<Vec<Exact>> {
    if table.iter().all(Exact::is_zero) { Some(table.to_vec()) } else { shares(table, weight) }
}

/// Weights from `least` to `most` under which the values of `table` are decimals that end: the two ends if they are, and
/// numbers of twos and fives times what all contributions have as a divisor.
fn candidates(table: &[Exact], least: &Exact, most: &Exact) -> Vec<Exact> {
    let mut found = vec![least.clone(), most.clone()];
    if least < most {
        for divisor in [common_divisor(table), Exact::one()] {
            for power in -POWERS..=POWERS {
                let mut weight = &divisor * &to_the(5, power);
                // The first number at least as large as `least`, by halves and doubles.
                while weight >= *least && !weight.is_zero() && weight > to_the(2, -64) {
                    weight = &weight * &to_the(2, -1);
                }
                while weight < *least && !weight.is_zero() {
                    weight = &weight * &to_the(2, 1);
                }
                while weight <= *most && !weight.is_zero() {
                    found.push(weight.clone());
                    weight = &weight * &to_the(2, 1);
                }
            }
        }
    }
    // There are thousands where a table is all zeros, and each length costs a division.
    found[2..].sort_by_cached_key(|weight| Decimal::of(weight).text.len());
    let mut seen = std::collections::HashSet::new();
    let fits = |weight: &Exact| seen.insert(weight.clone()) && values(table, weight).is_some();
    found.into_iter().filter(fits).take(MOST_CANDIDATES).collect()
}

/// The greatest odd number without fives that divides all contributions; 1 where there is no common one.
fn common_divisor(table: &[Exact]) -> Exact {
    let numerators = table.iter().map(|value| value.rational().numer());
    let mut divisor = numerators.fold(BigInt::zero(), |all, numerator| all.gcd(numerator));
    for prime in [2, 5].map(BigInt::from) {
        while !divisor.is_zero() && (&divisor % &prime).is_zero() {
            divisor /= &prime;
        }
    }
    if divisor.is_zero() { Exact::from_integer(BigInt::one()) } else { Exact::from_integer(divisor) }
}

/// `base` to a small power.
fn to_the(base: u32, power: i32) -> Exact {
    let whole = BigInt::from(base).pow(power.unsigned_abs());
    if power < 0 { Exact::ratio(1, whole).expect("a power is not zero") } else { Exact::from_integer(whole) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn told(tables: &[&[&str]]) -> Vec<String> {
        let tables: Vec<Vec<Exact>> = tables.iter().map(|table| table.iter().map(|value| exact(value)).collect()).collect();
        let told =
            |(weight, values): Part| format!("{weight} x {}", values.iter().map(Exact::to_string).collect::<Vec<_>>().join(" "));
        weights(&tables).into_iter().map(told).collect()
    }

    #[test]
    fn weights_sum_to_one_where_they_can() {
        assert_eq!(told(&[&["0.3", "0.6"], &["0.4", "0"]]), ["0.6 x 0.5 1", "0.4 x 1 0"]);
        // Seven eighths are decimals that end, but what 0.152 leaves over must weigh something too.
        assert_eq!(told(&[&["0.152", "0.133"], &["0.81", "0.405"]]), ["0.19 x 0.8 0.7", "0.81 x 1 0.5"]);
        assert_eq!(told(&[&["0.1", "0.6"], &["0", "0"]]), ["1 x 0.1 0.6", "0 x 0 0"]);
    }

    #[test]
    fn many_issues_that_are_worth_nothing_take_no_search() {
        let nothing = vec![Exact::zero(); 2];
        let told = weights(&vec![nothing; 60]);
        assert_eq!(told.iter().fold(Exact::zero(), |sum, (weight, _)| &sum + weight), Exact::one());
    }

    #[test]
    fn products_count_where_weights_cannot_sum_to_one() {
        assert_eq!(told(&[&["0.5", "2"], &["1", "3"]]), ["2 x 0.25 1", "1 x 1 3"]);
        assert_eq!(told(&[&["-0.5", "0.5"]]), ["0.5 x -1 1"]);
    }

    proptest! {
        #[test]
        fn the_products_are_the_tables(tables in prop::collection::vec(prop::collection::vec(-20i64..400, 1..4), 1..5)) {
            let tables: Vec<Vec<Exact>> =
                tables.iter().map(|table| table.iter().map(|value| Exact::ratio(*value, 1000).unwrap()).collect()).collect();
            for ((weight, values), table) in weights(&tables).iter().zip(&tables) {
                let products: Vec<Exact> = values.iter().map(|value| value * weight).collect();
                prop_assert_eq!(&products, table);
                prop_assert!(values.iter().all(|value| Decimal::of(value).is_exact));
            }
        }
    }
}
