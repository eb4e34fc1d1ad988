//! The draws of a scenario with the margin of each: what every later question starts from.

use std::sync::OnceLock;

use rayon::prelude::*;
use zopa_model::PartyIndex;

use super::Missing;
use super::change::{Change, PartyChange};
use super::draws::{Draws, PartySample};
use super::frequency::Frequency;
use super::inputs::{Input, change_to, inputs};
use super::progress::{Stage, Watch, report};
use super::seek::{Aside, DealCount, Ends, Margins, margins};

/// Common draws on which every input is tried.
const FEW: usize = 512;
/// Inputs tried between two looks at the watch.
const BETWEEN_REPORTS: usize = 32;

/// Draws that have been searched for deals.
#[derive(Clone, Debug)]
pub struct Zone<'a> {
    pub(crate) draws: Draws<'a>,
    pub(crate) margins: Margins,
    few: OnceLock<Vec<(Input, Ends)>>,
}

/// Whether there is a deal, draw by draw; `None` where a party contradicts itself or the search was stopped before it
/// knew.
pub(crate) type Flags = Vec<Option<bool>>;

impl<'a> Zone<'a> {
    /// Searches every draw.
    ///
    /// # Errors
    /// [`Missing::Stopped`] when `watch` breaks off.
    pub fn new(draws: Draws<'a>, watch: Watch<'_>) -> Result<Self, Missing> {
        let margins = margins(&draws, watch)?;
        Ok(Self { draws, margins, few: OnceLock::new() })
    }

    /// The draws.
    pub fn draws(&self) -> &Draws<'a> {
        &self.draws
    }

    /// The draws in which some outcome is acceptable to all, among those in which no party contradicts itself and the
    /// search came to an end.
    pub fn deal(&self) -> Frequency {
        frequency(&self.flags(self.draws.count()))
    }

    /// Deals as things are stated, in the first `draws` draws.
    pub(crate) fn flags(&self, draws: usize) -> Flags {
        let flag = |draw: usize| if self.draws.is_consistent(draw) { self.margins.is_deal(draw) } else { None };
        (0..draws).map(flag).collect()
    }

    /// Deals in the first `draws` draws after `changes`, on common draws.
    pub(crate) fn flags_under(&self, changes: &[PartyChange], draws: usize) -> Flags {
        let one = |party: usize| {
            let own: Vec<&Change> = changes.iter().filter(|change| change.party == party).map(|change| &change.change).collect();
            (!own.is_empty()).then(|| self.draws.changed(party, &own, draws))
        };
        let samples: Vec<Option<PartySample>> = (0..self.draws.parties.len()).map(one).collect();
        let parties = samples.iter().zip(&self.draws.parties).map(|(new, old)| new.as_ref().unwrap_or(old)).collect();
        self.count(parties).flags(&(0..draws).collect::<Vec<_>>())
    }

    /// A count of deals between these parties, some of them changed.
    pub(crate) fn count<'b>(&'b self, parties: Vec<&'b PartySample>) -> DealCount<'b> {
        DealCount {
            structure: &self.draws.structure,
            parties,
            wide: self.draws.wide,
            hints: &self.margins,
            aside: Aside::Nothing,
            as_drawn: Some(&self.draws.parties),
        }
    }

    /// A count of deals between the parties of `other`, which differ from these in numbers alone.
    pub(crate) fn count_of<'b>(&'b self, other: &'b Draws<'_>) -> DealCount<'b> {
        DealCount { wide: other.wide, as_drawn: None, ..self.count(other.parties.iter().collect()) }
    }

    /// A count of deals with `sample` in the place of `party`.
    pub(crate) fn count_with<'b>(&'b self, party: PartyIndex, sample: &'b PartySample) -> DealCount<'b> {
        let mut parties: Vec<&PartySample> = self.draws.parties.iter().collect();
        parties[party] = sample;
        self.count(parties)
    }

    /// A party in the first `draws` draws with one of its inputs `share` of the way from its low to its high end.
    pub(crate) fn moved(&self, input: &Input, share: f64, draws: usize) -> PartySample {
        self.draws.changed(input.party, &[&change_to(&self.draws, input, share).change], draws)
    }

    /// Deals with `input` at its two ends, in the first `draws` draws.
    pub(crate) fn ends(&self, input: &Input, draws: usize) -> Ends {
        let [low, high] = [0.0, 1.0].map(|share| self.moved(input, share, draws));
        Ends::new(&self.count_with(input.party, &low), &self.count_with(input.party, &high), input.party, draws)
    }

    /// Every input, and deals with it at its ends in the first few common draws. Made when first asked for: what
    /// matters most and what would flip start from the same table.
    pub(crate) fn few(&self, watch: Watch<'_>) -> Result<&[(Input, Ends)], Missing> {
        if let Some(known) = self.few.get() {
            return Ok(known);
        }
        let (all, draws) = (inputs(&self.draws), FEW.min(self.draws.count()));
        let mut made = Vec::with_capacity(all.len());
        for block in all.chunks(BETWEEN_REPORTS) {
            report(watch, Stage::Inputs, made.len(), all.len())?;
            made.par_extend(block.par_iter().map(|input| (*input, self.ends(input, draws))));
        }
        // Made before the lock is taken, so that no thread waits inside it for work of its own.
        Ok(self.few.get_or_init(|| made))
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
