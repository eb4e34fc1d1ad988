//! Statements of one party that cannot both hold.

use zopa_model::{OptionIndex, PartyIndex, Said, Stance, StanceKind};

/// Why two statements cannot both hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Both ask, and no option is asked for in both.
    DisjointAsks,
    /// All that the first says yes to (asks for, offers, accepts, records as agreed) is rejected in the second.
    YesAndNo,
}

/// Two statements of one party on one topic that cannot both hold. No source carries both, neither replaces the
/// other: the analyst has to say which stands, or leave both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceConflict {
    /// Of whom.
    pub party: PartyIndex,
    /// Why they cannot both hold.
    pub clash: Clash,
    /// The two statements; for [`Clash::YesAndNo`] the yes comes first, else the lower number.
    pub statements: (usize, usize),
}

/// All conflicts in `stances` (one topic, all standing), by party, then by statements. Statements without any known
/// source count as carried by different ones: it cannot be shown that one report holds both.
pub(super) fn conflicts(said: &[Said], stances: &[&Stance], parties: usize) -> Vec<SourceConflict> {
    let mut found = Vec::new();
    for party in 0..parties {
        let own: Vec<&Stance> = stances.iter().copied().filter(|stance| stance.party == party).collect();
        let mut mine: Vec<SourceConflict> = own
            .iter()
            .flat_map(|first| own.iter().map(move |second| (*first, *second)))
            .filter(|(first, second)| carried_apart(said, first.statement, second.statement))
            .filter_map(|(first, second)| {
                let clash = clash(first, second)?;
                Some(SourceConflict { party, clash, statements: (first.statement, second.statement) })
            })
            .collect();
        mine.sort_by_key(|conflict| (conflict.statements, conflict.clash == Clash::YesAndNo));
        mine.dedup();
        found.extend(mine);
    }
    found
}

/// Whether these are two statements and no source carries both.
fn carried_apart(said: &[Said], first: usize, second: usize) -> bool {
    let sources = |statement: usize| said.get(statement).map_or(&[][..], |said| &said.sources);
    first != second && !sources(first).iter().any(|source| sources(second).contains(source))
}

fn clash(first: &Stance, second: &Stance) -> Option<Clash> {
    let holds = |stance: &Stance, option: &OptionIndex| stance.options.contains(option);
    if first.options.is_empty() || second.options.is_empty() {
        return None;
    }
    match (first.kind, second.kind) {
        (StanceKind::Asks, StanceKind::Asks) => {
            let disjoint = !first.options.iter().any(|option| holds(second, option));
            (disjoint && first.statement < second.statement).then_some(Clash::DisjointAsks)
        }
        (StanceKind::Rejects, _) => None,
        (_, StanceKind::Rejects) => first.options.iter().all(|option| holds(second, option)).then_some(Clash::YesAndNo),
        _ => None,
    }
}
