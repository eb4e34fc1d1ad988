//! A tournament as one HTML file.

use askama::Template;

use crate::html::rendered;
use zopa_arena::tournament::game::{Equilibria, Game, Mixture};
use zopa_arena::tournament::{Plan, Results};

use super::decimal;
use super::terminal::LEVEL;
use crate::chart::{self, Chart, STYLE};
use crate::words::{capitalised, count, list};

/// A tournament as a page: no script, no request.
pub fn html(plan: &Plan, results: &Results) -> String {
    let charts = chart::tournament::charts(results);
    rendered(&Page { plan, results, charts, chart_style: STYLE, page_style: include_str!("../../templates/report.css") })
}

/// "boulware", or "62 % boulware and 38 % linear".
pub(super) fn mixture(strategies: &[String], mixture: &Mixture) -> String {
    let played: Vec<(&String, f64)> =
        strategies.iter().zip(mixture.weights.iter().copied()).filter(|(_, weight)| *weight > 0.0).collect();
    match played.as_slice() {
        [(only, _)] => format!("{only} alone"),
        several => {
            let parts: Vec<String> = several.iter().map(|(name, weight)| format!("{:.1} % {name}", weight * 100.0)).collect();
            list(&parts, "and")
        }
    }
}

/// What the template sees.
#[derive(Template)]
#[template(path = "tournament.html")]
struct Page<'a> {
    plan: &'a Plan,
    results: &'a Results,
    charts: Vec<Chart>,
    chart_style: &'static str,
    page_style: &'static str,
}

impl Page<'_> {
    fn heading(&self) -> Option<String> {
        self.results.heading.as_deref().map(capitalised)
    }

    fn rules(&self) -> String {
        let plan = self.plan;
        let hidden = if plan.deadline.known { "" } else { " that the seats do not know" };
        format!(
            "{} on {}; {}, {}{hidden}; {} of each match; seed {}; zopa {}",
            count(self.results.sessions as usize, "session", "sessions"),
            count(self.results.scenarios, "scenario", "scenarios"),
            plan.protocol,
            count(plan.deadline.rounds as usize, "round", "rounds"),
            count(plan.repetitions as usize, "repetition", "repetitions"),
            plan.seed,
            plan.version
        )
    }

    fn decimal(&self, value: &Option<f64>) -> String {
        decimal(*value)
    }

    fn known(&self, value: &f64) -> String {
        decimal(Some(*value))
    }

    fn interval(&self, place: &usize) -> String {
        let interval = self.results.standings[*place].interval;
        interval.map_or_else(|| "–".to_owned(), |one| format!("{:.4} to {:.4}", one.low, one.high))
    }

    fn mean(&self, place: &usize, measure: &str) -> String {
        let found = self.results.standings[*place].averages.iter().find(|average| average.measure == measure);
        let Some(average) = found else { return decimal(None) };
        match average.undefined {
            0 => decimal(average.mean),
            undefined => format!("{} ({undefined} not defined)", decimal(average.mean)),
        }
    }

    fn p(&self, value: &f64) -> String {
        if *value < 0.0001 { "below 0.0001".to_owned() } else { format!("{value:.4}") }
    }

    fn is_clear(&self, value: &f64) -> bool {
        *value <= LEVEL
    }

    fn note(&self) -> Option<String> {
        self.results.game_note.map(capitalised)
    }

    fn mixture(&self, one: &Mixture) -> String {
        mixture(&self.results.payoff.strategies, one)
    }

    fn regret(&self, value: &f64) -> String {
        format!("{value:.2e}")
    }

    fn names(&self, positions: &[usize]) -> String {
        let names: Vec<&str> = positions.iter().map(|at| self.results.payoff.strategies[*at].as_str()).collect();
        list(&names, "and")
    }

    /// What keeps the equilibria from being all there are.
    fn caveat(&self, game: &Game) -> String {
        match &game.equilibria {
            Equilibria::Supports { undetermined: 0, supports, .. } => {
                format!("All {supports} supports among the strategies that are not dominated were tried.")
            }
            Equilibria::Supports { undetermined, supports, .. } => format!(
                "{supports} supports among the strategies that are not dominated were tried; on {undetermined} the shares are not determined, so that equilibria may be missing."
            ),
            Equilibria::LeastRegret { .. } => {
                "There are too many strategies to try every support: this is the end of the replicator dynamics with the least regret.".to_owned()
            }
        }
    }

    fn robustness(&self, game: &Game) -> Vec<(String, String)> {
        let Some(bootstrap) = &game.bootstrap else { return Vec::new() };
        let shares = bootstrap.in_equilibrium.iter().map(|share| format!("{:.0} of 100", share * 100.0));
        self.results.payoff.strategies.iter().cloned().zip(shares).collect()
    }
}
