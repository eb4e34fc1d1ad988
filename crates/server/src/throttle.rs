//! Brakes: passphrases are tried slowly, and few at a time, so that whoever tries many harms nobody else.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tokio::sync::Semaphore;

use crate::keys::{Stretched, stretch};
use crate::problem::Problem;

/// How many tries in a row one door (a seat's, an account's, a class's) takes.
const IN_A_ROW: f64 = 10.0;
/// How many more it takes in a second.
const A_SECOND: f64 = 0.2;
/// How many doors are remembered.
const DOORS: usize = 20_000;
/// How many wait for a passphrase to be stretched.
const MOST_WAITING: usize = 64;

/// The brakes of a server.
pub(crate) struct Throttle {
    doors: Mutex<HashMap<String, (f64, Instant)>>,
    stretching: Semaphore,
    waiting: AtomicUsize,
}

impl Default for Throttle {
    fn default() -> Self {
        Self { doors: Mutex::default(), stretching: Semaphore::new(1), waiting: AtomicUsize::new(0) }
    }
}

impl Throttle {
    /// Notes a try at `door`.
    pub(crate) fn knock(&self, door: &str) -> Result<(), Problem> {
        let mut doors = self.doors.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = Instant::now();
        if doors.len() >= DOORS {
            doors.retain(|_, (left, at)| refilled(*left, *at, now) < IN_A_ROW);
        }
        let (left, at) = doors.get(door).copied().unwrap_or((IN_A_ROW, now));
        let left = refilled(left, at, now);
        if left < 1.0 || doors.len() >= DOORS {
            return Err(Problem::slow_down("this was tried too often"));
        }
        doors.insert(door.to_owned(), (left - 1.0, now));
        Ok(())
    }

    /// Stretches a passphrase, one at a time.
    pub(crate) async fn stretch(&self, passphrase: &str, salt: [u8; 16]) -> Result<Stretched, Problem> {
        let busy = || Problem::slow_down("too many people are logging in at once");
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(busy());
        }
        let waiting = Waiting(&self.waiting);
        let _turn = self.stretching.acquire().await.map_err(|_| busy())?;
        drop(waiting);
        let passphrase = zeroize::Zeroizing::new(passphrase.to_owned());
        tokio::task::spawn_blocking(move || stretch(&passphrase, &salt)).await.map_err(|_| Problem::unavailable())
    }
}

/// One who waits, also where it goes away meanwhile.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn refilled(left: f64, at: Instant, now: Instant) -> f64 {
    (left + now.duration_since(at).as_secs_f64() * A_SECOND).min(IN_A_ROW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_that_is_tried_too_often_closes_and_the_next_stays_open() {
        let throttle = Throttle::default();
        let tries: Vec<bool> = (0..20).map(|_| throttle.knock("one").is_ok()).collect();
        assert!(tries[..10].iter().all(|ok| *ok));
        assert!(!tries[15]);
        assert!(throttle.knock("other").is_ok());
    }
}
