//! What the ranges say: odds, what they react to, what would flip them, what carries the conflict.

use zopa_analysis::margin::Margin;
use zopa_analysis::study::{DrawnStudy, Study};
use zopa_analysis::uncertainty::{
    self as room, Bar, Conclusion, Effect, Grouping, IntervalEnd, MarginQuantiles, PackageOdds, PackageSearch, Pair, Regrouping,
    Setting, WeightMethod,
};
use zopa_dossier::CompiledJudgement;

use super::labels::Labels;
use super::packages::Speaker;
use crate::document::{
    BestPackage, Blocker, Cloud, CloudPoint, Flip, FoundHow, Frequency, GroupingTest, Interaction, Interval, JudgementOdds,
    LimitBand, Odds, PartyFrequency, Reached, Sentence, Spread, Stake, Tornado, TornadoBar, Verdict,
};
use crate::words::{draws_in_words, percent, share_in_words, signed_number, thousands};

/// Bars shown of a tornado: the rest move the odds less than these.
const BARS: usize = 16;
/// Flips shown for each judgement and conclusion.
const FLIPS: usize = 6;
/// Pairs of inputs shown of a tornado, and how far from adding up a pair must be: about two standard errors.
const INTERACTIONS: usize = 3;
const INTERACTION: f64 = 0.06;
/// Groupings shown for each judgement.
const GROUPINGS: usize = 4;

/// The judgement under discussion, with what was found over its draws.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub(super) labels: Labels<'a>,
    pub(super) judgement: &'a CompiledJudgement,
    pub(super) study: &'a DrawnStudy,
}

/// A share over draws as the document has it.
pub(crate) fn frequency(of: room::Frequency) -> Frequency {
    Frequency::of(u64::from(of.count), u64::from(of.of))
}

impl Drawn<'_> {
    /// How figures over draws were found.
    pub(super) fn found_how(&self, draws: u64, reached: Reached) -> FoundHow {
        let plan = self.study.odds.plan;
        FoundHow {
            method: format!("{} draws from the stated ranges, seed {}", thousands(draws), plan.seed),
            reached,
            from: vec![format!("judgement:{}", self.judgement.id)],
            citation: None,
        }
    }

    /// What one judgement says of the odds. `best` is the id of its best package in the list of packages.
    pub(super) fn odds(&self, best: &str) -> JudgementOdds {
        let odds = &self.study.odds;
        let shares: Vec<f64> = self.shares();
        JudgementOdds {
            judgement: self.judgement.id.clone(),
            deal: frequency(odds.deal),
            lowest: shares.iter().copied().fold(1.0, f64::min),
            highest: shares.iter().copied().fold(0.0, f64::max),
            margin: margin(&odds.margin),
            best_package: odds.best_package.as_ref().map(|package| self.best_package(package, best)),
            value_of_information: odds.value_of_information,
            blockers: odds.blocks.iter().map(|block| self.blocker(block)).collect(),
            closed: self.closed(),
            found_how: FoundHow { method: self.method(), ..self.found_how(u64::from(odds.plan.draws), Reached::Sampled) },
        }
    }

    /// The odds as drawn, with each input at its ends, and with all limits at theirs.
    fn shares(&self) -> Vec<f64> {
        let tornado = &self.study.tornado;
        let limits = tornado.demanding.iter().chain(&tornado.yielding).chain(std::iter::once(&tornado.base));
        // A bar on few draws is no end of an interval: the interval is taken over the refined ones.
        let bars = tornado.bars.iter().filter(|bar| bar.is_refined).flat_map(|bar| [bar.low, bar.high]);
        limits.copied().chain(bars).map(room::Frequency::share).collect()
    }

    fn method(&self) -> String {
        let odds = &self.study.odds;
        let draws = thousands(u64::from(odds.plan.draws));
        let how = odds.methods.iter().enumerate().filter_map(|(party, method)| {
            let party = self.labels.party(party);
            match method.as_ref()? {
                WeightMethod::HitAndRun { .. } => Some(format!("weights of {party} by hit-and-run")),
                WeightMethod::Rejection { .. } => Some(format!("weights of {party} by rejection")),
                _ => None,
            }
        });
        let notes: Vec<String> = how.collect();
        let notes = if notes.is_empty() { String::new() } else { format!("; {}", notes.join(", ")) };
        format!(
            "{draws} draws from the stated ranges, seed {}; in each, the exact largest smallest gain over limits{notes}",
            odds.plan.seed
        )
    }

    fn best_package(&self, package: &PackageOdds, id: &str) -> BestPackage {
        BestPackage {
            package: id.to_owned(),
            outcome: self.labels.outcome(&package.outcome),
            accepted: joint(package),
            by_party: by_party(self.labels, package),
            near_best: self.study.odds.near_best.len() as u64,
        }
    }

    fn blocker(&self, block: &room::Block) -> Blocker {
        let party = self.labels.party(block.party);
        let (what, from) = self.labels.obstacle(self.judgement, block.party, block.what);
        let closed = block.deal.of - block.deal.count;
        let opens = Frequency::of(u64::from(block.deal_without.count - block.deal.count), u64::from(closed));
        let draws = match share_in_words(opens.share).as_str() {
            "none" => "in none of the draws".to_owned(),
            "all" => "in all draws".to_owned(),
            share => format!("in {share} draws"),
        };
        let words = format!(
            "If {party} set aside {} and all else stayed as judged, a zone would open {draws} that have none.",
            owned(&what)
        );
        Blocker { party: party.to_owned(), what, opens, words, from }
    }

    /// Options with which a party accepts nothing at all.
    fn closed(&self) -> Vec<Sentence> {
        let speaker = Speaker { labels: self.labels, judgement: self.judgement };
        self.study.closed.iter().map(|told| speaker.closed(told)).collect()
    }

    /// What the odds react to.
    pub(super) fn tornado(&self) -> Tornado {
        let tornado = &self.study.tornado;
        Tornado {
            judgement: self.judgement.id.clone(),
            base: tornado.base.share(),
            bars: tornado.bars.iter().filter(|bar| bar.length() > 0.0).take(BARS).map(|bar| self.bar(bar)).collect(),
            interactions: self.interactions(),
            found_how: FoundHow {
                method: "one input at a time at its two ends, everything else drawn as before (common draws)".to_owned(),
                ..self.found_how(u64::from(self.study.odds.plan.draws), Reached::Sampled)
            },
        }
    }

    /// The pairs of inputs that do together what the two alone do not add up to.
    fn interactions(&self) -> Vec<Interaction> {
        let mut pairs: Vec<&Pair> =
            self.study.tornado.pairs.iter().filter(|pair| pair.interaction.abs() >= INTERACTION).collect();
        pairs.sort_by(|a, b| b.interaction.abs().total_cmp(&a.interaction.abs()));
        pairs.into_iter().take(INTERACTIONS).map(|pair| self.interaction(pair)).collect()
    }

    fn interaction(&self, pair: &Pair) -> Interaction {
        let (first, second) = (self.labels.input(self.judgement, &pair.first), self.labels.input(self.judgement, &pair.second));
        let shares = pair.odds.map(|row| row.map(room::Frequency::share));
        let together = shares[1][1] - shares[0][0];
        let words = format!(
            "{} from {} to {} and {} from {} to {}: moved together they change the share of draws with a deal by {} in 100; the two changes one at a time would add up to {} in 100.",
            first.input,
            first.low,
            first.high,
            second.input,
            second.low,
            second.high,
            signed_number((together * 100.0).round()),
            signed_number(((together - pair.interaction) * 100.0).round())
        );
        Interaction { inputs: [first.input, second.input], shares, interaction: pair.interaction, words }
    }

    fn bar(&self, bar: &Bar) -> TornadoBar {
        let words = self.labels.input(self.judgement, &bar.input);
        TornadoBar {
            input: words.input,
            low_end: words.low,
            high_end: words.high,
            low: bar.low.share(),
            high: bar.high.share(),
            standard_error: bar.error,
            one_sided: matches!(bar.effect, Effect::LowOnly | Effect::HighOnly | Effect::SameDirection),
            from: words.from,
        }
    }

    /// What would turn a conclusion round, the nearest first; or that nothing does.
    pub(super) fn flips(&self) -> Vec<Flip> {
        let of = |conclusion: Conclusion| self.study.flips.iter().filter(move |flip| flip.conclusion == conclusion).take(FLIPS);
        let mut told: Vec<Flip> = of(Conclusion::Deal).map(|flip| self.flip(flip)).collect();
        if told.is_empty() {
            told.push(self.no_flip());
        }
        told.extend(of(Conclusion::BestPackage).map(|flip| self.flip(flip)));
        told
    }

    fn conclusion(&self, conclusion: Conclusion) -> String {
        match conclusion {
            Conclusion::Deal if self.study.odds.deal.share() > 0.5 => "a deal exists in more than half of the draws".to_owned(),
            Conclusion::Deal => "a deal exists in half of the draws or fewer".to_owned(),
            Conclusion::BestPackage => "which package is accepted in most draws".to_owned(),
        }
    }

    fn flip(&self, flip: &room::Flip) -> Flip {
        let words = self.labels.input(self.judgement, &flip.input);
        let at = self.labels.value(&flip.input, flip.value);
        let turned = match flip.conclusion {
            Conclusion::Deal if self.study.odds.deal.share() > 0.5 => "a deal no longer fits in more than half of the draws",
            Conclusion::Deal => "a deal fits in more than half of the draws",
            Conclusion::BestPackage => "another package is accepted in most draws",
        };
        let sentence = format!("{}: {at}, {turned}.", words.input);
        Flip {
            judgement: self.judgement.id.clone(),
            conclusion: self.conclusion(flip.conclusion),
            inputs: vec![words.input],
            distance: Some(flip.distance),
            words: sentence,
            found_how: FoundHow {
                method: "bisection on common draws, every eighth of the range looked at".to_owned(),
                from: words.from,
                ..self.found_how(u64::from(self.study.odds.plan.draws), Reached::Sampled)
            },
        }
    }

    fn no_flip(&self) -> Flip {
        Flip {
            judgement: self.judgement.id.clone(),
            conclusion: self.conclusion(Conclusion::Deal),
            inputs: Vec::new(),
            distance: None,
            words: "No value of any single input within what was stated turns this round.".to_owned(),
            found_how: self.found_how(u64::from(self.study.odds.plan.draws), Reached::Sampled),
        }
    }

    /// What other groupings of the clauses would say.
    pub(super) fn groupings(&self) -> Vec<GroupingTest> {
        let moved = |grouping: &&Grouping| grouping.deal != grouping.base;
        self.study.groupings.iter().filter(moved).take(GROUPINGS).map(|grouping| self.grouping(grouping)).collect()
    }

    fn grouping(&self, grouping: &Grouping) -> GroupingTest {
        let change = match grouping.regrouping {
            Regrouping::Merged(a, b) => format!("{} and {} ranked as one issue", self.labels.issue(a), self.labels.issue(b)),
            Regrouping::Split(issue) => format!("{} ranked as two issues", self.labels.issue(issue)),
        };
        let (deal, base) = (frequency(grouping.deal), frequency(grouping.base));
        let turns = if grouping.flips() { " That turns the answer round." } else { "" };
        let words = format!("{change}: a deal fits {} instead of {}.{turns}", draws_in_words(&deal), percent(base.share));
        GroupingTest { judgement: self.judgement.id.clone(), change, deal, flips: grouping.flips(), words }
    }

    /// How much of the conflict each issue carries.
    pub(super) fn stakes(&self) -> Vec<Stake> {
        let stake = |stake: &zopa_analysis::gap::stake::DrawnStake| {
            let share = stake.share?;
            Some(Stake {
                judgement: self.judgement.id.clone(),
                issue: self.labels.issue(stake.issue).to_owned(),
                share: Spread { low: share.low, middle: share.mean, high: share.high },
                opposition: stake.opposition.map(|opposition| opposition.mean),
                found_how: FoundHow {
                    method: "share of the conflict, and how far the parties order the options against each other, draw by draw"
                        .to_owned(),
                    ..self.found_how(self.study.looked_at as u64, Reached::Sampled)
                },
            })
        };
        self.study.stakes.iter().filter_map(stake).collect()
    }

    /// For two parties, where draws put packages.
    pub(super) fn cloud(&self) -> Option<Cloud> {
        let parties = self.labels.parties();
        let odds = &self.study.odds;
        let point = |point: &room::CloudPoint| {
            let [first, second] = point.utilities.as_slice() else { return None };
            Some(CloudPoint { utilities: [rounded(*first), rounded(*second)], accepted: point.acceptable })
        };
        let band = |(party, name): (usize, &String)| {
            let mut limits: Vec<f64> = odds.cloud.iter().filter_map(|point| point.reservations[party]).collect();
            limits.sort_by(f64::total_cmp);
            let at = |tenth: usize| limits.get((limits.len().max(1) - 1) * tenth / 10).copied();
            let range = at(1).zip(at(5)).zip(at(9)).map(|((low, middle), high)| Spread {
                low: rounded(low),
                middle: rounded(middle),
                high: rounded(high),
            });
            LimitBand { party: name.clone(), range }
        };
        (parties.len() == 2).then(|| Cloud {
            judgement: self.judgement.id.clone(),
            what: "In each draw shown, the package with the largest smallest gain and three packages at random".to_owned(),
            points: odds.cloud.iter().filter_map(point).collect(),
            limits: parties.iter().enumerate().map(band).collect(),
            found_how: self.found_how(u64::from(odds.plan.draws), Reached::Sampled),
        })
    }

    /// How the best package was sought.
    pub(super) fn search(&self) -> (String, Reached) {
        match self.study.odds.search {
            Some(PackageSearch::Listed { packages }) => {
                (format!("all {} packages looked at", thousands(packages as u64)), Reached::Sampled)
            }
            Some(PackageSearch::BestFound { packages }) => {
                (format!("best found among {} packages looked at", thousands(packages as u64)), Reached::BestFound)
            }
            None => ("no package was found".to_owned(), Reached::BestFound),
        }
    }
}

/// What somebody would set aside, as its own: "its red line on Territory".
fn owned(what: &str) -> String {
    if what.starts_with("its ") || what.starts_with("all its ") { what.to_owned() } else { format!("its {what}") }
}

/// Four decimals are plenty for a picture.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn margin(margin: &MarginQuantiles) -> Option<Spread> {
    let at = |margin: Margin<f64>| match margin {
        Margin::At(value) => Some(value),
        Margin::Impossible | Margin::Unlimited => None,
    };
    Some(Spread { low: at(margin.low)?, middle: at(margin.median)?, high: at(margin.high)? })
}

/// In how many draws everybody accepts a package: the product of independent frequencies, over the draws of one of them.
pub(super) fn joint(package: &PackageOdds) -> Frequency {
    let draws = package.by_party.iter().map(|of| u64::from(of.of)).max().unwrap_or(0);
    let count = (package.share * draws as f64).round() as u64;
    Frequency { share: package.share, count, draws, standard_error: package.standard_error }
}

/// In how many draws each party accepts it.
pub(super) fn by_party(labels: Labels<'_>, package: &PackageOdds) -> Vec<PartyFrequency> {
    let one = |(party, of): (usize, &room::Frequency)| PartyFrequency {
        party: labels.party(party).to_owned(),
        accepted: frequency(*of),
    };
    package.by_party.iter().enumerate().map(one).collect()
}

/// The odds over all judgements with ranges; `None` where there is none.
pub(super) fn odds(
    labels: Labels<'_>,
    judgements: &[CompiledJudgement],
    study: &Study,
    best: impl Fn(usize) -> String,
) -> Option<Odds> {
    let interval = study.interval.as_ref()?;
    let ranged = study.ranged();
    let drawn = |&index: &usize| Some(Drawn { labels, judgement: &judgements[index], study: study.judgements[index].drawn()? });
    let told: Vec<JudgementOdds> = ranged.iter().filter_map(|index| Some(drawn(index)?.odds(&best(*index)))).collect();
    let first = told.first()?;
    let plan = drawn(ranged.first()?)?.study.odds.plan;
    Some(Odds {
        judgement: first.judgement.clone(),
        deal: first.deal.share,
        best_package: first.best_package.as_ref().map(|package| package.accepted.share),
        interval: Interval {
            low: interval.low.deal.share(),
            high: interval.high.deal.share(),
            low_from: end(labels, judgements, &ranged, &interval.low),
            high_from: end(labels, judgements, &ranged, &interval.high),
            draws: u64::from(interval.low.deal.of.min(interval.high.deal.of)),
            standard_error: interval.sampling_error,
            verdict: match interval.verdict {
                room::Verdict::MoreThanHalf => Verdict::Likely,
                room::Verdict::LessThanHalf => Verdict::Unlikely,
                room::Verdict::CannotTell => Verdict::CannotTell,
            },
        },
        draws: u64::from(plan.draws),
        seed: plan.seed,
        judgements: told,
    })
}

fn end(labels: Labels<'_>, judgements: &[CompiledJudgement], ranged: &[usize], end: &IntervalEnd) -> String {
    let judgement = &judgements[ranged[end.scenario]];
    let at = |input: &room::Input, high: bool| {
        let words = labels.input(judgement, input);
        format!("with {} at {}", words.input, if high { words.high } else { words.low })
    };
    let setting = match &end.setting {
        Setting::AsDrawn => "everything as drawn".to_owned(),
        Setting::LimitsDemanding => "with every limit at its demanding end".to_owned(),
        Setting::LimitsYielding => "with every limit at its yielding end".to_owned(),
        Setting::Low(input) => at(input, false),
        Setting::High(input) => at(input, true),
    };
    format!("{}, {setting}", judgement.author)
}
