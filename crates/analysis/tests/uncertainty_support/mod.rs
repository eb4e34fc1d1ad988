//! Small scenarios, written briefly.
#![allow(dead_code, reason = "each test file uses a part of it")]

use zopa_analysis::uncertainty::{DrawPlan, Draws};
use zopa_model::{
    Exact, Issue, Limit, OutcomeSpace, Party, Preferences, Range, Role, Rule, Scenario, Tier, TierKind, ValueJudgement,
    WeightJudgement, Worth,
};

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

pub(crate) fn range(low: &str, high: &str) -> Range {
    Range::new(exact(low), exact(high)).unwrap()
}

pub(crate) fn point(value: &str) -> Range {
    Range::point(exact(value))
}

pub(crate) fn tier(issues: &[usize], kind: TierKind) -> Tier {
    Tier { issues: issues.to_vec(), kind }
}

/// A strict ranking of all issues.
pub(crate) fn ranked(order: &[usize]) -> WeightJudgement {
    let tiers = order.iter().map(|&issue| tier(&[issue], TierKind::Unordered)).collect();
    WeightJudgement { issues: order.len(), tiers, ..Default::default() }
}

pub(crate) fn order(options: &[u32]) -> ValueJudgement {
    ValueJudgement::Order(options.iter().map(|&option| vec![option]).collect())
}

pub(crate) fn values(values: &[&str]) -> ValueJudgement {
    ValueJudgement::Ranges(values.iter().map(|value| point(value)).collect())
}

pub(crate) fn weighted(weights: WeightJudgement, values: Vec<ValueJudgement>, limit: Limit) -> Preferences {
    Preferences { worth: Worth::Weighted { weights, values }, linkages: vec![], red_lines: vec![], limit, disagreement: None }
}

pub(crate) fn space(sizes: &[usize], rules: Vec<Rule>) -> OutcomeSpace {
    let issue = |(k, &size): (usize, &usize)| Issue::categorical(format!("issue {k}"), (0..size).map(|o| format!("option {o}")));
    OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), rules)
}

pub(crate) fn scenario(space: OutcomeSpace, preferences: Vec<Preferences>) -> Scenario {
    let names = ["A", "B", "C", "D"];
    let parties = names[..preferences.len()].iter().map(|name| Party { name: (*name).into(), role: Role::Party }).collect();
    Scenario::new("test", parties, space, vec![], preferences.into_iter().map(Some).collect(), vec![]).unwrap()
}

/// One price in `steps` steps from 0 to `top`: the seller's utility is the price, the buyer's `top` less the price;
/// the seller's minimum is uniform in `seller`, the buyer's maximum in `buyer`.
pub(crate) fn price(steps: u32, top: &str, seller: (&str, &str), buyer: (&str, &str)) -> Scenario {
    let issue = Issue::real("price", exact("0"), exact(top), steps);
    let at = |step: u32| &exact(top) * &Exact::ratio(step, steps).unwrap();
    let points = |worth: &dyn Fn(u32) -> Exact| vec![(0..=steps).map(|step| Range::point(worth(step))).collect()];
    let one = |points, limit| Preferences {
        worth: Worth::Points(points),
        linkages: vec![],
        red_lines: vec![],
        limit: Limit::Range(limit),
        disagreement: None,
    };
    let yielded = Range::new(&exact(top) - &exact(buyer.1), &exact(top) - &exact(buyer.0)).unwrap();
    let seller = one(points(&at), range(seller.0, seller.1));
    let buyer = one(points(&|step| &exact(top) - &at(step)), yielded);
    scenario(OutcomeSpace::new(vec![issue], vec![]), vec![seller, buyer])
}

pub(crate) fn drawn(scenario: &Scenario, draws: u32) -> Draws<'_> {
    Draws::new(scenario, DrawPlan { seed: 20_250_602, draws }).unwrap()
}

/// The mean weight of each issue.
pub(crate) fn mean_weights(draws: &Draws<'_>, party: usize) -> Vec<f64> {
    let issues = draws.scenario().space().issues().len();
    (0..issues)
        .map(|issue| {
            let column = draws.weights(party, issue).unwrap();
            column.iter().map(|&w| w as f64 / (1u64 << 50) as f64).sum::<f64>() / column.len() as f64
        })
        .collect()
}
