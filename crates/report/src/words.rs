//! The words that we use for figures, in one place.

use crate::document::{BoundsView, Frequency, FrontierView, GapStatus, Interval, PointView, Verdict};

/// A share as a whole count: "3 of 10", or "31 of 100" where tenths would say too little. The two ends are kept
/// apart: only nothing is "none", and only everything is "all".
pub fn share_in_words(share: f64) -> String {
    if share <= 0.0 {
        return "none".into();
    }
    if share >= 1.0 {
        return "all".into();
    }
    match (share * 100.0).round() as u32 {
        0 => "fewer than 1 of 100".into(),
        100.. => "more than 99 of 100".into(),
        percent if percent % 10 == 0 => format!("{} of 10", percent / 10),
        percent => format!("{percent} of 100"),
    }
}

/// How large the frontier is, and the frontier of what all accept.
pub(crate) fn frontier_in_words(frontier: &FrontierView) -> String {
    let points = |number: u64| count(number as usize, "point", "points");
    let whole = match (&frontier.stopped, frontier.size) {
        (Some(stopped), _) => return stopped_in_words(frontier, stopped),
        (None, None) => return "the frontier is not known".to_owned(),
        (None, Some(size)) => format!("{} on the frontier", points(size)),
    };
    let rational = match frontier.rational_size {
        None => "the frontier among packages acceptable to all is not known".to_owned(),
        Some(0) => "no package is acceptable to all".to_owned(),
        Some(size) => format!("the frontier among packages acceptable to all has {}", points(size)),
    };
    format!("{whole}; {rational}")
}

/// What is known of a frontier that was stopped.
fn stopped_in_words(frontier: &FrontierView, stopped: &str) -> String {
    let points = |points: &[PointView]| count(points.len(), "point", "points");
    let known = match &frontier.enclosure {
        Some(enclosure) if !enclosure.proven.is_empty() => format!("{} of it are proven", points(&enclosure.proven)),
        Some(enclosure) if !enclosure.found.is_empty() => format!("{} near it were found", points(&enclosure.found)),
        _ => return format!("the frontier is not known (stopped: {stopped})"),
    };
    format!("the frontier is not known whole (stopped: {stopped}); {known}")
}

/// What is proven of a solution that is not known.
pub(crate) fn bounds_in_words(bounds: &BoundsView) -> String {
    let most = number(bounds.at_most);
    match bounds.at_least {
        None => format!("no package acceptable to all was found; its {} would be at most {most}", bounds.of),
        Some(_) if bounds.is_proven() => format!("the largest {} is {most}, which is proven", bounds.of),
        Some(least) => {
            let [least, most] = told_apart([least, bounds.at_most]);
            format!("the largest {} lies between {least} and {most}", bounds.of)
        }
    }
}

/// Two numbers with as many decimals as it takes to tell them apart, the first rounded down and the second up.
fn told_apart([low, high]: [f64; 2]) -> [String; 2] {
    let (mut places, mut one) = (3, 1e3);
    // With too few decimals the bounds look wider than they are.
    while places < 12 && (high * one).ceil() - (low * one).floor() > 1.5 * (high - low) * one {
        (places, one) = (places + 1, one * 10.0);
    }
    [(low * one).floor() / one, (high * one).ceil() / one].map(|value| format!("{value:.places$}").replace('-', "−"))
}

/// How many outcomes there are, with the word for one or several.
pub(crate) fn outcomes_with(digits: &str, one: &str, many: &str) -> String {
    format!("{} {}", outcomes_in_words(digits), if digits == "1" { one } else { many })
}

/// Whether a character turns round the direction of the text after it: a case must not be able to reorder a page.
pub(crate) fn is_turning(character: char) -> bool {
    ('\u{202a}'..='\u{202e}').contains(&character) || ('\u{2066}'..='\u{2069}').contains(&character)
}

/// The words as a sentence begins.
pub(crate) fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// A share as a number of hundredths: "0", "fewer than 1", "31", "more than 99", "100".
pub(crate) fn hundredths(share: f64) -> String {
    match (share * 100.0).round() as u32 {
        _ if share <= 0.0 => "0".into(),
        _ if share >= 1.0 => "100".into(),
        0 => "fewer than 1".into(),
        100.. => "more than 99".into(),
        percent => percent.to_string(),
    }
}

/// What chance alone may do to a share, with nineteen in twenty: twice the standard error, or three over the number of
/// draws where all or none of them counted (Hanley and Lippman-Hand 1983, JAMA 249:1743).
pub(crate) fn chance(standard_error: f64, draws: u64) -> String {
    match (standard_error > 0.0, draws) {
        (true, _) => format!("±{:.1} in 100", standard_error * 200.0),
        (false, 0) => "not known".into(),
        (false, draws) => format!("less than {} in 100", number(300.0 / draws as f64)),
    }
}

/// The share of a frequency with what chance may do to it: "84.6 % ± 0.7", "below 0.03 %", "above 99.97 %".
pub(crate) fn share_with_chance(frequency: &Frequency) -> String {
    let rule_of_three = 300.0 / frequency.draws.max(1) as f64;
    if frequency.standard_error > 0.0 {
        return format!("{:.1}\u{a0}% ± {:.1}", frequency.share * 100.0, frequency.standard_error * 200.0);
    }
    match frequency.share {
        _ if frequency.draws == 0 => "nothing drawn".into(),
        share if share <= 0.0 => format!("below {}\u{a0}%", number(rule_of_three)),
        share if share >= 1.0 => format!("above {}\u{a0}%", number((100.0 - rule_of_three).max(0.0))),
        share => format!("{:.1}\u{a0}%", share * 100.0),
    }
}

/// A frequency as a phrase: "in 3 of 10 draws", "in none of 10,000 draws".
pub fn draws_in_words(frequency: &Frequency) -> String {
    match frequency.count {
        0 => format!("in none of {} draws", thousands(frequency.draws)),
        count if count == frequency.draws => format!("in all of {} draws", thousands(frequency.draws)),
        _ => format!("in {} draws", share_in_words(frequency.share)),
    }
}

/// What the lowest and the highest share over authors and range ends allow to say. Touching a half is on both sides.
pub fn verdict(low: f64, high: f64) -> Verdict {
    if low > 0.5 {
        Verdict::Likely
    } else if high < 0.5 {
        Verdict::Unlikely
    } else {
        Verdict::CannotTell
    }
}

/// The verdict in a word or two.
pub(crate) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Likely => "likely",
        Verdict::Unlikely => "unlikely",
        Verdict::CannotTell => "cannot tell",
    }
}

/// The verdict as a sentence.
pub(crate) fn verdict_sentence(interval: &Interval) -> &'static str {
    let is_on_one_side = interval.low > 0.5 || interval.high < 0.5;
    match interval.verdict {
        Verdict::CannotTell if is_on_one_side => {
            "The model cannot tell: over authors and range ends the shares come within two standard errors of a half, so that chance alone may decide on which side they are."
        }
        Verdict::Likely => "A deal fits these ranges in more than half of the draws, whichever author and range end is taken.",
        Verdict::Unlikely => "A deal fits these ranges in fewer than half of the draws, whichever author and range end is taken.",
        Verdict::CannotTell => {
            "The model cannot tell: the lowest and the highest share, over authors and range ends, lie on both sides of a half."
        }
    }
}

/// The state of a topic in words.
pub fn status_word(status: GapStatus) -> &'static str {
    match status {
        GapStatus::Agreed => "agreed",
        GapStatus::Convergent => "convergent",
        GapStatus::Disputed => "disputed",
        GapStatus::Opposed => "opposed",
        GapStatus::OneSideNotSeen => "one side not seen",
        GapStatus::NeitherSeen => "neither seen",
        GapStatus::SourcesConflict => "sources conflict",
    }
}

/// A sign for the state of a topic that does not rely on colour, the same in every view.
pub(crate) fn status_sign(status: GapStatus) -> char {
    match status {
        GapStatus::Agreed => '=',
        GapStatus::Convergent => '~',
        GapStatus::Disputed => '/',
        GapStatus::Opposed => '×',
        GapStatus::OneSideNotSeen => '?',
        GapStatus::NeitherSeen => '–',
        GapStatus::SourcesConflict => '!',
    }
}

/// Every state, from the closest to the farthest, then those that cannot be compared.
pub(crate) const STATUSES: [GapStatus; 7] = [
    GapStatus::Agreed,
    GapStatus::Convergent,
    GapStatus::Disputed,
    GapStatus::Opposed,
    GapStatus::SourcesConflict,
    GapStatus::OneSideNotSeen,
    GapStatus::NeitherSeen,
];

/// A whole number with a comma between thousands.
pub(crate) fn thousands(number: u64) -> String {
    group_digits(&number.to_string())
}

/// A decimal string with a comma between thousands; other text as it stands.
pub(crate) fn group_digits(digits: &str) -> String {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many outcomes a space has, for people: in full up to twelve digits, then as a power of ten.
pub fn outcomes_in_words(digits: &str) -> String {
    if digits.len() <= 12 {
        return group_digits(digits);
    }
    let lead: String = digits.chars().take(1).chain(std::iter::once('.')).chain(digits.chars().skip(1).take(1)).collect();
    format!("about {lead} × 10^{}", digits.len() - 1)
}

/// A share in hundredths, for tables: "62 %", with a space that does not break.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0}\u{a0}%", (share * 100.0).round().abs())
}

/// A utility or a margin, for tables: up to three decimals, without trailing zeros and without a negative zero.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    let signed = if trimmed == "-0" { "0" } else { trimmed };
    signed.replace('-', "−")
}

/// The same with its sign always shown.
pub(crate) fn signed_number(value: f64) -> String {
    let text = number(value);
    if text.starts_with('−') || text == "0" { text } else { format!("+{text}") }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(items: &[impl AsRef<str>], joint: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} {joint} {}", head.join(", "), last.as_ref())
        }
    }
}

/// "1 item", "2 items".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", thousands(number as u64)) }
}

/// The gist of an option: all of it where it fits, else up to the last comma, colon, semicolon or bracket that does.
pub(crate) fn gist(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let fits = |at: &usize| {
        let length = text[..*at].trim_end().chars().count();
        length < limit && 3 * length >= limit
    };
    let ends = text.char_indices().filter(|(_, character)| [',', ';', ':', '('].contains(character)).map(|(at, _)| at);
    match ends.rev().find(fits) {
        Some(end) => format!("{}…", text[..end].trim_end()),
        None => shorten(text, limit),
    }
}

/// The first sentence of a text.
pub(crate) fn first_sentence(words: &str) -> &str {
    words.find(". ").map_or(words, |end| &words[..=end])
}

/// Text cut at the end of a word so that it holds at most `limit` characters, with an ellipsis where it was cut.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    let end = cut.rfind(' ').filter(|end| *end > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_whole_counts() {
        let words = [0.0, 0.001, 0.3, 0.31, 0.5, 0.998, 1.0].map(share_in_words);
        assert_eq!(words, ["none", "fewer than 1 of 100", "3 of 10", "31 of 100", "5 of 10", "more than 99 of 100", "all"]);
    }

    #[test]
    fn frequencies_keep_none_and_all_apart_from_nearly() {
        assert_eq!(draws_in_words(&Frequency::of(0, 10_000)), "in none of 10,000 draws");
        assert_eq!(draws_in_words(&Frequency::of(10_000, 10_000)), "in all of 10,000 draws");
        assert_eq!(draws_in_words(&Frequency::of(9_999, 10_000)), "in more than 99 of 100 draws");
    }

    #[test]
    fn touching_a_half_cannot_tell() {
        assert_eq!(verdict(0.5, 0.9), Verdict::CannotTell);
        assert_eq!(verdict(0.51, 0.9), Verdict::Likely);
        assert_eq!(verdict(0.1, 0.49), Verdict::Unlikely);
    }

    #[test]
    fn numbers_for_people() {
        assert_eq!([number(-0.0), number(0.25), number(-1.5), number(3.0)], ["0", "0.25", "−1.5", "3"]);
        assert_eq!(outcomes_in_words("1234567"), "1,234,567");
        assert_eq!(outcomes_in_words("12345678901234"), "about 1.2 × 10^13");
        assert_eq!(list(&["a", "b", "c"], "and"), "a, b and c");
        assert_eq!(shorten("one two three", 9), "one two…");
    }
}
