//! From an opened scenario of the field and a question to a document: what `analyse`, `check` and `convert` share.

use zopa_analysis::Limits;
use zopa_analysis::solution::Powers;
use zopa_analysis::survey::{Asked as Survey, survey};
use zopa_dossier::formats::{Asked, FieldScenario, Grid, Meaning, Strictness, Tabulated};
use zopa_model::BargainingProblem;
use zopa_report::{Document, FieldSubject};

use crate::arguments::{ReadAs, Reading};
use crate::exit::Failure;
use crate::folder::Found;

/// A scenario that was read.
pub(crate) struct Read {
    /// As its files state it.
    pub(crate) scenario: FieldScenario,
    asked: Asked,
    grid: Option<Grid>,
}

/// Reads what was found as the flags say.
pub(crate) fn read(found: &Found, reading: &Reading) -> Result<Read, Failure> {
    let asked = Asked {
        parties: reading.party.clone(),
        meaning: match reading.meaning {
            None => Meaning::Own,
            Some(ReadAs::Negmas) => Meaning::Negmas,
        },
        strictness: if reading.strict { Strictness::Strict } else { Strictness::Lenient },
    };
    let scenario = found.format.read(&found.files, &asked).map_err(|refusal| refused(found, refusal))?;
    Ok(Read { scenario, asked, grid: reading.grid.map(|steps| Grid { steps }) })
}

/// A refusal under the name of the scenario.
pub(crate) fn refused(found: &Found, refusal: zopa_dossier::formats::Refusal) -> Failure {
    Failure::Field { name: found.name.clone(), refusal: Box::new(refusal) }
}

impl Read {
    /// The scenario with amounts cut into options.
    pub(crate) fn tabulate(&self, found: &Found) -> Result<Tabulated, Failure> {
        self.scenario.tabulate(self.grid).map_err(|refusal| refused(found, refusal))
    }

    /// Everything that can be said of the scenario.
    pub(crate) fn document(&self, tabulated: &Tabulated, powers: Powers, limits: Limits) -> Document {
        let problem = BargainingProblem { space: &tabulated.space, utilities: tabulated.utilities.clone() };
        let survey = survey(&problem, &Survey { powers, limits });
        zopa_report::assemble_field(&FieldSubject {
            scenario: &self.scenario,
            asked: &self.asked,
            grid: self.grid,
            tabulated,
            survey: &survey,
        })
    }
}
