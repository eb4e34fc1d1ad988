//! GeniusWeb JSON: a domain, and for each party a linear additive profile over it.
//!
//! `u = sum of weight × utility`, without any division. A party says yes to what is worth at least as much as its
//! reservation bid; where it has none, 0 stands for none. The folders of the leagues ANL 2022 and 2023 add
//! `specials.json`, which is read as claims in that league's sense of the words.
//!
//! Read from the sources of GeniusWeb's core (`LinearAdditiveUtilitySpace`, `NumberValueSet`, `NumberValueSetUtilities`)
//! and the files of the leagues.

mod bid;
mod domain;
mod profile;
mod specials;
mod weights;
mod write;

use super::document::{Document, Value};
use super::findings::Findings;
use super::parties::{self, chosen, stem};
use super::{Asked, FieldScenario, Files, Format, Meaning, Refusal, Remark, sniff};
use domain::Domain;
pub(super) use write::write;

/// The most parties that are taken without being named: folders of GeniusWeb may hold a dozen profiles over one domain.
const MOST_UNNAMED: usize = 3;

pub(super) fn recognises(files: &Files) -> bool {
    files.values().any(|bytes| is_own(bytes))
}

fn is_own(bytes: &[u8]) -> bool {
    sniff::is_json_map(bytes) && sniff::has_key(bytes, "issuesValues")
}

pub(super) fn read(files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
    let documents = files.iter().filter(|(_, bytes)| is_own(bytes)).map(|(file, bytes)| Document::json(file, bytes));
    let documents = documents.collect::<Result<Vec<_>, Refusal>>()?;
    let (domains, profiles): (Vec<&Document>, Vec<&Document>) =
        documents.iter().partition(|document| document.root().get("issuesValues").is_some());
    let names: Vec<&str> = profiles.iter().map(|profile| profile.file()).collect();
    let order = chosen(&names, asked, Some(MOST_UNNAMED))?;
    let chosen: Vec<&Document> = order.iter().map(|&at| profiles[at]).collect();
    let mut remarks = Vec::new();
    let domain = domain_of(&domains, &chosen, asked, &mut remarks)?;
    let read = |document: &&Document| {
        let mut findings = Findings::on(document.file(), asked.strictness);
        let profile = profile::read(document, &domain, asked.meaning, &mut findings)?;
        remarks.extend(findings.into_remarks());
        Ok(profile)
    };
    let profiles = chosen.iter().map(read).collect::<Result<_, Refusal>>()?;
    let in_order = order.iter().copied().eq(0..names.len());
    let claims = specials::read(files, &domain, in_order, asked, &mut remarks)?;
    let Domain { name, issues, .. } = domain;
    Ok(FieldScenario { name, format: Format::GeniusWeb, issues, rules: Vec::new(), profiles, claims, remarks })
}

/// The domain in a file of its own that the profiles are over; that of the first profile where there is no file.
fn domain_of(domains: &[&Document], profiles: &[&Document], asked: &Asked, remarks: &mut Vec<Remark>) -> Result<Domain, Refusal> {
    let mut read = |document: &Document, value: Value<'_>| {
        let mut findings = Findings::on(document.file(), asked.strictness);
        let domain = Domain::read(value, stem(document.file()), &mut findings);
        remarks.extend(findings.into_remarks());
        domain
    };
    let own = domains.iter().map(|document| read(document, document.root())).collect::<Result<Vec<_>, _>>()?;
    let first = profiles[0];
    let within = profile::space(first)?.get("domain");
    match (own.as_slice(), within) {
        ([], None) => Err(first.root().refusal("no-domain", "there is no domain, neither here nor in a file", ADD_DOMAIN)),
        ([], Some(within)) => read(first, within),
        ([_], _) => Ok(own.into_iter().next().expect("there is one")),
        (_, within) => {
            let wanted = within.map(|within| read(first, within)).transpose()?;
            let fits = |domain: &Domain| wanted.as_ref().is_some_and(|wanted| domain.difference(wanted).is_none());
            own.into_iter().find(fits).ok_or_else(|| several_domains(domains))
        }
    }
}

const ADD_DOMAIN: &str = "put the file of the domain beside the profiles";

fn several_domains(domains: &[&Document]) -> Refusal {
    let names: Vec<&str> = domains.iter().map(|domain| parties::base(domain.file())).collect();
    Refusal {
        code: "several-domains",
        file: String::new(),
        line: None,
        message: format!("there are several domains, and the first profile fits none: {}", names.join(", ")),
        way_out: "keep one scenario to a folder, or name profiles that belong together: --party FILE".to_owned(),
    }
}

/// What NegMAS 0.16 does otherwise with these files, where it does, and that it reads them as GeniusWeb does where not.
fn told_of_negmas(meaning: Meaning, is_other_name: bool, has_reservation: bool, findings: &mut Findings) {
    if meaning == Meaning::Own {
        return;
    }
    if is_other_name {
        findings.differs(
            "negmas-finds-no-utilities",
            None,
            "NegMAS 0.16 knows utilities by the name `discreteutils` alone and finds none here; read as GeniusWeb does",
        );
    }
    if has_reservation {
        findings.note("as-its-owner", None, "NegMAS 0.16 reads this as GeniusWeb does");
    } else {
        findings.differs(
            "no-reservation",
            None,
            "without a reservation bid any outcome will do in NegMAS 0.16; here 0 is the limit",
        );
    }
}
