//! What people see of a session: who sat where, what was said, how it ended, how good that is, and the path of it.

mod html;
mod story;
mod terminal;

use zopa_arena::quality::{Quality, Yardstick};
use zopa_arena::transcript::Header;
use zopa_arena::{Session, Table};

pub use self::html::html;
pub(crate) use self::story::Path;
pub use self::terminal::terminal;
use crate::chart::{self, standalone};

/// A session with everything that it is shown with.
#[derive(Clone, Copy, Debug)]
pub struct Talks<'a> {
    /// What it followed from.
    pub header: &'a Header,
    /// What was at stake.
    pub table: &'a Table,
    /// What endings are measured with.
    pub yardstick: &'a Yardstick,
    /// What was said.
    pub session: &'a Session,
    /// How good the ending is.
    pub quality: &'a Quality,
}

impl Talks<'_> {
    /// The parties, in the order of the seats.
    pub(crate) fn parties(&self) -> Vec<String> {
        self.header.seats.iter().map(|seat| seat.party.clone()).collect()
    }
}

/// The path through the utility plane as an SVG file; `None` unless there are two parties.
pub fn picture(talks: &Talks<'_>) -> Option<String> {
    let path = Path::of(talks)?;
    Some(standalone(&chart::path(&path).wide))
}
