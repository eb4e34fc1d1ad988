//! What a tournament found.

use serde::Serialize;

use super::bootstrap::{RESAMPLES, Resamples};
use super::game::{Game, game};
use super::{Comparison, Payoff, Record, Standing, Tournament, standings};

/// What a tournament found: a function of its records, the same bytes on every machine.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Results {
    /// The version of this shape.
    pub zopa: u32,
    /// `tournament`.
    pub kind: &'static str,
    /// What the tournament is called.
    pub name: String,
    /// What every reader must know first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Number of sessions.
    pub sessions: u64,
    /// Number of scenarios.
    pub scenarios: usize,
    /// The measure that strategies are ranked by.
    pub score: &'static str,
    /// How often scenarios were drawn anew for intervals of 95 in 100.
    pub resamples: usize,
    /// How each strategy did, best first.
    pub standings: Vec<Standing>,
    /// Every pair, compared scenario by scenario.
    pub comparisons: Vec<Comparison>,
    /// What each makes against each.
    pub payoff: Payoff,
    /// The payoffs as a game; `None` where somebody never met somebody, or itself.
    pub game: Option<Game>,
    /// Why there is no game, or how far it can be trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub game_note: Option<&'static str>,
}

/// How many resampled tables the equilibria are looked for in.
const RESAMPLED_GAMES: usize = 200;

impl Results {
    /// What follows from the records of all sessions, in their order.
    pub fn of(tournament: &Tournament, records: &[Record]) -> Self {
        let plan = &tournament.plan;
        let resamples = Resamples::new(plan.seed, plan.scenarios.len());
        let (standings, comparisons) = standings::standings(tournament, records, &resamples);
        let payoff = Payoff::of(tournament, records);
        let game = payoff.complete().map(|table| game(&table, &resampled(&payoff, &resamples, plan.scenarios.len())));
        Self {
            zopa: plan.zopa,
            kind: "tournament",
            name: plan.name.clone(),
            heading: plan.scenarios.iter().find_map(|scenario| scenario.heading.clone()),
            sessions: records.len() as u64,
            scenarios: plan.scenarios.len(),
            score: tournament.score.name,
            resamples: RESAMPLES,
            standings,
            comparisons,
            game_note: note(tournament, game.is_some()),
            payoff,
            game,
        }
    }
}

/// The payoffs over resampled scenarios.
fn resampled(payoff: &Payoff, resamples: &Resamples, scenarios: usize) -> Vec<Vec<Vec<f64>>> {
    if scenarios < 2 {
        return Vec::new();
    }
    resamples.first(RESAMPLED_GAMES).filter_map(|picks| payoff.resampled(picks)).collect()
}

fn note(tournament: &Tournament, has_game: bool) -> Option<&'static str> {
    let is_for_two = tournament.plan.scenarios.iter().all(|scenario| scenario.parties.len() == 2);
    match (has_game, is_for_two) {
        (false, _) => Some("there is no game: not everybody met everybody and themselves (self_play = true)"),
        (true, false) => Some(
            "more than two sit at some tables: payoffs there are means over whoever else sits, so the game is an approximation",
        ),
        (true, true) => None,
    }
}
