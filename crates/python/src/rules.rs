//! The rules of talks from the words that Python gives.

use pyo3::prelude::*;
use zopa_arena::{Deadline, Rules, TimeConvention};

use crate::error::{Raised, usage};

/// Protocol, deadline, time and seed as they were given.
pub(crate) struct Given<'a> {
    pub(crate) protocol: &'a str,
    pub(crate) rounds: u32,
    pub(crate) deadline: &'a str,
    pub(crate) time: &'a str,
    pub(crate) seed: u64,
}

impl Given<'_> {
    pub(crate) fn rules(&self) -> PyResult<Rules> {
        Ok(Rules {
            protocol: self.protocol.parse().map_err(Raised::from)?,
            deadline: match self.deadline {
                "known" => Deadline::Known(self.rounds),
                "hidden" => Deadline::Hidden(self.rounds),
                other => return Err(usage(format!("`{other}` is no kind of deadline"), "give \"known\" or \"hidden\"")),
            },
            convention: match self.time {
                "own" => TimeConvention::Own,
                "negmas" => TimeConvention::Negmas,
                other => {
                    return Err(usage(
                        format!("`{other}` is no way to count time"),
                        "give \"own\" (q/R) or \"negmas\" ((q+1)/(R+1))",
                    ));
                }
            },
            seed: self.seed,
        })
    }
}
