//! What a strategy knows before the talks begin.

use std::sync::Arc;

use num_bigint::BigUint;
use pyo3::prelude::*;
use pyo3::types::PyList;
use zopa_analysis::inverse::Nearest;
use zopa_arena::{Bid, Brief as OwnBrief, Deadline, Offer};
use zopa_model::{Factor, OutcomeSpace, Threshold, Units};

use crate::error::usage;
use crate::outcome::{Outcome, offer};

/// The most outcomes that are put in a list without being asked for in so many words.
const MOST_LISTED: u64 = 2_000_000;

/// What one seat knows, shared by everything that is shown to it.
pub(crate) struct Sheet {
    pub(crate) brief: Arc<OwnBrief>,
    pub(crate) party: String,
    pub(crate) deadline: Deadline,
    /// From which the seat may draw what is random: the same for the same seed, session and seat.
    pub(crate) seed: u64,
}

impl Sheet {
    pub(crate) fn space(&self) -> &Arc<OutcomeSpace> {
        &self.brief.space
    }

    pub(crate) fn utility(&self, offer: &Offer) -> f64 {
        self.in_numbers(self.brief.value(offer).units)
    }

    fn in_numbers(&self, units: Units) -> f64 {
        self.brief.utility.quantum.to_f64(units)
    }

    /// The least number of units that are worth `utility` or more.
    fn at_least(&self, utility: f64) -> PyResult<Units> {
        let units = utility * self.brief.utility.quantum.denominator() as f64;
        if units.is_nan() {
            return Err(usage("a utility is no number (nan)", "give a number"));
        }
        // `as` saturates, and beyond the ends of all utilities nothing is.
        Ok(libm::ceil(units) as Units)
    }
}

/// What one seat knows: the issues, its own utility, and how many sit at the table. Nothing here depends on what others want.
#[pyclass(frozen, module = "zopa")]
pub(crate) struct Brief(pub(crate) Arc<Sheet>);

impl Brief {
    fn shown(&self, found: Option<Nearest>) -> Option<Outcome> {
        found.map(|nearest| Outcome::new(self.0.space(), Offer::new(nearest.outcome)))
    }
}

#[pymethods]
impl Brief {
    /// The seat, from 1.
    #[getter]
    fn seat(&self) -> usize {
        self.0.brief.seat.0 + 1
    }

    /// Number of seats at the table.
    #[getter]
    fn seats(&self) -> usize {
        self.0.brief.seats
    }

    /// The party that it sits for.
    #[getter]
    fn party(&self) -> &str {
        &self.0.party
    }

    /// Number of rounds; `None` where the deadline is hidden.
    #[getter]
    fn rounds(&self) -> Option<u32> {
        self.0.deadline.known()
    }

    /// A seed of this seat's own: the same for the same seed, session and seat.
    #[getter]
    fn seed(&self) -> u64 {
        self.0.seed
    }

    /// The issues in order, each with its options.
    #[getter]
    fn issues(&self) -> Vec<(String, Vec<String>)> {
        let of = |issue: &zopa_model::Issue| {
            (issue.name().to_owned(), issue.options().iter().map(|option| option.to_string()).collect())
        };
        self.0.space().issues().iter().map(of).collect()
    }

    /// How many outcomes may be offered: those that keep the rules and cross none of the party's red lines.
    #[getter]
    fn outcomes(&self) -> BigUint {
        self.0.brief.inverse.total().clone()
    }

    /// From which utility on the party says yes; `None` where any outcome will do. `inf` where none will.
    #[getter]
    fn reservation(&self) -> Option<f64> {
        match self.0.brief.utility.reservation {
            Threshold::Any => None,
            Threshold::At(units) => Some(self.0.in_numbers(units)),
            Threshold::Never => Some(f64::INFINITY),
        }
    }

    /// What a utility is multiplied with at the end of the time, in (0, 1]. No utility here is discounted.
    #[getter]
    fn discount(&self) -> f64 {
        self.0.brief.discount
    }

    /// What an outcome is worth to this party, undiscounted.
    fn utility(&self, outcome: &Bound<'_, PyAny>) -> PyResult<f64> {
        Ok(self.0.utility(&offer(self.0.space(), outcome)?))
    }

    /// The same as an exact fraction "n/d".
    fn exact_utility(&self, outcome: &Bound<'_, PyAny>) -> PyResult<String> {
        let units = self.0.brief.value(&offer(self.0.space(), outcome)?).units;
        Ok(self.0.brief.utility.quantum.fraction(units))
    }

    /// What each option of each issue contributes, after a constant, as exact fractions; `None` where the utility is more than such
    /// a sum (linkages, boxes, a cap that bites).
    fn contributions(&self) -> Option<(String, Vec<Vec<String>>)> {
        let utility = &self.0.brief.utility;
        if utility.cap.is_some_and(|cap| cap < utility.extent().1) {
            return None;
        }
        let sizes = self.0.space().issues().iter().map(|issue| issue.options().len());
        let mut sums: Vec<Vec<Units>> = sizes.map(|size| vec![0; size]).collect();
        for factor in &utility.factors {
            let Factor::Issue { issue, units } = factor else { return None };
            for (sum, units) in sums[*issue].iter_mut().zip(units) {
                *sum += units;
            }
        }
        let fraction = |units| utility.quantum.fraction(units);
        let tables = sums.into_iter().map(|table| table.into_iter().map(fraction).collect());
        Some((fraction(utility.constant), tables.collect()))
    }

    /// Whether the party would sign it: its reservation is met and none of its red lines is crossed.
    fn accepts(&self, outcome: &Bound<'_, PyAny>) -> PyResult<bool> {
        let bid = self.0.brief.value(&offer(self.0.space(), outcome)?);
        Ok(self.0.brief.is_acceptable(&bid))
    }

    /// An outcome of this space from a mapping or the options in order.
    fn outcome(&self, given: &Bound<'_, PyAny>) -> PyResult<Outcome> {
        Ok(Outcome::new(self.0.space(), offer(self.0.space(), given)?))
    }

    /// The best outcome.
    #[getter]
    fn best(&self) -> Outcome {
        Outcome::new(self.0.space(), self.0.brief.best.offer.clone())
    }

    /// The outcome of the least worth from `utility` up; `None` where none reaches it. Found without a list, at any size.
    fn at_least(&self, utility: f64) -> PyResult<Option<Outcome>> {
        let target = self.0.at_least(utility)?;
        let found = self.0.brief.inverse.nearest_at_or_above(target).filter(|found| found.units >= target);
        Ok(self.shown(found))
    }

    /// The outcome of the greatest worth from `utility` down; `None` where all are worth more.
    fn at_most(&self, utility: f64) -> PyResult<Option<Outcome>> {
        let above = self.0.at_least(utility)?;
        // `above` may be worth more than `utility` by a fraction of a unit.
        let exact = self.0.in_numbers(above) <= utility;
        let target = if exact { above } else { above.saturating_sub(1) };
        let found = self.0.brief.inverse.nearest_at_or_below(target).filter(|found| found.units <= target);
        Ok(self.shown(found))
    }

    /// The outcome at a place from the best, counted from 0; `None` beyond the last.
    fn kth_best(&self, place: BigUint) -> PyResult<Option<Outcome>> {
        let found = self.0.brief.inverse.kth_best(&place);
        let found =
            found.map_err(|_| usage("outcomes of this utility cannot be put in order within the limits", "ask with at_least"))?;
        Ok(found.map(|valued| Outcome::new(self.0.space(), Bid::from(valued).offer)))
    }

    /// All outcomes from the best down, or the first `most`. Outcomes of equal worth come in a fixed order.
    #[pyo3(signature = (most=None))]
    fn ranking<'py>(&self, most: Option<u64>, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let all = self.0.brief.inverse.total();
        if most.is_none() && *all > BigUint::from(MOST_LISTED) {
            return Err(usage(
                format!("there are {all} outcomes, which is too many for a list"),
                "ask for the first with ranking(most=1000), or for single ones with at_least or kth_best",
            ));
        }
        let most = usize::try_from(most.unwrap_or(MOST_LISTED)).unwrap_or(usize::MAX);
        let found: Vec<Offer> =
            py.detach(|| self.0.brief.inverse.best_first().take(most).map(|valued| Bid::from(valued).offer).collect());
        PyList::new(
            py,
            found
                .into_iter()
                .map(|offer| Outcome::new(self.0.space(), offer))
                .map(|one| Py::new(py, one))
                .collect::<PyResult<Vec<_>>>()?,
        )
    }

    fn __repr__(&self) -> String {
        format!("Brief(seat={}, party={:?}, outcomes={})", self.seat(), self.0.party, self.0.brief.inverse.total())
    }
}
