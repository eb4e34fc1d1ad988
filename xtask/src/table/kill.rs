//! A server that is killed at random moments of a sealed exchange and of work on a single text.
//!
//! Afterwards nothing that was acknowledged is lost, nothing that is sealed is shown, and the record is sound. What was not
//! acknowledged is sent again with its old token, and the talks go on where they were.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::http::Client;
use super::room::Room;
use super::{Database, Server, Tried, told};

/// One command of the talks: who sends it, what, and with which token.
#[derive(Clone, Debug)]
struct Step {
    actor: usize,
    command: Value,
    token: String,
}

/// Everything that was acknowledged, and where to go on.
struct Told {
    acknowledged: Vec<(Step, u64)>,
    next: u64,
}

/// The mediator is actor 0, the seats are 1 and 2.
const MEDIATOR: usize = 0;
/// Commands of one exchange and one text.
const STEPS: u64 = 15;

/// What a seat seals in a round: nobody may see it before all are open.
fn memorandum(round: u64, seat: usize) -> String {
    json!({ "clauses": { "one": "option 1" }, "text": format!("sealed words {round} of seat {seat} end") }).to_string()
}

fn seal(session: &str, seat: usize, memorandum: &str) -> Option<String> {
    let bytes = |at: usize| session.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let session: Vec<u8> = (0..64).step_by(2).map(bytes).collect::<Option<_>>()?;
    let mut hash = Sha256::new();
    hash.update(b"zopa sealed memorandum 1\n");
    hash.update(session);
    hash.update((seat as u64 - 1).to_le_bytes());
    hash.update([seat as u8; 32]);
    hash.update(memorandum.as_bytes());
    Some(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The step of this number, from zero. A seal needs to know the session that is open, and a draft its number.
fn step(number: u64, view: &Value) -> Option<Step> {
    let (round, at) = (number / STEPS, number % STEPS);
    let clauses = json!([{ "issue": "one", "option": "option 1" }, { "text": "In good faith." }]);
    let session = view["sitting"]["session"].as_str().unwrap_or_default();
    let commit = |seat: usize| Some((seat, json!({ "do": "commit", "seal": seal(session, seat, &memorandum(round, seat))? })));
    let nonce = |seat: usize| format!("{seat:02x}").repeat(32);
    let reveal = |seat: usize| (seat, json!({ "do": "reveal", "memorandum": memorandum(round, seat), "nonce": nonce(seat) }));
    let (actor, command) = match at {
        0 => (MEDIATOR, json!({ "do": "open-sealed", "title": format!("Memoranda {round}") })),
        1 => commit(2)?,
        2 => commit(1)?,
        3 => reveal(1),
        4 => reveal(2),
        5 => (MEDIATOR, json!({ "do": "open-text", "title": format!("Text {round}"), "clauses": clauses })),
        6 => (2, json!({ "do": "object", "draft": 1, "clause": 2, "text": "too vague" })),
        7 => (MEDIATOR, json!({ "do": "call-vote" })),
        8 => (1, json!({ "do": "vote", "draft": 1, "vote": 1 })),
        9 => (2, json!({ "do": "vote", "draft": 1, "vote": -1 })),
        10 => (MEDIATOR, json!({ "do": "draft", "clauses": clauses })),
        11 => (MEDIATOR, json!({ "do": "call-signature" })),
        12 => (1, json!({ "do": "sign", "draft": 2, "yes": true })),
        13 => (2, json!({ "do": "sign", "draft": 2, "yes": round.is_multiple_of(2) })),
        _ => (1, json!({ "do": "note", "text": format!("after round {round}") })),
    };
    Some(Step { actor, command, token: format!("step {number}") })
}

/// Goes on with the talks from step `next` until the server is gone.
fn talk(address: String, room: &Room, mut next: u64) -> Told {
    let sessions = [room.mediator.clone(), room.seats[0].clone(), room.seats[1].clone()];
    let mut clients = sessions.map(|session| Client::with(&address, session));
    let mut acknowledged = Vec::new();
    let path = format!("/api/tables/{}", room.table);
    while let Ok(view) = clients[MEDIATOR].get(&path) {
        let Some(step) = step(next, &view.json()) else { break };
        match clients[step.actor].command(&room.table, &step.command, &step.token) {
            Ok(reply) if reply.status == 200 => {
                let seen = reply.json()["seen"].as_u64().unwrap_or(0);
                acknowledged.push((step, seen));
                next += 1;
            }
            _ => break,
        }
    }
    Told { acknowledged, next }
}

/// A small generator, so that the moments differ and come again in the same order.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis(3 + (self.0 >> 33) % 160)
    }
}

pub(super) fn many_times(program: &Path, folder: &Path, database: &Database, times: u32) -> Tried {
    let mut moments = Moments(2_025);
    let mut server = Server::start(program, folder, database)?;
    let operator = server.operator()?.session;
    let room = Room::make(&server.address, &operator, 2)?;
    let (mut next, mut acknowledged) = (0, 0);
    for time in 1..=times {
        let (tell, heard): (_, Receiver<Told>) = channel();
        let (address, there) = (server.address.clone(), room.clone());
        let talking = thread::spawn(move || tell.send(talk(address, &there, next)));
        thread::sleep(moments.next());
        server.kill();
        let _ = talking.join();
        let told = heard.recv().map_err(|_| "the talks ended without a word")?;
        acknowledged += told.acknowledged.len();
        server = Server::start(program, folder, database)?;
        look(&server, program, folder, &room, &told)
            .map_err(|what| format!("after kill {time} at step {}: {what}", told.next))?;
        next = told.next;
    }
    server.kill();
    let rounds = next / STEPS;
    Ok(format!("{times} kills in {rounds} rounds, {acknowledged} commands acknowledged and none lost"))
}

/// What is there after a kill.
fn look(server: &Server, program: &Path, folder: &Path, room: &Room, told: &Told) -> Result<(), String> {
    let sessions = [room.mediator.clone(), room.seats[0].clone(), room.seats[1].clone()];
    let mut clients = sessions.map(|session| Client::with(&server.address, session));
    for (step, seen) in told.acknowledged.iter().rev().take(6) {
        let again = clients[step.actor].command(&room.table, &step.command, &step.token);
        let again = again.map_err(super::told("no answer"))?.good("a command that was acknowledged")?;
        if again["seen"].as_u64() != Some(*seen) {
            return Err(format!("`{}` was acknowledged and is not kept", step.command["do"]));
        }
    }
    nothing_sealed_shows(&mut clients, room, told.next / STEPS)?;
    record_is_sound(&mut clients[1], program, folder, room).map(|_| ())
}

/// Memoranda of the exchange under way show to nobody before both are open.
fn nothing_sealed_shows(clients: &mut [Client], room: &Room, round: u64) -> Result<(), String> {
    for client in clients {
        let view = client.get(&format!("/api/tables/{}", room.table)).map_err(told("no answer"))?.good("the table")?;
        let sitting = &view["sitting"];
        let is_open =
            sitting["kind"] == "sealed" && sitting["title"] == format!("Memoranda {round}") && sitting["state"] != "revealed";
        let text = view.to_string();
        let shown = (1..=2).any(|seat| text.contains(&format!("sealed words {round} of seat {seat} end")));
        if is_open && shown {
            return Err("a sealed memorandum shows".to_owned());
        }
    }
    Ok(())
}

/// The record, checked by the program itself; how many lines it has.
fn record_is_sound(client: &mut Client, program: &Path, folder: &Path, room: &Room) -> Result<usize, String> {
    let record = client.get(&format!("/api/tables/{}/record", room.table)).map_err(told("no answer"))?;
    let file = folder.join("record.jsonl");
    std::fs::write(&file, &record.body).map_err(told("cannot write the record"))?;
    let checked =
        Command::new(program).args(["replay", "--public"]).arg(&file).output().map_err(told("cannot check the record"))?;
    match checked.status.success() {
        true => Ok(record.body.iter().filter(|byte| **byte == b'\n').count()),
        false => Err(format!("the record is not sound: {}", String::from_utf8_lossy(&checked.stdout))),
    }
}

/// How many copies are made while the talks go on.
const COPIES: usize = 5;

/// Copies that are made while the talks go on: each opens, and its record is sound.
pub(super) fn back_up(program: &Path, folder: &Path) -> Tried {
    let data = folder.join("used.db");
    let server = Server::start(program, folder, &Database::File(data.clone()))?;
    let operator = server.operator()?.session;
    let room = Room::make(&server.address, &operator, 2)?;
    let (address, there) = (server.address.clone(), room.clone());
    let talking = thread::spawn(move || talk(address, &there, 0));
    let mut moments = Moments(2_026);
    let copies: Vec<_> = (1..=COPIES).map(|number| folder.join(format!("copy{number}.db"))).collect();
    for copy in &copies {
        thread::sleep(moments.next());
        let made = Command::new(program).args(["serve", "--data"]).arg(&data).arg("--backup").arg(copy).output();
        let made = made.map_err(told("cannot make a backup"))?;
        if !made.status.success() {
            return Err(format!("no backup: {}", String::from_utf8_lossy(&made.stderr)));
        }
    }
    server.kill();
    let told = talking.join().map_err(|_| "the talks ended without a word")?;
    let mut lines = Vec::new();
    for copy in copies {
        let restored = Server::start(program, folder, &Database::File(copy))?;
        let mut seat = Client::with(&restored.address, room.seats[0].clone());
        lines.push(record_is_sound(&mut seat, program, folder, &room)?);
        restored.kill();
    }
    if !lines.is_sorted() {
        return Err(format!("later backups have fewer lines: {lines:?}"));
    }
    Ok(format!("{COPIES} backups during {} commands restore to {lines:?} sound lines", told.next))
}
