//! What every request has to pass: the right host, the right origin, the session's own mark on changes. And what every
//! answer carries: a policy under which a page runs nothing but ours.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq as _;

use crate::problem::Problem;
use crate::session::{cookie_token, token};
use crate::state::State;

/// The header that a page of ours sends along with every change.
const CSRF: &str = "x-zopa-csrf";
/// What makes a session has no mark yet.
const OPENS_A_SESSION: &[&str] =
    &["/api/session/open", "/api/session/invitation", "/api/session/login", "/api/join", "/api/join/seat"];
/// Nothing but our own scripts, styles and pictures; nobody may frame us; nothing is sent anywhere else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
                      font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Refuses what no page or program of ours would send, measures, and sets the headers of the answer.
pub(crate) async fn guard(state: Shared<State>, route: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    // The pattern of the address and not the address: an address names a table.
    let route = route.map_or_else(|| "page".to_owned(), |route| route.as_str().to_owned());
    let is_api = is_api(&request);
    let mut response = match check(&state, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    dress(response.headers_mut(), is_api, state.is_secure);
    let (status, took) = (response.status().as_u16(), began.elapsed());
    state.metrics.answered(&route, status, took);
    tracing::info!(%method, route, status, micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX), "answered");
    response
}

/// Whether this is for programs, and not a page.
fn is_api(request: &Request) -> bool {
    let path = request.uri().path();
    path.starts_with("/api/") || path == crate::mcp::ADDRESS
}

fn check(state: &State, request: &Request) -> Result<(), Problem> {
    let headers = request.headers();
    let one = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // A foreign name that was made to point here (DNS rebinding) is refused, on loopback too.
    let host = one(header::HOST).or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    if !host.is_some_and(|host| state.hosts.iter().any(|own| own.eq_ignore_ascii_case(host))) {
        return Err(Problem::forbidden(
            "this server does not answer to that name",
            "use the address that it printed when it started",
        ));
    }
    let foreign = || Problem::forbidden("a page of another site asked for this", "use the pages of this server");
    if let Some(origin) = one(header::ORIGIN) {
        let scheme = if state.is_secure { "https://" } else { "http://" };
        let name = origin.strip_prefix(scheme).ok_or_else(foreign)?;
        if !state.hosts.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            return Err(foreign());
        }
    }
    let is_api = is_api(request);
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if is_api && matches!(site, Some("cross-site" | "same-site")) {
        return Err(foreign());
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !OPENS_A_SESSION.contains(&request.uri().path()) {
        check_mark(headers)?;
    }
    Ok(())
}

/// Who has a session's cookie has to show that it is a page or program that was told the session's mark.
fn check_mark(headers: &HeaderMap) -> Result<(), Problem> {
    let Some(session) = cookie_token(headers) else { return Ok(()) };
    let given = headers.get(CSRF).map(HeaderValue::as_bytes).unwrap_or_default();
    match bool::from(token::csrf(session).as_bytes().ct_eq(given)) {
        true => Ok(()),
        false => Err(Problem::forbidden(
            "the session's mark is missing",
            "send `X-Zopa-Csrf` as /api/session gives it, or load the page again",
        )),
    }
}

fn dress(headers: &mut HeaderMap, is_api: bool, is_secure: bool) {
    let mut set = |name: &'static str, value: &'static str| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    };
    set("content-security-policy", POLICY);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
    if is_api {
        set("cache-control", "no-store");
    }
    if is_secure {
        set("strict-transport-security", "max-age=31536000");
    }
}
