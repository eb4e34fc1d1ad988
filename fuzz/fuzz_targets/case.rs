//! Reads arbitrary bytes as a case file: whatever they are, there is a dossier or a list of faults, and no panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::Dossier;

fuzz_target!(|bytes: &[u8]| {
    match Dossier::read("fuzz", bytes) {
        Ok(_) => {}
        Err(faults) => {
            assert!(!faults.is_empty(), "a file is refused for a reason");
            for label in faults.iter().flat_map(|fault| &fault.labels) {
                assert!(label.span.start <= label.span.end && label.span.end <= bytes.len(), "a fault is inside the file");
            }
        }
    }
});
