//! From a source and its flags to a table that strategies can sit at: what `negotiate` and `replay` share.

use std::path::Path;

use serde_json::Value;
use zopa_analysis::Limits;
use zopa_arena::Table;
use zopa_arena::quality::Yardstick;
use zopa_arena::transcript::Header;
use zopa_dossier::formats::{Asked, Files, Format, Grid, Refusal};
use zopa_report::Talks;
use zopa_report::answers::{self, NoTable, SCENARIO, Seen, TalksSubject, View};

use crate::arguments::{Drawing, Opening, Reading};
use crate::exit::Failure;
use crate::folder::Found;
use crate::{answer, files, folder, scenario, show, source};

/// What is talked about.
pub(crate) struct Subject(TalksSubject);

impl std::ops::Deref for Subject {
    type Target = TalksSubject;

    fn deref(&self) -> &TalksSubject {
        &self.0
    }
}

/// What `source` says, one draw of it where it is a case with ranges.
pub(crate) fn subject(name: &str, opening: &Opening, reading: &Reading, drawing: &Drawing) -> Result<Subject, Failure> {
    match folder::find(name)? {
        Some(found) => {
            drawing.refuse("a scenario of the field")?;
            of_field(&found, reading)
        }
        None => {
            reading.refuse("a case")?;
            let mut one = of_case(name, opening, drawing, 1)?;
            Ok(one.pop().expect("one draw was asked for"))
        }
    }
}

/// A scenario of the field.
pub(crate) fn of_field(found: &Found, reading: &Reading) -> Result<Subject, Failure> {
    let read = scenario::read(found, reading)?;
    let grid = reading.grid.map(|steps| Grid { steps });
    Ok(Subject(TalksSubject { scenario: read.scenario, grid, draw: None, heading: None }))
}

/// So many draws from the ranges of a case, beginning with the one that is named. What the audience may not see is dropped
/// before anything is drawn.
pub(crate) fn of_case(name: &str, opening: &Opening, drawing: &Drawing, count: u32) -> Result<Vec<Subject>, Failure> {
    let dossier = source::open(name, opening)?.dossier()?;
    let seen = Seen::new(&dossier, View { audience: answer::audience_of(drawing.audience), as_of: None });
    let asked = answers::Drawing { judgement: drawing.judgement.clone(), draw: drawing.draw, seed: drawing.draw_seed };
    Ok(answers::drawn(&seen, &asked, count)?.into_iter().map(Subject).collect())
}

impl Subject {
    /// The whole scenario as zopa's own file.
    pub(crate) fn in_json(&self) -> Result<Value, Failure> {
        self.0.in_json().map_err(|refusal| refused(&self.scenario.name, refusal))
    }

    /// The table, ready for `rounds` rounds.
    pub(crate) fn table(&self, rounds: u32) -> Result<Table, Failure> {
        self.0.table(rounds).map_err(|no_table| match no_table {
            NoTable::Refused(refusal) => refused(&self.scenario.name, refusal),
            NoTable::Unprepared(unprepared) => {
                Failure::usage(format!("{}: {unprepared}", self.scenario.name), "simplify the scenario")
            }
        })
    }
}

/// The scenario that a transcript carries.
pub(crate) fn recorded(header: &Header) -> Result<Subject, Failure> {
    let mut text = serde_json::to_vec(&header.scenario).expect("it was read from JSON");
    text.push(b'\n');
    let scenario = Format::Zopa
        .read(&Files::from([(SCENARIO.to_owned(), text)]), &Asked::default())
        .map_err(|refusal| refused("the scenario in the transcript", refusal))?;
    let grid = header.grid.map(|steps| Grid { steps });
    Ok(Subject(TalksSubject { scenario, grid, draw: header.draw.clone(), heading: header.heading.clone() }))
}

fn refused(name: &str, refusal: Refusal) -> Failure {
    Failure::Field { name: name.to_owned(), refusal: Box::new(refusal) }
}

/// What endings at `table` are measured with.
pub(crate) fn yardstick(table: &Table) -> Yardstick {
    Yardstick::new(table, &Limits::default())
}

/// Writes the pages that were asked for.
pub(crate) fn write_pages(talks: &Talks<'_>, report: Option<&Path>, picture: Option<&Path>) -> Result<(), Failure> {
    if let Some(path) = report {
        files::write_page(path, &zopa_report::talks_html(talks))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if let Some(path) = picture {
        let svg = zopa_report::talks_picture(talks).ok_or_else(|| {
            Failure::usage("the path through the utility plane is drawn for two parties", "leave out --picture, or use --report")
        })?;
        files::create(path, svg.as_bytes())?;
        show::note(&format!("wrote {}", path.display()));
    }
    Ok(())
}
