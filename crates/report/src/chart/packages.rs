//! Who accepts which package, in how many draws.

use super::axis::Axis;
use super::canvas::{Canvas, LINE, Shape, party_class, party_shape, wrap};
use super::{Chart, both};
use crate::Document;
use crate::document::PackageView;
use crate::words::share_in_words;

/// Packages drawn at most; the page lists them all.
const PACKAGES: usize = 10;

/// A chart for each judgement by which packages were counted over draws.
pub(super) fn charts(document: &Document) -> Vec<Chart> {
    let counted = document.packages.iter().filter(|package| package.accepted.is_some());
    let mut authors: Vec<Option<&str>> = counted.map(|package| package.judgement.as_deref()).collect();
    authors.dedup();
    match authors.as_slice() {
        [_, _, ..] if authors.iter().all(Option::is_some) => {
            authors.iter().flatten().filter_map(|judgement| chart(document, Some(judgement))).collect()
        }
        _ => chart(document, None).into_iter().collect(),
    }
}

/// The packages of one judgement, or of all.
fn chart(document: &Document, judgement: Option<&str>) -> Option<Chart> {
    let is_theirs = |package: &&PackageView| judgement.is_none_or(|id| package.judgement.as_deref() == Some(id));
    let counted = document.packages.iter().filter(|package| package.accepted.is_some()).filter(is_theirs);
    let counted: Vec<PackageView> = counted
        .take(PACKAGES)
        .map(|package| PackageView { label: label(document, package, judgement), ..package.clone() })
        .collect();
    let counted: Vec<&PackageView> = counted.iter().collect();
    let (name, title) = match judgement {
        Some(id) => (format!("packages-{id}"), format!("Who accepts which package: {}", document.author(id))),
        None => ("packages".to_owned(), "Who accepts which package".to_owned()),
    };
    (!counted.is_empty()).then(|| {
        let describe = describe(&counted);
        both(&name, &title, &describe, |canvas| draw(canvas, document, &counted))
    })
}

/// The label of a package, short where the chart names the author.
fn label(document: &Document, package: &PackageView, judgement: Option<&str>) -> String {
    let label = if judgement.is_some() { document.short_label(package) } else { &package.label };
    document.shortened(label)
}

fn describe(packages: &[&PackageView]) -> String {
    let mut sentences = Vec::new();
    for package in packages {
        let mut parts = Vec::new();
        if let Some(accepted) = &package.accepted {
            parts.push(format!("everybody in {} draws", share_in_words(accepted.share)));
        }
        for entry in &package.by_party {
            parts.push(format!("{} in {}", entry.party, share_in_words(entry.accepted.share)));
        }
        sentences.push(format!("{}: {}", package.label, parts.join(", ")));
    }
    format!("{}.", sentences.join("; "))
}

fn draw(canvas: &mut Canvas, document: &Document, packages: &[&PackageView]) {
    let label_width = if canvas.is_narrow() { 0.0 } else { 190.0 };
    let axis = Axis::whole(label_width + 14.0, canvas.width() - 14.0);
    let top = canvas.y;
    let heights: Vec<f64> = packages.iter().map(|package| height(canvas, package, label_width)).collect();
    let bottom = top + heights.iter().sum::<f64>() + 4.0;
    axis.lines(canvas, top, bottom);
    axis.half(canvas, top, bottom);
    for (package, height) in packages.iter().zip(heights) {
        row(canvas, document, &axis, package, label_width, height);
    }
    canvas.y = bottom;
    axis.numbers(canvas, "of 10 draws in which it is accepted");
    let classes: Vec<String> = (0..document.parties.len()).map(|party| format!("own ring {}", party_class(party))).collect();
    let mut entries: Vec<(Shape, &str, &str)> = vec![(Shape::Diamond, "mark", "everybody")];
    for (party, name) in document.parties.iter().enumerate() {
        entries.push((party_shape(party), &classes[party], name));
    }
    canvas.legend(&entries);
}

fn height(canvas: &Canvas, package: &PackageView, label_width: f64) -> f64 {
    match canvas.is_narrow() {
        true => wrap(&package.label, canvas.width() - 8.0).len() as f64 * LINE + 26.0,
        false => (wrap(&package.label, label_width).len() as f64 * LINE + 10.0).max(28.0),
    }
}

fn row(canvas: &mut Canvas, document: &Document, axis: &Axis, package: &PackageView, label_width: f64, height: f64) {
    let top = canvas.y;
    canvas.y += height;
    let y = if canvas.is_narrow() { canvas.y - 12.0 } else { top + height / 2.0 };
    let lines = wrap(&package.label, label_width.max(6.0)).len() as f64;
    match canvas.is_narrow() {
        true => canvas.paragraph(4.0, top + 13.0, canvas.width() - 8.0, "", &package.label),
        false => canvas.paragraph(4.0, y + 4.5 - (lines - 1.0) * LINE / 2.0, label_width, "", &package.label),
    };
    canvas.line((axis.x(0.0), y), (axis.x(1.0), y), "rule");
    for entry in &package.by_party {
        let party = document.parties.iter().position(|name| *name == entry.party).unwrap_or(0);
        let class = format!("own ring {}", party_class(party));
        canvas.mark(party_shape(party), (axis.x(entry.accepted.share), y), 5.0, &class);
    }
    if let Some(accepted) = &package.accepted {
        canvas.mark(Shape::Diamond, (axis.x(accepted.share), y), 4.5, "mark");
    }
}
