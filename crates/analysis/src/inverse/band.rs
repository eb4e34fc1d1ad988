//! All outcomes worth from here to there.

use num_bigint::BigUint;
use num_traits::Zero;
use rand_core::Rng;

use super::Inverse;
use super::answer::{Count, Draw, Valued};
use super::engine::{Paths, Places};
use super::limits::Unordered;
use super::uniform;

/// The outcomes of a utility between two bounds, both included, made ready for several questions: see [`Inverse::band`].
#[derive(Debug)]
pub struct Band<'a> {
    inverse: &'a Inverse,
    /// `None` where no utility lies between the bounds.
    places: Option<Box<dyn Places + 'a>>,
    /// What it holds then.
    nothing: Count,
}

impl<'a> Band<'a> {
    pub(super) fn new(inverse: &'a Inverse, places: Option<Box<dyn Places + 'a>>) -> Self {
        Self { inverse, places, nothing: Count::exactly(0u32) }
    }

    /// How many outcomes it holds.
    pub fn count(&self) -> &Count {
        self.places.as_ref().map_or(&self.nothing, |places| places.count())
    }

    /// The outcome at a place, of which there are `count().at_most`: every outcome of the band has exactly one. `None` beyond
    /// the last, and at the places of a rounded table whose outcomes turn out to lie outside of the band. The numbering is the
    /// same on every run, and otherwise the method's own.
    pub fn at(&self, place: &BigUint) -> Option<Valued> {
        self.places.as_ref()?.at(place).map(|graded| self.inverse.valued(graded))
    }

    /// An outcome drawn so that each of the band is equally likely: a uniform place, and the outcome there. Only a rounded
    /// table may have to draw again; it accepts a place with a probability of at least `at_least / at_most` of
    /// [`Band::count`].
    pub fn draw<R: Rng + ?Sized>(&self, generator: &mut R) -> Draw {
        let places = &self.count().at_most;
        if places.is_zero() {
            return Draw::Empty;
        }
        let attempts = self.inverse.attempts();
        let mut drawn = (0..attempts).map(|_| self.at(&uniform::below(places, generator)));
        drawn.find_map(|drawn| drawn).map_or(Draw::Missed { attempts }, Draw::Drawn)
    }

    /// The outcomes from the worst up, equal ones by [`Inverse::ties`]; they are found as they are asked for.
    ///
    /// # Errors
    /// Where a rounded table would have to put more outcomes in order than the limit.
    pub fn ascending(&self) -> Result<impl Iterator<Item = Valued> + '_, Unordered> {
        self.ordered(|places| places.ascending())
    }

    /// The outcomes from the best down, equal ones by [`Inverse::ties`] as well; they are found as they are asked for.
    ///
    /// # Errors
    /// Where a rounded table would have to put more outcomes in order than the limit. Bands up to the best never fail.
    pub fn descending(&self) -> Result<impl Iterator<Item = Valued> + '_, Unordered> {
        self.ordered(|places| places.descending())
    }

    fn ordered<'b>(
        &'b self,
        paths: impl FnOnce(&'b dyn Places) -> Result<Paths<'b>, Unordered>,
    ) -> Result<impl Iterator<Item = Valued> + 'b, Unordered> {
        let paths = self.places.as_deref().map(paths).transpose()?;
        Ok(paths.into_iter().flatten().map(|graded| self.inverse.valued(graded)))
    }
}
