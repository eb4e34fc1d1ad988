//! Two parties: an invented labour dispute with every status, a duty, a track of its own and two analysts.

use zopa_report::document::*;

use super::parts::*;

const COUNCIL: &str = "Works council";
const BOARD: &str = "Management";
const DRAWS: u64 = 10_000;

/// An invented dispute at an invented ferry line.
pub(crate) fn labour_dispute() -> Document {
    Document {
        zopa: VERSION,
        case: CaseView {
            title: "The Kestrel ferry dispute".into(),
            nature: NatureView::Invented,
            about: Some(
                "An invented ferry line renegotiates pay, hours and the winter timetable with its works council. \
                 Nothing in it happened; it is made to be taken apart."
                    .into(),
            ),
            as_of: Some("2031-03-14".into()),
            audience: "public".into(),
            withheld: Withheld::default(),
        },
        parties: owned(&[COUNCIL, BOARD]),
        attendance: attendance(),
        sources: sources(),
        statements: statements(),
        events: events(),
        topics: topics(),
        only_after: vec![
            only_after(COUNCIL, "Winter timetable is discussed", &[&["A pay rise is agreed"]], "c-first"),
            only_after(
                BOARD,
                "A pay rise is agreed",
                &[&["The winter timetable is settled"], &["A two-year peace clause is signed", "Weekend work is halved at most"]],
                "m-first",
            ),
        ],
        judgements: vec![okafor(), lindqvist()],
        field: None,
        space: SpaceView {
            outcomes: "972".into(),
            issues: owned(&["Pay rise", "Weekly hours", "Job security", "Weekend work", "Winter timetable", "Training days"]),
            rules: owned(&[
                "Not together: Weekly hours “36 hours” with Winter timetable “six sailings” — the fleet has no crews for it.",
            ]),
        },
        point_basis: None,
        reason: Some("preferences are ranges; name a basis with --point to compute a frontier on it".into()),
        frontier: None,
        solutions: None,
        opposition: None,
        odds: Some(odds()),
        tornadoes: vec![tornado()],
        flips: flips(),
        groupings: groupings(),
        stakes: stakes(),
        shocks: Vec::new(),
        clouds: vec![cloud()],
        packages: packages(),
        rankings: vec![ranking()],
        measures: vec![],
        trades: trades(),
        improvements: improvements(),
        comparison: Some(comparison()),
        cannot_tell: vec![note(
            "Winter timetable",
            "Whether four sailings are enough for the works council cannot be told: no statement of it was seen.",
            "Find a statement, or let an analyst judge it.",
            &["topic:timetable"],
        )],
        limits: vec![],
        warnings: warnings(),
    }
}

/// Three packages would do; two show that ranks add up.
fn ranking() -> Ranking {
    let ranked =
        |package: &str, ranks: [f64; 2], confidence| RankedPackage { package: package.into(), ranks: ranks.to_vec(), confidence };
    Ranking {
        judgement: "okafor".into(),
        party: COUNCIL.into(),
        packages: vec![ranked("best", [0.83, 0.17], Some(0.91)), ranked("status-quo", [0.17, 0.83], Some(0.4))],
        found_how: sampled("rank acceptability over 10,000 draws, seed 2", &["judgement:okafor"]),
    }
}

fn comparison() -> Comparison {
    let row = |about: &str, answers: [&str; 2]| ComparisonRow {
        about: about.into(),
        differs: answers[0] != answers[1],
        answers: owned(&answers),
    };
    Comparison {
        judgements: owned(&["okafor", "lindqvist"]),
        rows: vec![
            row("Some deal fits", ["62 % of the draws", "24 % of the draws"]),
            row("Carries most of the conflict", ["Pay rise", "Pay rise"]),
        ],
        words: "The judgements part on the odds: by 1 of 2 a deal fits in more than half of the draws.".into(),
    }
}

fn attendance() -> Vec<Attendance> {
    let seat = |id: &str, name: &str, role: &str, note: Option<&str>| Attendance {
        id: id.into(),
        name: name.into(),
        role: role.into(),
        note: note.map(Into::into),
    };
    vec![
        seat("council", COUNCIL, "party", Some("Speaks for 412 crew.")),
        seat("board", BOARD, "party", None),
        seat("office", "Port conciliation office", "facilitator", Some("Chairs; decides nothing.")),
    ]
}

fn sources() -> Vec<SourceView> {
    vec![
        source("leaflet", "What we want", "Works council of Kestrel Ferries", "2031-02-03", true),
        source("letter", "Letter to all crew", "Kestrel Ferries", "2031-02-10", true),
        source("courier", "Ferries: talks stall over weekends", "Harbour Courier", "2031-03-01", false),
        source("radio", "Morning talk with the conciliator", "Radio Estuary", "2031-03-12", false),
    ]
}

fn statements() -> Vec<StatementView> {
    use Verification::{NotInText, TextNotAtHand, Verified};
    vec![
        quote(
            "c-pay",
            "Leaflet of the works council",
            COUNCIL,
            "2031-02-03",
            "leaflet",
            "Six per cent, and not a tenth less.",
            Verified,
        ),
        quote(
            "c-hours",
            "Leaflet of the works council",
            COUNCIL,
            "2031-02-03",
            "leaflet",
            "A 36-hour week is the heart of it.",
            Verified,
        ),
        quote(
            "c-first",
            "Leaflet of the works council",
            COUNCIL,
            "2031-02-03",
            "leaflet",
            "First the money on the table; then we talk about the winter.",
            Verified,
        ),
        quote(
            "m-pay",
            "Letter of the board",
            BOARD,
            "2031-02-10",
            "letter",
            "We can carry two per cent this year [...] and look at four in the next.",
            Verified,
        ),
        quote("m-hours", "Letter of the board", BOARD, "2031-02-10", "letter", "Forty hours stay forty hours.", NotInText),
        quote(
            "m-first",
            "Head of personnel",
            BOARD,
            "2031-03-01",
            "courier",
            "No figure before the timetable stands.",
            TextNotAtHand,
        ),
        paraphrase(
            "m-weekend",
            "Head of personnel",
            BOARD,
            "2031-03-01",
            "courier",
            "The board would halve weekend shifts if crews agree to split shifts.",
        ),
        paraphrase(
            "c-weekend",
            "Spokeswoman of the works council",
            COUNCIL,
            "2031-03-01",
            "courier",
            "Weekend work must become voluntary; halving it would be a beginning.",
        ),
        paraphrase(
            "m-weekend-radio",
            "The conciliator",
            BOARD,
            "2031-03-12",
            "radio",
            "The board does not move on weekends at all.",
        ),
        paraphrase(
            "c-security",
            "Leaflet of the works council",
            COUNCIL,
            "2031-02-03",
            "leaflet",
            "No dismissals for five years.",
        ),
        paraphrase("m-training", "Letter of the board", BOARD, "2031-02-10", "letter", "Three training days a year, paid."),
        paraphrase(
            "c-training",
            "Leaflet of the works council",
            COUNCIL,
            "2031-02-03",
            "leaflet",
            "Three training days a year, paid.",
        ),
        paraphrase("both-crane", "Joint minute", COUNCIL, "2031-02-20", "radio", "The aft crane is locked until it is repaired."),
    ]
}

fn events() -> Vec<EventView> {
    let event = |id: &str, title: &str, date: &str, until: Option<&str>, source: &str, note: Option<&str>| EventView {
        id: id.into(),
        title: title.into(),
        date: date.into(),
        until: until.map(Into::into),
        sources: vec![source.into()],
        note: note.map(Into::into),
    };
    vec![
        event(
            "strike",
            "Warning strike on the morning sailings",
            "2031-02-24",
            Some("2031-02-25"),
            "courier",
            Some("The line counts 9 sailings lost, the works council 14."),
        ),
        event("talks", "First meeting with the conciliator", "2031-03-11", None, "radio", None),
    ]
}

fn topics() -> Vec<TopicView> {
    let council = || PositionView::silent(COUNCIL);
    let board = || PositionView::silent(BOARD);
    let mut all = vec![
        topic(
            "pay",
            "Pay rise",
            &["two per cent", "four per cent", "six per cent"],
            vec![
                PositionView {
                    asks: vec![said(&["six per cent"], "c-pay")],
                    rejects: vec![said(&["two per cent", "four per cent"], "c-pay")],
                    ..council()
                },
                PositionView { offers: vec![said(&["two per cent"], "m-pay")], ..board() },
            ],
            gap(
                GapStatus::Opposed,
                "The works council asks six per cent and rejects two and four; management offers two per cent.",
                &["statement:c-pay", "statement:m-pay"],
            ),
        ),
        topic(
            "hours",
            "Weekly hours",
            &["40 hours", "38 hours", "36 hours"],
            vec![
                PositionView { asks: vec![said(&["36 hours"], "c-hours")], ..council() },
                PositionView { asks: vec![said(&["40 hours"], "m-hours")], ..board() },
            ],
            gap(
                GapStatus::Disputed,
                "The works council asks 36 hours, management 40; nobody has rejected 38.",
                &["statement:c-hours", "statement:m-hours"],
            ),
        ),
        topic(
            "security",
            "Job security",
            &["none", "two years", "five years"],
            vec![PositionView { asks: vec![said(&["five years"], "c-security")], ..council() }],
            gap(
                GapStatus::OneSideNotSeen,
                "The works council asks five years; nothing of management was seen.",
                &["statement:c-security"],
            ),
        ),
        topic(
            "weekend",
            "Weekend work",
            &["as now", "halved", "voluntary"],
            vec![
                PositionView {
                    asks: vec![said(&["voluntary"], "c-weekend")],
                    accepts: vec![said(&["halved"], "c-weekend")],
                    ..council()
                },
                PositionView {
                    offers: vec![said(&["halved"], "m-weekend")],
                    rejects: vec![said(&["halved", "voluntary"], "m-weekend-radio")],
                    ..board()
                },
            ],
            gap(
                GapStatus::SourcesConflict,
                "The Harbour Courier has management offer to halve weekend work; Radio Estuary has it refuse any change.",
                &["statement:m-weekend", "statement:m-weekend-radio"],
            ),
        ),
        topic(
            "timetable",
            "Winter timetable",
            &["four sailings", "five sailings", "six sailings"],
            vec![],
            gap(GapStatus::NeitherSeen, "Nobody has said which timetable would do.", &[]),
        ),
        topic(
            "training",
            "Training days",
            &["none", "three", "five", "six"],
            vec![
                PositionView { asks: vec![said(&["three"], "c-training")], ..council() },
                PositionView { offers: vec![said(&["three"], "m-training")], ..board() },
            ],
            gap(
                GapStatus::Convergent,
                "Both name three days; no joint record of it was seen.",
                &["statement:c-training", "statement:m-training"],
            ),
        ),
    ];
    all.push(TopicView {
        track: TrackView::Duty,
        track_reason: Some("Owed to everybody aboard, whatever else is agreed.".into()),
        ..topic(
            "crane",
            "Safety of the aft crane",
            &["locked until repaired"],
            vec![
                PositionView { agreed: vec![said(&["locked until repaired"], "both-crane")], ..council() },
                PositionView { agreed: vec![said(&["locked until repaired"], "both-crane")], ..board() },
            ],
            gap(GapStatus::Agreed, "Both record that the crane is locked until it is repaired.", &["statement:both-crane"]),
        )
    });
    all.push(TopicView {
        track: TrackView::OwnTrack,
        track_reason: Some("Decided person by person, in its own order, never against pay.".into()),
        ..topic(
            "stewards",
            "Return of suspended stewards",
            &["all at once", "one by one"],
            vec![PositionView { asks: vec![said(&["all at once"], "c-first")], ..council() }],
            gap(
                GapStatus::OneSideNotSeen,
                "The works council asks for all at once; nothing of management was seen.",
                &["statement:c-first"],
            ),
        )
    });
    all
}

fn okafor() -> JudgementView {
    JudgementView {
        id: "okafor".into(),
        author: "B. Okafor".into(),
        as_of: Some("2031-03-14".into()),
        about: Some("Reads the leaflet as an opening position on pay, not on hours.".into()),
        preferences: vec![
            JudgedPreferences { party: COUNCIL.into(), items: council_items() },
            JudgedPreferences { party: BOARD.into(), items: board_items() },
        ],
    }
}

fn council_items() -> Vec<JudgedItem> {
    vec![
        JudgedItem {
            ranking: vec![owned(&["Weekly hours"]), owned(&["Pay rise"]), owned(&["Job security", "Weekend work"])],
            ..judged(
                "council-weights",
                JudgedKind::Weights,
                "Hours weigh most, then pay; job security and weekends below, unordered; the rest below those.",
                "The leaflet calls hours “the heart of it”, and names pay first only as a condition.",
            )
        },
        JudgedItem {
            issue: Some("Weekly hours".into()),
            ranking: vec![owned(&["36 hours"]), owned(&["38 hours"]), owned(&["40 hours"])],
            ranges: vec![range("38 hours", "0.4", "0.7")],
            ..judged(
                "council-hours",
                JudgedKind::Values,
                "36 best, 40 worst; 38 worth between 0.4 and 0.7.",
                "The spokeswoman has spoken of steps.",
            )
        },
        JudgedItem {
            standing: Some(StandingView::Uncertain),
            ..judged(
                "council-red",
                JudgedKind::RedLine,
                "Refuses 40 hours together with weekend work as now.",
                "Said once, at a rally, not in writing.",
            )
        },
        JudgedItem {
            ranges: vec![range("limit", "0.35", "0.55")],
            ..judged(
                "council-limit",
                JudgedKind::Limit,
                "Says yes from a utility between 0.35 and 0.55.",
                "The strike fund lasts six weeks.",
            )
        },
    ]
}

fn board_items() -> Vec<JudgedItem> {
    vec![
        JudgedItem {
            ranges: vec![range("Pay rise", "0.3", "0.5"), range("Winter timetable", "0.2", "0.4")],
            ..judged(
                "board-weights",
                JudgedKind::Weights,
                "Pay weighs 0.3 to 0.5, the winter timetable 0.2 to 0.4; the others share what is left.",
                "Both are named in the letter as what the line can carry.",
            )
        },
        JudgedItem {
            ranges: vec![range("limit", "0.3", "0.6")],
            ..judged(
                "board-limit",
                JudgedKind::Limit,
                "Says yes from a utility between 0.3 and 0.6.",
                "The season starts in six weeks; the bank's patience is not known.",
            )
        },
    ]
}

fn lindqvist() -> JudgementView {
    JudgementView {
        id: "lindqvist".into(),
        author: "R. Lindqvist".into(),
        as_of: Some("2031-03-14".into()),
        about: Some("Takes both texts at their word.".into()),
        preferences: vec![JudgedPreferences {
            party: COUNCIL.into(),
            items: vec![JudgedItem {
                standing: Some(StandingView::Firm),
                ..judged("red", JudgedKind::RedLine, "Refuses any pay rise below six per cent.", "“Not a tenth less.”")
            }],
        }],
    }
}

fn best_outcome() -> OutcomeView {
    OutcomeView::new([
        ("Pay rise", "four per cent"),
        ("Weekly hours", "38 hours"),
        ("Job security", "two years"),
        ("Weekend work", "halved"),
        ("Winter timetable", "five sailings"),
        ("Training days", "three"),
    ])
}

fn odds() -> Odds {
    Odds {
        judgement: "okafor".into(),
        deal: 0.6231,
        best_package: Some(0.4108),
        interval: Interval {
            low: 0.1794,
            high: 0.8123,
            low_from: "R. Lindqvist, with management's limit at its upper end".into(),
            high_from: "B. Okafor, with the works council's limit at its lower end".into(),
            draws: 2_000,
            standard_error: 0.005,
            verdict: Verdict::CannotTell,
        },
        draws: DRAWS,
        seed: 2,
        judgements: vec![
            JudgementOdds {
                judgement: "okafor".into(),
                deal: Frequency::of(6_231, DRAWS),
                lowest: 0.3907,
                highest: 0.8123,
                margin: Some(Spread { low: -0.11, middle: 0.04, high: 0.17 }),
                best_package: Some(BestPackage {
                    package: "best".into(),
                    outcome: best_outcome(),
                    accepted: Frequency::of(2_054, DRAWS / 2),
                    by_party: by_party(&[COUNCIL, BOARD], &[6_480, 6_340], DRAWS),
                    near_best: 3,
                }),
                value_of_information: Some(0.2123),
                blockers: vec![
                    Blocker { party: BOARD.into(), what: "its limit".into(), opens: Frequency::of(2_412, 3_769), words: "In 64 of 100 draws without a deal, a lower limit of management alone would open one; a median of 0.06 lower is enough.".into(), from: owned(&["judgement:okafor/board-limit"]) },
                    Blocker { party: COUNCIL.into(), what: "red line: 40 hours together with weekend work as now".into(), opens: Frequency::of(301, 3_769), words: "In 8 of 100 draws without a deal, the works council's red line alone stands in the way.".into(), from: owned(&["judgement:okafor/council-red"]) },
                ],
                closed: vec![],
                found_how: sampled("10,000 draws from the stated ranges, seed 2; each draw solved exactly", &["judgement:okafor"]),
            },
            JudgementOdds {
                judgement: "lindqvist".into(),
                deal: Frequency::of(2_907, DRAWS),
                lowest: 0.1794,
                highest: 0.4419,
                margin: Some(Spread { low: -0.24, middle: -0.09, high: 0.05 }),
                best_package: None,
                value_of_information: None,
                blockers: vec![Blocker { party: COUNCIL.into(), what: "red line: no pay rise below six per cent".into(), opens: Frequency::of(5_100, 7_093), words: "In 72 of 100 draws without a deal, the works council's red line on pay alone stands in the way.".into(), from: owned(&["judgement:lindqvist/red"]) }],
                closed: vec![],
                found_how: sampled("10,000 draws from the stated ranges, seed 2; each draw solved exactly", &["judgement:lindqvist"]),
            },
        ],
    }
}

fn tornado() -> Tornado {
    Tornado {
        judgement: "okafor".into(),
        base: 0.6231,
        bars: vec![
            bar("Management: limit", ["0.3", "0.6"], [0.7902, 0.3907], false, "judgement:okafor/board-limit"),
            bar("Works council: limit", ["0.35", "0.55"], [0.8123, 0.4521], false, "judgement:okafor/council-limit"),
            bar("Management: weight of Pay rise", ["0.3", "0.5"], [0.6914, 0.5480], false, "judgement:okafor/board-weights"),
            bar("Works council: worth of 38 hours", ["0.4", "0.7"], [0.5602, 0.6803], false, "judgement:okafor/council-hours"),
            bar(
                "Works council: red line on hours and weekends together",
                ["absent", "holds"],
                [0.6438, 0.6024],
                false,
                "judgement:okafor/council-red",
            ),
            bar(
                "Management: weight of Winter timetable",
                ["0.2", "0.4"],
                [0.6012, 0.6104],
                true,
                "judgement:okafor/board-weights",
            ),
        ],
        interactions: vec![Interaction {
            inputs: ["Management: limit".into(), "Works council: limit".into()],
            shares: [[0.92, 0.61], [0.55, 0.12]],
            interaction: -0.12,
            words: "Management: limit and Works council: limit: moved together they change the share of draws with a deal by −80 in 100; the two changes one at a time would add up to −68 in 100.".into(),
        }],
        found_how: sampled("one input at a time at its ends, 10,000 common draws", &["judgement:okafor"]),
    }
}

fn flips() -> Vec<Flip> {
    let flip = |inputs: &[&str], distance: Option<f64>, words: &str| Flip {
        judgement: "okafor".into(),
        conclusion: "a deal fits in more than half of the draws".into(),
        inputs: owned(inputs),
        distance,
        words: words.into(),
        found_how: sampled("bisection on common draws", &["judgement:okafor"]),
    };
    vec![
        flip(
            &["Management: limit"],
            Some(0.31),
            "With management's limit at 0.52 or above, a deal fits in fewer than half of the draws.",
        ),
        flip(
            &["Works council: limit", "Management: weight of Pay rise"],
            Some(0.48),
            "With the works council's limit at 0.5 and management's weight of pay at 0.46 together, the same.",
        ),
        flip(&["Works council: worth of 38 hours"], None, "No admissible worth of 38 hours changes this."),
    ]
}

fn groupings() -> Vec<GroupingTest> {
    vec![
        GroupingTest {
            judgement: "okafor".into(),
            change: "Pay rise and Weekly hours as one issue".into(),
            deal: Frequency::of(5_802, DRAWS),
            flips: false,
            words: "With pay and hours as one issue a deal fits in 58 of 100 draws: the answer stays.".into(),
        },
        GroupingTest {
            judgement: "okafor".into(),
            change: "Weekend work split into Saturdays and Sundays".into(),
            deal: Frequency::of(4_710, DRAWS),
            flips: true,
            words: "With Saturdays and Sundays apart a deal fits in 47 of 100 draws: the answer flips.".into(),
        },
    ]
}

fn stakes() -> Vec<Stake> {
    vec![
        stake("okafor", "Pay rise", 0.22, 0.34, 0.47),
        stake("okafor", "Weekly hours", 0.17, 0.28, 0.41),
        stake("okafor", "Weekend work", 0.06, 0.15, 0.26),
        stake("okafor", "Winter timetable", 0.04, 0.12, 0.22),
        stake("okafor", "Job security", 0.02, 0.09, 0.18),
        stake("okafor", "Training days", 0.0, 0.02, 0.05),
    ]
}

fn cloud() -> Cloud {
    let points = (0..1_500).map(|index| {
        let along = scatter(index, 0.618_033_988_75);
        let spread = (scatter(index, 0.754_877_666_2) + scatter(index, 0.569_840_291_0) - 1.0) * 0.16;
        let utilities = [0.18 + 0.72 * along + spread, 0.92 - 0.68 * along - 0.2 * along * (1.0 - along) + spread * 0.8]
            .map(|utility: f64| (utility * 1e4).round() / 1e4);
        let limits = [0.35 + 0.2 * scatter(index, 0.819_172_513), 0.3 + 0.3 * scatter(index, 0.671_043_606)];
        CloudPoint { utilities, accepted: utilities[0] >= limits[0] && utilities[1] >= limits[1] }
    });
    let band = |party: &str, low, middle, high| LimitBand { party: party.into(), range: Some(Spread { low, middle, high }) };
    Cloud {
        judgement: "okafor".into(),
        what: "In each draw, the packages that nothing beats in that draw".into(),
        points: points.collect(),
        limits: vec![band(COUNCIL, 0.37, 0.45, 0.53), band(BOARD, 0.33, 0.45, 0.57)],
        found_how: sampled("300 draws, seed 2", &["judgement:okafor"]),
    }
}

fn packages() -> Vec<PackageView> {
    let draws = sampled("10,000 draws, seed 2; the best chosen on one half, counted on the other", &["judgement:okafor"]);
    let package = |id: &str, label: &str, kind, outcome, all: u64, parts: [u64; 2], explanation| PackageView {
        id: id.into(),
        label: label.into(),
        kind,
        judgement: Some("okafor".into()),
        outcome,
        accepted: Some(Frequency::of(all, DRAWS)),
        by_party: by_party(&[COUNCIL, BOARD], &parts, DRAWS),
        explanation,
    };
    let swap = |issue: &str, option: &str| {
        OutcomeView::new(best_outcome().0.into_iter().map(|(name, old)| {
            let new = if &*name == issue { option.into() } else { old };
            (name, new)
        }))
    };
    vec![
        package(
            "best",
            "Package A",
            PackageKind::MostAccepted,
            best_outcome(),
            4_108,
            [6_480, 6_340],
            vec![
                sentence(
                    SentenceKind::Odds,
                    "Everybody accepts it in 41 of 100 draws; some deal fits in 62 of 100. The difference is what knowing the limits beforehand would be worth.",
                    "Most of all management's limit.",
                    draws.clone(),
                ),
                sentence(
                    SentenceKind::Efficient,
                    "Nothing in the 972 packages that were written down is better for one and no worse for the other in the middle of the ranges.",
                    "",
                    exact("frontier in whole numbers", &["judgement:okafor"]),
                ),
            ],
        ),
        package(
            "b",
            "Package B",
            PackageKind::NearEqualOffer,
            swap("Weekly hours", "36 hours"),
            3_870,
            [7_912, 4_890],
            vec![sentence(
                SentenceKind::Trade,
                "Worth nearly the same to management as package A; it gives two hours for one sailing.",
                "It stops paying for management if hours weigh more than 0.24.",
                draws.clone(),
            )],
        ),
        package("c", "Package C", PackageKind::NearEqualOffer, swap("Pay rise", "six per cent"), 2_204, [8_105, 2_719], vec![]),
        package(
            "offer",
            "Conciliator's draft of 11 March",
            PackageKind::OfTheCase,
            swap("Weekend work", "as now"),
            2_950,
            [4_102, 7_191],
            vec![sentence(
                SentenceKind::Blocked,
                "In 59 of 100 draws the draft misses the works council's limit while weekend work stays as now.",
                "Weekend work “halved” opens it in 23 of 100 draws more.",
                draws,
            )],
        ),
    ]
}

fn trades() -> Vec<Trade> {
    vec![Trade {
        judgement: "okafor".into(),
        package: "offer".into(),
        sides: vec![
            TradeSide {
                party: COUNCIL.into(),
                yields_on: "Winter timetable".into(),
                cost: 0.05,
                gains_on: "Weekend work".into(),
                gain: 0.13,
            },
            TradeSide {
                party: BOARD.into(),
                yields_on: "Weekend work".into(),
                cost: 0.04,
                gains_on: "Winter timetable".into(),
                gain: 0.11,
            },
        ],
        sentence: sentence(
            SentenceKind::Trade,
            "The works council yields on the winter timetable (four to five sailings, costs 0.05) and gains on weekend work (as now to halved, brings 0.13); management the reverse (costs 0.04, brings 0.11).",
            "It stops paying for management if the winter timetable weighs less than 0.11.",
            exact(
                "exchange of two issues from the conciliator's draft, middle of the ranges",
                &["judgement:okafor/council-weights", "judgement:okafor/board-weights", "package:offer"],
            ),
        ),
    }]
}

fn improvements() -> Vec<Improvement> {
    let gain = |party: &str, gain| Gain { party: party.into(), gain };
    vec![Improvement {
        judgement: "okafor".into(),
        of: "offer".into(),
        outcome: Some(best_outcome()),
        gains: vec![gain(COUNCIL, 0.08), gain(BOARD, 0.01)],
        sentence: sentence(
            SentenceKind::Efficient,
            "Package A is better than the conciliator's draft for both, in the middle of the ranges.",
            "Not if management's weight of weekend work is above 0.3.",
            exact("search over all 972 packages", &["judgement:okafor", "package:offer", "package:best"]),
        ),
    }]
}

fn warnings() -> Vec<Note> {
    vec![
        note("Quotations", "1 of 4 does not stand in its source text: m-hours.", "", &["statement:m-hours"]),
        note(
            "Priorities",
            "“First, second, third” in a statement ranks demands, not the swing between the worst and the best option of an issue. Weights drawn from it are a starting point.",
            "Read the figures as ranges.",
            &["judgement:okafor/council-weights"],
        ),
        note(
            "Grouping",
            "How clauses were grouped into issues changes the shares of the conflict and may change the odds.",
            "See the grouping tests.",
            &[],
        ),
    ]
}
