//! What an audience sees of a conflict.

use super::sight::Sight;
use crate::case::ConflictEntry;

/// A visible conflict without what is hidden in it, and how many of its parts were taken out. What one party would rather
/// have is seen whole or not at all: with one wish less it would be another ranking.
pub(super) fn visible(sight: &Sight, entry: ConflictEntry) -> (ConflictEntry, usize) {
    let mut left = entry;
    let parts = left.preferences.len() + left.positions.len();
    left.preferences.retain(|_, liking| {
        let wishes_read = liking.wishes.iter().all(|wish| sight.read_somewhere(&wish.sources));
        sight.sees(liking.access) && sight.read_somewhere(&liking.sources) && wishes_read
    });
    left.positions.retain(|_, stand| sight.sees(stand.access) && sight.read_somewhere(&stand.sources));
    let hidden = parts - left.preferences.len() - left.positions.len();
    let seen = |sources: &mut Vec<String>| sources.retain(|id| sight.source(id));
    seen(&mut left.sources);
    for liking in left.preferences.values_mut() {
        seen(&mut liking.sources);
        liking.wishes.iter_mut().for_each(|wish| seen(&mut wish.sources));
    }
    left.positions.values_mut().for_each(|stand| seen(&mut stand.sources));
    (left, hidden)
}
