//! What surrounds a page: the contents, the way on and back, and one style sheet. A script searches, and nothing else needs it.

use std::fmt::Write;
use std::path::Path;

use super::address::{built, link, relative};
use super::contents::{Contents, Entry};
use super::page::{self, Heading, Page};

/// The one style sheet.
pub(super) const STYLE: &str = include_str!("book.css");

/// Where it stands in the built book.
pub(super) const STYLE_AT: &str = "book.css";

/// Where the words of all pages stand, with the few lines that search them. Pages need neither.
pub(super) const SEARCH_AT: &str = "search.js";

/// The page at `path` as a whole HTML file.
pub(super) fn html(contents: &Contents, path: &Path, page: &Page) -> String {
    let style = relative(&built(path), Path::new(STYLE_AT));
    let search = relative(&built(path), Path::new(SEARCH_AT));
    let root = search.strip_suffix(SEARCH_AT).unwrap_or_default();
    let front = link(path, Path::new("docs/README.md"));
    let title = escaped(&page.title);
    let title = if title.contains("zopa") { title } else { format!("{title} · zopa") };
    let mut out = String::new();
    // Writing into a text cannot fail.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"{style}\">\n\
         <script src=\"{search}\" data-root=\"{root}\" defer></script>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#page\">To the page</a>\n\
         <input type=\"checkbox\" id=\"menu\" aria-label=\"Show the contents\">\n\
         <header class=\"bar\"><a class=\"brand\" href=\"{front}\">zopa</a><label for=\"menu\">Contents</label></header>\n\
         <nav class=\"contents\" aria-label=\"Contents\">\n<a class=\"brand\" href=\"{front}\">zopa</a>\n<div id=\"search\"></div>\n{}</nav>\n\
         <main id=\"page\">\n<article>\n{}</article>\n{}</main>\n</body>\n</html>\n",
        parts(contents, path, page),
        page.html,
        neighbours(contents, path),
    );
    out
}

/// The contents with the page at `path` marked and its sections below it.
fn parts(contents: &Contents, path: &Path, page: &Page) -> String {
    let mut out = String::new();
    for part in &contents.parts {
        if !part.name.is_empty() {
            let _ = writeln!(out, "<h2>{}</h2>", escaped(&part.name));
        }
        out.push_str("<ul>\n");
        for entry in &part.entries {
            let here = entry.path == path;
            let mark = if here { " aria-current=\"page\"" } else { "" };
            let below = if here { sections(&page.headings) } else { String::new() };
            let _ = writeln!(out, "<li><a href=\"{}\"{mark}>{}</a>{below}</li>", link(path, &entry.path), escaped(&entry.title));
        }
        out.push_str("</ul>\n");
    }
    out
}

/// The sections of a page, where there is more than one.
fn sections(headings: &[Heading]) -> String {
    let sections: Vec<&Heading> = headings.iter().filter(|heading| heading.level == 2).collect();
    if sections.len() < 2 {
        return String::new();
    }
    let mut out = String::from("\n<ul class=\"sections\">\n");
    for Heading { text, anchor, .. } in sections {
        let _ = writeln!(out, "<li><a href=\"#{anchor}\">{}</a></li>", escaped(text));
    }
    out.push_str("</ul>\n");
    out
}

/// The way back and on.
fn neighbours(contents: &Contents, path: &Path) -> String {
    let (before, after) = contents.neighbours(path);
    let way = |entry: Option<&Entry>, rel: &str, word: &str| {
        entry.map_or_else(String::new, |Entry { title, path: to }| {
            format!("<a rel=\"{rel}\" href=\"{}\"><span>{word}</span> {}</a>\n", link(path, to), escaped(title))
        })
    };
    let ways = way(before, "prev", "Back") + &way(after, "next", "On");
    if ways.is_empty() { ways } else { format!("<nav class=\"ways\" aria-label=\"Back and on\">\n{ways}</nav>\n") }
}

/// Words as HTML; code marks of Markdown are left out.
fn escaped(text: &str) -> String {
    page::escaped(&text.replace('`', ""))
}
