//! Several rounds of talks: what all ask for alike is kept, and never opened again.

mod common;

use common::{trade, triangle};
use zopa_analysis::inverse::InverseLimits;
use zopa_arena::talks::{CannotTalk, Settled, play_in_rounds, stream_session};
use zopa_arena::{Act, Answer, Deadline, Ending, Offer, Player, Rules, Scripted, Seat, Session, Stakes, Table, TimeConvention};
use zopa_model::Outcome;

fn table(stakes: Stakes) -> Table {
    Table::new(stakes, &InverseLimits::default()).unwrap()
}

fn rules(rounds: u32) -> Rules {
    Rules {
        protocol: "alternating".parse().unwrap(),
        deadline: Deadline::Known(rounds),
        convention: TimeConvention::Own,
        seed: 5,
    }
}

/// Scripts for each round of talks and seat.
fn scripted(stakes: Stakes, rounds: u32, scripts: &[&[&[[u32; 3]]]]) -> Session {
    let offers = |offers: &[[u32; 3]]| -> Box<dyn Player> {
        Box::new(Scripted::new(offers.iter().map(|offer| Ok(Answer::Offer(Offer::new(Outcome::new(*offer)))))))
    };
    let mut seat = |_: &Table, _: &Settled, number: u32| -> Result<Vec<Box<dyn Player>>, CannotTalk> {
        Ok(scripts[number as usize].iter().map(|own| offers(own)).collect())
    };
    play_in_rounds(&table(stakes), &rules(rounds), 0, scripts.len() as u32, &mut seat).unwrap()
}

#[test]
fn what_all_last_asked_for_alike_is_kept() {
    let session = scripted(trade(), 1, &[&[&[[1, 0, 0]], &[[1, 3, 3]]], &[&[[1, 2, 0]], &[[1, 2, 3]]]]);
    assert_eq!(session.ending, Ending::Partial(vec![(0, 1), (1, 2)]));
    let kept: Vec<&Act> = session.messages.iter().map(|message| &message.act).filter(|act| matches!(act, Act::Kept(_))).collect();
    assert_eq!(kept, [&Act::Kept(vec![(0, 1)]), &Act::Kept(vec![(1, 2)])]);
    assert_eq!(session.messages.iter().filter(|message| message.act == Act::NextTalks).count(), 1);
    assert_eq!((session.rounds, session.messages.last().unwrap().round), (2, 1));
}

#[test]
fn what_is_kept_cannot_be_opened_again() {
    let session = scripted(trade(), 1, &[&[&[[1, 0, 0]], &[[1, 3, 3]]], &[&[[2, 2, 0]], &[[1, 2, 3]]]]);
    assert_eq!(session.ending, Ending::Forfeit(Seat(0)));
}

#[test]
fn nothing_in_common_is_a_deadline() {
    let apart: &[&[[u32; 3]]] = &[&[[0, 0, 0]], &[[1, 1, 1]]];
    let session = scripted(trade(), 1, &[apart; 3]);
    assert_eq!((session.ending, session.rounds), (Ending::Deadline, 3));
}

#[test]
fn strategies_come_to_more_in_several_rounds_than_they_keep_in_one() {
    for (stakes, seats) in [(trade(), 2), (triangle(), 3)] {
        let table = table(stakes);
        let rules = rules(10);
        let play = |talks| {
            let mut seat = |left: &Table, settled: &Settled, number: u32| -> Result<Vec<Box<dyn Player>>, CannotTalk> {
                // Whoever is seated can offer only what leaves settled issues as they are.
                let keeps =
                    |brief: &zopa_arena::Brief| settled.iter().all(|&(issue, option)| brief.best.offer.option(issue) == option);
                assert!(left.briefs.iter().all(|brief| keeps(brief)));
                Seat::all(seats)
                    .map(|seat| {
                        let prepared = left.prepare(seat, &"boulware:e=0.05".parse().unwrap(), &rules)?;
                        Ok(prepared.sit(rules.stream(stream_session(0, number), seat)))
                    })
                    .collect()
            };
            play_in_rounds(&table, &rules, 0, talks, &mut seat).unwrap()
        };
        let (one, four) = (play(1), play(4));
        assert_eq!(play(4), four, "the same talks again");
        let settled = |ending: &Ending| match ending {
            Ending::Agreement(_) => 3,
            Ending::Partial(kept) => kept.len(),
            _ => 0,
        };
        assert!(settled(&four.ending) >= settled(&one.ending), "{:?} {:?}", one.ending, four.ending);
    }
}
