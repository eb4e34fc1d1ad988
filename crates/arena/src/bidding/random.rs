//! Offers drawn at random, as others are measured against.

use zopa_model::Units;

use super::aim::draw;
use super::{Bidding, Entry, Needs, PreparedBidding};
use crate::strategy::Fidelity;
use crate::{Bid, Now, Stream};

const GODE: Entry = Entry {
    name: "random-rational",
    title: "any acceptable outcome, each equally likely",
    source: "Gode & Sunder 1993, Journal of Political Economy 101:119 (traders of zero intelligence, constrained)",
    fidelity: Fidelity::FromPaper,
    choices: "",
    needs: Needs::OwnUtility,
    parameters: &[],
    acceptance: "next",
    model: "none",
    prepare: |_, _| Ok(prepared(From::Reservation)),
};

pub(super) const RATIONAL: Entry = GODE;

pub(super) const WALKER: Entry = Entry {
    name: "random-walker",
    title: "any outcome, below its own reservation too",
    source: "Gode & Sunder 1993, Journal of Political Economy 101:119 (traders of zero intelligence, unconstrained)",
    choices: "outcomes across its own red lines are never offered",
    prepare: |_, _| Ok(prepared(From::Worst)),
    ..GODE
};

pub(super) const NICE: Entry = Entry {
    name: "nice",
    title: "offers anything acceptable and accepts anything acceptable",
    source: "NegMAS 0.16, NiceNegotiator (Mohammad, Greenwald & Nakadai 2021)",
    fidelity: Fidelity::InspiredBy,
    choices: "offers are drawn from the acceptable outcomes alone",
    acceptance: "rational",
    ..GODE
};

/// Where the outcomes begin that may be drawn.
#[derive(Clone, Copy, Debug)]
enum From {
    Reservation,
    Worst,
}

struct Random(From);

fn prepared(from: From) -> PreparedBidding {
    Box::new(move || Box::new(Random(from)))
}

impl Bidding for Random {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let scale = &now.brief.scale;
        let least: Units = match self.0 {
            From::Reservation => now.brief.target_units(0.0),
            From::Worst => scale.worst(),
        };
        draw(now.brief, least..=scale.best(), stream).unwrap_or_else(|| now.brief.best.clone())
    }
}
