//! Sealed memoranda: committed, then revealed, and released all at once or not at all.

mod common;

use common::{protocol, trade};
use zopa_arena::protocol::{Next, memoranda};
use zopa_arena::{Act, Answer, Audience, Ending, Message, Misconduct, Question, Seat};

const NONCE: [u8; 32] = [5; 32];

/// Two seats seal and open these memoranda; what was said, and how it ended.
fn talks(sealed: [&str; 2], opened: [&str; 2]) -> (Vec<Message>, Ending) {
    let mut protocol = protocol(&trade(), "memoranda", 1, 3);
    let mut said = Vec::new();
    loop {
        let (seat, answer) = match protocol.next() {
            Next::Over(ending) => return (said, ending),
            Next::Ask(seat, Question::Commit { session }) => {
                (seat, Answer::Commit(Box::new(memoranda::seal(session, seat, &NONCE, sealed[seat.0]))))
            }
            Next::Ask(seat, _) => (seat, Answer::Reveal { memorandum: opened[seat.0].to_owned(), nonce: Box::new(NONCE) }),
        };
        if let Err(misconduct) = protocol.take(seat, answer, &mut said) {
            protocol.forfeit(seat, &misconduct, &mut said);
        }
    }
}

fn honest(memoranda: [&str; 2]) -> (Vec<Message>, Ending) {
    talks(memoranda, memoranda)
}

#[test]
fn what_all_ask_for_is_settled_and_the_rest_named() {
    let (said, ending) = honest([r#"{"a":"1","b":"2","c":"0"}"#, r#"{"a":"1","b":"3"}"#]);
    assert_eq!(ending, Ending::Partial(vec![(0, 1)]));
    let acts: Vec<&Act> = said.iter().map(|message| &message.act).collect();
    assert!(acts.contains(&&Act::Kept(vec![(0, 1)])) && acts.contains(&&Act::Contradicting(vec![1, 2])), "{acts:?}");
    let (_, ending) = honest([r#"{"a":"1","b":"2","c":"0"}"#; 2]);
    assert_eq!(ending.agreement().unwrap().options(), [1, 2, 0]);
    assert_eq!(honest([r#"{"a":"1"}"#, r#"{"a":"2"}"#]).1, Ending::Deadline);
    assert_eq!(honest(["{}", "{}"]).1, Ending::Deadline);
}

#[test]
fn nothing_is_released_unless_all_fit_their_seals() {
    let full = r#"{"a":"1","b":"2","c":"0"}"#;
    let (said, ending) = talks([full, full], [full, r#"{"a":"0"}"#]);
    assert_eq!(ending, Ending::Forfeit(Seat(1)));
    let released = |message: &Message| matches!(message.act, Act::Released { .. }) && message.to == Audience::Everybody;
    assert!(!said.iter().any(released));
    let to_the_table = |message: &&Message| matches!(message.act, Act::Reveal { .. });
    assert!(said.iter().filter(to_the_table).all(|message| message.to == Audience::Table));
    assert_eq!(honest([full, full]).0.iter().filter(|message| released(message)).count(), 2);
}

#[test]
fn a_memorandum_has_one_way_to_be_written() {
    for (memorandum, expected) in [
        (r#"{"a": "1"}"#, "canonical"),
        (r#"{"b":"1","a":"1"}"#, "canonical"),
        (r#"{"a":"9"}"#, "not there"),
        (r#"{"z":"1"}"#, "not there"),
        (r#"{"a":1}"#, "not there"),
        ("[]", "no JSON object"),
    ] {
        let (said, ending) = honest([memorandum, "{}"]);
        assert_eq!(ending, Ending::Forfeit(Seat(0)), "{memorandum}");
        let Some(Act::Forfeit { reason, .. }) = said.last().map(|message| &message.act) else { panic!("no reason") };
        assert!(reason.contains(expected), "{reason}");
    }
}

#[test]
fn a_seal_is_good_for_its_seat_and_session_alone() {
    let seal = |session: u8, seat| memoranda::seal(&[session; 32], Seat(seat), &NONCE, "{}");
    assert_ne!(seal(0, 0), seal(0, 1));
    assert_ne!(seal(0, 0), seal(1, 0));
    // A copied seal cannot be opened by who copied it.
    let mut protocol = protocol(&trade(), "memoranda", 1, 3);
    let mut said = Vec::new();
    let Next::Ask(_, Question::Commit { session: &session }) = protocol.next() else { panic!("commitments come first") };
    let copied = memoranda::seal(&session, Seat(0), &NONCE, "{}");
    let reveal = || Answer::Reveal { memorandum: "{}".to_owned(), nonce: Box::new(NONCE) };
    protocol.take(Seat(0), Answer::Commit(Box::new(copied)), &mut said).unwrap();
    protocol.take(Seat(1), Answer::Commit(Box::new(copied)), &mut said).unwrap();
    protocol.take(Seat(0), reveal(), &mut said).unwrap();
    let refused = protocol.take(Seat(1), reveal(), &mut said);
    assert_eq!(refused, Err(Misconduct::Illegal("opened a memorandum that does not fit its seal")));
}
