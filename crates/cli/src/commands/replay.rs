//! `zopa replay FILE`: shows a transcript again, and plays it again to compare every byte. Of the public record of a table it
//! checks what can be checked.

mod public;

use serde_json::json;
use zopa_arena::transcript::{self, Replayed, Transcript, Verdict};
use zopa_report::Talks;

use crate::arguments::Replay;
use crate::exit::{Ending, Failure};
use crate::{show, talks};
use zopa_runner::files;

/// Verifies the transcript, writes what was asked for, and shows it.
pub(crate) fn run(arguments: &Replay) -> Result<Ending, Failure> {
    if arguments.public {
        return public::run(arguments);
    }
    let bytes = files::read(&arguments.file)?;
    let name = arguments.file.display();
    let unreadable = |what: String| {
        Failure::usage(format!("`{name}` is no transcript: {what}"), "name a file that `zopa negotiate --transcript` wrote")
    };
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
    let transcript = Transcript::read(&text).map_err(|error| unreadable(error.to_string()))?;
    let subject = talks::recorded(&transcript.header)?;
    let table = talks::table(&subject, transcript.header.deadline.rounds)?;
    let yardstick = talks::yardstick(&table);
    let replayed = transcript::replay(&transcript, &table, &yardstick).map_err(|error| unreadable(error.to_string()))?;
    let Replayed { session, quality, .. } = &replayed;
    let talks = Talks { header: &transcript.header, table: &table, yardstick: &yardstick, session, quality };
    talks::write_pages(&talks, arguments.report.as_deref(), arguments.picture.as_deref())?;
    if arguments.json {
        show::data(&format!("{:#}", in_json(&replayed)));
    } else {
        show::data(&zopa_report::talks_terminal(&talks, show::page_width(), show::styling()));
    }
    Ok(verdict(&replayed.verdict, &name.to_string()))
}

fn in_json(replayed: &Replayed) -> serde_json::Value {
    let session = &replayed.session;
    match &replayed.verdict {
        Verdict::Identical => {
            json!({ "zopa": 1, "kind": "replay", "identical": true, "ending": session.ending.word(), "rounds": session.rounds })
        }
        Verdict::Differs { line, recorded, replayed } => json!({
            "zopa": 1,
            "kind": "replay",
            "identical": false,
            "line": line,
            "recorded": recorded.as_deref().map(str::trim_end),
            "replayed": replayed.as_deref().map(str::trim_end),
            "ending": session.ending.word(),
            "rounds": session.rounds,
        }),
    }
}

fn verdict(verdict: &Verdict, name: &str) -> Ending {
    match verdict {
        Verdict::Identical => {
            show::note(&format!("{name}: played again, and every byte is the same"));
            Ending::Done
        }
        Verdict::Differs { line, recorded, replayed } => {
            let shown =
                |text: &Option<String>| text.as_deref().map_or("(nothing)", str::trim_end).chars().take(300).collect::<String>();
            show::note(&format!(
                "error: {name}: line {line} is not what playing it again gives\n  recorded: {}\n  replayed: {}\n  way out: it was changed, cut short, or recorded by another version",
                shown(recorded),
                shown(replayed)
            ));
            Ending::No
        }
    }
}
