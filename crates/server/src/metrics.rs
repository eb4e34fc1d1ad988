//! Counters for whoever runs the server. They count; they name no table, no seat and no party.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper ends of the classes of duration, in milliseconds.
const CLASSES: [u64; 8] = [1, 5, 10, 25, 50, 100, 500, 2_000];

/// The counters.
#[derive(Default)]
pub(crate) struct Metrics {
    /// By the pattern of the route (never the address itself) and the class of the status.
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    durations: [AtomicU64; CLASSES.len() + 1],
    /// Commands that were carried out.
    pub(crate) commands: AtomicU64,
    /// Commands that were refused.
    pub(crate) refusals: AtomicU64,
    /// Watchers that are connected.
    pub(crate) watchers: AtomicU64,
}

impl Metrics {
    /// Notes an answered request.
    pub(crate) fn answered(&self, route: &str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *requests.entry((route.to_owned(), status / 100)).or_default() += 1;
        let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let class = CLASSES.iter().position(|end| took < *end).unwrap_or(CLASSES.len());
        self.durations[class].fetch_add(1, Ordering::Relaxed);
    }

    /// All counters in the text format of Prometheus.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let requests = self.requests.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for ((route, class), count) in requests.iter() {
            let _ = writeln!(text, "zopa_requests_total{{route=\"{route}\",status=\"{class}xx\"}} {count}");
        }
        let mut sum = 0;
        for (at, counter) in self.durations.iter().enumerate() {
            sum += counter.load(Ordering::Relaxed);
            let end = CLASSES.get(at).map_or("+Inf".to_owned(), |end| format!("{}", *end as f64 / 1e3));
            let _ = writeln!(text, "zopa_request_seconds_bucket{{le=\"{end}\"}} {sum}");
        }
        for (name, counter) in
            [("commands_total", &self.commands), ("refusals_total", &self.refusals), ("watchers", &self.watchers)]
        {
            let _ = writeln!(text, "zopa_{name} {}", counter.load(Ordering::Relaxed));
        }
        text
    }
}
