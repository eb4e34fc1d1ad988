//! From one draw of a judgement's ranges to a scenario of the field, so that strategies can talk about a case.

use zopa_model::{Exact, Factor, IssueIndex, OutcomeSpace, Quantum, Units, Utility};

use super::super::{Evaluator, FieldScenario, Format, Linkage, Profile};
use super::from::field_issue;
use crate::compile::{Compiled, CompiledJudgement};

/// The scenario in which every party of `judgement` has one of `utilities`, which were drawn from what is said of it: one for
/// each party, in order. Duties, and issues on a track of their own, are not in it: nothing can move them.
pub fn of_draw(compiled: &Compiled, judgement: &CompiledJudgement, utilities: &[Utility]) -> FieldScenario {
    let space = judgement.scenario.space();
    let issues = space.issues().iter().zip(&compiled.names.issues).map(|(issue, names)| field_issue(issue, names));
    let parties = compiled.names.parties.iter().zip(utilities);
    FieldScenario {
        name: judgement.scenario.name().to_owned(),
        format: Format::Zopa,
        issues: issues.collect(),
        rules: space.rules().to_vec(),
        profiles: parties.map(|(name, utility)| profile(space, name, utility)).collect(),
        claims: Vec::new(),
        remarks: Vec::new(),
    }
}

fn profile(space: &OutcomeSpace, name: &str, utility: &Utility) -> Profile {
    let exact = |units: Units| utility.quantum.exact(units);
    Profile {
        name: name.to_owned(),
        file: String::new(),
        constant: exact(utility.constant),
        evaluators: (0..space.issues().len()).map(|issue| evaluator(space, utility, issue)).collect(),
        linkages: utility.factors.iter().filter_map(|factor| linkage(factor, utility.quantum)).collect(),
        // What is drawn from a case is made of tables; boxes are the field's.
        rewards: None,
        cap: utility.cap.map(exact),
        reservation: utility.reservation.map(exact),
        disagreement: utility.disagreement.map(exact),
        refusals: utility.refusals.clone(),
        discount: None,
    }
}

/// What an issue contributes by itself, which is nothing where no factor is its own.
fn evaluator(space: &OutcomeSpace, utility: &Utility, issue: IssueIndex) -> Evaluator {
    let mut table = vec![Exact::zero(); space.issues()[issue].options().len()];
    for factor in &utility.factors {
        if let Factor::Issue { issue: own, units } = factor
            && *own == issue
        {
            table.iter_mut().zip(units).for_each(|(sum, &units)| *sum = &*sum + &utility.quantum.exact(units));
        }
    }
    Evaluator::Table(table)
}

fn linkage(factor: &Factor, quantum: Quantum) -> Option<Linkage> {
    match factor {
        Factor::Linkage { issues, units, .. } => {
            Some(Linkage { issues: issues.clone(), values: units.iter().map(|&units| quantum.exact(units)).collect() })
        }
        Factor::Issue { .. } | Factor::Box { .. } => None,
    }
}
