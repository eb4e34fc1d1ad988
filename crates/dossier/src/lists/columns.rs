//! The columns of a list, and the headers under which they are known.

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name that messages and the documentation use.
    pub name: &'static str,
    /// Other headers, folded: in small letters, without spaces, dashes, underscores, points and apostrophes.
    pub aliases: &'static [&'static str],
    /// What stands in it.
    pub about: &'static str,
}

const fn column(name: &'static str, aliases: &'static [&'static str], about: &'static str) -> Column {
    Column { name, aliases, about }
}

/// Every column that is read. None but `id` has to be there; others of a file are told and passed over.
pub const COLUMNS: &[Column] = &[
    column(
        "id",
        &["recordid", "record", "no", "nr", "номер", "ід"],
        "a short name of the record, unique in the file and without a meaning",
    ),
    column("family_name", &["surname", "lastname", "family", "прізвище", "фамилия", "nachname"], "the family name"),
    column("given_name", &["firstname", "given", "forename", "name", "імя", "имя", "vorname"], "the given name"),
    column("patronymic", &["middlename", "fathersname", "побатькові", "отчество"], "the patronymic"),
    column(
        "birth",
        &["birthdate", "dateofbirth", "dob", "born", "датанародження", "датарождения"],
        "the day of birth: 1990-05-17 or 17.05.1990; unknown parts as ??",
    ),
    column(
        "service_number",
        &["servicenumber", "number", "document", "tag", "жетон", "особистийномер", "личныйномер"],
        "a service or document number",
    ),
    column("hash", &["keyedhash", "hmac"], "a keyed hash in place of the names, 64 hexadecimal digits"),
    column("classes", &["class", "category", "categories", "категорія", "категория"], "classes, parted by | or +"),
    column("class_by", &["assertedby", "classassertedby"], "who asserts the classes"),
    column("holder", &["heldby"], "the party that holds the person, where there are more than two"),
    column("home", &["returnsto", "to", "side"], "the party the person would go to, where there are more than two"),
    column(
        "state",
        &["status", "стан", "статус", "состояние"],
        "claimed, acknowledged, verified, ready, scheduled, released, disputed, deceased, withdrawn, duplicate; or held, not-held",
    ),
    column("source", &["statesource", "джерело", "источник"], "who says so; needed beyond acknowledged"),
    column("date", &["statedate", "asof", "дата"], "when that was said"),
    column("consent", &["wishes", "згода", "согласие"], "yes or no; nothing where it is not recorded"),
    column("consent_date", &["consentat"], "when that was said"),
    column("consent_before", &["consentwitness", "consentto"], "before whom"),
    column("at_risk", &["risk", "nonrefoulement"], "yes where there are grounds to fear for the person where they would go"),
    column("held_since", &["captured", "since", "capturedate"], "since when the person is held"),
    column(
        "family",
        &["familylink", "familygroup", "relatives", "together"],
        "a name for a group of relatives who go together or not at all",
    ),
    column("priority", &["rank"], "a rank given by the parties, 1 before 2"),
    column("not_before", &["earliest", "earliestbatch"], "the first batch that the person may be in"),
    column("not_after", &["latest", "latestbatch"], "the last batch that the person may be in"),
    column("veto_by", &["veto", "keptoutby"], "who keeps the person out"),
    column("veto_reason", &["vetobecause"], "why"),
];

/// The column under this header.
pub(super) fn named(header: &str) -> Option<usize> {
    let folded: String = header.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is = |column: &Column| {
        let name: String = column.name.chars().filter(|one| *one != '_').collect();
        name == folded
    };
    // A name of ours goes before an alias of another column: `family` is a group of relatives.
    COLUMNS.iter().position(is).or_else(|| COLUMNS.iter().position(|column| column.aliases.contains(&folded.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_several_spellings_and_mean_one_thing() {
        let name = |header| named(header).map(|at| COLUMNS[at].name);
        assert_eq!(name("Family Name"), Some("family_name"));
        assert_eq!(name("Прізвище"), Some("family_name"));
        assert_eq!(name("Ім'я"), Some("given_name"));
        assert_eq!(name("date-of-birth"), Some("birth"));
        assert_eq!(name("family"), Some("family"));
        assert_eq!(name("shoe size"), None);
        let mut all: Vec<&str> = COLUMNS.iter().flat_map(|column| column.aliases).copied().collect();
        let known = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), known, "an alias stands for one column");
    }
}
