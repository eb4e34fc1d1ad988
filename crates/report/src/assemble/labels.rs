//! From indices to names for people.

use zopa_analysis::uncertainty::{EndKind, Input, InputKind, Obstacle};
use zopa_dossier::{Compiled, CompiledJudgement};
use zopa_model::{IssueIndex, OptionIndex, Outcome, PartyIndex};

use crate::document::OutcomeView;
use crate::words::{list, number, percent};

/// The names of a case.
#[derive(Clone, Copy)]
pub(super) struct Labels<'a> {
    pub(super) compiled: &'a Compiled,
}

impl<'a> Labels<'a> {
    pub(super) fn party(&self, party: PartyIndex) -> &'a str {
        &self.compiled.names.parties[party]
    }

    /// The short name of a party, as judgements are keyed by.
    pub(super) fn party_id(&self, party: PartyIndex) -> &'a str {
        &self.compiled.positions.parties[party].name
    }

    pub(super) fn parties(&self) -> &'a [String] {
        &self.compiled.names.parties
    }

    pub(super) fn issue(&self, issue: IssueIndex) -> &'a str {
        &self.compiled.names.issues[issue].name
    }

    pub(super) fn option(&self, issue: IssueIndex, option: OptionIndex) -> &'a str {
        &self.compiled.names.issues[issue].options[option as usize]
    }

    pub(super) fn outcome(&self, outcome: &Outcome) -> OutcomeView {
        OutcomeView::new(
            outcome.options().iter().enumerate().map(|(issue, &option)| (self.issue(issue), self.option(issue, option))),
        )
    }

    /// An input in words, its two ends in words, and where it stands.
    pub(super) fn input(&self, judgement: &CompiledJudgement, input: &Input) -> InputWords {
        let party = self.party(input.party);
        let id = self.party_id(input.party);
        let (what, item) = match input.kind {
            InputKind::Weight(issue) => (format!("weight of {}", self.issue(issue)), "weights".to_owned()),
            InputKind::Value(issue, option) => {
                let values = format!("values/{}", self.compiled.names.issues[issue].id);
                (format!("{}: worth of “{}”", self.issue(issue), self.option(issue, option)), values)
            }
            InputKind::Limit => ("limit".to_owned(), "limit".to_owned()),
            InputKind::RedLine(line) => (self.red_line(judgement, input.party, line), format!("red_lines/{line}")),
            InputKind::Linkage(index) => ("worth of combinations".to_owned(), format!("linkages/{index}")),
        };
        let (low, high) = ends(input);
        InputWords { input: format!("{party}: {what}"), low, high, from: vec![format!("judgement:{}/{id}/{item}", judgement.id)] }
    }

    /// Where an input stands at `value`, in words: "at 0.42 (stated: 0.3 to 0.5)".
    pub(super) fn value(&self, input: &Input, value: f64) -> String {
        let (low, high) = ends(input);
        match input.ends {
            EndKind::NeverAlways => {
                let often = if value < 0.5 { "never" } else { "always" };
                if input.kind == InputKind::Limit { format!("if it is {often} a limit") } else { format!("if it {often} holds") }
            }
            EndKind::Share => format!("at {} of the way from the {low} to the {high}", percent(value)),
            EndKind::Range | EndKind::Quantiles => format!("at {} (stated: {low} to {high})", number(value)),
        }
    }

    /// "red line on Territory ("five regions" or "held areas")".
    pub(super) fn red_line(&self, judgement: &CompiledJudgement, party: PartyIndex, line: usize) -> String {
        let stated = judgement.scenario.preferences()[party].as_ref().and_then(|preferences| preferences.red_lines.get(line));
        let part = |(issue, options): &(IssueIndex, Vec<OptionIndex>)| {
            let named: Vec<String> = options.iter().map(|&option| format!("“{}”", self.option(*issue, option))).collect();
            format!("{} ({})", self.issue(*issue), list(&named, "or"))
        };
        let parts: Vec<String> = stated.map(|line| line.refuses.literals().iter().map(part).collect()).unwrap_or_default();
        format!("red line on {}", parts.join(" with "))
    }

    /// What blocks, in words, and where it stands.
    pub(super) fn obstacle(&self, judgement: &CompiledJudgement, party: PartyIndex, what: Obstacle) -> (String, Vec<String>) {
        let id = self.party_id(party);
        let from = |item: String| vec![format!("judgement:{}/{id}/{item}", judgement.id)];
        match what {
            Obstacle::Limit => ("its limit".to_owned(), from("limit".to_owned())),
            Obstacle::RedLine(line) => (self.red_line(judgement, party, line), from(format!("red_lines/{line}"))),
            Obstacle::RedLines => {
                let lines = judgement.scenario.preferences()[party].as_ref().map_or(0, |preferences| preferences.red_lines.len());
                let from = (0..lines).flat_map(|line| from(format!("red_lines/{line}"))).collect();
                ("all its red lines together".to_owned(), from)
            }
        }
    }
}

/// An input in words.
pub(super) struct InputWords {
    pub(super) input: String,
    pub(super) low: String,
    pub(super) high: String,
    pub(super) from: Vec<String>,
}

fn ends(input: &Input) -> (String, String) {
    match (input.ends, input.kind) {
        (EndKind::NeverAlways, _) => ("never".to_owned(), "always".to_owned()),
        (EndKind::Share, InputKind::Limit) => ("yielding end".to_owned(), "demanding end".to_owned()),
        (EndKind::Share, _) => ("low ends".to_owned(), "high ends".to_owned()),
        (EndKind::Range | EndKind::Quantiles, _) => (number(input.low), number(input.high)),
    }
}
