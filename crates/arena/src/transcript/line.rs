//! One message as a line, and back.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zopa_model::{IssueIndex, OptionIndex, Outcome, OutcomeSpace};

use crate::{Act, Answer, Audience, Message, Misconduct, Offer, Seat, Speaker, Strength};

/// A message as it is written. What an act does not need is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageLine {
    /// The round, from zero.
    pub round: u32,
    /// The seat that spoke, from one; `None` for the table.
    pub from: Option<usize>,
    /// Who heard it.
    pub to: To,
    /// What was done, in a word.
    pub act: String,
    /// The outcome that was offered, accepted, rejected or drafted, or the issues that were settled.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outcome: Option<Map<String, Value>>,
    /// A vote, from -2 to 2 without 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub strength: Option<i32>,
    /// The position of an option.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<u32>,
    /// A seal in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seal: Option<String>,
    /// A memorandum that was opened.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub memorandum: Option<String>,
    /// Its nonce in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub nonce: Option<String>,
    /// The issues that are not settled.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issues: Option<Vec<String>>,
    /// The seat that forfeited, or whose memorandum is released.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seat: Option<usize>,
    /// What it did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// The hash of what the speaker had heard by then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub view: Option<String>,
}

/// Who heard something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum To {
    /// All seats: `everybody`.
    #[default]
    Everybody,
    /// The table alone: `table`.
    Table,
    /// One seat, from one: its number.
    Seat(usize),
}

impl Serialize for To {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Everybody => serializer.serialize_str("everybody"),
            Self::Table => serializer.serialize_str("table"),
            Self::Seat(seat) => serializer.serialize_u64(*seat as u64),
        }
    }
}

impl<'de> Deserialize<'de> for To {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(word) if word == "everybody" => Ok(Self::Everybody),
            Value::String(word) if word == "table" => Ok(Self::Table),
            other => match other.as_u64().and_then(|seat| usize::try_from(seat).ok()).filter(|seat| *seat > 0) {
                Some(seat) => Ok(Self::Seat(seat)),
                None => Err(serde::de::Error::custom("`to` is `everybody`, `table` or the number of a seat, from 1")),
            },
        }
    }
}

/// The last line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndLine {
    /// How it ended, in a word.
    pub ending: String,
    /// What was agreed: issue to option.
    pub agreement: Option<Map<String, Value>>,
    /// The issues that were settled where others were not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub settled: Option<Map<String, Value>>,
    /// The seat that left or forfeited, from one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seat: Option<usize>,
    /// Number of rounds that were begun.
    pub rounds: u32,
    /// How much of the seconds allowed had passed, from 0 to 1, where a clock on the wall ran.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub elapsed: Option<f64>,
    /// What each seat gets, undiscounted.
    pub utilities: Vec<f64>,
    /// The same as exact numbers, `n/d`.
    pub exact_utilities: Vec<String>,
    /// How good that is.
    pub quality: Value,
}

/// An outcome in words: issue to option.
pub fn in_words(space: &OutcomeSpace, outcome: &Outcome) -> Map<String, Value> {
    settled_in_words(space, outcome.options().iter().copied().enumerate())
}

/// Some settled issues in words.
pub(crate) fn settled_in_words(
    space: &OutcomeSpace,
    settled: impl IntoIterator<Item = (IssueIndex, OptionIndex)>,
) -> Map<String, Value> {
    let word = |(issue, option): (IssueIndex, OptionIndex)| {
        let issue = &space.issues()[issue];
        // An illegal offer never becomes a message, so every option has a name.
        (issue.name().to_owned(), Value::from(issue.options()[option as usize].as_str()))
    };
    settled.into_iter().map(word).collect()
}

/// An outcome from words.
///
/// # Errors
/// What is wrong where it is none.
pub fn outcome(space: &OutcomeSpace, words: &Map<String, Value>) -> Result<Outcome, String> {
    let settled = settled(space, words)?;
    let option = |at: usize| settled.iter().find(|(known, _)| *known == at).map(|(_, option)| *option);
    let chosen: Vec<Option<OptionIndex>> = (0..space.issues().len()).map(option).collect();
    let names = space.issues().iter().map(|issue| format!("`{}`", issue.name()));
    let open: Vec<String> = names.zip(&chosen).filter(|(_, chosen)| chosen.is_none()).map(|(name, _)| name).collect();
    match chosen.into_iter().collect::<Option<Vec<OptionIndex>>>() {
        Some(options) => Ok(Outcome::new(options)),
        None => Err(format!("the outcome does not settle {}", open.join(", "))),
    }
}

fn settled(space: &OutcomeSpace, words: &Map<String, Value>) -> Result<Vec<(IssueIndex, OptionIndex)>, String> {
    let one = |(issue, option): (&String, &Value)| {
        let at = space.issue(issue).ok_or_else(|| format!("there is no issue `{issue}`"))?;
        let name = option.as_str().ok_or_else(|| format!("the option of `{issue}` is not a text"))?;
        let option = space.issues()[at].option(name).ok_or_else(|| format!("`{issue}` has no option `{name}`"))?;
        Ok((at, option))
    };
    words.iter().map(one).collect()
}

/// A seat and what it answered.
pub(super) type Move = (Seat, Result<Answer, Misconduct>);

impl MessageLine {
    /// A message as a line, without the view.
    pub fn of(space: &OutcomeSpace, message: &Message) -> Self {
        let line = Self {
            round: message.round,
            from: match message.from {
                Speaker::Seat(seat) => Some(seat.0 + 1),
                Speaker::Table => None,
            },
            to: match message.to {
                Audience::Everybody => To::Everybody,
                Audience::Table => To::Table,
                Audience::Only(seat) => To::Seat(seat.0 + 1),
            },
            ..Self::default()
        };
        line.saying(space, &message.act)
    }

    fn saying(self, space: &OutcomeSpace, act: &Act) -> Self {
        let with = |act: &str| Self { act: act.to_owned(), ..self.clone() };
        let about = |act: &str, offer: &Offer| Self { outcome: Some(in_words(space, offer)), ..with(act) };
        match act {
            Act::Offer(offer) => about("offer", offer),
            Act::Accept(offer) => about("accept", offer),
            Act::Reject(offer) => about("reject", offer),
            Act::Text(offer) => about("text", offer),
            Act::Draft(offer) => about("draft", offer),
            Act::Pass => with("pass"),
            Act::Leave => with("leave"),
            Act::NextTalks => with("next-talks"),
            Act::Vote(strength) => Self { strength: Some(strength.points()), ..with("vote") },
            Act::Amount(amount) => Self { amount: Some(*amount), ..with("amount") },
            Act::Commit(seal) => Self { seal: Some(hexadecimal(&**seal)), ..with("commit") },
            Act::Reveal { memorandum, nonce } => {
                Self { memorandum: Some(memorandum.clone()), nonce: Some(hexadecimal(&**nonce)), ..with("reveal") }
            }
            Act::Kept(kept) => Self { outcome: Some(settled_in_words(space, kept.iter().copied())), ..with("kept") },
            Act::Released { seat, memorandum } => {
                Self { seat: Some(seat.0 + 1), memorandum: Some(memorandum.clone()), ..with("released") }
            }
            Act::Contradicting(open) => {
                let names = open.iter().map(|&issue| space.issues()[issue].name().to_owned());
                Self { issues: Some(names.collect()), ..with("contradicting") }
            }
            Act::Forfeit { seat, reason } => Self { seat: Some(seat.0 + 1), reason: Some(reason.clone()), ..with("forfeit") },
        }
    }

    /// The seat whose move this records, and the answer that it gave; `None` for what the table said.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub(super) fn answer(&self, space: &OutcomeSpace) -> Result<Option<Move>, String> {
        if self.act == "forfeit" {
            let seat = self.seat.filter(|seat| *seat > 0).ok_or("a forfeit without its seat")?;
            let reason = self.reason.clone().ok_or("a forfeit without its reason")?;
            return Ok(Some((Seat(seat - 1), Err(Misconduct::Recorded(reason)))));
        }
        let Some(from) = self.from else { return Ok(None) };
        let seat = from.checked_sub(1).map(Seat).ok_or("seats are counted from 1")?;
        Ok(Some((seat, Ok(self.spoken(space)?))))
    }

    /// What a seat says with this line.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn spoken(&self, space: &OutcomeSpace) -> Result<Answer, String> {
        let missing = |what: &str| format!("`{}` without {what}", self.act);
        let words = || self.outcome.as_ref().ok_or_else(|| missing("its outcome"));
        Ok(match self.act.as_str() {
            "offer" => Answer::Offer(Offer::new(outcome(space, words()?)?)),
            "accept" => Answer::Accept,
            "reject" => Answer::Reject,
            "pass" => Answer::Pass,
            "leave" => Answer::Leave,
            "vote" => Answer::Vote(strength(self.strength.ok_or_else(|| missing("its strength"))?)?),
            "amount" => Answer::Amount(self.amount.ok_or_else(|| missing("its amount"))?),
            "commit" => Answer::Commit(Box::new(bytes(self.seal.as_deref().ok_or_else(|| missing("its seal"))?)?)),
            "reveal" => Answer::Reveal {
                memorandum: self.memorandum.clone().ok_or_else(|| missing("its memorandum"))?,
                nonce: Box::new(bytes(self.nonce.as_deref().ok_or_else(|| missing("its nonce"))?)?),
            },
            other => return Err(format!("no seat can `{other}`")),
        })
    }
}

fn strength(points: i32) -> Result<Strength, String> {
    let all = [Strength::StrongNo, Strength::WeakNo, Strength::WeakYes, Strength::StrongYes];
    all.into_iter().find(|one| one.points() == points).ok_or_else(|| format!("a vote is -2, -1, 1 or 2, not {points}"))
}

/// Bytes as hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 32 bytes from hexadecimal digits.
///
/// # Errors
/// Where it is anything else.
pub fn bytes(digits: &str) -> Result<[u8; 32], String> {
    let wrong = || "a seal or nonce is 64 hexadecimal digits".to_owned();
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.is_ascii() {
        return Err(wrong());
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).map_err(|_| wrong())?;
    }
    Ok(bytes)
}
