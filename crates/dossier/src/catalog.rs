//! Ready cases, shared by users, tests and documents.

use std::collections::BTreeMap;

/// A ready case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CatalogEntry {
    /// What to call it on the command line.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it teaches.
    pub teaches: &'static str,
    /// The case file.
    pub bytes: &'static [u8],
    /// The texts of its sources that are at hand, by file name.
    pub texts: &'static [(&'static str, &'static [u8])],
    /// Its lists of people, by file name. Their names are invented.
    pub lists: &'static [(&'static str, &'static [u8])],
}

macro_rules! entry {
    ($name:literal, $title:literal, $teaches:literal $(, $text:literal)* $(; $list:literal)*) => {
        CatalogEntry {
            name: $name,
            title: $title,
            teaches: $teaches,
            bytes: include_bytes!(concat!("../../../catalog/", $name, "/case.yaml")),
            texts: &[$(($text, include_bytes!(concat!("../../../catalog/", $name, "/", $text)))),*],
            lists: &[$(($list, include_bytes!(concat!("../../../catalog/", $name, "/", $list)))),*],
        }
    };
}

const ENTRIES: &[CatalogEntry] = &[
    entry!(
        "istanbul-2025",
        "Istanbul, 2 June 2025",
        "a conflict as it stood on one day: positions with sources, duties that are not for bargaining, two deadlocks, two readings"
    ),
    entry!(
        "labour-dispute",
        "The week at Alder Mill",
        "the tutorial: rankings and ranges, a trade of hours against pay, a duty, quotations that verify",
        "union-letter-1.txt",
        "union-letter-2.txt",
        "company-reply.txt"
    ),
    entry!(
        "two-issue-trade",
        "A trade over two issues",
        "six outcomes with exact points, whose frontier and reference points can be checked with a pencil"
    ),
    entry!("harbour", "The deep quay", "three parties and linked issues: every issue alone fails, five packages succeed"),
    entry!("prisoners-dilemma", "The prisoners' dilemma", "the smallest conflict in which foresight changes what is stable"),
    entry!(
        "missile-crisis-1962",
        "The missile crisis of 1962, as modelled",
        "a conflict of twelve states: why a blockade with a withdrawal is stable for those who look ahead"
    ),
    entry!(
        "car-emissions",
        "Years of delay for cleaner cars",
        "a collective decision on a scale: baselines beside each other, and what they miss"
    ),
    entry!(
        "prisoner-lists",
        "The lists of Northland and Southland",
        "an exchange of people: four lists in two alphabets, who is ready, batches in which nobody is far ahead"
        ; "held-by-north.csv"
        ; "held-by-south.csv"
        ; "asked-by-north.csv"
        ; "asked-by-south.csv"
    ),
];

/// Every ready case.
pub fn entries() -> &'static [CatalogEntry] {
    ENTRIES
}

/// The texts of the sources of the ready case `name` and its lists, by file name; empty where there is none of that name.
pub fn texts(name: &str) -> BTreeMap<String, Vec<u8>> {
    let entry = entries().iter().find(|entry| entry.name == name);
    let texts = entry.into_iter().flat_map(|entry| entry.texts.iter().chain(entry.lists));
    texts.map(|(file, bytes)| ((*file).to_owned(), bytes.to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use super::entries;
    use crate::dossier::Dossier;

    #[test]
    fn every_entry_reads_without_a_fault_and_bears_its_title() {
        for entry in entries() {
            let dossier = Dossier::read(entry.name, entry.bytes).unwrap_or_else(|faults| panic!("{}: {faults:#?}", entry.name));
            assert_eq!(dossier.case().title, entry.title);
            assert!(dossier.warnings().is_empty(), "{}: {:#?}", entry.name, dossier.warnings());
        }
    }

    #[test]
    fn every_quotation_whose_text_is_at_hand_verifies() {
        for entry in entries() {
            let dossier = Dossier::read(entry.name, entry.bytes).expect("tested above");
            let checks = crate::quotation::verify(&dossier, &super::texts(entry.name));
            assert!(checks.iter().all(|check| check.fault().is_none()), "{checks:#?}");
            assert!(entry.texts.is_empty() || checks.iter().any(|check| check.is_verified()), "{}", entry.name);
        }
    }
}
