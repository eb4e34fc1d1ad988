//! Documents that belong to somebody: sealed, with versions.

use crate::clock::now;
use crate::keys::Key;
use crate::problem::Problem;
use crate::state::State;
use crate::store::{Write, column, write};

/// A document as it was kept.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// Its name among its kind.
    pub(crate) id: String,
    /// Which version it is, from one.
    pub(crate) version: i64,
    /// When it was kept, in seconds since 1970.
    pub(crate) changed: i64,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// The documents of one kind of one owner.
pub(crate) struct Cabinet<'a> {
    state: &'a State,
    owner: &'a str,
    kind: &'a str,
    key: Key,
}

impl<'a> Cabinet<'a> {
    /// The documents of `kind` of `owner`, under a key that follows from the operator's.
    pub(crate) fn new(state: &'a State, owner: &'a str, kind: &'a str) -> Self {
        Self::under(state, owner, kind, state.operator.derive(&format!("documents {kind} {owner}")))
    }

    /// The same under a key of one's own.
    pub(crate) fn under(state: &'a State, owner: &'a str, kind: &'a str, key: Key) -> Self {
        Self { state, owner, kind, key }
    }

    fn place(&self, id: &str, version: i64) -> String {
        format!("document {} {} {id} {version}", self.kind, self.owner)
    }

    /// The statement that keeps a version that is not there yet; a conflict where it is.
    pub(crate) fn keep(&self, id: &str, version: i64, bytes: &[u8]) -> Write {
        let insert = "INSERT INTO documents (owner, kind, id, version, changed, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
        let sealed = self.key.seal(&self.place(id, version), bytes);
        write(insert, vec![self.owner.into(), self.kind.into(), id.into(), version.into(), now().into(), sealed.into()])
    }

    /// The statement that destroys every version of a document.
    pub(crate) fn destroy(&self, id: &str) -> Write {
        let delete = "DELETE FROM documents WHERE owner = $1 AND kind = $2 AND id = $3";
        write(delete, vec![self.owner.into(), self.kind.into(), id.into()])
    }

    /// The statement that destroys the versions before `version`.
    pub(crate) fn destroy_before(&self, id: &str, version: i64) -> Write {
        let delete = "DELETE FROM documents WHERE owner = $1 AND kind = $2 AND id = $3 AND version < $4";
        write(delete, vec![self.owner.into(), self.kind.into(), id.into(), version.into()])
    }

    /// The latest version.
    pub(crate) async fn latest(&self, id: &str) -> Result<Option<Stored>, Problem> {
        let select = "SELECT version, changed, sealed FROM documents WHERE owner = $1 AND kind = $2 AND id = $3 \
                      ORDER BY version DESC LIMIT 1";
        self.one(select, vec![self.owner.into(), self.kind.into(), id.into()], id).await
    }

    /// One version.
    pub(crate) async fn version(&self, id: &str, version: i64) -> Result<Option<Stored>, Problem> {
        let select = "SELECT version, changed, sealed FROM documents WHERE owner = $1 AND kind = $2 AND id = $3 AND version = $4";
        self.one(select, vec![self.owner.into(), self.kind.into(), id.into(), version.into()], id).await
    }

    async fn one(&self, select: &'static str, values: Vec<crate::store::Bound>, id: &str) -> Result<Option<Stored>, Problem> {
        let Some(row) = self.state.store.row(select, values).await? else { return Ok(None) };
        self.opened(id.to_owned(), column(&row, 0)?, column(&row, 1)?, &column::<Vec<u8>>(&row, 2)?).map(Some)
    }

    /// The latest version of every document, by name.
    pub(crate) async fn list(&self) -> Result<Vec<Stored>, Problem> {
        let select = "SELECT id, version, changed, sealed FROM documents AS d WHERE owner = $1 AND kind = $2 AND version = \
                      (SELECT MAX(version) FROM documents AS m WHERE m.owner = d.owner AND m.kind = d.kind AND m.id = d.id) \
                      ORDER BY id";
        let rows = self.state.store.rows(select, vec![self.owner.into(), self.kind.into()]).await?;
        let one =
            |row: &sqlx::any::AnyRow| self.opened(column(row, 0)?, column(row, 1)?, column(row, 2)?, &column::<Vec<u8>>(row, 3)?);
        rows.iter().map(one).collect()
    }

    fn opened(&self, id: String, version: i64, changed: i64, sealed: &[u8]) -> Result<Stored, Problem> {
        let opened = self.key.open(&self.place(&id, version), sealed);
        let bytes = opened.map_err(|_| {
            tracing::error!("a document cannot be opened with its key");
            Problem::unavailable()
        })?;
        Ok(Stored { id, version, changed, bytes })
    }
}
