//! What changed between two cases.

use zopa_dossier::{WhatChanged, difference};

use crate::fixture::{CASE, dossier, read};

#[test]
fn a_case_does_not_differ_from_itself() {
    assert!(difference(&dossier(), &dossier()).changes.is_empty());
}

#[test]
fn names_items_and_fields() {
    let text = CASE
        .replace("title: Two shores", "title: Two coasts")
        .replace("intervals: {border: [0.3, 0.6]}", "intervals: {border: [0.3, 0.5]}")
        .replace(
            "  - {id: storm, title: A storm, date: 2025-05-20, until: 2025-05-22, sources: [book]}\n",
            "  - {id: calm, title: A calm, date: 2025-05-21}\n",
        )
        .replace("asks: [open], rejects: [shut]", "asks: [open]");
    let changes = difference(&dossier(), &read(&text)).changes;
    let told: Vec<String> = changes
        .iter()
        .flat_map(|change| match &change.what {
            WhatChanged::Added => vec![format!("{} {} added", change.section, change.id)],
            WhatChanged::Removed => vec![format!("{} {} removed", change.section, change.id)],
            WhatChanged::Changed(fields) => fields
                .iter()
                .map(|field| format!("{} {} {}: {:?} to {:?}", change.section, change.id, field.field, field.before, field.after))
                .collect(),
        })
        .collect();
    assert_eq!(
        told,
        [
            "case  title: Some(\"Two shores\") to Some(\"Two coasts\")",
            "statements east-one states[0].rejects: Some(\"[\\\"shut\\\"]\") to None",
            "events calm added",
            "events storm removed",
            "judgements first preferences.east.weights.intervals.border: Some(\"[\\\"0.3\\\",\\\"0.6\\\"]\") to Some(\"[\\\"0.3\\\",\\\"0.5\\\"]\")",
        ]
    );
}

#[test]
fn the_order_of_items_is_no_difference() {
    let swapped = CASE.replace("  - {id: west}\n  - {id: host, role: host}\n", "  - {id: host, role: host}\n  - {id: west}\n");
    assert!(difference(&dossier(), &read(&swapped)).changes.is_empty());
}
