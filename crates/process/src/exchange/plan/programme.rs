//! The integer programme over groups of people who are alike.
//!
//! A group is of one side, class, duty, days and window; families whose members are of the same groups are one kind of
//! family, counted. So the programme has a variable for each group (and batch, where somebody must not go too early or too
//! late), and one for each kind of family. Each aim is solved in turn and held. Doubles find the answer; whole numbers check
//! it.

use std::collections::BTreeMap;

use good_lp::solvers::microlp::microlp;
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, variable};
use zopa_model::register::{Mode, Register};

use super::{Aim, Found, Method, Person, Question, Reached, Unsolved, batches, people};
use crate::exchange::batches::Way;
use crate::exchange::mode::moved;

/// The most variables with which days in captivity are part of the programme; beyond, they are left to the queues, and the
/// bound says by how much that can fall short.
const MOST_WITH_DAYS: usize = 700;
/// The most variables at all.
const MOST: usize = 1_500;

/// What people of a group have in common: side, class, duty, days, window, kind of family.
type Likeness = (usize, usize, bool, u64, u64, u64, Option<usize>);

struct Model<'a> {
    register: &'a Register,
    question: &'a Question,
    people: &'a [Person],
    /// The members of each group, first the one who goes first.
    groups: BTreeMap<Likeness, Vec<usize>>,
    /// For each kind of family, its families (each a list of people).
    families: Vec<Vec<Vec<usize>>>,
    /// The batches: the most people of each side.
    slots: Vec<[u64; 2]>,
    windows: bool,
}

pub(super) fn solve(register: &Register, question: &Question, people: &[Person]) -> Result<Found, Unsolved> {
    let with_days = Model::new(register, question, people, true)?;
    if with_days.variables() <= MOST_WITH_DAYS {
        return with_days.solve(true);
    }
    let without = Model::new(register, question, people, false)?;
    if without.variables() > MOST {
        return Err(Unsolved::GivenUp(
            "the integer programme has too many variables: fewer batches, classes or windows would do",
        ));
    }
    without.solve(false)
}

/// Whether there is any plan at all, for [`super::conflict`]: at least one person, or as the mode says.
pub(super) fn is_feasible(register: &Register, question: &Question, people: &[Person]) -> bool {
    let quick = Question { order: vec![Aim::Count], ..question.clone() };
    match Model::new(register, &quick, people, false) {
        Ok(model) if model.variables() <= MOST => model.solve(false).is_ok(),
        _ => true,
    }
}

impl<'a> Model<'a> {
    fn new(register: &'a Register, question: &'a Question, people: &'a [Person], days: bool) -> Result<Self, Unsolved> {
        let windows = people.iter().any(|person| person.first > 1 || person.last != u64::MAX);
        let likeness = |person: &Person, kind| {
            let days = if days { person.days } else { 0 };
            (person.side, person.class, person.duty, days, person.first, person.last, kind)
        };
        let mut by_family: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, person) in people.iter().enumerate() {
            person.family.iter().for_each(|family| by_family.entry(*family).or_default().push(at));
        }
        let mut kinds: BTreeMap<Vec<Likeness>, Vec<Vec<usize>>> = BTreeMap::new();
        for members in by_family.values() {
            let mut alike: Vec<Likeness> = members.iter().map(|at| likeness(&people[*at], None)).collect();
            alike.sort_unstable();
            kinds.entry(alike).or_default().push(members.clone());
        }
        let families: Vec<Vec<Vec<usize>>> = kinds.into_values().collect();
        let mut kind_of = vec![None; people.len()];
        for (kind, all) in families.iter().enumerate() {
            all.iter().flatten().for_each(|at| kind_of[*at] = Some(kind));
        }
        let mut groups: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
        for (at, person) in people.iter().enumerate() {
            groups.entry(likeness(person, kind_of[at])).or_default().push(at);
        }
        let slots = slots(register, question, people, windows).ok_or(Unsolved::Infeasible)?;
        Ok(Self { register, question, people, groups, families, slots, windows })
    }

    fn variables(&self) -> usize {
        self.groups.len() * if self.windows { self.slots.len() } else { 1 } + self.families.len()
    }

    /// The first and one past the last batch that a group may be in; without windows there is one for all.
    fn window(&self, likeness: &Likeness) -> std::ops::Range<usize> {
        if !self.windows {
            return 0..1;
        }
        let last = usize::try_from(likeness.5).unwrap_or(usize::MAX).min(self.slots.len());
        (likeness.4 as usize - 1).min(last)..last
    }

    fn solve(&self, days: bool) -> Result<Found, Unsolved> {
        let aims: Vec<Aim> = self.question.order.iter().copied().filter(|aim| days || *aim != Aim::DaysHeld).collect();
        let mut held: Vec<(Aim, u64)> = Vec::new();
        let mut numbers = None;
        for aim in aims {
            let found = self.level(aim, &held)?;
            let value = self.value(aim, &found);
            held.push((aim, value));
            numbers = Some(found);
        }
        let numbers = numbers.ok_or(Unsolved::GivenUp("no aim is named"))?;
        let (chosen, batch) = self.choose(&numbers);
        if chosen.is_empty() && !self.people.is_empty() {
            return Err(Unsolved::Infeasible);
        }
        let reached = self.question.order.iter().map(|aim| match held.iter().find(|(known, _)| known == aim) {
            Some((_, value)) => Reached { aim: *aim, value: *value, bound: *value },
            None => self.days(&chosen),
        });
        let batch = self.windows.then_some(batch);
        let method = Method::Programme { variables: self.variables() };
        Ok(Found { reached: reached.collect(), chosen, batch, slots: self.slots.clone(), method })
    }

    /// Days that the queues give, and what no choice of as many people could exceed.
    fn days(&self, chosen: &[usize]) -> Reached {
        let sum = |side: usize, among: &mut dyn Iterator<Item = u64>, count: usize| {
            let _ = side;
            let mut days: Vec<u64> = among.collect();
            days.sort_unstable_by(|one, other| other.cmp(one));
            days.into_iter().take(count).sum::<u64>()
        };
        let bound = (0..2).map(|side| {
            let count = chosen.iter().filter(|at| self.people[**at].side == side).count();
            sum(side, &mut self.people.iter().filter(|person| person.side == side).map(|person| person.days), count)
        });
        Reached { aim: Aim::DaysHeld, value: chosen.iter().map(|at| self.people[*at].days).sum(), bound: bound.sum() }
    }

    /// The most of one aim while others are held.
    fn level(&self, aim: Aim, held: &[(Aim, u64)]) -> Result<Numbers, Unsolved> {
        let mut variables = ProblemVariables::new();
        let mut columns = Columns { people: BTreeMap::new(), families: Vec::new() };
        for (likeness, members) in &self.groups {
            let most = members.len() as f64;
            let all = self.window(likeness).map(|slot| (slot, variables.add(variable().integer().min(0).max(most)))).collect();
            columns.people.insert(*likeness, all);
        }
        for all in &self.families {
            columns.families.push(variables.add(variable().integer().min(0).max(all.len() as f64)));
        }
        let times = match self.question.mode {
            Mode::Ratio(..) => Some(variables.add(variable().integer().min(0).max(self.people.len() as f64))),
            _ => None,
        };
        let mut problem = variables.maximise(self.expression(aim, &columns)).using(microlp);
        for (aim, value) in held {
            problem = problem.with(constraint!(self.expression(*aim, &columns) >= *value as f64));
        }
        for (likeness, all) in &columns.people {
            let sum: Expression = all.iter().map(|(_, one)| *one).sum();
            match likeness.6 {
                None => problem = problem.with(constraint!(sum <= self.groups[likeness].len() as f64)),
                Some(kind) => {
                    let each = self.groups[likeness].len() / self.families[kind].len();
                    problem = problem.with(constraint!(sum == each as f64 * columns.families[kind]));
                }
            }
        }
        for constraint in self.mode(&columns, times) {
            problem = problem.with(constraint);
        }
        if self.windows {
            for constraint in self.transport(&columns) {
                problem = problem.with(constraint);
            }
        } else {
            for side in 0..2 {
                let most = self.carried(side) as f64;
                problem = problem.with(constraint!(columns.sum(|likeness| likeness.0 == side) <= most));
            }
            if let Some(ahead) = self.question.ahead.filter(|_| !matches!(self.question.mode, Mode::OneSided(..))) {
                let (one, other) = (columns.sum(|likeness| likeness.0 == 0), columns.sum(|likeness| likeness.0 == 1));
                problem = problem.with(constraint!(one.clone() - other.clone() <= ahead as f64));
                problem = problem.with(constraint!(other - one <= ahead as f64));
            }
        }
        let solution = problem.solve().map_err(|error| match error {
            good_lp::ResolutionError::Infeasible => Unsolved::Infeasible,
            _ => Unsolved::GivenUp("the solver of integer programmes gave up"),
        })?;
        let whole = |one: &Variable| solution.value(*one).round().max(0.0) as u64;
        Ok(columns
            .people
            .iter()
            .map(|(likeness, all)| (*likeness, all.iter().map(|(slot, one)| (*slot, whole(one))).collect()))
            .collect())
    }

    /// How many of a side all batches carry together.
    fn carried(&self, side: usize) -> u64 {
        self.slots.iter().map(|slot| slot[side]).fold(0, u64::saturating_add).min(self.people.len() as u64)
    }

    fn expression(&self, aim: Aim, columns: &Columns) -> Expression {
        let weighted = |weight: &dyn Fn(&Likeness) -> u64| {
            let terms =
                columns.people.iter().flat_map(|(likeness, all)| all.iter().map(move |(_, one)| (weight(likeness) as f64, *one)));
            terms.filter(|(weight, _)| *weight > 0.0).map(|(weight, one)| weight * one).sum()
        };
        match aim {
            Aim::Duty => weighted(&|likeness| u64::from(likeness.2)),
            Aim::Families => columns.families.iter().copied().sum(),
            Aim::DaysHeld => weighted(&|likeness| likeness.3),
            Aim::Count => weighted(&|_| 1),
        }
    }

    fn value(&self, aim: Aim, numbers: &Numbers) -> u64 {
        let count = |weight: &dyn Fn(&Likeness) -> u64| {
            numbers.iter().map(|(likeness, all)| weight(likeness) * all.iter().map(|(_, count)| count).sum::<u64>()).sum::<u64>()
        };
        match aim {
            Aim::Duty => count(&|likeness| u64::from(likeness.2)),
            Aim::Families => (0..self.families.len()).map(|kind| self.whole_families(kind, numbers)).sum(),
            Aim::DaysHeld => count(&|likeness| likeness.3),
            Aim::Count => count(&|_| 1),
        }
    }

    /// How many families of a kind go.
    fn whole_families(&self, kind: usize, numbers: &Numbers) -> u64 {
        let of_kind = numbers.iter().find(|(likeness, _)| likeness.6 == Some(kind));
        let goes = of_kind.map_or(0, |(_, all)| all.iter().map(|(_, count)| count).sum::<u64>());
        let each = of_kind.map_or(1, |(likeness, _)| self.groups[likeness].len() / self.families[kind].len());
        goes / each.max(1) as u64
    }

    fn mode(&self, columns: &Columns, times: Option<Variable>) -> Vec<good_lp::Constraint> {
        let side = |side: usize| columns.sum(|likeness| likeness.0 == side);
        let classes = self.register.classes.len() + 1;
        let of = |class: usize, side: usize| columns.sum(move |likeness| likeness.0 == side && likeness.1 == class);
        let ready = people::count_by_class(self.people, classes);
        match &self.question.mode {
            Mode::ClassForClass => (0..classes).map(|class| constraint!(of(class, 0) == of(class, 1))).collect(),
            Mode::AnyForAny => vec![constraint!(side(0) == side(1))],
            Mode::Equal(count) => (0..2).map(|one| constraint!(side(one) == *count as f64)).collect(),
            Mode::Ratio(first, second) => {
                let times = times.into_iter().flat_map(|times| [(0, *first, times), (1, *second, times)]);
                times.map(|(one, each, times)| constraint!(side(one) == each as f64 * times)).collect()
            }
            Mode::OneSided(which, count) => {
                let wanted = |one: usize| if one == *which { *count as f64 } else { 0.0 };
                (0..2).map(|one| constraint!(side(one) == wanted(one))).collect()
            }
            Mode::AllForAll => (0..2).map(|one| constraint!(side(one) == ready[one].iter().sum::<u64>() as f64)).collect(),
            Mode::AllForAllIn(chosen) => (0..classes)
                .flat_map(|class| [(class, 0), (class, 1)])
                .map(|(class, one)| {
                    let wanted = if chosen.contains(&class) { ready[one][class] as f64 } else { 0.0 };
                    constraint!(of(class, one) == wanted)
                })
                .collect(),
        }
    }

    /// Room in every batch, and nobody too far ahead after any.
    fn transport(&self, columns: &Columns) -> Vec<good_lp::Constraint> {
        let mut constraints = Vec::new();
        let mut so_far = [Expression::from(0.0), Expression::from(0.0)];
        for (slot, most) in self.slots.iter().enumerate() {
            for side in 0..2 {
                let here = columns.sum_in(slot, side);
                if most[side] < self.people.len() as u64 {
                    constraints.push(constraint!(here.clone() <= most[side] as f64));
                }
                so_far[side] += here;
            }
            if let Some(ahead) = self.question.ahead.filter(|_| !matches!(self.question.mode, Mode::OneSided(..))) {
                constraints.push(constraint!(so_far[0].clone() - so_far[1].clone() <= ahead as f64));
                constraints.push(constraint!(so_far[1].clone() - so_far[0].clone() <= ahead as f64));
            }
        }
        constraints
    }

    /// Numbers as people: the first of each group; of families whole ones.
    fn choose(&self, numbers: &Numbers) -> (Vec<usize>, Vec<usize>) {
        let mut slot_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut goes = vec![false; self.people.len()];
        for (kind, all) in self.families.iter().enumerate() {
            let mut all = all.clone();
            // The family whose members would go first goes first.
            all.sort_by_key(|members| members.iter().min().copied());
            all.iter().take(self.whole_families(kind, numbers) as usize).flatten().for_each(|at| goes[*at] = true);
        }
        for (likeness, all) in numbers {
            let members = self.groups[likeness].iter().copied().filter(|at| likeness.6.is_none() || goes[*at]);
            let places = all.iter().flat_map(|(slot, count)| std::iter::repeat_n(*slot, *count as usize));
            slot_of.extend(members.zip(places));
        }
        slot_of.into_iter().unzip()
    }
}

/// How many of each group go in each batch.
type Numbers = BTreeMap<Likeness, Vec<(usize, u64)>>;

struct Columns {
    people: BTreeMap<Likeness, Vec<(usize, Variable)>>,
    families: Vec<Variable>,
}

impl Columns {
    fn sum(&self, is: impl Fn(&Likeness) -> bool) -> Expression {
        self.people.iter().filter(|(likeness, _)| is(likeness)).flat_map(|(_, all)| all.iter().map(|(_, one)| *one)).sum()
    }

    fn sum_in(&self, slot: usize, side: usize) -> Expression {
        let of_side = self.people.iter().filter(|(likeness, _)| likeness.0 == side);
        of_side.flat_map(|(_, all)| all.iter().filter(|(at, _)| *at == slot).map(|(_, one)| *one)).sum()
    }
}

/// The batches of the programme. Where windows matter there are as many as are allowed, or as are needed for everybody and
/// for the latest window; by turns they carry one side each.
fn slots(register: &Register, question: &Question, people: &[Person], windows: bool) -> Option<Vec<[u64; 2]>> {
    let ready = people::count_by_class(people, register.classes.len() + 1);
    let all = moved(&question.mode, [&ready[0], &ready[1]]).ok()?.total;
    let most = question.cap.unwrap_or(u64::MAX);
    if !windows {
        // The cap and the number of batches bound the totals; what fits between is found when batches are made.
        let Some(count) = question.batches else { return Some(vec![[u64::MAX; 2]]) };
        let turns = if question.way == Way::InTurns { [count.div_ceil(2), count / 2] } else { [count; 2] };
        return Some(vec![turns.map(|turns| turns.saturating_mul(most))]);
    }
    let latest = people.iter().map(|person| person.first).max().unwrap_or(1);
    let needed = batches(question, all).map_or(1, |batches| batches.len() as u64).max(latest);
    let count = question.batches.unwrap_or(needed);
    let slot = |at: u64| match question.way {
        Way::Simultaneous => [most; 2],
        Way::InTurns if at.is_multiple_of(2) => [most, 0],
        Way::InTurns => [0, most],
    };
    Some((0..count.min(400)).map(slot).collect())
}
