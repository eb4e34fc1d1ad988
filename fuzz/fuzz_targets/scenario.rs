//! Reads arbitrary bytes as a scenario file of zopa's own.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::formats::Format;

/// The files of a folder, parted by a zero in the input.
const NAMES: [&str; 1] = ["scenario.json"];

fuzz_target!(|bytes: &[u8]| zopa_fuzz::read_folder(Format::Zopa, &NAMES, bytes));
