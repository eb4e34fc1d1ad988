//! The tables in use. Each is read from the database when somebody first asks for it, and changed by one request at a time.
//!
//! A command is answered when its lines are on disk. Where they could not be kept, the table in memory is dropped and read again
//! by whoever comes next, so that nobody sees what did not happen.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::Value;
use tokio::sync::{Mutex, MutexGuard, broadcast, watch};
use zopa_arena::Seat;
use zopa_table::ledger::Head;
use zopa_table::{Actor, Chance, Command, Done, Event, Lent, Sheet, Stream, Table, Terms};

use crate::cabinet::Cabinet;
use crate::clock::{now, now_in_words};
use crate::keys::{Key, random};
use crate::problem::Problem;
use crate::state::State;
use crate::store::{Write, column, write};

/// How many changes a slow watcher may lag behind before it is told to look again.
const MOST_BEHIND: usize = 64;
/// How many tables are kept in memory before those that nobody uses are dropped.
const MOST_TABLES: usize = 2_000;

/// The tables in use.
#[derive(Default)]
pub(crate) struct Hall(Mutex<HashMap<String, Arc<Live>>>);

/// A table in use.
pub(crate) struct Live {
    id: String,
    inner: Mutex<Option<Inner>>,
    changes: broadcast::Sender<Arc<Change>>,
    /// Counts up when somebody who watches may have lost the right to.
    rights: watch::Sender<u64>,
}

/// What a table in use holds.
pub(crate) struct Inner {
    pub(crate) table: Table,
    heads: BTreeMap<Stream, Head>,
    ordinal: i64,
    keys: BTreeMap<Stream, Key>,
}

/// Something happened.
#[derive(Debug)]
pub(crate) struct Change {
    /// What, by stream.
    events: Vec<(Stream, Value)>,
    /// How many lines each stream has now.
    seen: BTreeMap<Stream, u64>,
}

impl Change {
    /// What `actor` learns of it; nothing where none of it is in a stream that it may read.
    pub(crate) fn told(&self, actor: Actor) -> Option<Value> {
        let events: Vec<&Value> =
            self.events.iter().filter(|(stream, _)| stream.reaches(actor)).map(|(_, event)| event).collect();
        (!events.is_empty()).then(|| serde_json::json!({ "seen": seen(&self.seen, actor), "events": events }))
    }
}

fn seen(lines: &BTreeMap<Stream, u64>, actor: Actor) -> u64 {
    lines.iter().filter(|(stream, _)| stream.reaches(actor)).map(|(_, lines)| lines).sum()
}

impl Hall {
    /// The table of this id.
    pub(crate) async fn table(&self, state: &State, id: &str) -> Result<Arc<Live>, Problem> {
        let mut tables = self.0.lock().await;
        if let Some(live) = tables.get(id) {
            return Ok(Arc::clone(live));
        }
        let row = state.store.row("SELECT id FROM tables WHERE id = $1", vec![id.into()]).await?;
        row.ok_or_else(Problem::not_found)?;
        if tables.len() >= MOST_TABLES {
            tables.retain(|_, live| Arc::strong_count(live) > 1 || live.changes.receiver_count() > 0);
        }
        let (changes, _) = broadcast::channel(MOST_BEHIND);
        let live = Arc::new(Live { id: id.to_owned(), inner: Mutex::new(None), changes, rights: watch::Sender::new(0) });
        tables.insert(id.to_owned(), Arc::clone(&live));
        Ok(live)
    }

    /// Makes a table, and says its id.
    pub(crate) async fn make(&self, state: &State, owner: &str, terms: Terms) -> Result<String, Problem> {
        let id = crate::session::token::fresh();
        let title = terms.title.clone();
        let (table, opened) = Table::open(terms).map_err(|bad| Problem::senseless(bad.problem, bad.way_out))?;
        let streams =
            [Stream::Public, Stream::Mediator, Stream::Table].into_iter().chain(Seat::all(table.seats()).map(Stream::Caucus));
        let keys: BTreeMap<Stream, Key> = streams.map(|stream| (stream, Key::fresh())).collect();
        let insert = "INSERT INTO tables (id, owner, created, title) VALUES ($1, $2, $3, $4)";
        let title = state.operator.derive("titles").seal(&id, title.as_bytes());
        let mut writes = vec![write(insert, vec![id.clone().into(), owner.into(), now().into(), title.into()])];
        writes.extend(keys.iter().map(|(stream, key)| keep_key(state, &id, &stream.to_string(), key)));
        let mut inner = Inner { table, heads: BTreeMap::new(), ordinal: 0, keys };
        let (lines, _) = inner.lines(&id, vec![(Stream::Public, opened)]);
        writes.extend(lines);
        state.store.write(writes).await?;
        Ok(id)
    }

    /// Forgets a table that is no more.
    pub(crate) async fn forget(&self, id: &str) {
        if let Some(live) = self.0.lock().await.remove(id) {
            live.recheck();
        }
    }

    /// Everybody who watches any table shows its right to again: a session has ended.
    pub(crate) async fn recheck(&self) {
        self.0.lock().await.values().for_each(|live| live.recheck());
    }
}

/// The statement that keeps a key, wrapped under the operator's.
fn keep_key(state: &State, table: &str, name: &str, key: &Key) -> Write {
    let insert = "INSERT INTO streams (table_id, stream, wrapped) VALUES ($1, $2, $3)";
    let wrapped = key.wrap(&state.operator.derive("streams"), &format!("{table} {name}"));
    write(insert, vec![table.into(), name.into(), wrapped.into()])
}

/// The name under which the key of an entrusted sheet is kept.
fn entrusted(seat: Seat) -> String {
    format!("entrusted-{}", seat.0 + 1)
}

impl Inner {
    /// The statements that append events, and the ends of the streams afterwards.
    fn lines(&mut self, id: &str, events: Vec<(Stream, Event)>) -> (Vec<Write>, Vec<(Stream, Value)>) {
        let at = now_in_words();
        let mut writes = Vec::with_capacity(events.len());
        let mut told = Vec::with_capacity(events.len());
        for (stream, event) in events {
            let Some(key) = self.keys.get(&stream) else { continue };
            let shown = serde_json::to_value(&event).unwrap_or_default();
            let head = self.heads.entry(stream).or_default();
            let (line, next) = head.next(stream, &at, event);
            *head = next;
            self.ordinal += 1;
            let sealed = key.seal(&line_place(id, stream, head.seq), line.as_bytes());
            let insert = "INSERT INTO lines (table_id, ordinal, stream, seq, sealed) VALUES ($1, $2, $3, $4, $5)";
            let seq = i64::try_from(head.seq).unwrap_or(i64::MAX);
            writes
                .push(write(insert, vec![id.into(), self.ordinal.into(), stream.to_string().into(), seq.into(), sealed.into()]));
            told.push((stream, shown));
        }
        (writes, told)
    }

    /// How many lines each stream has.
    fn counts(&self) -> BTreeMap<Stream, u64> {
        self.heads.iter().map(|(stream, head)| (*stream, head.seq)).collect()
    }

    /// How many lines `actor` may have seen.
    pub(crate) fn seen(&self, actor: Actor) -> u64 {
        seen(&self.counts(), actor)
    }

    /// The end of the public record.
    pub(crate) fn head(&self) -> Head {
        self.heads.get(&Stream::Public).cloned().unwrap_or_default()
    }
}

fn line_place(table: &str, stream: Stream, seq: u64) -> String {
    format!("line {table} {stream} {seq}")
}

/// A table that is held by one request.
pub(crate) struct Held<'a>(MutexGuard<'a, Option<Inner>>);

impl std::ops::Deref for Held<'_> {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        self.0.as_ref().expect("a table is held only after it was read")
    }
}

impl std::ops::DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut Inner {
        self.0.as_mut().expect("a table is held only after it was read")
    }
}

impl Live {
    /// Holds the table, which is read from the database where it is not in memory.
    pub(crate) async fn hold(&self, state: &State) -> Result<Held<'_>, Problem> {
        let mut inner = self.inner.lock().await;
        if inner.is_none() {
            *inner = Some(self.read(state).await?);
        }
        Ok(Held(inner))
    }

    /// What happens from now on.
    pub(crate) fn watch(&self) -> broadcast::Receiver<Arc<Change>> {
        self.changes.subscribe()
    }

    /// When to look again whether a watcher's session still stands.
    pub(crate) fn rights(&self) -> watch::Receiver<u64> {
        self.rights.subscribe()
    }

    fn recheck(&self) {
        self.rights.send_modify(|count| *count += 1);
    }

    /// The name of the party at a seat.
    pub(crate) async fn party(&self, state: &State, seat: Seat) -> Result<String, Problem> {
        let held = self.hold(state).await?;
        held.table.terms().parties.get(seat.0).cloned().ok_or_else(Problem::not_found)
    }

    /// Carries out a command, and answers how many lines the actor may have seen once it is on disk. A command that comes again
    /// with the same `token` is carried out once.
    pub(crate) async fn act(
        &self,
        state: &State,
        actor: Actor,
        command: Command,
        token: &str,
        sheet: Option<&Sheet>,
    ) -> Result<u64, Problem> {
        let mut held = self.hold(state).await?;
        let name = actor_name(actor);
        let select = "SELECT seen FROM done WHERE table_id = $1 AND actor = $2 AND token = $3";
        let before = state.store.row(select, vec![self.id.as_str().into(), name.clone().into(), token.into()]).await?;
        if let Some(row) = before {
            return Ok(u64::try_from(column::<i64>(&row, 0)?).unwrap_or(0));
        }
        let lent = Lent { chance: Chance(random()), sheet };
        let is_heavy = matches!(command, Command::Ask { .. } | Command::RequestSettlement { .. } | Command::OpenProtocol { .. });
        let done = match is_heavy {
            true => tokio::task::block_in_place(|| held.table.act(actor, command, lent)),
            false => held.table.act(actor, command, lent),
        };
        let done = done.inspect_err(|_| {
            state.metrics.refusals.fetch_add(1, Ordering::Relaxed);
        })?;
        let keep_done = |seen: u64| {
            let insert = "INSERT INTO done (table_id, actor, token, seen) VALUES ($1, $2, $3, $4)";
            let seen = i64::try_from(seen).unwrap_or(i64::MAX);
            write(insert, vec![self.id.as_str().into(), name.into(), token.into(), seen.into()])
        };
        let seen = self.keep(state, held, done, Vec::new(), actor, keep_done).await?;
        state.metrics.commands.fetch_add(1, Ordering::Relaxed);
        Ok(seen)
    }

    /// Keeps what happened, with other changes, and tells those who watch.
    async fn keep(
        &self,
        state: &State,
        mut held: Held<'_>,
        done: Done,
        mut writes: Vec<Write>,
        actor: Actor,
        keep_done: impl FnOnce(u64) -> Write,
    ) -> Result<u64, Problem> {
        let (lines, events) = held.lines(&self.id, done.events);
        writes.extend(lines);
        if let Some(change) = &done.entrusted {
            writes.extend(self.entrust(state, change.seat, change.sheet.as_ref()));
        }
        let (seen, counts) = (held.seen(actor), held.counts());
        writes.push(keep_done(seen));
        if let Err(error) = state.store.write(writes).await {
            // What is in memory did not happen.
            *held.0 = None;
            return Err(error.into());
        }
        drop(held);
        // Nobody may be watching.
        let _ = self.changes.send(Arc::new(Change { events, seen: counts }));
        Ok(seen)
    }

    /// The statements that keep an entrusted sheet under a key of its own, or destroy both.
    fn entrust(&self, state: &State, seat: Seat, sheet: Option<&Sheet>) -> Vec<Write> {
        let name = entrusted(seat);
        let drop_key =
            write("DELETE FROM streams WHERE table_id = $1 AND stream = $2", vec![self.id.as_str().into(), name.as_str().into()]);
        let key = Key::fresh();
        let cabinet = Cabinet::under(state, &self.id, "entrusted", key.clone());
        let mut writes = vec![drop_key, cabinet.destroy(&name)];
        if let Some(sheet) = sheet {
            let bytes = serde_json::to_vec(sheet).expect("a sheet is plain data");
            writes.push(keep_key(state, &self.id, &name, &key));
            writes.push(cabinet.keep(&name, 1, &bytes));
        }
        writes
    }

    /// A party takes its seat, together with other changes; sessions of whoever had it before end.
    pub(crate) async fn take_seat(&self, state: &State, seat: Seat, mut writes: Vec<Write>) -> Result<(), Problem> {
        let mut held = self.hold(state).await?;
        let subject = crate::session::Subject::Seat { table: self.id.clone(), seat: seat.0 as u32 + 1 };
        writes.insert(0, write("DELETE FROM sessions WHERE subject = $1", vec![subject.written().into()]));
        let events = held.table.take_seat(seat);
        let done = Done { events, entrusted: None };
        let nothing = |_| write("DELETE FROM sessions WHERE expires < $1", vec![0.into()]);
        self.keep(state, held, done, writes, Actor::Seat(seat), nothing).await?;
        self.recheck();
        Ok(())
    }

    /// The statements that empty a seat's compartment: its passphrase, its sheet, and what it entrusted.
    pub(crate) fn empty_compartment(&self, state: &State, table: &str, seat: Seat) -> Vec<Write> {
        let number = i64::try_from(seat.0 + 1).unwrap_or(i64::MAX);
        let mut writes = vec![
            write("DELETE FROM seats WHERE table_id = $1 AND seat = $2", vec![table.into(), number.into()]),
            Cabinet::new(state, table, "sheet").destroy(&number.to_string()),
        ];
        writes.extend(self.entrust(state, seat, None));
        writes
    }

    /// Destroys a seat's compartment and its caucus: what it kept, entrusted, released and wrote can be read by nobody any more.
    pub(crate) async fn destroy_compartment(&self, state: &State, seat: Seat) -> Result<(), Problem> {
        let mut held = self.hold(state).await?;
        let caucus = Stream::Caucus(seat).to_string();
        let subject = crate::session::Subject::Seat { table: self.id.clone(), seat: seat.0 as u32 + 1 };
        let mut writes = self.empty_compartment(state, &self.id, seat);
        writes.push(write(
            "DELETE FROM streams WHERE table_id = $1 AND stream = $2",
            vec![self.id.as_str().into(), caucus.as_str().into()],
        ));
        writes.push(write("DELETE FROM lines WHERE table_id = $1 AND stream = $2", vec![self.id.as_str().into(), caucus.into()]));
        writes.push(write("DELETE FROM sessions WHERE subject = $1", vec![subject.written().into()]));
        state.store.write(writes).await?;
        held.table.forget(seat);
        held.keys.remove(&Stream::Caucus(seat));
        held.heads.remove(&Stream::Caucus(seat));
        self.recheck();
        Ok(())
    }

    /// The lines of the streams that `may_read`, in the order in which they were written.
    pub(crate) async fn record(&self, state: &State, may_read: impl Fn(Stream) -> bool) -> Result<String, Problem> {
        let held = self.hold(state).await?;
        let rows = state.store.rows(SELECT_LINES, vec![self.id.as_str().into()]).await?;
        let mut text = String::new();
        for row in &rows {
            if let Some((_, line)) = self.line(&held.keys, row)?.filter(|(stream, _)| may_read(*stream)) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        Ok(text)
    }

    /// The sheets that are entrusted, by the number of their seat.
    pub(crate) async fn entrusted(&self, state: &State) -> Result<BTreeMap<u32, Sheet>, Problem> {
        Ok(self.read_entrusted(state).await?.into_iter().map(|(seat, sheet)| (seat.0 as u32 + 1, sheet)).collect())
    }

    /// A line with its stream; nothing where the stream was destroyed.
    fn line(&self, keys: &BTreeMap<Stream, Key>, row: &sqlx::any::AnyRow) -> Result<Option<(Stream, String)>, Problem> {
        let stream: Stream = column::<String>(row, 0)?.parse().map_err(|_| damaged("a line of no stream"))?;
        let Some(key) = keys.get(&stream) else { return Ok(None) };
        let seq = u64::try_from(column::<i64>(row, 1)?).map_err(|_| damaged("a line without its number"))?;
        let opened = key.open(&line_place(&self.id, stream, seq), &column::<Vec<u8>>(row, 2)?);
        let line =
            opened.ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| damaged("a line that does not open"))?;
        Ok(Some((stream, line)))
    }

    async fn read(&self, state: &State) -> Result<Inner, Problem> {
        let keys = self.read_keys(state).await?;
        let entrusted = self.read_entrusted(state).await?;
        let rows = state.store.rows(SELECT_LINES, vec![self.id.as_str().into()]).await?;
        let mut heads: BTreeMap<Stream, Head> = BTreeMap::new();
        let mut events = Vec::with_capacity(rows.len());
        let mut ordinal = 0;
        for row in &rows {
            ordinal = column(row, 3)?;
            let Some((stream, line)) = self.line(&keys, row)? else { continue };
            let head = heads.entry(stream).or_default();
            let (entry, next) = head.read(stream, &line).map_err(|_| damaged("a line that does not follow the one before it"))?;
            *head = next;
            events.push((stream, entry.event));
        }
        let table = tokio::task::block_in_place(|| Table::read_back(events, entrusted));
        let table = table.map_err(|_| damaged("a ledger whose events do not follow from each other"))?;
        Ok(Inner { table, heads, ordinal, keys })
    }

    async fn read_keys(&self, state: &State) -> Result<BTreeMap<Stream, Key>, Problem> {
        let rows =
            state.store.rows("SELECT stream, wrapped FROM streams WHERE table_id = $1", vec![self.id.as_str().into()]).await?;
        if rows.is_empty() {
            return Err(Problem::not_found());
        }
        let wrapping = state.operator.derive("streams");
        let mut keys = BTreeMap::new();
        for row in &rows {
            let name: String = column(row, 0)?;
            let Ok(stream) = name.parse() else { continue };
            let key = wrapping.unwrap_key(&format!("{} {name}", self.id), &column::<Vec<u8>>(row, 1)?);
            keys.insert(stream, key.map_err(|_| damaged("a key that does not open"))?);
        }
        Ok(keys)
    }

    async fn read_entrusted(&self, state: &State) -> Result<BTreeMap<Seat, Sheet>, Problem> {
        let select = "SELECT stream, wrapped FROM streams WHERE table_id = $1 AND stream LIKE 'entrusted-%'";
        let wrapping = state.operator.derive("streams");
        let mut sheets = BTreeMap::new();
        for row in &state.store.rows(select, vec![self.id.as_str().into()]).await? {
            let name: String = column(row, 0)?;
            let seat = name.strip_prefix("entrusted-").and_then(|number| number.parse::<usize>().ok()?.checked_sub(1));
            let seat = seat.map(Seat).ok_or_else(|| damaged("an entrusted sheet of no seat"))?;
            let key = wrapping.unwrap_key(&format!("{} {name}", self.id), &column::<Vec<u8>>(row, 1)?);
            let key = key.map_err(|_| damaged("a key that does not open"))?;
            if let Some(stored) = Cabinet::under(state, &self.id, "entrusted", key).latest(&name).await? {
                let sheet = serde_json::from_slice(&stored.bytes).map_err(|_| damaged("an entrusted sheet that is none"))?;
                sheets.insert(seat, sheet);
            }
        }
        Ok(sheets)
    }
}

const SELECT_LINES: &str = "SELECT stream, seq, sealed, ordinal FROM lines WHERE table_id = $1 ORDER BY ordinal";

fn actor_name(actor: Actor) -> String {
    match actor {
        Actor::Mediator => "mediator".to_owned(),
        Actor::Seat(seat) => format!("seat-{}", seat.0 + 1),
    }
}

/// Says in the log what is wrong with the database, without what stands in it.
fn damaged(what: &'static str) -> Problem {
    tracing::error!(what, "the database is damaged");
    Problem::unavailable()
}
