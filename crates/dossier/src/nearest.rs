//! "Did you mean …?"

/// The one of `known` that somebody who wrote `wanted` most likely meant; `None` where nothing is close.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = wanted.to_lowercase();
    let distance = |name: &str| strsim::damerau_levenshtein(&folded, &name.to_lowercase());
    let (away, name) = known.into_iter().map(|name| (distance(name), name)).min()?;
    let longer = wanted.chars().count().max(name.chars().count());
    (away <= (longer / 3).max(1) && away < longer).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        let known = ["ceasefire", "territory", "UA"];
        assert_eq!(nearest("ceasfire", known), Some("ceasefire"));
        assert_eq!(nearest("Territory", known), Some("territory"));
        assert_eq!(nearest("ua", known), Some("UA"));
        assert_eq!(nearest("prisoners", known), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
