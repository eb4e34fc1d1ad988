//! Writes every view of the hand-made documents into a folder, so that they can be looked at:
//! `cargo run -p zopa-report --example pictures -- FOLDER`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::Path;

use zopa_report::{Document, Styling, Width};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("usage: pictures FOLDER");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    write(folder, "labour", &samples::labour_dispute())?;
    write(folder, "real", &samples::as_if_real())?;
    write(folder, "three", &samples::three_way())?;
    write(folder, "textbook", &samples::textbook())?;
    write(folder, "long", &samples::long())?;
    write(folder, "statements", &samples::statements_only())
}

fn write(folder: &Path, name: &str, document: &Document) -> std::io::Result<()> {
    for chart in zopa_report::chart::charts(document) {
        for (size, svg) in [("narrow", &chart.narrow), ("wide", &chart.wide)] {
            let path = folder.join(format!("{name}-{}-{size}.svg", chart.name));
            std::fs::write(path, zopa_report::chart::standalone(svg))?;
        }
    }
    std::fs::write(folder.join(format!("{name}.html")), zopa_report::html(document))?;
    std::fs::write(folder.join(format!("{name}-brief.html")), zopa_report::brief(document))?;
    for columns in [80, 120] {
        let text = zopa_report::terminal(document, Width::new(columns), Styling::Plain);
        std::fs::write(folder.join(format!("{name}-{columns}.txt")), text)?;
    }
    Ok(())
}
