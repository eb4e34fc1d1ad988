//! What a class is about: names, the story that everybody may know, and the course that games follow from.

use std::fmt;

use zopa_dossier::case::{Nature, RoleName};
use zopa_dossier::formats::{FieldScenario, Tabulated};
use zopa_dossier::{Audience, Compiled, CompiledJudgement, Dossier, nearest};
use zopa_model::{Outcome, OutcomeSpace, Track};
use zopa_table::class::{Course, Unplayable};

use crate::document::OutcomeView;

/// What a class is about, as far as everybody in it may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The title of the case.
    pub title: String,
    /// Whether it happened to real people.
    pub is_real: bool,
    /// What it is about, in the words of the case.
    pub story: Option<String>,
    /// The names of the parties, in the order of the parts.
    pub parties: Vec<String>,
    /// Their short names.
    pub short: Vec<String>,
    /// Who else is at the table, with what they are there for.
    pub others: Vec<String>,
    /// What is to be settled.
    pub issues: Vec<LessonIssue>,
    /// What is on the table but not for bargaining, with the reason.
    pub asides: Vec<(String, String)>,
    /// What cannot stand together, in the words of the case.
    pub rules: Vec<String>,
}

/// One thing to settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonIssue {
    /// The name for people.
    pub name: String,
    /// The short name.
    pub short: String,
    /// The options: the name for people, and the short name.
    pub options: Vec<(String, String)>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Payoffs are drawn from what this audience may see. The story is that of the public.
    pub audience: Audience,
    /// The judgement; needed where there are several.
    pub judgement: Option<&'a str>,
    /// The seed of draws and variation.
    pub seed: u64,
    /// Whether every group gets payoffs of its own.
    pub vary: bool,
}

/// Why a case gives no lesson, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoLesson {
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub way_out: String,
}

impl fmt::Display for NoLesson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.way_out)
    }
}

impl std::error::Error for NoLesson {}

impl NoLesson {
    fn new(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { problem: problem.into(), way_out: way_out.into() }
    }
}

impl From<Unplayable> for NoLesson {
    fn from(unplayable: Unplayable) -> Self {
        Self::new(unplayable.to_string(), unplayable.way_out())
    }
}

/// The lesson and the course of a case.
///
/// # Errors
/// Where the audience sees no judgement, or several and none was named, and where the case cannot be played.
pub fn of_dossier(dossier: &Dossier, wanted: &Wanted<'_>) -> Result<(Lesson, Course), NoLesson> {
    let disclosed = dossier.disclose(wanted.audience).dossier;
    let compiled = disclosed.compile();
    let judgement = chosen(&compiled, wanted.judgement)?;
    let course = Course::of_scenario(&judgement.scenario, wanted.seed, wanted.vary)?;
    let public = dossier.disclose(Audience::Public).dossier;
    Ok((lesson(&public, &compiled, judgement), course))
}

/// The one judgement that was named, or that there is.
fn chosen<'c>(compiled: &'c Compiled, wanted: Option<&str>) -> Result<&'c CompiledJudgement, NoLesson> {
    let ids: Vec<&str> = compiled.judgements.iter().map(|one| one.id.as_str()).collect();
    match (wanted, compiled.judgements.as_slice()) {
        (_, []) => Err(NoLesson::new(
            "the case shows no judgement to this audience, so nobody wants anything",
            "ask --for internal or secret, or add a judgement",
        )),
        (None, [one]) => Ok(one),
        (None, _) => Err(NoLesson::new(
            format!("the case has several judgements ({}), and a class plays one", ids.join(", ")),
            format!("choose one, such as --judgement {}", ids[0]),
        )),
        (Some(id), all) => all.iter().find(|one| one.id == id).ok_or_else(|| {
            let way_out = nearest(id, ids.iter().copied())
                .map_or_else(|| format!("name one of: {}", ids.join(", ")), |id| format!("did you mean `{id}`?"));
            NoLesson::new(format!("the case shows no judgement `{id}`"), way_out)
        }),
    }
}

fn lesson(public: &Dossier, compiled: &Compiled, judgement: &CompiledJudgement) -> Lesson {
    let scenario = &judgement.scenario;
    let case = public.case();
    let issue = |(issue, names): (&zopa_model::Issue, &zopa_dossier::IssueNames)| LessonIssue {
        name: names.name.clone(),
        short: names.id.clone(),
        options: names.options.iter().cloned().zip(issue.options().iter().cloned()).collect(),
    };
    let aside = |(aside, names): (&zopa_model::Aside, &zopa_dossier::IssueNames)| {
        let why = match aside.track {
            Track::Duty => "owed whatever you agree on",
            Track::Own => "on a track of its own",
        };
        (names.name.clone(), format!("{why}. {}", aside.reason))
    };
    let other = |party: &&zopa_dossier::case::PartyEntry| {
        let role = match party.role {
            RoleName::Facilitator => "helps the parties",
            RoleName::Host => "gives the room",
            RoleName::Ally => "stands behind a party",
            RoleName::Party => "negotiates",
        };
        (party.role != RoleName::Party).then(|| format!("{} ({role})", party.name.as_deref().unwrap_or(&party.id)))
    };
    Lesson {
        title: case.title.clone(),
        is_real: case.nature == Nature::Real,
        story: case.about.clone(),
        parties: compiled.names.parties.clone(),
        short: scenario.parties().iter().map(|party| party.name.clone()).collect(),
        others: case.parties.iter().filter_map(|party| other(&party)).collect(),
        issues: scenario.space().issues().iter().zip(&compiled.names.issues).map(issue).collect(),
        asides: scenario.asides().iter().zip(&compiled.names.asides).map(aside).collect(),
        rules: rules(scenario.space()),
    }
}

/// The lesson and the course of a scenario of the field.
///
/// # Errors
/// Where it cannot be played.
pub fn of_field(scenario: &FieldScenario, tabulated: &Tabulated, seed: u64, vary: bool) -> Result<(Lesson, Course), NoLesson> {
    let parties: Vec<String> = scenario.profiles.iter().map(|profile| profile.name.clone()).collect();
    let course = Course::of_points(&tabulated.space, &tabulated.utilities, &parties, seed, vary)?;
    let issue = |issue: &zopa_model::Issue| LessonIssue {
        name: issue.name().to_owned(),
        short: issue.name().to_owned(),
        options: issue.options().iter().map(|option| (option.clone(), option.clone())).collect(),
    };
    let lesson = Lesson {
        title: scenario.name.clone(),
        is_real: false,
        story: None,
        short: parties.clone(),
        parties,
        others: Vec::new(),
        issues: tabulated.space.issues().iter().map(issue).collect(),
        asides: Vec::new(),
        rules: rules(&tabulated.space),
    };
    Ok((lesson, course))
}

fn rules(space: &OutcomeSpace) -> Vec<String> {
    space.rules().iter().map(|rule| rule.reason.clone()).collect()
}

impl Lesson {
    /// An outcome by name.
    pub fn outcome(&self, outcome: &Outcome) -> OutcomeView {
        let option = |(issue, option): (&LessonIssue, &u32)| (issue.name.clone(), issue.options[*option as usize].0.clone());
        OutcomeView::new(self.issues.iter().zip(outcome.options()).map(option))
    }

    /// The part of the party `name`: its name, its short name, or its number from 1.
    ///
    /// # Errors
    /// Where there is no such party, with the nearest name.
    pub fn part(&self, name: &str) -> Result<usize, NoLesson> {
        let is = |names: &[String]| names.iter().position(|known| known == name);
        let by_number =
            || name.parse().ok().filter(|number| (1..=self.parties.len()).contains(number)).map(|number: usize| number - 1);
        is(&self.short).or_else(|| is(&self.parties)).or_else(by_number).ok_or_else(|| {
            let known = self.short.iter().chain(&self.parties).map(String::as_str);
            let way_out = match nearest(name, known) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("the parties are: {}; or use their numbers, from 1", self.short.join(", ")),
            };
            NoLesson::new(format!("there is no party `{name}`"), way_out)
        })
    }
}
