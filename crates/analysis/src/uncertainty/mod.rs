//! From what an analyst can honestly say to odds.
//!
//! ```text
//! Preferences ─▶ Draws (numbers in columns) ─▶ Odds · Interval · Sensitivity · Acceptability
//!             └▶ point(basis) · stated                            Dominance needs no draw
//! ```
//!
//! A party's preferences are a set of admissible weights, value ranges and a range of limits, never a point unless
//! somebody stated one. Everything here is a frequency over draws of *these* ranges, not the chance of an event.

mod basis;
mod between;
mod change;
pub(crate) mod cloud;
mod comparison;
mod dominance;
mod draw;
pub(crate) mod draws;
mod flip;
mod frequency;
mod grouping;
mod inputs;
mod interval;
mod linear;
mod missing;
mod odds;
pub(crate) mod packages;
pub(crate) mod polytope;
mod progress;
mod rank_weights;
mod ranked;
pub(crate) mod seek;
mod shock;
mod smaa;
pub(crate) mod stream;
mod tornado;
mod weights;
mod zone;

pub use basis::{Basis, point, stated};
pub use cloud::CloudPoint;
pub use comparison::Comparison;
pub use dominance::{Dominance, dominance};
pub use draws::Draws;
pub use flip::{Conclusion, Flip, flips, indifferent_weight};
pub use frequency::{Frequency, product};
pub use grouping::{Grouping, Regrouping, groupings};
pub use inputs::{EndKind, Input, InputKind, inputs};
pub use interval::{Interval, IntervalEnd, Setting, Verdict, interval, interval_of};
pub use missing::Missing;
pub use odds::{Block, MarginQuantiles, Obstacle, Odds, odds, odds_of};
pub use packages::{PackageOdds, PackageSearch, package_odds};
pub use progress::{Progress, Stage, Watch, uninterrupted};
pub use rank_weights::{RankRule, rank_weights, tier_weights};
pub use shock::{ShiftStudy, ShockStudy, shock};
pub use smaa::{Acceptability, rank_acceptability};
pub use stream::DrawPlan;
pub use tornado::{Bar, Effect, Pair, Tornado, tornado};
pub use weights::WeightMethod;
pub use zone::Zone;
