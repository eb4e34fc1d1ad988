//! Every dependency's licence is one that `deny.toml` allows. Advisories need a network and are no part of this:
//! `cargo deny check advisories` reads the same file.

use spdx::{Expression, Licensee, ParseMode};
use toml::Table;

use crate::metadata::{Package, everything};
use crate::repository::Repository;
use crate::suite::{Shortfall, Verdict, verdict};

pub(crate) fn check(repository: &Repository) -> Verdict {
    let allowed = allowed(&repository.read("deny.toml".as_ref())?).map_err(Shortfall::Failed)?;
    let packages = everything(repository)?;
    let faults = packages.iter().filter_map(|package| fault(package, &allowed)).collect();
    verdict(faults, format!("{} packages under {} licences", packages.len(), allowed.len()))
}

/// The licences that `deny.toml` allows.
fn allowed(deny: &str) -> Result<Vec<Licensee>, String> {
    let table: Table = deny.parse().map_err(|error| format!("deny.toml: {error}"))?;
    let list = table.get("licenses").and_then(|licences| licences.get("allow")).and_then(|allow| allow.as_array());
    let list = list.ok_or("deny.toml: no list `allow` under [licenses]")?;
    let licence = |entry: &toml::Value| {
        let name = entry.as_str().ok_or("deny.toml: [licenses] allow holds something that is no text")?;
        Licensee::parse(name).map_err(|error| format!("deny.toml: `{name}` is no SPDX licence: {}", error.reason))
    };
    list.iter().map(licence).collect()
}

/// What is wrong with the licence of one package.
fn fault(package: &Package, allowed: &[Licensee]) -> Option<String> {
    let Package { name, version, licence, .. } = package;
    let Some(licence) = licence else {
        return Some(format!("{name} {version} states no SPDX licence; do without it"));
    };
    match Expression::parse_mode(licence, ParseMode::LAX) {
        Err(error) => Some(format!("{name} {version}: `{licence}` is no SPDX expression: {}", error.reason)),
        Ok(terms) if terms.evaluate(|term| allowed.iter().any(|one| one.satisfies(term))) => None,
        Ok(_) => Some(format!(
            "{name} {version} is under {licence}, which deny.toml does not allow; do without it, or argue for it there"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict_on(licence: Option<&str>) -> Option<String> {
        let allowed = allowed("[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"Unicode-3.0\"]").expect("the list reads");
        let package = Package {
            name: "some-crate".into(),
            version: "1.2.3".into(),
            licence: licence.map(str::to_owned),
            depends_on: Vec::new(),
        };
        fault(&package, &allowed)
    }

    #[test]
    fn a_licence_that_is_not_allowed_is_refused_by_name() {
        let fault = verdict_on(Some("AGPL-3.0-or-later")).expect("it is not on the list");
        assert!(fault.starts_with("some-crate 1.2.3 is under AGPL-3.0-or-later"), "{fault}");
    }

    #[test]
    fn one_allowed_choice_is_enough_but_every_part_of_a_sum_is_needed() {
        assert_eq!(verdict_on(Some("MIT OR GPL-3.0-only")), None);
        assert_eq!(verdict_on(Some("MIT/Apache-2.0")), None);
        assert_eq!(verdict_on(Some("(MIT OR Apache-2.0) AND Unicode-3.0")), None);
        assert!(verdict_on(Some("MIT AND OpenSSL")).is_some());
    }

    #[test]
    fn no_licence_and_no_expression_are_faults() {
        assert!(verdict_on(None).is_some_and(|fault| fault.contains("no SPDX licence")));
        assert!(verdict_on(Some("ask the author")).is_some_and(|fault| fault.contains("no SPDX expression")));
    }

    #[test]
    fn a_list_with_a_misspelt_licence_is_refused() {
        assert!(allowed("[licenses]\nallow = [\"Apache\"]").is_err_and(|fault| fault.contains("`Apache`")));
    }
}
