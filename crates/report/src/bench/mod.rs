//! The workbench in names and sentences: the plane, one package, several packages.

mod asked;
pub mod document;
mod names;
mod package;
mod plane;

pub use asked::BenchQuestion;
pub use package::{comparison, package};
pub use plane::plane;

/// Any answer of the bench as indented JSON with a newline at its end.
pub fn json(answer: &impl serde::Serialize) -> String {
    crate::json::pretty(answer)
}
