//! The plan of a tournament as people write it: a TOML file, with the line of every fault.
//!
//! ```toml
//! name = "ferry cup"
//! repetitions = 2
//! self_play = true
//! strategies = ["boulware", "conceder:e=3", "linear/next"]
//! scenarios = ["scenarios/ferry", "harbour"]
//!
//! [[scenario]]              # one that needs more said
//! source = "labour-dispute"
//! draws = 10
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::measures::{MEASURES, Measure, measure};
use super::{BadPlan, Contender};
use crate::transcript::TimeLine;
use crate::{Deadline, ProtocolSpec, TimeConvention};

/// A plan that was read; its scenarios are still names.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What the tournament is called.
    pub name: String,
    /// Who is to be cited for it.
    pub authors: Vec<String>,
    /// The seed of everything random.
    pub seed: u64,
    /// The protocol of every session.
    pub protocol: ProtocolSpec,
    /// When talks end.
    pub deadline: Deadline,
    /// How rounds become a time.
    pub convention: TimeConvention,
    /// Seconds that a program may take over an answer.
    pub patience: f64,
    /// How often each match is played.
    pub repetitions: u32,
    /// What standings and payoffs are made of.
    pub score: &'static Measure,
    /// Whether transcripts are kept.
    pub transcripts: bool,
    /// Who takes part.
    pub contenders: Vec<Contender>,
    /// What is talked about.
    pub sources: Vec<Source>,
    /// Who meets whom.
    pub pairing: Pairing,
}

/// A scenario, or a case of which some draws are played, as the plan names it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A folder or file, seen from the plan file, or the name of a catalogue case.
    pub source: String,
    /// What to call it; `None` for the last part of `source`.
    pub name: Option<String>,
    /// Which profiles to use, by file name.
    #[serde(default)]
    pub parties: Vec<String>,
    /// Whose reading of the files to follow.
    #[serde(rename = "as")]
    pub meaning: Option<String>,
    /// Whether to refuse what would have to be repaired.
    #[serde(default)]
    pub strict: bool,
    /// Into how many equal steps amounts are cut.
    pub grid: Option<u32>,
    /// Who may see what is drawn from: `public` where nothing is said.
    #[serde(rename = "for")]
    pub audience: Option<String>,
    /// Which judgement of a case is drawn from.
    pub judgement: Option<String>,
    /// How many draws of a case are played, each a scenario of its own.
    pub draws: Option<u32>,
    /// The seed of those draws.
    pub draw_seed: Option<u64>,
    /// The line in the plan file, from one.
    #[serde(skip)]
    pub line: usize,
}

impl Source {
    /// What it is called.
    pub fn called(&self) -> &str {
        let last = || self.source.trim_end_matches('/').rsplit('/').next().unwrap_or(&self.source);
        self.name.as_deref().unwrap_or_else(last)
    }
}

/// Who meets whom.
#[derive(Clone, Debug, PartialEq)]
pub enum Pairing {
    /// Everybody meets everybody on every scenario.
    Every {
        /// Whether everybody also takes every seat.
        rotations: bool,
        /// Whether a strategy also meets itself.
        self_play: bool,
    },
    /// The matches that are listed.
    Listed(Vec<Listed>),
}

/// A match that a plan lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What its scenario is called.
    pub scenario: String,
    /// Who sits where, as positions among the contenders.
    pub seats: Vec<usize>,
    /// The line in the plan file, from one.
    pub line: usize,
}

/// The file, key by key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Spanned<String>,
    #[serde(default)]
    authors: Vec<String>,
    seed: Option<u64>,
    rounds: Option<u32>,
    protocol: Option<Spanned<String>>,
    deadline: Option<DeadlineWord>,
    time: Option<TimeLine>,
    patience: Option<Spanned<f64>>,
    repetitions: Option<Spanned<u32>>,
    score: Option<Spanned<String>>,
    #[serde(default)]
    transcripts: bool,
    rotations: Option<Spanned<bool>>,
    self_play: Option<Spanned<bool>>,
    #[serde(default)]
    strategies: Vec<Spanned<String>>,
    #[serde(default)]
    scenarios: Vec<Spanned<String>>,
    #[serde(default)]
    scenario: Vec<Spanned<Source>>,
    #[serde(default)]
    session: Vec<Spanned<SessionWritten>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum DeadlineWord {
    Known,
    Hidden,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionWritten {
    scenario: String,
    seats: Vec<Spanned<String>>,
}

/// Rounds where the plan says nothing.
const USUAL_ROUNDS: u32 = 100;
/// The protocol where the plan says nothing.
const USUAL_PROTOCOL: &str = "alternating";
/// The score where the plan says nothing.
const USUAL_SCORE: &str = "utility";
/// The most seconds that a program may be given: a day.
const MOST_PATIENCE: f64 = 86_400.0;
/// Seconds that a program has where the plan says nothing.
const USUAL_PATIENCE: f64 = 10.0;

impl Draft {
    /// Reads a plan file.
    ///
    /// # Errors
    /// The first fault, with its line and a way out. Unknown keys are faults: a misspelt key must not go unnoticed.
    pub fn read(text: &str) -> Result<Self, BadPlan> {
        let lines = Lines(text);
        let written: Written = toml::from_str(text).map_err(|error| lines.unreadable(&error))?;
        let name = lines.checked(&written.name, |name| !name.trim().is_empty(), "`name` is empty", "say what it is called")?;
        let (contenders, pairing) = lines.entrants(&written)?;
        let rounds = written.rounds.unwrap_or(USUAL_ROUNDS);
        Ok(Self {
            name: name.trim().to_owned(),
            protocol: lines.protocol(written.protocol.as_ref())?,
            deadline: match written.deadline.unwrap_or(DeadlineWord::Known) {
                DeadlineWord::Known => Deadline::Known(rounds),
                DeadlineWord::Hidden => Deadline::Hidden(rounds),
            },
            convention: written.time.unwrap_or(TimeLine::Own).into(),
            patience: lines.patience(written.patience.as_ref())?,
            repetitions: lines.repetitions(written.repetitions.as_ref())?,
            score: lines.score(written.score.as_ref())?,
            sources: lines.sources(&written)?,
            authors: written.authors,
            seed: written.seed.unwrap_or(1),
            transcripts: written.transcripts,
            contenders,
            pairing,
        })
    }

    /// Whether a program takes part.
    pub fn has_programs(&self) -> bool {
        self.contenders.iter().any(|contender| matches!(contender, Contender::Program(_)))
    }
}

/// The text of a plan, to find lines in.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn line(&self, at: usize) -> usize {
        1 + self.0.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    fn of<T>(&self, value: &Spanned<T>) -> usize {
        self.line(value.span().start)
    }

    fn unreadable(&self, error: &toml::de::Error) -> BadPlan {
        let way_out = match error.message() {
            message if message.starts_with("missing field") => "add it; a plan needs at least name, strategies and scenarios",
            message if message.starts_with("unknown field") => "correct the key, or leave it out",
            _ => "plans are TOML: key = value, texts in quotation marks, lists in brackets",
        };
        let bad = BadPlan::new(error.message().trim(), way_out);
        error.span().map_or(bad.clone(), |span| bad.at(self.line(span.start)))
    }

    fn checked<'t, T>(
        &self,
        value: &'t Spanned<T>,
        is_fine: impl Fn(&T) -> bool,
        problem: &str,
        way_out: &str,
    ) -> Result<&'t T, BadPlan> {
        let inner = value.get_ref();
        if is_fine(inner) { Ok(inner) } else { Err(BadPlan::new(problem, way_out).at(self.of(value))) }
    }

    fn protocol(&self, written: Option<&Spanned<String>>) -> Result<ProtocolSpec, BadPlan> {
        let text = written.map_or(USUAL_PROTOCOL, |text| text.get_ref());
        text.parse().map_err(|bad: crate::strategy::BadSpec| {
            let bad = BadPlan::new(bad.to_string(), "`zopa catalog --talks` lists the protocols");
            written.map_or(bad.clone(), |text| bad.at(self.of(text)))
        })
    }

    fn patience(&self, written: Option<&Spanned<f64>>) -> Result<f64, BadPlan> {
        let Some(written) = written else { return Ok(USUAL_PATIENCE) };
        let is_fine = |seconds: &f64| *seconds > 0.0 && *seconds <= MOST_PATIENCE;
        self.checked(written, is_fine, "`patience` is no number of seconds from above 0 to 86400", "write patience = 10.0")
            .copied()
    }

    fn repetitions(&self, written: Option<&Spanned<u32>>) -> Result<u32, BadPlan> {
        let Some(written) = written else { return Ok(1) };
        self.checked(written, |times| *times > 0, "`repetitions` is zero, and nothing would be played", "write repetitions = 1")
            .copied()
    }

    fn score(&self, written: Option<&Spanned<String>>) -> Result<&'static Measure, BadPlan> {
        let name = written.map_or(USUAL_SCORE, |text| text.get_ref());
        measure(name).ok_or_else(|| {
            let known: Vec<&str> = MEASURES.iter().map(|one| one.name).collect();
            let bad =
                BadPlan::new(format!("there is no measure `{name}` to score by"), format!("name one of: {}", known.join(", ")));
            written.map_or(bad.clone(), |text| bad.at(self.of(text)))
        })
    }

    /// Who takes part, and who meets whom.
    fn entrants(&self, written: &Written) -> Result<(Vec<Contender>, Pairing), BadPlan> {
        if written.session.is_empty() {
            let every = Pairing::Every {
                rotations: written.rotations.as_ref().is_none_or(|yes| *yes.get_ref()),
                self_play: written.self_play.as_ref().is_some_and(|yes| *yes.get_ref()),
            };
            return Ok((self.contenders(&written.strategies)?, every));
        }
        let needless = written.strategies.first().map(|first| (self.of(first), "strategies"));
        let needless = needless.or(written.rotations.as_ref().map(|at| (self.of(at), "rotations")));
        if let Some((line, key)) = needless.or(written.self_play.as_ref().map(|at| (self.of(at), "self_play"))) {
            let problem = format!("`{key}` says who meets whom, and so do the [[session]] tables");
            return Err(BadPlan::new(problem, "keep one of the two").at(line));
        }
        let mut contenders: Vec<Contender> = Vec::new();
        let listed = written.session.iter().map(|session| self.listed(session, &mut contenders)).collect::<Result<_, _>>()?;
        Ok((contenders, Pairing::Listed(listed)))
    }

    fn contenders(&self, strategies: &[Spanned<String>]) -> Result<Vec<Contender>, BadPlan> {
        let mut contenders: Vec<Contender> = Vec::new();
        for strategy in strategies {
            let contender = self.contender(strategy)?;
            if contenders.iter().any(|known| known.to_string() == contender.to_string()) {
                return Err(BadPlan::new(format!("`{contender}` takes part twice"), "name it once").at(self.of(strategy)));
            }
            contenders.push(contender);
        }
        if contenders.is_empty() {
            return Err(BadPlan::new("nobody takes part", "add strategies = [\"boulware\", \"conceder\"]"));
        }
        Ok(contenders)
    }

    fn contender(&self, text: &Spanned<String>) -> Result<Contender, BadPlan> {
        let bad = |bad: crate::strategy::BadSpec| {
            BadPlan::new(bad.to_string(), "`zopa catalog --talks` lists the strategies").at(self.of(text))
        };
        text.get_ref().parse().map_err(bad)
    }

    fn listed(&self, session: &Spanned<SessionWritten>, contenders: &mut Vec<Contender>) -> Result<Listed, BadPlan> {
        let mut seats = Vec::new();
        for text in &session.get_ref().seats {
            let contender = self.contender(text)?;
            let known = contenders.iter().position(|known| known.to_string() == contender.to_string());
            seats.push(known.unwrap_or_else(|| {
                contenders.push(contender);
                contenders.len() - 1
            }));
        }
        Ok(Listed { scenario: session.get_ref().scenario.clone(), seats, line: self.of(session) })
    }

    fn sources(&self, written: &Written) -> Result<Vec<Source>, BadPlan> {
        let plain = written.scenarios.iter().map(|source| Source {
            source: source.get_ref().clone(),
            line: self.of(source),
            ..Source::default()
        });
        let tables = written.scenario.iter().map(|source| Source { line: self.of(source), ..source.get_ref().clone() });
        let sources: Vec<Source> = plain.chain(tables).collect();
        if sources.is_empty() {
            return Err(BadPlan::new("there is nothing to talk about", "add scenarios = [\"path/to/a/scenario\"]"));
        }
        for (at, source) in sources.iter().enumerate() {
            if sources[..at].iter().any(|other| other.called() == source.called()) {
                let problem = format!("two scenarios are called `{}`", source.called());
                return Err(BadPlan::new(problem, "list one as a [[scenario]] table with a `name` of its own").at(source.line));
            }
        }
        Ok(sources)
    }
}
