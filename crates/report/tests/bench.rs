//! The bench on ready cases: what is marked, what is refused, and that nothing hidden shows.

use std::collections::BTreeMap;

use zopa_analysis::Limits;
use zopa_analysis::uncertainty::{DrawPlan, uninterrupted};
use zopa_dossier::{Audience, Dossier, catalog};
use zopa_report::answers::{Refused, Seen, View};
use zopa_report::bench::document::{ChangesView, PackageDocument, PlaneDocument, ReadingView};
use zopa_report::bench::{BenchQuestion, comparison, json, package, plane};
use zopa_report::document::OutcomeView;

const DRAWS: u32 = 120;

fn text(name: &str) -> String {
    let entry = catalog::entries().iter().find(|entry| entry.name == name).expect("the case is in the catalogue");
    String::from_utf8(entry.bytes.to_vec()).expect("cases are text")
}

fn seen(text: &str, audience: Audience) -> Seen {
    let dossier = Dossier::read("case.yaml", text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    Seen::new(&dossier, View { audience, as_of: None })
}

fn question(changes: ChangesView) -> BenchQuestion {
    BenchQuestion { judgement: None, changes, plan: DrawPlan { seed: 4, draws: DRAWS } }
}

fn planed(text: &str, changes: ChangesView) -> Result<PlaneDocument, Refused> {
    plane(&seen(text, Audience::Public), &question(changes), &Limits::default(), &uninterrupted)
}

fn judged(text: &str, changes: ChangesView, pairs: &[(&str, &str)]) -> Result<PackageDocument, Refused> {
    let outcome = OutcomeView::new(pairs.iter().copied());
    package(&seen(text, Audience::Public), &question(changes), &outcome, &Limits::default(), &uninterrupted)
}

/// The management's own offer, by short names.
const REPLY: [(&str, &str); 5] =
    [("pay", "3"), ("hours", "39"), ("remote", "1"), ("apprentices", "8"), ("duration", "three-years")];

#[test]
fn duties_are_marked_and_in_nothing_that_could_be_traded() {
    let found = planed(&text("istanbul-2025"), ChangesView::default()).unwrap();
    let duties: Vec<&str> = found.issues.iter().filter(|issue| issue.duty).map(|issue| issue.name.as_str()).collect();
    assert!(!duties.is_empty() && !found.asides.is_empty());
    let bargained: Vec<&str> = found.issues.iter().filter(|issue| !issue.duty).map(|issue| issue.name.as_str()).collect();
    for weights in found.inputs.weights.values() {
        assert_eq!(weights.keys().map(String::as_str).collect::<Vec<_>>().len(), bargained.len());
        assert!(weights.keys().all(|issue| bargained.contains(&issue.as_str())));
    }
    for point in &found.points {
        assert_eq!(point.outcome.iter().map(|(issue, _)| issue).collect::<Vec<_>>(), bargained);
    }
    let refused = judged(&text("istanbul-2025"), ChangesView::default(), &[(duties[0], "anything")]).unwrap_err();
    assert!(refused.problem.contains("not for bargaining"), "{refused:?}");
}

#[test]
fn silence_is_marked_by_party_and_clause() {
    let found = planed(&text("istanbul-2025"), ChangesView::default()).unwrap();
    let issue = found.issues.iter().find(|issue| issue.id == "language-church").unwrap();
    assert_eq!(issue.unseen, ["Delegation of Ukraine"]);
    let told = judged(&text("istanbul-2025"), ChangesView::default(), &[("language-church", "standards")]).unwrap();
    let unseen: Vec<usize> = told.verdict.parties.iter().map(|party| party.unseen.len()).collect();
    assert_eq!(unseen, [1, 0]);
}

#[test]
fn names_and_short_names_mean_the_same() {
    let case = text("labour-dispute");
    let short = judged(&case, ChangesView::default(), &REPLY).unwrap();
    let long = judged(
        &case,
        ChangesView::default(),
        &[
            ("Rise in pay (per cent)", "3"),
            ("Hours a week", "39"),
            ("Days of remote work a week, in the offices", "1"),
            ("Apprentices a year", "8"),
            ("Duration of the agreement", "Three years"),
        ],
    )
    .unwrap();
    assert_eq!(short, long);
    let wrong = judged(&case, ChangesView::default(), &[("hours", "41")]).unwrap_err();
    assert!(wrong.problem.contains("option of “Hours a week” `41`") && !wrong.way_out.is_empty(), "{wrong:?}");
    let unknown = judged(&case, ChangesView::default(), &[("houres", "40")]).unwrap_err();
    assert_eq!(unknown.way_out, "did you mean `hours`?");
}

#[test]
fn reasons_add_up_to_the_draws_without_a_yes() {
    let case = text("labour-dispute");
    for pairs in [&REPLY[..], &[("hours", "40")], &[("hours", "36"), ("pay", "6")]] {
        let told = judged(&case, ChangesView::default(), pairs).unwrap().verdict;
        assert_eq!(told.reading == ReadingView::WholePackage, told.open.is_empty());
        for party in &told.parties {
            // Each sentence begins "In N of M draws".
            let count = |sentence: &String| sentence.split(' ').nth(1).unwrap().parse::<u32>().unwrap();
            let no: u32 = party.why_not.iter().map(count).sum();
            assert_eq!(party.accepts.of + no, party.accepts.draws, "{:?}", party.why_not);
            assert!(told.all.of <= party.accepts.of);
        }
    }
    let forty = judged(&case, ChangesView::default(), &[("hours", "40")]).unwrap().verdict;
    assert_eq!((forty.parties[0].accepts.of, forty.all.of), (0, 0));
    assert_eq!(forty.parties[0].crossed[0].issue, "Hours a week");
    assert!(forty.parties[0].crossed[0].what.ends_with("it holds in every draw"));
    let uncertain = judged(&case, ChangesView::default(), &[("hours", "37")]).unwrap().verdict;
    assert!(uncertain.parties[1].crossed[0].what.contains("it is not certain"));
}

#[test]
fn what_is_moved_moves_the_figures_and_is_marked() {
    let case = text("labour-dispute");
    let before = planed(&case, ChangesView::default()).unwrap();
    let changes = ChangesView {
        weights: BTreeMap::from([("company".to_owned(), BTreeMap::from([("hours".to_owned(), 0.2)]))]),
        reservations: BTreeMap::from([("Management of Alder Mill".to_owned(), 0.55)]),
        ..ChangesView::default()
    };
    let after = planed(&case, changes).unwrap();
    assert!(after.odds.deal.of >= before.odds.deal.of, "a lower limit closes nothing");
    let company = "Management of Alder Mill";
    let weight = &after.inputs.weights[company]["Hours a week"];
    assert!(weight.moved && (weight.at - 0.2).abs() < 1e-9, "{weight:?}");
    let known = &before.inputs.weights[company]["Hours a week"];
    assert_eq!((weight.low, weight.high), (known.low, known.high), "how far it may go is what was stated");
    assert!(after.limits[1].is_some_and(|limit| (limit - 0.55).abs() < 1e-12), "{:?}", after.limits);
    assert!(after.inputs.reservations[company].as_ref().unwrap().moved);
    let refused = planed(
        &case,
        ChangesView {
            weights: BTreeMap::from([("union".to_owned(), BTreeMap::from([("hours".to_owned(), 0.1), ("pay".to_owned(), 0.5)]))]),
            ..ChangesView::default()
        },
    );
    let refused = refused.unwrap_err();
    assert!(refused.problem.starts_with("Paperworkers' Branch: no weights of sum one satisfy all of"), "{}", refused.problem);
    let shocked = planed(&case, ChangesView { shocks: vec!["large-order".to_owned()], ..ChangesView::default() }).unwrap();
    assert!(shocked.shocks[0].happens && !before.shocks[0].happens);
    assert!(shocked.limits[1] < before.limits[1], "waiting costs the management more");
    let unknown = planed(&case, ChangesView { shocks: vec!["small-order".to_owned()], ..ChangesView::default() });
    assert!(unknown.unwrap_err().problem.contains("no shock `small-order`"));
}

#[test]
fn packages_are_compared_over_the_same_draws() {
    let case = text("labour-dispute");
    let part = OutcomeView::new([("hours", "38")]);
    let packages = [("reply".to_owned(), OutcomeView::new(REPLY)), ("half".to_owned(), part)];
    let seen = seen(&case, Audience::Public);
    let told = comparison(&seen, &question(ChangesView::default()), &packages, &uninterrupted).unwrap();
    let alone = judged(&case, ChangesView::default(), &REPLY).unwrap();
    assert_eq!(told.rows[0].verdict, alone.verdict);
    assert_eq!(told.differences.len(), 5);
    let hours = told.differences.iter().find(|difference| difference.issue == "Hours a week").unwrap();
    assert_eq!(hours.options, [Some("39".to_owned()), Some("38".to_owned())]);
    assert_eq!(told.differences[0].options[1], None);
}

#[test]
fn every_case_that_bargains_has_a_plane_whose_figures_stay_within_bounds() {
    for entry in catalog::entries() {
        let case = text(entry.name);
        match planed(&case, ChangesView::default()) {
            Ok(found) => {
                assert!(found.odds.deal.of <= found.odds.deal.draws);
                assert!(found.points.iter().all(|point| point.accepted.of <= found.odds.deal.of), "{}", entry.name);
                assert!(found.frontier.stopped.is_some() || found.points.iter().any(|point| point.on_frontier), "{}", entry.name);
                for weights in found.inputs.weights.values() {
                    let sum: f64 = weights.values().map(|weight| weight.at).sum();
                    assert!((sum - 1.0).abs() < 1e-9 || weights.is_empty());
                    assert!(weights.values().all(|weight| weight.low - 1e-9 <= weight.at && weight.at <= weight.high + 1e-9));
                }
                let told = json(&found);
                assert!(!told.contains("chance of peace") && told.contains("how likely anybody is to do it"));
            }
            Err(refused) => assert!(!refused.way_out.is_empty(), "{}: {refused}", entry.name),
        }
    }
}

/// The case with the management's limit for the holders of the file alone, at `low` to `high`.
fn with_secret_limit(low: &str, high: &str) -> String {
    let case = text("labour-dispute");
    let hidden =
        case.replacen("          range: [0.6, 0.9] ", &format!("          access: secret\n          range: [{low}, {high}] "), 1);
    assert_ne!(case, hidden);
    hidden
}

#[test]
fn what_rests_on_something_hidden_is_not_computed() {
    let answers = |case: &str, audience| {
        let seen = seen(case, audience);
        let asked = question(ChangesView::default());
        let plane = plane(&seen, &asked, &Limits::default(), &uninterrupted);
        let package = package(&seen, &asked, &OutcomeView::new(REPLY), &Limits::default(), &uninterrupted);
        (plane, package)
    };
    let (one, other) = (with_secret_limit("0.6", "0.9"), with_secret_limit("0.1", "0.2"));
    let public = answers(&one, Audience::Public);
    assert_eq!(public, answers(&other, Audience::Public));
    assert!(public.0.unwrap_err().problem.contains("withheld from this audience"));
    let (plane_one, package_one) = answers(&one, Audience::Secret);
    let (plane_other, package_other) = answers(&other, Audience::Secret);
    assert_ne!(plane_one.unwrap(), plane_other.unwrap());
    assert_ne!(package_one.unwrap(), package_other.unwrap());
}
