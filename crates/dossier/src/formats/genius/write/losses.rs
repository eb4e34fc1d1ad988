//! What could not be carried into the files, gathered by kind.

use zopa_model::Exact;

use super::super::super::decimal::Decimal;
use super::super::super::{Remark, Weight};

/// Things that are listed for one kind at most.
const LISTED: usize = 8;

/// One kind of loss.
struct Loss {
    weight: Weight,
    code: &'static str,
    message: String,
    /// What it is about: parties, and figures.
    about: Vec<String>,
}

/// What was lost so far, and whose profile is written.
#[derive(Default)]
pub(super) struct Losses {
    losses: Vec<Loss>,
    party: String,
}

impl Losses {
    /// From now on losses are those of this party.
    pub(super) fn about(&mut self, party: &str) {
        self.party = party.to_owned();
    }

    /// Something that the files do not say.
    pub(super) fn lose(&mut self, code: &'static str, message: &str, detail: &str) {
        self.add(Weight::Loss, code, message, detail);
    }

    /// Something that the files say in another way.
    pub(super) fn change(&mut self, code: &'static str, message: &str, detail: &str) {
        self.add(Weight::Note, code, message, detail);
    }

    fn add(&mut self, weight: Weight, code: &'static str, message: &str, detail: &str) {
        let about = match (self.party.as_str(), detail) {
            ("", detail) => detail.to_owned(),
            (party, "") => party.to_owned(),
            (party, detail) => format!("{party} ({detail})"),
        };
        let known = self.losses.iter_mut().find(|loss| loss.code == code);
        let loss = match known {
            Some(loss) => loss,
            None => {
                self.losses.push(Loss { weight, code, message: message.to_owned(), about: Vec::new() });
                self.losses.last_mut().expect("one was pushed just now")
            }
        };
        if !about.is_empty() && !loss.about.contains(&about) {
            loss.about.push(about);
        }
    }

    /// `number` in digits; tells where they do not end.
    pub(super) fn decimal(&mut self, number: &Exact, what: &str) -> String {
        let Decimal { text, is_exact } = Decimal::of_double(number);
        if !is_exact {
            self.lose("rounded", "digits beyond those of a double, where decimals do not end", what);
        }
        text
    }

    /// One remark for each kind.
    pub(super) fn into_remarks(self) -> Vec<Remark> {
        let told = |Loss { weight, code, message, about }: Loss| {
            let shown = about.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
            let more = about.len().checked_sub(LISTED).filter(|more| *more > 0);
            let more = more.map_or_else(String::new, |more| format!(" and {more} more"));
            let message = if shown.is_empty() { message } else { format!("{message}: {shown}{more}") };
            Remark { weight, code, file: String::new(), line: None, message }
        };
        self.losses.into_iter().map(told).collect()
    }
}
