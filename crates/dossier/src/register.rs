//! From the register of a case, and the lists beside it, to records and counts.

use std::collections::{BTreeMap, HashSet};

use zopa_model::Exact;
use zopa_model::register::{
    Assertion, Claim, Class, ClassClaim, Consent, Count, Figure, Identity, Known, LegalStanding, Origin, PartialDate, Record,
    Register, Release, SideIndex, State, Subject, Veto,
};

use crate::case::{
    CaseFile, ClassEntry, ExchangePlanEntry, HandoverEntry, LegalStandingName, ListKindName, PersonEntry, RegisterEntry,
    RoleName, StateName, SubjectName,
};
use crate::date::Date;
use crate::dossier::Dossier;
use crate::lists::{self, List, ListFault, ListKind, ListOf};

/// The register of a case in the terms of the rooms.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledRegister {
    /// Who is held by whom. Its sides are the parties by their short names.
    pub register: Register,
    /// The lists that were read, in the order of the case, then those that were given beside it.
    pub lists: Vec<List>,
    /// Lists that are no lists, or are not at hand.
    pub unread: Vec<ListFault>,
    /// The day up to which days in captivity are counted.
    pub as_of: PartialDate,
    /// What is asked of an exchange.
    pub plan: ExchangePlanEntry,
    /// Things handed over in steps.
    pub handover: Option<Handover>,
    /// What no figure may be computed from.
    pub omitted: RegisterOmitted,
    /// Whether the case says anything at all of who is held: people, counts or lists.
    pub knows_people: bool,
}

/// Things handed over in steps, with a judgement of what they are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    /// Who judges.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The two sides: the parties of the first item's giver and of the first other one.
    pub sides: [SideIndex; 2],
    /// Short name, giver (0 or 1), cost to the giver, worth to the receiver.
    pub items: Vec<(String, usize, Exact, Exact)>,
    /// What each side loses by vanishing.
    pub penalties: [Exact; 2],
}

/// What an audience may not see of a register, so that some figures are omitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterOmitted {
    /// People, counts, classes or lists were withheld: nothing is computed from the others.
    pub people: bool,
    /// Series of releases of which one was withheld: no balance is computed.
    pub series: Vec<String>,
}

/// A list that is given beside the case.
#[derive(Clone, Debug)]
pub struct GivenList<'a> {
    /// What to call the file.
    pub file: &'a str,
    /// The party whose list it is.
    pub party: &'a str,
    /// What it lists.
    pub kind: ListKind,
    /// What stands in it.
    pub bytes: &'a [u8],
}

/// The classes of a register that names none.
const STANDARD: [(&str, LegalStanding); 4] = [
    ("child", LegalStanding::Child),
    ("severely-wounded-or-sick", LegalStanding::SeverelyWoundedOrSick),
    ("civilian", LegalStanding::Civilian),
    ("other", LegalStanding::Ordinary),
];

/// The parties that hold people, or want them back: those that negotiate.
pub(crate) fn sides(case: &CaseFile) -> Vec<&str> {
    case.parties.iter().filter(|party| party.role == RoleName::Party).map(|party| party.id.as_str()).collect()
}

/// The classes of a register, or the standard ones where it names none.
pub(crate) fn classes(entry: &RegisterEntry) -> Vec<Class> {
    if entry.classes.is_empty() {
        return STANDARD.iter().map(|(name, standing)| Class { name: (*name).to_owned(), standing: *standing }).collect();
    }
    entry.classes.iter().map(class).collect()
}

fn class(entry: &ClassEntry) -> Class {
    let standing = match entry.standing {
        LegalStandingName::Child => LegalStanding::Child,
        LegalStandingName::SeverelyWoundedOrSick => LegalStanding::SeverelyWoundedOrSick,
        LegalStandingName::Civilian => LegalStanding::Civilian,
        LegalStandingName::Ordinary => LegalStanding::Ordinary,
    };
    Class { name: entry.id.clone(), standing }
}

impl Dossier {
    /// The files of the lists that the register names.
    pub fn list_files(&self) -> Vec<String> {
        self.case().register.iter().flat_map(|entry| &entry.lists).map(|list| list.file.clone()).collect()
    }

    /// The register with its lists, by file name, and lists that are given beside it. A case without a register has an
    /// empty one.
    pub fn register(&self, files: &BTreeMap<String, Vec<u8>>, given: &[GivenList<'_>]) -> CompiledRegister {
        let case = self.case();
        let nothing = RegisterEntry::default();
        let entry = case.register.as_ref().unwrap_or(&nothing);
        let mut compiler = Compiler { sides: sides(case), classes: classes(entry), case };
        let mut compiled = compiler.compile(entry);
        compiled.omitted = self.register_omitted().clone();
        let (mut read, mut unread) = (Vec::new(), Vec::new());
        let mut take = |list: Result<List, ListFault>| match list {
            Ok(list) => read.push(list),
            Err(fault) => unread.push(fault),
        };
        for list in &entry.lists {
            let kind = match list.lists {
                ListKindName::Holds => ListKind::Holds,
                ListKindName::Asks => ListKind::Asks,
            };
            take(match files.get(&list.file) {
                Some(bytes) => compiler.list(&GivenList { file: &list.file, party: &list.party, kind, bytes }),
                None => Err(ListFault {
                    file: list.file.clone(),
                    line: 1,
                    column: 1,
                    message: "the list is not at hand".to_owned(),
                    way_out: "put it beside the case, or into a folder given with --texts".to_owned(),
                }),
            });
        }
        given.iter().for_each(|list| take(compiler.list(list)));
        compiled.knows_people |= !read.is_empty() || !unread.is_empty();
        compiled.register.records.extend(held(&read, &compiled.register.records));
        (compiled.lists, compiled.unread) = (read, unread);
        compiled
    }
}

/// The people that lists of holders say are held; what is held twice under one id gets the name of its list before it.
fn held(lists: &[List], known: &[Record]) -> Vec<Record> {
    let mut ids: HashSet<String> = known.iter().map(|record| record.id.clone()).collect();
    let mut records = Vec::new();
    for list in lists.iter().filter(|list| list.kind == ListKind::Holds) {
        for row in list.rows.iter().filter(|row| row.says != Assertion::NotHeld) {
            let mut record = row.record.clone();
            if !ids.insert(record.id.clone()) {
                record.id = format!("{}/{}", list.file, record.id);
                ids.insert(record.id.clone());
            }
            records.push(record);
        }
    }
    records
}

struct Compiler<'a> {
    sides: Vec<&'a str>,
    classes: Vec<Class>,
    case: &'a CaseFile,
}

impl Compiler<'_> {
    fn compile(&mut self, entry: &RegisterEntry) -> CompiledRegister {
        let records: Vec<Record> = entry.persons.iter().filter_map(|person| self.person(person)).collect();
        let counts: Vec<Count> = entry
            .counts
            .iter()
            .filter_map(|count| {
                let holder = self.side(&count.holder)?;
                let home = self.home(holder, count.home.as_deref())?;
                let (ready, not_ready) = (count.ready.into(), count.not_ready.into());
                Some(Count { holder, home, class: self.class(&count.class)?, ready, not_ready, by: count.by.clone() })
            })
            .collect();
        let figures = entry.announced.iter().filter_map(|figure| {
            let subject = match figure.of {
                SubjectName::People => Subject::People,
                SubjectName::Remains => Subject::Remains,
            };
            Some(Figure {
                id: figure.id.clone(),
                by: figure.by.clone(),
                subject,
                to: self.side(&figure.to)?,
                count: figure.count.into(),
                date: figure.date.map_or_else(PartialDate::default, partial),
                about: figure.about.clone(),
                sources: figure.sources.clone(),
            })
        });
        let releases = entry.releases.iter().map(|release| Release {
            id: release.id.clone(),
            date: partial(release.date),
            series: release.series.clone(),
            to: self.sides.iter().map(|side| release.to.get(*side).copied().unwrap_or(0).into()).collect(),
            class: release.class.as_ref().and_then(|class| self.class(class)),
            outside: release.outside.is_some(),
            sources: release.sources.clone(),
            note: release.note.clone(),
        });
        let register = Register {
            sides: self.sides.iter().map(|side| (*side).to_owned()).collect(),
            classes: self.classes.clone(),
            figures: figures.collect(),
            releases: releases.collect(),
            records,
            counts,
        };
        CompiledRegister {
            knows_people: !register.records.is_empty() || !register.counts.is_empty(),
            register,
            lists: Vec::new(),
            unread: Vec::new(),
            as_of: entry.as_of.or(self.case.as_of).map_or_else(PartialDate::default, partial),
            plan: entry.plan.clone().unwrap_or_default(),
            handover: entry.handover.as_ref().and_then(|entry| self.handover(entry)),
            omitted: RegisterOmitted::default(),
        }
    }

    fn side(&self, id: &str) -> Option<SideIndex> {
        self.sides.iter().position(|side| *side == id)
    }

    fn class(&self, id: &str) -> Option<usize> {
        self.classes.iter().position(|class| class.name == id)
    }

    /// The party a person would go to: named, or the only other one.
    fn home(&self, holder: SideIndex, named: Option<&str>) -> Option<SideIndex> {
        match named {
            Some(named) => self.side(named),
            None => (self.sides.len() == 2).then(|| 1 - holder),
        }
    }

    /// A person of the case. Validation has checked names and moves; what is not right is not here.
    fn person(&self, entry: &PersonEntry) -> Option<Record> {
        let holder = self.side(&entry.holder)?;
        let consent = entry.consent.as_ref().map_or(Consent::Unknown, |consent| {
            let (date, before) = (partial(consent.date), consent.before.clone());
            if consent.wishes { Consent::Yes { date, before } } else { Consent::No { date, before } }
        });
        let classes =
            entry.classes.iter().filter_map(|claim| Some(ClassClaim { class: self.class(&claim.class)?, by: claim.by.clone() }));
        let mut record = Record {
            id: entry.id.clone(),
            holder,
            home: self.home(holder, entry.home.as_deref())?,
            classes: classes.collect(),
            state: State::Claimed,
            consent,
            at_risk: match entry.at_risk {
                None => Known::Unknown,
                Some(true) => Known::Yes,
                Some(false) => Known::No,
            },
            held_since: entry.held_since.map_or_else(PartialDate::default, partial),
            family: entry.family.clone(),
            priority: entry.priority,
            not_before: entry.not_before,
            not_after: entry.not_after,
            veto: entry.veto.as_ref().map(|veto| Veto { author: veto.author.clone(), reason: veto.reason.clone() }),
            claims: Vec::new(),
            identity: Identity::default(),
            origin: Origin::default(),
        };
        let (first, moves) = entry.states.split_first()?;
        let claim = |entry: &crate::case::StateEntry, assertion| Claim {
            source: entry.source.clone(),
            date: entry.date.map_or_else(PartialDate::default, partial),
            assertion,
        };
        record.claims.push(claim(first, Assertion::Asked));
        for entry in moves {
            let to = state(entry.to);
            record.moved(to, claim(entry, Assertion::Moved(to))).ok()?;
        }
        Some(record)
    }

    fn handover(&self, entry: &HandoverEntry) -> Option<Handover> {
        let first = self.side(&entry.items.first()?.giver)?;
        let others = || entry.items.iter().filter_map(|item| self.side(&item.giver)).find(|side| *side != first);
        let second = others().or_else(|| (self.sides.len() == 2).then(|| 1 - first))?;
        let sides = [first.min(second), first.max(second)];
        let items = entry.items.iter().filter_map(|item| {
            let giver = sides.iter().position(|side| Some(*side) == self.side(&item.giver))?;
            Some((item.id.clone(), giver, item.cost.0.clone(), item.value.0.clone()))
        });
        let penalty = |side: SideIndex| entry.penalties.get(self.sides[side]).map_or_else(Exact::zero, |amount| amount.0.clone());
        Some(Handover {
            author: entry.author.clone(),
            reason: entry.reason.clone(),
            sides,
            items: items.collect(),
            penalties: sides.map(penalty),
        })
    }

    fn list(&self, given: &GivenList<'_>) -> Result<List, ListFault> {
        let refused = |message: String| ListFault {
            file: given.file.to_owned(),
            line: 1,
            column: 1,
            message,
            way_out: format!("name one of {}", self.sides.join(", ")),
        };
        let party = self.side(given.party).ok_or_else(|| refused(format!("there is no party `{}`", given.party)))?;
        let names = |id: &&str| {
            let name = self.case.parties.iter().find(|party| party.id == **id).and_then(|party| party.name.clone());
            [(*id).to_owned()].into_iter().chain(name).collect()
        };
        let sides: Vec<Vec<String>> = self.sides.iter().map(names).collect();
        lists::read(given.bytes, &ListOf { file: given.file, party, kind: given.kind, sides: &sides, classes: &self.classes })
    }
}

/// A state by its word.
pub(crate) fn state(name: StateName) -> State {
    match name {
        StateName::Claimed => State::Claimed,
        StateName::Acknowledged => State::Acknowledged,
        StateName::Verified => State::Verified,
        StateName::Ready => State::Ready,
        StateName::Scheduled => State::Scheduled,
        StateName::Released => State::Released,
        StateName::Disputed => State::Disputed,
        StateName::Deceased => State::Deceased,
        StateName::Withdrawn => State::Withdrawn,
        StateName::Duplicate => State::Duplicate,
    }
}

fn partial(date: Date) -> PartialDate {
    date.to_string().parse().unwrap_or_default()
}
