//! What stays the same from draw to draw: the sizes of the issues, and the patterns that may be forbidden.

use zopa_model::{IssueIndex, OptionIndex, OutcomeSpace, Pattern};

/// Patterns on several issues are followed in the bits of one word; more than this are checked at the leaves.
const WORD: usize = 128;

/// The fixed part of a search.
#[derive(Clone, Debug)]
pub struct Structure {
    pub(super) sizes: Vec<usize>,
    /// Where the options of each issue start in a list of all options.
    pub(super) offsets: Vec<usize>,
    /// `alone[p]`: pattern `p` is about this issue only, and forbids these options.
    pub(super) alone: Vec<(usize, IssueIndex, Vec<OptionIndex>)>,
    /// Patterns on several issues; those that fit a word come first.
    pub(super) joint: Vec<(usize, Pattern)>,
    /// For each option of each issue, the joint patterns that it does not rule out.
    pub(super) open: Vec<u128>,
    /// For each issue, the joint patterns that mention it.
    pub(super) mentions: Vec<u128>,
    patterns: usize,
}

impl Structure {
    /// The structure of `space` whose outcomes may be forbidden by the rules of the space, which come first among
    /// the patterns, and by `red_lines`, which follow.
    pub fn new<'a>(space: &'a OutcomeSpace, red_lines: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let sizes = space.sizes();
        let mut offsets = vec![0];
        offsets.extend(sizes.iter().scan(0, |end, size| {
            *end += size;
            Some(*end)
        }));
        let patterns: Vec<&Pattern> = space.rules().iter().map(|rule| &rule.forbids).chain(red_lines).collect();
        let mut structure = Self {
            open: vec![u128::MAX; offsets[sizes.len()]],
            mentions: vec![0; sizes.len()],
            sizes,
            offsets,
            alone: Vec::new(),
            joint: Vec::new(),
            patterns: patterns.len(),
        };
        for (index, pattern) in patterns.into_iter().enumerate() {
            structure.add(index, pattern);
        }
        structure
    }

    fn add(&mut self, index: usize, pattern: &Pattern) {
        if let [(issue, options)] = pattern.literals() {
            self.alone.push((index, *issue, options.clone()));
            return;
        }
        if self.joint.len() < WORD {
            let bit = 1u128 << self.joint.len();
            for (issue, options) in pattern.literals() {
                self.mentions[*issue] |= bit;
                for option in 0..self.sizes[*issue] {
                    if options.binary_search(&(option as OptionIndex)).is_err() {
                        self.open[self.offsets[*issue] + option] &= !bit;
                    }
                }
            }
        }
        self.joint.push((index, pattern.clone()));
    }

    /// Number of patterns: rules, then red lines.
    pub fn patterns(&self) -> usize {
        self.patterns
    }

    /// Number of options over all issues: the length of a party's list of contributions.
    pub fn cells(&self) -> usize {
        self.offsets[self.sizes.len()]
    }

    /// The position of an option in a party's list of contributions.
    pub fn cell(&self, issue: IssueIndex, option: OptionIndex) -> usize {
        self.offsets[issue] + option as usize
    }

    /// Number of options of each issue.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// The joint patterns of `active` that fit the word.
    pub(super) fn word(&self, active: &[bool]) -> u128 {
        let bits = self.joint.iter().take(WORD).enumerate();
        bits.filter(|(_, (index, _))| active[*index]).fold(0, |word, (bit, _)| word | 1 << bit)
    }

    /// Whether no active pattern forbids `choice`.
    pub(super) fn is_allowed(&self, active: &[bool], choice: &[OptionIndex]) -> bool {
        let alone = |(index, issue, options): &(usize, IssueIndex, Vec<OptionIndex>)| {
            active[*index] && options.binary_search(&choice[*issue]).is_ok()
        };
        let cells = choice.iter().enumerate().map(|(issue, &option)| self.open[self.cell(issue, option)]);
        let still_open = cells.fold(self.word(active), |open, cell| open & cell);
        still_open == 0 && !self.alone.iter().any(alone) && !self.forbids(active, choice)
    }

    /// Whether an active pattern beyond the word forbids `choice`.
    pub(super) fn forbids(&self, active: &[bool], choice: &[OptionIndex]) -> bool {
        self.joint
            .iter()
            .skip(WORD)
            .filter(|(index, _)| active[*index])
            .any(|(_, pattern)| pattern.literals().iter().all(|(issue, options)| options.binary_search(&choice[*issue]).is_ok()))
    }
}
