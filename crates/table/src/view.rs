//! What one viewer may see of a table. This function, and no other, decides it.

use serde::Serialize;
use serde_json::{Value, json};
use zopa_arena::Seat;

use crate::ledger::Head;
use crate::table::{Note, Presence, Release};
use crate::{Actor, AgendaItem, Table, Terms};

/// A table as one viewer sees it.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// The title.
    pub title: String,
    /// `open` or `closed`.
    pub state: &'static str,
    /// Who looks: `{"role": "mediator"}` or `{"role": "seat", "seat": 2, "party": "…"}`.
    pub you: Value,
    /// Who sits where, and whether they are there.
    pub parties: Vec<Value>,
    /// The terms of the table.
    pub terms: Terms,
    /// Every channel through which something kept by one seat can reach others, in words.
    pub discloses: Vec<String>,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The sitting under way, or the last one.
    pub sitting: Option<Value>,
    /// Sittings before that, the oldest first.
    pub past: Vec<Value>,
    /// Caucus notes that the viewer may see.
    pub notes: Vec<Value>,
    /// What was released of sheets, as far as the viewer may see it.
    pub releases: Vec<Value>,
    /// The seats that have entrusted their sheets: to the mediator all, to a seat itself.
    pub entrusted: Vec<usize>,
    /// What the mediator asked the table; answers are shown to the mediator alone.
    pub queries: Value,
    /// The improvement of what was agreed: whether the viewer asked for it, and what was found.
    pub settlement: Value,
    /// The end of the public record.
    pub head: Head,
}

impl Table {
    /// What `actor` may see, with the end of the public record as the ledger has it.
    pub fn view(&self, actor: Actor, head: &Head) -> View {
        let mut sittings: Vec<Value> = self.sittings.iter().map(|sitting| sitting.view(actor)).collect();
        let sitting = sittings.pop();
        View {
            title: self.terms.title.clone(),
            state: self.state(),
            you: self.you(actor),
            parties: self.parties(),
            terms: self.terms.clone(),
            discloses: self.terms.discloses(),
            agenda: self.agenda.clone(),
            sitting,
            past: sittings,
            notes: self.notes.iter().filter(|note| is_in_caucus(actor, note.seat)).map(Note::shown).collect(),
            releases: self.releases.iter().filter(|one| is_in_caucus(actor, one.seat)).map(Release::shown).collect(),
            entrusted: self.entrusted.keys().filter(|seat| is_in_caucus(actor, **seat)).map(|seat| seat.0 + 1).collect(),
            queries: self.queries(actor),
            settlement: self.settlement(actor),
            head: head.clone(),
        }
    }

    fn you(&self, actor: Actor) -> Value {
        match actor {
            Actor::Mediator => json!({ "role": "mediator" }),
            Actor::Seat(seat) => json!({ "role": "seat", "seat": seat.0 + 1, "party": self.terms.parties[seat.0] }),
        }
    }

    fn parties(&self) -> Vec<Value> {
        let word = |presence: Presence| match presence {
            Presence::Invited => "invited",
            Presence::Seated => "seated",
            Presence::Gone => "gone",
        };
        let party = |(at, name): (usize, &String)| json!({ "seat": at + 1, "name": name, "state": word(self.presence[at]) });
        self.terms.parties.iter().enumerate().map(party).collect()
    }

    fn queries(&self, actor: Actor) -> Value {
        let answer = |(question, answer): &(String, Option<String>)| match actor {
            Actor::Mediator => json!({ "question": question, "answer": answer }),
            Actor::Seat(_) => json!({ "question": question }),
        };
        json!({
            "used": self.questions.len(),
            "allowed": self.terms.rules.queries,
            "answers": self.questions.iter().map(answer).collect::<Vec<_>>(),
        })
    }

    fn settlement(&self, actor: Actor) -> Value {
        let requested = match actor {
            Actor::Seat(seat) => self.requests.contains(&seat),
            Actor::Mediator => false,
        };
        let state = match (&self.settled, self.terms.rules.settlement, self.agreed().is_some()) {
            (Some(_), ..) => "answered",
            (None, false, _) => "not-provided",
            (None, true, false) => "none",
            (None, true, true) => "waiting",
        };
        json!({ "state": state, "requested": requested, "answer": self.settled })
    }
}

/// Whether `actor` may see what is between `seat` and the mediator.
fn is_in_caucus(actor: Actor, seat: Seat) -> bool {
    crate::Stream::Caucus(seat).reaches(actor)
}

impl Note {
    fn shown(&self) -> Value {
        let from = if self.by_mediator { "mediator" } else { "seat" };
        json!({ "seat": self.seat.0 + 1, "from": from, "text": self.text })
    }
}

impl Release {
    fn shown(&self) -> Value {
        json!({ "seat": self.seat.0 + 1, "item": self.item, "content": self.content, "withdrawn": self.is_withdrawn })
    }
}
