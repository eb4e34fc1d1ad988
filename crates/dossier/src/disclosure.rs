//! Who may see what: the one function through which every output for an audience goes.
//!
//! Hidden items are taken out first and everything else is computed from what is left, so nothing that is computed
//! later can depend on them. Two rules keep what is left from being wrong instead:
//!
//! * What refers to a hidden item alone goes with it; what would say something else without it goes too.
//! * Figures that would need a hidden item are omitted, never computed without it: such preferences compile to none.

mod conflicts;
mod preferences;
mod process;
mod register;
mod sight;

use std::sync::Arc;

use crate::as_of;
use crate::case::{Access, CaseFile, RoleName, Statement};
use crate::dossier::Dossier;
use crate::register::RegisterOmitted;
pub(crate) use sight::Sight;

/// Whom an output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Anybody.
    Public,
    /// The team.
    Internal,
    /// Those who hold the file.
    Secret,
}

impl Audience {
    /// Whether this audience may see an item of this access.
    pub fn may_see(self, access: Access) -> bool {
        let least = match access {
            Access::Public => Self::Public,
            Access::Internal => Self::Internal,
            Access::Secret => Self::Secret,
        };
        self >= least
    }
}

/// A case as an audience may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Disclosed {
    /// What is left. Where anything was hidden it has neither spans nor warnings, which would tell of it.
    pub dossier: Dossier,
    /// Number of items that were taken out. A hidden item with parts counts once.
    pub withheld: usize,
    /// The preferences that no figure may be computed from.
    pub omitted: Vec<Omitted>,
}

/// What one visible judgement says of one visible party, of which a part is hidden or rests on something hidden.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Omitted {
    /// The short name of the judgement.
    pub judgement: String,
    /// The short name of the party.
    pub party: String,
}

/// What was taken out of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Withheld {
    /// Title, description and last day, which count as one item.
    header: bool,
    pub(crate) items: usize,
    pub(crate) statements: usize,
    pub(crate) omitted: Vec<Omitted>,
    pub(crate) register: RegisterOmitted,
}

/// What stands in the place of a title that the audience may not see.
const NO_TITLE: &str = "(title withheld)";

impl Dossier {
    /// The case as `audience` may see it.
    ///
    /// The access of an item is its own, else that of the item around it where that is stricter than
    /// `default_access`, else `default_access`, else secret. Title, description and last day of the case have
    /// `default_access`; its version and nature are always shown.
    pub fn disclose(&self, audience: Audience) -> Disclosed {
        let mut redaction = Redaction { sight: Sight::new(&self.case, audience), withheld: Withheld::default() };
        let case = redaction.case(&self.case);
        let Withheld { header, mut items, statements, mut omitted, mut register } = redaction.withheld;
        items += usize::from(header && !self.withheld.header);
        let is_left = |omitted: &Omitted| {
            case.judgements.iter().any(|judgement| judgement.id == omitted.judgement)
                && case.parties.iter().any(|party| party.id == omitted.party)
        };
        omitted.extend(self.withheld.omitted.iter().filter(|omitted| is_left(omitted)).cloned());
        omitted.sort();
        omitted.dedup();
        register.people |= self.withheld.register.people;
        register.series.extend(self.withheld.register.series.iter().cloned());
        let withheld = Withheld {
            register,
            header: header || self.withheld.header,
            items: self.withheld.items + items,
            statements: self.withheld.statements + statements,
            omitted,
        };
        let untouched = withheld.items == 0;
        let dossier = Self {
            name: self.name.clone(),
            case: Arc::new(case),
            places: self.places.clone().filter(|_| untouched),
            warnings: if untouched { self.warnings.clone() } else { Arc::new([]) },
            dropped: as_of::heard(&self.dropped, audience).into(),
            withheld: Arc::new(withheld),
        };
        Disclosed { withheld: dossier.withheld.items, omitted: dossier.withheld.omitted.clone(), dossier }
    }

    /// Number of statements that were withheld: a silence in what is left may be one of them.
    pub fn withheld_statements(&self) -> usize {
        self.withheld.statements
    }

    /// What no figure may be computed from in the register.
    pub(crate) fn register_omitted(&self) -> &RegisterOmitted {
        &self.withheld.register
    }

    /// Whether no figure may be computed from what a judgement says of a party.
    pub(crate) fn is_omitted(&self, judgement: &str, party: &str) -> bool {
        self.withheld.omitted.iter().any(|omitted| omitted.judgement == judgement && omitted.party == party)
    }
}

/// The least audience of each item, as an access.
pub(crate) struct Accesses {
    public: Vec<(&'static str, Vec<bool>)>,
    internal: Vec<(&'static str, Vec<bool>)>,
}

/// Who may hear of each dated item of a case.
pub(crate) fn accesses(case: &CaseFile) -> Accesses {
    let seen = |audience| {
        let sight = Sight::new(case, audience);
        vec![
            ("sources", case.sources.iter().map(|source| sight.source(&source.id)).collect()),
            ("statements", case.statements.iter().map(|statement| sight.statement(statement)).collect()),
            ("events", case.events.iter().map(|event| sight.event(event)).collect()),
            ("judgements", case.judgements.iter().map(|judgement| sight.sees(judgement.access)).collect()),
            ("conflicts", case.conflicts.iter().map(|conflict| sight.conflict(conflict)).collect()),
            ("forecasts", case.forecasts.iter().map(|forecast| sight.forecast(forecast)).collect()),
        ]
    };
    Accesses { public: seen(Audience::Public), internal: seen(Audience::Internal) }
}

impl Accesses {
    /// The access of the item at `position` of `section`; secret where nothing else is known of it.
    pub(crate) fn of(&self, section: &str, position: usize) -> Access {
        let sees = |seen: &[(&'static str, Vec<bool>)]| {
            seen.iter().any(|(name, items)| *name == section && items.get(position) == Some(&true))
        };
        match (sees(&self.public), sees(&self.internal)) {
            (true, _) => Access::Public,
            (false, true) => Access::Internal,
            (false, false) => Access::Secret,
        }
    }
}

/// Takes out what an audience may not see, and counts it.
struct Redaction<'a> {
    sight: Sight<'a>,
    withheld: Withheld,
}

impl Redaction<'_> {
    /// The items of which `visible` is true; the others are counted.
    fn keep<T: Clone>(&mut self, items: &[T], visible: impl Fn(&Sight, &T) -> bool) -> Vec<T> {
        let kept: Vec<T> = items.iter().filter(|item| visible(&self.sight, item)).cloned().collect();
        self.withheld.items += items.len() - kept.len();
        kept
    }

    fn case(&mut self, case: &CaseFile) -> CaseFile {
        let shows_header = self.sight.sees(None);
        self.withheld.header = !shows_header;
        let statements = self.keep(&case.statements, |sight, statement| sight.statement(statement));
        self.withheld.statements = case.statements.len() - statements.len();
        CaseFile {
            zopa: case.zopa,
            title: if shows_header { case.title.clone() } else { NO_TITLE.to_owned() },
            about: case.about.clone().filter(|_| shows_header),
            nature: case.nature,
            as_of: case.as_of.filter(|_| shows_header),
            default_access: case.default_access,
            written_by: case.written_by.clone().filter(|_| shows_header),
            confirmed_by: case.confirmed_by.clone().filter(|_| shows_header),
            parties: self.keep(&case.parties, |sight, party| sight.party(&party.id)),
            sources: self.keep(&case.sources, |sight, source| sight.source(&source.id)),
            issues: self.keep(&case.issues, |sight, issue| sight.issue(&issue.id)),
            rules: self.keep(&case.rules, |sight, rule| sight.rule(rule)),
            conditions: self.conditions(case),
            events: self.events(case),
            steps: self.keep(&case.steps, |sight, step| process::sees_step(sight, case, step)),
            packages: self.keep(&case.packages, |sight, package| sight.package(&package.id)),
            register: self.register(case),
            judgements: self.judgements(case),
            conflicts: self.conflicts(case),
            forecasts: self.forecasts(case),
            statements: statements.into_iter().map(|statement| self.statement(statement, case)).collect(),
        }
    }

    /// Visible conditions without what they need of hidden ones, and without a hidden event that brought them about.
    fn conditions(&mut self, case: &CaseFile) -> Vec<crate::case::ConditionEntry> {
        let mut conditions = self.keep(&case.conditions, |sight, condition| sight.condition(&condition.id));
        for condition in &mut conditions {
            let written = usize::from(condition.needs.is_some());
            condition.needs = condition.needs.take().filter(|needs| process::sees_needs(&self.sight, needs));
            self.withheld.items += written - usize::from(condition.needs.is_some());
            let seen = |id: &String| case.events.iter().any(|event| event.id == *id && self.sight.event(event));
            condition.met_by = condition.met_by.take().filter(seen);
        }
        conditions
    }

    fn events(&mut self, case: &CaseFile) -> Vec<crate::case::Event> {
        let mut events = self.keep(&case.events, |sight, event| sight.event(event));
        for event in &mut events {
            event.sources.retain(|id| self.sight.source(id));
        }
        events
    }

    fn register(&mut self, case: &CaseFile) -> Option<crate::case::RegisterEntry> {
        let entry = case.register.as_ref()?;
        let shows_event = |id: &str| case.events.iter().any(|event| event.id == id && self.sight.event(event));
        let (left, hidden, omitted) = register::visible(&self.sight, entry, shows_event);
        self.withheld.items += hidden;
        self.withheld.register = omitted;
        Some(left)
    }

    /// A visible statement without what it says of hidden things.
    fn statement(&mut self, statement: Statement, case: &CaseFile) -> Statement {
        let states = self.keep(&statement.states, |sight, position| sight.issue(&position.issue));
        let first = self.keep(&statement.first, |sight, entry| sight.first(entry));
        let commits = self.keep(&statement.commits, process::sees_commitment);
        let sight = &self.sight;
        let is_said = |id: &String| case.statements.iter().any(|other| other.id == *id && sight.statement(other));
        // A locator says where in the first source.
        let locator = statement.locator.clone().filter(|_| sight.source(&statement.sources[0]));
        Statement {
            parties: statement.parties.iter().filter(|id| sight.party(id)).cloned().collect(),
            sources: statement.sources.iter().filter(|id| sight.source(id)).cloned().collect(),
            replaces: statement.replaces.iter().filter(|id| is_said(id)).cloned().collect(),
            states,
            first,
            commits,
            locator,
            ..statement
        }
    }

    fn judgements(&mut self, case: &CaseFile) -> Vec<crate::case::Judgement> {
        let mut judgements = self.keep(&case.judgements, |sight, judgement| sight.sees(judgement.access));
        // Without a party it is another negotiation, and without a rule another space: no figure holds for either.
        let other_case =
            case.parties.iter().any(|party| !self.sight.party(&party.id)) || case.rules.iter().any(|rule| !self.sight.rule(rule));
        for judgement in &mut judgements {
            self.withheld.items += process::hide(&self.sight, case, judgement);
            let written = std::mem::take(&mut judgement.preferences);
            for (party, entry) in written {
                if !self.sight.party(&party) || !self.sight.sees(entry.access) {
                    self.withheld.items += 1;
                    self.omit(&judgement.id, &party);
                    continue;
                }
                let (left, hidden) = preferences::visible(&self.sight, entry);
                self.withheld.items += hidden;
                if hidden > 0 {
                    self.omit(&judgement.id, &party);
                }
                judgement.preferences.insert(party, left);
            }
            for party in case.parties.iter().filter(|party| other_case && party.role == RoleName::Party) {
                self.omit(&judgement.id, &party.id);
            }
        }
        judgements
    }

    fn forecasts(&mut self, case: &CaseFile) -> Vec<crate::case::ForecastEntry> {
        let mut forecasts = self.keep(&case.forecasts, |sight, forecast| sight.forecast(forecast));
        forecasts.iter_mut().for_each(|forecast| forecast.keep_sources(|id| self.sight.source(id)));
        forecasts
    }

    fn conflicts(&mut self, case: &CaseFile) -> Vec<crate::case::ConflictEntry> {
        let conflicts = self.keep(&case.conflicts, |sight, conflict| sight.conflict(conflict));
        let mut seen = Vec::new();
        for conflict in conflicts {
            let (left, hidden) = conflicts::visible(&self.sight, conflict);
            self.withheld.items += hidden;
            seen.push(left);
        }
        seen
    }

    /// Hidden parties have no preferences to speak of: they are not named.
    fn omit(&mut self, judgement: &str, party: &str) {
        if self.sight.party(party) {
            self.withheld.omitted.push(Omitted { judgement: judgement.to_owned(), party: party.to_owned() });
        }
    }
}
