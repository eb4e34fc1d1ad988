//! What is at stake: issues, outcomes, spaces of any size, utilities, preferences, parties.
//!
//! The types read in the order in which an analyst thinks:
//!
//! ```text
//! Issue ─▶ OutcomeSpace (issues + rules) ─▶ Preferences (what can honestly be said) ─▶ Scenario
//!                                       └─▶ Utility (one draw, or a stated point)   ─▶ BargainingProblem
//! ```
//!
//! Three rules hold everywhere in this room:
//!
//! * **Utilities are whole numbers** of their party's own [`Quantum`], so sums are exact and ties are ties.
//! * **Nothing is listed.** A space may hold 10^40 outcomes; only [`OutcomeSpace::outcomes`] enumerates, and says so.
//! * **Not everything is for bargaining.** A duty, or an issue on a track of its own, is an [`Aside`]: it has
//!   no index in the space, so no weight, trade or opposition can be given to it.

mod aside;
mod curve;
mod issue;
mod number;
mod outcome;
mod party;
mod positions;
mod precondition;
mod preferences;
mod problem;
mod range;
mod region;
pub mod register;
mod scenario;
mod space;
mod stance;
mod utility;
mod weights;

pub use aside::{Aside, Track};
pub use curve::Curve;
pub use issue::{Issue, Kind};
pub use number::{Exact, ParseExactError};
pub use outcome::{Outcome, Pattern};
pub use party::{Party, Role};
pub use positions::Positions;
pub use precondition::{Condition, Precondition};
pub use preferences::{Limit, LinkageRange, Preferences, RedLine, Standing, ValueJudgement, Worth};
pub use problem::BargainingProblem;
pub use range::Range;
pub use region::Region;
pub use scenario::{Fault, NamedPackage, Place, Scenario};
pub use space::{OutcomeSpace, Rule};
pub use stance::{Said, Stance, StanceKind, Topic};
pub use utility::{ExactBox, ExactFactor, ExactUtility, Factor, Pays, Quantum, Threshold, Units, Utility};
pub use weights::{Tier, TierKind, WeightConstraint, WeightJudgement};

/// Position of an issue in its [`OutcomeSpace`].
pub type IssueIndex = usize;
/// Position of an option in its [`Issue`].
pub type OptionIndex = u32;
/// Position of a negotiating party in its [`Scenario`].
pub type PartyIndex = usize;
