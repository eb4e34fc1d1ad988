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

/// Two statements of one party on one topic that cannot both hold, neither replacing the other: the analyst has to
/// say which stands, or leave both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceConflict {
    /// Of whom.
    pub party: PartyIndex,
    /// Why they cannot both hold.
    pub clash: Clash,
    /// The two statements; for [`Clash::YesAndNo`] the yes comes first, else the lower number.
    pub statements: (usize, usize),
    /// Whether one source carries both: then the party contradicts itself there, else it is the sources that differ.
    /// Always `false` for [`Clash::DisjointAsks`].
    pub same_source: bool,
}

/// All conflicts in `stances` (one topic, all standing), by party, then by statements. What stands in one statement are
/// alternatives. Asks that do not overlap may be alternatives too where one source carries both statements; a yes and
/// a no to the same are none, whoever carries them. Statements without any known source count as carried by different
/// ones: it cannot be shown that one report holds both.
pub(super) fn conflicts(said: &[Said], stances: &[&Stance], parties: usize) -> Vec<SourceConflict> {
    let mut found = Vec::new();
    for party in 0..parties {
        let own: Vec<&Stance> = stances.iter().copied().filter(|stance| stance.party == party).collect();
        let mut mine: Vec<SourceConflict> = own
            .iter()
            .flat_map(|first| own.iter().map(move |second| (*first, *second)))
            .filter(|(first, second)| first.statement != second.statement)
            .filter_map(|(first, second)| {
                let clash = clash(first, second)?;
                let same_source = carried_together(said, first.statement, second.statement);
                let statements = (first.statement, second.statement);
                let are_alternatives = same_source && clash == Clash::DisjointAsks;
                (!are_alternatives).then_some(SourceConflict { party, clash, statements, same_source })
            })
            .collect();
        mine.sort_by_key(|conflict| (conflict.statements, conflict.clash == Clash::YesAndNo));
        mine.dedup();
        found.extend(mine);
    }
    found
}

/// Whether some source carries both statements.
fn carried_together(said: &[Said], first: usize, second: usize) -> bool {
    let sources = |statement: usize| said.get(statement).map_or(&[][..], |said| &said.sources);
    sources(first).iter().any(|source| sources(second).contains(source))
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
