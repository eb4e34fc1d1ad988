//! Between a case file and a scenario of the field: the part of a case that states every number, and a case that says what
//! the files of a scenario say.

mod drawn;
mod from;
mod into;
mod stated;

pub use drawn::of_draw;
pub use from::of_case;
pub use into::to_case;
