//! A utility, the rules and red lines taken apart into what one issue decides and what several decide together.

use zopa_model::{BargainingProblem, Factor, IssueIndex, OptionIndex, OutcomeSpace, Pattern, Pays, Region, Units, Utility};

use crate::table::{IssueTable, Tables};

/// Everything that the worth and the feasibility of an outcome depend on.
#[derive(Debug)]
pub(super) struct Parts {
    /// What every outcome is worth before any option counts.
    pub(super) constant: Units,
    /// What each issue decides by itself.
    pub(super) issues: Vec<IssueTable<Units, 1>>,
    /// Linkages of two or more issues.
    pub(super) links: Vec<Link>,
    /// Boxes, rules and red lines over two or more issues.
    pub(super) conditions: Vec<Condition>,
    /// Whether something forbids every outcome.
    pub(super) is_infeasible: bool,
}

/// A table over several issues.
#[derive(Debug)]
pub(super) struct Link {
    /// Each issue with the rows that one more of its option moves on by.
    pub(super) strides: Vec<(IssueIndex, u32)>,
    /// The contribution of each row.
    pub(super) units: Vec<Units>,
}

/// Something that happens when every one of several issues takes one of certain options.
#[derive(Debug)]
pub(super) struct Condition {
    /// Each issue with, option by option, whether the condition still holds.
    pub(super) literals: Vec<(IssueIndex, Vec<bool>)>,
    pub(super) then: Consequence,
}

/// What a condition does when it holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Consequence {
    /// It adds this.
    Pays(Units),
    /// It makes the outcome inadmissible.
    Forbids,
}

impl Parts {
    /// The parts of `utility` over the outcomes of `space` that fit none of `forbidden`.
    pub(super) fn new(space: &OutcomeSpace, utility: &Utility, forbidden: &[&Pattern]) -> Self {
        let is_box = |factor: &&Factor| matches!(factor, Factor::Box { .. });
        let without_boxes =
            Utility { factors: utility.factors.iter().filter(|factor| !is_box(factor)).cloned().collect(), ..utility.clone() };
        let tables = Tables::<Units, 1>::new(&BargainingProblem { space, utilities: vec![without_boxes] }, forbidden);
        let sizes = space.sizes();
        let mut parts = Self {
            constant: tables.constant[0],
            links: tables.links.iter().map(|link| Link::new(&link.issues, &sizes, &link.units)).collect(),
            conditions: tables.bans.iter().map(|ban| Condition::ban(ban, &sizes)).collect(),
            is_infeasible: tables.is_infeasible,
            issues: tables.issues,
        };
        for factor in &utility.factors {
            if let Factor::Box { region, pays, units } = factor {
                parts.add_box(region, *pays, *units);
            }
        }
        parts
    }

    /// The issues that each linkage and condition joins.
    pub(super) fn scopes(&self) -> impl Iterator<Item = Vec<IssueIndex>> + '_ {
        let links = self.links.iter().map(|link| link.strides.iter().map(|(issue, _)| *issue).collect());
        let conditions = self.conditions.iter().map(|condition| condition.literals.iter().map(|(issue, _)| *issue).collect());
        links.chain(conditions)
    }

    /// Adds a box. One that pays outside pays always, and takes it back inside.
    fn add_box(&mut self, region: &Region, pays: Pays, units: Units) {
        let units = match pays {
            Pays::Inside => units,
            Pays::Outside => {
                self.constant += units;
                -units
            }
        };
        let kept = |(issue, low, high): (IssueIndex, OptionIndex, OptionIndex)| {
            let options = 0..self.issues[issue].units.len() as OptionIndex;
            (issue, options.map(|option| (low..=high).contains(&option)).collect::<Vec<bool>>())
        };
        let mut literals: Vec<_> = region.bounds().map(kept).filter(|(_, kept)| kept.contains(&false)).collect();
        match literals.len() {
            0 => self.constant += units,
            1 => {
                let (issue, kept) = literals.remove(0);
                let inside = self.issues[issue].units.iter_mut().zip(kept).filter(|(_, kept)| *kept);
                inside.for_each(|([own], _)| *own += units);
            }
            _ => self.conditions.push(Condition { literals, then: Consequence::Pays(units) }),
        }
    }
}

impl Link {
    fn new(issues: &[IssueIndex], sizes: &[usize], units: &[[Units; 1]]) -> Self {
        let mut stride = 1;
        let mut strides = Vec::with_capacity(issues.len());
        for &issue in issues.iter().rev() {
            strides.push((issue, stride));
            stride *= sizes[issue] as u32;
        }
        Self { strides, units: units.iter().map(|[own]| *own).collect() }
    }
}

impl Condition {
    fn ban(pattern: &Pattern, sizes: &[usize]) -> Self {
        let kept = |(issue, named): &(IssueIndex, Vec<OptionIndex>)| {
            let options = 0..sizes[*issue] as OptionIndex;
            (*issue, options.map(|option| named.binary_search(&option).is_ok()).collect())
        };
        Self { literals: pattern.literals().iter().map(kept).collect(), then: Consequence::Forbids }
    }
}
