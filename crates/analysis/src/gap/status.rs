//! How far apart the parties are on one topic, in one word.

use zopa_model::{Issue, OptionIndex, PartyIndex};

use super::position::{PartyPosition, options};
use super::{SourceConflict, is_ordered};

/// How far apart the parties are. The module's page gives each definition and the order in which they are tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Every party accepts, or records as agreed, each of these options, and nobody rejects them.
    Agreed {
        /// Ascending.
        options: Vec<OptionIndex>,
    },
    /// Every party asks for, offers or accepts each of these options, and nobody rejects them. Nobody says that it
    /// is agreed.
    Convergent {
        /// Ascending.
        options: Vec<OptionIndex>,
    },
    /// There is no option that all would take.
    Disputed {
        /// The pairs without an option that both would take. With three parties or more it may be empty: each two
        /// have something in common, but not all.
        pairs: Vec<(PartyIndex, PartyIndex)>,
    },
    /// There is no option that all would take, and these pairs are opposed: each of the two asks for something and
    /// has expressly rejected all that the other asks for; or, on an issue whose order means something, one asks
    /// for nothing but the first option and the other for nothing but the last.
    Opposed {
        /// Lower index first.
        pairs: Vec<(PartyIndex, PartyIndex)>,
    },
    /// Of these parties nothing is seen; of the others something is.
    OneSideNotSeen {
        /// Who is not seen, ascending.
        unseen: Vec<PartyIndex>,
    },
    /// Of no party is anything seen.
    NeitherSeen,
    /// Statements of these parties cannot both hold.
    SourcesConflict {
        /// Of whom, ascending.
        parties: Vec<PartyIndex>,
    },
}

/// Everything that the status is read from.
pub(super) struct Evidence<'a> {
    pub(super) positions: &'a [PartyPosition],
    pub(super) unseen: &'a [PartyIndex],
    pub(super) common: &'a [OptionIndex],
    pub(super) opposed: &'a [(PartyIndex, PartyIndex)],
    pub(super) apart: &'a [(PartyIndex, PartyIndex)],
    pub(super) conflicts: &'a [SourceConflict],
}

impl Evidence<'_> {
    pub(super) fn status(&self) -> Status {
        let agreed: Vec<OptionIndex> =
            self.common.iter().copied().filter(|&option| self.positions.iter().all(|said| said.has_agreed(option))).collect();
        if self.unseen.len() == self.positions.len() {
            Status::NeitherSeen
        } else if !agreed.is_empty() {
            Status::Agreed { options: agreed }
        } else if !self.conflicts.is_empty() {
            let mut parties: Vec<PartyIndex> = self.conflicts.iter().map(|conflict| conflict.party).collect();
            parties.dedup();
            Status::SourcesConflict { parties }
        } else if !self.unseen.is_empty() {
            Status::OneSideNotSeen { unseen: self.unseen.to_vec() }
        } else if !self.common.is_empty() {
            Status::Convergent { options: self.common.to_vec() }
        } else if !self.opposed.is_empty() {
            Status::Opposed { pairs: self.opposed.to_vec() }
        } else {
            Status::Disputed { pairs: self.apart.to_vec() }
        }
    }
}

/// The options that all of `positions` would take and none rejects, ascending. Nobody has none in common.
pub(super) fn common(positions: &[&PartyPosition]) -> Vec<OptionIndex> {
    let Some((first, others)) = positions.split_first() else { return Vec::new() };
    let takes: Vec<Vec<OptionIndex>> = others.iter().map(|said| said.would_take()).collect();
    let all_take = |option: &OptionIndex| takes.iter().all(|taken| taken.binary_search(option).is_ok());
    let none_rejects = |option: &OptionIndex| positions.iter().all(|said| !said.rejects(*option));
    first.would_take().into_iter().filter(|option| all_take(option) && none_rejects(option)).collect()
}

/// The pairs of parties, both seen, that have no option in common.
pub(super) fn apart_pairs(positions: &[PartyPosition]) -> Vec<(PartyIndex, PartyIndex)> {
    pairs(positions)
        .filter(|(one, other)| one.is_seen() && other.is_seen() && common(&[one, other]).is_empty())
        .map(|(one, other)| (one.party, other.party))
        .collect()
}

/// The pairs of parties that have no option in common and are opposed.
pub(super) fn opposed_pairs(positions: &[PartyPosition], issue: &Issue) -> Vec<(PartyIndex, PartyIndex)> {
    pairs(positions)
        .filter(|(one, other)| common(&[one, other]).is_empty())
        .filter(|(one, other)| {
            (rejects_all_asks(one, other) && rejects_all_asks(other, one)) || at_opposite_ends(one, other, issue)
        })
        .map(|(one, other)| (one.party, other.party))
        .collect()
}

/// Whether `other` asks for something, and `one` rejects all of it.
fn rejects_all_asks(one: &PartyPosition, other: &PartyPosition) -> bool {
    !other.asks.is_empty() && other.asks.iter().all(|asked| one.rejects(asked.option))
}

/// Whether, on an ordered issue, one asks for the first option alone and the other for the last alone.
fn at_opposite_ends(one: &PartyPosition, other: &PartyPosition, issue: &Issue) -> bool {
    let last = issue.options().len().saturating_sub(1) as OptionIndex;
    let (one, other) = (options(&one.asks), options(&other.asks));
    let ends = (one == [0] && other == [last]) || (one == [last] && other == [0]);
    is_ordered(issue) && last > 0 && ends
}

fn pairs(positions: &[PartyPosition]) -> impl Iterator<Item = (&PartyPosition, &PartyPosition)> {
    let others = |index| positions.iter().skip(index + 1);
    positions.iter().enumerate().flat_map(move |(index, one)| others(index).map(move |other| (one, other)))
}
