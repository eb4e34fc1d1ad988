//! Packages on the bench in names and sentences.

use zopa_analysis::Limits;
use zopa_analysis::bench::{Bench, PackageReading, PartyReading, Settled};
use zopa_analysis::gap::{Gap, gap};
use zopa_analysis::packages::improvement::{Improvement, Step};
use zopa_analysis::uncertainty::Watch;
use zopa_model::{Outcome, PartyIndex, Pattern, Topic, Track, Utility};

use super::asked::{Asked, BenchQuestion};
use super::document::{
    ComparisonDocument, CrossedView, DifferenceView, ImprovableView, PackageDocument, PartyVerdict, ReadingView, RowView,
    UtilityView, VerdictView,
};
use crate::answers::{Refused, Seen};
use crate::document::OutcomeView;
use crate::words::{count, list, number, signed_number, thousands};

/// How a package, whole or in part, fares by one judgement of the case as it is `seen`, and what lies beyond it.
///
/// # Errors
/// As [`plane()`](super::plane()), and a package that names what the case does not show, or what is not for bargaining.
pub fn package(
    seen: &Seen,
    question: &BenchQuestion,
    outcome: &OutcomeView,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<PackageDocument, Refused> {
    let compiled = seen.dossier().compile();
    let asked = Asked::new(seen, &compiled, question)?;
    let settled = asked.names().settled(outcome)?;
    let bench = asked.bench()?;
    let judge = Judge::new(&asked, &bench);
    let verdict = judge.verdict(&settled, watch)?;
    let (improvable, efficiency) = judge.beyond(&settled, limits);
    Ok(PackageDocument { head: asked.head(), verdict, improvable, efficiency, duties: asked.asides(Track::Duty) })
}

/// Several packages beside each other, over the same draws.
///
/// # Errors
/// As [`package`].
pub fn comparison(
    seen: &Seen,
    question: &BenchQuestion,
    packages: &[(String, OutcomeView)],
    watch: Watch<'_>,
) -> Result<ComparisonDocument, Refused> {
    let compiled = seen.dossier().compile();
    let asked = Asked::new(seen, &compiled, question)?;
    let settled: Vec<Settled> = packages.iter().map(|(_, outcome)| asked.names().settled(outcome)).collect::<Result<_, _>>()?;
    let bench = asked.bench()?;
    let judge = Judge::new(&asked, &bench);
    let row = |((name, _), settled): (&(String, OutcomeView), &Settled)| {
        Ok(RowView { name: name.clone(), verdict: judge.verdict(settled, watch)? })
    };
    let rows = packages.iter().zip(&settled).map(row).collect::<Result<_, Refused>>()?;
    Ok(ComparisonDocument { rows, differences: differences(&asked, &settled), head: asked.head(), sides: asked.sides() })
}

fn differences(asked: &Asked<'_>, packages: &[Settled]) -> Vec<DifferenceView> {
    let names = asked.names();
    let differs = |issue: &usize| packages.windows(2).any(|pair| pair[0].option(*issue) != pair[1].option(*issue));
    let view = |issue: usize| DifferenceView {
        issue: names.issue(issue).to_owned(),
        options: packages.iter().map(|one| Some(names.option(issue, one.option(issue)?).to_owned())).collect(),
    };
    (0..names.issues().len()).filter(differs).map(view).collect()
}

struct Judge<'a> {
    asked: &'a Asked<'a>,
    bench: &'a Bench<'a>,
    gap: Gap,
}

impl<'a> Judge<'a> {
    fn new(asked: &'a Asked<'a>, bench: &'a Bench<'a>) -> Self {
        Self { asked, bench, gap: gap(&asked.compiled.positions) }
    }

    fn verdict(&self, settled: &Settled, watch: Watch<'_>) -> Result<VerdictView, Refused> {
        let found = self.bench.reading(settled, watch).map_err(|missing| self.asked.missing(&missing))?;
        let open: Vec<String> = settled.open().iter().map(|&issue| self.asked.names().issue(issue).to_owned()).collect();
        let rules = self.asked.scenario.space().rules();
        Ok(VerdictView {
            reading: if found.is_whole { ReadingView::WholePackage } else { ReadingView::SomeCompletion },
            reading_words: if found.is_whole {
                "Nothing is open: counted are draws in which the package is accepted.".to_owned()
            } else {
                format!(
                    "{} open: counted are draws in which some way to settle {} would be accepted, for each party the way that is best for it, and for all one and the same way. Which way that is may differ from draw to draw.",
                    count(open.len(), "clause is", "clauses are"),
                    if open.len() == 1 { "it" } else { "them" }
                )
            },
            parties: (0..found.parties.len()).map(|party| self.party(party, &found, settled)).collect(),
            all: found.all.into(),
            undecided: found.undecided,
            open,
            broken: found.broken.iter().map(|&rule| self.broken(&rules[rule])).collect(),
        })
    }

    fn broken(&self, rule: &zopa_model::Rule) -> String {
        format!("{} cannot stand together: {}", self.pattern(&rule.forbids), rule.reason)
    }

    /// "Territory (“five regions” or “held areas”) with Bases (“foreign”)".
    fn pattern(&self, pattern: &Pattern) -> String {
        let names = self.asked.names();
        let part = |(issue, options): &(usize, Vec<u32>)| {
            let named: Vec<String> = options.iter().map(|&option| format!("“{}”", names.option(*issue, option))).collect();
            format!("{} ({})", names.issue(*issue), list(&named, "or"))
        };
        pattern.literals().iter().map(part).collect::<Vec<_>>().join(" with ")
    }

    fn party(&self, party: PartyIndex, found: &PackageReading, settled: &Settled) -> PartyVerdict {
        let names = self.asked.names();
        let reading = &found.parties[party];
        let unseen = |issue: &usize| {
            let topic = self.gap.topic(Topic::Issue(*issue));
            settled.option(*issue).is_some() && topic.is_some_and(|topic| topic.unseen.contains(&party))
        };
        let unseen = (0..names.issues().len()).filter(unseen).map(|issue| names.issue(issue).to_owned());
        PartyVerdict {
            party: names.parties()[party].clone(),
            accepts: reading.accepts.into(),
            utility: reading.worth.map(UtilityView::from),
            why_not: self.why_not(party, found.is_whole, reading),
            crossed: self.crossed(party, reading, settled),
            unseen: unseen.collect(),
        }
    }

    /// Why a party says no, one sentence for each reason; the counts add up to the draws in which it does.
    fn why_not(&self, party: PartyIndex, is_whole: bool, reading: &PartyReading) -> Vec<String> {
        let name = &self.asked.names().parties()[party];
        let of = thousands(u64::from(reading.accepts.of));
        let in_draws = |number: u32| format!("In {} of {of} draws", thousands(u64::from(number)));
        let mut sentences = Vec::new();
        if reading.never > 0 {
            sentences.push(format!("{} {name} signs nothing at all, whatever it is worth.", in_draws(reading.never)));
        }
        if reading.closed > 0 {
            let what = if is_whole { "it breaks a rule or crosses" } else { "every way to complete it breaks a rule or crosses" };
            sentences.push(format!("{} {what} a red line of {name}.", in_draws(reading.closed)));
        }
        if reading.below_limit > 0 {
            let what = if is_whole { "it is" } else { "even the completion that is best for this party is" };
            let missed = reading.shortfall.map(|by| format!("; on average it misses the limit by {} there", number(by.mean)));
            let missed = missed.unwrap_or_default();
            sentences.push(format!("{} {what} worth less to {name} than its limit{missed}.", in_draws(reading.below_limit)));
        }
        if reading.undecided > 0 {
            let draws = count(reading.undecided as usize, "draw", "draws");
            sentences.push(format!("In {draws} more the search was stopped before it knew; they are not counted."));
        }
        sentences
    }

    fn crossed(&self, party: PartyIndex, reading: &PartyReading, settled: &Settled) -> Vec<CrossedView> {
        let names = self.asked.names();
        let Some(preferences) = &self.asked.scenario.preferences()[party] else { return Vec::new() };
        let mut all = Vec::new();
        for crossed in &reading.crossed {
            let line = &preferences.red_lines[crossed.line].refuses;
            let holds = match crossed.holds {
                holds if holds.count == holds.of => "it holds in every draw".to_owned(),
                holds => format!("it is not certain, and holds in {} of {} draws", holds.count, holds.of),
            };
            let what = format!("red line on {}; {holds}", self.pattern(line));
            for (issue, _) in line.literals() {
                let option = settled.option(*issue).map(|option| names.option(*issue, option).to_owned());
                all.extend(option.map(|option| CrossedView {
                    issue: names.issue(*issue).to_owned(),
                    option,
                    what: what.clone(),
                }));
            }
        }
        all
    }

    /// What lies beyond a whole package at the mean of the draws, and a sentence whatever the answer is.
    fn beyond(&self, settled: &Settled, limits: &Limits) -> (Option<ImprovableView>, String) {
        let Some(outcome) = settled.outcome() else {
            return (None, "Clauses are open; whether something is better can be told of a whole package.".to_owned());
        };
        let draws = thousands(u64::from(self.bench.draws().plan().draws));
        match self.bench.beyond(&outcome, limits) {
            Err(no_mean) => (None, format!("The model cannot tell whether something is better: {no_mean}.")),
            Ok((Improvement::Efficient, _)) => (
                None,
                format!(
                    "At the mean of {draws} draws nothing among the options that were written down is better for one and no worse for the others."
                ),
            ),
            Ok((Improvement::NoneFound { stop, .. }, _)) => {
                (None, format!("Nothing better for one and no worse for the others was found within the limits ({stop})."))
            }
            Ok((Improvement::Found { chosen, exact, .. }, utilities)) => {
                let view = self.improvable(&outcome, &chosen, exact, &utilities);
                let sentence = view.sentence.clone();
                (Some(view), sentence)
            }
        }
    }

    fn improvable(&self, from: &Outcome, chosen: &Step, exact: bool, utilities: &[Utility]) -> ImprovableView {
        let names = self.asked.names();
        let gains: Vec<f64> = chosen.gains.iter().zip(utilities).map(|(&units, utility)| utility.quantum.to_f64(units)).collect();
        let told: Vec<String> =
            gains.iter().zip(names.parties()).map(|(gain, party)| format!("{} to {party}", signed_number(*gain))).collect();
        let moved = (0..names.issues().len()).filter(|&issue| from.option(issue) != chosen.outcome.option(issue));
        let moved: Vec<String> = moved
            .map(|issue| format!("{} to “{}”", names.issue(issue), names.option(issue, chosen.outcome.option(issue))))
            .collect();
        ImprovableView {
            outcome: self.asked.outcome(&chosen.outcome),
            sentence: format!(
                "Moving {} is better for somebody and worse for nobody{} at the mean of {} draws: {}.",
                list(&moved, "and"),
                if exact { "" } else { " (best found)" },
                thousands(u64::from(self.bench.draws().plan().draws)),
                list(&told, "and")
            ),
            gains,
        }
    }
}
