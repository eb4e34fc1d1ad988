//! Why a question of a case has no answer as it was asked.

use std::fmt;

use zopa_dossier::nearest;

/// What is wrong with a question, and how to ask another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, naming the thing.
    pub problem: String,
    /// The way out.
    pub way_out: String,
}

impl Refused {
    /// A refusal in these words.
    pub fn new(problem: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { problem: problem.into(), way_out: way_out.into() }
    }

    /// Of something that the case shows nothing of under this name.
    pub fn unknown(kind: &str, id: &str, known: &[&str]) -> Self {
        let way_out = match nearest(id, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None if known.is_empty() => {
                format!("the case shows no {kind} to this audience; perhaps ask for internal or secret")
            }
            None => format!("name one of: {}", known.join(", ")),
        };
        Self::new(format!("the case shows no {kind} `{id}`"), way_out)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Refused {}

/// Keeps the items named, in their order; all where none is named.
///
/// # Errors
/// A name that nothing has.
pub fn keep_named<T>(kind: &str, items: &mut Vec<T>, id: impl Fn(&T) -> &str, wanted: &[String]) -> Result<(), Refused> {
    let known: Vec<&str> = items.iter().map(&id).collect();
    if let Some(missing) = wanted.iter().find(|wanted| !known.contains(&wanted.as_str())) {
        return Err(Refused::unknown(kind, missing, &known));
    }
    items.retain(|item| wanted.is_empty() || wanted.iter().any(|wanted| wanted == id(item)));
    Ok(())
}
