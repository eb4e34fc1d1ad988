//! One `issue` element, of a domain or of a profile.

use zopa_model::Exact;

use super::super::{Refusal, Values};
use super::element::{Element, Stated};
use super::findings::Findings;
use super::number::{Decimals, number, whole};

/// An issue as one file states it.
#[derive(Clone, Debug)]
pub(super) struct StatedIssue {
    /// By what weights and boxes refer to it, and by what a profile and a domain know each other's issues.
    pub(super) index: Option<i64>,
    /// Its name.
    pub(super) name: String,
    /// The line of its tag.
    pub(super) line: usize,
    /// What there is to choose from, and what it is worth.
    pub(super) kind: Kind,
}

/// The ways to settle an issue, with what a profile says of them.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Options by name.
    Discrete(Vec<Item>),
    /// Whole numbers.
    Integer {
        /// The smallest.
        low: i64,
        /// The largest.
        high: i64,
        /// How they are valued.
        evaluator: Option<Evaluation>,
    },
    /// Amounts.
    Real {
        /// The least.
        low: Exact,
        /// The greatest.
        high: Exact,
        /// How they are valued.
        evaluator: Option<Evaluation>,
    },
}

/// One option.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its name.
    pub(super) name: String,
    /// The line of its tag.
    pub(super) line: usize,
    /// What it is worth before division by the largest; `None` where nothing is stated, or `null`.
    pub(super) evaluation: Option<Stated>,
}

/// An `evaluator` element.
#[derive(Clone, Debug)]
pub(super) struct Evaluation {
    /// The line of its tag.
    pub(super) line: usize,
    /// The form of the function, which counts for amounts only.
    pub(super) form: Option<Stated>,
    /// For whole numbers.
    pub(super) slope: Option<Stated>,
    /// For whole numbers.
    pub(super) offset: Option<Stated>,
    /// For amounts.
    pub(super) parameters: [Option<Stated>; 3],
}

impl StatedIssue {
    /// What `element` states.
    ///
    /// # Errors
    /// Where it is of a type that no file can give, or its range is none.
    pub(super) fn read(element: Element<'_>, decimals: Decimals, findings: &mut Findings) -> Result<Self, Refusal> {
        let line = element.line();
        let index = element.attribute("index").and_then(|stated| stated.text.trim().parse().ok());
        let name = match (element.attribute("name"), index) {
            (Some(name), _) => name.text,
            (None, Some(index)) => {
                let name = format!("issue {index}");
                findings.repair("issue-without-name", Some(line), format!("an issue has no name; it is called `{name}`"))?;
                name
            }
            (None, None) => {
                let message = "an issue has neither name nor index";
                return Err(findings.refusal("issue-without-name", Some(line), message, "give it a name and an index"));
            }
        };
        if index.is_none() {
            let message = format!("issue `{name}` has no index, and is known by its name only");
            findings.repair("issue-without-index", Some(line), message)?;
        }
        let kind = Kind::read(element, &name, decimals, findings)?;
        Ok(Self { index, name, line, kind })
    }

    /// The index for people.
    pub(super) fn shown_index(&self) -> String {
        self.index.map_or_else(|| "without index".to_owned(), |index| format!("index {index}"))
    }

    /// What there is to choose from.
    pub(super) fn values(&self) -> Values {
        match &self.kind {
            Kind::Discrete(items) => Values::Options(items.iter().map(|item| item.name.clone()).collect()),
            Kind::Integer { low, high, .. } => Values::Integers { low: *low, high: *high },
            Kind::Real { low, high, .. } => Values::Reals { low: low.clone(), high: high.clone() },
        }
    }

    /// Its options, where they are listed by name.
    pub(super) fn items(&self) -> &[Item] {
        match &self.kind {
            Kind::Discrete(items) => items,
            Kind::Integer { .. } | Kind::Real { .. } => &[],
        }
    }

    /// Whether a profile says what anything of it is worth.
    pub(super) fn is_valued(&self) -> bool {
        match &self.kind {
            Kind::Discrete(items) => items.iter().any(|item| item.evaluation.is_some()),
            Kind::Integer { evaluator, .. } | Kind::Real { evaluator, .. } => evaluator.is_some(),
        }
    }
}

impl Kind {
    fn read(element: Element<'_>, name: &str, decimals: Decimals, findings: &mut Findings) -> Result<Self, Refusal> {
        let evaluator = element.child("evaluator").map(Evaluation::read);
        match stated_type(element, name, findings)?.as_str() {
            "discrete" => {
                let items = element.named("item").map(|item| Item::read(item, name, findings));
                items.collect::<Result<_, _>>().map(Self::Discrete)
            }
            "integer" => {
                let [low, high] = bounds(element, name, findings)?;
                let what = format!("a bound of issue `{name}`");
                let (low, high) = (whole(&low, decimals, &what, findings)?, whole(&high, decimals, &what, findings)?);
                if low > high { Err(upside_down(element, name, findings)) } else { Ok(Self::Integer { low, high, evaluator }) }
            }
            "real" => {
                let [low, high] = bounds(element, name, findings)?;
                let what = format!("a bound of issue `{name}`");
                let (low, high) = (number(&low, decimals, &what, findings)?, number(&high, decimals, &what, findings)?);
                if low > high { Err(upside_down(element, name, findings)) } else { Ok(Self::Real { low, high, evaluator }) }
            }
            other => {
                let message = format!("issue `{name}` is of type `{other}`, which no file of GENIUS can hold");
                Err(findings.refusal("unknown-type", Some(element.line()), message, "make it discrete, integer or real"))
            }
        }
    }

    /// The word for people.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Discrete(_) => "options by name",
            Self::Integer { .. } => "whole numbers",
            Self::Real { .. } => "amounts",
        }
    }
}

/// The type in lower case: `type` counts before `etype` and `vtype`, and `price` is an old word for an amount.
fn stated_type(element: Element<'_>, name: &str, findings: &mut Findings) -> Result<String, Refusal> {
    let lower = |attribute| element.attribute(attribute).map(|stated| stated.text.trim().to_ascii_lowercase());
    let line = Some(element.line());
    let Some(stated) = lower("type") else { return missing_type(element, name, findings) };
    if let Some(other) = lower("etype").filter(|other| *other != stated) {
        let message = format!("issue `{name}` has type `{stated}` and etype `{other}`; the type counts");
        findings.repair("two-types", line, message)?;
    }
    if stated == "price" {
        let message = format!("issue `{name}` is of type `price`, and was read as an amount (`real`)");
        findings.repair("type-price", line, message)?;
        return Ok("real".to_owned());
    }
    Ok(stated)
}

/// Without a type an issue is discrete; without options too, what else its tag says has the one reading left.
fn missing_type(element: Element<'_>, name: &str, findings: &mut Findings) -> Result<String, Refusal> {
    let other = ["etype", "vtype"].into_iter().find_map(|attribute| element.attribute(attribute));
    match other.map(|stated| stated.text.trim().to_ascii_lowercase()) {
        Some(other) if other != "discrete" && element.child("item").is_none() => {
            let message = format!("issue `{name}` has no type and no options; it was read as {other}");
            findings.repair("missing-type", Some(element.line()), message)?;
            Ok(other)
        }
        _ => Ok("discrete".to_owned()),
    }
}

/// Both ends of a range, as attributes of the issue or of its `range`.
fn bounds(element: Element<'_>, name: &str, findings: &Findings) -> Result<[Stated; 2], Refusal> {
    let bound = |attribute| element.attribute(attribute).or_else(|| element.child("range")?.attribute(attribute));
    match (bound("lowerbound"), bound("upperbound")) {
        (Some(low), Some(high)) => Ok([low, high]),
        _ => {
            let message = format!("issue `{name}` has no lowerbound and upperbound");
            Err(findings.refusal("no-range", Some(element.line()), message, "state both"))
        }
    }
}

fn upside_down(element: Element<'_>, name: &str, findings: &Findings) -> Refusal {
    let message = format!("the lowerbound of issue `{name}` is above its upperbound");
    findings.refusal("empty-range", Some(element.line()), message, "swap them, if that is what was meant")
}

impl Item {
    fn read(element: Element<'_>, issue: &str, findings: &Findings) -> Result<Self, Refusal> {
        let line = element.line();
        let Some(name) = element.attribute("value") else {
            let message = format!("an item of issue `{issue}` has no value");
            return Err(findings.refusal("item-without-value", Some(line), message, "write value=\"NAME OF THE OPTION\""));
        };
        let evaluation = element.attribute("evaluation").filter(|stated| stated.text.trim() != "null");
        Ok(Self { name: name.text, line, evaluation })
    }
}

impl Evaluation {
    fn read(element: Element<'_>) -> Self {
        Self {
            line: element.line(),
            form: element.attribute("ftype"),
            slope: element.attribute("slope"),
            offset: element.attribute("offset"),
            parameters: ["parameter0", "parameter1", "parameter2"].map(|name| element.attribute(name)),
        }
    }
}
