//! How often a given package is accepted over draws, what it falls short by, and which single change helps most.

use std::cmp::Reverse;

use zopa_model::{IssueIndex, OptionIndex, Outcome, OutcomeSpace, Threshold, Units, Utility};

use super::moves::Moves;
use crate::gap::stake::Spread;

/// How often a package is accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptance {
    /// The package.
    pub package: Outcome,
    /// Whether the rules allow it. Where they do not, nobody's yes counts.
    pub is_feasible: bool,
    /// Number of draws.
    pub draws: usize,
    /// In how many all accept.
    pub by_all: usize,
    /// Party by party.
    pub parties: Vec<PartyAcceptance>,
    /// Every feasible change of one option: the one after which all accept in the most draws first; ties in order of
    /// issues and options.
    pub changes: Vec<Change>,
}

/// How often one party accepts a package, and why it does not.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyAcceptance {
    /// In how many draws it accepts.
    pub accepts: usize,
    /// In how many draws the package crosses one of its red lines.
    pub crosses_red_line: usize,
    /// In how many draws the package is worth less than its limit (red lines apart).
    pub below_limit: usize,
    /// In how many draws it accepts nothing at all.
    pub never: usize,
    /// By how much the worth misses the limit, on the party's own scale, over the draws in which it does.
    pub shortfall: Option<Spread>,
}

/// One option of a package changed, all else staying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub issue: IssueIndex,
    /// From.
    pub from: OptionIndex,
    /// To.
    pub to: OptionIndex,
    /// In how many draws all accept then.
    pub by_all: usize,
    /// In how many draws each party accepts then.
    pub by_party: Vec<usize>,
    /// For each party, in how many draws it accepts after the change and not before.
    pub opens: Vec<usize>,
}

impl Acceptance {
    /// The change that helps most; `None` where no single change makes all accept in more draws than now.
    pub fn best_change(&self) -> Option<&Change> {
        self.changes.first().filter(|change| change.by_all > self.by_all)
    }
}

/// Counts how often `package` is accepted over `draws` (one utility for each party in each), and what any change of
/// one option would do to that.
pub fn acceptance(space: &OutcomeSpace, draws: &[Vec<Utility>], package: &Outcome) -> Acceptance {
    let sizes = space.sizes();
    let parties = draws.first().map_or(0, Vec::len);
    let is_feasible = space.is_feasible(package);
    let mut tallies = vec![Tally::default(); parties];
    let mut changes = changes(space, package, parties);
    let mut by_all = 0;
    for draw in draws {
        let seen: Vec<Moves> = draw.iter().map(|utility| Moves::new(utility, package, &sizes)).collect();
        let now: Vec<bool> = seen.iter().map(|moves| is_feasible && moves.accepts(package, moves.worth())).collect();
        by_all += usize::from(now.iter().all(|&yes| yes));
        for (party, moves) in seen.iter().enumerate() {
            tallies[party].count(now[party], moves, &draw[party], package);
        }
        for (change, after) in &mut changes {
            let mut all = true;
            for (party, moves) in seen.iter().enumerate() {
                let yes = moves.accepts(after, moves.worth_with((change.issue, change.to)));
                change.by_party[party] += usize::from(yes);
                change.opens[party] += usize::from(yes && !now[party]);
                all &= yes;
            }
            change.by_all += usize::from(all);
        }
    }
    let mut changes: Vec<Change> = changes.into_iter().map(|(change, _)| change).collect();
    changes.sort_by_key(|change| Reverse(change.by_all));
    let parties = tallies.into_iter().map(Tally::done).collect();
    Acceptance { package: package.clone(), is_feasible, draws: draws.len(), by_all, parties, changes }
}

fn changes(space: &OutcomeSpace, package: &Outcome, parties: usize) -> Vec<(Change, Outcome)> {
    let sizes = space.sizes();
    let every = (0..sizes.len()).flat_map(|issue| (0..sizes[issue] as OptionIndex).map(move |option| (issue, option)));
    every
        .filter(|&(issue, option)| option != package.option(issue))
        .map(|(issue, to)| {
            let from = package.option(issue);
            let none = vec![0; parties];
            (Change { issue, from, to, by_all: 0, by_party: none.clone(), opens: none }, package.with(issue, to))
        })
        .filter(|(_, after)| space.is_feasible(after))
        .collect()
}

#[derive(Clone, Default)]
struct Tally {
    accepts: usize,
    crosses_red_line: usize,
    never: usize,
    shortfalls: Vec<f64>,
}

impl Tally {
    fn count(&mut self, accepts: bool, moves: &Moves, utility: &Utility, package: &Outcome) {
        self.accepts += usize::from(accepts);
        self.crosses_red_line += usize::from(moves.refuses(package));
        self.never += usize::from(utility.reservation == Threshold::Never);
        let short: Option<Units> = moves.shortfall(moves.worth()).filter(|&short| short > 0);
        self.shortfalls.extend(short.map(|short| utility.quantum.to_f64(short)));
    }

    fn done(self) -> PartyAcceptance {
        PartyAcceptance {
            accepts: self.accepts,
            crosses_red_line: self.crosses_red_line,
            below_limit: self.shortfalls.len(),
            never: self.never,
            shortfall: Spread::of(self.shortfalls),
        }
    }
}
