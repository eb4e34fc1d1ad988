//! The probabilistic Condorcet election and the first bargains that follow from it, an experiment.
//!
//! The spatial model of the KAPSARC Toolkit for Behavioral Analysis (KTAB), of which the first turn alone is specified here:
//! linear victory, proportional voting, conditional election, middle range of risk, one-third adjustment, semi-committed third
//! parties, squared salience and probability in bargains.

/// One actor's figures. Positions and saliences on a scale from 0 to 1, one for each dimension; saliences sum to at most one.
#[derive(Clone, Debug, PartialEq)]
pub struct Elector {
    /// What it can bring to bear.
    pub power: f64,
    /// Where it stands.
    pub positions: Vec<f64>,
    /// How much it cares.
    pub saliences: Vec<f64>,
}

impl Elector {
    fn salience(&self) -> f64 {
        self.saliences.iter().sum()
    }
}

/// The first turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Election {
    /// Row `i`, column `j`: what `j`'s position is worth to `i`, without regard to risk.
    pub values: Vec<Vec<f64>>,
    /// How likely each position wins among actors who are neutral to risk.
    pub neutral: Vec<f64>,
    /// Attitudes to risk, from -1/2 to 1.
    pub attitudes: Vec<f64>,
    /// The same as `values`, with regard to risk.
    pub utilities: Vec<Vec<f64>>,
    /// How likely each position wins among actors with these attitudes.
    pub wins: Vec<f64>,
    /// The bargain that each actor would begin; `None` where it expects to gain nothing by any.
    pub bargains: Vec<Option<Bargain>>,
}

/// A bargain that one actor would begin with another.
#[derive(Clone, Debug, PartialEq)]
pub struct Bargain {
    /// With whom.
    pub with: usize,
    /// The chance of winning a contest, in the eyes of the one who begins.
    pub chance: f64,
    /// What it expects to gain.
    pub gain: f64,
    /// What the other would gain, in its eyes.
    pub gain_of_other: f64,
    /// The chance of the one who begins in the eyes of the other.
    pub chance_seen_by_other: f64,
    /// What the bargain comes to, dimension by dimension.
    pub proposal: Vec<f64>,
}

/// The first turn among `electors`, of whom there are at least two, with the same dimensions.
pub fn election(electors: &[Elector]) -> Election {
    let power: Vec<f64> = electors.iter().map(|elector| elector.power).collect();
    let distances = table(electors.len(), |i, j| distance(&electors[i], &electors[j]));
    let values = table(electors.len(), |i, j| 1.0 - distances[i][j]);
    let neutral = winning(&values, &power);
    let attitudes = attitudes(&neutral);
    let utilities = table(electors.len(), |i, j| with_risk(distances[i][j], attitudes[i]));
    let wins = winning(&utilities, &power);
    let contests = Contests { electors, distances: &distances, attitudes: &attitudes };
    let bargains = (0..electors.len()).map(|actor| contests.best(actor)).collect();
    Election { values, neutral, attitudes, utilities, wins, bargains }
}

fn table(count: usize, cell: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    (0..count).map(|i| (0..count).map(|j| cell(i, j)).collect()).collect()
}

/// How far `other` stands from `one` in the eyes of `one`: weighed by its squared saliences. Nobody who cares for nothing sees
/// a distance.
fn distance(one: &Elector, other: &Elector) -> f64 {
    let squares = |saliences: &[f64]| -> f64 { saliences.iter().map(|salience| salience * salience).sum() };
    let all = squares(&one.saliences);
    if all == 0.0 {
        return 0.0;
    }
    let apart = one.positions.iter().zip(&other.positions).zip(&one.saliences);
    let sum: f64 = apart.map(|((one, other), salience)| salience * salience * (one - other) * (one - other)).sum();
    (sum / all).sqrt()
}

fn with_risk(distance: f64, attitude: f64) -> f64 {
    (1.0 - distance) * (1.0 + distance * attitude)
}

/// Keeps a contest without votes from being nothing over nothing.
const A_TRACE: f64 = 1e-8;

/// The conditional probabilistic Condorcet election: how likely each position beats all others, given that one does.
fn winning(utilities: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let coalition = |i: usize, j: usize| -> f64 {
        let votes = utilities.iter().zip(weights).map(|(row, weight)| (weight * (row[i] - row[j])).max(0.0));
        A_TRACE + votes.sum::<f64>()
    };
    let beats = |i: usize, j: usize| {
        let (one, other) = (coalition(i, j), coalition(j, i));
        one / (one + other)
    };
    let all: Vec<f64> =
        (0..utilities.len()).map(|i| (0..utilities.len()).filter(|&j| j != i).map(|j| beats(i, j)).product()).collect();
    let sum: f64 = all.iter().sum();
    all.into_iter().map(|product| product / sum).collect()
}

/// Chances that differ by less are the same: what is left between them is rounding.
const THE_SAME: f64 = 1e-12;

/// From how likely a position wins to how its holder takes risks: the likelier, the bolder.
fn attitudes(wins: &[f64]) -> Vec<f64> {
    let (low, high) = wins.iter().fold((f64::MAX, f64::MIN), |(low, high), win| (low.min(*win), high.max(*win)));
    let attitude = |win: &f64| if high - low > THE_SAME { (3.0 * win - (high + 2.0 * low)) / (2.0 * (high - low)) } else { 0.0 };
    wins.iter().map(attitude).collect()
}

/// What each side of a contest begins with.
const A_SIDE: f64 = 1e-10;

struct Contests<'a> {
    electors: &'a [Elector],
    distances: &'a [Vec<f64>],
    attitudes: &'a [f64],
}

impl Contests<'_> {
    /// What `j`'s position is worth to `i` in the eyes of `observer`, who takes a third of `i`'s attitude and two of its own.
    fn worth(&self, observer: usize, i: usize, j: usize) -> f64 {
        let attitude = (2.0 * self.attitudes[observer] + self.attitudes[i]) / 3.0;
        with_risk(self.distances[i][j], attitude)
    }

    /// The chance of `i` in a contest with `j` in the eyes of `observer`.
    fn chance(&self, observer: usize, i: usize, j: usize) -> f64 {
        let worth = |of: usize, at: usize| self.worth(observer, of, at);
        let strength = |actor: usize| self.electors[actor].power * self.electors[actor].salience();
        let mut sides = [A_SIDE, A_SIDE];
        let mut add = |contribution: f64| sides[usize::from(contribution < 0.0)] += contribution.abs();
        add(strength(i) * (worth(i, i) - worth(i, j)));
        add(strength(j) * (worth(j, i) - worth(j, j)));
        let [own, others] = sides;
        for third in (0..self.electors.len()).filter(|&third| third != i && third != j) {
            let weight = strength(third);
            let lean = worth(third, i) - worth(third, j);
            let chance = (own + weight * lean.max(0.0)) / (own + others + weight * lean.abs());
            let itself = worth(third, third);
            let joins = chance * (2.0 * worth(third, i) + itself) + (1.0 - chance) * 3.0 * worth(third, j);
            let opposes = chance * 3.0 * worth(third, i) + (1.0 - chance) * (2.0 * worth(third, j) + itself);
            let contribution = weight * (joins - opposes);
            sides[usize::from(contribution < 0.0)] += contribution.abs();
        }
        sides[0] / (sides[0] + sides[1])
    }

    /// What `whose` gains if `i` challenges `j`, in the eyes of `observer`.
    fn gain(&self, observer: usize, whose: usize, i: usize, j: usize) -> f64 {
        let chance = self.chance(observer, i, j);
        let cares = self.electors[j].salience();
        let (at_i, at_j) = (self.worth(observer, whose, i), self.worth(observer, whose, j));
        (1.0 - cares) * 2.0 * at_i + cares * (chance * 2.0 * at_i + (1.0 - chance) * 2.0 * at_j) - (at_i + at_j)
    }

    /// The challenge by which `actor` expects to gain most, where it expects to gain.
    fn best(&self, actor: usize) -> Option<Bargain> {
        let others = (0..self.electors.len()).filter(|&other| other != actor);
        let gains = others.map(|other| (self.gain(actor, actor, actor, other), other));
        let (gain, with) =
            gains.reduce(|best, next| if next.0 > best.0 { next } else { best }).filter(|(gain, _)| *gain > 0.0)?;
        let chance = self.chance(actor, actor, with);
        Some(Bargain {
            with,
            chance,
            gain,
            gain_of_other: self.gain(actor, with, actor, with),
            chance_seen_by_other: self.chance(with, actor, with),
            proposal: self.proposal(actor, with, chance),
        })
    }

    /// Between the two positions of each dimension, by squared salience and squared chance. Where neither cares, halfway.
    fn proposal(&self, i: usize, j: usize, chance: f64) -> Vec<f64> {
        let (one, other) = (&self.electors[i], &self.electors[j]);
        let between = |dimension: usize| {
            let square = |value: f64| value * value;
            let (mine, theirs) = (square(one.saliences[dimension] * chance), square(other.saliences[dimension] * (1.0 - chance)));
            let (at_i, at_j) = (one.positions[dimension], other.positions[dimension]);
            if mine + theirs > 0.0 { (mine * at_i + theirs * at_j) / (mine + theirs) } else { f64::midpoint(at_i, at_j) }
        };
        (0..one.positions.len()).map(between).collect()
    }
}
