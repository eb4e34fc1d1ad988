//! The people a plan can choose from, in the order in which they would go.

use std::collections::HashMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use zopa_model::register::{LegalStanding, Register};

use super::Question;
use crate::exchange::tally::{Aside, Place, place};

/// A person who is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The position in the register.
    pub record: usize,
    /// The side that holds the person: 0 or 1.
    pub side: usize,
    /// The class; the one after the last where nobody said.
    pub class: usize,
    /// Severely wounded or sick.
    pub duty: bool,
    /// Days in captivity; 0 where it is not known since when.
    pub days: u64,
    /// The rank that the parties gave; the last where they gave none.
    pub rank: u32,
    /// The first batch, from 1.
    pub first: u64,
    /// The last batch.
    pub last: u64,
    /// The family, by number.
    pub family: Option<usize>,
    /// The place after the shuffle.
    pub lot: u64,
}

impl Person {
    /// Who goes first: severely wounded before others, longer held before shorter, then the parties' rank, then the lot.
    fn key(&self) -> (bool, std::cmp::Reverse<u64>, u32, u64) {
        (!self.duty, std::cmp::Reverse(self.days), self.rank, self.lot)
    }
}

/// Everybody who is ready and counted, in the order in which they would go. A family of which somebody is not ready is not
/// there at all: it goes together or not at all.
pub(super) fn ready(register: &Register, question: &Question) -> Vec<Person> {
    among(register, question, Relaxed::default())
}

/// What is left out of account, to see what a conflict rests on. What protects people never is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Relaxed {
    pub(super) readiness: bool,
    pub(super) vetoes: bool,
    pub(super) windows: bool,
    pub(super) families: bool,
}

pub(super) fn among(register: &Register, question: &Question, relaxed: Relaxed) -> Vec<Person> {
    let goes = |place: Place| match place {
        Place::InCount => true,
        Place::OutsideCount => false,
        Place::Aside(Aside::Vetoed) => relaxed.vetoes,
        Place::Aside(Aside::NotAcknowledged | Aside::NotVerified | Aside::NotReady | Aside::ConsentNotRecorded) => {
            relaxed.readiness
        }
        Place::Aside(_) => false,
    };
    let between = |holder: usize, home: usize| {
        let side = question.sides.iter().position(|side| *side == holder)?;
        (question.sides[1 - side] == home).then_some(side)
    };
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut is_whole: Vec<bool> = Vec::new();
    let mut people = Vec::new();
    let mut lots = lots(register, question.seed);
    for (at, record) in register.records.iter().enumerate() {
        let Some(side) = between(record.holder, record.home) else { continue };
        let is_there = goes(place(register, record, question.counts_wounded));
        let family = record.family.as_deref().filter(|_| !relaxed.families).map(|name| {
            let family = *numbers.entry(name).or_insert(is_whole.len());
            is_whole.resize(is_whole.len().max(family + 1), true);
            is_whole[family] &= is_there || !matters(place(register, record, question.counts_wounded));
            family
        });
        if !is_there {
            continue;
        }
        let days = question.today.zip(record.held_since.day_number()).map_or(0, |(today, since)| (today - since).max(0) as u64);
        let window = (record.not_before.map_or(1, u64::from), record.not_after.map_or(u64::MAX, u64::from));
        let (first, last) = if relaxed.windows { (1, u64::MAX) } else { window };
        people.push(Person {
            record: at,
            side,
            class: register.class_of(record).unwrap_or(register.classes.len()),
            duty: register.has_standing(record, LegalStanding::SeverelyWoundedOrSick),
            days,
            rank: record.priority.unwrap_or(u32::MAX),
            first,
            last,
            family,
            lot: std::mem::take(&mut lots[at]),
        });
    }
    people.retain(|person| person.family.is_none_or(|family| is_whole[family]));
    people.sort_by_key(Person::key);
    people
}

/// Whether somebody who does not go keeps their family: not where they are home, or outside of every count, or a record of
/// somebody else.
fn matters(place: Place) -> bool {
    !matches!(place, Place::OutsideCount | Place::Aside(Aside::Released | Aside::Duplicate | Aside::Deceased | Aside::Child))
}

/// A number for every record: the order of a shuffle of their ids, so that the order of the file does not matter.
fn lots(register: &Register, seed: u64) -> Vec<u64> {
    let mut order: Vec<usize> = (0..register.records.len()).collect();
    order.sort_by(|one, other| register.records[*one].id.cmp(&register.records[*other].id));
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    // Fisher and Yates, from the end; a product of fixed-point numbers gives a place below the bound.
    for last in (1..order.len()).rev() {
        let place = ((u128::from(stream.next_u64()) * (last as u128 + 1)) >> 64) as usize;
        order.swap(last, place);
    }
    let mut lots = vec![0; order.len()];
    order.into_iter().enumerate().for_each(|(lot, record)| lots[record] = lot as u64);
    lots
}

/// People who go outside of every count, of one side, in their order.
pub(super) fn outside(register: &Register, question: &Question, side: usize) -> Vec<usize> {
    let lots = lots(register, question.seed);
    let mut there: Vec<usize> = (0..register.records.len())
        .filter(|at| register.records[*at].holder == side && question.sides.contains(&register.records[*at].home))
        .filter(|at| place(register, &register.records[*at], question.counts_wounded) == Place::OutsideCount)
        .collect();
    there.sort_by_key(|at| lots[*at]);
    there
}

/// How many people there are, by side and class.
pub(super) fn count_by_class(people: &[Person], classes: usize) -> Vec<Vec<u64>> {
    let mut counts = vec![vec![0; classes]; 2];
    people.iter().for_each(|person| counts[person.side][person.class] += 1);
    counts
}

/// The same of a register.
pub(super) fn ready_by_class(register: &Register, _: &Question, people: &[Person]) -> Vec<Vec<u64>> {
    count_by_class(people, register.classes.len() + 1)
}
