//! The margin against every outcome, and the worked example of the critical shock.

use proptest::prelude::*;
use zopa_analysis::margin::{Margin, Search, Seat, Structure, margin, margin_of_one};
use zopa_model::{BargainingProblem, Exact, Factor, Issue, Outcome, OutcomeSpace, Pattern, Quantum, Rule, Threshold, Utility};

#[derive(Clone, Debug)]
struct Case {
    space: OutcomeSpace,
    lines: Vec<Pattern>,
    start: Vec<i64>,
    units: Vec<Vec<i64>>,
    linkages: Vec<(usize, Vec<usize>, Vec<i64>)>,
    seats: Vec<Seat>,
}

fn pattern(sizes: Vec<usize>) -> impl Strategy<Value = Pattern> {
    let issues = sizes.len();
    prop::collection::vec((0..issues, prop::collection::vec(0u32..4, 1..3)), 1..4).prop_map(move |literals| {
        Pattern::new(
            literals
                .into_iter()
                .map(|(issue, options)| (issue, options.into_iter().map(|option| option % sizes[issue] as u32).collect())),
        )
    })
}

fn case() -> impl Strategy<Value = Case> {
    (prop::collection::vec(1usize..4, 1..6), 1usize..4).prop_flat_map(|(sizes, parties)| {
        let cells: usize = sizes.iter().sum();
        let issues = sizes.len();
        let of = sizes.clone();
        let linkage = (0..parties, prop::sample::subsequence((0..issues).collect::<Vec<_>>(), 0..=issues.min(3))).prop_flat_map(
            move |(party, scope)| {
                let rows: usize = scope.iter().map(|&issue| of[issue]).product();
                (Just(party), Just(scope), prop::collection::vec(-20i64..20, rows))
            },
        );
        (
            prop::collection::vec(pattern(sizes.clone()), 0..3),
            prop::collection::vec(pattern(sizes.clone()), 0..3),
            prop::collection::vec(-40i64..20, parties),
            prop::collection::vec(prop::collection::vec(-5i64..30, cells), parties),
            prop::collection::vec(linkage, 0..3),
            prop::collection::vec(prop::sample::select(vec![Seat::Counted, Seat::Counted, Seat::Floor]), parties),
        )
            .prop_map(move |(rules, lines, start, units, linkages, seats)| {
                let issue = |(k, size): (usize, &usize)| Issue::categorical(format!("{k}"), (0..*size).map(|o| o.to_string()));
                let rules = rules.into_iter().map(|forbids| Rule { forbids, reason: String::new() }).collect();
                let space = OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), rules);
                let linkages = linkages.into_iter().filter(|(_, scope, _)| scope.len() > 1).collect();
                Case { space, lines, start, units, linkages, seats }
            })
    })
}

impl Case {
    fn gains(&self, structure: &Structure, outcome: &Outcome) -> Vec<i64> {
        let own = |party: usize| -> i64 {
            let options = outcome.options().iter().enumerate();
            options.map(|(issue, &option)| self.units[party][structure.cell(issue, option)]).sum()
        };
        let linked = |party: usize| -> i64 {
            let sizes = self.space.sizes();
            let row = |scope: &[usize]| scope.iter().fold(0, |row, &k| row * sizes[k] + outcome.option(k) as usize);
            self.linkages.iter().filter(|(owner, ..)| *owner == party).map(|(_, scope, table)| table[row(scope)]).sum()
        };
        (0..self.start.len()).map(|party| self.start[party] + own(party) + linked(party)).collect()
    }

    fn brute_force(&self, structure: &Structure) -> Margin<i64> {
        let mut best: Margin<i64> = Margin::Impossible;
        for outcome in self.space.outcomes().filter(|outcome| !self.lines.iter().any(|line| line.fits(outcome))) {
            let gains = self.gains(structure, &outcome);
            let paired = || gains.iter().zip(&self.seats);
            if paired().any(|(gain, seat)| *seat == Seat::Floor && *gain < 0) {
                continue;
            }
            let counted = paired().filter(|(_, seat)| **seat == Seat::Counted).map(|(gain, _)| *gain).min();
            best = match (best, counted) {
                (_, None) => Margin::Unlimited,
                (Margin::At(best), Some(gain)) => Margin::At(best.max(gain)),
                (_, Some(gain)) => Margin::At(gain),
            };
        }
        best
    }

    fn search<'a>(&self, structure: &'a Structure) -> Search<'a, i64> {
        let mut search = Search::new(structure);
        for party in 0..self.start.len() {
            search.party(self.seats[party], self.start[party]);
            search.contributions(party).copy_from_slice(&self.units[party]);
        }
        for (party, scope, table) in &self.linkages {
            search.linkage(*party, scope, table.clone());
        }
        search
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn equals_brute_force(case in case()) {
        let structure = Structure::new(&case.space, &case.lines);
        let expected = case.brute_force(&structure);
        let mut search = case.search(&structure);
        let found = search.best();
        prop_assert_eq!(found, expected);
        if found != Margin::Impossible {
            let witness = search.witness();
            let gains = case.gains(&structure, &witness);
            let least = gains.iter().zip(&case.seats).filter(|(_, seat)| **seat == Seat::Counted).map(|(gain, _)| *gain).min();
            prop_assert!(case.space.is_feasible(&witness) && !case.lines.iter().any(|line| line.fits(&witness)));
            prop_assert_eq!(least.map_or(Margin::Unlimited, Margin::At), expected);
        }
        let all_accept = case.space.outcomes()
            .filter(|outcome| !case.lines.iter().any(|line| line.fits(outcome)))
            .any(|outcome| case.gains(&structure, &outcome).iter().all(|gain| *gain >= 0));
        prop_assert_eq!(search.exists(), all_accept);
        if search.exists() {
            prop_assert!(search.accepts(search.witness_options()));
        }
        // The room is used again without a trace of what was there.
        search.clear();
        let fresh = case.search(&structure).best();
        for party in 0..case.start.len() {
            search.party(case.seats[party], case.start[party]);
            search.contributions(party).copy_from_slice(&case.units[party]);
        }
        for (party, scope, table) in &case.linkages {
            search.linkage(*party, scope, table.clone());
        }
        prop_assert_eq!(search.best(), fresh);
    }
}

/// Thirty issues of ten options with opposed, uneven contributions: proof is out of reach, a good outcome and a bound
/// are not.
#[test]
fn a_limit_stops_the_search_and_says_so() {
    let issue = |k: usize| Issue::categorical(format!("{k}"), (0..10).map(|o| o.to_string()));
    let space = OutcomeSpace::new((0..30).map(issue).collect(), vec![]);
    let structure = Structure::new(&space, []);
    let mut search = Search::<i64>::new(&structure);
    for party in 0..2i64 {
        search.party(Seat::Counted, -(1 << 44));
        for (cell, units) in (0i64..).zip(search.contributions(party as usize)) {
            let option = cell % 10;
            let noise = (cell * 7_919 + party * 104_729) % 1_009;
            *units = (if party == 0 { option } else { 9 - option }) * (1 << 40) + noise * 1_000_003;
        }
    }
    search.set_limit(10_000);
    let Margin::At(margin) = search.best() else { panic!("an outcome is found") };
    assert!(search.was_stopped());
    let ceiling = search.upper_bound().unwrap();
    assert!(margin > 0 && margin <= ceiling && ceiling - margin < ceiling / 10, "{margin} to {ceiling}");
    assert!(search.exists() && !search.was_stopped());
}

/// Issue 1: a, b, c worth (4,0), (2,3), (0,4) eighths; issue 2: x, y worth (4,0), (1,4).
fn example(space: &OutcomeSpace, reservations: [i128; 2]) -> BargainingProblem<'_> {
    let utility = |first: [i128; 3], second: [i128; 2], reservation| Utility {
        quantum: Quantum::new(8).unwrap(),
        constant: 0,
        factors: vec![Factor::Issue { issue: 0, units: first.to_vec() }, Factor::Issue { issue: 1, units: second.to_vec() }],
        cap: None,
        reservation: Threshold::At(reservation),
        disagreement: None,
        refusals: vec![],
        exact: true,
    };
    let utilities = vec![utility([4, 2, 0], [4, 1], reservations[0]), utility([0, 3, 4], [0, 4], reservations[1])];
    BargainingProblem { space, utilities }
}

#[test]
fn the_margin_before_the_zone_closes() {
    let space =
        OutcomeSpace::new(vec![Issue::categorical("first", ["a", "b", "c"]), Issue::categorical("second", ["x", "y"])], vec![]);
    let problem = example(&space, [2, 2]);
    let eighths = |n: i64| Margin::At(Exact::ratio(n, 8).unwrap());
    assert_eq!(margin(&problem).unwrap().margin, eighths(2));
    let alone = |party| margin_of_one(&problem, party).unwrap();
    assert_eq!((alone(0).margin, alone(0).outcome.unwrap().options().to_vec()), (eighths(4), vec![1, 0]), "bx");
    assert_eq!((alone(1).margin, alone(1).outcome.unwrap().options().to_vec()), (eighths(5), vec![1, 1]), "by");
    assert_eq!(margin(&example(&space, [6, 4])).unwrap().margin, eighths(-1));
}
