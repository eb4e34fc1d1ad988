//! Yes, no, or not known: what follows where some ranks are missing (Kleene 1952).

/// Whether something is so. Ordered: no, not known, yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It is not, whatever is missing.
    No,
    /// What is missing decides.
    NotKnown,
    /// It is, whatever is missing.
    Yes,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The opposite.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "`and`, `or` and `not` read alike")]
    pub fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::NotKnown => Self::NotKnown,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }
}
