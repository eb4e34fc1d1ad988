//! From one draw of a case to a table that strategies can sit at.

use std::sync::Arc;

use serde_json::Value;
use zopa_analysis::inverse::InverseLimits;
use zopa_analysis::uncertainty::{DrawPlan, Draws};
use zopa_arena::transcript::{self, DrawLine, Header, SeatLine};
use zopa_arena::{Rules, Stakes, Table, Unprepared};
use zopa_dossier::case::Nature;
use zopa_dossier::formats::{self, Discount, FieldScenario, Format, Grid, Profile, Refusal, Tabulated};
use zopa_dossier::{Compiled, CompiledJudgement};

use super::{Refused, Seen};

/// What stands above every run on a real conflict.
pub const HEADING: &str = "simulated strategies, not these governments";
/// The name under which zopa's own file of a scenario goes.
pub const SCENARIO: &str = "scenario.json";

/// Which draws of a case are talked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The judgement; needed where there are several.
    pub judgement: Option<String>,
    /// The first draw.
    pub draw: u32,
    /// Seed of the draws.
    pub seed: u64,
}

/// What is talked about.
#[derive(Clone, Debug)]
pub struct TalksSubject {
    /// Every number of it.
    pub scenario: FieldScenario,
    /// How amounts are cut.
    pub grid: Option<Grid>,
    /// Which draw of a case it is.
    pub draw: Option<DrawLine>,
    /// What stands above the answer.
    pub heading: Option<String>,
}

/// Why nobody can sit down.
#[derive(Clone, Debug)]
pub enum NoTable {
    /// The numbers have no reading as utilities.
    Refused(Refusal),
    /// A seat cannot be prepared.
    Unprepared(Unprepared),
}

/// So many draws from the ranges of the case as it is `seen`, beginning with the one that is named.
///
/// # Errors
/// No judgement, or several without one being named; and what is missing for draws.
pub fn drawn(seen: &Seen, drawing: &Drawing, count: u32) -> Result<Vec<TalksSubject>, Refused> {
    let compiled = seen.compiled(drawing.judgement.as_slice())?;
    let judgement = sole(&compiled)?;
    let heading = (seen.dossier().case().nature == Nature::Real).then(|| HEADING.to_owned());
    let plan = DrawPlan { seed: drawing.seed, draws: drawing.draw.saturating_add(count) };
    let draws = Draws::new(&judgement.scenario, plan).map_err(|missing| {
        Refused::new(
            format!("nothing can be drawn from judgement `{}`: {missing}", judgement.id),
            "complete it, or choose another judgement",
        )
    })?;
    let subject = |draw: u32| {
        let utilities: Vec<_> = (0..judgement.scenario.parties().len()).map(|party| draws.utility(party, draw)).collect();
        TalksSubject {
            scenario: formats::of_draw(&compiled, judgement, &utilities),
            grid: None,
            draw: Some(DrawLine { judgement: judgement.id.clone(), seed: drawing.seed, draw }),
            heading: heading.clone(),
        }
    };
    Ok((drawing.draw..drawing.draw.saturating_add(count)).map(subject).collect())
}

fn sole(compiled: &Compiled) -> Result<&CompiledJudgement, Refused> {
    match compiled.judgements.as_slice() {
        [one] => Ok(one),
        [] => Err(Refused::new(
            "the case shows no judgement to this audience, so nobody wants anything",
            "ask for internal or secret, or add a judgement",
        )),
        several => {
            let ids: Vec<&str> = several.iter().map(|one| one.id.as_str()).collect();
            Err(Refused::new(
                format!("the case has several judgements ({}), and talks are about one", ids.join(", ")),
                format!("choose one, such as {0} (on the command line: --judgement {0})", ids[0]),
            ))
        }
    }
}

impl TalksSubject {
    /// The names of the parties.
    pub fn parties(&self) -> Vec<String> {
        self.scenario.profiles.iter().map(|profile| profile.name.clone()).collect()
    }

    /// The whole scenario as zopa's own file.
    ///
    /// # Errors
    /// What that file cannot hold.
    pub fn in_json(&self) -> Result<Value, Refusal> {
        let written = Format::Zopa.write(&self.scenario)?;
        let bytes = written.files.get(SCENARIO).expect("zopa's own format is one file of this name");
        Ok(serde_json::from_slice(bytes).expect("it was written as JSON"))
    }

    /// What the transcript of one session begins with: session 0, in one round of talks, without a clock on the wall.
    ///
    /// # Errors
    /// What zopa's own file of a scenario cannot hold.
    pub fn header(&self, rules: &Rules, seats: Vec<SeatLine>) -> Result<Header, Refusal> {
        Ok(Header {
            zopa: transcript::VERSION,
            kind: "transcript".to_owned(),
            heading: self.heading.clone(),
            name: self.scenario.name.clone(),
            draw: self.draw.clone(),
            protocol: rules.protocol.to_string(),
            deadline: rules.deadline.into(),
            talks: None,
            time: rules.convention.into(),
            seed: rules.seed,
            session: 0,
            seats,
            grid: self.grid.map(|grid| grid.steps),
            scenario: self.in_json()?,
        })
    }

    /// The table, ready for `rounds` rounds.
    ///
    /// # Errors
    /// Where the numbers have no reading, or a seat cannot be prepared.
    pub fn table(&self, rounds: u32) -> Result<Table, NoTable> {
        let tabulated = self.scenario.tabulate(self.grid).map_err(NoTable::Refused)?;
        Table::new(stakes(&self.scenario, &tabulated, rounds), &InverseLimits::default()).map_err(NoTable::Unprepared)
    }
}

fn stakes(scenario: &FieldScenario, tabulated: &Tabulated, rounds: u32) -> Stakes {
    // A discount for each round comes to its power over all of them.
    let discount = |profile: &Profile| match &profile.discount {
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
