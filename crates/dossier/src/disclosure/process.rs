//! What an audience sees of plans, mandates, homes and shocks. Each is seen whole or not at all: without one of its
//! parts it would be another.

use super::Sight;
use crate::case::{
    CaseFile, CommitmentEntry, HomeEntry, Judgement, MandateEntry, MandatesEntry, NeedsEntry, PlanEntry, ShockEntry, StepEntry,
};

/// Takes out of `judgement` what is hidden, and counts it.
pub(super) fn hide(sight: &Sight, case: &CaseFile, judgement: &mut Judgement) -> usize {
    let before = parts(judgement);
    judgement.plans.retain(|plan| sees_plan(sight, case, plan));
    judgement.mandates = judgement.mandates.take().filter(|mandates| sees_mandates(sight, mandates));
    judgement.homes.retain(|party, home| sight.party(party) && sees_home(sight, home));
    judgement.shocks.retain(|shock| sees_shock(sight, case, shock));
    before - parts(judgement)
}

fn parts(judgement: &Judgement) -> usize {
    judgement.plans.len() + usize::from(judgement.mandates.is_some()) + judgement.homes.len() + judgement.shocks.len()
}

/// A step goes with its actor, with the steps it comes after, and with the conditions it brings about.
pub(super) fn sees_step(sight: &Sight, case: &CaseFile, step: &StepEntry) -> bool {
    let mut open = vec![step];
    let mut seen: Vec<&str> = Vec::new();
    while let Some(step) = open.pop() {
        if !sight.sees(step.access) || !sight.party(&step.actor) || !step.achieves.iter().all(|id| sight.condition(id)) {
            return false;
        }
        seen.push(&step.id);
        open.extend(case.steps.iter().filter(|other| step.after.contains(&other.id) && !seen.contains(&other.id.as_str())));
    }
    true
}

fn sees_plan(sight: &Sight, case: &CaseFile, plan: &PlanEntry) -> bool {
    let steps = plan.steps.keys().all(|id| case.steps.iter().any(|step| step.id == *id && sees_step(sight, case, step)));
    let brings = plan.steps.values().flat_map(|worth| worth.brings.keys());
    let mut parties = plan.complete.keys().chain(plan.penalty.keys()).chain(brings);
    sight.sees(plan.access) && steps && parties.all(|id| sight.party(id))
}

fn sees_mandates(sight: &Sight, mandates: &MandatesEntry) -> bool {
    let issues = mandates.parties.values().flat_map(|delegation| delegation.issues.iter());
    let mut named =
        issues.map(|(issue, _): (&String, &MandateEntry)| issue).chain(mandates.summit.iter().flat_map(|s| &s.issues));
    let conditions = mandates.summit.iter().flat_map(|summit| [&summit.meeting, &summit.waits_for]);
    sight.sees(mandates.access)
        && sight.package(&mandates.stays)
        && mandates.parties.keys().all(|id| sight.party(id))
        && named.all(|id| sight.issue(id))
        && conditions.into_iter().all(|id| sight.condition(id))
}

fn sees_home(sight: &Sight, home: &HomeEntry) -> bool {
    let mut refused = home.voters.iter().flat_map(|voter| &voter.refuses);
    sight.sees(home.access)
        && home.voters.iter().all(|voter| sight.party(&voter.name))
        && refused.all(|pattern| sight.pattern(pattern.iter()))
}

fn sees_shock(sight: &Sight, case: &CaseFile, shock: &ShockEntry) -> bool {
    let event = shock.event.iter().all(|id| case.events.iter().any(|event| event.id == *id && sight.event(event)));
    let channels = [&shock.outside_option, &shock.cost_of_delay, &shock.home_audience];
    let mut parties = channels.into_iter().flat_map(|channel| channel.keys()).chain(shock.values.keys()).chain(&shock.by);
    let mut issues = shock.values.values().flat_map(|issues| issues.keys());
    sight.sees(shock.access) && event && parties.all(|id| sight.party(id)) && issues.all(|id| sight.issue(id))
}

pub(super) fn sees_commitment(sight: &Sight, entry: &CommitmentEntry) -> bool {
    sight.condition(&entry.does) && entry.when.iter().all(|id| sight.condition(id))
}

/// What a condition needs goes with any condition in it.
pub(super) fn sees_needs(sight: &Sight, needs: &NeedsEntry) -> bool {
    needs.only_after.iter().chain(needs.only_after_one_of.iter().flatten()).all(|id| sight.condition(id))
}
