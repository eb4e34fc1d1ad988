//! Packages, trades and improvements, in words: what, the numbers, where they come from, what would change it.

use std::cmp::Ordering;

use std::fmt;
use zopa_analysis::measure::Unmeasured;

use zopa_analysis::packages::explanation::{self as room, Basis, Claim, Explanation, Kind, Number, WouldChange};
use zopa_analysis::packages::improvement::{Improvement as Beyond, Step};
use zopa_analysis::packages::logroll::{BestExchange, DrawnExchange, Exchange};
use zopa_analysis::study::{Asked, DrawnStudy, Improved, MeasuredPackage, PackageStudy, PointStudy};
use zopa_analysis::uncertainty::Acceptability;
use zopa_dossier::CompiledJudgement;
use zopa_model::{Exact, Outcome, Quantum};

use super::labels::Labels;
use super::odds::{Drawn, by_party, frequency, joint};
use crate::document::{
    FoundHow, Gain, Improvement, Measures, OutcomeView, PackageKind, PackageView, RankedPackage, Ranking, Reached, Sentence,
    SentenceKind, Trade, TradeSide,
};
use crate::words::{capitalised, count, draws_in_words, list, number, percent, signed_number, thousands};

/// What would change an answer: entries told at most.
const CHANGES: usize = 3;

/// What utilities a figure on points stands on.
#[derive(Clone, Copy)]
pub(super) enum Footing {
    /// The points that were stated.
    Stated,
    /// A named reading of the ranges.
    Named(zopa_analysis::uncertainty::Basis),
    /// The mean of so many draws.
    MeanOfDraws(usize),
}

impl fmt::Display for Footing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stated => f.write_str("stated points"),
            Self::Named(basis) => write!(f, "basis {}", basis.name()),
            Self::MeanOfDraws(draws) => write!(f, "at the mean of {draws} draws"),
        }
    }
}

/// Speaks of packages of one judgement.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub(super) labels: Labels<'a>,
    pub(super) judgement: &'a CompiledJudgement,
}

impl<'a> Speaker<'a> {
    /// The id of a package, unique over judgements.
    pub(super) fn id(&self, asked: &Asked) -> String {
        match asked {
            Asked::Named(index) => self.own(&self.judgement.scenario.packages()[*index].name),
            Asked::MostAccepted => format!("{}/most-accepted", self.judgement.id),
            Asked::Offer(party, place) => format!("{}/offer-{}-{}", self.judgement.id, self.labels.party_id(*party), place + 1),
            Asked::Question => self.own("asked-about"),
        }
    }

    /// The id of a package that several judgements look at: each has figures of its own for it.
    fn own(&self, id: &str) -> String {
        if self.is_alone() { id.to_owned() } else { format!("{}/{id}", self.judgement.id) }
    }

    fn is_alone(&self) -> bool {
        self.labels.compiled.judgements.len() < 2
    }

    fn label(&self, asked: &Asked) -> String {
        match asked {
            Asked::Named(index) => {
                let name = self.labels.compiled.names.packages[*index].clone();
                if self.is_alone() { name } else { format!("{name} ({})", self.judgement.author) }
            }
            Asked::MostAccepted => format!("Accepted in most draws ({})", self.judgement.author),
            Asked::Offer(party, place) => {
                format!("Offer {} of near-equal worth to {} ({})", place + 1, self.labels.party(*party), self.judgement.author)
            }
            Asked::Question => "The package asked about".to_owned(),
        }
    }

    /// A package with everything that is to be said of it.
    pub(super) fn package(&self, package: &PackageStudy, drawn: &Drawn<'_>) -> PackageView {
        let told = package.explanations.iter().map(|told| self.sentence(told, &package.acceptance.package));
        let explanation = told.filter(|sentence| !sentence.words.is_empty() || sentence.would_change.is_some()).collect();
        let (kind, judgement) = match package.asked {
            Asked::MostAccepted => (PackageKind::MostAccepted, Some(self.judgement.id.clone())),
            Asked::Offer(..) => (PackageKind::NearEqualOffer, Some(self.judgement.id.clone())),
            Asked::Named(_) | Asked::Question => (PackageKind::OfTheCase, Some(self.judgement.id.clone())),
        };
        let mut view = PackageView {
            id: self.id(&package.asked),
            label: self.label(&package.asked),
            kind,
            judgement,
            outcome: self.labels.outcome(&package.odds.outcome),
            accepted: Some(joint(&package.odds)),
            by_party: by_party(self.labels, &package.odds),
            explanation,
        };
        if package.asked == Asked::MostAccepted {
            view.explanation.insert(0, self.found_by(drawn));
        }
        view
    }

    /// How the best package was sought, so that "best" is not taken for more than it is.
    fn found_by(&self, drawn: &Drawn<'_>) -> Sentence {
        let (words, reached) = drawn.search();
        let worth = drawn.study.odds.value_of_information;
        let knowing = worth.map(|worth| {
            format!(
                " Some deal exists in {} of the draws, this package is accepted in {}: knowing the limits before naming a package would be worth the difference of {}.",
                percent(drawn.study.odds.deal.share()),
                percent(drawn.study.odds.best_package.as_ref().map_or(0.0, |best| best.share)),
                percent(worth.max(0.0))
            )
        });
        Sentence {
            kind: SentenceKind::Odds,
            words: format!("{}.{}", capitalised(&words), knowing.unwrap_or_default()),
            would_change: drawn
                .study
                .tornado
                .bars
                .first()
                .map(|bar| format!("most of all, {}", self.labels.input(self.judgement, &bar.input).input)),
            found_how: drawn.found_how(u64::from(drawn.study.odds.plan.draws), reached),
        }
    }

    /// That a party accepts nothing with an option.
    pub(super) fn closed(&self, told: &Explanation) -> Sentence {
        let claims: Vec<String> = told.what.iter().filter_map(|claim| self.claim(claim)).collect();
        Sentence {
            kind: SentenceKind::Blocked,
            words: format!("{}.", claims.join("; ")),
            would_change: None,
            found_how: self.found_how(&told.from),
        }
    }

    /// An explanation in words.
    fn sentence(&self, told: &Explanation, package: &Outcome) -> Sentence {
        let mut claims: Vec<String> = told.what.iter().filter_map(|claim| self.claim(claim)).collect();
        claims.extend(told.numbers.iter().filter(|number| is_told(told.kind, number)).filter_map(|number| self.number(number)));
        // A lower limit always helps; it is worth saying only where nothing else does.
        let has_other = told.changes.iter().any(|change| !matches!(change, WouldChange::LowerLimit(_)));
        let changes = told.changes.iter().filter(|change| !(has_other && matches!(change, WouldChange::LowerLimit(_))));
        let changes: Vec<String> = changes.filter_map(|change| self.change(change, package)).take(CHANGES).collect();
        Sentence {
            kind: match told.kind {
                Kind::Trade => SentenceKind::Trade,
                Kind::Blocked => SentenceKind::Blocked,
                Kind::Odds => SentenceKind::Odds,
                Kind::Efficient => SentenceKind::Efficient,
                Kind::NotDecidable => SentenceKind::NotDecidable,
            },
            words: if claims.is_empty() { String::new() } else { format!("{}.", capitalised(&claims.join("; "))) },
            would_change: (!changes.is_empty()).then(|| format!("{}.", changes.join("; "))),
            found_how: self.found_how(&told.from),
        }
    }

    fn found_how(&self, from: &[Basis]) -> FoundHow {
        let drawn = from.iter().find_map(|basis| match basis {
            Basis::Draws(draws) => Some(*draws),
            _ => None,
        });
        let mut refs: Vec<String> = from.iter().flat_map(|basis| self.basis(basis)).collect();
        refs.sort();
        refs.dedup();
        FoundHow {
            method: match drawn {
                Some(draws) => format!("counted over the first {draws} draws of the stated ranges"),
                None if from.contains(&Basis::Frontier) => {
                    "the whole frontier was computed, so nothing better is open".to_owned()
                }
                None => "computed exactly from the stated points".to_owned(),
            },
            reached: if drawn.is_some() { Reached::Sampled } else { Reached::Exact },
            from: refs,
            citation: None,
        }
    }

    fn basis(&self, basis: &Basis) -> Vec<String> {
        let judged = |party, part: &str| vec![format!("judgement:{}/{}/{part}", self.judgement.id, self.labels.party_id(party))];
        match basis {
            Basis::LimitOf(party) => judged(*party, "limit"),
            Basis::PreferencesOf(_) | Basis::RedLinesOf(_) => vec![format!("judgement:{}", self.judgement.id)],
            Basis::Rules | Basis::Draws(_) | Basis::Frontier => Vec::new(),
        }
    }

    /// A claim in words; `None` for what the figures of the package say already.
    fn claim(&self, claim: &Claim) -> Option<String> {
        let labels = self.labels;
        let moves = |issue, from, to| {
            format!("{} from “{}” to “{}”", labels.issue(issue), labels.option(issue, from), labels.option(issue, to))
        };
        Some(match claim {
            Claim::AcceptedByAll { .. } => return None,
            Claim::Yields { party, issue, from, to } => {
                format!("{} yields on {}", labels.party(*party), moves(*issue, *from, *to))
            }
            Claim::Gains { party, issue, from, to } => format!("{} gains on {}", labels.party(*party), moves(*issue, *from, *to)),
            Claim::BothGain { parties, changes, .. } => {
                let changes: Vec<String> = changes
                    .iter()
                    .map(|&(issue, to)| format!("{} to “{}”", labels.issue(issue), labels.option(issue, to)))
                    .collect();
                format!(
                    "{} and {} both gain by moving {}",
                    labels.party(parties.0),
                    labels.party(parties.1),
                    list(&changes, "and")
                )
            }
            Claim::Blocks { party, issue, option } => {
                format!(
                    "What most keeps {} from a yes is {} at “{}”",
                    labels.party(*party),
                    labels.issue(*issue),
                    labels.option(*issue, *option)
                )
            }
            Claim::NoPackage { party, issue, option, frequency: of, exact } => {
                let draws = draws_in_words(&frequency(*of));
                let is_lower_bound = !exact && of.count < of.of;
                format!(
                    "{} accepts no package at all with {} at “{}” {}",
                    labels.party(*party),
                    labels.issue(*issue),
                    labels.option(*issue, *option),
                    if is_lower_bound { draws.replacen("in ", "in at least ", 1) } else { draws }
                )
            }
            Claim::DealExists { frequency: of } => format!("Some deal exists {}", draws_in_words(&frequency(*of))),
            Claim::NothingBetter { exact: true } => {
                "Nothing among the options that were written down is better for one and no worse for the others".to_owned()
            }
            Claim::NothingBetter { exact: false } => {
                "Nothing better for one and no worse for the others was found within the limits".to_owned()
            }
            Claim::Better { exact, .. } => {
                let known = if *exact { "" } else { " (best found)" };
                format!("Another package is better for somebody and worse for nobody{known}")
            }
            Claim::Missing(missing) => format!("The model cannot tell: {}", self.missing(missing)),
        })
    }

    fn missing(&self, missing: &room::Missing) -> String {
        match missing {
            room::Missing::Preferences(party) => format!("what {} weighs and values is missing", self.labels.party(*party)),
            room::Missing::Limit(party) => format!("from where on {} says yes is missing", self.labels.party(*party)),
            room::Missing::Position(party, issue) => {
                format!("what {} says on {} is missing", self.labels.party(*party), self.labels.issue(*issue))
            }
            room::Missing::Package => "a package to start from is missing".to_owned(),
            room::Missing::Search => "a longer search is needed".to_owned(),
        }
    }

    fn number(&self, value: &Number) -> Option<String> {
        let labels = self.labels;
        let amount = |amount: &room::Amount| signed_number(amount.quantum.to_f64(amount.units));
        Some(match value {
            Number::Part { party, issue, amount: by } => {
                format!("{} alone: {} to {}", labels.issue(*issue), amount(by), labels.party(*party))
            }
            Number::Gain { party, amount: by } => format!("in all {} to {}", amount(by), labels.party(*party)),
            Number::MeanGain { party, mean } => {
                format!("{} to {} on average over those draws", signed_number(*mean), labels.party(*party))
            }
            Number::Accepts { party, frequency: of } => {
                format!("{} accepts {}", labels.party(*party), draws_in_words(&frequency(*of)))
            }
            Number::Shortfall { party, spread } => format!(
                "where {} refuses for want of worth, it misses its limit by {} on average (in one draw of ten by less than {}, in one by more than {})",
                labels.party(*party),
                number(spread.mean),
                number(spread.low),
                number(spread.high)
            ),
            Number::Pays { frequency: of } => format!("both gain {}", draws_in_words(&frequency(*of))),
            Number::WorthOfKnowing { frequency: of } if of.count == 0 => return None,
            Number::WorthOfKnowing { frequency: of } => {
                format!("knowing the limits would open it {}", draws_in_words(&frequency(*of)))
            }
        })
    }

    /// What would change an answer, in words; `None` for what every page says of all its answers.
    fn change(&self, change: &WouldChange, package: &Outcome) -> Option<String> {
        let labels = self.labels;
        Some(match change {
            WouldChange::OtherOptions => return None,
            WouldChange::WeightBelow { party, issue, part } => format!(
                "it stops paying for {} where {} weighs less than {} of what it does now",
                labels.party(*party),
                labels.issue(*issue),
                percent(part.to_f64())
            ),
            WouldChange::Moving { issue, to, party, opens, by_all } => {
                let to = labels.option(*issue, *to);
                match party {
                    Some(party) => format!(
                        "moving it to “{to}” opens {} of the {} draws in which {} refuses (all accept in {} then)",
                        opens.count,
                        opens.of,
                        labels.party(*party),
                        percent(by_all.share())
                    ),
                    None => format!(
                        "moving {} from “{}” to “{to}”: all accept {} then",
                        labels.issue(*issue),
                        labels.option(*issue, package.option(*issue)),
                        draws_in_words(&frequency(*by_all))
                    ),
                }
            }
            WouldChange::Opening { issue, to, packages } => format!(
                "moving {} to “{}” opens {} to it",
                labels.issue(*issue),
                labels.option(*issue, *to),
                count(*packages as usize, "package", "packages")
            ),
            WouldChange::LowerLimit(party) => format!("a lower limit of {}", labels.party(*party)),
            WouldChange::RedLine(party) => format!("{} setting aside a red line", labels.party(*party)),
            WouldChange::LongerSearch => "a longer search".to_owned(),
            WouldChange::Learning(missing) => format!("learning what is missing ({})", self.missing(missing)),
        })
    }

    /// How each party ranks the packages that were ranked, by how often each is its first choice.
    pub(super) fn rankings(&self, study: &DrawnStudy) -> Vec<Ranking> {
        let id = |outcome: &Outcome| {
            let known = study.packages.iter().find(|package| package.odds.outcome == *outcome);
            known.map(|package| self.id(&package.asked)).unwrap_or_default()
        };
        let ranking = |(party, ranked): (usize, &Vec<Acceptability>)| {
            let mut packages: Vec<RankedPackage> = ranked
                .iter()
                .map(|one| RankedPackage { package: id(&one.outcome), ranks: one.ranks.clone(), confidence: one.confidence })
                .collect();
            packages.sort_by(|a, b| {
                b.ranks.iter().zip(&a.ranks).map(|(b, a)| b.total_cmp(a)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
            });
            let plan = study.odds.plan;
            Ranking {
                judgement: self.judgement.id.clone(),
                party: self.labels.party(party).to_owned(),
                packages,
                found_how: FoundHow {
                    method: format!(
                        "rank acceptability over {} draws from the stated ranges, seed {}; limits and red lines play no part",
                        thousands(u64::from(plan.draws)),
                        plan.seed
                    ),
                    reached: Reached::Sampled,
                    from: vec![format!("judgement:{}", self.judgement.id)],
                    citation: Some("Lahdelma and Salminen 2001, Operations Research 49:444".to_owned()),
                },
            }
        };
        study.ranks.iter().enumerate().map(ranking).collect()
    }

    /// How packages share out what there is to gain, on a point.
    pub(super) fn measures(&self, study: &PointStudy, basis: &str) -> Vec<Measures> {
        study.packages.iter().map(|package| self.measured(package, study, basis)).collect()
    }

    fn measured(&self, package: &MeasuredPackage, study: &PointStudy, basis: &str) -> Measures {
        let measures = [
            ("integrative ratio", &package.integrative_ratio),
            ("balance", &package.balance),
            ("Pareto efficiency", &package.pareto_efficiency),
        ];
        let value = |found: &Result<Exact, Unmeasured>| found.as_ref().ok().map(Exact::to_f64);
        let note = |(name, found): &(&str, &Result<Exact, Unmeasured>)| Some(format!("{name}: {}", found.as_ref().err()?));
        let accepts = package.accepted.iter().enumerate().filter(|(_, accepts)| **accepts);
        Measures {
            judgement: self.judgement.id.clone(),
            package: self.id(&package.asked),
            basis: basis.to_owned(),
            utilities: package
                .units
                .iter()
                .zip(&study.utilities)
                .map(|(&units, utility)| utility.quantum.to_f64(units))
                .collect(),
            accepted_by: accepts.map(|(party, _)| self.labels.party(party).to_owned()).collect(),
            integrative_ratio: value(&package.integrative_ratio),
            balance: value(&package.balance),
            pareto_efficiency: value(&package.pareto_efficiency),
            notes: measures.iter().filter_map(note).collect(),
        }
    }

    /// A package that was measured on a point only: nothing was drawn for it.
    pub(super) fn undrawn(&self, package: &MeasuredPackage) -> PackageView {
        let outcome: OutcomeView = self.labels.outcome(&package.outcome);
        PackageView {
            id: self.id(&package.asked),
            label: self.label(&package.asked),
            kind: PackageKind::OfTheCase,
            judgement: Some(self.judgement.id.clone()),
            outcome,
            accepted: None,
            by_party: Vec::new(),
            explanation: Vec::new(),
        }
    }

    /// Trades over draws, from the package most often accepted.
    pub(super) fn drawn_trades(&self, study: &DrawnStudy) -> Vec<Trade> {
        let Some(best) = &study.odds.best_package else { return Vec::new() };
        let trade = |exchange: &DrawnExchange| Trade {
            judgement: self.judgement.id.clone(),
            package: self.id(&Asked::MostAccepted),
            // Who yields where differs from draw to draw; the sentence says what both gain.
            sides: Vec::new(),
            sentence: self.sentence(&Explanation::of_drawn_exchange(exchange, study.looked_at), &best.outcome),
        };
        study.exchanges.iter().map(trade).collect()
    }

    /// Trades on stated points, from each package that was asked about.
    pub(super) fn stated_trades(&self, point: &PointStudy) -> Vec<Trade> {
        let quanta: Vec<Quantum> = point.utilities.iter().map(|utility| utility.quantum).collect();
        let found = point.exchanges.iter().filter_map(|(asked, best)| match best {
            BestExchange::Found(exchange) => Some(self.stated_trade(asked, exchange, &quanta)),
            BestExchange::None { .. } => None,
        });
        found.collect()
    }

    fn stated_trade(&self, asked: &Asked, exchange: &Exchange, quanta: &[Quantum]) -> Trade {
        let side = |side: &zopa_analysis::packages::logroll::Side| TradeSide {
            party: self.labels.party(side.party).to_owned(),
            yields_on: self.labels.issue(side.yields.0).to_owned(),
            cost: quanta[side.party].to_f64(-side.yields.1),
            gains_on: self.labels.issue(side.gains.0).to_owned(),
            gain: quanta[side.party].to_f64(side.gains.1),
        };
        Trade {
            judgement: self.judgement.id.clone(),
            package: self.id(asked),
            sides: exchange.sides.iter().map(side).collect(),
            sentence: self.sentence(&Explanation::of_exchange(exchange, quanta), &exchange.from),
        }
    }

    /// What lies beyond each package that was asked about.
    pub(super) fn improvements(&self, improved: &[Improved], quanta: &[Quantum], footing: Footing) -> Vec<Improvement> {
        improved.iter().map(|improved| self.improvement(improved, quanta, footing)).collect()
    }

    fn improvement(&self, improved: &Improved, quanta: &[Quantum], footing: Footing) -> Improvement {
        let chosen: Option<&Step> = match &improved.found {
            Beyond::Found { chosen, .. } => Some(chosen),
            Beyond::Efficient | Beyond::NoneFound { .. } => None,
        };
        let gain = |(party, (&units, quantum)): (usize, (&i128, &Quantum))| Gain {
            party: self.labels.party(party).to_owned(),
            gain: quantum.to_f64(units),
        };
        let mut sentence = self.sentence(&Explanation::of_improvement(&improved.found, quanta), &improved.from);
        let (method, reached) = match &improved.found {
            Beyond::Efficient => ("the whole frontier was computed", Reached::Exact),
            Beyond::Found { exact: true, .. } => {
                ("every package that is better for somebody and worse for nobody is known", Reached::Exact)
            }
            Beyond::Found { exact: false, .. } | Beyond::NoneFound { .. } => ("search within the limits", Reached::BestFound),
        };
        sentence.found_how.method = format!("{method} ({footing})");
        sentence.found_how.reached = match (footing, reached) {
            // What holds at the mean of draws is exact for no draw.
            (Footing::MeanOfDraws(_), Reached::Exact) => Reached::Sampled,
            (_, reached) => reached,
        };
        if let Some(step) = chosen {
            sentence.words = format!("{} {}", sentence.words, self.steps(&improved.from, &step.outcome));
        }
        Improvement {
            judgement: self.judgement.id.clone(),
            of: self.id(&improved.asked),
            outcome: chosen.map(|step| self.labels.outcome(&step.outcome)),
            gains: chosen.map(|step| step.gains.iter().zip(quanta).enumerate().map(gain).collect()).unwrap_or_default(),
            sentence,
        }
    }

    /// What changes from one package to another.
    fn steps(&self, from: &Outcome, to: &Outcome) -> String {
        let changed = (0..from.options().len()).filter(|&issue| from.option(issue) != to.option(issue));
        let step = |issue| format!("{} to “{}”", self.labels.issue(issue), self.labels.option(issue, to.option(issue)));
        format!("It moves {}.", list(&changed.map(step).collect::<Vec<_>>(), "and"))
    }
}

/// Whether a number is told beside the claims: what stands beside the package already is not repeated.
fn is_told(kind: Kind, number: &Number) -> bool {
    match kind {
        Kind::Blocked | Kind::Efficient => false,
        Kind::Odds => matches!(number, Number::Shortfall { .. }),
        Kind::Trade | Kind::NotDecidable => true,
    }
}
