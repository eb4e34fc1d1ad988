//! Every group's deal against the frontier of its own game.

use std::collections::BTreeMap;

use zopa_analysis::inverse::InverseLimits;
use zopa_analysis::measure::nearest;
use zopa_analysis::packages::improvement::{Improvement, improvement};
use zopa_analysis::{Limits, Point};
use zopa_arena::quality::{Quality, Yardstick, Zone};
use zopa_arena::{Ending, Offer, Session, Stakes, Table, TimeConvention};
use zopa_model::{Outcome, Threshold, Units};

use super::{Course, Form, Game, Payoff, Unplayable};

/// How a group ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With a deal.
    Deal,
    /// Without one, as all its parts say.
    NoDeal,
    /// It has handed in nothing, or forms that differ. It counts in no mean.
    NotIn,
}

/// One group, measured. **Shares** are of the way from what no agreement is worth (0) to the part's best outcome (1): they
/// can be compared between groups whose points differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The number of the group.
    pub group: u32,
    /// Whether its payoffs differ from the case's.
    pub is_varied: bool,
    /// How it ended.
    pub ended: Ended,
    /// What was agreed.
    pub outcome: Option<Outcome>,
    /// What no agreement is worth to each part, in points.
    pub nothing: Vec<Units>,
    /// The best outcome of each part that crosses none of its red lines, in points.
    pub best: Vec<Units>,
    /// From how many points on each part says yes.
    pub limits: Vec<Option<Units>>,
    /// Whether there was anything that all would sign.
    pub zone: Zone,
    /// The frontier in shares, ascending by the first part's. Empty where a limit stopped it.
    pub frontier: Vec<Vec<f64>>,
    /// What the ending is worth; `None` for a group that is not in.
    pub worth: Option<GroupWorth>,
}

/// What the ending of a group is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupWorth {
    /// In points, part by part.
    pub points: Vec<Units>,
    /// The same as shares.
    pub shares: Vec<f64>,
    /// Which parts got at least their limit and crossed no red line; of no deal, all.
    pub accepts: Vec<bool>,
    /// The distance to the nearest point of the frontier, in shares; `None` where the frontier is not known.
    pub to_frontier: Option<f64>,
    /// Whether no outcome is better for somebody and worse for nobody; `None` where that is not known, and for no deal.
    pub is_efficient: Option<bool>,
    /// Of several outcomes that are better for somebody and worse for nobody, the one that adds the largest product of gains.
    pub better: Option<Outcome>,
    /// Each part's share of the sum of gains, where there was any.
    pub surplus_shares: Vec<Option<f64>>,
    /// The sum of gains over the largest.
    pub integrative_ratio: Option<f64>,
    /// The product of gains over the largest.
    pub nash_ratio: Option<f64>,
    /// Whether there was something that all would have signed, and no deal.
    pub is_missed: bool,
}

/// Measures `groups`, by number, each with its form.
///
/// # Errors
/// Where a game cannot be measured: a part has nothing that it may offer.
pub fn debrief(course: &Course, groups: &BTreeMap<u32, Option<Form>>) -> Result<Vec<Measured>, Unplayable> {
    groups.iter().map(|(&group, form)| measured(&course.game(group), group, form.as_ref())).collect()
}

/// Measures one group that played `game`.
///
/// # Errors
/// Where a part has nothing that it may offer: its red lines and the rules of the space leave nothing.
pub fn measured(game: &Game, group: u32, form: Option<&Form>) -> Result<Measured, Unplayable> {
    let table = Table::new(Stakes::of(&game.problem()), &InverseLimits::default())
        .map_err(|unprepared| Unplayable::Missing(unprepared.to_string()))?;
    let yardstick = Yardstick::new(&table, &Limits::default());
    let nothing = yardstick.nothing().to_vec();
    let best: Vec<Units> = table.briefs.iter().map(|brief| brief.scale.best()).collect();
    let scale = Scale::new(&nothing, &best);
    let frontier = &yardstick.analysis().frontier.points;
    Ok(Measured {
        group,
        is_varied: game.is_varied,
        ended: match form {
            None => Ended::NotIn,
            Some(Form::NoDeal) => Ended::NoDeal,
            Some(Form::Deal(_)) => Ended::Deal,
        },
        outcome: form.and_then(Form::outcome),
        limits: game.payoffs.iter().map(limit).collect(),
        zone: yardstick.zone(),
        frontier: frontier.iter().map(|point| scale.shares(&point.units)).collect(),
        worth: form.map(|form| worth(game, &table, &yardstick, &scale, form)),
        nothing,
        best,
    })
}

fn limit(payoff: &Payoff) -> Option<Units> {
    match payoff.limit {
        Threshold::At(limit) => Some(limit),
        Threshold::Any | Threshold::Never => None,
    }
}

fn worth(game: &Game, table: &Table, yardstick: &Yardstick, scale: &Scale, form: &Form) -> GroupWorth {
    let outcome = form.outcome();
    // A session without a word, which ended as the form says.
    let ending = outcome.clone().map_or(Ending::Deadline, |outcome| Ending::Agreement(Offer::new(outcome)));
    let session = Session { messages: Vec::new(), ending, rounds: 1, elapsed: None };
    let quality: Quality = yardstick.measure(table, &session, TimeConvention::Own, 1);
    let analysis = yardstick.analysis();
    let found = outcome.as_ref().map(|outcome| improvement(&game.problem(), outcome, &Limits::default()));
    let accepts = |payoff: &Payoff| outcome.as_ref().is_none_or(|outcome| payoff.utility().accepts(outcome));
    GroupWorth {
        shares: scale.shares(&quality.units),
        accepts: game.payoffs.iter().map(accepts).collect(),
        to_frontier: analysis.frontier.stopped.is_none().then(|| scale.to(&quality.units, &analysis.frontier.points)).flatten(),
        is_efficient: match &found {
            Some(Improvement::Efficient) => Some(true),
            Some(Improvement::Found { .. }) => Some(false),
            Some(Improvement::NoneFound { .. }) | None => None,
        },
        better: match found {
            Some(Improvement::Found { chosen, .. }) => Some(chosen.outcome),
            _ => None,
        },
        surplus_shares: quality.surplus_shares,
        integrative_ratio: quality.integrative_ratio,
        nash_ratio: quality.nash_ratio,
        is_missed: quality.missed,
        points: quality.units,
    }
}

/// From points to shares of the way from what no agreement is worth to the best.
struct Scale<'a> {
    nothing: &'a [Units],
    /// The whole way; one point where there is none, so that nothing is divided by zero.
    ways: Vec<u128>,
}

impl<'a> Scale<'a> {
    fn new(nothing: &'a [Units], best: &[Units]) -> Self {
        let way = |(nothing, best): (&Units, &Units)| u128::try_from(best - nothing).unwrap_or(0).max(1);
        Self { nothing, ways: nothing.iter().zip(best).map(way).collect() }
    }

    fn shares(&self, units: &[Units]) -> Vec<f64> {
        let share = |((units, nothing), way): ((&Units, &Units), &u128)| (units - nothing) as f64 / *way as f64;
        units.iter().zip(self.nothing).zip(&self.ways).map(share).collect()
    }

    /// The distance to the nearest of `points`, each coordinate in shares.
    fn to(&self, units: &[Units], points: &[Point]) -> Option<f64> {
        nearest(units, points, &self.ways)
    }
}
