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
