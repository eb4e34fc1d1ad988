//! How much a pair of names speaks for being one person. (Fellegi & Sunter 1969, JASA 64:1183.)
//!
//! A field that agrees adds ln(m/u), one that does not adds ln((1-m)/(1-u)), one that is missing adds nothing; m is how often
//! the field agrees for the same person, u for two people taken at random. Names agree where their Jaro-Winkler likeness is
//! at least .92. Scores are whole millionths of a nat, so that sums are exact and ties are ties.

use super::normal::Name;

/// One nat in the units of a score.
pub const MICRO: i64 = 1_000_000;

/// The Jaro-Winkler likeness from which on names agree.
const LIKE: f64 = 0.92;

/// What can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The family name.
    Family,
    /// The given name.
    Given,
    /// The patronymic.
    Patronymic,
    /// The day of birth, as far as both know it.
    Birth,
    /// The service number.
    Number,
}

/// How often a field agrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// For the same person.
    pub m: f64,
    /// For two people taken at random.
    pub u: f64,
}

impl Weight {
    /// What agreement adds, in millionths of a nat.
    pub fn agreement(self) -> i64 {
        micro(self.m / self.u)
    }

    /// What disagreement adds (it is below zero).
    pub fn disagreement(self) -> i64 {
        micro((1.0 - self.m) / (1.0 - self.u))
    }
}

fn micro(ratio: f64) -> i64 {
    (libm::log(ratio) * MICRO as f64).round() as i64
}

/// The weights of all fields. An analyst can set every one; all are part of the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of the family name.
    pub family: Weight,
    /// Of the given name.
    pub given: Weight,
    /// Of the patronymic.
    pub patronymic: Weight,
    /// Of the whole day of birth; parts count for less, see [`Weights::score`].
    pub birth: Weight,
    /// Of the service number.
    pub number: Weight,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            family: Weight { m: 0.9, u: 0.001 },
            given: Weight { m: 0.9, u: 0.01 },
            patronymic: Weight { m: 0.85, u: 0.02 },
            birth: Weight { m: 0.95, u: 1.0 / 20_000.0 },
            number: Weight { m: 0.95, u: 1.0 / 1_000_000.0 },
        }
    }
}

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The sum, in millionths of a nat.
    pub score: i64,
    /// Whether both give a day of birth, and these differ in a part that both know.
    pub dates_conflict: bool,
}

impl Weights {
    /// Every field, with its name and its weight.
    pub fn fields(&self) -> [(&'static str, Weight); 5] {
        [
            ("family name", self.family),
            ("given name", self.given),
            ("patronymic", self.patronymic),
            ("day of birth", self.birth),
            ("service number", self.number),
        ]
    }

    /// The score of two names. Of days of birth of which both know only parts, the parts that are known to both count: the
    /// chance u of the whole day is split between year, month and day as 1/60, 1/12 and the rest.
    pub fn score(&self, one: &Name, other: &Name) -> Agreement {
        let (birth, dates_conflict) = self.birth(one, other);
        let score = field(self.family, &one.family, &other.family, like)
            + field(self.given, &one.given, &other.given, like)
            + field(self.patronymic, &one.patronymic, &other.patronymic, like)
            + field(self.number, &one.number, &other.number, |one, other| one == other)
            + birth;
        Agreement { score, dates_conflict }
    }

    fn birth(&self, one: &Name, other: &Name) -> (i64, bool) {
        let (one, other) = (one.birth, other.birth);
        let parts = [
            one.year.zip(other.year).map(|(one, other)| (one == other, 1.0 / 60.0)),
            one.month.zip(other.month).map(|(one, other)| (one == other, 1.0 / 12.0)),
            one.day.zip(other.day).map(|(one, other)| (one == other, self.birth.u * 720.0)),
        ];
        let known: Vec<(bool, f64)> = parts.into_iter().flatten().collect();
        if known.is_empty() {
            return (0, false);
        }
        let by_chance = known.iter().map(|(_, chance)| chance).product::<f64>().min(self.birth.m);
        let weight = Weight { m: self.birth.m, u: by_chance };
        let agree = known.iter().all(|(agree, _)| *agree);
        (if agree { weight.agreement() } else { weight.disagreement() }, !agree)
    }
}

fn field(weight: Weight, one: &str, other: &str, agree: impl Fn(&str, &str) -> bool) -> i64 {
    match one.is_empty() || other.is_empty() {
        true => 0,
        false if agree(one, other) => weight.agreement(),
        false => weight.disagreement(),
    }
}

fn like(one: &str, other: &str) -> bool {
    one == other || strsim::jaro_winkler(one, other) >= LIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example() {
        let weights = Weights::default();
        assert_eq!(weights.birth.agreement(), 9_852_194, "ln 19000");
        assert_eq!(weights.family.disagreement(), -2_301_585, "ln (.1/.999)");
        let one = Name { family: "kanarenko".into(), birth: "1990-05-17".parse().unwrap(), ..Name::default() };
        let other = Name { family: "ptaSenko".into(), ..one.clone() };
        assert_eq!(weights.score(&one, &other).score, 7_550_609);
    }

    #[test]
    fn parts_of_days_count_for_less_and_missing_ones_not_at_all() {
        let weights = Weights::default();
        let born = |text: &str| Name { birth: text.parse().unwrap(), ..Name::default() };
        let score = |one: &str, other: &str| weights.score(&born(one), &born(other));
        assert_eq!(score("1990-05-17", "").score, 0);
        let (year, month, day) =
            (score("1990", "1990-05-17").score, score("1990-05", "1990-05-17").score, score("1990-05-17", "1990-05-17").score);
        assert!(0 < year && year < month && month < day);
        assert!(score("1990-05-17", "1991-05-17").dates_conflict && score("1990-05-17", "1991-05-17").score < 0);
        assert!(!score("1990-??-17", "1990-05-17").dates_conflict);
    }
}
