//! From a scenario of the field to a case that states the same numbers.

use zopa_model::{Exact, Pattern, Threshold};

use super::super::additive::{Additive, lose_cap, lose_discount, option_names};
use super::super::decimal::Decimal;
use super::super::document::in_marks;
use super::super::losses::Losses;
use super::super::written::{Text, key, map, quoted};
use super::super::{FieldIssue, FieldScenario, Files, Linkage, Profile, Refusal, Values, Written};
use crate::compile::{MOST_OPTIONS, MOST_OPTIONS_IN_ALL};

/// The name of the file.
const FILE: &str = "case.yaml";
/// The longest name, in characters: a key of YAML ends after a thousand.
const LONGEST_NAME: usize = 200;
/// The longest number that a case can have.
const LONGEST_NUMBER: usize = 400;

/// `scenario` as a case to read, to change and to add sources to: options with points, and limits, as its files state them.
///
/// # Errors
/// Where an issue has no list of options, or has more of them than a case can have.
pub fn to_case(scenario: &FieldScenario) -> Result<Written, Refusal> {
    let mut writer = Writer::of(scenario)?;
    let text = writer.case()?;
    let losses = writer.losses.into_remarks();
    Ok(Written { files: Files::from([(FILE.to_owned(), text)]), parties: Vec::new(), losses })
}

struct Writer<'w> {
    scenario: &'w FieldScenario,
    parties: Vec<String>,
    issues: Vec<String>,
    /// The options of each issue; of whole numbers the numbers.
    options: Vec<Vec<String>>,
    losses: Losses,
}

impl<'w> Writer<'w> {
    fn of(scenario: &'w FieldScenario) -> Result<Self, Refusal> {
        let mut in_all = 0;
        for issue in &scenario.issues {
            let count = issue.values.count().and_then(|count| usize::try_from(count).ok());
            in_all += match count {
                None => return Err(refusal(format!("{} is an amount, which a case cuts into steps", in_marks(&issue.name)))),
                Some(count) if count > MOST_OPTIONS || in_all + count > MOST_OPTIONS_IN_ALL => {
                    return Err(refusal(format!("{} has more options than a case can have", in_marks(&issue.name))));
                }
                Some(count) => count,
            };
        }
        let mut losses = Losses::default();
        let mut ids = |names: &mut dyn Iterator<Item = String>| ids(names, &mut losses);
        let options =
            |issue: &FieldIssue, ids: &mut dyn FnMut(&mut dyn Iterator<Item = String>) -> Vec<String>| match issue.values {
                Values::Options(_) => ids(&mut option_names(&issue.values)),
                Values::Integers { .. } | Values::Reals { .. } => option_names(&issue.values).collect(),
            };
        let parties = ids(&mut scenario.profiles.iter().map(|profile| profile.name.clone()));
        let issues = ids(&mut scenario.issues.iter().map(|issue| issue.name.clone()));
        let options = scenario.issues.iter().map(|issue| options(issue, &mut ids)).collect();
        Ok(Self { scenario, parties, issues, options, losses })
    }

    fn case(&mut self) -> Result<Vec<u8>, Refusal> {
        let mut preferences = Vec::new();
        for (at, profile) in self.scenario.profiles.iter().enumerate() {
            preferences.push((quoted(&self.parties[at]), self.preferences(profile)?));
        }
        let judgement = map([
            ("id", key("as-stated")),
            ("author", quoted("The files of the scenario")),
            ("about", quoted("The numbers that the files state. They are nobody's judgement.")),
            ("preferences", Text::Map(preferences)),
        ]);
        let head = map([
            ("zopa", key("1")),
            ("title", quoted(&shown(&self.scenario.name))),
            ("about", quoted("A scenario of the field of automated negotiation.")),
            ("nature", key("invented")),
            ("default_access", key("public")),
        ]);
        let parties = self.parties.iter().map(|id| map([("id", quoted(id))])).collect();
        let rules = self.rules()?;
        let mut text = Vec::new();
        let mut add = |comment: &str, part: Text| {
            text.extend(comment.lines().flat_map(|line| format!("# {line}\n").into_bytes()));
            text.extend(part.into_yaml());
        };
        add("Written by `zopa convert`. See whether it makes sense: zopa check FILE; what it says: zopa analyse FILE.", head);
        add("Who sits at the table.", map([("parties", Text::List(parties))]));
        add("What is to be settled, and the ways in which it can be.", map([("issues", Text::List(self.issues()))]));
        if !rules.is_empty() {
            add("Options that cannot stand together.", map([("rules", Text::List(rules))]));
        }
        let comment = "Points for every option, on each party's own scale, and from where on it says yes.\n\
                       A number may become a range as wide as your doubt, such as [0.2, 0.4]: then `zopa analyse` tells odds.";
        add(comment, map([("judgements", Text::List(vec![judgement]))]));
        Ok(text)
    }

    fn issues(&self) -> Vec<Text> {
        let parts = self.scenario.issues.iter().zip(&self.issues).zip(&self.options);
        let issue = |((issue, id), options): ((&FieldIssue, &String), &Vec<String>)| {
            let values = match &issue.values {
                Values::Integers { low, high } => {
                    ("integer", map([("low", Text::Word(low.to_string())), ("high", Text::Word(high.to_string()))]))
                }
                Values::Options(_) | Values::Reals { .. } => {
                    ("options", Text::List(options.iter().map(|option| quoted(option)).collect()))
                }
            };
            map([("id", quoted(id)), values])
        };
        parts.map(issue).collect()
    }

    fn rules(&self) -> Result<Vec<Text>, Refusal> {
        let mut rules = Vec::new();
        for rule in &self.scenario.rules {
            if rule.forbids.literals().is_empty() {
                return Err(refusal("a rule forbids every outcome, and no case says that".to_owned()));
            }
            let reason = if rule.reason.trim().is_empty() { "As the scenario's file states it." } else { &rule.reason };
            let reason = quoted(&shown(reason));
            rules.extend(self.pattern(&rule.forbids).map(|forbids| map([("forbids", forbids), ("reason", reason)])));
        }
        Ok(rules)
    }

    /// A pattern; `None` where nothing can fit it.
    fn pattern(&self, pattern: &Pattern) -> Option<Text> {
        let literal = |(issue, options): &(usize, Vec<u32>)| {
            let names = options.iter().map(|&option| quoted(&self.options[*issue][option as usize]));
            (quoted(&self.issues[*issue]), Text::List(names.collect()))
        };
        let can_fit = pattern.literals().iter().all(|(_, options)| !options.is_empty());
        can_fit.then(|| Text::Map(pattern.literals().iter().map(literal).collect()))
    }

    fn preferences(&mut self, profile: &Profile) -> Result<Text, Refusal> {
        let additive = Additive::part_of(self.scenario, profile)?;
        self.lose(profile, &additive);
        let mut points = Vec::new();
        for (issue, table) in additive.folded().iter().enumerate() {
            let numbers: Vec<Text> = table.iter().map(|value| self.number(profile, value)).collect();
            let options = self.options[issue].iter().map(|option| quoted(option));
            points.push((quoted(&self.issues[issue]), Text::Map(options.zip(numbers).collect())));
        }
        let reason = || quoted(&as_stated(profile));
        let points = map([("issues", Text::Map(points)), ("reason", reason())]);
        let mut parts = vec![(key("points"), points)];
        if !profile.linkages.is_empty() {
            let linkages = profile.linkages.iter().map(|linkage| self.linkage(profile, linkage)).collect();
            parts.push((key("linkages"), Text::List(linkages)));
        }
        let lines = profile.refusals.iter().filter(|line| !line.literals().is_empty()).filter_map(|line| self.pattern(line));
        let lines: Vec<Text> =
            lines.map(|refuses| map([("refuses", refuses), ("standing", key("firm")), ("reason", reason())])).collect();
        if !lines.is_empty() {
            parts.push((key("red_lines"), Text::List(lines)));
        }
        // A red line that everything crosses is a limit that nothing reaches.
        let refuses_all = profile.refusals.iter().any(|line| line.literals().is_empty());
        let limit = match &profile.reservation {
            Threshold::Never => ("never", key("true")),
            _ if refuses_all => ("never", key("true")),
            Threshold::At(limit) => ("range", self.number(profile, limit)),
            Threshold::Any => ("any", key("true")),
        };
        parts.push((key("limit"), map([limit, ("reason", reason())])));
        if let Some(worth) = &profile.disagreement {
            parts.push((key("disagreement"), map([("worth", self.number(profile, worth)), ("reason", reason())])));
        }
        Ok(Text::Map(parts))
    }

    fn lose(&mut self, profile: &Profile, additive: &Additive) {
        lose_discount(profile, &mut self.losses);
        if profile.rewards.is_some() {
            self.losses.lose_of(profile, "boxes", "what boxes add is left out");
        }
        let together = profile.linkages.iter().filter_map(|linkage| linkage.values.iter().max());
        let most = together.fold(additive.greatest(), |sum, value| &sum + value);
        if profile.cap.as_ref().is_some_and(|cap| profile.rewards.is_some() || *cap < most) {
            lose_cap(profile, &mut self.losses);
        }
    }

    fn linkage(&mut self, profile: &Profile, linkage: &Linkage) -> Text {
        let own: Vec<usize> = linkage.issues.iter().map(|&issue| self.options[issue].len()).collect();
        let mut adds = Vec::new();
        for (row, value) in linkage.values.iter().enumerate().filter(|(_, value)| !value.is_zero()) {
            let mut rest = row;
            let mut options = Vec::with_capacity(own.len());
            for (&issue, size) in linkage.issues.iter().zip(&own).rev() {
                options.push(quoted(&self.options[issue][rest % size]));
                rest /= size;
            }
            options.reverse();
            adds.push(map([("options", Text::List(options)), ("worth", self.number(profile, value))]));
        }
        let issues = linkage.issues.iter().map(|&issue| quoted(&self.issues[issue])).collect();
        map([("issues", Text::List(issues)), ("adds", Text::List(adds)), ("reason", quoted(&as_stated(profile)))])
    }

    /// A number, exactly: a decimal, or else a fraction in quotation marks.
    fn number(&mut self, profile: &Profile, number: &Exact) -> Text {
        match (Decimal::of(number), number.to_fraction()) {
            (decimal, _) if decimal.is_exact && decimal.text.len() <= LONGEST_NUMBER => Text::Word(decimal.text),
            (_, fraction) if fraction.len() <= LONGEST_NUMBER => Text::Quoted(fraction),
            (decimal, _) => {
                self.losses.lose_of(profile, "rounded", "numbers with hundreds of digits are rounded to the nearest double");
                Text::Word(decimal.text)
            }
        }
    }
}

fn refusal(message: String) -> Refusal {
    let way_out = "convert to zopa, which has room for it".to_owned();
    Refusal { code: "no-case", file: String::new(), line: None, message, way_out }
}

fn as_stated(profile: &Profile) -> String {
    match profile.file.as_str() {
        "" => "As the scenario states it.".to_owned(),
        file => format!("As {} states it.", shown(file)),
    }
}

/// A text without what a case refuses.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Names that a case can have, and that differ.
fn ids(names: &mut dyn Iterator<Item = String>, losses: &mut Losses) -> Vec<String> {
    let mut used = std::collections::HashSet::new();
    let mut id = |name: String| {
        let short: String = shown(&name).chars().take(LONGEST_NAME).collect();
        let stem = if short.trim().is_empty() { "(no name)".to_owned() } else { short };
        let numbered = (2..).map(|number: usize| format!("{stem} ({number})"));
        let mut candidates = std::iter::once(stem.clone()).chain(numbered);
        let id = candidates.find(|id| used.insert(id.clone())).expect("numbers do not end");
        if id != name {
            losses.lose("names", "names that are too long, empty or not unique are changed");
        }
        id
    };
    names.map(&mut id).collect()
}
