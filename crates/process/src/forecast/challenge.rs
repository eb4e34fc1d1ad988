//! The challenge model, an experiment: actors challenge each other, and whoever is offered the least to give way gives way.
//!
//! Bueno de Mesquita 1985, 1994, 2002, as reconstructed by Scholz, Calbert & Smith 2011, Journal of Theoretical Politics
//! 23:510. Published runs are reproduced only in part by public re-implementations, and later rounds jump. What is doubtful is
//! named in [`DOUBTS`]; tests are by formula, not by the papers' tables.

/// One actor's figures as doubles, in the order of the actors.
type Figures<'a> = &'a [(f64, f64, f64)];

/// What in this model the publications leave open, and what was chosen.
pub const DOUBTS: &[&str] = &[
    "the weight of a changing status quo (Q) is 1, as in the reconstruction",
    "distances are shares of the range of the positions of the same round",
    "in a compromise the one who loses by the contest moves by the ratio of the two expected utilities, which the papers leave in doubt",
    "where nobody votes either way the chance of success is one half",
    "ties between offers go to the larger expected utility of the one who offers, then to the order of the actors",
];

/// A run of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Challenge {
    /// Round by round.
    pub rounds: Vec<ChallengeRound>,
    /// The positions after the last round.
    pub positions: Vec<f64>,
    /// Whether it came to rest, rather than to the limit on rounds.
    pub rests: bool,
}

/// One round.
#[derive(Clone, Debug, PartialEq)]
pub struct ChallengeRound {
    /// Where everybody stands at its beginning.
    pub positions: Vec<f64>,
    /// The risk that each takes, from 1/2 to 2; 1 is neutral.
    pub risks: Vec<f64>,
    /// Expected utilities: row `i`, column `j` is what `i` expects of challenging `j`.
    pub expected: Vec<Vec<f64>>,
    /// The offer that each accepts; `None` where it stays.
    pub accepted: Vec<Option<Offer>>,
}

/// An offer that was accepted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// Who made it.
    pub by: usize,
    /// What kind.
    pub kind: OfferKind,
    /// Where it leads.
    pub to: f64,
}

/// Kinds of offers, by the signs of the two expected utilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferKind {
    /// Both expect to gain, the one who offers more: it wins a confrontation.
    Confrontation,
    /// One expects to gain more than the other to lose: the other gives way in part.
    Compromise,
    /// One expects to gain less than the other to lose: the other gives in.
    Capitulation,
}

/// Runs the model on `(capability, position, salience)` of each actor for at most `most_rounds` rounds.
pub fn challenge(actors: &[(f64, f64, f64)], most_rounds: usize) -> Challenge {
    let mut now = actors.to_vec();
    let mut rounds = Vec::new();
    for _ in 0..most_rounds {
        let positions: Vec<f64> = now.iter().map(|actor| actor.1).collect();
        let range = spread(&positions);
        if range <= 0.0 {
            return Challenge { rounds, positions, rests: true };
        }
        let risks = risks(&now, range);
        let expected = expected(&now, &risks, range);
        let accepted: Vec<Option<Offer>> = (0..now.len()).map(|actor| best_offer(actor, &positions, &expected)).collect();
        let is_still = accepted.iter().all(Option::is_none);
        for (actor, offer) in now.iter_mut().zip(&accepted) {
            actor.1 = offer.map_or(actor.1, |offer| offer.to);
        }
        rounds.push(ChallengeRound { positions: positions.clone(), risks, expected, accepted });
        if is_still {
            return Challenge { rounds, positions, rests: true };
        }
    }
    Challenge { positions: now.iter().map(|actor| actor.1).collect(), rounds, rests: false }
}

fn spread(positions: &[f64]) -> f64 {
    let (low, high) = positions.iter().fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(*at), high.max(*at)));
    high - low
}

/// Securities that differ by less are the same: what is left between them is rounding.
const THE_SAME: f64 = 1e-9;

/// Risk from security: who is threatened least by the others plays it safest with its position.
fn risks(actors: Figures<'_>, range: f64) -> Vec<f64> {
    let neutral = vec![1.0; actors.len()];
    let expected = expected(actors, &neutral, range);
    let security: Vec<f64> =
        (0..actors.len()).map(|i| (0..actors.len()).filter(|&j| j != i).map(|j| expected[j][i]).sum()).collect();
    let (low, high) = security.iter().fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(*at), high.max(*at)));
    let risk = |security: &f64| {
        let share = if high - low > THE_SAME { (2.0 * security - high - low) / (high - low) } else { 0.0 };
        (1.0 - share / 3.0) / (1.0 + share / 3.0)
    };
    security.iter().map(risk).collect()
}

/// What each expects of challenging each other; zero on the diagonal.
fn expected(actors: Figures<'_>, risks: &[f64], range: f64) -> Vec<Vec<f64>> {
    let one = |i: usize, j: usize| {
        if i == j {
            return 0.0;
        }
        let (distance, risk) = ((actors[i].1 - actors[j].1).abs() / range, risks[i]);
        let success = 2.0 - 4.0 * libm::pow(0.5 - 0.5 * distance, risk);
        let failure = 2.0 - 4.0 * libm::pow(0.5 + 0.5 * distance, risk);
        let quo = 2.0 - 4.0 * libm::pow(0.5, risk);
        let chance = chance(actors, risks, range, i, j);
        let cares = actors[j].2;
        cares * (chance * success + (1.0 - chance) * failure) + (1.0 - cares) * success - quo
    };
    (0..actors.len()).map(|i| (0..actors.len()).map(|j| one(i, j)).collect()).collect()
}

/// The chance that `i` wins a vote against `j`: the votes for it over all votes, each as strong as the voter's weight times what
/// it would gain.
fn chance(actors: Figures<'_>, risks: &[f64], range: f64, i: usize, j: usize) -> f64 {
    let vote = |(k, actor): (usize, &(f64, f64, f64))| {
        let loss = |to: usize| libm::pow((actor.1 - actors[to].1).abs() / range, risks[k]);
        actor.0 * actor.2 * (loss(j) - loss(i))
    };
    let votes: Vec<f64> = actors.iter().enumerate().map(vote).collect();
    let all: f64 = votes.iter().map(|vote| vote.abs()).sum();
    if all > 0.0 { votes.iter().filter(|vote| **vote > 0.0).sum::<f64>() / all } else { 0.5 }
}

/// The offer that asks `actor` to move least; ties by the larger expected utility of the one who offers, then by order.
fn best_offer(actor: usize, positions: &[f64], expected: &[Vec<f64>]) -> Option<Offer> {
    let mut best: Option<(f64, f64, Offer)> = None;
    for by in (0..positions.len()).filter(|&by| by != actor) {
        let (theirs, own) = (expected[by][actor], expected[actor][by]);
        let way = positions[by] - positions[actor];
        let (kind, step) = match (theirs > 0.0, own > 0.0) {
            (true, true) if theirs > own => (OfferKind::Confrontation, way),
            (true, false) if theirs > own.abs() => (OfferKind::Compromise, way * (own / theirs).abs()),
            (true, false) => (OfferKind::Capitulation, way),
            _ => continue,
        };
        if step == 0.0 {
            continue;
        }
        let is_better = best.is_none_or(|(length, utility, _)| step.abs() < length || (step.abs() == length && theirs > utility));
        if is_better {
            best = Some((step.abs(), theirs, Offer { by, kind, to: positions[actor] + step }));
        }
    }
    best.map(|(_, _, offer)| offer)
}
