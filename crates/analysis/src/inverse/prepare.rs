//! Which method serves a utility.

use zopa_model::{Outcome, OutcomeSpace, Pattern, Units, Utility};

use super::Prepared;
use super::answer::Method;
use super::diagram::{Diagram, Drawing, draw};
use super::engine::Engine;
use super::halves::Cut;
use super::limits::{InverseLimits, Refusal};
use super::meet::Meet;
use super::rounded::Rounded;
use super::scale::Scale;
use super::sorted::Sorted;
use super::sum_table::SumTable;
use super::tabled::Tabled;
use crate::units::Unit;

/// The bits that the largest sum may need.
const MOST_BITS: u32 = 122;

/// Prepares `utility` over the outcomes of `space` that fit none of `forbidden`: listed where that is within the limits,
/// then by a table, then by halves, then by a rounded table.
pub(super) fn prepare(
    space: &OutcomeSpace,
    utility: &Utility,
    forbidden: &[&Pattern],
    limits: &InverseLimits,
) -> Result<Prepared, Refusal> {
    if utility.magnitude() >> MOST_BITS != 0 {
        return Err(Refusal::Magnitude);
    }
    let can_be_listed = can_be_listed(&space.sizes(), limits);
    let drawing = match draw(space, utility, forbidden, limits.edges) {
        Err(_) if can_be_listed => return Ok(by_listing(space, utility, forbidden, limits)),
        drawing => drawing?,
    };
    let Some(Drawing { diagram, base, step, order }) = drawing else {
        return Ok(by_listing(&OutcomeSpace::default(), utility, &[&Pattern::default()], limits));
    };
    let scale = Scale::new(base, step, diagram.extent().most, utility.cap);
    let engine = if diagram.magnitude() < 1 << 62 {
        choose(diagram.map(i64::narrow), i64::narrow(scale.top()), can_be_listed, limits)?
    } else {
        choose(diagram, scale.top(), can_be_listed, limits)?
    };
    let order = (!order.is_sorted()).then_some(order);
    Ok(Prepared::new(engine, scale, order, step, utility.exact, limits))
}

/// Whether all outcomes, feasible or not, are few enough to be listed.
fn can_be_listed(sizes: &[usize], limits: &InverseLimits) -> bool {
    let outcomes = sizes.iter().try_fold(1usize, |all, &size| all.checked_mul(size));
    outcomes.is_some_and(|outcomes| outcomes <= limits.listed.min(u32::MAX as usize))
}

fn choose<U: Unit>(diagram: Diagram<U>, top: U, can_be_listed: bool, limits: &InverseLimits) -> Result<Box<dyn Engine>, Refusal> {
    if can_be_listed {
        return Ok(Box::new(Sorted::new(&diagram, top)));
    }
    if SumTable::size(&diagram, limits.cells).is_some() {
        let narrow = |gain: U| i64::narrow(gain.widen());
        return Ok(Box::new(Tabled::new(diagram.map(narrow), narrow(top))));
    }
    match Cut::best(&diagram, 0, 0, &diagram.ways_up()).filter(|cut| cut.size <= limits.halves as u64) {
        Some(cut) => Ok(Box::new(Meet::new(diagram, cut, top))),
        None => Ok(Box::new(Rounded::new(diagram, top, limits)?)),
    }
}

/// Evaluates one outcome after the other, where no diagram holds them.
fn by_listing(space: &OutcomeSpace, utility: &Utility, forbidden: &[&Pattern], limits: &InverseLimits) -> Prepared {
    let admissible = |outcome: &Outcome| !forbidden.iter().any(|pattern| pattern.fits(outcome));
    let all = || space.outcomes().filter(admissible).map(|outcome| utility.evaluate(&outcome));
    let least: Units = all().min().unwrap_or(0);
    let most = all().max().unwrap_or(0);
    let engine = Sorted::by_listing(space, |outcome| admissible(outcome).then(|| utility.evaluate(outcome) - least));
    Prepared::new(Box::new(engine), Scale::new(least, 1, most - least, None), None, 1, utility.exact, limits)
}

impl Prepared {
    fn new(
        engine: Box<dyn Engine>,
        scale: Scale,
        order: Option<Vec<usize>>,
        step: Units,
        is_stated: bool,
        limits: &InverseLimits,
    ) -> Self {
        let method = match engine.method() {
            Method::RoundedTable { step: rounded, error } => Method::RoundedTable { step: rounded * step, error: error * step },
            exact => exact,
        };
        let total = engine.count(0, scale.top());
        Self { engine, scale, method, order, total, is_stated, attempts: limits.attempts }
    }
}
