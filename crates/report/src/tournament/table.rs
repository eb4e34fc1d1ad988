//! Standings and payoffs as CSV (RFC 4180) and as a LaTeX table.

use zopa_arena::tournament::{MEASURES, Results, Standing};

/// Every strategy in a line, best first, with every measure; what is not defined is empty, and counted.
pub fn standings_csv(results: &Results) -> String {
    let fixed = ["place", "strategy", "label", "score", "low", "high", "seats", "agreements", "missed", "forfeits", "departures"];
    let measures = MEASURES.iter().flat_map(|one| [one.name.to_owned(), format!("{}_undefined", one.name)]);
    let mut text = line(fixed.iter().map(|one| (*one).to_owned()).chain(measures));
    results.standings.iter().for_each(|standing| text.push_str(&standing_csv(standing)));
    text
}

fn standing_csv(standing: &Standing) -> String {
    let counts = [standing.seats, standing.agreements, standing.missed, standing.forfeits, standing.departures];
    let averages = standing.averages.iter().flat_map(|one| [exact(one.mean), one.undefined.to_string()]);
    let first = [
        standing.place.to_string(),
        standing.strategy.clone(),
        standing.label.clone(),
        exact(standing.score),
        exact(standing.interval.map(|interval| interval.low)),
        exact(standing.interval.map(|interval| interval.high)),
    ];
    line(first.into_iter().chain(counts.map(|count| count.to_string())).chain(averages))
}

/// What the strategy of each line makes against that of each column.
pub fn payoff_csv(results: &Results) -> String {
    let payoff = &results.payoff;
    let mut text = line(["strategy".to_owned()].into_iter().chain(payoff.strategies.iter().cloned()));
    for (strategy, row) in payoff.strategies.iter().zip(&payoff.table) {
        text.push_str(&line([strategy.clone()].into_iter().chain(row.iter().map(|cell| exact(*cell)))));
    }
    text
}

/// All digits of a double: it reads back to the bit.
fn exact(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn line(fields: impl IntoIterator<Item = String>) -> String {
    let fields: Vec<String> = fields.into_iter().map(quoted).collect();
    format!("{}\r\n", fields.join(","))
}

fn quoted(field: String) -> String {
    if field.contains([',', '"', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// The standings as a table for a paper; it needs no package.
pub fn standings_tex(results: &Results) -> String {
    let mut text = format!(
        "% {}: {} sessions on {} scenarios, scored by {}; intervals: 95 of 100 of {} bootstrap resamples over scenarios\n",
        tex(&results.name).replace('\n', " "),
        results.sessions,
        results.scenarios,
        tex(results.score),
        results.resamples
    );
    text.push_str("\\begin{tabular}{rlrrrrl}\n\\hline\n");
    text.push_str(" & Strategy & Score & 95\\,\\% interval & Agreements & Forfeits & Fidelity \\\\\n\\hline\n");
    for standing in &results.standings {
        let interval = standing.interval.map_or_else(|| "--".to_owned(), |one| format!("[{:.4}, {:.4}]", one.low, one.high));
        let score = standing.score.map_or_else(|| "--".to_owned(), |score| format!("{score:.4}"));
        let Standing { place, seats, agreements, forfeits, .. } = standing;
        let (strategy, label) = (tex(&standing.strategy), tex(&standing.label));
        text.push_str(&format!(
            "{place} & {strategy} & {score} & {interval} & {agreements}/{seats} & {forfeits} & {label} \\\\\n"
        ));
    }
    text.push_str("\\hline\n\\end{tabular}\n");
    text
}

/// Text that LaTeX sets as it is.
fn tex(text: &str) -> String {
    let letter = |letter: char| match letter {
        '\\' => "\\textbackslash{}".to_owned(),
        '~' => "\\textasciitilde{}".to_owned(),
        '^' => "\\textasciicircum{}".to_owned(),
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => format!("\\{letter}"),
        control if control.is_control() => " ".to_owned(),
        plain => plain.to_string(),
    };
    text.chars().map(letter).collect()
}
