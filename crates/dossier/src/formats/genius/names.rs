//! The names of files: which one is meant, and in what order people expect them.

use std::cmp::Ordering;

use super::super::Refusal;
use super::choice::{WAY_OUT, refuse};
use super::fit::listed;

/// The file that `party` names: by its name, without folders, without ending, and in other letter case, in this order,
/// as soon as one file is left.
pub(super) fn named<'a>(files: impl Iterator<Item = &'a String> + Clone, party: &str) -> Result<&'a String, Refusal> {
    let lower = party.to_lowercase();
    let ways: [&dyn Fn(&str) -> bool; 5] = [
        &|file| file == party,
        &|file| base(file) == party,
        &|file| stem(file) == party,
        &|file| file.to_lowercase() == lower || base(file).to_lowercase() == lower,
        &|file| stem(file).to_lowercase() == lower,
    ];
    for way in ways {
        let found: Vec<&String> = files.clone().filter(|file| way(file)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(one),
            several => {
                let names = listed(&several.iter().map(|file| file.as_str()).collect::<Vec<_>>());
                return Err(refuse("ambiguous-party", "", format!("`{party}` could be {names}"), "write the whole name"));
            }
        }
    }
    let names = listed(&files.map(String::as_str).collect::<Vec<_>>());
    Err(refuse("unknown-party", "", format!("there is no file `{party}`; there are {names}"), WAY_OUT))
}

/// A file's name without folders, however these are parted.
pub(super) fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The order of file names that people expect: numbers by value, the ending last.
pub(super) fn natural(one: &str, other: &str) -> Ordering {
    let split = |file: &str| file.rsplit_once('.').map_or(file.len(), |(before, _)| before.len());
    let (a, b) = (one.split_at(split(one)), other.split_at(split(other)));
    by_parts(a.0, b.0).then_with(|| a.1.cmp(b.1)).then_with(|| one.cmp(other))
}

fn by_parts(mut one: &str, mut other: &str) -> Ordering {
    loop {
        let (a, b) = (digits(one), digits(other));
        let order = match (a.is_empty(), b.is_empty()) {
            (false, false) => {
                let value = |digits: &str| digits.trim_start_matches('0').to_owned();
                let (x, y) = (value(a), value(b));
                (one, other) = (&one[a.len()..], &other[b.len()..]);
                x.len().cmp(&y.len()).then_with(|| x.cmp(&y))
            }
            _ => match (one.chars().next(), other.chars().next()) {
                (Some(x), Some(y)) => {
                    (one, other) = (&one[x.len_utf8()..], &other[y.len_utf8()..]);
                    x.cmp(&y)
                }
                (x, y) => return x.cmp(&y),
            },
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

/// A file's name without folders and ending.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_by_value() {
        let mut names = ["p10.xml", "p2.xml", "p.xml", "a/p1.xml", "p02b.xml", "deal2.xml", "deal.xml"];
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, ["a/p1.xml", "deal.xml", "deal2.xml", "p.xml", "p2.xml", "p02b.xml", "p10.xml"]);
    }

    #[test]
    fn a_party_is_known_by_the_least_that_tells_it_apart() {
        let files = ["a/One.xml", "b/one.xml", "Two.XML"].map(str::to_owned);
        let find = |party| named(files.iter(), party).map(String::as_str).map_err(|refusal| refusal.code);
        assert_eq!(find("One"), Ok("a/One.xml"));
        assert_eq!(find("one.xml"), Ok("b/one.xml"));
        assert_eq!(find("two.xml"), Ok("Two.XML"));
        assert_eq!(find("ONE"), Err("ambiguous-party"));
        assert_eq!(find("three"), Err("unknown-party"));
    }
}
