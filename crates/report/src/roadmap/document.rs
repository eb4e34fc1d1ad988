//! Everything that a roadmap says, with names in place of indices: the shape of `zopa roadmap --json`.
//!
//! Conditions, parties, issues and steps are named by their names for people; statements, plans and judgements by their
//! ids.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{CaseView, Frequency};

/// A roadmap.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RoadmapDocument {
    /// Version of this shape: 1.
    pub zopa: u32,
    /// What the case is, and for whom this view is made.
    pub case: CaseView,
    /// The negotiating parties.
    pub parties: Vec<String>,
    /// Circles of what must come first.
    pub deadlocks: Vec<DeadlockView>,
    /// What waits behind a circle without being in it.
    pub behind: Vec<BehindView>,
    /// What can be done first.
    pub first: FirstView,
    /// Orders of steps, by judgement and plan.
    pub plans: Vec<PlanView>,
    /// What delegations may sign, by judgement.
    pub mandates: Vec<MandatesView>,
    /// What passes at home, by judgement.
    pub homes: Vec<HomesView>,
    /// What is missing, and how to add it.
    pub missing: Vec<String>,
}

/// Conditions that wait for each other.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DeadlockView {
    /// The conditions.
    pub members: Vec<String>,
    /// The shortest circle, then one through every other alternative that somebody named on it.
    pub circles: Vec<Vec<LinkView>>,
    /// The smallest sets of "only after" without which it opens.
    pub openings: Vec<OpeningView>,
    /// What comes about when all of the circle happens at once; empty where something outside keeps it shut.
    pub together: Vec<String>,
    /// Third parties of the case that could hold both performances until the last is there.
    pub holders: Vec<String>,
}

/// "This waits for that."
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LinkView {
    /// What waits.
    pub waits: String,
    /// What for.
    pub waited_for: String,
    /// Who says so.
    pub said: Vec<SaidView>,
}

/// Who makes something wait, and in which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SaidView {
    /// The party; `null` where it follows from the content of the condition, as the case reads it.
    pub party: Option<String>,
    /// The id of the statement.
    pub statement: Option<String>,
    /// Who spoke.
    pub speaker: Option<String>,
    /// When.
    pub date: Option<String>,
    /// The words, where they are a quotation.
    pub quote: Option<String>,
    /// What was said in other words, or why it follows from the content.
    pub paraphrase: Option<String>,
}

/// A smallest set of arrows that opens a circle.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OpeningView {
    /// The arrows.
    pub arrows: Vec<ArrowView>,
    /// What can come about then.
    pub opens: Vec<String>,
    /// Forms in which the arrow could be given up in part. Each was checked: with it every condition of the circle can
    /// come about.
    pub forms: Vec<FormView>,
}

/// "`party` makes `waits` wait for `condition`."
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ArrowView {
    /// Who; `null` for the content of the condition.
    pub party: Option<String>,
    /// What waits.
    pub waits: String,
    /// What for.
    pub condition: String,
}

/// A form of giving something up in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FormView {
    /// `together`, `in-custody`, `in-part` or `begun`.
    pub form: &'static str,
    /// In words.
    pub words: String,
}

/// Something that waits behind a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BehindView {
    /// The condition.
    pub condition: String,
    /// The circle, by its position.
    pub deadlock: usize,
}

/// What can be done first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FirstView {
    /// What has come about already.
    pub met: Vec<String>,
    /// Conditions on which nobody put any condition.
    pub free: Vec<String>,
    /// What else can come about.
    pub can_follow: Vec<String>,
    /// What is promised whatever others do, or follows from such promises: it can start without trust.
    pub without_trust: Vec<PromiseView>,
    /// What an exchange at once, or in custody, adds: groups that stand or fall together.
    pub at_once: Vec<Vec<PromiseView>>,
    /// What promises wait for and nobody promises.
    pub never_promised: Vec<NeverView>,
}

/// Something promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PromiseView {
    /// What.
    pub act: String,
    /// By whom, and in which words.
    pub said: Vec<SaidView>,
}

/// Something that promises wait for and nobody promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeverView {
    /// What.
    pub act: String,
    /// What would be done if it came about, and who says so.
    pub would: Vec<PromiseView>,
}

/// One plan of one judgement.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlanView {
    /// The judgement.
    pub judgement: String,
    /// Who judges.
    pub author: String,
    /// The plan.
    pub id: String,
    /// What it is about.
    pub about: Option<String>,
    /// Why these numbers.
    pub reason: String,
    /// At the ends of its ranges, from the least trust to the most; one entry where they are all the same.
    pub readings: Vec<ReadingView>,
    /// Which order the matrix follows, in words.
    pub matrix_of: String,
    /// Who does what, when, seen by whom.
    pub matrix: Vec<RowView>,
}

/// A plan at one end of its ranges.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReadingView {
    /// `cautious`, `middle`, `favourable`, or `stated` where there are no ranges.
    pub ends: &'static str,
    /// `holds`, `needs-penalty`, `not-worth-starting`, `no-order` or `too-many-steps`.
    pub verdict: &'static str,
    /// In words.
    pub words: String,
    /// Whether nothing was left out of the search.
    pub exact: bool,
    /// The best order, one step at a time.
    pub order: Vec<MoveView>,
    /// The further penalty that makes it hold, as an exact number, where it does not.
    pub penalty: Option<String>,
    /// What else would make it hold, each alone.
    pub mends: Vec<String>,
    /// An order in which steps are done at once, where that holds and no other does.
    pub together: Option<Vec<MoveView>>,
}

/// One move of an order.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MoveView {
    /// The steps, done at once.
    pub steps: Vec<String>,
    /// Who does them.
    pub actors: Vec<String>,
    /// For each party, what it has had less what it has paid after this move, on its own scale: who is ahead.
    pub so_far: Vec<f64>,
    /// For each party, what going on from here is worth beyond stopping, before this move.
    pub holds_by: Vec<f64>,
}

/// One row of the implementation matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowView {
    /// The step.
    pub step: String,
    /// Who does it.
    pub actor: String,
    /// First and last day of the plan on which it is done, from 1; equal where it takes no time.
    pub days: (u32, u32),
    /// The day by which it must be done.
    pub by_day: Option<u32>,
    /// Who sees that it was done; `null` where nobody is named.
    pub verified_by: Option<String>,
    /// Whether it can be taken back.
    pub reversible: bool,
    /// Conditions that come about by it.
    pub achieves: Vec<String>,
}

/// What mandates allow, by one judgement.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MandatesView {
    /// The judgement.
    pub judgement: String,
    /// Who judges.
    pub author: String,
    /// Why these mandates.
    pub reason: String,
    /// In one sentence: what blocks.
    pub words: String,
    /// `by-interests`, `by-mandate`, `by-neither`, or `null` where it cannot be told.
    pub blocked: Option<&'static str>,
    /// Issues that delegations may settle together, for good and subject to a yes at home.
    pub settles: [Vec<String>; 2],
    /// Draws with a deal below, for good and subject to a yes at home.
    pub below: Option<[Frequency; 2]>,
    /// Draws with a deal when leaders decide.
    pub leaders: Option<Frequency>,
    /// What leaders add, by three measures that need not agree.
    pub worth: Vec<WorthRow>,
    /// Issues that some delegation may not settle, with what settling each would open.
    pub lifting: Vec<LiftingView>,
    /// Whether what can be signed below reaches what a side has set for a meeting of leaders.
    pub summit: Option<String>,
}

/// One measure of the worth of leaders' decisions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WorthRow {
    /// The measure.
    pub measure: &'static str,
    /// Mean over draws, below.
    pub below: f64,
    /// Mean over the same draws, with leaders.
    pub leaders: f64,
}

/// What it would open if delegations could settle one more issue.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LiftingView {
    /// The issue.
    pub issue: String,
    /// Who may not settle it, or only in part.
    pub held_by: Vec<String>,
    /// Draws that open when this mandate alone is wider.
    pub opens: u32,
    /// Draws looked at.
    pub draws: u32,
    /// Its share in what wider mandates open in all, in draws (Shapley value).
    pub shapley: Option<f64>,
}

/// What passes at home, by one judgement.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct HomesView {
    /// The judgement.
    pub judgement: String,
    /// Who judges.
    pub author: String,
    /// Draws with a deal before and after what homes refuse for certain; `null` where it cannot be told.
    pub deal: Option<(Frequency, Frequency)>,
    /// In words.
    pub words: String,
    /// How likely each package with a name passes.
    pub packages: Vec<PassingRow>,
}

/// How likely a package passes at one home.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PassingRow {
    /// The package.
    pub package: String,
    /// Whose home.
    pub party: String,
    /// Who refuses it with a veto.
    pub vetoed_by: Vec<String>,
    /// The probability with the voters' odds at their low and at their high ends.
    pub probability: (f64, f64),
}
