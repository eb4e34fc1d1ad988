//! From what the rooms found to one document with names in it.
//!
//! Nothing is computed here: every figure was found by `analysis`, every word of a side stands in the case. This is
//! the one place that knows the rooms and the document; what comes after it knows the document alone.

mod claims;
mod comparison;
pub(crate) mod facts;
mod field;
mod judged;
mod labels;
mod names;
mod notes;
pub(crate) mod odds;
mod packages;
mod point;
mod shocks;
mod topics;

pub use field::{FieldSubject, field_document, remark_view};

use zopa_analysis::study::{Asked, Study};
use zopa_dossier::{Audience, Compiled, Disclosed, Quotation};

use crate::document::{Document, SpaceView, VERSION};
use labels::Labels;
use names::PointNames;
use odds::Drawn;
use packages::{Footing, Speaker};
use point::Pointer;

/// Everything that a document is made from.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The case as the audience may see it.
    pub disclosed: &'a Disclosed,
    /// The audience.
    pub audience: Audience,
    /// The same case in the terms of the rooms, with the judgements that were asked about.
    pub compiled: &'a Compiled,
    /// What became of the quotations.
    pub quotations: &'a [Quotation],
    /// What was found, one entry for each judgement of `compiled`.
    pub study: &'a Study,
}

/// Everything that was found, with names.
pub fn document(subject: &Subject<'_>) -> Document {
    let case = subject.disclosed.dossier.case();
    let verified = facts::Verified::new(subject.quotations);
    let mut document = Document {
        zopa: VERSION,
        case: facts::case(subject.disclosed, subject.audience),
        parties: subject.compiled.names.parties.clone(),
        attendance: facts::attendance(case),
        sources: facts::sources(case, &verified),
        statements: facts::statements(case, &verified),
        events: facts::events(case),
        topics: topics::topics(case, subject.compiled, &subject.study.gap),
        only_after: topics::only_after(subject.compiled, &subject.study.gap),
        judgements: judged::judgements(case),
        space: space(subject),
        cannot_tell: notes::cannot_tell(subject),
        warnings: notes::warnings(subject),
        ..Document::empty()
    };
    document.warnings.splice(..0, notes::quotations(&document.statements));
    document.warnings.splice(..0, notes::unconfirmed(subject));
    document.judgements.retain(|view| subject.compiled.judgements.iter().any(|known| known.id == view.id));
    add_points(subject, &mut document);
    add_draws(subject, &mut document);
    add_measures(subject, &mut document);
    let (shocks, untold) = shocks::shocks(subject);
    document.shocks = shocks;
    document.cannot_tell.extend(untold);
    document.comparison = comparison::comparison(&document);
    document
}

fn space(subject: &Subject<'_>) -> SpaceView {
    let labels = Labels { compiled: subject.compiled };
    let space = &subject.compiled.positions.space;
    let rule = |rule: &zopa_model::Rule| {
        let part = |(issue, options): &(usize, Vec<u32>)| {
            let named: Vec<String> = options.iter().map(|&option| format!("“{}”", labels.option(*issue, option))).collect();
            format!("{}: {}", labels.issue(*issue), named.join(" or "))
        };
        let parts: Vec<String> = rule.forbids.literals().iter().map(part).collect();
        format!("{} cannot stand together: {}", parts.join(" with "), rule.reason)
    };
    SpaceView {
        outcomes: space.unrestricted_count().to_string(),
        issues: subject.compiled.names.issues.iter().map(|issue| issue.name.clone()).collect(),
        rules: space.rules().iter().map(rule).collect(),
    }
}

/// What is exact: the first judgement with a point, stated or on the basis that was asked for, fills the document's
/// frontier and solutions. Another judgement's are asked for with `--judgement`.
fn add_points(subject: &Subject<'_>, document: &mut Document) {
    let labels = Labels { compiled: subject.compiled };
    let names = PointNames::of_case(subject.compiled);
    for (judgement, found) in subject.compiled.judgements.iter().zip(&subject.study.judgements) {
        let Some(study) = found.point() else { continue };
        let speaker = Speaker { labels, judgement };
        let quanta: Vec<_> = study.utilities.iter().map(|utility| utility.quantum).collect();
        let footing = study.basis.map_or(Footing::Stated, Footing::Named);
        document.trades.extend(speaker.stated_trades(study));
        document.improvements.extend(speaker.improvements(&study.improvements, &quanta, footing));
        if document.frontier.is_none() {
            let pointer = Pointer { names: &names, utilities: &study.utilities, analysis: &study.analysis };
            document.point_basis = study.basis.map(|basis| format!("{} ({})", basis.name(), judgement.author));
            document.frontier = Some(pointer.frontier());
            document.solutions = Some(pointer.solutions());
            document.opposition = study.analysis.opposition.as_ref().ok().copied();
            document.limits.extend(notes::stopped(study));
            document.warnings.extend(pointer.remarks().into_iter().map(|words| notes::note("Of the whole problem", words)));
        }
    }
    if document.frontier.is_none() {
        document.reason = Some(notes::no_point(subject));
    }
}

/// What is counted over draws.
fn add_draws(subject: &Subject<'_>, document: &mut Document) {
    let labels = Labels { compiled: subject.compiled };
    let judgements = &subject.compiled.judgements;
    for (judgement, found) in judgements.iter().zip(&subject.study.judgements) {
        let Some(study) = found.drawn() else { continue };
        let drawn = Drawn { labels, judgement, study };
        let speaker = Speaker { labels, judgement };
        document.tornadoes.push(drawn.tornado());
        document.flips.extend(drawn.flips());
        document.groupings.extend(drawn.groupings());
        document.stakes.extend(drawn.stakes());
        document.clouds.extend(drawn.cloud());
        document.packages.extend(study.packages.iter().map(|package| speaker.package(package, &drawn)));
        document.rankings.extend(speaker.rankings(study));
        document.trades.extend(speaker.drawn_trades(study));
        let footing = Footing::MeanOfDraws(study.looked_at);
        document.improvements.extend(speaker.improvements(&study.improvements, &study.mean_quanta, footing));
        document.warnings.extend(notes::of_draws(labels, judgement, study));
    }
    let best = |index: usize| Speaker { labels, judgement: &judgements[index] }.id(&Asked::MostAccepted);
    document.odds = odds::odds(labels, judgements, subject.study, best);
}

/// What is measured of packages on a point, and the packages that nothing was drawn for.
fn add_measures(subject: &Subject<'_>, document: &mut Document) {
    let labels = Labels { compiled: subject.compiled };
    for (judgement, found) in subject.compiled.judgements.iter().zip(&subject.study.judgements) {
        let Some(study) = found.point() else { continue };
        let speaker = Speaker { labels, judgement };
        let basis = study.basis.map_or_else(|| "stated points".to_owned(), |basis| basis.name().to_owned());
        document.measures.extend(speaker.measures(study, &basis));
        for package in study.packages.iter().map(|package| speaker.undrawn(package)) {
            if !document.packages.iter().any(|known| known.id == package.id) {
                document.packages.push(package);
            }
        }
    }
}
