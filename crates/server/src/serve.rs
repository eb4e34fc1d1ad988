//! From connections to requests: TLS or not, patience with slow clients, and an end that finishes what was begun.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use crate::app;
use crate::config::CannotStart;
use crate::state::State;

/// The most connections at once.
const MOST_CONNECTIONS: usize = 8_192;
/// How long the head of a request may take to arrive.
const SLOWEST_HEAD: Duration = Duration::from_secs(10);
/// How long a handshake may take.
const SLOWEST_HANDSHAKE: Duration = Duration::from_secs(10);
/// How long what was begun may take when the server is to stop.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// A certificate with its key.
#[derive(Clone)]
pub struct Secured(TlsAcceptor);

impl std::fmt::Debug for Secured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secured(…)")
    }
}

impl Secured {
    /// A chain of certificates and the key of the first, both as PEM.
    ///
    /// # Errors
    /// Where they are none, or do not belong together.
    pub fn new(certificates: &[u8], key: &[u8]) -> Result<Self, CannotStart> {
        let bad = |problem: &str| CannotStart {
            problem: problem.to_owned(),
            way_out: "give a certificate and its key as PEM files".to_owned(),
        };
        let chain: Vec<_> = CertificateDer::pem_slice_iter(certificates)
            .collect::<Result<_, _>>()
            .map_err(|_| bad("the certificate is no PEM file"))?;
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| bad("the key is no PEM file"))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| bad("this machine's TLS cannot be used"))?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(|_| bad("the certificate and the key do not belong together"))?;
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }
}

/// Answers on `listener` until `shutdown` comes, then finishes what was begun and closes the database.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(
    listener: TcpListener,
    secured: Option<Secured>,
    state: State,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let service = TowerToHyperService::new(app(state.clone()));
    let graceful = Arc::new(GracefulShutdown::new());
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    tokio::pin!(shutdown);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            // A client that went away, or too many open files: the next one may do better.
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let (secured, service, watcher) = (secured.clone(), service.clone(), graceful.watcher());
        tokio::spawn(async move {
            let _place = place;
            match secured {
                None => answer(stream, service, watcher).await,
                Some(Secured(acceptor)) => {
                    if let Ok(Ok(stream)) = tokio::time::timeout(SLOWEST_HANDSHAKE, acceptor.accept(stream)).await {
                        answer(stream, service, watcher).await;
                    }
                }
            }
        });
    }
    drop(listener);
    state.stop();
    if let Ok(graceful) = Arc::try_unwrap(graceful) {
        let _ = tokio::time::timeout(LAST_WORDS, graceful.shutdown()).await;
    }
    state.close().await;
    Ok(())
}

async fn answer(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    service: TowerToHyperService<axum::Router>,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(SLOWEST_HEAD).max_buf_size(64 * 1024);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    // What goes wrong with one connection concerns nobody else.
    let _ = watcher.watch(connection).await;
}
