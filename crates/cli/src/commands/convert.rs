//! `zopa convert SOURCE DEST --to FORMAT`: the same scenario in another format, with what could not be carried.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use zopa_dossier::formats::{self, Asked, FieldScenario, Files, Format, Remark, Written};
use zopa_report::remark_view;

use crate::arguments::{Convert, Target};
use crate::exit::{Ending, Failure};
use crate::progress::Progress;
use crate::{scenario, show, source};
use zopa_runner::files;
use zopa_runner::folder::{self, Place};

/// Converts one scenario, or every scenario below a folder.
pub(crate) fn run(arguments: &Convert) -> Result<Ending, Failure> {
    let path = Path::new(&arguments.source);
    if !path.is_dir() || folder::scenario(path)?.is_some() {
        return one(arguments);
    }
    let found = folder::scenarios(path)?;
    if found.is_empty() {
        return Ok(folder::find(&arguments.source).map(|_| Ending::Done)?);
    }
    many(arguments, &found)
}

fn one(arguments: &Convert) -> Result<Ending, Failure> {
    let (name, scenario) = match folder::find(&arguments.source)? {
        Some(found) => {
            let read = scenario::read(&found, &arguments.reading)?;
            (found.name, read.scenario)
        }
        None => of_case(arguments)?,
    };
    let converted = convert(&name, &scenario, &arguments.dest, arguments)?;
    tell(&converted, arguments.json);
    Ok(Ending::Done)
}

/// The scenario in a case: a judgement whose every number is stated.
fn of_case(arguments: &Convert) -> Result<(String, FieldScenario), Failure> {
    arguments.reading.refuse("a case")?;
    let opened = source::open(&arguments.source, &arguments.opening)?;
    let compiled = opened.dossier()?.compile();
    let scenario = formats::of_case(&compiled)
        .map_err(|refusal| Failure::Field { name: opened.name.clone(), refusal: Box::new(refusal) })?;
    Ok((opened.name, scenario))
}

/// Every scenario into a folder of its own below the destination; one that cannot be converted does not stop the rest.
fn many(arguments: &Convert, found: &[Place]) -> Result<Ending, Failure> {
    let progress = Progress::start();
    let mut refused = 0;
    for (done, one) in found.iter().enumerate() {
        progress.doing("converting", done, found.len());
        let below = one.name.split_once('/').map_or(one.name.as_str(), |(_, below)| below);
        let dest = arguments.dest.join(below);
        let read = one.open().map_err(Failure::from).and_then(|opened| scenario::read(&opened, &arguments.reading));
        let converted = read.and_then(|read| convert(&one.name, &read.scenario, &dest, arguments));
        match converted {
            Ok(converted) => tell(&converted, arguments.json),
            Err(failure) => {
                refused += 1;
                tell_failure(&one.name, &failure, arguments.json);
            }
        }
    }
    drop(progress);
    show::note(&format!("{} of {} converted", found.len() - refused, show::counted(found.len(), "scenario")));
    Ok(if refused > 0 { Ending::BadInput } else { Ending::Done })
}

/// What became of one scenario.
struct Converted {
    name: String,
    to: &'static str,
    /// The files that were written.
    written: Vec<PathBuf>,
    /// What was repaired on reading, and what was lost on writing.
    remarks: Vec<Remark>,
    /// How far utilities are from the scenario's after reading them back; `None` where they cannot be compared.
    largest_error: Option<String>,
}

fn convert(name: &str, scenario: &FieldScenario, dest: &Path, arguments: &Convert) -> Result<Converted, Failure> {
    let to = name_of(arguments.to);
    let refused = |refusal| Failure::Field { name: name.to_owned(), refusal: Box::new(refusal) };
    let Written { files, parties, losses } = match format_of(arguments.to) {
        Some(format) => format.write(scenario).map_err(refused)?,
        None => formats::to_case(scenario).map_err(refused)?,
    };
    let largest_error = format_of(arguments.to).and_then(|format| largest_error(format, &files, &parties, scenario));
    if arguments.reading.strict && !losses.is_empty() {
        return Err(Failure::usage(
            format!("{name}: {to} cannot say all of it: {}", losses[0]),
            "leave out --strict to convert what can be carried, or choose --to zopa, which loses nothing",
        ));
    }
    let written = write(dest, &files)?;
    let remarks = scenario.remarks.iter().cloned().chain(losses).collect();
    Ok(Converted { name: name.to_owned(), to, written, remarks, largest_error })
}

/// Reads back what was written, and compares.
fn largest_error(format: Format, files: &Files, parties: &[String], scenario: &FieldScenario) -> Option<String> {
    let asked = Asked { parties: parties.to_vec(), ..Asked::default() };
    let back = format.read(files, &asked).ok()?;
    formats::largest_error(scenario, &back).map(|error| error.to_string())
}

fn format_of(target: Target) -> Option<Format> {
    match target {
        Target::Genius => Some(Format::Genius),
        Target::Geniusweb => Some(Format::GeniusWeb),
        Target::Negmas => Some(Format::Negmas),
        Target::Negolog => Some(Format::NegoLog),
        Target::LlmDeliberation => Some(Format::LlmDeliberation),
        Target::Zopa => Some(Format::Zopa),
        Target::Case => None,
    }
}

fn name_of(target: Target) -> &'static str {
    format_of(target).map_or("case", Format::name)
}

/// Writes every file below `dest`; none that is there is replaced.
fn write(dest: &Path, written: &Files) -> Result<Vec<PathBuf>, Failure> {
    let paths: Vec<PathBuf> = written.keys().map(|name| dest.join(name)).collect();
    if let Some(taken) = paths.iter().find(|path| path.exists()) {
        return Err(Failure::usage(
            format!("`{}` exists already", taken.display()),
            "choose another folder, or move what is there away",
        ));
    }
    for (path, bytes) in paths.iter().zip(written.values()) {
        files::make_folder(path.parent().unwrap_or(dest))?;
        files::create(path, bytes)?;
    }
    Ok(paths)
}

fn tell(converted: &Converted, json: bool) {
    if json {
        return show::data(&as_json(converted).to_string());
    }
    let mut lines = vec![format!("{} → {}: {}", converted.name, converted.to, show::counted(converted.written.len(), "file"))];
    lines.extend(converted.written.iter().map(|path| format!("  wrote {}", path.display())));
    lines.extend(converted.remarks.iter().map(|remark| format!("  {}: {remark}", remark_view(remark).kind)));
    lines.push(match converted.largest_error.as_deref() {
        Some("0") => "  every utility reads back exactly".to_owned(),
        Some(error) => format!("  read back, no utility is off by more than {error}"),
        None => "  not compared with what was read".to_owned(),
    });
    show::data(&lines.join("\n"));
}

fn as_json(converted: &Converted) -> Value {
    json!({
        "zopa": 1,
        "source": converted.name,
        "ok": true,
        "to": converted.to,
        "files": converted.written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "remarks": converted.remarks.iter().map(remark_view).collect::<Vec<_>>(),
        "largest_error": converted.largest_error,
    })
}

fn tell_failure(name: &str, failure: &Failure, json: bool) {
    if json {
        show::data(&json!({ "zopa": 1, "source": name, "ok": false, "refused": show::failure_json(failure) }).to_string());
    } else {
        show::failure(failure);
    }
}
