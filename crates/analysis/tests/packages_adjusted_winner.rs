//! Adjusted Winner against the published example and against its own promises.

use proptest::prelude::*;
use zopa_analysis::packages::adjusted_winner::{Division, Item, NoDivision, adjusted_winner};
use zopa_model::Exact;

fn item(first: i64, second: i64) -> Item {
    Item { points: [first, second].map(Exact::from_integer), is_divisible: true }
}

fn show(numbers: &[Exact]) -> Vec<String> {
    numbers.iter().map(Exact::to_fraction).collect()
}

/// Israel and Egypt at Camp David, 1978, with the points usually quoted from Brams & Togman 1996 and Brams & Taylor
/// 1996 (not checked against the originals): Sinai, recognition, West Bank and Gaza, linkage, Palestinian rights,
/// Jerusalem. Each ends with 395/6 points; a sixth of Sinai stays with the first.
#[test]
fn camp_david() {
    let items = [item(35, 55), item(10, 5), item(20, 10), item(10, 5), item(5, 20), item(20, 5)];
    let found = adjusted_winner(&items).unwrap();
    assert_eq!(show(&found.shares_of_first), ["1/6", "1/1", "1/1", "1/1", "0/1", "1/1"]);
    assert_eq!(show(&found.points), ["395/6", "395/6"]);
    assert_eq!(found.divided, Some(0));
}

#[test]
fn an_indivisible_item_is_an_error_with_two_ways_out() {
    let mut items = vec![item(60, 70), item(40, 30)];
    items[0].is_divisible = false;
    let Err(NoDivision::Indivisible { item, if_sold, whole }) = adjusted_winner(&items) else { panic!("cannot be divided") };
    assert_eq!((item, if_sold.divided), (0, Some(0)));
    assert_eq!(show(&whole.unwrap().points), ["40/1", "70/1"]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert_eq!(adjusted_winner(&[item(3, -1)]), Err(NoDivision::Negative { item: 0 }));
    assert!(matches!(adjusted_winner(&[item(3, 1)]), Err(NoDivision::DifferentTotals { .. })));
    assert_eq!(show(&adjusted_winner(&[]).unwrap().points), ["0/1", "0/1"]);
}

#[test]
fn ties_go_to_whoever_is_behind() {
    let found = adjusted_winner(&[item(10, 10), item(50, 40), item(40, 50)]).unwrap();
    // 50 each before the tie; it goes to the first, who then gives a part of it back.
    assert_eq!(show(&found.shares_of_first), ["1/2", "1/1", "0/1"]);
}

proptest! {
    /// Equal, at most one item divided, and no whole assignment or mixture on a grid is better for both.
    #[test]
    fn keeps_its_promises(raw in prop::collection::vec((0i64..20, 0i64..20), 1..4)) {
        // The last item makes the totals equal.
        let (first, second) = raw.iter().fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
        let mut items: Vec<Item> = raw.iter().map(|(a, b)| item(*a, *b)).collect();
        items.push(item((second - first).max(0), (first - second).max(0)));
        let Division { shares_of_first, points, divided } = adjusted_winner(&items).unwrap();
        prop_assert_eq!(&points[0], &points[1]);
        let parts = shares_of_first.iter().filter(|share| **share != Exact::zero() && **share != Exact::one()).count();
        prop_assert_eq!(parts, usize::from(divided.is_some()));
        // Envy-free: with equal totals of points, half of one's own points at least.
        let total = items.iter().fold(Exact::zero(), |sum, item| &sum + &item.points[0]);
        prop_assert!(&points[0] + &points[0] >= total);
        // Efficient: on a grid of thirds nothing is better for both.
        let grid = 4usize.pow(items.len() as u32);
        for number in 0..grid {
            let mut rest = number;
            let mut sums = [Exact::zero(), Exact::zero()];
            for item in &items {
                let third = (rest % 4) as i64;
                rest /= 4;
                sums[0] = &sums[0] + &(&item.points[0] * &Exact::ratio(third, 3).unwrap());
                sums[1] = &sums[1] + &(&item.points[1] * &Exact::ratio(3 - third, 3).unwrap());
            }
            prop_assert!(!(sums[0] > points[0] && sums[1] > points[1]));
        }
    }

    /// The best whole assignment against listing all of them.
    #[test]
    fn the_best_whole_assignment_is_that_of_a_listing(raw in prop::collection::vec((0i64..20, 0i64..20), 1..6)) {
        let (first, second) = raw.iter().fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
        let whole = |a, b| Item { is_divisible: false, ..item(a, b) };
        let mut items: Vec<Item> = raw.iter().map(|(a, b)| whole(*a, *b)).collect();
        items.push(whole((second - first).max(0), (first - second).max(0)));
        if let Err(NoDivision::Indivisible { whole, .. }) = adjusted_winner(&items) {
            let best = (0..1usize << items.len()).map(|given| {
                let mut sums = [Exact::zero(), Exact::zero()];
                for (index, item) in items.iter().enumerate() {
                    let party = given >> index & 1;
                    sums[party] = &sums[party] + &item.points[party];
                }
                sums.sort();
                sums
            }).max().unwrap();
            let mut got = whole.unwrap().points.clone();
            got.sort();
            prop_assert_eq!(got, best);
        }
    }
}
