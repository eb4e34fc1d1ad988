//! What people see of a tournament: standings for a terminal, a spreadsheet, a paper; payoffs; how to cite it; and a page.

mod citation;
mod html;
mod table;
mod terminal;

use zopa_arena::tournament::Results;

pub use self::citation::citation;
pub use self::html::html;
pub use self::table::{payoff_csv, standings_csv, standings_tex};
pub use self::terminal::terminal;

/// The results as JSON, the same bytes on every machine.
pub fn json(results: &Results) -> String {
    crate::json::pretty(results)
}

/// A share or utility with four decimals, for tables that people compare; a dash where it is not defined.
fn decimal(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"))
}
