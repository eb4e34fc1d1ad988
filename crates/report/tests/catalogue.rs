//! Every ready case, from its file to every view: what must hold of real documents, with few draws.

use std::collections::BTreeSet;

use zopa_analysis::Limits;
use zopa_analysis::solution::Powers;
use zopa_analysis::study::{Judged, Question, study};
use zopa_analysis::uncertainty::{Basis, DrawPlan, uninterrupted};
use zopa_dossier::{Audience, Dossier, catalog, verify};
use zopa_report::document::{FoundHow, NatureView, TrackView};
use zopa_report::{Document, Styling, Subject, Width, assemble, brief, html, terminal, to_json};

/// The document of a ready case as `audience` may see it.
fn document(name: &str, audience: Audience, basis: Option<Basis>) -> Document {
    let entry = catalog::entries().iter().find(|entry| entry.name == name).expect("the case is in the catalogue");
    let disclosed = Dossier::read(name, entry.bytes).expect("a ready case is valid").disclose(audience);
    let compiled = disclosed.dossier.compile();
    let quotations = verify(&disclosed.dossier, &catalog::texts(name));
    let judged: Vec<Judged<'_>> =
        compiled.judgements.iter().map(|judgement| Judged { scenario: &judgement.scenario, shocks: &judgement.shocks }).collect();
    let question = Question {
        plan: DrawPlan { seed: 1, draws: 80 },
        basis,
        powers: Powers::equal(),
        limits: Limits::default(),
        improve: None,
    };
    let study = study(&compiled.positions, &judged, &question, &uninterrupted);
    assemble(&Subject { disclosed: &disclosed, audience, compiled: &compiled, quotations: &quotations, study: &study })
}

/// The cases that bargain about something: others are there for conflicts or forecasts.
fn all() -> Vec<Document> {
    let bargains = |entry: &&catalog::CatalogEntry| {
        let dossier = Dossier::read(entry.name, entry.bytes).expect("a ready case is valid");
        !dossier.case().issues.is_empty()
    };
    catalog::entries().iter().filter(bargains).map(|entry| document(entry.name, Audience::Public, None)).collect()
}

/// Every place that a figure says it comes from.
fn references(document: &Document) -> Vec<&String> {
    let mut found: Vec<&FoundHow> = document.topics.iter().map(|topic| &topic.gap.found_how).collect();
    let mut loose: Vec<&String> = Vec::new();
    for entry in document.odds.iter().flat_map(|odds| &odds.judgements) {
        found.push(&entry.found_how);
        found.extend(entry.closed.iter().map(|sentence| &sentence.found_how));
        loose.extend(entry.blockers.iter().flat_map(|blocker| &blocker.from));
    }
    found.extend(document.tornadoes.iter().map(|tornado| &tornado.found_how));
    loose.extend(document.tornadoes.iter().flat_map(|tornado| &tornado.bars).flat_map(|bar| &bar.from));
    found.extend(document.flips.iter().map(|flip| &flip.found_how));
    found.extend(document.clouds.iter().map(|cloud| &cloud.found_how));
    found.extend(document.rankings.iter().map(|ranking| &ranking.found_how));
    found.extend(document.packages.iter().flat_map(|package| &package.explanation).map(|sentence| &sentence.found_how));
    found.extend(document.trades.iter().map(|trade| &trade.sentence.found_how));
    found.extend(document.improvements.iter().map(|improvement| &improvement.sentence.found_how));
    let notes = document.cannot_tell.iter().chain(&document.limits).chain(&document.warnings);
    loose.extend(notes.flat_map(|note| &note.from));
    loose.into_iter().chain(found.into_iter().flat_map(|found| &found.from)).collect()
}

/// Every id that a reference may name.
fn ids(document: &Document) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    ids.extend(document.statements.iter().map(|one| format!("statement:{}", one.id)));
    ids.extend(document.sources.iter().map(|one| format!("source:{}", one.id)));
    ids.extend(document.events.iter().map(|one| format!("event:{}", one.id)));
    ids.extend(document.topics.iter().map(|one| format!("topic:{}", one.id)));
    ids.extend(document.packages.iter().map(|one| format!("package:{}", one.id)));
    for judgement in &document.judgements {
        ids.insert(format!("judgement:{}", judgement.id));
        let items = judgement.preferences.iter().flat_map(|of| &of.items);
        ids.extend(items.map(|item| format!("judgement:{}/{}", judgement.id, item.id)));
    }
    ids
}

/// The sentences that people read of what was computed.
fn sentences(document: &Document) -> Vec<String> {
    let explained = document.packages.iter().flat_map(|package| &package.explanation);
    let told = explained
        .chain(document.trades.iter().map(|trade| &trade.sentence))
        .chain(document.improvements.iter().map(|improvement| &improvement.sentence));
    let mut all: Vec<String> = told.flat_map(|one| [Some(one.words.clone()), one.would_change.clone()]).flatten().collect();
    for entry in document.odds.iter().flat_map(|odds| &odds.judgements) {
        all.extend(entry.blockers.iter().map(|blocker| blocker.words.clone()));
        all.extend(entry.closed.iter().map(|sentence| sentence.words.clone()));
    }
    all.extend(document.flips.iter().map(|flip| flip.words.clone()));
    all.extend(document.groupings.iter().map(|test| test.words.clone()));
    all.extend(document.tornadoes.iter().flat_map(|tornado| &tornado.interactions).map(|pair| pair.words.clone()));
    all
}

#[test]
fn every_reference_resolves() {
    for document in all() {
        let ids = ids(&document);
        for reference in references(&document) {
            assert!(ids.contains(reference), "{}: {reference} names nothing", document.case.title);
        }
    }
}

#[test]
fn packages_have_ids_of_their_own_and_are_named_rightly() {
    for document in all() {
        let ids: BTreeSet<&String> = document.packages.iter().map(|package| &package.id).collect();
        assert_eq!(ids.len(), document.packages.len(), "{}: an id stands twice", document.case.title);
        let named = (document.improvements.iter().map(|one| &one.of))
            .chain(document.trades.iter().map(|one| &one.package))
            .chain(document.measures.iter().map(|one| &one.package))
            .chain(document.rankings.iter().flat_map(|one| &one.packages).map(|one| &one.package));
        for id in named {
            assert!(ids.contains(id), "{}: no package {id}", document.case.title);
        }
        for ranking in &document.rankings {
            for place in 0..ranking.packages.len() {
                let sum: f64 = ranking.packages.iter().map(|package| package.ranks[place]).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{}: somebody stands at every rank", document.case.title);
            }
        }
    }
}

#[test]
fn duties_and_own_tracks_carry_nothing() {
    for document in all() {
        for topic in document.aside() {
            assert!(topic.track != TrackView::Bargaining && topic.track_reason.is_some(), "{}", topic.name);
            assert!(document.stakes.iter().all(|stake| stake.issue != topic.name), "{}", topic.name);
            assert!(!document.space.issues.contains(&topic.name), "{}", topic.name);
            assert!(document.packages.iter().all(|package| package.outcome.option(&topic.name).is_none()), "{}", topic.name);
        }
    }
}

#[test]
fn what_needs_no_weights_comes_first() {
    for document in all() {
        let text = terminal(&document, Width::new(100), Styling::Plain);
        let said = text.find("What was said").expect("every case has topics");
        for later in ["Does a deal fit", "Solutions", "Reference points", "accepted in most draws"] {
            assert!(text.find(later).is_none_or(|place| said < place), "{}: {later}", document.case.title);
        }
        let page = html(&document);
        let place = |id: &str| page.find(&format!("id=\"{id}\""));
        assert!(place("said") < place("computed") && place("said") < place("judged"), "{}", document.case.title);
    }
}

#[test]
fn pages_are_small_and_every_link_leads_somewhere() {
    for document in all() {
        for page in [html(&document), brief(&document)] {
            assert!(page.len() < 1_000_000 && !page.contains("<script"));
            let values = |name: &str| -> Vec<String> {
                page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect()
            };
            let all = values("id");
            let ids: BTreeSet<&String> = all.iter().collect();
            assert_eq!(ids.len(), all.len(), "{}: an id stands twice", document.case.title);
            for href in values("href") {
                assert!(ids.contains(&href[1..].to_owned()), "{}: {href} leads nowhere", document.case.title);
            }
        }
    }
}

#[test]
fn the_terminal_shows_a_case_in_about_a_screenful_and_a_half() {
    for document in all() {
        let lines = terminal(&document, Width::new(100), Styling::Plain).lines().count();
        // Shocks take some lines of their own.
        let most = if document.shocks.is_empty() { 92 } else { 102 };
        assert!(lines <= most, "{}: {lines} lines", document.case.title);
    }
}

#[test]
fn sentences_repeat_no_word_and_claim_no_certainty() {
    for document in all() {
        for sentence in sentences(&document) {
            let words: Vec<&str> = sentence.split_whitespace().collect();
            let twice = words.windows(2).find(|pair| pair[0] == pair[1] && pair[0].chars().all(char::is_alphabetic));
            assert!(twice.is_none(), "{twice:?} in: {sentence}");
            for wrong in ["What would change it", "±0.0", "  ", "..", "giving up", "surrender"] {
                assert!(!sentence.contains(wrong), "{wrong} in: {sentence}");
            }
        }
        let page = html(&document) + &terminal(&document, Width::new(100), Styling::Plain) + &brief(&document);
        assert!(!page.contains("± 0.0") && !page.contains("±0.0"), "{}: chance is never nothing", document.case.title);
    }
}

#[test]
fn a_range_has_no_frontier_until_a_basis_is_named() {
    for name in ["istanbul-2025", "labour-dispute"] {
        assert!(document(name, Audience::Public, None).frontier.is_none(), "{name}");
        let named = document(name, Audience::Public, Some(Basis::Centroid));
        let basis = named.point_basis.clone().expect("the basis is told");
        assert!(basis.starts_with("centroid"));
        let page = html(&named);
        assert!(page.contains(&format!("Basis: {basis}")), "{name}");
        if named.case.nature == NatureView::Real {
            assert!(!page.contains("Solutions"), "{name}: a real case has reference points");
        }
        assert!(!named.measures.is_empty() && named.measures.iter().all(|one| one.basis == "centroid"), "{name}");
    }
}

/// What the public may not see changes no byte but the count of what was withheld.
#[test]
fn the_audience_is_told_what_was_withheld() {
    for entry in catalog::entries() {
        let public = document(entry.name, Audience::Public, None);
        let secret = document(entry.name, Audience::Secret, None);
        assert_eq!(secret.case.withheld.items, 0, "{}", entry.name);
        assert_eq!(public.case.audience, "public");
        assert!(public.statements.len() <= secret.statements.len());
        let warned = public.warnings.iter().any(|note| note.about == "Silence");
        assert_eq!(warned, public.statements.len() < secret.statements.len(), "{}", entry.name);
    }
}

#[test]
fn several_judgements_are_compared() {
    let document = document("istanbul-2025", Audience::Public, None);
    let comparison = document.comparison.as_ref().expect("there are two readings");
    assert_eq!(comparison.judgements.len(), 2);
    for row in &comparison.rows {
        assert_eq!(row.answers.len(), 2, "{}", row.about);
        assert_eq!(row.differs, row.answers[0] != row.answers[1], "{}", row.about);
    }
    assert!(to_json(&document).contains("\"comparison\": {"));
}
