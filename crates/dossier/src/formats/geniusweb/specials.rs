//! `specials.json`: what the leagues ANL 2022 and 2023 stored of a scenario, in their sense of the words.

use zopa_model::{Exact, OptionIndex};

use super::super::document::{Document, Value};
use super::super::findings::Findings;
use super::super::options::Names;
use super::super::parties::base;
use super::super::{Asked, Claim, Figure, Files, Refusal, Remark};
use super::domain::Domain;

/// A point with the line that it stands on.
type ClaimedPoint = (Option<usize>, Vec<Exact>);

/// The figures with the names that they have in the file.
const MEASURES: [(&str, Figure); 3] =
    [("size", Figure::Size), ("opposition", Figure::Opposition), ("distribution", Figure::Distribution)];
/// The points with the names that they have in the file.
const POINTS: [(&str, Figure); 3] =
    [("social_welfare", Figure::SocialWelfarePoint), ("nash", Figure::Nash), ("kalai", Figure::KalaiOfAnl)];

/// The claims of `specials.json`, which are about the profiles in the order of their files (`in_order`).
///
/// A claim that cannot be read is no reason to refuse a scenario: it is remarked on and left out.
pub(super) fn read(
    files: &Files,
    domain: &Domain,
    in_order: bool,
    asked: &Asked,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<Claim>, Refusal> {
    let Some((file, bytes)) = files.iter().find(|(file, _)| base(file) == "specials.json") else { return Ok(Vec::new()) };
    let mut findings = Findings::on(file, asked.strictness);
    let claims = match Document::json(file, bytes) {
        _ if !in_order => {
            findings.note("claims-of-other-parties", None, "it is about other parties, or in another order; left out");
            Vec::new()
        }
        Ok(document) => Reader { file, names: Names::of(&domain.issues), findings: &mut findings }.claims(document.root()),
        Err(refusal) => {
            findings.note("claims-unreadable", refusal.line, format!("left out: {}", refusal.message));
            Vec::new()
        }
    };
    remarks.extend(findings.into_remarks());
    Ok(claims)
}

struct Reader<'r> {
    file: &'r str,
    names: Names<'r>,
    findings: &'r mut Findings,
}

impl Reader<'_> {
    fn claims(mut self, root: Value<'_>) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (key, figure) in MEASURES {
            let number = root.get(key).map(|value| value.number(self.findings));
            claims.extend(self.kept(number).map(|value| self.figure(figure, vec![value], None)));
        }
        for (key, figure) in POINTS {
            let point = root.get(key).map(|value| self.point(value));
            claims.extend(self.kept(point).map(|(values, outcome)| self.figure(figure, values, outcome)));
        }
        let points = root.get("pareto_front").map(|value| self.frontier(value));
        claims.extend(self.kept(points).map(|points| Claim::Frontier { file: self.file.to_owned(), points }));
        claims
    }

    fn figure(&self, figure: Figure, values: Vec<Exact>, outcome: Option<Vec<OptionIndex>>) -> Claim {
        Claim::Figure { file: self.file.to_owned(), figure, values, outcome }
    }

    /// What could be read; the rest is remarked on.
    fn kept<T>(&mut self, claim: Option<Result<T, Refusal>>) -> Option<T> {
        match claim? {
            Ok(claim) => Some(claim),
            Err(refusal) => {
                self.findings.note("claim-unreadable", refusal.line, format!("left out: {}", refusal.message));
                None
            }
        }
    }

    fn frontier(&mut self, value: Value<'_>) -> Result<Vec<ClaimedPoint>, Refusal> {
        value.items()?.map(|point| Ok((point.line(), self.point(point)?.0))).collect()
    }

    fn point(&mut self, value: Value<'_>) -> Result<(Vec<Exact>, Option<Vec<OptionIndex>>), Refusal> {
        let utilities = value.required("utility")?.items()?.map(|number| number.number(self.findings));
        let utilities = utilities.collect::<Result<Vec<_>, _>>()?;
        Ok((utilities, value.get("bid").and_then(|bid| self.names.outcome(bid))))
    }
}
