//! Which rewards can be had together.
//!
//! Axis-parallel boxes that meet pairwise have a common point (Helly's theorem, axis by axis: intervals that meet pairwise
//! meet). So what an outcome gets is the weight of a set of boxes without conflict, and every such set is had by some outcome.

use zopa_model::{BargainingProblem, Factor, OptionIndex, Outcome, Pays, Region, Units};

use super::bits::{Bits, MOST};

/// A part of a box: all of one that pays inside; of one that pays outside, what lies on one side of its range on one issue.
pub(super) struct Piece<const N: usize> {
    region: Region,
    weight: [i64; N],
    /// The box: its pieces exclude each other, for it pays once.
    origin: usize,
}

/// Pieces, and which of them exclude each other.
pub(super) struct Graph<const N: usize> {
    pieces: Vec<Piece<N>>,
    /// The vertices: pieces that are had together or not at all, with all that they pay.
    pub(super) weights: Vec<[i64; N]>,
    members: Vec<Vec<usize>>,
    pub(super) conflicts: Vec<Bits>,
    /// What every outcome gets, and what is had by all since it excludes nothing.
    pub(super) base: [i64; N],
    always: Vec<usize>,
}

impl<const N: usize> Graph<N> {
    /// The graph of `problem`; `None` where its utilities are not sums of boxes with rewards above zero, or are too many.
    pub(super) fn new(problem: &BargainingProblem) -> Option<Self> {
        let sizes = problem.space.sizes();
        if !problem.space.rules().is_empty() || sizes.contains(&0) {
            return None;
        }
        let (mut pieces, mut base, mut origin) = (Vec::new(), [0; N], 0);
        for (party, utility) in problem.utilities.iter().enumerate() {
            base[party] = i64::try_from(utility.constant).ok()?;
            for factor in &utility.factors {
                origin += 1;
                let units = |units: &Units| i64::try_from(*units).ok();
                match factor {
                    Factor::Issue { units: all, .. } | Factor::Linkage { units: all, .. } => {
                        // A table that says the same of everything is a constant: files of boxes give their issues none.
                        let first = units(all.first()?)?;
                        all.iter().all(|unit| *unit == Units::from(first)).then_some(())?;
                        base[party] += first;
                    }
                    Factor::Box { region, pays, units: reward } => {
                        let reward = units(reward).filter(|reward| *reward >= 0)?;
                        let mut weight = [0; N];
                        weight[party] = reward;
                        pieces.extend(split(region, *pays, &sizes).map(|region| Piece { region, weight, origin }));
                    }
                }
            }
        }
        pieces.retain(|piece: &Piece<N>| piece.weight.iter().any(|&weight| weight > 0));
        (pieces.len() <= MOST).then(|| Self::of_pieces(pieces, base))
    }

    fn of_pieces(pieces: Vec<Piece<N>>, base: [i64; N]) -> Self {
        let meets = |a: &Piece<N>, b: &Piece<N>| a.origin != b.origin && a.region.intersection(&b.region).is_some();
        let excludes = |at: usize| {
            let others = pieces.iter().enumerate().filter(|(other, piece)| *other != at && !meets(&pieces[at], piece));
            others.fold(Bits::default(), |set, (other, _)| set.with(other))
        };
        let mut conflicts: Vec<Bits> = (0..pieces.len()).map(excludes).collect();
        let kept = without_the_worse(&pieces, &mut conflicts);
        let mut graph =
            Self { weights: Vec::new(), members: Vec::new(), conflicts: Vec::new(), base, always: Vec::new(), pieces };
        graph.reduce(kept, &conflicts);
        graph
    }

    /// Takes in at once what excludes nothing, and makes one vertex of pieces that exclude the same.
    fn reduce(&mut self, kept: Bits, conflicts: &[Bits]) {
        let mut groups: Vec<(Bits, Vec<usize>)> = Vec::new();
        for (at, own) in kept.iter().map(|at| (at, &conflicts[at])) {
            match groups.iter_mut().find(|(known, _)| known == own) {
                _ if own.is_empty() => self.always.push(at),
                Some((_, members)) => members.push(at),
                None => groups.push((*own, vec![at])),
            }
        }
        for &at in &self.always {
            self.base = sum(self.base, &self.pieces[at].weight);
        }
        let vertex_of = |piece: usize| groups.iter().position(|(_, members)| members.contains(&piece));
        for (own, members) in &groups {
            self.weights.push(members.iter().fold([0; N], |all, &at| sum(all, &self.pieces[at].weight)));
            self.conflicts.push(own.iter().filter_map(vertex_of).fold(Bits::default(), Bits::with));
        }
        self.members = groups.into_iter().map(|(_, members)| members).collect();
    }

    /// An outcome that gets everything that is always had and everything in `chosen`, which holds no conflict: the first
    /// option that all bounds leave, issue by issue.
    pub(super) fn outcome(&self, chosen: Bits, issues: usize) -> Outcome {
        let mut options = vec![0; issues];
        let had = chosen.iter().flat_map(|vertex| &self.members[vertex]).chain(&self.always);
        for (issue, low, _) in had.flat_map(|&piece| self.pieces[piece].region.bounds()) {
            options[issue] = low.max(options[issue]);
        }
        Outcome::new(options)
    }

    /// The maximal sets of vertices of which any two exclude each other, so that one at most is had (Bron & Kerbosch 1973,
    /// Communications of the ACM 16:575, with pivots), and one for each conflict that these do not hold once there are
    /// `most`: a cover needs every conflict, not every set.
    pub(super) fn cliques(&self, most: usize) -> Vec<Bits> {
        let mut found = Vec::new();
        self.extend_clique(Bits::default(), Bits::below(self.weights.len()), Bits::default(), most, &mut found);
        for (vertex, conflicts) in self.conflicts.iter().enumerate() {
            for other in conflicts.iter().filter(|&other| other > vertex) {
                if !found.iter().any(|clique| clique.has(vertex) && clique.has(other)) {
                    found.push(self.grown(Bits::default().with(vertex).with(other)));
                }
            }
        }
        found
    }

    fn extend_clique(&self, clique: Bits, mut open: Bits, mut seen: Bits, most: usize, found: &mut Vec<Bits>) {
        if open.is_empty() {
            if seen.is_empty() && clique.len() > 1 {
                found.push(clique);
            }
            return;
        }
        let Some(pivot) = open.or(&seen).iter().max_by_key(|&vertex| open.and(&self.conflicts[vertex]).len()) else { return };
        for vertex in open.minus(&self.conflicts[pivot]).iter() {
            if found.len() >= most {
                return;
            }
            let near = &self.conflicts[vertex];
            self.extend_clique(clique.with(vertex), open.and(near), seen.and(near), most, found);
            open = open.without(vertex);
            seen = seen.with(vertex);
        }
    }

    /// A maximal set around `clique`.
    fn grown(&self, mut clique: Bits) -> Bits {
        for vertex in 0..self.weights.len() {
            if !clique.has(vertex) && clique.minus(&self.conflicts[vertex]).is_empty() {
                clique = clique.with(vertex);
            }
        }
        clique
    }
}

/// The pieces that are worth a look, with `conflicts` between these alone. A piece goes where another that excludes it pays
/// nobody less and excludes nothing more: whatever holds the one can hold the other in its place. (The
/// rule of domination for weighted stable sets: Lamm, Schulz, Strash, Williger & Zhang 2019, ALENEX.)
fn without_the_worse<const N: usize>(pieces: &[Piece<N>], conflicts: &mut [Bits]) -> Bits {
    let mut kept = Bits::below(pieces.len());
    loop {
        let before = kept;
        for at in before.iter() {
            let own = conflicts[at];
            let replaces = |other: &usize| {
                let pays_no_less = pieces[*other].weight.iter().zip(&pieces[at].weight).all(|(a, b)| a >= b);
                pays_no_less && conflicts[*other].without(at).minus(&own).is_empty()
            };
            if own.iter().any(|other| replaces(&other)) {
                own.iter().for_each(|other| conflicts[other] = conflicts[other].without(at));
                conflicts[at] = Bits::default();
                kept = kept.without(at);
            }
        }
        if kept == before {
            return kept;
        }
    }
}

/// `a + b`, party by party.
pub(super) fn sum<const N: usize>(a: [i64; N], b: &[i64; N]) -> [i64; N] {
    std::array::from_fn(|party| a[party] + b[party])
}

/// The pieces of a box. One that pays outside is cut on each issue into what lies below and what lies above its range.
fn split(region: &Region, pays: Pays, sizes: &[usize]) -> impl Iterator<Item = Region> {
    let inside = (pays == Pays::Inside).then(|| region.clone());
    let side = |issue: usize, low: OptionIndex, high: OptionIndex| Region::new([(issue, low, high)]);
    let outside = |(issue, low, high): (usize, OptionIndex, OptionIndex)| {
        let last = sizes[issue] as OptionIndex - 1;
        [low.checked_sub(1).and_then(|below| side(issue, 0, below)), (high < last).then(|| side(issue, high + 1, last)).flatten()]
    };
    let sides: Vec<Region> = match pays {
        Pays::Inside => Vec::new(),
        Pays::Outside => region.bounds().flat_map(outside).flatten().collect(),
    };
    inside.into_iter().chain(sides)
}
