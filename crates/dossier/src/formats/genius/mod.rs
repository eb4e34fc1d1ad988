//! GENIUS XML: a domain and one profile for each party, linear or of boxes.
//!
//! ```text
//! bytes ─encoding─▶ text ─mend─▶ well-formed XML ─element─▶ Space (what one file states)
//! all files ─choice─▶ domain + profiles ─fit─▶ which issue is which ─┬─linear, boxes─▶ Profile, as GENIUS means it
//!                                                                    └─as_negmas─────▶ Profile, as NegMAS reads it
//! ```
//!
//! The meaning is that of GENIUS 10.4. Whatever was repaired on the way is told with its line.

mod as_negmas;
mod boxes;
mod choice;
mod element;
mod encoding;
mod findings;
mod fit;
mod issue;
mod linear;
mod mend;
mod names;
mod number;
mod pareto;
mod root;
mod space;
mod ufun;
mod write;

use zopa_model::{Curve, Exact, Threshold};

use super::{
    Asked, Claim, Evaluator, FieldIssue, FieldScenario, Files, Format, Meaning, Profile, Refusal, RewardTree, Strictness,
};
use choice::{Choice, choose};
use findings::Findings;
use fit::{Fit, tell};
use linear::{discount, evaluators, reservation};
use names::stem;
use root::root;
use space::{Space, SpaceKind};

pub(super) use write::{write, write_for_people};

/// Two programs write these files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// GENIUS.
    Genius,
    /// GENIUS for people (Bar-Ilan), whose utilities are raw scores.
    ForPeople,
}

pub(super) fn recognises(files: &Files) -> bool {
    files.values().any(|bytes| root(bytes).is_some())
}

pub(super) fn read(files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
    scenario(files, asked, Dialect::Genius)
}

/// The scenario that was chosen in `files`.
///
/// # Errors
/// Where nothing or several things could be meant, and where a file that counts has no reading.
pub(super) fn scenario(files: &Files, asked: &Asked, dialect: Dialect) -> Result<FieldScenario, Refusal> {
    let Choice { mut domain, profiles: chosen, order } = choose(files, asked)?;
    let names = names(&chosen);
    let mut claims = Vec::new();
    let mut profiles = Vec::with_capacity(chosen.len());
    let mut of_profiles = Vec::new();
    for (position, ((mut space, fit), name)) in chosen.into_iter().zip(names).enumerate() {
        let mut reader = Reader::of(&mut space, asked, dialect);
        let (profile, maximum) = reader.read(&domain, &space, &fit, name)?;
        claims.extend(maximum.map(|(declared, line)| Claim::Maximum { profile: position, line: Some(line), declared }));
        profiles.push(profile);
        of_profiles.extend(reader.findings.into_remarks());
    }
    if asked.meaning == Meaning::Negmas && domain.is_domain {
        as_negmas::tell_form(&mut domain.findings);
    }
    let issues = domain.issues.iter().map(|issue| FieldIssue { name: issue.name.clone(), values: issue.values() }).collect();
    let (name, file) = (domain.title(), domain.file.clone());
    let mut remarks = domain.into_remarks();
    remarks.append(&mut of_profiles);
    if asked.meaning == Meaning::Own && dialect == Dialect::Genius {
        claims.append(&mut pareto::claims(files, &file, order.as_deref(), &mut remarks));
    }
    let format = if dialect == Dialect::Genius { Format::Genius } else { Format::GeniusBi };
    Ok(FieldScenario { name, format, issues, rules: Vec::new(), profiles, claims, remarks })
}

/// A name for each party: the stem of its file, or the whole name where that would be the same for two.
fn names(chosen: &[(Space, Fit)]) -> Vec<String> {
    let stems: Vec<&str> = chosen.iter().map(|(space, _)| stem(&space.file)).collect();
    let is_shared = |name: &str| stems.iter().filter(|stem| **stem == name).count() > 1;
    let name = |(space, _): &(Space, Fit)| match stem(&space.file) {
        shared if is_shared(shared) => space.file.clone(),
        own => own.to_owned(),
    };
    chosen.iter().map(name).collect()
}

/// What one profile is read with.
struct Reader {
    meaning: Meaning,
    dialect: Dialect,
    findings: Findings,
}

impl Reader {
    /// Takes over what was found in the profile so far.
    fn of(space: &mut Space, asked: &Asked, dialect: Dialect) -> Self {
        let empty = Findings::on(&space.file, Strictness::Lenient);
        Self { meaning: asked.meaning, dialect, findings: std::mem::replace(&mut space.findings, empty) }
    }

    /// The profile of a party, and the maximum that it declares with the line.
    fn read(
        &mut self,
        domain: &Space,
        space: &Space,
        fit: &Fit,
        name: String,
    ) -> Result<(Profile, Option<(Exact, usize)>), Refusal> {
        if let Some(refusal) = space.refusal() {
            return Err(refusal);
        }
        tell(domain, space, fit, &mut self.findings)?;
        if space.kind == SpaceKind::Ranking {
            let message =
                "it ranks outcomes for a party that is not sure of its utility: the utility was read, the ranking ignored";
            self.findings.note("ranking", Some(space.line), message);
        }
        match self.meaning {
            Meaning::Own => self.own(domain, space, fit, name),
            Meaning::Negmas => Ok((self.negmas(domain, space, fit, name)?, None)),
        }
    }

    fn own(
        &mut self,
        domain: &Space,
        space: &Space,
        fit: &Fit,
        name: String,
    ) -> Result<(Profile, Option<(Exact, usize)>), Refusal> {
        let findings = &mut self.findings;
        let reservation = reservation(space, self.dialect, findings)?;
        let discount = discount(space, findings)?;
        let (evaluators, rewards, maximum) = if space.kind == SpaceKind::Nonlinear {
            let boxes = boxes::boxes(domain, space, findings)?;
            (domain.issues.iter().map(|_| nothing()).collect(), Some(boxes.rewards), Some((boxes.maximum, boxes.line)))
        } else {
            (evaluators(domain, space, fit, self.dialect, findings)?, None, None)
        };
        if self.dialect == Dialect::ForPeople {
            tell_extras(space, findings);
        }
        let cap = (self.dialect == Dialect::Genius).then(Exact::one);
        let parts = Profile { cap, discount, ..profile(space, name, evaluators, rewards, reservation) };
        Ok((parts, maximum))
    }

    fn negmas(&mut self, domain: &Space, space: &Space, fit: &Fit, name: String) -> Result<Profile, Refusal> {
        as_negmas::tell_form(&mut self.findings);
        let parts = as_negmas::parts(domain, space, fit, &mut self.findings)?;
        let (constant, discount) = (parts.constant, parts.discount);
        Ok(Profile { constant, discount, ..profile(space, name, parts.evaluators, parts.rewards, parts.reservation) })
    }
}

fn profile(
    space: &Space,
    name: String,
    evaluators: Vec<Evaluator>,
    rewards: Option<RewardTree>,
    reservation: Threshold<Exact>,
) -> Profile {
    Profile {
        name,
        file: space.file.clone(),
        constant: Exact::zero(),
        evaluators,
        linkages: Vec::new(),
        rewards,
        cap: None,
        reservation,
        disagreement: None,
        refusals: Vec::new(),
        discount: None,
    }
}

/// The evaluator of an issue that contributes nothing, however wide it is.
fn nothing() -> Evaluator {
    Evaluator::Curve { weight: Exact::zero(), curve: Box::new(Curve::Constant(Exact::zero())) }
}

/// What GENIUS for people has beside, and nothing here uses.
fn tell_extras(space: &Space, findings: &mut Findings) {
    let extras = [
        ("multiplier", &space.multiplier, "weightmultiplyer: every utility is multiplied by it, and was"),
        ("opting-out", &space.opting_out, "optout: what this party gets when somebody opts out, which is no part of its utility"),
        (
            "time-effect",
            &space.time_effect,
            "timeeffect: what this party gets or loses in each period, which is no part of its utility",
        ),
    ];
    for (code, stated, message) in extras {
        if let Some(stated) = stated {
            findings.note(code, Some(stated.line), format!("{} is its {message}", stated.text));
        }
    }
}
