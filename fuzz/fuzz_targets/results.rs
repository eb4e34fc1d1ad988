//! Reads arbitrary bytes as the results of a class: there are rows or faults inside the file, and no panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::results::{Expected, ExpectedIssue, read};
use zopa_model::{Issue, OutcomeSpace};

fuzz_target!(|bytes: &[u8]| {
    let space = OutcomeSpace::new(vec![Issue::categorical("pay", ["low", "high"])], vec![]);
    let both = |name: &str| [name.to_owned(), name.to_owned()];
    let issues = [ExpectedIssue { names: both("pay"), options: vec![both("low"), both("high")] }];
    match read(bytes, &Expected { space: &space, issues: &issues }) {
        Ok(_) => {}
        Err(faults) => {
            assert!(!faults.is_empty(), "a file is refused for a reason");
            for label in faults.iter().flat_map(|fault| &fault.labels) {
                assert!(label.span.start <= label.span.end && label.span.end <= bytes.len(), "a fault is inside the file");
            }
        }
    }
});
