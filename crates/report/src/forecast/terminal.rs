//! Forecasts on a terminal.

use super::document::{ActorView, BaselineView, ChallengeView, ElectionView, ForecastDocument, ForecastView, ScaleView};
use crate::terminal::page::{Page, Voice};
use crate::words::{count, list, percent};
use crate::{Styling, Width};

/// Forecasts as text for a terminal.
pub fn terminal(document: &ForecastDocument, width: Width, styling: Styling) -> String {
    let mut page = Page::new(width, styling);
    page.heading(&format!("Baselines: {}", document.case.title), "");
    page.paragraph(2, "Labelled baselines beside each other; none of them forecasts what somebody decides.");
    if document.case.withheld.items > 0 {
        let items = count(document.case.withheld.items as usize, "item", "items");
        page.voiced_paragraph(2, Voice::Open, &format!("For {}: {items} withheld.", document.case.audience));
    }
    for forecast in &document.forecasts {
        self::forecast(&mut page, forecast);
    }
    page.heading("How well such models do", "read before any figure above");
    document.evidence.iter().for_each(|words| page.point(words));
    page.finish()
}

fn forecast(page: &mut Page, forecast: &ForecastView) {
    page.heading(&forecast.name, &format!("as judged by {}", forecast.author));
    if let Some(about) = &forecast.about {
        page.paragraph(2, about);
    }
    for scale in &forecast.scales {
        self::scale(page, scale);
    }
    if let Some(election) = &forecast.election {
        self::election(page, election);
    }
    if let Some(why) = &forecast.no_experiments {
        page.voiced_paragraph(2, Voice::Quiet, &format!("Experiments are left out: {why}."));
    }
}

fn scale(page: &mut Page, scale: &ScaleView) {
    page.heading(&scale.name, &format!("in {}", scale.unit));
    page.paragraph(
        2,
        &format!("{} means: {}. {} means: {}.", short(scale.low), scale.low_means, short(scale.high), scale.high_means),
    );
    for actor in &scale.actors {
        page.labelled(&actor.name, Voice::Strong, 24, &figures(actor));
    }
    let basis = if scale.basis == "stated" { "the figures as stated" } else { "every range at its midpoint" };
    page.heading("Baselines", basis);
    for baseline in &scale.baselines {
        page.labelled(baseline.name, Voice::Strong, 40, &told(baseline, &scale.unit));
    }
    if let Some(drawn) = scale.drawn {
        let words = format!(
            "Spread: nine in ten of {} from the ranges (seed {}); in brackets all of them.",
            count(drawn.draws as usize, "draw", "draws"),
            drawn.seed
        );
        page.voiced_paragraph(2, Voice::Quiet, &words);
    }
    if let Some(challenge) = &scale.challenge {
        self::challenge(page, scale, challenge);
    }
}

/// "stands at 4, weighs 0.064 (9 %)".
pub(super) fn figures(actor: &ActorView) -> String {
    format!(
        "stands at {}; capability {}, salience {}; {} of the weight",
        ends(actor.position),
        ends(actor.capability),
        ends(actor.salience),
        percent(actor.share)
    )
}

/// A number, or a range.
fn ends([low, high]: [f64; 2]) -> String {
    if low == high { short(low) } else { format!("{} to {}", short(low), short(high)) }
}

/// The points of a baseline, with its spread.
pub(super) fn told(baseline: &BaselineView, unit: &str) -> String {
    let points: Vec<String> = baseline.points.iter().map(|point| short(*point)).collect();
    let mut words = match (baseline.missing, baseline.key) {
        (Some(missing), _) => format!("none: {missing}"),
        (None, "median") if points.len() == 2 => format!("from {} to {} {unit}", points[0], points[1]),
        (None, _) => format!("{} {unit}", list(&points, "and")),
    };
    if let Some(spread) = baseline.spread {
        words.push_str(&format!(
            "; spread {} to {} ({} to {})",
            short(spread.twentieth),
            short(spread.nineteenth),
            short(spread.low),
            short(spread.high)
        ));
    }
    words
}

fn challenge(page: &mut Page, scale: &ScaleView, challenge: &ChallengeView) {
    page.heading("Experiment: the challenge model", "Bueno de Mesquita, as reconstructed by Scholz, Calbert & Smith 2011");
    let rounds = challenge.positions.len().saturating_sub(1);
    let ending = if challenge.rests { "it comes to rest" } else { "it does not come to rest" };
    let mean = challenge.mean_after.map_or_else(|| "not defined".to_owned(), |mean| format!("{} {}", short(mean), scale.unit));
    page.paragraph(
        2,
        &format!("After {} {ending}; the compromise mean of where all then stand: {mean}.", count(rounds, "round", "rounds")),
    );
    if let (Some(first), Some(last)) = (challenge.positions.first(), challenge.positions.last()) {
        for ((actor, from), to) in scale.actors.iter().zip(first).zip(last).filter(|((_, from), to)| from != to) {
            page.point(&format!("{} goes from {} to {}", actor.name, short(*from), short(*to)));
        }
    }
    page.voiced_paragraph(2, Voice::Open, &format!("Doubtful: {}.", challenge.doubts.join("; ")));
}

fn election(page: &mut Page, election: &ElectionView) {
    page.heading("Experiment: probabilistic Condorcet election", "first turn, after KTAB (KAPSARC 2015)");
    for (place, actor) in election.actors.iter().enumerate() {
        let bargain = election.bargains[place].as_ref().map_or_else(
            || "would begin no bargain".to_owned(),
            |bargain| {
                let proposal: Vec<String> = bargain.proposal.iter().map(|at| short(*at)).collect();
                format!("would bargain with {} toward {}", bargain.with, proposal.join(", "))
            },
        );
        let words = format!(
            "its position wins {}; attitude to risk {:.2}; {bargain}",
            percent(election.wins[place]),
            election.attitudes[place]
        );
        page.labelled(actor, Voice::Strong, 24, &words);
    }
}

/// Three decimals at most.
pub(super) fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
