//! Reads arbitrary bytes as a folder of NegoLog files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::formats::Format;

/// The files of a folder, parted by a zero in the input.
const NAMES: [&str; 3] = ["profileA.json", "profileB.json", "specs.json"];

fuzz_target!(|bytes: &[u8]| zopa_fuzz::read_folder(Format::NegoLog, &NAMES, bytes));
