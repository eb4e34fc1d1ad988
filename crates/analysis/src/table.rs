//! A bargaining problem as vector-valued tables: what the kernels run on.

use std::collections::BTreeMap;

use zopa_model::{BargainingProblem, Factor, IssueIndex, Pattern, Units, Utility};

use crate::units::Unit;

/// All parties' factors side by side: one vector of `N` contributions for each option, and for each combination of
/// linked options. Parties beyond those of the problem contribute zero, which changes no dominance.
#[derive(Debug)]
pub(crate) struct Tables<U, const N: usize> {
    /// What each issue contributes by itself, in the order of the issues.
    pub(crate) issues: Vec<IssueTable<U, N>>,
    /// What linked issues contribute together; scopes of two and more issues, none twice.
    pub(crate) links: Vec<LinkTable<U, N>>,
    /// Combinations of options of two and more issues that cannot stand together.
    pub(crate) bans: Vec<Pattern>,
    /// What every outcome is worth before any option counts.
    pub(crate) constant: [U; N],
    /// The cap of each party that has one.
    pub(crate) caps: [Option<U>; N],
    /// Whether something forbids every outcome.
    pub(crate) is_infeasible: bool,
}

/// One issue by itself.
#[derive(Debug)]
pub(crate) struct IssueTable<U, const N: usize> {
    /// The contribution of each option.
    pub(crate) units: Vec<[U; N]>,
    /// Whether each option may be chosen at all.
    pub(crate) allowed: Vec<bool>,
}

/// Issues that count together.
#[derive(Debug)]
pub(crate) struct LinkTable<U, const N: usize> {
    /// The issues, ascending.
    pub(crate) issues: Vec<IssueIndex>,
    /// The contribution of each combination, the last issue running fastest.
    pub(crate) units: Vec<[U; N]>,
}

impl<U: Unit, const N: usize> Tables<U, N> {
    /// The tables of `problem`; outcomes that fit one of `forbidden` are left out beside those that the rules forbid.
    pub(crate) fn new(problem: &BargainingProblem, forbidden: &[&Pattern]) -> Self {
        let blank = |size: usize| IssueTable { units: vec![[U::default(); N]; size], allowed: vec![true; size] };
        let mut tables = Self {
            issues: problem.space.issues().iter().map(|issue| blank(issue.options().len())).collect(),
            links: Vec::new(),
            bans: Vec::new(),
            constant: [U::default(); N],
            caps: [None; N],
            is_infeasible: false,
        };
        tables.add_utilities(&problem.utilities);
        let rules = problem.space.rules().iter().map(|rule| &rule.forbids);
        for pattern in rules.chain(forbidden.iter().copied()) {
            tables.forbid(pattern);
        }
        tables
    }

    fn add_utilities(&mut self, utilities: &[Utility]) {
        let mut links: BTreeMap<&[IssueIndex], Vec<[U; N]>> = BTreeMap::new();
        for (party, utility) in utilities.iter().enumerate() {
            self.constant[party] = U::narrow(utility.constant);
            self.caps[party] = utility.cap.map(U::narrow);
            for factor in &utility.factors {
                match (factor.scope(), factor) {
                    (_, Factor::Box { .. }) => unreachable!("boxes have kernels of their own"),
                    ([], _) => self.constant[party] += U::narrow(factor.units()[0]),
                    ([issue], _) => add(&mut self.issues[*issue].units, party, factor.units()),
                    (scope, Factor::Linkage { units, .. }) => {
                        let cells = links.entry(scope).or_insert_with(|| vec![[U::default(); N]; units.len()]);
                        add(cells, party, units);
                    }
                    (_, Factor::Issue { .. }) => unreachable!("an issue's factor has one issue"),
                }
            }
        }
        self.links = links.into_iter().map(|(scope, units)| LinkTable { issues: scope.to_vec(), units }).collect();
    }

    /// Takes in one rule or red line: an option that can never be chosen where it names one issue, a ban otherwise.
    fn forbid(&mut self, pattern: &Pattern) {
        let binds = |(issue, options): &&(IssueIndex, Vec<u32>)| options.len() < self.issues[*issue].units.len();
        let literals: Vec<_> = pattern.literals().iter().filter(binds).cloned().collect();
        match literals.as_slice() {
            _ if literals.iter().any(|(_, options)| options.is_empty()) => {}
            [] => self.is_infeasible = true,
            [(issue, options)] => {
                for &option in options {
                    self.issues[*issue].allowed[option as usize] = false;
                }
            }
            _ => self.bans.push(Pattern::new(literals)),
        }
    }

    /// The cap of every party applied to `point`, and whether it cut anything.
    pub(crate) fn capped(&self, mut point: [U; N]) -> ([U; N], bool) {
        let mut cut = false;
        for (value, cap) in point.iter_mut().zip(self.caps) {
            if let Some(cap) = cap.filter(|cap| cap < value) {
                *value = cap;
                cut = true;
            }
        }
        (point, cut)
    }
}

fn add<U: Unit, const N: usize>(cells: &mut [[U; N]], party: usize, units: &[Units]) {
    for (cell, &unit) in cells.iter_mut().zip(units) {
        cell[party] += U::narrow(unit);
    }
}

/// `a + b`, party by party.
#[inline(always)]
pub(crate) fn sum<U: Unit, const N: usize>(mut a: [U; N], b: &[U; N]) -> [U; N] {
    for (x, y) in a.iter_mut().zip(b) {
        *x += *y;
    }
    a
}
