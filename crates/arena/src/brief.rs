//! What one seat knows before the talks begin.

use std::fmt;
use std::sync::Arc;

use zopa_analysis::inverse::{Inverse, InverseLimits, Refusal};
use zopa_model::{OutcomeSpace, Units, Utility};

use crate::sums::Sums;
use crate::{Bid, Offer, Scale, Seat, Stakes};

/// What one seat knows before the talks begin: the space, its own utility, and how many sit at the table. Prepared once and
/// shared by all its sessions.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The seat.
    pub seat: Seat,
    /// Number of seats at the table.
    pub seats: usize,
    /// The outcomes.
    pub space: Arc<OutcomeSpace>,
    /// What each outcome is worth to the seat.
    pub utility: Arc<Utility>,
    /// Questions about that utility, over the outcomes that cross none of the seat's red lines.
    pub inverse: Inverse,
    /// The best, the worst, and what is acceptable.
    pub scale: Scale,
    /// What a utility is multiplied with at normalised time 1.
    pub discount: f64,
    /// The best outcome.
    pub best: Bid,
    /// The utility as one table, where it is a plain sum over issues.
    sums: Option<Sums>,
}

/// What is at stake for one seat.
#[derive(Clone, Debug)]
pub struct Own {
    /// What each outcome is worth to it.
    pub utility: Arc<Utility>,
    /// What that is multiplied with when a settlement comes at normalised time 1, in (0, 1].
    pub discount: f64,
}

/// Why a seat cannot be prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unprepared {
    /// Its utility cannot be asked backwards within the limits.
    Refused(Seat, Refusal),
    /// Its red lines and the rules of the space leave no outcome.
    NothingToOffer(Seat),
}

impl fmt::Display for Unprepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(seat, refusal) => write!(f, "{seat}: {refusal}"),
            Self::NothingToOffer(seat) => write!(f, "{seat}: its red lines and the rules of the space leave nothing to offer"),
        }
    }
}

impl std::error::Error for Unprepared {}

impl Brief {
    /// What `seat` knows of `stakes`.
    ///
    /// # Errors
    /// Where its utility cannot be asked backwards within `limits`, or there is nothing that it may offer.
    pub fn new(stakes: &Stakes, seat: Seat, limits: &InverseLimits) -> Result<Self, Unprepared> {
        let own = Own { utility: Arc::clone(&stakes.utilities[seat.0]), discount: stakes.discounts[seat.0] };
        Self::of_one(&stakes.space, seat, stakes.seats(), own, limits)
    }

    /// What `seat` of a table of `seats` knows where nobody knows more than its own.
    ///
    /// # Errors
    /// Where its utility cannot be asked backwards within `limits`, or there is nothing that it may offer.
    pub fn of_one(
        space: &Arc<OutcomeSpace>,
        seat: Seat,
        seats: usize,
        own: Own,
        limits: &InverseLimits,
    ) -> Result<Self, Unprepared> {
        let Own { utility, discount } = own;
        let inverse =
            Inverse::prepare_within_red_lines(space, &utility, limits).map_err(|refusal| Unprepared::Refused(seat, refusal))?;
        let best = inverse.nearest_at_or_below(Units::MAX).ok_or(Unprepared::NothingToOffer(seat))?;
        let worst = inverse.nearest_at_or_above(Units::MIN).map_or(best.units, |worst| worst.units);
        Ok(Self {
            seat,
            seats,
            space: Arc::clone(space),
            scale: Scale::new(worst, best.units, utility.reservation),
            discount,
            best: Bid::new(best.outcome, best.units),
            inverse,
            sums: Sums::of(space, &utility),
            utility,
        })
    }

    /// What `offer` is worth to the seat.
    pub fn value(&self, offer: &Offer) -> Bid {
        Bid { offer: offer.clone(), units: self.worth(offer) }
    }

    /// The same as a number.
    pub(crate) fn worth(&self, offer: &Offer) -> Units {
        let summed = self.sums.as_ref().and_then(|sums| sums.evaluate(offer.options()));
        summed.unwrap_or_else(|| self.utility.evaluate(offer))
    }

    /// Whether the seat would sign it: its reservation is met and none of its red lines is crossed.
    pub fn is_acceptable(&self, bid: &Bid) -> bool {
        self.would_sign(&bid.offer, bid.units)
    }

    /// The same of an offer that is worth `units`.
    pub(crate) fn would_sign(&self, offer: &Offer, units: Units) -> bool {
        self.scale.is_rational(units) && !self.utility.refusals.iter().any(|line| line.fits(offer))
    }

    /// The units of a target share, which is first kept between the reservation and the best.
    pub fn target_units(&self, target: f64) -> Units {
        let units = self.scale.units(self.scale.clamp(target));
        // Doubles may round a target of 1 past the best, and one at the reservation below it.
        units.max(self.scale.floor().unwrap_or(Units::MAX)).min(self.scale.best())
    }

    /// The bid of least worth that reaches the share `target`, which is first kept between the reservation and the best.
    pub fn at_target(&self, target: f64) -> Bid {
        let found = self.inverse.nearest_at_or_above(self.target_units(target));
        found.map_or_else(|| self.best.clone(), |nearest| Bid::new(nearest.outcome, nearest.units))
    }
}
