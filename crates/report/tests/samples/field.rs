//! The textbook's six outcomes as if they came from files of the field: with a claim that holds and one that does not, a
//! repair, lotteries, and what other programs call by the same names.

use zopa_report::Document;
use zopa_report::document::*;

use super::textbook::{point, textbook};

/// A scenario of the field.
pub(crate) fn field() -> Document {
    let profile = |party: &str, file: &str, greatest: PointView| ProfileView {
        party: party.into(),
        file: file.into(),
        reservation: Some(0.25),
        refuses_all: false,
        discount: None,
        greatest: Some(GreatestView {
            utility: 1.0,
            exact_utility: "1/1".into(),
            exact: true,
            at_most: Some(1.0),
            outcome: greatest.outcome,
        }),
        grid_error: None,
        optimum: None,
    };
    Document {
        field: Some(FieldView {
            format: "genius".into(),
            meaning: "own".into(),
            profiles: vec![
                profile("Ada", "garden-ada.xml", point(8, 0, "a", "x")),
                profile("Ben", "garden-ben.xml", point(1, 8, "c", "y")),
            ],
            grid: None,
            remarks: vec![remark("repair", "declaration", Some(3)), remark("note", "rounded", None)],
            claims: vec![
                claim("pareto.xml:2", "(0.5, 0.375) is on the frontier", "fails", "It is dominated by (0.625, 0.5)."),
                claim("garden-ada.xml:14", "the largest score is 8", "holds", "It is, and no outcome has more."),
            ],
            lotteries: vec![lottery("nash_lottery", &["1/1"]), lottery("egalitarian_lottery", &["2/3", "1/3"])],
            variants: vec![
                variant("genius_nash", vec![point(5, 4, "a", "y")], None),
                variant("negolog_opposition", vec![], Some(0.389)),
                VariantView {
                    reason: Some("there are more than two parties".into()),
                    ..variant("anl_distribution", vec![], None)
                },
            ],
        }),
        ..textbook()
    }
}

fn remark(kind: &str, code: &str, line: Option<usize>) -> RemarkView {
    let message = "something stands before the XML declaration; it was read all the same".into();
    RemarkView { kind: kind.into(), code: code.into(), file: "garden-ben.xml".into(), line, message }
}

fn claim(place: &str, claimed: &str, verdict: &str, words: &str) -> ClaimView {
    let proof = Some(point(5, 4, "a", "y"));
    ClaimView { place: place.into(), claimed: claimed.into(), verdict: verdict.into(), words: words.into(), proof }
}

fn lottery(name: &str, probabilities: &[&str]) -> LotteryView {
    let part = |(at, exact): (usize, &&str)| LotteryPart {
        probability: if probabilities.len() == 1 { 1.0 } else { [2.0 / 3.0, 1.0 / 3.0][at] },
        exact_probability: (*exact).into(),
        point: [point(5, 4, "a", "y"), point(3, 7, "b", "y")][at].clone(),
    };
    LotteryView {
        name: name.into(),
        utilities: vec![0.625, 0.5],
        exact: true,
        mixture: probabilities.iter().enumerate().map(part).collect(),
        method: "largest product of gains, along the hull of the zone".into(),
        notes: vec!["takes the parties' scales to be comparable".into()],
        reason: None,
    }
}

fn variant(name: &str, points: Vec<PointView>, number: Option<f64>) -> VariantView {
    VariantView {
        name: name.into(),
        peer: "GENIUS (a program of the field)".into(),
        definition: "the first point of the frontier with the largest product of utility less reservation".into(),
        points,
        number,
        reason: None,
    }
}
