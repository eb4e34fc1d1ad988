//! From a case to a scenario of the field: one judgement in which every number is stated.

use zopa_model::{Exact, Issue, Kind, Preferences};

use super::super::document::in_marks;
use super::super::{Evaluator, FieldIssue, FieldScenario, Format, Profile, Refusal, Remark, Values, Weight};
use super::stated::{NotStated, Stated};
use crate::compile::{Compiled, CompiledJudgement, IssueNames};

const WAY_OUT: &str = "state a number for everything in one judgement: points or weights, values, and the limit";

/// The scenario in a case: of its judgements the one that states everything as a number. What a scenario of the field has
/// no room for is among the remarks.
///
/// # Errors
/// Where no judgement states everything, or several do.
pub fn of_case(compiled: &Compiled) -> Result<FieldScenario, Refusal> {
    let read = |judgement: &CompiledJudgement| profiles(compiled, judgement);
    let mut all: Vec<Result<Vec<Profile>, Refusal>> = compiled.judgements.iter().map(read).collect();
    let stated: Vec<usize> = (0..all.len()).filter(|&at| all[at].is_ok()).collect();
    let at = match (stated.as_slice(), all.len()) {
        ([at], _) => *at,
        ([], 0) => {
            return Err(refusal("no-judgement", "the case has no judgement, so nothing says what anybody wants".to_owned()));
        }
        ([], _) => 0,
        _ => {
            let ids: Vec<String> = stated.iter().map(|&at| in_marks(&compiled.judgements[at].id)).collect();
            let message = format!("several judgements state everything: {}", ids.join(", "));
            return Err(Refusal {
                way_out: "leave one of them in the case".to_owned(),
                ..refusal("several-judgements", message)
            });
        }
    };
    let profiles = all.swap_remove(at)?;
    let judgement = &compiled.judgements[at];
    let scenario = &judgement.scenario;
    let issues = scenario.space().issues().iter().zip(&compiled.names.issues).map(|(issue, names)| field_issue(issue, names));
    Ok(FieldScenario {
        name: scenario.name().to_owned(),
        format: Format::Zopa,
        issues: issues.collect(),
        rules: scenario.space().rules().to_vec(),
        profiles,
        claims: Vec::new(),
        remarks: losses(compiled, judgement),
    })
}

fn refusal(code: &'static str, message: String) -> Refusal {
    Refusal { code, file: String::new(), line: None, message, way_out: WAY_OUT.to_owned() }
}

/// Names for people become names; the short ones of the case are its own affair.
pub(super) fn field_issue(issue: &Issue, names: &IssueNames) -> FieldIssue {
    let values = match issue.kind() {
        Kind::Integer { low, high } => Values::Integers { low: *low, high: *high },
        Kind::Categorical | Kind::Ordered | Kind::Real { .. } => Values::Options(names.options.clone()),
    };
    FieldIssue { name: names.name.clone(), values }
}

fn profiles(compiled: &Compiled, judgement: &CompiledJudgement) -> Result<Vec<Profile>, Refusal> {
    let parties = compiled.names.parties.iter().zip(judgement.scenario.preferences());
    parties.map(|(name, preferences)| profile(judgement, name, preferences.as_ref())).collect()
}

fn profile(judgement: &CompiledJudgement, name: &str, preferences: Option<&Preferences>) -> Result<Profile, Refusal> {
    let (id, party) = (in_marks(&judgement.id), in_marks(name));
    let preferences = preferences
        .ok_or_else(|| refusal("not-stated", format!("{id} does not say all of what {party} wants, or it is withheld")))?;
    let stated = Stated::of(judgement.scenario.space(), preferences).map_err(|NotStated(what)| {
        refusal("not-stated", format!("{id} does not state a number for everything: of {party}, {what}"))
    })?;
    Ok(Profile {
        name: name.to_owned(),
        file: String::new(),
        constant: Exact::zero(),
        evaluators: stated.tables.into_iter().map(Evaluator::Table).collect(),
        linkages: stated.linkages,
        rewards: None,
        cap: None,
        reservation: stated.reservation,
        disagreement: stated.disagreement,
        refusals: preferences.red_lines.iter().map(|line| line.refuses.clone()).collect(),
        discount: None,
    })
}

/// What of the case a scenario of the field has no room for.
fn losses(compiled: &Compiled, judgement: &CompiledJudgement) -> Vec<Remark> {
    let mut losses = Vec::new();
    let mut lose = |code, is_lost: bool, message: &str| {
        if is_lost {
            let message = message.to_owned();
            losses.push(Remark { weight: Weight::Loss, code, file: String::new(), line: None, message });
        }
    };
    let positions = &compiled.positions;
    lose("statements", !positions.said.is_empty(), "statements, their sources and the positions in them are left out");
    lose("conditions", !positions.conditions.is_empty(), "conditions, and what must come first, are left out");
    lose(
        "asides",
        !positions.asides.is_empty(),
        "duties, and issues on a track of their own, are left out; they are not for bargaining",
    );
    lose("packages", !judgement.scenario.packages().is_empty(), "packages with names are left out");
    lose("judgements", compiled.judgements.len() > 1, "the other judgements are left out");
    let has = |kind: fn(&Kind) -> bool| positions.space.issues().iter().any(|issue| kind(issue.kind()));
    lose("order", has(|kind| matches!(kind, Kind::Ordered)), "that options are in order is left out");
    lose("quantities", has(|kind| matches!(kind, Kind::Real { .. })), "quantities become lists of options");
    losses
}
