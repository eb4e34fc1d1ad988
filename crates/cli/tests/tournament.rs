//! Tournaments as a user runs them: killed, resumed, cut into shards, refused; and the reference tournament.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use support::{command, run, zopa};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A plan over the ferry and the reefs, in `folder`.
fn plan(folder: &Path, more: &str) -> String {
    let scenarios = ["ferry", "reefs"].map(|name| format!("{:?}", repository().join("docs/scenarios").join(name)));
    let text = format!("name = \"test\"\nself_play = true\nscenarios = [{}]\n{more}\n", scenarios.join(", "));
    let file = folder.join("plan.toml");
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

const FEW: &str = "strategies = [\"boulware\", \"linear\"]\nrounds = 20";

fn play(plan: &str, out: &Path) {
    let ran = zopa(&["tournament", plan, "--out", out.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// What every run of a plan has to write, byte for byte.
fn written(out: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let names = [
        "plan.json",
        "records.parquet",
        "standings.json",
        "standings.csv",
        "standings.tex",
        "payoff.csv",
        "CITATION.cff",
        "report.html",
    ];
    names.into_iter().map(|name| (name, fs::read(out.join(name)).unwrap())).collect()
}

fn assert_same(one: &Path, other: &Path) {
    for ((name, one), (_, other)) in written(one).into_iter().zip(written(other)) {
        assert!(one == other, "{name} differs");
    }
}

#[test]
fn the_reference_tournament_is_what_is_kept_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let kept = repository().join("catalog/tournaments/reference.standings.json");
    play(repository().join("catalog/tournaments/reference.toml").to_str().unwrap(), folder.path());
    let found = fs::read_to_string(folder.path().join("standings.json")).unwrap();
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        fs::write(&kept, &found).unwrap();
    }
    assert!(
        found == fs::read_to_string(&kept).unwrap(),
        "the reference tournament ends otherwise; UPDATE_REFERENCE=1 keeps the new result"
    );
}

/// Kills a run once its journal is longer than `bytes`. Whether it was killed before its end.
fn killed_beyond(plan: &str, out: &Path, bytes: u64) -> bool {
    let mut command = command(Path::new("."), &["tournament", plan, "--out", out.to_str().unwrap(), "--threads", "2"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let journal = out.join("journal-1-of-1.jsonl");
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return false;
        }
        if fs::metadata(&journal).is_ok_and(|journal| journal.len() > bytes) {
            // On Unix this is SIGKILL.
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn killed_at_twenty_moments_and_resumed_it_ends_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(folder.path(), "strategies = [\"boulware\", \"linear\", \"conceder\"]\nrepetitions = 150\nrounds = 50");
    let (whole, broken) = (folder.path().join("whole"), folder.path().join("broken"));
    play(&plan, &whole);
    let length = fs::metadata(whole.join("journal-1-of-1.jsonl")).unwrap().len();
    let mut kills = 0;
    let mut moment = 0;
    // Moments spread by a linear congruence; a run that is resumed goes on from the last, and ends when nothing is left.
    let mut state = 12345u64;
    for _ in 0..20 {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        moment += (state >> 33) % (length / 12);
        if moment >= length {
            fs::remove_dir_all(&broken).unwrap();
            moment = (state >> 33) % (length / 12);
        }
        kills += u32::from(killed_beyond(&plan, &broken, moment));
    }
    assert!(kills >= 10, "only {kills} of 20 runs were killed before they ended");
    play(&plan, &broken);
    assert_same(&whole, &broken);
    let sessions = fs::read_to_string(broken.join("journal-1-of-1.jsonl")).unwrap().lines().count() - 1;
    assert_eq!(sessions, 2 * 9 * 150, "every session once");
}

#[test]
fn a_journal_cut_anywhere_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(folder.path(), FEW);
    let (whole, cut) = (folder.path().join("whole"), folder.path().join("cut"));
    play(&plan, &whole);
    play(&plan, &cut);
    let journal = fs::read(whole.join("journal-1-of-1.jsonl")).unwrap();
    let lines: Vec<usize> = (0..journal.len()).filter(|at| journal[*at] == b'\n').collect();
    let around_ends = lines.iter().flat_map(|end| [*end, *end + 1, *end + 2]).filter(|at| *at <= journal.len());
    let within_the_last = (lines[lines.len() - 2]..journal.len()).step_by(37);
    for length in [0, 1].into_iter().chain(around_ends).chain(within_the_last) {
        fs::write(cut.join("journal-1-of-1.jsonl"), &journal[..length]).unwrap();
        fs::remove_file(cut.join("records.parquet")).unwrap();
        play(&plan, &cut);
        assert_same(&whole, &cut);
    }
}

#[test]
fn shards_put_together_are_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(folder.path(), &format!("{FEW}\ntranscripts = true\nrepetitions = 2"));
    let (whole, merged) = (folder.path().join("whole"), folder.path().join("merged"));
    play(&plan, &whole);
    let shards: Vec<String> = (1..=3).map(|shard| folder.path().join(format!("s{shard}")).to_str().unwrap().to_owned()).collect();
    let merge = |count: usize| {
        let mut arguments = vec!["tournament", "merge", merged.to_str().unwrap()];
        arguments.extend(shards[..count].iter().map(String::as_str));
        zopa(&arguments)
    };
    for (at, out) in shards.iter().enumerate() {
        let ran = zopa(&["tournament", &plan, "--out", out, "--shard", &format!("{}/3", at + 1)]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!Path::new(out).join("records.parquet").exists());
    }
    let early = merge(2);
    assert_eq!(early.code, 2);
    assert!(early.err.contains("are missing"), "{}", early.err);
    assert_eq!(merge(3).code, 0);
    assert_same(&whole, &merged);
    for entry in fs::read_dir(whole.join("transcripts")).unwrap() {
        let path = entry.unwrap().path();
        assert!(fs::read(&path).unwrap() == fs::read(merged.join("transcripts").join(path.file_name().unwrap())).unwrap());
        assert_eq!(zopa(&["replay", path.to_str().unwrap(), "--json"]).code, 0, "{path:?} plays again to the byte");
    }
    let twice = zopa(&["tournament", "merge", merged.to_str().unwrap(), &shards[0], &shards[0]]);
    assert_eq!(twice.code, 2);
    assert!(twice.err.contains("in another journal as well"), "{}", twice.err);
}

#[test]
fn a_changed_plan_is_refused_and_says_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    play(&plan(folder.path(), FEW), &out);
    let changed = plan(folder.path(), &format!("{FEW}\nseed = 7"));
    let ran = zopa(&["tournament", &changed, "--out", out.to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`seed` was 1 and is 7") && ran.err.contains("way out"), "{}", ran.err);
    let elsewhere = zopa(&["tournament", &changed, "--out", folder.path().to_str().unwrap()]);
    assert!(elsewhere.err.contains("no tournament"), "a folder of something else is left alone: {}", elsewhere.err);
}

#[test]
fn threads_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(folder.path(), &format!("{FEW}\nrepetitions = 5"));
    for threads in ["1", "5"] {
        let out = folder.path().join(threads);
        assert_eq!(zopa(&["tournament", &plan, "--out", out.to_str().unwrap(), "--threads", threads]).code, 0);
    }
    assert_same(&folder.path().join("1"), &folder.path().join("5"));
}

#[test]
fn a_program_that_misbehaves_forfeits_and_the_tournament_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(folder.path(), "strategies = [\"linear\", \"exec:cat\"]\nrounds = 20");
    let out = folder.path().join("out");
    play(&plan, &out);
    let standings: serde_json::Value = serde_json::from_slice(&fs::read(out.join("standings.json")).unwrap()).unwrap();
    let of = |name: &str| standings["standings"].as_array().unwrap().iter().find(|one| one["strategy"] == name).unwrap().clone();
    assert_eq!((of("linear")["forfeits"].as_u64(), of("linear")["agreements"].as_u64()), (Some(0), Some(4)));
    assert!(of("exec:cat")["forfeits"].as_u64().unwrap() >= 6, "{standings:#}");
    let missing = self::plan(folder.path(), "strategies = [\"linear\", \"exec:no-such-program\"]");
    let mut absent = command(folder.path(), &["tournament", &missing, "--out", "absent"]);
    absent.env("NO_COLOR", "1");
    let ran = run(absent);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no-such-program"), "{}", ran.err);
}

#[test]
fn faults_of_a_plan_name_file_line_and_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("strategies = [\"linear\"]\nsedd = 3", "plan.toml: line 5: unknown field `sedd`"),
        ("strategies = [\"linear\"]\n[[scenario]]\nsource = \"nowhere\"", "plan.toml: line 5: `nowhere` is neither"),
        ("strategies = [\"linear\"]\n[[scenario]]\nsource = \"harbour\"\ngrid = 3", "`grid` means nothing for `harbour`"),
    ];
    for (more, words) in cases {
        let ran = zopa(&["tournament", &plan(folder.path(), more), "--out", folder.path().join("out").to_str().unwrap()]);
        assert_eq!(ran.code, 2, "{more}");
        assert!(ran.err.contains(words) && ran.err.contains("way out"), "{}", ran.err);
    }
    assert_eq!(zopa(&["tournament"]).code, 2);
    assert_eq!(zopa(&["tournament", "plan.toml", "--out", "x", "--shard", "4/3"]).code, 2);
}
