//! `zopa diff BEFORE AFTER`: what changed between two cases, and what that does to the answers.

use serde_json::{Value, json};
use zopa_dossier::{Change, Difference, WhatChanged};
use zopa_report::{Document, share_in_words};

use crate::answer::{Answer, answer};
use crate::arguments::Diff;
use crate::exit::{Ending, Failure};
use crate::{show, source};

/// Compares the two cases as the audience may see them.
pub(crate) fn run(arguments: &Diff) -> Result<Ending, Failure> {
    let ask = |name: &str| answer(&source::open(name, &arguments.opening)?, &arguments.question);
    let (before, after) = (ask(&arguments.before)?, ask(&arguments.after)?);
    let changes = difference(&before, &after);
    let answers = answers(&before.document, &after.document);
    if arguments.json {
        show::data(&format!("{:#}", as_json(&changes, &answers)));
    } else {
        show::data(&in_words(&changes, &answers));
    }
    Ok(if before.stopped || after.stopped { Ending::Limit } else { Ending::Done })
}

fn difference(before: &Answer, after: &Answer) -> Difference {
    zopa_dossier::difference(&before.disclosed, &after.disclosed)
}

/// One answer that the change of case moved.
struct Moved {
    what: String,
    before: String,
    after: String,
}

/// Every answer that differs: the gap by topic, the odds, the best package, the frontier.
fn answers(before: &Document, after: &Document) -> Vec<Moved> {
    let mut all = gaps(before, after);
    all.extend(moved("verdict over authors and range ends", before, after, |document| {
        let interval = &document.odds.as_ref()?.interval;
        Some(format!("a deal in {} to {} draws", share_in_words(interval.low), share_in_words(interval.high)))
    }));
    for judgement in judgements(before, after) {
        let odds = |document: &Document, pick: fn(&zopa_report::document::JudgementOdds) -> Option<String>| {
            let all = document.odds.as_ref()?;
            all.judgements.iter().find(|odds| odds.judgement == judgement).and_then(pick)
        };
        all.extend(moved(&format!("{judgement}: draws with a deal"), before, after, |document| {
            odds(document, |odds| Some(zopa_report::draws_in_words(&odds.deal)))
        }));
        all.extend(moved(&format!("{judgement}: package accepted in most draws"), before, after, |document| {
            odds(document, |odds| {
                let best = odds.best_package.as_ref()?;
                let clauses: Vec<String> = best.outcome.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
                Some(format!("{} ({})", clauses.join("; "), share_in_words(best.accepted.share)))
            })
        }));
    }
    all.extend(moved("points on the frontier", before, after, |document| {
        let known = |size: Option<u64>| size.map_or_else(|| "not known".to_owned(), |size| size.to_string());
        document.frontier.as_ref().map(|frontier| {
            let (whole, rational) = (known(frontier.size), known(frontier.rational_size));
            format!("{whole} (of what all accept: {rational})")
        })
    }));
    all
}

fn gaps(before: &Document, after: &Document) -> Vec<Moved> {
    let mut ids: Vec<(&str, &str)> =
        before.topics.iter().chain(&after.topics).map(|topic| (topic.id.as_str(), topic.name.as_str())).collect();
    let mut seen = std::collections::HashSet::new();
    ids.retain(|(id, _)| seen.insert(*id));
    let status = |document: &Document, id: &str| {
        let topic = document.topics.iter().find(|topic| topic.id == id)?;
        Some(zopa_report::status_word(topic.gap.status).to_owned())
    };
    ids.into_iter().filter_map(|(id, name)| moved(name, before, after, |document| status(document, id))).collect()
}

fn judgements<'a>(before: &'a Document, after: &'a Document) -> Vec<&'a str> {
    let ids = |document: &'a Document| document.judgements.iter().map(|judgement| judgement.id.as_str());
    let mut all: Vec<&str> = ids(before).collect();
    all.extend(ids(after).filter(|id| !before.judgements.iter().any(|known| known.id == *id)));
    all
}

fn moved(what: &str, before: &Document, after: &Document, read: impl Fn(&Document) -> Option<String>) -> Option<Moved> {
    let told = |document| read(document).unwrap_or_else(|| "–".to_owned());
    let (before, after) = (told(before), told(after));
    (before != after).then(|| Moved { what: what.to_owned(), before, after })
}

fn in_words(changes: &Difference, answers: &[Moved]) -> String {
    let mut lines = vec!["What changed in the case".to_owned()];
    if changes.changes.is_empty() {
        lines.push("  nothing".to_owned());
    }
    for change in &changes.changes {
        lines.extend(change_in_words(change));
    }
    lines.push(String::new());
    lines.push("What that does to the answers".to_owned());
    if answers.is_empty() {
        lines.push("  nothing".to_owned());
    }
    for moved in answers {
        lines.push(format!("  {}", moved.what));
        lines.push(format!("    before: {}", moved.before));
        lines.push(format!("    after:  {}", moved.after));
    }
    lines.join("\n")
}

fn change_in_words(change: &Change) -> Vec<String> {
    let (sign, fields) = match &change.what {
        WhatChanged::Added => ('+', &[][..]),
        WhatChanged::Removed => ('-', &[][..]),
        WhatChanged::Changed(fields) => ('~', fields.as_slice()),
    };
    let mut lines = vec![format!("  {sign} {} {}", change.section, change.id)];
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    for field in fields {
        lines.push(format!("      {}: {} → {}", field.field, side(&field.before), side(&field.after)));
    }
    lines
}

fn as_json(changes: &Difference, answers: &[Moved]) -> Value {
    let change = |change: &Change| {
        let (what, fields) = match &change.what {
            WhatChanged::Added => ("added", Vec::new()),
            WhatChanged::Removed => ("removed", Vec::new()),
            WhatChanged::Changed(fields) => {
                let field = |field: &zopa_dossier::FieldChange| json!({ "field": field.field, "before": field.before, "after": field.after });
                ("changed", fields.iter().map(field).collect())
            }
        };
        json!({ "section": change.section, "id": change.id, "what": what, "fields": fields })
    };
    let moved = |moved: &Moved| json!({ "what": moved.what, "before": moved.before, "after": moved.after });
    json!({
        "zopa": 1,
        "changes": changes.changes.iter().map(change).collect::<Vec<_>>(),
        "answers": answers.iter().map(moved).collect::<Vec<_>>(),
    })
}
