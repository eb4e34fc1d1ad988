//! Writing a case, item by item. Every item bears the model's mark, says who may see it, and leaves a case that makes sense; a
//! quotation stands word for word in a text that is at hand, or it is not written.

use std::fs;

use rmcp::model::JsonObject;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zopa_dossier::amend::{Amended, CannotAmend, with_item};
use zopa_dossier::case::{Access, IssueEntry, Judgement, Nature, PartyEntry, Source, Statement};
use zopa_dossier::{Date, Diagnostic, Dossier, QuotationFinding, catalog};

use super::super::told::{Refused, read};
use super::shelf::{Opened, Shelf, digest};

/// What a model without a name signs with.
const NO_NAME: &str = "model";

/// A case to begin.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Begun {
    /// Its short name: the file is called NAME.yaml.
    case: String,
    /// The model that writes, where it has a name.
    model: Option<String>,
    /// A short name for people.
    title: String,
    /// What the case is about, in a few neutral sentences.
    about: String,
    /// Whether this happened.
    nature: Nature,
    /// The last day that the case knows of.
    as_of: Date,
    /// Who may see items that do not say otherwise.
    default_access: Access,
}

/// An item to add.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Item<T> {
    /// The case, as `cases` lists it.
    case: String,
    /// The model that writes, where it has a name.
    model: Option<String>,
    /// The item. Its `access` says who may see it and has to be there; `written_by` and `confirmed_by` are not yours to write.
    item: T,
}

/// What all items have.
trait Marked: Serialize + DeserializeOwned {
    const SECTION: &'static str;
    fn access(&self) -> Option<Access>;
    fn marks(&mut self) -> (&mut Option<String>, &mut Option<String>);
}

macro_rules! marked {
    ($type:ty, $section:literal) => {
        impl Marked for $type {
            const SECTION: &'static str = $section;
            fn access(&self) -> Option<Access> {
                self.access
            }
            fn marks(&mut self) -> (&mut Option<String>, &mut Option<String>) {
                (&mut self.written_by, &mut self.confirmed_by)
            }
        }
    };
}

marked!(PartyEntry, "parties");
marked!(Source, "sources");
marked!(IssueEntry, "issues");
marked!(Statement, "statements");
marked!(Judgement, "judgements");

/// `start_case`.
pub(super) fn start(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    let Begun { case, model, title, about, nature, as_of, default_access } = read(given)?;
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if case.is_empty() || case.len() > 100 || !case.chars().all(fits) || catalog::entries().iter().any(|entry| entry.name == case)
    {
        return Err(Refused::new("that is no name for a case", "use letters, digits, `-` and `_`, and no name of the catalogue"));
    }
    may_write(shelf, Some(default_access))?;
    let head = json!({
        "zopa": 1, "title": title, "about": about, "nature": nature, "as_of": as_of, "default_access": default_access,
        "written_by": signed(model)?,
    });
    let lines = head.as_object().into_iter().flatten().map(|(key, value)| format!("{key}: {value}\n"));
    let text: String = lines.chain(["parties: []\n".to_owned()]).collect();
    let file = format!("{case}.yaml");
    Dossier::read(&file, text.as_bytes()).map_err(|faults| faulty(&faults))?;
    let _one_at_a_time = shelf.writing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let path = shelf.path(&file)?;
    let new = fs::OpenOptions::new().write(true).create_new(true).open(path);
    let written = new.and_then(|mut new| std::io::Write::write_all(&mut new, text.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Refused::new("there is a case of that name", "add to it, or choose another name"),
        _ => Refused::new("the folder cannot be written to", "a person gives leave to write there"),
    })?;
    Ok(json!({ "case": file, "unconfirmed": 1 }))
}

/// `add_party`.
pub(super) fn party(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    add::<PartyEntry>(shelf, given, |_, _, _| Ok(()))
}

/// `add_issue`.
pub(super) fn issue(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    add::<IssueEntry>(shelf, given, |_, _, _| Ok(()))
}

/// `add_source`: its text has to be at hand, and its SHA-256 is worked out from it.
pub(super) fn source(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    add::<Source>(shelf, given, |shelf, source, _| {
        let Some(text) = &mut source.text else { return Ok(()) };
        let texts = shelf.readable()?;
        let bytes = texts.get(&text.file).ok_or_else(|| {
            Refused::new("the text of the source is not in the folder", "name a file that `texts` lists, or leave `text` out")
        })?;
        let found = digest(bytes);
        match text.sha256.replace(found.clone()) {
            Some(given) if !given.eq_ignore_ascii_case(&found) => {
                Err(Refused::new("the SHA-256 is not that of the file", "leave `sha256` out: it is worked out from the file"))
            }
            _ => Ok(()),
        }
    })
}

/// `add_statement`.
pub(super) fn statement(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    add::<Statement>(shelf, given, |_, _, _| Ok(()))
}

/// `add_judgement`: under the name of who judges.
pub(super) fn judgement(shelf: &Shelf, given: JsonObject) -> Result<Value, Refused> {
    add::<Judgement>(shelf, given, |_, judgement, model| match judgement.author == model {
        true => Ok(()),
        false => Err(Refused::new(
            "a judgement that a model writes has the model as its author",
            format!("give `{model}` as `author`; an analyst signs a judgement of its own in the file"),
        )),
    })
}

type Prepare<T> = fn(&Shelf, &mut T, &str) -> Result<(), Refused>;

fn add<T: Marked>(shelf: &Shelf, given: JsonObject, prepare: Prepare<T>) -> Result<Value, Refused> {
    let Item::<T> { case, model, mut item } = read(given)?;
    let model = signed(model)?;
    may_write(shelf, item.access())?;
    let (written_by, confirmed_by) = item.marks();
    if written_by.is_some() || confirmed_by.is_some() {
        let way_out = "leave both out: the tool marks the item, and a person confirms it with `zopa confirm`";
        return Err(Refused::new("`written_by` and `confirmed_by` are not yours to write", way_out));
    }
    *written_by = Some(model.clone());
    prepare(shelf, &mut item, &model)?;
    let item = serde_json::to_value(&item).map_err(|_| Refused::new("the item could not be written", "try again"))?;
    let _one_at_a_time = shelf.writing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let opened = shelf.open(&case)?;
    if catalog::entries().iter().any(|entry| entry.name == case) {
        return Err(Refused::new("a case of the catalogue is read only", "begin one of your own with `start_case`"));
    }
    let amended = amended(&opened, T::SECTION, &item)?;
    quoted(shelf, &opened, &amended, T::SECTION)?;
    zopa_runner::replace(&shelf.path(&case)?, amended.text.as_bytes())
        .map_err(|_| Refused::new("the case cannot be written", "a person gives leave to write there"))?;
    let seen = amended.dossier.disclose(shelf.audience).dossier;
    let added = format!("{}/{}", T::SECTION, item["id"].as_str().unwrap_or_default());
    Ok(json!({ "added": added, "written_by": model, "unconfirmed": zopa_dossier::unconfirmed(seen.case()).len() }))
}

/// The case with the item. What stands in the case and is hidden from the model counts for nothing in what it is told.
fn amended(opened: &Opened, section: &str, item: &Value) -> Result<Amended, Refused> {
    let has_hidden = opened.seen.disclosed.withheld > 0;
    if has_hidden {
        let mut shown = serde_json::to_value(opened.seen.dossier().case()).unwrap_or_default();
        let shut = || {
            let way_out = "a person who may see the whole of it adds the item";
            Refused::new("what you may see of this case does not stand by itself, so nothing can be added to it", way_out)
        };
        Dossier::read(&opened.name, shown.to_string().as_bytes()).map_err(|_| shut())?;
        match &mut shown[section] {
            Value::Array(items) => items.push(item.clone()),
            nothing => *nothing = json!([item]),
        }
        Dossier::read(&opened.name, shown.to_string().as_bytes()).map_err(|faults| faulty(&faults))?;
    }
    with_item(&opened.dossier, &opened.text, section, item).map_err(|error| match error {
        CannotAmend::Faults(_) if has_hidden => Refused::new(
            "this item cannot stand in the case as it is",
            "choose another short name, or ask a person who sees all of it",
        ),
        CannotAmend::Faults(faults) => faulty(&faults),
        CannotAmend::Trouble { problem, way_out } => Refused::new(problem, way_out),
    })
}

/// A quotation that is not in its text, word for word, is not written.
fn quoted(shelf: &Shelf, opened: &Opened, amended: &Amended, section: &str) -> Result<(), Refused> {
    let Some(statement) =
        amended.dossier.case().statements.last().filter(|statement| section == "statements" && statement.quote.is_some())
    else {
        return Ok(());
    };
    let dossier = amended.dossier.disclose(shelf.audience).dossier;
    let found = zopa_dossier::verify(&dossier, &shelf.texts_of(opened)?);
    let is_of_it = |check: &&zopa_dossier::Quotation| {
        check.statement.as_ref() == Some(&statement.id) || check.statement.is_none() && check.source == statement.sources[0]
    };
    for check in found.iter().filter(is_of_it) {
        match &check.finding {
            QuotationFinding::Verified { .. } => {}
            QuotationFinding::TextNotAtHand => {
                return Err(Refused::new(
                    "the text of the first source is not at hand, so nobody can tell whether it says that",
                    "add the text to the folder and to the source, or write a `paraphrase`",
                ));
            }
            QuotationFinding::NotFound(fault)
            | QuotationFinding::TextChanged(fault)
            | QuotationFinding::TextUnreadable(fault) => {
                return Err(Refused::new(fault.message.clone(), fault.way_out.clone()));
            }
        }
    }
    Ok(())
}

/// Whether a model may write an item for this audience: it says so, and the model may see it.
fn may_write(shelf: &Shelf, access: Option<Access>) -> Result<(), Refused> {
    match access {
        Some(access) if shelf.audience.may_see(access) => Ok(()),
        Some(_) => Err(Refused::new(
            "you would not see what you write",
            "give an `access` that you see, or have a person start `zopa mcp` with --for internal or secret",
        )),
        None => Err(Refused::new("the item does not say who may see it", "give its `access`: public, internal or secret")),
    }
}

fn signed(model: Option<String>) -> Result<String, Refused> {
    match model {
        None => Ok(NO_NAME.to_owned()),
        Some(name) if name.trim().is_empty() || name.len() > 200 || name.contains(char::is_control) => {
            Err(Refused::new("that is no name for a model", "give its name in a few letters, or leave it out"))
        }
        Some(name) => Ok(name.trim().to_owned()),
    }
}

/// Faults of a case, each with its way out.
fn faulty(faults: &[Diagnostic]) -> Refused {
    let errors: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.severity == zopa_dossier::Severity::Error).collect();
    let told: Vec<Value> =
        errors.iter().map(|fault| json!({ "code": fault.code, "problem": fault.message, "way_out": fault.way_out })).collect();
    let (problem, way_out) = match errors.first() {
        Some(first) => (format!("the case would not hold together with it: {}", first.message), first.way_out.clone()),
        None => ("the case would not hold together with it".to_owned(), "see `faults`".to_owned()),
    };
    Refused::new(problem, way_out).with("faults", Value::Array(told))
}
