//! The boxes of a party, those alike put together, so that they can be compared whatever their order.

use std::collections::{BTreeMap, HashMap};

use zopa_model::{Exact, IssueIndex, OptionIndex, Pays};

use super::alignment::Alignment;
use super::span::Span;
use crate::formats::field::{Profile, Reward, RewardTree};

/// The bounds of a box: issue, first and last option.
type Bounds = Vec<(IssueIndex, OptionIndex, OptionIndex)>;

/// Boxes over one issue: first and last option, and what is paid between them.
#[derive(Default)]
pub(super) struct OneIssue(Vec<(OptionIndex, OptionIndex, Exact)>);

impl OneIssue {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What `option` gets.
    pub(super) fn at(&self, option: usize) -> Exact {
        let holds = |(first, last, _): &&(OptionIndex, OptionIndex, Exact)| (*first as usize..=*last as usize).contains(&option);
        self.0.iter().filter(holds).fold(Exact::zero(), |sum, (_, _, value)| &sum + value)
    }
}

/// What boxes pay, all as boxes that pay inside.
pub(super) struct Boxes {
    /// What is always paid.
    pub(super) constant: Exact,
    /// Over one issue.
    single: BTreeMap<IssueIndex, OneIssue>,
    /// Over several.
    joint: BTreeMap<Bounds, Exact>,
    /// Least and greatest of boxes, in order.
    compared: Vec<RewardTree>,
}

impl Boxes {
    pub(super) fn of(profile: &Profile) -> Self {
        let (single, joint, compared) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let mut boxes = Self { constant: Exact::zero(), single, joint, compared };
        profile.rewards.iter().for_each(|tree| boxes.add(tree));
        boxes
    }

    fn add(&mut self, tree: &RewardTree) {
        match tree {
            RewardTree::Sum(trees) => trees.iter().for_each(|tree| self.add(tree)),
            RewardTree::Least(_) | RewardTree::Greatest(_) => self.compared.push(tree.clone()),
            RewardTree::Box(reward) => self.add_box(reward),
        }
    }

    /// A box that pays outside pays everywhere, and takes the same away inside.
    fn add_box(&mut self, Reward { region, pays, value }: &Reward) {
        let inside = match pays {
            Pays::Inside => value.clone(),
            Pays::Outside => {
                self.constant = &self.constant + value;
                &Exact::zero() - value
            }
        };
        self.add_bounds(region.bounds().collect(), &inside);
    }

    fn add_bounds(&mut self, bounds: Bounds, value: &Exact) {
        match bounds.as_slice() {
            [] => self.constant = &self.constant + value,
            [(issue, first, last)] => self.single.entry(*issue).or_default().0.push((*first, *last, value.clone())),
            _ => {
                let known = self.joint.entry(bounds).or_insert_with(Exact::zero);
                *known = &*known + value;
            }
        }
    }

    /// The same boxes over the issues as they stood before; `None` where options were moved, which takes boxes apart.
    pub(super) fn rearranged(self, alignment: &Alignment) -> Option<Self> {
        let is_plain = self.single.is_empty() && self.joint.is_empty() && self.compared.is_empty();
        if is_plain || alignment.is_same_order() {
            return Some(self);
        }
        let back: HashMap<IssueIndex, IssueIndex> =
            alignment.issues.iter().enumerate().map(|(before, &after)| (after, before)).collect();
        if !self.compared.is_empty() || alignment.options.iter().any(Option::is_some) {
            return None;
        }
        let mut moved = Self { single: BTreeMap::new(), joint: BTreeMap::new(), ..self };
        moved.single.extend(self.single.into_iter().map(|(issue, own)| (back[&issue], own)));
        for (bounds, value) in self.joint {
            let mut bounds: Bounds = bounds.into_iter().map(|(issue, first, last)| (back[&issue], first, last)).collect();
            bounds.sort_unstable();
            moved.add_bounds(bounds, &value);
        }
        Some(moved)
    }

    /// Takes out the boxes over `issue` alone.
    pub(super) fn take(&mut self, issue: IssueIndex) -> OneIssue {
        self.single.remove(&issue).unwrap_or_default()
    }

    /// The difference that boxes over several issues make.
    pub(super) fn difference(&self, new: &Self) -> Span {
        let value = |boxes: &Self, bounds| boxes.joint.get(bounds).cloned().unwrap_or_else(Exact::zero);
        let all = self.joint.keys().chain(new.joint.keys().filter(|bounds| !self.joint.contains_key(*bounds)));
        let spans = all.map(|bounds| Span::of([Exact::zero(), &value(new, bounds) - &value(self, bounds)]));
        spans.fold(of_compared(&self.compared, &new.compared), |all, next| all.plus(&next))
    }
}

fn of_compared(old: &[RewardTree], new: &[RewardTree]) -> Span {
    if old.len() == new.len() {
        return old.iter().zip(new).map(|(old, new)| of_trees(old, new)).fold(Span::zero(), |all, next| all.plus(&next));
    }
    let all = |trees: &[RewardTree]| trees.iter().map(extent).fold(Span::zero(), |all, next| all.plus(&next));
    all(new).minus(&all(old))
}

/// The difference of two trees: part by part where they are of one shape, else all of both.
fn of_trees(old: &RewardTree, new: &RewardTree) -> Span {
    let parts = |old: &[RewardTree], new: &[RewardTree]| -> Vec<Span> {
        old.iter().zip(new).map(|(old, new)| of_trees(old, new)).collect()
    };
    match (old, new) {
        (RewardTree::Box(old), RewardTree::Box(new)) if (&old.region, old.pays) == (&new.region, new.pays) => {
            Span::of([Exact::zero(), &new.value - &old.value])
        }
        (RewardTree::Sum(old), RewardTree::Sum(new)) if old.len() == new.len() => {
            parts(old, new).iter().fold(Span::zero(), |all, next| all.plus(next))
        }
        (RewardTree::Least(old), RewardTree::Least(new)) | (RewardTree::Greatest(old), RewardTree::Greatest(new))
            if old.len() == new.len() =>
        {
            parts(old, new).into_iter().reduce(Span::hull).unwrap_or_else(Span::zero)
        }
        _ => extent(new).minus(&extent(old)),
    }
}

/// Bounds on what a tree pays.
pub(super) fn extent(tree: &RewardTree) -> Span {
    match tree {
        RewardTree::Box(reward) => Span::of([Exact::zero(), reward.value.clone()]),
        RewardTree::Sum(trees) => trees.iter().map(extent).fold(Span::zero(), |all, next| all.plus(&next)),
        RewardTree::Least(trees) | RewardTree::Greatest(trees) => {
            trees.iter().map(extent).reduce(Span::hull).unwrap_or_else(Span::zero)
        }
    }
}
