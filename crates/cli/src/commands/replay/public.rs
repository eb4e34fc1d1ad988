//! `zopa replay --public FILE`: the public record of a table, checked by somebody who has nothing else; with `--bundle`, all of it
//! done again.

use std::path::Path;

use serde_json::json;
use zopa_dossier::sealed;
use zopa_table::ledger::Head;
use zopa_table::record::{Bundle, Verdict, repeat, verify};

use crate::arguments::Replay;
use crate::exit::{Ending, Failure};
use crate::{show, source};
use zopa_runner::files;

/// Checks the record, and the bundle where there is one.
pub(super) fn run(arguments: &Replay) -> Result<Ending, Failure> {
    let name = arguments.file.display().to_string();
    let text = String::from_utf8(files::read(&arguments.file)?)
        .map_err(|_| Failure::usage(format!("`{name}` is not UTF-8"), "name a record that was saved from a table"))?;
    let verdict = match verify(&text) {
        Ok(verdict) => verdict,
        Err(what) => return Ok(broken(&name, &what, arguments.json)),
    };
    let again = arguments.bundle.as_deref();
    let again = again.map(|file| do_again(file, arguments.passphrase_file.as_deref(), &verdict.head)).transpose()?;
    let is_sound = verdict.faults.is_empty() && !matches!(again, Some(Err(_)));
    if arguments.json {
        show::data(&in_json(&verdict, again.as_ref(), is_sound));
    } else {
        tell(&verdict, again.as_ref());
    }
    Ok(if is_sound { Ending::Done } else { Ending::No })
}

/// Everything again, from the bundle; its public stream has to be the record's.
fn do_again(file: &Path, passphrase: Option<&Path>, head: &Head) -> Result<Result<(), String>, Failure> {
    let name = file.display();
    let mut bytes = files::read(file)?;
    if sealed::is_sealed(&bytes) {
        let passphrase = source::passphrase(passphrase, "The bundle's passphrase: ")?;
        bytes = sealed::open(&bytes, &passphrase)
            .map_err(|error| Failure::usage(format!("cannot open `{name}`: {error}"), error.way_out()))?;
    }
    let bundle: Bundle = serde_json::from_slice(&bytes)
        .map_err(|_| Failure::usage(format!("`{name}` is no bundle of a table"), "ask the operator for it"))?;
    Ok(repeat(&bundle).and_then(|heads| match heads.get("public") == Some(head) {
        true => Ok(()),
        false => Err("the bundle belongs to another record, or to an earlier or later state of this one".to_owned()),
    }))
}

fn broken(name: &str, what: &str, as_json: bool) -> Ending {
    if as_json {
        show::data(&format!("{:#}", json!({ "zopa": 1, "kind": "record", "sound": false, "faults": [what] })));
    } else {
        show::note(&format!("error: {name}: {what}\n  way out: ask another party for its copy, and compare the two"));
    }
    Ending::No
}

fn in_json(verdict: &Verdict, again: Option<&Result<(), String>>, is_sound: bool) -> String {
    let bundle = again.map(|again| match again {
        Ok(()) => json!({ "repeated": true }),
        Err(what) => json!({ "repeated": false, "fault": what }),
    });
    let mut told = json!({ "zopa": 1, "kind": "record", "sound": is_sound });
    if let (Some(told), Ok(serde_json::Value::Object(shown))) = (told.as_object_mut(), serde_json::to_value(verdict)) {
        told.extend(shown);
        told.insert("bundle".to_owned(), bundle.into());
    }
    format!("{told:#}")
}

fn tell(verdict: &Verdict, again: Option<&Result<(), String>>) {
    let mut text = format!("{}: {}\n", verdict.title, verdict.parties.join(", "));
    let mut lines = |mark: &str, lines: &[String]| lines.iter().for_each(|line| text.push_str(&format!("  {mark} {line}\n")));
    lines("holds:", &verdict.checked);
    lines("cannot be checked here:", &verdict.unchecked);
    lines("DOES NOT HOLD:", &verdict.faults);
    match again {
        Some(Ok(())) => lines("holds:", &["done again from the bundle, everything came out the same".to_owned()]),
        Some(Err(what)) => lines("DOES NOT HOLD:", std::slice::from_ref(what)),
        None => {}
    }
    text.push_str(&format!(
        "The hash of its last line is {}. Two copies of a record that end with the same hash are the same.\n",
        verdict.head.hash
    ));
    show::data(&text);
}
