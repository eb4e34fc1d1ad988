//! A sitting by a protocol of the arena, with people, programs or built-in strategies in the seats.
//!
//! The protocol's own state machine says whose turn it is and what is legal. Unlike in a simulated session, an illegal answer
//! is refused with its reason and changes nothing, for people mistype. Where a protocol asks all seats the same before it
//! shows any answer, people need not wait for each other: an answer that comes early waits, out of everybody's sight.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value, json};
use zopa_analysis::inverse::InverseLimits;
use zopa_arena::bidding::{Needs, Setting};
use zopa_arena::protocol::{Next, Protocol, Setup};
use zopa_arena::strategy::{BadSpec, Prepared, Spec};
use zopa_arena::transcript::{MessageLine, in_words};
use zopa_arena::wire;
use zopa_arena::{
    Answer, Audience, Brief, Deadline, Ending, Message, Misconduct, Own, Player, ProtocolSpec, Purpose, Question, Rules, Seat,
    Stream as Draws, TimeConvention,
};
use zopa_model::{IssueIndex, OptionIndex, OutcomeSpace, Utility};

use super::numbers;
use crate::{Actor, Event, Refusal, Stream};

/// Most rounds of a sitting.
pub(crate) const MOST_ROUNDS: u32 = 10_000;
/// Most moves that strategies make in a row before a person is asked again.
const MOST_IN_A_ROW: usize = 200_000;

/// A sitting by a protocol.
pub(crate) struct ByProtocol {
    space: Arc<OutcomeSpace>,
    rules: Rules,
    protocol: Box<dyn Protocol>,
    strategies: BTreeMap<Seat, String>,
    /// Those who play for a seat; empty where their sheets are gone.
    players: BTreeMap<Seat, Box<dyn Player>>,
    /// Answers that came before their question was put, with that question. Out of everybody's sight.
    waiting: BTreeMap<Seat, (Value, Answer)>,
    messages: Vec<Message>,
    seats: usize,
    /// Strategies that answered otherwise when they were made to play again.
    diverged: BTreeSet<Seat>,
}

/// What a sitting by a protocol begins with.
pub(crate) struct Opening<'a> {
    pub(crate) space: Arc<OutcomeSpace>,
    pub(crate) seats: usize,
    pub(crate) spec: &'a str,
    pub(crate) rounds: u32,
    pub(crate) seed: u64,
    pub(crate) strategies: BTreeMap<Seat, String>,
}

/// Events with the stream of each.
type Events = Vec<(Stream, Event)>;

impl ByProtocol {
    /// A sitting about to begin. `utility` gives the entrusted utility of a seat for which a strategy plays.
    pub(crate) fn begin(opening: Opening<'_>, utility: &dyn Fn(Seat) -> Option<Utility>) -> Result<Self, Refusal> {
        let Opening { space, seats, spec, rounds, seed, strategies } = opening;
        if rounds == 0 || rounds > MOST_ROUNDS {
            return Err(Refusal::senseless(format!("a sitting has 1 to {MOST_ROUNDS} rounds"), "choose how many"));
        }
        let spec: ProtocolSpec = spec.parse().map_err(|bad| unknown(&bad))?;
        let rules = Rules { protocol: spec, deadline: Deadline::Known(rounds), convention: TimeConvention::Own, seed };
        let stream = Draws::new(seed, 0, 0, Purpose::Mediator);
        let setup = Setup { space: Arc::clone(&space), seats, deadline: rules.deadline, convention: rules.convention, stream };
        let begun = (rules.protocol.entry.begin)(setup, &rules.protocol.arguments);
        let mut protocol = begun.map_err(|bad| Refusal::senseless(bad.problem, bad.way_out))?;
        let mut players = BTreeMap::new();
        for (&seat, strategy) in &strategies {
            if let Some(own) = utility(seat) {
                players.insert(seat, player(&space, seat, seats, own, strategy, &rules)?);
            }
        }
        let (mut messages, diverged) = (Vec::new(), BTreeSet::new());
        protocol.open(&mut messages);
        let mut sitting =
            Self { space, rules, protocol, strategies, players, waiting: BTreeMap::new(), messages, seats, diverged };
        sitting.tell(0);
        Ok(sitting)
    }

    pub(crate) fn is_over(&self) -> bool {
        matches!(self.protocol.next(), Next::Over(_))
    }

    /// Whether a strategy plays for `seat`.
    pub(crate) fn is_played(&self, seat: Seat) -> bool {
        self.strategies.contains_key(&seat)
    }

    /// What was agreed.
    pub(crate) fn agreed(&self) -> Option<BTreeMap<IssueIndex, OptionIndex>> {
        match self.protocol.next() {
            Next::Over(Ending::Agreement(offer)) => Some(offer.options().iter().copied().enumerate().collect()),
            _ => None,
        }
    }

    /// What the protocol said before anybody was asked, and the moves of strategies that go first.
    pub(crate) fn first_words(&mut self) -> Events {
        let mut events: Events = self.messages.iter().filter_map(|message| self.said(message)).collect();
        self.run(&mut events);
        events
    }

    /// The answer of a person or a program at `seat`.
    pub(crate) fn answer(&mut self, seat: Seat, line: &Map<String, Value>) -> Result<Events, Refusal> {
        if self.is_played(seat) {
            let problem = "a strategy plays for this seat";
            return Err(Refusal::not_now(problem, "ask the mediator to stop the sitting, or take back your sheet"));
        }
        let text = Value::Object(line.clone()).to_string();
        let answer = wire::answer(&self.space, &text).map_err(|bad| illegal(&bad))?;
        let mut events = Vec::new();
        match self.protocol.next() {
            Next::Over(_) => return Err(Refusal::not_now("the sitting is over", "wait for the next one")),
            Next::Ask(asked, _) if asked == seat => self.take(seat, answer, line.clone(), &mut events)?,
            Next::Ask(asked, question) => {
                early(&self.space, asked, seat, question, &answer)?;
                if self.waiting.contains_key(&seat) {
                    return Err(Refusal::not_now("you have answered", "wait for the others"));
                }
                let question = wire::asked(&self.space, self.protocol.clock(), question);
                self.waiting.insert(seat, (question, answer));
                events.push((Stream::Table, Event::Waiting { seat, answer: line.clone() }));
            }
        }
        self.run(&mut events);
        Ok(events)
    }

    /// Takes a legal answer and tells everybody what they may hear.
    fn take(&mut self, seat: Seat, answer: Answer, line: Map<String, Value>, events: &mut Events) -> Result<(), Refusal> {
        let told = self.messages.len();
        self.protocol.take(seat, answer, &mut self.messages).map_err(|bad| illegal(&bad))?;
        events.push((Stream::Table, Event::Moved { seat, answer: line }));
        self.after(told, events);
        Ok(())
    }

    fn after(&mut self, told: usize, events: &mut Events) {
        self.tell(told);
        events.extend(self.messages[told..].iter().filter_map(|message| self.said(message)));
        if let Next::Over(ending) = self.protocol.next() {
            let agreement = ending.agreement().map(|offer| in_words(&self.space, offer));
            events.push((Stream::Public, Event::Ended { ending: ending.word().to_owned(), agreement }));
        }
    }

    fn tell(&mut self, from: usize) {
        let clock = self.protocol.clock();
        for message in &self.messages[from..] {
            for (seat, player) in &mut self.players {
                if player.listens() && message.reaches(*seat) {
                    player.hear(clock, message);
                }
            }
        }
    }

    fn said(&self, message: &Message) -> Option<(Stream, Event)> {
        let line = || MessageLine::of(&self.space, message);
        match message.to {
            Audience::Everybody => Some((Stream::Public, Event::Said { message: line() })),
            Audience::Only(seat) => Some((Stream::Caucus(seat), Event::SaidToYou { message: line() })),
            Audience::Table => None,
        }
    }

    /// Lets strategies move and waiting answers count, until a person is asked.
    fn run(&mut self, events: &mut Events) {
        for _ in 0..MOST_IN_A_ROW {
            let Next::Ask(seat, question) = self.protocol.next() else { return };
            let clock = self.protocol.clock();
            let answer = match self.players.get_mut(&seat) {
                Some(player) => player.answer(clock, question),
                None => match self.waiting.remove(&seat) {
                    Some((put, answer)) if put == wire::asked(&self.space, clock, question) => Ok(answer),
                    _ => return,
                },
            };
            let is_played = self.players.contains_key(&seat);
            let taken = answer.and_then(|answer| {
                let line = wire::spoken(&self.space, &answer);
                let told = self.messages.len();
                self.protocol.take(seat, answer, &mut self.messages)?;
                events.push((Stream::Table, Event::Moved { seat, answer: line }));
                Ok(told)
            });
            match taken {
                Ok(told) => self.after(told, events),
                Err(misconduct) if is_played => self.forfeit(seat, &misconduct, events),
                // A person's early answer that turns out to be illegal: the question is put to that seat again.
                Err(_) => return,
            }
        }
    }

    fn forfeit(&mut self, seat: Seat, misconduct: &Misconduct, events: &mut Events) {
        let told = self.messages.len();
        self.protocol.forfeit(seat, misconduct, &mut self.messages);
        events.push((Stream::Table, Event::Forfeited { seat, reason: misconduct.to_string() }));
        self.after(told, events);
    }

    /// The same again, from the ledger: a move that was taken then.
    pub(crate) fn redo(&mut self, seat: Seat, line: &Map<String, Value>) -> Result<(), String> {
        let answer = wire::answer(&self.space, &Value::Object(line.clone()).to_string()).map_err(|bad| bad.to_string())?;
        self.waiting.remove(&seat);
        if let (Some(player), Next::Ask(asked, question)) = (self.players.get_mut(&seat), self.protocol.next())
            && (asked != seat || player.answer(self.protocol.clock(), question).as_ref() != Ok(&answer))
        {
            // Its sheet was changed after that sitting: what it did then stands.
            self.players.remove(&seat);
            self.diverged.insert(seat);
        }
        let told = self.messages.len();
        self.protocol.take(seat, answer, &mut self.messages).map_err(|bad| bad.to_string())?;
        self.tell(told);
        Ok(())
    }

    /// The strategies whose moves do not follow from the sheets that are entrusted now.
    pub(crate) fn unrepeated(&self) -> impl Iterator<Item = Seat> + '_ {
        self.strategies.keys().copied().filter(|seat| self.diverged.contains(seat) || !self.players.contains_key(seat))
    }

    /// The same again, from the ledger: an answer that waits.
    pub(crate) fn wait_again(&mut self, seat: Seat, line: &Map<String, Value>) -> Result<(), String> {
        let answer = wire::answer(&self.space, &Value::Object(line.clone()).to_string()).map_err(|bad| bad.to_string())?;
        let Next::Ask(_, question) = self.protocol.next() else { return Err("nothing was asked".to_owned()) };
        let question = wire::asked(&self.space, self.protocol.clock(), question);
        self.waiting.insert(seat, (question, answer));
        Ok(())
    }

    /// The same again, from the ledger: a strategy that broke the rules.
    pub(crate) fn forfeit_again(&mut self, seat: Seat, reason: &str) {
        let told = self.messages.len();
        self.protocol.forfeit(seat, &Misconduct::Recorded(reason.to_owned()), &mut self.messages);
        self.tell(told);
    }

    /// The seats that are asked now: one, or all that a protocol asks the same before it shows any answer.
    fn asked(&self) -> Vec<Seat> {
        let Next::Ask(first, question) = self.protocol.next() else { return Vec::new() };
        let rest = (first.0 + 1..self.seats).map(Seat).filter(|_| is_simultaneous(question));
        let persons = |seat: &Seat| !self.is_played(*seat);
        std::iter::once(first).chain(rest).filter(persons).filter(|seat| !self.waiting.contains_key(seat)).collect()
    }

    /// What is asked of `seat` now.
    pub(crate) fn asks(&self, seat: Seat) -> Option<Value> {
        match self.protocol.next() {
            Next::Ask(_, question) if self.asked().contains(&seat) => {
                Some(wire::asked(&self.space, self.protocol.clock(), question))
            }
            _ => None,
        }
    }

    /// What `actor` may see. Who of several has answered already shows to nobody but those who have.
    pub(crate) fn view(&self, actor: Actor, is_stopped: bool) -> Value {
        let next = self.protocol.next();
        let ending = match &next {
            Next::Over(ending) => Some(json!({
                "word": ending.word(),
                "agreement": ending.agreement().map(|offer| in_words(&self.space, offer)),
            })),
            Next::Ask(..) => None,
        };
        let yours = match actor {
            Actor::Seat(seat) if !is_stopped => self.asks(seat),
            _ => None,
        };
        let heard = |message: &&Message| match actor {
            Actor::Mediator => message.to == Audience::Everybody,
            Actor::Seat(seat) => message.reaches(seat),
        };
        let asked = match &next {
            Next::Ask(_, question) if is_simultaneous(*question) => Seat::all(self.seats).collect(),
            _ => self.asked(),
        };
        let strategy = |(seat, spec): (&Seat, &String)| json!({ "seat": seat.0 + 1, "spec": spec });
        json!({
            "kind": "protocol",
            "state": if ending.is_some() || is_stopped { "over" } else { "running" },
            "spec": self.rules.protocol.to_string(),
            "discloses": self.rules.protocol.entry.discloses,
            "rounds": self.rules.deadline.rounds(),
            "round": self.protocol.clock().round,
            "yours": yours,
            "asked": numbers(&asked),
            "messages": self.messages.iter().filter(heard).map(|message| MessageLine::of(&self.space, message)).collect::<Vec<_>>(),
            "ending": ending,
            "strategies": self.strategies.iter().map(strategy).collect::<Vec<_>>(),
        })
    }
}

fn player(
    space: &Arc<OutcomeSpace>,
    seat: Seat,
    seats: usize,
    own: Utility,
    strategy: &str,
    rules: &Rules,
) -> Result<Box<dyn Player>, Refusal> {
    let spec: Spec = strategy.parse().map_err(|bad| unknown(&bad))?;
    if spec.bidding.entry.needs == Needs::EverybodysUtility {
        let problem = format!("`{strategy}` needs to know what others want, which nobody at this table does");
        return Err(Refusal::senseless(problem, "choose another strategy"));
    }
    let own = Own { utility: Arc::new(own), discount: 1.0 };
    let brief = Brief::of_one(space, seat, seats, own, &InverseLimits::default())
        .map_err(|unprepared| Refusal::senseless(unprepared.to_string(), "let a person play for that seat"))?;
    let setting =
        Setting { brief: Arc::new(brief), rounds: rules.deadline.known(), convention: rules.convention, everybody: None };
    let prepared = Prepared::new(&spec, &setting).map_err(|bad| Refusal::senseless(bad.problem, bad.way_out))?;
    Ok(prepared.sit(rules.stream(0, seat)))
}

/// Whether all seats are asked this before any answer is shown.
fn is_simultaneous(question: Question<'_>) -> bool {
    match question {
        Question::Amount
        | Question::Concede
        | Question::Vote { .. }
        | Question::Sign { .. }
        | Question::Commit { .. }
        | Question::Reveal => true,
        Question::Turn { .. } | Question::Propose | Question::ProposeUnique | Question::Judge { .. } => false,
    }
}

/// Whether `seat` may answer a question that is put to `asked` first.
fn early(space: &OutcomeSpace, asked: Seat, seat: Seat, question: Question<'_>, answer: &Answer) -> Result<(), Refusal> {
    if !is_simultaneous(question) || seat.0 < asked.0 {
        return Err(Refusal::not_now("it is not your turn", "wait until you are asked"));
    }
    let fits = match (question, answer) {
        (Question::Amount, Answer::Amount(amount)) => {
            space.issues().first().is_some_and(|issue| (*amount as usize) < issue.options().len())
        }
        (Question::Concede, Answer::Offer(_))
        | (Question::Vote { .. }, Answer::Vote(_))
        | (Question::Sign { .. }, Answer::Accept | Answer::Reject)
        | (Question::Commit { .. }, Answer::Commit(_))
        | (Question::Reveal, Answer::Reveal { .. }) => true,
        _ => false,
    };
    if fits { Ok(()) } else { Err(Refusal::senseless("this does not answer the question", "answer what is asked")) }
}

fn unknown(bad: &BadSpec) -> Refusal {
    Refusal::senseless(bad.to_string(), "`zopa catalog` lists protocols and strategies with what can be set")
}

fn illegal(misconduct: &Misconduct) -> Refusal {
    let words = misconduct.to_string();
    let problem = words.strip_prefix("answered with something that is no answer: ").unwrap_or(&words);
    Refusal::senseless(format!("that move is against the rules: {problem}"), "look at the question, and answer that")
}
