//! Reads arbitrary text as the record of a table: whatever it is, there is a verdict or a reason, and no panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zopa_table::ledger::Head;
use zopa_table::record::verify;
use zopa_table::{Event, Stream};

// Random bytes have no hash chain, so the lines of the input are taken as events and chained here.
fuzz_target!(|text: &str| {
    let _ = verify(text);
    let (mut head, mut record) = (Head::default(), String::new());
    for event in text.lines().filter_map(|line| serde_json::from_str::<Event>(line).ok()) {
        let (line, next) = head.next(Stream::Public, "2026-01-01T00:00:00Z", event);
        record.push_str(&line);
        record.push('\n');
        head = next;
    }
    if let Ok(verdict) = verify(&record) {
        assert_eq!(verdict.head, head, "every line was read");
    }
});
