//! The voice of the judgements: what analysts wrote, in words, each with its reason.

use std::collections::BTreeMap;

use zopa_dossier::amount::Interval;
use zopa_dossier::case::{
    CaseFile, IssueEntry, Judgement, LimitEntry, LinkageEntry, OptionNames, PointsEntry, PreferenceEntry, RankEntry,
    RedLineEntry, StandingName, Unranked, ValuesEntry, WeightsEntry,
};

use super::facts::party_name;
use crate::document::{JudgedItem, JudgedKind, JudgedPreferences, JudgedRange, JudgementView, StandingView};
use crate::words::{count, list};

/// Every judgement of the case.
pub(super) fn judgements(case: &CaseFile) -> Vec<JudgementView> {
    let words = Words { case };
    let view = |judgement: &Judgement| JudgementView {
        id: judgement.id.clone(),
        author: judgement.author.clone(),
        as_of: judgement.as_of.map(|date| date.to_string()),
        about: judgement.about.clone(),
        preferences: judgement.preferences.iter().map(|(party, entry)| words.preferences(party, entry)).collect(),
    };
    case.judgements.iter().map(view).collect()
}

/// Turns short names into names for people.
struct Words<'a> {
    case: &'a CaseFile,
}

impl Words<'_> {
    fn entry(&self, issue: &str) -> Option<&IssueEntry> {
        self.case.issues.iter().find(|entry| entry.id == issue)
    }

    fn issue(&self, id: &str) -> String {
        self.entry(id).and_then(|entry| entry.name.clone()).unwrap_or_else(|| id.to_owned())
    }

    fn option(&self, issue: &str, id: &str) -> String {
        let options = self.entry(issue).map(|entry| entry.options.as_slice()).unwrap_or_default();
        options.iter().find(|option| option.id() == id).map_or_else(|| id.to_owned(), |option| option.name().to_owned())
    }

    fn package(&self, id: &str) -> String {
        let entry = self.case.packages.iter().find(|entry| entry.id == id);
        format!("“{}”", entry.and_then(|entry| entry.name.as_deref()).unwrap_or(id))
    }

    fn preferences(&self, party: &str, entry: &PreferenceEntry) -> JudgedPreferences {
        let mut items = Vec::new();
        items.extend(entry.points.as_ref().map(|points| self.points(party, points)));
        items.extend(entry.weights.as_ref().map(|weights| self.weights(party, weights)));
        items.extend(entry.values.iter().map(|(issue, values)| self.values(party, issue, values)));
        items.extend(entry.linkages.iter().enumerate().map(|(index, linkage)| self.linkage(party, index, linkage)));
        items.extend(entry.red_lines.iter().enumerate().map(|(index, line)| self.red_line(party, index, line)));
        items.extend(entry.limit.as_ref().map(|limit| self.limit(party, limit)));
        items.extend(entry.disagreement.as_ref().map(|stated| {
            let words = format!("No agreement is worth {} to it.", stated.worth.0);
            item(format!("{party}/disagreement"), JudgedKind::Disagreement, words, &stated.reason)
        }));
        JudgedPreferences { party: party_name(self.case, party), items }
    }

    fn points(&self, party: &str, entry: &PointsEntry) -> JudgedItem {
        let of_issue = |(issue, options): (&String, &BTreeMap<String, Interval>)| {
            let of = |option: &String| format!("{}: {}", self.issue(issue), self.option(issue, option));
            options.iter().map(|(option, worth)| range(of(option), worth)).collect::<Vec<_>>()
        };
        let ranges = entry.issues.iter().flat_map(of_issue).collect();
        let words = format!("Points for every option of {}.", count(entry.issues.len(), "issue", "issues"));
        JudgedItem { ranges, ..item(format!("{party}/points"), JudgedKind::Points, words, &entry.reason) }
    }

    fn weights(&self, party: &str, entry: &WeightsEntry) -> JudgedItem {
        let mut words = Vec::new();
        let ranking: Vec<Vec<String>> = entry.ranking.iter().map(|rank| self.rank(rank).0).collect();
        if !ranking.is_empty() {
            let tiers: Vec<String> = entry.ranking.iter().map(|rank| self.rank(rank).1).collect();
            words.push(format!("Most important first: {}", tiers.join("; then ")));
        }
        match entry.unranked {
            Some(Unranked::Below) => words.push("the others below, in no stated order".to_owned()),
            Some(Unranked::Free) => words.push("the others anywhere".to_owned()),
            None => {}
        }
        let ratio = |ratio: &zopa_dossier::case::RatioEntry| {
            format!("{} weighs at least {} times as much as {}", self.issue(&ratio.issue), ratio.times.0, self.issue(&ratio.than))
        };
        words.extend(entry.ratios.iter().map(ratio));
        if !entry.intervals.is_empty() {
            words.push(format!("{} with an interval", count(entry.intervals.len(), "weight", "weights")));
        }
        if words.is_empty() {
            words.push("Weights free: nothing is said of how the issues compare".to_owned());
        }
        let ranges = entry.intervals.iter().map(|(issue, worth)| range(self.issue(issue), worth)).collect();
        let words = format!("{}.", words.join("; "));
        JudgedItem { ranking, ranges, ..item(format!("{party}/weights"), JudgedKind::Weights, words, &entry.reason) }
    }

    /// The issues of a place in a ranking, and the place in words.
    fn rank(&self, rank: &RankEntry) -> (Vec<String>, String) {
        let names = |ids: &[String]| ids.iter().map(|id| self.issue(id)).collect::<Vec<_>>();
        match rank {
            RankEntry::One(id) => (vec![self.issue(id)], self.issue(id)),
            RankEntry::Equal(tier) => (names(&tier.equal), format!("{} alike", list(&names(&tier.equal), "and"))),
            RankEntry::Unordered(tier) => {
                (names(&tier.unordered), format!("{} in no stated order", list(&names(&tier.unordered), "and")))
            }
        }
    }

    fn values(&self, party: &str, issue: &str, entry: &ValuesEntry) -> JudgedItem {
        let group = |names: &OptionNames| names.names().iter().map(|id| self.option(issue, id)).collect::<Vec<_>>();
        let ranking: Vec<Vec<String>> = entry.best_to_worst.iter().map(group).collect();
        let ranges: Vec<JudgedRange> =
            entry.ranges.iter().map(|(option, worth)| range(self.option(issue, option), worth)).collect();
        let words = match &entry.linear {
            Some(line) => format!("Worth falls in equal steps from {}.", self.option(issue, &line.best)),
            None if ranking.is_empty() => "A range from 0 (worst) to 1 (best) for every option.".to_owned(),
            None => {
                let tiers: Vec<String> = ranking.iter().map(|group| group.join(" or ")).collect();
                format!("Best to worst: {}.", tiers.join("; then "))
            }
        };
        let id = format!("{party}/values/{issue}");
        JudgedItem { issue: Some(self.issue(issue)), ranking, ranges, ..item(id, JudgedKind::Values, words, &entry.reason) }
    }

    fn linkage(&self, party: &str, index: usize, entry: &LinkageEntry) -> JudgedItem {
        let combination = |options: &[String]| {
            let named: Vec<String> = entry.issues.iter().zip(options).map(|(issue, option)| self.option(issue, option)).collect();
            named.join(" with ")
        };
        let ranges = entry.adds.iter().map(|worth| range(combination(&worth.options), &worth.worth)).collect();
        let issues: Vec<String> = entry.issues.iter().map(|issue| self.issue(issue)).collect();
        let words =
            format!("Some combinations of {} are worth more, or less, than the sum of their parts.", list(&issues, "and"));
        JudgedItem { ranges, ..item(format!("{party}/linkages/{index}"), JudgedKind::Linkage, words, &entry.reason) }
    }

    fn red_line(&self, party: &str, index: usize, entry: &RedLineEntry) -> JudgedItem {
        let part = |(issue, names): (&String, &OptionNames)| {
            let options: Vec<String> = names.names().iter().map(|id| format!("“{}”", self.option(issue, id))).collect();
            format!("{}: {}", self.issue(issue), list(&options, "or"))
        };
        let parts: Vec<String> = entry.refuses.iter().map(part).collect();
        let sure = match entry.standing {
            StandingName::Firm => "firm",
            StandingName::Uncertain => "uncertain: it holds in one draw out of two",
        };
        let words = format!("Refuses, whatever else it gets, {} ({sure}).", parts.join(" together with "));
        let standing = Some(match entry.standing {
            StandingName::Firm => StandingView::Firm,
            StandingName::Uncertain => StandingView::Uncertain,
        });
        let issue = (entry.refuses.len() == 1).then(|| entry.refuses.keys().map(|id| self.issue(id)).collect());
        JudgedItem { issue, standing, ..item(format!("{party}/red_lines/{index}"), JudgedKind::RedLine, words, &entry.reason) }
    }

    fn limit(&self, party: &str, entry: &LimitEntry) -> JudgedItem {
        let words = if let Some(worth) = &entry.range {
            format!("Says yes from a utility of {} on.", worth.0)
        } else if let Some(package) = &entry.just_acceptable {
            format!("{} is just acceptable.", self.package(package))
        } else if let Some(package) = &entry.just_unacceptable {
            format!("{} is just not acceptable.", self.package(package))
        } else if let Some(between) = &entry.between {
            format!(
                "Refuses {} and accepts {}; the limit lies between.",
                self.package(&between.unacceptable),
                self.package(&between.acceptable)
            )
        } else if entry.never == Some(true) {
            "Nothing will do.".to_owned()
        } else {
            "Any outcome that crosses no red line will do.".to_owned()
        };
        let ranges = entry.range.iter().map(|worth| range("limit".to_owned(), worth)).collect();
        JudgedItem { ranges, ..item(format!("{party}/limit"), JudgedKind::Limit, words, &entry.reason) }
    }
}

fn item(id: String, kind: JudgedKind, words: String, reason: &str) -> JudgedItem {
    JudgedItem {
        id,
        kind,
        issue: None,
        words,
        ranking: Vec::new(),
        ranges: Vec::new(),
        standing: None,
        reason: reason.to_owned(),
    }
}

fn range(of: String, interval: &Interval) -> JudgedRange {
    JudgedRange { of, low: interval.0.low().to_string(), high: interval.0.high().to_string() }
}
