//! Shocks: the same draws before and after.

use zopa_analysis::uncertainty::{DrawPlan, Draws, Zone, shock, uninterrupted};
use zopa_model::{
    Channel, Exact, Issue, Limit, Outcome, OutcomeSpace, Party, Preferences, Range, Role, Scenario, Shift, Shock, Worth,
};

fn number(numerator: i64, denominator: i64) -> Exact {
    Exact::ratio(numerator, denominator).unwrap()
}

fn range(low: (i64, i64), high: (i64, i64)) -> Range {
    Range::new(number(low.0, low.1), number(high.0, high.1)).unwrap()
}

/// A pie in eleven slices; the first wants many, the second few; both have a limit between 0.3 and 0.7.
fn pie(limit: Limit) -> Scenario {
    let slices = 11;
    let issue = Issue::categorical("share", (0..slices).map(|slice| slice.to_string()));
    let points = |of: &dyn Fn(i64) -> i64| Worth::Points(vec![(0..slices).map(|s| Range::point(number(of(s), 10))).collect()]);
    let preferences = |worth, limit| Preferences { worth, linkages: vec![], red_lines: vec![], limit, disagreement: None };
    let party = |name: &str| Party { name: name.into(), role: Role::Party };
    Scenario::new(
        "pie",
        vec![party("A"), party("B")],
        OutcomeSpace::new(vec![issue], vec![]),
        vec![],
        vec![
            Some(preferences(points(&|s| s), Limit::Range(range((3, 10), (7, 10))))),
            Some(preferences(points(&|s| 10 - s), limit)),
        ],
        vec![],
    )
    .unwrap()
}

fn plan() -> DrawPlan {
    DrawPlan { seed: 3, draws: 2_000 }
}

#[test]
fn a_limit_that_rises_closes_the_zone_and_one_that_falls_opens_it() {
    let scenario = pie(Limit::Range(range((3, 10), (7, 10))));
    let zone = Zone::new(Draws::new(&scenario, plan()).unwrap(), &uninterrupted).unwrap();
    let shifted = |channel, by| {
        let shock_of = Shock { name: "strike".into(), shifts: vec![Shift { party: 0, channel, by }] };
        shock(&zone, &shock_of, &[Outcome::new([5])], &uninterrupted).unwrap()
    };
    let up = shifted(Channel::OutsideOption, Range::point(number(2, 10)));
    assert_eq!((up.deal.opens, up.deal.before), (0, zone.deal()));
    assert!(up.deal.closes > 300, "{:?}", up.deal);
    assert_eq!(up.deal.before.count - up.deal.closes + up.deal.opens, up.deal.after.count);
    let down = shifted(Channel::CostOfDelay, Range::point(number(2, 10)));
    assert!(down.deal.opens > 300 && down.deal.closes == 0);
    let nothing = shifted(Channel::HomeAudience, Range::point(Exact::zero()));
    assert_eq!((nothing.deal.opens, nothing.deal.closes), (0, 0));
    assert_eq!(nothing.margin_before, nothing.margin_after);
    assert_eq!(nothing.packages[0].0, nothing.packages[0].1);
}

#[test]
fn unknown_sign_is_told_by_its_two_ends() {
    let scenario = pie(Limit::Range(range((3, 10), (7, 10))));
    let zone = Zone::new(Draws::new(&scenario, plan()).unwrap(), &uninterrupted).unwrap();
    let by = range((-2, 10), (2, 10));
    let of = Shock { name: "strike".into(), shifts: vec![Shift { party: 1, channel: Channel::OutsideOption, by }] };
    let found = shock(&zone, &of, &[], &uninterrupted).unwrap();
    assert!(found.shifts[0].at_low.count > found.deal.after.count && found.deal.after.count > found.shifts[0].at_high.count);
    assert!(!found.shifts[0].is_idle);
    assert_eq!(found, shock(&zone, &of, &[], &uninterrupted).unwrap(), "the same seed, the same answer");
}

#[test]
fn an_option_that_is_worth_more_opens() {
    let scenario = pie(Limit::Range(range((3, 10), (7, 10))));
    let zone = Zone::new(Draws::new(&scenario, plan()).unwrap(), &uninterrupted).unwrap();
    let shift = Shift { party: 1, channel: Channel::Value(0, 7), by: Range::point(number(4, 10)) };
    let found =
        shock(&zone, &Shock { name: "promise".into(), shifts: vec![shift] }, &[Outcome::new([7])], &uninterrupted).unwrap();
    assert_eq!(found.deal.after.count, found.deal.after.of, "7 to the first and 7 to the second is enough for any limits");
    assert!(found.packages[0].1.share > found.packages[0].0.share);
}

#[test]
fn a_party_without_a_limit_has_none_to_shift() {
    let scenario = pie(Limit::Any);
    let zone = Zone::new(Draws::new(&scenario, plan()).unwrap(), &uninterrupted).unwrap();
    let shift = Shift { party: 1, channel: Channel::HomeAudience, by: Range::point(number(4, 10)) };
    let found = shock(&zone, &Shock { name: "x".into(), shifts: vec![shift] }, &[], &uninterrupted).unwrap();
    assert!(found.shifts[0].is_idle);
    assert_eq!((found.deal.opens, found.deal.closes), (0, 0));
}
