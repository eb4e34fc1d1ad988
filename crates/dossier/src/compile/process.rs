//! Steps, and what a judgement says of plans, mandates, homes and shocks, as the room `model` holds them.

use zopa_model::{
    Authority, Channel, Exact, Mandate, Mandates, OptionIndex, PartyIndex, Plan, Range, Ratification, Shift, Shock, Step,
    StepWorth, Summit, Topic, Voter,
};

use super::positions::pattern;
use super::preferences::package;
use super::table::Table;
use crate::amount::Interval;
use crate::case::{AuthorityName, HomeEntry, Judgement, MandateEntry, MandatesEntry, PlanEntry, ShockEntry, StepEntry};

const CHECKED: &str = "validation has resolved every name of a case before it is compiled";

fn step_index(table: &Table, id: &str) -> usize {
    table.case.steps.iter().position(|step| step.id == id).expect(CHECKED)
}

fn party(table: &Table, id: &str) -> PartyIndex {
    table.party(id).expect(CHECKED)
}

fn nothing() -> Range {
    Range::point(Exact::zero())
}

pub(super) fn step(table: &Table, entry: &StepEntry) -> Step {
    Step {
        name: entry.id.clone(),
        actor: party(table, &entry.actor),
        after: entry.after.iter().map(|id| step_index(table, id)).collect(),
        achieves: entry.achieves.iter().map(|id| table.condition(id).expect(CHECKED)).collect(),
        reversible: entry.reversible,
        divisible: entry.divisible,
        days: entry.days,
        by: entry.by_day,
    }
}

/// For each party, the number at its entry; nothing where it has none.
fn for_each(table: &Table, entries: &std::collections::BTreeMap<String, Interval>) -> Vec<Range> {
    let of =
        |&position: &usize| entries.get(&table.case.parties[position].id).map_or_else(nothing, |interval| interval.0.clone());
    table.parties.iter().map(of).collect()
}

pub(super) fn plan(table: &Table, entry: &PlanEntry) -> Plan {
    let worth = |(id, worth): (&String, &crate::case::StepWorthEntry)| StepWorth {
        step: step_index(table, id),
        cost: worth.cost.0.clone(),
        benefits: for_each(table, &worth.brings),
    };
    let mut steps: Vec<StepWorth> = entry.steps.iter().map(worth).collect();
    steps.sort_by_key(|worth| worth.step);
    Plan {
        name: entry.id.clone(),
        steps,
        complete: for_each(table, &entry.complete),
        penalty: for_each(table, &entry.penalty),
        discount: entry.discount.0.clone(),
    }
}

pub(super) fn mandates(table: &Table, entry: &MandatesEntry) -> Mandates {
    let authority = |name: AuthorityName| match name {
        AuthorityName::None => Authority::None,
        AuthorityName::ExchangeViews => Authority::ExchangeViews,
        AuthorityName::AdReferendum => Authority::AdReferendum,
        AuthorityName::Commit => Authority::Commit,
    };
    let mut all = Vec::new();
    for (id, delegation) in &entry.parties {
        for (issue, &position) in table.bargained.iter().enumerate() {
            let named = delegation.issues.get(&table.case.issues[position].id);
            let (may, within) = match (named, delegation.others) {
                (Some(MandateEntry::Any(may)), _) => (*may, Vec::new()),
                (None, Some(may)) => (may, Vec::new()),
                (Some(MandateEntry::Within(bounded)), _) => {
                    let known = table.known(Topic::Issue(issue)).expect(CHECKED);
                    let mut within: Vec<OptionIndex> =
                        bounded.within.names().iter().map(|name| known.option(name).expect(CHECKED)).collect();
                    within.sort_unstable();
                    (bounded.may, within)
                }
                (None, None) => continue,
            };
            all.push(Mandate { party: party(table, id), issue, authority: authority(may), within });
        }
    }
    let stays = table.case.packages.iter().find(|package| package.id == entry.stays).expect(CHECKED);
    let condition = |id: &str| table.condition(id).expect(CHECKED);
    let summit = entry.summit.as_ref().map(|summit| {
        let mut issues: Vec<usize> = summit.issues.iter().map(|id| table.issue(id).expect(CHECKED)).collect();
        issues.sort_unstable();
        issues.dedup();
        Summit { meeting: condition(&summit.meeting), waits_for: condition(&summit.waits_for), issues }
    });
    Mandates { stays: package(table, stays).outcome, mandates: all, summit }
}

pub(super) fn home(table: &Table, id: &str, entry: &HomeEntry) -> Ratification {
    let voters = entry.voters.iter().map(|voter| Voter {
        name: table
            .case
            .parties
            .iter()
            .find(|party| party.id == voter.name)
            .and_then(|party| party.name.clone())
            .unwrap_or_else(|| voter.name.clone()),
        weight: voter.weight,
        veto: voter.veto,
        refuses: voter.refuses.iter().map(|refused| pattern(table, refused)).collect(),
        yes: voter.yes.as_ref().map(|yes| yes.0.clone()),
    });
    Ratification { party: party(table, id), voters: voters.collect(), quota: entry.quota }
}

pub(super) fn shock(table: &Table, entry: &ShockEntry) -> Shock {
    let channels = [
        (Channel::OutsideOption, &entry.outside_option),
        (Channel::CostOfDelay, &entry.cost_of_delay),
        (Channel::HomeAudience, &entry.home_audience),
    ];
    let limits = channels
        .into_iter()
        .flat_map(|(channel, by)| by.iter().map(move |(id, by)| Shift { party: party(table, id), channel, by: by.0.clone() }));
    let values = entry.values.iter().flat_map(|(id, issues)| {
        issues.iter().flat_map(move |(issue, options)| {
            let index = table.issue(issue).expect(CHECKED);
            let known = table.known(Topic::Issue(index)).expect(CHECKED);
            options.iter().map(move |(option, by)| Shift {
                party: party(table, id),
                channel: Channel::Value(index, known.option(option).expect(CHECKED)),
                by: by.0.clone(),
            })
        })
    });
    Shock { name: entry.id.clone(), shifts: limits.chain(values).collect() }
}

/// What a judgement says of the process.
pub(super) struct Process {
    pub(super) plans: Vec<Plan>,
    pub(super) mandates: Option<Mandates>,
    pub(super) homes: Vec<Ratification>,
    pub(super) shocks: Vec<Shock>,
}

pub(super) fn process(table: &Table, judgement: &Judgement) -> Process {
    Process {
        plans: judgement.plans.iter().map(|entry| plan(table, entry)).collect(),
        mandates: judgement.mandates.as_ref().map(|entry| mandates(table, entry)),
        homes: judgement.homes.iter().map(|(id, entry)| home(table, id, entry)).collect(),
        shocks: judgement.shocks.iter().map(|entry| shock(table, entry)).collect(),
    }
}
