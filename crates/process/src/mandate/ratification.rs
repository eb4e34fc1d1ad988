//! Win-sets: what passes at home (Putnam 1988, International Organization 42:427).

use zopa_analysis::uncertainty::{Comparison, DrawPlan, Draws, Missing, Watch, Zone};
use zopa_model::{Ends, Outcome, PartyIndex, Ratification, Rule, Scenario, Voter};

/// How likely a package passes at one party's home.
#[derive(Clone, Debug, PartialEq)]
pub struct Passing {
    /// Whose home.
    pub party: PartyIndex,
    /// Those with a veto who refuse it, as positions among the voters.
    pub vetoed_by: Vec<usize>,
    /// The probability that it passes with the voters' odds at their low ends, and at their high ends. Zero where it is
    /// vetoed for certain.
    pub probability: (f64, f64),
}

/// What the homes leave over of the zone, on common draws.
#[derive(Clone, Debug, PartialEq)]
pub struct WinSets {
    /// The zone without ratification, and with what every home refuses for certain taken out.
    pub deal: Comparison,
    /// The same with one home alone.
    pub by_party: Vec<(PartyIndex, Comparison)>,
}

/// Whether and how likely `outcome` passes. Voters decide independently; those with a veto and odds must say yes too.
///
/// The probability that the weights of those who say yes reach the quota is exact: a convolution over the voters.
pub fn passing(ratification: &Ratification, outcome: &Outcome) -> Passing {
    let refuses = |voter: &Voter| voter.refuses.iter().any(|pattern| pattern.fits(outcome));
    let vetoed_by = ratification.voters.iter().enumerate().filter(|(_, voter)| voter.veto && refuses(voter)).map(|(at, _)| at);
    let at = |ends: Ends| {
        let yes = |voter: &Voter| match (&voter.yes, refuses(voter)) {
            (_, true) => 0.0,
            (None, false) => 1.0,
            (Some(range), false) => ends.of(range).to_f64(),
        };
        // The distribution of the weights that say yes, with every veto counted in.
        let mut weights = vec![1.0];
        for voter in &ratification.voters {
            let (yes, weight) = (yes(voter), voter.weight as usize);
            let mut next = vec![0.0; weights.len() + weight];
            for (sum, probability) in weights.iter().enumerate() {
                next[sum + weight] += probability * yes;
                if !voter.veto {
                    next[sum] += probability * (1.0 - yes);
                }
            }
            weights = next;
        }
        let quota = ratification.quota.unwrap_or(0) as usize;
        weights.iter().skip(quota).sum::<f64>()
    };
    Passing { party: ratification.party, vetoed_by: vetoed_by.collect(), probability: (at(Ends::Cautious), at(Ends::Favourable)) }
}

/// What can certainly not pass at the home of `ratification`, as rules: what somebody with a veto refuses, and what all
/// of those refuse without whom the quota cannot be reached, where one pattern of each tells it.
pub fn refusals(ratification: &Ratification) -> Vec<Rule> {
    let total: u64 = ratification.voters.iter().map(|voter| u64::from(voter.weight)).sum();
    let is_needed =
        |voter: &Voter| voter.veto || ratification.quota.is_some_and(|quota| total - u64::from(voter.weight) < u64::from(quota));
    let rules = |voter: &Voter| {
        let reason = format!("refused by {}", voter.name);
        voter.refuses.iter().map(|pattern| Rule { forbids: pattern.clone(), reason: reason.clone() }).collect::<Vec<_>>()
    };
    ratification.voters.iter().filter(|voter| is_needed(voter)).flat_map(rules).collect()
}

/// The zone with and without what the homes refuse for certain.
///
/// # Errors
/// What is missing for an answer, or [`Missing::Stopped`] when `watch` breaks off.
pub fn win_sets(scenario: &Scenario, homes: &[Ratification], plan: DrawPlan, watch: Watch<'_>) -> Result<WinSets, Missing> {
    let before = Zone::new(Draws::new(scenario, plan)?, watch)?;
    let with = |homes: &[&Ratification]| {
        let confined = scenario.confined(homes.iter().flat_map(|home| refusals(home)));
        Ok(before.compare(&Zone::new(Draws::new(&confined, plan)?, watch)?))
    };
    Ok(WinSets {
        deal: with(&homes.iter().collect::<Vec<_>>())?,
        by_party: homes.iter().map(|home| Ok((home.party, with(&[home])?))).collect::<Result<_, Missing>>()?,
    })
}
