//! `zopa serve`: the workbench and the table, in a browser.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use zopa_server::{CannotStart, Config, Secured, State};

use crate::exit::{Ending, Failure};
use crate::{show, source};
use zopa_runner::files;

/// What the server is started with.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to listen on. One that other machines reach needs a certificate, or a proxy that has one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8321")]
    listen: SocketAddr,
    /// The file that everything is kept in; it is made where it is not there
    #[arg(long, value_name = "FILE", default_value = "zopa.db", conflicts_with_all = ["database", "temporary"])]
    data: PathBuf,
    /// Keep everything in PostgreSQL: postgres://USER:PASSWORD@HOST/NAME. Better given as a variable than typed
    #[arg(long, value_name = "URL", env = "ZOPA_DATABASE", hide_env_values = true, conflicts_with = "temporary")]
    database: Option<String>,
    /// Keep nothing: everything is gone when the server stops. Needs no passphrase
    #[arg(long)]
    temporary: bool,
    /// Read the operator's passphrase from the first line of this file instead of asking
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// A certificate (a PEM file, with its chain)
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's key (a PEM file)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// A proxy in front of this server provides TLS, and nobody else can reach it
    #[arg(long, conflicts_with = "tls_cert")]
    behind_tls_proxy: bool,
    /// A name with its port by which browsers reach this server, as it stands in their address bar; repeat it for more
    #[arg(long, value_name = "NAME[:PORT]")]
    host: Vec<String>,
    /// Copy everything as it is now into a new file, and end. A server may be running meanwhile
    #[arg(long, value_name = "FILE", conflicts_with_all = ["database", "temporary"])]
    backup: Option<PathBuf>,
    /// Print the address and the link as JSON
    #[arg(long)]
    json: bool,
}

/// The shortest passphrase of an operator, in characters.
const SHORTEST: usize = 10;

/// Serves until it is told to stop (Ctrl-C).
pub(crate) fn run(arguments: &Serve) -> Result<Ending, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::usage(format!("cannot start: {error}"), "free some memory, and try again"))?;
    if let Some(copy) = &arguments.backup {
        return runtime.block_on(back_up(&arguments.data, copy));
    }
    let secured = secured(arguments)?;
    let is_secure = secured.is_some() || arguments.behind_tls_proxy;
    if !arguments.listen.ip().is_loopback() && !is_secure {
        return Err(Failure::usage(
            format!("`{}` can be reached by other machines, and nothing there would be encrypted", arguments.listen),
            "give --tls-cert and --tls-key, or --behind-tls-proxy where a proxy provides TLS; or listen on 127.0.0.1",
        ));
    }
    let passphrase = passphrase(arguments)?;
    log();
    runtime.block_on(serve(arguments, secured, passphrase, is_secure))
}

async fn serve(arguments: &Serve, secured: Option<Secured>, passphrase: String, is_secure: bool) -> Result<Ending, Failure> {
    let listener = TcpListener::bind(arguments.listen).await.map_err(|error| {
        Failure::usage(format!("cannot listen on {}: {error}", arguments.listen), "choose another port with --listen")
    })?;
    let bound =
        listener.local_addr().map_err(|error| Failure::usage(format!("cannot listen: {error}"), "choose another port"))?;
    let hosts = hosts(bound, &arguments.host, is_secure);
    let config = Config { database: database(arguments), passphrase, hosts: hosts.clone(), is_secure };
    let state = State::open(config).await.map_err(cannot)?;
    announce(arguments.json, &hosts[0], is_secure, &state.start_token());
    zopa_server::serve(listener, secured, state, stop()).await.map_err(|error| {
        Failure::usage(format!("the server failed: {error}"), "start it again; what was acknowledged is kept")
    })?;
    Ok(Ending::Done)
}

async fn back_up(data: &Path, copy: &Path) -> Result<Ending, Failure> {
    if !data.exists() {
        return Err(Failure::usage(format!("there is no file `{}`", data.display()), "name the file with --data"));
    }
    zopa_server::back_up(&in_file(data), copy).await.map_err(cannot)?;
    show::note(&format!("wrote {}; it opens with the operator's passphrase of {}", copy.display(), data.display()));
    Ok(Ending::Done)
}

fn cannot(error: CannotStart) -> Failure {
    Failure::usage(error.problem, error.way_out)
}

fn database(arguments: &Serve) -> String {
    match (&arguments.database, arguments.temporary) {
        (Some(url), _) => url.clone(),
        (None, true) => "sqlite::memory:".to_owned(),
        (None, false) => in_file(&arguments.data),
    }
}

fn in_file(file: &Path) -> String {
    format!("sqlite://{}?mode=rwc", file.display())
}

fn secured(arguments: &Serve) -> Result<Option<Secured>, Failure> {
    match (&arguments.tls_cert, &arguments.tls_key) {
        (Some(certificate), Some(key)) => Secured::new(&files::read(certificate)?, &files::read(key)?).map(Some).map_err(cannot),
        _ => Ok(None),
    }
}

/// The operator's passphrase. Where nothing is kept, one that nobody knows.
fn passphrase(arguments: &Serve) -> Result<String, Failure> {
    if arguments.temporary {
        return Ok("nothing is kept, so nothing is sealed for later".to_owned());
    }
    let is_new = arguments.database.is_none() && !arguments.data.exists();
    let file = arguments.passphrase_file.as_deref();
    let prompt = if is_new { "Choose a passphrase for this new database: " } else { "The operator's passphrase: " };
    let passphrase = source::passphrase(file, prompt)?;
    if is_new && passphrase.chars().count() < SHORTEST {
        let problem = format!("the passphrase has fewer than {SHORTEST} characters");
        return Err(Failure::usage(problem, "choose a few words that nobody can guess"));
    }
    if is_new && file.is_none() && passphrase != source::passphrase(None, "Once more: ")? {
        return Err(Failure::usage("the two passphrases differ", "try again"));
    }
    Ok(passphrase)
}

/// The names by which browsers reach the server; the first is the one that is printed.
fn hosts(bound: SocketAddr, given: &[String], is_secure: bool) -> Vec<String> {
    let port = bound.port();
    let usual = if is_secure { 443 } else { 80 };
    let mut hosts = given.to_vec();
    let ip = match bound.ip() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    let names = if bound.ip().is_loopback() { vec![ip, "localhost".to_owned()] } else { vec![ip] };
    for name in names {
        hosts.push(format!("{name}:{port}"));
        if port == usual {
            hosts.push(name);
        }
    }
    hosts
}

fn announce(as_json: bool, host: &str, is_secure: bool, token: &str) {
    let address = format!("{}://{host}", if is_secure { "https" } else { "http" });
    let link = format!("{address}/open#{token}");
    if as_json {
        show::data(&json!({ "zopa": 1, "address": address, "link": link }).to_string());
    } else {
        show::data(&format!("Open this link in a browser on this machine. It opens once:\n\n  {link}\n\nStop with Ctrl-C."));
    }
}

/// One line of JSON on standard error for each request, without addresses, names or tokens, where `ZOPA_LOG` asks for it.
fn log() {
    let wanted = std::env::var("ZOPA_LOG").unwrap_or_default();
    let level = match wanted.as_str() {
        "requests" => LevelFilter::INFO,
        "nothing" => LevelFilter::OFF,
        _ => LevelFilter::WARN,
    };
    // Only our own lines: what libraries say of their work may hold what they work on.
    let ours = Targets::new().with_target("zopa_server", level);
    let lines = tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr);
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
}

/// Ctrl-C, or the signal that a service manager sends.
async fn stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut ended = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(ended) => ended,
            Err(_) => return drop(interrupted.await),
        };
        tokio::select! {
            _ = interrupted => {}
            _ = ended.recv() => {}
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
