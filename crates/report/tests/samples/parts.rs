//! Short constructors for the parts of a document.

use zopa_report::document::*;

pub(crate) fn owned(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

pub(crate) fn sampled(method: &str, from: &[&str]) -> FoundHow {
    FoundHow { method: method.into(), reached: Reached::Sampled, from: owned(from), citation: None }
}

pub(crate) fn exact(method: &str, from: &[&str]) -> FoundHow {
    FoundHow { method: method.into(), reached: Reached::Exact, from: owned(from), citation: None }
}

pub(crate) fn note(about: &str, words: &str, way_out: &str, from: &[&str]) -> Note {
    let way_out = (!way_out.is_empty()).then(|| way_out.to_owned());
    Note { about: about.into(), words: words.into(), way_out, from: owned(from) }
}

pub(crate) fn source(id: &str, title: &str, outlet: &str, date: &str, text_at_hand: bool) -> SourceView {
    let date = Some(date.to_owned());
    SourceView { id: id.into(), title: title.into(), outlet: outlet.into(), date, url: None, note: None, text_at_hand }
}

pub(crate) fn quote(
    id: &str,
    speaker: &str,
    party: &str,
    date: &str,
    from: &str,
    words: &str,
    state: Verification,
) -> StatementView {
    let paraphrase = None;
    let parties = vec![party.to_owned()];
    StatementView {
        quote: Some(words.into()),
        paraphrase,
        verification: state,
        parties,
        ..bare_statement(id, speaker, date, from)
    }
}

pub(crate) fn paraphrase(id: &str, speaker: &str, party: &str, date: &str, from: &str, words: &str) -> StatementView {
    StatementView { paraphrase: Some(words.into()), parties: vec![party.to_owned()], ..bare_statement(id, speaker, date, from) }
}

fn bare_statement(id: &str, speaker: &str, date: &str, from: &str) -> StatementView {
    StatementView {
        id: id.into(),
        speaker: speaker.into(),
        parties: vec![],
        date: date.into(),
        sources: vec![from.into()],
        quote: None,
        paraphrase: None,
        locator: None,
        verification: Verification::Paraphrase,
        replaces: vec![],
        note: None,
    }
}

pub(crate) fn said(options: &[&str], statement: &str) -> StanceView {
    StanceView { options: owned(options), statement: statement.into() }
}

pub(crate) fn topic(id: &str, name: &str, options: &[&str], positions: Vec<PositionView>, gap: GapView) -> TopicView {
    let options = owned(options);
    let track = TrackView::Bargaining;
    TopicView {
        id: id.into(),
        name: name.into(),
        about: None,
        track,
        track_reason: None,
        options,
        positions,
        unseen: vec![],
        gap,
    }
}

pub(crate) fn gap(status: GapStatus, words: &str, from: &[&str]) -> GapView {
    GapView { status, words: words.into(), found_how: exact("compared option by option", from) }
}

pub(crate) fn only_after(party: &str, what: &str, alternatives: &[&[&str]], statement: &str) -> OnlyAfter {
    let alternatives = alternatives.iter().map(|all| owned(all)).collect();
    OnlyAfter { party: party.into(), what: what.into(), alternatives, statement: statement.into() }
}

pub(crate) fn judged(id: &str, kind: JudgedKind, words: &str, reason: &str) -> JudgedItem {
    JudgedItem {
        id: id.into(),
        kind,
        issue: None,
        words: words.into(),
        ranking: vec![],
        ranges: vec![],
        standing: None,
        reason: reason.into(),
    }
}

pub(crate) fn range(of: &str, low: &str, high: &str) -> JudgedRange {
    JudgedRange { of: of.into(), low: low.into(), high: high.into() }
}

pub(crate) fn bar(input: &str, ends: [&str; 2], shares: [f64; 2], one_sided: bool, from: &str) -> TornadoBar {
    TornadoBar {
        input: input.into(),
        low_end: ends[0].into(),
        high_end: ends[1].into(),
        low: shares[0],
        high: shares[1],
        standard_error: 0.006,
        one_sided,
        from: vec![from.into()],
    }
}

pub(crate) fn stake(judgement: &str, issue: &str, low: f64, middle: f64, high: f64) -> Stake {
    Stake {
        judgement: judgement.into(),
        issue: issue.into(),
        share: Spread { low, middle, high },
        opposition: Some((2.0 * middle).min(1.0)),
        found_how: sampled("300 draws, seed 2", &[&format!("judgement:{judgement}")]),
    }
}

pub(crate) fn by_party(parties: &[&str], counts: &[u64], draws: u64) -> Vec<PartyFrequency> {
    let pairs = parties.iter().zip(counts);
    pairs.map(|(party, count)| PartyFrequency { party: (*party).into(), accepted: Frequency::of(*count, draws) }).collect()
}

pub(crate) fn sentence(kind: SentenceKind, words: &str, would_change: &str, found_how: FoundHow) -> Sentence {
    let would_change = (!would_change.is_empty()).then(|| would_change.to_owned());
    Sentence { kind, words: words.into(), would_change, found_how }
}

/// A repeatable scatter between 0 and 1 without a generator of random numbers: a golden-ratio sequence.
pub(crate) fn scatter(index: u32, stride: f64) -> f64 {
    (f64::from(index) * stride).fract()
}
