//! A judgement on the bench: chosen, changed, drawn.

use zopa_analysis::bench::{Bench, Changes, changed};
use zopa_analysis::uncertainty::{DrawPlan, Missing};
use zopa_dossier::{Audience, Compiled, CompiledJudgement, MissingPart};
use zopa_model::{Fault, PartyIndex, Place, Scenario};

use super::document::{BenchHead, ChangesView, JudgementName, SidesView};
use super::names::BenchNames;
use crate::answers::{Refused, Seen, keep_named};
use crate::words::{list, thousands};

/// What is asked at the bench.
#[derive(Clone, Debug, PartialEq)]
pub struct BenchQuestion {
    /// The judgement; the first that the audience may see where none is named. Every answer says which it was.
    pub judgement: Option<String>,
    /// What is moved.
    pub changes: ChangesView,
    /// Seed and number of draws.
    pub plan: DrawPlan,
}

/// A judgement that was chosen, with what was moved.
pub(super) struct Asked<'a> {
    pub(super) seen: &'a Seen,
    pub(super) compiled: &'a Compiled,
    pub(super) judgement: &'a CompiledJudgement,
    pub(super) question: &'a BenchQuestion,
    pub(super) changes: Changes,
    /// What is stated after the changes.
    pub(super) scenario: Scenario,
}

impl<'a> Asked<'a> {
    pub(super) fn new(seen: &'a Seen, compiled: &'a Compiled, question: &'a BenchQuestion) -> Result<Self, Refused> {
        let mut chosen: Vec<&CompiledJudgement> = compiled.judgements.iter().collect();
        keep_named("judgement", &mut chosen, |judgement| &judgement.id, question.judgement.as_slice())?;
        let judgement = *chosen.first().ok_or_else(|| {
            Refused::new(
                "the case shows no judgement to this audience, so nobody wants anything",
                "add a judgement, or ask for internal or secret",
            )
        })?;
        let names = BenchNames { compiled };
        let changes = names.changes(&question.changes)?;
        let scenario = changed(&judgement.scenario, &changes).map_err(|faults| senseless(names, &faults))?;
        Ok(Self { seen, compiled, judgement, question, changes, scenario })
    }

    pub(super) fn names(&self) -> BenchNames<'a> {
        BenchNames { compiled: self.compiled }
    }

    /// The draws.
    pub(super) fn bench(&self) -> Result<Bench<'_>, Refused> {
        let shocks = self.names().shocks(self.judgement, &self.question.changes)?;
        Bench::new(&self.scenario, &shocks, self.question.plan).map_err(|missing| self.missing(&missing))
    }

    /// Why there are no figures, with names.
    pub(super) fn missing(&self, missing: &Missing) -> Refused {
        let Missing::Preferences(parties) = missing else {
            return Refused::new(
                format!("nothing can be drawn from judgement `{}`: {missing}", self.judgement.id),
                "complete it, or choose another judgement",
            );
        };
        let why = |party: &PartyIndex| {
            let name = &self.names().parties()[*party];
            match self.judgement.missing.iter().find(|known| known.party == *party).map(|known| known.part) {
                Some(MissingPart::Limit) => format!("from where on {name} says yes"),
                Some(MissingPart::Withheld) => format!("what {name} wants, which rests on something withheld from this audience"),
                Some(MissingPart::Preferences) | None => format!("what {name} wants"),
            }
        };
        let lacking: Vec<String> = parties.iter().map(why).collect();
        Refused::new(
            format!("judgement `{}` does not say {}, so nothing is computed from it", self.judgement.id, list(&lacking, "and")),
            "add it to the case, choose another judgement, or ask for an audience that may see it",
        )
    }

    pub(super) fn head(&self) -> BenchHead {
        let case = self.seen.dossier().case();
        let DrawPlan { seed, draws } = self.question.plan;
        let name = |judgement: &CompiledJudgement| JudgementName {
            id: judgement.id.clone(),
            author: judgement.author.clone(),
            about: judgement.about.clone(),
        };
        BenchHead {
            zopa: crate::document::VERSION,
            case: case.title.clone(),
            audience: match self.seen.view.audience {
                Audience::Public => "public",
                Audience::Internal => "internal",
                Audience::Secret => "secret",
            }
            .to_owned(),
            judgement: self.judgement.id.clone(),
            author: self.judgement.author.clone(),
            judgements: self.compiled.judgements.iter().map(name).collect(),
            way: format!(
                "Counted over {} draws (seed {seed}) of the ranges that {} stated{}; a share of draws says how often something fits these ranges, and nothing of how likely anybody is to do it.",
                thousands(u64::from(draws)),
                self.judgement.author,
                if self.question.changes == ChangesView::default() { "" } else { ", with what was moved here" },
            ),
            draws,
            seed,
        }
    }

    /// Who negotiates.
    pub(super) fn sides(&self) -> SidesView {
        SidesView {
            parties: self.names().parties().to_vec(),
            party_ids: self.names().ids().into_iter().map(str::to_owned).collect(),
        }
    }
}

/// Changes that make no sense, all of them in one refusal, each with whose they are.
fn senseless(names: BenchNames<'_>, faults: &[Fault]) -> Refused {
    let whose = |place: &Place| match place {
        Place::Weights(party, _)
        | Place::Values(party, ..)
        | Place::Linkage(party, _)
        | Place::RedLine(party, _)
        | Place::Limit(party)
        | Place::Disagreement(party)
        | Place::Preferences(party) => names.parties().get(*party).map(|name| format!("{name}: ")).unwrap_or_default(),
        Place::Party(_) | Place::Issue(..) | Place::Aside(_) | Place::Rule(_) | Place::Package(_) => String::new(),
    };
    let problems: Vec<String> = faults.iter().map(|fault| format!("{}{}", whose(&fault.place), fault.problem)).collect();
    let mut ways: Vec<&str> = faults.iter().map(|fault| fault.way_out.as_str()).collect();
    ways.dedup();
    Refused::new(problems.join("; "), ways.join("; "))
}
