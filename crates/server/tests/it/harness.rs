//! A server in memory or in a file, and people with browsers.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use zopa_server::{Config, State, app};

/// The host by which the server is reached.
pub(crate) const HOST: &str = "127.0.0.1:8321";
/// What all passphrases here begin with.
pub(crate) const PASSPHRASE: &str = "four words and more";

/// The address of a PostgreSQL on which all of this is to hold as well.
const POSTGRES: &str = "ZOPA_TEST_POSTGRES";

/// A database that nobody else uses, in memory or in PostgreSQL.
static DATABASES: AtomicU64 = AtomicU64::new(0);

/// A server with nothing in it.
pub(crate) async fn server() -> State {
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    open(&in_postgres(&format!("memory{number}")).await.unwrap_or_else(|| "sqlite::memory:".to_owned())).await
}

/// A database that outlives its server: a file in `folder`, or one in PostgreSQL.
pub(crate) async fn lasting(folder: &tempfile::TempDir, name: &str) -> String {
    let own: String = folder.path().to_string_lossy().chars().filter(char::is_ascii_alphanumeric).collect();
    let file = || format!("sqlite://{}?mode=rwc", folder.path().join(name).display());
    in_postgres(&format!("{own}{}", name.replace('.', ""))).await.unwrap_or_else(file)
}

/// Whether the tests run on SQLite.
pub(crate) fn is_lite() -> bool {
    std::env::var_os(POSTGRES).is_none()
}

/// A database of this name in PostgreSQL, which is made where it is not there.
async fn in_postgres(name: &str) -> Option<String> {
    use sqlx::Connection as _;
    let address = std::env::var(POSTGRES).ok()?;
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(&address).await.expect("the PostgreSQL for tests is there");
    let name = format!("t{}{}", std::process::id(), name.to_lowercase());
    let create: &'static str = Box::leak(format!("CREATE DATABASE {name}").into_boxed_str());
    // It may be there: the test starts its server again.
    let _ = sqlx::raw_sql(create).execute(&mut connection).await;
    let base = address.rsplit_once('/').expect("an address names a database").0;
    Some(format!("{base}/{name}"))
}

/// A server on a database.
pub(crate) async fn open(database: &str) -> State {
    let hosts = vec![HOST.to_owned()];
    let config = Config { database: database.to_owned(), passphrase: PASSPHRASE.to_owned(), hosts, is_secure: false };
    State::open(config).await.expect("a fresh database opens")
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) bytes: Vec<u8>,
    pub(crate) headers: axum::http::HeaderMap,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.bytes)))
    }

    /// The JSON of an answer that has to be a good one.
    pub(crate) fn good(&self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, String::from_utf8_lossy(&self.bytes));
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }
}

/// Somebody with a browser.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) state: State,
    pub(crate) cookie: Option<String>,
    pub(crate) csrf: String,
}

static COMMANDS: AtomicU64 = AtomicU64::new(0);

impl Person {
    /// Nobody in particular.
    pub(crate) fn stranger(state: &State) -> Self {
        Self { state: state.clone(), cookie: None, csrf: String::new() }
    }

    /// Whoever started the server.
    pub(crate) async fn operator(state: &State) -> Self {
        let mut operator = Self::stranger(state);
        operator.enter("/api/session/open", json!({ "token": state.start_token() })).await;
        operator
    }

    /// Takes a seat by its link.
    pub(crate) async fn seated(state: &State, link: &str) -> Self {
        let mut seat = Self::stranger(state);
        let token = link.split_once('#').expect("a link carries its token in the fragment").1;
        seat.enter("/api/session/invitation", json!({ "token": token, "passphrase": PASSPHRASE })).await;
        seat
    }

    /// Opens a session.
    pub(crate) async fn enter(&mut self, path: &str, body: Value) {
        let answer = self.send(Method::POST, path, Some(body)).await;
        self.csrf = answer.good()["csrf"].as_str().expect("a session has a mark").to_owned();
        let cookie = answer.headers[header::SET_COOKIE].to_str().expect("a cookie is ASCII");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        self.cookie = cookie.split(';').next().map(str::to_owned);
    }

    pub(crate) fn request(&self, method: Method, path: &str, body: Option<Value>) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie).header("x-zopa-csrf", &self.csrf);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        request.header(header::CONTENT_TYPE, "application/json").body(body).expect("a request of plain parts")
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        answered(&self.state, self.request(method, path, body)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    /// A command at a table, with a token of its own.
    pub(crate) async fn command(&self, table: &str, command: Value) -> Answer {
        let key = format!("command {}", COMMANDS.fetch_add(1, Ordering::Relaxed));
        self.post(&format!("/api/tables/{table}/commands"), json!({ "command": command, "key": key })).await
    }

    /// A command that has to be carried out.
    pub(crate) async fn does(&self, table: &str, command: Value) {
        self.command(table, command).await.good();
    }

    /// A command that has to be refused with this status.
    pub(crate) async fn is_refused(&self, table: &str, command: Value, status: u16) -> Value {
        let answer = self.command(table, command.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{command}: {}", String::from_utf8_lossy(&answer.bytes));
        let problem = answer.json();
        assert!(problem["way_out"].as_str().is_some_and(|way_out| !way_out.is_empty()), "{problem}");
        problem
    }

    pub(crate) async fn view(&self, table: &str) -> Value {
        self.get(&format!("/api/tables/{table}")).await.good()
    }
}

/// What the server answers to a request.
pub(crate) async fn answered(state: &State, request: Request<Body>) -> Answer {
    let response = app(state.clone()).oneshot(request).await.expect("the service does not fail");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a body of the server's own").to_bytes().to_vec();
    Answer { status: parts.status, bytes, headers: parts.headers }
}

/// The terms of a small table.
pub(crate) fn terms(votes: &str) -> Value {
    json!({
        "title": "The week",
        "parties": ["Union", "Company"],
        "issues": [
            { "name": "pay", "options": ["2 %", "3 %", "4 %"], "ordered": true },
            { "name": "hours", "options": ["35", "38", "40"], "ordered": true },
        ],
        "rules": { "queries": 2, "votes": votes, "settlement": true },
    })
}

/// A mediator and two seats at a table.
pub(crate) struct Room {
    pub(crate) table: String,
    pub(crate) mediator: Person,
    pub(crate) seats: [Person; 2],
}

/// A table with everybody seated.
pub(crate) async fn room(state: &State, votes: &str) -> Room {
    let mediator = Person::operator(state).await;
    let made = mediator.post("/api/tables", json!({ "terms": terms(votes) })).await.good();
    let table = made["id"].as_str().expect("a table has an id").to_owned();
    let mut seats = Vec::new();
    for seat in 1..=2 {
        let path = format!("/api/tables/{table}/invitations");
        let link = mediator.post(&path, json!({ "seat": seat })).await.good();
        seats.push(Person::seated(state, link["link"].as_str().expect("a link")).await);
    }
    let seats = seats.try_into().unwrap_or_else(|_| unreachable!("two were seated"));
    Room { table, mediator, seats }
}

/// A complete sheet.
pub(crate) fn sheet(pay: [u32; 3], hours: [u32; 3], weights: [u32; 2], limit: u32) -> Value {
    json!({
        "weights": { "pay": weights[0], "hours": weights[1] },
        "values": {
            "pay": { "2 %": pay[0], "3 %": pay[1], "4 %": pay[2] },
            "hours": { "35": hours[0], "38": hours[1], "40": hours[2] },
        },
        "limit": limit,
        "forbidden": {},
        "fallback": "strike",
        "notes": "",
    })
}
