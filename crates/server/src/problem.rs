//! What went wrong with a request, as `application/problem+json` (RFC 9457) with a way out.
//!
//! Nothing that a request carried is repeated here, save names that the sender typed: an answer may be logged on its way.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use zopa_report::DiagnosticView;
use zopa_table::{Refusal, Why};

use crate::store::StoreError;

/// A problem with a request.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the title says it.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What kind of problem it is, in a few words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What is wrong.
    detail: String,
    /// What to do about it.
    way_out: String,
    /// The faults of a case, where that is the problem, as `zopa check --json` gives them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    diagnostics: Vec<DiagnosticView>,
}

impl Problem {
    /// A problem of this status.
    pub(crate) fn new(status: StatusCode, title: &'static str, detail: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title,
            status: status.as_u16(),
            detail: detail.into(),
            way_out: way_out.into(),
            diagnostics: Vec::new(),
        }
    }

    /// The same with the faults of the case that was sent.
    pub(crate) fn with_diagnostics(self, diagnostics: Vec<DiagnosticView>) -> Self {
        Self { diagnostics, ..self }
    }

    /// What is asked for makes no sense.
    pub(crate) fn senseless(detail: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "this makes no sense here", detail, way_out)
    }

    /// There is nothing there, or nothing that this session may know of: the two look alike.
    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not found",
            "there is nothing here that this session may see",
            "check the address, or log in",
        )
    }

    /// Nobody is logged in.
    pub(crate) fn not_logged_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not logged in", "this needs a session", "open your link, or log in")
    }

    /// Somebody is logged in who may not do this.
    pub(crate) fn forbidden(detail: &str, way_out: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "not allowed", detail, way_out)
    }

    /// Name or passphrase is wrong; which of the two is not said.
    pub(crate) fn wrong_passphrase() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "not logged in",
            "the name or the passphrase is wrong",
            "try again, or ask for a new link",
        )
    }

    /// Too much at once.
    pub(crate) fn slow_down(detail: &str) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too many requests", detail, "wait a little and try again")
    }

    /// The machine cannot do it now. Nothing was acknowledged.
    pub(crate) fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "not available",
            "this could not be kept, so it did not happen",
            "try again; if it goes on, ask the operator to look at the database",
        )
    }

    /// What is wrong.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }

    /// What to do about it.
    pub(crate) fn way_out(&self) -> &str {
        &self.way_out
    }

    /// Whether it says only that nobody is logged in.
    pub(crate) fn is_not_logged_in(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED.as_u16()
    }

    /// Whether it says only that things stand otherwise now.
    pub(crate) fn is_not_now(&self) -> bool {
        self.status == StatusCode::CONFLICT.as_u16()
    }

    /// Something else was first.
    pub(crate) fn conflict(detail: &str, way_out: &str) -> Self {
        Self::new(StatusCode::CONFLICT, "something else was first", detail, way_out)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (status, title) = match refusal.why {
            Why::NotYours => (StatusCode::FORBIDDEN, "not allowed"),
            Why::NotNow => (StatusCode::CONFLICT, "not now"),
            Why::MakesNoSense => (StatusCode::UNPROCESSABLE_ENTITY, "this makes no sense here"),
            Why::UsedUp => (StatusCode::FORBIDDEN, "used up"),
        };
        Self::new(status, title, refusal.problem, refusal.way_out)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => {
                Self::conflict("what this changes was changed meanwhile", "load it again, and repeat your change")
            }
            StoreError::Unavailable => Self::unavailable(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response
    }
}
