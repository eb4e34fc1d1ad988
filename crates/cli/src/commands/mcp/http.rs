//! Speaking to a server: plain over the loopback, encrypted everywhere else.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use rustls_pki_types::ServerName;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::exit::Failure;

/// The largest answer, in bytes.
const LARGEST: usize = 16 << 20;
/// The longest that an answer takes: tools wait up to 50 seconds.
const SLOWEST: Duration = Duration::from_secs(90);
/// The version of the protocol in which the server is spoken to.
const VERSION: &str = "2025-06-18";

/// A server.
pub(super) struct Server {
    /// Host and port as they stand in the address.
    authority: String,
    host: String,
    port: u16,
    tls: Option<TlsConnector>,
}

/// What a server answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Value,
}

impl Server {
    /// The server at `http://HOST:PORT` of the loopback, or `https://HOST[:PORT]`.
    pub(super) fn at(address: &str) -> Result<Self, Failure> {
        let odd = || Failure::usage("the file names no server", "write the whole link, from http:// or https:// on");
        let (scheme, authority) = address.split_once("://").ok_or_else(odd)?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse::<u16>().map_err(|_| odd())?)),
            _ => (authority, None),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() || authority.contains(['/', '@', '#', '?']) {
            return Err(odd());
        }
        let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let (tls, usual) = match scheme {
            "https" => (Some(connector()?), 443),
            "http" if is_here => (None, 80),
            "http" => {
                return Err(Failure::usage(
                    "the link is `http` to another machine, where whoever listens on the way could take the seat",
                    "ask for a link that begins with https://; plain http is spoken to this machine alone",
                ));
            }
            _ => return Err(odd()),
        };
        Ok(Self { authority: authority.to_owned(), host, port: port.unwrap_or(usual), tls })
    }

    /// What the server answers.
    pub(super) async fn ask(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Answer, Failure> {
        let asked = tokio::time::timeout(SLOWEST, self.asked(method, path, token, body)).await;
        asked.map_err(|_| self.silent())?
    }

    async fn asked(&self, method: Method, path: &str, token: Option<&str>, body: Option<&Value>) -> Result<Answer, Failure> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(|_| self.silent())?;
        let mut request = Request::builder().method(method).uri(path).header(HOST, &self.authority);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/json, text/event-stream")
            .header("mcp-protocol-version", VERSION)
            .body(Full::new(Bytes::from(body.map(Value::to_string).unwrap_or_default())))
            .map_err(|_| Failure::usage("the session in the file is damaged", "join anew with a fresh link"))?;
        match &self.tls {
            None => self.spoken(stream, request).await,
            Some(tls) => {
                let name = ServerName::try_from(self.host.clone()).map_err(|_| self.silent())?;
                let stream = tls.connect(name, stream).await.map_err(|_| {
                    Failure::usage(
                        format!("the certificate of `{}` is not one that this machine trusts", self.authority),
                        "have it added to the machine's certificates, or name it in SSL_CERT_FILE",
                    )
                })?;
                self.spoken(stream, request).await
            }
        }
    }

    async fn spoken<S>(&self, stream: S, request: Request<Full<Bytes>>) -> Result<Answer, Failure>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|_| self.silent())?;
        let driving = tokio::spawn(connection);
        let response = sender.send_request(request).await.map_err(|_| self.silent())?;
        let (parts, body) = response.into_parts();
        let bytes = Limited::new(body, LARGEST).collect().await.map_err(|_| self.silent())?.to_bytes();
        driving.abort();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    fn silent(&self) -> Failure {
        Failure::usage(format!("the server at `{}` does not answer", self.authority), "see whether it runs, and try again")
    }
}

impl Answer {
    /// The answer, or what the server says is wrong.
    pub(super) fn good(self) -> Result<Self, Failure> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let text = |key: &str, otherwise: &str| self.body[key].as_str().unwrap_or(otherwise).to_owned();
        let problem = text("detail", &format!("the server answered with {}", self.status));
        Err(Failure::usage(problem, text("way_out", "see whether this is a server of zopa's, of the same version")))
    }
}

/// TLS with the certificates that this machine trusts.
fn connector() -> Result<TlsConnector, Failure> {
    let mut roots = rustls::RootCertStore::empty();
    let (_, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| Failure::usage("this machine's TLS cannot be used", "join over the loopback"))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
