//! What is particular to a scenario of the field: its files, what was repaired, what they claim, and other programs' words.

use super::page::{Page, Voice};
use crate::Document;
use crate::document::{ClaimView, FieldView, LotteryView, PointView, ProfileView, RemarkView, VariantView};
use crate::words::{count, list, number, outcomes_with};

/// Remarks shown at most, kind by kind.
const REMARKS: usize = 8;
/// Claims shown at most; those that fail come first.
const CLAIMS: usize = 12;
/// Outcomes of a lottery shown at most.
const MIXED: usize = 4;

/// All of it; nothing where the document is of a case.
pub(super) fn field(page: &mut Page, document: &Document) {
    let Some(field) = &document.field else { return };
    parties(page, field);
    claims(page, field);
    lotteries(page, field);
    variants(page, field);
    remarks(page, field);
}

/// What is the files' own: parties, claims, remarks, and no solution.
pub(super) fn check(page: &mut Page, document: &Document) {
    let Some(field) = &document.field else { return };
    page.paragraph(
        2,
        &format!(
            "{} over {}.",
            outcomes_with(&document.space.outcomes, "outcome", "outcomes"),
            count(document.space.issues.len(), "issue", "issues")
        ),
    );
    parties(page, field);
    claims(page, field);
    remarks(page, field);
}

fn parties(page: &mut Page, field: &FieldView) {
    page.heading("Parties", &format!("{} files, {}", field.format, meaning(field)));
    for profile in &field.profiles {
        page.labelled(&profile.party, Voice::Strong, 22, &profile_in_words(profile));
    }
}

/// Whose reading counts, in words.
pub(crate) fn meaning(field: &FieldView) -> &'static str {
    match field.meaning.as_str() {
        "negmas" => "as NegMAS 0.16 would read them",
        _ => "as the program that owns them reads them",
    }
}

/// "says yes from 0.5 on; at best 1 (proven); discount 0.75 over the whole negotiation".
pub(crate) fn profile_in_words(profile: &ProfileView) -> String {
    let mut words = vec![match (profile.reservation, profile.refuses_all) {
        (_, true) => "refuses everything".to_owned(),
        (Some(reservation), false) => format!("says yes from {} on", number(reservation)),
        (None, false) => "takes anything".to_owned(),
    }];
    if let Some(greatest) = &profile.greatest {
        let proof = match (greatest.exact, greatest.at_most) {
            (true, _) => "proven".to_owned(),
            (false, Some(most)) => format!("at most {}", number(most)),
            (false, None) => "best found".to_owned(),
        };
        words.push(format!("at best {} ({proof})", number(greatest.utility)));
    }
    if let Some(optimum) = &profile.optimum {
        words.push(format!("with amounts uncut at best {}", number(optimum.utility)));
    }
    if let Some(error) = profile.grid_error {
        words.push(format!("the grid is off by at most {}", number(error)));
    }
    words.extend(profile.discount.iter().map(|discount| format!("discount {discount}")));
    words.join("; ")
}

fn claims(page: &mut Page, field: &FieldView) {
    if field.claims.is_empty() {
        return;
    }
    let fail = field.claims.iter().filter(|claim| claim.verdict == "fails").count();
    page.heading("What the files claim", &format!("{fail} of {} do not hold", count(field.claims.len(), "claim", "claims")));
    let order = |claim: &&ClaimView| match claim.verdict.as_str() {
        "fails" => 0,
        "holds" => 2,
        _ => 1,
    };
    let mut sorted: Vec<&ClaimView> = field.claims.iter().collect();
    sorted.sort_by_key(order);
    for claim in sorted.iter().take(CLAIMS) {
        let voice = match claim.verdict.as_str() {
            "holds" => Voice::Good,
            "fails" => Voice::Bad,
            _ => Voice::Open,
        };
        page.labelled(claim_sign(claim), voice, 4, &format!("{}: {}. {}", claim.place, claim.claimed, claim.words));
    }
    page.more(sorted.len().saturating_sub(CLAIMS), "claims");
}

/// A sign for a verdict, beside the word.
pub(crate) fn claim_sign(claim: &ClaimView) -> &'static str {
    match claim.verdict.as_str() {
        "holds" => "✓",
        "fails" => "✗",
        _ => "?",
    }
}

fn lotteries(page: &mut Page, field: &FieldView) {
    if field.lotteries.is_empty() {
        return;
    }
    page.heading("Lotteries", "outcomes mixed with probabilities");
    for lottery in &field.lotteries {
        page.labelled(&lottery.name, Voice::Strong, 30, &lottery_in_words(lottery));
    }
}

/// "(0.52, 0.69): 5/8 of (0.38, 0.88), 3/8 of (0.75, 0.38)".
pub(crate) fn lottery_in_words(lottery: &LotteryView) -> String {
    if let Some(reason) = &lottery.reason {
        return format!("none: {reason}");
    }
    let part = |part: &crate::document::LotteryPart| match part.exact_probability.as_str() {
        "1/1" => format!("{} for certain", pair(&part.point)),
        exact => format!("{} of {}", share(exact, part.probability), pair(&part.point)),
    };
    let mut parts: Vec<String> = lottery.mixture.iter().take(MIXED).map(part).collect();
    if lottery.mixture.len() > MIXED {
        parts.push(format!("{} more", lottery.mixture.len() - MIXED));
    }
    format!("{}: {}", tuple(&lottery.utilities), list(&parts, "and"))
}

/// A probability as a fraction where that is short.
fn share(exact: &str, probability: f64) -> String {
    if exact.len() <= 9 { exact.to_owned() } else { number(probability) }
}

fn variants(page: &mut Page, field: &FieldView) {
    if field.variants.is_empty() {
        return;
    }
    page.heading("In other programs' words", "under the names that they use");
    for variant in &field.variants {
        page.labelled(&variant.name, Voice::Strong, 26, &format!("{} — {}", variant_answer(variant), variant.definition));
    }
}

/// What a variant answers.
pub(crate) fn variant_answer(variant: &VariantView) -> String {
    match (&variant.reason, variant.number, variant.points.as_slice()) {
        (Some(reason), _, _) => format!("none: {reason}"),
        (None, Some(value), _) => number(value),
        (None, None, points) => {
            let first: Vec<String> = points.iter().take(2).map(pair).collect();
            let more = points.len().saturating_sub(first.len());
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{}{rest}", first.join(", "))
        }
    }
}

fn pair(point: &PointView) -> String {
    tuple(&point.utilities)
}

fn tuple(utilities: &[f64]) -> String {
    let parts: Vec<String> = utilities.iter().map(|utility| number(*utility)).collect();
    format!("({})", parts.join(", "))
}

fn remarks(page: &mut Page, field: &FieldView) {
    for (kind, heading, whose) in KINDS {
        let of_kind: Vec<&RemarkView> = field.remarks.iter().filter(|remark| remark.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        page.heading(heading, whose);
        for remark in of_kind.iter().take(REMARKS) {
            page.point(&remark_in_words(remark));
        }
        page.more(of_kind.len().saturating_sub(REMARKS), "remarks");
    }
}

/// The kinds of remarks with a heading for each.
pub(crate) const KINDS: [(&str, &str, &str); 4] = [
    ("repair", "Repaired on reading", "each had one reading"),
    ("difference", "Where the reading asked for differs", "from that of the program that owns the files"),
    ("loss", "Lost", "what the format cannot say"),
    ("note", "Worth knowing", ""),
];

/// "file:12: what is there".
pub(crate) fn remark_in_words(remark: &RemarkView) -> String {
    match (remark.file.as_str(), remark.line) {
        ("", _) => remark.message.clone(),
        (file, None) => format!("{file}: {}", remark.message),
        (file, Some(line)) => format!("{file}:{line}: {}", remark.message),
    }
}
