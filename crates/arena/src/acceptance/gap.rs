//! AC_gap(g): accept what is no further than a gap below the own previous offer.

use std::sync::Arc;

use super::prev::Previous;
use super::{BAARSLAG, Entry, end_game};
use crate::strategy::Parameter;

pub(super) const ENTRY: Entry = Entry {
    name: "gap",
    title: "u(offered) + g is at least u(own previous offer)",
    choices: "before the first own offer nothing is accepted; the gap of a tenth is ours",
    parameters: &[
        Parameter { name: "g", default: 0.1, least: 0.0, most: 1.0, meaning: "gap, as a share of the own best" },
        end_game::PARAMETER,
    ],
    make: |arguments| Arc::new(Previous { a: 1.0, b: arguments.get("g") }),
    ..BAARSLAG
};
