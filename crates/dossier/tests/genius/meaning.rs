//! What files mean: to GENIUS, to GENIUS for people, and to NegMAS.

use zopa_dossier::formats::{Asked, Claim, Discount, Evaluator, FieldScenario, Format, Grid, Meaning, largest_error};
use zopa_model::{Exact, Outcome, Threshold};

use crate::{BAKER, DOMAIN, MILLER, boxes, broken, exact, files, flour, parties, read};

fn as_negmas() -> Asked {
    Asked { meaning: Meaning::Negmas, ..Asked::default() }
}

/// What an outcome is worth to a party, amounts cut into `steps`.
fn utility(scenario: &FieldScenario, party: usize, options: &[u32], steps: u32) -> Exact {
    let tabulated = scenario.tabulate(Some(Grid { steps })).expect("a small scenario");
    let utility = &tabulated.utilities[party];
    utility.quantum.exact(utility.evaluate(&Outcome::new(options)))
}

#[test]
fn a_linear_profile_is_weight_times_evaluation_over_the_largest() {
    let scenario = read(&flour()).expect("the files are sound");
    assert_eq!(scenario.name, "Flour");
    assert_eq!(scenario.profiles.iter().map(|profile| profile.name.as_str()).collect::<Vec<_>>(), ["baker", "miller"]);
    // wheat, 30 sacks, a price of 2, in a month: .5 x 40/40 + .25 x (.025 x 20) + .125 x (1.5 - .5 x 2) + .125 x 4/4
    assert_eq!(utility(&scenario, 0, &[1, 20, 2, 1], 4), exact("0.8125"));
    // .2 x .5/1 + .2 x clamp(1 - .05 x 20) + .4 x (2 - 1)/(2.5 - 1) + .2 x 2/8
    assert_eq!(utility(&scenario, 1, &[1, 20, 2, 1], 4), exact("5/12"));
    assert_eq!(scenario.profiles[0].reservation, Threshold::At(exact("0.25")));
    assert_eq!(scenario.profiles[0].discount, Some(Discount::OverTime(exact("0.75"))));
    assert_eq!(scenario.profiles[1].reservation, Threshold::At(Exact::zero()));
    assert_eq!(scenario.profiles[1].discount, None);
    assert!(scenario.profiles.iter().all(|profile| profile.cap == Some(Exact::one())));
    assert_eq!(
        scenario.remarks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["domain.xml: the parties are those that the domain names: `baker.xml`, `miller.xml`"]
    );
}

#[test]
fn a_whole_number_is_valued_from_the_lower_bound_on() {
    let scenario = read(&flour()).expect("the files are sound");
    let Evaluator::Curve { curve, .. } = &scenario.profiles[0].evaluators[1] else { panic!("a curve") };
    assert_eq!(curve.at(&exact("30")), exact("0.5"));
}

#[test]
fn boxes_pay_inside_their_bounds_or_outside() {
    let scenario = read(&boxes()).expect("the files are sound");
    // x, y and the raw score: 10 in the first box, 4 outside of the second, 5 always, twice the greater of 3 and 7.
    for (x, y, score) in [(2u32, 6u32, 10 + 5 + 6), (2, 7, 10 + 4 + 5 + 6), (0, 5, 5 + 6), (9, 8, 4 + 5 + 14), (5, 6, 10 + 4 + 5)]
    {
        let expected = Exact::ratio(score, 40).expect("no zero");
        assert_eq!(utility(&scenario, 0, &[x, y - 5], 1), expected, "{x} {y}");
    }
    // Two bounds on one issue intersect; 18/16 is cut at 1.
    for (x, y, expected) in [(3, 5, "0"), (4, 5, "0.625"), (6, 7, "1"), (7, 8, "0.5")] {
        assert_eq!(utility(&scenario, 1, &[x, y - 5], 1), exact(expected), "{x} {y}");
    }
    let maximum = |profile, line, declared| Claim::Maximum { profile, line: Some(line), declared: exact(declared) };
    let points = vec![(Some(1), vec![exact("0.5"), exact("1")]), (Some(2), vec![exact("0.625"), exact("0.5")])];
    let frontier = Claim::Frontier { file: "pareto.xml".to_owned(), points };
    assert_eq!(scenario.claims, [maximum(0, 5, "40"), maximum(1, 5, "16"), frontier]);
}

#[test]
fn a_stored_frontier_follows_the_order_of_the_parties() {
    let scenario = Format::Genius.read(&boxes(), &parties(&["profile-2", "PROFILE-1.XML"])).expect("the files are sound");
    assert_eq!(scenario.profiles[0].file, "profile-2.xml");
    let Some(Claim::Frontier { points, .. }) = scenario.claims.last() else { panic!("a frontier") };
    assert_eq!(points[0].1, [exact("1"), exact("0.5")]);
}

#[test]
fn weights_are_used_as_written_and_the_sum_is_cut_at_one() {
    let heavy = broken(flour(), "baker.xml", "<weight index=\"1\" value=\"0.5\"/>", "<weight index=\"1\" value=\"0.9\"/>");
    let scenario = read(&heavy).expect("the files are sound");
    assert_eq!(utility(&scenario, 0, &[1, 40, 0, 1], 4), exact("1"));
    assert_eq!(utility(&scenario, 0, &[0, 0, 4, 0], 4), exact("0.31875"));
}

#[test]
fn a_negative_maximum_makes_an_issue_worth_nothing() {
    let negative = broken(flour(), "baker.xml", "value=\"at once\" evaluation=\"3\"", "value=\"at once\" evaluation=\"-3\"");
    let negative =
        broken(negative, "baker.xml", "value=\"in a month\" evaluation=\"4\"", "value=\"in a month\" evaluation=\"-4\"");
    let scenario = read(&negative).expect("the files are sound");
    assert_eq!(scenario.profiles[0].evaluators[3], Evaluator::Table(vec![Exact::zero(), Exact::zero()]));
    assert!(scenario.remarks.iter().any(|remark| remark.code == "no-positive-evaluation"));
}

#[test]
fn negmas_reads_the_same_files_in_its_own_way() {
    let scenario = Format::Genius.read(&flour(), &as_negmas()).expect("the files are sound");
    let baker = &scenario.profiles[0];
    // Raw evaluations, unshifted lines; index 5 is beyond the four issues, so its weight is a constant.
    assert_eq!(baker.constant, exact("0.375"));
    // .375 + .5 x 40 + .25 x .025 x 30 + .125 x .5 + .125 x 4
    assert_eq!(utility(&scenario, 0, &[1, 20, 2, 1], 4), exact("21.125"));
    assert_eq!((baker.cap.clone(), baker.reservation.clone()), (None, Threshold::Any));
    assert_eq!(baker.discount, Some(Discount::EachRound(exact("0.75"))));
    assert_eq!(scenario.profiles[1].reservation, Threshold::At(Exact::zero()));
    // A reservation of .25 under a discount of .75 is worth .1875 at the end in GENIUS.
    let own = read(&flour()).expect("the files are sound");
    let (Threshold::At(reservation), Some(Discount::OverTime(factor))) =
        (&own.profiles[0].reservation, &own.profiles[0].discount)
    else {
        panic!("both are stated")
    };
    assert_eq!(reservation * factor, exact("0.1875"));
}

#[test]
fn negmas_pays_strictly_inside_and_divides_by_nothing() {
    let plain = broken(boxes(), "profile-1.xml", "<ufun type=\"PlainUfun\" weight=\"2\" aggregation=\"max\">", "<!-- ");
    let plain = broken(plain, "profile-1.xml", "        </ufun>\n      </ufun>", " -->\n      </ufun>");
    let scenario = Format::Genius.read(&plain, &as_negmas()).expect("the files are sound");
    // 3 x (10 where 2 < x < 6 and 6 < y < 7, nowhere; 8 where 0 < x < 4 and 5 < y < 6, nowhere; 5)
    assert_eq!(utility(&scenario, 0, &[3, 1], 1), exact("15"));
    // 10 where 4 < x < 9 (the later bound), 8 where 7 < y < 9
    for (x, y, expected) in [(4, 5, "0"), (5, 5, "10"), (8, 8, "18"), (9, 8, "8"), (9, 7, "0")] {
        assert_eq!(utility(&scenario, 1, &[x, y - 5], 1), exact(expected), "{x} {y}");
    }
    assert_eq!(scenario.claims, []);
}

#[test]
fn for_people_scores_are_raw() {
    let profile = |text: &str, reservation: &str| {
        let ending = format!("<reservation value=\"{reservation}\"/><optout value=\"-7\"/><timeeffect value=\"-1\"/>");
        let text = text.replace("  <discount_factor value=\"0.75\"/>\n  <reservation value=\"0.25\"/>\n", "");
        text.replace("</utility_space>", &format!("{ending}<weightmultiplyer value=\"100\"/></utility_space>"))
    };
    let files = files(&[("domain.xml", DOMAIN), ("baker.xml", &profile(BAKER, "-180")), ("miller.xml", &profile(MILLER, "20"))]);
    assert_eq!(Format::recognise(&files), Some(Format::GeniusBi));
    let scenario = Format::GeniusBi.read(&files, &Asked::default()).expect("the files are sound");
    let baker = &scenario.profiles[0];
    assert_eq!(baker.evaluators[0], Evaluator::Table(["500", "2000", "1000"].map(exact).to_vec()));
    assert_eq!((baker.cap.clone(), baker.reservation.clone()), (None, Threshold::At(exact("-180"))));
    let told: Vec<&str> = scenario.remarks.iter().map(|remark| remark.code).collect();
    assert_eq!(told, ["chosen", "multiplier", "opting-out", "time-effect", "multiplier", "opting-out", "time-effect"]);
    let written = Format::GeniusBi.write(&scenario).expect("it came from there");
    let again = Format::GeniusBi.read(&written.files, &Asked::default()).expect("what was written is read");
    assert_eq!(largest_error(&scenario, &again), Some(Exact::zero()));
    let own = read(&flour()).expect("the files are sound");
    assert_eq!(Format::GeniusBi.write(&own).expect_err("it came from elsewhere").code, "not-written");
}
