//! Games with known answers, and supports against a search over the whole simplex.

use proptest::prelude::*;

use super::*;

fn table<const N: usize>(rows: [[f64; N]; N]) -> Vec<Vec<f64>> {
    rows.iter().map(|row| row.to_vec()).collect()
}

fn weights(game: &Game) -> Vec<Vec<f64>> {
    game.equilibria.mixtures().iter().map(|mixture| mixture.weights.clone()).collect()
}

#[test]
fn a_dominant_strategy_is_the_sole_equilibrium() {
    // Worked on the method page: [[3,0],[5,1]], a prisoners' dilemma.
    let game = game(&table([[3.0, 0.0], [5.0, 1.0]]), &[]);
    assert_eq!(game.best_responses, [[1], [1]]);
    assert_eq!(game.regrets, [2.0, 0.0]);
    assert_eq!(game.pure_equilibria, [1]);
    assert_eq!(game.eliminated, [Elimination { strategy: 0, by: 1, round: 1 }]);
    assert_eq!(weights(&game), [[0.0, 1.0]]);
    assert_eq!((game.replicator.basins.len(), game.replicator.basins[0].share), (1, 1.0));
    assert_eq!(game.replicator.basins[0].end.weights, [0.0, 1.0]);
    assert_eq!(game.bootstrap, None);
}

#[test]
fn hawks_and_doves_mix() {
    // Maynard Smith & Price 1973, Nature 246:15, with V = 2 and C = 4: half are hawks, whatever the beginning.
    let game = game(&table([[-1.0, 2.0], [0.0, 1.0]]), &[]);
    assert!(game.pure_equilibria.is_empty() && game.eliminated.is_empty());
    let [mixture] = game.equilibria.mixtures() else { panic!("one equilibrium, not {:?}", game.equilibria) };
    assert!((mixture.weights[0] - 0.5).abs() < 1e-12 && mixture.regret < 1e-12 && (mixture.payoff - 0.5).abs() < 1e-12);
    assert_eq!(game.replicator.basins.len(), 1);
    assert!((game.replicator.basins[0].end.weights[0] - 0.5).abs() < 1e-3);
}

#[test]
fn coordination_has_two_basins_and_an_equilibrium_between() {
    let game = game(&table([[2.0, 0.0], [0.0, 1.0]]), &[]);
    assert_eq!(game.pure_equilibria, [0, 1]);
    assert_eq!(game.equilibria.mixtures().len(), 3, "two pure ones, and a third of the first");
    // The first grows from shares above one third.
    let [first, second] = game.replicator.basins.as_slice() else { panic!("two basins") };
    assert!((first.share - 2.0 / 3.0).abs() < 0.02 && (second.share - 1.0 / 3.0).abs() < 0.02);
}

#[test]
fn rock_paper_scissors_goes_round() {
    let game = game(&table([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]]), &[]);
    let [mixture] = game.equilibria.mixtures() else { panic!("one equilibrium") };
    assert!(mixture.weights.iter().all(|weight| (weight - 1.0 / 3.0).abs() < 1e-12));
    assert!(game.replicator.moving > 0.9, "{:?}", game.replicator);
}

#[test]
fn dominance_goes_on_once_others_are_gone() {
    // The third falls to the second, then the second to the first.
    let game = game(&table([[3.0, 2.0, 0.0], [2.0, 1.0, 5.0], [1.0, 0.0, 4.0]]), &[]);
    let fallen: Vec<(usize, usize)> = game.eliminated.iter().map(|fell| (fell.strategy, fell.round)).collect();
    assert_eq!(fallen, [(2, 1), (1, 2)]);
    assert_eq!(weights(&game), [[1.0, 0.0, 0.0]]);
}

#[test]
fn a_game_of_nothing_leaves_shares_open_and_says_so() {
    let game = game(&table([[1.0, 1.0], [1.0, 1.0]]), &[]);
    let Equilibria::Supports { found, undetermined, supports } = &game.equilibria else { panic!("two strategies") };
    assert_eq!((found.len(), *undetermined, *supports), (2, 1, 3));
}

#[test]
fn what_fades_like_one_over_t_comes_to_rest() {
    // The second makes the same as the first against the first, and less against itself, so it goes ever more slowly.
    let game = game(&table([[1.0, 1.0], [1.0, 0.0]]), &[]);
    let [basin] = game.replicator.basins.as_slice() else { panic!("one basin, not {:?}", game.replicator) };
    assert_eq!((basin.share, game.replicator.moving), (1.0, 0.0));
    assert_eq!(basin.end.weights, [1.0, 0.0]);
}

#[test]
fn equals_count_as_one_and_share_evenly() {
    // Hawks and doves, the hawks under two names.
    let game = game(&table([[-1.0, -1.0, 2.0], [-1.0, -1.0, 2.0], [0.0, 0.0, 1.0]]), &[]);
    let [basin] = game.replicator.basins.as_slice() else { panic!("one basin, not {:?}", game.replicator) };
    assert_eq!((basin.share, game.replicator.moving), (1.0, 0.0));
    let expected = [0.25, 0.25, 0.5];
    assert!(basin.end.weights.iter().zip(expected).all(|(weight, expected)| (weight - expected).abs() < 1e-3), "{basin:?}");
}

#[test]
fn many_strategies_get_the_end_of_least_regret() {
    // Fourteen that nobody dominates: each is the best answer to itself.
    let table: Vec<Vec<f64>> = (0..14).map(|one| (0..14).map(|other| f64::from(u8::from(one == other))).collect()).collect();
    let Equilibria::LeastRegret { found } = game(&table, &[]).equilibria else { panic!("too many for supports") };
    assert!(found.regret < 1e-6, "{found:?}");
}

#[test]
fn resampled_tables_count_how_often_each_is_played() {
    let (first, second) = (table([[1.0, 1.0], [0.0, 0.0]]), table([[0.0, 0.0], [1.0, 1.0]]));
    let game = game(&first, &[first.clone(), first.clone(), first.clone(), second]);
    assert_eq!(game.bootstrap, Some(Robustness { resamples: 4, in_equilibrium: vec![0.75, 0.25] }));
}

/// Every population in whole sixtieths.
fn simplex() -> impl Iterator<Item = Vec<f64>> {
    (0..=60).flat_map(|a| (0..=60 - a).map(move |b| [a, b, 60 - a - b].map(|part| f64::from(part) / 60.0).to_vec()))
}

proptest! {
    /// Where a population of the simplex has no regret, an equilibrium that was found is near or its support was left open; and
    /// what was found has none.
    #[test]
    fn supports_find_what_a_search_finds(payoffs in proptest::collection::vec(0..8i32, 9)) {
        let table: Vec<Vec<f64>> = payoffs.chunks(3).map(|row| row.iter().map(|x| f64::from(*x)).collect()).collect();
        let game = game(&table, &[]);
        let Equilibria::Supports { found, undetermined, .. } = &game.equilibria else { panic!("three strategies") };
        prop_assert!(!found.is_empty() || *undetermined > 0);
        for mixture in found {
            prop_assert!(mixture.regret < 1e-7, "{mixture:?}");
            prop_assert!((mixture.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        if *undetermined == 0 {
            for population in simplex().filter(|population| regret(&table, population) < 1e-12) {
                let near = found.iter().any(|mixture| mixture.weights.iter().zip(&population).all(|(x, y)| (x - y).abs() < 1e-6));
                prop_assert!(near, "{population:?} is missing in {found:?}");
            }
        }
    }
}
