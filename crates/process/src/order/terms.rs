//! A plan at one end of its ranges: what every step costs and brings, exactly.

use zopa_model::{Ends, Exact, PartyIndex, Plan, Step};

/// A plan in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The steps.
    pub pieces: Vec<Piece>,
    /// For each party, what completion is worth beyond the steps.
    pub complete: Vec<Exact>,
    /// For each party, what it loses by stopping once something was done.
    pub penalty: Vec<Exact>,
    /// What a gain of the next move is worth now.
    pub discount: Exact,
}

/// One step, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The step that it is, or is a part of, as the plan lists them.
    pub step: usize,
    /// Which part of how many, counted from 0: `(0, 1)` for a whole step.
    pub part: (u32, u32),
    /// Who does it.
    pub actor: PartyIndex,
    /// What it costs its actor.
    pub cost: Exact,
    /// What it brings to each party; nothing to its actor.
    pub benefits: Vec<Exact>,
    /// Whether its actor can take it back.
    pub reversible: bool,
    /// Whether it can be done in parts.
    pub divisible: bool,
    /// What must be done before, as positions among the pieces.
    pub after: Vec<usize>,
    /// How many days it takes.
    pub days: u32,
    /// The day by which it must be done.
    pub by: Option<u32>,
}

impl Terms {
    /// `plan` over `steps` at these ends of its ranges. Steps outside the plan are taken as done before it begins.
    pub fn new(plan: &Plan, steps: &[Step], ends: Ends) -> Self {
        let at = |step: usize| plan.steps.iter().position(|worth| worth.step == step);
        let pieces = plan.steps.iter().enumerate().map(|(place, worth)| {
            let step = &steps[worth.step];
            Piece {
                step: place,
                part: (0, 1),
                actor: step.actor,
                cost: ends.of_cost(&worth.cost),
                benefits: worth.benefits.iter().map(|benefit| ends.of(benefit)).collect(),
                reversible: step.reversible,
                divisible: step.divisible,
                after: step.after.iter().filter_map(|&before| at(before)).collect(),
                days: step.days,
                by: step.by,
            }
        });
        Self {
            pieces: pieces.collect(),
            complete: plan.complete.iter().map(|worth| ends.of(worth)).collect(),
            penalty: plan.penalty.iter().map(|penalty| ends.of(penalty)).collect(),
            discount: ends.of(&plan.discount),
        }
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.complete.len()
    }

    /// What a move of `pieces`, all at once, changes for `party`.
    pub fn change(&self, pieces: &[usize], party: PartyIndex) -> Exact {
        let of = |piece: &Piece| if piece.actor == party { &Exact::zero() - &piece.cost } else { piece.benefits[party].clone() };
        pieces.iter().fold(Exact::zero(), |sum, &piece| &sum + &of(&self.pieces[piece]))
    }

    /// What stopping is worth to `party` when `done` is done.
    pub fn stopping(&self, done: &[usize], party: PartyIndex) -> Exact {
        if done.is_empty() {
            return Exact::zero();
        }
        let back = done.iter().map(|&piece| &self.pieces[piece]).filter(|piece| piece.reversible);
        let change =
            |piece: &Piece| if piece.actor == party { piece.cost.clone() } else { &Exact::zero() - &piece.benefits[party] };
        back.fold(&Exact::zero() - &self.penalty[party], |sum, piece| &sum + &change(piece))
    }

    /// The same with every divisible step in `parts` equal parts, done in their order.
    pub fn divided(&self, parts: u32) -> Self {
        let share = Exact::ratio(1, parts.max(1)).unwrap_or_else(Exact::one);
        // Where the first and the last part of each piece stand.
        let mut places = Vec::with_capacity(self.pieces.len());
        let mut next = 0;
        for piece in &self.pieces {
            let count = if piece.divisible { parts.max(1) as usize } else { 1 };
            places.push((next, count));
            next += count;
        }
        let last = |piece: usize| places[piece].0 + places[piece].1 - 1;
        let mut pieces = Vec::with_capacity(next);
        for (piece, &(first, count)) in self.pieces.iter().zip(&places) {
            for part in 0..count {
                let scaled = |worth: &Exact| if count == 1 { worth.clone() } else { worth * &share };
                pieces.push(Piece {
                    part: (part as u32, count as u32),
                    cost: scaled(&piece.cost),
                    benefits: piece.benefits.iter().map(scaled).collect(),
                    after: if part == 0 {
                        piece.after.iter().map(|&before| last(before)).collect()
                    } else {
                        vec![first + part - 1]
                    },
                    days: piece.days.div_ceil(count as u32),
                    ..piece.clone()
                });
            }
        }
        Self { pieces, ..self.clone() }
    }
}
