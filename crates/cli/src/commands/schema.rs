//! `zopa schema`: the shapes of what goes in and what comes out.

use crate::arguments::{Schema, SchemaOf};
use crate::exit::{Ending, Failure};
use crate::show;

/// Prints the JSON Schema asked for.
pub(crate) fn run(arguments: &Schema) -> Result<Ending, Failure> {
    let schema = match arguments.of {
        SchemaOf::Case => format!("{:#}", zopa_dossier::schema()),
        SchemaOf::Scenario => format!("{:#}", zopa_dossier::scenario_schema()),
        SchemaOf::Analysis => zopa_report::schema(),
    };
    show::data(&schema);
    Ok(Ending::Done)
}
