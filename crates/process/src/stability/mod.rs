//! Which states of a conflict are stable, and why: the graph model for conflict resolution.
//!
//! A state is a feasible combination of options. A decision maker moves by changing its own options, any number at once.
//! Four concepts say when it would rather stay (Fang, Hipel & Kilgour 1993, "Interactive Decision Making"): see
//! [`Concept`]. A state that is stable for everybody is an equilibrium.
//!
//! What nobody ranked is not filled in. Whether one state is better than another is then [`Truth::NotKnown`], and what
//! follows from it is known exactly where it holds whatever the missing ranks are.

mod dilemma;
mod moves;
mod reach;
mod states;
mod truth;

use zopa_model::Conflict;

pub use dilemma::{Board, Dilemma, DilemmaKind, board};
pub use moves::Moves;
pub use reach::{CoalitionRule, Step};
pub use states::{Limits, States, Stopped};
pub use truth::Truth;

use reach::Reach;

/// When a decision maker would rather stay. In brackets: the name in the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concept {
    /// It has no improvement (Nash 1950).
    Nash,
    /// The others can answer every improvement so that it is no better off (general metarationality, Howard 1971).
    General,
    /// The same, and it could not mend the answer by moving once more (symmetric metarationality, Howard 1971).
    Symmetric,
    /// As in the second, with answers that each mover gains by (sequential stability, Fraser & Hipel 1979).
    Sequential,
}

impl Concept {
    /// All four, from the shortest foresight.
    pub const ALL: [Self; 4] = [Self::Nash, Self::General, Self::Symmetric, Self::Sequential];
}

/// The most decision makers under [`CoalitionRule::OnceEach`], which remembers who of them has moved.
const MOST_MAKERS_ONCE_EACH: usize = 10;

/// What was found of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    /// Every feasible state.
    pub states: States,
    /// Who can move from where to where.
    pub moves: Moves,
    /// The rule by which several move one after the other.
    pub rule: CoalitionRule,
    /// Decision maker by decision maker, state by state.
    pub seats: Vec<Vec<Seat>>,
}

/// One decision maker in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Whether it would rather stay, by concept in the order of [`Concept::ALL`].
    pub stable: [Truth; 4],
    /// The moves that are, or may be, improvements, in the order of the states.
    pub improvements: Vec<Improvement>,
}

/// A move that is, or may be, an improvement, and what the others could answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// The state it leads to.
    pub to: usize,
    /// Whether it is one.
    pub better: Truth,
    /// The answers, in the order [`Concept::General`], [`Concept::Symmetric`], [`Concept::Sequential`].
    pub answers: [Answer; 3],
}

/// Whether the others can answer a move so that it does not pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether there is such an answer.
    pub deters: Truth,
    /// A shortest one where there is, or may be, one; ties by the order of states.
    pub moves: Vec<Step>,
}

impl Stability {
    /// Analyses `conflict`.
    ///
    /// Time is of the order of states × moves × (states × moves of the others), memory of the order of states × moves.
    ///
    /// # Errors
    /// Where the conflict has more feasible states than `limits` allow.
    pub fn of(conflict: &Conflict, rule: CoalitionRule, limits: Limits) -> Result<Self, Stopped> {
        if rule == CoalitionRule::OnceEach && conflict.makers.len() > MOST_MAKERS_ONCE_EACH {
            return Err(Stopped::Makers { limit: MOST_MAKERS_ONCE_EACH });
        }
        let states = States::of(conflict, limits)?;
        let moves = Moves::of(conflict, &states);
        let seats = (0..conflict.makers.len()).map(|maker| seats(&states, &moves, rule, maker)).collect();
        Ok(Self { states, moves, rule, seats })
    }

    /// Whether `state` is stable for `maker`.
    pub fn is_stable(&self, concept: Concept, maker: usize, state: usize) -> Truth {
        self.seats[maker][state].stable[concept as usize]
    }

    /// Whether `state` is stable for everybody.
    pub fn is_equilibrium(&self, concept: Concept, state: usize) -> Truth {
        (0..self.seats.len()).map(|maker| self.is_stable(concept, maker, state)).fold(Truth::Yes, Truth::and)
    }
}

/// What `maker` would do in every state.
fn seats(states: &States, moves: &Moves, rule: CoalitionRule, maker: usize) -> Vec<Seat> {
    let mut improvements: Vec<Vec<Improvement>> = vec![Vec::new(); states.len()];
    let mut any = Reach::new(states, moves, rule, maker);
    let mut gainful = Reach::new(states, moves, rule, maker);
    let mut sure = Reach::new(states, moves, rule, maker);
    // What the others can answer depends on where the move leads alone, so it is found once for all that lead there.
    let mut leads_there: Vec<Vec<usize>> = vec![Vec::new(); states.len()];
    for from in 0..states.len() {
        for &to in moves.from(maker, from) {
            leads_there[to].push(from);
        }
    }
    for (to, from) in leads_there.iter().enumerate() {
        let from: Vec<usize> = from.iter().copied().filter(|&from| states.better(maker, to, from) != Truth::No).collect();
        if from.is_empty() {
            continue;
        }
        any.search(to, |_, _, _| true);
        gainful.search(to, |mover, here, there| states.better(mover, there, here) != Truth::No);
        sure.search(to, |mover, here, there| states.better(mover, there, here) == Truth::Yes);
        for from in from {
            let no_better = |there: usize| states.better(maker, there, from).not();
            let no_way_out =
                |there: usize| moves.from(maker, there).iter().map(|&next| no_better(next)).fold(no_better(there), Truth::and);
            let certainty =
                |there: usize| if sure.reaches(there) { no_better(there) } else { no_better(there).and(Truth::NotKnown) };
            let mut answers = [answer(&any, no_better), answer(&any, no_way_out), answer(&gainful, certainty)];
            // An answer that is sure is told by moves that are.
            let sure_end = answers[2].moves.last().map(|step| step.to).filter(|&there| sure.reaches(there));
            answers[2].moves = sure_end.map_or_else(|| std::mem::take(&mut answers[2].moves), |there| sure.path(there));
            improvements[from].push(Improvement { to, better: states.better(maker, to, from), answers });
        }
    }
    improvements.into_iter().map(seat).collect()
}

/// The best answer among the states reached, with the moves that lead to it.
fn answer(reach: &Reach<'_>, deters: impl Fn(usize) -> Truth) -> Answer {
    let mut best = Answer { deters: Truth::No, moves: Vec::new() };
    let mut found = None;
    for there in reach.reached() {
        let truth = deters(there);
        if truth > best.deters {
            best.deters = truth;
            found = Some(there);
        }
        if truth == Truth::Yes {
            break;
        }
    }
    best.moves = found.map(|there| reach.path(there)).unwrap_or_default();
    best
}

fn seat(improvements: Vec<Improvement>) -> Seat {
    let stays = |deters: fn(&Improvement) -> Truth| {
        improvements.iter().map(|one| one.better.not().or(deters(one))).fold(Truth::Yes, Truth::and)
    };
    let stable = [
        stays(|_| Truth::No),
        stays(|one| one.answers[0].deters),
        stays(|one| one.answers[1].deters),
        stays(|one| one.answers[2].deters),
    ];
    Seat { stable, improvements }
}
