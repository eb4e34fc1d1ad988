//! The margin: how far the best package lies above what every party would just sign.
//!
//! `m = max over feasible outcomes of min over parties of (u_i - r_i)`. A zone of possible agreement exists just
//! when `m >= 0`; below zero it is the smallest uniform lowering of reservations that opens one, above it the
//! largest uniform rise that keeps it. One exact search serves a stated point and every draw of a range.

mod descent;
mod directions;
mod layout;
mod linked;
mod point;
mod search;
mod structure;

pub use point::{PointMargin, margin, margin_of_one};
pub(crate) use search::HEADROOM;
pub use search::{Search, Seat};
pub use structure::Structure;

/// The best that a search found, always exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin<T> {
    /// No outcome keeps every rule and red line (and every floor that was set).
    Impossible,
    /// The largest smallest gain.
    At(T),
    /// Some outcome is feasible and no party has a limit.
    Unlimited,
}

impl<T: PartialOrd + Default> Margin<T> {
    /// Whether some outcome is acceptable to all. Equality counts.
    pub fn is_deal(&self) -> bool {
        match self {
            Self::Impossible => false,
            Self::At(margin) => *margin >= T::default(),
            Self::Unlimited => true,
        }
    }
}
