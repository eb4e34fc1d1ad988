//! The pages: built beforehand, and part of the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::problem::Problem;

/// What `npm run build` in `web/` made.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// A part of the pages; whatever has no file is a place in the page itself.
pub(crate) async fn page(path: Option<Path<String>>) -> Response {
    let path = path.map(|Path(path)| path).unwrap_or_default();
    if let Some(file) = Built::get(&path) {
        let is_named_by_content = path.starts_with("assets/");
        let cache = if is_named_by_content { "public, max-age=31536000, immutable" } else { "no-cache" };
        return ([(header::CONTENT_TYPE, kind(&path)), (header::CACHE_CONTROL, cache)], file.data).into_response();
    }
    if path.starts_with("api/") || path.starts_with("assets/") {
        return Problem::not_found().into_response();
    }
    match Built::get("index.html") {
        Some(page) => {
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], page.data).into_response()
        }
        None => Problem::new(
            StatusCode::NOT_FOUND,
            "no pages",
            "this program was built without its pages",
            "run `npm run build` in web/",
        )
        .into_response(),
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}
