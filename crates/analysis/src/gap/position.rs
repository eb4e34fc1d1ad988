//! What one party says about one topic, with the statements that say so.

use std::collections::BTreeMap;

use zopa_model::{OptionIndex, PartyIndex, Stance, StanceKind};

/// An option, and the statements that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The option.
    pub option: OptionIndex,
    /// Positions among the statements, ascending.
    pub statements: Vec<usize>,
}

/// What one party says about one topic: the union over its standing statements, options ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyPosition {
    /// Who.
    pub party: PartyIndex,
    /// Options it asks for (one of them would do).
    pub asks: Vec<Mention>,
    /// Options it offers.
    pub offers: Vec<Mention>,
    /// Options it accepts.
    pub accepts: Vec<Mention>,
    /// Options it rejects.
    pub rejects: Vec<Mention>,
    /// Options it records as agreed.
    pub agreed: Vec<Mention>,
}

impl PartyPosition {
    /// Gathers what `party` says in `stances`, all of one topic and all standing.
    pub(super) fn gather(party: PartyIndex, stances: &[&Stance]) -> Self {
        let gathered = |kind| mentions(stances.iter().filter(|stance| stance.party == party && stance.kind == kind));
        Self {
            party,
            asks: gathered(StanceKind::Asks),
            offers: gathered(StanceKind::Offers),
            accepts: gathered(StanceKind::Accepts),
            rejects: gathered(StanceKind::Rejects),
            agreed: gathered(StanceKind::Agreed),
        }
    }

    /// Whether it says anything at all.
    pub fn is_seen(&self) -> bool {
        [&self.asks, &self.offers, &self.accepts, &self.rejects, &self.agreed].into_iter().any(|said| !said.is_empty())
    }

    /// The options it would take: asked for, offered, accepted or recorded as agreed. Ascending.
    pub fn would_take(&self) -> Vec<OptionIndex> {
        union([&self.asks, &self.offers, &self.accepts, &self.agreed])
    }

    /// The options it says yes to without asking for them: offered, accepted or recorded as agreed. Ascending. Not those
    /// that it also rejects: of these nobody knows whether it would give them.
    pub fn gives(&self) -> Vec<OptionIndex> {
        self.not_rejected(union([&self.offers, &self.accepts, &self.agreed]))
    }

    /// The options it asks for and does not also reject. Ascending.
    pub(super) fn wants(&self) -> Vec<OptionIndex> {
        self.not_rejected(union([&self.asks]))
    }

    fn not_rejected(&self, options: Vec<OptionIndex>) -> Vec<OptionIndex> {
        options.into_iter().filter(|&option| !self.rejects(option)).collect()
    }

    /// Whether it rejects `option`.
    pub fn rejects(&self, option: OptionIndex) -> bool {
        names(&self.rejects, option)
    }

    /// Whether it accepts `option` or records it as agreed.
    pub(super) fn has_agreed(&self, option: OptionIndex) -> bool {
        names(&self.accepts, option) || names(&self.agreed, option)
    }

    /// Every statement that says anything here, ascending.
    pub fn statements(&self) -> Vec<usize> {
        let said = [&self.asks, &self.offers, &self.accepts, &self.rejects, &self.agreed];
        let mut statements: Vec<usize> = said.into_iter().flatten().flat_map(|mention| mention.statements.clone()).collect();
        statements.sort_unstable();
        statements.dedup();
        statements
    }
}

/// The options of `mentions`.
pub(super) fn options(mentions: &[Mention]) -> Vec<OptionIndex> {
    mentions.iter().map(|mention| mention.option).collect()
}

fn names(mentions: &[Mention], option: OptionIndex) -> bool {
    mentions.iter().any(|mention| mention.option == option)
}

fn union<const N: usize>(lists: [&Vec<Mention>; N]) -> Vec<OptionIndex> {
    let mut union: Vec<OptionIndex> = lists.into_iter().flatten().map(|mention| mention.option).collect();
    union.sort_unstable();
    union.dedup();
    union
}

fn mentions<'a>(stances: impl Iterator<Item = &'a &'a Stance>) -> Vec<Mention> {
    let mut found: BTreeMap<OptionIndex, Vec<usize>> = BTreeMap::new();
    for stance in stances {
        for &option in &stance.options {
            found.entry(option).or_default().push(stance.statement);
        }
    }
    let mention = |(option, mut statements): (OptionIndex, Vec<usize>)| {
        statements.sort_unstable();
        statements.dedup();
        Mention { option, statements }
    };
    found.into_iter().map(mention).collect()
}
