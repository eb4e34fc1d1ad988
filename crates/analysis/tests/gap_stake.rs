//! How much of the conflict each issue carries.

use proptest::prelude::*;
use zopa_analysis::gap::stake::{Spread, stakes, stakes_over};
use zopa_model::{Exact, ExactFactor, Issue, OutcomeSpace, Threshold, Utility};

fn space(sizes: &[usize]) -> OutcomeSpace {
    let issue = |(k, &size): (usize, &usize)| Issue::categorical(format!("issue {k}"), (0..size).map(|o| o.to_string()));
    OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), vec![])
}

fn utility(sizes: &[usize], factors: &[(&[usize], &[i64])]) -> Utility {
    let factor = |(issues, values): &(&[usize], &[i64])| ExactFactor {
        issues: issues.to_vec(),
        values: values.iter().map(|value| Exact::from_integer(*value)).collect(),
    };
    Utility::from_exact(sizes, factors.iter().map(factor).collect(), None, Threshold::Any, None, vec![]).unwrap()
}

#[test]
fn opposite_orders_weigh_and_common_ones_do_not() {
    let sizes = [2, 2, 2];
    let a = utility(&sizes, &[(&[0], &[0, 6]), (&[1], &[0, 3]), (&[2], &[0, 1])]);
    let b = utility(&sizes, &[(&[0], &[2, 0]), (&[1], &[4, 0]), (&[2], &[0, 4])]);
    let found = stakes(&space(&sizes), &[a, b]);
    let opposition: Vec<Option<f64>> = found.iter().map(|stake| stake.opposition[0].opposition).collect();
    assert_eq!(opposition, [Some(1.0), Some(1.0), Some(0.0)]);
    // .6 × .2 and .3 × .4: half each.
    assert_eq!(found.iter().map(|stake| stake.share.unwrap()).collect::<Vec<_>>(), [0.5, 0.5, 0.0]);
}

#[test]
fn who_does_not_mind_is_indifferent_and_not_opposed() {
    let sizes = [3];
    let found = stakes(&space(&sizes), &[utility(&sizes, &[(&[0], &[5, 5, 5])]), utility(&sizes, &[(&[0], &[0, 1, 2])])]);
    assert_eq!((found[0].opposition[0].opposition, found[0].indifferent.clone(), found[0].share), (None, vec![0], None));
    assert_eq!(found[0].weights, [None, Some(1.0)]);
}

/// Kendall's tau-b of (1,2,3,4) and (1,3,2,2): concordant 3, discordant 2, one tie: 1 / sqrt(6 × 5).
#[test]
fn ties_count_as_kendall_has_them() {
    let sizes = [4];
    let found = stakes(&space(&sizes), &[utility(&sizes, &[(&[0], &[1, 2, 3, 4])]), utility(&sizes, &[(&[0], &[1, 3, 2, 2])])]);
    let tau = 1.0 - 2.0 * found[0].opposition[0].opposition.unwrap();
    assert!((tau - (3.0 - 2.0) / 30f64.sqrt()).abs() < 1e-12, "{tau}");
}

#[test]
fn a_linkage_counts_by_its_mean() {
    let sizes = [2, 3];
    let linked = utility(&sizes, &[(&[0], &[0, 1]), (&[0, 1], &[0, 3, 6, 0, 0, 0])]);
    let plain = utility(&sizes, &[(&[0], &[3, 1]), (&[1], &[0, 1, 2])]);
    let found = stakes(&space(&sizes), &[linked.clone(), linked]);
    // The first issue is worth 0 + 9/3 and 1 + 0; the second 0, 3/2 and 6/2: spreads 2 and 3.
    assert_eq!(found.iter().map(|stake| stake.weights[0].unwrap()).collect::<Vec<_>>(), [0.4, 0.6]);
    assert!(found.iter().all(|stake| stake.linked));
    let unlinked = stakes(&space(&sizes), &[plain.clone(), plain]);
    assert_eq!(unlinked.iter().map(|stake| stake.weights[0].unwrap()).collect::<Vec<_>>(), [0.5, 0.5]);
}

#[test]
fn percentiles_are_values_that_occur() {
    let spread = Spread::of((1..=10).rev().map(f64::from).collect()).unwrap();
    assert_eq!((spread.mean, spread.low, spread.high, spread.draws), (5.5, 1.0, 9.0, 10));
    assert_eq!(Spread::of(vec![]), None);
}

proptest! {
    /// Shares over draws of one and the same utilities are those of the point, and shares sum to one.
    #[test]
    fn draws_of_a_point_are_the_point(values in prop::collection::vec(prop::collection::vec(-5i64..5, 9), 2)) {
        let sizes = [3, 3, 3];
        let made: Vec<Utility> = values.iter()
            .map(|v| utility(&sizes, &[(&[0], &v[0..3]), (&[1], &v[3..6]), (&[2], &v[6..9])])).collect();
        let point = stakes(&space(&sizes), &made);
        let drawn = stakes_over(&space(&sizes), &vec![made; 4]);
        let total: f64 = point.iter().filter_map(|stake| stake.share).sum();
        prop_assert!(total == 0.0 || (total - 1.0).abs() < 1e-12);
        for (one, over) in point.iter().zip(&drawn) {
            prop_assert_eq!(one.share.is_some(), over.share.is_some());
            if let (Some(share), Some(spread)) = (one.share, over.share) {
                prop_assert!((spread.mean - share).abs() < 1e-12);
                prop_assert_eq!((spread.low, spread.high), (share, share));
            }
        }
    }
}
