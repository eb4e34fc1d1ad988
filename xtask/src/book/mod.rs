//! The book: `docs/` as HTML pages that open from a disk, need no network and no script, and print.
//!
//! The pages are Markdown that reads well where it lies. `docs/SUMMARY.md` says which pages there are and in which order;
//! the pages under `docs/reference/` are written by [`mod@reference`] from the program and its sources. The built book keeps the
//! tree of the repository, so a link in a page means the same here and there.

mod address;
mod anchors;
mod built;
mod contents;
mod layout;
pub(crate) mod mentions;
mod page;
pub(crate) mod reference;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::address::Target;
use self::contents::Contents;
use self::page::Page;
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;

/// The file that orders the pages.
const SUMMARY: &str = "docs/SUMMARY.md";

/// Files at the root that readers of the repository begin with: their links are held as well.
const AT_ROOT: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// The book as it was read: every page, and what is wrong with any of them.
pub(crate) struct Book {
    contents: Contents,
    /// Every page by its path from the root of the repository: those of the contents, and others that they lead to.
    pages: BTreeMap<PathBuf, Page>,
    /// Files that pages lead to and that are none: pictures, schemas, scenarios.
    files: BTreeSet<PathBuf>,
    /// Links that lead nowhere, and the like.
    pub(crate) faults: Vec<String>,
}

impl Book {
    /// Reads every page there is a way to, and follows every link.
    pub(crate) fn read(repository: &Repository) -> Result<Self, Shortfall> {
        let tracked: BTreeSet<PathBuf> = repository.files()?.into_iter().collect();
        let (contents, faults) = Contents::parse(&repository.read(Path::new(SUMMARY))?);
        let mut book = Self { contents, pages: BTreeMap::new(), files: BTreeSet::new(), faults };
        let listed = book.contents.paths().map(Path::to_path_buf);
        let mut open: Vec<PathBuf> = listed.chain(AT_ROOT.iter().map(PathBuf::from)).collect();
        while let Some(path) = open.pop() {
            if book.pages.contains_key(&path) {
                continue;
            }
            if !tracked.contains(&path) {
                book.faults.push(format!("{SUMMARY}: there is no {}; write it, or take its line out", path.display()));
                continue;
            }
            let page = Page::read(&path, &repository.read(&path)?);
            for link in &page.links {
                match address::target(&path, &link.to) {
                    Target::Elsewhere | Target::Here(_) => {}
                    Target::File { path: to, .. } if !tracked.contains(&to) => {
                        book.faults.push(link.fault(&path, &missing(repository, &to)))
                    }
                    Target::File { path: to, .. } if address::is_page(&to) => open.push(to),
                    Target::File { path: to, .. } => drop(book.files.insert(to)),
                    Target::Outside => {
                        book.faults.push(link.fault(&path, "leads out of this repository; write a path inside of it"))
                    }
                }
            }
            book.pages.insert(path, page);
        }
        book.anchors();
        book.strays(&tracked);
        Ok(book)
    }

    /// Links to a place in a page that has no such place.
    fn anchors(&mut self) {
        let mut faults = Vec::new();
        for (path, page) in &self.pages {
            for link in &page.links {
                let (to, place) = match address::target(path, &link.to) {
                    Target::Here(place) => (path.clone(), place),
                    Target::File { path: to, place: Some(place) } => (to, place),
                    _ => continue,
                };
                let Some(there) = self.pages.get(&to) else { continue };
                if !there.headings.iter().any(|heading| heading.anchor == place) {
                    let near: Vec<&str> = there.headings.iter().map(|heading| heading.anchor.as_str()).collect();
                    faults.push(
                        link.fault(path, &format!("{} has no heading `#{place}`; it has {}", to.display(), near.join(", "))),
                    );
                }
            }
        }
        self.faults.append(&mut faults);
    }

    /// Pages that lie in the book's folder and that the contents do not name.
    fn strays(&mut self, tracked: &BTreeSet<PathBuf>) {
        let is_ours = |file: &&PathBuf| file.starts_with("docs") && address::is_page(file) && *file != Path::new(SUMMARY);
        let listed: BTreeSet<&Path> = self.contents.paths().collect();
        let strays = tracked.iter().filter(is_ours).filter(|file| !listed.contains(file.as_path()));
        self.faults.extend(strays.map(|file| format!("{}: no line of {SUMMARY} leads to it; add one", file.display())));
    }

    /// How many pages, files and links there are.
    pub(crate) fn size(&self) -> String {
        let links: usize = self.pages.values().map(|page| page.links.len()).sum();
        format!("{} pages, {} other files, {links} links", self.pages.len(), self.files.len())
    }

    /// Writes every page as HTML and copies what they show, into `folder`.
    pub(crate) fn write(&self, repository: &Repository, folder: &Path) -> Result<(), Shortfall> {
        for (path, page) in &self.pages {
            put(&folder.join(address::built(path)), layout::html(&self.contents, path, page).as_bytes())?;
        }
        put(&folder.join(layout::STYLE_AT), layout::STYLE.as_bytes())?;
        put(&folder.join(layout::SEARCH_AT), search::script(self).as_bytes())?;
        for file in &self.files {
            let from = repository.root.join(file);
            put(&folder.join(file), &fs::read(&from).map_err(|error| failed("read", &from, &error))?)?;
        }
        Ok(())
    }
}

/// Why there is nothing at `path`.
fn missing(repository: &Repository, path: &Path) -> String {
    if repository.root.join(path).is_dir() {
        return format!("leads to the folder {}; name a file in it, for a built page has no listings", path.display());
    }
    format!("there is no {}", path.display())
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Shortfall> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| failed("make", folder, &error))?;
    fs::write(path, bytes).map_err(|error| failed("write", path, &error))
}

/// Builds the book into `folder`. Pages whose links do not hold are a shortfall, with all of them told.
pub(crate) fn build(repository: &Repository, folder: &Path) -> Result<String, Shortfall> {
    let book = Book::read(repository)?;
    if !book.faults.is_empty() {
        return Err(Shortfall::Failed(book.faults.join("\n")));
    }
    book.write(repository, folder)?;
    Ok(book.size())
}
