//! Reads arbitrary bytes as a folder of NegMAS files, YAML or JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::formats::Format;

/// The files of a folder, parted by a zero in the input.
const NAMES: [&str; 4] = ["domain.yml", "first.yml", "second.json", "_info.yaml"];

fuzz_target!(|bytes: &[u8]| zopa_fuzz::read_folder(Format::Negmas, &NAMES, bytes));
