//! What a table is about, and by which rules: public to everybody who sits at it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use zopa_model::{Issue, OutcomeSpace, Pattern, Rule};

/// Most parties at a table.
const MOST_PARTIES: usize = 32;
/// Most issues, and most options of one.
const MOST_ISSUES: usize = 200;
/// Most options of an issue.
const MOST_OPTIONS: usize = 1_000;
/// The longest text of a name or a sentence, in bytes.
const LONGEST: usize = 2_000;

/// What a table is about. It is the first line of the public record, so it holds nothing that any party keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The title.
    pub title: String,
    /// The names of the parties, in the order of the seats.
    pub parties: Vec<String>,
    /// What is to be settled.
    pub issues: Vec<IssueTerms>,
    /// Options that cannot stand together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub combinations: Vec<Combination>,
    /// What is not for bargaining here: duties, and what has a track of its own. Named, so that nobody takes silence for consent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<String>,
    /// How the table deals with what is secret.
    pub rules: Rules,
}

/// One issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueTerms {
    /// Its name.
    pub name: String,
    /// What it is about, in a sentence.
    #[serde(default)]
    pub description: String,
    /// Its options.
    pub options: Vec<String>,
    /// Whether the options are in order, from less to more of something.
    #[serde(default)]
    pub ordered: bool,
}

/// Options of several issues that cannot stand together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// Issues with the options that count.
    pub of: Vec<(String, Vec<String>)>,
    /// Why they cannot stand together.
    pub reason: String,
}

/// How the table deals with what is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// How often the mediator may ask whether there is a package that all would accept.
    pub queries: u32,
    /// Who sees how a seat voted on a draft.
    pub votes: Votes,
    /// Whether the table looks for an improvement of what was agreed, when all ask for it.
    pub settlement: bool,
}

/// Who sees how a seat voted on a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Votes {
    /// The mediator alone.
    Mediator,
    /// The mediator; everybody learns how many said yes and no.
    Tally,
    /// Everybody, once all have voted.
    Open,
}

/// What is wrong with terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTerms {
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub way_out: String,
}

impl fmt::Display for BadTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.way_out)
    }
}

impl std::error::Error for BadTerms {}

fn bad(problem: impl Into<String>, way_out: &str) -> BadTerms {
    BadTerms { problem: problem.into(), way_out: way_out.to_owned() }
}

impl Terms {
    /// The outcomes that these terms leave.
    ///
    /// # Errors
    /// What makes no sense in them.
    pub fn space(&self) -> Result<Arc<OutcomeSpace>, BadTerms> {
        self.check()?;
        let issue = |issue: &IssueTerms| match issue.ordered {
            true => Issue::ordered(&issue.name, &issue.options),
            false => Issue::categorical(&issue.name, &issue.options),
        };
        let bare = OutcomeSpace::new(self.issues.iter().map(issue).collect(), Vec::new());
        let rules = self.combinations.iter().map(|combination| combination.rule(&bare)).collect::<Result<Vec<_>, _>>()?;
        Ok(Arc::new(OutcomeSpace::new(bare.issues().to_vec(), rules)))
    }

    fn check(&self) -> Result<(), BadTerms> {
        if self.parties.len() < 2 || self.parties.len() > MOST_PARTIES {
            let problem = format!("a table has 2 to {MOST_PARTIES} parties, and these terms name {}", self.parties.len());
            return Err(bad(problem, "name the parties that negotiate"));
        }
        if self.issues.is_empty() || self.issues.len() > MOST_ISSUES {
            let problem = format!("a table has 1 to {MOST_ISSUES} issues, and these terms name {}", self.issues.len());
            return Err(bad(problem, "name what is to be settled"));
        }
        if let Some(issue) = self.issues.iter().find(|issue| issue.options.is_empty() || issue.options.len() > MOST_OPTIONS) {
            let problem = format!("`{}` has {} options; an issue has 1 to {MOST_OPTIONS}", issue.name, issue.options.len());
            return Err(bad(problem, "write down its options"));
        }
        let names = |names: &mut dyn Iterator<Item = &String>, what: &str| distinct(names, what);
        names(&mut self.parties.iter(), "party")?;
        names(&mut self.issues.iter().map(|issue| &issue.name), "issue")?;
        self.issues.iter().try_for_each(|issue| names(&mut issue.options.iter(), &format!("option of `{}`", issue.name)))?;
        let texts = self.issues.iter().map(|issue| &issue.description).chain([&self.title]);
        match texts.into_iter().find(|text| text.len() > LONGEST) {
            Some(_) => Err(bad(format!("a title or description is longer than {LONGEST} bytes"), "shorten it")),
            None => Ok(()),
        }
    }

    /// The channels through which anything of what a seat keeps can reach others, in words. There are no more.
    pub fn discloses(&self) -> Vec<String> {
        let votes = match self.rules.votes {
            Votes::Mediator => "How a seat votes on a draft is shown to the mediator alone; everybody sees who has voted.",
            Votes::Tally => {
                "How a seat votes on a draft is shown to the mediator; everybody sees who has voted and, once all have, how many said yes and no."
            }
            Votes::Open => "How each seat voted on a draft is shown to everybody once all have voted.",
        };
        let queries = match self.rules.queries {
            0 => "Nobody can ask the table whether there is a package that all would accept.".to_owned(),
            most => format!(
                "The mediator may ask {most} times whether there is a package that all would accept. The table answers from the sheets that all seats have entrusted to it, with yes or no, to the mediator alone; everybody sees that it was asked."
            ),
        };
        let settlement = match self.rules.settlement {
            true => {
                "When all seats ask for it, the table says whether what was agreed can be improved for some and worsened for none, and shows one such package to everybody. That says something of every sheet. Nobody sees who asked until all have."
            }
            false => "The table does not look for improvements of what was agreed.",
        };
        [
            "Everybody sees who sits at the table, the agenda, the drafts, the objections, and who has committed, voted or signed.",
            "Sealed memoranda are shown to everybody together, and only when all are opened and fit their seals.",
            votes,
            "The final yes or no of each seat is shown to everybody when all have answered, and not before.",
            &queries,
            settlement,
            "The mediator sees of a seat's sheet what that seat has released, item by item.",
            "A sitting by a protocol discloses what that protocol says that it discloses.",
        ]
        .map(str::to_owned)
        .to_vec()
    }
}

impl Combination {
    fn rule(&self, space: &OutcomeSpace) -> Result<Rule, BadTerms> {
        let literal = |(issue, options): &(String, Vec<String>)| {
            let at = space
                .issue(issue)
                .ok_or_else(|| bad(format!("a combination names `{issue}`, which is no issue"), "name an issue"))?;
            let option = |option: &String| {
                let unknown =
                    || bad(format!("a combination names `{option}`, which is no option of `{issue}`"), "name an option");
                space.issues()[at].option(option).ok_or_else(unknown)
            };
            Ok((at, options.iter().map(option).collect::<Result<Vec<_>, _>>()?))
        };
        let literals = self.of.iter().map(literal).collect::<Result<Vec<_>, BadTerms>>()?;
        Ok(Rule { forbids: Pattern::new(literals), reason: self.reason.clone() })
    }
}

fn distinct(names: &mut dyn Iterator<Item = &String>, what: &str) -> Result<(), BadTerms> {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.trim().is_empty() || name.len() > LONGEST {
            return Err(bad(format!("a {what} has no name, or one longer than {LONGEST} bytes"), "give it a name"));
        }
        if !seen.insert(name) {
            return Err(bad(format!("two of the same name: {what} `{name}`"), "tell them apart"));
        }
    }
    Ok(())
}
