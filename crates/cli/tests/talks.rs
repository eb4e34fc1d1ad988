//! What a user meets of talks: sessions on scenarios and on cases, programs and scripts at the table, transcripts.

mod support;

use std::fs;

use serde_json::Value;
use support::{zopa, zopa_in};

/// The ferry of the documentation, by an absolute path.
fn ferry() -> String {
    format!("{}/../../docs/scenarios/ferry", env!("CARGO_MANIFEST_DIR"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_session_says_how_it_ended_and_what_that_is_worth() {
    let ran = zopa(&["negotiate", &ferry(), "--seat", "1=boulware", "--seat", "ferry-town=conceder", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answer = json(&ran.out);
    assert_eq!((answer["zopa"].as_u64(), answer["ending"].as_str()), (Some(1), Some("agreement")));
    let exact = answer["exact_utilities"].as_array().unwrap();
    assert_eq!(exact.len(), 2);
    assert!(answer["agreement"]["Fare"].is_string() && answer["rounds"].as_u64().unwrap() > 1);
    let again = zopa(&["negotiate", &ferry(), "--seat", "1=boulware", "--seat", "2=conceder", "--json"]);
    assert_eq!(again.out, ran.out, "the same session, byte for byte");
}

#[test]
fn no_agreement_is_an_answer_and_code_one_only_where_one_was_required() {
    let stubborn = ["negotiate", &ferry(), "--seat", "1=hardliner", "--seat", "2=hardliner", "--rounds", "3"];
    let ran = zopa(&stubborn);
    assert!(ran.code == 0 && ran.out.contains("No agreement by the deadline"), "{}", ran.out);
    assert_eq!(zopa(&[&stubborn[..], &["--require"]].concat()).code, 1);
}

#[test]
fn everybody_needs_a_seat_and_a_strategy_that_there_is() {
    let cases: [(&[&str], &str); 6] = [
        (&["--seat", "1=boulware"], "nobody sits for ferry-town"),
        (&["--seat", "1=boulware", "--seat", "1=linear"], "seated twice"),
        (&["--seat", "3=boulware"], "there is no party `3`"),
        (&["--seat", "boulware"], "is not PARTY=STRATEGY"),
        (&["--seat", "1=boulwar", "--seat", "2=linear"], "there is no strategy called `boulwar`"),
        (&["--seat", "1=boulware:e=-1", "--seat", "2=linear"], "`e=-1` is not a number from"),
    ];
    for (flags, expected) in cases {
        let ran = zopa(&[&["negotiate", &ferry()], flags].concat());
        assert!(ran.code == 2 && ran.err.contains(expected) && ran.err.contains("way out"), "{flags:?}: {}", ran.err);
    }
    let ran = zopa(&["negotiate", &ferry(), "--seat", "1=linear", "--seat", "2=linear", "--protocol", "shouting"]);
    assert!(ran.code == 2 && ran.err.contains("there is no protocol called `shouting`"), "{}", ran.err);
}

#[test]
fn a_case_is_drawn_and_says_so() {
    let seats = ["--seat", "1=boulware", "--seat", "2=boulware"];
    let ran = zopa(&[&["negotiate", "labour-dispute", "--draw", "3", "--json"], &seats[..]].concat());
    let answer = json(&ran.out);
    assert_eq!((answer["draw"]["judgement"].as_str(), answer["draw"]["draw"].as_u64()), (Some("tutorial"), Some(3)));
    assert!(answer["heading"].is_null(), "an invented dispute needs no heading");
    let ran = zopa(&[&["negotiate", "istanbul-2025"], &seats[..]].concat());
    assert!(ran.code == 2 && ran.err.contains("--judgement reading-a"), "{}", ran.err);
    let ran = zopa(&[&["negotiate", "istanbul-2025", "--judgement", "reading-a"], &seats[..]].concat());
    assert!(ran.out.starts_with("Simulated strategies, not these governments."), "{}", ran.out);
    let ran = zopa(&[&["negotiate", &ferry(), "--draw", "3"], &seats[..]].concat());
    assert!(ran.code == 2 && ran.err.contains("`--draw` draws from the ranges of a case"), "{}", ran.err);
}

#[test]
fn a_transcript_is_verified_and_a_change_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let seats = ["--seat", "1=boulware", "--seat", "2=boulware", "--transcript", "talks.jsonl"];
    let ran = zopa_in(folder.path(), &[&["negotiate", &ferry()], &seats[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = zopa_in(folder.path(), &["replay", "talks.jsonl", "--report", "talks.html", "--picture", "talks.svg"]);
    assert!(ran.code == 0 && ran.err.contains("every byte is the same"), "{}", ran.err);
    assert!(fs::read_to_string(folder.path().join("talks.svg")).unwrap().starts_with("<svg"));
    let page = fs::read_to_string(folder.path().join("talks.html")).unwrap();
    assert!(page.contains("Offers in the plane of utilities") && page.contains("Harbour dues"));
    let text = fs::read_to_string(folder.path().join("talks.jsonl")).unwrap();
    fs::write(folder.path().join("changed.jsonl"), text.replacen("\"round\":4", "\"round\":5", 1)).unwrap();
    let ran = zopa_in(folder.path(), &["replay", "changed.jsonl", "--json"]);
    assert_eq!((ran.code, json(&ran.out)["identical"].as_bool()), (1, Some(false)));
    assert!(ran.err.contains("is not what playing it again gives"), "{}", ran.err);
    assert_eq!(zopa_in(folder.path(), &["replay", "talks.html"]).code, 2);
}

#[test]
fn scripts_sit_at_the_table_and_a_bad_line_forfeits_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let offer = r#"{"act":"offer","outcome":{"Fare":"as today","Sailings & crews":"ten a day","Harbour dues":"in full","Term":"one year"}}"#;
    fs::write(folder.path().join("good.jsonl"), format!("{offer}\n{offer}\n")).unwrap();
    fs::write(folder.path().join("bad.jsonl"), format!("{offer}\n{}\n", offer.replace("as today", "free"))).unwrap();
    let talk = |script: &str, rounds: &str| {
        let seat = format!("2=script:{script}");
        let ran = zopa_in(
            folder.path(),
            &[
                "negotiate",
                &ferry(),
                "--seat",
                "1=hardliner",
                "--seat",
                &seat,
                "--rounds",
                rounds,
                "--json",
                "--transcript",
                &format!("{script}.talks"),
            ],
        );
        assert_eq!(ran.code, 0, "{}", ran.err);
        json(&ran.out)
    };
    assert_eq!(talk("good.jsonl", "2")["ending"], "deadline");
    assert_eq!(talk("bad.jsonl", "2")["ending"], "forfeit");
    let told = fs::read_to_string(folder.path().join("bad.jsonl.talks")).unwrap();
    assert!(told.contains("`Fare` has no option `free`"), "{told}");
    for transcript in ["good.jsonl.talks", "bad.jsonl.talks"] {
        let ran = zopa_in(folder.path(), &["replay", transcript]);
        assert!(ran.code == 0 && ran.err.contains("every byte is the same"), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_program_speaks_json_lines_and_hears_its_own_profile_alone() {
    let folder = tempfile::tempdir().unwrap();
    // It writes down what it is told, then accepts whatever is offered.
    fs::write(
        folder.path().join("player.sh"),
        "while read -r line; do echo \"$line\" >> told; case \"$line\" in *'\"ask\":'*) echo '{\"act\":\"accept\"}';; esac; done\n",
    )
    .unwrap();
    let ran = zopa_in(
        folder.path(),
        &["negotiate", &ferry(), "--seat", "1=hardliner", "--seat", "2=exec:sh player.sh", "--patience", "600", "--json"],
    );
    assert_eq!(json(&ran.out)["ending"], "agreement", "{}", ran.err);
    let told = fs::read_to_string(folder.path().join("told")).unwrap();
    let hello = json(told.lines().next().unwrap());
    assert_eq!((hello["seat"].as_u64(), hello["profile"]["name"].as_str()), (Some(2), Some("ferry-town")));
    assert!(!hello["profile"].to_string().contains("ferry-line"), "nobody else's profile is told");
    assert!(told.contains("\"hear\":") && told.contains("\"act\":\"offer\""));
}

#[test]
fn a_clock_on_the_wall_is_marked_and_its_moves_are_replayed_as_recorded() {
    let folder = tempfile::tempdir().unwrap();
    // However much of it passes, both only ask for their best; a billionth of a second is over at once on any machine.
    for (seconds, rounds) in [("600", "4"), ("0.000000001", "4")] {
        let file = format!("{rounds}-{seconds}.jsonl");
        let flags =
            ["--seat", "1=hardliner", "--seat", "2=hardliner", "--rounds", rounds, "--seconds", seconds, "--transcript", &file];
        let ran = zopa_in(folder.path(), &[&["negotiate", &ferry()], &flags[..]].concat());
        assert!(
            ran.code == 0 && ran.out.contains("not reproducible") && ran.out.contains("No agreement by the deadline"),
            "{}",
            ran.out
        );
        let ran = zopa_in(folder.path(), &["replay", &file]);
        assert!(ran.code == 0 && ran.err.contains("every byte is the same"), "{}", ran.err);
    }
}

#[test]
fn rounds_of_talks_and_memoranda_are_replayed_too() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [&[&str]; 7] = [
        &["--seat", "1=boulware", "--seat", "2=random-rational", "--rounds", "3", "--talks", "4"],
        &["--seat", "1=hardliner", "--seat", "2=hardliner", "--protocol", "memoranda"],
        &["--seat", "1=boulware", "--seat", "2=boulware", "--protocol", "tau"],
        &["--seat", "1=boulware", "--seat", "2=boulware/annealing", "--protocol", "single-text"],
        &["--seat", "1=boulware", "--seat", "2=linear", "--protocol", "hill-climbing"],
        &["--seat", "1=boulware", "--seat", "2=linear", "--protocol", "annealing:t0=1", "--rounds", "9", "--talks", "2"],
        &["--seat", "1=zeuthen", "--seat", "2=zeuthen", "--protocol", "monotonic-concession"],
    ];
    for (at, flags) in cases.iter().enumerate() {
        let file = format!("{at}.jsonl");
        let ran = zopa_in(folder.path(), &[&["negotiate", &ferry(), "--transcript", &file], *flags].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let ran = zopa_in(folder.path(), &["replay", &file]);
        assert!(ran.code == 0 && ran.err.contains("every byte is the same"), "{}{}", ran.err, ran.out);
    }
    let told = fs::read_to_string(folder.path().join("1.jsonl")).unwrap();
    assert!(told.contains("\"act\":\"released\"") && told.contains("\"act\":\"contradicting\""), "{told}");
}

#[test]
fn a_random_deadline_is_drawn_from_the_seed_and_hidden() {
    let play = |seed: &str| {
        let flags = ["--seat", "1=hardliner", "--seat", "2=hardliner", "--deadline", "random", "--json", "--seed", seed];
        json(&zopa(&[&["negotiate", &ferry()], &flags[..]].concat()).out)
    };
    let drawn: Vec<u64> = ["1", "2", "3"].map(|seed| play(seed)["rounds"].as_u64().unwrap()).to_vec();
    assert!(drawn.iter().all(|rounds| (1..=100).contains(rounds)) && drawn.iter().any(|rounds| *rounds != drawn[0]), "{drawn:?}");
    assert_eq!(play("1")["deadline"]["known"], false);
}

#[test]
fn the_catalogue_of_talks_names_sources() {
    let all = json(&zopa(&["catalog", "--talks", "--json"]).out);
    for kind in ["protocols", "strategies", "acceptance_conditions", "opponent_models"] {
        assert!(!all[kind].as_array().unwrap().is_empty(), "{kind}");
    }
    let text = zopa(&["catalog", "--talks"]).out;
    assert!(text.contains("boulware") && text.contains("Faratin") && text.contains("from the paper"), "{text}");
}
