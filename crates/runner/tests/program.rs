//! Programs at the table: a good one, and every way to be a bad one.
#![cfg(unix)]

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use zopa_arena::{Answer, Clock, Deadline, Misconduct, Player, Question, Seat, TimeConvention, wire};
use zopa_model::{Issue, OutcomeSpace};
use zopa_runner::{Program, Started};

fn space() -> Arc<OutcomeSpace> {
    Arc::new(OutcomeSpace::new(vec![Issue::categorical("price", ["low", "high"])], vec![]))
}

/// A shell that runs `script`, asked for one answer within `patience`.
fn asked(script: &str, patience: Duration) -> Result<Answer, Misconduct> {
    let space = space();
    let hello = wire::hello(&space, &[], Seat(0), &["A".to_owned(), "B".to_owned()], Deadline::Known(9), Value::Null);
    let command = ["sh", "-c", script].map(str::to_owned).to_vec();
    let mut program = Program::start(space, &Started { command, hello, patience }).unwrap();
    let clock = Clock::new(3, Deadline::Known(9), TimeConvention::Own);
    program.answer(clock, Question::Turn { standing: None })
}

/// Long enough for any machine: no test waits for it.
const AGES: Duration = Duration::from_secs(600);

#[test]
fn a_program_is_greeted_and_asked_and_its_answer_is_taken() {
    // It answers only if the greeting and the question say what they should.
    let script = r#"read hello; read ask
        case "$hello" in *'"party":"A"'*'"rounds":9'*'"options":["low","high"]'*) ;; *) exit 3;; esac
        case "$ask" in *'"ask":"turn"'*'"round":3'*) ;; *) exit 4;; esac
        echo '{"act":"offer","outcome":{"price":"high"}}'; read rest"#;
    let Ok(Answer::Offer(offer)) = asked(script, AGES) else { panic!("no offer") };
    assert_eq!(offer.options(), [1]);
}

#[test]
fn whatever_is_no_answer_is_misconduct_that_names_it() {
    let cases = [
        ("read a; read b; echo rubbish; read c", "not a JSON object"),
        ("read a; read b; echo '{\"act\":\"sing\"}'; read c", "no seat can `sing`"),
        ("read a; read b; echo '{\"act\":\"offer\"}'; read c", "without its outcome"),
        ("read a; read b; echo '{\"act\":\"offer\",\"outcome\":{}}'; read c", "does not settle `price`"),
        ("read a; read b; echo '{\"act\":\"pass\",\"mood\":1}'; read c", "unknown or missing keys"),
        ("read a; read b; echo '{\"act\":\"pass\",\"round\":1}'; read c", "an answer has no `round`"),
        ("read a; read b; exit 7", "exit status: 7"),
        ("read a; read b; head -c 2000000 /dev/zero; read c", "a line of more than"),
    ];
    for (script, expected) in cases {
        let misconduct = asked(script, AGES).expect_err(script).to_string();
        assert!(misconduct.contains(expected), "{script}: {misconduct}");
    }
}

#[test]
fn who_does_not_answer_in_time_is_late() {
    // The shell never answers, so any patience at all runs out.
    assert_eq!(asked("while read line; do :; done", Duration::from_millis(30)), Err(Misconduct::Late));
}

#[test]
fn what_cannot_be_started_says_so() {
    let started = Started { command: vec!["/no/such/program".to_owned()], hello: Value::Null, patience: AGES };
    assert!(Program::start(space(), &started).is_err());
    assert!(Program::start(space(), &Started { command: vec![], ..started }).is_err());
}
