//! The report.

use askama::Template;

use super::rendered;

use super::parts;
use crate::Document;
use crate::anchor::anchor;
use crate::chart::{Chart, STYLE, charts};
use crate::document::{
    BoundsView, ClaimView, FieldView, FoundHow, Frequency, FrontierView, GapStatus, JudgedKind, JudgedPreferences, JudgedRange,
    JudgementView, LotteryView, NatureView, Note, OutcomeView, PackageKind, PackageView, PointView, PositionView, ProfileView,
    RankedPackage, RemarkView, SentenceKind, TopicView, TrackView, VariantView, Verification,
};
use crate::telling::Claim;
use crate::terminal::field::{KINDS, claim_sign, lottery_in_words, meaning, profile_in_words, remark_in_words, variant_answer};
use crate::words;

/// The whole report as one HTML file: no script, no request, under a megabyte for any case that a person can read.
pub fn html(document: &Document) -> String {
    let charts = charts(document);
    rendered(&Page { document, charts, chart_style: STYLE, page_style: include_str!("../../templates/report.css") })
}

/// What the template sees.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    document: &'a Document,
    charts: Vec<Chart>,
    chart_style: &'static str,
    page_style: &'static str,
}

/// What one statement says on one topic.
struct Said {
    words: String,
    quote: Option<String>,
    /// The quotation does not stand in its text, although that is at hand.
    is_misquoted: bool,
    statement: String,
}

/// What kind of thing was judged, in a word or two.
pub(super) fn judged_word(kind: JudgedKind) -> &'static str {
    match kind {
        JudgedKind::Weights => "weights",
        JudgedKind::Values => "worth of options",
        JudgedKind::Points => "points",
        JudgedKind::Linkage => "linkage",
        JudgedKind::RedLine => "red line",
        JudgedKind::Limit => "limit",
        JudgedKind::Disagreement => "no agreement",
    }
}

/// Small words and links for the template.
impl Page<'_> {
    fn nature(&self) -> &'static str {
        match self.document.case.nature {
            NatureView::Real => "A real conflict",
            NatureView::Invented => "An invented case",
            NatureView::Textbook => "A textbook case",
            NatureView::Scenario => "A scenario of the field",
        }
    }

    /// The charts whose name is `prefix` or begins with it and a dash.
    fn charts(&self, prefix: &str) -> impl Iterator<Item = &Chart> {
        self.charts
            .iter()
            .filter(move |chart| chart.name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
    }

    /// The planes of the draws (not of a point basis).
    fn clouds(&self) -> impl Iterator<Item = &Chart> {
        self.charts("plane").filter(|chart| chart.name != "plane-point")
    }

    fn how(&self, found: &FoundHow) -> String {
        parts::how(self.document, found)
    }

    fn note(&self, note: &Note) -> String {
        parts::note(self.document, note)
    }

    fn links(&self, references: &[String]) -> String {
        parts::links(self.document, references)
    }

    fn link(&self, kind: &str, id: &str) -> String {
        parts::link(self.document, &format!("{kind}:{id}"))
    }

    fn anchor(&self, kind: &str, id: &str) -> String {
        anchor(&format!("{kind}:{id}"))
    }

    fn item_anchor(&self, judgement: &str, item: &str) -> String {
        anchor(&format!("judgement:{judgement}/{item}"))
    }

    fn frequency(&self, frequency: &Frequency) -> String {
        parts::frequency(frequency)
    }

    fn computed_heading(&self) -> &'static str {
        if self.document.field.is_some() { "What follows from the numbers" } else { "What follows from the judgements" }
    }

    fn meaning(&self, field: &FieldView) -> &'static str {
        meaning(field)
    }

    fn profile(&self, profile: &ProfileView) -> String {
        profile_in_words(profile)
    }

    fn remark(&self, remark: &RemarkView) -> String {
        remark_in_words(remark)
    }

    /// The remarks of a file, kind by kind, each with its heading.
    fn remarks<'f>(&self, field: &'f FieldView) -> Vec<(&'static str, &'static str, Vec<&'f RemarkView>)> {
        let of = |kind: &str| field.remarks.iter().filter(|remark| remark.kind == kind).collect::<Vec<_>>();
        let all = KINDS.into_iter().map(|(kind, heading, whose)| (heading, whose, of(kind)));
        all.filter(|(_, _, remarks)| !remarks.is_empty()).collect()
    }

    fn lottery(&self, lottery: &LotteryView) -> String {
        lottery_in_words(lottery)
    }

    fn variant(&self, variant: &VariantView) -> String {
        variant_answer(variant)
    }

    fn claim_sign(&self, claim: &ClaimView) -> &'static str {
        claim_sign(claim)
    }

    fn author<'d>(&'d self, judgement: &'d str) -> &'d str {
        self.document.author(judgement)
    }

    fn status(&self, status: &GapStatus) -> &'static str {
        words::status_word(*status)
    }

    fn sign(&self, status: &GapStatus) -> char {
        words::status_sign(*status)
    }

    fn position<'t>(&self, topic: &'t TopicView, party: &str) -> Option<&'t PositionView> {
        topic.positions.iter().find(|position| position.party == party && !position.is_silent())
    }

    /// What a party says on a topic, statement by statement, with the words where they are a quotation.
    fn said(&self, position: &PositionView) -> Vec<Said> {
        let mut groups: Vec<Said> = Vec::new();
        for (verb, stances) in position.kinds() {
            for stance in stances {
                let words = format!("{verb} {}", words::list(&stance.options, "or"));
                match groups.iter_mut().find(|group| group.statement == stance.statement) {
                    Some(group) => group.words.push_str(&format!("; {words}")),
                    None => groups.push(Said {
                        words,
                        quote: self.quote(&stance.statement),
                        is_misquoted: self.is_misquoted(&stance.statement),
                        statement: stance.statement.clone(),
                    }),
                }
            }
        }
        groups
    }

    /// The first words of a quotation; the annex has all of it.
    fn quote(&self, statement: &str) -> Option<String> {
        let quote = self.document.statement(statement)?.quote.as_deref()?;
        Some(words::shorten(quote, 160))
    }

    fn is_misquoted(&self, statement: &str) -> bool {
        self.document.statement(statement).is_some_and(|found| found.verification == Verification::NotInText)
    }

    fn verification(&self, state: &Verification) -> &'static str {
        parts::verification(*state)
    }

    fn track(&self, track: &TrackView) -> &'static str {
        match track {
            TrackView::Bargaining => "for bargaining",
            TrackView::Duty => "a duty",
            TrackView::OwnTrack => "a track of its own",
        }
    }

    fn judged(&self, kind: &JudgedKind) -> &'static str {
        judged_word(*kind)
    }

    /// A range as it was written: "0.2 to 0.4", or one number where it is a point.
    fn range(&self, range: &JudgedRange) -> String {
        if range.low == range.high { range.low.clone() } else { format!("{} to {}", range.low, range.high) }
    }

    /// What was judged of each party, in the order of the parties of the case.
    fn by_party<'j>(&self, judgement: &'j JudgementView) -> Vec<&'j JudgedPreferences> {
        let place = |judged: &&JudgedPreferences| self.document.parties.iter().position(|party| *party == judged.party);
        let mut all: Vec<&JudgedPreferences> = judgement.preferences.iter().collect();
        all.sort_by_key(|judged| place(judged).unwrap_or(usize::MAX));
        all
    }

    fn package_kind(&self, kind: &PackageKind) -> &'static str {
        match kind {
            PackageKind::MostAccepted => "accepted in most draws",
            PackageKind::NearEqualOffer => "worth nearly the same to one side",
            PackageKind::OfTheCase => "a package of the case",
        }
    }

    fn sentence_kind(&self, kind: &SentenceKind) -> &'static str {
        match kind {
            SentenceKind::Trade => "Trade",
            SentenceKind::Blocked => "Blocked",
            SentenceKind::Odds => "Odds",
            SentenceKind::Efficient => "Efficient",
            SentenceKind::NotDecidable => "Cannot tell",
        }
    }

    fn percent(&self, share: &f64) -> String {
        words::percent(*share)
    }

    fn number(&self, value: &f64) -> String {
        words::number(*value)
    }

    fn signed(&self, value: &f64) -> String {
        words::signed_number(*value)
    }

    fn thousands(&self, number: &u64) -> String {
        words::thousands(*number)
    }

    fn ways(&self) -> String {
        words::outcomes_with(&self.document.space.outcomes, "way", "ways")
    }

    fn frontier(&self, frontier: &FrontierView) -> String {
        words::frontier_in_words(frontier)
    }

    fn bounds(&self, bounds: &BoundsView) -> String {
        words::bounds_in_words(bounds)
    }

    fn list(&self, items: &[String], joint: &str) -> String {
        words::list(items, joint)
    }

    fn alternatives(&self, alternatives: &[Vec<String>]) -> String {
        let all: Vec<String> = alternatives.iter().map(|conditions| words::list(conditions, "and")).collect();
        all.join("; or ")
    }

    fn utilities(&self, utilities: &[f64]) -> String {
        let parts: Vec<String> = utilities.iter().map(|utility| words::number(*utility)).collect();
        parts.join(", ")
    }

    fn settles(&self, outcome: &OutcomeView) -> String {
        let parts: Vec<String> = outcome.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
        parts.join("; ")
    }

    fn verdict_word(&self) -> &'static str {
        self.document.odds.as_ref().map_or("", |odds| words::verdict_word(odds.interval.verdict))
    }

    fn verdict_sentence(&self) -> &'static str {
        self.document.odds.as_ref().map_or("", |odds| words::verdict_sentence(&odds.interval))
    }

    fn chance(&self) -> String {
        let odds = self.document.odds.as_ref();
        odds.map_or(String::new(), |odds| words::chance(odds.interval.standard_error, odds.interval.draws))
    }

    fn hundredths(&self, share: &f64) -> String {
        words::hundredths(*share)
    }

    /// A party in a narrow place.
    fn party<'p>(&'p self, name: &'p str) -> &'p str {
        self.document.short(name)
    }

    /// A sentence of the analysis, with short names.
    fn short(&self, words: &str) -> String {
        self.document.shortened(words)
    }

    fn package_label(&self, id: &str) -> String {
        let found = self.document.packages.iter().find(|package| package.id == id);
        found.map_or_else(|| id.to_owned(), |package| package.label.clone())
    }

    /// Packages side by side, a few at a time so that paper holds them: without the offers, and each package once.
    fn package_groups(&self) -> Vec<Vec<&PackageView>> {
        let mut distinct: Vec<&PackageView> = Vec::new();
        for package in self.document.packages.iter().filter(|package| package.kind != PackageKind::NearEqualOffer) {
            if !distinct.iter().any(|known| known.outcome == package.outcome) {
                distinct.push(package);
            }
        }
        distinct.chunks(4).map(<[_]>::to_vec).collect()
    }

    /// What an offer settles otherwise than the package most often accepted.
    fn differs(&self, package: &PackageView) -> Option<String> {
        let is_best = |other: &&PackageView| other.kind == PackageKind::MostAccepted && other.judgement == package.judgement;
        let best = self.document.packages.iter().find(is_best).filter(|_| package.kind == PackageKind::NearEqualOffer)?;
        let differing = package.outcome.iter().filter(|(issue, option)| best.outcome.option(issue) != Some(option));
        let told: Vec<String> = differing.map(|(issue, option)| format!("{issue}: {option}")).collect();
        Some(format!("As “{}”, but for {}.", best.label, told.join("; ")))
    }

    /// On which clauses of a package nothing was seen of a party: there it rests on ranges alone.
    fn unseen(&self, package: &PackageView) -> Option<String> {
        let topics = self.document.bargained().filter(|topic| package.outcome.option(&topic.name).is_some());
        let told: Vec<String> = topics
            .filter(|topic| !topic.unseen.is_empty())
            .map(|topic| {
                let parties: Vec<&str> = topic.unseen.iter().map(|party| self.document.short(party)).collect();
                format!("{} (of {})", topic.name, words::list(&parties, "and"))
            })
            .collect();
        (!told.is_empty())
            .then(|| format!("No position was seen on {}: there the package rests on ranges alone.", words::list(&told, "and")))
    }

    fn between(&self) -> String {
        words::list(&self.document.introduced(), "and")
    }

    fn claims(&self) -> Vec<Claim<'_>> {
        let (circle, others): (Vec<_>, Vec<_>) = self.document.claims().into_iter().partition(|claim| claim.is_in_circle);
        circle.into_iter().chain(others).collect()
    }

    /// How often a party puts a package among its first so many.
    fn ranked(&self, package: &RankedPackage, places: usize) -> String {
        words::percent(package.ranks.iter().take(places).sum())
    }

    fn last(&self, package: &RankedPackage) -> String {
        words::percent(package.ranks.last().copied().unwrap_or(0.0))
    }

    /// A standard error of zero is no certainty: all draws moved alike, or none did.
    fn error(&self, error: &f64) -> String {
        if *error > 0.0 { words::number(*error) } else { "all draws alike".to_owned() }
    }

    fn value(&self, value: &Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), words::number)
    }

    fn points_heading(&self) -> &'static str {
        if self.document.is_real() { "Reference points" } else { "Solutions" }
    }

    /// The points of the frontier, or those that are proven to lie on it where it is not known whole.
    fn frontier_points<'p>(&self, frontier: &'p FrontierView) -> &'p [PointView] {
        frontier.enclosure.as_ref().map_or(&frontier.points, |enclosure| &enclosure.proven)
    }

    /// Frontier points shown in the table; the JSON has them all.
    fn frontier_rows(&self) -> usize {
        40
    }

    fn has_said(&self) -> bool {
        !self.document.topics.is_empty() || !self.document.only_after.is_empty()
    }

    fn has_opposition(&self) -> bool {
        self.document.stakes.iter().any(|stake| stake.opposition.is_some())
    }

    fn has_computed(&self) -> bool {
        self.document.odds.is_some()
            || self.document.frontier.is_some()
            || !self.document.packages.is_empty()
            || !self.document.stakes.is_empty()
    }
}
