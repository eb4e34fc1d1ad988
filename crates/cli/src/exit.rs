//! How a command can end. This is the one place that knows exit codes; [`CODES`] is what help and man pages say of them.

use std::process::ExitCode;

use zopa_dossier::Diagnostic;
use zopa_dossier::formats::Refusal;
use zopa_runner::source::Unread;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Done.
    Done,
    /// The answer is no: a case that reads but makes no sense, a quotation that is not in its source, no agreement where one was
    /// required, a transcript that playing it again does not give.
    No,
    /// Bad usage, or input that cannot be read.
    BadInput,
    /// Stopped by a limit before an answer was reached.
    Limit,
}

/// The code of bad usage and of input that cannot be read.
pub(crate) const BAD_INPUT: u8 = 2;

/// What every code means, for help and man pages.
pub(crate) const CODES: [(u8, &str); 4] = [
    (0, "done"),
    (
        1,
        "the answer is no: a case that reads but makes no sense, a quotation that is not in its source, no agreement where --require \
         asks for one, a transcript that playing it again does not give",
    ),
    (BAD_INPUT, "bad usage, or input that cannot be read"),
    (3, "stopped by a limit (--limit) before the whole answer was reached; what was found is told"),
];

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::No => Self::from(1),
            Ending::BadInput => Self::from(BAD_INPUT),
            Ending::Limit => Self::from(3),
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A case file that does not read or makes no sense.
    Case {
        /// What to call the file.
        name: String,
        /// Its bytes, to show the offending lines.
        bytes: Vec<u8>,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
        /// Whether it reads, and only makes no sense.
        reads: bool,
    },
    /// Files of the field that have no reading, or two.
    Field {
        /// What to call the scenario.
        name: String,
        /// Why, where, and the way out.
        refusal: Box<Refusal>,
    },
    /// Something outside the case: a file that is not there, a name nobody knows, a wrong passphrase.
    Usage {
        /// What is wrong.
        problem: String,
        /// How to mend it.
        way_out: String,
    },
}

impl Failure {
    /// Something outside the case, with a way out.
    pub(crate) fn usage(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self::Usage { problem: problem.into(), way_out: way_out.into() }
    }

    /// How the command ends.
    pub(crate) fn ending(&self) -> Ending {
        match self {
            Self::Case { reads: true, .. } => Ending::No,
            Self::Case { reads: false, .. } | Self::Field { .. } | Self::Usage { .. } => Ending::BadInput,
        }
    }
}

impl From<zopa_arena::strategy::BadArgument> for Failure {
    fn from(bad: zopa_arena::strategy::BadArgument) -> Self {
        Self::usage(bad.problem, bad.way_out)
    }
}

impl From<zopa_report::answers::Refused> for Failure {
    fn from(refused: zopa_report::answers::Refused) -> Self {
        Self::usage(refused.problem, refused.way_out)
    }
}

impl From<zopa_runner::Trouble> for Failure {
    fn from(trouble: zopa_runner::Trouble) -> Self {
        Self::usage(trouble.problem, trouble.way_out)
    }
}

impl From<Unread> for Failure {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Case { name, bytes, diagnostics, reads } => Self::Case { name, bytes, diagnostics, reads },
            Unread::Field { name, refusal } => Self::Field { name, refusal },
            Unread::Outside(trouble) => trouble.into(),
        }
    }
}
