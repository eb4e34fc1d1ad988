//! The case as it was known on a day.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::case::{Access, CaseFile};
use crate::date::Date;
use crate::disclosure::{self, Audience};
use crate::dossier::Dossier;
use crate::path::{CasePath, Step};

/// An item that was not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Its section: `sources`, `statements`, `events`, `judgements`, `conflicts` or `forecasts`.
    pub section: &'static str,
    /// Its short name.
    pub id: String,
    /// Why it was not known.
    pub why: WhyDropped,
    /// The least audience that may hear of it.
    pub(crate) access: Access,
}

/// Why something was not known on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyDropped {
    /// It bears this later date.
    Later(Date),
    /// All of its sources appeared later.
    NoSourceYet,
}

/// Which items of a file are still in a case. Sections that are not listed are whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept(BTreeMap<&'static str, Vec<usize>>);

impl Kept {
    pub(crate) fn everything() -> Self {
        Self::default()
    }

    /// The path in the file of what is at `path` in the case.
    pub(crate) fn in_file(&self, path: &CasePath) -> CasePath {
        let [Step::Key(section), Step::Index(index), below @ ..] = path.steps() else { return path.clone() };
        let position = self.0.get(section.as_str()).and_then(|kept| kept.get(*index)).copied().unwrap_or(*index);
        let item = CasePath::root().key(section.clone()).index(position);
        below.iter().fold(item, |path, step| match step {
            Step::Key(key) => path.key(key.clone()),
            Step::Index(index) => path.index(*index),
        })
    }

    /// The same after keeping only `positions` of `section`.
    fn keep(&mut self, section: &'static str, positions: Vec<usize>) {
        let known = self.0.remove(section);
        let in_file = |position: usize| known.as_ref().and_then(|kept| kept.get(position)).copied().unwrap_or(position);
        self.0.insert(section, positions.into_iter().map(in_file).collect());
    }
}

impl Dossier {
    /// The case as it was known at the end of `date`: without later sources, statements, events and judgements, and
    /// without statements and events all of whose sources are later. Sources and judgements without a date stay.
    /// [`Self::dropped`] says what went. For an audience, disclose first: what was not known then follows from what
    /// the audience may see.
    pub fn as_of(&self, date: Date) -> Self {
        let mut case = (*self.case).clone();
        let mut cut = Cut { date, dropped: self.dropped.to_vec(), access: disclosure::accesses(&case) };
        let mut kept = self.places.as_ref().map(|places| (*places.kept).clone()).unwrap_or_default();
        cut.cut(&mut case, &mut kept);
        case.as_of = Some(case.as_of.map_or(date, |known| known.min(date)));
        let places = self.places.clone().map(|places| crate::dossier::Places { kept: Arc::new(kept), ..places });
        Self { case: Arc::new(case), places, dropped: cut.dropped.into(), ..self.clone() }
    }

    /// What [`Self::as_of`] took out.
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }
}

/// Takes out what was not known.
struct Cut {
    date: Date,
    dropped: Vec<Dropped>,
    access: disclosure::Accesses,
}

impl Cut {
    fn cut(&mut self, case: &mut CaseFile, kept: &mut Kept) {
        let date = self.date;
        let later = |day: Option<Date>| day.filter(|day| *day > date).map(WhyDropped::Later);
        self.section("sources", &mut case.sources, kept, |source| &source.id, |source| later(source.date));
        let known: HashSet<String> = case.sources.iter().map(|source| source.id.clone()).collect();
        let unsourced = |sources: &[String]| {
            let none_yet = !sources.is_empty() && !sources.iter().any(|id| known.contains(id));
            none_yet.then_some(WhyDropped::NoSourceYet)
        };
        let why = |statement: &crate::case::Statement| {
            // The words are from the first source: without it the others cannot vouch for them.
            let words = if statement.quote.is_some() { &statement.sources[..1] } else { &statement.sources };
            later(Some(statement.date)).or_else(|| unsourced(words))
        };
        self.section("statements", &mut case.statements, kept, |statement| &statement.id, why);
        let why = |event: &crate::case::Event| later(Some(event.date)).or_else(|| unsourced(&event.sources));
        self.section("events", &mut case.events, kept, |event| &event.id, why);
        self.section("judgements", &mut case.judgements, kept, |judgement| &judgement.id, |judgement| later(judgement.as_of));
        self.section(
            "conflicts",
            &mut case.conflicts,
            kept,
            |conflict| &conflict.id,
            |conflict| later(conflict.as_of).or_else(|| unsourced(&conflict.sources)),
        );
        case.conflicts.iter_mut().for_each(|conflict| conflict.known(&known));
        self.section(
            "forecasts",
            &mut case.forecasts,
            kept,
            |forecast| &forecast.id,
            |forecast| {
                let read = forecast.is_read_in(|sources| unsourced(sources).is_none());
                later(forecast.as_of).or_else(|| (!read).then_some(WhyDropped::NoSourceYet))
            },
        );
        case.forecasts.iter_mut().for_each(|forecast| forecast.keep_sources(|id| known.contains(id)));
        if let Some(register) = &mut case.register {
            // What was announced or done later was not known.
            register.releases.retain(|release| release.date <= date);
            register.announced.retain(|figure| figure.date.is_none_or(|day| day <= date));
            let sources = register.releases.iter_mut().map(|one| &mut one.sources);
            let sources = sources.chain(register.announced.iter_mut().map(|one| &mut one.sources));
            sources
                .chain(register.counts.iter_mut().map(|one| &mut one.sources))
                .for_each(|all| all.retain(|id| known.contains(id)));
            register.releases.retain(|release| !release.sources.is_empty());
            register.announced.retain(|figure| !figure.sources.is_empty());
            let happened: HashSet<&String> = case.events.iter().map(|event| &event.id).collect();
            for release in &mut register.releases {
                release.event = release.event.take().filter(|event| happened.contains(event));
            }
        }
        let said: HashSet<String> = case.statements.iter().map(|statement| statement.id.clone()).collect();
        let happened: HashSet<String> = case.events.iter().map(|event| event.id.clone()).collect();
        for condition in &mut case.conditions {
            condition.met_by = condition.met_by.take().filter(|id| happened.contains(id));
        }
        for judgement in &mut case.judgements {
            // What an event changes is not asked before it happened.
            judgement.shocks.retain(|shock| shock.event.as_ref().is_none_or(|id| happened.contains(id)));
        }
        for statement in &mut case.statements {
            statement.sources.retain(|id| known.contains(id));
            statement.replaces.retain(|id| said.contains(id));
        }
        for event in &mut case.events {
            event.sources.retain(|id| known.contains(id));
            // An end that lies ahead was not known.
            event.until = event.until.filter(|until| *until <= date);
        }
    }

    fn section<T>(
        &mut self,
        section: &'static str,
        items: &mut Vec<T>,
        kept: &mut Kept,
        id: impl Fn(&T) -> &String,
        why: impl Fn(&T) -> Option<WhyDropped>,
    ) {
        let mut positions = Vec::new();
        let mut stay = Vec::new();
        for (position, item) in std::mem::take(items).into_iter().enumerate() {
            match why(&item) {
                Some(why) => {
                    let access = self.access.of(section, position);
                    self.dropped.push(Dropped { section, id: id(&item).clone(), why, access });
                }
                None => {
                    positions.push(position);
                    stay.push(item);
                }
            }
        }
        kept.keep(section, positions);
        *items = stay;
    }
}

/// What of `dropped` an audience may hear of.
pub(crate) fn heard(dropped: &[Dropped], audience: Audience) -> Vec<Dropped> {
    dropped.iter().filter(|item| audience.may_see(item.access)).cloned().collect()
}
