//! Work that takes processors: as much at once as there are, on threads of its own, and stopped when nobody waits for it.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zopa_analysis::uncertainty::Watch;

use crate::problem::Problem;

/// How long a question waits for a processor.
const PATIENCE: Duration = Duration::from_secs(30);

/// Kernels at work in this process: a machine has the processors that it has, whoever asks.
static KERNELS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    Arc::new(Semaphore::new(processors))
});

/// A turn at the processors.
///
/// # Errors
/// Where too many wait for one.
pub(super) async fn turn() -> Result<OwnedSemaphorePermit, Problem> {
    let busy = || Problem::slow_down("too many questions wait for a processor");
    let turn = tokio::time::timeout(PATIENCE, Arc::clone(&KERNELS).acquire_owned()).await.map_err(|_| busy())?;
    // The semaphore is never closed.
    turn.map_err(|_| busy())
}

/// Says that nobody waits any more when it is dropped.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does `work` on a thread of its own. The watch that it is given breaks off when the request is gone.
///
/// # Errors
/// What `work` says, and where it could not be done.
pub(super) async fn done<T: Send + 'static>(
    work: impl FnOnce(Watch<'_>) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let turn = turn().await?;
    let gone = Arc::new(AtomicBool::new(false));
    let waiting = Waiting(Arc::clone(&gone));
    let task = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work(&|_| if gone.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    });
    let answer = task.await.map_err(|_| {
        tracing::error!("a question of the workbench could not be answered");
        Problem::unavailable()
    });
    drop(waiting);
    answer?
}
