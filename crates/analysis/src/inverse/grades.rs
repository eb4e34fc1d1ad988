//! Combinations of options in the order of their worth.

use crate::units::Unit;

/// Combinations grouped by what they are worth: the distinct values ascending, and in each group the places of the
/// combinations ascending.
#[derive(Clone, Debug)]
pub(super) struct Grades<U> {
    values: Vec<U>,
    /// Where the members of each group begin; one more than there are groups.
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl<U: Unit> Grades<U> {
    /// The groups of these values with their places, which are distinct.
    pub(super) fn new(mut list: Vec<(U, u32)>) -> Self {
        list.sort_unstable();
        let (mut values, mut starts) = (Vec::new(), Vec::new());
        for (at, (value, _)) in list.iter().enumerate() {
            if values.last() != Some(value) {
                values.push(*value);
                starts.push(at as u32);
            }
        }
        starts.push(list.len() as u32);
        values.shrink_to_fit();
        starts.shrink_to_fit();
        Self { values, starts, members: list.into_iter().map(|(_, index)| index).collect() }
    }

    /// Number of combinations.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The distinct values, ascending.
    pub(super) fn values(&self) -> &[U] {
        &self.values
    }

    /// All combinations, group by group.
    pub(super) fn members(&self) -> &[u32] {
        &self.members
    }

    /// Number of groups whose value is below `value`.
    pub(super) fn below(&self, value: U) -> usize {
        self.values.partition_point(|own| *own < value)
    }

    /// Where the members of `group` begin; for the number of groups, where all end.
    pub(super) fn start(&self, group: usize) -> usize {
        self.starts[group] as usize
    }

    /// The combinations of `group`, ascending.
    pub(super) fn group(&self, group: usize) -> &[u32] {
        &self.members[self.start(group)..self.start(group + 1)]
    }

    /// The group that the member at `place` belongs to.
    pub(super) fn group_at(&self, place: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= place) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_group() {
        let grades = Grades::new(vec![(5i64, 0), (3, 1), (5, 2), (9, 3)]);
        assert_eq!(grades.values(), [3, 5, 9]);
        assert_eq!((grades.group(1), grades.group_at(2)), (&[0, 2][..], 1));
        assert_eq!([4, 5, 10].map(|value| grades.below(value)), [1, 1, 3]);
    }
}
