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
mod commitment;
mod conflict;
mod curve;
mod forecast;
mod issue;
mod mandate;
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
mod shock;
mod space;
mod stance;
mod step;
mod utility;
mod weights;

pub use aside::{Aside, Track};
pub use commitment::Commitment;
pub use conflict::{Conflict, ConflictOption, Direction, Liking, MOST_CONFLICT_OPTIONS, StatePattern, Wish};
pub use curve::Curve;
pub use forecast::{Forecast, ForecastActor, ForecastScale, ForecastStand};
pub use issue::{Issue, Kind};
pub use mandate::{Authority, Mandate, Mandates, Ratification, Summit, Voter};
pub use number::{Exact, ParseExactError};
pub use outcome::{Outcome, Pattern};
pub use party::{Party, Role};
pub use positions::Positions;
pub use precondition::{Condition, Need, Precondition};
pub use preferences::{Limit, LinkageRange, Preferences, RedLine, Standing, ValueJudgement, Worth};
pub use problem::BargainingProblem;
pub use range::Range;
pub use region::Region;
pub use scenario::{Fault, NamedPackage, Place, Scenario};
pub use shock::{Channel, Shift, Shock};
pub use space::{OutcomeSpace, Rule};
pub use stance::{Said, Stance, StanceKind, Topic};
pub use step::{Ends, Plan, Step, StepWorth};
pub use utility::{ExactBox, ExactFactor, ExactUtility, Factor, Pays, Quantum, Threshold, Units, Utility};
pub use weights::{Tier, TierKind, WeightConstraint, WeightJudgement};

/// Position of an issue in its [`OutcomeSpace`].
pub type IssueIndex = usize;
/// Position of an option in its [`Issue`].
pub type OptionIndex = u32;
/// Position of a negotiating party in its [`Scenario`].
pub type PartyIndex = usize;
