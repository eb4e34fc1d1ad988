//! Every verb and flag, once. Help, completions and the book's reference come from here.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use zopa_runner::tournament::Shard;

use crate::exit::Failure;

/// Is there a deal here, which one, in what order could it be done, and what would happen if they talked?
#[derive(Debug, Parser)]
#[command(name = "zopa", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be done. The first paragraph is the purpose in one line, as the overview shows it; `help/verbs.rs` has the group, the
/// examples and the way on of every verb.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The gap, the odds of a deal, which one, and what would flip it.
    ///
    /// Says how wide the gap is, whether there is a deal, which one, and what would change the answer. What was said comes first and
    /// needs no numbers; the odds are shares of draws from the analysts' ranges, never a chance of peace; where every number is
    /// stated there is one exact answer.
    #[command(alias = "analyze")]
    Analyse(Analyse),
    /// What waits for what, and what could be done first.
    ///
    /// Says what waits for what, what can be done first, in which order nobody gains by stopping, and what may be signed at all.
    Roadmap(Roadmap),
    /// Who could be released, in which batches; two lists compared.
    ///
    /// Says who can be exchanged, in which batches, who is ahead after each, and what the lists of two sides say of the same people.
    /// People are not priced, and nobody goes against their will.
    Exchange(Exchange),
    /// In which states of a conflict everybody would stay, and why.
    ///
    /// Says which states of a conflict away from the table would last (the graph model for conflict resolution), and which dilemmas
    /// keep words from being believed.
    Stability(Stability),
    /// Models of a collective decision side by side, with evidence.
    ///
    /// Sets labelled baselines of a collective decision on a scale beside each other, with the evidence on such models.
    Forecast(Forecast),
    /// What changed between two cases, and in the answers.
    ///
    /// Says what changed between two cases, and what that does to the answers.
    Diff(Diff),
    /// Ready cases, or one of them; protocols and strategies.
    ///
    /// Lists the ready cases, or prints one as it is written; or lists protocols and strategies.
    #[command(alias = "catalogue")]
    Catalog(Catalog),
    /// A commented case to fill in.
    ///
    /// Writes a small case with a comment on everything that is to be filled in.
    New(New),
    /// Every fault at its line; are quotations in their sources?
    ///
    /// Checks a case: its shape, its meaning, and every quotation against its source text. Of scenario files of the field it says
    /// what was repaired, and whether what they claim holds.
    Check(Check),
    /// Stand by what a model wrote in a case, under your name
    Confirm(crate::commands::confirm::Confirm),
    /// A case drafted from numbered clauses; or two versions compared.
    ///
    /// Drafts a case from the clauses of a memorandum; or compares two versions of one, clause by clause.
    Memorandum(Memorandum),
    /// JSON Schemas, so that editors complete what you write.
    ///
    /// Prints the JSON Schema of case files, of scenario files or of answers, so that editors can complete them.
    Schema(Schema),
    /// Encrypt a case with a passphrase (age format)
    Seal(Seal),
    /// Decrypt a sealed case
    Unseal(Unseal),
    /// One session between strategies, or programs of yours.
    ///
    /// Lets strategies, programs or scripts talk, and measures what they reach against what was possible.
    Negotiate(Negotiate),
    /// Show a transcript, and verify it by playing it again.
    ///
    /// Shows a transcript, and plays it again to verify every byte; or checks the public record of a table.
    Replay(Replay),
    /// Every strategy meets every other; who did well?
    ///
    /// Lets every strategy meet every other on every scenario of a plan, and says who did well, with intervals and tests.
    Tournament(Tournament),
    /// All of it in a browser: workbench, table and class.
    ///
    /// Opens the workbench and the table in a browser: for an analyst alone, for parties and a mediator, for a class.
    Serve(crate::commands::serve::Serve),
    /// A program takes a seat, or works on cases (MCP).
    ///
    /// Lets a program sit at a table, or work on texts and cases: it speaks the Model Context Protocol (MCP), as assistants with
    /// language models do, on standard input and output.
    Mcp(crate::commands::mcp::Mcp),
    /// Confidential role sheets for a class, to print.
    ///
    /// Prints the confidential role sheets of a class: story, own points, limit, and an agreement form to fill in.
    Sheet(Sheet),
    /// Every group's deal beside what was possible.
    ///
    /// Sets every group's deal of a class beside the frontier (what nobody could better without another losing) of its own game.
    Debrief(Debrief),
    /// A scenario in another format, and what that loses.
    ///
    /// Carries a scenario into another format, and says what could not be carried.
    Convert(Convert),
    /// Let the shell complete verbs and flags with the Tab key.
    ///
    /// Prints a script that lets a shell complete verbs and flags with the Tab key.
    Completions(Completions),
    /// Manual pages, one for every verb.
    ///
    /// Prints a manual page in roff, the language of `man`; or writes all of them into a folder.
    Man(Man),
}

/// A shell that completes.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Manual pages.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The verb whose page is printed; that of the whole program where none is given
    #[arg(conflicts_with = "out")]
    pub(crate) verb: Option<String>,
    /// Write every page into this folder instead; it is made, and pages of the same name are replaced
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The name of the case; it is written to NAME.yaml
    pub(crate) name: String,
    /// Write here instead
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Catalogue names, case files, or folders and files of the field; a folder of folders is gone through
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<String>,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// One JSON object for each source, on a line of its own, instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The case before
    pub(crate) before: String,
    /// The case after
    pub(crate) after: String,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) question: Question,
    /// One JSON object instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Analyse {
    /// A catalogue name, a case file, or a folder or file of the field
    pub(crate) source: String,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) question: Question,
    /// Also write a brief that prints on two pages, as one HTML file
    #[arg(long, value_name = "FILE")]
    pub(crate) brief: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

/// An exchange of people.
#[derive(Debug, Args)]
pub(crate) struct Exchange {
    /// A catalogue name, or a case file with a `register:`
    pub(crate) source: String,
    /// A list of people with names, beside those of the case: PARTY:holds=FILE.csv or PARTY:asks=FILE.csv
    #[arg(long, value_name = "PARTY:holds=FILE")]
    pub(crate) list: Vec<String>,
    /// How the releases hang together: equal:500, ratio:1:3, class-for-class, any-for-any, all-for-all,
    /// all-for-all:CLASS,CLASS or one-sided:PARTY:5
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: Option<String>,
    /// The two parties that exchange, where there are more
    #[arg(long, value_name = "PARTY,PARTY")]
    pub(crate) between: Option<String>,
    /// The most people in one transfer
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) cap: Option<u32>,
    /// By how many a side may be ahead after any transfer
    #[arg(long, value_name = "K")]
    pub(crate) ahead: Option<u32>,
    /// The most batches
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) batches: Option<u32>,
    /// Whether both sides give at once (which is what happens unless the case says otherwise)
    #[arg(long, value_enum, value_name = "WAY")]
    pub(crate) way: Option<WayAs>,
    /// Seed of the shuffle that breaks ties between people
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Sign that the severely wounded and sick wait for a count after all: who decides so, and why; it is printed
    #[arg(long, value_name = "NAME: REASON")]
    pub(crate) severely_wounded_wait: Option<String>,
    /// How a field of a name is weighed: FIELD=M:U, with FIELD one of family, given, patronymic, birth, number
    #[arg(long, value_name = "FIELD=M:U")]
    pub(crate) weight: Vec<String>,
    /// The most legs of a cycle of releases among several holders
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(2..=8))]
    pub(crate) legs: usize,
    /// The key of keyed hashes, on the first line of this file
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Print the ids of this list with their keyed hashes, to give away in its place, and nothing else
    #[arg(long, value_name = "LIST")]
    pub(crate) hashes: Option<String>,
    #[command(flatten)]
    pub(crate) seeing: Seeing,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

/// How people cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WayAs {
    /// One side at a time
    InTurns,
    /// Both at once
    Simultaneous,
}

#[derive(Debug, Args)]
pub(crate) struct Roadmap {
    /// A catalogue name or a case file
    pub(crate) source: String,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) seeing: Seeing,
    /// Only this judgement; may be given several times
    #[arg(long, value_name = "ID")]
    pub(crate) judgement: Vec<String>,
    /// Draws from the ranges, for what may be signed
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) draws: u32,
    /// Seed of the draws
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct Stability {
    /// A catalogue name or a case file with conflicts
    pub(crate) source: String,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) seeing: Seeing,
    /// Analyse the conflicts of this id only (may be repeated)
    #[arg(long, value_name = "ID")]
    pub(crate) conflict: Vec<String>,
    /// How several may answer one after the other
    #[arg(long, value_enum, default_value_t = AnswerRule::NotTwiceInARow, value_name = "RULE")]
    pub(crate) answers: AnswerRule,
    /// Give up a conflict with more feasible states than this
    #[arg(long, default_value_t = 2048, value_name = "STATES", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct Forecast {
    /// A catalogue name or a case file with forecasts
    pub(crate) source: String,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) seeing: Seeing,
    /// Use the forecasts of this id only (may be repeated)
    #[arg(long, value_name = "ID")]
    pub(crate) forecast: Vec<String>,
    /// Leave the experiments out; needed where fewer than three take part
    #[arg(long)]
    pub(crate) baselines_only: bool,
    /// Number of draws from the ranges
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) draws: u32,
    /// Seed of the draws; the same seed gives the same answer on every machine
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct Memorandum {
    /// The memorandum, as plain text with numbered clauses; the old version where there are two
    pub(crate) file: PathBuf,
    /// The new version, to compare with
    pub(crate) new: Option<PathBuf>,
    /// The day of the text, such as 2025-06-02 (needed for a draft: a statement has a day)
    #[arg(long, value_name = "DATE", conflicts_with = "new")]
    pub(crate) date: Option<String>,
    /// The short name of the party that it speaks for (a draft without it leaves the parties to you)
    #[arg(long, value_name = "ID", conflicts_with = "new")]
    pub(crate) party: Option<String>,
    /// Write the draft here instead of to standard output
    #[arg(long, value_name = "FILE", conflicts_with = "new")]
    pub(crate) out: Option<PathBuf>,
    /// Also write the comparison as one HTML file
    #[arg(long, value_name = "FILE", requires = "new")]
    pub(crate) report: Option<PathBuf>,
    /// The comparison, or the clauses of the one text, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// How several opponents may answer one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerRule {
    /// Nobody moves twice in a row, and the same one may move again after another (Fang, Hipel & Kilgour 1993)
    NotTwiceInARow,
    /// Nobody moves more than once, as in some programs
    OnceEach,
}

#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// A folder or file of the field (a folder of folders is gone through), a catalogue name, or a case file
    pub(crate) source: String,
    /// The folder to write to; it is made, and no file in it is replaced
    pub(crate) dest: PathBuf,
    /// The format to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: Target,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// One JSON object for each scenario, on a line of its own, instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

/// A format that scenarios can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// GENIUS XML: a domain and a profile for each party
    Genius,
    /// GeniusWeb JSON: a domain and a profile for each party
    Geniusweb,
    /// NegMAS YAML: a domain and a file for each party
    Negmas,
    /// NegoLog JSON: two profiles
    Negolog,
    /// LLM-Deliberation score files: whole numbers only
    LlmDeliberation,
    /// One JSON file of zopa's own, which loses nothing
    Zopa,
    /// A case file to go on with: add who said what, and where
    Case,
}

/// How files of the field are read. A case has only one reading and needs none of these.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Scenarios of the field")]
pub(crate) struct Reading {
    /// A profile to use, by file name; give it once for each party, in their order (default: those that the files name)
    #[arg(long, value_name = "FILE")]
    pub(crate) party: Vec<String>,
    /// Read as another program would, for comparison with its runs; each place where that differs is named
    #[arg(long = "as", value_enum, value_name = "PROGRAM")]
    pub(crate) meaning: Option<ReadAs>,
    /// Refuse what would have to be repaired
    #[arg(long)]
    pub(crate) strict: bool,
    /// Cut amounts into this many equal steps
    #[arg(long, value_name = "STEPS", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) grid: Option<u32>,
}

impl Reading {
    /// Says that none of these flags means anything for `what`.
    pub(crate) fn refuse(&self, what: &str) -> Result<(), Failure> {
        let given = [
            ("--party", !self.party.is_empty()),
            ("--as", self.meaning.is_some()),
            ("--strict", self.strict),
            ("--grid", self.grid.is_some()),
        ];
        match given.into_iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((flag, _)) => Err(Failure::usage(
                format!("`{flag}` says how files of the field are read, and this is {what}"),
                format!("leave out {flag}"),
            )),
        }
    }
}

/// Another program's reading of the field's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadAs {
    /// NegMAS 0.16
    Negmas,
}

/// How a source is opened.
#[derive(Debug, Args)]
pub(crate) struct Opening {
    /// A folder with the texts of sources, to verify quotations against (the folder of the case is always looked in)
    #[arg(long, value_name = "DIR")]
    pub(crate) texts: Vec<PathBuf>,
    /// Read the passphrase of a sealed case from the first line of this file instead of asking
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

/// Through whose eyes a case is seen, and as of which day.
#[derive(Debug, Args)]
pub(crate) struct Seeing {
    /// Whom the answer is for; what they may not see is left out before anything is computed, and so are the figures that would
    /// need it
    #[arg(long = "for", value_enum, default_value_t = Audience::Public, value_name = "AUDIENCE")]
    pub(crate) audience: Audience,
    /// Answer from what was known at the end of this day, such as 2025-06-02
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}

/// How an answer is shown.
#[derive(Debug, Args)]
pub(crate) struct Showing {
    /// Also write the whole answer as one HTML file
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Everything as one JSON object instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is asked of a case.
#[derive(Debug, Args)]
pub(crate) struct Question {
    #[command(flatten)]
    pub(crate) seeing: Seeing,
    /// Use the judgements of this id only (may be repeated)
    #[arg(long, value_name = "ID")]
    pub(crate) judgement: Vec<String>,
    /// Also compute frontier and reference points on one named reading of the ranges
    #[arg(long, value_enum, value_name = "BASIS")]
    pub(crate) point: Option<Basis>,
    /// Look for improvements of this package of the case that leave nobody worse off
    #[arg(long, value_name = "ID")]
    pub(crate) improve: Option<String>,
    /// Number of draws from the ranges
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) draws: u32,
    /// Seed of the draws; the same seed gives the same answer on every machine
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Bargaining powers for Nash's solution, PARTY=POWER for every party, such as UNION=2
    #[arg(long, value_name = "PARTY=POWER")]
    pub(crate) power: Vec<String>,
    /// Give up a frontier beyond this many points
    #[arg(long, default_value_t = 2_000_000, value_name = "POINTS")]
    pub(crate) limit: usize,
}

/// Who will see an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    /// Anybody
    Public,
    /// The team
    Internal,
    /// Those who hold the file
    Secret,
}

/// A named reading of rankings and ranges as single numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Basis {
    /// Rank-order centroid weights (Barron & Barrett 1996), ranges at their midpoint
    Centroid,
    /// Rank-sum weights (Stillwell, Seaver & Edwards 1981), ranges at their midpoint
    RankSum,
    /// Rank-reciprocal weights (Stillwell, Seaver & Edwards 1981), ranges at their midpoint
    RankReciprocal,
}

/// One session.
#[derive(Debug, Args)]
pub(crate) struct Negotiate {
    /// A catalogue name, a case file, or a folder or file of the field
    pub(crate) source: String,
    /// Who sits for a party (its name, or its number from 1): a strategy such as boulware, boulware:e=0.1 or
    /// boulware/next/none, a program (exec:COMMAND, which speaks JSON lines), or a file of answers (script:FILE)
    #[arg(long, value_name = "PARTY=STRATEGY")]
    pub(crate) seat: Vec<String>,
    /// The rules of the table; `zopa catalog --talks` lists them
    #[arg(long, default_value = "alternating", value_name = "PROTOCOL")]
    pub(crate) protocol: String,
    /// Number of rounds
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    pub(crate) rounds: u32,
    /// Number of rounds of talks, each with that many rounds: what all ask for alike at the end of one is kept for the next
    #[arg(long, default_value_t = 1, conflicts_with = "seconds", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) talks: u32,
    /// What the seats are told of the deadline
    #[arg(long, value_enum, default_value_t = DeadlineKind::Known)]
    pub(crate) deadline: DeadlineKind,
    /// End the talks after so many seconds on the wall as well, and let time run by them: not reproducible, and marked so
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) seconds: Option<f64>,
    /// How rounds become a time between 0 and 1
    #[arg(long, value_enum, default_value_t = TimeAs::Own)]
    pub(crate) time: TimeAs,
    /// Seed of everything that strategies and mediators draw; the same seed gives the same session on every machine
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Seconds that a program may take over an answer; what depends on a clock is not reproducible
    #[arg(long, default_value_t = 10.0, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) patience: f64,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
    #[command(flatten)]
    pub(crate) opening: Opening,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Write everything that was said, as JSON lines, to this new file
    #[arg(long, value_name = "FILE")]
    pub(crate) transcript: Option<PathBuf>,
    /// Write a page with the path of the talks
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Draw the path through the utility plane to this new SVG file (two parties)
    #[arg(long, value_name = "FILE")]
    pub(crate) picture: Option<PathBuf>,
    /// End with code 1 where nothing is agreed
    #[arg(long)]
    pub(crate) require: bool,
    /// One JSON object instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

/// A positive number of seconds, up to a day.
fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if seconds > 0.0 && seconds <= 86_400.0 { Ok(seconds) } else { Err("from above 0 to 86400".to_owned()) }
}

/// What the seats are told of the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeadlineKind {
    /// Everybody knows the number of rounds
    Known,
    /// Nobody does
    Hidden,
    /// Nobody does, and it is drawn from 1 to the number of rounds
    Random,
}

/// How rounds become a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimeAs {
    /// Round q of R is at q/R
    Own,
    /// Round q of R is at (q + 1)/(R + 1)
    Negmas,
}

/// Which draw of a case is talked about.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cases")]
pub(crate) struct Drawing {
    /// Draw from what this audience may see
    #[arg(long = "for", value_enum, default_value_t = Audience::Public, value_name = "AUDIENCE")]
    pub(crate) audience: Audience,
    /// Draw from the judgement of this id (needed where there are several)
    #[arg(long, value_name = "ID")]
    pub(crate) judgement: Option<String>,
    /// Which draw from the ranges is played
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..1_000_000))]
    pub(crate) draw: u32,
    /// Seed of the draws
    #[arg(long, default_value_t = 1)]
    pub(crate) draw_seed: u64,
}

impl Drawing {
    /// Says that none of these flags means anything for `what`.
    pub(crate) fn refuse(&self, what: &str) -> Result<(), Failure> {
        let given = [("--judgement", self.judgement.is_some()), ("--draw", self.draw != 0), ("--draw-seed", self.draw_seed != 1)];
        match given.into_iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((flag, _)) => Err(Failure::usage(
                format!("`{flag}` draws from the ranges of a case, and this is {what}"),
                format!("leave out {flag}"),
            )),
        }
    }
}

/// What a class plays.
#[derive(Debug, Args)]
#[command(next_help_heading = "The class")]
pub(crate) struct Classroom {
    /// Give every group payoffs of its own, which follow from the seed and the number of the group
    #[arg(long, requires = "seed")]
    pub(crate) vary: bool,
    /// Seed of the payoffs: of what the case leaves open, and of --vary (default 1; with --vary choose a long number, and
    /// keep it to yourself: who knows it can work out every sheet)
    #[arg(long)]
    pub(crate) seed: Option<u64>,
    /// Draw payoffs from what this audience may see; the story is always that of the public
    #[arg(long = "for", value_enum, default_value_t = Audience::Public, value_name = "AUDIENCE")]
    pub(crate) audience: Audience,
    /// Draw payoffs from the judgement of this id (needed where there are several)
    #[arg(long, value_name = "ID")]
    pub(crate) judgement: Option<String>,
    /// Cut amounts of a scenario of the field into this many equal steps
    #[arg(long, value_name = "STEPS", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) grid: Option<u32>,
    #[command(flatten)]
    pub(crate) opening: Opening,
}

/// Confidential sheets.
#[derive(Debug, Args)]
pub(crate) struct Sheet {
    /// A catalogue name, a case file, or a folder or file of the field
    pub(crate) source: String,
    /// Whose sheet: a party's name, or its number from 1
    #[arg(long, value_name = "PARTY", required_unless_present = "all")]
    pub(crate) party: Option<String>,
    /// The number of the group
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub(crate) group: u32,
    /// Write the sheets of all parties into a folder, one page each and all of them in one, and a results file to fill in
    #[arg(long, requires = "out", conflicts_with_all = ["party", "group", "report", "json"])]
    pub(crate) all: bool,
    /// With --all: for so many groups
    #[arg(long, default_value_t = 1, value_name = "N", requires = "all", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub(crate) groups: u32,
    /// With --all: the folder
    #[arg(long, value_name = "DIR", requires = "all")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) classroom: Classroom,
    /// Also write the sheet as one HTML file that prints on one or two pages
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// One JSON object instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

/// The debrief of a class.
#[derive(Debug, Args)]
pub(crate) struct Debrief {
    /// A catalogue name, a case file, or a folder or file of the field
    pub(crate) source: String,
    /// What the groups agreed on: a CSV file with the columns group, and one for each issue (docs/class.md says all)
    pub(crate) results: PathBuf,
    /// How many groups there were: those without a line count as not in
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=999))]
    pub(crate) groups: u32,
    #[command(flatten)]
    pub(crate) classroom: Classroom,
    /// Also write the debrief with its pictures as one HTML file
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Also write every figure as a new CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// One JSON object instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

/// A transcript again.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// The transcript, or the record of a table
    pub(crate) file: PathBuf,
    /// The file is the public record of a table: check its chain, its seals, and that what was said in public follows from the
    /// rules
    #[arg(long, conflicts_with_all = ["report", "picture"])]
    pub(crate) public: bool,
    /// The bundle of that table, sealed or not: do everything again, what strategies did included
    #[arg(long, value_name = "FILE", requires = "public")]
    pub(crate) bundle: Option<PathBuf>,
    /// Read the bundle's passphrase from the first line of this file instead of asking
    #[arg(long, value_name = "FILE", requires = "bundle")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Write a page with the path of the talks
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Draw the path through the utility plane to this new SVG file (two parties)
    #[arg(long, value_name = "FILE")]
    pub(crate) picture: Option<PathBuf>,
    /// One JSON object instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

/// A tournament, or its shards put together.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Tournament {
    #[command(subcommand)]
    pub(crate) merge: Option<TournamentCommand>,
    /// The plan, a TOML file: strategies, scenarios, repetitions (docs/talks.md says all)
    #[arg(required = true)]
    pub(crate) plan: Option<PathBuf>,
    /// The folder for journal, records and standings; one that was begun with the same plan is gone on with
    #[arg(long, required = true, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Play only part NUMBER of OF, for several machines; `zopa tournament merge` puts the parts together
    #[arg(long, value_name = "NUMBER/OF")]
    pub(crate) shard: Option<Shard>,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// The results as JSON instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

/// What else can be done with tournaments.
#[derive(Debug, Subcommand)]
pub(crate) enum TournamentCommand {
    /// Put the shards of one plan together: the same files as a single run writes
    Merge(Merge),
}

/// Shards to put together.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The folder to write to
    pub(crate) out: PathBuf,
    /// The folders of the shards
    #[arg(required = true, value_name = "DIR")]
    pub(crate) folders: Vec<PathBuf>,
    /// The results as JSON instead of words
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Catalog {
    /// Print this case as it is written, comments and all
    pub(crate) name: Option<String>,
    /// List protocols, strategies, acceptance conditions and opponent models, each with its source
    #[arg(long, conflicts_with = "name")]
    pub(crate) talks: bool,
    /// The list as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Of what
    #[arg(value_enum)]
    pub(crate) of: SchemaOf,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Case files
    Case,
    /// Scenario files of zopa's own
    Scenario,
    /// The output of `zopa analyse --json`
    Analysis,
}

#[derive(Debug, Args)]
pub(crate) struct Seal {
    /// The case file to encrypt
    pub(crate) file: PathBuf,
    /// Where to write the sealed case (default: FILE.age)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Read the passphrase from the first line of this file instead of asking
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Unseal {
    /// The sealed case
    pub(crate) file: PathBuf,
    /// Where to write the case (default: standard output)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Read the passphrase from the first line of this file instead of asking
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}
