//! Everything that is asked of one register, in order.

use zopa_model::register::{LegalStanding, Mode, Register};

use super::batches::{Batch, CannotBatch};
use super::cycles::{Failure, Legs, Rings, failures, rings};
use super::mode::{CannotMove, Moved, moved};
use super::plan::{NoPlan, Plan, Question, batches, plan};
use super::reconcile::{Line, Reconciled, Thresholds, Weights, held_by_both, reconcile};
use super::tally::{Place, Tally, place, tally};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// What a plan has to keep to; `None` where no two sides are named.
    pub question: Option<Question>,
    /// The lists of the sides.
    pub lists: Vec<SideList<'a>>,
    /// How pairs of names are weighed.
    pub weights: Weights,
    /// From which score on they match.
    pub thresholds: Thresholds,
    /// The key of keyed hashes.
    pub key: Option<&'a [u8]>,
    /// The most legs of a cycle among several holders.
    pub longest: usize,
}

/// A list of one side.
#[derive(Clone, Debug)]
pub struct SideList<'a> {
    /// Whose it is.
    pub party: usize,
    /// Whether it asks for people; otherwise it lists people held.
    pub asks: bool,
    /// Its lines.
    pub lines: Vec<Line<'a>>,
}

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Study {
    /// Who stands where.
    pub tally: Tally,
    /// What every mode would move, between the two sides.
    pub modes: Vec<(Mode, Result<Moved, CannotMove>)>,
    /// The plan.
    pub plan: Option<Result<Plan, NoPlan>>,
    /// Where only counts are known, the batches of what the mode moves; who is in them nobody knows.
    pub counted: Option<Counted>,
    /// What became of what was asked.
    pub compared: Vec<Compared>,
    /// People whom two holders say they hold: list and line, twice.
    pub held_by_both: Vec<[(usize, usize); 2]>,
    /// Releases among several holders, where there are more than two.
    pub rings: Option<(Rings, Vec<Failure>)>,
    /// What took place, series by series.
    pub series: Vec<Series>,
}

/// What a mode moves of people of whom only counts are known, and the batches.
pub type Counted = (Moved, Result<Vec<Batch>, CannotBatch>);

/// One asking list against what one holder lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The asking list.
    pub list: usize,
    /// The lines of it that are compared.
    pub lines: Vec<usize>,
    /// The holder.
    pub holder: usize,
    /// Where each line of the holder stands: list and line.
    pub places: Vec<(usize, usize)>,
    /// What was found.
    pub found: Reconciled,
}

/// Releases that are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What they are called.
    pub name: String,
    /// The releases, by position in the register, in the order of their days; with the balance after each: what the first
    /// side has given less what the second has. A release outside of every count changes nothing.
    pub steps: Vec<(usize, i64)>,
}

/// Asks everything.
pub fn study(register: &Register, asked: &Asked<'_>) -> Study {
    let counts_wounded = asked.question.as_ref().is_some_and(|question| question.counts_wounded);
    let tally = tally(register, counts_wounded);
    let modes = asked.question.as_ref().map_or_else(Vec::new, |question| modes(&tally, question));
    let plan = asked.question.as_ref().filter(|_| !register.records.is_empty()).map(|question| plan(register, question));
    Study {
        counted: asked.question.as_ref().filter(|_| register.records.is_empty()).and_then(|question| counted(&tally, question)),
        modes,
        plan,
        compared: compared(register, asked),
        held_by_both: both(asked),
        rings: several(register, counts_wounded, asked.longest),
        series: series(register),
        tally,
    }
}

fn counted(tally: &Tally, question: &Question) -> Option<Counted> {
    let ready = question.sides.map(|side| tally.in_count[side].as_slice());
    let moved = moved(&question.mode, ready).ok().filter(|moved| moved.total != [0, 0])?;
    let found = batches(question, moved.total);
    Some((moved, found))
}

fn modes(tally: &Tally, question: &Question) -> Vec<(Mode, Result<Moved, CannotMove>)> {
    let [first, second] = question.sides;
    let ready = [tally.in_count[first].as_slice(), tally.in_count[second].as_slice()];
    let mut all = vec![Mode::ClassForClass, Mode::AnyForAny, Mode::AllForAll];
    if !all.contains(&question.mode) {
        all.insert(0, question.mode.clone());
    }
    all.into_iter().map(|mode| (mode.clone(), moved(&mode, ready))).collect()
}

fn compared(register: &Register, asked: &Asked<'_>) -> Vec<Compared> {
    let mut compared = Vec::new();
    for (list, asking) in asked.lists.iter().enumerate().filter(|(_, list)| list.asks) {
        for holder in (0..register.sides.len()).filter(|holder| *holder != asking.party) {
            let lines: Vec<usize> = (0..asking.lines.len()).filter(|at| asking.lines[*at].record.holder == holder).collect();
            let of_holder = asked.lists.iter().enumerate().filter(|(_, list)| !list.asks && list.party == holder);
            let places: Vec<(usize, usize)> =
                of_holder.flat_map(|(list, one)| (0..one.lines.len()).map(move |line| (list, line))).collect();
            if lines.is_empty() && (places.is_empty() || register.sides.len() > 2) {
                continue;
            }
            let wanted: Vec<Line<'_>> = lines.iter().map(|at| asking.lines[*at]).collect();
            let held: Vec<Line<'_>> = places.iter().map(|(list, line)| asked.lists[*list].lines[*line]).collect();
            let found = reconcile(&wanted, &held, &asked.weights, asked.thresholds, asked.key);
            compared.push(Compared { list, lines, holder, places, found });
        }
    }
    compared
}

fn both(asked: &Asked<'_>) -> Vec<[(usize, usize); 2]> {
    let holding: Vec<usize> = (0..asked.lists.len()).filter(|at| !asked.lists[*at].asks).collect();
    let mut found = Vec::new();
    for (place, one) in holding.iter().enumerate() {
        for other in &holding[place + 1..] {
            let (first, second) = (&asked.lists[*one], &asked.lists[*other]);
            if first.party != second.party {
                let pairs = held_by_both(&first.lines, &second.lines);
                found.extend(pairs.into_iter().map(|(a, b)| [(*one, a), (*other, b)]));
            }
        }
    }
    found
}

/// Cycles and chains, where more than two sides hold somebody or want somebody back.
fn several(register: &Register, counts_wounded: bool, longest: usize) -> Option<(Rings, Vec<Failure>)> {
    let sides = register.sides.len();
    let mut people = vec![vec![0; sides]; sides];
    for record in &register.records {
        if place(register, record, counts_wounded) == Place::InCount {
            people[record.holder][record.home] += 1;
        }
    }
    for count in &register.counts {
        let standing = register.classes[count.class].standing;
        if standing != LegalStanding::Child && (standing != LegalStanding::SeverelyWoundedOrSick || counts_wounded) {
            people[count.holder][count.home] += count.ready;
        }
    }
    let takes_part = |side: &usize| people[*side].iter().sum::<u64>() > 0;
    if (0..sides).filter(takes_part).count() < 3 {
        return None;
    }
    let legs = Legs { altruists: vec![false; sides], people };
    let chosen = rings(&legs, longest)?;
    let failures = failures(&legs, longest, &chosen);
    Some((chosen, failures))
}

fn series(register: &Register) -> Vec<Series> {
    let mut names: Vec<&str> = Vec::new();
    let mut order: Vec<usize> = (0..register.releases.len()).collect();
    order.sort_by_key(|at| register.releases[*at].date.day_number());
    for at in &order {
        let name = register.releases[*at].series.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let of = |name: &str| {
        let mut ahead = 0i64;
        let steps = order.iter().copied().filter(|at| register.releases[*at].series == name).map(|at| {
            let release = &register.releases[at];
            // What came to the second side the first side gave.
            if let (false, [first, second, ..]) = (release.outside, release.to.as_slice()) {
                ahead += *second as i64 - *first as i64;
            }
            (at, ahead)
        });
        Series { name: name.to_owned(), steps: steps.collect() }
    };
    names.into_iter().map(of).collect()
}

/// The most, in people, that either side could gain by stopping after any batch: by how much it is better off then than at
/// the end, if people are only counted. A penalty for stopping that is at least as large keeps both at it.
pub fn gain_by_stopping(batches: &[Batch]) -> u64 {
    let end = batches.last().map_or(0, |batch| batch.ahead);
    let along = batches.iter().map(|batch| batch.ahead).chain([0]);
    along.map(|ahead| ahead.abs_diff(end)).max().unwrap_or(0)
}
