//! What an event, a promise or a threat may change: the same draws before and after.
//!
//! Every shift is drawn from its range, apart from everything else and the same for every reading, so a draw before and
//! a draw after differ by the shock alone. Where the sign of a shift is unknown its range holds zero, and the two ends
//! tell what each sign would mean.

use std::sync::Arc;

use zopa_model::{Channel, Outcome, Shift, Shock};

use super::Missing;
use super::comparison::Comparison;
use super::draw::{part, to_units};
use super::draws::{Draws, Reservation};
use super::frequency::Frequency;
use super::odds::MarginQuantiles;
use super::packages::{PackageOdds, package_odds};
use super::progress::{Stage, Watch, report};
use super::stream::{ONE, Purpose, Stream};
use super::zone::{Zone, frequency};

/// What a shock changes.
#[derive(Clone, Debug, PartialEq)]
pub struct ShockStudy {
    /// How often there is a deal, before and after.
    pub deal: Comparison,
    /// The margin over the draws before; `None` where every draw contradicts itself.
    pub margin_before: Option<MarginQuantiles>,
    /// The margin over the draws after.
    pub margin_after: Option<MarginQuantiles>,
    /// One entry for each shift, in the order of the shock.
    pub shifts: Vec<ShiftStudy>,
    /// How often each package that was asked about is acceptable, before and after.
    pub packages: Vec<(PackageOdds, PackageOdds)>,
}

/// What one shift changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShiftStudy {
    /// Draws with a deal, with this shift at its low end and the others as drawn.
    pub at_low: Frequency,
    /// The same at its high end.
    pub at_high: Frequency,
    /// Whether it can change nothing: a limit is shifted and the party has none, or refuses everything.
    pub is_idle: bool,
}

/// Where the shifts of a shock stand.
#[derive(Clone, Copy)]
enum At {
    Drawn,
    /// The shift at this position stands at its low or high end.
    End(usize, bool),
}

/// Tells `shock` on the draws of `zone`, and of these packages.
///
/// # Errors
/// [`Missing::Magnitude`] where a shift is larger than the party's scale has room for, [`Missing::Stopped`].
pub fn shock(zone: &Zone<'_>, shock: &Shock, packages: &[Outcome], watch: Watch<'_>) -> Result<ShockStudy, Missing> {
    let draws = zone.draws();
    let after = Zone::new(draws.after(shock)?, watch)?;
    // At the ends only whether there is a deal is asked, and what was found before is a hint for it.
    let all: Vec<usize> = (0..draws.count()).collect();
    let end = |shift: usize, high: bool| {
        report(watch, Stage::Inputs, shift, shock.shifts.len())?;
        let there = draws.shocked(shock, At::End(shift, high))?;
        Ok(frequency(&zone.count_of(&there).flags(&all)))
    };
    let shifts = shock.shifts.iter().enumerate().map(|(at, shift)| {
        let is_idle = draws.is_idle(shift);
        Ok(ShiftStudy { at_low: end(at, false)?, at_high: end(at, true)?, is_idle })
    });
    let odds = |package: &Outcome| {
        let (first, second) = (package_odds(draws, package), package_odds(after.draws(), package));
        (first.at_most(zone.deal()), second.at_most(after.deal()))
    };
    Ok(ShockStudy {
        deal: zone.compare(&after),
        margin_before: zone.margin(),
        margin_after: after.margin(),
        shifts: shifts.collect::<Result<_, Missing>>()?,
        packages: packages.iter().map(odds).collect(),
    })
}

impl<'a> Draws<'a> {
    /// Whether a shift can change nothing.
    fn is_idle(&self, shift: &Shift) -> bool {
        let limited = matches!(self.parties[shift.party].reservation, Reservation::At(_));
        !matches!(shift.channel, Channel::Value(..)) && !limited
    }

    /// The same draws after `shock`, every shift as drawn from its range.
    pub(crate) fn after(&self, shock: &Shock) -> Result<Self, Missing> {
        self.shocked(shock, At::Drawn)
    }

    /// The same draws after a shock.
    fn shocked(&self, shock: &Shock, at: At) -> Result<Self, Missing> {
        let mut after = self.clone();
        // Sums may grow by what is shifted, so 128 bits are always at hand.
        after.wide = true;
        for (position, shift) in shock.shifts.iter().enumerate() {
            let unit = |value| to_units(value, self.bits).filter(|units| units.unsigned_abs() >> (self.bits + 10) == 0);
            let (low, high) = unit(shift.by.low()).zip(unit(shift.by.high())).ok_or(Missing::Magnitude(shift.party))?;
            let name = format!("{}\n{}\n{position}", self.scenario.parties()[shift.party].name, shock.name);
            let mut stream = Stream::new(self.plan.seed, &name, Purpose::Shock);
            let by: Vec<i64> = (0..self.count())
                .map(|draw| {
                    stream.seek(draw as u32);
                    let share = match at {
                        At::End(which, high) if which == position => {
                            if high {
                                ONE
                            } else {
                                0
                            }
                        }
                        At::End(..) | At::Drawn => stream.uniform(),
                    };
                    low + part(high - low, share)
                })
                .collect();
            let sign = if shift.channel.lowers_the_limit() { -1 } else { 1 };
            let sample = &mut after.parties[shift.party];
            match shift.channel {
                Channel::Value(issue, option) => {
                    let cell = self.structure.cell(issue, option);
                    let column: Vec<i64> = sample.cells[cell].iter().zip(&by).map(|(known, by)| known + by).collect();
                    sample.cells[cell] = Arc::from(column);
                }
                Channel::OutsideOption | Channel::CostOfDelay | Channel::HomeAudience => {
                    if let Reservation::At(column) = &mut sample.reservation {
                        column.iter_mut().zip(&by).for_each(|(known, by)| *known += sign * by);
                    }
                }
            }
        }
        Ok(after)
    }
}
