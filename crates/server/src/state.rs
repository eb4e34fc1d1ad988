//! What all requests share: the database, the operator's key, the tables in use, and the brakes.

use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use crate::account::OPERATOR;
use crate::config::{CannotStart, Config};
use crate::hall::Hall;
use crate::keys::{Key, random, stretch};
use crate::metrics::Metrics;
use crate::store::{NoStore, Store, StoreError, column, write};
use crate::throttle::Throttle;

/// What all requests share. Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Shared>);

/// What a [`State`] holds.
pub struct Shared {
    pub(crate) store: Store,
    pub(crate) operator: Key,
    pub(crate) hall: Hall,
    pub(crate) throttle: Throttle,
    pub(crate) metrics: Metrics,
    pub(crate) hosts: Vec<String>,
    pub(crate) is_secure: bool,
    /// The token of the operator's link; gone once it was used.
    start: Mutex<Option<String>>,
    /// Turns true when the server is to stop.
    pub(crate) stopping: watch::Sender<bool>,
}

impl std::ops::Deref for State {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("State(…)")
    }
}

/// Where the operator's key is recognised.
const CHECK: &str = "operator check";

impl State {
    /// Opens the database, makes it where there is none, and checks the operator's passphrase against it.
    ///
    /// # Errors
    /// Where the database cannot be opened, or the passphrase is not its own.
    pub async fn open(config: Config) -> Result<Self, CannotStart> {
        let no_store =
            |error: NoStore| CannotStart { problem: error.to_string(), way_out: "check its address and its rights".into() };
        let store = Store::open(&config.database).await.map_err(no_store)?;
        let operator = operator_key(&store, &config.passphrase).await?;
        let insert = "INSERT INTO accounts (id, name) VALUES ($1, $1) ON CONFLICT DO NOTHING";
        store.write(vec![write(insert, vec![OPERATOR.into()])]).await.map_err(|_| silent())?;
        Ok(Self(Arc::new(Shared {
            store,
            operator,
            hall: Hall::default(),
            throttle: Throttle::default(),
            metrics: Metrics::default(),
            hosts: config.hosts,
            is_secure: config.is_secure,
            start: Mutex::new(None),
            stopping: watch::Sender::new(false),
        })))
    }

    /// A fresh token for the operator's link, which opens one session. The one before it is void.
    pub fn start_token(&self) -> String {
        let token = crate::session::token::fresh();
        *self.start.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(token.clone());
        token
    }

    /// Whether `given` is the token of the operator's link, which is void afterwards.
    pub(crate) fn use_start_token(&self, given: &str) -> bool {
        use subtle::ConstantTimeEq as _;
        let mut start = self.start.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let fits = start.as_ref().is_some_and(|token| bool::from(token.as_bytes().ct_eq(given.as_bytes())));
        if fits {
            *start = None;
        }
        fits
    }

    /// Tells everything that waits that the server is to stop.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Closes the database when everything is written.
    pub(crate) async fn close(&self) {
        self.store.close().await;
    }
}

/// The operator's key: stretched from the passphrase, and recognised by something that it sealed at the first start.
async fn operator_key(store: &Store, passphrase: &str) -> Result<Key, CannotStart> {
    let read = |name: &'static str| async move {
        let row = store.row("SELECT value FROM meta WHERE name = $1", vec![name.into()]).await?;
        row.map(|row| column::<String>(&row, 0)).transpose()
    };
    let stored = async { Ok::<_, StoreError>((read("salt").await?, read("check").await?)) }.await.map_err(|_| silent())?;
    match stored {
        (Some(salt), Some(check)) => {
            let salt = bytes(&salt)?;
            let key = stretched(passphrase, salt.try_into().map_err(|_| damaged())?).await?;
            key.open(CHECK, &bytes(&check)?).map_err(|_| CannotStart {
                problem: "this is not the operator's passphrase of this database".to_owned(),
                way_out: "give the passphrase that it was made with; without it nobody can read it".to_owned(),
            })?;
            Ok(key)
        }
        (None, None) => {
            let salt: [u8; 16] = random();
            let key = stretched(passphrase, salt).await?;
            let insert = "INSERT INTO meta (name, value) VALUES ($1, $2)";
            let check = key.seal(CHECK, CHECK.as_bytes());
            let writes = [("salt", hex(&salt)), ("check", hex(&check)), ("version", "1".to_owned())];
            let writes = writes.map(|(name, value)| write(insert, vec![name.into(), value.into()]));
            store.write(writes.to_vec()).await.map_err(|_| silent())?;
            Ok(key)
        }
        _ => Err(damaged()),
    }
}

async fn stretched(passphrase: &str, salt: [u8; 16]) -> Result<Key, CannotStart> {
    let passphrase = zeroize::Zeroizing::new(passphrase.to_owned());
    let stretched = tokio::task::spawn_blocking(move || stretch(&passphrase, &salt)).await;
    stretched.map(|stretched| stretched.key.derive("operator")).map_err(|_| silent())
}

fn hex(bytes: &[u8]) -> String {
    zopa_arena::transcript::hexadecimal(bytes)
}

fn bytes(digits: &str) -> Result<Vec<u8>, CannotStart> {
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..digits.len()).step_by(2).map(pair).collect::<Option<_>>().ok_or_else(damaged)
}

fn silent() -> CannotStart {
    CannotStart {
        problem: "the database does not answer".to_owned(),
        way_out: "check that it is there and may be written".to_owned(),
    }
}

fn damaged() -> CannotStart {
    CannotStart {
        problem: "the database is damaged: it does not say how its keys are made".to_owned(),
        way_out: "restore it from a backup".to_owned(),
    }
}
