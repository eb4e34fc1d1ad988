//! A plan that can be played: its sessions, its rules, and who takes part.

use super::{BadPlan, Contender, Measure, Plan, Schedule, measure};
use crate::Rules;

/// A plan with what follows from it, worked out once.
#[derive(Clone, Debug)]
pub struct Tournament {
    /// The plan.
    pub plan: Plan,
    /// Its sessions.
    pub schedule: Schedule,
    /// The rules of all of them.
    pub rules: Rules,
    /// Who takes part.
    pub contenders: Vec<Contender>,
    /// What standings and payoffs are made of.
    pub score: &'static Measure,
}

impl Tournament {
    /// Makes a plan ready.
    ///
    /// # Errors
    /// Where it names something that is not there, or has no sessions or too many.
    pub fn new(plan: Plan) -> Result<Self, BadPlan> {
        let bad = |bad: crate::strategy::BadSpec| BadPlan::new(bad.to_string(), "`zopa catalog --talks` lists what there is");
        let contender = |line: &super::EntrantLine| line.strategy.parse::<Contender>().map_err(bad);
        let unknown = || BadPlan::new(format!("there is no measure `{}`", plan.score), "write the plan anew");
        Ok(Self {
            schedule: plan.schedule()?,
            rules: plan.rules().map_err(bad)?,
            contenders: plan.strategies.iter().map(contender).collect::<Result<_, _>>()?,
            score: measure(&plan.score).ok_or_else(unknown)?,
            plan,
        })
    }
}
