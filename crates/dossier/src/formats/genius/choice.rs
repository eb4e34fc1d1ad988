//! Which files of a folder make up the scenario: one domain and its profiles.
//!
//! Whoever names the parties has chosen; the domain is the one that they fit. Otherwise there must be one domain, and
//! its parties are the profiles that it names, if they are there, or else the two or three that fit it and hold a
//! utility. Anything more is for people to choose. The order is that of the file names, numbers by value.

use std::collections::BTreeSet;

use super::super::{Asked, Files, Refusal};
use super::fit::{Fit, fit, listed, options_are_told_apart};
use super::names::{base, named, natural};
use super::root::{Root, root};
use super::space::{Space, SpaceKind};

/// The most parties that are taken without being named.
const MOST_UNNAMED: usize = 3;
/// What to do where there is more than one way to choose.
pub(super) const WAY_OUT: &str = "name the parties: --party FILE, twice or more";

/// The files of a scenario.
pub(super) struct Choice {
    /// The domain; a copy of the first profile where there is no other.
    pub(super) domain: Space,
    /// The profiles in the order of the parties, and how each fits the domain.
    pub(super) profiles: Vec<(Space, Fit)>,
    /// For each party, the position of its profile in the order of file names, where no other could have been chosen.
    pub(super) order: Option<Vec<usize>>,
}

/// Chooses among `files`.
///
/// # Errors
/// Where nothing, or more than one thing, could be meant, and where a file that counts has no reading.
pub(super) fn choose(files: &Files, asked: &Asked) -> Result<Choice, Refusal> {
    let folder = Folder::of(files, asked);
    let chosen = if asked.parties.is_empty() { folder.unasked()? } else { folder.asked(files, &asked.parties)? };
    folder.choice(chosen)
}

/// The positions of a domain (unless the profiles have none) and of profiles.
struct Chosen {
    domain: Option<usize>,
    profiles: Vec<usize>,
    notes: Vec<String>,
}

/// Everything in the folder that is of GENIUS.
struct Folder {
    files: Vec<String>,
    roots: Vec<Root>,
    spaces: Vec<Result<Space, Refusal>>,
}

impl Folder {
    fn of(files: &Files, asked: &Asked) -> Self {
        let mut own: Vec<(&String, Root)> = files.iter().filter_map(|(file, bytes)| Some((file, root(bytes)?))).collect();
        own.sort_by(|(one, _), (other, _)| natural(one, other));
        let read = |(file, _): &(&String, Root)| Space::read(file, &files[*file], asked.strictness);
        let spaces = own.iter().map(read).collect();
        let (files, roots) = own.into_iter().map(|(file, root)| (file.clone(), root)).unzip();
        Self { files, roots, spaces }
    }

    fn space(&self, at: usize) -> Result<&Space, Refusal> {
        self.spaces[at].as_ref().map_err(Refusal::clone)
    }

    /// The positions of all domains, or of all profiles, that have a reading.
    fn readable(&self, root: Root) -> Vec<usize> {
        (0..self.spaces.len()).filter(|&at| self.roots[at] == root && self.spaces[at].is_ok()).collect()
    }

    /// Why the first of the domains, or of the profiles, without a reading has none.
    fn broken(&self, root: Root) -> Option<&Refusal> {
        let of_root = self.roots.iter().zip(&self.spaces).filter(|(own, _)| **own == root);
        of_root.filter_map(|(_, space)| space.as_ref().err()).next()
    }

    fn names(&self, positions: &[usize]) -> String {
        listed(&positions.iter().map(|&at| self.files[at].as_str()).collect::<Vec<_>>())
    }

    fn choice(&self, chosen: Chosen) -> Result<Choice, Refusal> {
        let first = chosen.profiles[0];
        let mut domain = self.space(chosen.domain.unwrap_or(first))?.clone();
        options_are_told_apart(&domain)?;
        let mut sorted = chosen.profiles.clone();
        sorted.sort_unstable();
        let order = chosen.profiles.iter().map(|at| sorted.binary_search(at).unwrap_or_default()).collect();
        let candidates = self.readable(Root::Profile).into_iter().filter(|&at| self.is_candidate(at));
        let order = candidates.eq(sorted).then_some(order);
        let fitted = |&at: &usize| {
            let space = self.space(at)?;
            fit(&domain, space).map(|fit| (space.clone(), fit))
        };
        let profiles = chosen.profiles.iter().map(fitted).collect::<Result<_, Refusal>>()?;
        chosen.notes.into_iter().for_each(|note| domain.findings.note("chosen", None, note));
        Ok(Choice { domain, profiles, order })
    }

    /// Whether a profile says by itself what every outcome is worth.
    fn is_candidate(&self, at: usize) -> bool {
        let is_sure = |space: &Space| matches!(space.kind, SpaceKind::Linear | SpaceKind::Nonlinear) && space.is_valued();
        self.roots[at] == Root::Profile && self.spaces[at].as_ref().is_ok_and(is_sure)
    }

    // ── parties that were named ─────────────────────────────────────────────────────────────────────────────────────

    fn asked(&self, files: &Files, parties: &[String]) -> Result<Chosen, Refusal> {
        let mut profiles = Vec::with_capacity(parties.len());
        for party in parties {
            let file = named(files.keys(), party)?;
            let at = self.files.iter().position(|own| own == file).ok_or_else(|| {
                let message = if files[file].is_empty() { "it is empty" } else { "it is no profile of GENIUS" };
                refuse("not-a-profile", file, message, "name a file with a utility_space")
            })?;
            if self.roots[at] == Root::Domain {
                return Err(refuse("not-a-profile", file, "it is a domain, not the profile of a party", WAY_OUT));
            }
            if profiles.contains(&at) {
                return Err(refuse(
                    "party-twice",
                    file,
                    "it is named twice",
                    "name every party once; copy the file for two alike",
                ));
            }
            profiles.push(at);
        }
        if let ([one], 2..) = (profiles.as_slice(), self.readable(Root::Profile).len()) {
            return Err(refuse("one-party", &self.files[*one], "it is the only party named", WAY_OUT));
        }
        Ok(Chosen { domain: self.domain_of(&profiles)?, profiles, notes: Vec::new() })
    }

    /// The domain that all `profiles` fit: the one in their folder, or that names them, where several do.
    fn domain_of(&self, profiles: &[usize]) -> Result<Option<usize>, Refusal> {
        let domains = self.domains()?;
        let fits = |&domain: &usize| self.misfit(domain, profiles).is_none();
        let fitting: Vec<usize> = domains.iter().copied().filter(fits).collect();
        match (domains.as_slice(), fitting.as_slice()) {
            ([], _) => Ok(None),
            (_, [one]) => Ok(Some(*one)),
            ([only], []) => Err(self.misfit(*only, profiles).expect("it does not fit, or it would be among those that do")),
            (_, []) => {
                let message = format!("the parties fit none of the domains {}", self.names(&domains));
                Err(refuse("unequal-domains", "", message, "name profiles of one scenario"))
            }
            (_, several) => self.nearest(several, profiles).map(Some),
        }
    }

    fn misfit(&self, domain: usize, profiles: &[usize]) -> Option<Refusal> {
        let against = |&at: &usize| fit(self.space(domain)?, self.space(at)?).err().map_or(Ok(()), Err);
        profiles.iter().find_map(|at| against(at).err())
    }

    fn nearest(&self, domains: &[usize], profiles: &[usize]) -> Result<usize, Refusal> {
        let folder = |at: usize| self.files[at].rsplit_once('/').map(|(folder, _)| folder);
        let beside: Vec<usize> =
            domains.iter().copied().filter(|&at| profiles.iter().all(|&one| folder(one) == folder(at))).collect();
        let near = if beside.is_empty() { domains } else { &beside };
        let names_all = |&at: &usize| {
            let (named, _) = self.named_by(at);
            profiles.iter().all(|profile| named.contains(profile))
        };
        let naming: Vec<usize> = near.iter().copied().filter(names_all).collect();
        match if naming.is_empty() { near } else { &naming } {
            [one] => Ok(*one),
            several => {
                let message = format!("the parties fit several domains: {}", self.names(several));
                Err(refuse("several-domains", "", message, "keep one of them in the folder"))
            }
        }
    }

    /// The profiles that a domain names and that are there, whatever their folder, and the names that are spelt in other
    /// letter case than the files.
    fn named_by(&self, domain: usize) -> (Vec<usize>, Vec<&str>) {
        let wanted = self.spaces[domain].as_ref().map(|space| space.named_profiles.as_slice()).unwrap_or_default();
        let is_profile = |at: &usize| self.roots[*at] == Root::Profile;
        let (mut found, mut respelt) = (BTreeSet::new(), Vec::new());
        for name in wanted.iter().map(|name| base(name)).filter(|name| !name.is_empty()) {
            let alike = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
                (0..self.files.len()).filter(is_profile).filter(|&at| same(base(&self.files[at]))).collect()
            };
            let exact = alike(&|file| file == name);
            let lower = name.to_lowercase();
            let loose = alike(&|file| file.to_lowercase() == lower);
            if let (_, [one]) | ([one], _) = (loose.as_slice(), exact.as_slice()) {
                found.insert(*one);
                respelt.extend(exact.is_empty().then_some(name));
            }
        }
        (found.into_iter().collect(), respelt)
    }

    /// All domains, if one that has no reading is not the only one.
    fn domains(&self) -> Result<Vec<usize>, Refusal> {
        let domains = self.readable(Root::Domain);
        match self.broken(Root::Domain).filter(|_| domains.is_empty()) {
            Some(broken) => Err(broken.clone()),
            None => Ok(domains),
        }
    }

    // ── parties that were not ───────────────────────────────────────────────────────────────────────────────────────

    fn unasked(&self) -> Result<Chosen, Refusal> {
        let domains = self.domains()?;
        if let Some(broken) = self.broken(Root::Domain) {
            return Err(broken.clone());
        }
        let [domain] = domains.as_slice() else {
            return if domains.is_empty() { self.without_domain() } else { Err(self.several_domains(&domains)) };
        };
        let (named, respelt) = self.named_by(*domain);
        if named.len() >= 2 {
            let mut notes = vec![format!("the parties are those that the domain names: {}", self.names(&named))];
            if !respelt.is_empty() {
                notes.push(format!("it spells them in other letters than the files: {}", listed(&respelt)));
            }
            return Ok(Chosen { domain: Some(*domain), profiles: named, notes });
        }
        self.those_that_fit(*domain)
    }

    fn several_domains(&self, domains: &[usize]) -> Refusal {
        let profiles = self.names(&self.readable(Root::Profile));
        let message = format!("there are several domains ({}); the profiles are {profiles}", self.names(domains));
        refuse("several-domains", "", message, WAY_OUT)
    }

    fn those_that_fit(&self, domain: usize) -> Result<Chosen, Refusal> {
        let profiles = self.profiles()?;
        let fitting: Vec<usize> = profiles.iter().copied().filter(|&at| self.misfit(domain, &[at]).is_none()).collect();
        let sure: Vec<usize> = fitting.iter().copied().filter(|&at| self.is_candidate(at)).collect();
        let ranked =
            |&at: &usize| self.spaces[at].as_ref().is_ok_and(|space| space.kind == SpaceKind::Ranking && space.is_valued());
        let rankings: Vec<usize> = fitting.iter().copied().filter(ranked).collect();
        let chosen = if sure.is_empty() { rankings } else { sure };
        match chosen.len() {
            0 => Err(self.no_party(domain, &profiles)),
            1 => Err(self.one_party(&chosen)),
            2..=MOST_UNNAMED => Ok(self.taking(Some(domain), chosen, &profiles)),
            _ => Err(self.too_many(&chosen)),
        }
    }

    /// All profiles; one that has no reading might be a party.
    fn profiles(&self) -> Result<Vec<usize>, Refusal> {
        match self.broken(Root::Profile) {
            Some(broken) => Err(broken.clone()),
            None => Ok(self.readable(Root::Profile)),
        }
    }

    /// Profiles alone: the first one's issues serve as the domain. A single file stands for itself.
    fn without_domain(&self) -> Result<Chosen, Refusal> {
        let profiles = self.profiles()?;
        let sure: Vec<usize> = profiles.iter().copied().filter(|&at| self.is_candidate(at)).collect();
        let chosen = if sure.is_empty() || profiles.len() == 1 { profiles.clone() } else { sure };
        match chosen.as_slice() {
            [] => Err(refuse("no-party", "", "there is no profile of GENIUS", "give a domain and its profiles")),
            [first, others @ ..] if chosen.len() <= MOST_UNNAMED => match self.misfit(*first, others) {
                Some(misfit) => Err(misfit),
                None => Ok(self.taking(None, chosen, &profiles)),
            },
            _ => Err(self.too_many(&chosen)),
        }
    }

    fn taking(&self, domain: Option<usize>, chosen: Vec<usize>, profiles: &[usize]) -> Chosen {
        let left: Vec<usize> = profiles.iter().copied().filter(|at| !chosen.contains(at)).collect();
        let mut notes = Vec::new();
        if domain.is_none() {
            notes.push(format!("there is no domain: the issues are those of {}", self.files[chosen[0]]));
        }
        if !left.is_empty() {
            let message = "left out, being rankings, without a utility, or over another domain";
            notes.push(format!("{message}: {}", self.names(&left)));
        }
        Chosen { domain, profiles: chosen, notes }
    }

    fn no_party(&self, domain: usize, profiles: &[usize]) -> Refusal {
        let why = |at: &usize| match self.misfit(domain, &[*at]) {
            Some(misfit) => Some(misfit),
            None => self.space(*at).ok().and_then(|space| space.refusal().or_else(|| Some(space.unvalued()))),
        };
        profiles.iter().find_map(why).unwrap_or_else(|| {
            refuse(
                "no-party",
                &self.files[domain],
                "there is no profile beside this domain",
                "give the profiles of the parties too",
            )
        })
    }

    fn one_party(&self, chosen: &[usize]) -> Refusal {
        let message = "it is the only profile with a utility over this domain";
        refuse("one-party", &self.files[chosen[0]], message, "give the profile of the other party too")
    }

    fn too_many(&self, chosen: &[usize]) -> Refusal {
        let message = format!("{} profiles could be meant: {}", chosen.len(), self.names(chosen));
        refuse("too-many-profiles", "", message, WAY_OUT)
    }
}

pub(super) fn refuse(code: &'static str, file: &str, message: impl Into<String>, way_out: &str) -> Refusal {
    Refusal { code, file: file.to_owned(), line: None, message: message.into(), way_out: way_out.to_owned() }
}
