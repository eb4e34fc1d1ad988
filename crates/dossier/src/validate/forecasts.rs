//! Forecasts: scales with two ends, positions on them, weights that are some.

use zopa_model::{Exact, Range};

use super::facts::{known_day, source};
use super::inspection::{Inspection, finding, item};
use super::names::unique;
use crate::case::{ActorEntry, ForecastEntry, ScaleEntry};
use crate::path::CasePath;

pub(super) fn check(inspection: &mut Inspection) {
    for (index, entry) in inspection.case.forecasts.iter().enumerate() {
        forecast(inspection, &item("forecasts", index), entry);
    }
}

fn forecast(inspection: &mut Inspection, path: &CasePath, entry: &ForecastEntry) {
    known_day(inspection, &path.key("as_of"), entry.as_of);
    sources(inspection, path, &entry.sources);
    let scales = entry.scales.iter().enumerate();
    unique(
        inspection,
        "of the scales",
        scales.map(|(place, scale)| (path.key("scales").index(place).key("id"), scale.id.as_str())),
    );
    let actors = entry.actors.iter().enumerate();
    unique(
        inspection,
        "of the actors",
        actors.map(|(place, actor)| (path.key("actors").index(place).key("name"), actor.name.as_str())),
    );
    for (key, is_empty) in [("scales", entry.scales.is_empty()), ("actors", entry.actors.is_empty())] {
        if is_empty {
            let message = format!("a forecast without {key} says nothing");
            inspection
                .error_at_key(&path.key(key), finding("says-nothing", message, "empty", "add some, or take the forecast out"));
        }
    }
    for (place, scale) in entry.scales.iter().enumerate() {
        self::scale(inspection, &path.key("scales").index(place), scale);
    }
    for (place, actor) in entry.actors.iter().enumerate() {
        self::actor(inspection, &path.key("actors").index(place), entry, actor);
    }
}

fn sources(inspection: &mut Inspection, path: &CasePath, ids: &[String]) {
    for (place, id) in ids.iter().enumerate() {
        source(inspection, &path.key("sources").index(place), id);
    }
}

fn scale(inspection: &mut Inspection, path: &CasePath, scale: &ScaleEntry) {
    let (low, high) = (&scale.low.0, &scale.high.0);
    if low >= high {
        let message = format!("the scale `{}` runs from {low} to {high}, and so nowhere", scale.id);
        let way_out = "write the smaller end as `low`";
        inspection.error(&path.key("high"), finding("empty-scale", message, "not above the low end", way_out));
    } else if let Some(quo) = scale.status_quo.as_ref().filter(|quo| quo.0 < *low || quo.0 > *high) {
        off_scale(inspection, &path.key("status_quo"), &format!("the status quo {}", quo.0), scale);
    }
}

fn off_scale(inspection: &mut Inspection, path: &CasePath, what: &str, scale: &ScaleEntry) {
    let message = format!("{what} is not on the scale `{}` from {} to {}", scale.id, scale.low.0, scale.high.0);
    let way_out = "a forecast needs all positions on one stated scale: move it, or widen the scale";
    inspection.error(path, finding("off-scale", message, "off the scale", way_out));
}

fn actor(inspection: &mut Inspection, path: &CasePath, entry: &ForecastEntry, actor: &ActorEntry) {
    sources(inspection, path, &actor.sources);
    let capability: &Range = &actor.capability.0;
    if *capability.low() <= Exact::zero() {
        let message = format!("the capability of `{}` may be {}", actor.name, capability.low());
        let way_out = "write a number above zero, or leave the actor out";
        inspection.error(&path.key("capability"), finding("not-above-zero", message, "not above zero", way_out));
    }
    for (id, stand) in &actor.stands {
        let path = path.key("stands").key(id);
        let Some(scale) = entry.scales.iter().find(|scale| scale.id == *id) else {
            inspection.unknown(&path, "scale", id, entry.scales.iter().map(|scale| scale.id.as_str()));
            continue;
        };
        let position: &Range = &stand.position.0;
        // Nothing is on a scale that runs nowhere, which is told by itself.
        if scale.low.0 >= scale.high.0 {
            continue;
        }
        if *position.low() < scale.low.0 || *position.high() > scale.high.0 {
            off_scale(inspection, &path.key("position"), &format!("the position of `{}`", actor.name), scale);
        }
        let salience: &Range = &stand.salience.0;
        if salience.low().is_negative() || *salience.high() > Exact::one() {
            let message = format!("the salience of `{}` is not between 0 and 1", actor.name);
            let way_out = "write it as a share: 0 does not care, 1 cares for nothing more";
            inspection.error(&path.key("salience"), finding("not-a-share", message, "not a share", way_out));
        }
    }
}
