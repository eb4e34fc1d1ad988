//! The anchors of headings: those under which repository browsers find them, so that a link holds in both places.

use std::collections::BTreeMap;

/// Gives anchors to the headings of one page, in their order.
#[derive(Default)]
pub(super) struct Anchors {
    given: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading: small letters, digits, `-` and `_` kept, spaces as `-`, all else dropped; one that was
    /// given before gets a number.
    pub(super) fn next(&mut self, heading: &str) -> String {
        let small = heading.trim().to_lowercase();
        let kept = small.chars().filter(|&c| c.is_alphanumeric() || " -_".contains(c));
        let plain: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
        let before = self.given.entry(plain.clone()).or_insert(0);
        let anchor = if *before == 0 { plain } else { format!("{plain}-{before}") };
        *before += 1;
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_that_repository_browsers_give() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.next("Who is ready?"), "who-is-ready");
        assert_eq!(anchors.next("`--for`: an audience"), "--for-an-audience");
        assert_eq!(anchors.next("Who is ready?"), "who-is-ready-1");
    }
}
