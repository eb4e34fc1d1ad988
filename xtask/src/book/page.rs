//! One page: its headings, its links, and what it looks like.

use std::path::Path;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use super::address::{self, Target};
use super::anchors::Anchors;

/// One page as it was read.
pub(super) struct Page {
    /// Its first heading, as text.
    pub(super) title: String,
    /// All headings in their order.
    pub(super) headings: Vec<Heading>,
    /// Every link and picture.
    pub(super) links: Vec<Link>,
    /// The page as HTML, its links those of the built book.
    pub(super) html: String,
    /// What stands below each heading, as plain words, to be searched.
    pub(super) sections: Vec<Section>,
}

/// A heading with what stands below it, as plain words.
pub(super) struct Section {
    /// The words of the heading.
    pub(super) heading: String,
    /// Its anchor.
    pub(super) anchor: String,
    /// The words below it.
    pub(super) words: String,
}

/// A heading.
pub(super) struct Heading {
    /// From 1.
    pub(super) level: u8,
    /// Its words.
    pub(super) text: String,
    /// Its anchor.
    pub(super) anchor: String,
}

/// A link or a picture.
pub(super) struct Link {
    /// What it names, as it is written.
    pub(super) to: String,
    /// The line of the page, from 1.
    line: usize,
}

impl Link {
    /// What is wrong with this link of the page at `path`.
    pub(super) fn fault(&self, path: &Path, what: &str) -> String {
        format!("{}:{}: the link to `{}`: {what}", path.display(), self.line, self.to)
    }
}

impl Page {
    /// Reads the page at `path`.
    pub(super) fn read(path: &Path, text: &str) -> Self {
        let headings = headings(text);
        let title = headings.first().map_or_else(|| path.display().to_string(), |heading| heading.text.clone());
        Self { title, links: links(text), html: rendered(path, text, &headings), sections: sections(text, &headings), headings }
    }
}

/// What is read beyond plain Markdown: tables, as repository browsers do.
const OPTIONS: Options = Options::ENABLE_TABLES;

fn headings(text: &str) -> Vec<Heading> {
    let (mut found, mut anchors) = (Vec::new(), Anchors::default());
    let mut open: Option<(u8, String)> = None;
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((level as u8, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, text)) = open.take() {
                    let anchor = anchors.next(&text);
                    found.push(Heading { level, text, anchor });
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

fn sections(text: &str, headings: &[Heading]) -> Vec<Section> {
    let mut headings = headings.iter();
    let mut sections: Vec<Section> = Vec::new();
    let mut in_heading = false;
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                in_heading = true;
                sections.extend(headings.next().map(Section::empty));
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Text(words) | Event::Code(words) if !in_heading => {
                if let Some(section) = sections.last_mut() {
                    section.words.push_str(&words);
                    section.words.push(' ');
                }
            }
            _ => {}
        }
    }
    sections
}

impl Section {
    fn empty(heading: &Heading) -> Self {
        Self { heading: heading.text.clone(), anchor: heading.anchor.clone(), words: String::new() }
    }
}

fn links(text: &str) -> Vec<Link> {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let link = |(event, place): (Event, std::ops::Range<usize>)| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(Link { to: dest_url.into_string(), line: text[..place.start].matches('\n').count() + 1 })
        }
        _ => None,
    };
    events.filter_map(link).collect()
}

fn rendered(path: &Path, text: &str, headings: &[Heading]) -> String {
    let mut anchors = headings.iter().map(|heading| &heading.anchor);
    // Comments say to the suite `commands` what a block is; readers of the built page have no use for them.
    let shown = Parser::new_ext(text, OPTIONS).filter(|event| !matches!(event, Event::Html(raw) if raw.starts_with("<!--")));
    let events = shown.map(|event| match event {
        Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
            Event::Start(Tag::Heading { level, id: anchors.next().map(|anchor| anchor.clone().into()), classes, attrs })
        }
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: in_book(path, &dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: in_book(path, &dest_url), title, id })
        }
        // A flag or a name is not broken in two.
        Event::Code(words) if words.chars().count() <= SHORT => {
            Event::InlineHtml(format!("<code class=\"short\">{}</code>", escaped(&words)).into())
        }
        other => other,
    });
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events);
    framed(&out)
}

/// So many characters of code stand on one line of a phone.
const SHORT: usize = 26;

/// Words as HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A wide table scrolls in a frame of its own, and so does a listing; the keyboard reaches both. A table of keys, which is
/// mostly prose, has a name of its own, so that a phone can put what a key means below it.
fn framed(html: &str) -> String {
    html.replace("<table><thead><tr><th>key</th>", "<div class=\"scroll\"><table class=\"keys\"><thead><tr><th>key</th>")
        .replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<pre>", "<pre tabindex=\"0\">")
}

/// A link as it stands in the built book.
fn in_book(from: &Path, link: &str) -> CowStr<'static> {
    match address::target(from, link) {
        Target::File { path, place } => {
            let place = place.map(|place| format!("#{place}")).unwrap_or_default();
            format!("{}{place}", address::link(from, &path)).into()
        }
        _ => link.to_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_links_and_their_lines_are_found_and_links_lead_to_built_pages() {
        let text = "# A page\n\nSee [the other](../talks.md#time) and ![it](../images/a.svg).\n\n## With `code`\n\n| a |\n|---|\n| b |\n";
        let page = Page::read(Path::new("docs/how-to/a.md"), text);
        assert_eq!(page.title, "A page");
        assert_eq!(page.headings[1].anchor, "with-code");
        assert_eq!(
            page.links.iter().map(|link| (link.to.as_str(), link.line)).collect::<Vec<_>>(),
            [("../talks.md#time", 3), ("../images/a.svg", 3)]
        );
        assert!(page.html.contains("href=\"../talks.html#time\""), "{}", page.html);
        assert_eq!(page.sections[0].words.trim(), "See  the other  and  it .");
        assert!(page.html.contains("<h2 id=\"with-code\">"), "{}", page.html);
        assert!(page.html.contains("tabindex=\"0\"><table>"), "{}", page.html);
    }
}
