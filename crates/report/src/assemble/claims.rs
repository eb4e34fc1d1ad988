//! What the files of a scenario claim, held against what was found, in words.

use zopa_analysis::Point;
use zopa_analysis::claim::{
    Claimed, FrontierFinding, MaximumVerdict, Standing, Subject, Tolerance, Verdict, check_answer, check_figure, check_frontier,
    check_maximum,
};
use zopa_analysis::solution::variants::{Answer, Figure as Number, NoAnswer};
use zopa_dossier::formats::{Claim, Figure, Format};
use zopa_model::{BargainingProblem, Exact};

use super::field::FieldSubject;
use super::point::Pointer;
use crate::document::{ClaimView, PointView};
use crate::words::{count, number};

/// Holds claims against what was found.
pub(super) struct Checker<'a> {
    pub(super) subject: &'a FieldSubject<'a>,
    pub(super) pointer: &'a Pointer<'a>,
}

/// What became of a claim.
enum Outcome {
    Holds,
    Fails,
    NotDecided,
}

impl Checker<'_> {
    /// Every claim of the files, in their order.
    pub(super) fn claims(&self) -> Vec<ClaimView> {
        self.subject.scenario.claims.iter().flat_map(|claim| self.claim(claim)).collect()
    }

    fn claim(&self, claim: &Claim) -> Vec<ClaimView> {
        match claim {
            Claim::Maximum { profile, line, declared } => vec![self.maximum(*profile, *line, declared)],
            Claim::Frontier { file, points } => self.frontier(file, points),
            Claim::Figure { file, figure, values, .. } => vec![self.figure(file, *figure, values)],
        }
    }

    /// A declared largest score. Utilities are shares of it, so the claim is that the largest of them is one.
    fn maximum(&self, party: usize, line: Option<usize>, declared: &Exact) -> ClaimView {
        let place = place(&self.subject.scenario.profiles[party].file, line);
        let claimed = format!("the largest score is {declared}");
        let greatest = &self.subject.survey.greatest[party];
        let Some((units, best)) = &greatest.found else {
            return told(place, claimed, Outcome::NotDecided, "No outcome was found within the limits.", None);
        };
        let utility = &self.subject.tabulated.utilities[party];
        let reached = &utility.quantum.exact(*units) * declared;
        let verdict = check_maximum(utility, best, &Exact::one(), &Tolerance::exactly());
        let (outcome, words) = match (verdict, greatest.is_proven()) {
            (MaximumVerdict::TooLow { .. }, true) => {
                (Outcome::Fails, format!("Too low: the true maximum is {reached}, so utilities above 1 are cut."))
            }
            (MaximumVerdict::TooLow { .. }, false) => {
                (Outcome::Fails, format!("Too low: an outcome reaches {reached}, so utilities above 1 are cut."))
            }
            (MaximumVerdict::Holds, true) => (Outcome::Holds, "It is, and no outcome has more.".to_owned()),
            (MaximumVerdict::TooHigh { .. }, true) => {
                (Outcome::Fails, format!("Too high: no outcome has more than {reached}, so no utility reaches 1."))
            }
            (_, false) => {
                (Outcome::NotDecided, format!("The best outcome found has {reached}; whether another has more was not settled."))
            }
        };
        told(place, claimed, outcome, words, Some(self.worth(best)))
    }

    fn worth(&self, outcome: &zopa_model::Outcome) -> PointView {
        let units = self.subject.tabulated.utilities.iter().map(|utility| utility.evaluate(outcome)).collect();
        self.pointer.point(&Point { units, outcome: outcome.clone() })
    }

    /// A stored frontier: a row for each point that is none of it, and one for the whole.
    fn frontier(&self, file: &str, points: &[(Option<usize>, Vec<Exact>)]) -> Vec<ClaimView> {
        let claimed: Vec<Vec<Exact>> = points.iter().map(|(_, point)| point.clone()).collect();
        let all = format!("{} make up the frontier", count(points.len(), "point", "points"));
        let frontier = &self.subject.survey.analysis.frontier;
        match check_frontier(&self.problem(), frontier, &claimed, &Tolerance::single_precision()) {
            Err(absent) => vec![told(file.to_owned(), all, Outcome::NotDecided, format!("Not decided: {absent}."), None)],
            Ok(finding) => {
                let rows = finding.points.iter().zip(points);
                let wrong = rows.filter_map(|(standing, (line, point))| self.standing(file, *line, point, standing));
                wrong.chain([whole(file, all, &finding)]).collect()
            }
        }
    }

    fn standing(&self, file: &str, line: Option<usize>, point: &[Exact], standing: &Standing) -> Option<ClaimView> {
        let claimed = format!("({}) is on the frontier", utilities(point));
        let (words, proof) = match standing {
            Standing::OnFrontier(_) => return None,
            Standing::Dominated { by } => {
                let better = self.pointer.point(&self.subject.survey.analysis.frontier.points[*by]);
                (format!("It is dominated by {}.", pair(&better.utilities)), Some(better))
            }
            Standing::Impossible => ("No outcome gives everybody as much.".to_owned(), None),
            Standing::OtherParties => ("It has not one number for each party.".to_owned(), None),
        };
        Some(told(place(file, line), claimed, Outcome::Fails, words, proof))
    }

    fn problem(&self) -> BargainingProblem<'_> {
        let tabulated = self.subject.tabulated;
        BargainingProblem { space: &tabulated.space, utilities: tabulated.utilities.clone() }
    }

    /// A stored figure, in the sense that its program gives the word.
    fn figure(&self, file: &str, figure: Figure, values: &[Exact]) -> ClaimView {
        let claimed = format!("{} is {}", title(figure), utilities(values));
        let ours = match self.ours(figure) {
            Ok(ours) => ours,
            Err(why) => return told(file.to_owned(), claimed, Outcome::NotDecided, format!("Not decided: {why}."), None),
        };
        let tolerance = Tolerance::single_precision();
        let finding = match (&ours, values) {
            (Answer::Figure(ours), [value]) => check_figure(Subject::Outcomes, value, ours, &tolerance),
            (ours, values) => {
                check_answer(Subject::Outcomes, &Claimed::Point(values.to_vec()), ours, &self.problem(), &tolerance)
            }
        };
        match finding.verdict {
            Verdict::Holds => told(file.to_owned(), claimed, Outcome::Holds, "It is.", None),
            _ => told(file.to_owned(), claimed, Outcome::Fails, format!("It is {}.", self.in_words(&ours)), None),
        }
    }

    fn in_words(&self, answer: &Answer) -> String {
        match answer {
            Answer::Figure(figure) => number(figure.to_f64()),
            Answer::Points(points) => {
                let shown = points.iter().take(3).map(|point| pair(&self.pointer.utilities_of(&point.units)));
                shown.collect::<Vec<_>>().join(" or ")
            }
        }
    }

    /// What we say of a figure, in the sense of the program that stored it.
    fn ours(&self, figure: Figure) -> Result<Answer, String> {
        let is_negolog = self.subject.scenario.format == Format::NegoLog;
        let of = |negolog: &str, anl: &str| self.word(if is_negolog { negolog } else { anl });
        match figure {
            Figure::Size => {
                let outcomes = self.subject.tabulated.space.unrestricted_count();
                Ok(Answer::Figure(Number::Exact(Exact::from_integer(outcomes))))
            }
            Figure::Opposition => of("negolog_opposition", "anl_opposition"),
            Figure::Balance => self.word("negolog_balance"),
            Figure::Distribution => self.word("anl_distribution"),
            Figure::Nash => of("negolog_nash", "anl_nash"),
            Figure::NashProduct => self.combined("negolog_nash", |product, utility| &product * utility, Exact::one()),
            Figure::KalaiOfNegoLog => self.word("negolog_kalai"),
            Figure::KalaiOfAnl => self.word("anl_kalai"),
            Figure::SocialWelfarePoint => self.word("anl_social_welfare"),
            Figure::SocialWelfare => self.combined("negolog_kalai", |sum, utility| &sum + utility, Exact::zero()),
        }
    }

    fn word(&self, name: &str) -> Result<Answer, String> {
        let named = self.subject.survey.variants.as_ref().map_err(ToString::to_string)?;
        let found = named.iter().find(|named| named.variant.name == name).map(|named| named.answer.clone());
        found.ok_or_else(|| format!("nobody knows `{name}`"))?.map_err(|none: NoAnswer| none.to_string())
    }

    /// One number made of the utilities of the first point that a word names.
    fn combined(&self, name: &str, with: impl Fn(Exact, &Exact) -> Exact, start: Exact) -> Result<Answer, String> {
        let Answer::Points(points) = self.word(name)? else { return Err(format!("`{name}` is no point")) };
        let point = points.first().ok_or("there is no such point")?;
        let exact = point.units.iter().zip(&self.subject.tabulated.utilities);
        let value = exact.fold(start, |value, (&units, utility)| with(value, &utility.quantum.exact(units)));
        Ok(Answer::Figure(Number::Exact(value)))
    }
}

fn whole(file: &str, claimed: String, finding: &FrontierFinding) -> ClaimView {
    if finding.holds() && finding.exact {
        return told(file.to_owned(), claimed, Outcome::Holds, "They do, all of it.", None);
    }
    let wrong = finding.points.iter().filter(|standing| !matches!(standing, Standing::OnFrontier(_))).count();
    let words =
        format!("{wrong} of {} are not on it, and {} of the frontier are missing.", finding.points.len(), finding.missing.len());
    told(file.to_owned(), claimed, if finding.exact { Outcome::Fails } else { Outcome::NotDecided }, words, None)
}

fn told(place: String, claimed: String, outcome: Outcome, words: impl Into<String>, proof: Option<PointView>) -> ClaimView {
    let verdict = match outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::NotDecided => "not-decided",
    };
    ClaimView { place, claimed, verdict: verdict.to_owned(), words: words.into(), proof }
}

fn place(file: &str, line: Option<usize>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}

fn utilities(values: &[Exact]) -> String {
    values.iter().map(|value| number(value.to_f64())).collect::<Vec<_>>().join(", ")
}

fn pair(utilities: &[f64]) -> String {
    format!("({})", utilities.iter().map(|utility| number(*utility)).collect::<Vec<_>>().join(", "))
}

fn title(figure: Figure) -> &'static str {
    match figure {
        Figure::Size => "the number of outcomes",
        Figure::Opposition => "the opposition",
        Figure::Balance => "the balance score",
        Figure::Distribution => "the distribution",
        Figure::Nash => "the Nash point",
        Figure::NashProduct => "the Nash product",
        Figure::KalaiOfNegoLog | Figure::KalaiOfAnl => "the point called Kalai",
        Figure::SocialWelfarePoint => "the point of the largest sum",
        Figure::SocialWelfare => "the largest sum",
    }
}
