//! Who sits at the table.

/// What somebody is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Negotiates and decides.
    Party,
    /// Helps the parties to a deal.
    Facilitator,
    /// Gives the room, and perhaps the chair.
    Host,
    /// Stands behind a party; its consent may be needed.
    Ally,
}

/// Somebody at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name, unique among the parties.
    pub name: String,
    /// What they are there for.
    pub role: Role,
}
