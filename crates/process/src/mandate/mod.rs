//! Two levels: what delegations may sign, what only leaders can, and what a meeting of leaders would be worth.
//!
//! What delegations may sign is a part of the space: an issue that some delegation may not settle stays where it is.
//! Everything is told on common draws of one judgement, once for that part and once for the whole space, so that the two
//! differ by the mandates alone. Where the whole space opens nothing more, it is interests that block, not mandates.

mod ratification;
mod worth;

use zopa_analysis::uncertainty::{Comparison, DrawPlan, Draws, Frequency, MarginQuantiles, Missing, Watch, Zone};
use zopa_model::{Authority, IssueIndex, Mandates, OptionIndex, PartyIndex, Pattern, Rule, Scenario};

pub use ratification::{Passing, WinSets, passing, refusals, win_sets};
pub use worth::{Means, Worth};

/// Issues up to this many are weighed against each other by every subset (Shapley); beyond, one by one.
const MOST_FOR_SUBSETS: usize = 7;
/// Draws behind the value of lifting single mandates.
const DRAWS_FOR_LIFTING: u32 = 400;

/// What mandates allow and keep from happening.
#[derive(Clone, Debug, PartialEq)]
pub enum MandateAnswer {
    /// Of these parties and issues nobody says what the delegation may do, so nothing is computed.
    Unknown(Vec<(PartyIndex, IssueIndex)>),
    /// Everything is known.
    Known(Box<MandateStudy>),
}

/// What was found over draws.
#[derive(Clone, Debug, PartialEq)]
pub struct MandateStudy {
    /// The draws.
    pub plan: DrawPlan,
    /// What delegations can sign for good, and what they can sign subject to a yes at home.
    pub below: [Signing; 2],
    /// How often there is a deal when leaders decide, on the same draws; and the margin.
    pub leaders: Frequency,
    /// The margin when leaders decide.
    pub leaders_margin: Option<MarginQuantiles>,
    /// What the leaders' decision is worth beyond what delegations can sign subject to a yes at home, by three measures.
    pub worth: Worth,
    /// For each issue that some delegation may not settle: what settling it too would open.
    pub lifting: Vec<Lifting>,
    /// Whether what can be signed below reaches what a side has set for a meeting of leaders.
    pub summit: Option<SummitStudy>,
    /// What blocks.
    pub verdict: Blocked,
}

/// What can be signed with one kind of signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Signing {
    /// The least authority that counts.
    pub authority: Authority,
    /// For each issue, the options that every delegation may sign, ascending, with where the issue stays; that alone
    /// where some delegation may not settle the issue.
    pub options: Vec<Vec<OptionIndex>>,
    /// Issues that all delegations together may settle in more than one way, ascending.
    pub settles: Vec<IssueIndex>,
    /// How often there is a deal below, against what leaders could do.
    pub deal: Comparison,
    /// The margin below.
    pub margin: Option<MarginQuantiles>,
}

/// What it would open if delegations could settle one more issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifting {
    /// The issue.
    pub issue: IssueIndex,
    /// Who may not settle it now, or only in part.
    pub held_by: Vec<PartyIndex>,
    /// Draws with a deal if this mandate alone were wider, and as it is.
    pub alone: Comparison,
    /// The issue's share in what wider mandates open in all, averaged over all orders of widening them (Shapley 1953), in
    /// draws; `None` where there are too many issues for that.
    pub shapley: Option<f64>,
}

/// Whether delegations can reach what a side has set for a meeting of leaders.
#[derive(Clone, Debug, PartialEq)]
pub struct SummitStudy {
    /// Issues that would have to be settled and that some delegation may not settle, with who.
    pub out_of_reach: Vec<(IssueIndex, Vec<PartyIndex>)>,
    /// Draws with a deal in which all those issues are settled below; `None` where some issue is out of reach.
    pub deal: Option<Frequency>,
}

/// What keeps a deal from being signed below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// There is a deal in no draw, whoever decides: interests block.
    ByInterests,
    /// Leaders open deals that delegations may not sign.
    ByMandate,
    /// Delegations may sign a deal in every draw in which there is one.
    ByNeither,
}

/// Tells what `mandates` allow in `scenario`.
///
/// # Errors
/// What is missing for an answer, or [`Missing::Stopped`] when `watch` breaks off.
pub fn mandates(scenario: &Scenario, mandates: &Mandates, plan: DrawPlan, watch: Watch<'_>) -> Result<MandateAnswer, Missing> {
    let (parties, issues) = (scenario.parties().len(), scenario.space().issues().len());
    let pairs = (0..parties).flat_map(|party| (0..issues).map(move |issue| (party, issue)));
    let unknown: Vec<_> = pairs.filter(|&(party, issue)| mandates.of(party, issue).is_none()).collect();
    if !unknown.is_empty() {
        return Ok(MandateAnswer::Unknown(unknown));
    }
    let whole = Zone::new(Draws::new(scenario, plan)?, watch)?;
    let one = |authority| signing(scenario, mandates, authority, &whole, plan, watch);
    let below = [one(Authority::Commit)?, one(Authority::AdReferendum)?];
    let leaders = whole.deal();
    let verdict = match below[1].deal {
        _ if leaders.count == 0 => Blocked::ByInterests,
        deal if deal.opens > 0 => Blocked::ByMandate,
        _ => Blocked::ByNeither,
    };
    Ok(MandateAnswer::Known(Box::new(MandateStudy {
        plan,
        leaders,
        leaders_margin: whole.margin(),
        worth: worth::worth(scenario, &confined(scenario, &below[1].options), plan)?,
        lifting: lifting(scenario, mandates, &below[1].options, plan, watch)?,
        summit: summit(scenario, mandates, &below[1].options, plan, watch)?,
        below,
        verdict,
    })))
}

fn signing(
    scenario: &Scenario,
    mandates: &Mandates,
    authority: Authority,
    whole: &Zone<'_>,
    plan: DrawPlan,
    watch: Watch<'_>,
) -> Result<Signing, Missing> {
    let options = allowed(scenario, mandates, authority);
    let below = confined(scenario, &options);
    let zone = Zone::new(Draws::new(&below, plan)?, watch)?;
    let settles = (0..options.len()).filter(|&issue| options[issue].len() > 1).collect();
    Ok(Signing { authority, settles, deal: zone.compare(whole), margin: zone.margin(), options })
}

/// For each issue, the options that every delegation may sign with at least this authority, and where the issue stays.
pub fn allowed(scenario: &Scenario, mandates: &Mandates, authority: Authority) -> Vec<Vec<OptionIndex>> {
    let sizes = scenario.space().sizes();
    let of = |(issue, size): (IssueIndex, usize)| {
        let stays = mandates.stays.option(issue);
        let may = |option: OptionIndex| {
            let by = |party| {
                let mandate = mandates.of(party, issue).filter(|mandate| mandate.authority >= authority);
                mandate.is_some_and(|mandate| mandate.within.is_empty() || mandate.within.contains(&option))
            };
            (0..scenario.parties().len()).all(by)
        };
        (0..size as OptionIndex).filter(|&option| option == stays || may(option)).collect()
    };
    sizes.into_iter().enumerate().map(of).collect()
}

/// The scenario in which only these options are left of each issue.
fn confined(scenario: &Scenario, options: &[Vec<OptionIndex>]) -> Scenario {
    let sizes = scenario.space().sizes();
    let rule = |(issue, allowed): (IssueIndex, &Vec<OptionIndex>)| {
        let forbidden: Vec<OptionIndex> = (0..sizes[issue] as OptionIndex).filter(|option| !allowed.contains(option)).collect();
        let forbids = Pattern::new([(issue, forbidden.clone())]);
        (!forbidden.is_empty()).then(|| Rule { forbids, reason: "no mandate to sign it".to_owned() })
    };
    scenario.confined(options.iter().enumerate().filter_map(rule))
}

/// Which parties hold an issue back: those without authority, or with less than all options.
fn held_by(scenario: &Scenario, mandates: &Mandates, issue: IssueIndex) -> Vec<PartyIndex> {
    let sizes = scenario.space().sizes();
    let holds = |&party: &PartyIndex| {
        mandates.of(party, issue).is_none_or(|mandate| {
            let bounded = !mandate.within.is_empty() && mandate.within.len() < sizes[issue];
            mandate.authority < Authority::AdReferendum || bounded
        })
    };
    (0..scenario.parties().len()).filter(holds).collect()
}

fn lifting(
    scenario: &Scenario,
    mandates: &Mandates,
    options: &[Vec<OptionIndex>],
    plan: DrawPlan,
    watch: Watch<'_>,
) -> Result<Vec<Lifting>, Missing> {
    let sizes = scenario.space().sizes();
    let held: Vec<IssueIndex> = (0..sizes.len()).filter(|&issue| options[issue].len() < sizes[issue]).collect();
    let plan = DrawPlan { draws: plan.draws.min(DRAWS_FOR_LIFTING), ..plan };
    let lifted = |which: &dyn Fn(usize) -> bool| {
        let mut wider = options.to_vec();
        for (_, &issue) in held.iter().enumerate().filter(|(at, _)| which(*at)) {
            wider[issue] = (0..sizes[issue] as OptionIndex).collect();
        }
        confined(scenario, &wider)
    };
    let as_is = lifted(&|_| false);
    let before = Zone::new(Draws::new(&as_is, plan)?, watch)?;
    let alone = |at: usize| {
        let wider = lifted(&|which| which == at);
        Ok(before.compare(&Zone::new(Draws::new(&wider, plan)?, watch)?))
    };
    let alone: Vec<Comparison> = (0..held.len()).map(alone).collect::<Result<_, Missing>>()?;
    let shapley = if held.len() <= MOST_FOR_SUBSETS {
        let deals = |set: usize| {
            let scenario = lifted(&|at| set >> at & 1 == 1);
            Ok(f64::from(Zone::new(Draws::new(&scenario, plan)?, watch)?.deal().count))
        };
        let values: Vec<f64> = (0..1usize << held.len()).map(deals).collect::<Result<_, Missing>>()?;
        (0..held.len()).map(|player| Some(shapley(&values, held.len(), player))).collect()
    } else {
        vec![None; held.len()]
    };
    let one = |(at, &issue): (usize, &IssueIndex)| Lifting {
        issue,
        held_by: held_by(scenario, mandates, issue),
        alone: alone[at],
        shapley: shapley[at],
    };
    Ok(held.iter().enumerate().map(one).collect())
}

/// The mean of what `player` adds over all orders, where `values` holds the worth of every subset of `count` players.
fn shapley(values: &[f64], count: usize, player: usize) -> f64 {
    let factorial = |n: usize| (1..=n).map(|k| k as f64).product::<f64>();
    let without = (0..values.len()).filter(|set| set >> player & 1 == 0);
    let share = |set: usize| {
        let size = set.count_ones() as usize;
        let weight = factorial(size) * factorial(count - size - 1) / factorial(count);
        weight * (values[set | 1 << player] - values[set])
    };
    without.map(share).sum()
}

fn summit(
    scenario: &Scenario,
    mandates: &Mandates,
    options: &[Vec<OptionIndex>],
    plan: DrawPlan,
    watch: Watch<'_>,
) -> Result<Option<SummitStudy>, Missing> {
    let Some(summit) = &mandates.summit else { return Ok(None) };
    let stuck = summit.issues.iter().filter(|&&issue| options[issue].len() < 2);
    let out_of_reach: Vec<_> = stuck.map(|&issue| (issue, held_by(scenario, mandates, issue))).collect();
    let deal = if out_of_reach.is_empty() {
        let mut settled = options.to_vec();
        summit.issues.iter().for_each(|&issue| settled[issue].retain(|&option| option != mandates.stays.option(issue)));
        Some(Zone::new(Draws::new(&confined(scenario, &settled), plan)?, watch)?.deal())
    } else {
        None
    };
    Ok(Some(SummitStudy { out_of_reach, deal }))
}

#[cfg(test)]
mod tests;
