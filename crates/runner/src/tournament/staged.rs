//! From a plan to scenarios that were read: each source found beside the plan file or in the catalogue.

use std::path::Path;

use serde_json::Value;
use zopa_analysis::Limits;
use zopa_arena::tournament::{BadPlan, Draft, Plan, ScenarioLine, Source, Tournament, Venue};
use zopa_arena::transcript::{self, Header};
use zopa_dossier::Audience;
use zopa_dossier::formats::{Asked, Meaning, Strictness};
use zopa_report::answers::{Drawing, TalksSubject, View};

use crate::source::{self, Opening, Unread};
use crate::{Trouble, files, folder};

/// A scenario of a plan that was read.
pub struct Staged {
    /// What is talked about.
    pub subject: TalksSubject,
    /// How the plan knows it.
    pub line: ScenarioLine,
    /// All of it, as zopa's own file.
    contents: Value,
}

/// A plan with its scenarios.
pub struct Staging {
    /// The plan, ready to be played.
    pub tournament: Tournament,
    /// Its scenarios, in its order.
    pub scenarios: Vec<Staged>,
}

impl Staging {
    /// The plan in `file`, with every scenario in it.
    ///
    /// # Errors
    /// The first fault of the plan, with its line; a source that cannot be used.
    pub fn read(file: &Path) -> Result<Self, Unread> {
        let text = String::from_utf8(files::read(file)?)
            .map_err(|_| Trouble::new(format!("`{}` is not text", file.display()), "write the plan as TOML, in UTF-8"))?;
        let draft = Draft::read(&text).map_err(|bad| bad_plan(file, bad))?;
        let mut scenarios = Vec::new();
        for source in &draft.sources {
            scenarios.extend(read(file, source).map_err(|unread| at_line(file, source.line, unread))?);
        }
        Self::of(&draft, scenarios).map_err(|bad| bad_plan(file, bad.in_draft(&draft)).into())
    }

    /// The plan of `draft` on these scenarios.
    ///
    /// # Errors
    /// Where it names something that is not there, or has no sessions or too many.
    pub fn of(draft: &Draft, scenarios: Vec<Staged>) -> Result<Self, BadPlan> {
        let plan = Plan::new(draft, scenarios.iter().map(|one| one.line.clone()).collect());
        Ok(Self { tournament: Tournament::new(plan)?, scenarios })
    }
}

/// A fault of the plan, with the name of its file.
fn bad_plan(file: &Path, bad: BadPlan) -> Trouble {
    Trouble::new(format!("{}: {bad}", file.display()), bad.way_out)
}

/// Says in which line of the plan a source stands that cannot be used.
fn at_line(file: &Path, line: usize, unread: Unread) -> Unread {
    match unread {
        Unread::Outside(Trouble { problem, way_out }) => {
            Trouble::new(format!("{}: line {line}: {problem}", file.display()), way_out).into()
        }
        other => other,
    }
}

/// One scenario of the field, or draws of a case.
fn read(plan: &Path, source: &Source) -> Result<Vec<Staged>, Unread> {
    let beside = plan.parent().unwrap_or(Path::new("")).join(&source.source);
    let name = if beside.exists() { beside.to_string_lossy().into_owned() } else { source.source.clone() };
    let (subjects, numbered) = match folder::find(&name)? {
        Some(found) => {
            refuse_keys(source, "a scenario of the field", &of_cases(source))?;
            let asked = asked(source)?;
            (vec![source::read(&found, &asked, source.grid)?.into_talks()], None)
        }
        None => {
            refuse_keys(source, "a case", &of_fields(source))?;
            let opened = source::open(&name, &Opening::PLAIN)?;
            let view = View { audience: audience(source)?, as_of: None };
            (source::of_case(&opened, view, &drawing(source)?, source.draws.unwrap_or(1))?, source.draws)
        }
    };
    let staged = |(at, subject): (usize, TalksSubject)| {
        let name = numbered.map_or(source.called().to_owned(), |_| format!("{} draw {at}", source.called()));
        Staged::new(name, source.called().to_owned(), subject)
    };
    subjects.into_iter().enumerate().map(staged).collect()
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

fn refuse_keys(source: &Source, what: &str, keys: &[(&str, bool)]) -> Result<(), Trouble> {
    match keys.iter().find(|(_, is_there)| *is_there) {
        None => Ok(()),
        Some((key, _)) => Err(Trouble::new(
            format!("`{key}` means nothing for `{}`, which is {what}", source.source),
            format!("leave out {key}"),
        )),
    }
}

fn asked(source: &Source) -> Result<Asked, Trouble> {
    let meaning = match source.meaning.as_deref() {
        None => Meaning::Own,
        Some("negmas") => Meaning::Negmas,
        Some(other) => {
            return Err(Trouble::new(format!("`as = \"{other}\"` is no reading"), "write as = \"negmas\", or leave it out"));
        }
    };
    if source.grid == Some(0) {
        return Err(Trouble::new("`grid = 0` cuts amounts into nothing", "write how many steps"));
    }
    let strictness = if source.strict { Strictness::Strict } else { Strictness::Lenient };
    Ok(Asked { parties: source.parties.clone(), meaning, strictness })
}

fn audience(source: &Source) -> Result<Audience, Trouble> {
    match source.audience.as_deref() {
        None | Some("public") => Ok(Audience::Public),
        Some("internal") => Ok(Audience::Internal),
        Some("secret") => Ok(Audience::Secret),
        Some(other) => Err(Trouble::new(format!("`for = \"{other}\"` is no audience"), "write public, internal or secret")),
    }
}

fn drawing(source: &Source) -> Result<Drawing, Trouble> {
    if source.draws.is_some_and(|draws| !(1..=1_000_000).contains(&draws)) {
        return Err(Trouble::new("`draws` is not from 1 to 1000000", "write how many draws of the case are played"));
    }
    Ok(Drawing { judgement: source.judgement.clone(), draw: 0, seed: source.draw_seed.unwrap_or(1) })
}

impl Staged {
    /// A scenario under the name that the plan gives it and the name of the source that it came from.
    ///
    /// # Errors
    /// What zopa's own file of a scenario cannot hold.
    pub fn new(name: String, source: String, subject: TalksSubject) -> Result<Self, Unread> {
        let contents = subject.in_json().map_err(|refusal| Unread::field(&subject.scenario.name, refusal))?;
        let grid = subject.grid.map(|grid| grid.steps);
        let line = ScenarioLine::new(name, source, subject.parties(), &contents, grid);
        Ok(Self { line: ScenarioLine { heading: subject.heading.clone(), ..line }, subject, contents })
    }

    /// The scenario made ready for all its sessions.
    ///
    /// # Errors
    /// Where a seat cannot be prepared, or a setting of a strategy makes no sense here.
    pub fn venue(&self, tournament: &Tournament, scenario: usize, limits: &Limits) -> Result<Venue, Unread> {
        let rounds = tournament.rules.deadline.rounds();
        let table = self.subject.table(rounds).map_err(|none| Unread::no_table(&self.subject.scenario.name, none))?;
        let header = tournament.plan.transcripts.then(|| self.header(&tournament.plan));
        Venue::new(tournament, scenario, table, limits, header)
            .map_err(|bad| Trouble::new(format!("{}: {}", self.line.name, bad.problem), bad.way_out).into())
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
