//! The draws of a scenario with the margin of each: what every later question starts from.

use super::Missing;
use super::change::{Change, PartyChange};
use super::draws::{Draws, PartySample};
use super::frequency::Frequency;
use super::progress::Watch;
use super::seek::{Aside, DealCount, Margins, margins};

/// Draws that have been searched for deals.
#[derive(Clone, Debug)]
pub struct Zone<'a> {
    pub(crate) draws: Draws<'a>,
    pub(crate) margins: Margins,
}

/// Whether there is a deal, draw by draw; `None` where a party contradicts itself.
pub(crate) type Flags = Vec<Option<bool>>;

impl<'a> Zone<'a> {
    /// Searches every draw.
    ///
    /// # Errors
    /// [`Missing::Stopped`] when `watch` breaks off.
    pub fn new(draws: Draws<'a>, watch: Watch<'_>) -> Result<Self, Missing> {
        let margins = margins(&draws, watch)?;
        Ok(Self { draws, margins })
    }

    /// The draws.
    pub fn draws(&self) -> &Draws<'a> {
        &self.draws
    }

    /// The draws in which some outcome is acceptable to all, among those in which no party contradicts itself.
    pub fn deal(&self) -> Frequency {
        frequency(&self.flags(self.draws.count()))
    }

    /// Deals as things are stated, in the first `draws` draws.
    pub(crate) fn flags(&self, draws: usize) -> Flags {
        (0..draws).map(|draw| self.draws.is_consistent(draw).then(|| self.margins.margins[draw].is_deal())).collect()
    }

    /// Deals in the first `draws` draws after `changes`, on common draws.
    pub(crate) fn flags_under(&self, changes: &[PartyChange], draws: usize) -> Flags {
        let samples = self.samples_under(changes, draws);
        self.flags_of(samples.iter().zip(&self.draws.parties).map(|(new, old)| new.as_ref().unwrap_or(old)).collect(), draws)
    }

    /// Deals in the first `draws` draws between these parties.
    pub(crate) fn flags_of(&self, parties: Vec<&PartySample>, draws: usize) -> Flags {
        DealCount {
            structure: &self.draws.structure,
            parties,
            wide: self.draws.wide,
            hints: &self.margins,
            aside: Aside::Nothing,
        }
        .flags(&(0..draws).collect::<Vec<_>>())
    }

    /// The parties that `changes` touch, after them.
    pub(crate) fn samples_under(&self, changes: &[PartyChange], draws: usize) -> Vec<Option<PartySample>> {
        let structure = &self.draws.structure;
        let one = |party: usize| {
            let own: Vec<&Change> = changes.iter().filter(|change| change.party == party).map(|change| &change.change).collect();
            (!own.is_empty()).then(|| {
                let raw = self.draws.raw[party].changed(draws, &own, |issue| structure.cell(issue, 0));
                PartySample::new(&raw, structure, draws, self.draws.bits)
            })
        };
        (0..self.draws.parties.len()).map(one).collect()
    }
}

pub(crate) fn frequency(flags: &Flags) -> Frequency {
    let looked_at = flags.iter().flatten();
    Frequency { count: looked_at.clone().filter(|deal| **deal).count() as u32, of: looked_at.count() as u32 }
}

/// The standard error of the difference of two shares on common draws: only draws that differ count.
pub(crate) fn paired_error(a: &Flags, b: &Flags) -> f64 {
    let both: Vec<f64> =
        a.iter().zip(b).filter_map(|(a, b)| Some(f64::from(u8::from((*a)?)) - f64::from(u8::from((*b)?)))).collect();
    let count = both.len().max(1) as f64;
    let mean = both.iter().sum::<f64>() / count;
    let square = both.iter().map(|difference| difference * difference).sum::<f64>() / count;
    libm::sqrt((square - mean * mean).max(0.0) / count)
}
