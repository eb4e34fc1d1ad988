//! What a mediator can tell of packages from what seats have released to it, and from nothing else. The mediator sees those
//! items anyhow, so nothing new comes out; what was not released is named as missing and never made up.

use serde::Serialize;
use serde_json::{Map, Value};
use zopa_analysis::frontier_within_red_lines;
use zopa_analysis::packages::improvement::{Improvement, improvement};
use zopa_arena::Seat;
use zopa_arena::transcript::in_words;
use zopa_model::{BargainingProblem, Outcome, Utility};

use crate::joint::LIMITS;
use crate::worth::{Worth, whole};
use crate::{BadSheet, Item, Sheet, Table};

/// Most points of a frontier that are listed.
const MOST_POINTS: usize = 200;

/// How a package fares, by what was released.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fairness {
    /// Seat by seat.
    pub seats: Vec<SeatWorth>,
    /// What can be told of all together, where every seat has released its weights and points.
    pub together: Option<Together>,
}

/// What a package is worth to one seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatWorth {
    /// The seat, from one.
    pub seat: usize,
    /// Its party.
    pub party: String,
    /// What it is worth; nothing where weights or points are missing. `acceptable` needs the limit and what the mandate forbids
    /// as well, save where what was released is enough for a no.
    pub worth: Option<Worth>,
    /// What was not released, or is not complete, in words.
    pub missing: Vec<String>,
}

/// What can be told of all together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Together {
    /// The least that a seat gets of its own 100 points.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// The sum of all points. Points of different parties have no common measure: this is for those who want it.
    pub sum: f64,
    /// Whether nothing within the released red lines is better for one and no worse for the others.
    pub frontier: OnFrontier,
}

/// Whether a package can be improved on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum OnFrontier {
    /// It cannot. Exact.
    On {},
    /// It can: by this package, for one.
    Below {
        /// Issue to option.
        package: Map<String, Value>,
        /// Whether the search was exact.
        exact: bool,
    },
    /// Nothing better was found, and the search was bounded.
    Unknown {},
}

/// The frontier of what all seats released.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReleasedFrontier {
    /// How many points were found.
    pub size: usize,
    /// Whether these are all: otherwise the search stopped at its limit.
    pub exact: bool,
    /// The first of them: `{"outcome": …, "worth": ["n/d", …]}`, seat by seat.
    pub points: Vec<Value>,
    /// How many more there are.
    pub left_off: usize,
}

/// A sheet that holds what was released, and what is missing from it.
struct Released {
    sheet: Sheet,
    items: Vec<Item>,
}

impl Table {
    /// How a package that settles every issue fares by what was released to the mediator.
    ///
    /// # Errors
    /// What the package leaves open or names wrongly.
    pub fn fairness(&self, package: &Map<String, Value>) -> Result<Fairness, BadSheet> {
        let chosen = whole(&self.space, package)?;
        let seats: Vec<(SeatWorth, Option<Utility>)> =
            Seat::all(self.seats()).map(|seat| self.seat_worth(seat, &chosen)).collect();
        let utilities: Option<Vec<Utility>> = seats.iter().map(|(_, utility)| utility.clone()).collect();
        let seats: Vec<SeatWorth> = seats.into_iter().map(|(worth, _)| worth).collect();
        let together = utilities.map(|utilities| self.together(&seats, utilities, &chosen));
        Ok(Fairness { seats, together })
    }

    /// The frontier of what was released: the packages that cross no released red line and that nobody's gain can improve on.
    ///
    /// # Errors
    /// Where a seat has not released its weights and points: which, and what of them.
    pub fn released_frontier(&self) -> Result<ReleasedFrontier, BadSheet> {
        let one = |seat| {
            let released = self.released(seat);
            let missing = self.missing(&released);
            match (missing.is_empty(), released.sheet.utility(&self.space)) {
                (true, Ok(utility)) => Ok(utility),
                (true, Err(bad)) => Err(bad),
                (false, _) => Err(BadSheet {
                    problem: format!("{} has not released {}", self.terms.parties[seat.0], missing.join(", ")),
                    way_out: "ask that party to release it, or go on without the frontier".to_owned(),
                }),
            }
        };
        let utilities = Seat::all(self.seats()).map(one).collect::<Result<Vec<_>, _>>()?;
        let problem = BargainingProblem { space: &self.space, utilities };
        let found = frontier_within_red_lines(&problem, &LIMITS);
        let size = found.points.iter().count();
        let point = |outcome: &Outcome| {
            let worth: Vec<String> =
                problem.utilities.iter().map(|utility| utility.quantum.fraction(utility.evaluate(outcome))).collect();
            serde_json::json!({ "outcome": in_words(&self.space, outcome), "worth": worth })
        };
        let points: Vec<Value> = found.points.iter().take(MOST_POINTS).map(|found| point(&found.outcome)).collect();
        Ok(ReleasedFrontier { size, exact: found.stopped.is_none(), left_off: size - points.len(), points })
    }

    fn released(&self, seat: Seat) -> Released {
        let mut released = Released { sheet: Sheet::default(), items: Vec::new() };
        for known in self.releases.iter().filter(|known| known.seat == seat && !known.is_withdrawn) {
            released.sheet.take(&known.item, &known.content);
            released.items.push(known.item.clone());
        }
        released
    }

    /// The weights and points that were not released.
    fn missing(&self, released: &Released) -> Vec<String> {
        let values = self.space.issues().iter().map(|issue| Item::Values(issue.name().to_owned()));
        let needed = [Item::Weights].into_iter().chain(values);
        needed.filter(|item| !released.items.contains(item)).map(|item| item.to_string()).collect()
    }

    fn seat_worth(&self, seat: Seat, chosen: &Outcome) -> (SeatWorth, Option<Utility>) {
        let released = self.released(seat);
        let mut missing = self.missing(&released);
        let utility = match missing.is_empty() {
            true => released.sheet.utility(&self.space).map_err(|bad| missing.push(bad.problem)).ok(),
            false => None,
        };
        let worth = utility.as_ref().map(|utility| {
            let mut worth = released.sheet.worth_of(&self.space, utility, chosen);
            // A yes needs every condition of the seat; a no needs one.
            if worth.acceptable == Some(true) && !released.items.contains(&Item::Forbidden) {
                worth.acceptable = None;
            }
            if !worth.crossed.is_empty() {
                worth.acceptable = Some(false);
            }
            worth
        });
        let others = [Item::Limit, Item::Forbidden].into_iter().filter(|item| !released.items.contains(item));
        missing.extend(others.map(|item| item.to_string()));
        (SeatWorth { seat: seat.0 + 1, party: self.terms.parties[seat.0].clone(), worth, missing }, utility)
    }

    fn together(&self, seats: &[SeatWorth], utilities: Vec<Utility>, chosen: &Outcome) -> Together {
        let points: Vec<f64> = seats.iter().filter_map(|seat| seat.worth.as_ref().map(|worth| worth.points)).collect();
        let problem = BargainingProblem { space: &self.space, utilities };
        let frontier = match improvement(&problem, chosen, &LIMITS) {
            Improvement::Found { chosen, exact, .. } => {
                OnFrontier::Below { package: in_words(&self.space, &chosen.outcome), exact }
            }
            Improvement::Efficient => OnFrontier::On {},
            Improvement::NoneFound { .. } => OnFrontier::Unknown {},
        };
        Together {
            least: points.iter().copied().fold(f64::INFINITY, f64::min),
            most: points.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            sum: points.iter().sum(),
            frontier,
        }
    }
}

impl Sheet {
    /// Takes over one released item.
    fn take(&mut self, item: &Item, content: &Value) {
        fn read<T: serde::de::DeserializeOwned + Default>(content: &Value) -> T {
            // Released content was written from a sheet; nothing there is nothing.
            serde_json::from_value(content.clone()).unwrap_or_default()
        }
        match item {
            Item::Weights => self.weights = read(content),
            Item::Limit => self.limit = read(content),
            Item::Forbidden => self.forbidden = read(content),
            Item::Fallback => self.fallback = read(content),
            Item::Notes => self.notes = read(content),
            Item::Values(issue) => {
                self.values.insert(issue.clone(), read(content));
            }
        }
    }
}
