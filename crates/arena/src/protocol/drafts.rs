//! The texts of a mediator: one to begin with, and others that differ from it in a single issue.

use std::collections::HashMap;
use std::sync::Arc;

use zopa_model::{IssueIndex, OptionIndex, Outcome, OutcomeSpace};

use crate::strategy::BadArgument;
use crate::{Offer, Stream};

/// Where a mediator draws its texts from. It knows the space and nobody's utility.
#[derive(Clone, Debug)]
pub(super) struct Drafts {
    space: Arc<OutcomeSpace>,
    /// The issues that can be settled in more ways than one.
    open: Vec<IssueIndex>,
    /// For each of them, how many other options lie before its own.
    before: Vec<usize>,
    /// Number of texts that differ from any one in a single issue, before the rules.
    around: usize,
}

/// Steps of a repair before it is given up. A walk through the rules of a scenario takes a handful.
const MOST_REPAIRS: usize = 10_000;
/// Drafts that are drawn blindly before all that the rules allow are counted.
const MOST_DRAWS: usize = 64;

impl Drafts {
    pub(super) fn new(space: &Arc<OutcomeSpace>) -> Self {
        let others = |issue: IssueIndex| space.issues()[issue].options().len().saturating_sub(1);
        let open: Vec<IssueIndex> = (0..space.issues().len()).filter(|&issue| others(issue) > 0).collect();
        let mut around = 0;
        let mut before = Vec::with_capacity(open.len());
        for &issue in &open {
            before.push(around);
            around += others(issue);
        }
        Self { space: Arc::clone(space), open, before, around }
    }

    /// A random text; where the rules of the space forbid it, mended step by step: of a rule that it breaks, one issue is
    /// settled otherwise, every other time the one after which the fewest rules are broken.
    ///
    /// # Errors
    /// Where no text is found that the rules allow.
    pub(super) fn first(&self, stream: &mut Stream) -> Result<Offer, BadArgument> {
        let issues = self.space.issues();
        if issues.iter().any(|issue| issue.options().is_empty()) {
            return Err(refused("an issue has no options", "name some"));
        }
        let options: Vec<OptionIndex> = issues.iter().map(|issue| stream.below(issue.options().len()) as OptionIndex).collect();
        let mut text = Outcome::new(options);
        for _ in 0..MOST_REPAIRS {
            let Some(mut ways) = self.ways_out(&text, stream) else { return Ok(Offer::new(text)) };
            if ways.is_empty() {
                return Err(refused("a rule of the scenario leaves nothing to agree on", "loosen the rules"));
            }
            let drawn = stream.below(ways.len());
            ways.rotate_left(drawn);
            // A step for the worse every other time keeps it from going round in circles; of equals the drawn one counts.
            if stream.below(2) == 0 {
                ways.sort_by_key(|(issue, option)| self.broken(&text.with(*issue, *option)));
            }
            let (issue, option) = ways[0];
            text = text.with(issue, option);
        }
        Err(refused(
            &format!("the mediator found no text that the rules allow in {MOST_REPAIRS} steps"),
            "choose a protocol in which the parties make the offers",
        ))
    }

    /// For each issue of a broken rule drawn at random, another option that keeps the rule; `None` where none is broken.
    fn ways_out(&self, text: &Outcome, stream: &mut Stream) -> Option<Vec<(IssueIndex, OptionIndex)>> {
        let broken: Vec<_> = self.space.rules().iter().filter(|rule| rule.forbids.fits(text)).collect();
        let rule = broken.get(stream.below(broken.len().max(1)))?;
        let way = |(issue, forbidden): &(IssueIndex, Vec<OptionIndex>)| {
            let size = self.space.issues()[*issue].options().len() as OptionIndex;
            let kept: Vec<OptionIndex> = (0..size).filter(|option| forbidden.binary_search(option).is_err()).collect();
            kept.get(stream.below(kept.len().max(1))).map(|option| (*issue, *option))
        };
        Some(rule.forbids.literals().iter().filter_map(way).collect())
    }

    fn broken(&self, text: &Outcome) -> usize {
        self.space.rules().iter().filter(|rule| rule.forbids.fits(text)).count()
    }

    /// Text number `place` of those that differ from `text` in one issue; they are numbered from zero, issue by issue.
    fn neighbour(&self, text: &Outcome, place: usize) -> Outcome {
        let at = self.before.partition_point(|before| *before <= place) - 1;
        self.otherwise(text, self.open[at], place - self.before[at])
    }

    /// `text` with the other option number `other` of `issue`.
    fn otherwise(&self, text: &Outcome, issue: IssueIndex, other: usize) -> Outcome {
        let other = other as OptionIndex;
        text.with(issue, if other < text.option(issue) { other } else { other + 1 })
    }

    /// A draft with another option for one issue, both drawn evenly and again where a rule forbids it. Where that happens
    /// often it is drawn evenly from all that the rules allow; `None` where they allow nothing.
    pub(super) fn any(&self, text: &Outcome, stream: &mut Stream) -> Option<Offer> {
        if self.open.is_empty() {
            return None;
        }
        let mut draw = || {
            let issue = self.open[stream.below(self.open.len())];
            self.otherwise(text, issue, stream.below(self.space.issues()[issue].options().len() - 1))
        };
        if let Some(draft) = (0..MOST_DRAWS).map(|_| draw()).find(|draft| self.space.is_feasible(draft)) {
            return Some(Offer::new(draft));
        }
        let allowed = || (0..self.around).map(|place| self.neighbour(text, place)).filter(|draft| self.space.is_feasible(draft));
        let count = allowed().count();
        let chosen = (count > 0).then(|| stream.below(count))?;
        allowed().nth(chosen).map(Offer::new)
    }
}

/// All texts that differ from another in one issue, in an order drawn as it is needed: of a million, a few hundred are.
#[derive(Clone, Debug)]
pub(super) struct Round {
    left: usize,
    /// Which number stands at a place, where another was drawn from it.
    moved: HashMap<usize, usize>,
}

impl Round {
    pub(super) fn new(drafts: &Drafts) -> Self {
        Self { left: drafts.around, moved: HashMap::new() }
    }

    /// The next that the rules allow; `None` once all have been drawn.
    pub(super) fn next(&mut self, drafts: &Drafts, text: &Outcome, stream: &mut Stream) -> Option<Offer> {
        while self.left > 0 {
            let place = stream.below(self.left);
            self.left -= 1;
            let last = self.moved.remove(&self.left).unwrap_or(self.left);
            let drawn = if place == self.left { last } else { self.moved.insert(place, last).unwrap_or(place) };
            let draft = drafts.neighbour(text, drawn);
            if drafts.space.is_feasible(&draft) {
                return Some(Offer::new(draft));
            }
        }
        None
    }
}

fn refused(problem: &str, way_out: &str) -> BadArgument {
    BadArgument { problem: problem.to_owned(), way_out: way_out.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use zopa_model::{Issue, Pattern, Rule};

    use super::*;
    use crate::Purpose;

    fn space(sizes: &[usize], forbidden: &[&[(IssueIndex, &[OptionIndex])]]) -> Arc<OutcomeSpace> {
        let issue = |(k, &size): (usize, &usize)| Issue::categorical(k.to_string(), (0..size).map(|option| option.to_string()));
        let rule = |literals: &&[(IssueIndex, &[OptionIndex])]| {
            let literals = literals.iter().map(|(issue, options)| (*issue, options.to_vec()));
            Rule { forbids: Pattern::new(literals), reason: String::new() }
        };
        Arc::new(OutcomeSpace::new(sizes.iter().enumerate().map(issue).collect(), forbidden.iter().map(rule).collect()))
    }

    fn stream(seed: u64) -> Stream {
        Stream::new(seed, 0, 0, Purpose::Mediator)
    }

    #[test]
    fn what_no_rule_allows_is_refused_and_what_hardly_any_allows_is_found() {
        let none = space(&[2, 2], &[&[(0, &[0, 1])]]);
        assert!(Drafts::new(&none).first(&mut stream(1)).is_err());
        // Each issue forces the next one, so that one outcome of 2^12 is left.
        let mut rules: Vec<Vec<(IssueIndex, &[OptionIndex])>> = vec![vec![(0, &[0])]];
        rules.extend((1..12).map(|issue| vec![(issue - 1, &[1][..]), (issue, &[0][..])]));
        let rules: Vec<&[(IssueIndex, &[OptionIndex])]> = rules.iter().map(Vec::as_slice).collect();
        let one = space(&[2; 12], &rules);
        let drafts = Drafts::new(&one);
        let text = drafts.first(&mut stream(1)).unwrap();
        assert_eq!(text.options(), [1; 12]);
        assert_eq!(drafts.any(&text, &mut stream(2)), None);
        assert_eq!(Round::new(&drafts).next(&drafts, &text, &mut stream(2)), None);
    }

    #[test]
    fn the_only_draft_that_is_left_is_found_among_very_many() {
        let all_but_one: Vec<OptionIndex> = (1..500).chain(501..1000).collect();
        let narrow = space(&[1000], &[&[(0, &all_but_one)]]);
        let drafts = Drafts::new(&narrow);
        let draft = drafts.any(&Outcome::new([0]), &mut stream(3)).unwrap();
        assert_eq!(draft.options(), [500]);
    }

    proptest! {
        /// A round goes through every neighbour that the rules allow, once.
        #[test]
        fn a_round_is_complete(sizes in proptest::collection::vec(1usize..5, 1..5), seed in any::<u64>()) {
            let space = space(&sizes, &[&[(0, &[0])]]);
            let drafts = Drafts::new(&space);
            let mut stream = stream(seed);
            let Ok(text) = drafts.first(&mut stream) else {
                prop_assert_eq!(sizes[0], 1);
                return Ok(());
            };
            let mut round = Round::new(&drafts);
            let drawn: Vec<Offer> = std::iter::from_fn(|| round.next(&drafts, &text, &mut stream)).collect();
            let distinct: HashSet<&Offer> = drawn.iter().collect();
            let differ = |other: &Outcome| other.options().iter().zip(text.options()).filter(|(one, other)| one != other).count();
            let expected = space.outcomes().filter(|outcome| differ(outcome) == 1).count();
            prop_assert_eq!((drawn.len(), distinct.len()), (expected, expected));
            prop_assert!(drawn.iter().all(|draft| space.is_feasible(draft) && differ(draft) == 1));
            prop_assert_eq!(drafts.any(&text, &mut stream).is_some(), expected > 0);
        }
    }
}
