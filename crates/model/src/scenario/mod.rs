//! Parties, issues and preferences together, checked as a whole.

mod inspection;

use crate::{Aside, IssueIndex, OptionIndex, Outcome, OutcomeSpace, Party, PartyIndex, Preferences, Rule};

/// A package with a name: a status quo, a mediator's text, a signed deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPackage {
    /// The name, unique among the packages.
    pub name: String,
    /// What it settles, and how.
    pub outcome: Outcome,
}

/// What is at stake between whom, and what one analyst says of their preferences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    name: String,
    parties: Vec<Party>,
    space: OutcomeSpace,
    asides: Vec<Aside>,
    preferences: Vec<Option<Preferences>>,
    packages: Vec<NamedPackage>,
}

/// Where in a scenario a fault lies, so that a door can point at the line it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of parties, or one of them.
    Party(PartyIndex),
    /// An issue, or one of its options.
    Issue(IssueIndex, Option<OptionIndex>),
    /// An aside.
    Aside(usize),
    /// A rule of the space.
    Rule(usize),
    /// A named package.
    Package(usize),
    /// What is said of a party's weights, perhaps of one issue.
    Weights(PartyIndex, Option<IssueIndex>),
    /// What is said of a party's values of an issue, perhaps of one option.
    Values(PartyIndex, IssueIndex, Option<OptionIndex>),
    /// A linkage of a party.
    Linkage(PartyIndex, usize),
    /// A red line of a party.
    RedLine(PartyIndex, usize),
    /// The limit of a party.
    Limit(PartyIndex),
    /// The stated disagreement value of a party.
    Disagreement(PartyIndex),
    /// The preferences of a party as a whole.
    Preferences(PartyIndex),
}

/// Something that makes no sense, where it lies, and a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it lies.
    pub place: Place,
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub way_out: String,
}

impl Scenario {
    /// The scenario of these parts, or all their faults at once. `preferences` holds an entry for each party,
    /// `None` where nothing was said of it.
    ///
    /// # Errors
    /// Every fault found: repeated names, empty issues, indices that point nowhere, values out of their range,
    /// weights that no numbers satisfy.
    pub fn new(
        name: impl Into<String>,
        parties: Vec<Party>,
        space: OutcomeSpace,
        asides: Vec<Aside>,
        preferences: Vec<Option<Preferences>>,
        packages: Vec<NamedPackage>,
    ) -> Result<Self, Vec<Fault>> {
        Self { name: name.into(), parties, space, asides, preferences, packages }.checked()
    }

    fn checked(self) -> Result<Self, Vec<Fault>> {
        match inspection::faults(&self) {
            faults if faults.is_empty() => Ok(self),
            faults => Err(faults),
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The negotiating parties, in the order of every vector.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// What is for bargaining.
    pub fn space(&self) -> &OutcomeSpace {
        &self.space
    }

    /// What is on the table but not for bargaining.
    pub fn asides(&self) -> &[Aside] {
        &self.asides
    }

    /// What is said of each party's preferences; `None` where nothing is.
    pub fn preferences(&self) -> &[Option<Preferences>] {
        &self.preferences
    }

    /// The packages with a name.
    pub fn packages(&self) -> &[NamedPackage] {
        &self.packages
    }

    /// The same scenario with more that is forbidden: what delegations may not sign, what somebody at home refuses.
    /// Packages stay as they are, feasible or not, since limits are measured at them.
    pub fn confined(&self, rules: impl IntoIterator<Item = Rule>) -> Self {
        let all = self.space.rules().iter().cloned().chain(rules).collect();
        Self { space: OutcomeSpace::new(self.space.issues().to_vec(), all), ..self.clone() }
    }

    /// The same scenario with other preferences, or all that makes no sense about them.
    ///
    /// # Errors
    /// As [`Scenario::new`].
    pub fn with_preferences(&self, preferences: Vec<Option<Preferences>>) -> Result<Self, Vec<Fault>> {
        Self { preferences, ..self.clone() }.checked()
    }

    /// The named package `name`.
    pub fn package(&self, name: &str) -> Option<&NamedPackage> {
        self.packages.iter().find(|package| package.name == name)
    }
}
