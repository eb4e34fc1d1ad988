//! Three parties: the labour dispute with the region at the table. No plane of utilities can be drawn for three.

use zopa_report::document::*;

use super::labour::labour_dispute;
use super::parts::*;

const REGION: &str = "Regional government of the Outer Estuary";

/// The dispute with a third party whose name is long, an asked-for limit, and a computation that was stopped.
pub(crate) fn three_way() -> Document {
    let mut document = labour_dispute();
    document.case.title = "The Kestrel ferry dispute, with the region at the table".into();
    document.parties.push(REGION.into());
    document.attendance.push(Attendance {
        id: "region".into(),
        name: REGION.into(),
        role: "party".into(),
        note: Some("Pays for the winter service.".into()),
    });
    document.statements.push(paraphrase(
        "r-timetable",
        "Minister for islands",
        REGION,
        "2031-03-05",
        "courier",
        "Five sailings a day, whatever the weather.",
    ));
    add_position(
        &mut document.topics,
        "timetable",
        PositionView { asks: vec![said(&["five sailings"], "r-timetable")], ..PositionView::silent(REGION) },
    );
    document.clouds.clear();
    for package in &mut document.packages {
        package.by_party.push(PartyFrequency { party: REGION.into(), accepted: Frequency::of(8_412, 10_000) });
    }
    document.limits.push(note(
        "Frontier",
        "The frontier was stopped at 200,000 points; the odds are not affected.",
        "Raise the limit with --points.",
        &[],
    ));
    document
}

fn add_position(topics: &mut [TopicView], id: &str, position: PositionView) {
    for topic in topics.iter_mut().filter(|topic| topic.id == id) {
        topic.positions.push(position.clone());
        topic.gap.status = GapStatus::OneSideNotSeen;
        topic.gap.words = "The region asks five sailings; nothing of the others was seen.".into();
    }
}
