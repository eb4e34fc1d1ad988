//! The session's cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use super::SESSION_SECONDS;

/// Its name.
pub(crate) const NAME: &str = "zopa_session";

/// The token in the cookie of a request.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).map(|(_, token)| token)
}

/// The token that a program sends: `Authorization: Bearer TOKEN`. No page of another site can have it sent.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = sent.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The token of a request's session: a program's, or else the one in the cookie.
pub(crate) fn sent(headers: &HeaderMap) -> Option<&str> {
    bearer(headers).or_else(|| token(headers))
}

/// The header that sets the cookie. Scripts cannot read it, and no other site can have it sent.
pub(crate) fn set(token: &str, is_secure: bool) -> HeaderValue {
    let secure = if is_secure { "; Secure" } else { "" };
    let cookie = format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={SESSION_SECONDS}{secure}");
    HeaderValue::from_str(&cookie).expect("a token consists of letters, digits, `-` and `_`")
}

/// The header that takes it away.
pub(crate) fn clear() -> HeaderValue {
    HeaderValue::from_static("zopa_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}
