//! From names as people type them to indices, and back.

use zopa_analysis::bench::{Changes, Settled};
use zopa_dossier::{Compiled, CompiledJudgement, IssueNames};
use zopa_model::{Exact, IssueIndex, OptionIndex, PartyIndex, Shock};

use super::document::ChangesView;
use crate::answers::Refused;
use crate::document::OutcomeView;

/// The names of a case.
#[derive(Clone, Copy)]
pub(super) struct BenchNames<'a> {
    pub(super) compiled: &'a Compiled,
}

impl<'a> BenchNames<'a> {
    pub(super) fn parties(&self) -> &'a [String] {
        &self.compiled.names.parties
    }

    pub(super) fn ids(&self) -> Vec<&'a str> {
        self.compiled.positions.parties.iter().map(|party| party.name.as_str()).collect()
    }

    pub(super) fn issues(&self) -> &'a [IssueNames] {
        &self.compiled.names.issues
    }

    pub(super) fn issue(&self, issue: IssueIndex) -> &'a str {
        &self.issues()[issue].name
    }

    pub(super) fn option(&self, issue: IssueIndex, option: OptionIndex) -> &'a str {
        &self.issues()[issue].options[option as usize]
    }

    pub(super) fn option_ids(&self, issue: IssueIndex) -> &'a [String] {
        self.compiled.positions.space.issues()[issue].options()
    }

    /// A party by its short name, or by its name for people.
    fn party(&self, name: &str) -> Result<PartyIndex, Refused> {
        one("party", name, &self.ids(), self.parties())
    }

    /// An issue for bargaining by its short name, or by its name for people.
    fn find_issue(&self, name: &str) -> Result<IssueIndex, Refused> {
        let is_aside = |issue: &&IssueNames| issue.id == name || issue.name == name;
        if let Some(aside) = self.compiled.names.asides.iter().find(is_aside) {
            return Err(Refused::new(
                format!("“{}” is not for bargaining: it has no weight and is in no package", aside.name),
                "leave it out; what is owed, or goes its own way, is shown beside every package",
            ));
        }
        let ids: Vec<&str> = self.issues().iter().map(|issue| issue.id.as_str()).collect();
        let names: Vec<String> = self.issues().iter().map(|issue| issue.name.clone()).collect();
        one("issue", name, &ids, &names)
    }

    fn find_option(&self, issue: IssueIndex, name: &str) -> Result<OptionIndex, Refused> {
        let ids: Vec<&str> = self.option_ids(issue).iter().map(String::as_str).collect();
        let kind = format!("option of “{}”", self.issue(issue));
        one(&kind, name, &ids, &self.issues()[issue].options).map(|option| option as OptionIndex)
    }

    /// A package, or a part of one, from names.
    pub(super) fn settled(&self, outcome: &OutcomeView) -> Result<Settled, Refused> {
        let mut settled = vec![None; self.issues().len()];
        for (name, option) in outcome.iter() {
            let issue = self.find_issue(name)?;
            if settled[issue].replace(self.find_option(issue, option)?).is_some() {
                return Err(Refused::new(format!("“{}” is settled twice", self.issue(issue)), "keep one of the two"));
            }
        }
        Ok(Settled::new(settled))
    }

    /// What is moved, from names.
    pub(super) fn changes(&self, view: &ChangesView) -> Result<Changes, Refused> {
        let mut changes = Changes::default();
        for (party, weights) in &view.weights {
            let at = self.party(party)?;
            for (issue, weight) in weights {
                changes.weights.push((at, self.find_issue(issue)?, exact(*weight)?));
            }
        }
        for (party, ranking) in &view.rankings {
            let group = |group: &Vec<String>| group.iter().map(|issue| self.find_issue(issue)).collect::<Result<Vec<_>, _>>();
            changes.rankings.push((self.party(party)?, ranking.iter().map(group).collect::<Result<_, _>>()?));
        }
        for (party, least) in &view.reservations {
            changes.reservations.push((self.party(party)?, exact(*least)?));
        }
        Ok(changes)
    }

    /// The shocks that happen, in the order of the case.
    pub(super) fn shocks(&self, judgement: &'a CompiledJudgement, view: &ChangesView) -> Result<Vec<&'a Shock>, Refused> {
        let known: Vec<&str> = judgement.shocks.iter().map(|shock| shock.name.as_str()).collect();
        if let Some(unknown) = view.shocks.iter().find(|id| !known.contains(&id.as_str())) {
            return Err(Refused::unknown("shock", unknown, &known));
        }
        Ok(judgement.shocks.iter().filter(|shock| view.shocks.contains(&shock.name)).collect())
    }
}

/// The position of what has this short name, or else of the only thing that has this name for people.
fn one(kind: &str, name: &str, ids: &[&str], names: &[String]) -> Result<usize, Refused> {
    if let Some(at) = ids.iter().position(|id| *id == name) {
        return Ok(at);
    }
    let mut named = names.iter().enumerate().filter(|(_, known)| *known == name).map(|(at, _)| at);
    match (named.next(), named.next()) {
        (Some(at), None) => Ok(at),
        (Some(_), Some(_)) => {
            Err(Refused::new(format!("more than one {kind} is called “{name}”"), format!("use a short name: {}", ids.join(", "))))
        }
        (None, _) => Err(Refused::unknown(kind, name, ids)),
    }
}

fn exact(number: f64) -> Result<Exact, Refused> {
    // Doubles are written in full, so that what was typed as 0.3 is three tenths.
    format!("{number}")
        .parse()
        .map_err(|_| Refused::new(format!("{number} is no number to put a figure at"), "write a number such as 0.3"))
}
