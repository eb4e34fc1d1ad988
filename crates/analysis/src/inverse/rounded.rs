//! Answers with certified bounds where even halves are too many: weights of full precision in spaces of any size.
//!
//! The gains are rounded down to a step that a table of counts can afford. Every outcome then lies within the rounding
//! error above its rounded sum, so counts are known between two bounds, and what is drawn from the widened band and
//! checked exactly is uniform in the band. For the nearest, outcomes of the first rounded sum that is surely on the right
//! side are taken, and their last issues are chosen anew by meeting in the middle, which comes as near to the target as
//! those issues allow; what no outcome can come nearer than is read off the table.

use std::cmp::Reverse;

use num_bigint::BigUint;
use num_traits::ToPrimitive;
use zopa_model::OptionIndex;

use super::answer::{Count, Method};
use super::best_first::BestFirst;
use super::diagram::{Diagram, Node};
use super::engine::{Closest, Engine, Graded, Paths, Places};
use super::halves::{Cut, Halves};
use super::limbs::{from_big, to_big};
use super::limits::{InverseLimits, Refusal, Unordered};
use super::scale::{Grade, ceiled, floored};
use super::sum_table::SumTable;
use crate::units::Unit;

/// Beginnings tried for each answer.
const BEGINNINGS: u32 = 4;

/// A table of rounded sums over an exact diagram.
#[derive(Debug)]
pub(super) struct Rounded<U> {
    diagram: Diagram<U>,
    top: Grade,
    table: SumTable,
    /// Grades in one rounded step.
    step: Grade,
    /// The most that rounding takes from any path.
    error: Grade,
    cores: Cores<U>,
    gathered: usize,
}

/// The halves of all that follows from each node of one level.
#[derive(Debug)]
struct Cores<U> {
    level: usize,
    nodes: Vec<Option<Halves<U>>>,
}

impl<U: Unit> Cores<U> {
    /// As many of the last layers as halves of together `limit` half-outcomes can hold.
    fn new(diagram: &Diagram<U>, limit: usize) -> Self {
        let ways_up = diagram.ways_up();
        let cuts = |level: usize| -> Option<Vec<Option<Cut>>> {
            let nodes = 0..diagram.width(level) as Node;
            let cut = |node| match diagram.is_alive(level, node) {
                true => Cut::best(diagram, level, node, &ways_up).map(Some),
                false => Some(None),
            };
            let cuts: Vec<Option<Cut>> = nodes.map(cut).collect::<Option<_>>()?;
            let size = cuts.iter().flatten().fold(0u64, |size, cut| size.saturating_add(cut.size));
            (level == diagram.depth() || size <= limit as u64).then_some(cuts)
        };
        let within = (0..=diagram.depth()).rev().map_while(|level| Some((level, cuts(level)?)));
        let (level, cuts) = within.last().expect("the end by itself is always within");
        Self { level, nodes: cuts.into_iter().map(|cut| cut.map(|cut| Halves::new(diagram, cut))).collect() }
    }
}

/// On which side of the target an outcome is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Above,
    Below,
}

impl<U: Unit> Rounded<U> {
    /// # Errors
    /// Where even a table that rounds everything away has more cells than the limit.
    pub(super) fn new(diagram: Diagram<U>, top: U, limits: &InverseLimits) -> Result<Self, Refusal> {
        let (coarse, step) = coarse(&diagram, limits.cells).ok_or(Refusal::Cells { limit: limits.cells })?;
        let lost = diagram.map(|gain| gain.widen() % step);
        Ok(Self {
            cores: Cores::new(&diagram, limits.core),
            error: lost.extent().most,
            table: SumTable::new(coarse),
            diagram,
            top: top.widen(),
            step,
            gathered: limits.gathered,
        })
    }

    fn graded(&self, path: Vec<OptionIndex>, sum: U) -> Graded {
        Graded { path, grade: sum.widen().min(self.top) }
    }

    fn evaluated(&self, path: Vec<OptionIndex>) -> Graded {
        let (_, sum) = self.diagram.follow(&path);
        self.graded(path, sum)
    }

    /// The first outcome of the top grade.
    fn first_of_top(&self) -> Graded {
        let (path, sum) = self.diagram.first_at_least(U::narrow(self.top));
        self.graded(path, sum)
    }

    /// The first outcome of the least sum of all.
    fn first_of_least(&self) -> Graded {
        let (path, sum) = self.diagram.first_at_most(self.diagram.extent().least);
        self.graded(path, sum)
    }

    /// The rounded sums that outcomes graded from `low` to `high` may have.
    fn possible(&self, low: Grade, high: Grade) -> (i64, i64) {
        (ceiled(low - self.error, self.step) as i64, self.last(high))
    }

    /// The rounded sums that only outcomes graded from `low` to `high` have.
    fn sure(&self, low: Grade, high: Grade) -> (i64, i64) {
        let last = if high >= self.top { i64::MAX } else { self.last(high - self.error) };
        (ceiled(low, self.step) as i64, last)
    }

    fn last(&self, high: Grade) -> i64 {
        if high >= self.top { i64::MAX } else { floored(high, self.step) as i64 }
    }

    /// The outcomes graded from `low` to `high`, by grade and path, where few have a rounded sum that may be right.
    fn gather(&self, low: Grade, high: Grade) -> Option<Vec<Graded>> {
        let (first, last) = self.possible(low, high);
        let count = to_big(&self.table.count(first, last)).to_usize().filter(|count| *count <= self.gathered)?;
        let at = |place: usize| self.at(first, last, &BigUint::from(place));
        let within = |graded: &Graded| (low..=high).contains(&graded.grade);
        let mut outcomes: Vec<Graded> = (0..count).map(at).filter(within).collect();
        outcomes.sort_unstable_by(|a, b| a.grade.cmp(&b.grade).then_with(|| a.path.cmp(&b.path)));
        Some(outcomes)
    }

    /// The outcome at a place among those with a rounded sum from `first` to `last`.
    fn at(&self, first: i64, last: i64, place: &BigUint) -> Graded {
        let (path, _) = self.table.path(first, last, from_big(place, self.table.length()));
        self.evaluated(path)
    }

    /// Some outcomes of one rounded sum, evenly spread.
    fn spread(&self, sum: i64) -> impl Iterator<Item = Graded> {
        let count = to_big(&self.table.count(sum, sum));
        let tried = count.to_u32().unwrap_or(BEGINNINGS).min(BEGINNINGS);
        (0..tried).map(move |step| self.at(sum, sum, &(&count * step / tried)))
    }

    /// The outcome that begins like `start` and comes nearest to `grade` on the side that is wanted, where `start` lies.
    fn refined(&self, start: &Graded, grade: Grade, wanted: Wanted) -> Option<Graded> {
        let mut path = start.path[..self.cores.level].to_vec();
        let (node, sum) = self.diagram.follow(&path);
        let core = self.cores.nodes[node as usize].as_ref()?;
        let target = U::narrow(grade) - sum;
        let pair = match wanted {
            Wanted::Above => core.least_from(target),
            Wanted::Below => core.greatest_to(target),
        }?;
        path.extend(core.options(pair.left, pair.right));
        Some(self.graded(path, sum + pair.sum))
    }

    /// The nearest outcome found to `grade` on the side that is wanted, the search ending at one within `slack`: outcomes
    /// of rounded sum `sum`, or `last_resort`, refined.
    fn search(&self, sum: Option<i64>, last_resort: Graded, grade: Grade, slack: Grade, wanted: Wanted) -> Graded {
        let mut best = last_resort;
        let starts = sum.into_iter().flat_map(|sum| self.spread(sum)).chain(sum.is_none().then(|| best.clone()));
        for start in starts {
            let distance = |graded: &Graded| (graded.grade - grade).abs();
            if let Some(refined) = self.refined(&start, grade, wanted).filter(|refined| distance(refined) < distance(&best)) {
                best = refined;
            }
            if distance(&best) <= slack {
                break;
            }
        }
        best
    }

    /// The nearest of all between `found` and what none is nearer than, where those in between are few enough to be listed.
    fn settled(&self, found: Graded, bound: Grade) -> Closest {
        let between = if bound < found.grade { (bound, found.grade - 1) } else { (found.grade + 1, bound) };
        match self.gather(between.0, between.1) {
            None => Closest { found, bound },
            Some(nearer) => {
                let nearest = nearer.into_iter().min_by_key(|graded| (graded.grade - bound).abs());
                Closest::exact(nearest.unwrap_or(found))
            }
        }
    }
}

/// The diagram rounded down to the finest step whose table keeps within `limit` digits, as near as trying a few shows.
fn coarse<U: Unit>(diagram: &Diagram<U>, limit: usize) -> Option<(Diagram<i64>, Grade)> {
    let most = diagram.extent().most.widen();
    let mut step = most / (limit.max(1) as Grade) + 1;
    loop {
        let coarse = diagram.map(|gain| (gain.widen() / step) as i64);
        let size = SumTable::size(&coarse, usize::MAX)?;
        if size <= limit {
            return Some((coarse, step));
        }
        if step > most {
            return None;
        }
        // In proportion, but by an eighth at least, so that few tries are enough.
        let (size, limit) = (size as Grade, limit.max(1) as Grade);
        let scaled = step.checked_mul(size).map_or_else(|| (step / limit).saturating_mul(size), |product| product / limit);
        step = scaled.max(step + step / 8 + 1);
    }
}

impl<U: Unit> Engine for Rounded<U> {
    fn method(&self) -> Method {
        Method::RoundedTable { step: self.step, error: self.error }
    }

    fn at_or_above(&self, grade: Grade) -> Option<Closest> {
        self.close_above(grade, 0)
    }

    fn close_above(&self, grade: Grade, slack: Grade) -> Option<Closest> {
        if grade >= self.top {
            return Some(Closest::exact(self.first_of_top()));
        }
        if grade <= self.diagram.extent().least.widen() {
            return Some(Closest::exact(self.first_of_least()));
        }
        let sure = self.table.least_from(self.sure(grade, self.top).0);
        let found = self.search(sure, self.first_of_top(), grade, slack, Wanted::Above);
        let nearest = self.table.least_from(self.possible(grade, self.top).0);
        let bound = nearest.map_or(grade, |sum| self.step * Grade::from(sum)).clamp(grade, found.grade);
        let is_close = found.grade - grade <= slack;
        Some(if is_close { Closest { found, bound } } else { self.settled(found, bound) })
    }

    fn at_or_below(&self, grade: Grade) -> Option<Closest> {
        if grade >= self.top {
            return Some(Closest::exact(self.first_of_top()));
        }
        if grade < self.diagram.extent().least.widen() {
            return None;
        }
        let sure = self.table.greatest_to(self.sure(0, grade).1);
        let found = self.search(sure, self.first_of_least(), grade, 0, Wanted::Below);
        let nearest = self.table.greatest_to(self.possible(0, grade).1);
        let bound = nearest.map_or(grade, |sum| self.step * Grade::from(sum) + self.error).clamp(found.grade, grade);
        Some(self.settled(found, bound))
    }

    fn count(&self, low: Grade, high: Grade) -> Count {
        if let Some(outcomes) = self.gather(low, high) {
            return Count::exactly(outcomes.len());
        }
        let count = |(first, last)| to_big(&self.table.count(first, last));
        Count { at_least: count(self.sure(low, high)), at_most: count(self.possible(low, high)) }
    }

    fn band(&self, low: Grade, high: Grade) -> Box<dyn Places + '_> {
        match self.gather(low, high) {
            Some(outcomes) => Box::new(Gathered { count: Count::exactly(outcomes.len()), outcomes }),
            None => Box::new(RoundedBand { rounded: self, low, high, count: self.count(low, high) }),
        }
    }

    fn best_first(&self) -> Paths<'_> {
        Box::new(BestFirst::new(&self.diagram, U::narrow(self.top)))
    }

    fn kth_best(&self, place: &BigUint) -> Result<Graded, Unordered> {
        let place = place.to_usize().filter(|place| *place <= self.gathered).ok_or(Unordered)?;
        Ok(self.best_first().nth(place).expect("the place is below the number of outcomes"))
    }
}

/// The outcomes of the rounded sums that a band may have.
#[derive(Debug)]
struct RoundedBand<'a, U> {
    rounded: &'a Rounded<U>,
    low: Grade,
    high: Grade,
    count: Count,
}

impl<U: Unit> Places for RoundedBand<'_, U> {
    fn count(&self) -> &Count {
        &self.count
    }

    fn at(&self, place: &BigUint) -> Option<Graded> {
        if *place >= self.count.at_most {
            return None;
        }
        let (first, last) = self.rounded.possible(self.low, self.high);
        Some(self.rounded.at(first, last, place)).filter(|graded| (self.low..=self.high).contains(&graded.grade))
    }

    fn ascending(&self) -> Result<Paths<'_>, Unordered> {
        Err(Unordered)
    }

    /// A band that holds the best outcomes is walked from the best down.
    fn descending(&self) -> Result<Paths<'_>, Unordered> {
        if self.high < self.rounded.top {
            return Err(Unordered);
        }
        Ok(Box::new(self.rounded.best_first().take_while(|graded| graded.grade >= self.low)))
    }
}

/// A band whose outcomes are few enough to be listed.
#[derive(Debug)]
struct Gathered {
    /// By grade and path.
    outcomes: Vec<Graded>,
    count: Count,
}

impl Places for Gathered {
    fn count(&self) -> &Count {
        &self.count
    }

    fn at(&self, place: &BigUint) -> Option<Graded> {
        self.outcomes.get(place.to_usize()?).cloned()
    }

    fn ascending(&self) -> Result<Paths<'_>, Unordered> {
        Ok(Box::new(self.outcomes.iter().cloned()))
    }

    fn descending(&self) -> Result<Paths<'_>, Unordered> {
        let mut outcomes = self.outcomes.clone();
        outcomes.sort_by_key(|graded| Reverse(graded.grade));
        Ok(Box::new(outcomes.into_iter()))
    }
}
