//! Processor time of this thread, which a busy machine lengthens less than time that passes.

#![allow(dead_code, reason = "each benchmark uses its part")]

use std::fs;
use std::time::{Duration, Instant};

/// Whether processor time was asked for, by `ZOPA_CPU=1`.
pub(crate) fn is_asked_for() -> bool {
    std::env::var_os("ZOPA_CPU").is_some()
}

/// The mean time of one run, in words, over so many that take a fifth of a second together: a system that counts in ticks of
/// some milliseconds tells a single run nothing.
pub(crate) fn mean(run: &mut dyn FnMut()) -> String {
    run();
    let (mut runs, mut spent, before) = (0_u32, Duration::ZERO, spent_so_far());
    while spent < Duration::from_millis(200) {
        (0..=runs).for_each(|_| run());
        runs = 2 * runs + 1;
        spent = spent_so_far() - before;
    }
    format!("{:.3?}", spent / runs)
}

/// How long this thread has run on a processor, where the system says so (Linux), or how long ago it first asked.
pub(crate) fn spent_so_far() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| SINCE.with(Instant::elapsed), Duration::from_nanos)
}

thread_local! {
    static SINCE: Instant = Instant::now();
}
