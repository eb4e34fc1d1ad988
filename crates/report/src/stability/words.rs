//! Why somebody would stay or go, in words.

use zopa_process::stability::{Answer, Dilemma, DilemmaKind, Improvement, Stability, Step, Truth};

use crate::words::list;

/// `yes`, `no` or `not-known`.
pub(super) fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::NotKnown => "not-known",
    }
}

/// A conflict with the names that it is told by.
pub(super) struct Telling<'a> {
    pub(super) makers: &'a [String],
    pub(super) stability: &'a Stability,
}

/// "state 6".
pub(super) fn state(place: usize) -> String {
    format!("state {}", place + 1)
}

impl Telling<'_> {
    /// Why `maker` would stay in the state at `place`, or go.
    pub(super) fn why(&self, maker: usize, place: usize) -> Vec<String> {
        let (name, seat) = (&self.makers[maker], &self.stability.seats[maker][place]);
        let moves = self.stability.moves.from(maker, place);
        if moves.is_empty() {
            return vec![format!("{name} can change nothing in {}.", state(place))];
        }
        if seat.improvements.is_empty() {
            let numbers: Vec<String> = moves.iter().map(|to| (to + 1).to_string()).collect();
            return vec![format!(
                "{name} would not move from {}: {} would not be better for it.",
                state(place),
                list(&numbers, "and")
            )];
        }
        seat.improvements.iter().map(|improvement| self.improvement(maker, place, improvement)).collect()
    }

    fn improvement(&self, maker: usize, place: usize, improvement: &Improvement) -> String {
        let name = &self.makers[maker];
        let to = improvement.to + 1;
        let gain = match improvement.better {
            Truth::Yes => format!("{name} would rather have {to}"),
            _ => format!("whether {name} would rather have {to} is not known, as a rank is missing; if so"),
        };
        let [general, symmetric, sequential] = &improvement.answers;
        let here = place + 1;
        let answer = match (sequential.deters, general.deters) {
            (Truth::Yes, _) => format!(
                "{}, gaining by {}, and {name} would be no better off than in {here}{}",
                self.path("would", sequential),
                if sequential.moves.len() == 1 { "it" } else { "each move" },
                self.way_out(sequential, symmetric)
            ),
            (unsure, Truth::Yes) => format!(
                "{}, and {name} would be no better off than in {here}{}; {}",
                self.path("could", general),
                self.way_out(general, symmetric),
                if unsure == Truth::No {
                    "yet no answer of this kind pays all who make it"
                } else {
                    "whether an answer of this kind pays those who make it is not known"
                }
            ),
            (_, Truth::NotKnown) => "whether the others could answer that is not known, as ranks are missing".to_owned(),
            (_, Truth::No) => format!("no answer of the others would leave it no better off than in {here}"),
        };
        let joint = if general.deters == Truth::Yes { ", but " } else { ", and " };
        format!("In {} {gain}{joint}{answer}.", state(place))
    }

    /// "USSR would go to 7, then US to 5".
    fn path(&self, verb: &str, answer: &Answer) -> String {
        let step = |(place, step): (usize, &Step)| match place {
            0 => format!("{} {verb} go to {}", self.makers[step.mover], step.to + 1),
            _ => format!("then {} to {}", self.makers[step.mover], step.to + 1),
        };
        let steps: Vec<String> = answer.moves.iter().enumerate().map(step).collect();
        steps.join(", ")
    }

    /// Whether another move of its own would mend the answer that was told.
    fn way_out(&self, told: &Answer, symmetric: &Answer) -> String {
        match symmetric.deters {
            Truth::Yes if told.moves == symmetric.moves => ", which it could not mend by moving again".to_owned(),
            Truth::Yes => format!(" (and where {}, it could not mend that by moving again)", self.path("could", symmetric)),
            Truth::No => ", until it moves again".to_owned(),
            Truth::NotKnown => String::new(),
        }
    }

    /// What a dilemma is, in words that hold where it is there; `unsure` says that it is not known.
    pub(super) fn dilemma(&self, dilemma: &Dilemma, deviation: &str) -> String {
        let of = &self.makers[dilemma.of];
        let other = dilemma.toward.map_or("the other", |toward| self.makers[toward].as_str());
        let words = match dilemma.kind {
            DilemmaKind::Rejection => format!(
                "{of}’s refusal of what {other} asks for is hard to believe: it does at least as well under that as under the threatened future"
            ),
            DilemmaKind::Persuasion => {
                format!("{other} has no reason to yield to {of}: it prefers the threatened future to what {of} asks for")
            }
            DilemmaKind::Threat => {
                format!("{of}’s threat is hard to believe: in the threatened future it would rather {deviation}")
            }
            DilemmaKind::Cooperation => {
                format!("{of}’s own promise is hard to believe: if it got what it asks for, it would rather {deviation}")
            }
            DilemmaKind::Trust => format!("{of} cannot rely on {other}: with what all ask for, {other} would rather {deviation}"),
            DilemmaKind::Positioning => format!("{of} prefers what {other} asks for to what it asks for itself"),
        };
        match dilemma.is_there {
            Truth::Yes => format!("{words}."),
            _ => format!("Not known whether: {words}."),
        }
    }
}

/// The name of a kind of dilemma.
pub(super) fn kind(kind: DilemmaKind) -> &'static str {
    match kind {
        DilemmaKind::Rejection => "rejection",
        DilemmaKind::Persuasion => "persuasion",
        DilemmaKind::Threat => "threat",
        DilemmaKind::Cooperation => "cooperation",
        DilemmaKind::Trust => "trust",
        DilemmaKind::Positioning => "positioning",
    }
}
