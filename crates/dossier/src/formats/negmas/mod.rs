//! NegMAS YAML, or JSON of the same shape: a domain, and a file for each party, in the order of the names of the files.
//!
//! `u = bias + sum of weight × value`, without division. What is read is what NegMAS 0.16 makes of the files, found in its
//! sources and by running it: missing weights are 1, bounds of boxes do not belong to them, and a party without a
//! reserved value agrees to anything. Functions that are programs are refused. Files whose names begin with an underscore
//! or a dot are NegMAS's own notes (`_info.yaml`, `_stats.yaml`) and are not read.

mod boxes;
mod domain;
mod function;
mod kind;
mod mapping;
mod party;
mod write;

use super::document::{Document, in_marks};
use super::findings::Findings;
use super::parties::{base, chosen, stem};
use super::{Asked, FieldIssue, FieldScenario, Files, Format, Meaning, Refusal, Remark};
use kind::{Kind, kind};
pub(super) use write::write;

pub(super) fn recognises(files: &Files) -> bool {
    files.iter().any(|(file, bytes)| !is_passed_over(file) && kind::is_named(bytes))
}

/// Whether NegMAS does not read a file either.
fn is_passed_over(file: &str) -> bool {
    base(file).starts_with(['_', '.'])
}

pub(super) fn read(files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
    let mut remarks = Vec::new();
    let documents = documents(files, asked, &mut remarks)?;
    let of_kind = |wanted: Kind| documents.iter().filter(move |document| kind(document.root()) == wanted);
    let parties: Vec<&Document> = of_kind(Kind::Party).collect();
    let names: Vec<&str> = parties.iter().map(|party| party.file()).collect();
    let chosen: Vec<&Document> = chosen(&names, asked, None)?.into_iter().map(|at| parties[at]).collect();
    let domains: Vec<&Document> = of_kind(Kind::Domain).collect();
    let (name, issues) = domain(&domains, chosen[0], asked, &mut remarks)?;
    let mut profiles = Vec::new();
    for document in chosen {
        let mut findings = Findings::on(document.file(), asked.strictness);
        profiles.push(party::read(document, &issues, &mut findings)?);
        if asked.meaning == Meaning::Negmas {
            findings.note("as-its-owner", None, "this format is NegMAS's own; there is no other reading");
        }
        remarks.extend(findings.into_remarks());
    }
    Ok(FieldScenario { name, format: Format::Negmas, issues, rules: Vec::new(), profiles, claims: Vec::new(), remarks })
}

/// The files that belong to a scenario, parsed.
///
/// # Errors
/// Where one of them cannot be parsed, and where they are several negotiations that hang together.
fn documents(files: &Files, asked: &Asked, remarks: &mut Vec<Remark>) -> Result<Vec<Document>, Refusal> {
    let mut documents = Vec::new();
    for (file, bytes) in files.iter().filter(|(file, _)| !is_passed_over(file)) {
        let ending = base(file).rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let document = match ending.as_str() {
            "yml" | "yaml" => Document::yaml(file, bytes)?,
            "json" => Document::json(file, bytes)?,
            // Content decides, but what is not said to be either is not looked at unless it says what it is.
            _ if kind::is_named(bytes) => Document::yaml(file, bytes)?,
            _ => continue,
        };
        match kind(document.root()) {
            Kind::Centre => return Err(several_deals(&document)),
            Kind::Party if file.starts_with("edges/") || file.contains("/edges/") => return Err(several_deals(&document)),
            Kind::Other => {
                let mut findings = Findings::on(file, asked.strictness);
                findings.note("no-part", None, "it is neither a domain nor a utility function; not read");
                remarks.extend(findings.into_remarks());
            }
            Kind::Domain | Kind::Party => documents.push(document),
        }
    }
    Ok(documents)
}

fn several_deals(document: &Document) -> Refusal {
    document.root().refusal(
        "several-deals",
        "this is a centre with its edges: several negotiations that hang together, and what the deals are worth to the centre \
         together is a program, not a table",
        "name the file of a domain and those of parties to one negotiation",
    )
}

/// The domain in a file of its own; else that which the first party's file holds.
fn domain(
    domains: &[&Document],
    party: &Document,
    asked: &Asked,
    remarks: &mut Vec<Remark>,
) -> Result<(String, Vec<FieldIssue>), Refusal> {
    let (document, space) = match domains {
        [one] => (*one, one.root()),
        [] => match party::holder(party.root()).get("outcome_space") {
            Some(space) => (party, space),
            None => {
                let way_out = "put the file with the outcome space beside the parties'";
                return Err(party.root().refusal("no-domain", "there is no domain, neither here nor in a file", way_out));
            }
        },
        several => {
            let names: Vec<String> = several.iter().map(|domain| in_marks(domain.file())).collect();
            let message = format!("there are several domains: {}", names.join(", "));
            let way_out = "keep one scenario to a folder".to_owned();
            return Err(Refusal { code: "several-domains", file: String::new(), line: None, message, way_out });
        }
    };
    let mut findings = Findings::on(document.file(), asked.strictness);
    let issues = domain::issues(space, &mut findings)?;
    remarks.extend(findings.into_remarks());
    let name = space.get("name").and_then(|name| name.text().ok()).filter(|name| !name.is_empty());
    Ok((name.unwrap_or_else(|| stem(document.file())).to_owned(), issues))
}
