//! Searches over draws: the margin of each, or only whether a deal exists.

use std::ops::Range;
use std::sync::Arc;

use num_traits::PrimInt;
use rayon::prelude::*;
use zopa_model::{IssueIndex, OptionIndex, PartyIndex};

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

/// How well the margin of a draw is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It is the largest.
    Proven,
    /// It is the best found; its sign is certain.
    SignOnly,
    /// Not even the sign is certain: the draw counts neither as with a deal nor as without.
    Undecided,
}

/// The margin of every draw and an outcome that reaches it.
#[derive(Clone, Debug)]
pub(crate) struct Margins {
    pub(crate) margins: Vec<Margin<i64>>,
    pub(crate) proofs: Vec<Proof>,
    /// `[draw][issue]`; meaningless where the margin is impossible.
    witnesses: Vec<OptionIndex>,
    issues: usize,
}

/// What one chunk of draws gave.
#[derive(Default)]
struct Part {
    margins: Vec<Margin<i64>>,
    proofs: Vec<Proof>,
    witnesses: Vec<OptionIndex>,
}

impl Margins {
    /// Whether there is a deal in `draw`; `None` where that is undecided.
    pub(crate) fn is_deal(&self, draw: usize) -> Option<bool> {
        (self.proofs[draw] != Proof::Undecided).then(|| self.margins[draw].is_deal())
    }

    /// Draws whose margin is not proven.
    pub(crate) fn unproven(&self) -> u32 {
        self.proofs.iter().filter(|proof| **proof != Proof::Proven).count() as u32
    }

    /// Draws of which not even the sign of the margin is known.
    pub(crate) fn undecided(&self) -> u32 {
        self.proofs.iter().filter(|proof| **proof == Proof::Undecided).count() as u32
    }

    pub(crate) fn witness(&self, draw: usize) -> &[OptionIndex] {
        &self.witnesses[draw * self.issues..(draw + 1) * self.issues]
    }
}

/// The margin of every draw.
pub(crate) fn margins(draws: &Draws<'_>, watch: Watch<'_>) -> Result<Margins, Missing> {
    let parties: Vec<&PartySample> = draws.parties.iter().collect();
    let issues = draws.structure.sizes().len();
    let margins = Vec::with_capacity(draws.count());
    let mut all = Margins { margins, proofs: Vec::new(), witnesses: Vec::new(), issues };
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
            all.proofs.extend(part.proofs);
            all.witnesses.extend(part.witnesses);
        }
    }
    Ok(all)
}

/// A whole number that a search can count in.
trait Whole: PrimInt + From<i64> + Default + Send + Sync {}
impl<T: PrimInt + From<i64> + Default + Send + Sync> Whole for T {}

fn chunk<T: Whole>(structure: &Structure, parties: &[&PartySample], range: Range<usize>, issues: usize) -> Part {
    let mut search = Search::<T>::new(structure);
    let mut part = Part::default();
    for draw in range {
        let loaded = load(&mut search, structure, parties, draw, Aside::Nothing);
        let (margin, proof) = if loaded { best(&mut search) } else { (Margin::Impossible, Proof::Proven) };
        part.proofs.push(proof);
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
fn best<T: Whole>(search: &mut Search<'_, T>) -> (Margin<T>, Proof) {
    search.set_limit(MARGIN_NODES);
    let margin = search.best();
    if !search.was_stopped() {
        return (margin, Proof::Proven);
    }
    if margin.is_deal() {
        return (margin, Proof::SignOnly);
    }
    search.set_limit(DEAL_NODES);
    if search.exists() {
        return (Margin::At(T::zero()), Proof::SignOnly);
    }
    let proof = if search.was_stopped() { Proof::Undecided } else { Proof::SignOnly };
    // The witness of the first search is gone; what it reached stays true.
    search.set_limit(MARGIN_NODES);
    (search.best(), proof)
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
    /// The parties as drawn, where `parties` differ from them by a change: what is known of the draw then settles most.
    pub(crate) as_drawn: Option<&'a [PartySample]>,
}

impl<'a> DealCount<'a> {
    /// Whether there is a deal in each of these draws; `None` where a party contradicts itself or the search was
    /// stopped before it knew.
    pub(crate) fn flags(&self, draws: &[usize]) -> Vec<Option<bool>> {
        let chunks = draws.par_chunks(CHUNK);
        chunks.flat_map_iter(|chunk| if self.wide { self.chunk::<i128>(chunk) } else { self.chunk::<i64>(chunk) }).collect()
    }

    fn chunk<T: Whole>(&self, draws: &[usize]) -> Vec<Option<bool>> {
        let mut decider = Decider::<T>::new(self);
        draws.iter().map(|&draw| decider.decide(draw)).collect()
    }
}

/// Decides draw after draw.
struct Decider<'a, T> {
    count: &'a DealCount<'a>,
    search: Search<'a, T>,
    differences: Vec<Difference<'a>>,
    /// Whether the last deal is the one that was known from the draw as drawn.
    is_hint: bool,
}

impl<'a, T: Whole> Decider<'a, T> {
    fn new(count: &'a DealCount<'a>) -> Self {
        let mut search = Search::<T>::new(count.structure);
        search.set_limit(DEAL_NODES);
        let pairs = count.as_drawn.into_iter().flatten().zip(&count.parties);
        let changed = pairs.filter(|(old, new)| !std::ptr::eq(*old, **new));
        let differences = changed.map(|(old, new)| Difference::new(old, new, count.structure)).collect();
        Self { count, search, differences, is_hint: true }
    }

    fn decide(&mut self, draw: usize) -> Option<bool> {
        let DealCount { structure, parties, hints, aside, .. } = self.count;
        if !parties.iter().all(|party| party.is_consistent(draw)) {
            return None;
        }
        self.is_hint = true;
        if let Some(known) = self.settled(draw) {
            return Some(known);
        }
        if !load(&mut self.search, structure, parties, draw, *aside) {
            return Some(false);
        }
        if self.search.accepts(hints.witness(draw)) {
            return Some(true);
        }
        self.is_hint = false;
        let exists = self.search.exists();
        (exists || !self.search.was_stopped()).then_some(exists)
    }

    /// What follows from the draw as drawn: its best outcome is still acceptable, or no outcome gains enough.
    fn settled(&self, draw: usize) -> Option<bool> {
        let (structure, hints) = (self.count.structure, self.count.hints);
        self.count.as_drawn?;
        if hints.proofs[draw] != Proof::Proven || self.differences.iter().any(|difference| difference.moves_a_line(draw)) {
            return None;
        }
        match hints.margins[draw] {
            Margin::Impossible => Some(false),
            Margin::At(margin) if margin < 0 => {
                let rise = self.differences.iter().map(|difference| difference.greatest(draw)).max().unwrap_or(0);
                (margin + rise.max(0) < 0).then_some(false)
            }
            margin => {
                let witness = hints.witness(draw);
                let still = |party: &Difference<'_>| {
                    party.keeps(margin, witness, structure, draw) || party.new.accepts(witness, structure, draw)
                };
                self.differences.iter().all(still).then_some(true)
            }
        }
    }

    /// The outcome behind the last answer that there is a deal.
    fn witness(&self, draw: usize) -> &[OptionIndex] {
        if self.is_hint { self.count.hints.witness(draw) } else { self.search.witness_options() }
    }
}

/// What a change has made of one party.
struct Difference<'a> {
    old: &'a PartySample,
    new: &'a PartySample,
    /// The issues on which some contribution is another, with their cells.
    issues: Vec<(IssueIndex, Range<usize>)>,
    /// The red lines that hold in other draws.
    lines: Vec<usize>,
}

impl<'a> Difference<'a> {
    fn new(old: &'a PartySample, new: &'a PartySample, structure: &Structure) -> Self {
        let cells = |issue: IssueIndex| structure.cell(issue, 0)..structure.cell(issue, 0) + structure.sizes()[issue];
        let differ = |range: &Range<usize>| range.clone().any(|cell| !Arc::ptr_eq(&old.cells[cell], &new.cells[cell]));
        let issues = (0..structure.sizes().len()).map(|issue| (issue, cells(issue)));
        let moves = |line: &usize| match (&old.lines[*line], &new.lines[*line]) {
            (Some(old), Some(new)) => !old.starts_with(new),
            (old, new) => old.is_some() != new.is_some(),
        };
        let lines = (0..old.lines.len()).filter(moves).collect();
        Self { old, new, issues: issues.filter(|(_, cells)| differ(cells)).collect(), lines }
    }

    fn moves_a_line(&self, draw: usize) -> bool {
        self.lines.iter().any(|&line| self.old.holds(line, draw) != self.new.holds(line, draw))
    }

    /// How far the party's gains rise because its limit moves.
    fn of_limit(&self, draw: usize) -> i64 {
        match (&self.old.reservation, &self.new.reservation) {
            (Reservation::At(old), Reservation::At(new)) => old[draw] - new[draw],
            _ => 0,
        }
    }

    /// Whether an outcome that gave the party a gain of `margin` or more still gives it one of zero or more, as far as
    /// the issues that changed tell.
    fn keeps(&self, margin: Margin<i64>, outcome: &[OptionIndex], structure: &Structure, draw: usize) -> bool {
        let Margin::At(margin) = margin else { return false };
        let moved = |(issue, _): &(IssueIndex, Range<usize>)| {
            let cell = structure.cell(*issue, outcome[*issue]);
            self.new.cells[cell][draw] - self.old.cells[cell][draw]
        };
        self.new.linkages.is_empty() && margin + self.of_limit(draw) + self.issues.iter().map(moved).sum::<i64>() >= 0
    }

    /// No outcome gains more than this for the party.
    fn greatest(&self, draw: usize) -> i64 {
        let moved = |cell: usize| self.new.cells[cell][draw] - self.old.cells[cell][draw];
        let issues: i64 = self.issues.iter().map(|(_, cells)| cells.clone().map(moved).max().unwrap_or(0)).sum();
        let linkages = self.old.linkages.iter().zip(&self.new.linkages).map(|(old, new)| {
            let entries = old.entries.iter().zip(&new.entries).map(|((_, old), (_, new))| new[draw] - old[draw]);
            // Combinations without an entry stay where they are.
            entries.max().unwrap_or(0).max(0)
        });
        self.of_limit(draw) + issues + linkages.sum::<i64>()
    }
}

/// Deals with one input at its two ends, draw by draw.
#[derive(Clone, Debug)]
pub(crate) struct Ends {
    pub(crate) low: Vec<Option<bool>>,
    pub(crate) high: Vec<Option<bool>>,
    /// What holds at both ends and everywhere between them; `None` where that is not known.
    ///
    /// Between the ends every gain of an outcome is on a straight line. So an outcome that is acceptable at both is
    /// acceptable between them; and the largest gain is convex, so that a draw closed at both is closed between them.
    pub(crate) throughout: Vec<Option<bool>>,
}

impl Ends {
    /// Decides the first `draws` draws with `party` changed in two ways.
    pub(crate) fn new(low: &DealCount<'_>, high: &DealCount<'_>, party: PartyIndex, draws: usize) -> Self {
        if low.wide { Self::decide::<i128>(low, high, party, draws) } else { Self::decide::<i64>(low, high, party, draws) }
    }

    fn decide<T: Whole>(low: &DealCount<'_>, high: &DealCount<'_>, party: PartyIndex, draws: usize) -> Self {
        let (mut at_low, mut at_high) = (Decider::<T>::new(low), Decider::<T>::new(high));
        let mut ends = Self { low: Vec::new(), high: Vec::new(), throughout: Vec::new() };
        for draw in 0..draws {
            let (below, above) = (at_low.decide(draw), at_high.decide(draw));
            ends.throughout.push(match (below, above) {
                (Some(false), Some(false)) => Some(false),
                (Some(true), Some(true)) => {
                    let holds_above = || high.parties[party].accepts(at_low.witness(draw), low.structure, draw);
                    let holds_below = || low.parties[party].accepts(at_high.witness(draw), low.structure, draw);
                    (holds_above() || holds_below()).then_some(true)
                }
                _ => None,
            });
            ends.low.push(below);
            ends.high.push(above);
        }
        ends
    }
}
