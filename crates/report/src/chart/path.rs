//! The path of talks: through the plane of two parties' utilities, and down over the rounds.

use zopa_arena::{Act, Speaker};

use super::canvas::{Align, Canvas, Shape, party_class, party_shape};
use super::plane::Plane;
use super::{Chart, both};
use crate::talks::{Path, Talks};
use crate::words::{count, number};

/// The offers of two parties in the plane of their utilities.
pub(crate) fn path(path: &Path) -> Chart {
    let describe = format!(
        "{}: {} by {}, {} by {}. It ended with {}.",
        path.name,
        count(path.offers[0].len(), "offer", "offers"),
        path.parties[0],
        count(path.offers[1].len(), "offer", "offers"),
        path.parties[1],
        path.ending
    );
    both("talks-path", "Offers in the plane of utilities", &describe, |canvas| draw_path(canvas, path))
}

/// More offers than this are a line without marks.
const MARKED: usize = 400;

fn draw_path(canvas: &mut Canvas, path: &Path) {
    let everything = path.offers.iter().flatten().chain(&path.frontier).chain([&path.nothing]).chain(&path.agreement);
    let plane = Plane::around(canvas, everything.copied());
    plane.frame(canvas, &path.parties);
    plane.limits(canvas, path.nothing);
    let frontier: Vec<(f64, f64)> = path.frontier.iter().map(|point| plane.at(*point)).collect();
    canvas.polyline(&frontier, "thin");
    for (seat, offers) in path.offers.iter().enumerate() {
        let along: Vec<(f64, f64)> = offers.iter().map(|offer| plane.at(*offer)).collect();
        canvas.polyline(&along, &format!("own ring {}", party_class(seat)));
        if along.len() <= MARKED {
            along.iter().for_each(|at| canvas.mark(party_shape(seat), *at, 2.6, &format!("own open {}", party_class(seat))));
        }
    }
    path.nash.iter().for_each(|point| canvas.mark(Shape::Triangle, plane.at(*point), 6.0, "mark open"));
    if let Some(agreement) = path.agreement {
        canvas.mark(Shape::Diamond, plane.at(agreement), 6.0, "deal");
    }
    let offers = [0, 1].map(|seat| format!("offers of {}", path.parties[seat]));
    let classes = [0, 1].map(|seat| format!("own open {}", party_class(seat)));
    let mut legend = vec![
        (party_shape(0), classes[0].as_str(), offers[0].as_str()),
        (party_shape(1), classes[1].as_str(), offers[1].as_str()),
        (Shape::Triangle, "mark open", "Nash"),
    ];
    legend.extend(path.agreement.map(|_| (Shape::Diamond, "deal", "agreement")));
    canvas.legend(&legend);
    canvas.caption("Thin line: the frontier. Dashed lines: what no agreement is worth. Utilities are each party's own.");
}

/// What each party's own offers are worth to itself, round by round.
pub(crate) fn descent(talks: &Talks<'_>) -> Chart {
    let describe = "What each party's own offers are worth to it, as shares of its best, round by round.";
    both("talks-descent", "How far each party came down", describe, |canvas| draw_descent(canvas, talks))
}

fn draw_descent(canvas: &mut Canvas, talks: &Talks<'_>) {
    let parties = talks.parties();
    let (left, height) = (44.0, if canvas.is_narrow() { 160.0 } else { 220.0 });
    let (top, right) = (canvas.y + 10.0, canvas.width() - 16.0);
    let rounds = f64::from(talks.session.rounds.max(2) - 1);
    let lines: Vec<Vec<(f64, f64)>> = (0..parties.len()).map(|seat| own_offers(talks, seat)).collect();
    let low = lines.iter().flatten().map(|(_, share)| *share).fold(0.0, f64::min);
    let at = |(round, share): (f64, f64)| {
        (left + round / rounds * (right - left), top + (1.0 - (share - low) / (1.0 - low)).clamp(0.0, 1.0) * height)
    };
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let (_, y) = at((0.0, share));
        canvas.line((left, y), (right, y), "rule");
        canvas.text(left - 6.0, y + 4.5, Align::End, "quiet", &number(share));
    }
    canvas.text(left, top + height + 16.0, Align::Start, "quiet", "round 1");
    canvas.text(right, top + height + 16.0, Align::End, "quiet", &format!("round {}", talks.session.rounds));
    for (seat, line) in lines.iter().enumerate() {
        let along: Vec<(f64, f64)> = line.iter().map(|point| at(*point)).collect();
        canvas.polyline(&along, &format!("own ring {}", party_class(seat)));
        if let Some(last) = along.last() {
            canvas.mark(party_shape(seat), *last, 4.0, &format!("own open {}", party_class(seat)));
        }
    }
    canvas.y = top + height + 22.0;
    let classes: Vec<String> = (0..parties.len()).map(|seat| format!("own open {}", party_class(seat))).collect();
    let legend: Vec<(Shape, &str, &str)> =
        parties.iter().enumerate().map(|(seat, party)| (party_shape(seat), classes[seat].as_str(), party.as_str())).collect();
    canvas.legend(&legend);
    canvas.caption("Each line: the share of its own best that a party asked for.");
}

/// Round and share of the own best of every offer of a seat.
fn own_offers(talks: &Talks<'_>, seat: usize) -> Vec<(f64, f64)> {
    let brief = &talks.table.briefs[seat];
    let own = talks.session.messages.iter().filter(|message| message.from == Speaker::Seat(zopa_arena::Seat(seat)));
    own.filter_map(|message| match &message.act {
        Act::Offer(offer) => Some((f64::from(message.round), brief.scale.share(brief.utility.evaluate(offer)))),
        _ => None,
    })
    .collect()
}
