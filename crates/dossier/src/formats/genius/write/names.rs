//! What the written files are called.

use std::collections::HashSet;

use super::super::super::FieldScenario;
use super::super::names::natural;
use super::losses::Losses;

/// The name of the domain's file, and that of each party's. Read back, parties come in the order of these.
pub(super) fn file_names(scenario: &FieldScenario, losses: &mut Losses) -> (String, Vec<String>) {
    let domain = format!("{}-domain.xml", plain(&scenario.name, "scenario"));
    let stems: Vec<String> = scenario.profiles.iter().map(|profile| plain(&profile.name, "party")).collect();
    let files: Vec<String> = stems.iter().map(|stem| format!("{stem}.xml")).collect();
    let mut seen = HashSet::from([domain.to_lowercase()]);
    let are_apart = files.iter().all(|file| seen.insert(file.to_lowercase()));
    if are_apart && files.is_sorted_by(|one, other| natural(one, other).is_lt()) {
        return (domain, files);
    }
    let message = "the files of the parties are numbered, since parties are read in the order of their files";
    losses.change("numbered-files", message, "");
    let numbered = stems.iter().enumerate().map(|(at, stem)| format!("{}-{stem}.xml", at + 1));
    (format!("0-{domain}"), numbered.collect())
}

/// A name that every file system takes, and that nobody takes for a list of points.
fn plain(name: &str, or: &str) -> String {
    let sign = |sign: char| if sign.is_alphanumeric() || matches!(sign, '-' | '_' | ' ' | '(' | ')') { sign } else { '-' };
    let plain: String = name.trim().chars().take(80).map(sign).collect();
    let plain = plain.trim_matches(['-', ' ']).to_owned();
    match plain.to_lowercase() {
        lower if lower.contains("pareto") => format!("{or}-{}", lower.replace("pareto", "p")),
        lower if lower.is_empty() => or.to_owned(),
        _ => plain,
    }
}
