//! Names for the files that are written: from the names of parties, but safe on every system.

use std::collections::HashSet;

use super::Profile;

/// The longest name, in characters, without its ending.
const LONGEST: usize = 80;
/// Names that Windows keeps for its devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A file name for each party, each with `ending`, none one of `taken`. Readers take parties in the order of their files,
/// so where names would change that, they are numbered.
pub(super) fn party_files(parties: &[Profile], ending: &str, taken: &[&str]) -> Vec<String> {
    let named = file_names(parties.iter().map(|party| party.name.as_str()), ending, taken);
    if named.is_sorted() {
        return named;
    }
    let width = parties.len().to_string().len();
    let numbered = parties.iter().enumerate().map(|(at, party)| format!("{:0width$} {}", at + 1, party.name));
    file_names(numbered.collect::<Vec<_>>().iter().map(String::as_str), ending, taken)
}

/// A file name for each of `names`, in their order, each with `ending`: no two are the same on a system that does not
/// know letter case, none is one of `taken`, and none has a folder in it.
pub(super) fn file_names<'n>(names: impl IntoIterator<Item = &'n str>, ending: &str, taken: &[&str]) -> Vec<String> {
    let mut used: HashSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let mut unique = |name: &str| {
        let stem = safe(name);
        let numbered = (2..).map(|number: usize| format!("{stem}-{number}{ending}"));
        let mut candidates = std::iter::once(format!("{stem}{ending}")).chain(numbered);
        candidates.find(|name| used.insert(name.to_lowercase())).expect("numbers do not end")
    };
    names.into_iter().map(&mut unique).collect()
}

/// `name` with everything replaced that a file name cannot have, or that makes readers pass over a file.
fn safe(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || " -_.".contains(c) { c } else { '_' };
    let shown: String = name.chars().map(kept).take(LONGEST).collect();
    // Files that begin with a dot or an underscore are not read by NegMAS; those that end with a dot not by Windows.
    let trimmed = shown.trim_matches(|c: char| " ._".contains(c));
    let lower = trimmed.to_lowercase();
    let device = lower.split('.').next().unwrap_or_default();
    let is_numbered = ["com", "lpt"].iter().any(|kind| {
        device.strip_prefix(kind).is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    match trimmed {
        "" => "party".to_owned(),
        name if DEVICES.contains(&device) || is_numbered => format!("the {name}"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        let names = ["../etc/passwd", "Ann", "ann", "", "CON", "lpt1.x", "C:\\x", "_info", "a\u{0}b", ".hidden", "domain"];
        let told = file_names(names, ".yml", &["domain.yml"]);
        let expected = [
            "etc_passwd.yml",
            "Ann.yml",
            "ann-2.yml",
            "party.yml",
            "the CON.yml",
            "the lpt1.x.yml",
            "C__x.yml",
            "info.yml",
            "a_b.yml",
            "hidden.yml",
            "domain-2.yml",
        ];
        assert_eq!(told, expected);
    }
}
