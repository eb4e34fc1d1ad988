//! Manual pages: one for the program, one for every verb.

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::verbs::{Example, verb};
use crate::exit;

/// One page, in roff.
pub(crate) struct Page {
    /// Its name without the section: `zopa`, `zopa-analyse`.
    pub(crate) name: String,
    /// What `man` reads.
    pub(crate) text: String,
}

/// Every page, that of the program first.
pub(crate) fn pages() -> Vec<Page> {
    let mut command = super::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    collect(&command, &mut pages);
    pages
}

fn collect(command: &clap::Command, pages: &mut Vec<Page>) {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    pages.push(Page { text: page(command, &name), name });
    command.get_subcommands().filter(|verb| !verb.is_hide_set()).for_each(|verb| collect(verb, pages));
}

fn page(command: &clap::Command, name: &str) -> String {
    let version = command.get_version().unwrap_or_default();
    let manual = Man::new(command.clone()).source(format!("zopa {version}")).manual("zopa");
    let mut bytes = Vec::new();
    let written = manual
        .render_title(&mut bytes)
        .and_then(|()| manual.render_name_section(&mut bytes))
        .and_then(|()| manual.render_synopsis_section(&mut bytes))
        .and_then(|()| manual.render_description_section(&mut bytes))
        .and_then(|()| manual.render_options_section(&mut bytes))
        .and_then(|()| if command.has_subcommands() { manual.render_subcommands_section(&mut bytes) } else { Ok(()) });
    written.expect("writing to a list of bytes cannot fail");
    let mut rest = Roff::default();
    if let Some(verb) = name.strip_prefix("zopa-").and_then(verb) {
        examples(&mut rest, verb.examples, verb.next);
    }
    endings(&mut rest);
    see_also(&mut rest, command, name);
    format!("{}{}", with_one_preamble(&String::from_utf8_lossy(&bytes)), rest.to_roff())
}

/// Every section brings along the lines that define how an apostrophe is set; one time is enough.
fn with_one_preamble(sections: &str) -> String {
    let end = sections.find(".TH ").unwrap_or(0);
    let (preamble, rest) = sections.split_at(end);
    format!("{preamble}{}", if preamble.is_empty() { rest.to_owned() } else { rest.replace(preamble, "") })
}

fn examples(page: &mut Roff, examples: &[Example], next: &str) {
    page.control("SH", ["EXAMPLES"]);
    for Example { typed, does } in examples {
        page.control("TP", []);
        page.text([bold(*typed)]);
        page.text([roman(*does)]);
    }
    page.control("PP", []);
    page.text([roman(next)]);
}

fn endings(page: &mut Roff) {
    page.control("SH", ["EXIT STATUS"]);
    for (code, means) in exit::CODES {
        page.control("TP", []);
        page.text([bold(code.to_string())]);
        page.text([roman(means)]);
    }
}

fn see_also(page: &mut Roff, command: &clap::Command, name: &str) {
    let whole = (name != "zopa").then(|| "zopa".to_owned());
    let parts = command.get_subcommands().filter_map(|verb| verb.get_display_name().map(str::to_owned));
    let others: Vec<String> = whole.into_iter().chain(parts).map(|page| format!("{page}(1)")).collect();
    if !others.is_empty() {
        page.control("SH", ["SEE ALSO"]);
        page.text([roman(others.join(", "))]);
    }
}
