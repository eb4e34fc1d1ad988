//! Reads arbitrary bytes as a folder of LLM-Deliberation's score files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_dossier::formats::Format;

/// The files of a folder, parted by a zero in the input.
const NAMES: [&str; 5] = ["config.txt", "global_instructions.txt", "initial_deal.txt", "scores_files/first.txt", "scores_files/second.txt"];

fuzz_target!(|bytes: &[u8]| zopa_fuzz::read_folder(Format::LlmDeliberation, &NAMES, bytes));
