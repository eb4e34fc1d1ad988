//! What an audience sees of one party's preferences in one judgement.

use super::Sight;
use crate::case::{LimitEntry, LinkageEntry, PreferenceEntry, RedLineEntry, WeightsEntry};
use crate::compile::ranked_issues;

/// The visible parts of an entry, and how many parts were taken out. A part that names something hidden goes whole.
pub(super) fn visible(sight: &Sight, mut entry: PreferenceEntry) -> (PreferenceEntry, usize) {
    let before = parts(&entry);
    entry.points = entry.points.filter(|points| sight.sees(points.access) && points.issues.keys().all(|id| sight.issue(id)));
    entry.weights = entry.weights.filter(|weights| sees_weights(sight, weights));
    entry.values.retain(|issue, values| sight.sees(values.access) && sight.issue(issue));
    entry.linkages.retain(|linkage| sees_linkage(sight, linkage));
    entry.red_lines.retain(|line| sees_red_line(sight, line));
    entry.limit = entry.limit.filter(|limit| sees_limit(sight, limit));
    entry.disagreement = entry.disagreement.filter(|disagreement| sight.sees(disagreement.access));
    let hidden = before - parts(&entry);
    (entry, hidden)
}

fn parts(entry: &PreferenceEntry) -> usize {
    let single = [entry.points.is_some(), entry.weights.is_some(), entry.limit.is_some(), entry.disagreement.is_some()];
    single.into_iter().filter(|&there| there).count() + entry.values.len() + entry.linkages.len() + entry.red_lines.len()
}

fn sees_weights(sight: &Sight, weights: &WeightsEntry) -> bool {
    let ranked = weights.ranking.iter().flat_map(ranked_issues);
    let paired = weights.ratios.iter().flat_map(|ratio| [&ratio.issue, &ratio.than]);
    let mut named = ranked.chain(weights.intervals.keys()).chain(paired);
    sight.sees(weights.access) && named.all(|id| sight.issue(id))
}

fn sees_linkage(sight: &Sight, linkage: &LinkageEntry) -> bool {
    sight.sees(linkage.access) && linkage.issues.iter().all(|id| sight.issue(id))
}

fn sees_red_line(sight: &Sight, line: &RedLineEntry) -> bool {
    sight.sees(line.access) && sight.pattern(line.refuses.iter())
}

fn sees_limit(sight: &Sight, limit: &LimitEntry) -> bool {
    let between = limit.between.iter().flat_map(|ends| [&ends.unacceptable, &ends.acceptable]);
    let mut named = limit.just_acceptable.iter().chain(&limit.just_unacceptable).chain(between);
    sight.sees(limit.access) && named.all(|id| sight.package(id))
}
