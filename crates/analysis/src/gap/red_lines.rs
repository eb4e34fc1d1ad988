//! What firm red lines leave over, without any weight.

use zopa_model::{IssueIndex, OptionIndex, Outcome, OutcomeSpace, PartyIndex, Pattern, Scenario, Standing};

/// A red line of a party, as a position among its red lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RedLineRef {
    /// Whose.
    pub party: PartyIndex,
    /// Which.
    pub line: usize,
}

/// An issue of which every option is refused by somebody, whatever else is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedIssue {
    /// Which.
    pub issue: IssueIndex,
    /// Option by option, the red lines that refuse it.
    pub refused: Vec<Vec<RedLineRef>>,
}

/// Whether the rules and all firm red lines together leave an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Room {
    /// They leave at least this one.
    Left(Outcome),
    /// They leave none, and neither do those listed by themselves.
    ///
    /// The list is irreducible as a set: if only what it lists held, lifting any one of it would leave an outcome. But
    /// there may be other such sets, since several lines may refuse the same: whether lifting one opens the case as a
    /// whole is told by `opens` alone. Where `lines` is empty, the rules between the options leave nothing by
    /// themselves, and no red line has a part in it.
    Closed {
        /// The red lines, in order of party.
        lines: Vec<RedLineRef>,
        /// The rules of the space, as positions.
        rules: Vec<usize>,
        /// The red lines any one of which, lifted alone while all others and all rules stay, leaves an outcome; all of
        /// them are among `lines`. A line for which the search stopped at its limit is left out.
        opens: Vec<RedLineRef>,
    },
    /// The search stopped at its limit before it knew.
    NotDecided {
        /// The number of steps taken.
        steps: u64,
    },
}

/// What firm red lines leave over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedLineGap {
    /// Issue by issue, the options that no firm red line refuses by itself.
    pub options_left: Vec<Vec<OptionIndex>>,
    /// The issues with no option left.
    pub closed_issues: Vec<ClosedIssue>,
    /// Whether any outcome is left.
    pub room: Room,
}

/// How many steps each search may take. Twelve issues with a few linked lines take some dozens.
const STEPS: u64 = 200_000;

/// What the firm red lines in `scenario` leave over. Uncertain red lines are passed over: they may be opening
/// positions. Where nobody stated a red line everything is left.
pub fn red_line_gap(scenario: &Scenario) -> RedLineGap {
    let lines = firm_lines(scenario);
    let space = scenario.space();
    let refusing = |issue, option| -> Vec<RedLineRef> {
        lines.iter().filter(|(_, pattern)| refuses_alone(pattern, issue, option)).map(|(line, _)| *line).collect()
    };
    let refused: Vec<Vec<Vec<RedLineRef>>> = (space.sizes().iter().enumerate())
        .map(|(issue, &size)| (0..size).map(|option| refusing(issue, option as OptionIndex)).collect())
        .collect();
    let left = |options: &Vec<Vec<RedLineRef>>| -> Vec<OptionIndex> {
        (0..).zip(options).filter(|(_, lines)| lines.is_empty()).map(|(option, _)| option).collect()
    };
    let options_left: Vec<Vec<OptionIndex>> = refused.iter().map(left).collect();
    let closed_issues = (refused.into_iter().enumerate())
        .filter(|(issue, _)| options_left[*issue].is_empty())
        .map(|(issue, refused)| ClosedIssue { issue, refused })
        .collect();
    RedLineGap { options_left, closed_issues, room: room(space, &lines) }
}

fn firm_lines(scenario: &Scenario) -> Vec<(RedLineRef, &Pattern)> {
    let stated = scenario.preferences().iter().enumerate().filter_map(|(party, said)| Some((party, said.as_ref()?)));
    stated
        .flat_map(|(party, said)| said.red_lines.iter().enumerate().map(move |(line, drawn)| (RedLineRef { party, line }, drawn)))
        .filter(|(_, drawn)| drawn.standing == Standing::Firm)
        .map(|(line, drawn)| (line, &drawn.refuses))
        .collect()
}

fn refuses_alone(pattern: &Pattern, issue: IssueIndex, option: OptionIndex) -> bool {
    matches!(pattern.literals(), [(named, options)] if *named == issue && options.contains(&option))
}

/// A reason why some outcomes are not possible.
#[derive(Clone, Copy)]
enum Reason {
    Line(RedLineRef),
    Rule(usize),
}

fn room(space: &OutcomeSpace, lines: &[(RedLineRef, &Pattern)]) -> Room {
    let rules = space.rules().iter().enumerate().map(|(index, rule)| (Reason::Rule(index), &rule.forbids));
    let mut reasons: Vec<(Reason, &Pattern)> = lines.iter().map(|(line, pattern)| (Reason::Line(*line), *pattern)).collect();
    reasons.extend(rules);
    match search(space, &reasons) {
        Search::Found(outcome) => return Room::Left(outcome),
        Search::Stopped => return Room::NotDecided { steps: STEPS },
        Search::Exhausted => {}
    }
    let opens = opening(space, &reasons);
    // Lines go first, so that what rules close by themselves is not put down to a line. Drop one reason after the other as long as nothing is left over: what remains is needed, each of it.
    let mut position = 0;
    while position < reasons.len() {
        let spared = reasons.remove(position);
        if !matches!(search(space, &reasons), Search::Exhausted) {
            reasons.insert(position, spared);
            position += 1;
        }
    }
    let mut closed = (Vec::new(), Vec::new());
    for (reason, _) in reasons {
        match reason {
            Reason::Line(line) => closed.0.push(line),
            Reason::Rule(rule) => closed.1.push(rule),
        }
    }
    Room::Closed { lines: closed.0, rules: closed.1, opens }
}

/// The red lines among `reasons`, which together leave nothing, without any one of which the others leave something.
fn opening(space: &OutcomeSpace, reasons: &[(Reason, &Pattern)]) -> Vec<RedLineRef> {
    let opens = |at: usize| {
        let others = [&reasons[..at], &reasons[at + 1..]].concat();
        matches!(search(space, &others), Search::Found(_))
    };
    let line = |(at, (reason, _)): (usize, &(Reason, &Pattern))| match reason {
        Reason::Line(line) => opens(at).then_some(*line),
        Reason::Rule(_) => None,
    };
    reasons.iter().enumerate().filter_map(line).collect()
}

enum Search {
    Found(Outcome),
    Exhausted,
    Stopped,
}

/// Looks for an outcome that fits none of `reasons`. Issues that no chain of reasons connects are settled apart from
/// each other, so that a contradiction among some is not met again for every way to settle the rest.
fn search(space: &OutcomeSpace, reasons: &[(Reason, &Pattern)]) -> Search {
    let sizes = space.sizes();
    if sizes.contains(&0) || reasons.iter().any(|(_, pattern)| pattern.literals().is_empty()) {
        return Search::Exhausted;
    }
    let mut settled: Vec<OptionIndex> = vec![0; sizes.len()];
    for issues in connected(sizes.len(), reasons) {
        let bearing: Vec<&Pattern> = reasons.iter().map(|(_, p)| *p).filter(|p| issues.contains(&p.literals()[0].0)).collect();
        match settle(&issues, &sizes, &bearing, &mut settled) {
            Progress::Done => {}
            Progress::Impossible => return Search::Exhausted,
            Progress::Stopped => return Search::Stopped,
        }
    }
    Search::Found(Outcome::new(settled))
}

/// The issues, grouped by the patterns that name several of them; ascending.
fn connected(issues: usize, reasons: &[(Reason, &Pattern)]) -> Vec<Vec<IssueIndex>> {
    let mut group: Vec<usize> = (0..issues).collect();
    for (_, pattern) in reasons {
        let named: Vec<usize> = pattern.literals().iter().map(|(issue, _)| group[*issue]).collect();
        let joined = named.iter().copied().min().unwrap_or(0);
        group.iter_mut().filter(|of| named.contains(of)).for_each(|of| *of = joined);
    }
    let members = |of: usize| (0..issues).filter(|&issue| group[issue] == of).collect::<Vec<_>>();
    (0..issues).map(members).filter(|members| !members.is_empty()).collect()
}

enum Progress {
    Done,
    Impossible,
    Stopped,
}

/// Settles `issues` (ascending) so that none of `patterns` fits, turning back as soon as one is complete.
fn settle(issues: &[IssueIndex], sizes: &[usize], patterns: &[&Pattern], settled: &mut [OptionIndex]) -> Progress {
    // A pattern can be judged as soon as its last issue has an option.
    let ends_at = |issue| patterns.iter().filter(move |p| p.literals().last().is_some_and(|(last, _)| *last == issue));
    let complete_at: Vec<Vec<&&Pattern>> = issues.iter().map(|&issue| ends_at(issue).collect()).collect();
    let (mut depth, mut next): (usize, OptionIndex) = (0, 0);
    for _ in 0..STEPS {
        let Some(&issue) = issues.get(depth) else { return Progress::Done };
        let possible = (next..sizes[issue] as OptionIndex).find(|&option| {
            settled[issue] = option;
            !complete_at[depth].iter().any(|pattern| fits(pattern, settled))
        });
        if possible.is_some() {
            (depth, next) = (depth + 1, 0);
        } else if depth > 0 {
            depth -= 1;
            next = settled[issues[depth]] + 1;
        } else {
            return Progress::Impossible;
        }
    }
    Progress::Stopped
}

/// Whether `pattern` fits the options settled so far.
fn fits(pattern: &Pattern, settled: &[OptionIndex]) -> bool {
    pattern.literals().iter().all(|(issue, options)| options.binary_search(&settled[*issue]).is_ok())
}
