//! How a program at the table is spoken to: JSON lines, the same words as in a transcript.
//!
//! ```text
//! → {"zopa":1,"kind":"hello","seat":1,"seats":2,"party":"Town","rounds":100,"settled":{},"issues":[…],"profile":{…}}
//! → {"hear":{"round":0,"from":2,"to":"everybody","act":"offer","outcome":{"price":"low"}}}
//! → {"ask":"turn","round":1,"time":0.01,"standing":{"price":"low"},"by":2}
//! ← {"act":"accept"}
//! ```
//!
//! A program that answers late, with something else, or not at all forfeits its seat.

use serde_json::{Map, Value, json};
use zopa_model::{IssueIndex, OptionIndex, OutcomeSpace};

use crate::transcript::{MessageLine, hexadecimal, in_words, settled_in_words};
use crate::{Answer, Clock, Deadline, Message, Misconduct, Question, Seat};

/// The longest answer that is read, in bytes.
pub const LONGEST_ANSWER: usize = 1 << 20;

/// What a program is told first: its seat, the space, what is settled already, and its own profile, in the form of the
/// caller's choice.
pub fn hello(
    space: &OutcomeSpace,
    settled: &[(IssueIndex, OptionIndex)],
    seat: Seat,
    parties: &[String],
    deadline: Deadline,
    profile: Value,
) -> Value {
    let issue = |issue: &zopa_model::Issue| json!({ "name": issue.name(), "options": issue.options() });
    json!({
        "zopa": 1,
        "kind": "hello",
        "seat": seat.0 + 1,
        "seats": parties.len(),
        "party": parties[seat.0],
        "rounds": deadline.known(),
        "settled": settled_in_words(space, settled.iter().copied()),
        "issues": space.issues().iter().map(issue).collect::<Vec<_>>(),
        "profile": profile,
    })
}

/// What a program is told when somebody speaks.
pub fn heard(space: &OutcomeSpace, message: &Message) -> Value {
    json!({ "hear": MessageLine::of(space, message) })
}

/// A question, as a program is asked it.
pub fn asked(space: &OutcomeSpace, clock: Clock, question: Question<'_>) -> Value {
    let words = |offer: &crate::Offer| Value::Object(in_words(space, offer));
    let (ask, about): (&str, Value) = match question {
        Question::Turn { standing: Some((offer, by)) } => ("turn", json!({ "standing": words(offer), "by": by.0 + 1 })),
        Question::Turn { standing: None } => ("turn", json!({ "standing": null })),
        Question::Propose => ("propose", json!({})),
        Question::ProposeUnique => ("propose-unique", json!({})),
        Question::Concede => ("concede", json!({})),
        Question::Judge { offer, by } => ("judge", json!({ "offer": words(offer), "by": by.0 + 1 })),
        Question::Vote { text, draft } => ("vote", json!({ "text": words(text), "draft": words(draft) })),
        Question::Sign { text } => ("sign", json!({ "text": words(text) })),
        Question::Amount => ("amount", json!({})),
        Question::Commit { session } => ("commit", json!({ "session": hexadecimal(session) })),
        Question::Reveal => ("reveal", json!({})),
    };
    let mut line = json!({ "ask": ask, "round": clock.round, "time": clock.time() });
    if let (Value::Object(line), Value::Object(about)) = (&mut line, about) {
        line.extend(about);
    }
    line
}

/// An answer as a program would write it: what [`answer()`] reads.
pub fn spoken(space: &OutcomeSpace, answer: &Answer) -> Map<String, Value> {
    let (act, about): (&str, Value) = match answer {
        Answer::Offer(offer) => ("offer", json!({ "outcome": in_words(space, offer) })),
        Answer::Accept => ("accept", json!({})),
        Answer::Reject => ("reject", json!({})),
        Answer::Pass => ("pass", json!({})),
        Answer::Leave => ("leave", json!({})),
        Answer::Vote(strength) => ("vote", json!({ "strength": strength.points() })),
        Answer::Amount(amount) => ("amount", json!({ "amount": amount })),
        Answer::Commit(seal) => ("commit", json!({ "seal": hexadecimal(&**seal) })),
        Answer::Reveal { memorandum, nonce } => ("reveal", json!({ "memorandum": memorandum, "nonce": hexadecimal(&**nonce) })),
    };
    let mut line = Map::from_iter([("act".to_owned(), act.into())]);
    if let Value::Object(about) = about {
        line.extend(about);
    }
    line
}

/// An answer from the line that a program wrote.
///
/// # Errors
/// What is wrong with it. The text itself is not repeated, for it may hold what the party means to keep.
pub fn answer(space: &OutcomeSpace, line: &str) -> Result<Answer, Misconduct> {
    let rubbish = |what: String| Misconduct::Rubbish(what);
    let mut said: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| rubbish(format!("not a JSON object ({:?})", error.classify())))?;
    for (place, value) in [("round", json!(0)), ("from", json!(1)), ("to", json!("everybody"))] {
        if said.insert(place.to_owned(), value).is_some() {
            return Err(rubbish(format!("an answer has no `{place}`")));
        }
    }
    let line: MessageLine =
        serde_json::from_value(Value::Object(said)).map_err(|_| rubbish("unknown or missing keys".to_owned()))?;
    line.spoken(space).map_err(rubbish)
}

#[cfg(test)]
mod tests {
    use zopa_model::{Issue, Outcome};

    use super::*;
    use crate::{Offer, Strength};

    #[test]
    fn what_is_spoken_is_what_is_read() {
        let space = OutcomeSpace::new(vec![Issue::categorical("price", ["low", "high"])], vec![]);
        let reveal = Answer::Reveal { memorandum: "{}".to_owned(), nonce: Box::new([7; 32]) };
        let answers = [
            Answer::Offer(Offer::new(Outcome::new([1]))),
            Answer::Accept,
            Answer::Reject,
            Answer::Pass,
            Answer::Leave,
            Answer::Vote(Strength::WeakNo),
            Answer::Amount(1),
            Answer::Commit(Box::new([9; 32])),
            reveal,
        ];
        for one in answers {
            let line = Value::Object(spoken(&space, &one)).to_string();
            assert_eq!(answer(&space, &line), Ok(one), "{line}");
        }
    }
}
