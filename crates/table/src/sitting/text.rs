//! The single negotiating text: numbered drafts, objections to clauses, votes that bind nobody, and one final yes or no.
//! (Fisher 1978, International Mediation: A Working Guide; Raiffa 1982, The Art and Science of Negotiation.)
//!
//! The mediator writes; the parties criticise. Nothing is "accepted" or "agreed" before the signatures of all are released,
//! and they are released together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zopa_arena::Seat;
use zopa_model::{IssueIndex, OptionIndex, OutcomeSpace};

use super::numbers;
use crate::event::{FinalAnswer, Tally, Vote};
use crate::{Actor, Refusal, Votes};

/// Most clauses of a draft.
const MOST_CLAUSES: usize = 500;
/// The longest text of a clause or an objection, in bytes.
const LONGEST: usize = 20_000;

/// A clause as the mediator writes it: the option of an issue, or words, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewClause {
    /// The issue that it settles, if any.
    #[serde(default)]
    pub issue: Option<String>,
    /// The option that it chooses; there if and only if there is an issue.
    #[serde(default)]
    pub option: Option<String>,
    /// Its words.
    #[serde(default)]
    pub text: String,
}

/// A clause of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its number in the draft, from one.
    pub id: u32,
    /// The issue that it settles, if any.
    pub issue: Option<String>,
    /// The option that it chooses.
    pub option: Option<String>,
    /// Its words.
    pub text: String,
}

/// A draft with what was said of it.
struct Draft {
    clauses: Vec<Clause>,
    objections: Vec<(Seat, u32, String)>,
    voted: BTreeSet<Seat>,
    /// The mediator sees these; others as the rules say.
    votes: BTreeMap<Seat, i32>,
    counted: Option<Counted>,
}

/// What is shown to everybody of the votes on a draft: how many, and who.
type Counted = (Option<Tally>, Option<Vec<Vote>>);

/// How far the work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Drafting,
    Voting,
    Signing,
    Accepted,
    Refused,
}

/// Work on one text.
pub(crate) struct SingleText {
    seats: usize,
    drafts: Vec<Draft>,
    stage: Stage,
    signed: BTreeSet<Seat>,
    /// Not to be shown before all are there.
    signatures: BTreeMap<Seat, bool>,
    released: Option<Vec<FinalAnswer>>,
}

impl SingleText {
    pub(crate) fn new(seats: usize) -> Self {
        let (drafts, signed, signatures) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
        Self { seats, drafts, stage: Stage::Drafting, signed, signatures, released: None }
    }

    pub(crate) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Accepted | Stage::Refused)
    }

    /// The number of the current draft, from one; zero where there is none.
    pub(crate) fn current(&self) -> u32 {
        self.drafts.len() as u32
    }

    /// What the accepted draft settles.
    pub(crate) fn agreed(&self, space: &OutcomeSpace) -> Option<BTreeMap<IssueIndex, OptionIndex>> {
        let draft = self.drafts.last().filter(|_| self.stage == Stage::Accepted)?;
        Some(
            draft.clauses.iter().filter_map(|clause| settled(space, clause.issue.as_deref(), clause.option.as_deref())).collect(),
        )
    }

    /// Whether the text can still be changed.
    pub(crate) fn is_open_to_drafts(&self) -> bool {
        !matches!(self.stage, Stage::Signing)
    }

    /// Whether there is a draft that can be objected to.
    pub(crate) fn is_open_to_objections(&self) -> bool {
        self.current() > 0 && matches!(self.stage, Stage::Drafting | Stage::Voting)
    }

    /// The numbers of the clauses of the current draft.
    pub(crate) fn clause_numbers(&self) -> Vec<u32> {
        self.drafts.last().map(|draft| draft.clauses.iter().map(|clause| clause.id).collect()).unwrap_or_default()
    }

    /// The clauses of the next draft, numbered.
    pub(crate) fn may_draft(&self, space: &OutcomeSpace, clauses: &[NewClause]) -> Result<Vec<Clause>, Refusal> {
        if !self.is_open_to_drafts() {
            let problem = "the final question is open, so the text cannot change";
            return Err(Refusal::not_now(problem, "wait for the answers, or stop the sitting"));
        }
        if clauses.is_empty() || clauses.len() > MOST_CLAUSES {
            return Err(Refusal::senseless(format!("a draft has 1 to {MOST_CLAUSES} clauses"), "write down its clauses"));
        }
        let mut chosen: BTreeMap<IssueIndex, OptionIndex> = BTreeMap::new();
        for (at, clause) in clauses.iter().enumerate() {
            let number = at + 1;
            if clause.text.len() > LONGEST {
                return Err(Refusal::senseless(format!("clause {number} is too long"), "keep it below 20,000 bytes"));
            }
            match (&clause.issue, &clause.option) {
                (None, None) if clause.text.trim().is_empty() => {
                    return Err(Refusal::senseless(
                        format!("clause {number} says nothing"),
                        "give it words, or an issue and an option",
                    ));
                }
                (None, None) => {}
                (issue, option) => {
                    let (issue, option) = settled(space, issue.as_deref(), option.as_deref()).ok_or_else(|| {
                        let problem = format!("clause {number} names an issue or an option that is not there");
                        Refusal::senseless(problem, "give an issue of this table and one of its options, or neither")
                    })?;
                    if chosen.insert(issue, option).is_some() {
                        let problem = format!("`{}` is settled by two clauses", space.issues()[issue].name());
                        return Err(Refusal::senseless(problem, "keep one of them"));
                    }
                }
            }
        }
        if let Some(rule) = space.rules().iter().find(|rule| is_broken(rule, &chosen)) {
            let problem = format!("these clauses cannot stand together: {}", rule.reason);
            return Err(Refusal::senseless(problem, "change one of them"));
        }
        let numbered = |(at, clause): (usize, &NewClause)| Clause {
            id: at as u32 + 1,
            issue: clause.issue.clone(),
            option: clause.option.clone(),
            text: clause.text.clone(),
        };
        Ok(clauses.iter().enumerate().map(numbered).collect())
    }

    pub(crate) fn draft(&mut self, clauses: Vec<Clause>) {
        let (objections, voted, votes) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
        self.drafts.push(Draft { clauses, objections, voted, votes, counted: None });
        self.stage = Stage::Drafting;
    }

    fn the_current(&self, number: u32) -> Result<&Draft, Refusal> {
        let current = self.drafts.last().filter(|_| number == self.current() && number > 0);
        let problem = || format!("draft {number} is not the current one ({})", self.current());
        current.ok_or_else(|| Refusal::not_now(problem(), "look at the current draft, and answer that"))
    }

    /// Whether a clause of a draft can be objected to.
    pub(crate) fn may_object(&self, draft: u32, clause: u32, text: &str) -> Result<(), Refusal> {
        let current = self.the_current(draft)?;
        if !matches!(self.stage, Stage::Drafting | Stage::Voting) {
            return Err(Refusal::not_now("the final question is open", "answer it with yes or no"));
        }
        if text.trim().is_empty() || text.len() > LONGEST {
            return Err(Refusal::senseless("an objection has words, below 20,000 bytes", "say what is wrong with the clause"));
        }
        let is_there = current.clauses.iter().any(|known| known.id == clause);
        if is_there {
            Ok(())
        } else {
            Err(Refusal::senseless(format!("draft {draft} has no clause {clause}"), "name a clause of it"))
        }
    }

    pub(crate) fn object(&mut self, seat: Seat, draft: u32, clause: u32, text: String) {
        if let Some(draft) = self.drafts.get_mut((draft as usize).wrapping_sub(1)) {
            draft.objections.push((seat, clause, text));
        }
    }

    /// Whether the seats can be asked what they think of the current draft.
    pub(crate) fn may_call_vote(&self) -> Result<u32, Refusal> {
        match (self.drafts.last(), self.stage) {
            (None, _) => Err(Refusal::not_now("there is no draft", "write one")),
            (Some(draft), Stage::Drafting) if draft.counted.is_none() => Ok(self.current()),
            (Some(_), Stage::Drafting) => Err(Refusal::not_now("this draft was voted on", "write the next one")),
            _ => Err(Refusal::not_now("a question is open already", "wait for its answers")),
        }
    }

    pub(crate) fn call_vote(&mut self) {
        self.stage = Stage::Voting;
    }

    /// Whether `seat` may vote so.
    pub(crate) fn may_vote(&self, seat: Seat, draft: u32, vote: i32) -> Result<(), Refusal> {
        let current = self.the_current(draft)?;
        if self.stage != Stage::Voting {
            return Err(Refusal::not_now("no vote is open", "wait until the mediator calls one"));
        }
        if current.voted.contains(&seat) {
            return Err(Refusal::not_now("you have voted on this draft", "wait for the others"));
        }
        if ![-2, -1, 1, 2].contains(&vote) {
            return Err(Refusal::senseless("a vote is -2, -1, 1 or 2", "from a strong no to a strong yes"));
        }
        Ok(())
    }

    pub(crate) fn note_voted(&mut self, seat: Seat, draft: u32) {
        if let Some(draft) = self.drafts.get_mut((draft as usize).wrapping_sub(1)) {
            draft.voted.insert(seat);
        }
    }

    pub(crate) fn note_vote(&mut self, seat: Seat, draft: u32, vote: i32) {
        if let Some(draft) = self.drafts.get_mut((draft as usize).wrapping_sub(1)) {
            draft.votes.insert(seat, vote);
        }
    }

    /// What is shown to everybody if this is the vote that was missing: how many said yes and no, or who said what, or neither.
    pub(crate) fn count_with(&self, rule: Votes, seat: Seat, vote: i32) -> Option<Counted> {
        let mut votes = self.drafts.last()?.votes.clone();
        votes.insert(seat, vote);
        if votes.len() < self.seats {
            return None;
        }
        let yes = votes.values().filter(|&&vote| vote > 0).count() as u32;
        let tally = Tally { yes, no: votes.len() as u32 - yes };
        Some(match rule {
            Votes::Mediator => (None, None),
            Votes::Tally => (Some(tally), None),
            Votes::Open => (Some(tally), Some(votes.into_iter().map(|(seat, vote)| Vote { seat, vote }).collect())),
        })
    }

    pub(crate) fn counted(&mut self, draft: u32, tally: Option<Tally>, votes: Option<Vec<Vote>>) {
        if let Some(draft) = self.drafts.get_mut((draft as usize).wrapping_sub(1)) {
            draft.counted = Some((tally, votes));
        }
        self.stage = Stage::Drafting;
    }

    /// Whether the final question can be put.
    pub(crate) fn may_call_signature(&self) -> Result<u32, Refusal> {
        match (self.current(), self.stage) {
            (0, _) => Err(Refusal::not_now("there is no draft", "write one")),
            (current, Stage::Drafting) => Ok(current),
            _ => Err(Refusal::not_now("a question is open already", "wait for its answers")),
        }
    }

    pub(crate) fn call_signature(&mut self) {
        self.stage = Stage::Signing;
    }

    /// Whether `seat` may give its final answer.
    pub(crate) fn may_sign(&self, seat: Seat, draft: u32) -> Result<(), Refusal> {
        self.the_current(draft)?;
        if self.stage != Stage::Signing {
            return Err(Refusal::not_now("the final question is not open", "wait until the mediator puts it"));
        }
        if self.signed.contains(&seat) {
            return Err(Refusal::not_now("you have given your final answer", "wait for the others"));
        }
        Ok(())
    }

    pub(crate) fn note_signed(&mut self, seat: Seat) {
        self.signed.insert(seat);
    }

    pub(crate) fn sign(&mut self, seat: Seat, yes: bool) {
        self.signatures.insert(seat, yes);
    }

    /// All final answers, if this is the one that was missing.
    pub(crate) fn complete_with(&self, seat: Seat, yes: bool) -> Option<Vec<FinalAnswer>> {
        let mut all = self.signatures.clone();
        all.insert(seat, yes);
        (all.len() == self.seats).then(|| all.into_iter().map(|(seat, yes)| FinalAnswer { seat, yes }).collect())
    }

    pub(crate) fn release(&mut self, answers: Vec<FinalAnswer>) {
        self.stage = if answers.iter().all(|answer| answer.yes) { Stage::Accepted } else { Stage::Refused };
        self.released = Some(answers);
    }

    /// What `actor` may see.
    pub(crate) fn view(&self, actor: Actor, is_stopped: bool) -> Value {
        let state = match self.stage {
            Stage::Accepted => "accepted",
            Stage::Refused => "refused",
            _ if is_stopped => "withdrawn",
            Stage::Drafting => "drafting",
            Stage::Voting => "voting",
            Stage::Signing => "signing",
        };
        let signing = matches!(self.stage, Stage::Signing | Stage::Accepted | Stage::Refused).then(|| {
            let answers = self.released.as_deref().unwrap_or_default();
            json!({ "draft": self.current(), "signed": numbers(&self.signed), "answers": answers })
        });
        json!({
            "kind": "text",
            "state": state,
            "drafts": self.drafts.iter().enumerate().map(|(at, draft)| draft.view(at + 1, actor)).collect::<Vec<_>>(),
            "current": (self.current() > 0).then(|| self.current()),
            "signing": signing,
        })
    }
}

impl Draft {
    fn view(&self, number: usize, actor: Actor) -> Value {
        let objection =
            |(seat, clause, text): &(Seat, u32, String)| json!({ "seat": seat.0 + 1, "clause": clause, "text": text });
        let (tally, open) = self.counted.clone().unwrap_or_default();
        let cast = |(seat, vote): (&Seat, &i32)| Vote { seat: *seat, vote: *vote };
        let seen: Vec<Vote> = match (actor, open) {
            (_, Some(open)) => open,
            (Actor::Mediator, None) => self.votes.iter().map(cast).collect(),
            (Actor::Seat(own), None) => self.votes.get_key_value(&own).map(cast).into_iter().collect(),
        };
        json!({
            "number": number,
            "clauses": self.clauses,
            "objections": self.objections.iter().map(objection).collect::<Vec<_>>(),
            "voted": numbers(&self.voted),
            "votes": seen,
            "tally": tally,
        })
    }
}

/// The indices of an issue and its option, where both are there.
fn settled(space: &OutcomeSpace, issue: Option<&str>, option: Option<&str>) -> Option<(IssueIndex, OptionIndex)> {
    let issue = space.issue(issue?)?;
    Some((issue, space.issues()[issue].option(option?)?))
}

/// Whether what is chosen fits everything that a rule forbids together.
fn is_broken(rule: &zopa_model::Rule, chosen: &BTreeMap<IssueIndex, OptionIndex>) -> bool {
    rule.forbids.literals().iter().all(|(issue, options)| chosen.get(issue).is_some_and(|option| options.contains(option)))
}
