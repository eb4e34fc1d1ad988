//! Hand-made documents for tests and pictures. All of them are invented; the figures are made to be plausible
//! together, not computed.
#![allow(dead_code, reason = "each test uses some of the samples")]

mod labour;
mod parts;
mod textbook;
mod three_way;

pub use labour::labour_dispute;
pub use textbook::textbook;
pub use three_way::three_way;

use zopa_report::Document;
use zopa_report::document::NatureView;

/// The labour dispute with nothing but its statements: nobody has judged anything.
pub fn statements_only() -> Document {
    let whole = labour_dispute();
    Document {
        judgements: vec![],
        odds: None,
        tornadoes: vec![],
        flips: vec![],
        groupings: vec![],
        stakes: vec![],
        clouds: vec![],
        packages: vec![],
        trades: vec![],
        improvements: vec![],
        warnings: vec![],
        reason: Some("nobody has judged the parties' preferences".into()),
        topics: whole.topics.iter().cloned().map(without_opposition).collect(),
        ..whole
    }
}

/// The labour dispute as if it had happened, seen by the public: the wording changes, and items are withheld.
pub fn as_if_real() -> Document {
    let mut document = labour_dispute();
    document.case.nature = NatureView::Real;
    document.case.withheld.items = 3;
    document.case.withheld.figures = vec!["odds by R. Lindqvist".into()];
    document
}

fn without_opposition(mut topic: zopa_report::document::TopicView) -> zopa_report::document::TopicView {
    topic.gap.opposition = None;
    topic
}
