//! The native half of the Python package `zopa`: what has to be fast or exact. The Python half, in `python/zopa`, is what people
//! import; it has the documentation, NumPy arrays and frames.
//!
//! ```text
//! zopa.Scenario, zopa.Case ──▶ _zopa.Scenario, _zopa.Case ──▶ the rooms
//!        a strategy in Python ◀── Guest (a Player) ◀── play
//! ```
//!
//! Kernels run with the interpreter released and on a thread of their own, so that Ctrl-C is heard. A session that somebody
//! written in Python takes part in holds the interpreter throughout, since it is needed at every turn.

mod act;
mod brief;
mod case;
mod document;
mod error;
mod frame;
mod guest;
mod interruptible;
mod listing;
mod now;
mod outcome;
mod rules;
mod scenario;
mod seat;
mod session;
mod tournament;

use pyo3::prelude::*;

#[pymodule]
mod _zopa {
    #[pymodule_export]
    use super::act::Act;
    #[pymodule_export]
    use super::brief::Brief;
    #[pymodule_export]
    use super::case::Case;
    #[pymodule_export]
    use super::document::Document;
    #[pymodule_export]
    use super::listing::{cases, formats, protocols, strategies, version};
    #[pymodule_export]
    use super::now::Now;
    #[pymodule_export]
    use super::outcome::Outcome;
    #[pymodule_export]
    use super::scenario::Scenario;
    #[pymodule_export]
    use super::seat::Seat;
    #[pymodule_export]
    use super::session::Session;
    #[pymodule_export]
    use super::tournament::{Records, Tournament};
}
