//! What a newcomer meets: the overview, the help of every verb, completions and manual pages.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use support::{catalogue, command, run, zopa, zopa_in};

/// The help of `verb` (of the program, where it is empty), `width` columns wide.
fn help(verb: &str, width: usize) -> String {
    let words: Vec<&str> = [verb, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
    let mut asked = command(Path::new(env!("CARGO_MANIFEST_DIR")), &words);
    asked.env("COLUMNS", width.to_string());
    let ran = run(asked);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

/// Every verb, as the pages of the manual name them.
fn verbs() -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(zopa_in(folder.path(), &["man", "--out", "pages"]).code, 0);
    let names = fs::read_dir(folder.path().join("pages")).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    let mut verbs: Vec<String> =
        names.filter_map(|name| Some(name.strip_prefix("zopa-")?.strip_suffix(".1")?.to_owned())).collect();
    verbs.sort();
    assert!(verbs.len() > 20, "{verbs:?}");
    verbs
}

/// The verbs that are typed right after the program's name.
fn first_verbs() -> Vec<String> {
    verbs().into_iter().filter(|verb| verb != "tournament-merge").collect()
}

/// A tool that this machine may not have.
fn is_here(tool: &str) -> bool {
    Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

#[test]
fn the_overview_names_every_verb_and_fits() {
    for width in [80, 120] {
        let overview = help("", width);
        for verb in first_verbs() {
            assert!(overview.lines().any(|line| line.starts_with(&format!("  {verb} "))), "{verb}\n{overview}");
        }
        assert!(overview.contains("Exit codes") && overview.contains("zopa analyse istanbul-2025"));
        for line in overview.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn the_help_of_every_verb_has_an_example_and_fits() {
    for width in [80, 120] {
        for verb in first_verbs() {
            let help = help(&verb, width);
            assert!(help.contains(&format!("  zopa {verb}")) && help.contains("Example"), "{help}");
            for line in help.lines() {
                assert!(line.chars().count() <= width, "{verb} at {width}: {line}");
            }
        }
    }
}

#[test]
fn the_program_alone_says_where_to_begin() {
    let alone = zopa(&[]);
    assert_eq!(alone.code, 2);
    assert!(alone.out.is_empty());
    assert!(alone.err.contains("Usage") && alone.err.contains("zopa new") && alone.err.contains("zopa --help"), "{}", alone.err);
    assert!(alone.err.lines().count() <= 14, "it is short: {}", alone.err);
}

#[test]
fn an_unknown_verb_is_told_with_the_one_that_is_meant() {
    for (typed, meant) in [("anlyse", "analyse"), ("simulate", "zopa negotiate"), ("harbour", "zopa analyse harbour")] {
        let ran = zopa(&[typed]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(meant), "{typed}: {}", ran.err);
    }
    assert_eq!(zopa(&["analyze", "two-issue-trade"]).out, zopa(&["analyse", "two-issue-trade"]).out);
    assert_eq!(zopa(&["catalogue"]).out, zopa(&["catalog"]).out);
}

#[test]
fn flags_stand_under_the_heading_that_they_belong_to() {
    let help = help("analyse", 100);
    let sections: Vec<&str> = help.split("\n\n").collect();
    let below = |heading: &str| {
        let from = help.find(heading).unwrap_or_else(|| panic!("no heading {heading}\n{help}"));
        help[from..].lines().skip(1).take_while(|line| line.is_empty() || line.starts_with(' ')).collect::<String>()
    };
    assert!(sections.len() > 5);
    assert!(below("What is written:").contains("--json") && below("What is written:").contains("--report"));
    assert!(below("Scenario files of the field").contains("--as ") && !below("Scenario files of the field").contains("--json"));
    assert!(below("Draws").contains("--seed") && below("Opening a case:").contains("--texts"));
}

/// Verbs that wait for somebody, or take minutes.
const NOT_RUN: &[&str] = &["zopa serve", "zopa seal", "zopa unseal", "zopa tournament", "zopa mcp"];

/// Files of the reader's that examples name, in the order in which the help names them.
fn files_of_the_reader(folder: &Path) {
    let copy = |from: &Path, to: &str| fs::copy(from, folder.join(to)).unwrap();
    let case = catalogue("labour-dispute").join("case.yaml");
    for name in ["my-case.yaml", "before.yaml", "after.yaml"] {
        copy(&case, name);
    }
    fs::create_dir_all(folder.join("letters")).unwrap();
    fs::create_dir_all(folder.join("docs/records")).unwrap();
    let docs = catalogue("../docs");
    copy(&docs.join("records/alder-mill.jsonl"), "docs/records/alder-mill.jsonl");
    fs::create_dir_all(folder.join("docs/scenarios/ferry")).unwrap();
    for entry in fs::read_dir(docs.join("scenarios/ferry")).unwrap() {
        let path = entry.unwrap().path();
        copy(&path, &format!("docs/scenarios/ferry/{}", path.file_name().unwrap().display()));
    }
    fs::write(folder.join("first.txt"), "1. Wages rise by 4 per cent.\n2. The hours stay at 40.\n").unwrap();
    fs::write(folder.join("second.txt"), "1. Wages rise by 5 per cent.\n2. The hours stay at 40.\n").unwrap();
    let talks = ["negotiate", "two-issue-trade", "--seat", "1=boulware", "--seat", "2=conceder", "--transcript", "talks.jsonl"];
    assert_eq!(zopa_in(folder, &talks).code, 0);
    let sheets = zopa_in(folder, &["sheet", "two-issue-trade", "--all", "--out", "for-results"]);
    assert_eq!(sheets.code, 0, "{}", sheets.err);
    copy(&folder.join("for-results/results.csv"), "results.csv");
}

#[test]
fn every_example_of_the_help_runs() {
    let folder = tempfile::tempdir().unwrap();
    files_of_the_reader(folder.path());
    let mut ran = 0;
    for verb in first_verbs() {
        let help = help(&verb, 100).replace(" \\\n", " ");
        let examples = help.lines().filter(|line| line.starts_with("  zopa ")).map(str::trim);
        for example in examples.filter(|example| NOT_RUN.iter().all(|start| !example.starts_with(start))) {
            // What it does stands two blanks behind it, or on a line of its own.
            let typed = example.split("  ").next().unwrap_or_default();
            let words: Vec<&str> = typed.split_whitespace().take_while(|word| !"|>".contains(word)).collect();
            let done = zopa_in(folder.path(), &words[1..]);
            assert_eq!(done.code, 0, "{typed}: {}", done.err);
            ran += 1;
        }
    }
    assert!(ran > 25, "{ran} examples");
}

#[test]
fn completions_of_every_shell_name_every_verb() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = zopa(&["completions", shell]);
        assert_eq!(script.code, 0);
        for verb in first_verbs() {
            assert!(script.out.contains(&verb), "{shell} does not know {verb}");
        }
        let file = folder.path().join(shell);
        fs::write(&file, &script.out).unwrap();
        // Shells that can read a script without running it, where this machine has them.
        if ["bash", "zsh", "fish"].contains(&shell) && is_here(shell) {
            let read = Command::new(shell).arg("-n").arg(&file).output().unwrap();
            assert!(read.status.success(), "{shell}: {}", String::from_utf8_lossy(&read.stderr));
        }
    }
}

#[test]
fn bash_completes_verbs_and_flags() {
    if !is_here("bash") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("zopa"), zopa(&["completions", "bash"]).out).unwrap();
    // As bash calls it: the command, the word that is begun, and the one before.
    let complete = |words: &str| {
        let mut last = words.split(' ').rev();
        let (begun, before, at) = (last.next().unwrap(), last.next().unwrap(), words.split(' ').count() - 1);
        let typed = format!(
            "source ./zopa; COMP_WORDS=({words}); COMP_CWORD={at}; _zopa zopa {begun} {before}; echo \"${{COMPREPLY[@]}}\""
        );
        let done = Command::new("bash").arg("-c").arg(typed).current_dir(folder.path()).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    assert_eq!(complete("zopa analy").trim(), "analyse");
    assert!(complete("zopa analyse --rep").contains("--report"));
}

#[test]
fn manual_pages_are_there_for_every_verb_and_set_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(zopa_in(folder.path(), &["man", "--out", "."]).code, 0);
    let whole = fs::read_to_string(folder.path().join("zopa.1")).unwrap();
    for verb in verbs() {
        let page = fs::read_to_string(folder.path().join(format!("zopa-{verb}.1"))).unwrap();
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH \"EXIT STATUS\"", ".SH \"SEE ALSO\""] {
            assert!(page.contains(section), "zopa-{verb}.1 has no {section}\n{page}");
        }
        assert!(verb == "tournament-merge" || whole.contains(&verb.replace('-', "\\-")), "{verb}\n{whole}");
        assert_eq!(page.matches(".ie ").count(), 1, "what defines the apostrophe stands there once");
    }
    assert_eq!(zopa(&["man"]).out, whole);
    assert!(zopa(&["man", "analyze"]).err.contains("way out"));
    if is_here("groff") {
        let pages = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let set = Command::new("groff").args(["-man", "-Tutf8", "-ww", "-z"]).args(pages).output().unwrap();
        let told = String::from_utf8_lossy(&set.stderr);
        assert!(set.status.success() && told.is_empty(), "{told}");
    }
}
