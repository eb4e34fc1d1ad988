//! From a source and its flags to a table that strategies can sit at: what `negotiate` and `replay` share.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use zopa_analysis::Limits;
use zopa_analysis::inverse::InverseLimits;
use zopa_analysis::uncertainty::{DrawPlan, Draws};
use zopa_arena::quality::Yardstick;
use zopa_arena::transcript::{DrawLine, Header};
use zopa_arena::{Stakes, Table};
use zopa_dossier::case::Nature;
use zopa_dossier::formats::{self, Asked, Discount, FieldScenario, Files, Format, Grid, Refusal, Tabulated};
use zopa_report::Talks;

use crate::arguments::{Drawing, Opening, Reading};
use crate::exit::Failure;
use crate::folder::Found;
use crate::{answer, files, folder, scenario, show, source};

/// What stands above every run on a real conflict.
const HEADING: &str = "simulated strategies, not these governments";
/// The name under which zopa's own file of a scenario goes.
const SCENARIO: &str = "scenario.json";

/// What is talked about.
pub(crate) struct Subject {
    /// Every number of it.
    pub(crate) scenario: FieldScenario,
    /// How amounts are cut.
    pub(crate) grid: Option<Grid>,
    /// Which draw of a case it is.
    pub(crate) draw: Option<DrawLine>,
    /// What stands above the answer.
    pub(crate) heading: Option<String>,
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
    Ok(Subject { scenario: read.scenario, grid: reading.grid.map(|steps| Grid { steps }), draw: None, heading: None })
}

/// So many draws from the ranges of a case, beginning with the one that is named. What the audience may not see is dropped
/// before anything is drawn.
pub(crate) fn of_case(name: &str, opening: &Opening, drawing: &Drawing, count: u32) -> Result<Vec<Subject>, Failure> {
    let opened = source::open(name, opening)?;
    let dossier = opened.dossier()?;
    let heading = (dossier.case().nature == Nature::Real).then(|| HEADING.to_owned());
    let disclosed = dossier.disclose(answer::audience_of(drawing.audience));
    let mut compiled = disclosed.dossier.compile();
    answer::choose(&mut compiled, drawing.judgement.as_slice())?;
    let judgement = match compiled.judgements.as_slice() {
        [one] => one,
        [] => {
            return Err(Failure::usage(
                "the case shows no judgement to this audience, so nobody wants anything",
                "ask --for internal or secret, or add a judgement",
            ));
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|one| one.id.as_str()).collect();
            return Err(Failure::usage(
                format!("the case has several judgements ({}), and talks are about one", ids.join(", ")),
                format!("choose one, such as --judgement {}", ids[0]),
            ));
        }
    };
    let cannot = |what: String| {
        Failure::usage(
            format!("nothing can be drawn from judgement `{}`: {what}", judgement.id),
            "complete it, or choose another with --judgement",
        )
    };
    let plan = DrawPlan { seed: drawing.draw_seed, draws: drawing.draw.saturating_add(count) };
    let draws = Draws::new(&judgement.scenario, plan).map_err(|missing| cannot(missing.to_string()))?;
    let subject = |draw: u32| {
        let utilities: Vec<_> = (0..judgement.scenario.parties().len()).map(|party| draws.utility(party, draw)).collect();
        Subject {
            scenario: formats::of_draw(&compiled, judgement, &utilities),
            grid: None,
            draw: Some(DrawLine { judgement: judgement.id.clone(), seed: drawing.draw_seed, draw }),
            heading: heading.clone(),
        }
    };
    Ok((drawing.draw..drawing.draw.saturating_add(count)).map(subject).collect())
}

impl Subject {
    /// The names of the parties.
    pub(crate) fn parties(&self) -> Vec<String> {
        self.scenario.profiles.iter().map(|profile| profile.name.clone()).collect()
    }

    /// The whole scenario as zopa's own file.
    pub(crate) fn in_json(&self) -> Result<Value, Failure> {
        let written = Format::Zopa.write(&self.scenario).map_err(|refusal| refused(&self.scenario.name, refusal))?;
        let bytes = written.files.get(SCENARIO).expect("zopa's own format is one file of this name");
        Ok(serde_json::from_slice(bytes).expect("it was written as JSON"))
    }

    /// The table, ready for `rounds` rounds.
    pub(crate) fn table(&self, rounds: u32) -> Result<Table, Failure> {
        let tabulated = self.scenario.tabulate(self.grid).map_err(|refusal| refused(&self.scenario.name, refusal))?;
        let stakes = stakes(&self.scenario, &tabulated, rounds);
        Table::new(stakes, &InverseLimits::default())
            .map_err(|unprepared| Failure::usage(format!("{}: {unprepared}", self.scenario.name), "simplify the scenario"))
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
    Ok(Subject { scenario, grid, draw: header.draw.clone(), heading: header.heading.clone() })
}

fn refused(name: &str, refusal: Refusal) -> Failure {
    Failure::Field { name: name.to_owned(), refusal: Box::new(refusal) }
}

fn stakes(scenario: &FieldScenario, tabulated: &Tabulated, rounds: u32) -> Stakes {
    // A discount for each round comes to its power over all of them.
    let discount = |profile: &formats::Profile| match &profile.discount {
        None => 1.0,
        Some(Discount::OverTime(factor)) => factor.to_f64(),
        Some(Discount::EachRound(factor)) => (0..rounds).fold(1.0, |whole, _| whole * factor.to_f64()),
    };
    Stakes {
        space: Arc::new(tabulated.space.clone()),
        utilities: tabulated.utilities.iter().cloned().map(Arc::new).collect(),
        discounts: scenario.profiles.iter().map(discount).collect(),
    }
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
