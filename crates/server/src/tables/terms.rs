//! From a case to the terms of a table: names of parties, issues and options, and what cannot stand together. Everybody at the
//! table sees terms, so they are made of what is public in the case, and of nothing that anybody judges.

use zopa_dossier::{Audience, Dossier};
use zopa_table::{Combination, IssueTerms, Rules, Terms};

use crate::problem::Problem;

/// The terms that a case gives.
pub(super) fn of_case(name: &str, bytes: &[u8], title: Option<String>, rules: Rules) -> Result<Terms, Problem> {
    let dossier = Dossier::read(name, bytes).map_err(|diagnostics| {
        let first = diagnostics.first().map_or_else(String::new, |diagnostic| diagnostic.message.clone());
        Problem::senseless(format!("the case has {} faults; the first: {first}", diagnostics.len()), "mend it in the workbench")
    })?;
    let disclosed = dossier.disclose(Audience::Public).dossier;
    let compiled = disclosed.compile();
    let space = &compiled.positions.space;
    let names = &compiled.names;
    let issue = |(at, issue): (usize, &zopa_model::Issue)| IssueTerms {
        name: names.issues[at].name.clone(),
        description: String::new(),
        options: names.issues[at].options.clone(),
        ordered: !matches!(issue.kind(), zopa_model::Kind::Categorical),
    };
    let literal = |(issue, options): &(usize, Vec<u32>)| {
        let names = &names.issues[*issue];
        (names.name.clone(), options.iter().map(|option| names.options[*option as usize].clone()).collect())
    };
    let combination = |rule: &zopa_model::Rule| Combination {
        of: rule.forbids.literals().iter().map(literal).collect(),
        reason: rule.reason.clone(),
    };
    Ok(Terms {
        title: title.unwrap_or_else(|| disclosed.case().title.clone()),
        parties: names.parties.clone(),
        issues: space.issues().iter().enumerate().map(issue).collect(),
        combinations: space.rules().iter().map(combination).collect(),
        asides: names.asides.iter().map(|aside| aside.name.clone()).collect(),
        rules,
    })
}
