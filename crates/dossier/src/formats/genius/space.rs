//! What one file of GENIUS states, before it is known what it is read for.

use std::collections::{HashMap, HashSet};

use super::super::{Refusal, Remark, Strictness};
use super::element::{Element, Lines, Stated, parse};
use super::encoding::decode;
use super::findings::Findings;
use super::issue::StatedIssue;
use super::mend::mend;
use super::names::stem;
use super::number::Decimals;
use super::ufun::StatedBoxes;

/// What a `utility_space` holds, by its `type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SpaceKind {
    /// Weights and evaluations.
    Linear,
    /// Boxes.
    Nonlinear,
    /// Weights and evaluations, with an order to rank a number of outcomes by.
    Ranking,
    /// Rules in words, which GENIUS runs as a program.
    Constraint,
    /// A word that is not known.
    Unknown(String),
}

/// What one file states.
#[derive(Clone, Debug)]
pub(super) struct Space {
    /// The file.
    pub(super) file: String,
    /// Whether it is a domain (`negotiation_template`), and no profile.
    pub(super) is_domain: bool,
    /// The name of its objective.
    pub(super) name: String,
    /// What it holds.
    pub(super) kind: SpaceKind,
    /// The line of the `utility_space` tag.
    pub(super) line: usize,
    /// Its issues, in the order of the file.
    pub(super) issues: Vec<StatedIssue>,
    /// The indices of its objectives, whose weights GENIUS does not use.
    pub(super) objectives: HashSet<i64>,
    /// The weights, in the order of the file.
    pub(super) weights: Vec<StatedWeight>,
    /// What waiting costs.
    pub(super) discount: Option<Stated>,
    /// What no agreement is worth.
    pub(super) reservation: Option<Stated>,
    /// Boxes and the functions over them.
    pub(super) boxes: Option<StatedBoxes>,
    /// What GENIUS for people has beside: the multiplier of all utilities.
    pub(super) multiplier: Option<Stated>,
    /// What opting out is worth (GENIUS for people).
    pub(super) opting_out: Option<Stated>,
    /// What each period costs (GENIUS for people).
    pub(super) time_effect: Option<Stated>,
    /// The profiles that a domain names, as it spells them.
    pub(super) named_profiles: Vec<String>,
    /// How the numbers are written.
    pub(super) decimals: Decimals,
    /// What was found so far.
    pub(super) findings: Findings,
}

/// A `weight` element.
#[derive(Clone, Debug)]
pub(super) struct StatedWeight {
    /// The index that it is for; `None` where that is none.
    pub(super) index: Option<i64>,
    /// The weight.
    pub(super) value: Option<Stated>,
    /// The line of its tag.
    pub(super) line: usize,
}

impl Space {
    /// What `bytes` state.
    ///
    /// # Errors
    /// Where they are not the XML of a domain or a profile.
    pub(super) fn read(file: &str, bytes: &[u8], strictness: Strictness) -> Result<Self, Refusal> {
        let mut findings = Findings::on(file, strictness);
        let text = decode(bytes, &mut findings)?;
        let mended = mend(&text, &mut findings)?;
        let lines = Lines::of(&mended);
        let document = parse(&mended, &findings)?;
        let root = Element::root(&document, &lines);
        let is_domain = root.name() == "negotiation_template";
        let top = if is_domain { root.child("utility_space").unwrap_or(root) } else { root };
        let decimals = Decimals::of(root, &mut findings)?;
        let mut space = Self::empty(file, is_domain, top, decimals, findings);
        space.named_profiles = root.named("agent").filter_map(|agent| agent.attribute("utility_space")).map(|s| s.text).collect();
        space.read_inside(top)?;
        space.kind = space.read_kind(top)?;
        space.check(top)?;
        Ok(space)
    }

    fn empty(file: &str, is_domain: bool, top: Element<'_>, decimals: Decimals, findings: Findings) -> Self {
        let value = |name| top.child(name).and_then(|element| element.attribute("value"));
        Self {
            file: file.to_owned(),
            is_domain,
            name: String::new(),
            kind: SpaceKind::Linear,
            line: top.line(),
            issues: Vec::new(),
            objectives: HashSet::new(),
            weights: Vec::new(),
            discount: value("discount_factor"),
            reservation: value("reservation"),
            boxes: None,
            multiplier: value("weightmultiplyer"),
            opting_out: value("optout"),
            time_effect: value("timeeffect"),
            named_profiles: Vec::new(),
            decimals,
            findings,
        }
    }

    /// Reads issues, weights and boxes; objectives nest, and add nothing of their own.
    fn read_inside(&mut self, outer: Element<'_>) -> Result<(), Refusal> {
        for element in outer.children() {
            match element.name() {
                "issue" => self.issues.push(StatedIssue::read(element, self.decimals, &mut self.findings)?),
                "weight" => self.weights.push(StatedWeight::read(element)),
                "utility" if self.boxes.is_none() => self.boxes = Some(StatedBoxes::read(element)),
                "objective" => {
                    self.objectives.extend(element.attribute("index").and_then(|index| index.text.trim().parse::<i64>().ok()));
                    if self.name.is_empty() {
                        self.name = element.attribute("name").map(|name| name.text).unwrap_or_default();
                    }
                    self.read_inside(element)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_kind(&mut self, top: Element<'_>) -> Result<SpaceKind, Refusal> {
        let stated = top.attribute("type").map(|stated| stated.text.trim().to_ascii_lowercase()).unwrap_or_default();
        let has_boxes = self.boxes.as_ref().is_some_and(|boxes| !boxes.functions.is_empty());
        match stated.as_str() {
            "nonlinear" => Ok(SpaceKind::Nonlinear),
            "uncertain" => Ok(SpaceKind::Ranking),
            "constraint" => Ok(SpaceKind::Constraint),
            "" if has_boxes && !self.is_domain => {
                let message = "it holds boxes and is not declared as nonlinear; it was read as that";
                self.findings.repair("missing-type", Some(self.line), message)?;
                Ok(SpaceKind::Nonlinear)
            }
            "" | "any" | "linear" => Ok(SpaceKind::Linear),
            _ => Ok(SpaceKind::Unknown(stated)),
        }
    }

    /// What is wrong with the file by itself.
    fn check(&mut self, top: Element<'_>) -> Result<(), Refusal> {
        if self.issues.is_empty() {
            let message = "it has no issues";
            return Err(self.findings.refusal("no-issues", Some(self.line), message, "give the file as the program wrote it"));
        }
        if let Some(stated) = top.attribute("number_of_issues") {
            let actual = self.issues.len();
            if stated.text.trim().parse() != Ok(actual) {
                let message = format!("number_of_issues is `{}`, and there are {actual}; the number is not used", stated.text);
                self.findings.note("number-of-issues", Some(stated.line), message);
            }
        }
        self.check_indices()?;
        self.tell_names_apart()
    }

    fn check_indices(&self) -> Result<(), Refusal> {
        let mut seen = HashSet::new();
        for issue in &self.issues {
            if let Some(index) = issue.index.filter(|index| !seen.insert(*index)) {
                let message = format!("two issues have index {index}; the second is `{}`", issue.name);
                return Err(self.findings.refusal("duplicate-index", Some(issue.line), message, "number them apart"));
            }
        }
        Ok(())
    }

    /// GENIUS knows issues by their index, so two may share a name; an outcome needs to tell them apart.
    fn tell_names_apart(&mut self) -> Result<(), Refusal> {
        let mut taken: HashSet<String> = self.issues.iter().map(|issue| issue.name.clone()).collect();
        if taken.len() == self.issues.len() {
            return Ok(());
        }
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for issue in &mut self.issues {
            let number = numbers.entry(issue.name.clone()).or_insert(0);
            *number += 1;
            if *number == 1 {
                continue;
            }
            while taken.contains(&format!("{} ({number})", issue.name)) {
                *number += 1;
            }
            let fresh = format!("{} ({number})", issue.name);
            let message = format!("two issues are called `{}`; the later one is called `{fresh}` here", issue.name);
            self.findings.repair("duplicate-issue", Some(issue.line), message)?;
            taken.insert(fresh.clone());
            issue.name = fresh;
        }
        Ok(())
    }

    /// Whether the file says what anything is worth.
    pub(super) fn is_valued(&self) -> bool {
        match self.kind {
            SpaceKind::Nonlinear => self.boxes.is_some(),
            _ => self.issues.iter().any(StatedIssue::is_valued),
        }
    }

    /// Why the profile has no utility that a file could give, if that is so.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        let refuse =
            |message: String, way_out: &str| Some(self.findings.refusal("other-utility", Some(self.line), message, way_out));
        match &self.kind {
            SpaceKind::Linear | SpaceKind::Nonlinear => None,
            SpaceKind::Ranking if self.is_valued() => None,
            SpaceKind::Ranking => refuse(
                "it ranks outcomes and holds no utility behind the ranking".to_owned(),
                "give the profile that it was made from",
            ),
            SpaceKind::Constraint => refuse(
                "it is a constraint utility space: its rules are a program of GENIUS, not numbers".to_owned(),
                "give a profile with weights and evaluations",
            ),
            SpaceKind::Unknown(word) => refuse(
                format!("it is a utility space of type `{word}`, which is not known here"),
                "give a profile with weights and evaluations, or with boxes",
            ),
        }
    }

    /// That the profile says of nothing what it is worth.
    pub(super) fn unvalued(&self) -> Refusal {
        let message = "it says of no option what it is worth";
        self.findings.refusal("no-utility", Some(self.line), message, "give the profile as a person filled it in")
    }

    /// The name for people: that of the objective, unless a program gave it.
    pub(super) fn title(&self) -> String {
        match self.name.trim() {
            "" | "root" => stem(&self.file).to_owned(),
            name => name.to_owned(),
        }
    }

    /// What was found.
    pub(super) fn into_remarks(self) -> Vec<Remark> {
        self.findings.into_remarks()
    }
}

impl StatedWeight {
    fn read(element: Element<'_>) -> Self {
        let index = element.attribute("index").and_then(|index| index.text.trim().parse().ok());
        Self { index, value: element.attribute("value"), line: element.line() }
    }
}
