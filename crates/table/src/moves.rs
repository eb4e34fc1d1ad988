//! What somebody at the table could do now, and in which shape: the same conditions by which commands are refused, asked
//! beforehand. A test compares the two over random tables.

use serde::Serialize;
use serde_json::{Value, json};
use zopa_arena::Seat;

use crate::sitting::Kind;
use crate::table::Presence;
use crate::{Actor, Item, Table};

/// What somebody could do now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moves {
    /// What the table waits for from this actor: a question; nothing where it waits for nothing.
    pub asked: Option<Value>,
    /// What would not be refused as untimely.
    pub legal: Vec<Move>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Move {
    /// Its name: that of a command, or of an answer to a protocol (`offer`, `accept`, `reject`, `rate`, `bid`, `leave-talks`).
    pub name: &'static str,
    /// What it takes, each with its shape in words.
    pub takes: Value,
}

fn one(name: &'static str, takes: Value) -> Move {
    Move { name, takes }
}

const SEAL: &str = "64 hexadecimal digits: the seal of a memorandum";
const TEXT: &str = "text";

impl Table {
    /// What `actor` could do now. It follows from what `actor` may see: whether others have answered shows in nothing here.
    pub fn moves(&self, actor: Actor) -> Moves {
        let is_gone = matches!(actor, Actor::Seat(seat) if self.presence.get(seat.0).is_none_or(|one| *one == Presence::Gone));
        if self.is_closed || is_gone {
            return Moves { asked: None, legal: Vec::new() };
        }
        match actor {
            Actor::Mediator => Moves { asked: None, legal: self.mediators() },
            Actor::Seat(seat) => self.seats_moves(seat),
        }
    }

    fn mediators(&self) -> Vec<Move> {
        let mut legal = Vec::new();
        let clauses = "list of {issue, option, text}: issue and option together, or text, or all three";
        if self.next_sitting("-").is_ok() {
            legal.push(one("open-sealed", json!({ "title": TEXT })));
            legal.push(one("open-text", json!({ "title": TEXT, "clauses": clauses })));
            let strategies = "list of {seat, spec}, of seats that have entrusted their sheets; may be empty";
            let spec = "a protocol of `zopa catalog`";
            legal
                .push(one("open-protocol", json!({ "title": TEXT, "spec": spec, "rounds": "number", "strategies": strategies })));
        }
        if self.running().is_ok() {
            legal.push(one("stop-sitting", json!({ "reason": TEXT })));
        }
        if let Ok(text) = self.text() {
            if text.is_open_to_drafts() {
                legal.push(one("draft", json!({ "clauses": clauses })));
            }
            if text.may_call_vote().is_ok() {
                legal.push(one("call-vote", json!({})));
            }
            if text.may_call_signature().is_ok() {
                legal.push(one("call-signature", json!({})));
            }
        }
        legal.push(one("set-agenda", json!({ "items": "list of texts" })));
        if !self.agenda.is_empty() {
            let ids: Vec<u32> = self.agenda.iter().map(|item| item.id).collect();
            legal.push(one("begin-item", json!({ "id": ids })));
            legal.push(one("finish-item", json!({ "id": ids })));
        }
        legal.push(one("note", json!({ "seat": (1..=self.seats()).collect::<Vec<_>>(), "text": TEXT })));
        if self.may_ask().is_ok() {
            legal.push(one("ask", json!({ "question": [crate::table::JOINTLY_ACCEPTABLE] })));
        }
        legal.push(one("close", json!({})));
        legal
    }

    fn seats_moves(&self, seat: Seat) -> Moves {
        let mut moves = self.in_sitting(seat);
        let legal = &mut moves.legal;
        legal.push(one("note", json!({ "text": TEXT })));
        legal.push(one("release", json!({ "items": "list of weights, limit, forbidden, fallback, notes, values:ISSUE" })));
        let released = self.releases.iter().filter(|known| known.seat == seat && !known.is_withdrawn);
        let released: Vec<&Item> = released.map(|known| &known.item).collect();
        if !released.is_empty() {
            legal.push(one("withdraw-release", json!({ "item": released })));
        }
        if self.not_played(seat).is_ok() {
            legal.push(one("entrust", json!({})));
        }
        if self.entrusted.contains_key(&seat) {
            legal.push(one("withdraw-entrusted", json!({})));
        }
        if self.terms.rules.settlement && self.settled.is_none() && self.agreed().is_some() {
            legal.push(one("request-settlement", json!({ "is": [true, false] })));
        }
        legal.push(one("leave", json!({})));
        moves
    }

    /// What the sitting under way asks of a seat and lets it do.
    fn in_sitting(&self, seat: Seat) -> Moves {
        let mut moves = Moves { asked: None, legal: Vec::new() };
        let Ok(sitting) = self.running() else { return moves };
        match &sitting.kind {
            Kind::Sealed(sealed) if sealed.awaits_seal(seat) => {
                moves.asked = Some(json!({ "ask": "commit", "session": sealed.session() }));
                moves.legal.push(one("commit", json!({ "seal": SEAL })));
            }
            Kind::Sealed(sealed) if sealed.awaits_opening(seat) => {
                moves.asked = Some(json!({ "ask": "reveal" }));
                moves.legal.push(one("reveal", json!({ "memorandum": "as it was sealed", "nonce": "64 hexadecimal digits" })));
            }
            Kind::Sealed(_) => {}
            Kind::Text(text) => {
                let draft = text.current();
                if text.is_open_to_objections() {
                    moves.legal.push(one("object", json!({ "draft": draft, "clause": text.clause_numbers(), "text": TEXT })));
                }
                if text.may_vote(seat, draft, 1).is_ok() {
                    moves.asked = Some(json!({ "ask": "vote", "draft": draft }));
                    moves.legal.push(one("vote", json!({ "draft": draft, "vote": [-2, -1, 1, 2] })));
                }
                if text.may_sign(seat, draft).is_ok() {
                    moves.asked = Some(json!({ "ask": "sign", "draft": draft }));
                    moves.legal.push(one("sign", json!({ "draft": draft, "yes": [true, false] })));
                }
            }
            Kind::Protocol(protocol) => {
                moves.asked = protocol.asks(seat);
                moves.legal = moves.asked.as_ref().map(|asked| self.answers(asked)).unwrap_or_default();
            }
        }
        moves
    }

    /// The answers that fit a question of a protocol, in the words of [`zopa_arena::wire`]. To leave the talks is among them only
    /// where one seat is asked at a time: otherwise it would show whether others have answered.
    fn answers(&self, asked: &Value) -> Vec<Move> {
        let package = || json!({ "outcome": "one option for every issue" });
        let none = || json!({});
        let word = asked["ask"].as_str().unwrap_or_default();
        let mut legal = match word {
            "turn" if asked["standing"].is_null() => vec![one("offer", package())],
            "turn" => vec![one("offer", package()), one("accept", none())],
            "propose" | "propose-unique" | "concede" => vec![one("offer", package())],
            "judge" | "sign" => vec![one("accept", none()), one("reject", none())],
            "vote" => vec![one("rate", json!({ "strength": [-2, -1, 1, 2] }))],
            "amount" => {
                let options = self.space.issues().first().map_or(0, |issue| issue.options().len());
                vec![one("bid", json!({ "amount": format!("the position of an option, 0 to {}", options.saturating_sub(1)) }))]
            }
            "commit" => vec![one("commit", json!({ "seal": SEAL }))],
            "reveal" => vec![one("reveal", json!({ "memorandum": "as it was sealed", "nonce": "64 hexadecimal digits" }))],
            _ => Vec::new(),
        };
        if matches!(word, "turn" | "propose" | "propose-unique" | "judge") {
            legal.push(one("leave-talks", none()));
        }
        legal
    }

    /// Whether the sitting under way follows a protocol, so that what is said there is an answer to it.
    pub fn is_by_protocol(&self) -> bool {
        matches!(self.running().map(|sitting| &sitting.kind), Ok(Kind::Protocol(_)))
    }
}
