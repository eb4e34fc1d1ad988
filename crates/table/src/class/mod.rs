//! A class: one case, played in many groups whose payoffs differ.
//!
//! ```text
//! Scenario ─draw─▶ utilities ─▶ Course ─game(group)─▶ Game (whole points of every part) ─▶ a sheet for each part
//!                                                      └── debrief(form of the group) ──▶ every deal against its frontier
//! ```
//!
//! * **Answers cannot be looked up.** A varied [`Course`] gives every group payoffs of its own, drawn from the seed and
//!   the number of the group, and [`Course::game`] says exactly what they keep of the case.
//! * **Nothing is guessed.** What a group agreed on is what all its parts have entered; forms that differ are told apart by
//!   issue, and none of them counts.
//! * **The game that is measured is the game on the sheets**, whole points and all: the frontier of every group is worked
//!   out from its own points.

mod code;
mod course;
mod debrief;
mod game;
mod group;
mod payoff;
mod points;
mod shape;
mod stream;
mod summary;
mod unplayable;
mod vary;

pub use code::{BadCode, JoinCode};
pub use course::Course;
pub use debrief::{Ended, GroupWorth, Measured, debrief, measured};
pub use game::Game;
pub use group::{Agreement, Form, Group, Part, Refused};
pub use payoff::{Bonus, Payoff};
pub use summary::{ClassSummary, Figures, Spread, summary};
pub use unplayable::Unplayable;
