//! The field's foreign formats: what their files say, as their authors meant it.
//!
//! ```text
//! files (name → bytes) ─recognise─▶ Found ─read─▶ FieldScenario ─tabulate─▶ space + utilities (for `analysis`)
//!                                                       └────────write────▶ files in another format + what was lost
//! ```
//!
//! Reading is lenient where one reading is possible and says so: every repair is a [`Remark`] with file and line. What has
//! no reading, or two, is refused with a reason. The meaning is that of the program that owns the format; another
//! program's reading is given only when it is asked for by name ([`Meaning`]).
//!
//! One format, one folder or file here, with `recognise`, `read` and `write`; [`Format`] lists them.

mod additive;
mod case;
mod decimal;
mod document;
mod field;
mod file_names;
mod findings;
mod genius;
mod genius_bi;
mod geniusweb;
mod llm_deliberation;
mod losses;
mod negmas;
mod negolog;
mod options;
mod parties;
mod remark;
mod round_trip;
mod sniff;
mod tabulate;
mod written;
mod zopa;

use std::collections::BTreeMap;

pub use case::{of_case, of_draw, to_case};
pub use field::{Claim, Discount, Evaluator, FieldIssue, FieldScenario, Figure, Linkage, Profile, Reward, RewardTree, Values};
pub use remark::{Refusal, Remark, Weight};
pub use round_trip::largest_error;
pub use tabulate::{Grid, Tabulated};
pub(crate) use zopa::ScenarioFile;

/// Files by name. A name may have folders in it, parted by `/`, and is relative to the folder that was opened.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A family of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GENIUS XML: a domain and its profiles, linear or of hyper-rectangles.
    Genius,
    /// GENIUS for people (Bar-Ilan): the same files with a multiplier, an opting-out value and an effect of time.
    GeniusBi,
    /// GeniusWeb JSON.
    GeniusWeb,
    /// NegMAS YAML, or JSON of the same shape.
    Negmas,
    /// NegoLog JSON.
    NegoLog,
    /// The score files of LLM-Deliberation.
    LlmDeliberation,
    /// zopa's own file of a scenario.
    Zopa,
}

impl Format {
    /// Every format, in the order in which files are tried.
    pub const ALL: [Self; 7] =
        [Self::Zopa, Self::GeniusBi, Self::Genius, Self::GeniusWeb, Self::NegoLog, Self::LlmDeliberation, Self::Negmas];

    /// The folders in which some formats keep files of a scenario; the others keep all in one.
    pub const FOLDERS: [&str; 2] = ["scores_files", "edges"];

    /// The name that people type and programs read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Genius => "genius",
            Self::GeniusBi => "geniusbi",
            Self::GeniusWeb => "geniusweb",
            Self::Negmas => "negmas",
            Self::NegoLog => "negolog",
            Self::LlmDeliberation => "llm-deliberation",
            Self::Zopa => "zopa",
        }
    }

    /// The format called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of `files`, by what they hold and not by what they are called; `None` where they are of none.
    pub fn recognise(files: &Files) -> Option<Self> {
        Self::ALL.into_iter().find(|format| match format {
            Self::Genius => genius::recognises(files),
            Self::GeniusBi => genius_bi::recognises(files),
            Self::GeniusWeb => geniusweb::recognises(files),
            Self::Negmas => negmas::recognises(files),
            Self::NegoLog => negolog::recognises(files),
            Self::LlmDeliberation => llm_deliberation::recognises(files),
            Self::Zopa => zopa::recognises(files),
        })
    }

    /// The scenario in `files`, which are of this format.
    ///
    /// # Errors
    /// Where the files have no reading, or two.
    pub fn read(self, files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
        match self {
            Self::Genius => genius::read(files, asked),
            Self::GeniusBi => genius_bi::read(files, asked),
            Self::GeniusWeb => geniusweb::read(files, asked),
            Self::Negmas => negmas::read(files, asked),
            Self::NegoLog => negolog::read(files, asked),
            Self::LlmDeliberation => llm_deliberation::read(files, asked),
            Self::Zopa => zopa::read(files, asked),
        }
    }

    /// `scenario` as files of this format.
    ///
    /// # Errors
    /// Where nothing of it can be carried.
    pub fn write(self, scenario: &FieldScenario) -> Result<Written, Refusal> {
        match self {
            Self::Genius => genius::write(scenario),
            Self::GeniusBi => genius_bi::write(scenario),
            Self::GeniusWeb => geniusweb::write(scenario),
            Self::Negmas => negmas::write(scenario),
            Self::NegoLog => negolog::write(scenario),
            Self::LlmDeliberation => llm_deliberation::write(scenario),
            Self::Zopa => zopa::write(scenario),
        }
    }
}

/// A scenario in files of some format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The files, by name.
    pub files: Files,
    /// The file of each party, in their order; empty where one file holds all.
    pub parties: Vec<String>,
    /// What could not be carried: one remark for each kind of thing that was lost or changed.
    pub losses: Vec<Remark>,
}

/// Whose reading of the files counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Meaning {
    /// That of the program that owns the format.
    #[default]
    Own,
    /// What NegMAS 0.16 would make of them, for comparison with its runs. Each place where that differs is remarked.
    Negmas,
}

/// How much is repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Strictness {
    /// What has one reading is read that way, and reported.
    #[default]
    Lenient,
    /// What would have to be repaired is refused.
    Strict,
}

/// How files are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The profiles to read, by file name or stem, in the order of every vector; empty for those that the format names.
    pub parties: Vec<String>,
    /// Whose reading counts.
    pub meaning: Meaning,
    /// How much is repaired.
    pub strictness: Strictness,
}
