//! Searches over draws: the margin of each, or only whether a deal exists.

use num_traits::PrimInt;
use rayon::prelude::*;
use zopa_model::{OptionIndex, PartyIndex};

use super::Missing;
use super::draws::{Draws, PartySample, Reservation};
use super::progress::{Stage, Watch, report};
use crate::margin::{Margin, Search, Seat, Structure};

/// Draws searched by one thread at a time. The answers do not depend on it.
const CHUNK: usize = 256;
/// Chunks between two reports of progress.
const CHUNKS_PER_REPORT: usize = 16;

/// Nodes that the search for one draw's margin may visit, and, where that left open whether there is a deal, the
/// search for any deal. Cases of a dozen issues need some hundreds.
const MARGIN_NODES: u64 = 100_000;
const DEAL_NODES: u64 = 1_000_000;

/// A party's limit or red line that is set aside to see what it blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aside {
    Nothing,
    Limit(PartyIndex),
    RedLine(PartyIndex, usize),
    AllRedLines(PartyIndex),
}

/// The margin of every draw and an outcome that reaches it.
#[derive(Clone, Debug)]
pub(crate) struct Margins {
    pub(crate) margins: Vec<Margin<i64>>,
    /// `[draw][issue]`; meaningless where the margin is impossible.
    witnesses: Vec<OptionIndex>,
    issues: usize,
    /// Draws whose margin is the best found, not proven.
    pub(crate) unproven: u32,
    /// Draws of which not even the sign is known. They are told as without a deal.
    pub(crate) undecided: u32,
}

/// What one chunk of draws gave.
#[derive(Default)]
struct Part {
    margins: Vec<Margin<i64>>,
    witnesses: Vec<OptionIndex>,
    unproven: u32,
    undecided: u32,
}

impl Margins {
    pub(crate) fn witness(&self, draw: usize) -> &[OptionIndex] {
        &self.witnesses[draw * self.issues..(draw + 1) * self.issues]
    }
}

/// The margin of every draw.
pub(crate) fn margins(draws: &Draws<'_>, watch: Watch<'_>) -> Result<Margins, Missing> {
    let parties: Vec<&PartySample> = draws.parties.iter().collect();
    let issues = draws.structure.sizes().len();
    let margins = Vec::with_capacity(draws.count());
    let mut all = Margins { margins, witnesses: Vec::new(), issues, unproven: 0, undecided: 0 };
    let starts: Vec<usize> = (0..draws.count()).step_by(CHUNK).collect();
    for block in starts.chunks(CHUNKS_PER_REPORT) {
        report(watch, Stage::Draws, block[0], draws.count())?;
        let found: Vec<Part> = block
            .par_iter()
            .map(|&from| {
                let range = from..(from + CHUNK).min(draws.count());
                if draws.wide {
                    chunk::<i128>(&draws.structure, &parties, range, issues)
                } else {
                    chunk::<i64>(&draws.structure, &parties, range, issues)
                }
            })
            .collect();
        for part in found {
            all.margins.extend(part.margins);
            all.witnesses.extend(part.witnesses);
            all.unproven += part.unproven;
            all.undecided += part.undecided;
        }
    }
    Ok(all)
}

/// A whole number that a search can count in.
trait Whole: PrimInt + From<i64> + Default + Send + Sync {}
impl<T: PrimInt + From<i64> + Default + Send + Sync> Whole for T {}

fn chunk<T: Whole>(structure: &Structure, parties: &[&PartySample], range: std::ops::Range<usize>, issues: usize) -> Part {
    let mut search = Search::<T>::new(structure);
    let mut part = Part::default();
    for draw in range {
        let loaded = load(&mut search, structure, parties, draw, Aside::Nothing);
        let margin = if loaded { best(&mut search, &mut part) } else { Margin::Impossible };
        part.margins.push(match margin {
            Margin::Impossible => Margin::Impossible,
            Margin::At(units) => Margin::At(units.to_i64().expect("utilities and limits fit 64 bits with room to spare")),
            Margin::Unlimited => Margin::Unlimited,
        });
        match margin {
            Margin::Impossible => part.witnesses.extend(std::iter::repeat_n(0, issues)),
            _ => part.witnesses.extend_from_slice(search.witness_options()),
        }
    }
    part
}

/// The margin of the draw that is loaded. Where the limit stopped the search short of a deal, one is sought alone.
fn best<T: Whole>(search: &mut Search<'_, T>, part: &mut Part) -> Margin<T> {
    search.set_limit(MARGIN_NODES);
    let margin = search.best();
    if !search.was_stopped() {
        return margin;
    }
    part.unproven += 1;
    if margin.is_deal() {
        return margin;
    }
    search.set_limit(DEAL_NODES);
    if search.exists() {
        return Margin::At(T::zero());
    }
    part.undecided += u32::from(search.was_stopped());
    // The witness of the first search is gone; what it reached stays true.
    search.set_limit(MARGIN_NODES);
    search.best()
}

/// Fills the search with draw `draw`; `false` when some party never agrees.
fn load<T: Whole>(
    search: &mut Search<'_, T>,
    structure: &Structure,
    parties: &[&PartySample],
    draw: usize,
    aside: Aside,
) -> bool {
    search.clear();
    let lines: usize = parties.iter().map(|party| party.lines.len()).sum();
    let mut pattern = structure.patterns() - lines;
    for (index, party) in parties.iter().enumerate() {
        for line in 0..party.lines.len() {
            let set_aside = aside == Aside::RedLine(index, line) || aside == Aside::AllRedLines(index);
            if set_aside || !party.holds(line, draw) {
                search.lift(pattern);
            }
            pattern += 1;
        }
        let reservation = match &party.reservation {
            _ if aside == Aside::Limit(index) => continue,
            Reservation::Any => continue,
            Reservation::Never => return false,
            Reservation::At(column) => column[draw],
        };
        let at = search.party(Seat::Counted, <T as From<i64>>::from(-reservation));
        for (cell, column) in search.contributions(at).iter_mut().zip(&party.cells) {
            *cell = <T as From<i64>>::from(column[draw]);
        }
        for linkage in &party.linkages {
            search.linkage(at, &linkage.issues, linkage.table(draw));
        }
    }
    true
}

/// Draws in which every party, with its limit and red lines as given, accepts some common outcome. `hints` gives an
/// outcome to try first in each draw: where it is acceptable no search is needed.
pub(crate) struct DealCount<'a> {
    pub(crate) structure: &'a Structure,
    pub(crate) parties: Vec<&'a PartySample>,
    pub(crate) wide: bool,
    pub(crate) hints: &'a Margins,
    pub(crate) aside: Aside,
}

impl DealCount<'_> {
    /// Whether there is a deal in each of these draws; `None` where a party contradicts itself.
    pub(crate) fn flags(&self, draws: &[usize]) -> Vec<Option<bool>> {
        let chunks = draws.par_chunks(CHUNK);
        chunks.flat_map_iter(|chunk| if self.wide { self.chunk::<i128>(chunk) } else { self.chunk::<i64>(chunk) }).collect()
    }

    fn chunk<T: Whole>(&self, draws: &[usize]) -> Vec<Option<bool>> {
        let mut search = Search::<T>::new(self.structure);
        search.set_limit(DEAL_NODES);
        let consistent = |draw: usize| self.parties.iter().all(|party| party.is_consistent(draw));
        draws.iter().map(|&draw| consistent(draw).then(|| self.exists(&mut search, draw))).collect()
    }

    /// Whether a deal exists in `draw`.
    fn exists<T: Whole>(&self, search: &mut Search<'_, T>, draw: usize) -> bool {
        load(search, self.structure, &self.parties, draw, self.aside)
            && (search.accepts(self.hints.witness(draw)) || search.exists())
    }
}
