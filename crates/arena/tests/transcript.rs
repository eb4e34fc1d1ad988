//! Transcripts: the same bytes when played again, and a place where they differ when somebody changed them.

mod common;

use serde_json::json;
use zopa_analysis::Limits;
use zopa_analysis::inverse::InverseLimits;
use zopa_arena::quality::Yardstick;
use zopa_arena::transcript::{Header, SeatLine, Transcript, VERSION, Verdict, replay, write};
use zopa_arena::{Answer, Deadline, Misconduct, Offer, Player, Rules, Scripted, Seat, Stakes, Table, TimeConvention};
use zopa_model::Outcome;

/// A table, its yardstick, and the rules of a session of `rounds`.
struct World {
    table: Table,
    yardstick: Yardstick,
    rules: Rules,
}

impl World {
    fn new(stakes: Stakes, rounds: u32) -> Self {
        let table = Table::new(stakes, &InverseLimits::default()).unwrap();
        let rules = Rules {
            protocol: "alternating".parse().unwrap(),
            deadline: Deadline::Known(rounds),
            convention: TimeConvention::Own,
            seed: 7,
        };
        Self { yardstick: Yardstick::new(&table, &Limits::default()), table, rules }
    }

    fn header(&self, strategies: &[Option<&str>]) -> Header {
        let seat = |(at, strategy): (usize, &Option<&str>)| SeatLine {
            party: format!("party {}", at + 1),
            strategy: strategy.map(str::to_owned),
            label: None,
        };
        Header {
            zopa: VERSION,
            kind: "transcript".to_owned(),
            heading: None,
            name: "trade".to_owned(),
            draw: None,
            protocol: self.rules.protocol.to_string(),
            deadline: self.rules.deadline.into(),
            talks: None,
            time: self.rules.convention.into(),
            seed: self.rules.seed,
            session: 3,
            seats: strategies.iter().enumerate().map(seat).collect(),
            grid: None,
            scenario: json!({ "stands": "for the scenario" }),
        }
    }

    /// Plays with `strategies`, and with `scripts` where there is none, and writes it down.
    fn recorded(&self, strategies: &[Option<&str>], mut scripts: Vec<Vec<Result<Answer, Misconduct>>>) -> String {
        let header = self.header(strategies);
        let mut players: Vec<Box<dyn Player>> = Vec::new();
        for (seat, strategy) in Seat::all(strategies.len()).zip(strategies) {
            players.push(match strategy {
                None => Box::new(Scripted::new(scripts.remove(0))),
                Some(strategy) => {
                    let prepared = self.table.prepare(seat, &strategy.parse().unwrap(), &self.rules).unwrap();
                    prepared.sit(self.rules.stream(header.session, seat))
                }
            });
        }
        let session = self.table.play(&self.rules, header.session, &mut players).unwrap();
        let quality = self.yardstick.measure(&self.table, &session, self.rules.convention, self.rules.deadline.rounds());
        write(&header, &self.table, &session, &quality)
    }

    fn replay(&self, text: &str) -> Verdict {
        replay(&Transcript::read(text).unwrap(), &self.table, &self.yardstick).unwrap().verdict
    }
}

#[test]
fn strategies_play_the_same_session_again() {
    for (stakes, seats) in [(common::trade(), 2), (common::triangle(), 3), (common::vast(), 2)] {
        let world = World::new(stakes, 40);
        let text = world.recorded(&vec![Some("boulware"); seats], vec![]);
        assert!(matches!(world.replay(&text), Verdict::Identical), "{text}");
    }
}

#[test]
fn moves_of_others_are_taken_as_recorded_and_a_forfeit_with_its_reason() {
    let world = World::new(common::trade(), 10);
    let offer = Answer::Offer(Offer::new(Outcome::new([0, 0, 0])));
    let script = vec![Ok(offer.clone()), Ok(offer), Err(Misconduct::Rubbish("it spoke in tongues".to_owned()))];
    let text = world.recorded(&[None, Some("hardliner")], vec![script]);
    assert!(text.contains("it spoke in tongues") && text.contains("\"ending\":\"forfeit\""), "{text}");
    assert!(matches!(world.replay(&text), Verdict::Identical), "{text}");
}

#[test]
fn mediated_and_simultaneous_talks_are_played_again_too() {
    for protocol in ["single-text", "hill-climbing", "annealing:t0=3", "monotonic-concession"] {
        for strategy in ["linear", "zeuthen", "boulware/annealing:t0=0.2"] {
            let mut world = World::new(common::trade(), 20);
            world.rules.protocol = protocol.parse().unwrap();
            let text = world.recorded(&[Some(strategy), Some("linear")], vec![]);
            assert!(matches!(world.replay(&text), Verdict::Identical), "{protocol}: {text}");
        }
    }
}

#[test]
fn what_was_held_back_when_the_other_dropped_out_is_played_again() {
    let mut world = World::new(common::trade(), 10);
    world.rules.protocol = "monotonic-concession".parse().unwrap();
    let first = || vec![Ok(Answer::Offer(Offer::new(Outcome::new([0, 0, 0])))), Ok(Answer::Reject)];
    let second = Answer::Offer(Offer::new(Outcome::new([3, 3, 3])));
    for dropping in [vec![Err(Misconduct::Late)], vec![Ok(Answer::Leave)], vec![Ok(second), Err(Misconduct::Late)]] {
        let text = world.recorded(&[None, None], vec![first(), dropping]);
        assert!(text.contains("\"to\":\"table\""), "{text}");
        assert!(matches!(world.replay(&text), Verdict::Identical), "{text}");
    }
}

#[test]
fn whatever_is_changed_is_found_where_it_stands() {
    let world = World::new(common::trade(), 40);
    let text = world.recorded(&[Some("boulware"), Some("conceder")], vec![]);
    let lines: Vec<&str> = text.lines().collect();
    for at in 1..lines.len() {
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        changed[at] = changed[at].replace("\"round\":", "\"round\":1").replace("\"rounds\":", "\"rounds\":9");
        let changed = changed.join("\n") + "\n";
        let Verdict::Differs { line, .. } = world.replay(&changed) else { panic!("line {at} was changed unseen") };
        assert_eq!(line, at + 1);
    }
    let Verdict::Differs { line, recorded: None, .. } = world.replay(&text[..text.len() - lines[lines.len() - 1].len() - 1])
    else {
        panic!("a lost ending was not seen")
    };
    assert_eq!(line, lines.len());
}

#[test]
fn a_view_depends_on_what_was_heard_alone() {
    // The second seat says the same whatever the first one's secrets are, so what it has heard is the same.
    let world = World::new(common::trade(), 10);
    let offers = |option| vec![Ok(Answer::Offer(Offer::new(Outcome::new([option, 0, 0])))); 2];
    let views = |text: &str| -> Vec<String> {
        let lines = Transcript::read(text).unwrap().messages;
        lines.into_iter().filter(|line| line.from == Some(2)).filter_map(|line| line.view).collect()
    };
    let (one, same) =
        (world.recorded(&[None, None], vec![offers(0), offers(1)]), world.recorded(&[None, None], vec![offers(0), offers(2)]));
    let other = world.recorded(&[None, None], vec![offers(1), offers(1)]);
    assert_eq!(views(&one)[0], views(&same)[0]);
    assert_ne!(views(&one)[0], views(&other)[0]);
}

#[test]
fn what_is_no_transcript_says_so_with_its_line() {
    let world = World::new(common::trade(), 2);
    let text = world.recorded(&[Some("boulware"), Some("boulware")], vec![]);
    let (first, rest) = text.split_once('\n').unwrap();
    let cases = [
        (String::new(), "line 1: the file is empty"),
        ("{}".to_owned(), "line 1: missing field"),
        (text.replace("transcript", "song"), "line 1: this is a `song` and no transcript"),
        (text.replace("{\"zopa\":1", "{\"zopa\":9"), "line 1: version 9 is not known"),
        (format!("{first}\nnoise\n{rest}"), "line 2: "),
        (format!("{text}{{}}"), "something follows the ending"),
    ];
    for (text, expected) in cases {
        let error = Transcript::read(&text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let nonsense = [
        ("\"act\":\"offer\"", "\"act\":\"sing\"", "no seat can `sing`"),
        ("\"a\":\"0\"", "\"a\":\"none\"", "`a` has no option `none`"),
    ];
    for (old, new, expected) in nonsense {
        let text = world.recorded(&[None, None], vec![vec![Ok(Answer::Offer(Offer::new(Outcome::new([0, 0, 0]))))], vec![]]);
        let transcript = Transcript::read(&text.replacen(old, new, 1)).unwrap();
        let error = replay(&transcript, &world.table, &world.yardstick).unwrap_err().to_string();
        assert_eq!(error, format!("line 2: {expected}"));
    }
}
