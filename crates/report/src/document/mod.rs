//! Everything that an analysis says of a case, with names in place of indices.
//!
//! A [`Document`] is the shape of `zopa analyse --json`, and all that the other views are made from. It holds plain
//! strings and numbers: it knows nothing of the rooms that the figures come from.
//!
//! Three voices are apart in it, as they are for a reader. *Facts* are what sources say: [`Document::sources`],
//! [`Document::statements`], [`Document::events`], and what follows from them without a weight,
//! [`Document::topics`] and [`Document::only_after`]. *Judgements* are signed: [`Document::judgements`]. What is
//! *computed* carries a [`FoundHow`] with its method and the ids of what it was computed from.
//!
//! Conventions: a share lies between 0 and 1. Parties, issues and options are named by the names for people, so
//! that a reader needs no table; statements, sources, judgements and packages are named by their ids, and the page
//! has an anchor for each. Dates are ISO 8601 days. Optional fields are always present and `null` where they have
//! no value.

mod case;
mod comparison;
mod computed;
mod field;
mod judged;
mod odds;
mod outcome;
mod package;
mod point;
mod said;
mod shock;
mod topic;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use case::{Attendance, CaseView, NatureView, Withheld};
pub use comparison::{Comparison, ComparisonRow};
pub use computed::{FoundHow, Frequency, Note, Reached, Spread};
pub use field::{
    ClaimView, FieldView, GreatestView, LotteryPart, LotteryView, OptimumView, ProfileView, RemarkView, VariantView,
};
pub use judged::{JudgedItem, JudgedKind, JudgedPreferences, JudgedRange, JudgementView, StandingView};
pub use odds::{
    BestPackage, Blocker, Cloud, CloudPoint, Flip, GroupingTest, Interaction, Interval, JudgementOdds, LimitBand, Odds,
    PartyFrequency, Stake, Tornado, TornadoBar, Verdict,
};
pub use outcome::OutcomeView;
pub use package::{
    Gain, Improvement, Measures, PackageKind, PackageView, RankedPackage, Ranking, Sentence, SentenceKind, Trade, TradeSide,
};
pub use point::{BoundsView, CeilingView, EnclosureView, FrontierView, PointView, SolutionView, SolutionsView, SpaceView};
pub use said::{EventView, SourceView, StatementView, Verification};
pub use shock::{ChannelView, ShockView, ShockedPackage};
pub use topic::{GapStatus, GapView, OnlyAfter, PositionView, StanceView, TopicView, TrackView};

/// Version of this shape: the value of [`Document::zopa`].
pub const VERSION: u32 = 1;

/// Everything that an analysis of a case says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Version of this shape: [`VERSION`].
    pub zopa: u32,
    /// What the case is, who may see this view of it, and what was left out for that.
    pub case: CaseView,
    /// The names of the negotiating parties, in the order of every `utilities` list.
    pub parties: Vec<String>,
    /// Everybody at the table, negotiating or not, in the order of the case.
    pub attendance: Vec<Attendance>,

    /// Where statements and events were read.
    pub sources: Vec<SourceView>,
    /// Who said what, when.
    pub statements: Vec<StatementView>,
    /// What happened, by date.
    pub events: Vec<EventView>,
    /// What is to be settled, what each side says of it, and the gap between them. Bargained issues come first, in
    /// the order of the case, then duties and tracks of their own.
    pub topics: Vec<TopicView>,
    /// What a party says must come first.
    pub only_after: Vec<OnlyAfter>,

    /// What analysts judge, each under a name.
    pub judgements: Vec<JudgementView>,

    /// Where the numbers come from, where they were read from a file of the field and not from a case.
    pub field: Option<FieldView>,

    /// The ways to settle everything at once.
    pub space: SpaceView,
    /// The basis that a point analysis was asked for, where one was: named on every chart that uses it.
    pub point_basis: Option<String>,
    /// Why `frontier` and `solutions` are `null`, where they are.
    pub reason: Option<String>,
    /// What cannot be improved for one party without a loss for another, on a point basis.
    pub frontier: Option<FrontierView>,
    /// Solutions (of an invented case) or reference points (of a real one), on a point basis.
    pub solutions: Option<SolutionsView>,
    /// Distance from the frontier to the point that is best for everybody, on the scale from 0 to 1; `null` where
    /// undefined.
    pub opposition: Option<f64>,

    /// How often the analysts' ranges leave room for a deal.
    pub odds: Option<Odds>,
    /// What the odds react to, one picture for each judgement.
    pub tornadoes: Vec<Tornado>,
    /// The smallest changes that turn a conclusion round, the nearest first.
    pub flips: Vec<Flip>,
    /// What other groupings of the clauses would say.
    pub groupings: Vec<GroupingTest>,
    /// How much of the conflict each bargained issue carries, by judgement.
    pub stakes: Vec<Stake>,
    /// For two parties: where the draws put packages in the plane of utilities, by judgement.
    pub clouds: Vec<Cloud>,

    /// What events, promises and threats may change, by judgement.
    pub shocks: Vec<ShockView>,

    /// Packages worth talking about: the one most often accepted first.
    pub packages: Vec<PackageView>,
    /// How each party ranks those packages against each other, by judgement.
    pub rankings: Vec<Ranking>,
    /// How packages share out what there is to gain, on points.
    pub measures: Vec<Measures>,
    /// Exchanges between two issues that both sides gain from.
    pub trades: Vec<Trade>,
    /// Packages that are better than a given one for somebody and worse for nobody.
    pub improvements: Vec<Improvement>,

    /// Several judgements side by side; `null` where there are fewer than two with figures.
    pub comparison: Option<Comparison>,
    /// Questions that the case does not decide, with what is missing.
    pub cannot_tell: Vec<Note>,
    /// Limits that stopped a computation, and what that left open.
    pub limits: Vec<Note>,
    /// What a reader must know to read the figures rightly.
    pub warnings: Vec<Note>,
}

impl Document {
    /// A document that says nothing yet: every list empty, every figure absent.
    pub(crate) fn empty() -> Self {
        Self {
            zopa: VERSION,
            case: CaseView {
                title: String::new(),
                nature: NatureView::Invented,
                about: None,
                as_of: None,
                audience: String::new(),
                withheld: Withheld::default(),
            },
            parties: Vec::new(),
            attendance: Vec::new(),
            sources: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            topics: Vec::new(),
            only_after: Vec::new(),
            judgements: Vec::new(),
            field: None,
            space: SpaceView { outcomes: String::new(), issues: Vec::new(), rules: Vec::new() },
            point_basis: None,
            reason: None,
            frontier: None,
            solutions: None,
            opposition: None,
            odds: None,
            tornadoes: Vec::new(),
            flips: Vec::new(),
            groupings: Vec::new(),
            stakes: Vec::new(),
            clouds: Vec::new(),
            shocks: Vec::new(),
            packages: Vec::new(),
            rankings: Vec::new(),
            measures: Vec::new(),
            trades: Vec::new(),
            improvements: Vec::new(),
            comparison: None,
            cannot_tell: Vec::new(),
            limits: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Whether the case happened to real people, which decides between "reference points" and "solutions".
    pub fn is_real(&self) -> bool {
        self.case.nature == NatureView::Real
    }

    /// What frontier and solutions stand on: the basis that was asked for, or what was stated.
    pub fn basis(&self) -> &str {
        let stated = if self.field.is_some() { "the numbers of the files" } else { "the points of the case" };
        self.point_basis.as_deref().unwrap_or(stated)
    }

    /// The topics for bargaining.
    pub fn bargained(&self) -> impl Iterator<Item = &TopicView> {
        self.topics.iter().filter(|topic| topic.track == TrackView::Bargaining)
    }

    /// The topics that are not for bargaining against others: duties, and tracks of their own.
    pub fn aside(&self) -> impl Iterator<Item = &TopicView> {
        self.topics.iter().filter(|topic| topic.track != TrackView::Bargaining)
    }

    /// The statement with this id.
    pub fn statement(&self, id: &str) -> Option<&StatementView> {
        self.statements.iter().find(|statement| statement.id == id)
    }

    /// The author of the judgement with this id, or the id itself where it is not listed.
    pub fn author<'a>(&'a self, judgement: &'a str) -> &'a str {
        self.judgements.iter().find(|entry| entry.id == judgement).map_or(judgement, |entry| &entry.author)
    }
}
