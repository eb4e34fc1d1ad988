//! Strongly connected components of a graph (Tarjan 1972), without recursion, so that a long chain needs no deep stack.

/// The components of the graph on `0..count` whose arrows `from` gives, each ascending; in the order in which they close,
/// so that a component comes after those it leads to.
pub(crate) fn components(count: usize, from: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let (mut index, mut low) = (vec![UNSEEN; count], vec![0; count]);
    let mut on_stack = vec![false; count];
    let (mut stack, mut found, mut next) = (Vec::new(), Vec::new(), 0);
    for start in 0..count {
        if index[start] != UNSEEN {
            continue;
        }
        let mut way: Vec<(usize, Vec<usize>)> = vec![(start, from(start))];
        while let Some((at, arrows)) = way.last_mut() {
            let at = *at;
            if index[at] == UNSEEN {
                (index[at], low[at]) = (next, next);
                next += 1;
                stack.push(at);
                on_stack[at] = true;
            }
            match arrows.pop() {
                Some(to) if index[to] == UNSEEN => way.push((to, from(to))),
                Some(to) if on_stack[to] => low[at] = low[at].min(index[to]),
                Some(_) => {}
                None => {
                    way.pop();
                    if let Some((above, _)) = way.last() {
                        low[*above] = low[*above].min(low[at]);
                    }
                    if low[at] == index[at] {
                        let first = stack.iter().rposition(|&member| member == at).unwrap_or(0);
                        let mut members = stack.split_off(first);
                        members.iter().for_each(|&member| on_stack[member] = false);
                        members.sort_unstable();
                        found.push(members);
                    }
                }
            }
        }
    }
    found
}
