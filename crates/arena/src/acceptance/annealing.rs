//! An annealing party: it says yes to a loss now and then, less and less often.
//!
//! A draft that is worth less than the text gets a yes with probability `exp(loss / T)`, and so does an offer that is worth less
//! than the own next one. `T = t0 (1 - t)` falls with time; losses and T are shares of the own best. Where all anneal all are
//! better off; where one does alone it pays for it. (Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12:111.)

use std::sync::Arc;

use zopa_model::Units;

use super::{Acceptance, Entry, STRONG, end_game, strength};
use crate::strategy::{Fidelity, Parameter};
use crate::{Now, Stream, Strength};

pub(super) const ENTRY: Entry = Entry {
    name: "annealing",
    title: "u(offered) is at least u(own next offer), or else with probability exp(loss / T), T falling to 0",
    source: "Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12:111",
    fidelity: Fidelity::InspiredBy,
    choices: "T = t0 (1 - t), as a share of the own best; without a known deadline it stays at t0; made for the drafts of a mediator, \
              where the text takes the place of the own next offer",
    parameters: &[
        Parameter {
            name: "t0",
            default: 0.1,
            least: 0.0,
            most: 100.0,
            meaning: "temperature at the start, as a share of the own best",
        },
        Parameter {
            name: "strong",
            default: STRONG,
            least: 0.0,
            most: 1.0,
            meaning: "share of what is at stake from which a vote on a draft is strong; 0 exaggerates every vote",
        },
        end_game::PARAMETER,
    ],
    make: |arguments| Arc::new(Annealing { t0: arguments.get("t0"), strong: arguments.get("strong") }),
};

struct Annealing {
    t0: f64,
    strong: f64,
}

impl Annealing {
    fn passes(&self, now: &Now<'_>, before: Units, after: Units, stream: &mut Stream) -> bool {
        let temperature = self.t0 * (1.0 - now.time());
        let gain = now.share(after) - now.share(before);
        after >= before || (temperature > 0.0 && stream.real() < libm::exp(gain / temperature))
    }
}

impl Acceptance for Annealing {
    fn looks_back(&self) -> bool {
        false
    }

    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, stream: &mut Stream) -> bool {
        self.passes(now, next, offered, stream)
    }

    fn votes(&self, now: &Now<'_>, text: Units, draft: Units, stream: &mut Stream) -> Strength {
        let is_yes = self.passes(now, text, draft, stream);
        strength(now, draft - text, is_yes, self.strong)
    }
}
