//! What would make an order hold that does not: a penalty, a prize at the end, patience, smaller steps.

use zopa_model::Exact;

use super::{Order, OrderAnswer, Terms, Tested, Verdict, search, walk};

/// Parts that a step is split into at most.
const MOST_PARTS: u32 = 8;
/// Steps that are searched after a split.
const MOST_STEPS: usize = 16;
/// Discounts tried, between that of the plan and one.
const DISCOUNTS: u32 = 1_000;

/// The smallest changes, each alone, with which one order holds. `None` where none of its kind does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mends {
    /// A further penalty for whoever stops, the same for all.
    pub penalty: Option<Exact>,
    /// A further worth of completion, the same for all.
    pub complete: Option<Exact>,
    /// The lowest discount, in steps of a thousandth of what is left up to one.
    pub discount: Option<Exact>,
}

/// A split that makes an order hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Into how many equal parts every divisible step is split.
    pub parts: u32,
    /// The plan in parts.
    pub terms: Terms,
    /// The order of the parts, as positions among its pieces.
    pub order: Order,
}

/// What would make `order` hold.
pub fn mends(terms: &Terms, order: &Order, tested: Tested) -> Mends {
    let walked = walk(terms, &order.0, tested);
    let mut penalty = Exact::zero();
    let mut complete = Exact::zero();
    let mut discounted = Exact::one();
    // From the last move backwards, so that the discount on what completion adds is at hand.
    for (before, pieces) in order.0.iter().enumerate().rev() {
        discounted = &discounted * &terms.discount;
        let moment = &walked.moments[before];
        for party in 0..terms.parties() {
            let moves = pieces.iter().any(|&piece| terms.pieces[piece].actor == party);
            if before > 0 && tested == Tested::Movers && !moves {
                continue;
            }
            let gain = &moment.stopping[party] - &moment.going_on[party];
            if before > 0 && gain > penalty {
                penalty = gain.clone();
            }
            let needed = Exact::from(gain.rational() / discounted.rational());
            if needed > complete {
                complete = needed;
            }
        }
    }
    // No penalty is due before the start.
    let starts = walked.moments[0].going_on.iter().all(|worth| !worth.is_negative());
    Mends { penalty: starts.then_some(penalty), complete: Some(complete), discount: patience(terms, order, tested) }
}

fn patience(terms: &Terms, order: &Order, tested: Tested) -> Option<Exact> {
    let rest = &Exact::one() - &terms.discount;
    let at = |step: u32| {
        let share = Exact::ratio(step, DISCOUNTS).unwrap_or_else(Exact::zero);
        &terms.discount + &(&rest * &share)
    };
    let holds = |discount: &Exact| {
        let terms = Terms { discount: discount.clone(), ..terms.clone() };
        walk(&terms, &order.0, tested).failure.is_none()
    };
    let tried = if rest.is_zero() { 0 } else { DISCOUNTS };
    (0..=tried).map(at).find(holds)
}

/// The fewest equal parts of every divisible step with which some order holds. `None` where up to eight do not help,
/// where nothing can be split, or where the parts are more than can be searched exactly.
pub fn split(terms: &Terms, tested: Tested, together: bool) -> Option<Split> {
    (2..=MOST_PARTS).find_map(|parts| {
        let divided = terms.divided(parts);
        if divided.pieces.len() == terms.pieces.len() || divided.pieces.len() > MOST_STEPS {
            return None;
        }
        match search(&divided, tested, together) {
            OrderAnswer { verdict: Verdict::Holds(order), .. } => Some(Split { parts, terms: divided, order }),
            _ => None,
        }
    })
}
