//! Every strategy with every condition and every model: what always holds, and what papers say of some.

mod common;

use std::collections::HashSet;
use std::sync::Arc;

use common::{prepared, protocol, session, trade, triangle, vast};
use num_traits::ToPrimitive;
use zopa_analysis::inverse::InverseLimits;
use zopa_arena::bidding::{self, Needs, Setting};
use zopa_arena::strategy::{Prepared, Spec};
use zopa_arena::{
    Act, Brief, Ending, Message, Offer, Player, Purpose, Seat, Session, Speaker, Stakes, Stream, TimeConvention, acceptance,
    model, play,
};
use zopa_model::{OutcomeSpace, Threshold, Utility};

/// Those that papers let offer less than they would sign.
const IRRATIONAL: [&str; 1] = ["random-walker"];

/// What every seat knows, prepared once.
fn briefs(stakes: &Stakes) -> Vec<Arc<Brief>> {
    let brief = |seat| Arc::new(Brief::new(stakes, seat, &InverseLimits::default()).unwrap());
    Seat::all(stakes.seats()).map(brief).collect()
}

/// A session of one strategy at every seat.
fn with_itself(stakes: &Stakes, briefs: &[Arc<Brief>], strategy: &str, rounds: u32, seed: u64) -> Session {
    let spec: Spec = strategy.parse().unwrap_or_else(|bad| panic!("{bad}"));
    let everybody = (spec.bidding.entry.needs == Needs::EverybodysUtility).then(|| stakes.clone());
    let sit = |(seat, brief): (usize, &Arc<Brief>)| {
        let setting = Setting {
            brief: Arc::clone(brief),
            rounds: Some(rounds),
            convention: TimeConvention::Own,
            everybody: everybody.clone(),
        };
        Prepared::new(&spec, &setting).unwrap().sit(Stream::new(seed, 0, seat + 1, Purpose::Player))
    };
    let mut players: Vec<Box<dyn Player>> = briefs.iter().enumerate().map(sit).collect();
    play(&mut *protocol(stakes, "alternating", rounds, seed), &mut players)
}

/// Every offer with the seat that made it.
fn offers(session: &Session) -> impl Iterator<Item = (Seat, &Offer)> {
    session.messages.iter().filter_map(|message| match (message.from, &message.act) {
        (Speaker::Seat(seat), Act::Offer(offer)) => Some((seat, offer)),
        _ => None,
    })
}

/// What holds of any session of any strategy.
fn check(stakes: &Stakes, strategy: &str, session: &Session) {
    assert!(!matches!(session.ending, Ending::Forfeit(_)), "{strategy}: {:?}", session.messages.last());
    let bidding = strategy.split([':', '/']).next().unwrap();
    for (seat, offer) in offers(session) {
        assert!(stakes.space.is_feasible(offer), "{strategy}: {offer:?}");
        let is_rational = stakes.utilities[seat.0].accepts(offer);
        assert!(is_rational || IRRATIONAL.contains(&bidding), "{strategy} at {seat}: {offer:?}");
    }
    if let Some(agreed) = session.ending.agreement() {
        let proposer = offers(session).last().unwrap().0;
        let accepting = stakes.utilities.iter().enumerate().filter(|(seat, _)| *seat != proposer.0);
        assert!(accepting.into_iter().all(|(_, utility)| utility.accepts(agreed)), "{strategy}: {agreed:?}");
    }
}

fn product(stakes: &Stakes, offer: &Offer) -> i128 {
    let gain = |utility: &Arc<Utility>| match utility.reservation {
        Threshold::At(least) => utility.evaluate(offer) - least,
        _ => utility.evaluate(offer),
    };
    stakes.utilities.iter().map(gain).map(|gain| gain.max(0)).product()
}

#[test]
fn every_bidding_with_every_acceptance_and_every_model() {
    for stakes in [trade(), triangle()] {
        let briefs = briefs(&stakes);
        for bidding in bidding::ALL {
            for acceptance in acceptance::ALL {
                for model in model::ALL {
                    let strategy = format!("{}/{}/{}", bidding.name, acceptance.name, model.name);
                    check(&stakes, &strategy, &with_itself(&stakes, &briefs, &strategy, 6, 1));
                }
            }
        }
    }
}

#[test]
fn every_bidding_talks_the_same_way_from_the_same_seed() {
    let stakes = trade();
    let briefs = briefs(&stakes);
    for bidding in bidding::ALL {
        let talk = |seed| with_itself(&stakes, &briefs, bidding.name, 30, seed);
        assert_eq!(talk(7), talk(7), "{}", bidding.name);
    }
}

#[test]
fn every_bidding_on_10_to_the_40_outcomes() {
    let stakes = vast();
    let briefs = briefs(&stakes);
    for bidding in bidding::ALL {
        check(&stakes, bidding.name, &with_itself(&stakes, &briefs, bidding.name, 12, 1));
    }
}

#[test]
fn every_model_on_10_to_the_40_outcomes() {
    let stakes = vast();
    let briefs = briefs(&stakes);
    for model in model::ALL {
        let strategy = format!("conceder/next/{}", model.name);
        check(&stakes, &strategy, &with_itself(&stakes, &briefs, &strategy, 12, 1));
    }
}

#[test]
fn every_bidding_on_one_outcome_and_where_nothing_is_acceptable() {
    let space = common::space(&[1]);
    let nothing = |reservation: i32| common::utility(&[&[40]], reservation);
    for reservation in [40, 90] {
        let utilities = vec![nothing(reservation), nothing(reservation)];
        let stakes = Stakes::of(&zopa_model::BargainingProblem { space: &space, utilities });
        let briefs = briefs(&stakes);
        for bidding in bidding::ALL {
            // AgentK's own condition says no to its best where that was all it ever heard, so all take this one.
            let strategy = format!("{}/rational", bidding.name);
            let session = with_itself(&stakes, &briefs, &strategy, 4, 1);
            assert_eq!(session.ending.agreement().is_some(), reservation == 40, "{}", bidding.name);
        }
    }
}

#[test]
fn names_are_different_and_defaults_are_there() {
    let names: HashSet<&str> = bidding::ALL.iter().map(|entry| entry.name).collect();
    assert_eq!(names.len(), bidding::ALL.len());
    assert_eq!(acceptance::ALL.iter().map(|entry| entry.name).collect::<HashSet<_>>().len(), acceptance::ALL.len());
    assert_eq!(model::ALL.iter().map(|entry| entry.name).collect::<HashSet<_>>().len(), model::ALL.len());
    for bidding in bidding::ALL {
        assert!(bidding.name.parse::<Spec>().is_ok(), "{}", bidding.name);
        assert!(!bidding.title.is_empty() && !bidding.source.is_empty(), "{}", bidding.name);
    }
    assert!(acceptance::ALL.iter().all(|entry| entry.parameters.iter().any(|parameter| parameter.name == "end_game")));
}

/// What a seat offers against a partner who makes these offers in turn, one each round.
fn against(stakes: &Stakes, strategy: &str, partner: &[[u32; 3]], rounds: u32) -> Vec<Offer> {
    let mut player = prepared(stakes, 0, strategy, rounds).sit(Stream::new(1, 0, 1, Purpose::Player));
    let script = partner.iter().map(|&options| Ok(zopa_arena::Answer::Offer(Offer::new(zopa_model::Outcome::new(options)))));
    let scripted: Box<dyn Player> = Box::new(zopa_arena::Scripted::new(script));
    let session = {
        let mut players = vec![std::mem::replace(&mut player, Box::new(zopa_arena::Scripted::new([]))), scripted];
        play(&mut *protocol(stakes, "alternating", rounds, 1), &mut players)
    };
    offers(&session).filter(|(seat, _)| *seat == Seat(0)).map(|(_, offer)| offer.clone()).collect()
}

#[test]
fn micro_makes_one_new_offer_for_each_new_offer() {
    let stakes = trade();
    let value = |offer: &Offer| stakes.utilities[0].evaluate(offer);
    // The partner's best, the same again twice, another one: none of them acceptable to `micro`.
    let made = against(&stakes, "micro", &[[3, 3, 3], [3, 3, 3], [3, 3, 3], [3, 2, 3]], 5);
    let mut descending: Vec<i128> = stakes.space.outcomes().map(|outcome| value(&Offer::new(outcome))).collect();
    descending.sort_by(|one, other| other.cmp(one));
    // Best; one received: the second; one received, two made: an earlier one, twice; two received: the third.
    let worth: Vec<i128> = made.iter().map(value).collect();
    assert_eq!((worth[0], worth[1], worth[4]), (descending[0], descending[1], descending[2]));
    assert!(worth[2..4].iter().all(|earlier| descending[..2].contains(earlier)), "{worth:?}");
}

#[test]
fn micro_walks_down_the_very_list_of_its_outcomes() {
    let stakes = trade();
    let session = session(&stakes, "alternating", &["micro/const:c=1", "micro/const:c=1"], 40, 1);
    for seat in 0..2 {
        let own: Vec<&Offer> = offers(&session).filter(|(by, _)| by.0 == seat).map(|(_, offer)| offer).collect();
        let different: HashSet<&Offer> = own.iter().copied().collect();
        let worth: Vec<i128> = own.iter().map(|offer| stakes.utilities[seat].evaluate(offer)).collect();
        assert!(different.len() > 20 && worth[..20].is_sorted_by(|one, other| one >= other), "{worth:?}");
    }
}

#[test]
fn zeuthen_ends_at_the_nash_point() {
    let stakes = trade();
    let best = stakes.space.outcomes().map(|outcome| product(&stakes, &Offer::new(outcome))).max().unwrap();
    let session = session(&stakes, "alternating", &["zeuthen", "zeuthen"], 100, 1);
    let agreed = session.ending.agreement().expect("concessions end in agreement");
    assert_eq!(product(&stakes, agreed), best);
    assert!(session.rounds > 2, "somebody conceded");
}

/// Amounts of 0 to 10 to divide, the second party being averse to risk: the square of its utility is what it gets.
#[test]
fn zeuthen_divides_the_dollar_as_nash_does() {
    let space = common::space(&[11]);
    let own: Vec<i32> = (0..11).map(|share| share * 10).collect();
    let other: Vec<i32> = (0..11).map(|share: i32| 100 - share * share).collect();
    let stakes = Stakes::of(&zopa_model::BargainingProblem {
        space: &space,
        utilities: vec![common::utility(&[&own], 0), common::utility(&[&other], 0)],
    });
    let agreed = session(&stakes, "alternating", &["zeuthen", "zeuthen"], 50, 1);
    // 10 s (100 - s^2) is 3840 at 6 and 3570 at 7.
    assert_eq!(agreed.ending.agreement().expect("they agree").options(), [6]);
}

#[test]
fn without_everybodys_utility_zeuthen_is_refused_with_a_reason() {
    let stakes = trade();
    let spec: Spec = "zeuthen".parse().unwrap();
    let setting =
        Setting { brief: Arc::clone(&briefs(&stakes)[0]), rounds: Some(5), convention: TimeConvention::Own, everybody: None };
    let refused = Prepared::new(&spec, &setting).err().expect("it is not given what it needs");
    assert!(refused.problem.contains("everybody's utilities"), "{refused}");
}

#[test]
fn naive_tit_for_tat_gives_as_much_as_it_got() {
    let stakes = trade();
    let share = |offer: &Offer| stakes.utilities[0].evaluate(offer).to_f64().unwrap() / 100.0 / unit(&stakes.utilities[0]);
    // Worth 0, 10 and 20 to the seat, so that it asks for 100, 100, 90 and 80.
    let made = against(&stakes, "tit-for-tat/const:c=1", &[[3, 3, 3], [3, 2, 3], [3, 1, 3]], 4);
    let asked: Vec<i64> = made.iter().map(|offer| libm::round(share(offer) * 100.0) as i64).collect();
    assert_eq!(asked, [100, 100, 90, 80]);
}

/// How many units are a hundredth of what was stated, over a hundred.
fn unit(utility: &Utility) -> f64 {
    utility.quantum.denominator() as f64 / 100.0
}

#[test]
fn the_end_game_takes_what_is_acceptable_in_the_very_last_turn() {
    let stakes = trade();
    let ending = |second: &str| session(&stakes, "alternating", &["conceder", second], 5, 1).ending;
    assert_eq!(ending("hardliner"), Ending::Deadline);
    let agreed = ending("hardliner/next:end_game=1");
    assert!(stakes.problem().is_rational(agreed.agreement().expect("the last offer is acceptable")));
}

#[test]
fn every_seat_is_believed_to_want_its_own() {
    let stakes = triangle();
    let brief = &briefs(&stakes)[0];
    for entry in model::ALL.iter().filter(|entry| entry.name != "none") {
        let arguments = zopa_arena::strategy::Arguments::read(entry.parameters, []).unwrap();
        let mut model = (entry.prepare)(brief, &arguments)();
        assert!(!model.believes() && model.estimate(Seat(1)).is_none(), "{}", entry.name);
        let clock = |round| zopa_arena::Clock::new(round, zopa_arena::Deadline::Known(20), TimeConvention::Own);
        for round in 0..10 {
            model.hear(clock(round), Seat(1), &Offer::new(zopa_model::Outcome::new([3, 3, 3])));
            model.hear(clock(round), Seat(2), &Offer::new(zopa_model::Outcome::new([1, 1, 0])));
        }
        for (seat, wanted, other) in [(1, [3, 3, 3], [1, 1, 0]), (2, [1, 1, 0], [3, 3, 3])] {
            let estimate = model.estimate(Seat(seat)).unwrap();
            let of = |options: [u32; 3]| estimate.value(&zopa_model::Outcome::new(options));
            assert!(of(wanted) > of(other), "{} at seat {seat}: {estimate:?}", entry.name);
            assert!((estimate.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{}", entry.name);
        }
    }
}

#[test]
fn rules_of_the_space_are_kept() {
    let issues = common::space(&[4, 4, 4]).issues().to_vec();
    let forbidden =
        zopa_model::Rule { forbids: zopa_model::Pattern::new([(0, vec![0]), (1, vec![0, 1])]), reason: "never both".to_owned() };
    let space = OutcomeSpace::new(issues, vec![forbidden]);
    let free = trade();
    let utilities = free.utilities.iter().map(|utility| (**utility).clone()).collect();
    let stakes = Stakes::of(&zopa_model::BargainingProblem { space: &space, utilities });
    let briefs = briefs(&stakes);
    for bidding in bidding::ALL {
        check(&stakes, bidding.name, &with_itself(&stakes, &briefs, bidding.name, 20, 1));
    }
}

/// A message is said by somebody: the tests above look at nothing else.
#[test]
fn offers_are_found_in_messages() {
    let session = session(&trade(), "alternating", &["boulware", "boulware"], 3, 1);
    let said = |message: &&Message| matches!(message.act, Act::Offer(_));
    assert_eq!(offers(&session).count(), session.messages.iter().filter(said).count());
}
