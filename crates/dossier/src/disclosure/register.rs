//! What an audience sees of a register. Where people, counts, classes or lists are withheld, nothing is computed from
//! the others: it would be another register.

use super::Sight;
use crate::case::{RegisterEntry, ReleaseEntry};
use crate::register::RegisterOmitted;

/// The visible part, how many items were taken out, and what may not be computed.
pub(super) fn visible(
    sight: &Sight,
    entry: &RegisterEntry,
    events: impl Fn(&str) -> bool,
) -> (RegisterEntry, usize, RegisterOmitted) {
    let mut left = entry.clone();
    let classes: Vec<&str> =
        entry.classes.iter().filter(|class| !sight.sees(class.access)).map(|class| class.id.as_str()).collect();
    let shows_class = |id: &str| !classes.contains(&id);
    let home = |home: &Option<String>| home.as_ref().is_none_or(|home| sight.party(home));
    left.classes.retain(|class| shows_class(&class.id));
    left.counts.retain(|count| {
        let sourced = count.sources.is_empty() || count.sources.iter().any(|id| sight.source(id));
        sight.sees(count.access) && sight.party(&count.holder) && home(&count.home) && shows_class(&count.class) && sourced
    });
    left.persons.retain(|person| {
        let classes = person.classes.iter().all(|claim| shows_class(&claim.class));
        sight.sees(person.access) && sight.party(&person.holder) && home(&person.home) && classes
    });
    left.lists.retain(|list| sight.sees(list.access) && sight.party(&list.party));
    let people = |entry: &RegisterEntry| entry.classes.len() + entry.counts.len() + entry.persons.len() + entry.lists.len();
    let mut hidden = people(entry) - people(&left);
    let mut omitted = RegisterOmitted { people: hidden > 0, series: Vec::new() };
    left.announced.retain(|figure| {
        sight.sees(figure.access) && sight.party(&figure.to) && figure.sources.iter().any(|id| sight.source(id))
    });
    let shows = |release: &ReleaseEntry| {
        sight.sees(release.access)
            && release.to.keys().all(|party| sight.party(party))
            && release.class.as_ref().is_none_or(|class| shows_class(class))
            && release.sources.iter().any(|id| sight.source(id))
    };
    for release in entry.releases.iter().filter(|release| !shows(release)) {
        if !omitted.series.contains(&release.series) {
            omitted.series.push(release.series.clone());
        }
    }
    left.releases.retain(shows);
    hidden += entry.announced.len() - left.announced.len() + entry.releases.len() - left.releases.len();
    for sources in
        left.announced.iter_mut().map(|one| &mut one.sources).chain(left.releases.iter_mut().map(|one| &mut one.sources))
    {
        sources.retain(|id| sight.source(id));
    }
    left.counts.iter_mut().for_each(|count| count.sources.retain(|id| sight.source(id)));
    for release in &mut left.releases {
        release.event = release.event.take().filter(|event| events(event));
    }
    let shows_handover = |handover: &crate::case::HandoverEntry| {
        let parties = handover.items.iter().map(|item| &item.giver).chain(handover.penalties.keys());
        sight.sees(handover.access) && parties.into_iter().all(|party| sight.party(party))
    };
    if left.handover.as_ref().is_some_and(|handover| !shows_handover(handover)) {
        left.handover = None;
        hidden += 1;
    }
    // A mode that names what is hidden would tell of it.
    if let Some(plan) = &mut left.plan {
        let names_hidden = |mode: &String| classes.iter().any(|class| mode.contains(class));
        if plan.mode.as_ref().is_some_and(names_hidden) {
            plan.mode = None;
        }
    }
    (left, hidden, omitted)
}
