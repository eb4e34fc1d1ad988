//! Reads arbitrary bytes as a list of people.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| zopa_fuzz::read_list(bytes));
