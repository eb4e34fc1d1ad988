//! Numbers as files of GENIUS write them.

use zopa_model::Exact;

use super::super::Refusal;
use super::element::{Element, Stated};
use super::findings::Findings;

/// The attributes that hold numbers, wherever they stand; `value` holds one in some elements only.
const NUMERIC: [&str; 12] = [
    "evaluation",
    "lowerbound",
    "upperbound",
    "slope",
    "offset",
    "parameter0",
    "parameter1",
    "parameter2",
    "maxutility",
    "min",
    "max",
    "utility",
];
/// The elements whose `value` is a number.
const NUMBERS: [&str; 6] = ["weight", "discount_factor", "reservation", "weightmultiplyer", "optout", "timeeffect"];

/// As many signs as a double needs.
const IN_USE: usize = 24;
/// The most digits that all numbers of a file may have beyond that. Exact numbers are worked with digit by digit.
const MOST_DIGITS_BEYOND_USE: usize = 1 << 18;

/// What stands before the decimals of a file's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimals {
    /// A point, as it should be.
    Point,
    /// A comma, in every number of the file that has decimals.
    Comma,
}

impl Decimals {
    /// What the file under `root` uses. A comma is a point only where nothing in the file speaks against it.
    ///
    /// # Errors
    /// Where the numbers together are too long to work with; in strict reading, where the file uses commas.
    pub(super) fn of(root: Element<'_>, findings: &mut Findings) -> Result<Self, Refusal> {
        let (mut comma, mut has_point, mut excess) = (None, false, 0);
        for number in root.all().flat_map(numbers) {
            excess += digits_beyond_use(&number.text);
            if excess > MOST_DIGITS_BEYOND_USE {
                let message = "its numbers have more digits than anybody could mean";
                return Err(findings.refusal("too-long-numbers", Some(number.line), message, "round them"));
            }
            has_point |= number.text.contains('.');
            if comma.is_none() && is_with_comma(&number.text) {
                comma = Some(number);
            }
        }
        let Some(Stated { text, line }) = comma.filter(|_| !has_point) else { return Ok(Self::Point) };
        let message = format!("the numbers of this file have decimal commas (`{text}`), and were read so");
        findings.repair("decimal-comma", Some(line), message)?;
        Ok(Self::Comma)
    }

    /// The number that `text` is; `None` where it is none. White space around it does not count.
    pub(super) fn number(self, text: &str) -> Option<Exact> {
        let text = text.trim();
        let with_point = match self {
            Self::Comma if is_with_comma(text) => text.replace(',', "."),
            Self::Comma | Self::Point => text.to_owned(),
        };
        with_point.parse().ok().filter(|_| !text.contains('/'))
    }
}

/// Everything in one element that ought to be a number.
fn numbers(element: Element<'_>) -> impl Iterator<Item = Stated> {
    let value = NUMBERS.contains(&element.name()).then_some("value");
    NUMERIC.into_iter().chain(value).filter_map(move |name| element.attribute(name))
}

/// How many digits a number has beyond those of a double, zeros that an exponent stands for included.
fn digits_beyond_use(text: &str) -> usize {
    let exponent = text.rsplit_once(['e', 'E']).and_then(|(_, exponent)| exponent.trim().parse::<i32>().ok());
    let zeros = exponent.map_or(0, |exponent| exponent.unsigned_abs().min(1 << 10) as usize);
    text.len().saturating_sub(IN_USE) + zeros.saturating_sub(IN_USE)
}

/// Whether `text` is digits, one comma and digits.
fn is_with_comma(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.trim()
        .trim_start_matches(['-', '+'])
        .split_once(',')
        .is_some_and(|(whole, decimals)| is_digits(whole) && is_digits(decimals))
}

/// The number that is stated, which must be one.
///
/// # Errors
/// Where it is none.
pub(super) fn number(stated: &Stated, decimals: Decimals, what: &str, findings: &Findings) -> Result<Exact, Refusal> {
    decimals.number(&stated.text).ok_or_else(|| {
        let shown: String = stated.text.chars().take(40).collect();
        let message = format!("{what} is `{shown}`, which is no number");
        findings.refusal("bad-number", Some(stated.line), message, "write digits with a decimal point, such as 0.25")
    })
}

/// The whole number that is stated, which must be one of 64 bits.
///
/// # Errors
/// Where it is none.
pub(super) fn whole(stated: &Stated, decimals: Decimals, what: &str, findings: &Findings) -> Result<i64, Refusal> {
    if let Ok(whole) = stated.text.trim().parse() {
        return Ok(whole);
    }
    let exact = number(stated, decimals, what, findings)?;
    let whole = exact.rational().is_integer().then(|| exact.to_string().parse().ok()).flatten();
    whole.ok_or_else(|| {
        let message = format!("{what} is `{}`, which is no whole number of 64 bits", stated.text.trim());
        findings.refusal("bad-number", Some(stated.line), message, "write digits only")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_java_reads_them() {
        for (text, shown) in [(" 0.5 ", Some("0.5")), ("1e-3", Some("0.001")), ("7.", Some("7")), ("1/3", None), ("NaN", None)] {
            assert_eq!(Decimals::Point.number(text).map(|number| number.to_string()).as_deref(), shown, "{text}");
        }
    }

    #[test]
    fn a_comma_counts_only_where_it_was_asked_for() {
        assert_eq!(Decimals::Point.number("0,5"), None);
        assert_eq!(Decimals::Comma.number("-0,5"), "-0.5".parse().ok());
        assert_eq!(Decimals::Comma.number("1,000,000"), None);
        assert_eq!(Decimals::Comma.number("1 000"), None);
    }
}
