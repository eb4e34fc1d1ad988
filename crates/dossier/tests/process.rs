//! Steps, plans, mandates, homes, shocks and promises in a case file: what they compile to, what is wrong with broken ones,
//! and that an audience sees each whole or not at all.

use zopa_dossier::{Audience, Dossier};
use zopa_model::{Authority, Channel, Exact};

const CASE: &str = r#"zopa: 1
title: Two towns and a dam
nature: invented
default_access: public
parties:
  - id: north
  - id: south
  - id: county
    role: facilitator
sources:
  - { id: echo, title: Talks, outlet: The Echo, date: 2024-05-03 }
issues:
  - id: height
    options: [low, middle, high]
  - id: water
    options: [half, third]
conditions:
  - { id: survey-done, name: the survey is done, met_by: survey }
  - { id: gates-open, name: the gates are open }
  - id: height-settled
    name: the height is settled
    needs: { only_after: [survey-done], reason: Nobody can measure without a survey. }
  - { id: mayors-met, name: the mayors have met }
statements:
  - id: north-offers
    speaker: Mayor of Northtown
    parties: [north]
    date: 2024-05-01
    sources: [echo]
    paraphrase: We open the gates if the height is settled.
    commits:
      - { does: gates-open, if: [height-settled] }
events:
  - { id: survey, title: The survey is done, date: 2024-04-10 }
steps:
  - id: open
    name: The gates are opened
    actor: north
    reversible: true
    days: 2
    by_day: 5
    achieves: [gates-open]
    verified_by: county
  - id: pay
    name: The toll is paid
    actor: south
    after: [open]
    divisible: true
packages:
  - id: today
    settles: { height: low, water: half }
judgements:
  - id: engineer
    author: An engineer
    preferences:
      north:
        points: { issues: { height: { low: 0, middle: 1, high: 2 }, water: { half: 1, third: 0 } }, reason: Guess. }
        limit: { range: [1, 2], reason: Guess. }
      south:
        points: { issues: { height: { low: 2, middle: 1, high: 0 }, water: { half: 0, third: 1 } }, reason: Guess. }
        limit: { range: [1, 2], reason: Guess. }
    mandates:
      stays: today
      parties:
        north: { issues: { height: { may: commit, within: [low, middle] } }, others: exchange-views }
        south: { others: ad-referendum }
      summit: { meeting: mayors-met, waits_for: height-settled, issues: [height] }
      reason: Guess.
    homes:
      south:
        voters:
          - { name: Council, weight: 7, yes: [0.4, 0.6] }
          - { name: county, veto: true, refuses: [{ water: third }] }
        quota: 4
        reason: Guess.
    shocks:
      - id: flood
        name: A flood
        by: county
        outside_option: { north: [-0.5, 0.5] }
        cost_of_delay: { south: 0.25 }
        values: { south: { water: { third: [0, 1] } } }
        reason: Guess.
    plans:
      - id: first
        steps:
          open: { cost: 1, brings: { south: 2 } }
          pay: { cost: [1, 2], brings: { north: 3 } }
        complete: { north: 0, south: [0, 1] }
        penalty: { south: 1 }
        discount: [0.9, 1]
        reason: Guess.
"#;

#[test]
fn everything_compiles_to_plain_data() {
    let compiled = Dossier::read("dam", CASE.as_bytes()).unwrap().compile();
    let positions = &compiled.positions;
    assert_eq!(positions.conditions.iter().map(|condition| condition.met).collect::<Vec<_>>(), [true, false, false, false]);
    assert_eq!((positions.needs[0].waits, positions.needs[0].alternatives.clone()), (2, vec![vec![0]]));
    assert_eq!((positions.commitments[0].does, positions.commitments[0].when.clone()), (1, vec![2]));
    assert_eq!((compiled.steps[0].actor, compiled.steps[0].reversible, compiled.steps[0].by), (0, true, Some(5)));
    assert_eq!((compiled.steps[1].after.clone(), compiled.steps[1].divisible), (vec![0], true));
    let judgement = &compiled.judgements[0];
    let mandates = judgement.mandates.as_ref().unwrap();
    assert_eq!(
        mandates.of(0, 0).map(|mandate| (mandate.authority, mandate.within.clone())),
        Some((Authority::Commit, vec![0, 1]))
    );
    assert_eq!(mandates.of(0, 1).unwrap().authority, Authority::ExchangeViews);
    assert_eq!(mandates.of(1, 1).unwrap().authority, Authority::AdReferendum);
    assert_eq!(mandates.summit.as_ref().unwrap().issues, [0]);
    assert_eq!((judgement.homes[0].party, judgement.homes[0].quota, judgement.homes[0].voters.len()), (1, Some(4), 2));
    let channels: Vec<(usize, Channel)> = judgement.shocks[0].shifts.iter().map(|shift| (shift.party, shift.channel)).collect();
    assert_eq!(channels, [(0, Channel::OutsideOption), (1, Channel::CostOfDelay), (1, Channel::Value(1, 1))]);
    let plan = &judgement.plans[0];
    assert_eq!(
        (plan.steps.len(), plan.penalty[0].low().clone(), plan.penalty[1].low().clone()),
        (2, Exact::zero(), Exact::one())
    );
}

/// What it breaks, the text that is replaced, what it is replaced by, the code, and the text that is underlined.
const BREAKS: &[(&str, &str, &str, &str, &str)] = &[
    ("an event that is none", "met_by: survey ", "met_by: flood ", "unknown-name", "flood"),
    ("a need of nothing known", "only_after: [survey-done]", "only_after: [survey]", "unknown-name", "survey"),
    ("a need of itself", "only_after: [survey-done]", "only_after: [height-settled]", "waits-for-itself", "height-settled"),
    ("a need of nothing", "only_after: [survey-done], ", "", "first-of-nothing", "{"),
    ("a promise of nothing known", "does: gates-open", "does: gates", "unknown-name", "gates"),
    ("a promise on itself", "if: [height-settled]", "if: [gates-open]", "waits-for-itself", "gates-open"),
    ("a step of nobody", "actor: north", "actor: east", "unknown-name", "east"),
    ("a step of a facilitator", "actor: north", "actor: county", "not-a-party", "county"),
    ("a step after nothing known", "after: [open]", "after: [opened]", "unknown-name", "opened"),
    ("a step after itself", "after: [open]", "after: [pay]", "waits-for-itself", "pay"),
    ("steps in a circle", "    reversible: true", "    after: [pay]", "cycle", "[pay]"),
    ("a step without time", "by_day: 5", "by_day: 1", "no-time", "1"),
    ("a step that brings about nothing known", "achieves: [gates-open]", "achieves: [gates]", "unknown-name", "gates"),
    ("two steps of one name", "  - id: pay", "  - id: open", "duplicate-name", "open"),
    ("a plan with an unknown step", "          pay: {", "          paid: {", "unknown-name", "paid"),
    ("a step that brings its own actor something", "brings: { south: 2 }", "brings: { north: 2 }", "own-step", "north"),
    ("a plan that forgets a party", "complete: { north: 0, south", "complete: { south", "no-worth", "complete"),
    ("a discount of nothing", "discount: [0.9, 1]", "discount: [0, 1]", "discount", "[0, 1]"),
    ("a discount above one", "discount: [0.9, 1]", "discount: 1.1", "discount", "1.1"),
    ("a plan without a discount", "        discount: [0.9, 1]\n", "", "missing-key", ""),
    ("mandates that stay nowhere", "stays: today", "stays: yesterday", "unknown-name", "yesterday"),
    ("a mandate on nothing known", "issues: { height: {", "issues: { hight: {", "unknown-name", "hight"),
    ("a mandate to something unknown", "may: commit", "may: decide", "unknown-word", "decide"),
    ("a mandate that contradicts itself", "may: commit", "may: exchange-views", "contradictory-mandate", "exchange-views"),
    ("a bound of no option", "within: [low, middle]", "within: [low, huge]", "unknown-name", "huge"),
    ("a meeting that is no condition", "meeting: mayors-met", "meeting: mayors", "unknown-name", "mayors"),
    ("a meeting that waits for no issue", "issues: [height]", "issues: []", "first-of-nothing", "[]"),
    ("a home of nobody", "    homes:\n      south", "    homes:\n      county", "not-a-party", "county"),
    ("a quota out of reach", "quota: 4", "quota: 8", "quota", "8"),
    ("a voter without a say", "veto: true, ", "", "no-say", "{"),
    ("odds beyond one", "yes: [0.4, 0.6]", "yes: [0.4, 1.6]", "odds", "[0.4, 1.6]"),
    ("two voters of one name", "name: Council", "name: county", "duplicate-name", "county"),
    ("a shock without a name", "        name: A flood\n", "", "no-name", ""),
    ("a shock by nobody", "A flood\n        by: county", "A flood\n        by: county-council", "unknown-name", "county-council"),
    ("a shock to somebody unknown", "{ north: [-0.5", "{ east: [-0.5", "unknown-name", "east"),
    ("a shock to an unknown option", "{ third: [0, 1] }", "{ fifth: [0, 1] }", "unknown-name", "fifth"),
];

#[test]
fn every_fault_names_the_thing_the_place_and_a_way_out() {
    for (name, what, by, code, underlined) in BREAKS {
        let text = CASE.replacen(what, by, 1);
        assert_ne!(text, CASE, "{name}: {what} stands nowhere");
        let faults = Dossier::read("dam", text.as_bytes()).expect_err(name);
        let fault = faults.iter().find(|fault| fault.code == *code).unwrap_or_else(|| panic!("{name}: {faults:#?}"));
        let label = fault.labels.first().unwrap_or_else(|| panic!("{name}: no place"));
        assert!(!fault.way_out.is_empty(), "{name}");
        let there = &text[label.span.start..label.span.end];
        assert!(there.starts_with(underlined), "{name}: {there:?} is underlined");
    }
}

#[test]
fn a_mandate_that_nobody_states_is_a_warning() {
    let text = CASE.replacen(", others: exchange-views", "", 1);
    let dossier = Dossier::read("dam", text.as_bytes()).unwrap();
    assert!(dossier.warnings().iter().any(|warning| warning.code == "no-mandate"), "{:?}", dossier.warnings());
    assert_eq!(dossier.compile().judgements[0].mandates.as_ref().unwrap().of(0, 1), None, "it is not guessed");
}

#[test]
fn each_is_seen_whole_or_not_at_all() {
    let hidden = |what: &str, by: &str| {
        let text = CASE.replacen(what, by, 1);
        assert_ne!(text, CASE);
        let disclosed = Dossier::read("dam", text.as_bytes()).unwrap().disclose(Audience::Public);
        let judgement = disclosed.dossier.case().judgements[0].clone();
        let left = (judgement.plans.len(), judgement.mandates.is_some(), judgement.homes.len(), judgement.shocks.len());
        (disclosed, left)
    };
    // A hidden step takes the steps after it and the plan along.
    let (disclosed, left) = hidden("    verified_by: county", "    access: secret");
    assert_eq!((disclosed.dossier.case().steps.len(), left), (0, (0, true, 1, 1)));
    // A hidden issue takes mandates, the home that refuses an option of it, and the shock of its values along.
    let (_, left) = hidden("  - id: water\n", "  - id: water\n    access: internal\n");
    assert_eq!(left, (1, false, 0, 0));
    // A hidden condition takes what needs it, what is promised on it, and mandates that name it along.
    let (disclosed, left) = hidden("the height is settled\n    needs", "the height is settled\n    access: secret\n    needs");
    assert_eq!(left, (1, false, 1, 1));
    assert!(disclosed.dossier.case().statements.is_empty(), "it said nothing else");
    // A hidden event says nothing of what it brought about.
    let (disclosed, _) = hidden("date: 2024-04-10 }", "date: 2024-04-10, access: secret }");
    assert_eq!(disclosed.dossier.case().conditions[0].met_by, None);
    // A hidden third party takes the home and the shock in which it has a part along.
    let (_, left) = hidden("    role: facilitator\n", "    role: facilitator\n    access: secret\n");
    assert_eq!(left, (1, true, 0, 0));
}

#[test]
fn what_had_not_happened_yet_brought_nothing_about() {
    let dossier = Dossier::read("dam", CASE.as_bytes()).unwrap().as_of("2024-04-09".parse().unwrap());
    assert_eq!(dossier.case().conditions[0].met_by, None);
}
