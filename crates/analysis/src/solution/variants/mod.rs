//! The same words in other programs' meanings, so that old tables can be reproduced and claims be read as they were meant.
//!
//! None of these is ever a default: where a program means something else by "Kalai" than its paper does, its meaning
//! stands here under the program's name. Definitions were read in the programs' own sources and are worked out exactly
//! where the program rounds; a tolerance that is part of a definition is kept, as an exact number. The programs know
//! neither red lines, which are not looked at here, nor rules, so what the rules of a space forbid does not exist.

mod anl;
mod answer;
mod average;
mod genius;
mod ground;
mod mean_distance;
mod negmas;
mod negolog;

use std::fmt;

use zopa_model::BargainingProblem;

pub use answer::{Answer, Figure, NoAnswer};
pub use ground::Ground;

use super::Absent;
use crate::frontier::Frontier;
use crate::limits::Limits;

/// A program whose figures people have at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Peer {
    /// GENIUS. (Lin et al. 2014, Computational Intelligence 30:48.)
    Genius,
    /// NegoLog. (Doğru et al. 2024, IJCAI 2024:8640.)
    NegoLog,
    /// The `specials.json` that lie beside the domains of the Automated Negotiation League of 2022 and 2023.
    Anl,
    /// NegMAS. (Mohammad, Nakadai & Greenwald 2021, PRIMA 2020:343.)
    NegMas,
}

impl Peer {
    /// Its name, as it writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Genius => "GENIUS",
            Self::NegoLog => "NegoLog",
            Self::Anl => "ANL 2022-23",
            Self::NegMas => "NegMAS",
        }
    }

    /// The version whose definitions these are: a release, or the revision of the sources that were read.
    pub fn version(self) -> &'static str {
        match self {
            Self::Genius => "Escheck/NegotiatorGUI 011cd037",
            Self::NegoLog => "aniltrue/NegoLog 94882b55",
            Self::Anl => "brenting/negotiation_PPO fdb929f9",
            Self::NegMas => "0.16.0",
        }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What must be known to work a variant out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Needs {
    /// The frontier alone.
    Frontier,
    /// The frontier, and the least that each party can get anywhere.
    FrontierAndLeast,
    /// The mean over all outcomes, which is added up issue by issue.
    Means,
    /// A look at every outcome, so that it is refused beyond [`Limits::counted`].
    EveryOutcome,
}

impl fmt::Display for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Frontier => "the frontier",
            Self::FrontierAndLeast => "the frontier and each party's least utility",
            Self::Means => "each party's mean utility",
            Self::EveryOutcome => "every outcome",
        })
    }
}

/// One word in one program's meaning.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// How it is called here: the program and its word.
    pub name: &'static str,
    /// Whose meaning it is.
    pub peer: Peer,
    /// Where it stands in the program: file or class, and function.
    pub place: &'static str,
    /// The definition, in one sentence.
    pub sentence: &'static str,
    /// Where it says something else than ours.
    pub bites: &'static str,
    /// What must be known to work it out.
    pub needs: Needs,
    /// The definition, as a function.
    find: fn(&Ground) -> Result<Answer, NoAnswer>,
}

impl Variant {
    /// What the program says of `ground`.
    ///
    /// # Errors
    /// Where it says nothing, or its definition does not reach.
    pub fn answer(&self, ground: &Ground) -> Result<Answer, NoAnswer> {
        (self.find)(ground)
    }
}

/// Every variant, program by program.
pub static VARIANTS: &[&Variant] = &[
    &genius::NASH,
    &genius::KALAI,
    &negolog::NASH,
    &negolog::KALAI,
    &negolog::OPPOSITION,
    &negolog::BALANCE,
    &anl::NASH,
    &anl::KALAI,
    &anl::SOCIAL_WELFARE,
    &anl::OPPOSITION,
    &anl::DISTRIBUTION,
    &negmas::FRONTIER,
    &negmas::NASH,
    &negmas::KALAI,
    &negmas::MODIFIED_KALAI,
    &negmas::KS,
    &negmas::MODIFIED_KS,
    &negmas::WELFARE,
    &negmas::RELATIVE_WELFARE,
    &negmas::OPPOSITION,
];

/// The variant called `name`.
pub fn named(name: &str) -> Option<&'static Variant> {
    VARIANTS.iter().copied().find(|variant| variant.name == name)
}

/// A variant with what it says of one problem.
#[derive(Clone, Debug)]
pub struct Named {
    /// The variant.
    pub variant: &'static Variant,
    /// What it says, or why it says nothing.
    pub answer: Result<Answer, NoAnswer>,
}

/// What every variant says of `problem`, whose frontier over all feasible outcomes is `frontier`. The answers are as exact
/// as the frontier is.
///
/// # Errors
/// Where there is no frontier to say anything about.
pub fn all(problem: &BargainingProblem, frontier: &Frontier, limits: &Limits) -> Result<Vec<Named>, Absent> {
    answers(problem, frontier, limits, |_| true)
}

/// The same for one program: the rows of its table.
///
/// # Errors
/// As above.
pub fn of_peer(peer: Peer, problem: &BargainingProblem, frontier: &Frontier, limits: &Limits) -> Result<Vec<Named>, Absent> {
    answers(problem, frontier, limits, |variant| variant.peer == peer)
}

fn answers(
    problem: &BargainingProblem,
    frontier: &Frontier,
    limits: &Limits,
    is_asked: impl Fn(&Variant) -> bool,
) -> Result<Vec<Named>, Absent> {
    let ground = Ground::new(problem, frontier, limits)?;
    let asked = VARIANTS.iter().copied().filter(|variant| is_asked(variant));
    Ok(asked.map(|variant| Named { variant, answer: variant.answer(&ground) }).collect())
}
