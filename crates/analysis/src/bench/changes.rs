//! What an analyst moves at the bench, as changes of what was stated.

use zopa_model::{
    Exact, Fault, IssueIndex, Limit, PartyIndex, Place, Preferences, Range, Scenario, Tier, TierKind, WeightJudgement, Worth,
};

/// What is stated otherwise. Parties and issues are those of the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// A weight between 0 and 1, in the place of what was stated of that weight. The ranking, the ratios and the other weights
    /// that were stated still hold; those that were not are free to share the rest.
    pub weights: Vec<(PartyIndex, IssueIndex, Exact)>,
    /// A ranking of issues, the most important first, in the place of the one that was stated. Issues in one group are unordered
    /// among themselves; an issue in no group has no place in the order.
    pub rankings: Vec<(PartyIndex, Vec<Vec<IssueIndex>>)>,
    /// The least that a party signs, as a utility on its own scale, in the place of its limit.
    pub reservations: Vec<(PartyIndex, Exact)>,
}

/// The scenario in which `changes` are stated, or all that makes no sense about them.
///
/// # Errors
/// Preferences that are not there, weights where a party has points, a weight outside 0 to 1, a reservation that no package
/// could be worth, and whatever [`Scenario::new`] finds: weights that cannot hold together with the rest are told as the
/// smallest set of conditions that contradict each other.
pub fn changed(scenario: &Scenario, changes: &Changes) -> Result<Scenario, Vec<Fault>> {
    let mut preferences = scenario.preferences().to_vec();
    let mut faults = Vec::new();
    let mut keep = |result: Result<(), Fault>| faults.extend(result.err());
    for (party, ranking) in &changes.rankings {
        keep(weights(&mut preferences, *party).map(|stated| stated.tiers = tiers(ranking)));
    }
    for (party, issue, weight) in &changes.weights {
        keep(in_unit(*party, *issue, weight).and_then(|()| {
            let stated = weights(&mut preferences, *party)?;
            stated.intervals.retain(|(known, _)| known != issue);
            stated.intervals.push((*issue, Range::point(weight.clone())));
            Ok(())
        }));
    }
    for (party, least) in &changes.reservations {
        keep(stated(&mut preferences, *party).and_then(|stated| {
            reachable(*party, stated, least)?;
            stated.limit = Limit::Range(Range::point(least.clone()));
            Ok(())
        }));
    }
    if faults.is_empty() { scenario.with_preferences(preferences) } else { Err(faults) }
}

fn tiers(ranking: &[Vec<IssueIndex>]) -> Vec<Tier> {
    let groups = ranking.iter().filter(|group| !group.is_empty());
    groups.map(|group| Tier { issues: group.clone(), kind: TierKind::Unordered }).collect()
}

fn stated(preferences: &mut [Option<Preferences>], party: PartyIndex) -> Result<&mut Preferences, Fault> {
    preferences.get_mut(party).and_then(Option::as_mut).ok_or_else(|| Fault {
        place: Place::Preferences(party),
        problem: "nothing that could be changed is known of what this party wants".to_owned(),
        way_out: "add a judgement of its preferences, or ask for an audience that may see it".to_owned(),
    })
}

fn weights(preferences: &mut [Option<Preferences>], party: PartyIndex) -> Result<&mut WeightJudgement, Fault> {
    match &mut stated(preferences, party)?.worth {
        Worth::Weighted { weights, .. } => Ok(weights),
        Worth::Points(_) => Err(Fault {
            place: Place::Weights(party, None),
            problem: "this party's worth is stated in points, which have no weights".to_owned(),
            way_out: "change the points in the case, or move the reservation".to_owned(),
        }),
    }
}

fn in_unit(party: PartyIndex, issue: IssueIndex, weight: &Exact) -> Result<(), Fault> {
    let is_inside = Exact::zero() <= *weight && *weight <= Exact::one();
    let fault = || Fault {
        place: Place::Weights(party, Some(issue)),
        problem: format!("a weight of {weight} is no share of one"),
        way_out: "give a number from 0 to 1".to_owned(),
    };
    is_inside.then_some(()).ok_or_else(fault)
}

/// Refuses a reservation below or above everything that a package may be worth: it would say "anything" or "nothing" in a
/// way that nobody sees.
fn reachable(party: PartyIndex, preferences: &Preferences, least: &Exact) -> Result<(), Fault> {
    let (low, high) = extent(preferences);
    if low <= *least && *least <= high {
        return Ok(());
    }
    Err(Fault {
        place: Place::Limit(party),
        problem: format!("a reservation of {least} is outside of what packages can be worth to this party, {low} to {high}"),
        way_out: format!("give a number from {low} to {high}"),
    })
}

/// Bounds on what any package may be worth, whatever is drawn.
pub(super) fn extent(preferences: &Preferences) -> (Exact, Exact) {
    let (mut low, mut high) = match &preferences.worth {
        Worth::Weighted { .. } => (Exact::zero(), Exact::one()),
        Worth::Points(points) => {
            let of_issue = |options: &Vec<Range>| {
                let low = options.iter().map(Range::low).min().cloned().unwrap_or_else(Exact::zero);
                let high = options.iter().map(Range::high).max().cloned().unwrap_or_else(Exact::zero);
                (low, high)
            };
            points.iter().map(of_issue).fold((Exact::zero(), Exact::zero()), |(low, high), (l, h)| (&low + &l, &high + &h))
        }
    };
    for linkage in &preferences.linkages {
        // Combinations that are not listed add nothing.
        let zero = Exact::zero();
        low = &low + linkage.entries.iter().map(|(_, range)| range.low()).min().unwrap_or(&zero).min(&zero);
        high = &high + linkage.entries.iter().map(|(_, range)| range.high()).max().unwrap_or(&zero).max(&zero);
    }
    (low, high)
}
