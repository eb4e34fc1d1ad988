//! Strategies that negotiate while somebody watches: what is said is sent as it falls.

use std::convert::Infallible;
use std::ops::ControlFlow;

use async_stream::stream;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::mpsc;
use utoipa::ToSchema;
use zopa_analysis::Limits;
use zopa_arena::quality::Yardstick;
use zopa_arena::transcript::MessageLine;
use zopa_arena::{Act, Deadline, Message, Player, Rules, Seat, Session, Table, TimeConvention, play_told};
use zopa_report::answers::{Drawing, NoTable, TalksSubject, drawn};

use super::asked::AskedCase;
use super::work::turn;
use crate::json::Json;
use crate::problem::Problem;
use crate::session::Analyst;

/// The most rounds that are watched.
const MOST_ROUNDS: u32 = 10_000;
/// The last draw that can be asked for.
const MOST_DRAWS: u32 = 10_000;
/// Lines on their way; whoever reads more slowly holds the talks up, not the memory.
const ON_THEIR_WAY: usize = 256;

/// Talks to be watched.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Watched {
    #[serde(flatten)]
    case: AskedCase,
    /// Which draw from the ranges is played.
    #[serde(default)]
    draw: u32,
    /// A strategy for each party, in their order.
    seats: Vec<String>,
    /// The protocol.
    protocol: String,
    /// Number of rounds.
    rounds: u32,
}

/// A line of the transcript, with what the package in it is worth to each seat.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    line: MessageLine,
    utilities: Option<Vec<f64>>,
}

/// How it ended.
#[derive(Serialize)]
struct EndingTold {
    ending: String,
    agreement: Option<Map<String, Value>>,
    utilities: Vec<f64>,
    rounds: u32,
    judgement: Option<String>,
    heading: Option<String>,
    quality: Value,
}

/// Lets strategies negotiate about one draw of a case, and tells what is said as it falls: `event: message`, and at the end
/// `event: ending`.
#[utoipa::path(post, path = "/api/workbench/negotiate", tag = "workbench", request_body = Watched,
    responses((status = OK, body = String, content_type = "text/event-stream"), (status = "4XX", body = Problem)))]
pub(crate) async fn negotiate(
    _: Analyst,
    Json(asked): Json<Watched>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let turn = turn().await?;
    let (sender, mut lines) = mpsc::channel(ON_THEIR_WAY);
    // What makes no sense is told as a problem, before a stream is begun.
    let ready = tokio::task::spawn_blocking(move || Talks::new(&asked)).await.map_err(|_| Problem::unavailable())??;
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        ready.play(&sender);
    });
    let events = stream! {
        while let Some(event) = lines.recv().await {
            yield Ok(event);
        }
    };
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

/// Talks about to begin.
struct Talks {
    subject: TalksSubject,
    table: Table,
    rules: Rules,
    players: Vec<Box<dyn Player>>,
}

impl Talks {
    fn new(asked: &Watched) -> Result<Self, Problem> {
        if asked.rounds > MOST_ROUNDS || asked.draw > MOST_DRAWS {
            return Err(Problem::senseless(
                "so long talks, or so late a draw, are not played here",
                format!("ask for at most {MOST_ROUNDS} rounds and draw {MOST_DRAWS}, or use `zopa negotiate`"),
            ));
        }
        let seen = asked.case.seen()?;
        // As on the plane, the first judgement is taken where none is named, and the ending says which it was.
        let first = || seen.dossier().case().judgements.first().map(|judgement| judgement.id.clone());
        let judgement = asked.case.one_judgement()?.or_else(first);
        let seed = asked.case.seed.unwrap_or(1);
        let mut drawn = drawn(&seen, &Drawing { judgement, draw: asked.draw, seed: 1 }, 1)?;
        let subject = drawn.pop().ok_or_else(Problem::unavailable)?;
        let bad = |bad: zopa_arena::strategy::BadSpec| {
            Problem::senseless(bad.to_string(), "choose one of /api/strategies and /api/protocols")
        };
        let rules = Rules {
            protocol: asked.protocol.parse().map_err(bad)?,
            deadline: Deadline::Known(asked.rounds),
            convention: TimeConvention::Own,
            seed,
        };
        let table = subject.table(asked.rounds).map_err(|no_table| match no_table {
            NoTable::Refused(refusal) => Problem::senseless(refusal.to_string(), refusal.way_out),
            NoTable::Unprepared(unprepared) => Problem::senseless(unprepared.to_string(), "simplify the case"),
        })?;
        let parties = subject.parties();
        if parties.len() != asked.seats.len() {
            return Err(Problem::senseless(
                format!("{} strategies are named for {} parties", asked.seats.len(), parties.len()),
                "name one for each party, in their order",
            ));
        }
        let mut players = Vec::new();
        for (seat, spec) in Seat::all(parties.len()).zip(&asked.seats) {
            let spec = spec.parse().map_err(bad)?;
            let prepared = table.prepare(seat, &spec, &rules).map_err(argument)?;
            players.push(prepared.sit(rules.stream(0, seat)));
        }
        // A protocol that does not fit the stakes is a problem, too.
        table.begin(&rules, 0).map_err(argument)?;
        Ok(Self { subject, table, rules, players })
    }

    /// Plays, and sends what is said; ends early where nobody listens any more.
    fn play(mut self, sender: &mpsc::Sender<Event>) {
        let Ok(mut protocol) = self.table.begin(&self.rules, 0) else { return };
        let mut is_heard = true;
        let session = play_told(&mut *protocol, &mut self.players, |message| {
            let line = MessageLine::of(&self.table.stakes.space, message);
            is_heard = send(sender, "message", &Told { utilities: worth(&self.table, message), line });
            if is_heard { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if is_heard {
            send(sender, "ending", &self.ending(&session));
        }
    }

    fn ending(&self, session: &Session) -> EndingTold {
        let yardstick = Yardstick::new(&self.table, &Limits::default());
        let quality = yardstick.measure(&self.table, session, self.rules.convention, self.rules.deadline.rounds());
        let end = zopa_arena::transcript::end_line(&self.table, session, &quality);
        EndingTold {
            ending: end.ending,
            agreement: end.agreement,
            utilities: end.utilities,
            rounds: end.rounds,
            judgement: self.subject.draw.as_ref().map(|draw| draw.judgement.clone()),
            heading: self.subject.heading.clone(),
            quality: end.quality,
        }
    }
}

/// What the whole package of a message is worth to each seat; `None` where there is none in it.
fn worth(table: &Table, message: &Message) -> Option<Vec<f64>> {
    let (Act::Offer(outcome) | Act::Accept(outcome) | Act::Reject(outcome) | Act::Text(outcome) | Act::Draft(outcome)) =
        &message.act
    else {
        return None;
    };
    let worth = |utility: &std::sync::Arc<zopa_model::Utility>| utility.quantum.to_f64(utility.evaluate(outcome));
    Some(table.stakes.utilities.iter().map(worth).collect())
}

fn argument(bad: zopa_arena::strategy::BadArgument) -> Problem {
    Problem::senseless(bad.problem, bad.way_out)
}

/// Sends an event; `false` where nobody listens any more.
fn send(sender: &mpsc::Sender<Event>, name: &str, data: &impl Serialize) -> bool {
    match Event::default().event(name).json_data(data) {
        Ok(event) => sender.blocking_send(event).is_ok(),
        Err(_) => false,
    }
}
