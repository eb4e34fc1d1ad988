//! The built pages as a browser finds them: every address in them leads to a file and a place that are there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::Book;
use super::address::{self, Target};
use crate::repository::failed;
use crate::suite::Shortfall;

/// A built page: the places in it, and the addresses that it names.
struct Built {
    places: BTreeSet<String>,
    addresses: Vec<String>,
}

impl Book {
    /// What is wrong with the pages that were written into `folder`.
    pub(crate) fn faults_as_built(&self, folder: &Path) -> Result<Vec<String>, Shortfall> {
        let mut pages: BTreeMap<PathBuf, Built> = BTreeMap::new();
        for path in self.pages.keys().map(|path| address::built(path)) {
            let file = folder.join(&path);
            let html = fs::read_to_string(&file).map_err(|error| failed("read", &file, &error))?;
            let places = attributes(&html, "id").map(str::to_owned).collect();
            let addresses = ["href", "src"].into_iter().flat_map(|name| attributes(&html, name)).map(str::to_owned).collect();
            pages.insert(path, Built { places, addresses });
        }
        let mut faults = Vec::new();
        for (path, page) in &pages {
            let broken = page.addresses.iter().filter(|to| !holds(folder, &pages, path, to));
            faults.extend(broken.map(|to| format!("{} as built: nothing is at `{to}`", path.display())));
        }
        Ok(faults)
    }
}

/// Whether something is where an address of the page at `path` leads.
fn holds(folder: &Path, pages: &BTreeMap<PathBuf, Built>, path: &Path, to: &str) -> bool {
    let (file, place) = match address::target(path, to) {
        Target::Elsewhere => return true,
        Target::Outside => return false,
        Target::Here(place) => (path.to_path_buf(), Some(place)),
        Target::File { path, place } => (path, place),
    };
    let is_there = |place: &String| pages.get(&file).is_some_and(|page| page.places.contains(place));
    folder.join(&file).is_file() && place.as_ref().is_none_or(is_there)
}

/// The values of an attribute. In text the marks of attributes are written as `&quot;`, so they stand in tags alone.
fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let begins = format!(" {name}=\"");
    html.match_indices(&begins).map(|(at, begins)| at + begins.len()).collect::<Vec<_>>().into_iter().filter_map(|from| {
        let length = html[from..].find('"')?;
        Some(&html[from..from + length])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_from_tags_and_not_from_text() {
        let html = "<h2 id=\"a\">A</h2><p>Write <code>&lt;a href=&quot;b&quot;&gt;</code>: <a href=\"c.html#d\">c</a></p>";
        assert_eq!(attributes(html, "id").collect::<Vec<_>>(), ["a"]);
        assert_eq!(attributes(html, "href").collect::<Vec<_>>(), ["c.html#d"]);
    }
}
