//! `zopa exchange SOURCE`: who is ready, what each mode moves, a plan, its batches, and what lists of two sides say of the
//! same people. Names stay in the lists: what is shown has ids, and for the public not even these.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use zopa_dossier::case::{ExchangePlanEntry, ObjectiveName, WayName};
use zopa_dossier::lists::{List, ListKind};
use zopa_dossier::{CompiledRegister, Dossier, GivenList, Handover};
use zopa_model::Exact;
use zopa_model::register::{MODES, Mode, PartialDate, Register};
use zopa_process::exchange::plan::{Aim, NoPlan, Question};
use zopa_process::exchange::reconcile::{Line, Thresholds, Weight, Weights, keyed_hash, normal};
use zopa_process::exchange::{Asked, InUnits, Safety, SideList, TooManyStates, Way, safe_exchange, study};
use zopa_report::ExchangeSubject;

use crate::answer::{as_of, audience_of};
use crate::arguments::{Exchange, WayAs};
use crate::exit::{Ending, Failure};
use crate::{files, show, source};

/// The most faults of lists that are listed.
const MOST_FAULTS: usize = 100;

/// Answers in words or as JSON, and writes the page that was asked for.
pub(crate) fn run(arguments: &Exchange) -> Result<Ending, Failure> {
    let opened = source::open(&arguments.source, &arguments.opening)?;
    let audience = audience_of(arguments.audience);
    let mut disclosed = opened.dossier()?.disclose(audience);
    disclosed.dossier = as_of(disclosed.dossier, arguments.as_of.as_deref())?;
    let compiled = compiled(&disclosed.dossier, &opened.texts, arguments)?;
    let key = arguments.key_file.as_deref().map(key).transpose()?;
    if let Some(file) = &arguments.hashes {
        return hashes(&compiled, file, key.as_deref());
    }
    if arguments.severely_wounded_wait.as_ref().is_some_and(|text| !is_signed(text)) {
        return Err(Failure::usage(
            "a decision against the rule needs a name and a reason",
            "write --severely-wounded-wait \"NAME: REASON\"",
        ));
    }
    let question = question(&compiled, arguments)?;
    let weights = weights(&arguments.weight)?;
    let asked = Asked {
        question: question.clone(),
        lists: compiled.lists.iter().map(side_list).collect(),
        weights,
        thresholds: Thresholds::default(),
        key: key.as_deref(),
        longest: arguments.legs,
    };
    let found = study(&compiled.register, &asked);
    let safety = compiled.handover.as_ref().map(safety).transpose()?;
    let signed = signed(&compiled.plan, arguments);
    let subject = ExchangeSubject {
        disclosed: &disclosed,
        audience,
        compiled: &compiled,
        question: question.as_ref(),
        weights: &weights,
        study: &found,
        safety: safety.as_ref(),
        signed: &signed,
    };
    let document = zopa_report::assemble_exchange(&subject);
    if let Some(path) = &arguments.report {
        files::write_page(path, &zopa_report::exchange_html(&document))?;
        show::note(&format!("wrote {}", path.display()));
    }
    if arguments.json {
        show::data(&zopa_report::exchange_json(&document));
    } else {
        show::data(&zopa_report::exchange_terminal(&document, show::page_width(), show::styling()));
    }
    Ok(match &found.plan {
        Some(Err(NoPlan::GivenUp(_))) => Ending::Limit,
        Some(Err(_)) => Ending::No,
        _ => Ending::Done,
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

fn side_list(list: &List) -> SideList<'_> {
    let lines = list.rows.iter().map(|row| Line { record: &row.record, says: row.says }).collect();
    SideList { party: list.party, asks: list.kind == ListKind::Asks, lines }
}

/// What a plan has to keep to: flags go before the case.
fn question(compiled: &CompiledRegister, arguments: &Exchange) -> Result<Option<Question>, Failure> {
    let register = &compiled.register;
    let Some(sides) = sides(register, arguments)? else { return Ok(None) };
    let plan = &compiled.plan;
    let names = sides.map(|side| register.sides[side].as_str());
    let mode = match arguments.mode.as_ref().or(plan.mode.as_ref()) {
        Some(text) => {
            Mode::read(text, names, &register.classes).map_err(|bad| Failure::usage(bad.to_string(), format!("write {MODES}")))?
        }
        None => {
            if compiled.knows_people {
                show::note("no mode is asked for: planned one for one within each class (--mode says otherwise)");
            }
            Mode::ClassForClass
        }
    };
    let way = arguments.way.map(|way| matches!(way, WayAs::InTurns)).or(plan.way.map(|way| way == WayName::InTurns));
    let order: Vec<Aim> = plan.order.iter().map(|aim| self::aim(*aim)).collect();
    Ok(Some(Question {
        sides,
        mode,
        cap: arguments.cap.map(u64::from).or(plan.cap.map(u64::from)),
        ahead: arguments.ahead.map(u64::from).or(plan.ahead.map(u64::from)),
        batches: arguments.batches.map(u64::from).or(plan.batches.map(u64::from)),
        way: if way == Some(true) { Way::InTurns } else { Way::Simultaneous },
        // Aims that are not named come after those that are.
        order: order.iter().copied().chain(Aim::ORDER.into_iter().filter(|aim| !order.contains(aim))).collect(),
        counts_wounded: plan.severely_wounded_wait.is_some() || arguments.severely_wounded_wait.is_some(),
        today: today(compiled),
        seed: arguments.seed,
    }))
}

fn today(compiled: &CompiledRegister) -> Option<i64> {
    Some(compiled.as_of).filter(|day| *day != PartialDate::default()).and_then(PartialDate::day_number)
}

fn aim(name: ObjectiveName) -> Aim {
    match name {
        ObjectiveName::Duty => Aim::Duty,
        ObjectiveName::Families => Aim::Families,
        ObjectiveName::DaysHeld => Aim::DaysHeld,
        ObjectiveName::Count => Aim::Count,
    }
}

/// The two sides: named, or the only ones.
fn sides(register: &Register, arguments: &Exchange) -> Result<Option<[usize; 2]>, Failure> {
    let Some(text) = &arguments.between else { return Ok((register.sides.len() == 2).then_some([0, 1])) };
    let wrong = || {
        Failure::usage(
            format!("`--between {text}` names no two parties"),
            format!("write two of {}, such as A,B", register.sides.join(", ")),
        )
    };
    let (first, second) = text.split_once(',').ok_or_else(wrong)?;
    let side = |name: &str| register.sides.iter().position(|side| side == name.trim()).ok_or_else(wrong);
    let pair = [side(first)?, side(second)?];
    if pair[0] == pair[1] { Err(wrong()) } else { Ok(Some(pair)) }
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

/// Whether a text has a name and a reason.
fn is_signed(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, reason)| !name.trim().is_empty() && !reason.trim().is_empty())
}

fn signed(plan: &ExchangePlanEntry, arguments: &Exchange) -> Vec<String> {
    let words = |who: &str| {
        format!(
            "the severely wounded and sick wait for a count, against the Third Geneva Convention, articles 109 and 110: {who}"
        )
    };
    let typed = arguments.severely_wounded_wait.as_deref().map(words);
    typed
        .or_else(|| plan.severely_wounded_wait.as_ref().map(|signed| words(&format!("{}: {}", signed.author, signed.reason))))
        .into_iter()
        .collect()
}

/// Whether things can be handed over step by step, and the smallest common penalty as a number.
fn safety(handover: &Handover) -> Result<(Result<Safety, TooManyStates>, String), Failure> {
    let items: Vec<(usize, &Exact, &Exact)> =
        handover.items.iter().map(|(_, giver, cost, value)| (*giver, cost, value)).collect();
    let [first, second] = &handover.penalties;
    let units = InUnits::of(&items, [first, second])
        .ok_or_else(|| Failure::usage("the figures of the handover have too many places", "round them: they are judgements"))?;
    let found = safe_exchange(&units.items, units.penalties);
    let penalty = found.as_ref().ok().and_then(|safety| units.exact(safety.common_penalty.0));
    Ok((found, penalty.map_or_else(String::new, |exact| exact.to_string())))
}
