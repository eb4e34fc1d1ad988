//! Plans, the sessions that follow from them, and what follows from the sessions.

mod common;

use common::{trade, triangle};
use zopa_analysis::Limits;
use zopa_analysis::inverse::InverseLimits;
use zopa_arena::tournament::{
    BadPlan, Contender, Draft, Outsider, Pairing, Plan, Record, Results, ScenarioLine, Tournament, Venue,
};
use zopa_arena::{Answer, Misconduct, Player, Scripted, Seat, Stakes, Table};

const HEAD: &str = "name = \"cup\"\nstrategies = [\"boulware\", \"linear\", \"conceder\"]\nscenarios = [\"a\", \"b\"]\n";

fn draft(text: &str) -> Draft {
    Draft::read(text).unwrap_or_else(|bad| panic!("{bad}"))
}

fn line(name: &str, parties: usize) -> ScenarioLine {
    ScenarioLine {
        name: name.to_owned(),
        source: name.to_owned(),
        parties: (0..parties).map(|seat| format!("party {seat}")).collect(),
        sha256: String::new(),
        heading: None,
    }
}

fn tournament(text: &str, parties: &[usize]) -> Result<Tournament, BadPlan> {
    let draft = draft(text);
    let lines = draft.sources.iter().zip(parties).map(|(source, parties)| line(source.called(), *parties)).collect();
    Tournament::new(Plan::new(&draft, lines))
}

/// Plays a whole tournament; whoever is a program falls silent.
fn played(tournament: &Tournament, stakes: &[Stakes]) -> Vec<Record> {
    let venue = |(at, stakes): (usize, &Stakes)| {
        let table = Table::new(stakes.clone(), &InverseLimits::default()).unwrap();
        Venue::new(tournament, at, table, &Limits::default(), None).unwrap()
    };
    let venues: Vec<Venue> = stakes.iter().enumerate().map(venue).collect();
    let silent = |_: Seat, _: Outsider<'_>| -> Result<Box<dyn Player>, ()> {
        Ok(Box::new(Scripted::new([Err::<Answer, _>(Misconduct::Late)])))
    };
    let play = |session| {
        let fixture = tournament.schedule.fixture(session);
        let venue = &venues[fixture.scenario];
        let mut players = venue.players(tournament, &fixture, silent).unwrap();
        venue.record(&fixture, &venue.play(tournament, &fixture, &mut players).unwrap())
    };
    (0..tournament.schedule.sessions()).map(play).collect()
}

#[test]
fn a_plan_needs_little_and_says_what_it_takes_for_the_rest() {
    let draft = draft(HEAD);
    assert_eq!((draft.seed, draft.repetitions, draft.deadline.rounds(), draft.score.name), (1, 1, 100, "utility"));
    assert_eq!(draft.pairing, Pairing::Every { rotations: true, self_play: false });
    assert!(!draft.transcripts && !draft.has_programs());
}

#[test]
fn every_fault_of_a_plan_has_its_line_and_a_way_out() {
    let cases = [
        ("seeds = 3\n", 4, "unknown field `seeds`"),
        ("rounds = \"ten\"\n", 4, "invalid type"),
        ("repetitions = 0\n", 4, "nothing would be played"),
        ("protocol = \"shouting\"\n", 4, "no protocol called `shouting`"),
        ("score = \"glory\"\n", 4, "no measure `glory`"),
        ("patience = -1.0\n", 4, "`patience`"),
        ("[[scenario]]\nsource = \"x/a\"\n", 4, "two scenarios are called `a`"),
        ("[[scenario]]\nsource = \"c\"\ngrids = 3\n", 6, "unknown field `grids`"),
        ("[[session]]\nscenario = \"a\"\nseats = [\"boulware\"]\n", 2, "`strategies` says who meets whom"),
    ];
    for (more, at, words) in cases {
        let bad = Draft::read(&format!("{HEAD}{more}")).unwrap_err();
        assert_eq!(bad.line, Some(at), "{more}: {bad}");
        assert!(bad.problem.contains(words) && !bad.way_out.is_empty(), "{more}: {bad}");
    }
    let whole = [
        ("strategies = [\"boulware\"]\nscenarios = [\"a\"]\n", "missing field `name`"),
        ("name = \"x\"\nscenarios = [\"a\"]\n", "nobody takes part"),
        ("name = \"x\"\nstrategies = [\"boulware\"]\n", "nothing to talk about"),
        (
            "name = \"x\"\nstrategies = [\"boulwar\"]\nscenarios = [\"a\"]\n",
            "no strategy called `boulwar`; did you mean `boulware`?",
        ),
        ("name = \"x\"\nstrategies = [\"linear\", \" linear\"]\nscenarios = [\"a\"]\n", "takes part twice"),
        ("name = \"x\"\nstrategies = [\"exec:\"]\nscenarios = [\"a\"]\n", "names no program"),
        ("name = x\n", "line 1"),
    ];
    for (text, words) in whole {
        let bad = Draft::read(text).unwrap_err();
        assert!(bad.to_string().contains(words), "{text}: {bad}");
    }
}

#[test]
fn sessions_are_counted_and_ordered() {
    let number = |more: &str, parties: &[usize]| tournament(&format!("{HEAD}{more}"), parties).unwrap().schedule.sessions();
    assert_eq!(number("", &[2, 2]), 12);
    assert_eq!(number("self_play = true\nrepetitions = 4\n", &[2, 2]), 72);
    assert_eq!(number("rotations = false\n", &[2, 3]), 3 + 1);
    assert_eq!(number("rotations = false\nself_play = true\n", &[2, 3]), 6 + 10);
    assert_eq!(number("", &[2, 3]), 6 + 6);
    let tournament = tournament(&format!("{HEAD}repetitions = 2\n"), &[2, 2]).unwrap();
    let at = |session| tournament.schedule.fixture(session);
    assert_eq!((at(0).seats, at(1).seats, at(2).seats), (&[0, 1][..], &[0, 1][..], &[0, 2][..]));
    assert_eq!([at(0), at(1), at(2), at(12)].map(|one| one.stream), [0, 1, 0, 2], "draws are common to all who meet there");
    assert_eq!(tournament.schedule.sitting(0).len(), 6);
}

#[test]
fn what_cannot_be_played_is_refused_with_a_way_out() {
    let bad = tournament("name = \"x\"\nstrategies = [\"linear\"]\nscenarios = [\"a\"]\n", &[2]).unwrap_err();
    assert!(bad.way_out.contains("self_play"), "{bad:?}");
    let vast = format!("{HEAD}repetitions = 4000000\n");
    assert!(tournament(&vast, &[2, 2]).unwrap_err().problem.contains("48000000 sessions"), "{vast}");
    let listed = "name = \"x\"\nscenarios = [\"a\"]\n[[session]]\nscenario = \"b\"\nseats = [\"linear\", \"linear\"]\n";
    let bad = tournament(listed, &[2]).unwrap_err().in_draft(&Draft::read(listed).unwrap());
    assert!(bad.problem.contains("`b`") && bad.line == Some(3), "{bad:?}");
    let short = "name = \"x\"\nscenarios = [\"a\"]\n[[session]]\nscenario = \"a\"\nseats = [\"linear\"]\n";
    let bad = tournament(short, &[2]).unwrap_err().in_draft(&Draft::read(short).unwrap());
    assert!(bad.way_out.contains("party 1") && bad.line == Some(3), "{bad:?}");
}

#[test]
fn listed_sessions_are_played_as_they_are_listed() {
    let text = "name = \"x\"\nscenarios = [\"a\"]\n[[session]]\nscenario = \"a\"\nseats = [\"linear\", \"exec:bot\"]\n\
        [[session]]\nscenario = \"a\"\nseats = [\"exec:bot\", \"linear\"]\n";
    let tournament = tournament(text, &[2]).unwrap();
    assert_eq!(tournament.schedule.sessions(), 2);
    assert_eq!(tournament.schedule.fixture(1).seats, [1, 0]);
    assert!(matches!(tournament.contenders[1], Contender::Program(_)));
}

#[test]
fn a_plan_comes_back_from_its_frozen_form_and_every_key_is_in_its_digest() {
    let plan = tournament(HEAD, &[2, 2]).unwrap().plan;
    let again: Plan = serde_json::from_str(&plan.frozen()).unwrap();
    assert_eq!((&again, again.digest()), (&plan, plan.digest()));
    for more in [
        "seed = 2\n",
        "rounds = 9\n",
        "repetitions = 2\n",
        "self_play = true\n",
        "score = \"advantage\"\n",
        "transcripts = true\n",
    ] {
        assert_ne!(tournament(&format!("{HEAD}{more}"), &[2, 2]).unwrap().plan.digest(), plan.digest(), "{more}");
    }
    let mut other = plan.clone();
    other.scenarios[1].sha256 = "0".to_owned();
    assert_ne!(other.digest(), plan.digest());
}

#[test]
fn records_come_back_from_json_to_the_bit() {
    let tournament = tournament(&format!("{HEAD}self_play = true\n"), &[2, 2]).unwrap();
    for record in played(&tournament, &[trade(), trade()]) {
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
    }
}

#[test]
fn standings_are_means_over_scenarios_of_means_over_sessions() {
    let tournament = tournament(&format!("{HEAD}self_play = true\n"), &[2, 3]).unwrap();
    let records = played(&tournament, &[trade(), triangle()]);
    let results = Results::of(&tournament, &records);
    for standing in &results.standings {
        let own = tournament.plan.strategies.iter().position(|one| one.strategy == standing.strategy).unwrap();
        // The plain way: a mean for each scenario, then their mean.
        let mean = |scenario: usize| {
            let mut all = Vec::new();
            for record in &records {
                let fixture = tournament.schedule.fixture(record.session);
                if fixture.scenario == scenario {
                    all.extend(
                        (0..fixture.seats.len())
                            .filter(|seat| fixture.seats[*seat] == own)
                            .map(|seat| record.seats[seat].utility),
                    );
                }
            }
            all.iter().sum::<f64>() / all.len() as f64
        };
        let expected = (mean(0) + mean(1)) / 2.0;
        assert!((standing.score.unwrap() - expected).abs() < 1e-12);
        assert_eq!(standing.seats, 6 + 27);
        let interval = standing.interval.unwrap();
        // Of two scenarios one draw in four takes the same one twice, so the ends are the two means.
        let (low, high) = (mean(0).min(mean(1)), mean(0).max(mean(1)));
        assert!((interval.low - low).abs() < 1e-12 && (interval.high - high).abs() < 1e-12, "{interval:?}");
        assert!(!standing.label.is_empty());
    }
    assert!(results.standings.windows(2).all(|pair| pair[0].score >= pair[1].score));
    assert_eq!(results.comparisons.len(), 3);
    assert!(results.game.is_some() && results.game_note.unwrap().contains("approximation"));
}

#[test]
fn a_patient_strategy_beats_a_yielding_one_and_the_game_says_so() {
    let tournament = tournament(&format!("{HEAD}self_play = true\n"), &[2, 2]).unwrap();
    let results = Results::of(&tournament, &played(&tournament, &[trade(), trade()]));
    assert_eq!(results.standings[0].strategy, "boulware");
    let game = results.game.unwrap();
    assert!(game.pure_equilibria.contains(&0), "{game:?}");
    assert_eq!(results.payoff.table[0].len(), 3);
}

#[test]
fn a_seat_that_misbehaves_forfeits_and_the_rest_goes_on() {
    let text = "name = \"x\"\nstrategies = [\"linear\", \"exec:silent\"]\nscenarios = [\"a\"]\nself_play = true\n";
    let tournament = tournament(text, &[2]).unwrap();
    let records = played(&tournament, &[trade()]);
    assert_eq!(records.len(), 4);
    assert!(records[0].is_agreement());
    assert!(records[1..].iter().all(|record| record.ending == "forfeit" && record.reason.is_some()));
    let results = Results::of(&tournament, &records);
    let silent = results.standings.iter().find(|standing| standing.strategy == "exec:silent").unwrap();
    assert_eq!((silent.seats, silent.agreements, silent.missed, silent.forfeits), (4, 0, 4, 3));
    let concession = silent.averages.iter().find(|average| average.measure == "concession").unwrap();
    assert_eq!(
        (concession.mean, concession.count, concession.undefined),
        (None, 0, 4),
        "what is not defined is counted and not zero"
    );
}
