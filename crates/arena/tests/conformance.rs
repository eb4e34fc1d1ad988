//! What every protocol keeps with every strategy at its table. New ones are covered once they are registered.

mod common;

use std::sync::{Arc, Mutex};

use common::{player, protocol, session, single, trade, triangle, utility};
use proptest::prelude::*;
use zopa_arena::bidding::{self, Needs};
use zopa_arena::protocol::{self, Departure, Entry};
use zopa_arena::{
    Act, Answer, Audience, Clock, Ending, Message, Misconduct, Offer, Player, Purpose, Question, Scripted, Seat, Session,
    Speaker, Stakes, Stream, Strength, play,
};
use zopa_model::Outcome;

const ROUNDS: u32 = 12;

/// Stakes that a protocol can be run over: of one ordered issue and three, for two parties and three, as far as it takes them.
fn tables(entry: &Entry) -> Vec<Stakes> {
    let begins = |stakes: &Stakes| common::try_protocol(stakes, entry.name, ROUNDS, 1).is_ok();
    let tables: Vec<Stakes> = [single(), trade(), triangle()].into_iter().filter(begins).collect();
    assert!(!tables.is_empty(), "`{}` begins nowhere", entry.name);
    tables
}

fn each(check: impl Fn(&Entry, &Stakes, &str)) {
    for entry in protocol::ALL {
        for stakes in tables(entry) {
            for bidding in bidding::ALL {
                check(entry, &stakes, bidding.name);
            }
        }
    }
}

fn forfeits(session: &Session) -> Vec<(Seat, String)> {
    let forfeit = |message: &Message| match &message.act {
        Act::Forfeit { seat, reason } => Some((*seat, reason.clone())),
        _ => None,
    };
    session.messages.iter().filter_map(forfeit).collect()
}

#[test]
fn built_in_strategies_break_no_rule_and_talks_end_the_same_way_again() {
    each(|entry, stakes, strategy| {
        let again = || session(stakes, entry.name, &vec![strategy; stakes.seats()], ROUNDS, 7);
        let one = again();
        assert_eq!(forfeits(&one), [], "{} with {strategy}", entry.name);
        assert!(one.rounds <= ROUNDS, "{} with {strategy}", entry.name);
        if let Ending::Agreement(agreed) = &one.ending {
            assert!(stakes.space.is_feasible(agreed));
        }
        assert_eq!(one, again(), "{} with {strategy}", entry.name);
    });
}

/// Keeps what a player heard and answered.
struct Recorder {
    player: Box<dyn Player>,
    record: Arc<Mutex<Record>>,
}

#[derive(Default)]
struct Record {
    heard: Vec<Message>,
    answers: Vec<Result<Answer, Misconduct>>,
}

impl Player for Recorder {
    fn hear(&mut self, clock: Clock, message: &Message) {
        self.record.lock().unwrap().heard.push(message.clone());
        self.player.hear(clock, message);
    }

    fn answer(&mut self, clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        let answer = self.player.answer(clock, question);
        self.record.lock().unwrap().answers.push(answer.clone());
        answer
    }
}

fn recorded(stakes: &Stakes, name: &str, players: Vec<Box<dyn Player>>) -> (Session, Vec<Record>) {
    let records: Vec<Arc<Mutex<Record>>> = players.iter().map(|_| Arc::default()).collect();
    let recorder = |(player, record): (Box<dyn Player>, &Arc<Mutex<Record>>)| {
        Box::new(Recorder { player, record: Arc::clone(record) }) as Box<dyn Player>
    };
    let mut players: Vec<Box<dyn Player>> = players.into_iter().zip(&records).map(recorder).collect();
    let session = play(&mut *protocol(stakes, name, ROUNDS, 7), &mut players);
    drop(players);
    let record = |record: Arc<Mutex<Record>>| std::mem::take(&mut *record.lock().unwrap());
    (session, records.into_iter().map(record).collect())
}

/// The same table, at which everybody but `seat` wants something else.
fn others_want_otherwise(stakes: &Stakes, seat: usize) -> Stakes {
    let mut changed = stakes.clone();
    let sizes = stakes.space.sizes();
    let values: Vec<Vec<i32>> = sizes.iter().map(|&size| (0..size as i32).map(|option| (option * 5) % 7).collect()).collect();
    let values: Vec<&[i32]> = values.iter().map(Vec::as_slice).collect();
    for other in (0..stakes.seats()).filter(|other| *other != seat) {
        changed.utilities[other] = Arc::new(utility(&values, 3));
    }
    changed
}

#[test]
fn nobody_answers_by_what_it_cannot_know() {
    each(|entry, stakes, strategy| {
        if bidding::named(strategy).unwrap().needs == Needs::EverybodysUtility {
            return;
        }
        let players = (0..stakes.seats()).map(|seat| player(stakes, seat, strategy, ROUNDS, 7)).collect();
        let (session, records) = recorded(stakes, entry.name, players);
        for seat in 0..stakes.seats() {
            let changed = others_want_otherwise(stakes, seat);
            let sit = |(other, record): (usize, &Record)| match other == seat {
                true => player(&changed, seat, strategy, ROUNDS, 7),
                false => Box::new(Scripted::new(record.answers.iter().cloned())),
            };
            let (replayed, again) = recorded(&changed, entry.name, records.iter().enumerate().map(sit).collect());
            assert_eq!(again[seat].answers, records[seat].answers, "{} with {strategy}", entry.name);
            assert_eq!(replayed, session, "{} with {strategy}", entry.name);
        }
    });
}

#[test]
fn what_is_said_to_the_table_reaches_no_other_seat() {
    each(|entry, stakes, strategy| {
        let players = (0..stakes.seats()).map(|seat| player(stakes, seat, strategy, ROUNDS, 7)).collect();
        let (session, records) = recorded(stakes, entry.name, players);
        for (seat, record) in records.iter().enumerate() {
            let is_mine = |message: &&Message| match (message.from, message.to) {
                (Speaker::Seat(from), _) if from == Seat(seat) => true,
                (_, Audience::Only(to)) => to == Seat(seat),
                (_, to) => to == Audience::Everybody,
            };
            let expected: Vec<Message> = session.messages.iter().filter(is_mine).cloned().collect();
            assert_eq!(record.heard, expected, "{} with {strategy}", entry.name);
        }
    });
}

/// Plays along, and at one of its questions does something else.
struct Fault {
    player: Box<dyn Player>,
    left: usize,
    does: Result<Answer, Misconduct>,
}

impl Player for Fault {
    fn hear(&mut self, clock: Clock, message: &Message) {
        self.player.hear(clock, message);
    }

    fn answer(&mut self, clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        if self.left == 0 {
            return self.does.clone();
        }
        self.left -= 1;
        self.player.answer(clock, question)
    }
}

fn faults() -> Vec<Result<Answer, Misconduct>> {
    vec![
        Err(Misconduct::Late),
        Err(Misconduct::Rubbish("it is no JSON".to_owned())),
        Err(Misconduct::Died("exit code 1".to_owned())),
        Ok(Answer::Pass),
        Ok(Answer::Offer(Offer::new(Outcome::new([9, 9, 9, 9, 9])))),
        Ok(Answer::Amount(u32::MAX)),
        Ok(Answer::Reveal { memorandum: "{}".to_owned(), nonce: Box::new([0; 32]) }),
    ]
}

#[test]
fn every_fault_is_a_forfeit_with_its_reason() {
    for entry in protocol::ALL {
        for stakes in tables(entry) {
            for (does, left) in faults().into_iter().flat_map(|does| (0..3).map(move |left| (does.clone(), left))) {
                let sound = |seat| player(&stakes, seat, "hardliner", ROUNDS, 7);
                let mut players: Vec<Box<dyn Player>> = (0..stakes.seats()).map(sound).collect();
                players[1] = Box::new(Fault { player: sound(1), left, does: does.clone() });
                let session = play(&mut *protocol(&stakes, entry.name, ROUNDS, 7), &mut players);
                // Talks may be over before the fault would come.
                let Some((seat, reason)) = forfeits(&session).into_iter().next() else {
                    assert!(left > 0, "{} took {does:?}", entry.name);
                    continue;
                };
                assert!(seat == Seat(1) && !reason.is_empty());
                if let Err(misconduct) = &does {
                    assert_eq!(reason, misconduct.to_string());
                }
                if entry.departure == Departure::EndsTheTalks {
                    assert_eq!(session.ending, Ending::Forfeit(Seat(1)), "{} after {does:?}", entry.name);
                }
            }
        }
    }
}

#[test]
fn no_rounds_are_a_deadline_at_once() {
    for entry in protocol::ALL {
        for stakes in tables(entry) {
            let session = session(&stakes, entry.name, &vec!["boulware"; stakes.seats()], 0, 1);
            assert_eq!((session.ending, session.rounds), (Ending::Deadline, 0), "{}", entry.name);
        }
    }
}

/// Answers whatever is asked with something of the right kind at best.
struct Random {
    stream: Stream,
    sizes: Vec<usize>,
    asked: Arc<Mutex<usize>>,
}

impl Random {
    fn offer(&mut self) -> Answer {
        let options: Vec<u32> = self.sizes.iter().map(|&size| self.stream.below(size) as u32).collect();
        Answer::Offer(Offer::new(Outcome::new(options)))
    }

    fn anything(&mut self) -> Answer {
        match self.stream.below(9) {
            0 => self.offer(),
            1 => Answer::Accept,
            2 => Answer::Reject,
            3 => Answer::Pass,
            4 => Answer::Leave,
            5 => Answer::Vote(Strength::WeakYes),
            6 => Answer::Amount(self.stream.below(6) as u32),
            7 => Answer::Commit(Box::new([7; 32])),
            _ => Answer::Reveal { memorandum: "{\"a\":\"0\"}".to_owned(), nonce: Box::new([7; 32]) },
        }
    }
}

impl Player for Random {
    fn hear(&mut self, _clock: Clock, _message: &Message) {}

    fn answer(&mut self, _clock: Clock, question: Question<'_>) -> Result<Answer, Misconduct> {
        *self.asked.lock().unwrap() += 1;
        let votes = [Strength::StrongNo, Strength::WeakNo, Strength::WeakYes, Strength::StrongYes];
        let coin = self.stream.below(2) == 0;
        let yes_or_no = if coin { Answer::Accept } else { Answer::Reject };
        Ok(match question {
            _ if self.stream.below(50) == 0 => self.anything(),
            Question::Turn { standing: Some(_) } if coin => Answer::Accept,
            Question::Turn { .. } | Question::Propose | Question::ProposeUnique | Question::Concede => self.offer(),
            Question::Judge { .. } | Question::Sign { .. } => yes_or_no,
            Question::Vote { .. } => Answer::Vote(votes[self.stream.below(4)]),
            Question::Amount => Answer::Amount(self.stream.below(self.sizes[0]) as u32),
            Question::Commit { session } => {
                Answer::Commit(Box::new(protocol::memoranda::seal(session, Seat(0), &[7; 32], "{\"a\":\"0\"}")))
            }
            Question::Reveal => Answer::Reveal { memorandum: "{\"a\":\"0\"}".to_owned(), nonce: Box::new([7; 32]) },
        })
    }
}

proptest! {
    #[test]
    fn random_answers_never_panic_and_always_come_to_an_end(seed in any::<u64>(), which in any::<prop::sample::Index>()) {
        let entry = protocol::ALL[which.index(protocol::ALL.len())];
        for stakes in tables(entry) {
            let asked = Arc::new(Mutex::new(0));
            let random = |seat| Box::new(Random {
                stream: Stream::new(seed, 0, seat + 1, Purpose::Player),
                sizes: stakes.space.sizes(),
                asked: Arc::clone(&asked),
            }) as Box<dyn Player>;
            let mut players: Vec<Box<dyn Player>> = (0..stakes.seats()).map(random).collect();
            let session = play(&mut *protocol(&stakes, entry.name, ROUNDS, seed), &mut players);
            let seats = stakes.seats();
            prop_assert!(session.rounds <= ROUNDS);
            prop_assert!(*asked.lock().unwrap() <= (ROUNDS as usize + 2) * seats * (seats + 1));
        }
    }
}
