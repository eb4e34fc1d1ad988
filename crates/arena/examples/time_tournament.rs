//! How long a tournament of 720 sessions takes on one core: six strategies, everybody against everybody in every seat and against
//! themselves, five scenarios of 27 to 3,600 outcomes, 100 rounds, four repetitions. Processor time of this thread for preparing,
//! for playing with a record of each session, and for standings with the game. Prints one line of JSON.
//!
//! ```text
//! cargo run --release -p zopa-arena --example time_tournament
//! ```

#[path = "../benches/boulware/mod.rs"]
#[allow(dead_code, reason = "the benchmark and the other example use the rest")]
mod boulware;
#[path = "processor_time/mod.rs"]
mod processor_time;

use std::error::Error;
use std::hint::black_box;

use processor_time::processor_time;
use zopa_analysis::Limits;
use zopa_analysis::inverse::InverseLimits;
use zopa_arena::tournament::{Draft, Outsider, Plan, Record, Results, ScenarioLine, Tournament, Venue};
use zopa_arena::{Player, Seat, Table};

const PLAN: &str = r#"
name = "720 sessions"
repetitions = 4
self_play = true
time = "negmas"
strategies = ["boulware-negmas", "linear-negmas", "conceder-negmas", "tit-for-tat", "micro", "boulware-negmas:a=4"]
scenarios = ["27", "60", "80", "576", "3600"]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let spaces: [&[usize]; 5] = [&[3, 3, 3], &[5, 4, 3], &[5, 4, 4], &[3, 4, 3, 4, 4], &[5, 5, 4, 4, 3, 3]];
    let draft = Draft::read(PLAN)?;
    let line = |source: &zopa_arena::tournament::Source| {
        let parties = vec!["one".to_owned(), "two".to_owned()];
        ScenarioLine::new(source.source.clone(), source.source.clone(), parties, &serde_json::Value::Null, None)
    };
    let tournament = Tournament::new(Plan::new(&draft, draft.sources.iter().map(line).collect()))?;
    let begun = processor_time();
    let mut venues = Vec::new();
    for (at, sizes) in spaces.iter().enumerate() {
        let table = Table::new(boulware::stakes(sizes), &InverseLimits::default())?;
        venues.push(Venue::new(&tournament, at, table, &Limits::default(), None)?);
    }
    let prepared = processor_time();
    let mut records: Vec<Record> = Vec::new();
    for session in 0..tournament.schedule.sessions() {
        let fixture = tournament.schedule.fixture(session);
        let venue = &venues[fixture.scenario];
        let nobody = |_: Seat, _: Outsider<'_>| -> Result<Box<dyn Player>, Box<dyn Error>> { Err("no programs here".into()) };
        let mut players = venue.players(&tournament, &fixture, nobody)?;
        records.push(venue.record(&fixture, &venue.play(&tournament, &fixture, &mut players)?));
    }
    let played = processor_time();
    let results = black_box(Results::of(&tournament, &records));
    let done = processor_time();
    let moving = results.game.as_ref().map(|game| game.replicator.moving);
    let told = serde_json::json!({
        "sessions": records.len(),
        "prepare_s": prepared - begun,
        "play_s": played - prepared,
        "standings_s": done - played,
        "moving": moving,
    });
    println!("{told}");
    Ok(())
}
