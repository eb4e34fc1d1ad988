//! A small case that uses every part of the format, and ways to change it.

use zopa_dossier::{Diagnostic, Dossier};

pub(crate) const CASE: &str = "\
zopa: 1
title: Two shores
nature: invented
as_of: 2025-06-02
default_access: public
parties:
  - {id: east, name: The east}
  - {id: west}
  - {id: host, role: host}
sources:
  - id: paper
    title: Talks resume
    outlet: The Paper
    date: 2025-06-01
    text: {file: paper.txt}
  - {id: radio, title: Evening news, outlet: Radio, date: 2025-06-02}
  - {id: book, title: A memoir, outlet: A publisher}
issues:
  - {id: border, options: [open, {id: shut, name: Closed to all}]}
  - {id: toll, integer: {low: 0, high: 4}}
  - {id: share, real: {low: 0, high: 1, steps: 4}}
  - {id: level, ordered: true, options: [low, middle, high]}
  - {id: children, options: [returned, not-returned], duty: {reason: They are owed.}}
  - {id: captives, options: [all, some], own_track: {reason: People are no coin.}}
  - {id: mail, options: [daily, weekly], own_track: {reason: By custom.}, traded_anyway: {author: A. N., reason: Both asked.}}
rules:
  - {forbids: {border: shut, toll: [3, 4]}, reason: Nobody pays at a closed border.}
conditions:
  - {id: quiet, name: The guns are silent}
  - {id: pulled-back, name: The boats have left, issue: border}
  - {id: signed, name: A text is signed}
statements:
  - id: east-one
    speaker: The minister
    parties: [east]
    date: 2025-05-30
    sources: [paper, radio]
    quote: We ask for an open border [...] and the children first.
    states:
      - {issue: border, asks: [open], rejects: [shut]}
      - {issue: children, asks: [returned]}
    first:
      - {what: signed, only_after: [quiet, pulled-back]}
  - id: west-one
    speaker: The envoy
    parties: [west]
    date: 2025-05-31
    sources: [radio]
    paraphrase: Reported as open to a toll.
    states:
      - {issue: toll, offers: ['1', '2']}
    first:
      - {what: quiet, only_after_one_of: [[signed], [pulled-back, signed]]}
  - id: west-two
    speaker: The envoy
    parties: [west]
    date: 2025-06-01
    sources: [radio, paper]
    paraphrase: Reported as open to any toll.
    states:
      - {issue: toll, accepts: ['4', '1', '1']}
    replaces: [west-one]
  - {id: memoir, speaker: A guest, date: 2025-05-01, sources: [book], paraphrase: Remembers earlier talks.}
events:
  - {id: storm, title: A storm, date: 2025-05-20, until: 2025-05-22, sources: [book]}
packages:
  - {id: now, settles: {border: shut, toll: 0, share: 0, level: low, mail: weekly}}
  - {id: text, name: The host's text, settles: {border: open, toll: 2, share: 0.50, level: high, mail: daily}}
judgements:
  - id: first
    author: A. N.
    as_of: 2025-06-01
    preferences:
      east:
        weights:
          ranking: [border, {equal: [toll, share]}, {unordered: [level, mail]}]
          intervals: {border: [0.3, 0.6]}
          ratios: [{issue: border, times: 2, than: mail}]
          reason: Said so.
        values:
          border: {best_to_worst: [open, shut], reason: Asked.}
          toll: {linear: {best: 0}, reason: Pays it.}
          share: {ranges: {0: 0, 0.25: 0.2, 0.5: [0.4, 0.6], 0.75: 0.8, 1: 1}, reason: More is more.}
          level: {best_to_worst: [high, [middle, low]], reason: Asked.}
          mail: {best_to_worst: [[daily, weekly]], reason: Does not mind.}
        linkages:
          - {issues: [toll, border], adds: [{options: ['4', open], worth: [-0.1, 0]}], reason: Costs more.}
        red_lines:
          - {refuses: {border: shut, level: [low, middle]}, standing: firm, reason: Said twice.}
        limit: {between: {unacceptable: now, acceptable: text}, reason: Voted.}
      west:
        points:
          issues:
            border: {open: 0, shut: 10}
            toll: {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}
            share: {0: 4, 0.25: 3, 0.5: 2, 0.75: 1, 1: 0}
            level: {low: 2, middle: 1, high: 0}
            mail: {daily: 0, weekly: 1}
          reason: Its own table.
        limit: {range: [5, 7], reason: Guessed.}
        disagreement: {worth: 3, reason: Guessed.}
  - id: second
    author: B. O.
    preferences:
      west:
        weights: {ranking: [border], unranked: below, reason: Nothing else was said.}
        values:
          border: {best_to_worst: [shut, open], reason: Asked.}
          toll: {linear: {best: 4}, reason: Earns it.}
          share: {linear: {best: 0}, reason: Keeps it.}
          level: {linear: {best: low}, reason: Asked.}
          mail: {best_to_worst: [weekly, daily], reason: Cheaper.}
";

/// The case, valid as it stands.
pub(crate) fn dossier() -> Dossier {
    read(CASE)
}

/// A case that must be valid.
pub(crate) fn read(text: &str) -> Dossier {
    Dossier::read("case.yaml", text.as_bytes()).unwrap_or_else(|faults| panic!("{}", told(text, &faults).join("\n")))
}

/// The case with its only `old` replaced.
pub(crate) fn with(old: &str, new: &str) -> String {
    assert_eq!(CASE.matches(old).count(), 1, "`{old}` must stand once in the fixture");
    CASE.replacen(old, new, 1)
}

/// Each finding as `code @ line: what is underlined`, and its message and way out.
pub(crate) fn told(text: &str, findings: &[Diagnostic]) -> Vec<String> {
    let told = |finding: &Diagnostic| {
        let span = finding.labels[0].span;
        let line = zopa_dossier::Position::of(text.as_bytes(), span.start).line;
        format!("{} @ {line}: {} | {} | {}", finding.code, &text[span.start..span.end], finding.message, finding.way_out)
    };
    findings.iter().map(told).collect()
}

/// The findings of a case that may or may not be valid.
pub(crate) fn findings(text: &str) -> Vec<Diagnostic> {
    match Dossier::read("case.yaml", text.as_bytes()) {
        Ok(dossier) => dossier.warnings().to_vec(),
        Err(faults) => faults,
    }
}
