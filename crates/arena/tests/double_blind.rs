//! Double-blind bids: the rule, what leaks, and the equilibrium of Chatterjee & Samuelson 1983.

mod common;

use common::{offer, scripted, set_protocol, single};
use zopa_arena::protocol::double_blind::price;
use zopa_arena::{Answer, Audience, Ending, Session, Speaker};
use zopa_model::Exact;

fn talks(given: &[(&str, &str)], seed: u64, bids: &[u32], asks: &[u32]) -> Session {
    let script = |amounts: &[u32]| amounts.iter().map(|&amount| Answer::Amount(amount)).collect();
    scripted(&mut *set_protocol(&single(), "double-blind", given, 10, seed).unwrap(), vec![script(bids), script(asks)])
}

fn agreed(session: &Session) -> Option<u32> {
    session.ending.agreement().map(|offer| offer.option(0))
}

#[test]
fn they_meet_between_bid_and_ask_or_not_at_all() {
    assert_eq!(talks(&[], 0, &[8], &[4]).ending, Ending::Agreement(offer(&[6])));
    assert_eq!(agreed(&talks(&[("k", "0.25")], 0, &[8], &[4])), Some(5));
    assert_eq!(agreed(&talks(&[("buyer", "2")], 0, &[4], &[8])), Some(6));
    let apart = talks(&[], 0, &[4, 4, 4], &[8, 8, 8]);
    assert_eq!((apart.ending, apart.rounds), (Ending::Deadline, 3));
    assert_eq!(agreed(&talks(&[], 0, &[4, 5], &[8, 5])), Some(5));
}

#[test]
fn a_gap_of_a_few_per_cent_closes_at_the_midpoint() {
    assert_eq!(agreed(&talks(&[("within", "20")], 0, &[8], &[10])), Some(9));
    assert_eq!(agreed(&talks(&[("within", "19"), ("rounds", "1")], 0, &[8], &[10])), None);
}

#[test]
fn between_two_options_the_lot_decides_evenly() {
    let prices: Vec<u32> = (0..400).filter_map(|seed| agreed(&talks(&[], seed, &[5], &[4]))).collect();
    let upper = prices.iter().filter(|&&price| price == 5).count();
    assert!(prices.len() == 400 && prices.iter().all(|price| [4, 5].contains(price)) && (160..240).contains(&upper), "{upper}");
}

#[test]
fn nothing_about_the_gap_is_said() {
    let session = talks(&[], 0, &[4, 4, 4], &[8, 8, 8]);
    assert!(session.messages.iter().all(|m| m.to == Audience::Table && matches!(m.from, Speaker::Seat(_))));
}

fn ratio(above: i64, below: i64) -> Exact {
    Exact::ratio(above, below).unwrap()
}

/// The gains of trade at values on the midpoints of a grid of `cells` by `cells`, when both bid as in the linear equilibrium.
#[test]
fn linear_bids_trade_from_a_quarter_on_and_gain_nine_sixty_fourths() {
    const CELLS: i64 = 96;
    let (half, none) = (ratio(1, 2), Exact::zero());
    let mut gains = Exact::zero();
    for v in (0..CELLS).map(|cell| ratio(2 * cell + 1, 2 * CELLS)) {
        for c in (0..CELLS).map(|cell| ratio(2 * cell + 1, 2 * CELLS)) {
            let bid = &(&v * &ratio(2, 3)) + &ratio(1, 12);
            let ask = &(&c * &ratio(2, 3)) + &ratio(1, 4);
            let deal = price(&bid, &ask, &half, &none);
            assert_eq!(deal.is_some(), v >= &c + &ratio(1, 4));
            if deal.is_some() {
                gains = &gains + &(&v - &c);
            }
        }
    }
    let mean = gains.to_f64() / (CELLS * CELLS) as f64;
    // Half a cell along the border of trade, whose length is 3/4 and where a trade gains 1/4.
    assert!((mean - 9.0 / 64.0).abs() < 0.75 * 0.25 / CELLS as f64, "{mean}");
}

/// No other bid on a fine grid gains the buyer more against the seller's linear ask.
#[test]
fn the_linear_bid_is_a_best_answer() {
    const CELLS: i64 = 120;
    for value in [5, 7, 9] {
        let v = ratio(value, 10);
        let profit = |bid: &Exact| -> f64 {
            let asks = (0..CELLS).map(|cell| &(&ratio(2 * cell + 1, 2 * CELLS) * &ratio(2, 3)) + &ratio(1, 4));
            let gain = |ask: Exact| price(bid, &ask, &ratio(1, 2), &Exact::zero()).map_or(0.0, |price| (&v - &price).to_f64());
            asks.map(gain).sum::<f64>() / CELLS as f64
        };
        let linear = profit(&(&(&v * &ratio(2, 3)) + &ratio(1, 12)));
        let best = (0..=50).map(|step| profit(&ratio(step, 50))).fold(0.0, f64::max);
        assert!(best <= linear + 0.75 / CELLS as f64, "{best} against {linear}");
    }
}
