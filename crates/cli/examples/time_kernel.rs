//! How long frontier and solutions of a scenario of the field take, without the start of the program and the reading of
//! files: processor time of this thread, the median of several runs. Prints one line of JSON. For `bench/peer`.
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

/// Runs at least, and the longest that they go on for.
const RUNS: usize = 5;
const LONG_ENOUGH: Duration = Duration::from_millis(500);

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
        ("frontier_s", median(|| drop(frontier(&problem, &limits)))),
        ("solve_s", median(|| drop(solve(&problem, &Powers::equal(), &limits)))),
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

/// The median processor time of one run, in seconds: short runs are timed in batches.
fn median(run: impl Fn()) -> f64 {
    let start = Instant::now();
    run();
    let batch = (LONG_ENOUGH.as_secs_f64() / 50.0 / start.elapsed().as_secs_f64()).clamp(1.0, 100_000.0) as u32;
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < RUNS || start.elapsed() < LONG_ENOUGH {
        let before = processor_time();
        (0..batch).for_each(|_| run());
        times.push((processor_time() - before) / f64::from(batch));
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
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
