//! The case file as an analyst writes it. These types are the format: the JSON Schema that editors use is generated
//! from them, and the reader checks every file against that same schema.
//!
//! Facts and judgements are apart. `sources`, `statements` and `events` hold what was said and done, attributed
//! and dated; `judgements` hold what an analyst makes of it, signed and reasoned.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::{Amount, Interval};
use crate::date::Date;

/// A case: what was said and done, and what analysts make of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Version of this format. Write 1.
    pub zopa: u32,
    /// A short name for people.
    pub title: String,
    /// What the case is about, in a few neutral sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether this happened.
    pub nature: Nature,
    /// The last day that the case knows of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Who may see items that do not say otherwise. Without it they are secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_access: Option<Access>,
    /// Who sits at the table.
    pub parties: Vec<PartyEntry>,
    /// Where statements and events were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// What is to be settled, and the ways in which it can be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueEntry>,
    /// Options that cannot stand together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleEntry>,
    /// Things that can come about, so that somebody can say what must come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionEntry>,
    /// Who said what, when, and where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Ways to settle everything that have a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<PackageEntry>,
    /// What analysts make of it. Several may stand side by side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
}

/// Whether a case happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// It happened, to real people.
    Real,
    /// It was made up, to teach or to try.
    Invented,
    /// It is from a textbook or a paper.
    Textbook,
}

/// Who may see an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Anybody.
    Public,
    /// The team.
    Internal,
    /// Those who hold the file.
    Secret,
}

/// Somebody at the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyEntry {
    /// A short name, used everywhere else in the file.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they are there for. Only a `party` has positions and preferences.
    #[serde(default)]
    pub role: RoleName,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What somebody is there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleName {
    /// Negotiates and decides.
    #[default]
    Party,
    /// Helps the parties to a deal.
    Facilitator,
    /// Gives the room, and perhaps the chair.
    Host,
    /// Stands behind a party.
    Ally,
}

/// A report, a document, a recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A short name, used by statements and events.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it can be found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The text itself, where it is at hand, so that quotations can be verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<SourceText>,
    /// Anything worth knowing, such as what the source leaves out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// The text of a source, beside the case file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceText {
    /// A file name without folders; it is looked for beside the case and in the folder given with `--texts`.
    pub file: String,
    /// The SHA-256 of the file, 64 hexadecimal digits, so that a changed text is noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// One thing to settle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueEntry {
    /// A short name, used everywhere else in the file.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether the order of the options means something. Without it they are categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered: Option<bool>,
    /// The ways to settle it. Give either these, or `integer`, or `real`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionEntry>,
    /// Whole numbers from the first to the second, one option each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integer: Option<IntegerRange>,
    /// A quantity, cut into equal steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub real: Option<RealRange>,
    /// Owed whatever the other side does, and so not for bargaining: children, the seriously wounded, unlawfully
    /// held civilians, remains. It carries no weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Reasoned>,
    /// Negotiable in its own timing and order, never against another issue: prisoners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_track: Option<Reasoned>,
    /// An analyst signs that an issue with a track of its own is traded against others after all. Printed in every output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traded_anyway: Option<SignedReason>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// One way to settle an issue: a short name, or one with words for people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OptionEntry {
    /// The short name alone.
    Id(String),
    /// A short name with words for people.
    Named(NamedOption),
}

/// A way to settle an issue with words for people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedOption {
    /// A short name, unique in its issue.
    pub id: String,
    /// The name for people.
    pub name: String,
}

impl OptionEntry {
    /// The short name.
    pub fn id(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Named(named) => &named.id,
        }
    }

    /// The name for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Named(named) => &named.name,
        }
    }
}

/// Whole numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntegerRange {
    /// The smallest.
    pub low: i64,
    /// The largest.
    pub high: i64,
}

/// A quantity cut into equal steps: the cut is the analyst's, and stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RealRange {
    /// The least amount.
    pub low: Amount,
    /// The greatest amount.
    pub high: Amount,
    /// Number of equal steps; the issue has one option more.
    pub steps: u32,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// Why.
    pub reason: String,
}

/// A reason with a name under it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignedReason {
    /// Who signs.
    pub author: String,
    /// Why.
    pub reason: String,
}

/// Options that cannot stand together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Issue by issue, the options that cannot stand together with the others listed here.
    pub forbids: BTreeMap<String, OptionNames>,
    /// Why they cannot.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// One option, or several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OptionNames {
    /// One option.
    One(String),
    /// Several options.
    Several(Vec<String>),
}

impl OptionNames {
    /// The names.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

/// Something that can come about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionEntry {
    /// A short name, used in `first`.
    pub id: String,
    /// The words for people: "a general ceasefire is in force".
    pub name: String,
    /// The issue it belongs to, where it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Something that was said or written. Either a quotation, word for word, or a paraphrase marked as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// A short name.
    pub id: String,
    /// Who said it, or which document.
    pub speaker: String,
    /// The parties spoken for. Empty where a third party speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// When it was said.
    pub date: Date,
    /// Where it was read.
    pub sources: Vec<String>,
    /// The words themselves, from the first source. `[...]` marks an omission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// What was said, in the analyst's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paraphrase: Option<String>,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The positions it states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<PositionEntry>,
    /// What it says must come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<FirstEntry>,
    /// Earlier statements that this one takes the place of. Statements that merely differ both stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// Anything worth knowing, such as how sure the outlet was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What a statement says about one issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionEntry {
    /// The issue.
    pub issue: String,
    /// Options it wants one of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// Options it would give one of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<String>,
    /// Options it says yes to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<String>,
    /// Options it says no to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejects: Vec<String>,
    /// Options recorded as agreed with the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed: Vec<String>,
}

/// "This only after that."
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstEntry {
    /// The condition that waits.
    pub what: String,
    /// Conditions that must all come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_after: Vec<String>,
    /// Alternatives instead: one list of conditions is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_after_one_of: Vec<Vec<String>>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// A short name.
    pub id: String,
    /// What happened, neutrally.
    pub title: String,
    /// When, or when it began.
    pub date: Date,
    /// When it ended, where it lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Anything worth knowing, such as figures that do not agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A way to settle everything that has a name: a status quo, a mediator's text, a signed deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackageEntry {
    /// A short name.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// One option for every issue for bargaining.
    pub settles: BTreeMap<String, String>,
    /// Where it comes from, or why it is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What one analyst makes of the preferences of the parties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// A short name.
    pub id: String,
    /// Who judges.
    pub author: String,
    /// The last day whose knowledge it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What this judgement tries to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What each party wants, by party.
    pub preferences: BTreeMap<String, PreferenceEntry>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What one analyst makes of one party's preferences: either `points`, or `weights` with `values`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceEntry {
    /// Points for every option of every issue, on the party's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsEntry>,
    /// How the issues weigh against each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<WeightsEntry>,
    /// What the options of each issue are worth, from 0 (worst) to 1 (best).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, ValuesEntry>,
    /// What combinations of options are worth beyond the sum of their parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linkages: Vec<LinkageEntry>,
    /// What the party refuses whatever else it gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub red_lines: Vec<RedLineEntry>,
    /// From where on the party says yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitEntry>,
    /// What no agreement is worth, where it is stated apart from the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disagreement: Option<DisagreementEntry>,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Points for every option of every issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsEntry {
    /// Issue by issue, option by option.
    pub issues: BTreeMap<String, BTreeMap<String, Interval>>,
    /// Why these.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// How the issues weigh against each other: any of a ranking, intervals and ratios.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightsEntry {
    /// The issues, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranking: Vec<RankEntry>,
    /// Where issues stand that the ranking does not name. Needed where there is a ranking that names some only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unranked: Option<Unranked>,
    /// Intervals for single weights. Weights sum to one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub intervals: BTreeMap<String, Interval>,
    /// "This weighs at least so many times as much as that."
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratios: Vec<RatioEntry>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// One place in a ranking: an issue, or several that share it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RankEntry {
    /// One issue.
    One(String),
    /// Several issues that weigh the same.
    Equal(EqualRank),
    /// Several issues of which nobody said which weighs more.
    Unordered(UnorderedRank),
}

/// Issues that weigh the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EqualRank {
    /// The issues.
    pub equal: Vec<String>,
}

/// Issues of which nobody said which weighs more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnorderedRank {
    /// The issues.
    pub unordered: Vec<String>,
}

/// Where issues stand that a ranking does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unranked {
    /// Below all that it names, unordered among themselves.
    Below,
    /// Anywhere.
    Free,
}

/// `issue` weighs at least `times` times as much as `than`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatioEntry {
    /// The heavier issue.
    pub issue: String,
    /// How many times as heavy, at least.
    pub times: Amount,
    /// The lighter issue.
    pub than: String,
}

/// What the options of one issue are worth: one of an order, ranges, or a straight line between two ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValuesEntry {
    /// The options from best to worst; options worth the same share a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub best_to_worst: Vec<OptionNames>,
    /// A number or a range from 0 to 1 for every option.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ranges: BTreeMap<String, Interval>,
    /// For numeric issues: worth falls in equal steps from the best end to the worst end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linear: Option<LinearEntry>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A straight line over the options of an ordered or numeric issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinearEntry {
    /// The option worth 1: the first or the last.
    pub best: String,
}

/// What combinations of options add, on the party's scale of utility. Combinations not listed add nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkageEntry {
    /// The issues that are joined.
    pub issues: Vec<String>,
    /// What their combinations add.
    pub adds: Vec<LinkageWorth>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// What one combination adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkageWorth {
    /// One option for each of the joined issues, in their order.
    pub options: Vec<String>,
    /// What the combination adds.
    pub worth: Interval,
}

/// Something that a party refuses whatever else it gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedLineEntry {
    /// Issue by issue, the options that are refused when they come together.
    pub refuses: BTreeMap<String, OptionNames>,
    /// How sure that is. An uncertain one holds in one draw out of two.
    pub standing: StandingName,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// How sure an analyst is that a red line is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandingName {
    /// It holds.
    Firm,
    /// It may be an opening position.
    Uncertain,
}

/// From where on a party says yes: one of the following, with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitEntry {
    /// `true`: any outcome that crosses no red line will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any: Option<bool>,
    /// `true`: no outcome will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never: Option<bool>,
    /// A utility, or a range in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Interval>,
    /// A package that is just acceptable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub just_acceptable: Option<String>,
    /// A package that is just not acceptable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub just_unacceptable: Option<String>,
    /// A package that is refused and one that is accepted; the limit lies between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<BetweenEntry>,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Two packages that enclose a limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BetweenEntry {
    /// A package that is refused.
    pub unacceptable: String,
    /// A package that is accepted.
    pub acceptable: String,
}

/// What no agreement is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisagreementEntry {
    /// On the party's scale of utility.
    pub worth: Interval,
    /// Why this.
    pub reason: String,
    /// Who may see this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}
