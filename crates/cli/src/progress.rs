//! Progress of long work, on standard error, where somebody is there to see it.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);

/// A line that says what is being done.
pub(crate) struct Progress {
    bar: ProgressBar,
    since: std::time::Instant,
}

impl Progress {
    /// Starts quietly; the line appears once the work has lasted a while.
    pub(crate) fn start() -> Self {
        let style =
            ProgressStyle::with_template("{spinner} {msg} [{elapsed}]").unwrap_or_else(|_| ProgressStyle::default_spinner());
        Self {
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style),
            since: std::time::Instant::now(),
        }
    }

    /// The same for work that is counted, with an estimate of the time that is left.
    pub(crate) fn counting() -> Self {
        let template = "{bar:24} {pos} of {len} {msg} ({per_sec}) [{elapsed}, about {eta} left]";
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style);
        Self { bar, since: std::time::Instant::now() }
    }

    /// Says how many of the things that are counted are done.
    pub(crate) fn counted(&self, what: &'static str, done: usize, of: usize) {
        if self.bar.is_hidden() && self.since.elapsed() >= PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.set_message(what);
        }
        self.bar.set_length(of as u64);
        self.bar.set_position(done as u64);
    }

    /// Says what is being done now, and how far it is.
    pub(crate) fn doing(&self, what: &str, done: usize, of: usize) {
        if self.since.elapsed() >= PATIENCE && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(format!("{what} ({done} of {of})"));
        self.bar.tick();
    }

    /// Does something that writes to the terminal, with the line out of the way.
    pub(crate) fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
