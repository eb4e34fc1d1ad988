//! The topics: what each side says, and the gap between them. No weight is needed for any of it.

use zopa_analysis::gap::{Against, Clash, Distance, Gap, Mention, PartyPosition, Reach, Status, TopicGap};
use zopa_dossier::case::{CaseFile, IssueEntry};
use zopa_dossier::{Compiled, IssueNames};
use zopa_model::{Precondition, Topic, Track};

use crate::document::{FoundHow, GapStatus, GapView, OnlyAfter, PositionView, Reached, StanceView, TopicView, TrackView};
use crate::words::list;

/// Pairs of contradicting statements told of one topic.
const CONFLICTS: usize = 6;

/// Every topic, issues for bargaining first.
pub(super) fn topics(case: &CaseFile, compiled: &Compiled, gap: &Gap) -> Vec<TopicView> {
    gap.topics.iter().map(|topic| Telling { case, compiled, gap: topic }.view()).collect()
}

/// What parties say must come first.
pub(super) fn only_after(compiled: &Compiled, gap: &Gap) -> Vec<OnlyAfter> {
    let condition = |index: &usize| compiled.names.conditions[*index].clone();
    let view = |said: &Precondition| OnlyAfter {
        party: compiled.names.parties[said.party].clone(),
        what: condition(&said.waits),
        alternatives: said.alternatives.iter().map(|all| all.iter().map(condition).collect()).collect(),
        statement: compiled.names.statements[said.statement].clone(),
    };
    gap.preconditions.iter().map(view).collect()
}

/// One topic, with all that is needed to tell of it.
struct Telling<'a> {
    case: &'a CaseFile,
    compiled: &'a Compiled,
    gap: &'a TopicGap,
}

impl Telling<'_> {
    fn names(&self) -> &IssueNames {
        match self.gap.topic {
            Topic::Issue(index) => &self.compiled.names.issues[index],
            Topic::Aside(index) => &self.compiled.names.asides[index],
        }
    }

    fn party(&self, party: usize) -> &str {
        &self.compiled.names.parties[party]
    }

    fn parties(&self, parties: &[usize]) -> String {
        list(&parties.iter().map(|&party| self.party(party)).collect::<Vec<_>>(), "and")
    }

    fn options(&self, options: &[u32]) -> String {
        let named: Vec<String> = options.iter().map(|&option| format!("“{}”", self.names().options[option as usize])).collect();
        list(&named, "or")
    }

    fn view(&self) -> TopicView {
        let names = self.names();
        let (track, track_reason) = self.track();
        let unseen = self.gap.positions.iter().filter(|position| !position.is_seen());
        let unseen = unseen.map(|position| self.party(position.party).to_owned()).collect();
        let seen = self.gap.positions.iter().filter(|position| position.is_seen());
        TopicView {
            id: names.id.clone(),
            name: names.name.clone(),
            about: self.entry().and_then(|entry| entry.about.clone()),
            track,
            track_reason,
            options: names.options.clone(),
            positions: seen.map(|position| self.position(position)).collect(),
            unseen,
            gap: GapView { status: status(&self.gap.status), words: self.words(), found_how: self.found_how() },
        }
    }

    fn entry(&self) -> Option<&IssueEntry> {
        self.case.issues.iter().find(|entry| entry.id == self.names().id)
    }

    fn track(&self) -> (TrackView, Option<String>) {
        match self.gap.topic {
            Topic::Issue(index) => {
                let signed = self.compiled.names.traded_anyway.iter().find(|signed| signed.issue == index);
                let reason = |signed: &zopa_dossier::TradedAnyway| {
                    format!(
                        "On a track of its own ({}), but traded anyway: {} Signed: {}.",
                        signed.track, signed.reason, signed.author
                    )
                };
                (TrackView::Bargaining, signed.map(reason))
            }
            Topic::Aside(index) => {
                let aside = &self.compiled.positions.asides[index];
                let track = match aside.track {
                    Track::Duty => TrackView::Duty,
                    Track::Own => TrackView::OwnTrack,
                };
                (track, Some(aside.reason.clone()))
            }
        }
    }

    fn position(&self, position: &PartyPosition) -> PositionView {
        PositionView {
            party: self.party(position.party).to_owned(),
            asks: self.stances(&position.asks),
            offers: self.stances(&position.offers),
            accepts: self.stances(&position.accepts),
            rejects: self.stances(&position.rejects),
            agreed: self.stances(&position.agreed),
        }
    }

    /// One entry for each statement, with all the options that it names.
    fn stances(&self, mentions: &[Mention]) -> Vec<StanceView> {
        let mut statements: Vec<usize> = mentions.iter().flat_map(|mention| mention.statements.iter().copied()).collect();
        statements.sort_unstable();
        statements.dedup();
        let stance = |statement: usize| {
            let named = mentions.iter().filter(|mention| mention.statements.contains(&statement));
            let options = named.map(|mention| self.names().options[mention.option as usize].clone()).collect();
            StanceView { options, statement: self.compiled.names.statements[statement].clone() }
        };
        statements.into_iter().map(stance).collect()
    }

    fn found_how(&self) -> FoundHow {
        let mut statements: Vec<usize> = self.gap.positions.iter().flat_map(PartyPosition::statements).collect();
        statements.sort_unstable();
        statements.dedup();
        FoundHow {
            method: "comparison of what was stated; no weight is used".to_owned(),
            reached: Reached::Exact,
            from: statements.into_iter().map(|index| format!("statement:{}", self.compiled.names.statements[index])).collect(),
            citation: None,
        }
    }

    fn words(&self) -> String {
        match &self.gap.status {
            Status::Agreed { options } => format!("Recorded as agreed: {}.", self.options(options)),
            Status::Convergent { options } => format!("All could take {}; nobody records it as agreed.", self.options(options)),
            Status::Disputed { .. } | Status::Opposed { .. } => self.distance(),
            Status::OneSideNotSeen { unseen } => {
                format!("Nothing was seen of {}; silence is not agreement.", self.parties(unseen))
            }
            Status::NeitherSeen => "No position of any side was seen.".to_owned(),
            Status::SourcesConflict { parties } => self.conflict(parties),
        }
    }

    /// What each asks against what the other offers, once for each pair.
    fn distance(&self) -> String {
        let pairs = self.gap.distances.iter().filter(|distance| distance.asker < distance.other);
        let words: Vec<String> = pairs.map(|distance| self.one_distance(distance)).collect();
        format!("{}{}", words.join(" "), self.routes())
    }

    fn one_distance(&self, distance: &Distance) -> String {
        let asks = |party: usize| {
            let position = &self.gap.positions[party];
            let asked: Vec<u32> = position.asks.iter().map(|mention| mention.option).collect();
            match asked.as_slice() {
                [] => format!("{} names no option that it asks for", self.party(party)),
                asked => format!("{} asks for {}", self.party(party), self.options(asked)),
            }
        };
        let offers = |party: usize| {
            let gives = self.gap.positions[party].gives();
            if gives.is_empty() { String::new() } else { format!(", and would give {}", self.options(&gives)) }
        };
        let (asker, other) = (distance.asker, distance.other);
        let between = match (&distance.reach, distance.against) {
            (Reach::Apart { between, .. }, Against::Asks | Against::Offers) if !between.is_empty() => {
                format!(" Between the two, named by neither: {}.", self.options(between))
            }
            _ => String::new(),
        };
        format!("{}{}; {}{}.{between}", asks(asker), offers(asker), asks(other), offers(other))
    }

    /// Who has named alternative routes, and who has named none.
    fn routes(&self) -> String {
        let named = self.gap.routes.iter().filter(|routes| routes.alternatives() > 0);
        let words: Vec<String> = named
            .map(|routes| format!("{} has named {} alternative routes", self.party(routes.party), routes.alternatives()))
            .collect();
        let none: Vec<usize> =
            self.gap.routes.iter().filter(|routes| routes.alternatives() == 0).map(|routes| routes.party).collect();
        match (words.as_slice(), none.as_slice()) {
            ([], _) => String::new(),
            (words, []) => format!(" {}.", words.join("; ")),
            (words, none) => format!(" {}; {} none.", words.join("; "), self.parties(none)),
        }
    }

    fn conflict(&self, parties: &[usize]) -> String {
        let left = self.gap.source_conflicts.len().saturating_sub(CONFLICTS);
        let more = if left > 0 { format!("; and {left} more") } else { String::new() };
        let told: Vec<String> = self
            .gap
            .source_conflicts
            .iter()
            .take(CONFLICTS)
            .map(|conflict| {
                let statements =
                    [conflict.statements.0, conflict.statements.1].map(|index| self.compiled.names.statements[index].as_str());
                let how = match conflict.clash {
                    Clash::DisjointAsks => "ask for different things",
                    Clash::YesAndNo => "cannot both hold: one says yes to what the other rejects",
                };
                format!("{} and {} {how}", statements[0], statements[1])
            })
            .collect();
        let told = format!("{}{more}. Both are kept.", told.join("; "));
        if self.gap.source_conflicts.iter().all(|conflict| conflict.same_source) {
            return format!("What {} says contradicts itself within one source: {told}", self.parties(parties));
        }
        format!("Sources conflict on what {} says: {told}", self.parties(parties))
    }
}

fn status(status: &Status) -> GapStatus {
    match status {
        Status::Agreed { .. } => GapStatus::Agreed,
        Status::Convergent { .. } => GapStatus::Convergent,
        Status::Disputed { .. } => GapStatus::Disputed,
        Status::Opposed { .. } => GapStatus::Opposed,
        Status::OneSideNotSeen { .. } => GapStatus::OneSideNotSeen,
        Status::NeitherSeen => GapStatus::NeitherSeen,
        Status::SourcesConflict { .. } => GapStatus::SourcesConflict,
    }
}
