//! The gap, topic by topic, from what was said alone: no weight, no range, no draw.
//!
//! # What stands
//! A statement that another one names in [`Said::replaces`](zopa_model::Said) no longer stands; every other
//! statement does. Statements that merely differ all stay. What a party asks, offers, accepts, rejects or records as
//! agreed on a topic is the union over its standing statements; several alternatives in one statement are
//! alternatives, not a contradiction. A party *would take* an option that it asks for, offers, accepts or records as
//! agreed. A party is *seen* on a topic when one of its standing statements says anything about it.
//!
//! # Status
//! The first of these that holds, for any number of parties:
//!
//! 1. [`Status::NeitherSeen`]: nobody is seen. Silence is not agreement.
//! 2. [`Status::Agreed`]: every party accepts, or records as agreed, one same option, and nobody rejects it.
//! 3. [`Status::SourcesConflict`]: of some party, two standing statements cannot both hold: one says yes to nothing
//!    but what the other rejects, whoever carries them; or they ask for options that do not overlap and no source
//!    carries both (in one source these may be alternatives). Where one source carries a yes and a no, the party
//!    contradicts itself there ([`SourceConflict::same_source`]).
//! 4. [`Status::OneSideNotSeen`]: some are seen and some are not; who is not is listed.
//! 5. [`Status::Convergent`]: every party would take one same option, and nobody rejects it.
//! 6. [`Status::Opposed`]: no such option, and some two parties are opposed (see [`opposed`](Status::Opposed)).
//! 7. [`Status::Disputed`]: no such option.
//!
//! The order puts what cannot be known (3, 4) before what is inferred from positions (5 to 7), and a recorded
//! agreement before both. Nothing is lost by it: the conflicts of sources, the parties not seen, the options that all
//! would take and the opposed pairs are listed for each topic whatever its status.
//!
//! Asides (duties, prisoners) have positions and a status like any topic, but never opposition: where two sides
//! differ on one, it is disputed.
//!
//! "Islands of agreement" and the distinction of agreed from merely convergent follow the idea of the negotiator's
//! handbook of the Centre of Competence on Humanitarian Negotiation.

mod distance;
mod position;
mod red_lines;
mod routes;
mod sources;
pub mod stake;
mod status;

use zopa_model::{Issue, Kind, OptionIndex, PartyIndex, Positions, Precondition, Topic};

pub use distance::{Against, Distance, Reach};
pub use position::{Mention, PartyPosition};
pub use red_lines::{ClosedIssue, RedLineGap, RedLineRef, Room, red_line_gap};
pub use routes::Routes;
pub use sources::{Clash, SourceConflict};
pub use status::Status;

/// What was said about every topic, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The issues for bargaining in their order, then the asides in theirs.
    pub topics: Vec<TopicGap>,
    /// Who says what must come first, from statements that stand. Only listed: what follows from several of them
    /// together is another room's question.
    pub preconditions: Vec<Precondition>,
}

/// What was said about one topic, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicGap {
    /// Which.
    pub topic: Topic,
    /// How far apart the parties are, in one word.
    pub status: Status,
    /// What each party says, in the order of the parties.
    pub positions: Vec<PartyPosition>,
    /// The parties of whom nothing is seen here.
    pub unseen: Vec<PartyIndex>,
    /// The options that every party would take and nobody rejects.
    pub common: Vec<OptionIndex>,
    /// The pairs of parties that are opposed, lower index first. Always empty for an aside.
    pub opposed: Vec<(PartyIndex, PartyIndex)>,
    /// The pairs of parties, both seen, without an option that both would take and neither rejects.
    pub apart: Vec<(PartyIndex, PartyIndex)>,
    /// Statements of one party that cannot both hold.
    pub source_conflicts: Vec<SourceConflict>,
    /// For each ordered pair of parties, what the first asks against what the second offers.
    pub distances: Vec<Distance>,
    /// How many alternative ways each party has named, in the order of the parties.
    pub routes: Vec<Routes>,
}

impl Gap {
    /// What was said about `topic`.
    pub fn topic(&self, topic: Topic) -> Option<&TopicGap> {
        self.topics.iter().find(|gap| gap.topic == topic)
    }

    /// The islands of agreement: topics that are agreed or on which positions meet, asides included.
    pub fn islands(&self) -> impl Iterator<Item = &TopicGap> {
        self.topics.iter().filter(|gap| matches!(gap.status, Status::Agreed { .. } | Status::Convergent { .. }))
    }
}

/// Compares what was said, topic by topic. Needs no weights.
pub fn gap(positions: &Positions) -> Gap {
    let standing = standing(positions);
    let issues = (0..positions.space.issues().len()).map(Topic::Issue);
    let asides = (0..positions.asides.len()).map(Topic::Aside);
    let preconditions = positions.preconditions.iter().filter(|said| stands(&standing, said.statement)).cloned().collect();
    Gap { topics: issues.chain(asides).map(|topic| topic_gap(positions, &standing, topic)).collect(), preconditions }
}

/// For each statement, whether it stands: no other statement replaces it.
fn standing(positions: &Positions) -> Vec<bool> {
    let mut standing = vec![true; positions.said.len()];
    for (index, said) in positions.said.iter().enumerate() {
        for &earlier in said.replaces.iter().filter(|&&earlier| earlier != index && earlier < positions.said.len()) {
            standing[earlier] = false;
        }
    }
    standing
}

/// A statement of which nothing is known besides its number stands.
fn stands(standing: &[bool], statement: usize) -> bool {
    standing.get(statement).copied().unwrap_or(true)
}

fn topic_gap(positions: &Positions, standing: &[bool], topic: Topic) -> TopicGap {
    let (issue, bargained) = match topic {
        Topic::Issue(index) => (&positions.space.issues()[index], true),
        Topic::Aside(index) => (&positions.asides[index].issue, false),
    };
    let stances: Vec<_> =
        positions.stances.iter().filter(|stance| stance.topic == topic && stands(standing, stance.statement)).collect();
    let parties = positions.parties.len();
    let said: Vec<_> = (0..parties).map(|party| PartyPosition::gather(party, &stances)).collect();
    let source_conflicts = sources::conflicts(&positions.said, &stances, parties);
    let unseen: Vec<PartyIndex> = said.iter().filter(|position| !position.is_seen()).map(|position| position.party).collect();
    let opposed = if bargained { status::opposed_pairs(&said, issue) } else { Vec::new() };
    let apart = status::apart_pairs(&said);
    let common = status::common(&said.iter().collect::<Vec<_>>());
    let status = status::Evidence {
        positions: &said,
        unseen: &unseen,
        common: &common,
        opposed: &opposed,
        apart: &apart,
        conflicts: &source_conflicts,
    }
    .status();
    let distances = distance::distances(&said, is_ordered(issue));
    let routes = said.iter().map(|position| routes::routes(positions, standing, topic, position)).collect();
    TopicGap { topic, status, unseen, common, opposed, apart, source_conflicts, distances, routes, positions: said }
}

/// Whether the order of the options means something.
fn is_ordered(issue: &Issue) -> bool {
    match issue.kind() {
        Kind::Categorical => false,
        Kind::Ordered | Kind::Integer { .. } | Kind::Real { .. } => true,
    }
}
