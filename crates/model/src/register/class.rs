//! Classes of people, and what the law says of some of them.

/// A class, as the parties or the law name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The name, unique in the register.
    pub name: String,
    /// What the law says of people of this class.
    pub standing: LegalStanding,
}

/// What the law says of people of a class. It is never guessed from a word that only sounds like one of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalStanding {
    /// Owed return, not exchange: never part of a count, and nothing overrides that.
    Child,
    /// To be repatriated whatever the number or rank (Third Geneva Convention, articles 109 and 110): never waits for a
    /// count on the other side, unless an analyst signs a reason that is printed.
    SeverelyWoundedOrSick,
    /// Protected by the Fourth Geneva Convention; holding civilians as hostages is prohibited (article 34).
    Civilian,
    /// Nothing beyond what holds for everybody who is held.
    #[default]
    Ordinary,
}
