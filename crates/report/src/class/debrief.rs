//! The debrief: every group's deal against the frontier of its own game, with names.

use std::collections::BTreeMap;

use serde::Serialize;
use zopa_model::Units;
use zopa_table::class::{ClassSummary, Course, Ended, Form, GroupWorth, Measured, Spread, debrief, summary};

use super::Lesson;
use super::lesson::NoLesson;
use crate::document::OutcomeView;
use crate::json::pretty;

/// Every group's deal against the frontier of its own game.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DebriefDocument {
    /// Version of this shape.
    pub zopa: u32,
    /// `debrief`.
    pub kind: &'static str,
    /// The title of the case.
    pub case: String,
    /// What stands above everything, where the case is about real people.
    pub heading: Option<&'static str>,
    /// The seed of draws and variation.
    pub seed: u64,
    /// Whether every group had payoffs of its own.
    pub varied: bool,
    /// Which draw of the seed it is, where the case leaves something open.
    pub draw: Option<u32>,
    /// The parties, in the order of every vector.
    pub parties: Vec<String>,
    /// The issues.
    pub issues: Vec<String>,
    /// The groups, by number.
    pub groups: Vec<GroupView>,
    /// What the class did as a whole.
    pub class: ClassView,
}

/// How a group ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndedName {
    /// With a deal.
    Deal,
    /// Without one.
    NoDeal,
    /// Nothing was handed in, or forms differ.
    NotIn,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupView {
    /// Its number.
    pub group: u32,
    /// How it ended.
    pub ended: EndedName,
    /// Whether its payoffs differ from the case's.
    pub varied: bool,
    /// What was agreed.
    pub agreement: Option<OutcomeView>,
    /// From how many points on each part says yes; `null` where anything will do.
    pub limits: Vec<Option<i64>>,
    /// What no agreement is worth to each part.
    pub nothing: Vec<i64>,
    /// The best of each part.
    pub best: Vec<i64>,
    /// Whether there was anything that all would sign: `exists`, `empty`, `unknown`.
    pub zone: &'static str,
    /// What the ending is worth; `null` for a group that is not in.
    pub worth: Option<WorthView>,
    /// The frontier, in shares.
    pub frontier: Vec<Vec<f64>>,
}

/// What the ending of a group is worth. Shares go from 0 (what no agreement is worth) to 1 (the part's best).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorthView {
    /// In points.
    pub points: Vec<i64>,
    /// As shares.
    pub shares: Vec<f64>,
    /// Parties that signed less than their limit, or crossed a red line.
    pub below_limit: Vec<String>,
    /// The distance to the frontier, in shares.
    pub to_frontier: Option<f64>,
    /// Whether nothing is better for somebody and worse for nobody; `null` for no deal.
    pub efficient: Option<bool>,
    /// Something better for somebody and worse for nobody, with its points.
    pub better: Option<BetterView>,
    /// Each party's part of the sum of gains.
    pub surplus_shares: Vec<Option<f64>>,
    /// The sum of gains over the largest.
    pub integrative_ratio: Option<f64>,
    /// The product of gains over the largest.
    pub nash_ratio: Option<f64>,
    /// No deal, though there was something that all would have signed.
    pub missed: bool,
}

/// Something better for somebody and worse for nobody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BetterView {
    /// The package.
    pub outcome: OutcomeView,
    /// Its points, part by part.
    pub points: Vec<i64>,
}

/// What the class did as a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassView {
    /// Groups in all.
    pub groups: usize,
    /// Groups with a deal.
    pub deals: usize,
    /// Groups without one.
    pub no_deals: usize,
    /// Groups that are not in; they count in no mean.
    pub not_in: usize,
    /// Groups without a deal though there was something that all would have signed.
    pub missed: usize,
    /// Groups in whose game there was nothing that all would sign.
    pub no_zone: usize,
    /// Deals that nobody could improve on without a loss for somebody.
    pub efficient: usize,
    /// Deals below the limit of somebody.
    pub below_limit: usize,
    /// The shares of each party over the deals.
    pub shares: Vec<SpreadView>,
    /// The distance to the frontier over the deals.
    pub to_frontier: SpreadView,
    /// The integrative ratio over the deals.
    pub integrative_ratio: SpreadView,
    /// The Nash ratio over the deals.
    pub nash_ratio: SpreadView,
}

/// A figure over the deals of a class.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SpreadView {
    /// Deals that it is defined for.
    pub of: usize,
    /// Deals that it is not defined for; they are left out.
    pub left_out: usize,
    /// The mean.
    pub mean: Option<f64>,
    /// The middle.
    pub median: Option<f64>,
    /// The least.
    pub least: Option<f64>,
    /// The greatest.
    pub greatest: Option<f64>,
}

/// What stands above a debrief about real people.
const REAL: &str = "An exercise on one analyst's guesses; it says nothing of what these parties will do";

/// The debrief of these groups, by number, each with its form.
///
/// # Errors
/// Where the game of a group cannot be measured.
pub fn document(lesson: &Lesson, course: &Course, forms: &BTreeMap<u32, Option<Form>>) -> Result<DebriefDocument, NoLesson> {
    let measured = debrief(course, forms)?;
    let whole = summary(&measured, course.parts());
    Ok(DebriefDocument {
        zopa: 1,
        kind: "debrief",
        case: lesson.title.clone(),
        heading: lesson.is_real.then_some(REAL),
        seed: course.seed(),
        varied: course.is_varied(),
        draw: course.draw(),
        parties: lesson.parties.clone(),
        issues: lesson.issues.iter().map(|issue| issue.name.clone()).collect(),
        groups: measured.iter().map(|group| group_view(lesson, course, group)).collect(),
        class: class_view(&whole),
    })
}

fn points(units: &[Units]) -> Vec<i64> {
    units.iter().map(|&units| short(units)).collect()
}

/// Points are a few hundred at most; what is beyond is shown at the end of the scale.
fn short(units: Units) -> i64 {
    i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX })
}

fn group_view(lesson: &Lesson, course: &Course, group: &Measured) -> GroupView {
    GroupView {
        group: group.group,
        ended: match group.ended {
            Ended::Deal => EndedName::Deal,
            Ended::NoDeal => EndedName::NoDeal,
            Ended::NotIn => EndedName::NotIn,
        },
        varied: group.is_varied,
        agreement: group.outcome.as_ref().map(|outcome| lesson.outcome(outcome)),
        limits: group.limits.iter().map(|limit| limit.map(short)).collect(),
        nothing: points(&group.nothing),
        best: points(&group.best),
        zone: group.zone.word(),
        worth: group.worth.as_ref().map(|worth| worth_view(lesson, course, group.group, worth)),
        frontier: group.frontier.clone(),
    }
}

fn worth_view(lesson: &Lesson, course: &Course, group: u32, worth: &GroupWorth) -> WorthView {
    let below = worth.accepts.iter().zip(&lesson.parties).filter(|(accepts, _)| !**accepts);
    let better = worth.better.as_ref().map(|outcome| BetterView {
        outcome: lesson.outcome(outcome),
        points: course.game(group).payoffs.iter().map(|payoff| short(payoff.utility().evaluate(outcome))).collect(),
    });
    WorthView {
        points: points(&worth.points),
        shares: worth.shares.clone(),
        below_limit: below.map(|(_, party)| party.clone()).collect(),
        to_frontier: worth.to_frontier,
        efficient: worth.is_efficient,
        better,
        surplus_shares: worth.surplus_shares.clone(),
        integrative_ratio: worth.integrative_ratio,
        nash_ratio: worth.nash_ratio,
        missed: worth.is_missed,
    }
}

fn class_view(whole: &ClassSummary) -> ClassView {
    ClassView {
        groups: whole.groups,
        deals: whole.deals,
        no_deals: whole.no_deals,
        not_in: whole.not_in,
        missed: whole.missed,
        no_zone: whole.no_zone,
        efficient: whole.efficient,
        below_limit: whole.below_limit,
        shares: whole.shares.iter().map(spread_view).collect(),
        to_frontier: spread_view(&whole.to_frontier),
        integrative_ratio: spread_view(&whole.integrative_ratio),
        nash_ratio: spread_view(&whole.nash_ratio),
    }
}

fn spread_view(spread: &Spread) -> SpreadView {
    let figures = spread.figures;
    SpreadView {
        of: spread.of,
        left_out: spread.left_out,
        mean: figures.map(|figures| figures.mean),
        median: figures.map(|figures| figures.median),
        least: figures.map(|figures| figures.least),
        greatest: figures.map(|figures| figures.greatest),
    }
}

/// The debrief as indented JSON with a newline at its end.
pub fn json(document: &DebriefDocument) -> String {
    pretty(document)
}

impl DebriefDocument {
    /// "5 groups: 3 deals, 1 without a deal, 1 not in".
    pub(crate) fn counts(&self) -> String {
        use crate::words::count;
        let class = &self.class;
        let mut words = format!("{}: {}", count(class.groups, "group", "groups"), count(class.deals, "deal", "deals"));
        if class.no_deals > 0 {
            words.push_str(&format!(", {} without a deal", class.no_deals));
        }
        if class.not_in > 0 {
            words.push_str(&format!(", {} not in (left out of every mean)", class.not_in));
        }
        words
    }

    /// What is worth saying of the class in sentences.
    pub(crate) fn remarks(&self) -> Vec<String> {
        use crate::words::count;
        let class = &self.class;
        let mut remarks = Vec::new();
        if class.deals > 0 {
            remarks.push(match (class.efficient, class.deals - class.efficient) {
                (0, _) => "No deal is on its frontier: in each somebody could have had more at nobody's cost.".to_owned(),
                (_, 0) => "Every deal is on its frontier: nobody could get more without a loss for somebody.".to_owned(),
                (efficient, _) => format!(
                    "{efficient} of {} {} on the frontier; in the others somebody could have had more at nobody's cost.",
                    count(class.deals, "deal", "deals"),
                    if efficient == 1 { "is" } else { "are" }
                ),
            });
        }
        if class.missed > 0 {
            remarks.push(format!(
                "{} ended without a deal though there was something that all would have signed.",
                count(class.missed, "group", "groups")
            ));
        }
        if class.no_zone > 0 {
            remarks.push(format!(
                "In {} there was nothing that all would sign: walking away was right.",
                count(class.no_zone, "group", "groups")
            ));
        }
        if class.below_limit > 0 {
            remarks.push(format!(
                "In {} somebody signed below the limit, or what could not be signed.",
                count(class.below_limit, "deal", "deals")
            ));
        }
        remarks
    }

    /// How groups were given their points.
    pub(crate) fn how(&self) -> String {
        let draw = self.draw.map_or_else(String::new, |draw| format!(", draw {draw}"));
        let same = self.groups.iter().filter(|group| !group.varied).count();
        let mut words = match self.varied {
            true => format!("Payoffs varied by seed {}{draw}; every group has a frontier of its own", self.seed),
            false => format!("The same payoffs for every group (seed {}{draw})", self.seed),
        };
        if self.varied && same > 0 {
            words.push_str(&format!("; {same} played those of the case, as no variation kept what it must"));
        }
        words
    }
}
