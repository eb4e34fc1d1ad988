//! Who goes, and in which batch: a feasible plan, best in a stated order of aims.
//!
//! The aims come one after the other (lexicographically): each is made as large as can be, and held there while the next is.
//! Without families and without people who must not go too early or too late, the classes do not touch each other, and taking
//! the first of every class is optimal. Otherwise it is an integer programme over groups of people who are alike in
//! everything that it knows; its answer is checked again in whole numbers.
//!
//! Ties between people are broken by a shuffle of their ids with a seed that is part of the answer, never by a name.

mod conflict;
mod greedy;
mod people;
mod programme;

use std::collections::HashMap;

use zopa_model::register::{Mode, Register};

pub use conflict::Constraint;
pub use people::Person;

use super::batches::{Batch, CannotBatch, Way, in_turns, simultaneous};
use super::mode::{CannotMove, moved};

/// What a plan is to do, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// The severely wounded and sick, where an analyst has signed that they wait for a count.
    Duty,
    /// Families that are complete.
    Families,
    /// Days in captivity.
    DaysHeld,
    /// How many people.
    Count,
}

impl Aim {
    /// The order unless told otherwise.
    pub const ORDER: [Self; 4] = [Self::Duty, Self::Families, Self::DaysHeld, Self::Count];
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The two sides, as positions in the register.
    pub sides: [usize; 2],
    /// How the releases hang together.
    pub mode: Mode,
    /// The most people in one transfer; as many as go where nothing is said.
    pub cap: Option<u64>,
    /// By how many a side may be ahead after any transfer; by as many as the totals differ where nothing is said.
    pub ahead: Option<u64>,
    /// The most batches.
    pub batches: Option<u64>,
    /// How people cross.
    pub way: Way,
    /// The aims, first the one that goes before all others.
    pub order: Vec<Aim>,
    /// Whether an analyst has signed that the severely wounded and sick are counted.
    pub counts_wounded: bool,
    /// The day up to which days in captivity are counted, as a day number.
    pub today: Option<i64>,
    /// The seed of the shuffle.
    pub seed: u64,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The people who go outside of every count, first, by side, as positions in the register.
    pub outside: [Vec<usize>; 2],
    /// Who goes in which batch, by side, as positions in the register.
    pub people: Vec<[Vec<usize>; 2]>,
    /// The batches in numbers.
    pub batches: Vec<Batch>,
    /// How many of each class go, by side; the last class holds those of whom nobody said of what class they are.
    pub by_class: Vec<[u64; 2]>,
    /// How far each aim is reached, in their order.
    pub reached: Vec<Reached>,
    /// How it was found.
    pub method: Method,
}

/// How far an aim is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The aim.
    pub aim: Aim,
    /// How far.
    pub value: u64,
    /// What no plan can exceed, given the aims before.
    pub bound: u64,
}

/// How a plan was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Class by class; exact.
    Greedy,
    /// An integer programme over that many variables.
    Programme {
        /// Number of variables.
        variables: usize,
    },
}

impl Plan {
    /// Whether no plan is better.
    pub fn is_optimal(&self) -> bool {
        self.reached.iter().all(|reached| reached.value == reached.bound)
    }

    /// How many go, by side, inside the counts.
    pub fn totals(&self) -> [u64; 2] {
        [0, 1].map(|side| self.by_class.iter().map(|counts| counts[side]).sum())
    }
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlan {
    /// The mode asks for more than there is, or makes no sense.
    Mode(CannotMove),
    /// These cannot all hold; without any one of them there is a plan.
    Conflict(Vec<Constraint>),
    /// The integer programme was too large, or its answer did not stand the check in whole numbers.
    GivenUp(&'static str),
}

/// Finds a plan.
///
/// # Errors
/// Why there is none, in the smallest set of constraints that cannot all hold.
pub fn plan(register: &Register, question: &Question) -> Result<Plan, NoPlan> {
    let people = people::ready(register, question);
    let ready = people::ready_by_class(register, question, &people);
    match moved(&question.mode, [&ready[0], &ready[1]]) {
        Err(error @ CannotMove::TooFew { .. }) => {
            let conflict = conflict::smallest(register, question);
            return Err(if conflict.is_empty() { NoPlan::Mode(error) } else { NoPlan::Conflict(conflict) });
        }
        Err(error) => return Err(NoPlan::Mode(error)),
        Ok(_) => {}
    }
    let is_linked = people.iter().any(|person| person.family.is_some() || person.first > 1 || person.last != u64::MAX);
    let found =
        if is_linked { programme::solve(register, question, &people) } else { greedy::solve(register, question, &people) };
    match found {
        Ok(found) => finish(register, question, &people, found),
        Err(Unsolved::Infeasible) => Err(NoPlan::Conflict(conflict::smallest(register, question))),
        Err(Unsolved::GivenUp(why)) => Err(NoPlan::GivenUp(why)),
    }
}

/// What a way of solving finds: who goes (positions in the people), in which batch where that was part of the question.
struct Found {
    /// People who go, first the one who goes first.
    chosen: Vec<usize>,
    /// The batch of each of them, from 0, where people must not go too early or too late.
    batch: Option<Vec<usize>>,
    /// The batches of the programme: most people of each side.
    slots: Vec<[u64; 2]>,
    reached: Vec<Reached>,
    method: Method,
}

/// Why nothing was found.
enum Unsolved {
    Infeasible,
    GivenUp(&'static str),
}

/// The batches for totals, by cap, by how much a side may be ahead, and by the way people cross.
///
/// # Errors
/// There are none.
pub fn batches(question: &Question, totals: [u64; 2]) -> Result<Vec<Batch>, CannotBatch> {
    let most = question.cap.unwrap_or_else(|| totals[0].max(totals[1]).max(1));
    // One side alone is no exchange: nobody waits for anybody.
    let difference = totals[0].abs_diff(totals[1]);
    let ahead = match (&question.mode, question.ahead) {
        (Mode::OneSided(..), _) => difference,
        (_, Some(ahead)) => ahead,
        (_, None) => match question.way {
            Way::Simultaneous => difference,
            Way::InTurns => difference.max(most),
        },
    };
    let found = match question.way {
        Way::InTurns => in_turns(totals, most, ahead),
        Way::Simultaneous => simultaneous(totals, most, ahead),
    }?;
    Ok(found)
}

/// Whether batches for totals exist and are not too many.
fn fits(question: &Question, totals: [u64; 2]) -> bool {
    batches(question, totals).is_ok_and(|batches| question.batches.is_none_or(|most| batches.len() as u64 <= most))
}

/// Puts people into batches, and checks everything again in whole numbers.
fn finish(register: &Register, question: &Question, people: &[Person], found: Found) -> Result<Plan, NoPlan> {
    let mut by_class = vec![[0; 2]; register.classes.len() + 1];
    found.chosen.iter().for_each(|at| by_class[people[*at].class][people[*at].side] += 1);
    let totals = [0, 1].map(|side| by_class.iter().map(|counts| counts[side]).sum::<u64>());
    let (batches, places) = match &found.batch {
        None => {
            let batches = batches(question, totals).map_err(|_| NoPlan::Conflict(conflict::smallest(register, question)))?;
            let places = in_order(people, &found.chosen, &batches);
            (batches, places)
        }
        Some(batch) => {
            let mut places = vec![[Vec::new(), Vec::new()]; found.slots.len()];
            for (at, slot) in found.chosen.iter().zip(batch) {
                places[*slot][people[*at].side].push(*at);
            }
            let mut ahead = 0i64;
            let numbers = places.iter().map(|sides: &[Vec<usize>; 2]| {
                let goes = [sides[0].len() as u64, sides[1].len() as u64];
                ahead += goes[0] as i64 - goes[1] as i64;
                Batch { goes, ahead }
            });
            (numbers.collect(), places)
        }
    };
    let outside = question.sides.map(|side| people::outside(register, question, side));
    let as_records = |places: &[Vec<usize>; 2]| places.clone().map(|side| side.into_iter().map(|at| people[at].record).collect());
    let plan = Plan {
        outside,
        people: places.iter().map(as_records).collect(),
        batches,
        by_class,
        reached: found.reached,
        method: found.method,
    };
    check(question, people, &plan, &places).map_err(NoPlan::GivenUp)?;
    Ok(plan)
}

/// The people of each side in their order, as many to a batch as it carries.
fn in_order(people: &[Person], chosen: &[usize], batches: &[Batch]) -> Vec<[Vec<usize>; 2]> {
    let mut waiting =
        [0, 1].map(|side| chosen.iter().copied().filter(|at| people[*at].side == side).collect::<Vec<_>>().into_iter());
    batches.iter().map(|batch| [0, 1].map(|side| waiting[side].by_ref().take(batch.goes[side] as usize).collect())).collect()
}

/// Every constraint again, in whole numbers.
fn check(question: &Question, people: &[Person], plan: &Plan, places: &[[Vec<usize>; 2]]) -> Result<(), &'static str> {
    let mut gone = vec![false; people.len()];
    for (batch, sides) in places.iter().enumerate() {
        for at in sides.iter().flatten() {
            if std::mem::replace(&mut gone[*at], true) {
                return Err("somebody would go twice");
            }
            let number = batch as u64 + 1;
            if !(people[*at].first..=people[*at].last).contains(&number) {
                return Err("somebody would go too early or too late");
            }
        }
    }
    let mut families: HashMap<usize, bool> = HashMap::new();
    for (person, gone) in people.iter().zip(&gone) {
        if person.family.is_some_and(|family| *families.entry(family).or_insert(*gone) != *gone) {
            return Err("a family would be parted");
        }
    }
    let totals = plan.totals();
    let ready: Vec<Vec<u64>> = people::count_by_class(people, plan.by_class.len());
    let right = match &question.mode {
        Mode::ClassForClass => plan.by_class.iter().all(|counts| counts[0] == counts[1]),
        Mode::AnyForAny => totals[0] == totals[1],
        Mode::Equal(count) => totals == [*count; 2],
        Mode::Ratio(first, second) => totals[0] * second == totals[1] * first,
        Mode::OneSided(side, count) => totals[*side] == *count && totals[1 - side] == 0,
        Mode::AllForAll => (0..2).all(|side| totals[side] == ready[side].iter().sum::<u64>()),
        Mode::AllForAllIn(classes) => (0..2).all(|side| {
            plan.by_class
                .iter()
                .enumerate()
                .all(|(class, counts)| counts[side] == if classes.contains(&class) { ready[side][class] } else { 0 })
        }),
    };
    if !right {
        return Err("the releases would not hang together as the mode says");
    }
    let cap = question.cap.unwrap_or(u64::MAX);
    if plan.batches.iter().any(|batch| batch.goes.iter().any(|goes| *goes > cap)) {
        return Err("a transfer would carry too many");
    }
    let one_sided = matches!(question.mode, Mode::OneSided(..));
    if question.ahead.is_some_and(|ahead| !one_sided && plan.batches.iter().any(|batch| batch.ahead.unsigned_abs() > ahead)) {
        return Err("a side would be too far ahead");
    }
    if question.batches.is_some_and(|most| plan.batches.len() as u64 > most) {
        return Err("there would be too many batches");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
