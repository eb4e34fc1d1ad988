//! `specs.json`: what NegoLog stored of a scenario, in its sense of the words.

use zopa_model::{Exact, OptionIndex, Threshold};

use super::super::document::{Document, Value};
use super::super::findings::Findings;
use super::super::options::Names;
use super::super::parties::base;
use super::super::{Claim, FieldIssue, Figure, Files, Profile, Refusal, Remark, Strictness};

/// The figures with the names that they have had in the file.
const MEASURES: [(&str, Figure); 6] = [
    ("NumberOfBids", Figure::Size),
    ("Opposition", Figure::Opposition),
    ("BalanceScore", Figure::Balance),
    ("Nash Product", Figure::NashProduct),
    ("Product Score", Figure::NashProduct),
    ("Social Welfare", Figure::SocialWelfare),
];
/// The points: the utilities of both parties, and the outcome.
const POINTS: [([&str; 2], &str, Figure); 2] =
    [(["Nash_A", "Nash_B"], "NashBid", Figure::Nash), (["Kalai_A", "Kalai_B"], "KalaiBid", Figure::KalaiOfNegoLog)];
/// The reservations of both parties.
const RESERVATIONS: [&str; 2] = ["ReservationValueProfileA", "ReservationValueProfileB"];

/// What the file says, as far as it could be read: what it claims is no reason to refuse a scenario.
pub(super) struct Specs {
    /// The scenario's name.
    pub(super) name: Option<String>,
    claims: Vec<Claim>,
    reservations: Vec<Option<Exact>>,
    findings: Option<Findings>,
}

impl Specs {
    /// Reads the file, where there is one.
    pub(super) fn read(files: &Files, issues: &[FieldIssue], strictness: Strictness) -> Self {
        let mut specs = Self { name: None, claims: Vec::new(), reservations: Vec::new(), findings: None };
        let Some((file, bytes)) = files.iter().find(|(file, _)| base(file) == "specs.json") else { return specs };
        let mut findings = Findings::on(file, strictness);
        match Document::json(file, bytes) {
            Ok(document) => {
                let root = document.root();
                specs.name = root.get("Name").and_then(|name| name.text().ok()).map(str::to_owned);
                let mut reader = Reader { file, names: Names::of(issues), findings: &mut findings };
                specs.claims = reader.claims(root);
                specs.reservations = RESERVATIONS.iter().map(|key| reader.number(root, key)).collect();
            }
            Err(refusal) => findings.note("claims-unreadable", refusal.line, format!("left out: {}", refusal.message)),
        }
        specs.findings = Some(findings);
        specs
    }

    /// The claims, where the parties are those of the file in its order.
    pub(super) fn claims(&self, profiles: &[Profile], in_order: bool, remarks: &mut Vec<Remark>) -> Vec<Claim> {
        let Some(mut findings) = self.findings.clone() else { return Vec::new() };
        if in_order {
            for ((key, claimed), profile) in RESERVATIONS.iter().zip(&self.reservations).zip(profiles) {
                let differs = |claimed: &Exact| profile.reservation != Threshold::At(claimed.clone());
                if let Some(claimed) = claimed.as_ref().filter(|claimed| differs(claimed)) {
                    let message = format!("`{key}` is {claimed}, and the profile says otherwise; the profile counts");
                    findings.note("other-reservation", None, message);
                }
            }
        } else {
            findings.note("claims-of-other-parties", None, "it is about other parties, or in another order; left out");
        }
        remarks.extend(findings.into_remarks());
        if in_order { self.claims.clone() } else { Vec::new() }
    }
}

struct Reader<'r> {
    file: &'r str,
    names: Names<'r>,
    findings: &'r mut Findings,
}

impl Reader<'_> {
    fn claims(&mut self, root: Value<'_>) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (key, figure) in MEASURES {
            claims.extend(self.number(root, key).map(|value| self.figure(figure, vec![value], None)));
        }
        for (keys, bid, figure) in POINTS {
            let utilities: Option<Vec<Exact>> = keys.iter().map(|key| self.number(root, key)).collect();
            let outcome = root.get(bid).and_then(|bid| self.names.outcome(bid));
            claims.extend(utilities.map(|utilities| self.figure(figure, utilities, outcome)));
        }
        claims
    }

    fn figure(&self, figure: Figure, values: Vec<Exact>, outcome: Option<Vec<OptionIndex>>) -> Claim {
        Claim::Figure { file: self.file.to_owned(), figure, values, outcome }
    }

    fn number(&mut self, root: Value<'_>, key: &str) -> Option<Exact> {
        let number: Result<Exact, Refusal> = root.get(key)?.number(self.findings);
        match number {
            Ok(number) => Some(number),
            Err(refusal) => {
                self.findings.note("claim-unreadable", refusal.line, format!("left out: {}", refusal.message));
                None
            }
        }
    }
}
