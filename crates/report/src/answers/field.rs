//! From the files of a scenario of the field and a question to a document: what every door shares.

use zopa_analysis::Limits;
use zopa_analysis::solution::Powers;
use zopa_analysis::survey::{Asked as Survey, survey};
use zopa_dossier::formats::{Asked, FieldScenario, Files, Format, Grid, Refusal, Tabulated};
use zopa_model::BargainingProblem;

use super::TalksSubject;
use crate::{Document, FieldSubject};

/// A scenario of the field that was read, and how.
#[derive(Clone, Debug)]
pub struct FieldReading {
    /// As its files state it.
    pub scenario: FieldScenario,
    /// How they were read.
    pub asked: Asked,
    /// How amounts are cut.
    pub grid: Option<Grid>,
}

impl FieldReading {
    /// Reads `files`, which are of `format`, as `asked`.
    ///
    /// # Errors
    /// Files that have no reading, or two.
    pub fn new(format: Format, files: &Files, asked: Asked, grid: Option<Grid>) -> Result<Self, Refusal> {
        Ok(Self { scenario: format.read(files, &asked)?, asked, grid })
    }

    /// The scenario with amounts cut into options.
    ///
    /// # Errors
    /// Amounts without a grid, and utilities that no numbers of ours can hold.
    pub fn tabulate(&self) -> Result<Tabulated, Refusal> {
        self.scenario.tabulate(self.grid)
    }

    /// Everything that can be said of the scenario.
    pub fn document(&self, tabulated: &Tabulated, powers: Powers, limits: Limits) -> Document {
        let problem = BargainingProblem { space: &tabulated.space, utilities: tabulated.utilities.clone() };
        let survey = survey(&problem, &Survey { powers, limits });
        crate::assemble_field(&FieldSubject {
            scenario: &self.scenario,
            asked: &self.asked,
            grid: self.grid,
            tabulated,
            survey: &survey,
        })
    }

    /// The scenario as something to talk about.
    pub fn into_talks(self) -> TalksSubject {
        TalksSubject { scenario: self.scenario, grid: self.grid, draw: None, heading: None }
    }
}
