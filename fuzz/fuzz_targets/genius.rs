//! Reads arbitrary bytes as a folder of GENIUS files, and of those for people.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::formats::Format;

/// The files of a folder, parted by a zero in the input.
const NAMES: [&str; 4] = ["domain.xml", "first.xml", "pareto.xml", "second.xml"];

fuzz_target!(|bytes: &[u8]| {
    zopa_fuzz::read_folder(Format::Genius, &NAMES, bytes);
    zopa_fuzz::read_folder(Format::GeniusBi, &NAMES, bytes);
});
