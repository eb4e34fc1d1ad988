//! From a plan file to scenarios that were read: each source found beside the plan or in the catalogue.

use std::path::Path;

use serde_json::Value;
use zopa_analysis::Limits;
use zopa_arena::tournament::{BadPlan, Draft, Plan, ScenarioLine, Source, Tournament, Venue};
use zopa_arena::transcript::{self, Header};

use crate::arguments::{Audience, Drawing, Opening, ReadAs, Reading};
use crate::exit::Failure;
use crate::talks::{self, Subject};
use crate::{files, folder};

/// A scenario of a plan that was read.
pub(super) struct Staged {
    /// What is talked about.
    pub(super) subject: Subject,
    /// How the plan knows it.
    pub(super) line: ScenarioLine,
    /// All of it, as zopa's own file.
    contents: Value,
}

/// Reads a plan, and every scenario in it.
pub(super) fn staged(file: &Path) -> Result<(Draft, Vec<Staged>), Failure> {
    let text = String::from_utf8(files::read(file)?)
        .map_err(|_| Failure::usage(format!("`{}` is not text", file.display()), "write the plan as TOML, in UTF-8"))?;
    let draft = Draft::read(&text).map_err(|bad| bad_plan(file, bad))?;
    let mut scenarios = Vec::new();
    for source in &draft.sources {
        scenarios.extend(read(file, source).map_err(|failure| at_line(file, source.line, failure))?);
    }
    Ok((draft, scenarios))
}

/// A fault of the plan, with the name of its file.
pub(super) fn bad_plan(file: &Path, bad: BadPlan) -> Failure {
    Failure::usage(format!("{}: {bad}", file.display()), bad.way_out)
}

/// Says in which line of the plan a source stands that cannot be used.
fn at_line(file: &Path, line: usize, failure: Failure) -> Failure {
    match failure {
        Failure::Usage { problem, way_out } => Failure::usage(format!("{}: line {line}: {problem}", file.display()), way_out),
        other => other,
    }
}

/// One scenario of the field, or draws of a case.
fn read(plan: &Path, source: &Source) -> Result<Vec<Staged>, Failure> {
    let beside = plan.parent().unwrap_or(Path::new("")).join(&source.source);
    let name = if beside.exists() { beside.to_string_lossy().into_owned() } else { source.source.clone() };
    let (subjects, numbered) = match folder::find(&name)? {
        Some(found) => {
            refuse_keys(source, "a scenario of the field", &of_cases(source))?;
            (vec![talks::of_field(&found, &reading(source)?)?], None)
        }
        None => {
            refuse_keys(source, "a case", &of_fields(source))?;
            let opening = Opening { texts: Vec::new(), passphrase_file: None };
            (talks::of_case(&name, &opening, &drawing(source)?, source.draws.unwrap_or(1))?, source.draws)
        }
    };
    let line = |(at, subject): (usize, Subject)| {
        let name = numbered.map_or(source.called().to_owned(), |_| format!("{} draw {at}", source.called()));
        let contents = subject.in_json()?;
        let grid = subject.grid.map(|grid| grid.steps);
        let line = ScenarioLine::new(name, source.called().to_owned(), subject.parties(), &contents, grid);
        Ok(Staged { line: ScenarioLine { heading: subject.heading.clone(), ..line }, subject, contents })
    };
    subjects.into_iter().enumerate().map(line).collect()
}

/// The keys that mean something for cases alone, and whether they are there.
fn of_cases(source: &Source) -> [(&'static str, bool); 4] {
    [
        ("for", source.audience.is_some()),
        ("judgement", source.judgement.is_some()),
        ("draws", source.draws.is_some()),
        ("draw_seed", source.draw_seed.is_some()),
    ]
}

/// The keys that mean something for scenarios of the field alone.
fn of_fields(source: &Source) -> [(&'static str, bool); 4] {
    [
        ("parties", !source.parties.is_empty()),
        ("as", source.meaning.is_some()),
        ("strict", source.strict),
        ("grid", source.grid.is_some()),
    ]
}

fn refuse_keys(source: &Source, what: &str, keys: &[(&str, bool)]) -> Result<(), Failure> {
    match keys.iter().find(|(_, is_there)| *is_there) {
        None => Ok(()),
        Some((key, _)) => Err(Failure::usage(
            format!("`{key}` means nothing for `{}`, which is {what}", source.source),
            format!("leave out {key}"),
        )),
    }
}

fn reading(source: &Source) -> Result<Reading, Failure> {
    let meaning = match source.meaning.as_deref() {
        None => None,
        Some("negmas") => Some(ReadAs::Negmas),
        Some(other) => {
            return Err(Failure::usage(format!("`as = \"{other}\"` is no reading"), "write as = \"negmas\", or leave it out"));
        }
    };
    if source.grid == Some(0) {
        return Err(Failure::usage("`grid = 0` cuts amounts into nothing", "write how many steps"));
    }
    Ok(Reading { party: source.parties.clone(), meaning, strict: source.strict, grid: source.grid })
}

fn drawing(source: &Source) -> Result<Drawing, Failure> {
    let audience = match source.audience.as_deref() {
        None | Some("public") => Audience::Public,
        Some("internal") => Audience::Internal,
        Some("secret") => Audience::Secret,
        Some(other) => {
            return Err(Failure::usage(format!("`for = \"{other}\"` is no audience"), "write public, internal or secret"));
        }
    };
    if source.draws.is_some_and(|draws| !(1..=1_000_000).contains(&draws)) {
        return Err(Failure::usage("`draws` is not from 1 to 1000000", "write how many draws of the case are played"));
    }
    Ok(Drawing { audience, judgement: source.judgement.clone(), draw: 0, draw_seed: source.draw_seed.unwrap_or(1) })
}

impl Staged {
    /// The scenario made ready for all its sessions.
    pub(super) fn venue(&self, tournament: &Tournament, scenario: usize, limits: &Limits) -> Result<Venue, Failure> {
        let table = self.subject.table(tournament.rules.deadline.rounds())?;
        let header = tournament.plan.transcripts.then(|| self.header(&tournament.plan));
        Venue::new(tournament, scenario, table, limits, header)
            .map_err(|bad| Failure::usage(format!("{}: {}", self.line.name, bad.problem), bad.way_out))
    }

    /// What transcripts begin with, the seats left open.
    fn header(&self, plan: &Plan) -> Header {
        Header {
            zopa: transcript::VERSION,
            kind: "transcript".to_owned(),
            heading: self.line.heading.clone(),
            name: self.line.name.clone(),
            draw: self.subject.draw.clone(),
            protocol: plan.protocol.clone(),
            deadline: plan.deadline,
            talks: None,
            time: plan.time,
            seed: plan.seed,
            session: 0,
            seats: Vec::new(),
            grid: self.subject.grid.map(|grid| grid.steps),
            scenario: self.contents.clone(),
        }
    }
}
