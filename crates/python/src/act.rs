//! What can be answered that is no outcome.

use pyo3::prelude::*;

/// An answer that is no outcome: `zopa.ACCEPT`, `zopa.REJECT`, `zopa.PASS`, `zopa.LEAVE`.
#[pyclass(frozen, eq, eq_int, hash, module = "zopa")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Act {
    /// Yes to what stands, is put to it, or is to be signed.
    Accept,
    /// No.
    Reject,
    /// Nothing, where the rules allow that.
    Pass,
    /// Good-bye: the party leaves the table.
    Leave,
}
