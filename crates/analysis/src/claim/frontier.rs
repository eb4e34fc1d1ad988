//! A stored frontier.

use zopa_model::{BargainingProblem, Exact};

use super::Tolerance;
use super::window::Window;
use crate::frontier::{Frontier, Point};
use crate::solution::Absent;

/// What is so of one stored point. Positions are those of the frontier's points, each with an outcome behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is this point of the frontier, as far as its printed digits tell.
    OnFrontier(usize),
    /// It is no point of the frontier: this one gives everybody at least as much, and somebody more.
    Dominated {
        /// Which one.
        by: usize,
    },
    /// No outcome gives everybody as much.
    Impossible,
    /// It has not one number for each party.
    OtherParties,
}

/// What is so of a stored frontier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontierFinding {
    /// For each stored point, in its order.
    pub points: Vec<Standing>,
    /// The points of the frontier that no stored point can mean, ascending.
    pub missing: Vec<usize>,
    /// Whether the frontier it was held against is exact.
    pub exact: bool,
}

impl FrontierFinding {
    /// Whether the stored points are the frontier, no more and no less.
    pub fn holds(&self) -> bool {
        self.missing.is_empty() && self.points.iter().all(|standing| matches!(standing, Standing::OnFrontier(_)))
    }
}

/// Holds stored points against the `frontier` of `problem` over all feasible outcomes. Whether an outcome is worth exactly
/// what a dominated point says stays open: it would not matter.
///
/// # Errors
/// Where the frontier was not found.
pub fn check_frontier(
    problem: &BargainingProblem,
    frontier: &Frontier,
    claimed: &[Vec<Exact>],
    tolerance: &Tolerance,
) -> Result<FrontierFinding, Absent> {
    if let Some(stop) = &frontier.stopped {
        return Err(Absent::Stopped(stop.clone()));
    }
    let windows: Vec<Option<Window>> = claimed.iter().map(|printed| Window::new(problem, printed, tolerance)).collect();
    let points = windows.iter().map(|window| window.as_ref().map_or(Standing::OtherParties, |window| standing(window, frontier)));
    let is_named = |point: &Point| windows.iter().flatten().any(|window| window.holds(&point.units));
    let missing = frontier.points.iter().enumerate().filter(|(_, point)| !is_named(point)).map(|(at, _)| at);
    Ok(FrontierFinding { points: points.collect(), missing: missing.collect(), exact: frontier.exact })
}

/// A point that reaches what is meant without being meant is above it for somebody.
fn standing(window: &Window, frontier: &Frontier) -> Standing {
    let points = &frontier.points;
    let meant = points.iter().position(|point| window.holds(&point.units)).map(Standing::OnFrontier);
    let above = || points.iter().position(|point| window.is_reached_by(&point.units)).map(|by| Standing::Dominated { by });
    meant.or_else(above).unwrap_or(Standing::Impossible)
}
