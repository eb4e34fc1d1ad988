//! Where a link of a page leads, in the repository and in the built book.

use std::path::{Component, Path, PathBuf};

/// The page that the built book opens with.
const FRONT: &str = "docs/README.md";

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To another site, which is nobody's to hold here.
    Elsewhere,
    /// To a place on the same page.
    Here(String),
    /// To a file of this repository, and perhaps a place in it.
    File {
        /// From the root of the repository.
        path: PathBuf,
        /// The heading's anchor.
        place: Option<String>,
    },
    /// Out of the repository.
    Outside,
}

/// Where `link`, as it stands in the page at `from`, leads.
pub(super) fn target(from: &Path, link: &str) -> Target {
    if link.contains("://") || link.starts_with("mailto:") {
        return Target::Elsewhere;
    }
    let (path, place) = match link.split_once('#') {
        Some((path, place)) => (path, Some(place.to_owned())),
        None => (link, None),
    };
    match (path, place) {
        ("", place) => Target::Here(place.unwrap_or_default()),
        (path, place) => match plain(&from.with_file_name("").join(path)) {
            Some(path) => Target::File { path, place },
            None => Target::Outside,
        },
    }
}

/// A path without `.` and `..`, where it stays below the root.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => plain.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !plain.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

/// Whether a file is a page: Markdown.
pub(super) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

/// Where a file of the repository stands in the built book.
pub(super) fn built(path: &Path) -> PathBuf {
    match path.to_str() {
        Some(FRONT) => PathBuf::from("index.html"),
        _ if is_page(path) => path.with_extension("html"),
        _ => path.to_path_buf(),
    }
}

/// A link from one page of the built book to another file of it, both named as in the repository.
pub(super) fn link(from: &Path, to: &Path) -> String {
    relative(&built(from), &built(to))
}

/// The way from the file `from` to the file `to`, with the marks of addresses.
pub(super) fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (names(from), names(to));
    let folders = &from[..from.len().saturating_sub(1)];
    let shared = folders.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(to[shared..].iter().map(String::as_str)).collect::<Vec<_>>().join("/")
}

fn names(path: &Path) -> Vec<String> {
    path.iter().map(|name| name.to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_from_where_they_stand() {
        let page = Path::new("docs/how-to/a.md");
        let file = |path: &str, place: Option<&str>| Target::File { path: path.into(), place: place.map(str::to_owned) };
        assert_eq!(target(page, "../talks.md#time"), file("docs/talks.md", Some("time")));
        assert_eq!(target(page, "b.md"), file("docs/how-to/b.md", None));
        assert_eq!(target(page, "../../README.md"), file("README.md", None));
        assert_eq!(target(page, "#here"), Target::Here("here".into()));
        assert_eq!(target(page, "https://example.org/a.md"), Target::Elsewhere);
        assert_eq!(target(page, "../../../x.md"), Target::Outside);
    }

    #[test]
    fn built_links_are_relative_and_the_front_page_is_the_index() {
        assert_eq!(link(Path::new("docs/how-to/a.md"), Path::new("docs/README.md")), "../../index.html");
        assert_eq!(link(Path::new("docs/README.md"), Path::new("docs/how-to/a.md")), "docs/how-to/a.html");
        assert_eq!(link(Path::new("docs/how-to/a.md"), Path::new("docs/images/b.svg")), "../images/b.svg");
        assert_eq!(link(Path::new("docs/how-to/a.md"), Path::new("docs/how-to/b.md")), "b.html");
    }
}
