//! How clauses were grouped into issues is a choice: what the odds are when two issues are ranked as one, or one as two.
//!
//! Only weights that come from a ranking alone depend on it. A merged pair takes the better of its two places and
//! shares that one weight equally; a split issue takes two places, one after the other, and gets both weights.

use rayon::prelude::*;
use zopa_model::{IssueIndex, PartyIndex, Tier, WeightJudgement, Worth};

use super::Missing;
use super::draws::PartySample;
use super::frequency::Frequency;
use super::progress::{Stage, Watch, report};
use super::stream::{DrawPlan, ONE};
use super::weights::draw_weights;
use super::zone::{Flags, Zone, frequency};

/// Draws on which every grouping is tried.
const FEW: usize = 256;
/// Draws on which the groupings that matter are tried again.
const REFINED: usize = 1024;
/// Groupings that are tried again.
const GROUPINGS_THAT_MATTER: usize = 8;

/// Another way to group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regrouping {
    /// Two issues ranked as one.
    Merged(IssueIndex, IssueIndex),
    /// One issue ranked as two.
    Split(IssueIndex),
}

/// The odds under another way to group, for all parties whose weights come from a ranking alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The other way.
    pub regrouping: Regrouping,
    /// The odds under it.
    pub deal: Frequency,
    /// The odds as the issues stand, over the same number of draws.
    pub base: Frequency,
}

impl Grouping {
    /// Whether more than half of the draws have a deal under one grouping and not under the other.
    pub fn flips(&self) -> bool {
        (self.deal.share() > 0.5) != (self.base.share() > 0.5)
    }
}

/// The odds under every merger of two issues and every split of one, those that move the odds most first. All are
/// tried on 256 draws, the eight that move the odds most again on 1,024. Empty where no party's weights come from a
/// ranking alone.
///
/// # Errors
/// [`Missing::Stopped`] when `watch` breaks off.
pub fn groupings(zone: &Zone<'_>, watch: Watch<'_>) -> Result<Vec<Grouping>, Missing> {
    let ranked: Vec<(PartyIndex, &WeightJudgement)> =
        (0..zone.draws.parties.len()).filter_map(|party| Some((party, ranked(zone, party)?))).collect();
    let issues = zone.draws.structure.sizes().len();
    if ranked.is_empty() {
        return Ok(Vec::new());
    }
    report(watch, Stage::Flips, 0, 1)?;
    let mergers = (0..issues).flat_map(|a| (a + 1..issues).map(move |b| Regrouping::Merged(a, b)));
    let all: Vec<Regrouping> = mergers.chain((0..issues).map(Regrouping::Split)).collect();
    let on = |draws: usize, regroupings: Vec<Regrouping>| -> Vec<Grouping> {
        let draws = draws.min(zone.draws.count());
        let base = frequency(&zone.flags(draws));
        let one = |regrouping: &Regrouping| {
            let flags = flags_under(zone, &ranked, *regrouping, draws)?;
            Some(Grouping { regrouping: *regrouping, deal: frequency(&flags), base })
        };
        regroupings.par_iter().filter_map(one).collect()
    };
    let mut found = on(FEW, all);
    most_moving_first(&mut found);
    let matter: Vec<Regrouping> = found.iter().take(GROUPINGS_THAT_MATTER).map(|grouping| grouping.regrouping).collect();
    let refined = on(REFINED, matter);
    found.splice(..refined.len(), refined);
    most_moving_first(&mut found);
    Ok(found)
}

fn most_moving_first(groupings: &mut [Grouping]) {
    let moved = |grouping: &Grouping| (grouping.deal.share() - grouping.base.share()).abs();
    groupings.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
}

/// A party's ranking, where it is all that is said of its weights.
fn ranked<'a>(zone: &Zone<'a>, party: PartyIndex) -> Option<&'a WeightJudgement> {
    match &zone.draws.preferences(party).worth {
        Worth::Weighted { weights, .. } => {
            (!weights.tiers.is_empty() && weights.intervals.is_empty() && weights.ratios.is_empty()).then_some(weights)
        }
        Worth::Points(_) => None,
    }
}

fn flags_under(
    zone: &Zone<'_>,
    ranked: &[(PartyIndex, &WeightJudgement)],
    regrouping: Regrouping,
    draws: usize,
) -> Option<Flags> {
    let plan = DrawPlan { draws: draws as u32, ..zone.draws.plan };
    let mut samples: Vec<Option<PartySample>> = vec![None; zone.draws.parties.len()];
    for (party, judgement) in ranked {
        let (other, shares) = regrouped(judgement, regrouping);
        let (items, _) = draw_weights(&other, plan, &zone.draws.scenario.parties()[*party].name)?;
        samples[*party] = Some(zone.draws.reweighted(*party, spread(&items, &shares, draws), draws));
    }
    let parties = samples.iter().zip(&zone.draws.parties).map(|(new, old)| new.as_ref().unwrap_or(old)).collect();
    Some(zone.count(parties).flags(&(0..draws).collect::<Vec<_>>()))
}

/// How each issue's weight is made from the weights of the ranked items: all of each, or a half of one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Share {
    Of(Vec<usize>),
    HalfOf(usize),
}

/// The judgement over the regrouped items. An item keeps the number of its issue; a merged pair is numbered as the
/// lower of the two, and what follows the higher moves down; the second half of a split issue is numbered last.
fn regrouped(judgement: &WeightJudgement, regrouping: Regrouping) -> (WeightJudgement, Vec<Share>) {
    let issues = judgement.issues;
    let (count, number): (usize, Box<dyn Fn(usize) -> usize>) = match regrouping {
        Regrouping::Merged(a, b) => {
            (issues - 1, Box::new(move |issue| if issue == b { a } else { issue - usize::from(issue > b) }))
        }
        Regrouping::Split(_) => (issues + 1, Box::new(|issue| issue)),
    };
    let mut placed = vec![false; count];
    let mut tiers: Vec<Tier> = Vec::new();
    for tier in &judgement.tiers {
        let mut items: Vec<usize> = Vec::new();
        for item in tier.issues.iter().map(|&issue| number(issue)) {
            // The second of a merged pair has its place already.
            if !std::mem::replace(&mut placed[item], true) {
                items.push(item);
                items.extend((regrouping == Regrouping::Split(item)).then_some(issues));
            }
        }
        tiers.push(Tier { issues: items, kind: tier.kind });
    }
    tiers.retain(|tier| !tier.issues.is_empty());
    let share = |issue: usize| match regrouping {
        Regrouping::Merged(a, b) if issue == a || issue == b => Share::HalfOf(a),
        Regrouping::Split(split) if issue == split => Share::Of(vec![split, issues]),
        _ => Share::Of(vec![number(issue)]),
    };
    (WeightJudgement { issues: count, tiers, ..Default::default() }, (0..issues).map(share).collect())
}

/// The weights of the issues from those of the items; an odd unit of a half goes to the later issue of the pair.
fn spread(items: &[Vec<i64>], shares: &[Share], draws: usize) -> Vec<Vec<i64>> {
    let column = |(issue, share): (usize, &Share)| -> Vec<i64> {
        match share {
            Share::Of(of) => (0..draws).map(|draw| of.iter().map(|&item| items[item][draw]).sum()).collect(),
            Share::HalfOf(item) => {
                let later = shares[..issue].contains(share);
                items[*item].iter().map(|weight| weight / 2 + if later { weight % 2 } else { 0 }).collect()
            }
        }
    };
    let columns: Vec<Vec<i64>> = shares.iter().enumerate().map(column).collect();
    debug_assert!((0..draws).all(|draw| columns.iter().map(|column| column[draw]).sum::<i64>() == ONE));
    columns
}

#[cfg(test)]
mod tests {
    use zopa_model::TierKind;

    use super::*;

    fn ranked(order: &[IssueIndex]) -> WeightJudgement {
        let tiers = order.iter().map(|&issue| Tier { issues: vec![issue], kind: TierKind::Unordered }).collect();
        WeightJudgement { issues: order.len(), tiers, ..Default::default() }
    }

    fn places(judgement: &WeightJudgement) -> Vec<Vec<usize>> {
        judgement.tiers.iter().map(|tier| tier.issues.clone()).collect()
    }

    #[test]
    fn a_merged_pair_takes_the_better_place_and_halves_its_weight() {
        let (other, shares) = regrouped(&ranked(&[2, 0, 3, 1]), Regrouping::Merged(1, 2));
        assert_eq!((other.issues, places(&other)), (3, vec![vec![1], vec![0], vec![2]]));
        let items = [vec![30], vec![ONE - 41], vec![11]];
        let half = (ONE - 41) / 2;
        assert_eq!(spread(&items, &shares, 1), [vec![30], vec![half], vec![half + 1], vec![11]]);
    }

    #[test]
    fn a_split_issue_takes_two_places() {
        let (other, shares) = regrouped(&ranked(&[1, 0]), Regrouping::Split(1));
        assert_eq!((other.issues, places(&other)), (3, vec![vec![1, 2], vec![0]]));
        assert_eq!(spread(&[vec![1], vec![ONE - 3], vec![2]], &shares, 1), [vec![1], vec![ONE - 1]]);
    }
}
