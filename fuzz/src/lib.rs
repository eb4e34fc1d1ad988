//! What the targets over formats of the field have in common: bytes become a folder of files, which is read in every way.

use zopa_dossier::formats::{Asked, FieldScenario, Files, Format, Grid, Meaning, Strictness, largest_error};
use zopa_dossier::lists::{self, ListKind, ListOf};

/// Options of all issues together up to which utilities are worked out and files are written: a range of a million
/// numbers is a few bytes to read and a few megabytes to write, which is right and would keep the fuzzer waiting.
const FEW: u64 = 1 << 12;

/// Every way of reading.
const WAYS: [(Meaning, Strictness); 3] =
    [(Meaning::Own, Strictness::Lenient), (Meaning::Own, Strictness::Strict), (Meaning::Negmas, Strictness::Lenient)];

/// Reads `bytes`, cut at each zero into files called `names`, as a folder of `format`, in every way: there is a scenario or
/// a refusal with a reason, and no panic. What was read can be written in its own format and read again, and whatever other
/// format it is written in is read or refused, too.
///
/// # Panics
/// Where that does not hold; then the fuzzer has found something.
pub fn read_folder(format: Format, names: &[&str], bytes: &[u8]) {
    let parts = names.iter().zip(bytes.split(|&byte| byte == 0));
    let files: Files = parts.map(|(name, part)| ((*name).to_owned(), part.to_vec())).collect();
    let _ = Format::recognise(&files);
    for (meaning, strictness) in WAYS {
        match format.read(&files, &Asked { meaning, strictness, ..Asked::default() }) {
            Ok(scenario) => go_on_with(format, &scenario),
            Err(refusal) => assert!(!refusal.message.is_empty() && !refusal.way_out.is_empty(), "a refusal has a reason"),
        }
    }
}

fn go_on_with(format: Format, scenario: &FieldScenario) {
    let options = scenario.issues.iter().map(|issue| issue.values.count().unwrap_or(0));
    if options.fold(0, u64::saturating_add) > FEW {
        return;
    }
    let _ = scenario.tabulate(Some(Grid { steps: 2 }));
    if scenario.profiles.len() < 2 {
        return;
    }
    for target in Format::ALL {
        let Ok(written) = target.write(scenario) else { continue };
        let asked = Asked { parties: written.parties, ..Asked::default() };
        match target.read(&written.files, &asked) {
            Ok(again) => drop(largest_error(scenario, &again)),
            Err(refusal) => assert!(target != format, "what was written is refused: {refusal}"),
        }
    }
}

/// Reads `bytes` as a list of people, of both kinds: there is a list with a row for every record, or a refusal with a place,
/// and no panic.
///
/// # Panics
/// Where that does not hold; then the fuzzer has found something.
pub fn read_list(bytes: &[u8]) {
    let sides = [vec!["A".to_owned()], vec!["B".to_owned()]];
    for kind in [ListKind::Holds, ListKind::Asks] {
        match lists::read(bytes, &ListOf { file: "list.csv", party: 0, kind, sides: &sides, classes: &[] }) {
            Ok(list) => assert!(list.faults.iter().all(|fault| fault.line > 0 && !fault.way_out.is_empty()), "faults have a place"),
            Err(refusal) => assert!(refusal.line > 0 && !refusal.way_out.is_empty(), "a refusal has a place"),
        }
    }
}
