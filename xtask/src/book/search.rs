//! The words of all pages, for the search in the built book.

use serde_json::{Value, json};

use super::Book;
use super::address::built;

/// What looks for words and shows where they stand.
const SCRIPT: &str = include_str!("search.js");

/// The script with every section of every page of the contents: `[page's title, heading, address, words]`.
pub(super) fn script(book: &Book) -> String {
    let mut rows: Vec<Value> = Vec::new();
    for entry in book.contents.entries() {
        let Some(page) = book.pages.get(&entry.path) else { continue };
        let address = built(&entry.path).iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/");
        for (at, section) in page.sections.iter().enumerate() {
            // The first heading is the page's own, and its place is the top.
            let place = if at == 0 { address.clone() } else { format!("{address}#{}", section.anchor) };
            let words = section.words.split_whitespace().collect::<Vec<_>>().join(" ");
            rows.push(json!([entry.title, section.heading, place, words]));
        }
    }
    format!("{SCRIPT}search({});\n", Value::Array(rows))
}
