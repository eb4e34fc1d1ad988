//! What the table computes from the sheets that all seats entrusted to it, and only as its terms say.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zopa_analysis::packages::improvement::{Improvement, improvement};
use zopa_analysis::{Limits, frontier_within_red_lines};
use zopa_arena::Seat;
use zopa_arena::transcript::in_words;
use zopa_model::{BargainingProblem, Outcome, OutcomeSpace};

use crate::{Refusal, Sheet};

/// Work that one question may take: about a second of one core.
pub(crate) const LIMITS: Limits =
    Limits { points: 1 << 18, cells: 1 << 18, traces: 1 << 22, steps: 400_000_000, counted: 1 << 16 };

/// Whether there is a package that all would accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// There is one.
    Yes,
    /// There is none. Exact.
    No,
    /// The search stopped at its limit.
    Undecided,
}

impl Joint {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Undecided => "undecided",
        }
    }
}

/// What the table found when all asked whether what was agreed can be improved. (Raiffa 1985, Negotiation Journal 1:9.)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Settlement {
    /// A package that is better for some and worse for none; the agreed one stands until all take it.
    Improvement {
        /// Issue to option.
        package: Map<String, Value>,
        /// Whether the search was exact.
        exact: bool,
    },
    /// Nothing is better for one and no worse for the others. Exact.
    Efficient {},
    /// Nothing was found, and the search was bounded.
    NoneFound {},
}

/// The problem that all entrusted sheets make together.
///
/// # Errors
/// Where a seat has entrusted none, or an incomplete one.
pub(crate) fn problem<'a>(
    space: &'a Arc<OutcomeSpace>,
    seats: usize,
    sheets: &BTreeMap<Seat, Sheet>,
) -> Result<BargainingProblem<'a>, Refusal> {
    let missing = "not every seat has entrusted a complete sheet to the table";
    let way_out = "ask the parties to fill in their sheets and to entrust them";
    let one = |seat| {
        let sheet = sheets.get(&seat).ok_or_else(|| Refusal::not_now(missing, way_out))?;
        sheet.utility(space).map_err(|_| Refusal::not_now(missing, way_out))
    };
    Ok(BargainingProblem { space, utilities: Seat::all(seats).map(one).collect::<Result<_, _>>()? })
}

/// Whether there is a package that all would accept.
pub(crate) fn jointly_acceptable(
    space: &Arc<OutcomeSpace>,
    seats: usize,
    sheets: &BTreeMap<Seat, Sheet>,
) -> Result<Joint, Refusal> {
    let problem = problem(space, seats, sheets)?;
    let found = frontier_within_red_lines(&problem, &LIMITS);
    // Whatever all accept is matched by an undominated point within the red lines, which all accept as well.
    let is_accepted = found.points.iter().any(|point| problem.is_rational(&point.outcome));
    Ok(match (is_accepted, found.stopped) {
        (true, _) => Joint::Yes,
        (false, None) => Joint::No,
        (false, Some(_)) => Joint::Undecided,
    })
}

/// Whether `agreed` can be improved for some and worsened for none.
pub(crate) fn settlement(
    space: &Arc<OutcomeSpace>,
    seats: usize,
    sheets: &BTreeMap<Seat, Sheet>,
    agreed: &Outcome,
) -> Result<Settlement, Refusal> {
    let problem = problem(space, seats, sheets)?;
    Ok(match improvement(&problem, agreed, &LIMITS) {
        Improvement::Found { chosen, exact, .. } => Settlement::Improvement { package: in_words(space, &chosen.outcome), exact },
        Improvement::Efficient => Settlement::Efficient {},
        Improvement::NoneFound { .. } => Settlement::NoneFound {},
    })
}
