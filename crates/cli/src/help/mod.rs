//! What the program says of itself: the overview, the help of every verb, and what it says to whom mistypes one.
//!
//! `arguments.rs` says what there is; this room of the door says it so that somebody who is new understands it. Help, man pages
//! and completions are made of the one command that [`command`] gives.

mod headings;
mod manual;
mod overview;
mod suggestions;
mod verbs;

use clap::builder::{StyledStr, Styles};
use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

pub(crate) use manual::pages;

use crate::arguments::Arguments;
use crate::{exit, show};

/// What was typed. Where that is no command, or asks for help, this is said and the program ends.
pub(crate) fn arguments() -> Arguments {
    let parsed = command().try_get_matches().and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches));
    parsed.unwrap_or_else(|error| match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            show::note(overview::short(&styles(), width()).trim_end());
            std::process::exit(exit::BAD_INPUT.into())
        }
        _ => suggestions::with_tip(error).exit(),
    })
}

/// The whole command: flags under their headings, examples below the help of every verb, verbs in groups.
pub(crate) fn command() -> clap::Command {
    let (styles, width) = (styles(), width());
    let bare = Arguments::command();
    let overview = overview::long(&bare, &styles, width);
    bare.styles(styles.clone())
        .max_term_width(overview::WIDEST)
        .mut_subcommands(|subcommand| dressed(subcommand, &styles, width))
        .override_help(StyledStr::from(overview))
}

/// A verb with what its help says beyond its flags.
fn dressed(subcommand: clap::Command, styles: &Styles, width: usize) -> clap::Command {
    let subcommand = headings::sorted(subcommand);
    match verbs::verb(subcommand.get_name()) {
        Some(verb) => subcommand.after_help(StyledStr::from(overview::below(verb, styles, width))),
        None => subcommand,
    }
}

/// How wide help may be: as wide as the terminal, or as COLUMNS says where there is none.
fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).or_else(columns).unwrap_or(overview::WIDEST)
}

/// Headings stand out, what is typed is bold.
fn styles() -> Styles {
    Styles::styled()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_sound_and_every_flag_has_a_word_of_explanation() {
        let mut command = command();
        command.clone().debug_assert();
        command.build();
        for subcommand in command.get_subcommands() {
            let name = subcommand.get_name();
            assert!(subcommand.get_about().is_some(), "{name} says nothing of itself");
            let silent = subcommand.get_arguments().find(|argument| argument.get_help().is_none());
            assert!(silent.is_none(), "{name}: {silent:?} has no word of explanation");
        }
    }

    #[test]
    fn every_verb_stands_in_one_group_and_has_an_example_that_can_be_typed() {
        let command = Arguments::command();
        for subcommand in command.get_subcommands() {
            let name = subcommand.get_name();
            let times = verbs::GROUPS.iter().flat_map(|group| group.verbs).filter(|verb| verb.name == name).count();
            assert_eq!(times, 1, "`{name}` needs one line in crates/cli/src/help/verbs.rs");
        }
        for verb in verbs::GROUPS.iter().flat_map(|group| group.verbs) {
            assert!(command.find_subcommand(verb.name).is_some(), "`{}` is no verb", verb.name);
            assert!(!verb.examples.is_empty(), "`{}` has no example", verb.name);
            // The first is of the verb itself; others may be what comes next.
            assert_eq!(verb.examples[0].typed.split_whitespace().nth(1), Some(verb.name));
            for example in verb.examples {
                let typed: Vec<&str> = example.typed.split_whitespace().take_while(|word| !"|>".contains(word)).collect();
                let parsed = super::command().try_get_matches_from(&typed);
                assert!(parsed.is_ok(), "{}: {}", example.typed, parsed.map(|_| ()).unwrap_err());
            }
        }
    }

    #[test]
    fn purposes_are_one_line() {
        for subcommand in Arguments::command().get_subcommands() {
            let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(about.chars().count() <= 64, "{}: {about}", subcommand.get_name());
        }
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        for width in [80, 120] {
            let texts =
                [overview::long(&Arguments::command(), &Styles::plain(), width), overview::short(&Styles::plain(), width)];
            let below = verbs::GROUPS.iter().flat_map(|group| group.verbs);
            for text in below.map(|verb| overview::below(verb, &Styles::plain(), width)).chain(texts) {
                for line in text.lines() {
                    assert!(line.chars().count() <= width, "{width}: {line}");
                }
            }
        }
    }
}
