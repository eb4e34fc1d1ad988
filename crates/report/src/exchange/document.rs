//! What an answer contains. A count of `null` was left out: it is small, or another would follow from it.

use serde::Serialize;

/// An answer on the exchange of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExchangeDocument {
    /// The version of this shape.
    pub zopa: u32,
    /// `exchange`.
    pub kind: &'static str,
    /// The case.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What has to be said first: that a case is invented.
    pub heading: Option<String>,
    /// Whom it is for.
    pub audience: &'static str,
    /// Number of items of the case that the audience may not see.
    pub withheld: usize,
    /// Whoever holds people, or wants them back.
    pub sides: Vec<SideView>,
    /// The classes, in their priority.
    pub classes: Vec<ClassView>,
    /// What the answer is, in one or a few sentences.
    pub gist: Vec<String>,
    /// How many stand where; none where nothing is known of who is held.
    pub places: Option<TableView>,
    /// How many are ready, by class.
    pub ready: Option<TableView>,
    /// What each mode would move.
    pub modes: Vec<ModeView>,
    /// The plan, or why there is none.
    pub plan: Option<PlanView>,
    /// What became of what was asked.
    pub compared: Vec<ComparedView>,
    /// How the lists were read.
    pub lists: Vec<ListView>,
    /// People whom two holders say they hold.
    pub held_by_both: Vec<String>,
    /// Releases among several holders.
    pub rings: Option<RingsView>,
    /// What took place.
    pub series: Vec<SeriesView>,
    /// What was announced, occasion by occasion.
    pub announced: Vec<OccasionView>,
    /// Things handed over in steps.
    pub handover: Option<HandoverView>,
    /// What is not known, and so not computed.
    pub not_known: Vec<String>,
    /// What was decided by an analyst against what the program would do, with the reason.
    pub signed: Vec<String>,
    /// What the law says.
    pub law: Vec<ReminderView>,
}

/// A side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideView {
    /// The short name.
    pub id: String,
    /// The name for people.
    pub name: String,
}

/// A class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassView {
    /// The short name.
    pub id: String,
    /// What the law says of it, in a word.
    pub standing: &'static str,
}

/// A table of counts by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableView {
    /// The rows: a name, and a count for each side.
    pub rows: Vec<RowView>,
    /// The sums, by side.
    pub total: Vec<Option<u64>>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowView {
    /// Its name.
    pub name: String,
    /// A count for each side.
    pub counts: Vec<Option<u64>>,
}

/// What a mode would move, between the first two sides.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModeView {
    /// As people write it: `class-for-class`.
    pub mode: String,
    /// In words.
    pub words: String,
    /// How many go, from the first side and from the second.
    pub total: Option<[u64; 2]>,
    /// By class, where the mode says.
    pub by_class: Option<Vec<RowView>>,
    /// Why it cannot be carried out.
    pub cannot: Option<String>,
    /// Whether the plan is of this mode.
    pub chosen: bool,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanView {
    /// What was asked, in words.
    pub asked: Vec<String>,
    /// The seed of the shuffle that breaks ties.
    pub seed: u64,
    /// Whether no plan is better.
    pub optimal: Option<bool>,
    /// How it was found.
    pub method: Option<String>,
    /// How many go, by side.
    pub total: Option<[u64; 2]>,
    /// How many go, by class and side.
    pub by_class: Option<Vec<RowView>>,
    /// How many go outside of every count, by side.
    pub outside: Option<[Option<u64>; 2]>,
    /// How far each aim is reached.
    pub reached: Vec<ReachedView>,
    /// The batches, where their counts are shown.
    pub batches: Vec<BatchView>,
    /// How many batches there are.
    pub batch_count: Option<usize>,
    /// By how much anybody is ahead at most.
    pub most_ahead: Option<u64>,
    /// What either side would gain most by stopping, counted in people.
    pub gain_by_stopping: Option<u64>,
    /// What keeps both at it.
    pub ways_out: Vec<String>,
    /// Why there is no plan: constraints that cannot all hold.
    pub conflict: Vec<String>,
    /// Why there is no answer.
    pub given_up: Option<String>,
}

/// How far an aim is reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReachedView {
    /// The aim in words.
    pub aim: &'static str,
    /// How far.
    pub value: u64,
    /// What no plan exceeds.
    pub bound: u64,
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BatchView {
    /// Its number, from 1.
    pub number: usize,
    /// How many go, by side.
    pub goes: [u64; 2],
    /// What the first side has given by then less what the second has.
    pub ahead: i64,
    /// By class, where it is shown.
    pub by_class: Vec<RowView>,
    /// The ids of those who go, by side; never for the public.
    pub ids: Option<[Vec<String>; 2]>,
}

/// An asking list against what the holder lists.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedView {
    /// The asking list.
    pub file: String,
    /// Whose it is.
    pub asks: String,
    /// Who holds.
    pub holds: String,
    /// The six outcomes; they sum to the lines.
    pub outcomes: Vec<RowView>,
    /// Number of lines.
    pub lines: u64,
    /// How many of the unknown are with a person.
    pub to_a_person: Option<u64>,
    /// How many are held and were not asked for.
    pub not_asked: Option<u64>,
    /// Lines for a person to look at, and other findings, each with file and line; never for the public.
    pub findings: Vec<String>,
    /// How pairs were found.
    pub method: String,
}

/// How a list was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListView {
    /// The file.
    pub file: String,
    /// Whose list, of whom.
    pub about: String,
    /// Number of lines.
    pub lines: u64,
    /// Number of fields that could not be read: they count as not known.
    pub faults: u64,
}

/// Releases among several holders.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RingsView {
    /// How many people move.
    pub moves: u64,
    /// Each ring in words.
    pub rings: Vec<String>,
    /// What happens if a leg fails.
    pub failures: Vec<String>,
}

/// What took place, counted together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeriesView {
    /// What it is called.
    pub name: String,
    /// The releases.
    pub steps: Vec<StepView>,
    /// How many came to each of the two sides; none where one was withheld.
    pub total: Option<Vec<u64>>,
    /// In words: who is ahead at the end.
    pub balance: String,
}

/// A release.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepView {
    /// Its day.
    pub date: String,
    /// Of whom.
    pub class: Option<String>,
    /// How many came to each side.
    pub to: Vec<u64>,
    /// What the first side has given by then less what the second has; none where one was withheld.
    pub ahead: Option<i64>,
    /// Whether it is outside of every count.
    pub outside: bool,
    /// Where it was read.
    pub sources: Vec<String>,
    /// Anything worth knowing.
    pub note: Option<String>,
}

/// Figures of one occasion, side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OccasionView {
    /// The occasion.
    pub about: String,
    /// Whether it is about remains.
    pub remains: bool,
    /// The figures.
    pub figures: Vec<FigureView>,
    /// Whether they agree, in words.
    pub words: String,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureView {
    /// Who announced it.
    pub by: String,
    /// To whom they go or went.
    pub to: String,
    /// How many.
    pub count: u64,
    /// When.
    pub date: Option<String>,
    /// Where it was read.
    pub sources: Vec<String>,
}

/// Things handed over in steps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HandoverView {
    /// Who judges.
    pub author: String,
    /// Why.
    pub reason: String,
    /// Whether there is an order in which nobody gains by stopping.
    pub plan_exists: Option<bool>,
    /// That order.
    pub plan: Vec<String>,
    /// The smallest penalty, the same for both, with which there is one.
    pub common_penalty: Option<String>,
    /// The order with it.
    pub plan_with_penalty: Vec<String>,
    /// Why there is no answer.
    pub given_up: Option<String>,
}

/// What the law says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReminderView {
    /// A stable name.
    pub code: &'static str,
    /// The articles.
    pub articles: &'static str,
    /// In short.
    pub words: &'static str,
}
