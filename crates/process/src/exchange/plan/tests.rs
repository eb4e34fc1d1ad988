use proptest::prelude::*;
use zopa_model::register::{
    Class, ClassClaim, Consent, Identity, Known, LegalStanding, Mode, Origin, PartialDate, Record, Register, State, Veto,
};

use super::*;

/// Side, class, days, family (0 none), not before, not after (0 none), severely wounded.
type Who = (usize, usize, u16, u8, u32, u32, bool);

fn register(people: &[Who]) -> Register {
    let class = |name: &str, standing| Class { name: name.to_owned(), standing };
    let record = |(at, who): (usize, &Who)| Record {
        id: format!("p-{at}"),
        holder: who.0,
        home: 1 - who.0,
        classes: if who.6 { vec![claim(0), claim(who.1 + 1)] } else { vec![claim(who.1 + 1)] },
        state: State::Ready,
        consent: Consent::Yes { date: "2025-01-01".parse().unwrap(), before: "a delegate".into() },
        at_risk: Known::No,
        held_since: PartialDate { year: Some(2000), month: Some(1), day: Some(1 + (30 - who.2.min(30)) as u8) },
        family: (who.3 > 0).then(|| format!("f{}", who.3)),
        priority: None,
        not_before: (who.4 > 0).then_some(who.4),
        not_after: (who.5 > 0).then_some(who.5),
        veto: None,
        claims: vec![],
        identity: Identity::default(),
        origin: Origin::default(),
    };
    Register {
        sides: vec!["A".into(), "B".into()],
        classes: vec![
            class("severe", LegalStanding::SeverelyWoundedOrSick),
            class("x", LegalStanding::Ordinary),
            class("y", LegalStanding::Ordinary),
        ],
        records: people.iter().enumerate().map(record).collect(),
        ..Register::default()
    }
}

fn claim(class: usize) -> ClassClaim {
    ClassClaim { class, by: "A".into() }
}

fn question(mode: Mode) -> Question {
    Question {
        sides: [0, 1],
        mode,
        cap: None,
        ahead: None,
        batches: None,
        way: Way::Simultaneous,
        order: Aim::ORDER.to_vec(),
        counts_wounded: true,
        today: "2000-02-01".parse::<PartialDate>().unwrap().day_number(),
        seed: 1,
    }
}

/// The best value over every set of people, and every way to put them into batches; `None` where there is none but nobody.
fn by_sets(register: &Register, question: &Question) -> Option<Vec<u64>> {
    let people = people::ready(register, question);
    let mut best: Option<Vec<u64>> = None;
    for set in 0u32..1 << people.len() {
        let goes: Vec<usize> = (0..people.len()).filter(|at| set >> at & 1 == 1).collect();
        if goes.is_empty() || !is_plan(register, question, &people, &goes) {
            continue;
        }
        let value = |aim: &Aim| match aim {
            Aim::Duty => goes.iter().filter(|at| people[**at].duty).count() as u64,
            Aim::Families => {
                let mut all: Vec<usize> = goes.iter().filter_map(|at| people[*at].family).collect();
                all.sort_unstable();
                all.dedup();
                all.len() as u64
            }
            Aim::DaysHeld => goes.iter().map(|at| people[*at].days).sum(),
            Aim::Count => goes.len() as u64,
        };
        best = best.max(Some(question.order.iter().map(value).collect()));
    }
    best
}

fn is_plan(register: &Register, question: &Question, people: &[Person], goes: &[usize]) -> bool {
    let gone = |at: usize| goes.contains(&at);
    let parted = people.iter().enumerate().any(|(at, person)| {
        person.family.is_some()
            && gone(at)
            && people.iter().enumerate().any(|(other, one)| one.family == person.family && !gone(other))
    });
    let mut by_class = vec![[0u64; 2]; register.classes.len() + 1];
    goes.iter().for_each(|at| by_class[people[*at].class][people[*at].side] += 1);
    let right = match question.mode {
        Mode::ClassForClass => by_class.iter().all(|counts| counts[0] == counts[1]),
        Mode::AnyForAny => {
            by_class.iter().map(|counts| counts[0]).sum::<u64>() == by_class.iter().map(|counts| counts[1]).sum::<u64>()
        }
        _ => unreachable!("not asked here"),
    };
    let windows = people.iter().any(|person| person.first > 1 || person.last != u64::MAX);
    let totals = [0, 1].map(|side| by_class.iter().map(|counts| counts[side]).sum::<u64>());
    !parted && right && if windows { in_batches(question, people, goes, &mut [[0; 2]; 3], 0) } else { fits(question, totals) }
}

/// Whether the people can be put into three batches.
fn in_batches(question: &Question, people: &[Person], goes: &[usize], counts: &mut [[u64; 2]; 3], next: usize) -> bool {
    let Some(at) = goes.get(next) else {
        let mut ahead = 0i64;
        return counts.iter().all(|counts| {
            ahead += counts[0] as i64 - counts[1] as i64;
            question.ahead.is_none_or(|most| ahead.unsigned_abs() <= most)
        });
    };
    (0..3).any(|batch| {
        let (person, number) = (&people[*at], batch as u64 + 1);
        let room = counts[batch][person.side] < question.cap.unwrap_or(u64::MAX);
        if !room || !(person.first..=person.last).contains(&number) {
            return false;
        }
        counts[batch][person.side] += 1;
        let found = in_batches(question, people, goes, counts, next + 1);
        counts[batch][person.side] -= 1;
        found
    })
}

fn values(plan: &Plan) -> Vec<u64> {
    plan.reached.iter().map(|reached| reached.value).collect()
}

fn equals_sets(people: &[Who], question: &Question) -> Result<(), TestCaseError> {
    let register = register(people);
    let best = by_sets(&register, question);
    match plan(&register, question) {
        Ok(found) => {
            let nobody = found.totals() == [0, 0];
            prop_assert!(found.is_optimal(), "{found:?}");
            prop_assert_eq!(Some(values(&found)).filter(|_| !nobody), best, "{:?}", found);
        }
        Err(NoPlan::Conflict(_)) => prop_assert_eq!(best, None),
        Err(other) => prop_assert!(false, "{other:?}"),
    }
    Ok(())
}

fn who(families: bool, windows: bool) -> impl Strategy<Value = Who> {
    let family = if families { 0u8..4 } else { 0u8..1 };
    let window = if windows { 0u32..3 } else { 0u32..1 };
    (0usize..2, 0usize..2, 0u16..5, family, window, any::<bool>(), 0u8..4).prop_map(
        move |(side, class, days, family, first, late, severe)| {
            let last = if windows && late { first + 1 } else { 0 };
            (side, class, days, family, first, last, severe == 0)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn queues_equal_sets(people in prop::collection::vec(who(false, false), 1..9), any in any::<bool>(), cap in 1u64..4, batches in 0u64..4) {
        let mode = if any { Mode::AnyForAny } else { Mode::ClassForClass };
        let asked = Question { cap: Some(cap), batches: (batches > 0).then_some(batches), ..question(mode) };
        equals_sets(&people, &asked)?;
    }

    #[test]
    fn the_programme_equals_sets_with_families(people in prop::collection::vec(who(true, false), 1..9), any in any::<bool>(), count_first in any::<bool>()) {
        let mode = if any { Mode::AnyForAny } else { Mode::ClassForClass };
        let order = if count_first { vec![Aim::Count, Aim::DaysHeld, Aim::Families, Aim::Duty] } else { Aim::ORDER.to_vec() };
        equals_sets(&people, &Question { order, ..question(mode) })?;
    }

    #[test]
    fn the_programme_equals_sets_with_windows(people in prop::collection::vec(who(true, true), 1..7), cap in 1u64..4, ahead in 0u64..3) {
        let asked = Question { cap: Some(cap), batches: Some(3), ahead: Some(ahead), ..question(Mode::AnyForAny) };
        if people.iter().any(|who| who.4 > 1 || who.5 > 0) {
            equals_sets(&people, &asked)?;
        }
    }
}

#[test]
fn severely_wounded_wait_for_no_count_unless_that_is_signed() {
    let register = register(&[(0, 0, 1, 0, 0, 0, true), (0, 0, 1, 0, 0, 0, false), (1, 0, 1, 0, 0, 0, false)]);
    let found = plan(&register, &Question { counts_wounded: false, ..question(Mode::AnyForAny) }).unwrap();
    assert_eq!((found.outside[0].len(), found.totals()), (1, [1, 1]));
    let signed = plan(&register, &question(Mode::AnyForAny)).unwrap();
    assert_eq!((signed.outside[0].len(), signed.totals(), values(&signed)[0]), (0, [1, 1], 1));
}

#[test]
fn a_conflict_is_the_smallest_one() {
    let mut register =
        register(&[(0, 0, 1, 0, 0, 0, false), (0, 0, 1, 0, 0, 0, false), (1, 0, 1, 0, 0, 0, false), (1, 0, 1, 0, 0, 0, false)]);
    register.records[0].veto = Some(Veto { author: "A".into(), reason: "a trial".into() });
    let asked = question(Mode::Equal(2));
    assert_eq!(plan(&register, &asked), Err(NoPlan::Conflict(vec![Constraint::Mode, Constraint::Vetoes])));
    register.records[0].veto = None;
    let asked = Question { cap: Some(1), batches: Some(1), ..question(Mode::Equal(2)) };
    assert_eq!(plan(&register, &asked), Err(NoPlan::Conflict(vec![Constraint::Mode, Constraint::Transport])));
    let asked = Question { way: Way::InTurns, ahead: Some(0), ..question(Mode::Equal(2)) };
    assert_eq!(plan(&register, &asked), Err(NoPlan::Conflict(vec![Constraint::Ahead])));
}

#[test]
fn nobody_against_their_will_whatever_is_asked() {
    let mut register = register(&[(0, 0, 1, 0, 0, 0, false), (1, 0, 1, 0, 0, 0, false)]);
    register.records[0].consent = Consent::No { date: PartialDate::default(), before: "a delegate".into() };
    assert!(
        matches!(plan(&register, &question(Mode::Equal(1))), Err(NoPlan::Conflict(conflict)) if conflict == [Constraint::Mode])
    );
}

#[test]
fn the_seed_orders_ties_and_the_order_of_the_file_does_not() {
    let people: Vec<Who> = (0..20).map(|at| (at % 2, 0, 1, 0, 0, 0, false)).collect();
    let register = register(&people);
    let mut turned = register.clone();
    turned.records.reverse();
    let ids = |register: &Register, seed: u64| {
        let found = plan(register, &Question { cap: Some(2), seed, ..question(Mode::AnyForAny) }).unwrap();
        found
            .people
            .iter()
            .map(|sides| sides.clone().map(|side| side.iter().map(|at| register.records[*at].id.clone()).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&register, 7), ids(&turned, 7));
    assert_ne!(ids(&register, 7), ids(&register, 8));
}
