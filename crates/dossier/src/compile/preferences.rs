//! What one analyst makes of one party, as the room `model` holds it.

use zopa_model::{
    Exact, IssueIndex, Limit, LinkageRange, NamedPackage, OptionIndex, Outcome, Range, RedLine, Standing, Tier, TierKind, Topic,
    ValueJudgement, WeightJudgement, Worth,
};

use super::positions::pattern;
use super::table::{KnownIssue, Table};
use crate::case::{
    LimitEntry, LinkageEntry, PackageEntry, PointsEntry, PreferenceEntry, RankEntry, RedLineEntry, StandingName, Unranked,
    ValuesEntry, WeightsEntry,
};

const CHECKED: &str = "validation has resolved every name of a case before it is compiled";

/// What is said of one party. A limit or worth that nobody stated stays absent; it never gets a default.
pub(crate) struct Stated {
    pub(crate) worth: Option<Worth>,
    pub(crate) linkages: Vec<LinkageRange>,
    pub(crate) red_lines: Vec<RedLine>,
    pub(crate) limit: Option<Limit>,
    pub(crate) disagreement: Option<Range>,
}

pub(crate) fn stated(table: &Table, entry: &PreferenceEntry) -> Stated {
    Stated {
        worth: worth(table, entry),
        linkages: entry.linkages.iter().map(|linkage| linkage_range(table, linkage)).collect(),
        red_lines: entry.red_lines.iter().map(|line| red_line(table, line)).collect(),
        limit: entry.limit.as_ref().and_then(|entry| limit(table, entry)),
        disagreement: entry.disagreement.as_ref().map(|disagreement| disagreement.worth.0.clone()),
    }
}

pub(crate) fn package(table: &Table, entry: &PackageEntry) -> NamedPackage {
    NamedPackage { name: entry.id.clone(), outcome: outcome(table, entry) }
}

fn outcome(table: &Table, entry: &PackageEntry) -> Outcome {
    let settled = table.bargained.iter().map(|&position| {
        let name = &entry.settles[&table.case.issues[position].id];
        table.at(position).expect(CHECKED).option(name).expect(CHECKED)
    });
    Outcome::new(settled.collect::<Vec<_>>())
}

fn issue(table: &Table, id: &str) -> IssueIndex {
    table.issue(id).expect(CHECKED)
}

/// The issues for bargaining with their names in the case, in the order of their indices.
fn bargained<'t>(table: &'t Table) -> impl Iterator<Item = (&'t str, &'t KnownIssue)> {
    table.bargained.iter().map(|&position| (table.case.issues[position].id.as_str(), table.at(position).expect(CHECKED)))
}

fn worth(table: &Table, entry: &PreferenceEntry) -> Option<Worth> {
    if let Some(entry) = &entry.points {
        return Some(Worth::Points(points(table, entry)));
    }
    let weights = weights(table, entry.weights.as_ref()?);
    let values = bargained(table).map(|(id, known)| entry.values.get(id).map(|values| value_judgement(known, values)));
    Some(Worth::Weighted { weights, values: values.collect::<Option<_>>()? })
}

fn points(table: &Table, entry: &PointsEntry) -> Vec<Vec<Range>> {
    bargained(table).map(|(id, known)| ranges(known, &entry.issues[id])).collect()
}

/// One range for each option, in the order of the options.
fn ranges(known: &KnownIssue, written: &std::collections::BTreeMap<String, crate::amount::Interval>) -> Vec<Range> {
    let mut placed = vec![None; known.issue.options().len()];
    for (name, interval) in written {
        placed[known.option(name).expect(CHECKED) as usize] = Some(interval.0.clone());
    }
    placed.into_iter().map(|range| range.expect(CHECKED)).collect()
}

fn value_judgement(known: &KnownIssue, entry: &ValuesEntry) -> ValueJudgement {
    if let Some(linear) = &entry.linear {
        return ValueJudgement::Ranges(straight_line(known, known.option(&linear.best).expect(CHECKED)));
    }
    if !entry.ranges.is_empty() {
        return ValueJudgement::Ranges(ranges(known, &entry.ranges));
    }
    let group = |names: &crate::case::OptionNames| names.names().iter().map(|name| known.option(name).expect(CHECKED)).collect();
    ValueJudgement::Order(entry.best_to_worst.iter().map(group).collect())
}

/// Worth in equal steps from 1 at `best`, which is the first or the last option, to 0 at the other end.
fn straight_line(known: &KnownIssue, best: OptionIndex) -> Vec<Range> {
    let steps = known.issue.options().len() - 1;
    let worth = |option: usize| {
        let away = option.abs_diff(best as usize);
        Range::point(Exact::ratio(steps - away, steps).expect("a straight line has at least one step"))
    };
    (0..=steps).map(worth).collect()
}

fn weights(table: &Table, entry: &WeightsEntry) -> WeightJudgement {
    let mut tiers: Vec<Tier> = entry.ranking.iter().map(|rank| tier(table, rank)).collect();
    let ranked: Vec<IssueIndex> = tiers.iter().flat_map(|tier| tier.issues.iter().copied()).collect();
    let rest: Vec<IssueIndex> = (0..table.bargained.len()).filter(|index| !ranked.contains(index)).collect();
    if entry.unranked == Some(Unranked::Below) && !rest.is_empty() {
        tiers.push(Tier { issues: rest, kind: TierKind::Unordered });
    }
    WeightJudgement {
        issues: table.bargained.len(),
        tiers,
        intervals: entry.intervals.iter().map(|(id, interval)| (issue(table, id), interval.0.clone())).collect(),
        ratios: entry.ratios.iter().map(|r| (issue(table, &r.issue), r.times.0.clone(), issue(table, &r.than))).collect(),
    }
}

fn tier(table: &Table, rank: &RankEntry) -> Tier {
    let kind = match rank {
        RankEntry::Equal(_) => TierKind::Equal,
        RankEntry::One(_) | RankEntry::Unordered(_) => TierKind::Unordered,
    };
    Tier { issues: ranked_issues(rank).iter().map(|id| issue(table, id)).collect(), kind }
}

/// The issues of one place in a ranking.
pub(crate) fn ranked_issues(rank: &RankEntry) -> &[String] {
    match rank {
        RankEntry::One(id) => std::slice::from_ref(id),
        RankEntry::Equal(tier) => &tier.equal,
        RankEntry::Unordered(tier) => &tier.unordered,
    }
}

/// A linkage may name its issues in any order; the room wants them ascending, and the options with them.
fn linkage_range(table: &Table, entry: &LinkageEntry) -> LinkageRange {
    let mut order: Vec<(IssueIndex, usize)> =
        entry.issues.iter().enumerate().map(|(place, id)| (issue(table, id), place)).collect();
    order.sort_unstable();
    let option = |&(index, place): &(IssueIndex, usize), names: &[String]| {
        table.known(Topic::Issue(index)).expect(CHECKED).option(&names[place]).expect(CHECKED)
    };
    let combination = |adds: &crate::case::LinkageWorth| {
        (order.iter().map(|joined| option(joined, &adds.options)).collect(), adds.worth.0.clone())
    };
    LinkageRange {
        issues: order.iter().map(|&(index, _)| index).collect(),
        entries: entry.adds.iter().map(combination).collect(),
    }
}

fn red_line(table: &Table, entry: &RedLineEntry) -> RedLine {
    let standing = match entry.standing {
        StandingName::Firm => Standing::Firm,
        StandingName::Uncertain => Standing::Uncertain,
    };
    RedLine { refuses: pattern(table, &entry.refuses), standing }
}

fn limit(table: &Table, entry: &LimitEntry) -> Option<Limit> {
    let named = |id: &String| outcome(table, &table.case.packages[table.package(id).expect(CHECKED)]);
    let kinds = [
        (entry.any == Some(true)).then_some(Limit::Any),
        (entry.never == Some(true)).then_some(Limit::Never),
        entry.range.as_ref().map(|range| Limit::Range(range.0.clone())),
        entry.just_acceptable.as_ref().map(|id| Limit::JustAcceptable(named(id))),
        entry.just_unacceptable.as_ref().map(|id| Limit::JustUnacceptable(named(id))),
        entry
            .between
            .as_ref()
            .map(|ends| Limit::Between { unacceptable: named(&ends.unacceptable), acceptable: named(&ends.acceptable) }),
    ];
    kinds.into_iter().flatten().next()
}
