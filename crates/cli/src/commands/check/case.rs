//! Of a case: does it read, does it make sense, and are the quotations in their sources?

use serde_json::{Value, json};
use zopa_dossier::{Diagnostic, Quotation, Severity};
use zopa_report::DiagnosticView;

use crate::exit::{Ending, Failure};
use crate::show;
use zopa_runner::source::Opened;

/// Checks one case, in words or as JSON.
pub(super) fn check(opened: &Opened, json: bool) -> Ending {
    let (diagnostics, quotations, ending) = match opened.dossier() {
        Err(failure) => {
            let failure = Failure::from(failure);
            let ending = failure.ending();
            match failure {
                Failure::Case { diagnostics, .. } => (diagnostics, Vec::new(), ending),
                Failure::Field { .. } | Failure::Usage { .. } => (Vec::new(), Vec::new(), ending),
            }
        }
        Ok(dossier) => {
            let quotations = zopa_dossier::verify(&dossier, &opened.texts);
            let mut diagnostics = dossier.warnings().to_vec();
            diagnostics.extend(quotations.iter().filter_map(|check| check.fault().cloned()));
            let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
            (diagnostics, quotations, if failed { Ending::No } else { Ending::Done })
        }
    };
    if json {
        show::data(&as_json(opened, &diagnostics, &quotations, ending).to_string());
    } else {
        show::diagnostics(&opened.name, &opened.bytes, &diagnostics);
        show::data(&summary(opened, &quotations, ending));
    }
    ending
}

fn summary(opened: &Opened, quotations: &[Quotation], ending: Ending) -> String {
    let verdict = match ending {
        Ending::Done => "reads and makes sense",
        Ending::No => "reads, but does not hold together",
        Ending::BadInput | Ending::Limit => "does not read",
    };
    // An entry without a statement is about a text as a whole, not about a quotation.
    let quotations: Vec<&Quotation> = quotations.iter().filter(|check| check.statement.is_some()).collect();
    let count = |wanted: fn(&Quotation) -> bool| quotations.iter().filter(|check| wanted(check)).count();
    let verified = count(Quotation::is_verified);
    let absent = count(Quotation::is_text_not_at_hand);
    let mut lines = vec![format!("{}: {verdict}", opened.name)];
    if !quotations.is_empty() {
        lines.push(format!("  {} of {} quotations verified word for word", verified, quotations.len()));
    }
    if absent > 0 {
        lines.push(format!("  {absent} not verified: text not at hand (give its folder with --texts DIR)"));
    }
    let unconfirmed = opened.dossier().map_or(0, |dossier| zopa_dossier::unconfirmed(dossier.case()).len());
    if unconfirmed > 0 {
        let items = if unconfirmed == 1 { "item" } else { "items" };
        lines.push(format!("  {unconfirmed} {items} written by a model, not yet confirmed by a person (zopa confirm)"));
    }
    lines.join("\n")
}

fn as_json(opened: &Opened, diagnostics: &[Diagnostic], quotations: &[Quotation], ending: Ending) -> Value {
    let told: Vec<DiagnosticView> = diagnostics.iter().map(|diagnostic| DiagnosticView::new(&opened.bytes, diagnostic)).collect();
    let quotations: Vec<Value> = quotations
        .iter()
        .map(|check| json!({ "statement": check.statement, "source": check.source, "state": check.state() }))
        .collect();
    json!({ "zopa": 1, "source": opened.name, "ok": ending == Ending::Done, "diagnostics": told, "quotations": quotations })
}
