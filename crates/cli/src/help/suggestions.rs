//! What is said to somebody who types a verb that is none: the verb of that meaning, or that a file needs a verb before it.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Words that people bring along, and the verb that does it here.
const MEANINGS: &[(&str, &[&str])] = &[
    ("analyse", &["analysis", "study", "gap", "odds", "frontier", "nash", "pareto", "report", "solve"]),
    ("check", &["validate", "lint", "verify", "test"]),
    ("convert", &["import", "export", "translate"]),
    ("diff", &["compare", "changes"]),
    ("new", &["init", "create", "start", "draft"]),
    ("negotiate", &["simulate", "simulation", "session", "play", "talk", "talks", "run"]),
    ("tournament", &["tournaments", "league", "competition"]),
    ("serve", &["server", "web", "gui", "ui", "open", "browser", "workbench", "table"]),
    ("sheet", &["class", "teach", "role", "roles"]),
    ("exchange", &["prisoners", "swap", "lists"]),
    ("catalog", &["list", "cases", "examples", "strategies", "protocols"]),
    ("seal", &["encrypt", "lock"]),
    ("unseal", &["decrypt", "unlock"]),
];

/// The error with a tip, where there is one to give.
pub(super) fn with_tip(mut error: clap::Error) -> clap::Error {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return error;
    }
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    if let Some(tip) = tip(typed) {
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    }
    error
}

fn tip(typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let meant = MEANINGS.iter().find(|(_, words)| words.contains(&lower.as_str()));
    if let Some((verb, _)) = meant {
        return Some(format!("that is `zopa {verb}` here; `zopa help {verb}` explains it"));
    }
    let names_source =
        std::path::Path::new(typed).exists() || zopa_dossier::catalog::entries().iter().any(|entry| entry.name == typed);
    names_source.then(|| format!("to look at it, put a verb before it: `zopa analyse {typed}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_same_meaning_leads_to_the_verb_and_a_source_to_a_whole_command() {
        assert!(tip("Simulate").is_some_and(|tip| tip.contains("zopa negotiate")));
        assert!(tip("istanbul-2025").is_some_and(|tip| tip.contains("zopa analyse istanbul-2025")));
        assert_eq!(tip("anlyse"), None, "what is merely misspelt is left to the nearest spelling");
    }

    #[test]
    fn meanings_lead_to_verbs_and_hide_none() {
        let command = <crate::arguments::Arguments as clap::CommandFactory>::command();
        for (verb, words) in MEANINGS {
            assert!(command.find_subcommand(verb).is_some(), "{verb}");
            assert!(words.iter().all(|word| command.find_subcommand(word).is_none()), "{verb}");
        }
    }
}
