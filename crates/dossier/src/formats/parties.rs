//! Which profiles of a folder are the parties, and in which order.

use super::document::in_marks;
use super::{Asked, Refusal};

/// The positions in `files` of the profiles that are asked for, in the order of the parties; all where none are.
///
/// A party is named by its file, by the name of that without its folder, or by that without its ending, in this order;
/// letter case counts only where it must.
///
/// # Errors
/// Where a name fits no profile, or several, or a profile is named twice, where there would be fewer than two parties, and
/// where none is named and there are more than `most`.
pub(super) fn chosen(files: &[&str], asked: &Asked, most: Option<usize>) -> Result<Vec<usize>, Refusal> {
    if asked.parties.is_empty() {
        return match files {
            _ if most.is_some_and(|most| files.len() > most) => {
                let message = format!("there are {} profiles, which are not all parties of one negotiation", files.len());
                Err(refusal("many-profiles", "", &message, "name the parties: --party FILE, twice or more"))
            }
            [] => Err(refusal("no-profiles", "", "there is no profile of a party", "add the profiles to the folder")),
            [one] => Err(refusal("one-party", one, "it is the only profile; a negotiation has two parties or more", ADD)),
            _ => Ok((0..files.len()).collect()),
        };
    }
    let mut chosen = Vec::new();
    for party in &asked.parties {
        let at = position(files, party)?;
        if chosen.contains(&at) {
            let way_out = "name every party once; copy the file for two alike";
            return Err(refusal("party-twice", files[at], "it is named twice", way_out));
        }
        chosen.push(at);
    }
    if let [one] = chosen.as_slice() {
        return Err(refusal("one-party", files[*one], "it is the only party that is named", "name another: --party FILE"));
    }
    Ok(chosen)
}

const ADD: &str = "add the profile of another party to the folder";

fn position(files: &[&str], party: &str) -> Result<usize, Refusal> {
    let ways: [fn(&str, &str) -> bool; 4] = [
        |file, party| file == party,
        |file, party| base(file) == party,
        |file, party| stem(file) == party,
        |file, party| [file, base(file), stem(file)].iter().any(|name| name.to_lowercase() == party.to_lowercase()),
    ];
    for fits in ways {
        let fitting: Vec<usize> = (0..files.len()).filter(|&at| fits(files[at], party)).collect();
        match fitting.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => {
                let names: Vec<String> = several.iter().map(|&at| in_marks(files[at])).collect();
                let message = format!("{} could be {}", in_marks(party), names.join(" or "));
                return Err(refusal("ambiguous-party", "", &message, "give the whole name of the file"));
            }
        }
    }
    let known: Vec<String> = files.iter().take(10).map(|file| in_marks(file)).collect();
    let way_out = if known.is_empty() { "there is no profile here".to_owned() } else { format!("name {}", known.join(" or ")) };
    Err(refusal("unknown-party", "", &format!("{} is no profile here", in_marks(party)), &way_out))
}

fn refusal(code: &'static str, file: &str, message: &str, way_out: &str) -> Refusal {
    Refusal { code, file: file.to_owned(), line: None, message: message.to_owned(), way_out: way_out.to_owned() }
}

/// The name of a file without the folders before it.
pub(super) fn base(file: &str) -> &str {
    file.rsplit_once('/').map_or(file, |(_, base)| base)
}

/// The name of a file without the folders before it and the ending behind it.
pub(super) fn stem(file: &str) -> &str {
    let base = base(file);
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 4] = ["a/Buyer.json", "b/Buyer.json", "b/seller.json", "SELLER.txt"];

    fn choose(parties: &[&str]) -> Result<Vec<usize>, &'static str> {
        let asked = Asked { parties: parties.iter().map(|&party| party.to_owned()).collect(), ..Asked::default() };
        chosen(&FILES, &asked, None).map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_party_is_named_by_its_file_or_by_the_end_of_it() {
        assert_eq!(choose(&["b/Buyer.json", "seller"]), Ok(vec![1, 2]));
        assert_eq!(choose(&["SELLER", "a/buyer.JSON"]), Ok(vec![3, 0]));
        assert_eq!(choose(&[]), Ok(vec![0, 1, 2, 3]));
    }

    #[test]
    fn what_fits_none_or_several_is_refused() {
        for (parties, code) in [
            (&["Buyer", "seller"][..], "ambiguous-party"),
            (&["nobody", "seller"], "unknown-party"),
            (&["seller", "b/seller.json"], "party-twice"),
            (&["seller"], "one-party"),
        ] {
            assert_eq!(choose(parties), Err(code));
        }
    }
}
