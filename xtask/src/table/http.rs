//! A client for HTTP on the loopback, with a session: enough for our own server, and for behaving badly on purpose.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

/// How long an answer may take before it counts as none.
const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody with a session.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

/// One connection, made again when it breaks.
pub(crate) struct Client {
    address: String,
    pub(crate) session: Session,
    connection: Option<BufReader<TcpStream>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    cookie: Option<String>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The JSON of a good answer.
    pub(crate) fn good(self, what: &str) -> Result<Value, String> {
        match self.status {
            200..=299 => Ok(self.json()),
            status => Err(format!("{what}: {status} {}", String::from_utf8_lossy(&self.body))),
        }
    }
}

/// A connection to the server.
pub(crate) fn connect(address: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

impl Client {
    /// Somebody without a session.
    pub(crate) fn new(address: &str) -> Self {
        Self::with(address, Session::default())
    }

    /// Somebody with a session.
    pub(crate) fn with(address: &str, session: Session) -> Self {
        Self { address: address.to_owned(), session, connection: None }
    }

    /// Opens a session by one of the three ways.
    pub(crate) fn enter(&mut self, path: &str, body: &Value) -> Result<Value, String> {
        let reply = self.send("POST", path, Some(body)).map_err(|error| format!("{path}: {error}"))?;
        let cookie = reply.cookie.clone().unwrap_or_default();
        let who = reply.good(path)?;
        self.session = Session { cookie, csrf: who["csrf"].as_str().unwrap_or_default().to_owned() };
        Ok(who)
    }

    pub(crate) fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.send("GET", path, None)
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> io::Result<Reply> {
        self.send("POST", path, Some(body))
    }

    /// A command with its token.
    pub(crate) fn command(&mut self, table: &str, command: &Value, key: &str) -> io::Result<Reply> {
        self.post(&format!("/api/tables/{table}/commands"), &json!({ "command": command, "key": key }))
    }

    /// Sends a request and reads its answer. A connection that broke is not tried again: what was sent may have been done.
    pub(crate) fn send(&mut self, method: &str, path: &str, body: Option<&Value>) -> io::Result<Reply> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => BufReader::new(connect(&self.address)?),
        };
        let head = self.head(method, path, body.map(|body| body.to_string()).as_deref());
        connection.get_mut().write_all(head.as_bytes())?;
        let reply = read_reply(&mut connection)?;
        self.connection = Some(connection);
        Ok(reply)
    }

    /// The text of a request.
    pub(crate) fn head(&self, method: &str, path: &str, body: Option<&str>) -> String {
        let Session { cookie, csrf } = &self.session;
        let session = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\nx-zopa-csrf: {csrf}\r\n") };
        let body = body.unwrap_or_default();
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\n{session}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
    }
}

/// The head of an answer: its status, the length of its body (none where it comes in chunks), and its cookie.
pub(crate) fn read_head(connection: &mut BufReader<TcpStream>) -> io::Result<(u16, Option<usize>, Option<String>)> {
    let bad = || io::Error::new(io::ErrorKind::UnexpectedEof, "the connection ended before the answer");
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(bad());
    }
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(bad)?;
    let (mut length, mut cookie) = (Some(0), None);
    loop {
        line.clear();
        if connection.read_line(&mut line)? == 0 {
            return Err(bad());
        }
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok(),
            "transfer-encoding" => length = None,
            "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
            _ => {}
        }
    }
    Ok((status, length, cookie))
}

fn read_reply(connection: &mut BufReader<TcpStream>) -> io::Result<Reply> {
    let (status, length, cookie) = read_head(connection)?;
    let mut body = Vec::new();
    match length {
        Some(length) => {
            body.resize(length, 0);
            connection.read_exact(&mut body)?;
        }
        None => while read_chunk(connection, &mut body)? {},
    }
    Ok(Reply { status, body, cookie })
}

/// One chunk of a body; whether there are more.
pub(crate) fn read_chunk(connection: &mut BufReader<TcpStream>, body: &mut Vec<u8>) -> io::Result<bool> {
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let length = usize::from_str_radix(line.trim(), 16).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let start = body.len();
    body.resize(start + length, 0);
    connection.read_exact(&mut body[start..])?;
    line.clear();
    connection.read_line(&mut line)?;
    Ok(length > 0)
}
