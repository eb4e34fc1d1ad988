//! Long work that Ctrl-C ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// How often Ctrl-C is looked for.
const LOOK: Duration = Duration::from_millis(50);
/// The stack of the worker: that of a first thread.
const STACK: usize = 8 << 20;

/// Whether the work is still wanted. What looks at it ends early; what cannot ends at its own limits, and is not waited for.
#[derive(Clone, Default)]
pub(crate) struct Wanted(Arc<AtomicBool>);

impl Wanted {
    /// Whether nobody waits any more.
    pub(crate) fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Does `work` on a thread of its own with the interpreter released, and listens for Ctrl-C meanwhile.
///
/// # Errors
/// `KeyboardInterrupt`, or whatever else a signal handler raises.
pub(crate) fn interruptible<T: Send + 'static>(py: Python<'_>, work: impl FnOnce(&Wanted) -> T + Send + 'static) -> PyResult<T> {
    let wanted = Wanted::default();
    let (tell, told) = channel();
    let theirs = wanted.clone();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Whoever stopped waiting has no use for the answer.
        let _ = tell.send(work(&theirs));
    });
    worker.map_err(|error| PyRuntimeError::new_err(format!("no thread can be started: {error}")))?;
    py.detach(move || {
        loop {
            match told.recv_timeout(LOOK) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Timeout) => {
                    Python::attach(|py| py.check_signals()).inspect_err(|_| wanted.0.store(true, Ordering::Relaxed))?;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err(
                        "the work ended without an answer: please report this as a fault of zopa",
                    ));
                }
            }
        }
    })
}
