//! One of the own few best, at random.

use super::descending::{Descending, View};
use super::{Bidding, Entry, Needs};
use crate::strategy::{Fidelity, Parameter};
use crate::{Bid, Now, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "top-k",
    title: "one of its k best, at random",
    source: "NegMAS 0.16, TopFractionNegotiator (Mohammad, Greenwald & Nakadai 2021)",
    fidelity: Fidelity::InspiredBy,
    choices: "a number of outcomes instead of a fraction of them, each equally likely",
    needs: Needs::OwnUtility,
    parameters: &[Parameter { name: "k", default: 10.0, least: 1.0, most: 1e6, meaning: "how many of the best (whole)" }],
    acceptance: "next",
    model: "none",
    prepare: |setting, arguments| {
        let (descending, most) = (Descending::new(&setting.brief), arguments.get("k") as usize);
        Ok(Box::new(move || Box::new(TopK { descending: View::new(&descending), most })))
    },
};

struct TopK {
    descending: View,
    /// How many there are to choose from; fewer where fewer are acceptable.
    most: usize,
}

impl Bidding for TopK {
    fn next(&mut self, now: &Now<'_>, stream: &mut Stream) -> Bid {
        if self.descending.at(self.most - 1).is_none() {
            self.most = self.descending.acceptable().clamp(1, self.most);
        }
        let drawn = self.descending.at(stream.below(self.most)).cloned();
        drawn.unwrap_or_else(|| now.brief.best.clone())
    }
}
