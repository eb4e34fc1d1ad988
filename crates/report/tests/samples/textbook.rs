//! A point case: two issues, six outcomes, every figure worked by hand.
//!
//! Issue one is worth (4,0), (2,3), (0,4) and issue two (4,0), (1,4) in eighths; the limits are 2/8 each. Five of the
//! six outcomes are on the frontier, three of them meet both limits.

use zopa_report::document::*;

use super::labour::labour_dispute;
use super::parts::*;

/// A point document with a frontier and solutions.
pub(crate) fn textbook() -> Document {
    let solution = |points: Vec<PointView>| SolutionView { exact: true, points, notes: vec![], reason: None, bounds: None };
    Document {
        case: CaseView {
            title: "Two issues, six outcomes".into(),
            nature: NatureView::Textbook,
            about: Some("The smallest case in which trading across issues beats splitting each one.".into()),
            as_of: None,
            audience: "public".into(),
            withheld: Withheld::default(),
        },
        parties: owned(&["Ada", "Ben"]),
        attendance: vec![],
        sources: vec![],
        statements: vec![],
        events: vec![],
        topics: vec![],
        only_after: vec![],
        judgements: vec![],
        field: None,
        space: SpaceView { outcomes: "6".into(), issues: owned(&["Garden", "Workshop"]), rules: vec![] },
        point_basis: Some("the points of the case".into()),
        reason: None,
        frontier: Some(FrontierView {
            exact: true,
            method: "issue by issue, in whole numbers".into(),
            size: Some(5),
            rational_size: Some(3),
            points: vec![
                point(1, 8, "c", "y"),
                point(3, 7, "b", "y"),
                point(5, 4, "a", "y"),
                point(6, 3, "b", "x"),
                point(8, 0, "a", "x"),
            ],
            stopped: None,
            enclosure: None,
        }),
        solutions: Some(SolutionsView {
            nash: solution(vec![point(5, 4, "a", "y")]),
            kalai_smorodinsky: solution(vec![point(5, 4, "a", "y")]),
            egalitarian: solution(vec![point(5, 4, "a", "y")]),
            utilitarian: solution(vec![point(3, 7, "b", "y")]),
        }),
        opposition: Some(0.625),
        odds: None,
        tornadoes: vec![],
        flips: vec![],
        groupings: vec![],
        stakes: vec![stake("points", "Garden", 0.5, 0.5, 0.5), stake("points", "Workshop", 0.5, 0.5, 0.5)],
        clouds: vec![],
        packages: vec![],
        rankings: vec![],
        measures: vec![],
        comparison: None,
        trades: vec![],
        improvements: vec![],
        cannot_tell: vec![],
        limits: vec![],
        warnings: vec![],
        ..labour_dispute()
    }
}

pub(super) fn point(first: u32, second: u32, garden: &str, workshop: &str) -> PointView {
    PointView {
        utilities: vec![f64::from(first) / 8.0, f64::from(second) / 8.0],
        exact_utilities: vec![format!("{first}/8"), format!("{second}/8")],
        outcome: OutcomeView::new([("Garden", garden), ("Workshop", workshop)]),
    }
}
