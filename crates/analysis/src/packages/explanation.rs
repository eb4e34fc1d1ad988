//! What can be said of a package, as plain data: what, the numbers, where they come from, what would change it.
//! Names and sentences are the business of whoever shows it.

use zopa_model::{Exact, IssueIndex, OptionIndex, Outcome, PartyIndex, Quantum, Units};

use super::acceptance::{Acceptance, PartyAcceptance};
use super::blocked::{Block, ClosedOption};
use super::improvement::Improvement;
use super::logroll::{DrawnExchange, Exchange};
use crate::uncertainty::Frequency;

/// What kind of thing is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two parties yield on one issue each and gain on another.
    Trade,
    /// A clause stands in the way of a party's yes.
    Blocked,
    /// How often something holds over draws of stated ranges.
    Odds,
    /// Nothing else is better for one and no worse for the others, or what is.
    Efficient,
    /// What is given does not tell.
    NotDecidable,
}

/// What can be said of a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What kind of thing this is.
    pub kind: Kind,
    /// The claims, the first one leading.
    pub what: Vec<Claim>,
    /// The numbers behind them.
    pub numbers: Vec<Number>,
    /// Where the numbers come from.
    pub from: Vec<Basis>,
    /// What would change the answer.
    pub changes: Vec<WouldChange>,
}

/// Something that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// `party` yields here, from the one option to the other.
    Yields {
        /// Who.
        party: PartyIndex,
        /// Where.
        issue: IssueIndex,
        /// From.
        from: OptionIndex,
        /// To.
        to: OptionIndex,
    },
    /// `party` gains here, from the one option to the other.
    Gains {
        /// Who.
        party: PartyIndex,
        /// Where.
        issue: IssueIndex,
        /// From.
        from: OptionIndex,
        /// To.
        to: OptionIndex,
    },
    /// These two parties both gain by going to this package, two clauses being changed.
    BothGain {
        /// Who.
        parties: (PartyIndex, PartyIndex),
        /// The clauses and where they move.
        changes: [(IssueIndex, OptionIndex); 2],
        /// The package after.
        to: Outcome,
    },
    /// The clause at this option stands in the way of the party's yes.
    Blocks {
        /// Whose yes.
        party: PartyIndex,
        /// Which clause.
        issue: IssueIndex,
        /// Where it stands.
        option: OptionIndex,
    },
    /// No package at all with the clause at this option is accepted by the party.
    NoPackage {
        /// By whom.
        party: PartyIndex,
        /// Which clause.
        issue: IssueIndex,
        /// At which option.
        option: OptionIndex,
        /// In how many draws; certain in each.
        frequency: Frequency,
        /// Whether there may be more draws.
        exact: bool,
    },
    /// All accept this package in so many draws.
    AcceptedByAll {
        /// The package.
        package: Outcome,
        /// How often.
        frequency: Frequency,
    },
    /// Some deal exists in so many draws.
    DealExists {
        /// How often.
        frequency: Frequency,
    },
    /// Nothing open is better for one and no worse for the others.
    NothingBetter {
        /// Whether that is proved; otherwise none was found within a limit.
        exact: bool,
    },
    /// This package is better for some and worse for none.
    Better {
        /// The package.
        package: Outcome,
        /// Whether all of them are known.
        exact: bool,
    },
    /// Something is missing that would be needed to tell.
    Missing(Missing),
}

/// What would be needed to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What this party weighs and values.
    Preferences(PartyIndex),
    /// From where on this party says yes.
    Limit(PartyIndex),
    /// What this party says on this issue.
    Position(PartyIndex, IssueIndex),
    /// A package to start from.
    Package,
    /// A longer search.
    Search,
}

/// A number with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// What a change of this issue alone means to this party.
    Part {
        /// Who.
        party: PartyIndex,
        /// Where.
        issue: IssueIndex,
        /// How much.
        amount: Amount,
    },
    /// What the whole means to this party.
    Gain {
        /// Who.
        party: PartyIndex,
        /// How much.
        amount: Amount,
    },
    /// A mean over draws of what the whole means to this party, on its own scale.
    MeanGain {
        /// Who.
        party: PartyIndex,
        /// How much.
        mean: f64,
    },
    /// How often this party accepts.
    Accepts {
        /// Who.
        party: PartyIndex,
        /// How often.
        frequency: Frequency,
    },
    /// By how much this party's limit is missed, over the draws in which it is, on its own scale.
    Shortfall {
        /// Who.
        party: PartyIndex,
        /// Mean, 10th and 90th percentile.
        spread: crate::gap::stake::Spread,
    },
    /// In how many draws both sides of an exchange gain.
    Pays {
        /// How often.
        frequency: Frequency,
    },
    /// The number of draws in which some deal exists, less those in which the best single package is accepted: what
    /// knowing the limits would be worth.
    WorthOfKnowing {
        /// How often.
        frequency: Frequency,
    },
}

/// An amount on one party's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// In units.
    pub units: Units,
    /// The size of a unit.
    pub quantum: Quantum,
}

/// Where numbers come from; whoever shows them adds author, date and source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// What was stated of a party's weights and values.
    PreferencesOf(PartyIndex),
    /// What was stated of a party's limit.
    LimitOf(PartyIndex),
    /// The red lines of a party.
    RedLinesOf(PartyIndex),
    /// The rules between options.
    Rules,
    /// Draws of the stated ranges.
    Draws(usize),
    /// The proof that nothing else is possible: the frontier of all open packages.
    Frontier,
}

/// What would change an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WouldChange {
    /// An exchange stops paying for the party when this issue weighs less than this part of what it does now.
    WeightBelow {
        /// Who.
        party: PartyIndex,
        /// Which issue.
        issue: IssueIndex,
        /// The part, between 0 and 1.
        part: Exact,
    },
    /// Moving a clause opens so many draws to `party`; all accept in `by_all`.
    Moving {
        /// Which clause.
        issue: IssueIndex,
        /// To where.
        to: OptionIndex,
        /// To whom it opens draws; `None` where it is about all at once.
        party: Option<PartyIndex>,
        /// How many draws it opens, of those in which the party (or somebody) says no.
        opens: Frequency,
        /// In how many draws all accept then.
        by_all: Frequency,
    },
    /// Moving a clause opens so many packages to the party, all else being free.
    Opening {
        /// Which clause.
        issue: IssueIndex,
        /// To where.
        to: OptionIndex,
        /// Number of feasible packages that the party accepts then.
        packages: u64,
    },
    /// A party lowering its limit; by how much is among the numbers.
    LowerLimit(PartyIndex),
    /// A party giving up a red line.
    RedLine(PartyIndex),
    /// More draws, a longer search or a larger limit.
    LongerSearch,
    /// Learning what is missing.
    Learning(Missing),
    /// Writing down options that nobody has written down: nothing is efficient beyond those listed.
    OtherOptions,
}

impl Explanation {
    /// Of an exchange on point utilities, with the quantum of each party.
    pub fn of_exchange(exchange: &Exchange, quanta: &[Quantum]) -> Self {
        let mut explanation = Self::empty(Kind::Trade);
        for side in &exchange.sides {
            let party = side.party;
            let amount = |units| Amount { units, quantum: quanta[party] };
            let (issue, cost) = side.yields;
            let (from, to) = (exchange.from.option(issue), exchange.to.option(issue));
            explanation.what.push(Claim::Yields { party, issue, from, to });
            explanation.numbers.push(Number::Part { party, issue, amount: amount(cost) });
            let (issue, gain) = side.gains;
            let (from, to) = (exchange.from.option(issue), exchange.to.option(issue));
            explanation.what.push(Claim::Gains { party, issue, from, to });
            explanation.numbers.push(Number::Part { party, issue, amount: amount(gain) });
            explanation.numbers.push(Number::Gain { party, amount: amount(side.total) });
            explanation.from.push(Basis::PreferencesOf(party));
            let part = side.break_even.clone();
            explanation.changes.extend(part.map(|part| WouldChange::WeightBelow { party, issue, part }));
        }
        explanation
    }

    /// Of an exchange over draws. Who yields where may differ from draw to draw.
    pub fn of_drawn_exchange(exchange: &DrawnExchange, draws: usize) -> Self {
        let frequency = so_many(exchange.pays, draws);
        let mut explanation = Self::empty(Kind::Trade);
        let DrawnExchange { parties, changes, to, .. } = exchange;
        explanation.what.push(Claim::BothGain { parties: *parties, changes: *changes, to: to.clone() });
        explanation.numbers.push(Number::Pays { frequency });
        for (party, &mean) in exchange.mean_gains.iter().enumerate() {
            explanation.numbers.push(Number::MeanGain { party, mean });
            explanation.from.push(Basis::PreferencesOf(party));
        }
        explanation.from.push(Basis::Draws(draws));
        explanation
    }

    /// Of a clause that stands in the way.
    pub fn of_block(block: &Block, found: &Acceptance) -> Self {
        let party = block.party;
        let mut explanation = Self::empty(Kind::Blocked);
        explanation.what.push(Claim::Blocks { party, issue: block.issue, option: block.option });
        explanation.add_party(party, &found.parties[party], found.draws);
        explanation.from.push(Basis::Draws(found.draws));
        for opening in &block.openings {
            explanation.changes.push(WouldChange::Moving {
                issue: block.issue,
                to: opening.option,
                party: Some(party),
                opens: so_many(opening.opens, block.refused),
                by_all: so_many(opening.by_all, found.draws),
            });
        }
        explanation.add_ways_out(party, &found.parties[party]);
        explanation
    }

    /// Of an option with which no package is accepted by a party; `packages` is how many packages the party accepts
    /// with each option of the clause, where they were counted.
    pub fn of_closed_option(closed: &ClosedOption, packages: Option<&[u64]>) -> Self {
        let ClosedOption { party, issue, option, exact, .. } = *closed;
        let frequency = so_many(closed.closed, closed.draws);
        let mut explanation = Self::empty(Kind::Blocked);
        explanation.what.push(Claim::NoPackage { party, issue, option, frequency, exact });
        explanation.from.extend([Basis::PreferencesOf(party), Basis::LimitOf(party), Basis::Draws(closed.draws)]);
        let opened = (0..).zip(packages.unwrap_or_default()).filter(|(to, packages)| *to != option && **packages > 0);
        explanation.changes.extend(opened.map(|(to, &packages)| WouldChange::Opening { issue, to, packages }));
        explanation.changes.push(WouldChange::LowerLimit(party));
        explanation
    }

    /// Of how often a package is accepted; `deals` is in how many draws some deal exists, where that is known.
    pub fn of_acceptance(found: &Acceptance, deals: Option<usize>) -> Self {
        let of = found.draws;
        let frequency = |count| so_many(count, of);
        let mut explanation = Self::empty(Kind::Odds);
        explanation.what.extend(deals.map(|count| Claim::DealExists { frequency: frequency(count) }));
        explanation.what.push(Claim::AcceptedByAll { package: found.package.clone(), frequency: frequency(found.by_all) });
        let worth = deals.map(|count| Number::WorthOfKnowing { frequency: frequency(count.saturating_sub(found.by_all)) });
        explanation.numbers.extend(worth);
        for (party, accepted) in found.parties.iter().enumerate() {
            explanation.add_party(party, accepted, of);
        }
        explanation.from.push(Basis::Draws(of));
        if let Some(change) = found.best_change() {
            explanation.changes.push(WouldChange::Moving {
                issue: change.issue,
                to: change.to,
                party: None,
                opens: so_many(change.by_all - found.by_all, of - found.by_all),
                by_all: frequency(change.by_all),
            });
        }
        for (party, accepted) in found.parties.iter().enumerate() {
            explanation.add_ways_out(party, accepted);
        }
        explanation
    }

    /// Of what lies beyond a package, with the quantum of each party.
    pub fn of_improvement(found: &Improvement, quanta: &[Quantum]) -> Self {
        let mut explanation = Self::empty(Kind::Efficient);
        explanation.from.extend((0..quanta.len()).map(Basis::PreferencesOf));
        match found {
            Improvement::Found { chosen, exact, .. } => {
                explanation.what.push(Claim::Better { package: chosen.outcome.clone(), exact: *exact });
                let gains = chosen.gains.iter().zip(quanta).enumerate();
                let number = |(party, (&units, &quantum))| Number::Gain { party, amount: Amount { units, quantum } };
                explanation.numbers.extend(gains.map(number));
            }
            Improvement::Efficient => {
                explanation.what.push(Claim::NothingBetter { exact: true });
                explanation.from.push(Basis::Frontier);
            }
            Improvement::NoneFound { .. } => {
                explanation.what.push(Claim::NothingBetter { exact: false });
                explanation.changes.push(WouldChange::LongerSearch);
            }
        }
        explanation.changes.push(WouldChange::OtherOptions);
        explanation
    }

    /// Of what cannot be told for want of `missing`.
    pub fn not_decidable(missing: impl IntoIterator<Item = Missing>) -> Self {
        let mut explanation = Self::empty(Kind::NotDecidable);
        for missing in missing {
            explanation.changes.push(WouldChange::Learning(missing.clone()));
            explanation.what.push(Claim::Missing(missing));
        }
        explanation
    }

    fn empty(kind: Kind) -> Self {
        Self { kind, what: Vec::new(), numbers: Vec::new(), from: Vec::new(), changes: Vec::new() }
    }

    fn add_party(&mut self, party: PartyIndex, accepted: &PartyAcceptance, of: usize) {
        self.numbers.push(Number::Accepts { party, frequency: so_many(accepted.accepts, of) });
        self.numbers.extend(accepted.shortfall.map(|spread| Number::Shortfall { party, spread }));
        self.from.extend([Basis::PreferencesOf(party), Basis::LimitOf(party)]);
        if accepted.crosses_red_line > 0 {
            self.from.push(Basis::RedLinesOf(party));
        }
    }

    fn add_ways_out(&mut self, party: PartyIndex, accepted: &PartyAcceptance) {
        if accepted.below_limit > 0 {
            self.changes.push(WouldChange::LowerLimit(party));
        }
        if accepted.crosses_red_line > 0 {
            self.changes.push(WouldChange::RedLine(party));
        }
    }
}

/// Draws are numbered in 32 bits, so that counts of them fit.
fn so_many(count: usize, of: usize) -> Frequency {
    let narrow = |count| u32::try_from(count).unwrap_or(u32::MAX);
    Frequency { count: narrow(count), of: narrow(of) }
}
