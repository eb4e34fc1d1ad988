//! How one package, whole or in part, fares over the draws.
//!
//! A whole package is counted directly. Of a package with open clauses only one thing can be said without guessing how they
//! will be settled: in how many draws *some* way to settle them would do. That is a search in each draw, with one party alone
//! for its own yes, and with all of them for a yes of all: the completion may differ from draw to draw and from party to party.

use zopa_model::{Outcome, PartyIndex};

use super::{Bench, Settled};
use crate::gap::stake::Spread;
use crate::margin::Margin;
use crate::uncertainty::draws::{Draws, PartySample, Reservation, is_feasible};
use crate::uncertainty::seek::{Margins, Proof, margins};
use crate::uncertainty::{Frequency, Missing, Watch};

/// How a package fares.
#[derive(Clone, Debug, PartialEq)]
pub struct PackageReading {
    /// Whether nothing is open. Where something is, every count is of draws in which some completion would do.
    pub is_whole: bool,
    /// The rules of the space that are broken whatever the open clauses become.
    pub broken: Vec<usize>,
    /// Draws in which everybody says yes to the package (to one and the same completion of it).
    pub all: Frequency,
    /// Draws in which the search for a yes of all was stopped before it knew; they are not counted in `all`.
    pub undecided: u32,
    /// Party by party.
    pub parties: Vec<PartyReading>,
}

/// How a package fares with one party. Draws in which it contradicts itself, and those of `undecided`, are not counted.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyReading {
    /// Draws in which it says yes to the package (to some completion of it).
    pub accepts: Frequency,
    /// Draws in which no completion keeps the rules and the red lines that hold: no worth would help.
    pub closed: u32,
    /// Draws in which something keeps them, and even the completion that is best for the party is worth less than its limit.
    pub below_limit: u32,
    /// Draws in which it accepts nothing at all, whatever a package is worth.
    pub never: u32,
    /// Draws in which the search was stopped before it knew.
    pub undecided: u32,
    /// By how much the limit is missed in the draws of `below_limit` (as far as the search proved it), on the party's own scale.
    pub shortfall: Option<Spread>,
    /// What the package is worth to the party; of one with open clauses, what the completion that is best for the party is worth
    /// among those that keep the rules and its red lines. `None` where no draw has any.
    pub worth: Option<Tenths>,
    /// Its red lines that the settled clauses cross whatever the open ones become.
    pub crossed: Vec<Crossed>,
}

/// A red line that is crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossed {
    /// Its position among the party's red lines.
    pub line: usize,
    /// Draws in which it holds.
    pub holds: Frequency,
}

/// A number over the draws: a tenth of them have less than `low`, half less than `middle`, a tenth more than `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tenths {
    /// The first tenth.
    pub low: f64,
    /// The median.
    pub middle: f64,
    /// The ninth tenth.
    pub high: f64,
}

impl Tenths {
    fn of(draws: &Draws<'_>, mut units: Vec<i64>) -> Option<Self> {
        units.sort_unstable();
        let at = |tenth: usize| draws.real(units[(units.len() - 1) * tenth / 10]);
        (!units.is_empty()).then(|| Self { low: at(1), middle: at(5), high: at(9) })
    }
}

impl Bench<'_> {
    /// How the package `settled` fares.
    ///
    /// # Errors
    /// [`Missing::Stopped`] where `watch` breaks off.
    pub fn reading(&self, settled: &Settled, watch: Watch<'_>) -> Result<PackageReading, Missing> {
        let space = self.draws.scenario().space();
        let broken = (0..space.rules().len()).filter(|&rule| settled.fits(&space.rules()[rule].forbids)).collect();
        match settled.outcome() {
            Some(outcome) => Ok(PackageReading { broken, ..self.whole(&outcome) }),
            None => Ok(PackageReading { broken, ..self.partial(settled, watch)? }),
        }
    }

    /// In how many draws everybody says yes to `outcome`, counted together.
    pub fn accepted(&self, outcome: &Outcome) -> Frequency {
        self.accepted_in(outcome, 0..self.draws.count())
    }

    /// The same over some of the draws.
    pub(super) fn accepted_in(&self, outcome: &Outcome, range: std::ops::Range<usize>) -> Frequency {
        let draws = &self.draws;
        let mut yes: Vec<bool> = range.clone().map(|draw| draws.is_consistent(draw)).collect();
        let of = yes.iter().filter(|counts| **counts).count() as u32;
        if !is_feasible(draws.scenario(), outcome.options()) {
            return Frequency { count: 0, of };
        }
        for party in 0..self.parties() {
            let sample = &draws.parties[party];
            let crossed = self.crossed_lines(party, outcome);
            let worths = sample.worths(outcome.options(), &draws.structure, range.clone());
            for ((yes, worth), draw) in yes.iter_mut().zip(worths).zip(range.clone()) {
                *yes &= meets(sample, worth, draw) && !crossed.iter().any(|&line| sample.holds(line, draw));
            }
        }
        Frequency { count: yes.into_iter().filter(|yes| *yes).count() as u32, of }
    }

    fn crossed_lines(&self, party: PartyIndex, outcome: &Outcome) -> Vec<usize> {
        self.draws.lines(party).enumerate().filter(|(_, line)| line.fits(outcome)).map(|(line, _)| line).collect()
    }

    fn whole(&self, outcome: &Outcome) -> PackageReading {
        let feasible = is_feasible(self.draws.scenario(), outcome.options());
        let settled = Settled::new(outcome.options().iter().copied().map(Some).collect());
        let party = |party: PartyIndex| {
            let sample = &self.draws.parties[party];
            let crossed = self.crossed_lines(party, outcome);
            let worths = sample.worths(outcome.options(), &self.draws.structure, 0..self.draws.count());
            let mut tally = Tally::default();
            for draw in (0..self.draws.count()).filter(|&draw| sample.is_consistent(draw)) {
                let is_closed = !feasible || crossed.iter().any(|&line| sample.holds(line, draw));
                tally.worths.push(worths[draw]);
                tally.count(sample, draw, if is_closed { Found::Closed } else { Found::Worth(worths[draw], Proof::Proven) });
            }
            tally.done(&self.draws, self.crossed(party, &settled))
        };
        PackageReading {
            is_whole: true,
            broken: Vec::new(),
            all: self.accepted(outcome),
            undecided: 0,
            parties: (0..self.parties()).map(party).collect(),
        }
    }

    fn partial(&self, settled: &Settled, watch: Watch<'_>) -> Result<PackageReading, Missing> {
        let confined = settled.confine(self.draws.scenario());
        let draws = self.draws.over(&confined);
        let together = margins(&draws, watch)?;
        let deals: Vec<Option<bool>> = self.consistent().map(|draw| together.is_deal(draw)).collect();
        let parties = (0..self.parties()).map(|party| self.alone(&draws, party, settled, watch)).collect::<Result<_, _>>()?;
        Ok(PackageReading {
            is_whole: false,
            broken: Vec::new(),
            all: Frequency {
                count: deals.iter().filter(|deal| **deal == Some(true)).count() as u32,
                of: deals.iter().flatten().count() as u32,
            },
            undecided: deals.iter().filter(|deal| deal.is_none()).count() as u32,
            parties,
        })
    }

    /// What one party can make of a package with open clauses, the others being set aside.
    fn alone(&self, draws: &Draws<'_>, party: PartyIndex, settled: &Settled, watch: Watch<'_>) -> Result<PartyReading, Missing> {
        let mut alone = draws.clone();
        let count = draws.count();
        for (at, sample) in alone.parties.iter_mut().enumerate() {
            if at != party {
                sample.reservation = Reservation::Any;
                sample.lines = vec![Some(vec![false; count]); sample.lines.len()];
            } else if !matches!(sample.reservation, Reservation::At(_)) {
                // The best worth is sought all the same; against zero, which is then no limit.
                sample.reservation = Reservation::At(vec![0; count]);
            }
        }
        let found = margins(&alone, watch)?;
        let sample = &draws.parties[party];
        let mut tally = Tally::default();
        for draw in (0..count).filter(|&draw| sample.is_consistent(draw)) {
            let best = best_of(&found, &alone.parties[party], draw);
            if let Found::Worth(worth, _) = best {
                tally.worths.push(worth);
            }
            tally.count(sample, draw, best);
        }
        Ok(tally.done(draws, self.crossed(party, settled)))
    }

    fn crossed(&self, party: PartyIndex, settled: &Settled) -> Vec<Crossed> {
        let sample = &self.draws.parties[party];
        let of: Vec<usize> = (0..self.draws.count()).filter(|&draw| sample.is_consistent(draw)).collect();
        let holds = |line: usize| of.iter().filter(|&&draw| sample.holds(line, draw)).count() as u32;
        let crossed = self.draws.lines(party).enumerate().filter(|(_, line)| settled.fits(line));
        crossed.map(|(line, _)| Crossed { line, holds: Frequency { count: holds(line), of: of.len() as u32 } }).collect()
    }
}

/// Whether a package of this worth meets the party's limit.
fn meets(sample: &PartySample, worth: i64, draw: usize) -> bool {
    match &sample.reservation {
        Reservation::Any => true,
        Reservation::Never => false,
        Reservation::At(least) => worth >= least[draw],
    }
}

/// What is known of a party's best completion in one draw.
#[derive(Clone, Copy)]
enum Found {
    /// None keeps the rules and its red lines.
    Closed,
    /// It is worth this, and so well is that known.
    Worth(i64, Proof),
    /// The search was stopped without having found any.
    Unknown,
}

fn best_of(found: &Margins, sample: &PartySample, draw: usize) -> Found {
    let Reservation::At(least) = &sample.reservation else { return Found::Unknown };
    match (found.margins[draw], found.proofs[draw]) {
        (Margin::At(margin), proof) => Found::Worth(margin + least[draw], proof),
        (Margin::Impossible, Proof::Proven) => Found::Closed,
        (Margin::Impossible | Margin::Unlimited, _) => Found::Unknown,
    }
}

#[derive(Default)]
struct Tally {
    accepts: u32,
    closed: u32,
    below_limit: u32,
    never: u32,
    undecided: u32,
    shortfalls: Vec<i64>,
    worths: Vec<i64>,
}

impl Tally {
    fn count(&mut self, sample: &PartySample, draw: usize, found: Found) {
        match (found, &sample.reservation) {
            (Found::Closed, _) => self.closed += 1,
            (_, Reservation::Never) => self.never += 1,
            (Found::Unknown, _) => self.undecided += 1,
            (Found::Worth(..), Reservation::Any) => self.accepts += 1,
            (Found::Worth(worth, _), Reservation::At(least)) if worth >= least[draw] => self.accepts += 1,
            // A larger worth may exist that was not found, and its sign is not known either.
            (Found::Worth(_, Proof::Undecided), Reservation::At(_)) => self.undecided += 1,
            (Found::Worth(worth, proof), Reservation::At(least)) => {
                self.below_limit += 1;
                self.shortfalls.extend((proof == Proof::Proven).then(|| least[draw] - worth));
            }
        }
    }

    fn done(self, draws: &Draws<'_>, crossed: Vec<Crossed>) -> PartyReading {
        let shortfalls: Vec<f64> = self.shortfalls.iter().map(|&units| draws.real(units)).collect();
        PartyReading {
            accepts: Frequency { count: self.accepts, of: self.accepts + self.closed + self.below_limit + self.never },
            closed: self.closed,
            below_limit: self.below_limit,
            never: self.never,
            undecided: self.undecided,
            shortfall: Spread::of(shortfalls),
            worth: Tenths::of(draws, self.worths),
            crossed,
        }
    }
}
