//! From a source and its flags to something to talk about: what `negotiate` and `replay` share.

use std::path::Path;

use zopa_analysis::Limits;
use zopa_arena::quality::Yardstick;
use zopa_arena::transcript::{Header, SeatLine};
use zopa_arena::{Rules, Table};
use zopa_dossier::formats::Grid;
use zopa_report::Talks;
use zopa_report::answers::{self, TalksSubject, View};
use zopa_runner::source::{self as sources, Unread};
use zopa_runner::{files, folder};

use crate::arguments::{Drawing, Opening, Reading};
use crate::exit::Failure;
use crate::{answer, scenario, show, source};

/// What `source` says, one draw of it where it is a case with ranges.
pub(crate) fn subject(name: &str, opening: &Opening, reading: &Reading, drawing: &Drawing) -> Result<TalksSubject, Failure> {
    match folder::find(name)? {
        Some(found) => {
            drawing.refuse("a scenario of the field")?;
            Ok(scenario::read(&found, reading)?.into_talks())
        }
        None => {
            reading.refuse("a case")?;
            let opened = source::open(name, opening)?;
            let view = View { audience: answer::audience_of(drawing.audience), as_of: None };
            let asked = answers::Drawing { judgement: drawing.judgement.clone(), draw: drawing.draw, seed: drawing.draw_seed };
            let mut one = sources::of_case(&opened, view, &asked, 1)?;
            Ok(one.pop().expect("one draw was asked for"))
        }
    }
}

/// The table, ready for `rounds` rounds.
pub(crate) fn table(subject: &TalksSubject, rounds: u32) -> Result<Table, Failure> {
    Ok(subject.table(rounds).map_err(|none| Unread::no_table(&subject.scenario.name, none))?)
}

/// What the transcript of a session begins with.
pub(crate) fn header(subject: &TalksSubject, rules: &Rules, seats: Vec<SeatLine>) -> Result<Header, Failure> {
    Ok(subject.header(rules, seats).map_err(|refusal| Unread::field(&subject.scenario.name, refusal))?)
}

/// The scenario that a transcript carries.
pub(crate) fn recorded(header: &Header) -> Result<TalksSubject, Failure> {
    let scenario = sources::of_contents(&header.scenario, "the scenario in the transcript")?;
    let grid = header.grid.map(|steps| Grid { steps });
    Ok(TalksSubject { scenario, grid, draw: header.draw.clone(), heading: header.heading.clone() })
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
