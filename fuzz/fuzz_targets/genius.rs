//! Reads arbitrary bytes as a folder of GENIUS files, in every way of reading: whatever they are, there is a scenario or
//! a refusal, and no panic. What was read can be written, and what was written can be read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::formats::{Asked, Files, Format, Grid, Meaning, Strictness, largest_error};

/// The files of a folder, parted by a zero in the input.
const NAMES: [&str; 4] = ["domain.xml", "first.xml", "pareto.xml", "second.xml"];
/// Options of all issues together up to which utilities are worked out.
const FEW: u64 = 1 << 12;

fuzz_target!(|bytes: &[u8]| {
    let parts = NAMES.iter().zip(bytes.split(|&byte| byte == 0));
    let files: Files = parts.map(|(name, part)| ((*name).to_owned(), part.to_vec())).collect();
    for format in [Format::Genius, Format::GeniusBi] {
        for (meaning, strictness) in [
            (Meaning::Own, Strictness::Lenient),
            (Meaning::Own, Strictness::Strict),
            (Meaning::Negmas, Strictness::Lenient),
        ] {
            let asked = Asked { meaning, strictness, ..Asked::default() };
            let Ok(scenario) = format.read(&files, &asked) else { continue };
            let options = scenario.issues.iter().map(|issue| issue.values.count().unwrap_or(0));
            if options.fold(0, u64::saturating_add) <= FEW {
                let _ = scenario.tabulate(Some(Grid { steps: 2 }));
            }
            let Ok(written) = format.write(&scenario) else { continue };
            if scenario.profiles.len() < 2 {
                continue;
            }
            let again = format.read(&written.files, &Asked::default());
            let again = again.unwrap_or_else(|refusal| panic!("what was written is refused: {refusal}"));
            let _ = largest_error(&scenario, &again);
        }
    }
});
