//! Reads arbitrary bytes as a folder of GeniusWeb files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::formats::Format;

/// The files of a folder, parted by a zero in the input.
const NAMES: [&str; 4] = ["domain.json", "first.json", "second.json", "specials.json"];

fuzz_target!(|bytes: &[u8]| zopa_fuzz::read_folder(Format::GeniusWeb, &NAMES, bytes));
