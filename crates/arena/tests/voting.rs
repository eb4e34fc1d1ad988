//! Multiple offers, majorities and quotas: the rules, turn by turn.

mod common;

use common::{offer, scripted, set_protocol, trade, triangle};
use zopa_arena::{Answer, Ending, Seat, Session, Stakes};

fn talks(stakes: &Stakes, name: &str, given: &[(&str, &str)], scripts: Vec<Vec<Answer>>) -> Session {
    scripted(&mut *set_protocol(stakes, name, given, 3, 0).unwrap(), scripts)
}

const X: [u32; 3] = [0, 0, 0];
const Y: [u32; 3] = [1, 1, 1];
const Z: [u32; 3] = [2, 2, 2];

fn put(options: [u32; 3]) -> Answer {
    Answer::Offer(offer(&options))
}

#[test]
fn of_several_agreed_offers_the_first_of_the_round_counts() {
    use Answer::{Accept, Reject};
    let session = talks(&trade(), "multiple-offers", &[], vec![vec![put(X), Accept], vec![put(Y), Accept]]);
    assert_eq!(session.ending, Ending::Agreement(offer(&X)));
    // Seat 2 opens the second round.
    let scripts = vec![vec![put(X), Reject, put(X), Accept], vec![put(Y), Reject, put(Y), Accept]];
    let session = talks(&trade(), "multiple-offers", &[], scripts);
    assert_eq!((session.ending, session.rounds), (Ending::Agreement(offer(&Y)), 2));
}

#[test]
fn a_majority_binds_the_rest() {
    use Answer::{Accept, Reject};
    let scripts = || vec![vec![put(X), Reject, Reject], vec![put(Y), Reject, Reject], vec![put(Z), Reject, Accept]];
    assert_eq!(talks(&triangle(), "majority", &[], scripts()).ending, Ending::Agreement(offer(&Y)));
    // With a veto of the first seat the same votes are not enough, and then the scripts are at an end.
    assert_ne!(talks(&triangle(), "quota", &[("veto", "1")], scripts()).ending, Ending::Agreement(offer(&Y)));
}

#[test]
fn the_rest_go_on_where_they_can_still_agree() {
    use Answer::{Accept, Leave};
    let scripts = || vec![vec![Leave], vec![put(Y), Accept], vec![put(Z), Accept]];
    assert_eq!(talks(&triangle(), "majority", &[], scripts()).ending, Ending::Agreement(offer(&Y)));
    assert_eq!(talks(&triangle(), "multiple-offers", &[], scripts()).ending, Ending::Left(Seat(0)));
    let turns = || vec![vec![put(X)], vec![Leave], vec![Accept]];
    assert_eq!(talks(&triangle(), "alternating-quota", &[], turns()).ending, Ending::Agreement(offer(&X)));
    assert_eq!(talks(&triangle(), "alternating", &[], turns()).ending, Ending::Left(Seat(1)));
}

#[test]
fn the_offer_of_a_party_that_is_gone_falls_with_it() {
    use Answer::{Accept, Leave};
    let scripts = vec![vec![put(X), Leave], vec![put(Y), Accept], vec![put(Z), Accept]];
    assert_eq!(talks(&triangle(), "majority", &[], scripts).ending, Ending::Agreement(offer(&Y)));
}
