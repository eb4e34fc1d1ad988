//! A scenario as score files of LLM-Deliberation.

use std::fmt::Write as _;

use zopa_model::{Exact, Threshold};

use super::super::additive::{Additive, lose_discount, lose_of_scenario, lose_whole_numbers, option_names};
use super::super::document::in_marks;
use super::super::file_names::party_files;
use super::super::losses::Losses;
use super::super::parties::stem;
use super::super::{FieldScenario, Files, Profile, Refusal, Written};
use super::{FOLDER, MOST_ISSUES};

pub(in super::super) fn write(scenario: &FieldScenario) -> Result<Written, Refusal> {
    if scenario.issues.len() > MOST_ISSUES {
        let message = format!("the scenario has {} issues, and every issue has a letter", scenario.issues.len());
        return Err(refusal("too-many-issues", "", message));
    }
    let mut losses = Losses::default();
    lose_of_scenario(scenario, &mut losses);
    lose_whole_numbers(scenario, &mut losses);
    lose_names(scenario, &mut losses);
    losses.lose("texts", "the texts for people, the deal to begin with and who must agree are not part of a scenario; add them");
    let short = party_files(&scenario.profiles, ".txt", &[]);
    let mut files = Files::new();
    let mut config = String::new();
    let mut parties = Vec::new();
    for (at, (profile, file)) in scenario.profiles.iter().zip(&short).enumerate() {
        let path = format!("{FOLDER}/{file}");
        files.insert(path.clone(), scores(scenario, profile, &mut losses)?.into_bytes());
        parties.push(path);
        let role = ["p1", "p2"].get(at).copied().unwrap_or("player");
        let name = profile.name.replace([',', '\n', '\r'], " ");
        writeln!(config, "{name},{},{role},cooperative,model", stem(file)).expect("a text takes whatever is written to it");
    }
    files.insert("config.txt".to_owned(), config.into_bytes());
    Ok(Written { files, parties, losses: losses.into_remarks() })
}

fn refusal(code: &'static str, file: &str, message: String) -> Refusal {
    let way_out = "convert to another format; LLM-Deliberation has whole-number scores alone".to_owned();
    Refusal { code, file: file.to_owned(), line: None, message, way_out }
}

fn lose_names(scenario: &FieldScenario, losses: &mut Losses) {
    let has_letters = |(issue, letter): (&super::super::FieldIssue, char)| {
        let mut names = option_names(&issue.values).enumerate();
        issue.name == letter.to_string() && names.all(|(at, name)| name == format!("{letter}{}", at + 1))
    };
    if !scenario.issues.iter().zip('A'..='Z').all(has_letters) {
        losses.lose("names", "issues and options lose their names; they become A, B, … and A1, A2, …");
    }
}

fn scores(scenario: &FieldScenario, profile: &Profile, losses: &mut Losses) -> Result<String, Refusal> {
    let additive = Additive::of(scenario, profile, losses)?;
    lose_discount(profile, losses);
    let threshold = match &profile.reservation {
        Threshold::At(limit) => limit.clone(),
        Threshold::Any => {
            losses.lose_of(profile, "reservation", "any outcome will do, and afterwards the least sum is the threshold");
            additive.least()
        }
        Threshold::Never => {
            losses.lose_of(profile, "reservation", "no outcome will do, and afterwards a threshold that none reaches says so");
            &additive.greatest() + &Exact::one()
        }
    };
    let whole = |number: &Exact| {
        let is_whole = number.rational().is_integer();
        let message = format!("{} has {number} in it, which is no whole number", in_marks(&profile.name));
        is_whole.then(|| number.to_string()).ok_or_else(|| refusal("not-whole", &profile.file, message))
    };
    let mut text = String::new();
    for table in additive.folded() {
        let row = table.iter().map(&whole).collect::<Result<Vec<_>, _>>()?;
        text.push_str(&row.join(", "));
        text.push('\n');
    }
    text.push_str(&whole(&threshold)?);
    text.push('\n');
    Ok(text)
}
