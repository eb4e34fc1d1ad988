//! A case as an audience may see it on a day: what every answer starts from.

use std::collections::BTreeMap;

use zopa_dossier::{Audience, Compiled, Date, Disclosed, Dossier};

use super::{Refused, keep_named};

/// Through whose eyes, and as of which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Whom the answer is for; what they may not see is dropped before anything is computed.
    pub audience: Audience,
    /// The day at whose end the answer is given; `None` for all that the case knows.
    pub as_of: Option<Date>,
}

/// A case seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The view.
    pub view: View,
    /// What is left of the case.
    pub disclosed: Disclosed,
}

impl Seen {
    /// What `view` leaves of `dossier`.
    pub fn new(dossier: &Dossier, view: View) -> Self {
        let mut disclosed = dossier.disclose(view.audience);
        if let Some(date) = view.as_of {
            disclosed.dossier = disclosed.dossier.as_of(date);
        }
        Self { view, disclosed }
    }

    /// The case.
    pub fn dossier(&self) -> &Dossier {
        &self.disclosed.dossier
    }

    /// The case in the terms of the rooms, with the judgements named, in their order; all where none is named.
    ///
    /// # Errors
    /// A judgement that the case does not show.
    pub fn compiled(&self, judgements: &[String]) -> Result<Compiled, Refused> {
        let mut compiled = self.dossier().compile();
        keep_named("judgement", &mut compiled.judgements, |judgement| &judgement.id, judgements)?;
        Ok(compiled)
    }

    /// The judgements without a day, where a day is asked about: they may rest on what nobody knew yet.
    pub fn undated(&self) -> Vec<&str> {
        let undated = self.dossier().case().judgements.iter().filter(|judgement| judgement.as_of.is_none());
        if self.view.as_of.is_some() { undated.map(|judgement| judgement.id.as_str()).collect() } else { Vec::new() }
    }
}

/// Texts of sources and lists of people, by file name.
pub type Texts = BTreeMap<String, Vec<u8>>;
