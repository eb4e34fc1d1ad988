//! What one part gets: whole points for every option.

use zopa_model::{Factor, IssueIndex, Pattern, Quantum, Threshold, Units, Utility};

/// What combinations of options are worth beyond their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bonus {
    /// Two or more issues, ascending.
    pub issues: Vec<IssueIndex>,
    /// Number of options of each of them.
    pub sizes: Vec<usize>,
    /// The points of each combination, in row-major order, the last issue running fastest.
    pub points: Vec<Units>,
}

/// Everything that one part knows of what it wants, in whole points. It is all that its sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payoff {
    /// Issue by issue, option by option.
    pub points: Vec<Vec<Units>>,
    /// What combinations add.
    pub bonuses: Vec<Bonus>,
    /// From how many points on the part says yes. Never [`Threshold::Never`].
    pub limit: Threshold,
    /// What no agreement is worth, in points.
    pub nothing: Units,
    /// What the part may not sign whatever else it gets.
    pub refusals: Vec<Pattern>,
    /// Whether the points are the case's own numbers times one factor, with nothing rounded.
    pub is_exact: bool,
}

impl Payoff {
    /// The payoff as analysis takes it: one unit is one point.
    pub fn utility(&self) -> Utility {
        let own = self.points.iter().enumerate().map(|(issue, units)| Factor::Issue { issue, units: units.clone() });
        let joint = self.bonuses.iter().map(|bonus| Factor::Linkage {
            issues: bonus.issues.clone(),
            units: bonus.points.clone(),
            sizes: bonus.sizes.clone(),
        });
        Utility {
            quantum: Quantum::new(1).expect("one is positive"),
            constant: 0,
            factors: own.chain(joint).collect(),
            cap: None,
            reservation: self.limit,
            disagreement: Some(self.nothing),
            refusals: self.refusals.clone(),
            exact: true,
        }
    }

    /// The most that each issue can bring, and the difference between its best and its worst option.
    pub fn stakes(&self) -> Vec<(Units, Units)> {
        let of = |points: &Vec<Units>| {
            let most = points.iter().copied().max().unwrap_or(0);
            (most, most - points.iter().copied().min().unwrap_or(0))
        };
        self.points.iter().map(of).collect()
    }
}
