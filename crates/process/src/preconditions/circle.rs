//! The shortest circle of a deadlock, and those through the alternatives that somebody named on it.

use std::collections::{BTreeMap, VecDeque};

use super::{Voice, Waiting};

/// A closed round of waiting: each link's `waited_for` is the next link's `waits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// The links, beginning with the smallest condition.
    pub links: Vec<Link>,
}

/// `waits` waits for `waited_for`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The condition that waits.
    pub waits: usize,
    /// What it waits for.
    pub waited_for: usize,
    /// Who says so, and where: a position among the preconditions, or among the needs where it is the content.
    pub said: Vec<(Voice, usize)>,
}

type Arrows = BTreeMap<usize, Vec<usize>>;

/// The shortest circle within `members`, then the shortest one through each other alternative of a rule on it.
pub(super) fn circles(waiting: &Waiting, members: &[usize], achievable: &[bool]) -> Vec<Circle> {
    let mut arrows = waiting.blocked_arrows(achievable);
    for (from, arrows) in arrows.iter_mut().enumerate() {
        arrows.retain(|to, _| members.binary_search(&from).is_ok() && members.binary_search(to).is_ok());
    }
    let shortest = members.iter().filter_map(|&start| round(&arrows, start, None)).min_by_key(Vec::len);
    let Some(shortest) = shortest else { return Vec::new() };
    let mut found = vec![shortest];
    for (from, to) in other_ways(waiting, &arrows, &found[0]) {
        if found.iter().any(|way| goes(way, from, to)) {
            continue;
        }
        found.extend(round(&arrows, from, Some(to)));
    }
    found.into_iter().map(|way| circle(waiting, &arrows, &way)).collect()
}

/// Arrows of the same rules that lead elsewhere than the circle does: the alternatives.
fn other_ways(waiting: &Waiting, arrows: &[Arrows], way: &[usize]) -> Vec<(usize, usize)> {
    let mut others = Vec::new();
    for (at, &from) in way.iter().enumerate() {
        let to = way[(at + 1) % way.len()];
        for &rule in &arrows[from][&to] {
            let rule = waiting.rule(rule);
            let elsewhere = rule.alternatives.iter().filter(|all| !all.contains(&to)).flatten();
            others.extend(elsewhere.filter(|other| arrows[from].contains_key(other)).map(|&other| (from, other)));
        }
    }
    others.sort_unstable();
    others.dedup();
    others
}

/// Whether the round `way` goes straight from `from` to `to`.
fn goes(way: &[usize], from: usize, to: usize) -> bool {
    (0..way.len()).any(|at| way[at] == from && way[(at + 1) % way.len()] == to)
}

/// The shortest round from `start` back to itself, through `first` where it is given; the smallest conditions first.
fn round(arrows: &[Arrows], start: usize, first: Option<usize>) -> Option<Vec<usize>> {
    if arrows[start].contains_key(&start) && first.is_none_or(|first| first == start) {
        return Some(vec![start]);
    }
    let mut before = vec![None; arrows.len()];
    let mut open: VecDeque<usize> = match first {
        Some(first) => VecDeque::from([first]),
        None => arrows[start].keys().copied().filter(|&to| to != start).collect(),
    };
    open.iter().for_each(|&to| before[to] = Some(start));
    while let Some(at) = open.pop_front() {
        for &to in arrows[at].keys() {
            if to == start {
                let mut way = vec![at];
                while let Some(&Some(earlier)) = way.last().map(|&last| &before[last]) {
                    way.push(earlier);
                    if earlier == start {
                        break;
                    }
                }
                way.reverse();
                return Some(way);
            }
            if before[to].is_none() {
                before[to] = Some(at);
                open.push_back(to);
            }
        }
    }
    None
}

fn circle(waiting: &Waiting, arrows: &[Arrows], way: &[usize]) -> Circle {
    let smallest = way.iter().enumerate().min_by_key(|(_, condition)| **condition).map_or(0, |(at, _)| at);
    let at = |place: usize| way[(smallest + place) % way.len()];
    let link = |place: usize| {
        let (waits, waited_for) = (at(place), at(place + 1));
        let said = arrows[waits][&waited_for].iter().map(|&rule| waiting.rule(rule)).map(|rule| (rule.voice, rule.at));
        Link { waits, waited_for, said: said.collect() }
    };
    Circle { links: (0..way.len()).map(link).collect() }
}
