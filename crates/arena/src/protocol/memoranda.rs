//! Sealed simultaneous memoranda: everybody commits, then everybody reveals, and what all ask for is settled.
//!
//! First each party says the hash of its memorandum, then all open theirs to the table. Only when every one of them fits its
//! hash are they released to everybody, so that nobody can write its own after reading another's. A memorandum that does
//! not fit, or silence, forfeits the seat, and nothing is released. The clauses that all memoranda share are settled, the
//! rest are named as contradictions: a mediator's single text starts from there.
//!
//! The seal is `SHA-256(tag | session | seat | nonce | canonical bytes)`. The nonce keeps others from trying out the few
//! memoranda that a party might have written; tag, session and seat keep a seal from being used anywhere else. (Commitment
//! by hashing; the canonical form is that of JSON with sorted keys and without insignificant spaces.)

use rand_core::Rng;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use zopa_model::{IssueIndex, OptionIndex, Outcome, OutcomeSpace};

use super::{Departure, Entry, Next, Protocol, Setup, forfeited, said_by, said_by_table};
use crate::session::Ending;
use crate::{Act, Answer, Audience, Clock, Message, Misconduct, Offer, Question, Seat, Speaker, Stream};

pub(super) const ENTRY: Entry = Entry {
    name: "memoranda",
    title: "sealed memoranda, committed and then revealed; what all ask for is settled",
    source: "commit and reveal, as in sealed simultaneous offers (Raiffa 1982, The Art and Science of Negotiation)",
    discloses: "every hash to everybody; every memorandum to the table, and to everybody once all are opened",
    settles: "the clauses that all memoranda share: an agreement where that is all of them, and otherwise a partial one",
    departure: Departure::EndsTheTalks,
    parameters: &[],
    begin: |setup, _| Ok(Box::new(Memoranda::new(setup))),
};

/// Sets these hashes apart from all others.
const TAG: &[u8] = b"zopa sealed memorandum 1\n";
/// What a memorandum settles, in the order of the issues.
type Clauses = Vec<(IssueIndex, OptionIndex)>;

/// A memorandum that asks for `outcome`: a JSON object from issue to option, its keys sorted, without insignificant spaces.
pub fn canonical(space: &OutcomeSpace, outcome: &Outcome) -> String {
    in_words(space, outcome.options().iter().copied().enumerate())
}

fn in_words(space: &OutcomeSpace, clauses: impl IntoIterator<Item = (IssueIndex, OptionIndex)>) -> String {
    let word = |(issue, option): (IssueIndex, OptionIndex)| {
        let issue = &space.issues()[issue];
        (issue.name(), issue.options()[option as usize].as_str())
    };
    let mut clauses: Vec<(&str, &str)> = clauses.into_iter().map(word).collect();
    clauses.sort_unstable();
    let object: Map<String, Value> = clauses.into_iter().map(|(issue, option)| (issue.to_owned(), option.into())).collect();
    Value::Object(object).to_string()
}

/// A nonce of 32 bytes.
pub fn nonce(stream: &mut Stream) -> [u8; 32] {
    let mut nonce = [0; 32];
    stream.generator().fill_bytes(&mut nonce);
    nonce
}

/// The seal of a memorandum in the session that the table named when it asked for it.
pub fn seal(session: &[u8; 32], seat: Seat, nonce: &[u8; 32], memorandum: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(TAG);
    hash.update(session);
    hash.update((seat.0 as u64).to_le_bytes());
    hash.update(nonce);
    hash.update(memorandum.as_bytes());
    hash.finalize().into()
}

/// Sealed simultaneous memoranda.
#[derive(Debug)]
pub struct Memoranda {
    setup: Setup,
    /// Names this session in every seal.
    session: [u8; 32],
    seals: Vec<[u8; 32]>,
    opened: Vec<(String, Clauses)>,
    ending: Option<Ending>,
}

impl Memoranda {
    /// Talks by these rules. They take one round.
    pub fn new(mut setup: Setup) -> Self {
        let session = nonce(&mut setup.stream);
        Self { ending: setup.is_over(0).then_some(Ending::Deadline), session, seals: Vec::new(), opened: Vec::new(), setup }
    }

    /// The seat whose turn it is.
    fn turn(&self) -> Seat {
        let is_sealed = self.seals.len() == self.setup.seats;
        Seat(if is_sealed { self.opened.len() } else { self.seals.len() })
    }

    fn open_one(&mut self, seat: Seat, memorandum: String, nonce: &[u8; 32]) -> Result<(), Misconduct> {
        if seal(&self.session, seat, nonce, &memorandum) != self.seals[seat.0] {
            return Err(Misconduct::Illegal("opened a memorandum that does not fit its seal"));
        }
        let clauses = clauses(&self.setup.space, &memorandum)?;
        self.opened.push((memorandum, clauses));
        Ok(())
    }

    /// Releases what was opened, and settles what all ask for.
    fn settle(&mut self, said: &mut Vec<Message>) {
        for (seat, (memorandum, _)) in self.opened.iter().enumerate() {
            said.push(said_by_table(0, Act::Released { seat: Seat(seat), memorandum: memorandum.clone() }));
        }
        let everybody_asks = |clause: &(IssueIndex, OptionIndex)| self.opened.iter().all(|(_, clauses)| clauses.contains(clause));
        let kept: Clauses =
            self.opened.first().map(|(_, first)| first.iter().copied().filter(everybody_asks).collect()).unwrap_or_default();
        let issues = 0..self.setup.space.issues().len();
        let open: Vec<IssueIndex> = issues.filter(|issue| kept.iter().all(|(known, _)| known != issue)).collect();
        said.push(said_by_table(0, Act::Kept(kept.clone())));
        if !open.is_empty() {
            said.push(said_by_table(0, Act::Contradicting(open.clone())));
        }
        let whole = || Offer::new(Outcome::new(kept.iter().map(|(_, option)| *option).collect::<Vec<_>>()));
        self.ending = Some(match (open.is_empty(), kept.is_empty()) {
            (true, _) if self.setup.space.is_feasible(&whole()) => Ending::Agreement(whole()),
            (_, true) => Ending::Deadline,
            _ => Ending::Partial(kept),
        });
    }
}

/// The clauses of a memorandum: some issues, each with one of its options, written in the canonical way.
fn clauses(space: &OutcomeSpace, memorandum: &str) -> Result<Clauses, Misconduct> {
    let rubbish = |what: &str| Misconduct::Rubbish(format!("a memorandum {what}"));
    let read: Map<String, Value> =
        serde_json::from_str(memorandum).map_err(|_| rubbish("that is no JSON object of issues and options"))?;
    let clause = |(issue, option): (&String, &Value)| {
        let at = space.issue(issue)?;
        Some((at, space.issues()[at].option(option.as_str()?)?))
    };
    let clauses: Option<Clauses> = read.iter().map(clause).collect();
    let mut clauses = clauses.ok_or_else(|| rubbish("with an issue or an option that is not there"))?;
    clauses.sort_unstable();
    if in_words(space, clauses.iter().copied()) != memorandum {
        return Err(rubbish("that is not written in the canonical way: keys sorted, no spaces"));
    }
    Ok(clauses)
}

impl Protocol for Memoranda {
    fn next(&self) -> Next<'_> {
        match &self.ending {
            Some(ending) => Next::Over(ending.clone()),
            None if self.seals.len() < self.setup.seats => Next::Ask(self.turn(), Question::Commit { session: &self.session }),
            None => Next::Ask(self.turn(), Question::Reveal),
        }
    }

    fn take(&mut self, seat: Seat, answer: Answer, said: &mut Vec<Message>) -> Result<(), Misconduct> {
        let is_sealed = self.seals.len() == self.setup.seats;
        match answer {
            Answer::Leave => {
                said.push(said_by(seat, 0, Act::Leave));
                self.ending = Some(Ending::Left(seat));
            }
            Answer::Commit(seal) if !is_sealed => {
                self.seals.push(*seal);
                said.push(said_by(seat, 0, Act::Commit(seal)));
            }
            Answer::Reveal { memorandum, nonce } if is_sealed => {
                self.open_one(seat, memorandum.clone(), &nonce)?;
                let act = Act::Reveal { memorandum, nonce };
                said.push(Message { round: 0, from: Speaker::Seat(seat), to: Audience::Table, act });
                if self.opened.len() == self.setup.seats {
                    self.settle(said);
                }
            }
            _ if is_sealed => return Err(Misconduct::Illegal("was asked to open its memorandum, and did not")),
            _ => return Err(Misconduct::Illegal("was asked for the seal of its memorandum, and gave none")),
        }
        Ok(())
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, said: &mut Vec<Message>) {
        said.push(forfeited(seat, 0, misconduct));
        self.ending = Some(Ending::Forfeit(seat));
    }

    fn clock(&self) -> Clock {
        self.setup.clock(0)
    }

    fn rounds_begun(&self) -> u32 {
        self.setup.begun(0)
    }
}
