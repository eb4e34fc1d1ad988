//! Monotonic concession by Zeuthen's rule: whoever risks less by insisting concedes.

use std::sync::Arc;

use num_bigint::BigInt;
use zopa_analysis::solution::{Absent, RationalFrontier};
use zopa_analysis::{Limits, frontier};
use zopa_model::Units;

use super::{Bidding, Entry, Needs, PreparedBidding, Setting};
use crate::strategy::{Arguments, BadArgument, Fidelity};
use crate::{Bid, Now, Offer, Stakes, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "zeuthen",
    title: "whoever risks less by insisting concedes, as little as will do",
    source: "Zeuthen 1930, Problems of Monopoly and Economic Warfare; Rosenschein & Zlotkin 1994, Rules of Encounter; for more than \
             two Endriss 2006, Monotonic concession protocols for multilateral negotiation, AAMAS",
    fidelity: Fidelity::FromPaper,
    choices: "of two parties the one of lower risk is the one whose offer has the lower product of gains (Harsanyi 1956), which is \
              how whole numbers compare it, for any number of parties; turns are taken, so of equals the one whose turn it is \
              concedes, and yields where both offers are Nash points",
    needs: Needs::EverybodysUtility,
    parameters: &[],
    acceptance: "next",
    model: "none",
    prepare,
};

/// An outcome of the negotiation set: of those that all would sign, one that is not dominated.
#[derive(Debug)]
struct Deal {
    bid: Bid,
    /// The product of everybody's gains over disagreement.
    product: BigInt,
}

/// The negotiation set, the own best first.
#[derive(Debug)]
struct NegotiationSet {
    stakes: Stakes,
    disagreement: Vec<Units>,
    deals: Vec<Deal>,
}

fn product(gains: impl Iterator<Item = Units>) -> BigInt {
    gains.map(|gain| BigInt::from(gain.max(0))).product()
}

impl NegotiationSet {
    fn new(stakes: &Stakes, setting: &Setting) -> Result<Self, BadArgument> {
        let (problem, limits) = (stakes.problem(), Limits::default());
        let rational = match RationalFrontier::new(&problem, &frontier(&problem, &limits), &limits) {
            Ok(rational) => rational,
            Err(Absent::NoZone | Absent::Infeasible) => {
                return Ok(Self { stakes: stakes.clone(), disagreement: Vec::new(), deals: Vec::new() });
            }
            Err(absent) => return Err(impossible(&absent.to_string())),
        };
        let own = setting.brief.seat.0;
        let gains = |units: &[Units]| product(units.iter().zip(&rational.disagreement).map(|(units, least)| units - least));
        let deal = |point: &zopa_analysis::Point| Deal {
            bid: Bid::new(point.outcome.clone(), point.units[own]),
            product: gains(&point.units),
        };
        let mut deals: Vec<Deal> = rational.points.iter().map(deal).collect();
        deals.sort_by(|one, other| other.bid.units.cmp(&one.bid.units).then_with(|| other.product.cmp(&one.product)));
        Ok(Self { stakes: stakes.clone(), disagreement: rational.disagreement, deals })
    }

    /// The product of everybody's gains from an offer.
    fn product(&self, offer: &Offer) -> BigInt {
        let gains = self.stakes.utilities.iter().zip(&self.disagreement);
        product(gains.map(|(utility, least)| utility.evaluate(offer) - least))
    }

    /// The least concession from `own` after which its product is no longer the lowest, the lowest of the others' being
    /// `others`; `None` where nothing is better.
    fn concession(&self, own: &Bid, before: &BigInt, others: &BigInt) -> Option<&Deal> {
        let mut lower = self.deals.iter().filter(|deal| deal.bid.units < own.units);
        lower.find(|deal| deal.product >= *others && deal.product > *before)
    }
}

fn impossible(why: &str) -> BadArgument {
    BadArgument {
        problem: format!("`zeuthen` needs the whole negotiation set, and there is none: {why}"),
        way_out: "let it talk where the frontier can be found, or take a strategy that knows its own utility alone".to_owned(),
    }
}

struct Zeuthen(Arc<NegotiationSet>);

impl Bidding for Zeuthen {
    fn next(&mut self, now: &Now<'_>, _stream: &mut Stream) -> Bid {
        let Some(best) = self.0.deals.first() else { return now.brief.best.clone() };
        let Some(own) = now.history.last_made() else { return best.bid.clone() };
        let theirs = now.others().filter_map(|seat| now.history.latest_from(seat).next());
        let theirs = theirs.map(|received| (self.0.product(&received.bid.offer), &received.bid));
        let Some((lowest, offered)) = theirs.min_by(|one, other| one.0.cmp(&other.0)) else { return own.clone() };
        let before = self.0.product(&own.offer);
        if before > lowest {
            return own.clone();
        }
        match self.0.concession(own, &before, &lowest) {
            Some(deal) => deal.bid.clone(),
            None if now.brief.is_acceptable(offered) => offered.clone(),
            None => own.clone(),
        }
    }
}

fn prepare(setting: &Setting, _: &Arguments) -> Result<PreparedBidding, BadArgument> {
    let stakes = setting.everybody.as_ref().ok_or_else(|| impossible("it was not given everybody's utilities"))?;
    let set = Arc::new(NegotiationSet::new(stakes, setting)?);
    Ok(Box::new(move || Box::new(Zeuthen(Arc::clone(&set)))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a party stands to lose by yielding, as a share of what it stands to lose by a conflict.
    fn risk(own: Units, other: Units) -> f64 {
        if own == 0 { 1.0 } else { (own - other) as f64 / own as f64 }
    }

    #[test]
    fn the_textbook_case() {
        // The first has 10 of its own offer and 4 of the other's; the second 9 and 2.
        assert_eq!((risk(10, 4), libm::round(risk(9, 2) * 1000.0)), (0.6, 778.0));
        assert!(product([10, 2].into_iter()) < product([4, 9].into_iter()), "so the first concedes");
    }

    proptest! {
        /// Shares of 16 bits divide without a rounding that could make unequal quotients equal.
        #[test]
        fn lower_risk_is_the_lower_product(a in 1i128..1 << 16, b in 0i128..1 << 16, c in 1i128..1 << 16, d in 0i128..1 << 16) {
            // Own offers are better for their owners: (a, d) is the first's own, (b, c) the second's own.
            prop_assume!(a > b && c > d);
            // 1 - b/a against 1 - d/c, as b/a against d/c the other way round.
            let by_risk = (d as f64 / c as f64).total_cmp(&(b as f64 / a as f64));
            prop_assert_eq!(by_risk, product([a, d].into_iter()).cmp(&product([b, c].into_iter())));
            prop_assert!((risk(a, b) - (1.0 - b as f64 / a as f64)).abs() < 1e-12);
        }
    }
}
