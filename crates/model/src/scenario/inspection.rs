//! What makes no sense in a scenario, all of it at once.

use std::collections::HashSet;

use super::{Fault, Place, Scenario};
use crate::{
    Exact, IssueIndex, Kind, Limit, LinkageRange, OptionIndex, Outcome, PartyIndex, Pattern, Preferences, Range, Standing,
    ValueJudgement, WeightConstraint, WeightJudgement, Worth,
};

/// Everything in `scenario` that makes no sense.
pub(super) fn faults(scenario: &Scenario) -> Vec<Fault> {
    let mut inspection = Inspection { scenario, faults: Vec::new() };
    inspection.run();
    inspection.faults
}

/// A walk over the scenario that gathers faults.
struct Inspection<'a> {
    scenario: &'a Scenario,
    faults: Vec<Fault>,
}

impl Inspection<'_> {
    fn fault(&mut self, place: Place, problem: impl Into<String>, way_out: impl Into<String>) {
        self.faults.push(Fault { place, problem: problem.into(), way_out: way_out.into() });
    }

    fn run(&mut self) {
        self.names();
        self.options();
        let scenario = self.scenario;
        for (index, rule) in scenario.space.rules().iter().enumerate() {
            self.pattern(Place::Rule(index), &rule.forbids);
        }
        for (index, package) in scenario.packages.iter().enumerate() {
            self.outcome(Place::Package(index), &package.outcome);
        }
        if scenario.preferences.len() != scenario.parties.len() {
            let problem = format!("{} parties but {} entries of preferences", scenario.parties.len(), scenario.preferences.len());
            self.fault(Place::Preferences(scenario.preferences.len()), problem, "give one entry, possibly none, for each party");
            return;
        }
        for (party, preferences) in scenario.preferences.iter().enumerate() {
            if let Some(preferences) = preferences {
                self.preferences(party, preferences);
            }
        }
    }

    fn names(&mut self) {
        let scenario = self.scenario;
        let mut seen = HashSet::new();
        for (index, party) in scenario.parties.iter().enumerate() {
            if !seen.insert(party.name.as_str()) {
                self.fault(
                    Place::Party(index),
                    format!("two parties are called `{}`", party.name),
                    "give each a name of its own",
                );
            }
        }
        let mut seen = HashSet::new();
        let issues = scenario.space.issues().iter().enumerate().map(|(index, issue)| (Place::Issue(index, None), issue));
        let asides = scenario.asides.iter().enumerate().map(|(index, aside)| (Place::Aside(index), &aside.issue));
        for (place, issue) in issues.chain(asides) {
            if !seen.insert(issue.name()) {
                self.fault(place, format!("two issues are called `{}`", issue.name()), "give each a name of its own");
            }
        }
        let mut seen = HashSet::new();
        for (index, package) in scenario.packages.iter().enumerate() {
            if !seen.insert(package.name.as_str()) {
                self.fault(
                    Place::Package(index),
                    format!("two packages are called `{}`", package.name),
                    "give each a name of its own",
                );
            }
        }
    }

    fn options(&mut self) {
        let scenario = self.scenario;
        for (index, issue) in scenario.space.issues().iter().enumerate() {
            let upside_down = match issue.kind() {
                Kind::Integer { low, high } => low > high,
                Kind::Real { low, high, steps } => low >= high || *steps == 0,
                Kind::Categorical | Kind::Ordered => false,
            };
            if upside_down {
                let problem = format!("the range of `{}` is empty", issue.name());
                self.fault(Place::Issue(index, None), problem, "write the smaller end first, and at least one step");
            } else if issue.options().is_empty() {
                let problem = format!("`{}` has no options", issue.name());
                self.fault(Place::Issue(index, None), problem, "list at least one way to settle it");
            }
            let mut seen = HashSet::new();
            for (option, name) in issue.options().iter().enumerate() {
                if !seen.insert(name.as_str()) {
                    let problem = format!("two options of `{}` are called `{name}`", issue.name());
                    self.fault(Place::Issue(index, Some(option as OptionIndex)), problem, "give each a name of its own");
                }
            }
        }
    }

    /// Whether `issue` exists and has `option`.
    fn has(&self, issue: IssueIndex, option: OptionIndex) -> bool {
        self.scenario.space.issues().get(issue).is_some_and(|issue| (option as usize) < issue.options().len())
    }

    fn pattern(&mut self, place: Place, pattern: &Pattern) {
        if pattern.literals().is_empty() {
            self.fault(place.clone(), "it names no issue, so it would hold for everything", "name the options it is about");
        }
        for (issue, options) in pattern.literals() {
            if options.is_empty() {
                self.fault(place.clone(), "it leaves no option of an issue, so it never holds", "name at least one option");
            }
            if !options.iter().all(|&option| self.has(*issue, option)) {
                self.fault(place.clone(), "it names an issue or option that is not in the space", "name one that is");
            }
        }
    }

    fn outcome(&mut self, place: Place, outcome: &Outcome) {
        let complete = outcome.options().len() == self.scenario.space.issues().len();
        if !complete || !(0..outcome.options().len()).all(|issue| self.has(issue, outcome.option(issue))) {
            self.fault(place, "it does not settle every issue for bargaining", "name one option for each of them");
        } else if let Some(rule) = self.scenario.space.rules().iter().find(|rule| rule.forbids.fits(outcome)) {
            let problem = format!("its options cannot stand together: {}", rule.reason);
            self.fault(place, problem, "change one of them, or the rule");
        }
    }

    fn preferences(&mut self, party: PartyIndex, preferences: &Preferences) {
        let sizes = self.scenario.space.sizes();
        match &preferences.worth {
            Worth::Points(points) => {
                if points.iter().map(Vec::len).ne(sizes.iter().copied()) {
                    self.fault(
                        Place::Preferences(party),
                        "points are missing for some option",
                        "give points for every option of every issue",
                    );
                }
            }
            Worth::Weighted { weights, values } => {
                self.weights(party, weights);
                if values.len() != sizes.len() {
                    self.fault(
                        Place::Preferences(party),
                        "values are missing for some issue",
                        "give values for every issue for bargaining",
                    );
                }
                for (issue, judgement) in values.iter().enumerate().take(sizes.len()) {
                    self.values(party, issue, judgement, sizes[issue]);
                }
            }
        }
        for (index, linkage) in preferences.linkages.iter().enumerate() {
            self.linkage(Place::Linkage(party, index), linkage);
        }
        for (index, line) in preferences.red_lines.iter().enumerate() {
            self.pattern(Place::RedLine(party, index), &line.refuses);
        }
        self.limit(party, preferences);
    }

    fn weights(&mut self, party: PartyIndex, judgement: &WeightJudgement) {
        let issues = self.scenario.space.issues().len();
        if judgement.issues != issues {
            self.fault(Place::Weights(party, None), "the weights are for another number of issues", "state them for this space");
            return;
        }
        let mut ranked = HashSet::new();
        let named = judgement.tiers.iter().flat_map(|tier| tier.issues.iter().copied());
        let others = judgement.intervals.iter().map(|(issue, _)| *issue);
        let pairs = judgement.ratios.iter().flat_map(|(a, _, b)| [*a, *b]);
        if named.clone().chain(others).chain(pairs).any(|issue| issue >= issues) {
            self.fault(Place::Weights(party, None), "a weight is stated for an issue that is not there", "name one that is");
            return;
        }
        for issue in named {
            if !ranked.insert(issue) {
                let problem = format!("`{}` is ranked twice", self.issue_name(issue));
                self.fault(Place::Weights(party, Some(issue)), problem, "keep one of its places");
            }
        }
        for (issue, range) in &judgement.intervals {
            if range.low().is_negative() || *range.high() > Exact::one() {
                let problem =
                    format!("the weight of `{}` reaches from {} to {}", self.issue_name(*issue), range.low(), range.high());
                self.fault(Place::Weights(party, Some(*issue)), problem, "weights lie between 0 and 1, and sum to one");
                return;
            }
        }
        if judgement.ratios.iter().any(|(_, times, _)| times.is_negative()) {
            self.fault(
                Place::Weights(party, None),
                "a weight is a negative number of times another",
                "write a factor of 0 or more",
            );
            return;
        }
        if let Some(conflict) = judgement.conflict() {
            let told: Vec<String> = conflict.iter().map(|constraint| self.told(constraint)).collect();
            let problem = if told.is_empty() {
                "there is no issue for bargaining, so no weights can sum to one".to_owned()
            } else {
                format!("no weights of sum one satisfy all of: {}", told.join("; "))
            };
            self.fault(
                Place::Weights(party, None),
                problem,
                "drop or loosen one of these; without any one of them the rest can hold",
            );
        }
    }

    fn told(&self, constraint: &WeightConstraint) -> String {
        match constraint {
            WeightConstraint::AtLeast { issue, low } => format!("`{}` weighs at least {low}", self.issue_name(*issue)),
            WeightConstraint::AtMost { issue, high } => format!("`{}` weighs at most {high}", self.issue_name(*issue)),
            WeightConstraint::Ratio { issue, times, other } if *times == Exact::one() => {
                format!("`{}` weighs at least as much as `{}`", self.issue_name(*issue), self.issue_name(*other))
            }
            WeightConstraint::Ratio { issue, times, other } => {
                format!("`{}` weighs at least {times} times as much as `{}`", self.issue_name(*issue), self.issue_name(*other))
            }
        }
    }

    fn issue_name(&self, issue: IssueIndex) -> &str {
        self.scenario.space.issues()[issue].name()
    }

    fn values(&mut self, party: PartyIndex, issue: IssueIndex, judgement: &ValueJudgement, size: usize) {
        let place = |option| Place::Values(party, issue, option);
        match judgement {
            ValueJudgement::Order(groups) => {
                let mut times = vec![0usize; size];
                for &option in groups.iter().flatten() {
                    match times.get_mut(option as usize) {
                        Some(count) => *count += 1,
                        None => self.fault(place(None), "an option that is not there is put in order", "name one that is"),
                    }
                }
                for (option, count) in times.into_iter().enumerate().filter(|(_, count)| *count != 1) {
                    let name = &self.scenario.space.issues()[issue].options()[option];
                    let problem = format!("option `{name}` stands in the order {count} times");
                    self.fault(place(Some(option as OptionIndex)), problem, "list every option of the issue once, best first");
                }
            }
            ValueJudgement::Ranges(ranges) if ranges.len() != size => {
                self.fault(place(None), format!("{} values for {size} options", ranges.len()), "give a value for every option");
            }
            ValueJudgement::Ranges(ranges) => {
                for (option, range) in ranges.iter().enumerate() {
                    if range.low().is_negative() || *range.high() > Exact::one() {
                        let problem = format!("the value reaches from {} to {}", range.low(), range.high());
                        self.fault(place(Some(option as OptionIndex)), problem, "values lie between 0 (worst) and 1 (best)");
                    }
                }
            }
        }
    }

    fn linkage(&mut self, place: Place, linkage: &LinkageRange) {
        let ascending = linkage.issues.windows(2).all(|pair| pair[0] < pair[1]);
        if linkage.issues.len() < 2
            || !ascending
            || linkage.issues.iter().any(|&issue| issue >= self.scenario.space.issues().len())
        {
            self.fault(place, "a linkage joins two or more different issues for bargaining", "name them, each once");
            return;
        }
        let mut seen = HashSet::new();
        for (options, _) in &linkage.entries {
            let known = options.len() == linkage.issues.len()
                && linkage.issues.iter().zip(options).all(|(&issue, &option)| self.has(issue, option));
            if !known {
                self.fault(place.clone(), "an entry names an option that is not there", "name one option for each joined issue");
            } else if !seen.insert(options) {
                self.fault(place.clone(), "the same combination is listed twice", "keep one of the two");
            }
        }
    }

    fn limit(&mut self, party: PartyIndex, preferences: &Preferences) {
        match &preferences.limit {
            Limit::Any | Limit::Never => {}
            Limit::Range(range) => self.disagreement(party, preferences.disagreement.as_ref(), range),
            Limit::JustAcceptable(package) | Limit::JustUnacceptable(package) => self.outcome(Place::Limit(party), package),
            Limit::Between { unacceptable, acceptable } => {
                self.outcome(Place::Limit(party), unacceptable);
                self.outcome(Place::Limit(party), acceptable);
                if unacceptable == acceptable {
                    self.fault(Place::Limit(party), "the same package is acceptable and not", "name two different packages");
                }
            }
        }
        let firm = preferences.red_lines.iter().filter(|line| line.standing == Standing::Firm);
        let accepted = match &preferences.limit {
            Limit::JustAcceptable(package) | Limit::Between { acceptable: package, .. } => Some(package),
            _ => None,
        };
        let complete = accepted.filter(|package| package.options().len() == self.scenario.space.issues().len());
        if complete.is_some_and(|package| firm.clone().any(|line| line.refuses.fits(package))) {
            self.fault(
                Place::Limit(party),
                "the package said to be acceptable crosses a firm red line of the same party",
                "change one of the two",
            );
        }
    }

    fn disagreement(&mut self, party: PartyIndex, disagreement: Option<&Range>, reservation: &Range) {
        if disagreement.is_some_and(|value| value.high() > reservation.low()) {
            let problem = "no agreement may be worth more than the least the party would sign";
            self.fault(Place::Disagreement(party), problem, "lower the disagreement value or raise the limit");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Issue, OutcomeSpace, Party, RedLine, Role, Rule, Tier, TierKind};

    fn party(name: &str) -> Party {
        Party { name: name.to_owned(), role: Role::Party }
    }

    fn ranked(order: &[IssueIndex]) -> WeightJudgement {
        let tiers = order.iter().map(|&issue| Tier { issues: vec![issue], kind: TierKind::Unordered }).collect();
        WeightJudgement { issues: 2, tiers, ..Default::default() }
    }

    fn space() -> OutcomeSpace {
        OutcomeSpace::new(vec![Issue::ordered("pay", ["low", "high"]), Issue::categorical("hours", ["35", "40"])], vec![])
    }

    fn preferences(weights: WeightJudgement, values: Vec<ValueJudgement>) -> Preferences {
        Preferences {
            worth: Worth::Weighted { weights, values },
            linkages: vec![],
            red_lines: vec![],
            limit: Limit::Any,
            disagreement: None,
        }
    }

    fn order(groups: &[&[OptionIndex]]) -> ValueJudgement {
        ValueJudgement::Order(groups.iter().map(|group| group.to_vec()).collect())
    }

    fn faults_of(space: OutcomeSpace, preferences: Preferences) -> Vec<(Place, String)> {
        let parties = vec![party("union"), party("company")];
        let faults =
            Scenario::new("talks", parties, space, vec![], vec![Some(preferences), None], vec![]).expect_err("it has faults");
        faults.into_iter().map(|fault| (fault.place, fault.problem)).collect()
    }

    #[test]
    fn a_sound_scenario_has_none() {
        let sound = preferences(ranked(&[1, 0]), vec![order(&[&[1], &[0]]), order(&[&[0, 1]])]);
        assert!(Scenario::new("talks", vec![party("union")], space(), vec![], vec![Some(sound)], vec![]).is_ok());
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let rule = Rule { forbids: Pattern::new([(0, vec![7])]), reason: String::new() };
        let twins = vec![Issue::ordered("pay", ["low", "low"]), Issue::categorical("pay", ["35", "40"])];
        let mut unsound = preferences(ranked(&[0, 0]), vec![order(&[&[1]]), order(&[&[0], &[1]])]);
        unsound.red_lines = vec![RedLine { refuses: Pattern::default(), standing: Standing::Firm }];
        let places: Vec<Place> =
            faults_of(OutcomeSpace::new(twins, vec![rule]), unsound).into_iter().map(|(place, _)| place).collect();
        let expected = [
            Place::Issue(1, None),
            Place::Issue(0, Some(1)),
            Place::Rule(0),
            Place::Weights(0, Some(0)),
            Place::Values(0, 0, Some(0)),
            Place::RedLine(0, 0),
        ];
        assert_eq!(places, expected);
    }

    #[test]
    fn weights_that_cannot_be_are_told_in_words() {
        let mut weights = ranked(&[0, 1]);
        weights.intervals = vec![(0, Range::new("0".parse().unwrap(), "0.3".parse().unwrap()).unwrap())];
        let faults = faults_of(space(), preferences(weights, vec![order(&[&[0, 1]]), order(&[&[0, 1]])]));
        let told = "no weights of sum one satisfy all of: `pay` weighs at least as much as `hours`; `pay` weighs at most 0.3";
        assert_eq!(faults, [(Place::Weights(0, None), told.to_owned())]);
    }

    #[test]
    fn a_package_may_not_cross_the_partys_own_firm_line() {
        let mut torn = preferences(ranked(&[0, 1]), vec![order(&[&[1], &[0]]), order(&[&[0, 1]])]);
        torn.red_lines = vec![RedLine { refuses: Pattern::new([(0, vec![0])]), standing: Standing::Firm }];
        torn.limit = Limit::JustAcceptable(Outcome::new([0, 0]));
        assert_eq!(faults_of(space(), torn)[0].0, Place::Limit(0));
    }
}
