//! What to accept: one file for each condition. (Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60:68.)
//!
//! A condition is one file here and one line of [`ALL`]. Reservation and red lines are no condition: the
//! [`Negotiator`](crate::Negotiator) keeps to them before any of these is asked.

mod next;

use std::sync::Arc;

use crate::strategy::{Arguments, Parameter};
use crate::{Bid, Now, Stream};

/// Whether to accept. A condition looks at the history and keeps nothing of its own, so that sessions share it.
pub trait Acceptance: Send + Sync {
    /// Whether `offered` is accepted when `next` is what the seat would offer instead.
    fn accepts(&self, now: &Now<'_>, offered: &Bid, next: &Bid, stream: &mut Stream) -> bool;
}

/// A condition that can be asked for by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name that users type.
    pub name: &'static str,
    /// When it accepts, in a line.
    pub title: &'static str,
    /// The paper.
    pub source: &'static str,
    /// What may be set.
    pub parameters: &'static [Parameter],
    /// Makes it.
    pub make: fn(&Arguments) -> Arc<dyn Acceptance>,
}

/// Every condition, in the order in which the catalogue lists them.
pub const ALL: &[&Entry] = &[&next::ENTRY];

/// The condition called `name`.
pub fn named(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name).copied()
}
