//! Trade-off by similarity: at the own level, what is most like the others' last offers; a lower level only where that leads
//! nowhere.

use zopa_model::{OptionIndex, Outcome, Units};

use super::aim::{best_by, candidates};
use super::similarity::Wishes;
use super::time_dependent::Curve;
use super::{Bidding, Entry, Needs};
use crate::strategy::{Fidelity, Parameter};
use crate::{Bid, Brief, Now, Offer, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "trade-off",
    title: "what is most like the others' last offers, at the own level",
    source: "Faratin, Sierra & Jennings 2002, Artificial Intelligence 142:205",
    fidelity: Fidelity::InspiredBy,
    choices: "weights are those of the model or equal; the paper's random children are replaced by a climb from the last offer \
              received, each step the change of one issue that costs least similarity for each unit gained, compared with up to 32 \
              outcomes of the level; the level falls to the time-dependent curve where nothing is more similar than the own last \
              offer",
    needs: Needs::OwnUtility,
    parameters: &[Parameter {
        name: "e",
        default: 1.0,
        least: 0.0,
        most: 100.0,
        meaning: "how early the level may fall, as in `linear`",
    }],
    acceptance: "next",
    model: "none",
    prepare: |_, arguments| {
        let curve = Curve::Polynomial { e: arguments.get("e"), k: 0.0 };
        Ok(Box::new(move || Box::new(TradeOff { curve, level: 1.0 })))
    },
};

/// Outcomes up to so far above the level are at the level.
const WIDTH: f64 = 0.02;

struct TradeOff {
    curve: Curve,
    level: f64,
}

impl Bidding for TradeOff {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        let wishes = Wishes::last(now);
        let Some(own) = now.history.last_made() else { return now.brief.best.clone() };
        if wishes.is_empty() {
            return own.clone();
        }
        let found = most_similar(now, self.level, &wishes, stream);
        if wishes.nearness(&found.offer) > wishes.nearness(&own.offer) {
            return found;
        }
        self.level = self.level.min(self.curve.target(now.time(), now.brief.scale.floor_share()));
        most_similar(now, self.level, &wishes, stream)
    }
}

/// Of the outcomes at the level that are looked at, the one nearest to the wishes.
fn most_similar(now: &Now<'_>, level: f64, wishes: &Wishes<'_>, stream: &mut Stream) -> Bid {
    let mut bids = candidates(now.brief, level..=now.brief.scale.clamp(level) + WIDTH, stream);
    bids.extend(now.history.last_received().and_then(|from| climb(now.brief, from, level, wishes)));
    best_by(bids, |bid| wishes.nearness(&bid.offer)).unwrap_or_else(|| now.brief.best.clone())
}

/// From an offer of another seat up to the own level, one issue at a time; `None` where no single change leads up.
fn climb(brief: &Brief, from: &Bid, level: f64, wishes: &Wishes<'_>) -> Option<Bid> {
    let target = brief.target_units(level);
    let mut here = from.clone();
    let is_allowed = |bid: &Bid| !brief.utility.refusals.iter().any(|line| line.fits(&bid.offer));
    // Each issue is changed a few times at most; where that is not enough, single changes go round in circles.
    for _ in 0..4 * brief.space.issues().len() {
        if here.units >= target {
            break;
        }
        here = step(brief, &here, target, wishes)?;
    }
    (here.units >= target && is_allowed(&here)).then_some(here)
}

/// The change of one issue that costs least similarity for each unit that it brings towards the target.
fn step(brief: &Brief, here: &Bid, target: Units, wishes: &Wishes<'_>) -> Option<Bid> {
    let nearness = wishes.nearness(&here.offer);
    let changes = changes(brief, &here.offer).filter(|outcome| brief.space.is_feasible(outcome));
    let valued = changes.map(|outcome| brief.value(&Offer::new(outcome))).filter(|bid| bid.units > here.units);
    let price = |bid: &Bid| {
        let gain = (bid.units - here.units).min(target - here.units);
        (nearness - wishes.nearness(&bid.offer)) / gain as f64
    };
    valued.map(|bid| (price(&bid), bid)).min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, bid)| bid)
}

/// Every outcome that differs in one issue.
fn changes<'a>(brief: &'a Brief, from: &'a Outcome) -> impl Iterator<Item = Outcome> + 'a {
    let issues = brief.space.issues().iter().enumerate();
    issues.flat_map(move |(issue, options)| {
        let others = (0..options.options().len() as OptionIndex).filter(move |&option| option != from.option(issue));
        others.map(move |option| from.with(issue, option))
    })
}
