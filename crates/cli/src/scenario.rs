//! Reading a scenario of the field as the flags say: what `analyse`, `check` and `convert` share.

use zopa_dossier::formats::{Asked, Meaning, Refusal, Strictness, Tabulated};
use zopa_report::answers::FieldReading;
use zopa_runner::folder::Found;

use crate::arguments::{ReadAs, Reading};
use crate::exit::Failure;

/// Reads what was found as the flags say.
pub(crate) fn read(found: &Found, reading: &Reading) -> Result<FieldReading, Failure> {
    let asked = Asked {
        parties: reading.party.clone(),
        meaning: match reading.meaning {
            None => Meaning::Own,
            Some(ReadAs::Negmas) => Meaning::Negmas,
        },
        strictness: if reading.strict { Strictness::Strict } else { Strictness::Lenient },
    };
    Ok(zopa_runner::source::read(found, &asked, reading.grid)?)
}

/// The scenario with amounts cut into options.
pub(crate) fn tabulate(found: &Found, read: &FieldReading) -> Result<Tabulated, Failure> {
    read.tabulate().map_err(|refusal| refused(found, refusal))
}

/// A refusal under the name of the scenario.
pub(crate) fn refused(found: &Found, refusal: Refusal) -> Failure {
    Failure::Field { name: found.name.clone(), refusal: Box::new(refusal) }
}
