//! Places in the page that figures and sentences point to.

/// The anchor of a reference such as `statement:s1` or `judgement:a/limit`. Letters, digits and dashes stay; any
/// other character becomes its code between underscores, so that two references never share an anchor.
pub(crate) fn anchor(reference: &str) -> String {
    let mut anchor = String::with_capacity(reference.len() + 8);
    for character in reference.chars() {
        if character.is_ascii_alphanumeric() || character == '-' {
            anchor.push(character);
        } else if character == ':' {
            anchor.push('.');
        } else {
            anchor.push_str(&format!("_{:x}_", u32::from(character)));
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::anchor;

    #[test]
    fn anchors_do_not_collide() {
        assert_eq!(anchor("statement:s-1"), "statement.s-1");
        assert_ne!(anchor("topic:a b"), anchor("topic:a_b"));
        assert_ne!(anchor("judgement:a/b"), anchor("judgement:a:b"));
    }
}
