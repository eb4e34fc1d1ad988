//! Which issues hang together, and which of their options need not be told apart.

use zopa_model::{IssueIndex, OptionIndex};

use super::Factor;
use crate::frontier::merge::Merger;
use crate::frontier::set::Set;
use crate::limits::Stop;
use crate::table::Tables;
use crate::units::Unit;

/// Issues that linkages and bans connect; one issue by itself where nothing does.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    /// The issues, ascending.
    pub(crate) issues: Vec<IssueIndex>,
    links: Vec<usize>,
    bans: Vec<usize>,
}

/// The issues of `tables` in connected groups, by first issue.
pub(crate) fn components<U, const N: usize>(tables: &Tables<U, N>) -> Vec<Component> {
    let count = tables.issues.len();
    let mut group: Vec<usize> = (0..count).collect();
    let links = tables.links.iter().map(|link| link.issues.clone());
    let bans = tables.bans.iter().map(|ban| ban.literals().iter().map(|(issue, _)| *issue).collect());
    let scopes: Vec<Vec<IssueIndex>> = links.chain(bans).collect();
    for scope in &scopes {
        for pair in scope.windows(2) {
            let (a, b) = (group[pair[0]].min(group[pair[1]]), group[pair[0]].max(group[pair[1]]));
            group.iter_mut().filter(|g| **g == b).for_each(|g| *g = a);
        }
    }
    let mut components: Vec<Component> =
        (0..count).map(|_| Component { issues: Vec::new(), links: Vec::new(), bans: Vec::new() }).collect();
    for (issue, &first) in group.iter().enumerate() {
        components[first].issues.push(issue);
    }
    for (index, scope) in scopes.iter().enumerate() {
        let component = &mut components[group[scope[0]]];
        match index.checked_sub(tables.links.len()) {
            None => component.links.push(index),
            Some(ban) => component.bans.push(ban),
        }
    }
    components.retain(|component| !component.issues.is_empty());
    components
}

/// An issue as the elimination sees it.
#[derive(Debug)]
pub(crate) struct Variable<U, const N: usize> {
    pub(crate) classes: Vec<Class<U, N>>,
}

/// Options of one issue that nothing but their own worth tells apart.
#[derive(Debug)]
pub(crate) struct Class<U, const N: usize> {
    /// One of them, to look up linkages and bans by.
    pub(crate) option: OptionIndex,
    /// The undominated ones.
    pub(crate) set: Set<U, N>,
}

impl Component {
    /// Whether this is one issue by itself.
    pub(crate) fn is_single(&self) -> bool {
        self.links.is_empty() && self.bans.is_empty()
    }

    /// The allowed options of `issue`, class by class, in the order of their first options.
    pub(crate) fn classes<U, const N: usize>(&self, tables: &Tables<U, N>, issue: IssueIndex) -> Vec<Vec<OptionIndex>> {
        let is_linked = self.links.iter().any(|&link| tables.links[link].issues.contains(&issue));
        let literals = self.bans.iter().flat_map(|&ban| tables.bans[ban].literals()).filter(|(other, _)| *other == issue);
        let literals: Vec<&Vec<OptionIndex>> = literals.map(|(_, options)| options).collect();
        let signature =
            |option: OptionIndex| -> Vec<bool> { literals.iter().map(|named| named.binary_search(&option).is_ok()).collect() };
        let mut classes: Vec<(Vec<bool>, Vec<OptionIndex>)> = Vec::new();
        let allowed = tables.issues[issue].allowed.iter().enumerate().filter(|(_, allowed)| **allowed);
        for option in allowed.map(|(option, _)| option as OptionIndex) {
            let signature = signature(option);
            match classes.iter_mut().find(|(known, _)| !is_linked && *known == signature) {
                Some((_, options)) => options.push(option),
                None => classes.push((signature, vec![option])),
            }
        }
        classes.into_iter().map(|(_, options)| options).collect()
    }

    /// The issues as variables.
    pub(crate) fn variables<U: Unit, const N: usize>(
        &self,
        tables: &Tables<U, N>,
        merger: &mut Merger<U, N>,
    ) -> Result<Vec<Variable<U, N>>, Stop> {
        let mut variables = Vec::with_capacity(self.issues.len());
        for &issue in &self.issues {
            let mut classes = Vec::new();
            for options in self.classes(tables, issue) {
                let own = |&option: &OptionIndex| {
                    (tables.issues[issue].units[option as usize], merger.traces.option(issue, option as usize))
                };
                let points = options.iter().map(own).collect();
                classes.push(Class { option: options[0], set: merger.prune(points)? });
            }
            variables.push(Variable { classes });
        }
        Ok(variables)
    }

    /// Its linkages and bans, over variables in place of issues.
    pub(crate) fn factors<'a, U, const N: usize>(&self, tables: &'a Tables<U, N>) -> Vec<Factor<'a, U, N>> {
        let variable =
            |issue: &IssueIndex| self.issues.binary_search(issue).expect("the component holds all issues of its factors");
        let link = |&link: &usize| {
            let link = &tables.links[link];
            let sizes = link.issues.iter().map(|&issue| tables.issues[issue].units.len()).collect();
            Factor::Link { scope: link.issues.iter().map(variable).collect(), sizes, units: &link.units }
        };
        let ban = |&ban: &usize| {
            let literals = tables.bans[ban].literals();
            Factor::Ban {
                scope: literals.iter().map(|(issue, _)| variable(issue)).collect(),
                options: literals.iter().map(|(_, options)| options.as_slice()).collect(),
            }
        };
        self.links.iter().map(link).chain(self.bans.iter().map(ban)).collect()
    }
}
