//! Whether bytes are of GENIUS, by the first element in them.

/// What a file of GENIUS is, by the element that it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// `negotiation_template`.
    Domain,
    /// `utility_space`.
    Profile,
}

/// The elements that a file of GENIUS begins with.
const ROOTS: [(&[u8], Root); 2] = [(b"negotiation_template", Root::Domain), (b"utility_space", Root::Profile)];

/// What the first element makes of a file; `None` where it is of something else. What stands before it (a mark, blank
/// lines, comments, a declaration, a document type) does not count.
pub(super) fn root(bytes: &[u8]) -> Option<Root> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => first_element(&every_other(rest)),
        [0xFE, 0xFF, _, rest @ ..] => first_element(&every_other(rest)),
        [0xEF, 0xBB, 0xBF, rest @ ..] | rest => first_element(rest),
    }
}

/// Every other byte: UTF-16, as far as it is ASCII.
fn every_other(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().step_by(2).copied().collect()
}

fn first_element(mut rest: &[u8]) -> Option<Root> {
    let known = |is_here: &dyn Fn(&[u8]) -> bool| ROOTS.iter().find(|(name, _)| is_here(name)).map(|(_, root)| *root);
    loop {
        rest = rest.trim_ascii_start();
        let skipped = match rest {
            [b'<', b'!', b'-', b'-', inside @ ..] => after(inside, b"-->"),
            [b'<', b'?', inside @ ..] => after(inside, b"?>"),
            [b'<', b'!', inside @ ..] => return known(&|name| find(inside, name).is_some()),
            [b'<', inside @ ..] => return known(&|name| inside.starts_with(name)),
            _ => None,
        };
        rest = skipped?;
    }
}

fn after<'a>(bytes: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    find(bytes, end).map(|at| &bytes[at + end.len()..])
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_counts() {
        for text in [
            "<utility_space>",
            "\n <!-- <a> --><?xml version='1.0'?>\n<negotiation_template>",
            "\u{FEFF}<utility_space/>",
            "<!DOCTYPE utility_space [<!ENTITY a 'b'>]><utility_space/>",
        ] {
            assert!(root(text.as_bytes()).is_some(), "{text}");
            let wide: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert!(text.starts_with('\u{FEFF}') || root(&wide).is_some(), "{text}");
        }
        for text in ["", "<html>", "0.5, 1.0", "<!-- <utility_space>", "see <utility_space>", "<?xml"] {
            assert_eq!(root(text.as_bytes()), None, "{text}");
        }
    }
}
