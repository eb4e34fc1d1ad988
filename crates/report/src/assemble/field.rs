//! From a scenario of the field, and what was found of it, to a document.

use zopa_analysis::measure::Greatest;
use zopa_analysis::solution::Absent;
use zopa_analysis::solution::lottery::{Chance, Lottery};
use zopa_analysis::solution::variants::{Answer, Named, Variant};
use zopa_analysis::survey::Survey;
use zopa_dossier::formats::{Asked, Discount, FieldScenario, Grid, Meaning, Profile, Remark, Tabulated, Values, Weight};
use zopa_model::{Exact, PartyIndex, Threshold};

use super::claims::Checker;
use super::names::PointNames;
use super::notes::note;
use super::point::Pointer;
use crate::document::{
    Attendance, CaseView, Document, FieldView, GreatestView, LotteryPart, LotteryView, NatureView, Note, OptimumView,
    OutcomeView, ProfileView, RemarkView, SpaceView, VERSION, VariantView, Withheld,
};

/// Everything that the document of a scenario is made from.
#[derive(Clone, Copy)]
pub struct FieldSubject<'a> {
    /// The scenario as its files state it.
    pub scenario: &'a FieldScenario,
    /// How it was read.
    pub asked: &'a Asked,
    /// Into how many steps amounts were cut, where that was asked for.
    pub grid: Option<Grid>,
    /// The same with amounts cut into options.
    pub tabulated: &'a Tabulated,
    /// What was found.
    pub survey: &'a Survey,
}

/// Everything that was found of a scenario, with names.
pub fn field_document(subject: &FieldSubject<'_>) -> Document {
    let FieldSubject { scenario, tabulated, survey, .. } = subject;
    let names = PointNames::of_space(scenario.profiles.iter().map(|profile| profile.name.as_str()), &tabulated.space);
    let pointer = Pointer { names: &names, utilities: &tabulated.utilities, analysis: &survey.analysis };
    let telling = Telling { subject, names: &names, pointer: &pointer };
    let remarks = pointer.remarks().into_iter().map(|words| note("Of the whole problem", words));
    Document {
        zopa: VERSION,
        case: case(scenario),
        parties: scenario.profiles.iter().map(|profile| profile.name.clone()).collect(),
        attendance: scenario.profiles.iter().map(attendance).collect(),
        space: SpaceView {
            outcomes: tabulated.space.unrestricted_count().to_string(),
            issues: scenario.issues.iter().map(|issue| issue.name.clone()).collect(),
            rules: tabulated.space.rules().iter().map(|rule| rule.reason.clone()).collect(),
        },
        frontier: Some(pointer.frontier()),
        solutions: Some(pointer.solutions()),
        opposition: survey.analysis.opposition.as_ref().ok().copied(),
        field: Some(telling.field()),
        limits: telling.limits(),
        warnings: remarks.collect(),
        ..Document::empty()
    }
}

fn case(scenario: &FieldScenario) -> CaseView {
    CaseView {
        title: scenario.name.clone(),
        nature: NatureView::Scenario,
        about: None,
        as_of: None,
        audience: "public".to_owned(),
        withheld: Withheld::default(),
    }
}

fn attendance(profile: &Profile) -> Attendance {
    Attendance { id: profile.name.clone(), name: profile.name.clone(), role: "party".to_owned(), note: None }
}

struct Telling<'a> {
    subject: &'a FieldSubject<'a>,
    names: &'a PointNames<'a>,
    pointer: &'a Pointer<'a>,
}

impl Telling<'_> {
    fn field(&self) -> FieldView {
        let FieldSubject { scenario, asked, grid, survey, .. } = self.subject;
        let is_cut = scenario.issues.iter().any(|issue| matches!(issue.values, Values::Reals { .. }));
        FieldView {
            format: scenario.format.name().to_owned(),
            meaning: match asked.meaning {
                Meaning::Own => "own".to_owned(),
                Meaning::Negmas => "negmas".to_owned(),
            },
            profiles: (0..scenario.profiles.len()).map(|party| self.profile(party, is_cut)).collect(),
            grid: grid.filter(|_| is_cut).map(|grid| grid.steps),
            remarks: scenario.remarks.iter().map(remark_view).collect(),
            claims: Checker { subject: self.subject, pointer: self.pointer }.claims(),
            lotteries: self.subject.survey.lotteries.iter().map(|(name, found)| self.lottery(name, found)).collect(),
            variants: survey.variants.iter().flatten().map(|named| self.variant(named)).collect(),
        }
    }

    fn profile(&self, party: PartyIndex, is_cut: bool) -> ProfileView {
        let FieldSubject { scenario, tabulated, survey, .. } = self.subject;
        let profile = &scenario.profiles[party];
        let optimum = || {
            let (utility, chosen) = scenario.optimum(profile)?;
            let outcome = scenario.issues.iter().zip(chosen).map(|(issue, option)| (issue.name.clone(), option));
            let exact_utility = utility.to_fraction();
            Some(OptimumView { utility: utility.to_f64(), exact_utility, outcome: OutcomeView::new(outcome) })
        };
        let error = tabulated.grid_error.as_ref().and_then(|errors| errors[party].as_ref());
        ProfileView {
            party: profile.name.clone(),
            file: profile.file.clone(),
            reservation: match &profile.reservation {
                Threshold::At(value) => Some(value.to_f64()),
                Threshold::Any | Threshold::Never => None,
            },
            refuses_all: profile.reservation == Threshold::Never,
            discount: profile.discount.as_ref().map(discount),
            greatest: self.greatest(party, &survey.greatest[party]),
            grid_error: error.map(Exact::to_f64),
            optimum: is_cut.then(optimum).flatten(),
        }
    }

    fn greatest(&self, party: PartyIndex, greatest: &Greatest) -> Option<GreatestView> {
        let quantum = self.subject.tabulated.utilities[party].quantum;
        let (units, outcome) = greatest.found.as_ref()?;
        Some(GreatestView {
            utility: quantum.to_f64(*units),
            exact_utility: quantum.exact(*units).to_fraction(),
            exact: greatest.is_proven() && self.subject.tabulated.utilities[party].exact,
            at_most: greatest.at_most.map(|units| quantum.to_f64(units)),
            outcome: self.names.outcome(outcome),
        })
    }

    fn lottery(&self, name: &str, found: &Result<Lottery, Absent>) -> LotteryView {
        let none = |absent: &Absent| LotteryView {
            name: name.to_owned(),
            utilities: Vec::new(),
            exact: false,
            mixture: Vec::new(),
            method: String::new(),
            notes: Vec::new(),
            reason: Some(absent.to_string()),
        };
        let part = |chance: &Chance| LotteryPart {
            probability: chance.probability.to_f64(),
            exact_probability: chance.probability.to_fraction(),
            point: self.pointer.point(&chance.point),
        };
        found.as_ref().map_or_else(none, |lottery| LotteryView {
            utilities: lottery.utilities.iter().map(Exact::to_f64).collect(),
            exact: lottery.exact,
            mixture: lottery.mixture.iter().map(part).collect(),
            method: lottery.method.to_owned(),
            notes: lottery.notes.iter().map(|note| self.pointer.note(note)).chain(gap(lottery)).collect(),
            reason: None,
            name: name.to_owned(),
        })
    }

    fn variant(&self, named: &Named) -> VariantView {
        let Variant { name, peer, sentence, bites, .. } = named.variant;
        let (points, number, reason) = match &named.answer {
            Ok(Answer::Points(points)) => (points.iter().map(|point| self.pointer.point(point)).collect(), None, None),
            Ok(Answer::Figure(figure)) => (Vec::new(), Some(figure.to_f64()), None),
            Err(none) => (Vec::new(), None, Some(none.to_string())),
        };
        VariantView {
            name: (*name).to_owned(),
            peer: format!("{} ({})", peer.name(), peer.version()),
            definition: format!("{sentence}; {bites}"),
            points,
            number,
            reason,
        }
    }

    fn limits(&self) -> Vec<Note> {
        let stop = self.subject.survey.analysis.frontier.stopped.as_ref();
        let words = |stop: &zopa_analysis::Stop| Note {
            way_out: Some("give a larger --limit".to_owned()),
            ..note("Frontier", format!("Stopped: {stop}. What is shown of it is proven; what may be missing is bounded."))
        };
        stop.map(words).into_iter().collect()
    }
}

/// How far a lottery may be from the best, where that is not nothing.
fn gap(lottery: &Lottery) -> Option<String> {
    lottery
        .gap
        .as_ref()
        .filter(|gap| !gap.is_zero())
        .map(|gap| format!("no lottery has a product of gains more than {:.1e} of it larger", gap.to_f64()))
}

fn discount(discount: &Discount) -> String {
    match discount {
        Discount::OverTime(factor) => format!("{factor} over the whole negotiation"),
        Discount::EachRound(factor) => format!("{factor} each round"),
    }
}

/// A remark of the reader.
pub fn remark_view(remark: &Remark) -> RemarkView {
    RemarkView {
        kind: match remark.weight {
            Weight::Note => "note",
            Weight::Repair => "repair",
            Weight::Difference => "difference",
            Weight::Loss => "loss",
        }
        .to_owned(),
        code: remark.code.to_owned(),
        file: remark.file.clone(),
        line: remark.line,
        message: remark.message.clone(),
    }
}
