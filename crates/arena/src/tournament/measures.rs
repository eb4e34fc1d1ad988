//! The numbers of a record, by name: what datasets hold, what standings average, and what a plan may score by.

use super::Record;

/// A number that every record has for every seat, or that is not defined.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The name in plans, datasets and standings.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// What it is for a seat, from zero; `None` where it is not defined.
    pub of: fn(&Record, usize) -> Option<f64>,
}

/// Every measure, in the order of the columns.
pub const MEASURES: &[Measure] = &[
    Measure { name: "utility", meaning: "own utility; of no agreement what that is worth", of: |r, s| Some(r.seats[s].utility) },
    Measure { name: "discounted", meaning: "the same, discounted for time", of: |r, s| Some(r.seats[s].discounted) },
    Measure { name: "advantage", meaning: "share of what the seat could gain", of: |r, s| Some(r.seats[s].advantage) },
    Measure { name: "concession", meaning: "how far the seat came down in its own offers", of: |r, s| r.seats[s].concession },
    Measure { name: "surplus_share", meaning: "part of the sum of gains", of: |r, s| r.seats[s].surplus_share },
    Measure { name: "welfare", meaning: "sum of utilities", of: |r, _| Some(r.welfare) },
    Measure { name: "welfare_ratio", meaning: "that over the largest in the zone", of: |r, _| r.welfare_ratio },
    Measure { name: "nash_ratio", meaning: "product of gains over the largest", of: |r, _| r.nash_ratio },
    Measure { name: "integrative_ratio", meaning: "share of the gains that were there", of: |r, _| r.integrative_ratio },
    Measure { name: "exploitation", meaning: "largest less smallest gain", of: |r, _| Some(r.exploitation) },
    Measure { name: "distance_to_frontier", meaning: "distance to the frontier", of: |r, _| r.to_frontier },
    Measure { name: "distance_to_nash", meaning: "distance to Nash's solution", of: |r, _| r.to_solutions[0] },
    Measure { name: "distance_to_kalai_smorodinsky", meaning: "to Kalai and Smorodinsky's", of: |r, _| r.to_solutions[1] },
    Measure { name: "distance_to_egalitarian", meaning: "to the egalitarian", of: |r, _| r.to_solutions[2] },
    Measure { name: "distance_to_utilitarian", meaning: "to the utilitarian", of: |r, _| r.to_solutions[3] },
];

/// The measure called `name`.
pub fn measure(name: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|one| one.name == name)
}
