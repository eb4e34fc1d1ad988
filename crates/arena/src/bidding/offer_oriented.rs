//! On the way down by the clock, what is most like the first, or the last, offer of the others.

use super::aim::{best_by, candidates};
use super::similarity::Wishes;
use super::time_dependent::Curve;
use super::{Bidding, Entry, Needs, PreparedBidding};
use crate::strategy::{Arguments, Fidelity, Parameter};
use crate::{Bid, Now, Stream};

pub(super) const FIRST: Entry = Entry {
    name: "first-offer-oriented",
    title: "by the clock, as like the others' first offers as may be",
    source: "NegMAS 0.16, FirstOfferOrientedTBNegotiator (Mohammad, Greenwald & Nakadai 2021)",
    fidelity: Fidelity::InspiredBy,
    choices: "of up to 32 outcomes that are at most `width` above the target; likeness is that of `trade-off`",
    needs: Needs::OwnUtility,
    parameters: &[
        Parameter { name: "a", default: 4.0, least: 0.001, most: 1000.0, meaning: "exponent of time, as in `boulware-negmas`" },
        Parameter { name: "width", default: 0.05, least: 0.0, most: 1.0, meaning: "how far above the target it looks" },
    ],
    acceptance: "next",
    model: "none",
    prepare: |_, arguments| Ok(prepared(arguments, Met::First)),
};

pub(super) const LAST: Entry = Entry {
    name: "last-offer-oriented",
    title: "by the clock, as like the others' last offers as may be",
    source: "NegMAS 0.16, LastOfferOrientedTBNegotiator (Mohammad, Greenwald & Nakadai 2021)",
    prepare: |_, arguments| Ok(prepared(arguments, Met::Last)),
    ..FIRST
};

/// Which offers of the others are met.
#[derive(Clone, Copy, Debug)]
enum Met {
    First,
    Last,
}

struct OfferOriented {
    curve: Curve,
    width: f64,
    met: Met,
}

fn prepared(arguments: &Arguments, met: Met) -> PreparedBidding {
    let (curve, width) = (Curve::Aspiration { a: arguments.get("a") }, arguments.get("width"));
    Box::new(move || Box::new(OfferOriented { curve, width, met }))
}

impl Bidding for OfferOriented {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let target = self.curve.target(now.time(), now.brief.scale.floor_share());
        let wishes = match self.met {
            Met::First => Wishes::first(now),
            Met::Last => Wishes::last(now),
        };
        if wishes.is_empty() {
            return now.brief.at_target(target);
        }
        let bids = candidates(now.brief, target..=now.brief.scale.clamp(target) + self.width, stream);
        best_by(bids, |bid| wishes.nearness(&bid.offer)).unwrap_or_else(|| now.brief.best.clone())
    }
}
