//! All draws of a scenario, as utilities: contributions and reservations in columns.

use std::sync::Arc;

use rayon::prelude::*;
use zopa_model::{
    Factor, IssueIndex, OptionIndex, Outcome, PartyIndex, Pattern, Preferences, Quantum, Scenario, Threshold, Utility,
};

use super::Missing;
use super::draw::{Column, LimitDraws, LinkageDraws, PartyDraws, draw_party, magnitude, part};
use super::stream::{BITS, DrawPlan};
use super::weights::WeightMethod;
use crate::margin::{HEADROOM, Structure};

/// Sums in 64 bits stay below 2 to this.
const ROOM: u32 = 61;

/// The draws of every party's preferences.
#[derive(Clone, Debug)]
pub struct Draws<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) plan: DrawPlan,
    pub(crate) bits: u32,
    /// Whether a search needs 128 bits.
    pub(crate) wide: bool,
    pub(crate) raw: Vec<PartyDraws>,
    pub(crate) parties: Vec<PartySample>,
    pub(crate) structure: Structure,
}

/// One party's utilities in every draw.
#[derive(Clone, Debug)]
pub(crate) struct PartySample {
    /// Contributions, `[option over all issues][draw]`; shared with what was made from it by a change.
    pub(crate) cells: Vec<Shared>,
    pub(crate) linkages: Vec<LinkageDraws>,
    pub(crate) reservation: Reservation,
    /// Draws in which the refused package is worth less than the accepted one; `None` for all.
    pub(crate) consistent: Option<Vec<bool>>,
    pub(crate) lines: Vec<Option<Vec<bool>>>,
}

/// A number in every draw, held by several.
pub(crate) type Shared = Arc<[i64]>;

/// A reservation in every draw.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reservation {
    Any,
    Never,
    At(Column),
}

/// The most numbers that the draws of all parties may hold: half a gigabyte.
const MOST_NUMBERS: usize = 1 << 26;

/// The most draws that fit the memory: each holds a number for every option of every party.
fn most_draws(scenario: &Scenario) -> u32 {
    let options: usize = scenario.space().sizes().iter().sum();
    let numbers = options.max(1).saturating_mul(scenario.parties().len().max(1));
    u32::try_from(MOST_NUMBERS / numbers).unwrap_or(u32::MAX)
}

impl<'a> Draws<'a> {
    /// Draws `plan.draws` times from everything that `scenario` says of its parties.
    ///
    /// # Errors
    /// What is missing: preferences of a party, a party, a draw; or numbers too large to draw.
    pub fn new(scenario: &'a Scenario, plan: DrawPlan) -> Result<Self, Missing> {
        let all = stated_preferences(scenario)?;
        if plan.draws == 0 {
            return Err(Missing::Draws);
        }
        let most = most_draws(scenario);
        if plan.draws > most {
            return Err(Missing::Room { draws: plan.draws, most });
        }
        let mut largest = 1;
        for (party, preferences) in all.iter().enumerate() {
            largest = largest.max(magnitude(preferences).filter(|m| *m < 1 << 47).ok_or(Missing::Magnitude(party))?);
        }
        let digits = 64 - largest.leading_zeros();
        let bits = BITS.min(ROOM - digits);
        let raw: Vec<PartyDraws> = all
            .par_iter()
            .zip(scenario.parties())
            .enumerate()
            .map(|(party, (preferences, named))| {
                draw_party(scenario.space(), preferences, &named.name, plan, bits).ok_or(Missing::Weights(party))
            })
            .collect::<Result<_, _>>()?;
        let structure = Structure::new(scenario.space(), all.iter().flat_map(|p| &p.red_lines).map(|line| &line.refuses));
        let parties = raw.par_iter().map(|party| PartySample::new(party, &structure, plan.draws as usize, bits)).collect();
        // A search adds up gains (a utility less a reservation) times at most the headroom.
        let wide = u64::from(digits + bits) + u64::from((2 * HEADROOM as u64).ilog2()) > 62;
        Ok(Self { scenario, plan, bits, wide, raw, parties, structure })
    }

    /// The scenario that was drawn from.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// How many draws, from which seed.
    pub fn plan(&self) -> DrawPlan {
        self.plan
    }

    /// The unit of every drawn number: 2^-50, or coarser where points are large. The same for all parties.
    pub fn quantum(&self) -> Quantum {
        Quantum::new(1 << self.bits).expect("a power of two is positive")
    }

    /// The weight of `issue` in every draw, in units of 2^-50; `None` where the party's worth is stated in points.
    pub fn weights(&self, party: PartyIndex, issue: IssueIndex) -> Option<&[i64]> {
        self.raw[party].weights.as_ref().map(|weights| weights[issue].as_slice())
    }

    /// How the weights of a party were drawn; `None` where its worth is stated in points.
    pub fn method(&self, party: PartyIndex) -> Option<WeightMethod> {
        self.raw[party].method
    }

    /// What `option` of `issue` contributes in every draw, in units of [`Draws::quantum`].
    pub fn contributions(&self, party: PartyIndex, issue: IssueIndex, option: OptionIndex) -> &[i64] {
        &self.parties[party].cells[self.structure.cell(issue, option)]
    }

    /// The number of draws in which a party refuses something worth at least what it accepts.
    pub fn contradictory(&self, party: PartyIndex) -> u32 {
        let consistent = self.parties[party].consistent.as_deref().unwrap_or(&[]);
        consistent.iter().filter(|consistent| !**consistent).count() as u32
    }

    /// The utility of `party` in draw `draw`, with the red lines that hold in it.
    pub fn utility(&self, party: PartyIndex, draw: u32) -> Utility {
        let (at, sample) = (draw as usize, &self.parties[party]);
        let sizes = self.structure.sizes();
        let issue = |issue: IssueIndex| Factor::Issue {
            issue,
            units: (0..sizes[issue]).map(|o| i128::from(sample.cells[self.structure.cell(issue, o as u32)][at])).collect(),
        };
        let linked = sample.linkages.iter().map(|linkage| Factor::Linkage {
            issues: linkage.issues.clone(),
            units: linkage.table(at),
            sizes: linkage.sizes.clone(),
        });
        let reservation = match &sample.reservation {
            Reservation::Any => Threshold::Any,
            Reservation::Never => Threshold::Never,
            Reservation::At(column) => Threshold::At(i128::from(column[at])),
        };
        let lines = self.lines(party).zip(&sample.lines).filter(|(_, holds)| holds.as_ref().is_none_or(|holds| holds[at]));
        Utility {
            quantum: self.quantum(),
            constant: 0,
            factors: (0..sizes.len()).map(issue).chain(linked).collect(),
            cap: None,
            reservation,
            disagreement: self.raw[party].disagreement.as_ref().map(|column| i128::from(column[at])),
            refusals: lines.map(|(pattern, _)| pattern.clone()).collect(),
            exact: false,
        }
    }

    /// The same draws over a space with more that is forbidden: `scenario` has to be a [`Scenario::confined`] of the one
    /// that was drawn from.
    pub(crate) fn over<'b>(&self, scenario: &'b Scenario) -> Draws<'b> {
        let lines = scenario.preferences().iter().flatten().flat_map(|preferences| &preferences.red_lines);
        Draws {
            scenario,
            plan: self.plan,
            bits: self.bits,
            wide: self.wide,
            raw: self.raw.clone(),
            parties: self.parties.clone(),
            structure: Structure::new(scenario.space(), lines.map(|line| &line.refuses)),
        }
    }

    /// The preferences of a party.
    pub(crate) fn preferences(&self, party: PartyIndex) -> &'a Preferences {
        self.scenario.preferences()[party].as_ref().expect("draws are made only where every party has preferences")
    }

    /// The red lines of a party, firm or not.
    pub(crate) fn lines(&self, party: PartyIndex) -> impl Iterator<Item = &'a Pattern> + use<'a> {
        self.preferences(party).red_lines.iter().map(|line| &line.refuses)
    }

    /// Number of draws.
    pub(crate) fn count(&self) -> usize {
        self.plan.draws as usize
    }

    /// `units` as a double.
    pub(crate) fn real(&self, units: i64) -> f64 {
        self.quantum().to_f64(i128::from(units))
    }

    /// Whether no party contradicts itself in draw `draw`.
    pub(crate) fn is_consistent(&self, draw: usize) -> bool {
        self.parties.iter().all(|party| party.is_consistent(draw))
    }
}

/// Everyone's preferences, or who has none.
pub(crate) fn stated_preferences(scenario: &Scenario) -> Result<Vec<&Preferences>, Missing> {
    if scenario.parties().is_empty() {
        return Err(Missing::Parties);
    }
    let silent: Vec<PartyIndex> =
        (0..scenario.parties().len()).filter(|&party| scenario.preferences()[party].is_none()).collect();
    if silent.is_empty() { Ok(scenario.preferences().iter().flatten().collect()) } else { Err(Missing::Preferences(silent)) }
}

impl LinkageDraws {
    /// The whole table in draw `draw`; combinations without an entry add nothing.
    pub(crate) fn table<T: From<i64> + Clone>(&self, draw: usize) -> Vec<T> {
        let mut table = vec![T::from(0); self.rows()];
        self.entries.iter().for_each(|(row, column)| table[*row] = T::from(column[draw]));
        table
    }
}

impl PartySample {
    /// Puts a party's numbers together.
    pub(crate) fn new(raw: &PartyDraws, structure: &Structure, draws: usize, bits: u32) -> Self {
        let cells = match &raw.weights {
            None => raw.values.iter().map(|column| Arc::from(column.as_slice())).collect(),
            Some(weights) => {
                let multiply = |(issue, values): (IssueIndex, &Column)| weighted(&weights[issue], values, bits);
                issue_of_cells(structure).zip(&raw.values).map(multiply).collect()
            }
        };
        let linkages = raw.linkages.clone();
        let mut sample = Self { cells, linkages, reservation: Reservation::Any, consistent: None, lines: raw.lines.clone() };
        sample.limit(&raw.limit, structure, draws);
        sample
    }

    /// Sets the reservation of the first `draws` draws.
    pub(crate) fn limit(&mut self, limit: &LimitDraws, structure: &Structure, draws: usize) {
        self.reservation = match limit {
            LimitDraws::Any => Reservation::Any,
            LimitDraws::Never => Reservation::Never,
            LimitDraws::At(column) => Reservation::At(column[..draws].to_vec()),
            LimitDraws::JustAcceptable(package) => Reservation::At(self.worths(package.options(), structure, 0..draws)),
            LimitDraws::JustUnacceptable(package) => {
                Reservation::At(self.worths(package.options(), structure, 0..draws).into_iter().map(|units| units + 1).collect())
            }
            LimitDraws::Between(refused, accepted, shares) => {
                let refused = self.worths(refused.options(), structure, 0..draws);
                let accepted = self.worths(accepted.options(), structure, 0..draws);
                self.consistent = Some(refused.iter().zip(&accepted).map(|(refused, accepted)| refused < accepted).collect());
                let pairs = refused.iter().zip(&accepted).zip(shares);
                Reservation::At(pairs.map(|((&refused, &accepted), &share)| between(refused, accepted, share)).collect())
            }
        };
    }

    /// What the package `options` is worth in each of the draws of `range`.
    pub(crate) fn worths(&self, options: &[OptionIndex], structure: &Structure, range: std::ops::Range<usize>) -> Column {
        let mut sum = vec![0; range.len()];
        for (issue, &option) in options.iter().enumerate() {
            let column = &self.cells[structure.cell(issue, option)][range.clone()];
            sum.iter_mut().zip(column).for_each(|(sum, units)| *sum += units);
        }
        for linkage in &self.linkages {
            let row = linkage.row(options);
            for (_, column) in linkage.entries.iter().filter(|(at, _)| *at == row) {
                sum.iter_mut().zip(&column[range.clone()]).for_each(|(sum, units)| *sum += units);
            }
        }
        sum
    }

    /// What the package `options` is worth in draw `draw`.
    pub(crate) fn worth(&self, options: &[OptionIndex], structure: &Structure, draw: usize) -> i64 {
        let own = options.iter().enumerate().map(|(issue, &option)| self.cells[structure.cell(issue, option)][draw]);
        let linked = self.linkages.iter().flat_map(|linkage| {
            let row = linkage.row(options);
            linkage.entries.iter().filter(move |(at, _)| *at == row).map(move |(_, column)| column[draw])
        });
        own.sum::<i64>() + linked.sum::<i64>()
    }

    /// Whether the package `options`, which crosses no red line, meets the limit in draw `draw`.
    pub(crate) fn accepts(&self, options: &[OptionIndex], structure: &Structure, draw: usize) -> bool {
        match &self.reservation {
            Reservation::Any => true,
            Reservation::Never => false,
            Reservation::At(column) => self.worth(options, structure, draw) >= column[draw],
        }
    }

    /// The way from `self` to `other` in the draws of `at`, `share` (of 2^50) of it gone; other draws mean nothing.
    /// Both are one party with one limit, changed in one number.
    pub(crate) fn between(&self, other: &Self, share: i64, at: &[usize], limit: &LimitDraws, structure: &Structure) -> Self {
        let way = |low: &[i64], high: &[i64]| {
            let mut column = vec![0; low.len()];
            at.iter().for_each(|&draw| column[draw] = low[draw] + part(high[draw] - low[draw], share));
            column
        };
        let cell = |(low, high): (&Shared, &Shared)| {
            if Arc::ptr_eq(low, high) { Arc::clone(low) } else { Arc::from(way(low, high)) }
        };
        let linkage = |(low, high): (&LinkageDraws, &LinkageDraws)| LinkageDraws {
            entries: low.entries.iter().zip(&high.entries).map(|((row, low), (_, high))| (*row, way(low, high))).collect(),
            ..low.clone()
        };
        let mut sample = Self {
            cells: self.cells.iter().zip(&other.cells).map(cell).collect(),
            linkages: self.linkages.iter().zip(&other.linkages).map(linkage).collect(),
            reservation: match (&self.reservation, &other.reservation) {
                (Reservation::At(low), Reservation::At(high)) => Reservation::At(way(low, high)),
                (same, _) => same.clone(),
            },
            consistent: None,
            lines: self.lines.clone(),
        };
        // A package that sets the limit stays exactly at it, whatever rounding does to the sums.
        if let (LimitDraws::JustAcceptable(_) | LimitDraws::JustUnacceptable(_), Reservation::At(least)) =
            (limit, &self.reservation)
        {
            sample.limit(limit, structure, least.len());
        }
        sample
    }

    pub(crate) fn is_consistent(&self, draw: usize) -> bool {
        self.consistent.as_ref().is_none_or(|consistent| consistent[draw])
    }

    /// Whether red line number `line` holds in draw `draw`.
    pub(crate) fn holds(&self, line: usize, draw: usize) -> bool {
        self.lines[line].as_ref().is_none_or(|holds| holds[draw])
    }
}

/// The issue of each option, over all issues.
pub(crate) fn issue_of_cells(structure: &Structure) -> impl Iterator<Item = IssueIndex> + use<'_> {
    structure.sizes().iter().enumerate().flat_map(|(issue, &size)| std::iter::repeat_n(issue, size))
}

/// Weight times value in every draw that has both. Weights and values have 50 places, utilities fewer where another
/// party's points are large.
pub(crate) fn weighted(weights: &[i64], values: &[i64], bits: u32) -> Shared {
    weights.iter().zip(values).map(|(&weight, &value)| part(weight, value) >> (BITS - bits)).collect()
}

/// A number above `refused` and at most `accepted`, `share` (of 2^50) of the way. Where the two contradict each
/// other the number means nothing, and the draw is counted as contradictory.
fn between(refused: i64, accepted: i64, share: i64) -> i64 {
    let gap = i128::from(accepted) - i128::from(refused);
    let above = ((gap.max(1) * i128::from(share)) >> BITS) as i64 + 1;
    (refused + above).min(accepted.max(refused + 1))
}

/// A package that no rule of the space forbids.
pub(crate) fn is_feasible(scenario: &Scenario, options: &[OptionIndex]) -> bool {
    scenario.space().is_feasible(&Outcome::new(options.to_vec()))
}
