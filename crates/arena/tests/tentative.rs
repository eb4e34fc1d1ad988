//! Tentative acceptance with unique offers: the rules, turn by turn.

mod common;

use common::{offer, protocol, scripted, session, trade};
use zopa_arena::Answer::{Accept, Reject};
use zopa_arena::{Answer, Ending, Seat, Session};

fn put(options: [u32; 3]) -> Answer {
    Answer::Offer(offer(&options))
}

fn talks(first: Vec<Answer>, second: Vec<Answer>) -> Session {
    scripted(&mut *protocol(&trade(), "tau", 10, 0), vec![first, second])
}

const X: [u32; 3] = [0, 0, 0];
const Y: [u32; 3] = [1, 1, 1];

#[test]
fn agreed_is_what_both_have_offered_and_accepted_at_some_time() {
    let agreed = talks(vec![put(X), Reject, put(Y), Accept], vec![put(Y), Accept, put(X), Reject]);
    assert_eq!((agreed.ending, agreed.rounds), (Ending::Agreement(offer(&X)), 2));
}

#[test]
fn when_all_repeat_there_is_no_agreement() {
    let session = talks(vec![put(X), Reject, put(X), Reject], vec![put(Y), Reject, put(Y), Reject]);
    assert_eq!(session.ending, Ending::Deadline);
}

#[test]
fn nobody_goes_back_to_an_older_offer_nor_offers_on_after_finishing() {
    let back = talks(vec![put(X), Reject, put(Y), Reject, put(X)], vec![put(Y), Reject, put(X), Reject]);
    assert_eq!(back.ending, Ending::Forfeit(Seat(0)));
    let on = talks(vec![put(X), Reject, put(X), Reject, put([2, 2, 2])], vec![put(Y), Reject, put([3, 3, 3]), Reject]);
    assert_eq!(on.ending, Ending::Forfeit(Seat(0)));
}

#[test]
fn walking_down_all_rational_outcomes_finds_one_that_none_can_improve_on() {
    let stakes = trade();
    let ended = session(&stakes, "tau", &["hardliner", "hardliner"], 64, 1).ending;
    let agreed = ended.agreement().expect("their zones meet");
    let problem = stakes.problem();
    let worth = problem.evaluate(agreed);
    let improves = |other: &zopa_model::Outcome| problem.evaluate(other).iter().zip(&worth).all(|(other, agreed)| other > agreed);
    assert!(problem.is_rational(agreed) && !stakes.space.outcomes().any(|other| improves(&other)));
}
