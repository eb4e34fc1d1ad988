//! Stacked alternating offers: the rules, turn by turn.

mod common;

use common::{offer, protocol, session, trade, triangle, vast};
use zopa_arena::{Act, Answer, Ending, Message, Misconduct, Offer, Player, Scripted, Seat, Session, Speaker, Stakes, play};
use zopa_model::Outcome;

/// Scripts at the table, one for each seat.
fn scripted(stakes: &Stakes, rounds: u32, scripts: Vec<Vec<Answer>>) -> Session {
    common::scripted(&mut *protocol(stakes, "alternating", rounds, 0), scripts)
}

#[test]
fn two_parties_agree_when_the_second_accepts() {
    let session = scripted(&trade(), 5, vec![vec![Answer::Offer(offer(&[1, 2, 3]))], vec![Answer::Accept]]);
    assert_eq!((session.ending, session.rounds), (Ending::Agreement(offer(&[1, 2, 3])), 1));
}

#[test]
fn three_parties_need_both_others_in_a_row() {
    let (x, y) = (offer(&[0, 0, 0]), offer(&[1, 1, 1]));
    let scripts =
        vec![vec![Answer::Offer(x), Answer::Accept], vec![Answer::Accept, Answer::Accept], vec![Answer::Offer(y.clone())]];
    let session = scripted(&triangle(), 5, scripts);
    assert_eq!((session.ending, session.rounds, session.messages.len()), (Ending::Agreement(y), 2, 5));
}

#[test]
fn the_same_offer_by_another_party_is_an_offer_and_no_acceptance() {
    let x = offer(&[0, 0, 0]);
    let scripts = vec![vec![Answer::Offer(x.clone())], vec![Answer::Offer(x.clone())]];
    assert_eq!(scripted(&trade(), 1, scripts).ending, Ending::Deadline);
}

#[test]
fn breaking_the_rules_forfeits_with_the_reason() {
    let first = |answer: Answer| scripted(&trade(), 3, vec![vec![answer], vec![]]);
    let cases = [
        (Answer::Accept, "accepted, and nothing was offered"),
        (Answer::Offer(offer(&[0, 0, 4])), "offered an option that is not there"),
        (Answer::Offer(Offer::new(Outcome::new([0, 0]))), "offered something that does not settle every issue"),
        (Answer::Pass, "neither offered nor accepted nor left, and it was its turn"),
    ];
    for (answer, expected) in cases {
        let session = first(answer);
        let Some(Message { act: Act::Forfeit { seat, reason }, from: Speaker::Table, .. }) = session.messages.last() else {
            panic!("no forfeit in {session:?}")
        };
        assert_eq!((session.ending, *seat, reason.as_str()), (Ending::Forfeit(Seat(0)), Seat(0), expected));
    }
}

#[test]
fn whoever_falls_silent_forfeits() {
    let late = Box::new(Scripted::new([Err(Misconduct::Late)])) as Box<dyn Player>;
    let mut players = vec![late, Box::new(Scripted::new([]))];
    let session = play(&mut *protocol(&trade(), "alternating", 3, 0), &mut players);
    assert_eq!(session.ending, Ending::Forfeit(Seat(0)));
}

#[test]
fn no_rounds_is_a_deadline_at_once_and_leaving_ends_the_talks() {
    let session = scripted(&trade(), 0, vec![vec![], vec![]]);
    assert_eq!((session.ending, session.rounds), (Ending::Deadline, 0));
    let left = scripted(&trade(), 2, vec![vec![Answer::Offer(offer(&[0, 0, 0]))], vec![Answer::Leave]]);
    assert_eq!(left.ending, Ending::Left(Seat(1)));
}

#[test]
fn boulware_parties_agree_late_on_something_both_accept() {
    for (stakes, strategies) in [(trade(), vec!["boulware"; 2]), (triangle(), vec!["boulware"; 3]), (vast(), vec!["boulware"; 2])]
    {
        let session = session(&stakes, "alternating", &strategies, 100, 1);
        let agreed = session.ending.agreement().expect("their zones meet before the end");
        assert!(stakes.problem().is_rational(agreed), "{:?}", session.ending);
        assert!(session.rounds > 50);
    }
}
