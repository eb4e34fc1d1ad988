//! Clients that mean harm, beside one that goes on with its work.

use std::io::Write as _;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::http::{Client, connect};
use super::room::Room;
use super::{Database, Server, Tried, told};

/// How many log in with a wrong passphrase.
const LOGINS: usize = 10_000;
/// How many send slowly.
const SLOW: usize = 200;

pub(super) fn annoy(program: &Path, folder: &Path) -> Tried {
    let server = Server::start(program, folder, &Database::File(folder.join("annoyed.db")))?;
    let operator = server.operator()?.session;
    let room = Room::make(&server.address, &operator, 2)?;
    let stop = Arc::new(AtomicBool::new(false));
    let working = work(&server.address, &room, &stop);
    let slow = slow_clients(&server.address)?;
    oversized(&server.address)?;
    malformed(&server.address, &room)?;
    replayed(&server.address, &room)?;
    let refused = logins(&server.address, &room)?;
    stop.store(true, Ordering::Relaxed);
    let (served, slowest) = working.join().map_err(|_| "the client at work fell over")??;
    drop(slow);
    let log = std::fs::read_to_string(folder.join("log")).map_err(told("no log"))?;
    if log.contains(&room.table) || log.contains("canary") || log.contains(room.seats[0].cookie.as_str()) {
        return Err("a name, a token or what somebody sent stands in the log".to_owned());
    }
    Ok(format!(
        "{SLOW} slow clients, oversized and malformed bodies, used tokens, {LOGINS} logins ({refused} braked); meanwhile {served} requests of another were served, the slowest in {} ms",
        slowest.as_millis()
    ))
}

type Work = thread::JoinHandle<Result<(u64, Duration), String>>;

/// Somebody who goes on with its work until told to stop.
fn work(address: &str, room: &Room, stop: &Arc<AtomicBool>) -> Work {
    let mut client = Client::with(address, room.seats[0].clone());
    let (path, stop) = (format!("/api/tables/{}", room.table), Arc::clone(stop));
    thread::spawn(move || {
        let (mut served, mut slowest) = (0, Duration::ZERO);
        while !stop.load(Ordering::Relaxed) {
            let asked = Instant::now();
            client.get(&path).map_err(told("the client at work got no answer"))?.good("the client at work")?;
            slowest = slowest.max(asked.elapsed());
            served += 1;
            thread::sleep(Duration::from_millis(5));
        }
        Ok((served, slowest))
    })
}

/// Connections that begin a request and do not end it.
fn slow_clients(address: &str) -> Result<Vec<TcpStream>, String> {
    let slow = |number: usize| {
        let mut stream = connect(address)?;
        let half = if number.is_multiple_of(2) {
            format!("GET /api/session HTTP/1.1\r\nhost: {address}\r\nx-slow:")
        } else {
            format!(
                "POST /api/session/login HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{{"
            )
        };
        stream.write_all(half.as_bytes()).map(|()| stream)
    };
    (0..SLOW).map(slow).collect::<Result<_, _>>().map_err(told("a slow client cannot connect"))
}

fn oversized(address: &str) -> Result<(), String> {
    let mut client = Client::new(address);
    let body = json!({ "name": "canary".repeat(1 << 20), "passphrase": "x" });
    // The server may hang up before all is sent: that is an answer as well.
    match client.post("/api/session/login", &body) {
        Ok(reply) if reply.status != 413 => Err(format!("an oversized body was answered {}", reply.status)),
        _ => Ok(()),
    }
}

fn malformed(address: &str, room: &Room) -> Result<(), String> {
    for body in
        ["{", "[]", "null", "{\"canary\":", "\u{0}", "{\"command\":{\"do\":\"canary\"},\"key\":\"1\"}", &"[".repeat(100_000)]
    {
        let client = Client::with(address, room.seats[0].clone());
        let request = client.head("POST", &format!("/api/tables/{}/commands", room.table), Some(body));
        let mut stream = connect(address).map_err(told("cannot connect"))?;
        stream.write_all(request.as_bytes()).map_err(told("cannot send"))?;
        let mut reader = std::io::BufReader::new(stream);
        let (status, ..) = super::http::read_head(&mut reader).map_err(told("malformed JSON was not answered"))?;
        if status != 422 {
            return Err(format!("malformed JSON was answered {status}"));
        }
    }
    Ok(())
}

/// Links and commands that were used before.
fn replayed(address: &str, room: &Room) -> Result<(), String> {
    let mut mediator = Client::with(address, room.mediator.clone());
    let path = format!("/api/tables/{}/invitations", room.table);
    let invited = mediator.post(&path, &json!({ "seat": 2 })).map_err(told("no invitation"))?.good("an invitation")?;
    let token = invited["link"].as_str().and_then(|link| link.split_once('#')).ok_or("a link without a token")?.1.to_owned();
    let take = json!({ "token": token, "passphrase": super::process::PASSPHRASE });
    Client::new(address).enter("/api/session/invitation", &take)?;
    for _ in 0..5 {
        let again = Client::new(address).post("/api/session/invitation", &take).map_err(told("no answer"))?;
        if again.status != 401 {
            return Err(format!("a used link was answered {}", again.status));
        }
    }
    Ok(())
}

/// Thousands of wrong passphrases, at one door and at many; how many were braked.
fn logins(address: &str, room: &Room) -> Result<usize, String> {
    let mut client = Client::new(address);
    let mut braked = 0;
    for number in 0..LOGINS {
        let door = match number % 3 {
            0 => json!({ "table": room.table, "seat": 1, "passphrase": "a canary that is wrong" }),
            1 => json!({ "name": "operator", "passphrase": "a canary that is wrong" }),
            _ => json!({ "table": format!("table {number}"), "seat": 1, "passphrase": "a canary that is wrong" }),
        };
        let reply = client.post("/api/session/login", &door).map_err(told("a login got no answer"))?;
        match reply.status {
            401 => {}
            429 => braked += 1,
            other => return Err(format!("a wrong passphrase was answered {other}")),
        }
    }
    if braked == 0 { Err("nobody was braked".to_owned()) } else { Ok(braked) }
}
