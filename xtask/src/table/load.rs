//! Many tables, many seats that watch, and offers at a steady pace.

use std::io::BufReader;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::http::{Client, Session, connect, read_chunk, read_head};
use super::room::Room;
use super::{Database, Server, Tried};

/// How much.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// Tables.
    pub(crate) tables: usize,
    /// Seats of each; all of them watch.
    pub(crate) seats: usize,
    /// Offers a second, over all tables.
    pub(crate) offers: u32,
    /// For how long, in seconds.
    pub(crate) seconds: u32,
}

/// Threads that send offers.
const SENDERS: usize = 16;
/// The stack of a thread that only watches.
const SMALL_STACK: usize = 96 * 1024;

pub(super) fn run(program: &Path, folder: &Path, database: &Database, load: &Load) -> Tried {
    let server = Server::start(program, folder, database)?;
    let operator = server.operator()?.session;
    let rooms = (0..load.tables).map(|_| Room::make(&server.address, &operator, load.seats)).collect::<Result<Vec<_>, _>>()?;
    for room in &rooms {
        open(&server.address, room)?;
    }
    let (heard, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let watchers = rooms.iter().flat_map(|room| room.seats.iter().map(|seat| (room.table.clone(), seat.clone())));
    let watching =
        watchers.map(|(table, seat)| watch(&server.address, &table, &seat, &heard, &stop)).collect::<Result<Vec<_>, _>>()?;
    let before = server.processor_seconds();
    let began = Instant::now();
    let mut took = offer(&server.address, &rooms, load)?;
    let elapsed = began.elapsed().as_secs_f64();
    let used = before.zip(server.processor_seconds()).map(|(before, after)| after - before);
    let expected = took.len() as u64 * load.seats as u64;
    wait_until(|| heard.load(Ordering::Relaxed) >= expected);
    let told = heard.load(Ordering::Relaxed);
    stop.store(true, Ordering::Relaxed);
    server.kill();
    watching.into_iter().for_each(|watcher| drop(watcher.join()));
    took.sort_unstable();
    if told < expected {
        return Err(format!("{} of {expected} changes were told", told));
    }
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    Ok(format!(
        "{} tables, {} seats watching, {} offers in {elapsed:.1} s ({:.0} a second), none failed; an offer takes {:.1} ms (median), {:.1} ms (p99), {:.1} ms (most); {told} changes told; server {:.1} CPU s",
        load.tables,
        load.tables * load.seats,
        took.len(),
        took.len() as f64 / elapsed,
        at(0.5),
        at(0.99),
        at(1.0),
        used.unwrap_or(f64::NAN),
    ))
}

/// Offers go round at every table.
fn open(address: &str, room: &Room) -> Result<(), String> {
    let command = json!({ "do": "open-protocol", "title": "Offers", "spec": "alternating", "rounds": 10_000 });
    let mut mediator = Client::with(address, room.mediator.clone());
    mediator.command(&room.table, &command, "open").map_err(|error| error.to_string())?.good("a sitting").map(|_| ())
}

/// A seat that listens and counts what it hears.
fn watch(
    address: &str,
    table: &str,
    seat: &Session,
    heard: &Arc<AtomicU64>,
    stop: &Arc<AtomicBool>,
) -> Result<thread::JoinHandle<()>, String> {
    let client = Client::with(address, seat.clone());
    let mut stream = connect(address).map_err(|error| format!("a watcher cannot connect: {error}"))?;
    let request = client.head("GET", &format!("/api/tables/{table}/events"), None);
    stream.write_all(request.as_bytes()).map_err(|error| format!("a watcher cannot ask: {error}"))?;
    let mut reader = BufReader::with_capacity(4096, stream);
    let (status, ..) = read_head(&mut reader).map_err(|error| format!("a watcher hears nothing: {error}"))?;
    if status != 200 {
        return Err(format!("a watcher was answered {status}"));
    }
    let (heard, stop) = (Arc::clone(heard), Arc::clone(stop));
    let listen = move || {
        let mut chunk = Vec::new();
        while !stop.load(Ordering::Relaxed) && read_chunk(&mut reader, &mut chunk).unwrap_or(false) {
            let text = String::from_utf8_lossy(&chunk);
            heard.fetch_add(text.matches("event: changed").count() as u64, Ordering::Relaxed);
            chunk.clear();
        }
    };
    thread::Builder::new().stack_size(SMALL_STACK).spawn(listen).map_err(|error| format!("no thread for a watcher: {error}"))
}

/// Sends offers at a steady pace; how long each took.
fn offer(address: &str, rooms: &[Room], load: &Load) -> Result<Vec<Duration>, String> {
    let count = load.offers * load.seconds;
    let pause = Duration::from_secs_f64(1.0 / f64::from(load.offers));
    let began = Instant::now();
    // Every sender has its own tables, and moves at them in turn.
    let senders: Vec<_> = (0..SENDERS.min(rooms.len()))
        .map(|sender| {
            let own: Vec<Room> = rooms.iter().skip(sender).step_by(SENDERS).cloned().collect();
            let address = address.to_owned();
            thread::spawn(move || send(&address, &own, sender as u32, count, pause, began))
        })
        .collect();
    let mut took = Vec::new();
    for sender in senders {
        took.extend(sender.join().map_err(|_| "a sender fell over".to_owned())??);
    }
    Ok(took)
}

fn send(address: &str, rooms: &[Room], first: u32, count: u32, pause: Duration, began: Instant) -> Result<Vec<Duration>, String> {
    let mut client = Client::new(address);
    let mut took = Vec::new();
    for (turn, number) in (first..count).step_by(SENDERS).enumerate() {
        let room = &rooms[turn % rooms.len()];
        let seat = (turn / rooms.len()) % room.seats.len();
        thread::sleep((began + pause * number).saturating_duration_since(Instant::now()));
        client.session = room.seats[seat].clone();
        let at = |issue: u32| format!("option {}", (number + issue) % 10);
        let outcome = json!({ "one": at(0), "two": at(1), "three": at(2) });
        let command: Value = json!({ "do": "answer", "answer": { "act": "offer", "outcome": outcome } });
        let sent = Instant::now();
        let reply = client.command(&room.table, &command, &format!("offer {number}"));
        reply.map_err(|error| format!("offer {number}: {error}"))?.good("an offer")?;
        took.push(sent.elapsed());
    }
    Ok(took)
}

/// Waits for what has to come; a minute is more than it can take.
fn wait_until(is_there: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_there() && began.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(20));
    }
}
