//! The processor time of this thread.

use std::fs;
use std::time::Instant;

/// Seconds that this thread has run on a processor, where the system says so (Linux), or seconds that have passed.
pub(crate) fn processor_time() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| EPOCH.with(|epoch| epoch.elapsed().as_secs_f64()), |nanoseconds| nanoseconds * 1e-9)
}

thread_local! {
    static EPOCH: Instant = Instant::now();
}
