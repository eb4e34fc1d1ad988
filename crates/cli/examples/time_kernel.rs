//! How long frontier and solutions of a scenario of the field take, without the start of the program and the reading of
//! files: processor time of this thread, the mean over half a second of runs. Prints one line of JSON. For `bench/peer`.
//!
//! ```text
//! cargo run --release -p zopa --example time_kernel -- FOLDER [--party FILE]…
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use zopa_analysis::solution::Powers;
use zopa_analysis::{Limits, frontier, solve};
use zopa_dossier::formats::{Asked, Files, Format};
use zopa_model::BargainingProblem;

/// Runs at least.
const LEAST_RUNS: u32 = 5;
/// Seconds of processor time that all runs take together, so that ticks do not show.
const LONG_ENOUGH: f64 = 0.5;
/// A thread that gets no processor gives up at last.
const PATIENCE: Duration = Duration::from_secs(60);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder")?;
    let parties = arguments.filter(|argument| argument != "--party").collect();
    let files = read(Path::new(&folder))?;
    let format = Format::recognise(&files).ok_or("a scenario of no known format")?;
    let scenario = format.read(&files, &Asked { parties, ..Asked::default() }).map_err(|refusal| refusal.to_string())?;
    let tabulated = scenario.tabulate(None).map_err(|refusal| refusal.to_string())?;
    let problem = BargainingProblem { space: &tabulated.space, utilities: tabulated.utilities };
    let limits = Limits::default();
    let points = frontier(&problem, &limits).points.len();
    let told = BTreeMap::from([
        ("points", points as f64),
        ("frontier_s", mean(|| drop(frontier(&problem, &limits)))),
        ("solve_s", mean(|| drop(solve(&problem, &Powers::equal(), &limits)))),
    ]);
    println!("{}", serde_json::to_string(&told)?);
    Ok(())
}

fn read(folder: &Path) -> Result<Files, Box<dyn Error>> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        files.insert(entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?);
    }
    Ok(files)
}

/// Processor time of one run, in seconds: the mean over as many as take [`LONG_ENOUGH`] together. The system may count a
/// thread's time in ticks of several milliseconds, so that only the sum over many runs says anything.
fn mean(run: impl Fn()) -> f64 {
    run();
    let mut runs = 0_u32;
    let (start, before) = (Instant::now(), processor_time());
    loop {
        (0..=runs).for_each(|_| run());
        runs = 2 * runs + 1;
        let spent = processor_time() - before;
        if runs >= LEAST_RUNS && spent >= LONG_ENOUGH || start.elapsed() > PATIENCE {
            return spent / f64::from(runs);
        }
    }
}

/// Seconds that this thread has run on a processor, where the system says so (Linux), or seconds that have passed.
fn processor_time() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| EPOCH.with(|epoch| epoch.elapsed().as_secs_f64()), |nanoseconds| nanoseconds * 1e-9)
}

thread_local! {
    static EPOCH: Instant = Instant::now();
}
