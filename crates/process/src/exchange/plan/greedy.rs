//! Without families and windows, each class of each side is a queue, and only how many of each go has to be chosen.
//!
//! The first of every queue have the most days and the highest duty, so what a plan reaches depends on the numbers alone, and
//! one more of a class never reaches less. Where everybody whom the mode moves can be carried, that is therefore optimal.
//! Where batches are too few, equal exchanges class for class take the pairs with the most duty and days first: the gains of
//! a class fall from pair to pair in that order, so merging the classes is exact.

use zopa_model::register::{Mode, Register};

use super::{Aim, Found, Method, Person, Question, Reached, Unsolved, fits, people};
use crate::exchange::mode::moved;

pub(super) fn solve(register: &Register, question: &Question, people: &[Person]) -> Result<Found, Unsolved> {
    let classes = register.classes.len() + 1;
    let ready = people::count_by_class(people, classes);
    let all = moved(&question.mode, [&ready[0], &ready[1]]).map_err(|_| Unsolved::Infeasible)?;
    let numbers = match (&all.by_class, fits(question, all.total)) {
        (by_class, true) => Numbers { by_class: by_class.clone(), total: all.total },
        (by_class, false) => fewer(question, people, by_class.as_deref(), all.total).ok_or(Unsolved::Infeasible)?,
    };
    let chosen = choose(people, &numbers);
    let reached = reached(question, people, &chosen);
    Ok(Found { chosen, batch: None, slots: Vec::new(), reached, method: Method::Greedy })
}

/// How many go.
struct Numbers {
    by_class: Option<Vec<[u64; 2]>>,
    total: [u64; 2],
}

/// As many as can be carried, where the mode lets fewer go.
fn fewer(question: &Question, people: &[Person], by_class: Option<&[[u64; 2]]>, total: [u64; 2]) -> Option<Numbers> {
    let step = match question.mode {
        Mode::ClassForClass | Mode::AnyForAny => [1, 1],
        Mode::Ratio(first, second) => [first, second],
        // All are all, and so many are so many.
        Mode::Equal(_) | Mode::AllForAll | Mode::AllForAllIn(_) | Mode::OneSided(..) => return None,
    };
    let (mut least, mut most) = (0, total[0] / step[0]);
    while least < most {
        let middle = least + (most - least).div_ceil(2);
        if fits(question, step.map(|one| one * middle)) { least = middle } else { most = middle - 1 }
    }
    let total = step.map(|one| one * least);
    // Nobody is no exchange.
    (least > 0).then(|| Numbers { by_class: by_class.map(|all| pairs(question, people, all, least)), total })
}

/// The pairs with the most duty and days, as many as can be carried.
fn pairs(question: &Question, people: &[Person], by_class: &[[u64; 2]], most: u64) -> Vec<[u64; 2]> {
    let queue = |class: usize, side: usize| people.iter().filter(move |person| person.class == class && person.side == side);
    let mut gains: Vec<(std::cmp::Reverse<Vec<u64>>, usize)> = Vec::new();
    for (class, counts) in by_class.iter().enumerate() {
        let both = queue(class, 0).zip(queue(class, 1)).take(counts[0] as usize);
        gains.extend(both.map(|(one, other)| {
            let gain = |aim: &Aim| match aim {
                Aim::Duty => u64::from(one.duty) + u64::from(other.duty),
                Aim::DaysHeld => one.days + other.days,
                Aim::Families | Aim::Count => 0,
            };
            (std::cmp::Reverse(question.order.iter().map(gain).collect()), class)
        }));
    }
    gains.sort();
    let mut chosen = vec![[0; 2]; by_class.len()];
    gains.into_iter().take(most as usize).for_each(|(_, class)| chosen[class] = chosen[class].map(|count| count + 1));
    chosen
}

fn choose(people: &[Person], numbers: &Numbers) -> Vec<usize> {
    let mut left = numbers.by_class.clone();
    let mut left_in_all = numbers.total;
    let mut take = |person: &Person| {
        let room = match &mut left {
            Some(by_class) => &mut by_class[person.class][person.side],
            None => &mut left_in_all[person.side],
        };
        let goes = *room > 0;
        *room -= u64::from(goes);
        goes
    };
    (0..people.len()).filter(|at| take(&people[*at])).collect()
}

/// What is reached is what can be reached.
fn reached(question: &Question, people: &[Person], chosen: &[usize]) -> Vec<Reached> {
    let value = |aim: Aim| -> u64 {
        match aim {
            Aim::Duty => chosen.iter().filter(|at| people[**at].duty).count() as u64,
            Aim::Families => 0,
            Aim::DaysHeld => chosen.iter().map(|at| people[*at].days).sum(),
            Aim::Count => chosen.len() as u64,
        }
    };
    question.order.iter().map(|aim| Reached { aim: *aim, value: value(*aim), bound: value(*aim) }).collect()
}
