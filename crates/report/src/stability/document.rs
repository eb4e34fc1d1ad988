//! What is told of a conflict: with names, traceable to what somebody judged.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::CaseView;

/// Everything that is told of the conflicts of a case.
#[derive(Clone, Debug, Serialize)]
pub struct StabilityDocument {
    /// Version of this shape.
    pub zopa: u32,
    /// Always `stability`.
    pub kind: &'static str,
    /// The case, as the audience may see it.
    pub case: CaseView,
    /// The conflicts, in the order of the case.
    pub conflicts: Vec<ConflictView>,
}

/// One conflict.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictView {
    /// Its short name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Who sees it so.
    pub author: String,
    /// The last day whose knowledge it uses.
    pub as_of: Option<String>,
    /// What it is about.
    pub about: Option<String>,
    /// Where it was read.
    pub sources: Vec<String>,
    /// The decision makers.
    pub makers: Vec<MakerView>,
    /// What can be done or left, in the order of the letters.
    pub options: Vec<OptionView>,
    /// Combinations that cannot be.
    pub infeasible: Vec<InfeasibleView>,
    /// The rule by which several answer together: `not-twice-in-a-row` or `once-each`.
    pub rule: &'static str,
    /// Why there is no answer, where a limit stopped the work.
    pub stopped: Option<String>,
    /// The number of the state that holds now.
    pub status_quo: Option<usize>,
    /// Every feasible state.
    pub states: Vec<StateView>,
    /// The numbers of the equilibria, by concept.
    pub equilibria: Concepts<Vec<usize>>,
    /// The numbers of the states of which it is not known, because ranks are missing.
    pub perhaps_equilibria: Concepts<Vec<usize>>,
    /// Positions and dilemmas, where somebody takes a position.
    pub confrontation: Option<ConfrontationView>,
}

/// One decision maker.
#[derive(Clone, Debug, Serialize)]
pub struct MakerView {
    /// The short name of the party.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it would rather have, as judged; `None` where that is not stated, or not for this audience.
    pub preferences: Option<PreferencesView>,
}

/// What somebody judges that a decision maker would rather have.
#[derive(Clone, Debug, Serialize)]
pub struct PreferencesView {
    /// `ranking` or `wishes`.
    pub given_as: &'static str,
    /// States from best to worst, or wishes from the weightiest on, in words.
    pub items: Vec<JudgedItem>,
    /// Why.
    pub reason: String,
    /// Where that was read.
    pub sources: Vec<String>,
    /// Number of feasible states without a rank.
    pub unranked: usize,
}

/// One line of a judgement, with its reason where it has one of its own.
#[derive(Clone, Debug, Serialize)]
pub struct JudgedItem {
    /// The line.
    pub words: String,
    /// Why.
    pub reason: Option<String>,
}

/// One option.
#[derive(Clone, Debug, Serialize)]
pub struct OptionView {
    /// The short name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The name of the party that controls it.
    pub owner: String,
    /// `both`, `forward` or `backward`.
    pub direction: &'static str,
}

/// A combination that cannot be.
#[derive(Clone, Debug, Serialize)]
pub struct InfeasibleView {
    /// The pattern.
    pub states: String,
    /// Why.
    pub reason: String,
}

/// One feasible state.
#[derive(Clone, Debug, Serialize)]
pub struct StateView {
    /// Its number, from 1; the first option changes fastest.
    pub number: usize,
    /// One letter for each option.
    pub letters: String,
    /// The names of the options taken.
    pub taken: Vec<String>,
    /// What each decision maker would do here, in their order.
    pub makers: Vec<SeatView>,
    /// Whether everybody would stay: `yes`, `no` or `not-known`.
    pub equilibrium: Concepts<&'static str>,
}

/// What one decision maker would do in one state.
#[derive(Clone, Debug, Serialize)]
pub struct SeatView {
    /// The short name of the party.
    pub maker: String,
    /// The place of the state in its order: higher is better, from 1; `None` where it is not known.
    pub rank: Option<usize>,
    /// The states that it can bring about alone.
    pub moves: Vec<usize>,
    /// Those of them that it likes better.
    pub improvements: Vec<usize>,
    /// Whether it would stay: `yes`, `no` or `not-known`.
    pub stays: Concepts<&'static str>,
    /// Why, in words.
    pub why: Vec<String>,
}

/// Something for each of the four concepts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Concepts<T> {
    /// Nash.
    pub nash: T,
    /// General metarational.
    pub general_metarational: T,
    /// Symmetric metarational.
    pub symmetric_metarational: T,
    /// Sequential.
    pub sequential: T,
}

impl<T> Concepts<T> {
    pub(super) fn each(of: impl FnMut(zopa_process::stability::Concept) -> T) -> Self {
        let [nash, general_metarational, symmetric_metarational, sequential] = zopa_process::stability::Concept::ALL.map(of);
        Self { nash, general_metarational, symmetric_metarational, sequential }
    }

    /// The four with their names for people.
    pub(crate) fn named(&self) -> [(&'static str, &T); 4] {
        [
            ("Nash", &self.nash),
            ("general metarational", &self.general_metarational),
            ("symmetric metarational", &self.symmetric_metarational),
            ("sequential", &self.sequential),
        ]
    }
}

/// Positions and dilemmas.
#[derive(Clone, Debug, Serialize)]
pub struct ConfrontationView {
    /// What each asks for and says it does otherwise.
    pub positions: Vec<PositionView>,
    /// Whether the positions fit together: `yes`, `no` or `not-known`.
    pub compatible: &'static str,
    /// The number of the state in which everybody does what it says it would.
    pub threatened_future: Option<usize>,
    /// The same in words, or what is missing.
    pub threatened_in_words: String,
    /// The dilemmas that are there.
    pub dilemmas: Vec<DilemmaView>,
    /// Those of which it is not known.
    pub not_known: Vec<DilemmaView>,
    /// How many of each kind were looked for.
    pub looked_for: BTreeMap<&'static str, usize>,
}

/// What one party asks for.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    /// The party.
    pub maker: String,
    /// The pattern.
    pub asks: String,
    /// The states that fit it.
    pub states: Vec<usize>,
    /// What it says it does with its own options while positions differ.
    pub otherwise: Option<String>,
    /// Why.
    pub reason: String,
    /// Where that was read.
    pub sources: Vec<String>,
}

/// One dilemma.
#[derive(Clone, Debug, Serialize)]
pub struct DilemmaView {
    /// `rejection`, `persuasion`, `threat`, `cooperation`, `trust` or `positioning`.
    pub kind: &'static str,
    /// Whose.
    pub of: String,
    /// Toward or about whom.
    pub toward: Option<String>,
    /// In words.
    pub words: String,
}
