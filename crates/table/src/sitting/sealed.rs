//! Sealed memoranda: all commit, all open, and only then all are shown.
//!
//! The seal is that of the arena's protocol of the same name ([`zopa_arena::protocol::memoranda`]), made in the party's own
//! browser or program, so that the table holds no memorandum before its party opens it. People commit in any order. What all
//! ask for alike, and what they contradict each other in, is named; silence is neither.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use zopa_arena::Seat;
use zopa_arena::protocol::memoranda::seal;
use zopa_arena::transcript::{bytes, hexadecimal};
use zopa_model::OutcomeSpace;

use super::numbers;
use crate::Refusal;
use crate::event::Opened;

/// The longest memorandum, in bytes.
const LONGEST: usize = 200_000;

/// One exchange.
pub(crate) struct Sealed {
    session: [u8; 32],
    seats: usize,
    seals: BTreeMap<Seat, String>,
    /// Not to be shown before all are there.
    opened: BTreeMap<Seat, Opened>,
    released: Option<Vec<Opened>>,
}

impl Sealed {
    pub(crate) fn new(seats: usize, session: [u8; 32]) -> Self {
        Self { session, seats, seals: BTreeMap::new(), opened: BTreeMap::new(), released: None }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.released.is_some()
    }

    /// Names the session; it is part of what is sealed.
    pub(crate) fn session(&self) -> String {
        hexadecimal(&self.session)
    }

    /// Whether `seat` has not committed yet.
    pub(crate) fn awaits_seal(&self, seat: Seat) -> bool {
        !self.seals.contains_key(&seat)
    }

    /// Whether all have committed, and `seat` has not opened its memorandum yet.
    pub(crate) fn awaits_opening(&self, seat: Seat) -> bool {
        self.is_sealed() && !self.opened.contains_key(&seat)
    }

    fn is_sealed(&self) -> bool {
        self.seals.len() == self.seats
    }

    /// Whether `seat` may commit to this.
    pub(crate) fn may_commit(&self, seat: Seat, given: &str) -> Result<(), Refusal> {
        if self.seals.contains_key(&seat) {
            return Err(Refusal::not_now(
                "you have committed already",
                "a seal cannot be changed; open it when all have committed",
            ));
        }
        bytes(given).map(|_| ()).map_err(|what| Refusal::senseless(what, "send the SHA-256 of the sealed memorandum"))
    }

    pub(crate) fn commit(&mut self, seat: Seat, seal: String) {
        self.seals.insert(seat, seal);
    }

    /// Whether `seat` may open its memorandum so.
    pub(crate) fn may_open(&self, space: &OutcomeSpace, seat: Seat, memorandum: &str, nonce: &str) -> Result<(), Refusal> {
        if !self.is_sealed() {
            let problem = "not all have committed, so nothing is opened yet";
            return Err(Refusal::not_now(problem, "wait until every seat has sent its seal"));
        }
        if self.opened.contains_key(&seat) {
            return Err(Refusal::not_now("you have opened your memorandum already", "wait until the others have opened theirs"));
        }
        let nonce = bytes(nonce).map_err(|what| Refusal::senseless(what, "send the nonce that the seal was made with"))?;
        if Some(&hexadecimal(&seal(&self.session, seat, &nonce, memorandum))) != self.seals.get(&seat) {
            let problem = "this memorandum does not fit its seal";
            return Err(Refusal::senseless(problem, "send the same text and nonce that the seal was made from"));
        }
        read(space, memorandum).map(|_| ())
    }

    pub(crate) fn open(&mut self, opened: Opened) {
        self.opened.insert(opened.seat, opened);
    }

    /// All memoranda, if `last` is the one that was missing.
    pub(crate) fn complete_with(&self, last: Opened) -> Option<Vec<Opened>> {
        let mut all = self.opened.clone();
        all.insert(last.seat, last);
        (all.len() == self.seats).then(|| all.into_values().collect())
    }

    pub(crate) fn release(&mut self, memoranda: Vec<Opened>) {
        self.released = Some(memoranda);
    }

    /// What everybody may see of it; nothing in it depends on a memorandum before all are released.
    pub(crate) fn view(&self, is_stopped: bool) -> Value {
        let state = match (&self.released, is_stopped) {
            (Some(_), _) => "revealed",
            (None, true) => "abandoned",
            (None, false) if self.is_sealed() => "revealing",
            (None, false) => "committing",
        };
        let commits: Vec<Value> = self.seals.iter().map(|(seat, seal)| json!({ "seat": seat.0 + 1, "seal": seal })).collect();
        let released = self.released.as_deref().unwrap_or_default();
        let compared = compare(released);
        json!({
            "kind": "sealed",
            "state": state,
            "session": hexadecimal(&self.session),
            "commits": commits,
            "opened": numbers(self.opened.keys()),
            "memoranda": released,
            "agreed": compared.agreed,
            "contradictions": compared.contradictions,
            "one_sided": compared.one_sided,
        })
    }
}

/// A memorandum: what it asks for, clause by clause, and what it says besides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memorandum {
    clauses: BTreeMap<String, String>,
    text: String,
}

/// A memorandum in its canonical form: JSON, keys sorted, no insignificant spaces.
fn canonical(clauses: &BTreeMap<String, String>, text: &str) -> String {
    json!({ "clauses": clauses, "text": text }).to_string()
}

fn read(space: &OutcomeSpace, text: &str) -> Result<Memorandum, Refusal> {
    let senseless = |problem: &str, way_out: &str| Refusal::senseless(problem, way_out);
    if text.len() > LONGEST {
        return Err(senseless("the memorandum is too long", "keep it below 200,000 bytes"));
    }
    let shape = r#"write {"clauses":{ISSUE:OPTION},"text":"…"} with sorted keys and no spaces between them"#;
    let read: Memorandum = serde_json::from_str(text).map_err(|_| senseless("the memorandum is no such JSON object", shape))?;
    if canonical(&read.clauses, &read.text) != text {
        return Err(senseless("the memorandum is not written in the canonical way", shape));
    }
    let is_known =
        |(issue, option): (&String, &String)| space.issue(issue).is_some_and(|at| space.issues()[at].option(option).is_some());
    match read.clauses.iter().all(is_known) {
        true => Ok(read),
        false => Err(senseless("the memorandum names an issue or an option that is not there", "use the names of the table")),
    }
}

/// What memoranda have in common.
#[derive(Default)]
struct Compared {
    /// Clauses that all ask for alike.
    agreed: Vec<Value>,
    /// Issues on which two ask for different things.
    contradictions: Vec<Value>,
    /// Issues on which all who speak ask for the same, and some are silent.
    one_sided: Vec<Value>,
}

fn compare(memoranda: &[Opened]) -> Compared {
    let mut compared = Compared::default();
    // What was released was read before; what cannot be read is in no list rather than in a wrong one.
    let asked: Vec<(Seat, BTreeMap<String, String>)> = memoranda
        .iter()
        .filter_map(|opened| Some((opened.seat, serde_json::from_str::<Memorandum>(&opened.memorandum).ok()?.clauses)))
        .collect();
    let mut issues: Vec<&String> = asked.iter().flat_map(|(_, clauses)| clauses.keys()).collect();
    issues.sort_unstable();
    issues.dedup();
    for issue in issues {
        let named: Vec<Option<&String>> = asked.iter().map(|(_, clauses)| clauses.get(issue)).collect();
        let mut spoken: Vec<&String> = named.iter().flatten().copied().collect();
        let speak = spoken.len();
        spoken.dedup();
        let positions = || {
            let position = |((seat, _), option): (&(Seat, _), &Option<&String>)| json!({ "seat": seat.0 + 1, "option": option });
            asked.iter().zip(&named).map(position).collect::<Vec<Value>>()
        };
        let on = |positions: Vec<Value>| {
            Value::Object(Map::from_iter([
                ("issue".to_owned(), issue.as_str().into()),
                ("positions".to_owned(), positions.into()),
            ]))
        };
        match (spoken.as_slice(), speak == asked.len()) {
            ([option], true) => compared.agreed.push(json!({ "clause": issue, "option": option })),
            ([_], false) => compared.one_sided.push(on(positions())),
            _ => compared.contradictions.push(on(positions())),
        }
    }
    compared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(seat: usize, clauses: &[(&str, &str)]) -> Opened {
        let clauses = clauses.iter().map(|(issue, option)| ((*issue).to_owned(), (*option).to_owned())).collect();
        Opened { seat: Seat(seat), memorandum: canonical(&clauses, "as we said"), nonce: String::new() }
    }

    #[test]
    fn silence_is_neither_agreement_nor_contradiction() {
        let compared = compare(&[
            opened(0, &[("pay", "high"), ("hours", "35"), ("place", "Geneva")]),
            opened(1, &[("pay", "low"), ("hours", "35")]),
        ]);
        assert_eq!(compared.agreed, [json!({ "clause": "hours", "option": "35" })]);
        assert_eq!(compared.contradictions.len(), 1);
        assert_eq!(compared.contradictions[0]["issue"], "pay");
        assert_eq!(compared.one_sided[0]["positions"][1], json!({ "seat": 2, "option": null }));
    }

    #[test]
    fn only_the_canonical_form_is_read() {
        let space = OutcomeSpace::new(vec![zopa_model::Issue::categorical("pay", ["low", "high"])], vec![]);
        assert!(read(&space, r#"{"clauses":{"pay":"low"},"text":""}"#).is_ok());
        for wrong in
            [r#"{"clauses":{"pay":"low"}, "text":""}"#, r#"{"text":"","clauses":{}}"#, r#"{"clauses":{"rent":"low"},"text":""}"#]
        {
            assert!(read(&space, wrong).is_err(), "{wrong}");
        }
    }
}
