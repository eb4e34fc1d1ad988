//! The margin of a stated point: utilities with a quantum each, compared on their common denominator.

use num_integer::Integer;
use zopa_model::{BargainingProblem, Exact, Factor, Outcome, PartyIndex, Quantum, Threshold, Utility};

use super::search::{HEADROOM, Search, Seat};
use super::{Margin, Structure};

/// A margin with the outcome that reaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointMargin {
    /// The margin, on the scale of utility.
    pub margin: Margin<Exact>,
    /// An outcome that reaches it; `None` when none is feasible.
    pub outcome: Option<Outcome>,
    /// Whether it is proven. Otherwise the search was stopped after ten million nodes: the margin is the best found.
    pub exact: bool,
    /// No margin is above this; the margin itself where it is exact. `None` where no number is.
    pub ceiling: Option<Exact>,
}

/// Nodes that a search may visit.
const LIMIT: u64 = 10_000_000;

impl Default for PointMargin {
    fn default() -> Self {
        Self { margin: Margin::Impossible, outcome: None, exact: true, ceiling: None }
    }
}

/// The margin of `problem`; `None` where the common scale of its utilities needs more than 120 bits, and where
/// rewards lie in boxes, which this search does not know.
pub fn margin(problem: &BargainingProblem<'_>) -> Option<PointMargin> {
    search(problem, |_| Seat::Counted)
}

/// How far the reservation of `party` alone can rise before the zone closes: the largest `u - r` of that party
/// over all outcomes that the others accept. `None` as in [`margin`].
pub fn margin_of_one(problem: &BargainingProblem<'_>, party: PartyIndex) -> Option<PointMargin> {
    search(problem, |other| if other == party { Seat::Counted } else { Seat::Floor })
}

fn search(problem: &BargainingProblem<'_>, seat: impl Fn(PartyIndex) -> Seat) -> Option<PointMargin> {
    if problem.utilities.iter().any(|utility| utility.reservation == Threshold::Never) {
        return Some(PointMargin::default());
    }
    if problem.utilities.iter().any(Utility::has_boxes) {
        return None;
    }
    let common = common_denominator(&problem.utilities)?;
    let lines = problem.utilities.iter().flat_map(|utility| &utility.refusals);
    let structure = Structure::new(problem.space, lines);
    let mut search = Search::<i128>::new(&structure);
    for (party, utility) in problem.utilities.iter().enumerate() {
        let scale = (common / utility.quantum.denominator()) as i128;
        if let Threshold::At(reservation) = utility.reservation {
            let seat = seat(party);
            let at = search.party(seat, (utility.constant - reservation) * scale);
            fill(&mut search, &structure, at, utility, scale);
            match (utility.cap, seat) {
                (Some(cap), Seat::Counted) => search.cap((cap - reservation) * scale),
                // A floor above its own cap is out of reach.
                (Some(cap), Seat::Floor) if cap < reservation => return Some(PointMargin::default()),
                _ => {}
            }
        }
    }
    let quantum = Quantum::new(common).expect("a product of denominators is positive");
    search.set_limit(LIMIT);
    let found = search.best();
    let exact = !search.was_stopped();
    let ceiling = match found {
        Margin::At(units) if exact => Some(units),
        _ if exact => None,
        _ => search.upper_bound(),
    };
    let outcome = (found != Margin::Impossible).then(|| search.witness());
    let margin = match found {
        Margin::Impossible => Margin::Impossible,
        Margin::Unlimited => Margin::Unlimited,
        Margin::At(units) => Margin::At(quantum.exact(units)),
    };
    Some(PointMargin { margin, outcome, exact, ceiling: ceiling.map(|units| quantum.exact(units)) })
}

/// Adds the factors of `utility`, times `scale`, to party `at` of the search.
fn fill(search: &mut Search<'_, i128>, structure: &Structure, at: usize, utility: &Utility, scale: i128) {
    for factor in &utility.factors {
        match factor {
            Factor::Issue { issue, units } => {
                let first = structure.cell(*issue, 0);
                for (cell, units) in search.contributions(at)[first..].iter_mut().zip(units) {
                    *cell += units * scale;
                }
            }
            Factor::Linkage { issues, units, .. } => {
                search.linkage(at, issues, units.iter().map(|units| units * scale).collect());
            }
            Factor::Box { .. } => unreachable!("turned away in `search`"),
        }
    }
}

/// The least common denominator, where all sums on it leave room in 128 bits.
fn common_denominator(utilities: &[Utility]) -> Option<u128> {
    let common = utilities.iter().try_fold(1u128, |common, utility| {
        let step = utility.quantum.denominator() / common.gcd(&utility.quantum.denominator());
        common.checked_mul(step)
    })?;
    let room = (1u128 << 124) / HEADROOM as u128;
    let fits = |utility: &Utility| {
        let scale = common / utility.quantum.denominator();
        utility.magnitude().checked_mul(scale).is_some_and(|largest| largest < room / utilities.len() as u128)
    };
    utilities.iter().all(fits).then_some(common)
}
