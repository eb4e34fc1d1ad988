//! What lies on the table but is not for bargaining.

use crate::Issue;

/// Why an issue is kept out of every weight, trade and share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Track {
    /// Owed, whatever the other side does: children, the seriously wounded, unlawfully held civilians, remains.
    Duty,
    /// Negotiable in its own timing and order, never against another issue: prisoners.
    Own,
}

/// An issue on a track of its own. It has no index in the [`OutcomeSpace`](crate::OutcomeSpace), so nothing that
/// works on a space can trade it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is about, with the options that were stated.
    pub issue: Issue,
    /// Which kind of track.
    pub track: Track,
    /// Why, in the words of the case.
    pub reason: String,
}
