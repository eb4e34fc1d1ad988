//! How many sessions one core plays in a second: Boulware against Boulware for 100 rounds, on spaces of several sizes.
//! Processor time of this thread, over half a second of sessions. Prints one line of JSON. For `bench/peer/sessions.py`.
//!
//! ```text
//! cargo run --release -p zopa-arena --example time_sessions
//! ```

#[path = "../benches/boulware/mod.rs"]
mod boulware;
#[path = "processor_time/mod.rs"]
mod processor_time;

use std::error::Error;
use std::hint::black_box;

use boulware::{prepared, session, spaces, stakes};
use processor_time::processor_time;
use zopa_arena::Ending;

/// Seconds of processor time that all runs of one thing take together, so that ticks of several milliseconds do not show.
const LONG_ENOUGH: f64 = 0.5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut told = serde_json::Map::new();
    for (name, sizes) in spaces() {
        let stakes = stakes(&sizes);
        let ready = prepared(&stakes, "boulware");
        let one = session(&stakes, &ready, 0);
        let per_session = mean(|number| drop(black_box(session(&stakes, &ready, number))));
        let prepare_s = mean(|_| drop(black_box(prepared(&stakes, "boulware"))));
        let facts = serde_json::json!({
            "sessions_per_cpu_s": 1.0 / per_session,
            "prepare_s": prepare_s,
            "rounds": one.rounds,
            "agreed": matches!(one.ending, Ending::Agreement(_)),
        });
        told.insert(name.to_owned(), facts);
    }
    println!("{}", serde_json::to_string(&told)?);
    Ok(())
}

/// Processor time of one run, in seconds; each is told its number.
fn mean(run: impl Fn(u64)) -> f64 {
    run(0);
    let mut runs = 0;
    let before = processor_time();
    loop {
        (runs..=2 * runs).for_each(&run);
        runs = 2 * runs + 1;
        let spent = processor_time() - before;
        if spent >= LONG_ENOUGH {
            return spent / runs as f64;
        }
    }
}
