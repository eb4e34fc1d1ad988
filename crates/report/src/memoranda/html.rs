//! Two versions of a memorandum as one HTML file.

use askama::Template;

use crate::html::rendered;
use zopa_dossier::memorandum::{Clause, Pairing, Piece, PieceKind};

use super::{Versions, became, matched};

/// Two versions as a page: no script, no request.
pub fn html(versions: &Versions<'_>) -> String {
    rendered(&Page { versions, page_style: include_str!("../../templates/report.css") })
}

/// What the template sees.
#[derive(Template)]
#[template(path = "memoranda.html")]
struct Page<'a> {
    versions: &'a Versions<'a>,
    page_style: &'static str,
}

impl Page<'_> {
    fn counts(&self) -> Vec<(&'static str, usize)> {
        self.versions.counts().into_iter().filter(|(_, count)| *count > 0).collect()
    }

    fn number(&self, pairing: &Pairing) -> String {
        self.versions.number(pairing)
    }

    fn became(&self, pairing: &Pairing) -> String {
        became(pairing).join(", ")
    }

    fn matched(&self, pairing: &Pairing) -> Option<String> {
        matched(pairing)
    }

    fn clause(&self, pairing: &Pairing) -> Option<&Clause> {
        self.versions.after(pairing).or(self.versions.before(pairing))
    }

    fn is_removed(&self, pairing: &Pairing) -> bool {
        pairing.new.is_none()
    }

    fn is_added(&self, pairing: &Pairing) -> bool {
        pairing.old.is_none()
    }

    fn went(&self, piece: &Piece) -> bool {
        piece.kind == PieceKind::Removed
    }

    fn came(&self, piece: &Piece) -> bool {
        piece.kind == PieceKind::Added
    }
}
