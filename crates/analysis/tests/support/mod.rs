//! Small random problems with everything in them, and oracles that list every outcome.
#![allow(dead_code, unreachable_pub, reason = "each suite uses its part")]

use proptest::prelude::*;
use zopa_model::{BargainingProblem, Factor, Issue, Outcome, OutcomeSpace, Pattern, Quantum, Rule, Threshold, Units, Utility};

/// A problem that owns its space.
#[derive(Clone, Debug)]
pub struct Case {
    pub space: OutcomeSpace,
    pub utilities: Vec<Utility>,
}

impl Case {
    pub fn problem(&self) -> BargainingProblem<'_> {
        BargainingProblem { space: &self.space, utilities: self.utilities.clone() }
    }
}

/// An issue for each of `sizes`, without names that matter.
pub fn issues(sizes: &[usize]) -> Vec<Issue> {
    let issue =
        |(k, &size): (usize, &usize)| Issue::categorical(format!("issue {k}"), (0..size).map(|option| option.to_string()));
    sizes.iter().enumerate().map(issue).collect()
}

/// An additive utility from rows of units in the given denominator.
pub fn additive(denominator: u128, rows: &[&[Units]]) -> Utility {
    let factor = |(issue, row): (usize, &&[Units])| Factor::Issue { issue, units: row.to_vec() };
    Utility {
        quantum: Quantum::new(denominator).unwrap(),
        constant: 0,
        factors: rows.iter().enumerate().map(factor).collect(),
        cap: None,
        reservation: Threshold::Any,
        disagreement: None,
        refusals: vec![],
        exact: true,
    }
}

/// Whether `a` is at least as good for all and better for one.
pub fn dominates(a: &[Units], b: &[Units]) -> bool {
    a != b && a.iter().zip(b).all(|(x, y)| x >= y)
}

/// The undominated distinct vectors of `vectors`, ascending.
pub fn undominated(mut vectors: Vec<Vec<Units>>) -> Vec<Vec<Units>> {
    vectors.sort();
    vectors.dedup();
    let all = vectors.clone();
    vectors.retain(|vector| !all.iter().any(|other| dominates(other, vector)));
    vectors
}

/// The vectors of all feasible outcomes that satisfy `keep`.
pub fn vectors(case: &Case, keep: impl Fn(&Outcome) -> bool) -> Vec<Vec<Units>> {
    let problem = case.problem();
    case.space.outcomes().filter(keep).map(|outcome| problem.evaluate(&outcome)).collect()
}

fn pattern(sizes: Vec<usize>) -> impl Strategy<Value = Pattern> {
    let count = sizes.len();
    prop::collection::vec((0..count, prop::collection::vec(any::<prop::sample::Index>(), 1..3)), 1..4).prop_map(move |literals| {
        Pattern::new(
            literals
                .into_iter()
                .map(|(issue, options)| (issue, options.into_iter().map(|option| option.index(sizes[issue]) as u32).collect())),
        )
    })
}

fn linkage(sizes: Vec<usize>, unit: BoxedStrategy<Units>) -> impl Strategy<Value = Factor> {
    let scope = prop::sample::subsequence((0..sizes.len()).collect::<Vec<_>>(), 2..=sizes.len().min(3));
    scope.prop_flat_map(move |issues| {
        let own: Vec<usize> = issues.iter().map(|&issue| sizes[issue]).collect();
        prop::collection::vec(unit.clone(), own.iter().product::<usize>()).prop_map(move |units| Factor::Linkage {
            issues: issues.clone(),
            units,
            sizes: own.clone(),
        })
    })
}

fn threshold(unit: BoxedStrategy<Units>) -> impl Strategy<Value = Threshold> {
    prop_oneof![2 => Just(Threshold::Any), 5 => unit.prop_map(Threshold::At), 1 => Just(Threshold::Never)]
}

fn utility(sizes: Vec<usize>, unit: BoxedStrategy<Units>) -> impl Strategy<Value = Utility> {
    let rows: Vec<_> = sizes.iter().map(|&size| prop::collection::vec(unit.clone(), size)).collect();
    let links = if sizes.len() < 2 {
        Just(Vec::new()).boxed()
    } else {
        prop::collection::vec(linkage(sizes.clone(), unit.clone()), 0..2).boxed()
    };
    let lines = prop_oneof![3 => Just(Vec::new()).boxed(), 1 => prop::collection::vec(pattern(sizes), 1..2).boxed()];
    let limits = (unit.clone(), prop::option::weighted(0.3, unit.clone()), threshold(unit.clone()), prop::option::of(0..4i128));
    (rows, links, lines, limits, 1u128..5).prop_map(
        |(rows, links, refusals, (constant, cap, reservation, below), denominator)| {
            let factors =
                rows.into_iter().enumerate().map(|(issue, units)| Factor::Issue { issue, units }).chain(links).collect();
            let disagreement = match reservation {
                Threshold::At(value) => below.map(|below| value - below),
                Threshold::Any | Threshold::Never => None,
            };
            Utility {
                quantum: Quantum::new(denominator).unwrap(),
                constant,
                factors,
                cap,
                reservation,
                disagreement,
                refusals,
                exact: true,
            }
        },
    )
}

/// One to five parties, one to four issues of one to four options, linkages, rules, caps, red lines, negative units
/// and many ties; `scale` multiplies every unit.
pub fn cases(scale: Units) -> impl Strategy<Value = Case> {
    let unit = (-3i128..6).prop_map(move |unit| unit * scale).boxed();
    (1usize..=5, prop::collection::vec(1usize..=4, 1..=4)).prop_flat_map(move |(parties, sizes)| {
        let rules = prop_oneof![1 => Just(Vec::new()).boxed(), 1 => prop::collection::vec(pattern(sizes.clone()), 1..3).boxed()];
        let utilities = prop::collection::vec(utility(sizes.clone(), unit.clone()), parties);
        (utilities, rules).prop_map(move |(utilities, rules)| {
            let rules = rules.into_iter().map(|forbids| Rule { forbids, reason: String::new() }).collect();
            Case { space: OutcomeSpace::new(issues(&sizes), rules), utilities }
        })
    })
}
