//! GENIUS for people (Bar-Ilan): raw scores, a multiplier, opting out and an effect of time.
//!
//! The files are those of GENIUS, but `u = weightmultiplyer x sum of weight x evaluation`: nothing is divided by the
//! largest evaluation, nothing is cut at 1, and the reservation is in the same unit. What opting out and waiting are
//! worth is told and not used.

use super::genius::{Dialect, recognises as is_genius, scenario, write_for_people};
use super::{Asked, FieldScenario, Files, Format, Refusal, Written};

/// The element that only these files have.
const MULTIPLIER: &[u8] = b"<weightmultiplyer";

pub(super) fn recognises(files: &Files) -> bool {
    let has_multiplier = |bytes: &Vec<u8>| bytes.windows(MULTIPLIER.len()).any(|window| window == MULTIPLIER);
    is_genius(files) && files.values().any(has_multiplier)
}

pub(super) fn read(files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
    scenario(files, asked, Dialect::ForPeople)
}

/// Writes only what was read from such files: their raw scores mean nothing to anybody else.
pub(super) fn write(scenario: &FieldScenario) -> Result<Written, Refusal> {
    if scenario.format == Format::GeniusBi {
        return write_for_people(scenario);
    }
    Err(Refusal {
        code: "not-written",
        file: String::new(),
        line: None,
        message: "files of GENIUS for people are written only from such files".to_owned(),
        way_out: "write `genius`, which every later program reads".to_owned(),
    })
}
