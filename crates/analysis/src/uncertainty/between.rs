//! Conclusions with one input anywhere between its ends, from what holds at the ends.
//!
//! Between its ends an input moves every gain along a straight line. So most draws are settled by the two ends alone
//! (see [`Ends`]), and only the few others are looked at for each place between them.

use zopa_model::{Outcome, PartyIndex};

use super::draw::part;
use super::draws::{Draws, PartySample, Reservation, is_feasible};
use super::frequency::{Frequency, product};
use super::inputs::Input;
use super::packages::acceptance;
use super::seek::Ends;
use super::stream::ONE;
use super::zone::Zone;

/// A share of a range in whole numbers.
fn units(share: f64) -> i64 {
    libm::round(share * ONE as f64) as i64
}

/// The odds of a deal with one input between its ends.
pub(crate) struct DealBetween<'a> {
    zone: &'a Zone<'a>,
    input: &'a Input,
    /// The party with the input at its two ends; made when a look is needed.
    samples: Option<[PartySample; 2]>,
    draws: usize,
    /// Draws with a deal, and without one, from end to end.
    open: u32,
    closed: u32,
    unsettled: Vec<Unsettled>,
}

/// A draw that the ends do not settle.
struct Unsettled {
    draw: usize,
    /// Whether there is a deal at the low and at the high end. Where these differ there is one crossing: the largest
    /// gain is convex, and above zero at one end only.
    at_low: bool,
    at_high: bool,
    /// Shares of the range up to and from which the answer is known to be that of the end, where these differ.
    from: i64,
    to: i64,
}

impl Unsettled {
    /// The answer at `share`, where it is known.
    fn known(&self, share: i64) -> Option<bool> {
        match () {
            () if share <= self.from => Some(self.at_low),
            () if share >= self.to => Some(self.at_high),
            () => None,
        }
    }

    fn learn(&mut self, share: i64, deal: bool) {
        if self.at_low != self.at_high {
            if deal == self.at_low { self.from = share } else { self.to = share }
        }
    }
}

impl<'a> DealBetween<'a> {
    pub(crate) fn new(zone: &'a Zone<'a>, input: &'a Input, ends: &Ends) -> Self {
        let settled = |deal: bool| ends.throughout.iter().filter(|known| **known == Some(deal)).count() as u32;
        let draws = ends.low.len();
        let open_question = |draw: usize| {
            let (at_low, at_high) = (ends.low[draw]?, ends.high[draw]?);
            ends.throughout[draw].is_none().then_some(Unsettled { draw, at_low, at_high, from: 0, to: ONE })
        };
        let unsettled = (0..draws).filter_map(open_question).collect();
        Self { zone, input, samples: None, draws, open: settled(true), closed: settled(false), unsettled }
    }

    /// Whether the draws that the ends settle leave no choice: a deal in more than half of all, or never.
    pub(crate) fn is_settled(&self) -> bool {
        let rest = self.unsettled.len() as u32;
        self.open > self.closed + rest || self.open + rest <= self.closed
    }

    /// The odds at `share` of the way from the low to the high end.
    pub(crate) fn at(&mut self, share: f64) -> Frequency {
        let share = units(share);
        let asked: Vec<usize> = self.unsettled.iter().filter(|one| one.known(share).is_none()).map(|one| one.draw).collect();
        let mut answers = self.searched(share, &asked).into_iter();
        let mut odds = Frequency { count: self.open, of: self.open + self.closed };
        for one in &mut self.unsettled {
            let known = one.known(share);
            let answer = if known.is_some() { known } else { answers.next().flatten() };
            if let Some(deal) = answer {
                one.learn(share, deal);
                odds.count += u32::from(deal);
                odds.of += 1;
            }
        }
        odds
    }

    fn searched(&mut self, share: i64, asked: &[usize]) -> Vec<Option<bool>> {
        if asked.is_empty() {
            return Vec::new();
        }
        let (zone, input, draws) = (self.zone, self.input, self.draws);
        let [low, high] = self.samples.get_or_insert_with(|| [0.0, 1.0].map(|share| zone.moved(input, share, draws)));
        let limit = &zone.draws.raw[input.party].limit;
        let there = low.between(high, share, asked, limit, &zone.draws.structure);
        zone.count_with(input.party, &there).flags(asked)
    }
}

/// Packages among which the best is sought, with what does not depend on the input that is moved.
pub(crate) struct Rivals<'a> {
    draws_of: &'a Draws<'a>,
    pub(crate) packages: &'a [Outcome],
    pub(crate) draws: usize,
    /// How often each party accepts each as drawn, `[package][party]`.
    as_drawn: Vec<Vec<Frequency>>,
}

impl<'a> Rivals<'a> {
    pub(crate) fn new(zone: &'a Zone<'a>, packages: &'a [Outcome], draws: usize) -> Self {
        let of = &zone.draws;
        let by_party = |package: &Outcome| {
            let parties = of.parties.iter().enumerate();
            parties.map(|(party, sample)| acceptance(of, party, sample, package.options(), 0..draws)).collect()
        };
        Self { draws_of: of, packages, draws, as_drawn: packages.iter().map(by_party).collect() }
    }

    /// The position of the package that is acceptable in most draws; the first of equals.
    pub(crate) fn best_as_drawn(&self) -> usize {
        first_best(self.as_drawn.iter().map(|by_party| product(by_party).0))
    }

    /// The same with `sample` in the place of `party`.
    pub(crate) fn best_with(&self, sample: &PartySample, party: PartyIndex) -> usize {
        first_best(self.packages.iter().zip(&self.as_drawn).map(|(package, by_party)| {
            let mut by_party = by_party.clone();
            by_party[party] = acceptance(self.draws_of, party, sample, package.options(), 0..self.draws);
            product(&by_party).0
        }))
    }

    /// The packages with `input` between its ends.
    pub(crate) fn between(&self, zone: &Zone<'_>, input: &Input) -> RivalsBetween {
        let [low, high] = [0.0, 1.0].map(|share| zone.moved(input, share, self.draws));
        let accepted = |(package, by_party): (&Outcome, &Vec<Frequency>)| {
            let others = by_party.iter().enumerate().filter(|(party, _)| *party != input.party).map(|(_, of)| *of);
            let others = product(&others.collect::<Vec<_>>()).0;
            AcceptedBetween { others, ..self.accepted(package, input.party, &low, &high) }
        };
        RivalsBetween { packages: self.packages.iter().zip(&self.as_drawn).map(accepted).collect() }
    }

    fn accepted(&self, package: &Outcome, party: PartyIndex, low: &PartySample, high: &PartySample) -> AcceptedBetween {
        let (structure, draws) = (&self.draws_of.structure, self.draws);
        let lines = self.draws_of.lines(party).enumerate();
        let crossed: Vec<usize> = lines.filter(|(_, pattern)| pattern.fits(package)).map(|(line, _)| line).collect();
        let crosses = |draw: usize| crossed.iter().any(|&line| low.holds(line, draw));
        let feasible = is_feasible(self.draws_of.scenario, package.options());
        let worths = [low, high].map(|sample| sample.worths(package.options(), structure, 0..draws));
        let gain = |sample: &PartySample, worths: &[i64], draw: usize| match &sample.reservation {
            Reservation::Any => 0,
            Reservation::Never => -1,
            Reservation::At(least) => worths[draw] - least[draw],
        };
        let mut found = AcceptedBetween { others: 1.0, of: 0, always: 0, unsettled: Vec::new() };
        for draw in (0..draws).filter(|&draw| low.is_consistent(draw) && high.is_consistent(draw)) {
            found.of += 1;
            if feasible && !crosses(draw) {
                found.add(gain(low, &worths[0], draw), gain(high, &worths[1], draw));
            }
        }
        found
    }
}

/// Packages with one input between its ends.
pub(crate) struct RivalsBetween {
    packages: Vec<AcceptedBetween>,
}

/// How often the party of the input accepts a package.
struct AcceptedBetween {
    /// The share of draws in which all others accept it.
    others: f64,
    of: u32,
    /// Draws in which it accepts at both ends, hence between them.
    always: u32,
    /// The gains at the low and at the high end, of opposite signs.
    unsettled: Vec<(i64, i64)>,
}

impl AcceptedBetween {
    fn add(&mut self, low: i64, high: i64) {
        match (low >= 0, high >= 0) {
            (true, true) => self.always += 1,
            (false, false) => {}
            _ => self.unsettled.push((low, high)),
        }
    }

    fn share(&self, accepts: u32) -> f64 {
        self.others * Frequency { count: accepts, of: self.of }.share()
    }

    fn at(&self, share: i64) -> f64 {
        let accepts = |&&(low, high): &&(i64, i64)| low + part(high - low, share) >= 0;
        self.share(self.always + self.unsettled.iter().filter(accepts).count() as u32)
    }
}

impl RivalsBetween {
    /// Whether one package is ahead of all others wherever the input stands.
    pub(crate) fn is_settled(&self) -> bool {
        let most = |package: &AcceptedBetween| package.share(package.always + package.unsettled.len() as u32);
        let least = |package: &AcceptedBetween| package.share(package.always);
        let ahead = first_best(self.packages.iter().map(least));
        let others = self.packages.iter().enumerate().filter(|(at, _)| *at != ahead);
        others.map(|(_, package)| most(package)).all(|most| most < least(&self.packages[ahead]))
    }

    /// The position of the package that is acceptable in most draws at `share` of the way; the first of equals.
    pub(crate) fn best_at(&self, share: f64) -> usize {
        let share = units(share);
        first_best(self.packages.iter().map(|package| package.at(share)))
    }
}

fn first_best(shares: impl Iterator<Item = f64>) -> usize {
    let better = |best: (usize, f64), next: (usize, f64)| if next.1 > best.1 { next } else { best };
    shares.enumerate().fold((0, f64::MIN), better).0
}

#[cfg(test)]
mod tests {
    use zopa_model::{
        Issue, Limit, LinkageRange, OutcomeSpace, Party, Pattern, Preferences, Range, RedLine, Role, Rule, Scenario, Standing,
        Tier, TierKind, ValueJudgement, WeightJudgement, Worth,
    };

    use super::super::inputs::inputs;
    use super::super::progress::uninterrupted;
    use super::super::seek::DealCount;
    use super::super::stream::DrawPlan;
    use super::*;

    const DRAWS: usize = 150;

    fn range(low: &str, high: &str) -> Range {
        Range::new(low.parse().unwrap(), high.parse().unwrap()).unwrap()
    }

    fn preferences(ranking: [usize; 3], up: bool, limit: Limit) -> Preferences {
        let tiers = ranking.iter().map(|&issue| Tier { issues: vec![issue], kind: TierKind::Unordered }).collect();
        let options: Vec<Vec<u32>> = (0..4).map(|option| vec![if up { option } else { 3 - option }]).collect();
        let ranges = ["0.2", "0.5", "0.8", "1"].map(|high| range("0.1", high));
        let values =
            vec![ValueJudgement::Order(options.clone()), ValueJudgement::Order(options), ValueJudgement::Ranges(ranges.into())];
        let weights = WeightJudgement { issues: 3, tiers, ..Default::default() };
        let worth = Worth::Weighted { weights, values };
        Preferences { worth, linkages: vec![], red_lines: vec![], limit, disagreement: None }
    }

    /// Orders, ranges, a linkage, red lines, a rule; against every kind of limit.
    fn scenario(limit: Limit) -> Scenario {
        let issues = (0..3).map(|k| Issue::categorical(format!("{k}"), (0..4).map(|o| o.to_string()))).collect();
        let rule = Rule { forbids: Pattern::new([(0, vec![0]), (1, vec![0])]), reason: "r".into() };
        let line = |option| RedLine { refuses: Pattern::new([(0, vec![option])]), standing: Standing::Uncertain };
        let mut first = preferences([0, 1, 2], true, Limit::Range(range("0.4", "0.8")));
        first.linkages = vec![LinkageRange { issues: vec![0, 2], entries: vec![(vec![1, 1], range("-0.1", "0.3"))] }];
        first.red_lines = vec![line(3), line(0)];
        let second = preferences([2, 1, 0], false, limit);
        let party = |name: &str| Party { name: name.into(), role: Role::Party };
        let preferences = vec![Some(first), Some(second)];
        Scenario::new("s", vec![party("A"), party("B")], OutcomeSpace::new(issues, vec![rule]), vec![], preferences, vec![])
            .unwrap()
    }

    fn limits() -> [Limit; 4] {
        let package = |options: [u32; 3]| Outcome::new(options);
        [
            Limit::Range(range("0.3", "0.9")),
            Limit::JustAcceptable(package([1, 2, 1])),
            Limit::JustUnacceptable(package([2, 2, 1])),
            Limit::Between { unacceptable: package([3, 2, 1]), acceptable: package([1, 1, 2]) },
        ]
    }

    /// Every draw by search alone.
    fn searched(count: DealCount<'_>) -> Vec<Option<bool>> {
        DealCount { as_drawn: None, ..count }.flags(&(0..DRAWS).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_settled_without_a_search_is_what_a_search_finds() {
        for limit in limits() {
            let scenario = scenario(limit);
            let draws = Draws::new(&scenario, DrawPlan { seed: 3, draws: DRAWS as u32 }).unwrap();
            let zone = Zone::new(draws, &uninterrupted).unwrap();
            let mut turned = 0;
            for input in inputs(&zone.draws) {
                let [low, high] = [0.0, 1.0].map(|share| zone.moved(&input, share, DRAWS));
                let ends = zone.ends(&input, DRAWS);
                for (sample, flags) in [(&low, &ends.low), (&high, &ends.high)] {
                    assert_eq!(flags, &searched(zone.count_with(input.party, sample)), "{input:?}");
                }
                turned += ends.throughout.iter().filter(|known| known.is_none()).count();
                let (limit, structure) = (&zone.draws.raw[input.party].limit, &zone.draws.structure);
                let mut odds = DealBetween::new(&zone, &input, &ends);
                for share in [0.5, 0.375, 0.8125, 0.40625, 0.39] {
                    let there = low.between(&high, units(share), &(0..DRAWS).collect::<Vec<_>>(), limit, structure);
                    let flags = searched(zone.count_with(input.party, &there));
                    let counted = |draw: &usize| ends.low[*draw].is_some() && ends.high[*draw].is_some();
                    let by_search: Vec<bool> = (0..DRAWS).filter(counted).filter_map(|draw| flags[draw]).collect();
                    let expected =
                        Frequency { count: by_search.iter().filter(|deal| **deal).count() as u32, of: by_search.len() as u32 };
                    assert_eq!(odds.at(share), expected, "{input:?} at {share}");
                }
            }
            assert!(turned > 50, "a case in which inputs matter: {turned}");
        }
    }

    #[test]
    fn packages_between_the_ends_are_counted_as_they_are_there() {
        for limit in limits() {
            let scenario = scenario(limit);
            let draws = Draws::new(&scenario, DrawPlan { seed: 4, draws: DRAWS as u32 }).unwrap();
            let zone = Zone::new(draws, &uninterrupted).unwrap();
            let packages = [[1, 2, 2], [2, 1, 3], [2, 2, 2]].map(Outcome::new);
            let rivals = Rivals::new(&zone, &packages, DRAWS);
            for input in inputs(&zone.draws).into_iter().filter(|input| !input.is_switch()) {
                let [low, high] = [0.0, 1.0].map(|share| zone.moved(&input, share, DRAWS));
                let both: Vec<usize> = (0..DRAWS).filter(|&draw| low.is_consistent(draw) && high.is_consistent(draw)).collect();
                let found = rivals.between(&zone, &input);
                let (limit, structure) = (&zone.draws.raw[input.party].limit, &zone.draws.structure);
                for share in [0.0, 0.3, 0.5, 1.0] {
                    let there = low.between(&high, units(share), &both, limit, structure);
                    for (package, accepted) in packages.iter().zip(&found.packages) {
                        let crosses = |draw: usize| {
                            let mut lines = zone.draws.lines(input.party).enumerate();
                            lines.any(|(line, pattern)| pattern.fits(package) && there.holds(line, draw))
                        };
                        let yes =
                            |draw: &&usize| there.accepts(package.options(), &zone.draws.structure, **draw) && !crosses(**draw);
                        let count = both.iter().filter(yes).count() as u32;
                        // Rounding may move a gain by a unit: a draw in which that decides is not met here.
                        assert_eq!(accepted.at(units(share)), accepted.share(count), "{input:?} at {share}");
                    }
                }
            }
        }
    }
}
