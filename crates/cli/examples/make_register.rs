//! Writes a made-up register of any size: a case, and for each of two sides a list of people it holds and a list of people
//! it asks for, in two alphabets. The same seed gives the same files. No name is anybody's: they are put together from
//! syllables.
//!
//! `cargo run --release -p zopa --example make_register -- 10000 1 target/made` and then
//! `zopa exchange target/made/case.yaml`.

use std::fmt::Write as _;

/// A sequence of numbers (SplitMix64; Steele, Lea & Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

/// Syllables in two alphabets.
const SYLLABLES: [(&str, &str); 24] = [
    ("ба", "ba"),
    ("бо", "bo"),
    ("ве", "ve"),
    ("ви", "vy"),
    ("га", "ha"),
    ("го", "ho"),
    ("ди", "dy"),
    ("ду", "du"),
    ("жо", "zho"),
    ("за", "za"),
    ("ка", "ka"),
    ("ку", "ku"),
    ("ле", "le"),
    ("ло", "lo"),
    ("ма", "ma"),
    ("ми", "my"),
    ("на", "na"),
    ("пе", "pe"),
    ("ро", "ro"),
    ("ру", "ru"),
    ("се", "se"),
    ("та", "ta"),
    ("хо", "kho"),
    ("ша", "sha"),
];
const GIVEN: [(&str, &str); 8] = [
    ("Олександр", "Aleksandr"),
    ("Микола", "Nikolai"),
    ("Сергій", "Sergey"),
    ("Дмитро", "Dmitry"),
    ("Андрій", "Andrei"),
    ("Петро", "Petr"),
    ("Василь", "Vasily"),
    ("Ігор", "Igor"),
];
const CLASSES: [&str; 5] = ["wounded", "under25", "officer", "other", "other"];

struct Person {
    family: [String; 2],
    given: (&'static str, &'static str),
    birth: (u64, u64, u64),
    held: (u64, u64, u64),
    class: &'static str,
    ready: bool,
}

/// The files, each with its name.
pub(crate) fn files(each: usize, seed: u64) -> Vec<(String, String)> {
    let mut numbers = Numbers(seed);
    let mut files = vec![("case.yaml".to_owned(), CASE.to_owned())];
    for (holder, asker, latin) in [("north", "south", false), ("south", "north", true)] {
        let people: Vec<Person> = (0..each).map(|_| person(&mut numbers)).collect();
        files.push((format!("held-by-{holder}.csv"), holding(holder, &people, latin)));
        files.push((format!("asked-by-{asker}.csv"), asking(asker, &people, !latin, &mut numbers)));
    }
    files
}

fn person(numbers: &mut Numbers) -> Person {
    let syllables: Vec<(&str, &str)> = (0..3).map(|_| numbers.one(&SYLLABLES)).collect();
    let stem = |latin: bool| syllables.iter().map(|(one, other)| if latin { *other } else { *one }).collect::<String>();
    Person {
        family: [format!("{}нко", stem(false)), format!("{}nko", stem(true))],
        given: numbers.one(&GIVEN),
        birth: (1965 + numbers.below(42), 1 + numbers.below(12), 1 + numbers.below(28)),
        held: (2022 + numbers.below(3), 1 + numbers.below(12), 1 + numbers.below(28)),
        class: numbers.one(&CLASSES),
        ready: numbers.below(50) > 0,
    }
}

fn holding(side: &str, people: &[Person], latin: bool) -> String {
    let mut text =
        "id,family_name,given_name,birth,class,state,source,consent,consent_date,consent_before,held_since\n".to_owned();
    for (at, one) in people.iter().enumerate() {
        let given = if latin { one.given.1 } else { one.given.0 };
        let ((year, month, day), (since, month_since, day_since)) = (one.birth, one.held);
        let (state, consent) = if one.ready { ("ready", "yes,2025-05-01,a delegate") } else { ("verified", ",,") };
        let _ = writeln!(
            text,
            "{side}-{at},{},{given},{year}-{month:02}-{day:02},{},{state},visit,{consent},{since}-{month_since:02}-{day_since:02}",
            one.family[usize::from(latin)],
            one.class
        );
    }
    text
}

/// The same people in the other alphabet: some are forgotten, some years are all that is known, some days are wrong.
fn asking(side: &str, people: &[Person], latin: bool, numbers: &mut Numbers) -> String {
    let mut text = "id;surname;name;dob\n".to_owned();
    for (at, one) in people.iter().enumerate() {
        let given = if latin { one.given.1 } else { one.given.0 };
        let (year, month, day) = one.birth;
        let birth = match numbers.below(40) {
            0 => continue,
            1 => format!("{year}"),
            2 => format!("{:02}.{month:02}.{year}", day % 28 + 1),
            _ => format!("{day:02}.{month:02}.{year}"),
        };
        let _ = writeln!(text, "{side}-asks-{at};{};{given};{birth}", one.family[usize::from(latin)]);
    }
    text
}

const CASE: &str = "\
zopa: 1
title: A made register
nature: invented
as_of: 2025-06-02
default_access: public
parties: [{id: NORTH}, {id: SOUTH}]
register:
  classes: [{id: wounded}, {id: under25}, {id: officer}, {id: other}]
  lists:
    - {file: held-by-north.csv, party: NORTH, lists: holds}
    - {file: held-by-south.csv, party: SOUTH, lists: holds}
    - {file: asked-by-north.csv, party: NORTH, lists: asks}
    - {file: asked-by-south.csv, party: SOUTH, lists: asks}
  plan: {mode: class-for-class, cap: 50, ahead: 30, way: in-turns}
";

#[allow(dead_code, reason = "tests use the files alone")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [each, seed, folder] = arguments.as_slice() else {
        eprintln!("usage: make_register PEOPLE-A-SIDE SEED FOLDER");
        std::process::exit(2);
    };
    let (Ok(each), Ok(seed)) = (each.parse(), seed.parse()) else {
        eprintln!("PEOPLE-A-SIDE and SEED are whole numbers");
        std::process::exit(2);
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        files(each, seed).iter().try_for_each(|(name, text)| std::fs::write(std::path::Path::new(folder).join(name), text))
    });
    if let Err(error) = written {
        eprintln!("cannot write to `{folder}`: {error}");
        std::process::exit(2);
    }
}
