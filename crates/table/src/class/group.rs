//! One group: its parts, who has joined, and the agreement form that each part fills in.

use std::fmt;

use serde::{Deserialize, Serialize};
use zopa_model::{IssueIndex, OptionIndex, Outcome, OutcomeSpace};

/// What a part has entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// They agreed on one option for every issue.
    Deal(Vec<OptionIndex>),
    /// They agreed on nothing.
    NoDeal,
}

/// One part of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Whether somebody plays it.
    pub joined: bool,
    /// What it has entered last.
    pub form: Option<Form>,
}

/// One group, with a part for each party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    parts: Vec<Part>,
}

/// What a group has agreed on, as far as its forms say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Some parts have entered nothing yet, and those that have do not differ.
    Open,
    /// Two parts have entered different things. Which of them is right is for the group to say.
    Differs {
        /// The issues on which forms differ; empty where one says that there is no agreement and another that there is.
        issues: Vec<IssueIndex>,
    },
    /// All parts have entered the same, and nothing can be changed any more.
    Final(Form),
}

/// Why something cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such part.
    NoPart {
        /// Its number, from 1.
        part: usize,
        /// How many there are.
        parts: usize,
    },
    /// Somebody plays it already.
    Taken,
    /// Nobody plays it.
    NotJoined,
    /// All parts have entered the same.
    Final,
    /// An option for each issue is needed.
    Incomplete {
        /// The first issue without one, or with an option that there is not.
        issue: IssueIndex,
    },
    /// The rules of the case forbid it.
    Forbidden {
        /// The reason that the case gives.
        reason: String,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPart { part, parts } => write!(f, "there is no part {part}: a group has {parts}"),
            Self::Taken => f.write_str("somebody plays this part already; choose another, or ask the teacher to free it"),
            Self::NotJoined => f.write_str("nobody plays this part"),
            Self::Final => f.write_str("all parts have entered the same agreement, so it is final"),
            Self::Incomplete { issue } => {
                write!(f, "issue {} has no option; settle every issue, or enter that there is no agreement", issue + 1)
            }
            Self::Forbidden { reason } => write!(f, "these options cannot stand together: {reason}"),
        }
    }
}

impl std::error::Error for Refused {}

impl Form {
    /// The form as it may be entered: an option for every issue, and nothing that the rules forbid.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn checked(self, space: &OutcomeSpace) -> Result<Self, Refused> {
        if let Self::Deal(options) = &self {
            let sizes = space.sizes();
            let is_there = |issue: IssueIndex| options.get(issue).is_some_and(|option| (*option as usize) < sizes[issue]);
            if let Some(issue) = (0..sizes.len()).find(|&issue| !is_there(issue)) {
                return Err(Refused::Incomplete { issue });
            }
            let outcome = Outcome::new(options[..sizes.len()].to_vec());
            if let Some(rule) = space.rules().iter().find(|rule| rule.forbids.fits(&outcome)) {
                return Err(Refused::Forbidden { reason: rule.reason.clone() });
            }
        }
        Ok(self)
    }

    /// The outcome of a deal.
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Deal(options) => Some(Outcome::new(options.clone())),
            Self::NoDeal => None,
        }
    }
}

impl Group {
    /// A group of so many parts, which nobody plays yet.
    pub fn new(parts: usize) -> Self {
        Self { parts: vec![Part::default(); parts] }
    }

    /// The parts, in the order of the parties.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Somebody takes `part`. A part is taken once.
    ///
    /// # Errors
    /// Where there is no such part, or it is taken.
    pub fn join(&mut self, part: usize) -> Result<(), Refused> {
        let part = self.part(part)?;
        if part.joined {
            return Err(Refused::Taken);
        }
        part.joined = true;
        Ok(())
    }

    /// The teacher frees `part`, so that somebody else can take it. What it had entered is dropped, unless it is final.
    ///
    /// # Errors
    /// Where there is no such part.
    pub fn free(&mut self, part: usize) -> Result<(), Refused> {
        let is_final = matches!(self.agreement(), Agreement::Final(_));
        let part = self.part(part)?;
        part.joined = false;
        if !is_final {
            part.form = None;
        }
        Ok(())
    }

    /// `part` enters `form`, in place of what it had entered before.
    ///
    /// # Errors
    /// Where nobody plays the part, the agreement is final, or the form is not one that can be entered.
    pub fn enter(&mut self, part: usize, form: Form, space: &OutcomeSpace) -> Result<Agreement, Refused> {
        if matches!(self.agreement(), Agreement::Final(_)) {
            return Err(Refused::Final);
        }
        let form = form.checked(space)?;
        let part = self.part(part)?;
        if !part.joined {
            return Err(Refused::NotJoined);
        }
        part.form = Some(form);
        Ok(self.agreement())
    }

    /// What the forms say together.
    pub fn agreement(&self) -> Agreement {
        let entered: Vec<&Form> = self.parts.iter().filter_map(|part| part.form.as_ref()).collect();
        let Some((first, others)) = entered.split_first() else { return Agreement::Open };
        if others.iter().all(|other| other == first) {
            return if entered.len() == self.parts.len() { Agreement::Final((*first).clone()) } else { Agreement::Open };
        }
        Agreement::Differs { issues: differing(&entered) }
    }

    fn part(&mut self, part: usize) -> Result<&mut Part, Refused> {
        let parts = self.parts.len();
        self.parts.get_mut(part).ok_or(Refused::NoPart { part: part + 1, parts })
    }
}

/// The issues on which deals differ.
fn differing(entered: &[&Form]) -> Vec<IssueIndex> {
    let deals: Vec<&Vec<OptionIndex>> = entered
        .iter()
        .filter_map(|form| match form {
            Form::Deal(options) => Some(options),
            Form::NoDeal => None,
        })
        .collect();
    let Some((first, others)) = deals.split_first() else { return Vec::new() };
    (0..first.len()).filter(|&issue| others.iter().any(|other| other[issue] != first[issue])).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zopa_model::{Issue, Pattern, Rule};

    use super::*;

    fn space() -> OutcomeSpace {
        let issues = vec![Issue::categorical("a", ["0", "1", "2"]), Issue::categorical("b", ["0", "1"])];
        let rule = Rule { forbids: Pattern::new([(0, vec![2]), (1, vec![1])]), reason: "no room".into() };
        OutcomeSpace::new(issues, vec![rule])
    }

    fn joined(parts: usize) -> Group {
        let mut group = Group::new(parts);
        (0..parts).for_each(|part| group.join(part).expect("free"));
        group
    }

    #[test]
    fn an_agreement_is_final_when_all_have_entered_the_same() {
        let mut group = joined(2);
        assert_eq!(group.enter(0, Form::Deal(vec![1, 0]), &space()), Ok(Agreement::Open));
        assert_eq!(group.enter(1, Form::Deal(vec![1, 1]), &space()), Ok(Agreement::Differs { issues: vec![1] }));
        assert_eq!(group.enter(1, Form::NoDeal, &space()), Ok(Agreement::Differs { issues: vec![] }));
        assert_eq!(group.enter(0, Form::NoDeal, &space()), Ok(Agreement::Final(Form::NoDeal)));
        assert_eq!(group.enter(0, Form::Deal(vec![1, 0]), &space()), Err(Refused::Final));
    }

    #[test]
    fn a_part_is_taken_once_and_a_teacher_can_free_it() {
        let mut group = Group::new(2);
        assert_eq!(group.enter(0, Form::NoDeal, &space()), Err(Refused::NotJoined));
        assert_eq!((group.join(0), group.join(0)), (Ok(()), Err(Refused::Taken)));
        assert_eq!(group.join(2), Err(Refused::NoPart { part: 3, parts: 2 }));
        group.enter(0, Form::NoDeal, &space()).expect("joined");
        group.free(0).expect("it is there");
        assert_eq!((group.agreement(), group.join(0)), (Agreement::Open, Ok(())));
    }

    #[test]
    fn what_cannot_be_signed_cannot_be_entered() {
        let mut group = joined(2);
        assert_eq!(group.enter(0, Form::Deal(vec![2, 1]), &space()), Err(Refused::Forbidden { reason: "no room".into() }));
        assert_eq!(group.enter(0, Form::Deal(vec![1]), &space()), Err(Refused::Incomplete { issue: 1 }));
        assert_eq!(group.enter(0, Form::Deal(vec![3, 0]), &space()), Err(Refused::Incomplete { issue: 0 }));
    }

    proptest! {
        #[test]
        fn final_means_that_every_part_entered_it(entries in prop::collection::vec((0usize..3, 0u32..3, any::<bool>()), 0..20)) {
            let mut group = joined(3);
            for (part, option, deal) in entries {
                let form = if deal { Form::Deal(vec![option, 0]) } else { Form::NoDeal };
                let before = group.clone();
                match group.enter(part, form, &space()) {
                    Ok(Agreement::Final(form)) => prop_assert!(group.parts().iter().all(|part| part.form.as_ref() == Some(&form))),
                    Ok(Agreement::Differs { .. }) => prop_assert!(group.parts().iter().filter(|part| part.form.is_some()).count() > 1),
                    Ok(Agreement::Open) => prop_assert!(group.parts().iter().any(|part| part.form.is_none())),
                    Err(_) => prop_assert_eq!(before, group.clone()),
                }
            }
        }
    }
}
