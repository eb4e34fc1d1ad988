//! JSON in requests and answers, with problems in place of plain texts.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// A body of JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/json") {
            // A form of another site cannot send this type without asking first.
            let detail = "the body is not said to be JSON";
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not JSON",
                detail,
                "send `content-type: application/json`",
            ));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            let status = rejection.status();
            let detail = "the body is too large, or did not arrive in time";
            Problem::new(status, "the body cannot be read", detail, "send less, or faster")
        })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            // The message of the parser may repeat a value, so only the place is told.
            let detail = format!("{} at line {} column {}", kind_of(&error), error.line(), error.column());
            Problem::senseless(detail, "look at the description of this address in /api/openapi.json")
        })
    }
}

fn kind_of(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Syntax | serde_json::error::Category::Eof => "the body is no JSON:",
        _ => "the JSON has an unknown, missing or wrong part",
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}
