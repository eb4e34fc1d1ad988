//! `zopa exchange SOURCE`: who is ready, what each mode moves, a plan, its batches, and what lists of two sides say of the
//! same people. Names stay in the lists: what is shown has ids, and for the public not even these.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use zopa_dossier::lists::ListKind;
use zopa_dossier::{CompiledRegister, Dossier, GivenList};
use zopa_process::exchange::Way;
use zopa_process::exchange::plan::NoPlan;
use zopa_process::exchange::reconcile::{Weight, Weights, keyed_hash, normal};
use zopa_report::answers::{self, ExchangeQuestion};

use crate::answer::{seen, shown};
use crate::arguments::{Exchange, WayAs};
use crate::exit::{Ending, Failure};
use crate::{show, source};
use zopa_runner::files;

/// The most faults of lists that are listed.
const MOST_FAULTS: usize = 100;

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &Exchange) -> Result<Ending, Failure> {
    let opened = source::open(&arguments.source, &arguments.opening)?;
    let seen = seen(&opened, &arguments.seeing)?;
    let compiled = compiled(seen.dossier(), &opened.texts, arguments)?;
    let key = arguments.key_file.as_deref().map(key).transpose()?;
    if let Some(file) = &arguments.hashes {
        return hashes(&compiled, file, key.as_deref());
    }
    let answer = answers::exchange(&seen, &compiled, &question(arguments, key)?)?;
    if answer.mode_was_taken {
        show::note("no mode is asked for: planned one for one within each class (--mode says otherwise)");
    }
    let document = answer.document;
    shown(
        &arguments.showing,
        || zopa_report::exchange_html(&document),
        || zopa_report::exchange_json(&document),
        |width, styling| zopa_report::exchange_terminal(&document, width, styling),
    )?;
    Ok(match answer.no_plan {
        Some(NoPlan::GivenUp(_)) => Ending::Limit,
        Some(_) => Ending::No,
        None => Ending::Done,
    })
}

/// The register with all lists. A list that is none ends the command; fields that cannot be read are told.
fn compiled(dossier: &Dossier, texts: &BTreeMap<String, Vec<u8>>, arguments: &Exchange) -> Result<CompiledRegister, Failure> {
    let typed = arguments.list.iter().map(|text| typed(text)).collect::<Result<Vec<_>, _>>()?;
    let read = typed.iter().map(|list| files::read(Path::new(&list.path))).collect::<Result<Vec<_>, _>>()?;
    let given: Vec<GivenList<'_>> = typed
        .iter()
        .zip(&read)
        .map(|(list, bytes)| GivenList { file: &list.file, party: &list.party, kind: list.kind, bytes })
        .collect();
    let compiled = dossier.register(texts, &given);
    if let Some(fault) = compiled.unread.first() {
        return Err(Failure::usage(fault.to_string(), fault.way_out.clone()));
    }
    let faults = || compiled.lists.iter().flat_map(|list| &list.faults);
    for fault in faults().take(MOST_FAULTS) {
        show::note(&format!("warning: {fault}\n  way out: {}", fault.way_out));
    }
    if faults().count() > MOST_FAULTS {
        show::note(&format!("warning: {} more fields could not be read", faults().count() - MOST_FAULTS));
    }
    Ok(compiled)
}

/// A list as it was typed: PARTY:holds=FILE or PARTY:asks=FILE.
struct Typed {
    party: String,
    kind: ListKind,
    path: String,
    file: String,
}

fn typed(text: &str) -> Result<Typed, Failure> {
    let wrong = || {
        let problem = format!("`--list {text}` says neither whose list it is nor of whom");
        Failure::usage(problem, "write --list PARTY:holds=FILE.csv for people whom it holds, or PARTY:asks=FILE.csv")
    };
    let (who, path) = text.split_once('=').ok_or_else(wrong)?;
    let (party, kind) = who.rsplit_once(':').ok_or_else(wrong)?;
    let kind = match kind {
        "holds" => ListKind::Holds,
        "asks" => ListKind::Asks,
        _ => return Err(wrong()),
    };
    let file = Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    Ok(Typed { party: party.to_owned(), kind, path: path.to_owned(), file })
}

/// The key of keyed hashes: the first line of a file, which nobody sees.
fn key(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = files::read(path)?;
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.len() < 16 {
        return Err(Failure::usage("the key has fewer than 16 bytes", "write a long random text on the first line of the file"));
    }
    Ok(line.to_vec())
}

/// The ids of a list with their keyed hashes.
fn hashes(compiled: &CompiledRegister, file: &str, key: Option<&[u8]>) -> Result<Ending, Failure> {
    let key =
        key.ok_or_else(|| Failure::usage("keyed hashes need a key", "give --key-file FILE; the other side needs the same key"))?;
    let names: Vec<&str> = compiled.lists.iter().map(|list| list.file.as_str()).collect();
    let list = compiled.lists.iter().find(|list| list.file == file);
    let list =
        list.ok_or_else(|| Failure::usage(format!("there is no list `{file}`"), format!("name one of: {}", names.join(", "))))?;
    let mut text = "id,hash\n".to_owned();
    for row in &list.rows {
        let hash = keyed_hash(&normal(&row.record.identity), key).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{},{hash}", row.record.id);
    }
    show::data(&text);
    show::note("whoever holds the key can hash any name and look for it: give the key to nobody who may not learn the list");
    Ok(Ending::Done)
}

/// What a plan has to keep to, as it was typed.
fn question(arguments: &Exchange, key: Option<Vec<u8>>) -> Result<ExchangeQuestion, Failure> {
    Ok(ExchangeQuestion {
        between: arguments.between.as_deref().map(pair).transpose()?,
        mode: arguments.mode.clone(),
        cap: arguments.cap.map(u64::from),
        ahead: arguments.ahead.map(u64::from),
        batches: arguments.batches.map(u64::from),
        way: arguments.way.map(|way| match way {
            WayAs::InTurns => Way::InTurns,
            WayAs::Simultaneous => Way::Simultaneous,
        }),
        seed: arguments.seed,
        severely_wounded_wait: arguments.severely_wounded_wait.clone(),
        weights: weights(&arguments.weight)?,
        legs: arguments.legs,
        key,
    })
}

/// Two parties as they were typed.
fn pair(text: &str) -> Result<[String; 2], Failure> {
    let wrong = || Failure::usage(format!("`--between {text}` names no two parties"), "write two of the parties, such as A,B");
    let (first, second) = text.split_once(',').ok_or_else(wrong)?;
    Ok([first.to_owned(), second.to_owned()])
}

/// Weights as typed, over those that are usual.
fn weights(typed: &[String]) -> Result<Weights, Failure> {
    let mut weights = Weights::default();
    for text in typed {
        let wrong = || {
            let way_out = "write FIELD=M:U with FIELD one of family, given, patronymic, birth, number, and 0 < U < M < 1";
            Failure::usage(format!("`--weight {text}` is no weight"), way_out)
        };
        let (field, chances) = text.split_once('=').ok_or_else(wrong)?;
        let (m, u) = chances.split_once(':').ok_or_else(wrong)?;
        let weight = Weight { m: m.parse().map_err(|_| wrong())?, u: u.parse().map_err(|_| wrong())? };
        if !(0.0 < weight.u && weight.u < weight.m && weight.m < 1.0) {
            return Err(wrong());
        }
        let place = match field {
            "family" => &mut weights.family,
            "given" => &mut weights.given,
            "patronymic" => &mut weights.patronymic,
            "birth" => &mut weights.birth,
            "number" => &mut weights.number,
            _ => return Err(wrong()),
        };
        *place = weight;
    }
    Ok(weights)
}
