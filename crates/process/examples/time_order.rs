//! How long the search for an order takes: `cargo run --release -p zopa-process --example time_order`.

use std::time::Instant;

use zopa_model::Exact;
use zopa_process::order::{Piece, Terms, Tested, search};

fn main() {
    let number = |numerator: i64, denominator: i64| Exact::ratio(numerator, denominator).unwrap_or_else(Exact::zero);
    for (steps, discount) in [(12, (19, 20)), (16, (19, 20)), (16, (1, 1)), (20, (1, 1)), (20, (19, 20))] {
        let piece = |at: usize| {
            let mut benefits = vec![Exact::zero(); 2];
            benefits[1 - at % 2] = number(10 + (at as i64 * 7) % 13, 7);
            let cost = number(3 + (at as i64 * 5) % 11, 7);
            Piece {
                step: at,
                part: (0, 1),
                actor: at % 2,
                cost,
                benefits,
                reversible: at.is_multiple_of(3),
                divisible: false,
                after: vec![],
                days: 0,
                by: None,
            }
        };
        let discount = number(discount.0, discount.1);
        let terms = Terms {
            pieces: (0..steps).map(piece).collect(),
            complete: vec![number(2, 1); 2],
            penalty: vec![number(1, 2); 2],
            discount,
        };
        let start = Instant::now();
        let answer = search(&terms, Tested::Everybody, false);
        println!(
            "{steps} steps, discount {}: {:?}, exact {}, holds {:?}",
            terms.discount,
            start.elapsed(),
            answer.exact,
            answer.order().map(|order| order.1)
        );
    }
}
