//! The voice of the facts: sources, statements, events, and who is at the table.

use std::collections::BTreeMap;

use zopa_dossier::case::{CaseFile, Event, Nature, PartyEntry, RoleName, Source, Statement};
use zopa_dossier::{Audience, Disclosed, Quotation};

use crate::document::{Attendance, CaseView, EventView, NatureView, SourceView, StatementView, Verification, Withheld};

/// What the case is, for whom this view is made, and what was left out for that.
pub(crate) fn case(disclosed: &Disclosed, audience: Audience) -> CaseView {
    let case = disclosed.dossier.case();
    let figure = |omitted: &zopa_dossier::Omitted| {
        format!(
            "everything computed from the preferences of {} in judgement {}",
            party_name(case, &omitted.party),
            omitted.judgement
        )
    };
    CaseView {
        title: case.title.clone(),
        nature: match case.nature {
            Nature::Real => NatureView::Real,
            Nature::Invented => NatureView::Invented,
            Nature::Textbook => NatureView::Textbook,
        },
        about: case.about.clone(),
        as_of: case.as_of.map(|date| date.to_string()),
        audience: match audience {
            Audience::Public => "public",
            Audience::Internal => "internal",
            Audience::Secret => "secret",
        }
        .to_owned(),
        withheld: Withheld { items: disclosed.withheld as u64, figures: disclosed.omitted.iter().map(figure).collect() },
    }
}

/// The name for people of the party `id`, or the id where the case gives none.
pub(crate) fn party_name(case: &CaseFile, id: &str) -> String {
    let entry = case.parties.iter().find(|entry| entry.id == id);
    entry.and_then(|entry| entry.name.clone()).unwrap_or_else(|| id.to_owned())
}

/// The sources of these ids with outlet and day, in their order; those that the audience may not see are left out.
pub(crate) fn named_sources(case: &CaseFile, ids: &[String]) -> Vec<String> {
    let named = |id: &String| {
        let source = case.sources.iter().find(|source| source.id == *id)?;
        let day = source.date.map_or_else(String::new, |day| format!(", {day}"));
        Some(format!("{} ({}{day})", source.title, source.outlet))
    };
    ids.iter().filter_map(named).collect()
}

/// Everybody at the table.
pub(super) fn attendance(case: &CaseFile) -> Vec<Attendance> {
    let attends = |entry: &PartyEntry| Attendance {
        id: entry.id.clone(),
        name: party_name(case, &entry.id),
        role: match entry.role {
            RoleName::Party => "party",
            RoleName::Facilitator => "facilitator",
            RoleName::Host => "host",
            RoleName::Ally => "ally",
        }
        .to_owned(),
        note: entry.note.clone(),
    };
    case.parties.iter().map(attends).collect()
}

/// What became of the quotations, by statement and by source.
pub(super) struct Verified<'a> {
    by_statement: BTreeMap<&'a str, &'a Quotation>,
    at_hand: Vec<&'a str>,
}

impl<'a> Verified<'a> {
    /// Sorts the checks.
    pub(super) fn new(quotations: &'a [Quotation]) -> Self {
        let by_statement = quotations.iter().filter_map(|check| Some((check.statement.as_deref()?, check))).collect();
        let at_hand = quotations.iter().filter(|check| !check.is_text_not_at_hand()).map(|check| check.source.as_str()).collect();
        Self { by_statement, at_hand }
    }

    fn of(&self, statement: &Statement) -> Verification {
        match (&statement.quote, self.by_statement.get(statement.id.as_str())) {
            (None, _) => Verification::Paraphrase,
            (Some(_), Some(check)) if check.is_verified() => Verification::Verified,
            (Some(_), Some(check)) if !check.is_text_not_at_hand() => Verification::NotInText,
            (Some(_), _) => Verification::TextNotAtHand,
        }
    }
}

/// Where things were read.
pub(super) fn sources(case: &CaseFile, verified: &Verified<'_>) -> Vec<SourceView> {
    let view = |source: &Source| SourceView {
        id: source.id.clone(),
        title: source.title.clone(),
        outlet: source.outlet.clone(),
        date: source.date.map(|date| date.to_string()),
        url: source.url.clone(),
        note: source.note.clone(),
        text_at_hand: verified.at_hand.contains(&source.id.as_str()),
    };
    case.sources.iter().map(view).collect()
}

/// Who said what.
pub(super) fn statements(case: &CaseFile, verified: &Verified<'_>) -> Vec<StatementView> {
    let view = |statement: &Statement| StatementView {
        id: statement.id.clone(),
        speaker: statement.speaker.clone(),
        parties: statement.parties.iter().map(|id| party_name(case, id)).collect(),
        date: statement.date.to_string(),
        sources: statement.sources.clone(),
        quote: statement.quote.clone(),
        paraphrase: statement.paraphrase.clone(),
        locator: statement.locator.clone(),
        verification: verified.of(statement),
        replaces: statement.replaces.clone(),
        note: statement.note.clone(),
    };
    case.statements.iter().map(view).collect()
}

/// What happened, by date; what happened on one day stays in the order of the case.
pub(super) fn events(case: &CaseFile) -> Vec<EventView> {
    let mut events: Vec<&Event> = case.events.iter().collect();
    events.sort_by_key(|event| event.date);
    let view = |event: &Event| EventView {
        id: event.id.clone(),
        title: event.title.clone(),
        date: event.date.to_string(),
        until: event.until.map(|date| date.to_string()),
        sources: event.sources.clone(),
        note: event.note.clone(),
    };
    events.into_iter().map(view).collect()
}
