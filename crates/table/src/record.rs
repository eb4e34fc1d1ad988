//! The public record, checked by somebody who has nothing but the record; and the sealed bundle, with which all can be done
//! again, strategies included.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use zopa_arena::protocol::memoranda::seal;
use zopa_arena::protocol::{Next, Protocol, Setup};
use zopa_arena::transcript::{MessageLine, bytes, hexadecimal};
use zopa_arena::{Deadline, ProtocolSpec, Purpose, Question, Seat, Stream as Draws, TimeConvention};
use zopa_model::OutcomeSpace;

use crate::event::Opened;
use crate::ledger::Head;
use crate::{Event, Sheet, Stream, Table, Terms};

/// What a record shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The title of the table.
    pub title: String,
    /// The parties.
    pub parties: Vec<String>,
    /// How many lines there are, and the hash of the last: two copies of a record with the same hash are the same.
    pub head: Head,
    /// What was checked, in words.
    pub checked: Vec<String>,
    /// What cannot be checked from the public record alone.
    pub unchecked: Vec<String>,
    /// What does not hold. Empty where the record is sound.
    pub faults: Vec<String>,
}

/// Checks a public record: the chain, the seals, that what had to wait for all did, and that public moves follow from the rules.
///
/// # Errors
/// Where it is no record, or its chain is broken: then nothing after that place means anything.
pub fn verify(text: &str) -> Result<Verdict, String> {
    let mut head = Head::default();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().ok_or("the record is empty")?;
    let (entry, next) = head.read(Stream::Public, first)?;
    head = next;
    let Event::Opened { terms } = entry.event else {
        return Err("the record does not begin with the terms of the table".to_owned());
    };
    let mut checker = Checker::new(terms)?;
    for line in lines {
        let (entry, next) = head.read(Stream::Public, line)?;
        checker.check(head.seq + 1, entry.event);
        head = next;
    }
    Ok(checker.verdict(head))
}

/// What all have to do before anything of it is shown.
#[derive(Default)]
struct Waiting {
    seals: BTreeMap<usize, String>,
    opened: BTreeSet<usize>,
    signed: BTreeSet<usize>,
    voted: BTreeSet<usize>,
    session: [u8; 32],
}

struct Checker {
    terms: Terms,
    space: Arc<OutcomeSpace>,
    waiting: Waiting,
    protocol: Option<Box<dyn Protocol>>,
    seals: usize,
    moves: usize,
    signatures: usize,
    unchecked: Vec<String>,
    faults: Vec<String>,
}

impl Checker {
    fn new(terms: Terms) -> Result<Self, String> {
        let space = terms.space().map_err(|bad| bad.to_string())?;
        let waiting = Waiting::default();
        let (unchecked, faults) = (Vec::new(), Vec::new());
        Ok(Self { terms, space, waiting, protocol: None, seals: 0, moves: 0, signatures: 0, unchecked, faults })
    }

    fn all(&self) -> usize {
        self.terms.parties.len()
    }

    fn fault(&mut self, line: u64, what: impl std::fmt::Display) {
        self.faults.push(format!("line {line}: {what}"));
    }

    fn check(&mut self, line: u64, event: Event) {
        match event {
            Event::SealedOpened { session, .. } => match bytes(&session) {
                Ok(session) => self.waiting = Waiting { session, ..Waiting::default() },
                Err(what) => self.fault(line, what),
            },
            Event::Committed { seat, seal } => self.committed(line, seat, seal),
            Event::MemorandumOpened { seat } => {
                if self.waiting.seals.len() < self.all() {
                    self.fault(line, format!("{seat} opened its memorandum before all had committed"));
                }
                self.waiting.opened.insert(seat.0);
            }
            Event::MemorandaReleased { memoranda } => self.released(line, &memoranda),
            Event::VoteCalled { .. } => self.waiting.voted.clear(),
            Event::Voted { seat, .. } => {
                self.waiting.voted.insert(seat.0);
            }
            Event::VotesCounted { .. } if self.waiting.voted.len() < self.all() => {
                self.fault(line, "votes were counted before all had voted");
            }
            Event::SignatureCalled { .. } => self.waiting.signed.clear(),
            Event::Signed { seat, .. } => {
                self.waiting.signed.insert(seat.0);
            }
            Event::SignaturesReleased { answers, .. } => {
                let given: BTreeSet<usize> = answers.iter().map(|answer| answer.seat.0).collect();
                if self.waiting.signed.len() < self.all() || given != self.waiting.signed {
                    self.fault(line, "final answers were released before all had given theirs");
                }
                self.signatures += answers.len();
            }
            Event::ProtocolOpened { protocol, rounds, strategies, .. } => self.begin(line, &protocol, rounds, strategies.len()),
            Event::Said { message } => self.said(line, &message),
            Event::Ended { ending, .. } => self.ended(line, &ending),
            _ => {}
        }
    }

    fn committed(&mut self, line: u64, seat: Seat, seal: String) {
        if self.waiting.seals.insert(seat.0, seal).is_some() {
            self.fault(line, format!("{seat} committed twice"));
        }
    }

    fn released(&mut self, line: u64, memoranda: &[Opened]) {
        if memoranda.len() < self.all() || self.waiting.opened.len() < self.all() {
            self.fault(line, "memoranda were released before all were opened");
        }
        for opened in memoranda {
            let made = bytes(&opened.nonce)
                .map(|nonce| hexadecimal(&seal(&self.waiting.session, opened.seat, &nonce, &opened.memorandum)));
            match made {
                Ok(made) if Some(&made) == self.waiting.seals.get(&opened.seat.0) => self.seals += 1,
                _ => self.fault(line, format!("the memorandum of {} does not fit its seal", opened.seat)),
            }
        }
    }

    fn begin(&mut self, line: u64, spec: &str, rounds: u32, strategies: usize) {
        if strategies > 0 {
            self.unchecked.push(format!(
                "line {line}: the moves of {strategies} strategies follow from what their seats keep; the sealed bundle has that"
            ));
        }
        let spec: ProtocolSpec = match spec.parse() {
            Ok(spec) => spec,
            Err(_) => return self.fault(line, format!("there is no protocol `{spec}`")),
        };
        let setup = Setup {
            space: Arc::clone(&self.space),
            seats: self.all(),
            deadline: Deadline::Known(rounds),
            convention: TimeConvention::Own,
            stream: Draws::new(0, 0, 0, Purpose::Mediator),
        };
        match (spec.entry.begin)(setup, &spec.arguments) {
            Ok(protocol) => self.protocol = Some(protocol),
            Err(bad) => self.fault(line, bad.problem),
        }
    }

    /// A public move, made again. Where a protocol asks for what the record does not show, the rest cannot be followed.
    fn said(&mut self, line: u64, message: &MessageLine) {
        let Some(protocol) = &mut self.protocol else { return };
        let is_hidden = matches!(
            protocol.next(),
            Next::Ask(
                _,
                Question::Amount
                    | Question::Concede
                    | Question::Vote { .. }
                    | Question::Sign { .. }
                    | Question::Commit { .. }
                    | Question::Reveal
            )
        );
        if is_hidden {
            self.protocol = None;
            return self
                .unchecked
                .push(format!("line {line}: this protocol goes on by sealed answers; the sealed bundle has them"));
        }
        let Some(from) = message.from.and_then(|from| from.checked_sub(1)).map(Seat) else { return };
        let asked = match protocol.next() {
            Next::Ask(seat, _) => Some(seat),
            Next::Over(_) => None,
        };
        let taken = message.spoken(&self.space).and_then(|answer| {
            if asked != Some(from) {
                return Err(format!("it was not the turn of {from}"));
            }
            protocol.take(from, answer, &mut Vec::new()).map_err(|bad| bad.to_string())
        });
        match taken {
            Ok(()) => self.moves += 1,
            Err(what) => {
                self.protocol = None;
                self.fault(line, format!("this move is against the rules: {what}"));
            }
        }
    }

    fn ended(&mut self, line: u64, ending: &str) {
        let Some(protocol) = self.protocol.take() else { return };
        match protocol.next() {
            Next::Over(found) if found.word() == ending => {}
            Next::Over(found) => self.fault(line, format!("by the rules this ended with {}, not {ending}", found.word())),
            Next::Ask(_, Question::Amount | Question::Concede | Question::Vote { .. } | Question::Sign { .. }) => {
                self.unchecked.push(format!("line {line}: this ending follows from sealed answers; the sealed bundle has them"));
            }
            Next::Ask(..) => self.fault(line, format!("by the rules this had not ended, and the record says {ending}")),
        }
    }

    fn verdict(self, head: Head) -> Verdict {
        let checked = vec![
            format!("{} lines follow from each other", head.seq),
            format!("{} memoranda fit their seals", self.seals),
            format!("{} final answers were released when all had given theirs", self.signatures),
            format!("{} public moves follow from the rules", self.moves),
        ];
        Verdict {
            title: self.terms.title,
            parties: self.terms.parties,
            head,
            checked,
            unchecked: self.unchecked,
            faults: self.faults,
        }
    }
}

/// Everything that a table was made from. Whoever holds it knows what every seat entrusted: it is sealed when it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// 1.
    pub zopa: u32,
    /// `bundle`.
    pub kind: String,
    /// The lines of all streams, in the order in which they were written.
    pub lines: Vec<String>,
    /// What is still entrusted: seat (from one) to sheet.
    pub entrusted: BTreeMap<u32, Sheet>,
}

/// Does everything again: every chain, every move, and every strategy, which has to answer as it did.
///
/// # Errors
/// What does not hold.
pub fn repeat(bundle: &Bundle) -> Result<BTreeMap<String, Head>, String> {
    let mut heads: BTreeMap<Stream, Head> = BTreeMap::new();
    let mut events = Vec::new();
    for line in &bundle.lines {
        let named: Named = serde_json::from_str(line).map_err(|_| "a line of the bundle names no stream")?;
        let stream: Stream = named.stream.parse()?;
        let head = heads.entry(stream).or_default();
        let (entry, next) = head.read(stream, line)?;
        *head = next;
        events.push((stream, entry.event));
    }
    let numbered = |(number, sheet): (&u32, &Sheet)| {
        let seat = (*number as usize).checked_sub(1).map(Seat).ok_or("seats are counted from 1")?;
        Ok((seat, sheet.clone()))
    };
    let entrusted = bundle.entrusted.iter().map(numbered).collect::<Result<_, String>>()?;
    let table = Table::read_back(events, entrusted)?;
    let unrepeated = table.unrepeated();
    if !unrepeated.is_empty() {
        let who = unrepeated.join(", ");
        return Err(format!("{who} answers otherwise than it did, or its sheet was taken back or changed since"));
    }
    Ok(heads.into_iter().map(|(stream, head)| (stream.to_string(), head)).collect())
}

#[derive(Deserialize)]
struct Named {
    stream: String,
}
