//! Sample points for a picture of the draws: what single outcomes are worth in single draws.

use zopa_model::{OptionIndex, Outcome};

use super::draws::{Draws, Reservation, is_feasible};
use super::seek::Margins;
use super::stream::{Purpose, Stream};
use crate::margin::Margin;

/// Outcomes drawn for each draw beside its best one.
const BESIDE: usize = 3;
/// How often a feasible outcome is tried for.
const TRIES: usize = 50;

/// One outcome in one draw.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudPoint {
    /// Which draw.
    pub draw: u32,
    /// The outcome.
    pub outcome: Outcome,
    /// What it is worth to each party.
    pub utilities: Vec<f64>,
    /// The least each party would sign in this draw; `None` where there is no such number (any, or never).
    pub reservations: Vec<Option<f64>>,
    /// Whether every party says yes to it in this draw.
    pub acceptable: bool,
    /// Whether it is the outcome with the largest margin of its draw; the others are uniform over the space.
    pub best_of_draw: bool,
}

/// About `count` points: the best outcome of each of the first draws, and some random ones beside it.
pub(crate) fn cloud(draws: &Draws<'_>, margins: &Margins, count: usize) -> Vec<CloudPoint> {
    let mut stream = Stream::new(draws.plan.seed, draws.scenario.name(), Purpose::Cloud);
    let mut points = Vec::new();
    for draw in (0..draws.count()).filter(|&draw| draws.is_consistent(draw)).take(count / (BESIDE + 1)) {
        stream.seek(draw as u32);
        if margins.margins[draw] != Margin::Impossible {
            points.push(point(draws, draw, margins.witness(draw), true));
        }
        for _ in 0..BESIDE {
            points.extend(random(draws, &mut stream).map(|options| point(draws, draw, &options, false)));
        }
    }
    points
}

fn random(draws: &Draws<'_>, stream: &mut Stream) -> Option<Vec<OptionIndex>> {
    let mut any = || draws.structure.sizes().iter().map(|&size| stream.below(size) as OptionIndex).collect::<Vec<_>>();
    (0..TRIES).map(|_| any()).find(|options| is_feasible(draws.scenario, options))
}

fn point(draws: &Draws<'_>, draw: usize, options: &[OptionIndex], best_of_draw: bool) -> CloudPoint {
    let outcome = Outcome::new(options.to_vec());
    let worths: Vec<i64> = draws.parties.iter().map(|party| party.worth(options, &draws.structure, draw)).collect();
    let reservation = |reservation: &Reservation| match reservation {
        Reservation::At(column) => Some(draws.real(column[draw])),
        Reservation::Any | Reservation::Never => None,
    };
    CloudPoint {
        draw: draw as u32,
        utilities: worths.iter().map(|&units| draws.real(units)).collect(),
        reservations: draws.parties.iter().map(|party| reservation(&party.reservation)).collect(),
        acceptable: (0..worths.len()).all(|party| draws.utility(party, draw as u32).accepts(&outcome)),
        outcome,
        best_of_draw,
    }
}
