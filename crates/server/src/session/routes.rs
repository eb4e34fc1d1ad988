//! Logging in and out.

use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zopa_arena::Seat;

use super::{SESSION_SECONDS, Session, Subject, cookie, token, unwrap, wrap};
use crate::account::OPERATOR;
use crate::clock::now;
use crate::json::Json;
use crate::keys::{Key, random};
use crate::problem::Problem;
use crate::state::State;
use crate::store::{Write, column, write};

/// The shortest passphrase that is taken, in characters.
const SHORTEST: usize = 10;
/// The longest, in bytes.
const LONGEST: usize = 1_000;

pub(crate) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(who, log_out))
        .routes(routes!(open))
        .routes(routes!(take_invitation))
        .routes(routes!(log_in))
}

/// Who is logged in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub(crate) enum Who {
    /// Nobody.
    Nobody,
    /// Whoever started the server.
    Operator {
        /// The account's name.
        name: String,
        /// To be sent along with every change.
        csrf: String,
    },
    /// An analyst.
    Analyst {
        /// The account's name.
        name: String,
        /// To be sent along with every change.
        csrf: String,
    },
    /// A party at a table.
    Seat {
        /// The table.
        table: String,
        /// The seat, from one.
        seat: u32,
        /// The party's name.
        party: String,
        /// To be sent along with every change.
        csrf: String,
    },
    /// A part in a group of a class.
    Group {
        /// The class.
        class: String,
        /// The group, from one.
        group: u32,
        /// The part, from one.
        part: u32,
        /// To be sent along with every change.
        csrf: String,
    },
}

impl Who {
    async fn of(state: &State, subject: &Subject, token: &str) -> Result<Self, Problem> {
        let csrf = token::csrf(token);
        Ok(match subject.clone() {
            Subject::Account { id } => {
                let row = state.store.row("SELECT name FROM accounts WHERE id = $1", vec![id.clone().into()]).await?;
                let name = column(&row.ok_or_else(Problem::not_logged_in)?, 0)?;
                if id == OPERATOR { Self::Operator { name, csrf } } else { Self::Analyst { name, csrf } }
            }
            Subject::Seat { table, seat } => {
                let live = state.hall.table(state, &table).await?;
                let party = live.party(state, Seat(seat as usize - 1)).await?;
                Self::Seat { table, seat, party, csrf }
            }
            Subject::Group { class, group, part } => Self::Group { class, group, part, csrf },
        })
    }
}

/// Who is logged in.
#[utoipa::path(get, path = "/api/session", tag = "session", responses((status = OK, body = Who)))]
async fn who(session: Result<Session, Problem>, state: Shared<State>) -> Result<Json<Who>, Problem> {
    match session {
        Ok(session) => Who::of(&state, &session.subject, &session.token).await.map(Json),
        Err(problem) if problem.is_not_logged_in() => Ok(Json(Who::Nobody)),
        Err(problem) => Err(problem),
    }
}

/// Ends the session.
#[utoipa::path(delete, path = "/api/session", tag = "session", responses((status = NO_CONTENT)))]
async fn log_out(headers: HeaderMap, state: Shared<State>) -> Result<Response, Problem> {
    if let Some(token) = cookie::sent(&headers) {
        state.store.write(vec![write("DELETE FROM sessions WHERE hash = $1", vec![token::hash(token).into()])]).await?;
        state.hall.recheck().await;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::clear())]).into_response())
}

/// The token of the link that the server printed when it started.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Start {
    token: String,
}

/// Logs the operator in by the link that the server printed. It opens once.
#[utoipa::path(post, path = "/api/session/open", tag = "session", request_body = Start,
    responses((status = OK, body = Who), (status = "4XX", body = Problem)))]
async fn open(state: Shared<State>, Json(start): Json<Start>) -> Result<Response, Problem> {
    state.throttle.knock("the operator's link")?;
    if !state.use_start_token(&start.token) {
        return Err(used_up());
    }
    begin(&state, Subject::Account { id: OPERATOR.to_owned() }, None, Vec::new()).await
}

fn used_up() -> Problem {
    let detail = "this link was used, replaced or never made";
    Problem::new(StatusCode::UNAUTHORIZED, "not logged in", detail, "ask for a new one, or log in with your passphrase")
}

/// A link's token with the passphrase that its holder chooses.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invitation {
    token: String,
    passphrase: String,
}

/// Takes a seat, or an analyst's account, by a link that opens once, and sets the passphrase for later.
#[utoipa::path(post, path = "/api/session/invitation", tag = "session", request_body = Invitation,
    responses((status = OK, body = Who), (status = "4XX", body = Problem)))]
async fn take_invitation(state: Shared<State>, Json(given): Json<Invitation>) -> Result<Response, Problem> {
    check(&given.passphrase)?;
    let hash = token::hash(&given.token);
    let select = "SELECT subject FROM invitations WHERE hash = $1 AND expires > $2";
    let row = state.store.row(select, vec![hash.clone().into(), now().into()]).await?.ok_or_else(used_up)?;
    let subject: Subject = serde_json::from_str(&column::<String>(&row, 0)?).map_err(|_| used_up())?;
    let salt: [u8; 16] = random();
    let stretched = state.throttle.stretch(&given.passphrase, salt).await?;
    let mut writes = vec![write("DELETE FROM invitations WHERE hash = $1", vec![hash.into()]).of_one_row()];
    let verifier = stretched.verifier.to_vec();
    match &subject {
        Subject::Account { id } => {
            let update = "UPDATE accounts SET salt = $1, verifier = $2 WHERE id = $3";
            writes.push(write(update, vec![salt.to_vec().into(), verifier.into(), id.clone().into()]).of_one_row());
            // Whoever was logged in before is not any more.
            writes.push(write("DELETE FROM sessions WHERE subject = $1", vec![subject.written().into()]));
            begin(&state, subject, None, writes).await
        }
        Subject::Seat { table, seat } => {
            let at = Seat(*seat as usize - 1);
            let live = state.hall.table(&state, table).await?;
            let compartment = Key::fresh();
            let wrapped = wrap(&state, &stretched.key, &compartment, table, at);
            // A seat that is taken anew begins with an empty compartment: nobody but the first holder could open the old one.
            writes.extend(live.empty_compartment(&state, table, at));
            let insert = "INSERT INTO seats (table_id, seat, salt, verifier, wrapped) VALUES ($1, $2, $3, $4, $5)";
            let values =
                vec![table.clone().into(), i64::from(*seat).into(), salt.to_vec().into(), verifier.into(), wrapped.into()];
            writes.push(write(insert, values));
            live.take_seat(&state, at, writes).await?;
            begin(&state, subject.clone(), Some(&compartment), Vec::new()).await
        }
        Subject::Group { .. } => Err(used_up()),
    }
}

fn check(passphrase: &str) -> Result<(), Problem> {
    match passphrase.chars().count() >= SHORTEST && passphrase.len() <= LONGEST {
        true => Ok(()),
        false => Err(Problem::senseless(
            format!("the passphrase has fewer than {SHORTEST} characters, or more than {LONGEST} bytes"),
            "choose a few words that nobody can guess",
        )),
    }
}

/// A name or a seat, with its passphrase.
#[derive(Deserialize, ToSchema)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum LogIn {
    /// An analyst.
    Account {
        /// The account's name.
        name: String,
        /// Its passphrase.
        passphrase: String,
    },
    /// A seat.
    Seat {
        /// The table.
        table: String,
        /// The seat, from one.
        seat: u32,
        /// Its passphrase.
        passphrase: String,
    },
}

/// Logs an analyst or a seat in.
#[utoipa::path(post, path = "/api/session/login", tag = "session", request_body = LogIn,
    responses((status = OK, body = Who), (status = "4XX", body = Problem)))]
async fn log_in(state: Shared<State>, Json(given): Json<LogIn>) -> Result<Response, Problem> {
    match given {
        LogIn::Account { name, passphrase } => {
            // Doors of names that are there and of those that are not look alike, and there are not more of them than this.
            state.throttle.knock(&format!("accounts {}", token::hash(&name)[0]))?;
            let select = "SELECT id, salt, verifier FROM accounts WHERE name = $1";
            let row = state.store.row(select, vec![name.into()]).await?;
            let found = match &row {
                Some(row) => Some((column::<String>(row, 0)?, column(row, 1)?, column(row, 2)?)),
                None => None,
            };
            // A name that is not there takes as long as one that is.
            let (id, salt, verifier) = match found {
                Some((id, Some(salt), Some(verifier))) => (Some(id), salt, verifier),
                _ => (None, vec![0; 16], vec![0; 32]),
            };
            recognised(&state, &passphrase, &salt, &verifier).await?;
            let id = id.ok_or_else(Problem::wrong_passphrase)?;
            begin(&state, Subject::Account { id }, None, Vec::new()).await
        }
        LogIn::Seat { table, seat, passphrase } => {
            let select = "SELECT salt, verifier, wrapped FROM seats WHERE table_id = $1 AND seat = $2";
            let row = state.store.row(select, vec![table.clone().into(), i64::from(seat).into()]).await?;
            // Ids of tables cannot be guessed, so nobody learns anything from how soon this is answered.
            let row = row.ok_or_else(Problem::wrong_passphrase)?;
            state.throttle.knock(&format!("seat {table} {seat}"))?;
            let (salt, verifier, wrapped): (Vec<u8>, Vec<u8>, Vec<u8>) = (column(&row, 0)?, column(&row, 1)?, column(&row, 2)?);
            let key = recognised(&state, &passphrase, &salt, &verifier).await?;
            let at = Seat((seat as usize).checked_sub(1).ok_or_else(Problem::wrong_passphrase)?);
            let compartment = unwrap(&state, &key, &wrapped, &table, at).map_err(|_| Problem::wrong_passphrase())?;
            begin(&state, Subject::Seat { table, seat }, Some(&compartment), Vec::new()).await
        }
    }
}

/// The key of a passphrase that is the right one.
pub(crate) async fn recognised(state: &State, passphrase: &str, salt: &[u8], verifier: &[u8]) -> Result<Key, Problem> {
    let salt: [u8; 16] = salt.try_into().map_err(|_| Problem::wrong_passphrase())?;
    if passphrase.len() > LONGEST {
        return Err(Problem::wrong_passphrase());
    }
    let stretched = state.throttle.stretch(passphrase, salt).await?;
    match bool::from(stretched.verifier.ct_eq(verifier)) {
        true => Ok(stretched.key),
        false => Err(Problem::wrong_passphrase()),
    }
}

/// Begins a session for `subject`, together with other changes.
pub(crate) async fn begin(
    state: &State,
    subject: Subject,
    compartment: Option<&Key>,
    mut writes: Vec<Write>,
) -> Result<Response, Problem> {
    let token = token::fresh();
    let wrapped = match (&subject, compartment) {
        (Subject::Seat { table, seat }, Some(compartment)) => {
            Some(wrap(state, &token::key(&token), compartment, table, Seat(*seat as usize - 1)))
        }
        _ => None,
    };
    let insert = "INSERT INTO sessions (hash, subject, expires, wrapped) VALUES ($1, $2, $3, $4)";
    let expires = now() + SESSION_SECONDS;
    writes.push(write("DELETE FROM sessions WHERE expires <= $1", vec![now().into()]));
    writes.push(write(insert, vec![token::hash(&token).into(), subject.written().into(), expires.into(), wrapped.into()]));
    state.store.write(writes).await.map_err(|error| match error {
        // A link that somebody else used in the same moment.
        crate::store::StoreError::Conflict => used_up(),
        other => other.into(),
    })?;
    let who = Who::of(state, &subject, &token).await?;
    Ok(([(header::SET_COOKIE, cookie::set(&token, state.is_secure))], Json(who)).into_response())
}
