//! Names as they are compared: one spelling for the spellings of Ukrainian, Russian and Latin letters.
//!
//! Compatibility forms are decomposed (NFKD, which keeps what NFKC keeps and parts marks from letters), case is folded, marks
//! are stripped, and letters are read into one alphabet in which the usual transliterations meet: `г`, `g` and `h` are one
//! letter, so are `и`, `і`, `й`, `y` and `j`. It is for comparing only: nobody is called by it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zopa_model::register::{Identity, PartialDate};

/// A person's names in one spelling.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Name {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) patronymic: String,
    pub(super) birth: PartialDate,
    pub(super) number: String,
}

impl std::fmt::Debug for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Name(not shown)")
    }
}

/// The names of an identity in one spelling.
pub fn normal(identity: &Identity) -> Name {
    Name {
        family: spelt(&identity.family),
        given: given(&spelt(&identity.given)),
        patronymic: patronymic(&spelt(&identity.patronymic)),
        birth: identity.birth,
        number: identity.number.nfkd().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect(),
    }
}

impl Name {
    /// Whether there is enough to compare.
    pub(super) fn is_enough(&self) -> bool {
        !self.number.is_empty() || !self.family.is_empty() && (!self.given.is_empty() || self.birth.year.is_some())
    }

    /// What only the same person has: a service number; both names and the whole day of birth.
    pub(super) fn exact(&self) -> Vec<String> {
        let mut exact = Vec::new();
        if !self.number.is_empty() {
            exact.push(format!("number {}", self.number));
        }
        if self.birth.is_whole() && !self.family.is_empty() && !self.given.is_empty() {
            exact.push(format!("name {} {} {}", self.family, self.given, self.birth.day_number().unwrap_or_default()));
        }
        exact
    }

    /// The blocks that a name is looked for in, or (`wide`) looks in: years next to its own as well.
    pub(super) fn blocks(&self, wide: bool) -> Vec<String> {
        let start = |text: &str, letters: usize| text.chars().take(letters).collect::<String>();
        let mut blocks = Vec::new();
        if !self.number.is_empty() {
            blocks.push(format!("n{}", self.number));
        }
        if self.birth.is_whole() {
            blocks.push(format!("d{}{}", self.birth.day_number().unwrap_or_default(), start(&self.given, 1)));
        }
        if self.family.is_empty() {
            return blocks;
        }
        let (family, given) = (start(&self.family, 3), start(&self.given, 2));
        match self.birth.year {
            Some(year) => {
                let near = if wide { i32::from(year) - 1..=i32::from(year) + 1 } else { i32::from(year)..=i32::from(year) };
                blocks.extend(near.map(|year| format!("y{family}{year}")));
                // Somebody whose year is not known may be this one.
                blocks.push(if wide { format!("u{family}{given}") } else { format!("k{family}{given}") });
            }
            None => {
                blocks.push(format!("u{family}{given}"));
                if wide {
                    blocks.push(format!("k{family}{given}"));
                }
            }
        }
        blocks
    }
}

/// Text in one spelling: letters of one alphabet, words run together.
fn spelt(text: &str) -> String {
    // Letters whose mark is a sound of its own, before marks are stripped.
    let sounds = |one: char| match one {
        'š' => ['s', 'h'].into_iter().take(2),
        'č' => ['c', 'h'].into_iter().take(2),
        'ž' => ['z', 'h'].into_iter().take(2),
        'ё' => ['е', ' '].into_iter().take(1),
        _ => [one, ' '].into_iter().take(1),
    };
    let folded: Vec<char> = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .flat_map(sounds)
        .nfkd()
        .filter(|one| !is_combining_mark(*one))
        .filter(|one| one.is_alphabetic())
        .collect();
    let mut spelt = String::new();
    let mut at = 0;
    while at < folded.len() {
        let rest = &folded[at..];
        let (taken, letters) = DIGRAPHS
            .iter()
            .find(|(from, _)| from.chars().count() <= rest.len() && from.chars().zip(rest).all(|(one, other)| one == *other))
            .map_or_else(|| (1, letter(rest[0])), |(from, to)| (from.chars().count(), *to));
        for one in letters.chars() {
            // Doubled letters are one: spellings differ in them.
            if !spelt.ends_with(one) {
                spelt.push(one);
            }
        }
        at += taken;
    }
    spelt
}

/// Groups of Latin letters that stand for one sound; longer ones first.
const DIGRAPHS: &[(&str, &str)] = &[
    ("shch", "Q"),
    ("stch", "Q"),
    ("sch", "S"),
    ("tch", "C"),
    ("kh", "H"),
    ("sh", "S"),
    ("sz", "S"),
    ("ch", "C"),
    ("cz", "C"),
    ("zh", "Z"),
    ("ts", "T"),
    ("tz", "T"),
    ("ph", "f"),
    ("ck", "k"),
    ("iu", "iu"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("ia", "ia"),
    ("ye", "e"),
    ("je", "e"),
    ("ie", "e"),
    ("yo", "e"),
    ("jo", "e"),
    ("їй", "i"),
    ("ьо", "e"),
    ("йо", "e"),
];

/// One letter in the alphabet of comparison.
fn letter(one: char) -> &'static str {
    match one {
        'a' | 'а' => "a",
        'b' | 'б' => "b",
        'v' | 'w' | 'в' => "v",
        'g' | 'h' | 'г' | 'ґ' => "g",
        'd' | 'д' => "d",
        'e' | 'е' | 'є' | 'э' | 'ё' => "e",
        'z' | 'з' => "z",
        'i' | 'y' | 'j' | 'и' | 'і' | 'ї' | 'й' | 'ы' | 'ı' => "i",
        'k' | 'q' | 'к' => "k",
        'l' | 'л' | 'ł' => "l",
        'm' | 'м' => "m",
        'n' | 'н' => "n",
        'o' | 'о' | 'ø' => "o",
        'p' | 'п' => "p",
        'r' | 'р' => "r",
        's' | 'с' | 'ß' => "s",
        't' | 'т' => "t",
        'u' | 'у' => "u",
        'f' | 'ф' => "f",
        'x' => "ks",
        'c' | 'ц' => "T",
        'х' => "H",
        'ж' => "Z",
        'ч' => "C",
        'ш' => "S",
        'щ' => "Q",
        'ю' => "iu",
        'я' => "ia",
        _ => "",
    }
}

/// Given names that two languages write differently, in the alphabet of comparison; the first stands for all.
const VARIANTS: &[&[&str]] = &[
    &["aleksandr", "oleksandr", "oleksander", "alekandr"],
    &["aleksei", "oleksi", "aleksi", "oleksei"],
    &["nikolai", "mikola", "nikola"],
    &["sergei", "sergi"],
    &["andrei", "andri"],
    &["dmitri", "dmitro"],
    &["vladimir", "volodimir"],
    &["evgeni", "evgen"],
    &["miHail", "miHailo"],
    &["petr", "petro"],
    &["pavel", "pavlo"],
    &["vasili", "vasil"],
    &["iuri", "iuri"],
    &["daniil", "danilo", "danil"],
    &["kiril", "kirilo"],
    &["ilia", "ilia"],
    &["grigori", "grigori"],
    &["anna", "ganna", "gana", "ana"],
    &["elena", "olena"],
    &["ekaterina", "katerina"],
    &["natalia", "natalia", "nataliia"],
    &["tatiana", "tetiana"],
    &["irina", "irina"],
    &["svetlana", "svitlana"],
];

fn given(spelt: &str) -> String {
    let found = VARIANTS.iter().find(|variants| variants.contains(&spelt));
    found.map_or_else(|| spelt.to_owned(), |variants| variants[0].to_owned())
}

/// The endings of patronymics, in the alphabet of comparison.
const ENDINGS: &[&str] = &["oviC", "eviC", "iviC", "ovna", "evna", "ivna", "inicna", "iC"];

/// The father's name, as far as endings tell.
fn patronymic(spelt: &str) -> String {
    let stem = ENDINGS.iter().find_map(|ending| spelt.strip_suffix(ending)).unwrap_or(spelt);
    given(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (one, other) in [
            ("Шевченко", "Shevchenko"),
            ("Григоренко", "Hryhorenko"),
            ("Щербак", "Shcherbak"),
            ("Юрій", "Yurii"),
            ("Яценюк", "Yatseniuk"),
            ("Хоменко", "Khomenko"),
            ("Ковальчук", "Kovalchuk"),
            ("Зайцев", "Zaytsev"),
            ("Müller", "MULLER"),
            ("Жук", "Žuk"),
            ("O'Brien", "OBRIEN"),
        ] {
            assert_eq!(spelt(one), spelt(other), "{one} {other}");
        }
    }

    #[test]
    fn given_names_and_patronymics_of_two_languages_meet() {
        let name = |text: &str| given(&spelt(text));
        for (one, other) in [
            ("Олександр", "Александр"),
            ("Mykola", "Николай"),
            ("Serhii", "Sergey"),
            ("Дмитро", "Dmitry"),
            ("Володимир", "Vladimir"),
            ("Ганна", "Anna"),
        ] {
            assert_eq!(name(one), name(other), "{one} {other}");
        }
        let father = |text: &str| patronymic(&spelt(text));
        assert_eq!(father("Олександрович"), father("Александрович"));
        assert_eq!(father("Ivanivna"), father("Ивановна"));
        assert_eq!(spelt(""), "");
        assert_eq!(spelt("\u{202e}…"), "");
    }
}
