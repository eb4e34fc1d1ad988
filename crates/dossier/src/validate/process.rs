//! What can follow what: steps, and in judgements plans, mandates, homes and shocks.

use std::collections::{BTreeMap, HashSet};

use zopa_model::{Exact, Topic};

use super::inspection::{Inspection, finding, item, listed};
use super::issues::pattern;
use crate::amount::Interval;
use crate::case::{
    AuthorityName, CommitmentEntry, DelegationEntry, HomeEntry, MandateEntry, MandatesEntry, PlanEntry, ShockEntry,
};
use crate::path::CasePath;

/// The most voters with odds that one home may have, so that every combination can be told exactly.
const MOST_VOTERS: usize = 60;
/// The heaviest weight of a vote.
const HEAVIEST: u32 = 1_000_000;

pub(super) fn check(inspection: &mut Inspection) {
    conditions(inspection);
    steps(inspection);
    let case = inspection.case;
    for (index, judgement) in case.judgements.iter().enumerate() {
        let path = item("judgements", index);
        unique_within(inspection, &path.key("plans"), "plans", judgement.plans.iter().map(|plan| plan.id.as_str()));
        unique_within(inspection, &path.key("shocks"), "shocks", judgement.shocks.iter().map(|shock| shock.id.as_str()));
        for (at, entry) in judgement.plans.iter().enumerate() {
            plan(inspection, &path.key("plans").index(at), entry);
        }
        if let Some(entry) = &judgement.mandates {
            mandates(inspection, &path.key("mandates"), entry);
        }
        for (party, entry) in &judgement.homes {
            let path = path.key("homes").key(party);
            inspection.party(&path, party);
            home(inspection, &path, entry);
        }
        for (at, entry) in judgement.shocks.iter().enumerate() {
            shock(inspection, &path.key("shocks").index(at), entry);
        }
    }
}

fn unique_within<'a>(inspection: &mut Inspection, path: &CasePath, what: &str, ids: impl Iterator<Item = &'a str>) {
    let named = ids.enumerate().map(|(at, id)| (path.index(at).key("id"), id));
    super::names::unique(inspection, &format!("of the {what}"), named);
}

fn conditions(inspection: &mut Inspection) {
    let case = inspection.case;
    for (index, entry) in case.conditions.iter().enumerate() {
        let path = item("conditions", index);
        if let Some(event) = &entry.met_by {
            inspection.event(&path.key("met_by"), event);
        }
        if let Some(needs) = &entry.needs {
            let first = crate::case::FirstEntry {
                what: entry.id.clone(),
                only_after: needs.only_after.clone(),
                only_after_one_of: needs.only_after_one_of.clone(),
            };
            super::statements::after(inspection, &path.key("needs"), &first);
        }
    }
}

/// What a statement promises.
pub(super) fn commitments(inspection: &mut Inspection, path: &CasePath, commits: &[CommitmentEntry]) {
    for (place, entry) in commits.iter().enumerate() {
        let path = path.index(place);
        super::statements::condition(inspection, &path.key("does"), &entry.does);
        for (at, id) in entry.when.iter().enumerate() {
            let path = path.key("if").index(at);
            super::statements::condition(inspection, &path, id);
            if *id == entry.does {
                let message = format!("`{id}` is promised if it comes about");
                inspection.error(
                    &path,
                    finding("waits-for-itself", message, "the same condition", "name what the promise asks of others"),
                );
            }
        }
    }
}

fn steps(inspection: &mut Inspection) {
    let case = inspection.case;
    let ids: HashSet<&str> = case.steps.iter().map(|step| step.id.as_str()).collect();
    for (index, entry) in case.steps.iter().enumerate() {
        let path = item("steps", index);
        inspection.party(&path.key("actor"), &entry.actor);
        for (at, id) in entry.after.iter().enumerate() {
            let path = path.key("after").index(at);
            if *id == entry.id {
                let message = format!("the step `{id}` comes after itself");
                inspection.error(&path, finding("waits-for-itself", message, "the same step", "name another step"));
            } else if !ids.contains(id.as_str()) {
                inspection.unknown(&path, "step", id, case.steps.iter().map(|step| step.id.as_str()));
            }
        }
        for (at, id) in entry.achieves.iter().enumerate() {
            super::statements::condition(inspection, &path.key("achieves").index(at), id);
        }
        if let Some(day) = entry.by_day.filter(|day| *day < entry.days.max(1)) {
            let message = format!("the step `{}` takes {} days and must be done by day {day}", entry.id, entry.days);
            inspection.error(&path.key("by_day"), finding("no-time", message, "too early", "allow as many days as it takes"));
        }
    }
    circle_of_steps(inspection);
}

/// Steps that come after each other in a circle can never be done.
fn circle_of_steps(inspection: &mut Inspection) {
    let case = inspection.case;
    let position = |id: &str| case.steps.iter().position(|step| step.id == id);
    let after: Vec<Vec<usize>> =
        case.steps.iter().map(|step| step.after.iter().filter_map(|id| position(id)).collect()).collect();
    // Take away what waits for nothing that is left; what stays is in a circle or behind one.
    let mut left: Vec<usize> = (0..after.len()).collect();
    loop {
        let before = left.len();
        let still: HashSet<usize> = left.iter().copied().collect();
        left.retain(|&step| after[step].iter().any(|other| still.contains(other) && *other != step));
        if left.len() == before {
            break;
        }
    }
    let Some(&start) = left.first() else { return };
    let still: HashSet<usize> = left.iter().copied().collect();
    let mut way = vec![start];
    let next = |at: usize| after[at].iter().copied().find(|other| still.contains(other));
    while let Some(to) = way.last().and_then(|&at| next(at)) {
        if let Some(first) = way.iter().position(|&seen| seen == to) {
            let names: Vec<&str> = way[first..].iter().map(|&step| case.steps[step].id.as_str()).collect();
            let message = format!("steps come after each other in a circle: `{}` after `{}`", names.join("` after `"), names[0]);
            let way_out = "take one `after` out, or split a step so that its first part waits for nothing";
            inspection.error(&item("steps", way[first]).key("after"), finding("cycle", message, "in the circle", way_out));
            return;
        }
        way.push(to);
    }
}

fn plan(inspection: &mut Inspection, path: &CasePath, entry: &PlanEntry) {
    let case = inspection.case;
    if entry.steps.is_empty() {
        let message = format!("the plan `{}` has no steps", entry.id);
        inspection.error(path, finding("empty-plan", message, "no steps", "name its steps, or take the plan out"));
    }
    for (id, worth) in &entry.steps {
        let path = path.key("steps").key(id);
        let Some(step) = case.steps.iter().find(|step| step.id == *id) else {
            inspection.unknown(&path, "step", id, case.steps.iter().map(|step| step.id.as_str()));
            continue;
        };
        by_party(inspection, &path.key("brings"), &worth.brings);
        if worth.brings.contains_key(&step.actor) {
            let message = format!("`{}` does the step `{id}` itself", step.actor);
            let way_out = "what a step brings its own actor is a lower `cost`, which may be negative";
            inspection.error_at_key(&path.key("brings").key(&step.actor), finding("own-step", message, "the actor", way_out));
        }
    }
    by_party(inspection, &path.key("complete"), &entry.complete);
    by_party(inspection, &path.key("penalty"), &entry.penalty);
    let parties = inspection.table.parties.iter().map(|&at| case.parties[at].id.as_str());
    let silent: Vec<&str> = parties.filter(|id| !entry.complete.contains_key(*id)).collect();
    if !silent.is_empty() {
        let message = format!("the plan `{}` does not say what its completion is worth to {}", entry.id, listed(&silent));
        let way_out = "give every party an entry in `complete`; 0 says that the steps are all it gets";
        inspection.error_at_key(&path.key("complete"), finding("no-worth", message, "not for every party", way_out));
    }
    let (low, high) = (entry.discount.0.low(), entry.discount.0.high());
    if low.is_negative() || low.is_zero() || *high > Exact::one() {
        let message = format!("the discount of the plan `{}` is {}", entry.id, entry.discount.0);
        let way_out = "write a number above 0 and at most 1; 1 is full patience";
        inspection.error(&path.key("discount"), finding("discount", message, "out of range", way_out));
    }
}

fn by_party<T>(inspection: &mut Inspection, path: &CasePath, entries: &BTreeMap<String, T>) {
    for id in entries.keys() {
        inspection.party(&path.key(id), id);
    }
}

fn mandates(inspection: &mut Inspection, path: &CasePath, entry: &MandatesEntry) {
    let case = inspection.case;
    if !case.packages.iter().any(|package| package.id == entry.stays) {
        inspection.unknown(&path.key("stays"), "package", &entry.stays, case.packages.iter().map(|package| package.id.as_str()));
    }
    for (party, delegation) in &entry.parties {
        let path = path.key("parties").key(party);
        inspection.party(&path, party);
        for (issue, mandate) in &delegation.issues {
            let path = path.key("issues").key(issue);
            let Some(topic) = inspection.bargained(&path, issue) else { continue };
            if let MandateEntry::Within(bounded) = mandate {
                inspection.options_in(&path.key("within"), topic, bounded.within.names());
                if bounded.may <= AuthorityName::ExchangeViews {
                    let message = format!("`{party}` may sign nothing about `{issue}`, and yet its options are bounded");
                    let way_out = "leave out `within`, or say `ad-referendum` or `commit`";
                    inspection.error(&path.key("may"), finding("contradictory-mandate", message, "may not sign", way_out));
                }
            }
        }
        unsaid(inspection, &path, party, delegation);
    }
    if let Some(summit) = &entry.summit {
        let path = path.key("summit");
        super::statements::condition(inspection, &path.key("meeting"), &summit.meeting);
        super::statements::condition(inspection, &path.key("waits_for"), &summit.waits_for);
        if summit.issues.is_empty() {
            let message = "a meeting that waits for no issue waits for nothing";
            inspection.error(
                &path.key("issues"),
                finding("first-of-nothing", message, "empty", "name the issues, or leave `summit` out"),
            );
        }
        for (at, id) in summit.issues.iter().enumerate() {
            inspection.bargained(&path.key("issues").index(at), id);
        }
    }
}

/// Warns of issues that nobody says anything of: without them nothing is computed.
fn unsaid(inspection: &mut Inspection, path: &CasePath, party: &str, delegation: &DelegationEntry) {
    let case = inspection.case;
    let issues = inspection.table.bargained.iter().map(|&at| case.issues[at].id.as_str());
    let silent: Vec<&str> = issues.filter(|id| !delegation.issues.contains_key(*id)).collect();
    if delegation.others.is_none() && !silent.is_empty() {
        let message = format!("it is not said what the delegation of `{party}` may do about {}", listed(&silent));
        let way_out = "name the issues, or give one mandate to all `others`; until then what can be signed cannot be told";
        inspection.warning_at_key(path, finding("no-mandate", message, "not for every issue", way_out));
    }
}

fn home(inspection: &mut Inspection, path: &CasePath, entry: &HomeEntry) {
    if entry.voters.is_empty() {
        inspection
            .error(&path.key("voters"), finding("no-voters", "nobody has a say here", "empty", "name somebody, or take it out"));
    }
    if entry.voters.len() > MOST_VOTERS {
        let message = format!("{} voters are more than can be told exactly", entry.voters.len());
        let way_out = format!("name blocs that vote together: at most {MOST_VOTERS}");
        inspection.error(&path.key("voters"), finding("too-many-voters", message, "too many", way_out));
    }
    unique_names(inspection, path, entry);
    for (at, voter) in entry.voters.iter().enumerate() {
        let path = path.key("voters").index(at);
        if voter.weight == 0 && !voter.veto {
            let message = format!("`{}` has neither a vote nor a veto", voter.name);
            inspection.error(&path, finding("no-say", message, "no say", "give a `weight`, or `veto: true`"));
        }
        if voter.weight > HEAVIEST {
            let message = format!("the vote of `{}` weighs {}", voter.name, voter.weight);
            let way_out = format!("weigh votes in larger units: at most {HEAVIEST}");
            inspection.error(&path.key("weight"), finding("too-heavy", message, "too heavy", way_out));
        }
        for (place, refused) in voter.refuses.iter().enumerate() {
            pattern(inspection, &path.key("refuses").index(place), refused);
        }
        if let Some(yes) = &voter.yes {
            odds(inspection, &path.key("yes"), &voter.name, yes);
        }
    }
    let total: u64 = entry.voters.iter().map(|voter| u64::from(voter.weight)).sum();
    if let Some(quota) = entry.quota.filter(|quota| u64::from(*quota) > total) {
        let message = format!("a quota of {quota} is out of reach: all votes together weigh {total}");
        inspection.error(&path.key("quota"), finding("quota", message, "too high", "lower the quota, or add who is missing"));
    }
}

fn unique_names(inspection: &mut Inspection, path: &CasePath, entry: &HomeEntry) {
    let named =
        entry.voters.iter().enumerate().map(|(at, voter)| (path.key("voters").index(at).key("name"), voter.name.as_str()));
    super::names::unique(inspection, "of the voters", named);
}

fn odds(inspection: &mut Inspection, path: &CasePath, name: &str, yes: &Interval) {
    if yes.0.low().is_negative() || *yes.0.high() > Exact::one() {
        let message = format!("the odds that `{name}` says yes are {}", yes.0);
        inspection.error(path, finding("odds", message, "out of range", "write a number from 0 to 1, or a range of such"));
    }
}

fn shock(inspection: &mut Inspection, path: &CasePath, entry: &ShockEntry) {
    let case = inspection.case;
    if let Some(event) = &entry.event {
        inspection.event(&path.key("event"), event);
    } else if entry.name.is_none() {
        let message = format!("the shock `{}` has neither an event nor a name", entry.id);
        inspection.error(path, finding("no-name", message, "no name", "give its `event`, or say in `name` what would happen"));
    }
    if let Some(by) = &entry.by
        && !case.parties.iter().any(|party| party.id == *by)
    {
        inspection.unknown(&path.key("by"), "party", by, case.parties.iter().map(|party| party.id.as_str()));
    }
    let channels = [
        ("outside_option", &entry.outside_option),
        ("cost_of_delay", &entry.cost_of_delay),
        ("home_audience", &entry.home_audience),
    ];
    for (key, channel) in channels {
        by_party(inspection, &path.key(key), channel);
    }
    for (party, issues) in &entry.values {
        let path = path.key("values").key(party);
        inspection.party(&path, party);
        for (issue, options) in issues {
            let path = path.key(issue);
            let Some(topic) = inspection.bargained(&path, issue) else { continue };
            options_of(inspection, &path, topic, options);
        }
    }
    if channels.iter().all(|(_, channel)| channel.is_empty()) && entry.values.is_empty() {
        let message = format!("the shock `{}` changes nothing", entry.id);
        let way_out = "say what it may change, as ranges; a range that holds 0 says that the sign is not known";
        inspection.error(path, finding("empty-shock", message, "no channel", way_out));
    }
}

fn options_of(inspection: &mut Inspection, path: &CasePath, topic: Topic, options: &BTreeMap<String, Interval>) {
    for option in options.keys() {
        inspection.option(&path.key(option), topic, option);
    }
}
