//! Ctrl-C, where work can be broken off and what was found until then still be told.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::show;

/// The exit code of a program that Ctrl-C ended, as shells have it.
const ENDED: i32 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From now on the first Ctrl-C only asks; the second ends the program at once, as the first does otherwise.
pub(crate) fn listen() {
    LISTENING.call_once(|| {
        let listening = ctrlc::set_handler(|| {
            if ASKED.swap(true, Ordering::Relaxed) {
                std::process::exit(ENDED);
            }
        });
        if let Err(error) = listening {
            show::note(&format!("Ctrl-C will end this at once, without what was found: {error}"));
        }
    });
}

/// Whether Ctrl-C was pressed since the program listens.
pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
