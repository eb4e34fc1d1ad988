//! One case for a whole class: the game of every group follows from it.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use zopa_analysis::uncertainty::{DrawPlan, Draws};
use zopa_model::{OutcomeSpace, Scenario, Utility};

use super::game::ZoneSize;
use super::shape::{Shape, Shapeless};
use super::stream::Stream;
use super::{Game, Payoff, Unplayable, points, vary};

/// The most options on a sheet, over all issues.
const MOST_OPTIONS: usize = 120;
/// The most parts in a group.
const MOST_PARTS: usize = 6;
/// How many draws are tried for one in which there is something that all would sign.
const DRAWS: u32 = 64;
/// How far payoffs are moved, in the order in which it is tried, and how often each.
const AMPLITUDES: [f64; 5] = [0.45, 0.3, 0.2, 0.1, 0.05];
const TRIES: u32 = 6;

/// One case for a whole class.
#[derive(Clone, Debug)]
pub struct Course {
    space: Arc<OutcomeSpace>,
    shapes: Vec<Shape>,
    base: Game,
    zone: ZoneSize,
    matters: Vec<Option<usize>>,
    seed: u64,
    is_varied: bool,
    draw: Option<u32>,
}

impl Course {
    /// The course of one judgement. What it leaves open is drawn: of the draws of `seed` the first in which there is
    /// something that all would sign, so that there is something to find.
    ///
    /// # Errors
    /// Why the case cannot be played.
    pub fn of_scenario(scenario: &Scenario, seed: u64, is_varied: bool) -> Result<Self, Unplayable> {
        let names: Vec<String> = scenario.parties().iter().map(|party| party.name.clone()).collect();
        let missing = |missing: zopa_analysis::uncertainty::Missing| Unplayable::Missing(missing.to_string());
        if let Some(utilities) = zopa_analysis::uncertainty::stated(scenario).map_err(missing)? {
            return Self::of_points(scenario.space(), &utilities, &names, seed, is_varied);
        }
        let draws = Draws::new(scenario, DrawPlan { seed, draws: DRAWS }).map_err(missing)?;
        for draw in 0..DRAWS {
            let utilities: Vec<Utility> = (0..names.len()).map(|party| draws.utility(party, draw)).collect();
            let course = Self::of_points(scenario.space(), &utilities, &names, seed, is_varied)?;
            if course.zone != ZoneSize::Empty {
                return Ok(Self { draw: Some(draw), ..course });
            }
        }
        Err(Unplayable::NoZone { draws: DRAWS })
    }

    /// The course of stated utilities, with or without a zone. `names` are the parties', for faults.
    ///
    /// # Errors
    /// Why they cannot be played.
    pub fn of_points(
        space: &OutcomeSpace,
        utilities: &[Utility],
        names: &[String],
        seed: u64,
        is_varied: bool,
    ) -> Result<Self, Unplayable> {
        let sizes = space.sizes();
        fits_on_paper(&sizes, utilities.len())?;
        let shape = |(utility, name): (&Utility, &String)| {
            Shape::of(utility, &sizes).map_err(|shapeless| match shapeless {
                Shapeless::NoTable => Unplayable::NoTable(name.clone()),
                Shapeless::Indifferent => Unplayable::Indifferent(name.clone()),
                Shapeless::SaysYesToNothing => Unplayable::SaysYesToNothing(name.clone()),
            })
        };
        let shapes: Vec<Shape> = utilities.iter().zip(names).map(shape).collect::<Result<_, _>>()?;
        let payoff = |(utility, shape): (&Utility, &Shape)| {
            points::exact(utility, &sizes).unwrap_or_else(|| points::rounded(shape, points::USUAL))
        };
        let space = Arc::new(space.clone());
        let payoffs: Vec<Payoff> = utilities.iter().zip(&shapes).map(payoff).collect();
        let base = Game { space: Arc::clone(&space), payoffs, is_varied: false };
        let zone = base.zone().ok_or(Unplayable::Stopped)?;
        Ok(Self { matters: base.matters_most_to(), space, shapes, base, zone, seed, is_varied, draw: None })
    }

    /// What group `group` plays. Groups are counted from 1.
    ///
    /// **Not varied**, every group has the payoffs of the case: the party's own numbers times one whole number where the sum of its best
    /// options is at most 200 of its units; else shares of 100 points, rounded so that orders and ties survive.
    ///
    /// **Varied**, each part's weights and the steps between its options are moved by up to 45 of 100, and everything that it has
    /// at stake comes to between 90 and 110 points. This is **kept**, for every part and every group:
    /// * the order of the options of every issue, ties included; so what is opposed stays opposed and what is shared stays
    ///   shared;
    /// * the order of the issues by weight, ties included;
    /// * for every issue, the part to which it matters most (as a share of what that part has at stake), where there is one;
    ///   so what is worth trading for what stays as it is;
    /// * the limit and the worth of no agreement, as a share of everything at stake, up to rounding;
    /// * red lines, rules of the space, and bonuses of combinations, as shares, up to rounding;
    /// * whether there is anything that all would sign, and where there are several such points on the frontier, that there
    ///   are several.
    ///
    /// The last three are checked by analysis for each group; a variation that breaks one is thrown away for one that moves
    /// less. Where none of 30 will do, the group plays the payoffs of the case, and [`Game::is_varied`] says so.
    /// **Not kept**: points, the shape of the frontier, the named solutions.
    pub fn game(&self, group: u32) -> Game {
        if !self.is_varied {
            return self.base.clone();
        }
        let tries = AMPLITUDES.iter().flat_map(|by| std::iter::repeat_n(*by, TRIES as usize)).zip(0..);
        let mut games = tries.map(|(by, attempt)| self.attempt(group, by, attempt));
        games.find(|game| self.keeps(game)).unwrap_or_else(|| self.base.clone())
    }

    fn attempt(&self, group: u32, by: f64, attempt: u32) -> Game {
        let payoff = |(part, shape): (usize, &Shape)| {
            let mut stream = Stream::new(self.seed, group, part, attempt);
            let total = vary::total(&mut stream);
            points::rounded(&vary::varied(shape, by, &mut stream), total)
        };
        let payoffs = self.shapes.iter().enumerate().map(payoff).collect();
        Game { space: Arc::clone(&self.space), payoffs, is_varied: true }
    }

    fn keeps(&self, game: &Game) -> bool {
        let now = game.matters_most_to();
        let same_traders = self.matters.iter().zip(now).all(|(before, now)| before.is_none() || *before == now);
        same_traders && game.zone() == Some(self.zone)
    }

    /// The outcomes.
    pub fn space(&self) -> &OutcomeSpace {
        &self.space
    }

    /// Number of parts in a group.
    pub fn parts(&self) -> usize {
        self.shapes.len()
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Whether groups have payoffs of their own.
    pub fn is_varied(&self) -> bool {
        self.is_varied
    }

    /// Which draw of the seed it is, where anything was drawn.
    pub fn draw(&self) -> Option<u32> {
        self.draw
    }

    /// A mark for the sheets of a group, so that results can be told from those of another seed, or of another group. It
    /// is made of seed, group and whether the class is varied, and of nobody's payoffs.
    pub fn mark(&self, group: u32) -> String {
        let mut hash = Sha256::new();
        hash.update(b"zopa class mark 1\n");
        hash.update(self.seed.to_le_bytes());
        hash.update(group.to_le_bytes());
        hash.update([u8::from(self.is_varied)]);
        super::code::letters(u64::from_le_bytes(hash.finalize()[..8].try_into().expect("a digest is longer")), 4)
    }

    /// What is played where nothing is varied.
    pub fn base(&self) -> &Game {
        &self.base
    }
}

fn fits_on_paper(sizes: &[usize], parties: usize) -> Result<(), Unplayable> {
    if !(2..=MOST_PARTS).contains(&parties) {
        return Err(Unplayable::Parties { parties, most: MOST_PARTS });
    }
    match sizes.iter().sum() {
        0 => Err(Unplayable::NoIssue),
        options if options > MOST_OPTIONS => Err(Unplayable::TooManyOptions { options, most: MOST_OPTIONS }),
        _ => Ok(()),
    }
}
