//! In which order a diagram settles the issues.

use zopa_model::IssueIndex;

/// An order in which few linkages and conditions are open at once: always the issue after which fewest are, between
/// equals the first. Serves where the order of the space lets too many of them overlap.
pub(super) fn fewest_open(issues: usize, scopes: &[Vec<IssueIndex>]) -> Vec<IssueIndex> {
    let mut is_settled = vec![false; issues];
    let mut order = Vec::with_capacity(issues);
    while order.len() < issues {
        let open_after = |issue: IssueIndex| {
            let settled = |other: &IssueIndex| is_settled[*other] || *other == issue;
            let is_open = |scope: &&Vec<IssueIndex>| scope.iter().any(settled) && !scope.iter().all(settled);
            scopes.iter().filter(is_open).count()
        };
        let next = (0..issues).filter(|&issue| !is_settled[issue]).min_by_key(|&issue| open_after(issue));
        let next = next.expect("an issue is left, as the order is shorter than the issues");
        is_settled[next] = true;
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_pairs_come_one_after_the_other() {
        let order = fewest_open(6, &[vec![0, 5], vec![1, 4], vec![2, 3]]);
        assert_eq!(order, [0, 5, 1, 4, 2, 3]);
    }

    #[test]
    fn without_linkages_the_order_of_the_space_stays() {
        assert_eq!(fewest_open(4, &[]), [0, 1, 2, 3]);
    }
}
