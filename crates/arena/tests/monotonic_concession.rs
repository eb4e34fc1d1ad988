//! Monotonic concession: offers at once, concessions that stay, and what is told when somebody drops out.

mod common;

use common::{offer, protocol, scripted, session, trade, triangle};
use zopa_arena::Answer::{Accept, Leave, Reject};
use zopa_arena::{Act, Answer, Audience, Ending, Message, Seat, Session, Speaker};

fn put(options: [u32; 3]) -> Answer {
    Answer::Offer(offer(&options))
}

fn talks(first: Vec<Answer>, second: Vec<Answer>, seed: u64) -> Session {
    scripted(&mut *protocol(&trade(), "monotonic-concession", 10, seed), vec![first, second])
}

const X: [u32; 3] = [0, 0, 0];
const Y: [u32; 3] = [3, 3, 3];
const Z: [u32; 3] = [1, 1, 1];

#[test]
fn a_yes_agrees_on_the_others_offer_and_two_leave_it_to_the_lot() {
    assert_eq!(talks(vec![put(X), Accept], vec![put(Y), Reject], 0).ending, Ending::Agreement(offer(&Y)));
    assert_eq!(talks(vec![put(X), Reject], vec![put(Y), Accept], 0).ending, Ending::Agreement(offer(&X)));
    let first = |seed: &u64| talks(vec![put(X), Accept], vec![put(Y), Accept], *seed).ending == Ending::Agreement(offer(&X));
    let firsts = (0..400).filter(first).count();
    assert!((160..240).contains(&firsts), "{firsts}");
    assert_eq!(talks(vec![put(Z)], vec![put(Z)], 0).ending, Ending::Agreement(offer(&Z)));
}

#[test]
fn standing_still_is_allowed_to_one_and_ends_it_for_both() {
    let one = talks(vec![put(X), Reject, put(X), Accept], vec![put(Y), Reject, put(Z), Reject], 0);
    assert_eq!((one.ending, one.rounds), (Ending::Agreement(offer(&Z)), 2));
    let both = talks(vec![put(X), Reject, put(X)], vec![put(Y), Reject, put(Y)], 0);
    assert_eq!((both.ending, both.rounds), (Ending::Deadline, 2));
}

#[test]
fn no_concession_is_taken_back() {
    let back = vec![put(X), Reject, put(Z), Reject, put(X)];
    let session = talks(back, vec![put(Y), Reject, put(Y), Reject], 0);
    assert_eq!((session.ending, session.rounds), (Ending::Forfeit(Seat(0)), 3));
}

fn hears(message: &Message, seat: usize) -> bool {
    message.reaches(Seat(seat))
}

#[test]
fn nobody_hears_an_offer_before_both_are_made_nor_when_the_other_drops_out() {
    let whole = talks(vec![put(X), Reject, put(X)], vec![put(Y), Reject, put(Y)], 0);
    let speakers: Vec<Speaker> = whole.messages.iter().map(|message| message.from).collect();
    let [one, two] = [0, 1].map(|seat| Speaker::Seat(Seat(seat)));
    assert_eq!(speakers, [one, two, one, two, one, two]);
    for dropping in [vec![], vec![Leave], vec![Accept]] {
        let session = talks(vec![put(X)], dropping, 0);
        let held = &session.messages[0];
        assert!(held.to == Audience::Table && held.act == Act::Offer(offer(&X)), "kept, so that it can be played again");
        assert!(hears(held, 0) && !hears(held, 1));
        assert!(matches!(session.ending, Ending::Forfeit(Seat(1)) | Ending::Left(Seat(1))));
    }
}

#[test]
fn it_is_for_two() {
    let refused = common::try_protocol(&triangle(), "monotonic-concession", 9, 0).err().unwrap();
    assert!(refused.problem.contains("two parties") && !refused.way_out.is_empty());
}

/// Rosenschein & Zlotkin 1994: who plays by Zeuthen's rule ends at a deal of the largest product of gains.
#[test]
fn by_zeuthens_rule_they_end_at_the_largest_product() {
    let stakes = trade();
    let product = |outcome: &zopa_model::Outcome| -> i128 {
        let gains = stakes.utilities.iter().map(|utility| match utility.reservation {
            zopa_model::Threshold::At(least) => (utility.evaluate(outcome) - least).max(0),
            _ => unreachable!("both have a reservation"),
        });
        gains.product()
    };
    let best = stakes.space.outcomes().map(|outcome| product(&outcome)).max().unwrap();
    for seed in 0..10 {
        let ended = session(&stakes, "monotonic-concession", &["zeuthen", "zeuthen"], 100, seed);
        assert_eq!(ended.ending.agreement().map(|agreed| product(agreed)), Some(best), "seed {seed}");
    }
}

#[test]
fn strategies_concede_and_never_go_back() {
    let stakes = trade();
    for strategy in ["linear", "conceder", "micro", "tit-for-tat", "random-walker", "hard-headed"] {
        let session = session(&stakes, "monotonic-concession", &[strategy, "linear"], 50, 1);
        for seat in 0..2 {
            let worth = session.messages.iter().filter(|message| message.from == Speaker::Seat(Seat(seat)));
            let worth: Vec<i128> = worth
                .filter_map(|message| match &message.act {
                    Act::Offer(offer) => Some(stakes.utilities[seat].evaluate(offer)),
                    _ => None,
                })
                .collect();
            assert!(worth.is_sorted_by(|before, after| before >= after), "{strategy}: {worth:?}");
        }
    }
}
