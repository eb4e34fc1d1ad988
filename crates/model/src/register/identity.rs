//! What names a person. It stays in the file that it was read from.

use std::fmt;
use std::str::FromStr;

/// What names a person. There is no `Display`, and `Debug` says only that something is there, so that a name does not
/// end up in a log, an error or an answer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The family name, as written.
    pub family: String,
    /// The given name, as written.
    pub given: String,
    /// The patronymic, as written.
    pub patronymic: String,
    /// The day of birth, as far as it is known.
    pub birth: PartialDate,
    /// A service number or document number.
    pub number: String,
    /// A keyed hash in place of all of these, 64 hexadecimal digits, where a side does not show its list.
    pub hash: String,
}

impl Identity {
    /// Whether nothing at all is there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "Identity(empty)" } else { "Identity(not shown)" })
    }
}

/// A day of which parts may be unknown.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, from 1.
    pub year: Option<u16>,
    /// The month, from 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Whether nothing is known.
    pub fn is_unknown(self) -> bool {
        self == Self::default()
    }

    /// Whether all three parts are known.
    pub fn is_whole(self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }

    /// The number of days from 1 March of the year 0 (of the Gregorian calendar, carried back) to this day. A month that is
    /// not known is taken for the first of its year, a day for the first of its month. `None` without a year.
    pub fn day_number(self) -> Option<i64> {
        let (year, month, day) = (i64::from(self.year?), i64::from(self.month.unwrap_or(1)), i64::from(self.day.unwrap_or(1)));
        // Years that begin in March have their leap day at their end.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        Some(365 * year + leap_days + (153 * month + 2) / 5 + day - 1)
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_unknown() { "PartialDate(unknown)" } else { "PartialDate(not shown)" })
    }
}

impl FromStr for PartialDate {
    /// What is wanted. The text itself is not repeated: it may be the day of somebody's birth.
    type Err = &'static str;

    /// Reads `1990-05-17`, `17.05.1990`, `17/05/1990`, and the same with parts unknown: `1990`, `1990-05`, `05.1990`,
    /// `1990-??-??`, `??.05.1990`. Nothing, `?` and `-` mean that nothing is known.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // No example: it could be somebody's.
        const WANTED: &str = "write year-month-day with four, two and two digits, or day.month.year; unknown parts as ??";
        let text = text.trim();
        if matches!(text, "" | "?" | "-" | "??-??-????" | "????-??-??") {
            return Ok(Self::default());
        }
        let separator = ['-', '.', '/'].into_iter().find(|separator| text.contains(*separator));
        let mut parts: Vec<&str> = separator.map_or_else(|| vec![text], |separator| text.split(separator).collect());
        // The year has four places: it stands first or last.
        if parts.first().is_some_and(|part| part.trim().len() != 4) {
            parts.reverse();
        }
        if parts.len() > 3 || parts[0].trim().len() != 4 {
            return Err(WANTED);
        }
        let year = part(parts[0], 4).ok_or(WANTED)?;
        let month = parts.get(1).map_or(Some(None), |text| part(text, 2)).ok_or(WANTED)?;
        let day = parts.get(2).map_or(Some(None), |text| part(text, 2)).ok_or(WANTED)?;
        let date = Self { year, month: month.map(|month| month as u8), day: day.map(|day| day as u8) };
        if date.is_on_the_calendar() { Ok(date) } else { Err(WANTED) }
    }
}

impl PartialDate {
    fn is_on_the_calendar(self) -> bool {
        let is_leap = |year: u16| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let longest = match self.month {
            Some(2) if self.year.is_some_and(|year| !is_leap(year)) => 28,
            Some(2) => 29,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        self.year.is_none_or(|year| year > 0)
            && self.month.is_none_or(|month| (1..=12).contains(&month))
            && self.day.is_none_or(|day| (1..=longest).contains(&day))
    }
}

/// A number of at most that many digits, or nothing for question marks; `None` for anything else.
fn part(text: &str, digits: usize) -> Option<Option<u16>> {
    let text = text.trim();
    if !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte == b'?') {
        return Some(None);
    }
    let is_number = (1..=digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> (Option<u16>, Option<u8>, Option<u8>) {
        let date: PartialDate = text.parse().unwrap();
        (date.year, date.month, date.day)
    }

    #[test]
    fn days_are_read_in_both_orders_with_parts_unknown() {
        assert_eq!(date("1990-05-17"), (Some(1990), Some(5), Some(17)));
        assert_eq!(date("17.05.1990"), (Some(1990), Some(5), Some(17)));
        assert_eq!(date("7/5/1990"), (Some(1990), Some(5), Some(7)));
        assert_eq!(date("1990"), (Some(1990), None, None));
        assert_eq!(date("??.05.1990"), (Some(1990), Some(5), None));
        assert_eq!(date("1990-??-??"), (Some(1990), None, None));
        assert_eq!(date("????-05-17"), (None, Some(5), Some(17)));
        assert_eq!(date(""), (None, None, None));
        for wrong in ["30.02.1990", "1990-13-01", "90-05-17", "yesterday", "1990-05-17-01", "0000-01-01"] {
            let fault = wrong.parse::<PartialDate>().unwrap_err();
            assert!(!fault.contains(wrong), "a day of birth is not repeated");
        }
    }

    #[test]
    fn the_difference_of_day_numbers_is_a_number_of_days() {
        let number = |text: &str| text.parse::<PartialDate>().unwrap().day_number().unwrap();
        assert_eq!(number("2025-06-02") - number("2025-06-01"), 1);
        assert_eq!(number("2024-03-01") - number("2024-02-28"), 2);
        assert_eq!(number("2025-01-01") - number("2024-01-01"), 366);
        assert_eq!(number("2000-01-01") - number("1970-01-01"), 10_957);
    }

    #[test]
    fn an_identity_does_not_print() {
        let identity = Identity { family: "Canary".into(), birth: "1990-05-17".parse().unwrap(), ..Identity::default() };
        let shown = format!("{identity:?} {:?}", identity.birth);
        assert!(!shown.contains("Canary") && !shown.contains("1990"), "{shown}");
    }
}
