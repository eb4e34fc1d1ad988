//! What a package is worth by one sheet.

use serde::Serialize;
use serde_json::{Map, Value};
use zopa_arena::transcript::outcome;
use zopa_model::{Outcome, OutcomeSpace, Pattern, Utility};

use crate::{BadSheet, Sheet};

/// What a package is worth by a sheet: exactly, and never guessed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worth {
    /// Exactly, as a share of 100 points: `n/d`.
    pub worth: String,
    /// The same in points, from 0 to 100.
    pub points: f64,
    /// Whether it reaches the limit and crosses no red line; `None` where the sheet states no limit.
    pub acceptable: Option<bool>,
    /// The issues on which it chooses what the mandate forbids.
    pub crossed: Vec<String>,
}

impl Sheet {
    /// What `package` (issue to option, for every issue) is worth by this sheet.
    ///
    /// # Errors
    /// What the package leaves open or names wrongly; what the sheet does not say.
    pub fn worth(&self, space: &OutcomeSpace, package: &Map<String, Value>) -> Result<Worth, BadSheet> {
        let chosen = whole(space, package)?;
        Ok(self.worth_of(space, &self.utility(space)?, &chosen))
    }

    pub(crate) fn worth_of(&self, space: &OutcomeSpace, utility: &Utility, chosen: &Outcome) -> Worth {
        let units = utility.evaluate(chosen);
        let issues = |line: &Pattern| -> Vec<String> {
            line.literals().iter().map(|(issue, _)| space.issues()[*issue].name().to_owned()).collect()
        };
        Worth {
            worth: utility.quantum.fraction(units),
            points: utility.quantum.to_f64(units) * 100.0,
            acceptable: self.limit.as_ref().map(|_| utility.accepts(chosen)),
            crossed: utility.refusals.iter().filter(|line| line.fits(chosen)).flat_map(issues).collect(),
        }
    }
}

/// A package that settles every issue.
pub(crate) fn whole(space: &OutcomeSpace, package: &Map<String, Value>) -> Result<Outcome, BadSheet> {
    outcome(space, package)
        .map_err(|problem| BadSheet { problem, way_out: "choose one option for every issue of the table".to_owned() })
}
