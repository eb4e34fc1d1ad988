//! What was said about what, by whom: the part of a case that needs no weight.

use zopa_model::{
    Aside, Commitment, Condition, Need, OptionIndex, OutcomeSpace, Party, Pattern, Positions, Precondition, Role, Rule, Said,
    Stance, StanceKind, Track,
};

use super::table::Table;
use crate::case::{OptionNames, PositionEntry, RoleName, Statement};

const CHECKED: &str = "validation has resolved every name of a case before it is compiled";

pub(super) fn positions(table: &Table) -> Positions {
    let statements = table.case.statements.iter().enumerate();
    Positions {
        parties: parties(table),
        space: space(table),
        asides: asides(table),
        stances: statements.clone().flat_map(|(index, statement)| stances(table, index, statement)).collect(),
        said: table.case.statements.iter().map(|statement| said(table, statement)).collect(),
        conditions: table.case.conditions.iter().map(|entry| condition(table, entry)).collect(),
        preconditions: statements.clone().flat_map(|(index, statement)| preconditions(table, index, statement)).collect(),
        needs: table.case.conditions.iter().enumerate().filter_map(|(waits, entry)| need(table, waits, entry)).collect(),
        commitments: statements.flat_map(|(index, statement)| commitments(table, index, statement)).collect(),
    }
}

pub(crate) fn parties(table: &Table) -> Vec<Party> {
    let party = |&position: &usize| {
        let entry = &table.case.parties[position];
        let role = match entry.role {
            RoleName::Party => Role::Party,
            RoleName::Facilitator => Role::Facilitator,
            RoleName::Host => Role::Host,
            RoleName::Ally => Role::Ally,
        };
        Party { name: entry.id.clone(), role }
    };
    table.parties.iter().map(party).collect()
}

pub(crate) fn space(table: &Table) -> OutcomeSpace {
    let issue = |&position: &usize| table.at(position).expect(CHECKED).issue.clone();
    let rule = |entry: &crate::case::RuleEntry| Rule { forbids: pattern(table, &entry.forbids), reason: entry.reason.clone() };
    OutcomeSpace::new(table.bargained.iter().map(issue).collect(), table.case.rules.iter().map(rule).collect())
}

pub(crate) fn asides(table: &Table) -> Vec<Aside> {
    let aside = |&position: &usize| {
        let entry = &table.case.issues[position];
        let (track, reason) = match (&entry.duty, &entry.own_track) {
            (Some(duty), _) => (Track::Duty, &duty.reason),
            (None, Some(own)) => (Track::Own, &own.reason),
            (None, None) => unreachable!("an issue without a track is for bargaining"),
        };
        Aside { issue: table.at(position).expect(CHECKED).issue.clone(), track, reason: reason.clone() }
    };
    table.asides.iter().map(aside).collect()
}

/// The pattern over issues for bargaining that is written issue by issue.
pub(crate) fn pattern<'a>(table: &Table, written: impl IntoIterator<Item = (&'a String, &'a OptionNames)>) -> Pattern {
    Pattern::new(written.into_iter().map(|(issue, names)| {
        let index = table.issue(issue).expect(CHECKED);
        let known = table.known(zopa_model::Topic::Issue(index)).expect(CHECKED);
        (index, names.names().iter().map(|name| known.option(name).expect(CHECKED)).collect())
    }))
}

fn stances(table: &Table, statement: usize, said: &Statement) -> Vec<Stance> {
    let mut stances = Vec::new();
    for party in said.parties.iter().map(|id| table.party(id).expect(CHECKED)) {
        for position in &said.states {
            let topic = table.topic(&position.issue).expect(CHECKED);
            let known = table.known(topic).expect(CHECKED);
            for (kind, names) in kinds(position) {
                let mut options: Vec<OptionIndex> = names.iter().map(|name| known.option(name).expect(CHECKED)).collect();
                options.sort_unstable();
                options.dedup();
                if !options.is_empty() {
                    stances.push(Stance { party, topic, kind, options, statement });
                }
            }
        }
    }
    stances
}

fn kinds(position: &PositionEntry) -> [(StanceKind, &[String]); 5] {
    [
        (StanceKind::Asks, &position.asks),
        (StanceKind::Offers, &position.offers),
        (StanceKind::Accepts, &position.accepts),
        (StanceKind::Rejects, &position.rejects),
        (StanceKind::Agreed, &position.agreed),
    ]
}

fn said(table: &Table, statement: &Statement) -> Said {
    Said {
        sources: statement.sources.iter().map(|id| table.source(id).expect(CHECKED)).collect(),
        replaces: statement.replaces.iter().map(|id| table.statement(id).expect(CHECKED)).collect(),
    }
}

fn condition(table: &Table, entry: &crate::case::ConditionEntry) -> Condition {
    let topic = entry.issue.as_ref().map(|issue| table.topic(issue).expect(CHECKED));
    Condition { name: entry.id.clone(), topic, met: entry.met_by.is_some() }
}

fn need(table: &Table, waits: usize, entry: &crate::case::ConditionEntry) -> Option<Need> {
    let written = entry.needs.as_ref()?;
    let alternatives = alternatives(table, &written.only_after, &written.only_after_one_of);
    Some(Need { waits, alternatives, reason: written.reason.clone() })
}

fn alternatives(table: &Table, all: &[String], one_of: &[Vec<String>]) -> Vec<Vec<usize>> {
    let resolve = |ids: &[String]| ids.iter().map(|id| table.condition(id).expect(CHECKED)).collect::<Vec<_>>();
    if all.is_empty() { one_of.iter().map(|all| resolve(all)).collect() } else { vec![resolve(all)] }
}

fn commitments(table: &Table, statement: usize, said: &Statement) -> Vec<Commitment> {
    let condition = |id: &String| table.condition(id).expect(CHECKED);
    let parties = said.parties.iter().map(|id| table.party(id).expect(CHECKED));
    let promise = |party| {
        said.commits.iter().map(move |entry| Commitment {
            party,
            does: condition(&entry.does),
            when: entry.when.iter().map(condition).collect(),
            statement,
        })
    };
    parties.flat_map(promise).collect()
}

fn preconditions(table: &Table, statement: usize, said: &Statement) -> Vec<Precondition> {
    let mut found = Vec::new();
    for party in said.parties.iter().map(|id| table.party(id).expect(CHECKED)) {
        for entry in &said.first {
            let alternatives = alternatives(table, &entry.only_after, &entry.only_after_one_of);
            found.push(Precondition { party, waits: table.condition(&entry.what).expect(CHECKED), alternatives, statement });
        }
    }
    found
}
