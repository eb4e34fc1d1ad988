//! Names for people, in the order of the indices in the rooms.

use zopa_model::IssueIndex;

use super::table::Table;
use crate::case::IssueEntry;

/// The names that a report shows. The rooms themselves carry the short names of the case.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Names {
    /// The negotiating parties.
    pub parties: Vec<String>,
    /// The issues for bargaining.
    pub issues: Vec<IssueNames>,
    /// The issues that are not for bargaining.
    pub asides: Vec<IssueNames>,
    /// The conditions.
    pub conditions: Vec<String>,
    /// The packages.
    pub packages: Vec<String>,
    /// The short names of the statements.
    pub statements: Vec<String>,
    /// The short names of the sources.
    pub sources: Vec<String>,
    /// Issues with a track of their own that somebody trades after all. To be printed in every output.
    pub traded_anyway: Vec<TradedAnyway>,
}

/// The names of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct IssueNames {
    /// The short name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The names of its options for people.
    pub options: Vec<String>,
}

/// Who signs that an issue with a track of its own is traded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TradedAnyway {
    /// The issue.
    pub issue: IssueIndex,
    /// Why it had a track of its own.
    pub track: String,
    /// Who signs.
    pub author: String,
    /// Why it is traded.
    pub reason: String,
}

fn or_id(name: Option<&String>, id: &str) -> String {
    name.cloned().unwrap_or_else(|| id.to_owned())
}

pub(super) fn names(table: &Table) -> Names {
    let case = table.case;
    Names {
        parties: table.parties.iter().map(|&at| or_id(case.parties[at].name.as_ref(), &case.parties[at].id)).collect(),
        issues: table.bargained.iter().map(|&position| issue_names(table, position)).collect(),
        asides: table.asides.iter().map(|&position| issue_names(table, position)).collect(),
        conditions: case.conditions.iter().map(|entry| entry.name.clone()).collect(),
        packages: case.packages.iter().map(|entry| or_id(entry.name.as_ref(), &entry.id)).collect(),
        statements: case.statements.iter().map(|entry| entry.id.clone()).collect(),
        sources: case.sources.iter().map(|entry| entry.id.clone()).collect(),
        traded_anyway: traded_anyway(table),
    }
}

fn issue_names(table: &Table, position: usize) -> IssueNames {
    let entry = &table.case.issues[position];
    let options = match entry.options.as_slice() {
        [] => table.at(position).map(|known| known.issue.options().to_vec()).unwrap_or_default(),
        options => options.iter().map(|option| option.name().to_owned()).collect(),
    };
    IssueNames { id: entry.id.clone(), name: or_id(entry.name.as_ref(), &entry.id), options }
}

fn traded_anyway(table: &Table) -> Vec<TradedAnyway> {
    let traded = |(issue, entry): (IssueIndex, &IssueEntry)| {
        let (own, signed) = (entry.own_track.as_ref()?, entry.traded_anyway.as_ref()?);
        let track = own.reason.clone();
        Some(TradedAnyway { issue, track, author: signed.author.clone(), reason: signed.reason.clone() })
    };
    table.bargained.iter().map(|&position| &table.case.issues[position]).enumerate().filter_map(traded).collect()
}
