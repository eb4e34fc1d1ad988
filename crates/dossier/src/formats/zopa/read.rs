//! From the file to the scenario: names to indices, and everything that the types do not hold checked.

use zopa_model::{Curve, Exact, IssueIndex, OptionIndex, Pattern, Pays, Region, Rule, Threshold};

use super::super::document::in_marks;
use super::super::options::{Names, first_twice};
use super::super::parties::chosen;
use super::super::{
    Asked, Discount, Evaluator, FieldIssue, FieldScenario, Format, Linkage, Meaning, Profile, Refusal, Remark, Reward,
    RewardTree, Values, Weight,
};
use super::file::{
    BoxEntry, ContributionEntry, CurveEntry, DiscountEntry, IssueEntry, LinkageEntry, LiteralEntry, PaysEntry, ProfileEntry,
    ReservationEntry, ScenarioFile, TreeEntry, ValuesEntry,
};
use super::number::Number;
use super::{LARGEST, VERSION};

/// Reads the file.
pub(super) fn read(file: &str, bytes: &[u8], asked: &Asked) -> Result<FieldScenario, Refusal> {
    let refused = |code, line, message: String, way_out: &str| Refusal {
        code,
        file: file.to_owned(),
        line,
        message,
        way_out: way_out.to_owned(),
    };
    if bytes.len() > LARGEST {
        return Err(refused(
            "too-large",
            None,
            format!("the file has {} bytes", bytes.len()),
            "only files of up to 16 MiB are read",
        ));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let ScenarioFile { zopa, scenario } = serde_json::from_slice(text).map_err(|error| {
        let line = Some(error.line()).filter(|line| *line > 0);
        let told = error.to_string();
        let message = told.rsplit_once(" at line ").map_or(told.as_str(), |(message, _)| message).to_owned();
        refused("scenario-file", line, message, "`zopa schema scenario` says how the file is written")
    })?;
    if zopa != VERSION {
        let message = format!("the file is of version {zopa}, and {VERSION} is read");
        return Err(refused("version", None, message, "read it with the version of zopa that wrote it"));
    }
    let issues = scenario.issues.into_iter().map(issue).collect::<Vec<_>>();
    let reader = Reader { file, issues: &issues, names: Names::of(&issues) };
    reader.told_apart()?;
    let rules = scenario.rules.into_iter().map(|rule| Ok(Rule { forbids: reader.pattern(&rule.forbids)?, reason: rule.reason }));
    let rules = rules.collect::<Result<_, Refusal>>()?;
    let mut profiles =
        scenario.profiles.into_iter().map(|entry| reader.profile(entry).map(Some)).collect::<Result<Vec<_>, _>>()?;
    let named = profiles.iter().flatten().map(|profile| if profile.file.is_empty() { &profile.name } else { &profile.file });
    let order = chosen(&named.map(String::as_str).collect::<Vec<_>>(), asked, None)?;
    let profiles = order.into_iter().filter_map(|at| profiles[at].take()).collect();
    let remarks = as_negmas(file, asked.meaning);
    Ok(FieldScenario { name: scenario.name, format: Format::Zopa, issues, rules, profiles, claims: Vec::new(), remarks })
}

fn as_negmas(file: &str, meaning: Meaning) -> Vec<Remark> {
    let message = "NegMAS does not read this format; read as zopa does".to_owned();
    let remark = Remark { weight: Weight::Note, code: "as-its-owner", file: file.to_owned(), line: None, message };
    if meaning == Meaning::Negmas { vec![remark] } else { Vec::new() }
}

fn issue(entry: IssueEntry) -> FieldIssue {
    let values = match entry.values {
        ValuesEntry::Options(options) => Values::Options(options),
        ValuesEntry::Integers { low, high } => Values::Integers { low, high },
        ValuesEntry::Reals { low, high } => Values::Reals { low: low.0, high: high.0 },
    };
    FieldIssue { name: entry.name, values }
}

fn exact(numbers: Vec<Number>) -> Vec<Exact> {
    numbers.into_iter().map(|number| number.0).collect()
}

struct Reader<'r> {
    file: &'r str,
    issues: &'r [FieldIssue],
    names: Names<'r>,
}

impl Reader<'_> {
    fn refusal(&self, code: &'static str, message: String, way_out: &str) -> Refusal {
        Refusal { code, file: self.file.to_owned(), line: None, message, way_out: way_out.to_owned() }
    }

    /// Checks that names tell issues and options apart, and that ranges are ranges.
    fn told_apart(&self) -> Result<(), Refusal> {
        if let Some(name) = first_twice(self.issues.iter().map(|issue| issue.name.as_str())) {
            let message = format!("two issues are called {}", in_marks(name));
            return Err(self.refusal("duplicate-issue", message, "give each a name of its own"));
        }
        for issue in self.issues {
            let fault = match &issue.values {
                Values::Options(options) if options.is_empty() => Some("has no options".to_owned()),
                Values::Options(options) => {
                    first_twice(options.iter().map(String::as_str)).map(|name| format!("has two options {}", in_marks(name)))
                }
                Values::Integers { low, high } => (low > high).then(|| "has no numbers between its ends".to_owned()),
                Values::Reals { low, high } => (low >= high).then(|| "has no amounts between its ends".to_owned()),
            };
            if let Some(fault) = fault {
                return Err(self.refusal("issue", format!("{} {fault}", in_marks(&issue.name)), "mend the issue"));
            }
        }
        Ok(())
    }

    fn issue(&self, name: &str) -> Result<IssueIndex, Refusal> {
        self.names.issue(name).ok_or_else(|| {
            self.refusal("unknown-issue", format!("{} is no issue", in_marks(name)), "name an issue of the scenario")
        })
    }

    fn option(&self, issue: IssueIndex, name: &str) -> Result<OptionIndex, Refusal> {
        let at = self.names.option(issue, name).and_then(|at| OptionIndex::try_from(at).ok());
        at.ok_or_else(|| {
            let message = format!("{} is no option of {}", in_marks(name), in_marks(&self.issues[issue].name));
            self.refusal("unknown-option", message, "name an option of the issue; amounts have none")
        })
    }

    fn pattern(&self, literals: &[LiteralEntry]) -> Result<Pattern, Refusal> {
        let literal = |entry: &LiteralEntry| {
            let issue = self.issue(&entry.issue)?;
            Ok((issue, entry.options.iter().map(|name| self.option(issue, name)).collect::<Result<_, Refusal>>()?))
        };
        Ok(Pattern::new(literals.iter().map(literal).collect::<Result<Vec<_>, Refusal>>()?))
    }

    fn profile(&self, entry: ProfileEntry) -> Result<Profile, Refusal> {
        if entry.issues.len() != self.issues.len() {
            let message = format!(
                "{} says what {} issues contribute, and there are {}",
                in_marks(&entry.name),
                entry.issues.len(),
                self.issues.len()
            );
            return Err(self.refusal("wrong-length", message, "give one contribution for each issue, in their order"));
        }
        let evaluators = entry.issues.into_iter().zip(self.issues).map(|(entry, issue)| self.evaluator(entry, issue));
        Ok(Profile {
            evaluators: evaluators.collect::<Result<_, _>>()?,
            linkages: entry.linkages.into_iter().map(|linkage| self.linkage(linkage)).collect::<Result<_, _>>()?,
            rewards: entry.boxes.map(|tree| self.tree(tree)).transpose()?,
            refusals: entry.red_lines.iter().map(|line| self.pattern(line)).collect::<Result<_, _>>()?,
            name: entry.name,
            file: entry.file,
            constant: entry.constant.map_or_else(Exact::zero, |number| number.0),
            cap: entry.cap.map(|number| number.0),
            reservation: match entry.reservation {
                ReservationEntry::Any => Threshold::Any,
                ReservationEntry::At(limit) => Threshold::At(limit.0),
                ReservationEntry::Never => Threshold::Never,
            },
            disagreement: entry.disagreement.map(|number| number.0),
            discount: entry.discount.map(|discount| match discount {
                DiscountEntry::OverTime(factor) => Discount::OverTime(factor.0),
                DiscountEntry::EachRound(factor) => Discount::EachRound(factor.0),
            }),
        })
    }

    fn evaluator(&self, entry: ContributionEntry, issue: &FieldIssue) -> Result<Evaluator, Refusal> {
        let name = in_marks(&issue.name);
        match entry {
            ContributionEntry::Table(numbers) if Some(numbers.len() as u64) == issue.values.count() => {
                Ok(Evaluator::Table(exact(numbers)))
            }
            ContributionEntry::Table(numbers) => {
                let message = format!("a table of {} numbers stands for the options of {name}", numbers.len());
                Err(self.refusal("wrong-length", message, "give one number for each option; amounts have a curve"))
            }
            ContributionEntry::Curve { .. } if matches!(issue.values, Values::Options(_)) => {
                let message = format!("a curve stands for {name}, whose options are no numbers");
                Err(self.refusal("no-table", message, "give a table"))
            }
            ContributionEntry::Curve { weight, curve } => {
                Ok(Evaluator::Curve { weight: weight.0, curve: Box::new(curve_of(*curve)) })
            }
        }
    }

    fn linkage(&self, entry: LinkageEntry) -> Result<Linkage, Refusal> {
        let issues = entry.issues.iter().map(|name| self.issue(name)).collect::<Result<Vec<_>, _>>()?;
        let fault = |what: &str| {
            let message = format!("the linkage of {} {what}", entry.issues.join(", "));
            self.refusal(
                "linkage",
                message,
                "join two issues or more, in the order of the scenario, with a number for each combination",
            )
        };
        if issues.len() < 2 || !issues.is_sorted_by(|one, next| one < next) {
            return Err(fault("does not join several issues in their order"));
        }
        let mut sizes = issues.iter().map(|&issue| self.issues[issue].values.count());
        let count = sizes.try_fold(1u64, |count, size| count.checked_mul(size?));
        if count != Some(entry.values.len() as u64) {
            return Err(fault("has not one number for each combination"));
        }
        Ok(Linkage { issues, values: exact(entry.values) })
    }

    /// Boxes nested as they may be; the JSON reader bounds how deep they are.
    fn tree(&self, entry: TreeEntry) -> Result<RewardTree, Refusal> {
        let parts = |entries: Vec<TreeEntry>| entries.into_iter().map(|entry| self.tree(entry)).collect::<Result<Vec<_>, _>>();
        let compared = |entries: Vec<TreeEntry>| match entries.as_slice() {
            [] => Err(self.refusal("boxes", "nothing is compared with nothing".to_owned(), "give `least` and `greatest` parts")),
            _ => parts(entries),
        };
        Ok(match entry {
            TreeEntry::Box(entry) => RewardTree::Box(self.reward(entry)?),
            TreeEntry::Sum(entries) => RewardTree::Sum(parts(entries)?),
            TreeEntry::Least(entries) => RewardTree::Least(compared(entries)?),
            TreeEntry::Greatest(entries) => RewardTree::Greatest(compared(entries)?),
        })
    }

    fn reward(&self, entry: BoxEntry) -> Result<Reward, Refusal> {
        let mut bounds = Vec::with_capacity(entry.bounds.len());
        for bound in &entry.bounds {
            let issue = self.issue(&bound.issue)?;
            bounds.push((issue, self.option(issue, &bound.from)?, self.option(issue, &bound.to)?));
        }
        let empty =
            || self.refusal("boxes", "the bounds of a box leave nothing inside".to_owned(), "give the first option first");
        Ok(Reward {
            region: Region::new(bounds).ok_or_else(empty)?,
            pays: match entry.pays {
                PaysEntry::Inside => Pays::Inside,
                PaysEntry::Outside => Pays::Outside,
            },
            value: entry.value.0,
        })
    }
}

fn curve_of(entry: CurveEntry) -> Curve {
    match entry {
        CurveEntry::Constant(value) => Curve::Constant(value.0),
        CurveEntry::Affine { slope, offset } => Curve::Affine { slope: slope.0, offset: offset.0 },
        CurveEntry::Clamped { slope, offset } => Curve::Clamped { slope: slope.0, offset: offset.0 },
        CurveEntry::Triangular { low, top, high } => Curve::Triangular { low: low.0, top: top.0, high: high.0 },
        CurveEntry::Quadratic { square, slope, offset } => {
            Curve::Quadratic { square: square.0, slope: slope.0, offset: offset.0 }
        }
    }
}
