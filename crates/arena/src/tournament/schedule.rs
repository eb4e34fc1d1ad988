//! From a plan to the fixed list of its sessions.

use super::{BadPlan, MatchLine, PairingLine, Plan};

/// The most sessions of one plan: their records still fit the memory of one machine.
pub const MOST_SESSIONS: u64 = 10_000_000;

/// Every session of a plan, in a fixed order: by scenario, then by who sits where, then by repetition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    matches: Vec<Match>,
    repetitions: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Match {
    scenario: usize,
    seats: Vec<usize>,
}

/// One session of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixture<'a> {
    /// Its place in the plan, from zero.
    pub session: u64,
    /// The position of its scenario.
    pub scenario: usize,
    /// Who sits where, as positions among those who take part.
    pub seats: &'a [usize],
    /// Which repetition it is, from zero.
    pub repetition: u32,
    /// The number that its random streams are keyed with. It depends on scenario and repetition alone, so that all who
    /// meet there meet the same draws.
    pub stream: u64,
}

impl Schedule {
    /// The sessions of `plan`.
    ///
    /// # Errors
    /// Where a match does not fit its scenario, or there are none or too many.
    pub fn new(plan: &Plan) -> Result<Self, BadPlan> {
        let matches = match &plan.pairing {
            PairingLine::Every { rotations, self_play } => every(plan, Tuples::of(*rotations, *self_play))?,
            PairingLine::Listed(_) => listed(plan)?,
        };
        let schedule = Self { matches, repetitions: plan.repetitions };
        within_bounds(schedule.matches.len() as u128, plan)?;
        Ok(schedule)
    }

    /// Number of sessions.
    pub fn sessions(&self) -> u64 {
        self.matches.len() as u64 * u64::from(self.repetitions)
    }

    /// The session at a place below [`Schedule::sessions`].
    pub fn fixture(&self, session: u64) -> Fixture<'_> {
        let repetitions = u64::from(self.repetitions);
        let one = &self.matches[(session / repetitions) as usize];
        Fixture {
            session,
            scenario: one.scenario,
            seats: &one.seats,
            repetition: (session % repetitions) as u32,
            stream: one.scenario as u64 * repetitions + session % repetitions,
        }
    }

    /// Who sits in which seat in any session on a scenario: seat and position among those who take part, each pair once.
    pub fn sitting(&self, scenario: usize) -> Vec<(usize, usize)> {
        let here = self.matches.iter().filter(|one| one.scenario == scenario);
        let mut sitting: Vec<(usize, usize)> = here.flat_map(|one| one.seats.iter().copied().enumerate()).collect();
        sitting.sort_unstable();
        sitting.dedup();
        sitting
    }
}

/// Which of all ways to fill the seats are played.
#[derive(Clone, Copy)]
enum Tuples {
    /// Every order, nobody twice.
    Ordered,
    /// Every order, and everybody as often as there are seats.
    OrderedWithSelf,
    /// One order, nobody twice.
    Sets,
    /// One order, and everybody as often as there are seats.
    SetsWithSelf,
}

impl Tuples {
    fn of(rotations: bool, self_play: bool) -> Self {
        match (rotations, self_play) {
            (true, false) => Self::Ordered,
            (true, true) => Self::OrderedWithSelf,
            (false, false) => Self::Sets,
            (false, true) => Self::SetsWithSelf,
        }
    }

    /// Whether `next` may sit down beside those who sit.
    fn may_follow(self, sitting: &[usize], next: usize) -> bool {
        match self {
            Self::Ordered => !sitting.contains(&next),
            Self::OrderedWithSelf => true,
            Self::Sets => sitting.last().is_none_or(|last| *last < next),
            Self::SetsWithSelf => sitting.last().is_none_or(|last| *last <= next),
        }
    }

    /// How many ways there are to fill `seats` with `count` who take part; as many as can be counted where there are more.
    fn number(self, count: usize, seats: usize) -> u128 {
        let (count, seats) = (count as u128, seats as u128);
        let choose = |from: u128| (0..seats).fold(1u128, |ways, at| ways.saturating_mul(from.saturating_sub(at)) / (at + 1));
        match self {
            Self::Ordered => (0..seats).fold(1, |ways, at| ways.saturating_mul(count.saturating_sub(at))),
            Self::OrderedWithSelf => (0..seats).fold(1, |ways: u128, _| ways.saturating_mul(count)),
            Self::Sets => choose(count),
            Self::SetsWithSelf => choose((count + seats).saturating_sub(1)),
        }
    }

    /// All of them, in order.
    fn all(self, count: usize, seats: usize) -> Vec<Vec<usize>> {
        let mut all = vec![Vec::new()];
        for _ in 0..seats {
            let longer = |sitting: &Vec<usize>| {
                let next = (0..count).filter(|next| self.may_follow(sitting, *next));
                next.map(|next| [sitting.as_slice(), &[next]].concat()).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(longer).collect();
        }
        all
    }
}

fn every(plan: &Plan, tuples: Tuples) -> Result<Vec<Match>, BadPlan> {
    let count = plan.strategies.len();
    let mut number = 0u128;
    for scenario in &plan.scenarios {
        let here = tuples.number(count, scenario.parties.len());
        if here == 0 {
            let problem = format!("`{}` has {} seats, and {count} take part", scenario.name, scenario.parties.len());
            return Err(BadPlan::new(problem, "add strategies, or let them meet themselves with self_play = true"));
        }
        number = number.saturating_add(here);
    }
    within_bounds(number, plan)?;
    let on = |(at, scenario): (usize, &super::ScenarioLine)| {
        tuples.all(count, scenario.parties.len()).into_iter().map(move |seats| Match { scenario: at, seats })
    };
    Ok(plan.scenarios.iter().enumerate().flat_map(on).collect())
}

/// The matches that the plan lists, by scenario.
fn listed(plan: &Plan) -> Result<Vec<Match>, BadPlan> {
    let PairingLine::Listed(lines) = &plan.pairing else { return Ok(Vec::new()) };
    let is_unknown = |line: &MatchLine| !plan.scenarios.iter().any(|scenario| scenario.source == line.source);
    if let Some((number, line)) = lines.iter().enumerate().find(|(_, line)| is_unknown(line)) {
        let names: Vec<&str> = plan.scenarios.iter().map(|scenario| scenario.source.as_str()).collect();
        let problem = format!("a [[session]] is about `{}`, which is no scenario of the plan", line.source);
        return Err(BadPlan::new(problem, format!("name one of: {}", names.join(", "))).of_match(number));
    }
    let mut matches = Vec::new();
    for (at, scenario) in plan.scenarios.iter().enumerate() {
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.source == scenario.source) {
            if line.seats.len() != scenario.parties.len() {
                let problem = format!("a [[session]] seats {} at `{}`", line.seats.len(), scenario.name);
                let way_out = format!("seat one for each party: {}", scenario.parties.join(", "));
                return Err(BadPlan::new(problem, way_out).of_match(number));
            }
            if line.seats.iter().any(|seat| *seat >= plan.strategies.len()) {
                return Err(BadPlan::new("a match seats somebody who does not take part", "write the plan anew"));
            }
            matches.push(Match { scenario: at, seats: line.seats.clone() });
        }
    }
    Ok(matches)
}

fn within_bounds(matches: u128, plan: &Plan) -> Result<(), BadPlan> {
    let sessions = matches.saturating_mul(u128::from(plan.repetitions));
    if sessions == 0 {
        return Err(BadPlan::new("the plan has no sessions", "add scenarios, strategies and repetitions"));
    }
    if sessions > u128::from(MOST_SESSIONS) {
        let problem = format!("the plan has {sessions} sessions, and {MOST_SESSIONS} are the most");
        return Err(BadPlan::new(problem, "cut it into several plans"));
    }
    Ok(())
}
