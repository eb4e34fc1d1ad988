//! From a case to what the rooms work on: positions, and a scenario for every judgement.

mod conflict;
mod forecast;
mod names;
mod positions;
mod preferences;
mod process;
mod table;

use zopa_model::{Mandates, PartyIndex, Plan, Positions, Preferences, Ratification, Scenario, Shock, Step};

pub use conflict::CompiledConflict;
pub(crate) use conflict::{BadState, makers, state_pattern};
pub use forecast::CompiledForecast;
pub use names::{IssueNames, Names, TradedAnyway};
pub(crate) use positions::{asides, parties, space};
pub(crate) use preferences::{package, ranked_issues, stated};
pub(crate) use table::{MOST_OPTIONS, MOST_OPTIONS_IN_ALL, Table, option_count};

use crate::case::Judgement;
use crate::dossier::Dossier;

/// Everything that a case says, in the terms of the rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// What was said about what, by whom. Needs no weight.
    pub positions: Positions,
    /// What parties can do.
    pub steps: Vec<Step>,
    /// One scenario for every judgement, in the order of the case. All are over the space of `positions`.
    pub judgements: Vec<CompiledJudgement>,
    /// Names for people.
    pub names: Names,
}

/// One analyst's judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledJudgement {
    /// Its short name.
    pub id: String,
    /// Who judges.
    pub author: String,
    /// What it tries to say.
    pub about: Option<String>,
    /// Parties, space and preferences. A party named in `missing` has none.
    pub scenario: Scenario,
    /// What is lacking before the figures can be computed, so that "cannot tell" can name it.
    pub missing: Vec<Missing>,
    /// What doing some of the steps costs and brings.
    pub plans: Vec<Plan>,
    /// What delegations may sign.
    pub mandates: Option<Mandates>,
    /// Who at home must agree.
    pub homes: Vec<Ratification>,
    /// What may change the figures.
    pub shocks: Vec<Shock>,
}

/// What keeps a party's preferences from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Whose preferences.
    pub party: PartyIndex,
    /// What of them.
    pub part: MissingPart,
}

/// The part that is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingPart {
    /// The judgement says nothing of the party.
    Preferences,
    /// It does not say from where on the party says yes.
    Limit,
    /// The audience may not see all of it, so nothing is computed from the rest.
    Withheld,
}

impl Dossier {
    /// The case in the terms of the rooms. Preferences that are incomplete or withheld compile to none, with the
    /// reason beside them; nothing is filled in.
    pub fn compile(&self) -> Compiled {
        let table = Table::new(self.case());
        Compiled {
            positions: positions::positions(&table),
            steps: self.case().steps.iter().map(|entry| process::step(&table, entry)).collect(),
            judgements: self.case().judgements.iter().map(|judgement| self.compile_judgement(&table, judgement)).collect(),
            names: names::names(&table),
        }
    }

    fn compile_judgement(&self, table: &Table, judgement: &Judgement) -> CompiledJudgement {
        let mut missing = Vec::new();
        let mut preferences = Vec::new();
        for (party, &position) in table.parties.iter().enumerate() {
            let id = &table.case.parties[position].id;
            let of_party =
                if self.is_omitted(&judgement.id, id) { Err(MissingPart::Withheld) } else { complete(table, judgement, id) };
            missing.extend(of_party.as_ref().err().map(|&part| Missing { party, part }));
            preferences.push(of_party.ok());
        }
        let process::Process { plans, mandates, homes, shocks } = process::process(table, judgement);
        CompiledJudgement {
            plans,
            mandates,
            homes,
            shocks,
            id: judgement.id.clone(),
            author: judgement.author.clone(),
            about: judgement.about.clone(),
            scenario: scenario(table, preferences).expect("validation has tried this scenario before"),
            missing,
        }
    }
}

fn complete(table: &Table, judgement: &Judgement, party: &str) -> Result<Preferences, MissingPart> {
    let stated = stated(table, judgement.preferences.get(party).ok_or(MissingPart::Preferences)?);
    Ok(Preferences {
        worth: stated.worth.ok_or(MissingPart::Preferences)?,
        linkages: stated.linkages,
        red_lines: stated.red_lines,
        limit: stated.limit.ok_or(MissingPart::Limit)?,
        disagreement: stated.disagreement,
    })
}

/// The scenario of a case with these preferences.
pub(crate) fn scenario(table: &Table, preferences: Vec<Option<Preferences>>) -> Result<Scenario, Vec<zopa_model::Fault>> {
    let packages = table.case.packages.iter().map(|entry| package(table, entry)).collect();
    Scenario::new(table.case.title.clone(), parties(table), space(table), asides(table), preferences, packages)
}
