//! What people see of the conflicts of a case: who would stay in which state, why, and what keeps words from being believed.

mod document;
mod html;
mod terminal;
mod words;

use std::collections::BTreeMap;

use zopa_dossier::case::{CaseFile, ConflictEntry, LikingEntry, StandEntry, Want};
use zopa_dossier::{Audience, CompiledConflict, Disclosed};
use zopa_model::{Direction, StatePattern};
use zopa_process::stability::{Board, CoalitionRule, Concept, Dilemma, Stability, Stopped, Truth, board};

pub use self::document::StabilityDocument;
pub(crate) use self::document::{Concepts, ConflictView, StateView};
use self::document::{
    ConfrontationView, DilemmaView, InfeasibleView, JudgedItem, MakerView, OptionView, PositionView, PreferencesView, SeatView,
};
pub use self::html::html;
pub use self::terminal::terminal;
use self::words::{Telling, kind, truth};
use crate::assemble::facts;
use crate::words::list;

/// One conflict and what was found of it.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The conflict in the terms of the rooms.
    pub compiled: &'a CompiledConflict,
    /// The rule that was asked for.
    pub rule: CoalitionRule,
    /// What was found, or what stopped the work.
    pub stability: &'a Result<Stability, Stopped>,
}

/// The document of what was found of the conflicts of a case. Those that are not in `found` are left out.
pub fn document(disclosed: &Disclosed, audience: Audience, found: &[Found<'_>]) -> StabilityDocument {
    let case = disclosed.dossier.case();
    let view = |found: &Found<'_>| {
        let entry = case.conflicts.iter().find(|entry| entry.id == found.compiled.id)?;
        Some(Teller { case, entry, found: *found }.view())
    };
    StabilityDocument {
        zopa: 1,
        kind: "stability",
        case: facts::case(disclosed, audience),
        conflicts: found.iter().filter_map(view).collect(),
    }
}

/// The document as indented JSON with a newline at its end.
pub fn json(document: &StabilityDocument) -> String {
    crate::json::pretty(document)
}

/// A conflict with everything that it is told with.
struct Teller<'a> {
    case: &'a CaseFile,
    entry: &'a ConflictEntry,
    found: Found<'a>,
}

impl Teller<'_> {
    fn view(&self) -> ConflictView {
        let (entry, compiled) = (self.entry, self.found.compiled);
        let stability = self.found.stability.as_ref();
        let equilibria = |wanted: Truth| {
            Concepts::each(|concept| stability.map_or_else(|_| Vec::new(), |stability| equilibria(stability, concept, wanted)))
        };
        ConflictView {
            id: entry.id.clone(),
            name: entry.name.clone().unwrap_or_else(|| entry.id.clone()),
            author: entry.author.clone(),
            as_of: entry.as_of.map(|day| day.to_string()),
            about: entry.about.clone(),
            sources: self.sources(&entry.sources),
            makers: (0..compiled.makers.len()).map(|maker| self.maker(maker)).collect(),
            options: self.options(),
            infeasible: entry
                .infeasible
                .iter()
                .map(|one| InfeasibleView { states: one.states.clone(), reason: one.reason.clone() })
                .collect(),
            rule: match self.found.rule {
                CoalitionRule::NotTwiceInARow => "not-twice-in-a-row",
                CoalitionRule::OnceEach => "once-each",
            },
            stopped: stability.err().map(ToString::to_string),
            status_quo: stability.ok().and_then(|stability| Some(stability.states.find(compiled.status_quo?)? + 1)),
            states: stability.map_or_else(|_| Vec::new(), |stability| self.states(stability)),
            equilibria: equilibria(Truth::Yes),
            perhaps_equilibria: equilibria(Truth::NotKnown),
            confrontation: stability.ok().and_then(|stability| self.confrontation(stability)),
        }
    }

    /// "Graham Allison: Essence of Decision (Little, Brown, 1971-01-01)".
    fn sources(&self, ids: &[String]) -> Vec<String> {
        facts::named_sources(self.case, ids)
    }

    fn options(&self) -> Vec<OptionView> {
        let conflict = &self.found.compiled.conflict;
        let option = |(option, entry): (&zopa_model::ConflictOption, &zopa_dossier::case::ConflictOptionEntry)| OptionView {
            id: entry.id.clone(),
            name: option.name.clone(),
            owner: conflict.makers[option.owner].clone(),
            direction: match option.direction {
                Direction::Both => "both",
                Direction::Forward => "forward",
                Direction::Backward => "backward",
            },
        };
        conflict.options.iter().zip(&self.entry.options).map(option).collect()
    }

    fn maker(&self, maker: usize) -> MakerView {
        let id = &self.found.compiled.makers[maker];
        let name = self.found.compiled.conflict.makers[maker].clone();
        let preferences = self.entry.preferences.get(id).map(|liking| self.preferences(maker, liking));
        MakerView { id: id.clone(), name, preferences }
    }

    fn preferences(&self, maker: usize, liking: &LikingEntry) -> PreferencesView {
        let ranked = liking.ranking.iter().map(|group| {
            let states: Vec<String> = group.names().iter().map(|state| self.state(state)).collect();
            JudgedItem { words: list(&states, "and"), reason: None }
        });
        let wished =
            liking.wishes.iter().map(|wish| JudgedItem { words: self.want(&wish.wants), reason: Some(wish.reason.clone()) });
        let unranked = self.found.stability.as_ref().map_or(0, |stability| {
            (0..stability.states.len()).filter(|&state| stability.states.rank(maker, state).is_none()).count()
        });
        PreferencesView {
            given_as: if liking.wishes.is_empty() { "ranking" } else { "wishes" },
            items: ranked.chain(wished).collect(),
            reason: liking.reason.clone(),
            sources: self.sources(&liking.sources),
            unranked,
        }
    }

    /// "NNYN: Withdraw the missiles", or a pattern as it is written.
    fn state(&self, letters: &str) -> String {
        let is_whole = !letters.contains('-');
        let taken = letters.chars().filter(|letter| !letter.is_whitespace()).zip(&self.found.compiled.conflict.options);
        let taken: Vec<&str> = taken.filter(|(letter, _)| *letter == 'Y').map(|(_, option)| option.name.as_str()).collect();
        match (is_whole, taken.as_slice()) {
            (false, _) => letters.to_owned(),
            (true, []) => format!("{letters} (nothing)"),
            (true, taken) => format!("{letters} ({})", list(taken, "and")),
        }
    }

    /// "withdraw, and not escalate".
    fn want(&self, want: &Want) -> String {
        let bracketed = |want: &Want| match want {
            Want::Taken(_) | Want::Not(_) => self.want(want),
            _ => format!("({})", self.want(want)),
        };
        let several = |wants: &[Want], joint: &str| wants.iter().map(bracketed).collect::<Vec<_>>().join(joint);
        match want {
            Want::Taken(id) => {
                let option = self.entry.options.iter().find(|option| option.id == *id);
                option.and_then(|option| option.name.clone()).unwrap_or_else(|| id.clone())
            }
            Want::Not(wanted) => format!("not {}", bracketed(&wanted.not)),
            Want::All(wanted) => several(&wanted.all, " and "),
            Want::Any(wanted) => several(&wanted.any, " or "),
            Want::If(wanted) => format!("if {}, then {}", bracketed(&wanted.premise), bracketed(&wanted.then)),
            Want::Iff(wanted) => several(&wanted.iff, " if and only if "),
        }
    }

    fn states(&self, stability: &Stability) -> Vec<StateView> {
        let conflict = &self.found.compiled.conflict;
        let telling = Telling { makers: &conflict.makers, stability };
        let places: Vec<Vec<Option<usize>>> = (0..conflict.makers.len()).map(|maker| dense(stability, maker)).collect();
        let seat = |maker: usize, state: usize| SeatView {
            maker: self.found.compiled.makers[maker].clone(),
            rank: places[maker][state],
            moves: stability.moves.from(maker, state).iter().map(|to| to + 1).collect(),
            improvements: stability.seats[maker][state]
                .improvements
                .iter()
                .filter(|one| one.better == Truth::Yes)
                .map(|one| one.to + 1)
                .collect(),
            stays: Concepts::each(|concept| truth(stability.is_stable(concept, maker, state))),
            why: telling.why(maker, state),
        };
        let view = |state: usize| StateView {
            number: state + 1,
            letters: self.letters(stability.states.taken(state)),
            taken: self.taken(stability.states.taken(state)),
            makers: (0..conflict.makers.len()).map(|maker| seat(maker, state)).collect(),
            equilibrium: Concepts::each(|concept| truth(stability.is_equilibrium(concept, state))),
        };
        (0..stability.states.len()).map(view).collect()
    }

    fn letters(&self, taken: u64) -> String {
        (0..self.entry.options.len()).map(|option| if taken >> option & 1 == 1 { 'Y' } else { 'N' }).collect()
    }

    fn taken(&self, taken: u64) -> Vec<String> {
        let options = self.found.compiled.conflict.options.iter().enumerate();
        options.filter(|(place, _)| taken >> place & 1 == 1).map(|(_, option)| option.name.clone()).collect()
    }

    fn confrontation(&self, stability: &Stability) -> Option<ConfrontationView> {
        let compiled = self.found.compiled;
        let board = board(&compiled.conflict, &stability.states, &stability.moves)?;
        let telling = Telling { makers: &compiled.conflict.makers, stability };
        let told = |wanted: Truth| {
            let of_that = board.dilemmas.iter().filter(|dilemma| dilemma.is_there == wanted);
            of_that.map(|dilemma| self.dilemma(stability, &telling, dilemma)).collect::<Vec<_>>()
        };
        let mut looked_for = BTreeMap::new();
        board.dilemmas.iter().for_each(|dilemma| *looked_for.entry(kind(dilemma.kind)).or_insert(0) += 1);
        Some(ConfrontationView {
            positions: self.positions(&board),
            compatible: truth(board.compatible),
            threatened_future: board.threatened.map(|state| state + 1),
            threatened_in_words: self.threatened(&board),
            dilemmas: told(Truth::Yes),
            not_known: told(Truth::NotKnown),
            looked_for,
        })
    }

    fn positions(&self, board: &Board) -> Vec<PositionView> {
        let view = |(maker, id): (usize, &String)| {
            let stand: &StandEntry = self.entry.positions.get(id)?;
            Some(PositionView {
                maker: self.found.compiled.conflict.makers[maker].clone(),
                asks: stand.asks.clone(),
                states: board.positions[maker].iter().flatten().map(|state| state + 1).collect(),
                otherwise: stand.otherwise.clone(),
                reason: stand.reason.clone(),
                sources: self.sources(&stand.sources),
            })
        };
        self.found.compiled.makers.iter().enumerate().filter_map(view).collect()
    }

    fn threatened(&self, board: &Board) -> String {
        if let Some(state) = board.threatened {
            return format!("If nobody gives way, everybody does what it says: state {}.", state + 1);
        }
        let conflict = &self.found.compiled.conflict;
        let silent = |owner: usize, place: usize| {
            conflict.intentions[owner].is_none_or(|intention: StatePattern| intention.named() >> place & 1 == 0)
        };
        let open: Vec<&str> = conflict
            .options
            .iter()
            .enumerate()
            .filter(|(place, option)| silent(option.owner, *place))
            .map(|(_, option)| option.name.as_str())
            .collect();
        match open.as_slice() {
            [] => "What all say they do while positions differ cannot stand together: there is no such state.".to_owned(),
            open => format!(
                "Nobody says what becomes of {} if nobody gives way, so the threatened future is not known.",
                list(open, "and")
            ),
        }
    }

    fn dilemma(&self, stability: &Stability, telling: &Telling<'_>, dilemma: &Dilemma) -> DilemmaView {
        let makers = &self.found.compiled.conflict.makers;
        let deviation = match dilemma.temptation {
            Some(state) => format!("go to state {} ({})", state + 1, self.letters(stability.states.taken(state))),
            None => "change an option of its own".to_owned(),
        };
        DilemmaView {
            kind: kind(dilemma.kind),
            of: makers[dilemma.of].clone(),
            toward: dilemma.toward.map(|toward| makers[toward].clone()),
            words: telling.dilemma(dilemma, &deviation),
        }
    }
}

/// The places of the states in the order of `maker`, from 1 for the worst; equal for what is as good.
fn dense(stability: &Stability, maker: usize) -> Vec<Option<usize>> {
    let ranks: Vec<Option<u64>> = (0..stability.states.len()).map(|state| stability.states.rank(maker, state)).collect();
    let mut levels: Vec<u64> = ranks.iter().copied().flatten().collect();
    levels.sort_unstable();
    levels.dedup();
    ranks.into_iter().map(|rank| levels.binary_search(&rank?).ok().map(|place| place + 1)).collect()
}

fn equilibria(stability: &Stability, concept: Concept, wanted: Truth) -> Vec<usize> {
    (0..stability.states.len())
        .filter(|&state| stability.is_equilibrium(concept, state) == wanted)
        .map(|state| state + 1)
        .collect()
}

/// The strongest of what keeps a decision maker in a state, as short marks: `N` Nash, `q` sequential, `s` symmetric, `g`
/// general; `?` where something is not known; a dash where it would go.
pub(crate) fn marks(stays: &Concepts<&'static str>) -> String {
    if stays.nash == "yes" {
        return "N".to_owned();
    }
    let named = [("q", stays.sequential), ("s", stays.symmetric_metarational), ("g", stays.general_metarational)];
    let mut marks: String = named.iter().filter(|(_, truth)| *truth == "yes").map(|(mark, _)| *mark).collect();
    if [stays.nash, stays.general_metarational, stays.symmetric_metarational, stays.sequential].contains(&"not-known") {
        marks.push('?');
    }
    if marks.is_empty() { "–".to_owned() } else { marks }
}
