//! Several judgements of one case, side by side.

use crate::Document;
use crate::document::{Comparison, ComparisonRow, JudgementOdds};
use crate::words::{count, list, percent};

/// Issues named as carrying most of the conflict.
const ISSUES: usize = 3;

/// The judgements with figures over draws, compared; `None` where there are fewer than two.
pub(super) fn comparison(document: &Document) -> Option<Comparison> {
    let told = &document.odds.as_ref()?.judgements;
    if told.len() < 2 {
        return None;
    }
    let row = |about: &str, answer: &dyn Fn(&JudgementOdds) -> String| {
        let answers: Vec<String> = told.iter().map(answer).collect();
        let differs = answers.windows(2).any(|pair| pair[0] != pair[1]);
        ComparisonRow { about: about.to_owned(), answers, differs }
    };
    let mut rows = vec![
        row("Some deal fits", &|one| format!("{} of the draws", percent(one.deal.share))),
        row("Over its range ends", &|one| format!("{} to {}", percent(one.lowest), percent(one.highest))),
        row("Best single package accepted", &|one| {
            one.best_package.as_ref().map_or_else(none, |best| format!("{} of the draws", percent(best.accepted.share)))
        }),
        row("Carries most of the conflict", &|one| heaviest(document, &one.judgement)),
        row("Moves the odds most", &|one| {
            let tornado = document.tornadoes.iter().find(|tornado| tornado.judgement == one.judgement);
            tornado.and_then(|tornado| tornado.bars.first()).map_or_else(none, |bar| bar.input.clone())
        }),
        row("Set aside alone, opens most", &|one| {
            one.blockers.first().map_or_else(none, |blocker| format!("{}: {}", blocker.party, blocker.what))
        }),
    ];
    let clauses: Vec<ComparisonRow> = document
        .space
        .issues
        .iter()
        .map(|issue| {
            let option = |one: &JudgementOdds| {
                one.best_package.as_ref().and_then(|best| best.outcome.option(issue)).map_or_else(none, str::to_owned)
            };
            row(&format!("Best package on {issue}"), &option)
        })
        .filter(|row| row.differs)
        .collect();
    let words = in_words(told, clauses.len(), document.space.issues.len());
    rows.extend(clauses);
    Some(Comparison { judgements: told.iter().map(|one| one.judgement.clone()).collect(), rows, words })
}

fn none() -> String {
    "none".to_owned()
}

/// The issues with the largest shares of the conflict by one judgement.
fn heaviest(document: &Document, judgement: &str) -> String {
    let mut stakes: Vec<_> = document.stakes.iter().filter(|stake| stake.judgement == judgement).collect();
    stakes.sort_by(|a, b| b.share.middle.total_cmp(&a.share.middle));
    let named: Vec<String> =
        stakes.iter().take(ISSUES).map(|stake| format!("{} ({})", stake.issue, percent(stake.share.middle))).collect();
    if named.is_empty() { none() } else { list(&named, "and") }
}

fn in_words(told: &[JudgementOdds], clauses: usize, issues: usize) -> String {
    let more_than_half = told.iter().filter(|one| one.deal.share > 0.5).count();
    let verdict = match more_than_half {
        0 => "By every judgement a deal fits in half of the draws or fewer".to_owned(),
        all if all == told.len() => "By every judgement a deal fits in more than half of the draws".to_owned(),
        some => {
            format!("The judgements part on the odds: by {some} of {} a deal fits in more than half of the draws", told.len())
        }
    };
    let packages = match clauses {
        0 => "they name the same best package".to_owned(),
        _ => format!("their best packages differ on {clauses} of {}", count(issues, "issue", "issues")),
    };
    format!("{verdict}; {packages}.")
}
