//! What a strategy does not look back on need not be kept: it plays the same whether it is or not.

mod common;

use std::sync::Arc;

use common::{protocol, trade, triangle};
use zopa_analysis::inverse::InverseLimits;
use zopa_arena::bidding::{Bidding, Needs, Setting};
use zopa_arena::strategy::Spec;
use zopa_arena::{
    Bid, Brief, Negotiator, Now, Player, Purpose, Seat, Session, Stakes, Stream, TimeConvention, acceptance, bidding, play,
};

/// The same bidding, for which everything is kept.
struct Keeping(Box<dyn Bidding>);

impl Bidding for Keeping {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        self.0.next(now, stream)
    }

    fn made(&mut self, bid: &Bid) {
        self.0.made(bid);
    }
}

const ROUNDS: u32 = 20;

fn talks(stakes: &Stakes, name: &str, strategy: &str, keeps: bool) -> Session {
    let spec: Spec = strategy.parse().unwrap_or_else(|bad| panic!("{bad}"));
    let sit = |seat: Seat| {
        let brief = Arc::new(Brief::new(stakes, seat, &InverseLimits::default()).unwrap());
        let everybody = (spec.bidding.entry.needs == Needs::EverybodysUtility).then(|| stakes.clone());
        let setting = Setting { brief: Arc::clone(&brief), rounds: Some(ROUNDS), convention: TimeConvention::Own, everybody };
        let own = (spec.bidding.entry.prepare)(&setting, &spec.bidding.arguments).unwrap()();
        let own = if keeps { Box::new(Keeping(own)) } else { own };
        let acceptance = spec.acceptance.entry.prepare(&spec.acceptance.arguments);
        let model = (spec.model.entry.prepare)(&brief, &spec.model.arguments)();
        let stream = Stream::new(3, 0, seat.0 + 1, Purpose::Player);
        Box::new(Negotiator::new(brief, own, acceptance, model, stream)) as Box<dyn Player>
    };
    let mut players: Vec<Box<dyn Player>> = Seat::all(stakes.seats()).map(sit).collect();
    play(&mut *protocol(stakes, name, ROUNDS, 3), &mut players)
}

#[test]
fn what_is_not_kept_makes_no_difference() {
    let conditions = acceptance::ALL.iter().map(|entry| format!("linear/{}", entry.name));
    let strategies = bidding::ALL.iter().map(|entry| entry.name.to_owned());
    for strategy in strategies.chain(conditions) {
        for stakes in [trade(), triangle()] {
            for name in ["alternating", "multiple-offers", "tau"] {
                let both = [false, true].map(|keeps| talks(&stakes, name, &strategy, keeps));
                assert_eq!(both[0], both[1], "{strategy} in {name}");
            }
        }
    }
}
