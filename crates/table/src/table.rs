//! The table: what follows from its events, and what a command makes happen next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};
use zopa_arena::Seat;
use zopa_arena::transcript::hexadecimal;
use zopa_model::{IssueIndex, OptionIndex, Outcome, OutcomeSpace, Utility};

use crate::agenda::{AgendaItem, ItemState};
use crate::chance::Chance;
use crate::command::Command;
use crate::event::{Event, Opened, Played};
use crate::joint::{self, Settlement};
use crate::sitting::protocol::{ByProtocol, Opening};
use crate::sitting::sealed::Sealed;
use crate::sitting::text::{NewClause, SingleText};
use crate::sitting::{Kind, Sitting};
use crate::{Actor, BadTerms, Item, Refusal, Sheet, Stream, Terms, Why};

/// The longest note, title, reason or item of an agenda, in bytes.
const LONGEST: usize = 20_000;
/// Most items of an agenda, and most sittings of a table.
const MOST: usize = 500;
/// The only question that the table answers to a mediator.
pub(crate) const JOINTLY_ACCEPTABLE: &str = "jointly-acceptable";

/// A table. The same events in the same order make the same table.
pub struct Table {
    pub(crate) terms: Terms,
    pub(crate) space: Arc<OutcomeSpace>,
    pub(crate) presence: Vec<Presence>,
    pub(crate) agenda: Vec<AgendaItem>,
    pub(crate) sittings: Vec<Sitting>,
    pub(crate) notes: Vec<Note>,
    pub(crate) releases: Vec<Release>,
    pub(crate) entrusted: BTreeMap<Seat, Sheet>,
    pub(crate) questions: Vec<(String, Option<String>)>,
    pub(crate) requests: BTreeSet<Seat>,
    pub(crate) settled: Option<Settlement>,
    pub(crate) is_closed: bool,
    /// The seed of the sitting that is about to begin, as the ledger is read.
    seed: Option<u64>,
}

/// Whether a party is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Invited,
    Seated,
    Gone,
}

/// A caucus note.
pub(crate) struct Note {
    pub(crate) seat: Seat,
    pub(crate) by_mediator: bool,
    pub(crate) text: String,
}

/// A part of a sheet that the mediator may see.
pub(crate) struct Release {
    pub(crate) seat: Seat,
    pub(crate) item: Item,
    pub(crate) content: Value,
    pub(crate) is_withdrawn: bool,
}

/// What a command made happen. The caller keeps all of it or none.
#[derive(Debug, Default)]
pub struct Done {
    /// What happened, each with its stream, in order.
    pub events: Vec<(Stream, Event)>,
    /// A sheet that was entrusted to the table or taken back. It is in no stream, so that it can be destroyed.
    pub entrusted: Option<Entrusted>,
}

/// A change of what is entrusted.
#[derive(Clone, Debug)]
pub struct Entrusted {
    /// Whose sheet it is.
    pub seat: Seat,
    /// The sheet, or nothing where it was taken back.
    pub sheet: Option<Sheet>,
}

/// What the door lends to a command.
#[derive(Clone, Copy, Debug)]
pub struct Lent<'a> {
    /// Randomness for this command alone.
    pub chance: Chance,
    /// The sheet of the seat that acts, where it has one and its key is at hand.
    pub sheet: Option<&'a Sheet>,
}

type Events = Vec<(Stream, Event)>;

fn public(event: Event) -> Events {
    vec![(Stream::Public, event)]
}

impl Table {
    /// A table on these terms, before anybody sat down. Its first event is [`Event::Opened`].
    ///
    /// # Errors
    /// What makes no sense in the terms.
    pub fn open(terms: Terms) -> Result<(Self, Event), BadTerms> {
        let opened = Event::Opened { terms: terms.clone() };
        Ok((Self::new(terms)?, opened))
    }

    fn new(terms: Terms) -> Result<Self, BadTerms> {
        Ok(Self {
            space: terms.space()?,
            presence: vec![Presence::Invited; terms.parties.len()],
            terms,
            agenda: Vec::new(),
            sittings: Vec::new(),
            notes: Vec::new(),
            releases: Vec::new(),
            entrusted: BTreeMap::new(),
            questions: Vec::new(),
            requests: BTreeSet::new(),
            settled: None,
            is_closed: false,
            seed: None,
        })
    }

    /// The table that these events made, in order, with the sheets that are still entrusted to it. Events of streams that were
    /// destroyed on request may be missing.
    ///
    /// # Errors
    /// Where the events do not begin with the terms, or do not follow from each other.
    pub fn read_back(
        events: impl IntoIterator<Item = (Stream, Event)>,
        entrusted: BTreeMap<Seat, Sheet>,
    ) -> Result<Self, String> {
        let mut events = events.into_iter();
        let Some((Stream::Public, Event::Opened { terms })) = events.next() else {
            return Err("the ledger does not begin with the terms of the table".to_owned());
        };
        let mut table = Self::new(terms).map_err(|bad| bad.to_string())?;
        table.entrusted = entrusted;
        for (stream, event) in events {
            table.redo(stream, event)?;
        }
        Ok(table)
    }

    /// The sittings with the seats at which a strategy did what does not follow from what is entrusted now.
    pub(crate) fn unrepeated(&self) -> Vec<String> {
        let of = |sitting: &Sitting| match &sitting.kind {
            Kind::Protocol(protocol) => {
                protocol.unrepeated().map(|seat| format!("the strategy at {seat} in sitting {}", sitting.id)).collect()
            }
            _ => Vec::new(),
        };
        self.sittings.iter().flat_map(of).collect()
    }

    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// `open` or `closed`.
    pub fn state(&self) -> &'static str {
        if self.is_closed { "closed" } else { "open" }
    }

    /// The outcomes.
    pub fn space(&self) -> &Arc<OutcomeSpace> {
        &self.space
    }

    /// Number of seats.
    pub fn seats(&self) -> usize {
        self.terms.parties.len()
    }

    /// The seat of this number, from one.
    ///
    /// # Errors
    /// Where there is none.
    pub fn seat(&self, number: u32) -> Result<Seat, Refusal> {
        let seat = (number as usize).checked_sub(1).map(Seat).filter(|seat| seat.0 < self.seats());
        seat.ok_or_else(|| {
            Refusal::senseless(format!("there is no seat {number}"), format!("seats are numbered from 1 to {}", self.seats()))
        })
    }

    /// A party takes its seat, or somebody takes it anew, which everybody sees. What was entrusted before is given back.
    pub fn take_seat(&mut self, seat: Seat) -> Events {
        if self.presence[seat.0] == Presence::Gone {
            return Vec::new();
        }
        let events = public(Event::Seated { seat });
        self.note_all(&events);
        self.entrusted.remove(&seat);
        events
    }

    /// Carries out a command. After a refusal nothing has changed.
    ///
    /// # Errors
    /// Why it is not carried out.
    pub fn act(&mut self, actor: Actor, command: Command, lent: Lent<'_>) -> Result<Done, Refusal> {
        if self.is_closed {
            return Err(Refusal::not_now("the table is closed", "its record can still be read"));
        }
        if let Actor::Seat(seat) = actor
            && self.presence.get(seat.0).is_none_or(|presence| *presence == Presence::Gone)
        {
            return Err(Refusal::not_now("this party has left the table", "its record can still be read"));
        }
        match actor {
            Actor::Mediator => self.mediate(command, lent.chance),
            Actor::Seat(seat) => self.speak(seat, command, lent),
        }
    }

    fn mediate(&mut self, command: Command, chance: Chance) -> Result<Done, Refusal> {
        let events = match command {
            Command::OpenSealed { title } => {
                let sitting = self.next_sitting(&title)?;
                public(Event::SealedOpened { sitting, title, session: hexadecimal(&chance.0) })
            }
            Command::OpenText { title, clauses } => {
                let sitting = self.next_sitting(&title)?;
                let mut events = public(Event::TextOpened { sitting, title });
                if !clauses.is_empty() {
                    let clauses = SingleText::new(self.seats()).may_draft(&self.space, &clauses)?;
                    events.push((Stream::Public, Event::Drafted { number: 1, clauses }));
                }
                events
            }
            Command::OpenProtocol { title, spec, rounds, strategies } => {
                return self.open_protocol(title, &spec, rounds, strategies, chance);
            }
            Command::Draft { clauses } => self.draft(&clauses)?,
            Command::CallVote {} => public(Event::VoteCalled { draft: self.text()?.may_call_vote()? }),
            Command::CallSignature {} => public(Event::SignatureCalled { draft: self.text()?.may_call_signature()? }),
            Command::StopSitting { reason } => {
                within(&reason, "reason")?;
                self.running()?;
                public(Event::SittingStopped { reason })
            }
            Command::SetAgenda { items } => public(Event::AgendaSet { items: self.next_agenda(items)? }),
            Command::BeginItem { id } => public(Event::ItemBegun { id: self.item(id)? }),
            Command::FinishItem { id } => public(Event::ItemFinished { id: self.item(id)? }),
            Command::Note { text, seat } => {
                within(&text, "note")?;
                let number = seat.ok_or_else(|| Refusal::senseless("the note has no seat to go to", "name the seat"))?;
                vec![(Stream::Caucus(self.seat(number)?), Event::Note { by_mediator: true, text })]
            }
            Command::Ask { question } => self.ask(question)?,
            Command::Close {} => public(Event::Closed {}),
            _ => return Err(Refusal::not_yours("only a party can do that", "a mediator has no vote and no offer")),
        };
        self.note_all(&events);
        Ok(Done { events, entrusted: None })
    }

    fn speak(&mut self, seat: Seat, command: Command, lent: Lent<'_>) -> Result<Done, Refusal> {
        let mut done = Done::default();
        let caucus = Stream::Caucus(seat);
        done.events = match command {
            Command::Note { text, seat: None } => {
                within(&text, "note")?;
                vec![(caucus, Event::Note { by_mediator: false, text })]
            }
            Command::Commit { seal } => {
                self.sealed()?.may_commit(seat, &seal)?;
                public(Event::Committed { seat, seal })
            }
            Command::Reveal { memorandum, nonce } => self.reveal(seat, memorandum, nonce)?,
            Command::Object { draft, clause, text } => {
                self.text()?.may_object(draft, clause, &text)?;
                public(Event::Objected { seat, draft, clause, text })
            }
            Command::Vote { draft, vote } => self.vote(seat, draft, vote)?,
            Command::Sign { draft, yes } => self.sign(seat, draft, yes)?,
            Command::Answer { answer } => return self.answer(seat, &answer),
            Command::Release { items } => vec![(caucus, Event::Released { items: released(&items, lent.sheet)? })],
            Command::WithdrawRelease { item } => {
                let is_there = self.releases.iter().any(|known| known.seat == seat && known.item == item && !known.is_withdrawn);
                if !is_there {
                    return Err(Refusal::not_now("that item is not released", "look at what you have released"));
                }
                vec![(caucus, Event::ReleaseWithdrawn { item })]
            }
            Command::Entrust {} => {
                let sheet = lent.sheet.ok_or_else(no_sheet)?;
                sheet.utility(&self.space).map_err(|bad| Refusal::senseless(bad.problem, bad.way_out))?;
                self.not_played(seat)?;
                done.entrusted = Some(Entrusted { seat, sheet: Some(sheet.clone()) });
                vec![(caucus, Event::SheetEntrusted { is: true })]
            }
            Command::WithdrawEntrusted {} => {
                if !self.entrusted.contains_key(&seat) {
                    return Err(Refusal::not_now("no sheet of yours is entrusted to the table", "there is nothing to take back"));
                }
                done.entrusted = Some(Entrusted { seat, sheet: None });
                let mut events = vec![(caucus, Event::SheetEntrusted { is: false })];
                if self.not_played(seat).is_err() {
                    let reason = format!("{} no longer plays by a strategy", self.terms.parties[seat.0]);
                    events.push((Stream::Public, Event::SittingStopped { reason }));
                }
                events
            }
            Command::RequestSettlement { is } => self.request_settlement(seat, is)?,
            Command::Leave {} => {
                let mut events = public(Event::Left { seat });
                if self.running().is_ok() {
                    let reason = format!("{} left the table", self.terms.parties[seat.0]);
                    events.push((Stream::Public, Event::SittingStopped { reason }));
                }
                events
            }
            _ => return Err(Refusal::not_yours("only the mediator can do that", "ask for it in a note")),
        };
        self.note_all(&done.events);
        if let Some(change) = &done.entrusted {
            self.entrust(change);
        }
        Ok(done)
    }

    /// Keeps or gives back an entrusted sheet.
    fn entrust(&mut self, change: &Entrusted) {
        match &change.sheet {
            Some(sheet) => self.entrusted.insert(change.seat, sheet.clone()),
            None => self.entrusted.remove(&change.seat),
        };
    }

    /// Forgets what a seat kept in its caucus, and its entrusted sheet: its compartment is destroyed.
    pub fn forget(&mut self, seat: Seat) {
        self.notes.retain(|note| note.seat != seat);
        self.releases.retain(|release| release.seat != seat);
        self.entrusted.remove(&seat);
    }

    // Sittings.

    pub(crate) fn next_sitting(&self, title: &str) -> Result<u32, Refusal> {
        within(title, "title")?;
        if self.running().is_ok() {
            return Err(Refusal::not_now("a sitting is under way", "finish it or stop it first"));
        }
        if let Some(gone) = self.presence.iter().position(|presence| *presence == Presence::Gone) {
            let problem = format!("{} has left the table", self.terms.parties[gone]);
            return Err(Refusal::not_now(problem, "make a new table for those who go on"));
        }
        if self.sittings.len() >= MOST {
            return Err(Refusal::new(Why::UsedUp, format!("this table has had {MOST} sittings"), "make a new table"));
        }
        Ok(self.sittings.len() as u32 + 1)
    }

    pub(crate) fn running(&self) -> Result<&Sitting, Refusal> {
        let running = self.sittings.last().filter(|sitting| !sitting.is_over());
        running.ok_or_else(|| Refusal::not_now("no sitting is under way", "the mediator opens one"))
    }

    fn running_mut(&mut self) -> Option<&mut Sitting> {
        self.sittings.last_mut().filter(|sitting| !sitting.is_over())
    }

    fn sealed(&self) -> Result<&Sealed, Refusal> {
        match &self.running()?.kind {
            Kind::Sealed(sealed) => Ok(sealed),
            _ => Err(Refusal::not_now("the sitting under way is no exchange of memoranda", "look at what is asked now")),
        }
    }

    pub(crate) fn text(&self) -> Result<&SingleText, Refusal> {
        match &self.running()?.kind {
            Kind::Text(text) => Ok(text),
            _ => Err(Refusal::not_now("the sitting under way is no work on a single text", "look at what is asked now")),
        }
    }

    fn text_mut(&mut self) -> Option<&mut SingleText> {
        match &mut self.running_mut()?.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    fn sealed_mut(&mut self) -> Option<&mut Sealed> {
        match &mut self.running_mut()?.kind {
            Kind::Sealed(sealed) => Some(sealed),
            _ => None,
        }
    }

    fn protocol_mut(&mut self) -> Option<&mut ByProtocol> {
        match &mut self.sittings.last_mut()?.kind {
            Kind::Protocol(protocol) => Some(protocol),
            _ => None,
        }
    }

    /// Whether no strategy plays for `seat` now.
    pub(crate) fn not_played(&self, seat: Seat) -> Result<(), Refusal> {
        match self.running().map(|sitting| &sitting.kind) {
            Ok(Kind::Protocol(protocol)) if protocol.is_played(seat) => Err(Refusal::not_now(
                "a strategy plays for this seat with the sheet that it has",
                "wait until the sitting is over",
            )),
            _ => Ok(()),
        }
    }

    fn reveal(&self, seat: Seat, memorandum: String, nonce: String) -> Result<Events, Refusal> {
        let sealed = self.sealed()?;
        sealed.may_open(&self.space, seat, &memorandum, &nonce)?;
        let mut events = vec![
            (Stream::Table, Event::Revealed { seat, memorandum: memorandum.clone(), nonce: nonce.clone() }),
            (Stream::Public, Event::MemorandumOpened { seat }),
        ];
        if let Some(memoranda) = sealed.complete_with(Opened { seat, memorandum, nonce }) {
            events.push((Stream::Public, Event::MemorandaReleased { memoranda }));
        }
        Ok(events)
    }

    fn draft(&self, clauses: &[NewClause]) -> Result<Events, Refusal> {
        let text = self.text()?;
        Ok(public(Event::Drafted { number: text.current() + 1, clauses: text.may_draft(&self.space, clauses)? }))
    }

    fn vote(&self, seat: Seat, draft: u32, vote: i32) -> Result<Events, Refusal> {
        let text = self.text()?;
        text.may_vote(seat, draft, vote)?;
        let mut events =
            vec![(Stream::Caucus(seat), Event::VoteCast { draft, vote }), (Stream::Public, Event::Voted { seat, draft })];
        if let Some((tally, votes)) = text.count_with(self.terms.rules.votes, seat, vote) {
            events.push((Stream::Public, Event::VotesCounted { draft, tally, votes }));
        }
        Ok(events)
    }

    fn sign(&self, seat: Seat, draft: u32, yes: bool) -> Result<Events, Refusal> {
        let text = self.text()?;
        text.may_sign(seat, draft)?;
        let mut events =
            vec![(Stream::Table, Event::SignatureGiven { seat, draft, yes }), (Stream::Public, Event::Signed { seat, draft })];
        if let Some(answers) = text.complete_with(seat, yes) {
            events.push((Stream::Public, Event::SignaturesReleased { draft, answers }));
        }
        Ok(events)
    }

    fn open_protocol(
        &mut self,
        title: String,
        spec: &str,
        rounds: u32,
        strategies: Vec<Played>,
        chance: Chance,
    ) -> Result<Done, Refusal> {
        let sitting = self.next_sitting(&title)?;
        let played = self.played(&strategies)?;
        if let Some(seat) = played.keys().find(|seat| self.utility(**seat).is_none()) {
            let problem = format!("{} has not entrusted its sheet, so no strategy can play for it", self.terms.parties[seat.0]);
            return Err(Refusal::not_now(problem, "ask that party to entrust its sheet, or let it play itself"));
        }
        let seed = chance.seed();
        let mut protocol = self.protocol(spec, rounds, seed, played)?;
        let opened = Event::ProtocolOpened {
            sitting,
            title: title.clone(),
            protocol: spec.to_owned(),
            rounds,
            strategies: strategies.clone(),
        };
        let mut events = vec![(Stream::Table, Event::Seeded { seed }), (Stream::Public, opened)];
        events.extend(protocol.first_words());
        self.sittings.push(Sitting { id: sitting, title, kind: Kind::Protocol(Box::new(protocol)), stopped: None });
        Ok(Done { events, entrusted: None })
    }

    /// Strategies by seat.
    fn played(&self, strategies: &[Played]) -> Result<BTreeMap<Seat, String>, Refusal> {
        let one = |played: &Played| Ok((self.seat(played.seat.0 as u32 + 1)?, played.spec.clone()));
        strategies.iter().map(one).collect()
    }

    fn protocol(&self, spec: &str, rounds: u32, seed: u64, strategies: BTreeMap<Seat, String>) -> Result<ByProtocol, Refusal> {
        let (space, seats) = (Arc::clone(&self.space), self.seats());
        ByProtocol::begin(Opening { space, seats, spec, rounds, seed, strategies }, &|seat| self.utility(seat))
    }

    fn utility(&self, seat: Seat) -> Option<Utility> {
        self.entrusted.get(&seat)?.utility(&self.space).ok()
    }

    fn answer(&mut self, seat: Seat, answer: &Map<String, Value>) -> Result<Done, Refusal> {
        self.running()?;
        let protocol = self
            .protocol_mut()
            .ok_or_else(|| Refusal::not_now("the sitting under way follows no protocol", "look at what is asked now"))?;
        Ok(Done { events: protocol.answer(seat, answer)?, entrusted: None })
    }

    // The agenda.

    fn next_agenda(&self, items: Vec<String>) -> Result<Vec<(u32, String)>, Refusal> {
        if items.len() > MOST {
            return Err(Refusal::senseless(format!("an agenda has up to {MOST} items"), "put some of them together"));
        }
        items.iter().try_for_each(|text| within(text, "item"))?;
        let mut next = self.agenda.iter().map(|item| item.id).max().unwrap_or(0);
        let id = |text: String| {
            // An item that is there already keeps its number, and with it how far it has come.
            let known = self.agenda.iter().find(|item| item.text == text).map(|item| item.id);
            let id = known.unwrap_or_else(|| {
                next += 1;
                next
            });
            (id, text)
        };
        let agenda: Vec<(u32, String)> = items.into_iter().map(id).collect();
        let mut seen = BTreeSet::new();
        match agenda.iter().find(|(id, _)| !seen.insert(*id)) {
            Some((_, text)) => Err(Refusal::senseless(format!("`{text}` stands twice on the agenda"), "keep one of them")),
            None => Ok(agenda),
        }
    }

    fn item(&self, id: u32) -> Result<u32, Refusal> {
        let is_there = self.agenda.iter().any(|item| item.id == id);
        if is_there { Ok(id) } else { Err(Refusal::senseless(format!("the agenda has no item {id}"), "look at the agenda")) }
    }

    // What is computed from entrusted sheets.

    fn ask(&self, question: String) -> Result<Events, Refusal> {
        if question != JOINTLY_ACCEPTABLE {
            let way_out = format!("ask `{JOINTLY_ACCEPTABLE}`: is there a package that all would accept?");
            return Err(Refusal::senseless("the table does not answer that question", way_out));
        }
        self.may_ask()?;
        let answer = joint::jointly_acceptable(&self.space, self.seats(), &self.entrusted)?;
        let number = self.questions.len() as u32 + 1;
        Ok(vec![
            (Stream::Public, Event::Asked { question, number }),
            (Stream::Mediator, Event::Answered { number, answer: answer.word().to_owned() }),
        ])
    }

    /// Whether the table would answer a question now: the terms allow one more, and all have entrusted their sheets.
    pub(crate) fn may_ask(&self) -> Result<(), Refusal> {
        if self.questions.len() >= self.terms.rules.queries as usize {
            let problem = format!("the terms of this table allow {} questions, and they are used up", self.terms.rules.queries);
            return Err(Refusal::new(Why::UsedUp, problem, "no more can be asked at this table"));
        }
        joint::problem(&self.space, self.seats(), &self.entrusted).map(|_| ())
    }

    fn request_settlement(&self, seat: Seat, is: bool) -> Result<Events, Refusal> {
        if !self.terms.rules.settlement {
            let problem = "the terms of this table do not provide for improvements of what was agreed";
            return Err(Refusal::not_yours(problem, "negotiate the improvement at a new sitting"));
        }
        if self.settled.is_some() {
            return Err(Refusal::not_now("the table has looked for an improvement", "see what it found"));
        }
        let agreed = self.agreed().ok_or_else(|| {
            Refusal::not_now("no agreement settles every issue, so there is nothing to improve", "come to an agreement first")
        })?;
        let mut events = vec![(Stream::Table, Event::SettlementRequested { seat, is })];
        let ask = |other: Seat| if other == seat { is } else { self.requests.contains(&other) };
        // Whose sheet is missing shows only to the one who asks last, so that the others' requests stay hidden.
        if Seat::all(self.seats()).all(ask) {
            let answer = joint::settlement(&self.space, self.seats(), &self.entrusted, &agreed)?;
            events.push((Stream::Public, Event::Settled { answer }));
        }
        Ok(events)
    }

    /// What was agreed at the last sitting that agreed on everything.
    pub(crate) fn agreed(&self) -> Option<Outcome> {
        let whole = |settled: BTreeMap<IssueIndex, OptionIndex>| {
            (settled.len() == self.space.issues().len()).then(|| Outcome::new(settled.into_values().collect::<Vec<_>>()))
        };
        self.sittings.iter().rev().find_map(|sitting| match &sitting.kind {
            Kind::Text(text) => text.agreed(&self.space).and_then(whole),
            Kind::Protocol(protocol) => protocol.agreed().and_then(whole),
            Kind::Sealed(_) => None,
        })
    }

    // What follows from events.

    fn note_all(&mut self, events: &[(Stream, Event)]) {
        for (stream, event) in events {
            self.note(*stream, event);
        }
    }

    /// Takes note of what happened. What a protocol did is done already.
    fn note(&mut self, stream: Stream, event: &Event) {
        match event {
            Event::Seated { seat } => self.presence[seat.0] = Presence::Seated,
            Event::Left { seat } => self.presence[seat.0] = Presence::Gone,
            Event::AgendaSet { items } => self.set_agenda(items),
            Event::ItemBegun { id } => self.set_item(*id, ItemState::Now),
            Event::ItemFinished { id } => self.set_item(*id, ItemState::Done),
            Event::SealedOpened { sitting, title, session } => {
                // The session was written by this table.
                let session = zopa_arena::transcript::bytes(session).unwrap_or_default();
                self.begin(*sitting, title, Kind::Sealed(Sealed::new(self.seats(), session)));
            }
            Event::TextOpened { sitting, title } => self.begin(*sitting, title, Kind::Text(SingleText::new(self.seats()))),
            Event::SittingStopped { reason } => {
                if let Some(sitting) = self.running_mut() {
                    sitting.stopped = Some(reason.clone());
                }
            }
            Event::Asked { question, .. } => self.questions.push((question.clone(), None)),
            Event::Answered { number, answer } => {
                if let Some(asked) = self.questions.get_mut((*number as usize).wrapping_sub(1)) {
                    asked.1 = Some(answer.clone());
                }
            }
            Event::SettlementRequested { seat, is } => {
                if *is {
                    self.requests.insert(*seat)
                } else {
                    self.requests.remove(seat)
                };
            }
            Event::Settled { answer } => self.settled = Some(answer.clone()),
            Event::Closed {} => self.is_closed = true,
            other => {
                self.note_in_caucus(stream, other);
                self.note_in_sealed(other);
                self.note_in_text(stream, other);
            }
        }
    }

    fn begin(&mut self, id: u32, title: &str, kind: Kind) {
        self.sittings.push(Sitting { id, title: title.to_owned(), kind, stopped: None });
    }

    fn set_agenda(&mut self, items: &[(u32, String)]) {
        let state = |id: u32| self.agenda.iter().find(|item| item.id == id).map_or(ItemState::Open, |item| item.state);
        self.agenda = items.iter().map(|(id, text)| AgendaItem { id: *id, text: text.clone(), state: state(*id) }).collect();
    }

    /// One item is under way at a time.
    fn set_item(&mut self, id: u32, state: ItemState) {
        for item in &mut self.agenda {
            match item.state {
                _ if item.id == id => item.state = state,
                ItemState::Now if state == ItemState::Now => item.state = ItemState::Open,
                _ => {}
            }
        }
    }

    fn note_in_caucus(&mut self, stream: Stream, event: &Event) {
        let Stream::Caucus(seat) = stream else { return };
        match event {
            Event::Note { by_mediator, text } => self.notes.push(Note { seat, by_mediator: *by_mediator, text: text.clone() }),
            Event::Released { items } => {
                for (item, content) in items {
                    self.releases.retain(|known| known.seat != seat || known.item != *item);
                    let (item, content) = (item.clone(), content.clone());
                    self.releases.push(Release { seat, item, content, is_withdrawn: false });
                }
            }
            Event::ReleaseWithdrawn { item } => {
                for known in self.releases.iter_mut().filter(|known| known.seat == seat && known.item == *item) {
                    known.is_withdrawn = true;
                    known.content = Value::Null;
                }
            }
            _ => {}
        }
    }

    fn note_in_sealed(&mut self, event: &Event) {
        let Some(sealed) = self.sealed_mut() else { return };
        match event {
            Event::Committed { seat, seal } => sealed.commit(*seat, seal.clone()),
            Event::Revealed { seat, memorandum, nonce } => {
                sealed.open(Opened { seat: *seat, memorandum: memorandum.clone(), nonce: nonce.clone() });
            }
            Event::MemorandaReleased { memoranda } => sealed.release(memoranda.clone()),
            _ => {}
        }
    }

    fn note_in_text(&mut self, stream: Stream, event: &Event) {
        let Some(text) = self.text_mut() else { return };
        match event {
            Event::Drafted { clauses, .. } => text.draft(clauses.clone()),
            Event::Objected { seat, draft, clause, text: words } => text.object(*seat, *draft, *clause, words.clone()),
            Event::VoteCalled { .. } => text.call_vote(),
            Event::Voted { seat, draft } => text.note_voted(*seat, *draft),
            Event::VoteCast { draft, vote } => {
                if let Stream::Caucus(seat) = stream {
                    text.note_vote(seat, *draft, *vote);
                }
            }
            Event::VotesCounted { draft, tally, votes } => text.counted(*draft, *tally, votes.clone()),
            Event::SignatureCalled { .. } => text.call_signature(),
            Event::Signed { seat, .. } => text.note_signed(*seat),
            Event::SignatureGiven { seat, yes, .. } => text.sign(*seat, *yes),
            Event::SignaturesReleased { answers, .. } => text.release(answers.clone()),
            _ => {}
        }
    }

    /// Takes note of what stands in the ledger: the moves of a protocol are made again.
    fn redo(&mut self, stream: Stream, event: Event) -> Result<(), String> {
        let unfit = || "a move in a sitting that follows no protocol".to_owned();
        match event {
            Event::Seeded { seed } => self.seed = Some(seed),
            Event::ProtocolOpened { sitting, title, protocol, rounds, strategies } => {
                let seed = self.seed.take().ok_or("a sitting without its seed")?;
                let seats = self.played(&strategies).map_err(|refusal| refusal.to_string())?;
                let begun = self.protocol(&protocol, rounds, seed, seats).map_err(|refusal| refusal.to_string())?;
                self.begin(sitting, &title, Kind::Protocol(Box::new(begun)));
            }
            Event::Moved { seat, answer } => self.protocol_mut().ok_or_else(unfit)?.redo(seat, &answer)?,
            Event::Waiting { seat, answer } => self.protocol_mut().ok_or_else(unfit)?.wait_again(seat, &answer)?,
            Event::Forfeited { seat, reason } => self.protocol_mut().ok_or_else(unfit)?.forfeit_again(seat, &reason),
            other => self.note(stream, &other),
        }
        Ok(())
    }
}

fn no_sheet() -> Refusal {
    Refusal::not_now("you have no sheet yet", "fill in your sheet first")
}

fn released(items: &[Item], sheet: Option<&Sheet>) -> Result<Vec<(Item, Value)>, Refusal> {
    let sheet = sheet.ok_or_else(no_sheet)?;
    if items.is_empty() || items.len() > MOST {
        return Err(Refusal::senseless("nothing to release is named", "name items of your sheet"));
    }
    Ok(items.iter().map(|item| (item.clone(), sheet.item(item))).collect())
}

fn within(text: &str, what: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() || text.len() > LONGEST {
        let problem = format!("the {what} is empty, or longer than {LONGEST} bytes");
        return Err(Refusal::senseless(problem, format!("write the {what} in some words")));
    }
    Ok(())
}
