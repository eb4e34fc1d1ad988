//! Strategies by name: what users type, and what it is made into.

mod parameter;
mod spec;

use std::fmt;
use std::sync::Arc;

pub use self::parameter::{Arguments, BadArgument, Parameter};
pub(crate) use self::spec::part;
pub use self::spec::{BadSpec, Part, Spec};
use crate::acceptance::Acceptance;
use crate::bidding::{PreparedBidding, Setting};
use crate::model::PreparedModel;
use crate::{Brief, Negotiator, Player, Stream};

/// How near a strategy is to its source. Printed beside its results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fidelity {
    /// The same offers as the original in so many recorded sessions.
    MatchesOriginal {
        /// Number of golden traces.
        traces: u32,
        /// The program and version that they were recorded from.
        version: &'static str,
    },
    /// Every rule and constant is in the paper.
    FromPaper,
    /// The idea is the paper's; some rules or constants are ours, and said.
    InspiredBy,
}

impl fmt::Display for Fidelity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MatchesOriginal { traces, version } => write!(f, "matches {version} in {traces} traces"),
            Self::FromPaper => f.write_str("from the paper"),
            Self::InspiredBy => f.write_str("inspired by the paper"),
        }
    }
}

/// A strategy made ready for one seat and one deadline. Sessions share it.
pub struct Prepared {
    brief: Arc<Brief>,
    bidding: PreparedBidding,
    acceptance: Arc<dyn Acceptance>,
    model: PreparedModel,
}

impl Prepared {
    /// Prepares what `spec` names.
    ///
    /// # Errors
    /// Where an argument makes no sense in this setting.
    pub fn new(spec: &Spec, setting: &Setting) -> Result<Self, BadArgument> {
        Ok(Self {
            brief: Arc::clone(&setting.brief),
            bidding: (spec.bidding.entry.prepare)(setting, &spec.bidding.arguments)?,
            acceptance: spec.acceptance.entry.prepare(&spec.acceptance.arguments),
            model: (spec.model.entry.prepare)(&setting.brief, &spec.model.arguments),
        })
    }

    /// A player for one session, which draws from `stream`.
    pub fn sit(&self, stream: Stream) -> Box<dyn Player> {
        let (brief, acceptance) = (Arc::clone(&self.brief), Arc::clone(&self.acceptance));
        Box::new(Negotiator::new(brief, (self.bidding)(), acceptance, (self.model)(), stream))
    }
}
