//! One confidential sheet: the story, one part's own points, and nothing of anybody else's.

use serde::Serialize;
use zopa_model::{Pattern, Threshold};
use zopa_table::class::{Bonus, Course, Payoff};

use super::Lesson;
use crate::json::pretty;
use crate::words::list;

/// One confidential sheet. It is made of what everybody may know and of one [`Payoff`]: nothing of another part could get in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetDocument {
    /// Version of this shape.
    pub zopa: u32,
    /// `sheet`.
    pub kind: &'static str,
    /// The title of the case.
    pub case: String,
    /// What stands above everything, where the case is about real people.
    pub heading: Option<&'static str>,
    /// The number of the group.
    pub group: u32,
    /// A mark for the results, so that they are measured with the right points.
    pub mark: String,
    /// Whose sheet it is.
    pub party: String,
    /// The number of the part, from 1.
    pub part: usize,
    /// The other parties.
    pub across: Vec<String>,
    /// Who else is at the table.
    pub others: Vec<String>,
    /// What the case is about.
    pub story: Option<String>,
    /// What is to be settled, with points.
    pub issues: Vec<IssueSheet>,
    /// What combinations add.
    pub bonuses: Vec<BonusView>,
    /// The sum of the best options.
    pub most: i64,
    /// From how many points on the part says yes; `null` where anything will do.
    pub limit: Option<i64>,
    /// What no agreement is worth.
    pub nothing: i64,
    /// What it may not sign, in words.
    pub refuses: Vec<String>,
    /// What cannot stand together.
    pub rules: Vec<String>,
    /// What is not for bargaining, with the reason.
    pub asides: Vec<AsideView>,
    /// Whether the points are the case's own numbers, with nothing rounded.
    pub exact: bool,
}

/// One issue on a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IssueSheet {
    /// The issue.
    pub issue: String,
    /// The most that it can bring, less the least.
    pub at_stake: i64,
    /// Its options with their points.
    pub options: Vec<OptionPoints>,
}

/// One option with its points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionPoints {
    /// The option.
    pub option: String,
    /// What it is worth to this part.
    pub points: i64,
}

/// What a combination adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BonusView {
    /// The combination: issue and option, for each of its issues.
    pub of: Vec<(String, String)>,
    /// What it adds.
    pub points: i64,
}

/// Something that is not for bargaining.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AsideView {
    /// What.
    pub issue: String,
    /// Why.
    pub reason: String,
}

/// What stands above a sheet about real people.
const REAL: &str = "An exercise. The points are drawn from one analyst's guesses; they are not what these parties want";

/// The sheet of `part` in group `group`.
pub fn document(lesson: &Lesson, course: &Course, group: u32, part: usize) -> SheetDocument {
    let game = course.game(group);
    of_payoff(lesson, &game.payoffs[part], group, part, course.mark(group))
}

/// The same of that part's payoff alone.
fn of_payoff(lesson: &Lesson, payoff: &Payoff, group: u32, part: usize, mark: String) -> SheetDocument {
    let issue = |(at, points): (usize, &Vec<i128>)| {
        let names = &lesson.issues[at];
        let options = names.options.iter().zip(points);
        IssueSheet {
            issue: names.name.clone(),
            at_stake: short(payoff.stakes()[at].1),
            options: options
                .map(|((option, _), points)| OptionPoints { option: option.clone(), points: short(*points) })
                .collect(),
        }
    };
    let across = lesson.parties.iter().enumerate().filter(|(at, _)| *at != part).map(|(_, party)| party.clone());
    SheetDocument {
        zopa: 1,
        kind: "sheet",
        case: lesson.title.clone(),
        heading: lesson.is_real.then_some(REAL),
        group,
        mark,
        party: lesson.parties[part].clone(),
        part: part + 1,
        across: across.collect(),
        others: lesson.others.clone(),
        story: lesson.story.clone(),
        issues: payoff.points.iter().enumerate().map(issue).collect(),
        bonuses: payoff.bonuses.iter().flat_map(|bonus| bonuses(lesson, bonus)).collect(),
        most: short(payoff.stakes().iter().map(|(most, _)| most).sum()),
        limit: match payoff.limit {
            Threshold::At(limit) => Some(short(limit)),
            Threshold::Any | Threshold::Never => None,
        },
        nothing: short(payoff.nothing),
        refuses: payoff.refusals.iter().map(|pattern| refusal(lesson, pattern)).collect(),
        rules: lesson.rules.clone(),
        asides: lesson.asides.iter().map(|(issue, reason)| AsideView { issue: issue.clone(), reason: reason.clone() }).collect(),
        exact: payoff.is_exact,
    }
}

/// Points are a few hundred at most; what is beyond is shown at the end of the scale.
fn short(points: i128) -> i64 {
    i64::try_from(points).unwrap_or(if points < 0 { i64::MIN } else { i64::MAX })
}

/// The combinations that add anything.
fn bonuses(lesson: &Lesson, bonus: &Bonus) -> Vec<BonusView> {
    let filled = bonus.points.iter().enumerate().filter(|(_, points)| **points != 0);
    let view = |(row, points): (usize, &i128)| {
        let mut rest = row;
        let mut of: Vec<(String, String)> = Vec::new();
        for (&issue, &size) in bonus.issues.iter().zip(&bonus.sizes).rev() {
            let names = &lesson.issues[issue];
            of.push((names.name.clone(), names.options[rest % size].0.clone()));
            rest /= size;
        }
        of.reverse();
        BonusView { of, points: short(*points) }
    };
    filled.map(view).collect()
}

/// "Hours a week: 36 or 37".
fn refusal(lesson: &Lesson, pattern: &Pattern) -> String {
    let part = |(issue, options): &(usize, Vec<u32>)| {
        let names = &lesson.issues[*issue];
        let options: Vec<&str> = options.iter().map(|option| names.options[*option as usize].0.as_str()).collect();
        format!("{}: {}", names.name, list(&options, "or"))
    };
    list(&pattern.literals().iter().map(part).collect::<Vec<_>>(), "together with")
}

/// The sheet as indented JSON with a newline at its end.
pub fn json(sheet: &SheetDocument) -> String {
    pretty(sheet)
}

impl SheetDocument {
    /// Issues by what is at stake, the most first: the name and the difference that it makes.
    pub(crate) fn by_stake(&self) -> Vec<(&str, i64)> {
        let mut sorted: Vec<(&str, i64)> = self.issues.iter().map(|issue| (issue.issue.as_str(), issue.at_stake)).collect();
        sorted.sort_by_key(|(_, at_stake)| std::cmp::Reverse(*at_stake));
        sorted
    }

    /// What the part cares for, in sentences.
    pub(crate) fn interests(&self) -> String {
        let sorted = self.by_stake();
        let (cares, not): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|(_, at_stake)| *at_stake > 0);
        let words: Vec<String> = cares.iter().map(|(issue, at_stake)| format!("“{issue}” ({at_stake})")).collect();
        let mut text = format!(
            "What makes the greatest difference to you, in points from its worst to its best option: {}.",
            list(&words, "and")
        );
        if !not.is_empty() {
            let names: Vec<String> = not.iter().map(|(issue, _)| format!("“{issue}”")).collect();
            text.push_str(&format!(" You do not mind {}.", list(&names, "and")));
        }
        text
    }

    /// The limit in words.
    pub(crate) fn limit_words(&self) -> String {
        match self.limit {
            None => "You have no limit: any agreement that you may sign is better than none.".to_owned(),
            Some(limit) if limit <= self.least() => format!("Your limit is {limit} points, which every agreement reaches."),
            Some(limit) => format!("Sign nothing that is worth fewer than {limit} points to you."),
        }
    }

    /// The sum of the worst options.
    fn least(&self) -> i64 {
        let worst = |issue: &IssueSheet| issue.options.iter().map(|option| option.points).min().unwrap_or(0);
        self.issues.iter().map(worst).sum()
    }

    /// The fallback in words.
    pub(crate) fn nothing_words(&self) -> String {
        format!("No agreement is worth {} points to you: that is what you can do without the others.", self.nothing)
    }

    /// The others in words.
    pub(crate) fn across_words(&self) -> String {
        let mut words = format!("You speak for {}. Across from you: {}.", self.party, list(&self.across, "and"));
        if !self.others.is_empty() {
            words.push_str(&format!(" Also there, if your teacher says so: {}.", list(&self.others, "and")));
        }
        words
    }

    /// A bonus in words: "Depth: two metres, together with Fees: high".
    pub(crate) fn bonus_words(bonus: &BonusView) -> String {
        let parts: Vec<String> = bonus.of.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
        parts.join(", together with ")
    }
}

/// What everybody is told to do.
pub(crate) const INSTRUCTIONS: [&str; 5] = [
    "Read your sheet alone, and show it to nobody. What you say of it is up to you; the others have points of their own.",
    "Add up the points of one option for each issue: that is what an agreement is worth to you. Points of different people cannot be compared.",
    "Talk. An agreement settles every issue, and everybody must say yes to all of it. You may also end without one.",
    "Try for as many points as you can, and look for what costs you little and brings the others much.",
    "Fill in the agreement form below, the same on every sheet of your group, and hand it in.",
];
