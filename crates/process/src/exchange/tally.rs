//! Who is ready, who is outside of every count, and who stands aside and why: every record in one of these, none lost.

use std::collections::BTreeMap;

use zopa_model::register::{Consent, Known, LegalStanding, Record, Register, State};

/// Where a record stands for an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Ready, and part of the counts.
    InCount,
    /// Ready, and owed to go whatever is counted: severely wounded or sick.
    OutsideCount,
    /// Not part of this.
    Aside(Aside),
}

/// Why a record is not part of an exchange, in the order in which it is asked: the first that holds is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aside {
    /// Home already.
    Released,
    /// Dead: on the list of remains.
    Deceased,
    /// The same person as another record.
    Duplicate,
    /// A child: owed return, on a track of their own.
    Child,
    /// Does not wish to go.
    DoesNotWish,
    /// The sides disagree on the person.
    Disputed,
    /// There are grounds to fear for the person where they would go.
    AtRisk,
    /// Somebody keeps the person out.
    Vetoed,
    /// The holder has not acknowledged the person.
    NotAcknowledged,
    /// No neutral body has seen the person.
    NotVerified,
    /// Consent or health is not settled.
    NotReady,
    /// The record says ready, but no consent is recorded.
    ConsentNotRecorded,
    /// Only a count is known, and it is not said that these are ready.
    CountNotReady,
}

impl Aside {
    /// Every reason.
    pub const ALL: [Self; 13] = [
        Self::Released,
        Self::Deceased,
        Self::Duplicate,
        Self::Child,
        Self::DoesNotWish,
        Self::Disputed,
        Self::AtRisk,
        Self::Vetoed,
        Self::NotAcknowledged,
        Self::NotVerified,
        Self::NotReady,
        Self::ConsentNotRecorded,
        Self::CountNotReady,
    ];
}

/// Where `record` stands. `counts_wounded` is an analyst's signed decision that the severely wounded and sick are counted;
/// for children there is no such decision.
pub fn place(register: &Register, record: &Record, counts_wounded: bool) -> Place {
    match aside(register, record) {
        Some(aside) => Place::Aside(aside),
        None if register.has_standing(record, LegalStanding::SeverelyWoundedOrSick) && !counts_wounded => Place::OutsideCount,
        None => Place::InCount,
    }
}

fn aside(register: &Register, record: &Record) -> Option<Aside> {
    match record.state {
        State::Released => return Some(Aside::Released),
        State::Deceased => return Some(Aside::Deceased),
        State::Duplicate => return Some(Aside::Duplicate),
        _ => {}
    }
    if register.has_standing(record, LegalStanding::Child) {
        return Some(Aside::Child);
    }
    if record.state == State::Withdrawn || matches!(record.consent, Consent::No { .. }) {
        return Some(Aside::DoesNotWish);
    }
    if record.state == State::Disputed {
        return Some(Aside::Disputed);
    }
    if record.at_risk == Known::Yes {
        return Some(Aside::AtRisk);
    }
    if record.veto.is_some() {
        return Some(Aside::Vetoed);
    }
    match record.state {
        State::Claimed => Some(Aside::NotAcknowledged),
        State::Acknowledged => Some(Aside::NotVerified),
        State::Verified => Some(Aside::NotReady),
        _ if record.consent == Consent::Unknown => Some(Aside::ConsentNotRecorded),
        _ => None,
    }
}

/// How many stand where. The class after the last of the register holds those of whom nobody said of what class they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Ready and part of the counts, by holder and class.
    pub in_count: Vec<Vec<u64>>,
    /// Ready and outside of every count, by holder.
    pub outside: Vec<u64>,
    /// Aside, by holder and reason.
    pub aside: Vec<BTreeMap<Aside, u64>>,
    /// All that are known of, by holder: the sum of the others.
    pub total: Vec<u64>,
}

impl Tally {
    /// Ready and part of the counts, of one holder.
    pub fn ready(&self, side: usize) -> u64 {
        self.in_count[side].iter().sum()
    }
}

/// How many of a register stand where.
pub fn tally(register: &Register, counts_wounded: bool) -> Tally {
    let (sides, classes) = (register.sides.len(), register.classes.len());
    let mut tally = Tally {
        in_count: vec![vec![0; classes + 1]; sides],
        outside: vec![0; sides],
        aside: vec![BTreeMap::new(); sides],
        total: vec![0; sides],
    };
    for record in &register.records {
        let class = register.class_of(record).unwrap_or(classes);
        tally.add(record.holder, class, place(register, record, counts_wounded), 1);
    }
    for count in &register.counts {
        let ready = match register.classes[count.class].standing {
            LegalStanding::Child => Place::Aside(Aside::Child),
            LegalStanding::SeverelyWoundedOrSick if !counts_wounded => Place::OutsideCount,
            _ => Place::InCount,
        };
        let rest = match register.classes[count.class].standing {
            LegalStanding::Child => Aside::Child,
            _ => Aside::CountNotReady,
        };
        tally.add(count.holder, count.class, ready, count.ready);
        tally.add(count.holder, count.class, Place::Aside(rest), count.not_ready);
    }
    tally
}

impl Tally {
    fn add(&mut self, holder: usize, class: usize, place: Place, count: u64) {
        if count == 0 {
            return;
        }
        self.total[holder] += count;
        match place {
            Place::InCount => self.in_count[holder][class] += count,
            Place::OutsideCount => self.outside[holder] += count,
            Place::Aside(why) => *self.aside[holder].entry(why).or_default() += count,
        }
    }
}
