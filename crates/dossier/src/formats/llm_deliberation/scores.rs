//! The scores of one party.

use super::super::Refusal;
use super::super::document::in_marks;
use super::MOST_ISSUES;

/// The largest file of scores, and of the texts beside them, in bytes.
pub(super) const LARGEST: usize = 1 << 20;
/// The largest score, so that sums stay far from the ends of the integers.
const LARGEST_SCORE: u64 = 1 << 40;

/// Rows of scores, and the least sum at which the party agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scores {
    pub(super) file: String,
    pub(super) rows: Vec<Vec<i64>>,
    pub(super) threshold: i64,
}

impl Scores {
    /// Reads a file of scores.
    ///
    /// # Errors
    /// Where anything but whole numbers stands in it, and where the last line is no single one.
    pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        let refusal = |code, line, message: String, way_out: &str| Refusal {
            code,
            file: file.to_owned(),
            line,
            message,
            way_out: way_out.to_owned(),
        };
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LARGEST);
        let Some(text) = text else {
            let message = format!("it is no text of at most {} KiB", LARGEST >> 10);
            return Err(refusal("not-scores", None, message, "give rows of whole numbers, parted by commas"));
        };
        let mut rows = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let score = |entry: &str| {
                let number = entry.trim().parse::<i64>().ok().filter(|score| score.unsigned_abs() <= LARGEST_SCORE);
                let message = format!("{} is no whole number, or too large a one", in_marks(entry.trim()));
                number.ok_or_else(|| refusal("not-a-score", Some(at + 1), message, "give whole numbers, parted by commas"))
            };
            rows.push((at + 1, line.split(',').map(score).collect::<Result<Vec<_>, _>>()?));
        }
        match rows.pop() {
            Some((_, last)) if last.len() == 1 && !rows.is_empty() && rows.len() <= MOST_ISSUES => {
                let rows = rows.into_iter().map(|(_, row)| row).collect();
                Ok(Self { file: file.to_owned(), rows, threshold: last[0] })
            }
            Some((line, last)) if last.len() != 1 => {
                let message = "the last line is no threshold: it has more than one number".to_owned();
                Err(refusal("no-threshold", Some(line), message, "end with a line that has the least sum that is agreed to"))
            }
            Some((line, _)) if rows.len() > MOST_ISSUES => {
                let message = format!("there are more than {MOST_ISSUES} rows, and every issue has a letter");
                Err(refusal("too-many-issues", Some(line), message, "leave out issues"))
            }
            _ => Err(refusal("no-scores", None, "there is no row of scores".to_owned(), "give one row for each issue")),
        }
    }

    /// How many options each issue has.
    pub(super) fn sizes(&self) -> Vec<usize> {
        self.rows.iter().map(Vec::len).collect()
    }
}
