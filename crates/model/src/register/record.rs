//! One person who is held, or is said to be.

use super::{ClassIndex, Identity, NoMove, PartialDate, SideIndex, State};

/// A person, with everything that is said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Our own short name for the record, unique in the register; the one thing of it that answers show.
    pub id: String,
    /// Who holds the person.
    pub holder: SideIndex,
    /// To whom the person would go.
    pub home: SideIndex,
    /// Classes, each with whoever asserted it.
    pub classes: Vec<ClassClaim>,
    /// Where the record stands.
    pub state: State,
    /// What the person wishes.
    pub consent: Consent,
    /// Whether there are substantial grounds to fear for the person where they would go.
    pub at_risk: Known,
    /// Since when the person is held.
    pub held_since: PartialDate,
    /// The name of a group of relatives who go together or not at all.
    pub family: Option<String>,
    /// A rank given by the parties, 1 before 2; it orders people of one class and nothing else.
    pub priority: Option<u32>,
    /// The first batch that the person may be in, from 1.
    pub not_before: Option<u32>,
    /// The last batch that the person may be in, from 1.
    pub not_after: Option<u32>,
    /// Who keeps the person out of the exchange, and why.
    pub veto: Option<Veto>,
    /// What is said, by whom, when. Claims are added, never changed.
    pub claims: Vec<Claim>,
    /// What names the person.
    pub identity: Identity,
    /// Where the record was read.
    pub origin: Origin,
}

impl Record {
    /// Moves the record to another state and adds the claim that says so.
    ///
    /// # Errors
    /// A move that is not in the table of [`super::MOVES`], or has no source.
    pub fn moved(&mut self, to: State, claim: Claim) -> Result<(), NoMove> {
        self.state.check_move(to, &claim.source)?;
        self.state = to;
        self.claims.push(claim);
        Ok(())
    }
}

/// A class, and whoever says that the person is of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassClaim {
    /// The class.
    pub class: ClassIndex,
    /// Who says so.
    pub by: String,
}

/// What a living adult wishes. Silence is not a wish: without a record nobody is ready, and nobody has refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// Nothing is recorded.
    #[default]
    Unknown,
    /// The person wishes to go.
    Yes {
        /// When that was said.
        date: PartialDate,
        /// Before whom.
        before: String,
    },
    /// The person does not wish to go.
    No {
        /// When that was said.
        date: PartialDate,
        /// Before whom.
        before: String,
    },
}

/// A yes or no that may not be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Nothing is recorded.
    #[default]
    Unknown,
    /// It is so.
    Yes,
    /// It is not so.
    No,
}

/// Somebody's word that a person stays out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veto {
    /// Who says so.
    pub author: String,
    /// Why.
    pub reason: String,
}

/// One thing that was said of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who said it, or where it was read.
    pub source: String,
    /// When.
    pub date: PartialDate,
    /// What.
    pub assertion: Assertion,
}

/// What can be said of whether somebody is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assertion {
    /// The side asks for the person: it says that the other side holds them.
    Asked,
    /// The holder says that it holds the person.
    Held,
    /// The holder says that it does not.
    NotHeld,
    /// The person is said to be dead.
    Deceased,
    /// The record was moved to this state.
    Moved(State),
}

/// Where a record was read: which list, and which line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The name of the file, without its folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}
