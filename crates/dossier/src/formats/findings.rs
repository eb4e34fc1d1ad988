//! What a reader finds in one file besides its content: remarks, and in strict reading the first repair as a refusal.

use std::collections::BTreeMap;

use super::{Refusal, Remark, Strictness, Weight};

/// Remarks of one kind that are listed for one file. The others are counted.
const MOST_OF_A_KIND: usize = 20;

/// The remarks on one file, as they are made.
#[derive(Clone, Debug)]
pub(super) struct Findings {
    file: String,
    strictness: Strictness,
    remarks: Vec<Remark>,
    counts: BTreeMap<&'static str, Count>,
}

/// How often one kind of remark was made.
#[derive(Clone, Copy, Debug)]
struct Count {
    made: usize,
    weight: Weight,
    /// The line of the last of them: one remark of a kind for each line is enough.
    line: Option<usize>,
}

impl Findings {
    /// No findings on `file` yet.
    pub(super) fn on(file: &str, strictness: Strictness) -> Self {
        Self { file: file.to_owned(), strictness, remarks: Vec::new(), counts: BTreeMap::new() }
    }

    /// Something worth knowing that changes nothing.
    pub(super) fn note(&mut self, code: &'static str, line: Option<usize>, message: impl Into<String>) {
        self.remark(Weight::Note, code, line, message.into());
    }

    /// Something that is read otherwise than the program that owns the format reads it, as was asked for.
    pub(super) fn differs(&mut self, code: &'static str, line: Option<usize>, message: impl Into<String>) {
        self.remark(Weight::Difference, code, line, message.into());
    }

    /// Something with one reading only, which is read that way.
    ///
    /// # Errors
    /// In strict reading, where it is refused instead.
    pub(super) fn repair(&mut self, code: &'static str, line: Option<usize>, message: impl Into<String>) -> Result<(), Refusal> {
        let message = message.into();
        match self.strictness {
            Strictness::Lenient => {
                self.remark(Weight::Repair, code, line, message);
                Ok(())
            }
            Strictness::Strict => Err(self.refusal(code, line, message, "mend the file, or read it without --strict")),
        }
    }

    /// A refusal of the file.
    pub(super) fn refusal(
        &self,
        code: &'static str,
        line: Option<usize>,
        message: impl Into<String>,
        way_out: impl Into<String>,
    ) -> Refusal {
        Refusal { code, file: self.file.clone(), line, message: message.into(), way_out: way_out.into() }
    }

    fn remark(&mut self, weight: Weight, code: &'static str, line: Option<usize>, message: String) {
        let count = self.counts.entry(code).or_insert(Count { made: 0, weight, line: None });
        if count.made > 0 && line.is_some() && count.line == line {
            return;
        }
        count.made += 1;
        count.line = line;
        if count.made <= MOST_OF_A_KIND {
            self.remarks.push(Remark { weight, code, file: self.file.clone(), line, message });
        }
    }

    /// All remarks in the order in which they were made, and how many of a kind were left out.
    pub(super) fn into_remarks(self) -> Vec<Remark> {
        let Self { file, mut remarks, counts, .. } = self;
        for (code, count) in counts {
            if let Some(more @ 1..) = count.made.checked_sub(MOST_OF_A_KIND) {
                let message = format!("and {more} more places like the {MOST_OF_A_KIND} told ({code})");
                remarks.push(Remark { weight: count.weight, code, file: file.clone(), line: None, message });
            }
        }
        remarks
    }
}
