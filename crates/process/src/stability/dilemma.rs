//! The dilemmas of a confrontation: what keeps what a party says from being believed (drama theory).
//!
//! Howard 1999, "Confrontation Analysis"; Bryant 2016, "Acting Strategically Using Drama Theory". Names and definitions
//! differ between editions; those used here stand beside each [`DilemmaKind`].

use zopa_model::{Conflict, StatePattern};

use super::{Moves, States, Truth};

/// What everybody asks for, what comes if nobody gives way, and the dilemmas in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// By decision maker: the states that fit what it asks for; `None` where it does not say.
    pub positions: Vec<Option<Vec<usize>>>,
    /// The state in which everybody does what it says it would; `None` where somebody does not say, or where it cannot be.
    pub threatened: Option<usize>,
    /// Whether the positions fit together; not known where somebody has none.
    pub compatible: Truth,
    /// Every dilemma that was looked for, with whether it is there.
    pub dilemmas: Vec<Dilemma>,
}

/// A dilemma of one party, where it has one toward another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dilemma {
    /// Which.
    pub kind: DilemmaKind,
    /// Whose.
    pub of: usize,
    /// Toward whom, or about whom; `None` where it has it alone.
    pub toward: Option<usize>,
    /// Whether it is there.
    pub is_there: Truth,
    /// The state that tempts, where one does.
    pub temptation: Option<usize>,
}

/// The dilemmas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DilemmaKind {
    /// It does at least as well under the other's position as under the threatened future: its refusal is not credible.
    Rejection,
    /// The other prefers the threatened future to its position: the other has no reason to yield.
    Persuasion,
    /// It would itself rather not do what it says it would if nobody gives way.
    Threat,
    /// It would itself break what its own position promises.
    Cooperation,
    /// Positions fit, but the other would break an option of its own: its promise cannot be relied on.
    Trust,
    /// It prefers the other's position to its own.
    Positioning,
}

/// The board of `conflict`; `None` where nobody takes a position.
pub fn board(conflict: &Conflict, states: &States, moves: &Moves) -> Option<Board> {
    if conflict.positions.iter().all(Option::is_none) {
        return None;
    }
    let table = Confrontation {
        states,
        moves,
        positions: conflict.positions.iter().map(|position| Some(states.matching((*position)?).collect())).collect(),
        threatened: threatened(conflict, states),
        shared: shared(conflict).map(|shared| shared.map_or_else(Vec::new, |pattern| states.matching(pattern).collect())),
    };
    let dilemmas = table.dilemmas(&conflict.positions);
    let compatible = match &table.shared {
        None => Truth::NotKnown,
        Some(shared) => Truth::from(!shared.is_empty()),
    };
    Some(Board { positions: table.positions, threatened: table.threatened, compatible, dilemmas })
}

/// Where everybody does what it says it would. Every option has to be spoken of by its owner.
fn threatened(conflict: &Conflict, states: &States) -> Option<usize> {
    let mut taken = 0;
    for (place, option) in conflict.options.iter().enumerate() {
        let intention = conflict.intentions[option.owner]?;
        if intention.named() >> place & 1 == 0 {
            return None;
        }
        taken |= intention.taken & 1 << place;
    }
    states.find(taken)
}

/// What all ask for together: `None` where somebody has no position, `Some(None)` where they contradict each other.
fn shared(conflict: &Conflict) -> Option<Option<StatePattern>> {
    let positions: Vec<StatePattern> = conflict.positions.iter().copied().collect::<Option<_>>()?;
    Some(positions.into_iter().try_fold(StatePattern::default(), StatePattern::and))
}

struct Confrontation<'a> {
    states: &'a States,
    moves: &'a Moves,
    positions: Vec<Option<Vec<usize>>>,
    threatened: Option<usize>,
    shared: Option<Vec<usize>>,
}

impl Confrontation<'_> {
    fn dilemmas(&self, written: &[Option<StatePattern>]) -> Vec<Dilemma> {
        let makers = self.positions.len();
        let mut found = Vec::new();
        let compatible = self.shared.as_ref().is_some_and(|shared| !shared.is_empty());
        for of in 0..makers {
            let mut add = |kind, toward, (is_there, temptation)| found.push(Dilemma { kind, of, toward, is_there, temptation });
            for other in (0..makers).filter(|&other| other != of) {
                // Where two ask for the same there is nothing to refuse, nor to talk the other out of.
                if written[of].is_some() && written[of] == written[other] {
                    continue;
                }
                if !compatible {
                    add(DilemmaKind::Rejection, Some(other), (self.rejection(of, other), None));
                    add(DilemmaKind::Persuasion, Some(other), (self.persuasion(of, other), None));
                }
                add(DilemmaKind::Positioning, Some(other), (self.positioning(of, other), None));
            }
            if !compatible {
                add(
                    DilemmaKind::Threat,
                    None,
                    self.threatened.map_or((Truth::NotKnown, None), |state| self.tempted(of, &[state])),
                );
            }
            add(
                DilemmaKind::Cooperation,
                None,
                self.positions[of].as_ref().map_or((Truth::NotKnown, None), |own| self.tempted(of, own)),
            );
            if let Some(shared) = self.shared.as_ref().filter(|_| compatible) {
                for other in (0..makers).filter(|&other| other != of) {
                    add(DilemmaKind::Trust, Some(other), self.tempted(other, shared));
                }
            }
        }
        found
    }

    /// `of` likes what `other` asks for at least as well as the threatened future.
    fn rejection(&self, of: usize, other: usize) -> Truth {
        let (Some(asked), Some(threat)) = (&self.positions[other], self.threatened) else { return Truth::NotKnown };
        agreed(asked.iter().map(|&state| self.states.better(of, threat, state).not()))
    }

    /// `other` likes the threatened future better than what `of` asks for.
    fn persuasion(&self, of: usize, other: usize) -> Truth {
        let (Some(asked), Some(threat)) = (&self.positions[of], self.threatened) else { return Truth::NotKnown };
        agreed(asked.iter().map(|&state| self.states.better(other, threat, state)))
    }

    /// `of` likes what `other` asks for better than what it asks for itself.
    fn positioning(&self, of: usize, other: usize) -> Truth {
        let (Some(own), Some(asked)) = (&self.positions[of], &self.positions[other]) else { return Truth::NotKnown };
        agreed(own.iter().flat_map(|&own| asked.iter().map(move |&asked| self.states.better(of, asked, own))))
    }

    /// Whether `maker`, in any of `states`, would rather change options of its own; and where to.
    fn tempted(&self, maker: usize, states: &[usize]) -> (Truth, Option<usize>) {
        let mut best = None;
        let in_each = states.iter().map(|&state| {
            let mut tempted = Truth::No;
            for &to in self.moves.from(maker, state) {
                let better = self.states.better(maker, to, state);
                // The strongest temptation is named: what the party likes best of all that it alone can bring about.
                let is_stronger = best.is_none_or(|best| self.states.better(maker, to, best) == Truth::Yes);
                if better == Truth::Yes && is_stronger {
                    best = Some(to);
                }
                tempted = tempted.or(better);
            }
            tempted
        });
        let is_there = agreed(in_each);
        (is_there, best.filter(|_| is_there == Truth::Yes))
    }
}

/// What all cases agree on: a position that leaves options open stands for several states. Not known where there are none.
fn agreed(mut truths: impl Iterator<Item = Truth>) -> Truth {
    let Some(first) = truths.next() else { return Truth::NotKnown };
    if truths.all(|truth| truth == first) { first } else { Truth::NotKnown }
}
