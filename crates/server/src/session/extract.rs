//! Who may do what: the types that handlers ask for. A handler without one of them is open to everybody.

use std::collections::HashMap;
use std::sync::Arc;

use axum::RequestPartsExt as _;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use zopa_arena::Seat;
use zopa_table::Actor;

use super::{Subject, cookie, token, unwrap};
use crate::account::OPERATOR;
use crate::clock::now;
use crate::hall::Live;
use crate::keys::Key;
use crate::problem::Problem;
use crate::state::State;
use crate::store::column;

/// Somebody with a session.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) subject: Subject,
    pub(crate) token: String,
    /// A seat's compartment key, wrapped under the token.
    wrapped: Option<Vec<u8>>,
}

impl FromRequestParts<State> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let token = cookie::sent(&parts.headers).ok_or_else(Problem::not_logged_in)?.to_owned();
        let select = "SELECT subject, wrapped FROM sessions WHERE hash = $1 AND expires > $2";
        let row = state.store.row(select, vec![token::hash(&token).into(), now().into()]).await?;
        let row = row.ok_or_else(Problem::not_logged_in)?;
        let subject = serde_json::from_str(&column::<String>(&row, 0)?).map_err(|_| Problem::not_logged_in())?;
        Ok(Self { subject, token, wrapped: column(&row, 1)? })
    }
}

/// An analyst, who works alone, mediates tables and teaches classes.
#[derive(Clone)]
pub(crate) struct Analyst {
    /// The account.
    pub(crate) id: String,
}

impl FromRequestParts<State> for Analyst {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        match Session::from_request_parts(parts, state).await?.subject {
            Subject::Account { id } => Ok(Self { id }),
            _ => Err(Problem::forbidden("only an analyst may do this", "log in as one")),
        }
    }
}

/// A part in a group of a class.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) class: String,
    /// From one.
    pub(crate) group: u32,
    /// From one.
    pub(crate) part: u32,
}

impl FromRequestParts<State> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        match Session::from_request_parts(parts, state).await?.subject {
            Subject::Group { class, group, part } => Ok(Self { class, group, part }),
            _ => Err(Problem::forbidden("only a group of a class may do this", "join with the class's code")),
        }
    }
}

/// Somebody at the table that the address names: its mediator, or one of its seats. To all others there is no such table.
pub(crate) struct AtTable {
    /// The table's id.
    pub(crate) id: String,
    /// Who it is.
    pub(crate) actor: Actor,
    /// The table.
    pub(crate) live: Arc<Live>,
    session: Session,
}

/// The operator.
pub(crate) struct Operator;

impl FromRequestParts<State> for Operator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        match Analyst::from_request_parts(parts, state).await?.id == OPERATOR {
            true => Ok(Self),
            false => Err(Problem::forbidden("only the operator may do this", "ask whoever started the server")),
        }
    }
}

/// The mediator of the table that the address names.
pub(crate) struct Mediator(pub(crate) AtTable);

impl FromRequestParts<State> for Mediator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let at = AtTable::from_request_parts(parts, state).await?;
        match at.actor {
            Actor::Mediator => Ok(Self(at)),
            Actor::Seat(_) => Err(Problem::forbidden("only the mediator may do this", "ask for it in a note")),
        }
    }
}

/// A party at the table that the address names, with the key of its compartment.
pub(crate) struct Party {
    pub(crate) at: AtTable,
    pub(crate) seat: Seat,
    pub(crate) key: Key,
}

impl FromRequestParts<State> for Party {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let at = AtTable::from_request_parts(parts, state).await?;
        let (seat, key) = at.compartment(state)?;
        Ok(Self { at, seat, key })
    }
}

impl FromRequestParts<State> for AtTable {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let session = Session::from_request_parts(parts, state).await?;
        let Path(path) = parts.extract::<Path<HashMap<String, String>>>().await.map_err(|_| Problem::not_found())?;
        let id = path.get("id").cloned().ok_or_else(Problem::not_found)?;
        Self::enter(state, session, id).await
    }
}

impl AtTable {
    /// The table of this id, for whoever may enter it.
    pub(crate) async fn enter(state: &State, session: Session, id: String) -> Result<Self, Problem> {
        let actor = match &session.subject {
            Subject::Seat { table, seat } if *table == id => Actor::Seat(Seat(*seat as usize - 1)),
            Subject::Account { id: account } if owner(state, &id).await?.as_ref() == Some(account) => Actor::Mediator,
            _ => return Err(Problem::not_found()),
        };
        let live = state.hall.table(state, &id).await?;
        Ok(Self { id, actor, live, session })
    }
}

/// The account that mediates a table.
pub(crate) async fn owner(state: &State, table: &str) -> Result<Option<String>, Problem> {
    let row = state.store.row("SELECT owner FROM tables WHERE id = $1", vec![table.into()]).await?;
    Ok(row.map(|row| column(&row, 0)).transpose()?)
}

/// Whether the session of this token still stands.
pub(crate) async fn stands(state: &State, token: &str) -> bool {
    let select = "SELECT expires FROM sessions WHERE hash = $1 AND expires > $2";
    matches!(state.store.row(select, vec![token::hash(token).into(), now().into()]).await, Ok(Some(_)))
}

impl AtTable {
    /// The token of the session, for whoever has to look later whether it still stands.
    pub(crate) fn token(&self) -> &str {
        &self.session.token
    }

    /// The seat, with the key of its compartment.
    ///
    /// # Errors
    /// Where it is no seat that is here.
    pub(crate) fn compartment(&self, state: &State) -> Result<(Seat, Key), Problem> {
        let Actor::Seat(seat) = self.actor else {
            return Err(Problem::forbidden("only a party may do this", "a mediator has no compartment here"));
        };
        let wrapped = self.session.wrapped.as_deref().ok_or_else(Problem::not_logged_in)?;
        let key = unwrap(state, &token::key(&self.session.token), wrapped, &self.id, seat);
        Ok((seat, key.map_err(|_| Problem::not_logged_in())?))
    }
}
