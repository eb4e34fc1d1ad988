//! How long work tells how far it is, and is told to stop.

use std::ops::ControlFlow;

use super::Missing;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Drawing and searching each draw for a deal.
    Draws,
    /// Looking for the package that most draws accept.
    Packages,
    /// Moving one input at a time.
    Inputs,
    /// Moving two inputs at a time.
    Pairs,
    /// Looking for what flips a conclusion.
    Flips,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Steps done.
    pub done: usize,
    /// Steps in all.
    pub of: usize,
}

/// Called between steps, from one thread; `Break` stops the work. Use [`uninterrupted`] to let it run.
pub type Watch<'a> = &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync);

/// Lets the work run to its end.
pub fn uninterrupted(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(crate) fn report(watch: Watch<'_>, stage: Stage, done: usize, of: usize) -> Result<(), Missing> {
    match watch(Progress { stage, done, of }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Missing::Stopped),
    }
}
