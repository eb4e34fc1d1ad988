//! Under which heading a flag stands: equal flags under equal headings, whatever verb they belong to.

use clap::{Arg, ValueHint};

/// What hangs on ranges.
const DRAWS: &str = "Draws (numbers picked at random from the ranges)";
/// What hangs on the table.
const RULES: &str = "Rules of the talks";

/// The headings, each with the flags below it. What stands in none is an option of its verb.
const HEADINGS: &[(&str, &[&str])] = &[
    ("Opening a case", &["texts", "passphrase_file"]),
    ("Who may see the answer, and as of when", &["audience", "as_of"]),
    (DRAWS, &["draws", "draw", "draw_seed", "judgement", "seed"]),
    ("Exact points (where every number is stated)", &["point", "improve", "power", "limit"]),
    ("Scenario files of the field (GENIUS, NegMAS and others)", &["party", "meaning", "strict", "grid"]),
    (RULES, &["seat", "protocol", "rounds", "talks", "deadline", "seconds", "time", "patience"]),
    ("Who can reach it", &["listen", "tls_cert", "tls_key", "behind_tls_proxy", "host"]),
    ("Where it is kept", &["data", "database", "temporary", "backup"]),
    ("What is written", &["out", "report", "brief", "picture", "transcript", "csv", "json"]),
];

/// Verbs in which a flag of the table above means something of its own, and where it stands there: below a heading, or among
/// the verb's own options.
const ELSEWHERE: &[(&str, &str, Option<&str>)] = &[
    ("memorandum", "party", None),
    ("sheet", "party", None),
    ("stability", "limit", None),
    ("exchange", "seed", None),
    ("sheet", "seed", None),
    ("debrief", "seed", None),
    ("negotiate", "seed", Some(RULES)),
];

/// What is typed without a flag and names a file, though a name of the catalogue does as well.
const FILES: &[&str] = &["source", "sources", "before", "after"];

/// The verb with every flag under its heading.
pub(super) fn sorted(verb: clap::Command) -> clap::Command {
    let name = verb.get_name().to_owned();
    verb.mut_args(|argument| placed(&name, argument)).mut_subcommands(sorted)
}

fn placed(verb: &str, argument: Arg) -> Arg {
    if argument.is_positional() {
        let names_file = FILES.iter().any(|id| argument.get_id() == id);
        return if names_file { argument.value_hint(ValueHint::AnyPath) } else { argument };
    }
    let heading = heading(verb, argument.get_id().as_str());
    argument.help_heading(heading)
}

fn heading(verb: &str, id: &str) -> Option<&'static str> {
    if let Some((_, _, heading)) = ELSEWHERE.iter().find(|(of, flag, _)| (*of, *flag) == (verb, id)) {
        return *heading;
    }
    HEADINGS.iter().find(|(_, ids)| ids.contains(&id)).map(|(heading, _)| *heading)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn every_name_in_the_tables_is_a_flag_of_some_verb() {
        let command = crate::arguments::Arguments::command();
        let known: Vec<String> = command
            .get_subcommands()
            .flat_map(|verb| verb.get_arguments().map(|argument| argument.get_id().to_string()))
            .collect();
        let named = HEADINGS.iter().flat_map(|(_, ids)| *ids).chain(FILES);
        let unknown: Vec<_> = named.filter(|id| !known.iter().any(|known| known == **id)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn a_flag_keeps_its_own_meaning_where_it_has_one() {
        assert_eq!(heading("sheet", "party"), None);
        assert!(heading("analyse", "party").is_some_and(|heading| heading.contains("field")));
        assert!(heading("analyse", "json").is_some_and(|heading| heading.contains("written")));
    }
}
