//! Two lists, made by two sides in two alphabets: who on the one is who on the other?
//!
//! Pairs are scored by the fields on which they agree (Fellegi & Sunter 1969, JASA 64:1183) and assigned one to one, exactly.
//! What scores high is a match, what scores low is none, and what lies between goes to a person. Nothing is ever merged:
//! an answer says which lines belong together by which score, and a merge stays somebody's decision.

mod assignment;
mod keyed;
mod normal;
mod score;

use std::collections::{BTreeMap, HashMap, HashSet};

use zopa_model::register::{Assertion, Record};

pub use assignment::assign;
pub use keyed::keyed_hash;
pub use normal::{Name, normal};
pub use score::{Agreement, Field, MICRO, Weight, Weights};

/// A line of a list.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// What it says of whom.
    pub record: &'a Record,
    /// What it says.
    pub says: Assertion,
}

/// What became of a line of the asking list. Every line has one of these: they sum to the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The holder's list has the person.
    ConfirmedHeld(Pair),
    /// The holder's list says that it does not hold the person.
    ConfirmedNotHeld(Pair),
    /// The holder's list says that the person is dead.
    Deceased(Pair),
    /// The holder's list says nothing that can be told to be of this person; where a pair is near, a person has to look.
    Unknown(Option<Pair>),
    /// The same person as an earlier line of the same list, by its position.
    Duplicate(usize),
    /// Too little to compare: neither a service number nor a family name with a given name or a year of birth.
    Insufficient,
}

impl Outcome {
    /// The six, in the order in which they are told.
    pub const NAMES: [&'static str; 6] =
        ["confirmed held", "confirmed not held", "deceased", "unknown", "duplicate", "insufficient data"];

    /// Which of the six this is.
    pub fn index(&self) -> usize {
        match self {
            Self::ConfirmedHeld(_) => 0,
            Self::ConfirmedNotHeld(_) => 1,
            Self::Deceased(_) => 2,
            Self::Unknown(_) => 3,
            Self::Duplicate(_) => 4,
            Self::Insufficient => 5,
        }
    }

    /// The pair that it rests on, or that a person has to look at.
    pub fn pair(&self) -> Option<Pair> {
        match self {
            Self::ConfirmedHeld(pair) | Self::ConfirmedNotHeld(pair) | Self::Deceased(pair) => Some(*pair),
            Self::Unknown(pair) => *pair,
            Self::Duplicate(_) | Self::Insufficient => None,
        }
    }
}

/// A line of the holder's list that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The position in the holder's list.
    pub line: usize,
    /// The score, in millionths of a nat; of equal keyed hashes none.
    pub score: Option<i64>,
    /// Whether both give a day of birth, and these differ.
    pub dates_conflict: bool,
}

/// Two lists side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// What became of every line of the asking list.
    pub outcomes: Vec<Outcome>,
    /// Lines of people who are held and were not asked for, by position.
    pub not_asked: Vec<usize>,
    /// Lines of the holder's list that are the same person as an earlier one, with that one.
    pub held_twice: Vec<(usize, usize)>,
    /// Number of pairs that were scored: the rest share no block.
    pub scored: usize,
    /// The largest number of lines that had to be assigned at once.
    pub largest_block: usize,
}

impl Reconciled {
    /// How many lines have each of the six outcomes.
    pub fn counts(&self) -> [usize; 6] {
        let mut counts = [0; 6];
        self.outcomes.iter().for_each(|outcome| counts[outcome.index()] += 1);
        counts
    }

    /// How many of the unknown are with a person.
    pub fn to_a_person(&self) -> usize {
        self.outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Unknown(Some(_)))).count()
    }
}

/// From which score on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// A pair is a match, in millionths of a nat.
    pub matched: i64,
    /// A pair goes to a person.
    pub person: i64,
}

impl Default for Thresholds {
    /// Family name, given name and the whole day of birth agree: 21.2 nats; names alone: 11.3, which is for a person.
    fn default() -> Self {
        Self { matched: 14 * MICRO, person: 6 * MICRO }
    }
}

/// Compares what one side asks with what the other holds. `key` is needed where lines have keyed hashes in place of names.
pub fn reconcile(
    asked: &[Line<'_>],
    held: &[Line<'_>],
    weights: &Weights,
    thresholds: Thresholds,
    key: Option<&[u8]>,
) -> Reconciled {
    let (asking, holding) = (names(asked), names(held));
    let (doubles, held_twice) = (doubles(&asking), doubles_list(&holding));
    let mut outcomes: Vec<Option<Outcome>> = doubles.iter().map(|of| of.map(Outcome::Duplicate)).collect();
    by_hash(asked, held, (&asking, &holding), key, &mut outcomes);
    for (outcome, name) in outcomes.iter_mut().zip(&asking) {
        if outcome.is_none() && !name.is_enough() {
            *outcome = Some(Outcome::Insufficient);
        }
    }
    let open: Vec<usize> = (0..asked.len()).filter(|at| outcomes[*at].is_none()).collect();
    let later: HashSet<usize> = held_twice.iter().map(|(later, _)| *later).collect();
    let free: Vec<usize> = (0..held.len()).filter(|at| !later.contains(at)).collect();
    let mut scored = scored(&asking, &holding, &open, &free, weights);
    let count = scored.len();
    scored.retain(|(_, agreement)| agreement.score >= thresholds.person);
    let (assigned, largest_block) = assigned(&scored);
    for (at, outcome) in outcomes.iter_mut().enumerate() {
        if outcome.is_none() {
            *outcome = Some(
                assigned.get(&at).map_or(Outcome::Unknown(None), |(line, agreement)| judged(held, *line, agreement, thresholds)),
            );
        }
    }
    let outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    let asked_for: HashSet<usize> = outcomes.iter().filter_map(Outcome::pair).map(|pair| pair.line).collect();
    let is_held = |at: &usize| held[*at].says != Assertion::NotHeld && held[*at].says != Assertion::Deceased;
    let not_asked = free.into_iter().filter(|at| is_held(at) && !asked_for.contains(at)).collect();
    Reconciled { outcomes, not_asked, held_twice, scored: count, largest_block }
}

/// People who stand on the lists of two holders, each of whom says that it holds them: pairs of positions. Only what agrees
/// on a service number, or on both names and the whole day of birth, is told.
pub fn held_by_both(one: &[Line<'_>], other: &[Line<'_>]) -> Vec<(usize, usize)> {
    let is_held = |line: &Line<'_>| line.says != Assertion::NotHeld && line.says != Assertion::Deceased;
    let (first, second) = (names(one), names(other));
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, name) in first.iter().enumerate().filter(|(at, _)| is_held(&one[*at])) {
        name.exact().into_iter().for_each(|exact| {
            places.entry(exact).or_insert(at);
        });
    }
    let there = |(at, name): (usize, &Name)| {
        let before = name.exact().iter().find_map(|exact| places.get(exact).copied())?;
        is_held(&other[at]).then_some((before, at))
    };
    second.iter().enumerate().filter_map(there).collect()
}

fn judged(held: &[Line<'_>], line: usize, agreement: &Agreement, thresholds: Thresholds) -> Outcome {
    let pair = Pair { line, score: Some(agreement.score), dates_conflict: agreement.dates_conflict };
    // Days of birth that differ are for a person, whatever else agrees.
    if agreement.score < thresholds.matched || agreement.dates_conflict { Outcome::Unknown(Some(pair)) } else { said(held, pair) }
}

fn said(held: &[Line<'_>], pair: Pair) -> Outcome {
    match held[pair.line].says {
        Assertion::NotHeld => Outcome::ConfirmedNotHeld(pair),
        Assertion::Deceased => Outcome::Deceased(pair),
        Assertion::Asked | Assertion::Held | Assertion::Moved(_) => Outcome::ConfirmedHeld(pair),
    }
}

fn names(lines: &[Line<'_>]) -> Vec<Name> {
    lines.iter().map(|line| normal(&line.record.identity)).collect()
}

/// For every name the earlier one that is exactly the same person.
fn doubles(names: &[Name]) -> Vec<Option<usize>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut double = |(at, name): (usize, &Name)| {
        let all = name.exact();
        let before = all.iter().find_map(|exact| places.get(exact).copied());
        all.into_iter().for_each(|exact| {
            places.entry(exact).or_insert(at);
        });
        before
    };
    names.iter().enumerate().map(&mut double).collect()
}

fn doubles_list(names: &[Name]) -> Vec<(usize, usize)> {
    doubles(names).into_iter().enumerate().filter_map(|(at, before)| Some((at, before?))).collect()
}

/// Lines with keyed hashes: equal ones are the same person, and nothing else can be said.
fn by_hash(
    asked: &[Line<'_>],
    held: &[Line<'_>],
    (asking, holding): (&[Name], &[Name]),
    key: Option<&[u8]>,
    outcomes: &mut [Option<Outcome>],
) {
    let is_hashed = |line: &Line<'_>| !line.record.identity.hash.is_empty();
    if !asked.iter().chain(held).any(is_hashed) {
        return;
    }
    let hash = |line: &Line<'_>, name: &Name| {
        if is_hashed(line) { Some(line.record.identity.hash.clone()) } else { key.and_then(|key| keyed_hash(name, key)) }
    };
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, (line, name)) in held.iter().zip(holding).enumerate() {
        if let Some(hash) = hash(line, name) {
            places.entry(hash).or_insert(at);
        }
    }
    let mut taken = HashSet::new();
    for (at, (line, name)) in asked.iter().zip(asking).enumerate().filter(|(at, _)| outcomes[*at].is_none()).collect::<Vec<_>>() {
        let found = hash(line, name).and_then(|hash| places.get(&hash).copied());
        let both_named = |held_at: usize| !is_hashed(line) && !is_hashed(&held[held_at]);
        match found.filter(|held_at| !both_named(*held_at) && taken.insert(*held_at)) {
            Some(held_at) => outcomes[at] = Some(said(held, Pair { line: held_at, score: None, dates_conflict: false })),
            None if is_hashed(line) => outcomes[at] = Some(Outcome::Unknown(None)),
            None => {}
        }
    }
}

/// A pair of positions: asked, held.
type At = (usize, usize);

/// Every pair that shares a block, scored once, in the order of the lists.
fn scored(asking: &[Name], holding: &[Name], open: &[usize], free: &[usize], weights: &Weights) -> Vec<(At, Agreement)> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for at in free {
        holding[*at].blocks(false).into_iter().for_each(|block| blocks.entry(block).or_default().push(*at));
    }
    let mut pairs = Vec::new();
    for at in open {
        let mut near: Vec<usize> = Vec::new();
        for block in asking[*at].blocks(true) {
            near.extend(blocks.get(&block).into_iter().flatten());
        }
        near.sort_unstable();
        near.dedup();
        pairs.extend(near.into_iter().map(|held| ((*at, held), weights.score(&asking[*at], &holding[held]))));
    }
    pairs
}

/// The best one-to-one assignment, exactly, component by component; and the size of the largest.
fn assigned(scored: &[(At, Agreement)]) -> (BTreeMap<usize, (usize, Agreement)>, usize) {
    let mut root: HashMap<(bool, usize), (bool, usize)> = HashMap::new();
    fn find(root: &mut HashMap<(bool, usize), (bool, usize)>, at: (bool, usize)) -> (bool, usize) {
        let mut top = at;
        while let Some(above) = root.get(&top).copied().filter(|above| *above != top) {
            top = above;
        }
        let mut below = at;
        while below != top {
            below = root.insert(below, top).unwrap_or(top);
        }
        root.entry(top).or_insert(top);
        top
    }
    for ((asked, held), _) in scored {
        let (one, other) = (find(&mut root, (false, *asked)), find(&mut root, (true, *held)));
        root.insert(one.max(other), one.min(other));
    }
    let mut components: BTreeMap<(bool, usize), Vec<usize>> = BTreeMap::new();
    for (at, ((asked, _), _)) in scored.iter().enumerate() {
        components.entry(find(&mut root, (false, *asked))).or_default().push(at);
    }
    let (mut result, mut largest) = (BTreeMap::new(), 0);
    for edges in components.values() {
        let (mut rows, mut columns): (Vec<usize>, Vec<usize>) = edges.iter().map(|at| scored[*at].0).unzip();
        [&mut rows, &mut columns].into_iter().for_each(|all| {
            all.sort_unstable();
            all.dedup();
        });
        largest = largest.max(rows.len() + columns.len());
        let mut gains = vec![vec![0i64; columns.len()]; rows.len()];
        let place = |all: &[usize], one: usize| all.binary_search(&one).unwrap_or(0);
        let mut edge: HashMap<At, usize> = HashMap::new();
        for at in edges {
            let ((asked, held), agreement) = scored[*at];
            let (row, column) = (place(&rows, asked), place(&columns, held));
            gains[row][column] = agreement.score.max(0);
            edge.insert((row, column), *at);
        }
        for (row, column) in assign(&gains).into_iter().enumerate().filter_map(|(row, column)| Some((row, column?))) {
            if let Some(at) = edge.get(&(row, column)) {
                result.insert(rows[row], (columns[column], scored[*at].1));
            }
        }
    }
    (result, largest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zopa_model::register::{Consent, Identity, Known, Origin, PartialDate, State};

    fn record(id: usize, fields: [&str; 5]) -> Record {
        let [family, given, patronymic, birth, number] = fields.map(str::to_owned);
        Record {
            id: id.to_string(),
            holder: 0,
            home: 1,
            classes: vec![],
            state: State::Claimed,
            consent: Consent::Unknown,
            at_risk: Known::Unknown,
            held_since: PartialDate::default(),
            family: None,
            priority: None,
            not_before: None,
            not_after: None,
            veto: None,
            claims: vec![],
            identity: Identity { family, given, patronymic, birth: birth.parse().unwrap(), number, hash: String::new() },
            origin: Origin::default(),
        }
    }

    fn records(rows: &[[&str; 5]]) -> Vec<Record> {
        rows.iter().enumerate().map(|(at, row)| record(at, *row)).collect()
    }

    fn lines(records: &[Record], says: Assertion) -> Vec<Line<'_>> {
        records.iter().map(|record| Line { record, says }).collect()
    }

    #[test]
    fn every_line_has_one_of_six_outcomes_and_they_sum_to_the_list() {
        let asked = records(&[
            ["Шевчик-Вигаданий", "Олександр", "Іванович", "17.05.1990", ""],
            ["Canarenko", "Mykola", "", "1985-02-03", ""],
            ["Canarenko", "Микола", "", "1985-02-03", ""],
            ["Nobodenko", "Petro", "", "1970-01-01", ""],
            ["Onlyname", "", "", "", ""],
            ["Пташенко", "Сергій", "", "1991-03-04", "AB-12"],
            ["Madeupov", "Dmitry", "", "1992-06-07", ""],
        ]);
        let held = records(&[
            ["Shevchyk-Vyhadanyi", "Aleksandr", "Ivanovich", "1990-05-17", ""],
            ["Канаренко", "Николай", "", "03.02.1985", ""],
            ["Ptashenko", "Sergei", "", "1991-03-04", "AB 12"],
            ["Мадеупов", "Дмитрий", "", "1992-06-08", ""],
            ["Surplus", "Person", "", "1960-01-01", ""],
        ]);
        let mut holding = lines(&held, Assertion::Held);
        holding[2].says = Assertion::Deceased;
        let found = reconcile(&lines(&asked, Assertion::Asked), &holding, &Weights::default(), Thresholds::default(), None);
        let which: Vec<usize> = found.outcomes.iter().map(Outcome::index).collect();
        assert_eq!(which, [0, 0, 4, 3, 5, 2, 3], "{found:?}");
        assert_eq!(found.counts().iter().sum::<usize>(), asked.len());
        assert_eq!(found.not_asked, [4]);
        let Outcome::Unknown(Some(pair)) = &found.outcomes[6] else { panic!("{found:?}") };
        assert!(pair.dates_conflict && pair.line == 3, "days of birth that differ are for a person");
        assert_eq!(found.to_a_person(), 1);
    }

    #[test]
    fn hashes_match_exactly_or_not_at_all() {
        let held = records(&[["Канаренко", "Микола", "", "03.02.1985", ""], ["Other", "Man", "", "1970-01-01", ""]]);
        let hash = keyed_hash(&normal(&held[0].identity), b"a shared key").unwrap();
        let mut asked = records(&[["", "", "", "", ""], ["", "", "", "", ""]]);
        asked[0].identity.hash = hash;
        asked[1].identity.hash = "0".repeat(64);
        let (asking, holding) = (lines(&asked, Assertion::Asked), lines(&held, Assertion::Held));
        let with = |key| reconcile(&asking, &holding, &Weights::default(), Thresholds::default(), key);
        assert_eq!(with(Some(b"a shared key".as_slice())).counts(), [1, 0, 0, 1, 0, 0]);
        assert_eq!(with(Some(b"another key".as_slice())).counts(), [0, 0, 0, 2, 0, 0]);
        assert_eq!(with(None).counts(), [0, 0, 0, 2, 0, 0]);
    }

    #[test]
    fn a_person_whom_both_hold_is_told() {
        let one = records(&[["Канаренко", "Микола", "", "03.02.1985", ""]]);
        let other = records(&[["Somebody", "Else", "", "1970-01-01", ""], ["Kanarenko", "Nikolai", "", "1985-02-03", ""]]);
        assert_eq!(held_by_both(&lines(&one, Assertion::Held), &lines(&other, Assertion::Held)), [(0, 1)]);
    }
}
