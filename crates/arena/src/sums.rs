//! A utility that is a sum over single issues, as one table: what an offer is worth is asked at every turn.

use zopa_model::{Factor, OptionIndex, OutcomeSpace, Units, Utility};

/// What each option of each issue adds, issue after issue.
#[derive(Clone, Debug)]
pub(crate) struct Sums {
    constant: Units,
    /// Where each issue begins, and the end.
    starts: Vec<usize>,
    units: Vec<Units>,
}

impl Sums {
    /// The table of `utility`; `None` where it has a cap, or a summand of more issues than one.
    pub(crate) fn of(space: &OutcomeSpace, utility: &Utility) -> Option<Self> {
        if utility.cap.is_some() {
            return None;
        }
        let mut starts = vec![0];
        for size in space.sizes() {
            starts.push(starts[starts.len() - 1] + size);
        }
        let mut table = vec![0; starts[starts.len() - 1]];
        for factor in &utility.factors {
            let Factor::Issue { issue, units } = factor else { return None };
            table[starts[*issue]..starts[*issue + 1]].iter_mut().zip(units).for_each(|(sum, units)| *sum += units);
        }
        Some(Self { constant: utility.constant, starts, units: table })
    }

    /// What these options are worth; `None` where one is not there.
    pub(crate) fn evaluate(&self, options: &[OptionIndex]) -> Option<Units> {
        let mut sum = self.constant;
        for (bounds, option) in self.starts.windows(2).zip(options) {
            let at = bounds[0] + *option as usize;
            if at >= bounds[1] {
                return None;
            }
            sum += self.units[at];
        }
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use zopa_model::{Exact, ExactFactor, Issue, Threshold};

    use super::*;

    fn factor(issues: &[usize], values: &[i64]) -> ExactFactor {
        ExactFactor { issues: issues.to_vec(), values: values.iter().map(|value| Exact::from_integer(*value)).collect() }
    }

    #[test]
    fn sums_are_those_of_the_utility_or_there_are_none() {
        let sizes = [2, 1, 3];
        let issue = |(k, &size): (usize, &usize)| Issue::categorical(k.to_string(), (0..size).map(|option| option.to_string()));
        let space = OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), vec![]);
        let utility = |factors: Vec<ExactFactor>, cap: Option<i64>| {
            Utility::from_exact(&sizes, factors, cap.map(Exact::from_integer), Threshold::Any, None, vec![]).unwrap()
        };
        // Two summands over one issue, and an issue that adds nothing.
        let plain = utility(vec![factor(&[2], &[5, -7, 11]), factor(&[0], &[1, 2]), factor(&[2], &[0, 30, 0])], None);
        let sums = Sums::of(&space, &plain).unwrap();
        for outcome in space.outcomes() {
            assert_eq!(sums.evaluate(outcome.options()), Some(plain.evaluate(&outcome)));
        }
        assert_eq!(sums.evaluate(&[2, 0, 0]), None);
        assert!(Sums::of(&space, &utility(vec![factor(&[0, 2], &[1, 2, 3, 4, 5, 6])], None)).is_none());
        assert!(Sums::of(&space, &utility(vec![factor(&[0], &[1, 2])], Some(1))).is_none());
    }
}
