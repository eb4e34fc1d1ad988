//! A list: its lines as records, and what could not be read of them.

use std::collections::{HashMap, HashSet};
use std::fmt;

use zopa_model::register::{
    Assertion, Claim, Class, ClassClaim, Consent, Identity, Known, Origin, PartialDate, Record, SideIndex, State, Veto,
};

use super::columns::{COLUMNS, named};
use super::csv::{Broken, Field, records};

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// People whom its party holds.
    Holds,
    /// People whom its party asks for.
    Asks,
}

/// What has to be known to read a list.
#[derive(Clone, Copy, Debug)]
pub struct ListOf<'a> {
    /// What to call the file.
    pub file: &'a str,
    /// Whose list it is.
    pub party: SideIndex,
    /// What it lists.
    pub kind: ListKind,
    /// The sides, by every name that people may write.
    pub sides: &'a [Vec<String>],
    /// The classes. Others are faults: a word that only sounds like a class is none.
    pub classes: &'a [Class],
}

/// A list that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What to call the file.
    pub file: String,
    /// Whose list it is.
    pub party: SideIndex,
    /// What it lists.
    pub kind: ListKind,
    /// A row for every line with anything on it, in their order.
    pub rows: Vec<Row>,
    /// What could not be read, in the order of the file. The rows are there all the same.
    pub faults: Vec<ListFault>,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it says.
    pub record: Record,
    /// What the line says of whether the person is held.
    pub says: Assertion,
}

/// Something that could not be read. What stands there is not repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFault {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The place in the line, in characters from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub way_out: String,
}

impl fmt::Display for ListFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

/// A file that is no list at all.
pub type Unreadable = ListFault;

/// Reads a list.
///
/// # Errors
/// The one fault that makes it unreadable: no text, quotation marks that do not close, no header with an `id`.
pub fn read(bytes: &[u8], of: &ListOf<'_>) -> Result<List, Unreadable> {
    let records = records(bytes).map_err(|broken| unreadable(of.file, broken))?;
    let Some((header, lines)) = records.split_first() else {
        return Err(fault(
            of.file,
            (1, 1),
            "the file is empty",
            "begin with a header such as id,family_name,given_name,birth,state",
        ));
    };
    let mut reader = Reader { of, places: Vec::new(), faults: Vec::new(), seen: HashMap::new() };
    reader.header(header)?;
    let rows = lines.iter().map(|line| reader.row(line, header.len())).collect();
    Ok(List { file: of.file.to_owned(), party: of.party, kind: of.kind, rows, faults: reader.faults })
}

fn fault(file: &str, (line, column): (usize, usize), message: impl Into<String>, way_out: impl Into<String>) -> ListFault {
    ListFault { file: file.to_owned(), line, column, message: message.into(), way_out: way_out.into() }
}

fn unreadable(file: &str, broken: Broken) -> Unreadable {
    match broken {
        Broken::NotUtf8 { line } => fault(file, (line, 1), "the file is not UTF-8 text", "save it as CSV in UTF-8"),
        Broken::OpenQuote { line, column } => fault(
            file,
            (line, column),
            "a quotation mark opens here and never closes",
            "close it, or double a quotation mark that is part of the text",
        ),
        Broken::AfterQuote { line, column } => fault(
            file,
            (line, column),
            "something follows a closing quotation mark",
            "double quotation marks that are part of the text",
        ),
    }
}

struct Reader<'a> {
    of: &'a ListOf<'a>,
    /// Where each column of ours stands, by its place in [`COLUMNS`].
    places: Vec<Option<usize>>,
    faults: Vec<ListFault>,
    /// The lines of the ids so far.
    seen: HashMap<String, usize>,
}

impl Reader<'_> {
    fn header(&mut self, header: &[Field]) -> Result<(), Unreadable> {
        self.places = vec![None; COLUMNS.len()];
        for (place, field) in header.iter().enumerate() {
            match named(&field.text) {
                Some(column) if self.places[column].is_none() => self.places[column] = Some(place),
                Some(column) => {
                    let name = COLUMNS[column].name;
                    self.fault(field, format!("a second column for `{name}`, which nobody reads"), "keep one of the two");
                }
                // A header is no name of a person, unless the file has none.
                None => self.fault(
                    field,
                    format!("column number {} is under a header that nobody reads", place + 1),
                    "rename it, or leave it: docs/exchange.md lists the headers",
                ),
            }
        }
        if self.places[0].is_none() {
            let at = header.first().map_or((1, 1), |field| (field.line, field.column));
            return Err(fault(
                self.of.file,
                at,
                "the header has no column `id`",
                "begin with a header such as id,family_name,given_name,birth,state",
            ));
        }
        Ok(())
    }

    fn fault(&mut self, field: &Field, message: impl Into<String>, way_out: impl Into<String>) {
        self.faults.push(fault(self.of.file, (field.line, field.column), message, way_out));
    }

    fn row(&mut self, line: &[Field], columns: usize) -> Row {
        let first = &line[0];
        if line.len() != columns {
            self.fault(
                first,
                format!("this line has {} fields and the header {columns}", line.len()),
                "quote fields that hold the separator; what is missing counts as not known",
            );
        }
        let id = self.id(line, first);
        let says_state = self.state(line);
        let identity = Identity {
            family: self.text(line, "family_name"),
            given: self.text(line, "given_name"),
            patronymic: self.text(line, "patronymic"),
            birth: self.date(line, "birth"),
            number: self.text(line, "service_number"),
            hash: self.hash(line),
        };
        let (holder, home) = self.sides(line, first);
        let (says, state) = says_state;
        let source = self.source(line);
        let date = self.date(line, "date");
        let mut claims = vec![Claim { source: source.clone(), date, assertion: says }];
        if !matches!(state, State::Claimed | State::Acknowledged) {
            claims.push(Claim { source, date, assertion: Assertion::Moved(state) });
        }
        let (not_before, not_after) = self.window(line);
        let record = Record {
            id,
            holder,
            home,
            classes: self.classes(line),
            state,
            consent: self.consent(line),
            at_risk: self.truth(line, "at_risk"),
            held_since: self.date(line, "held_since"),
            family: Some(self.text(line, "family")).filter(|family| !family.is_empty()),
            priority: self.number(line, "priority"),
            not_before,
            not_after,
            veto: self.veto(line),
            claims,
            identity,
            origin: Origin { file: self.of.file.to_owned(), line: first.line },
        };
        Row { record, says }
    }

    fn field<'l>(&self, line: &'l [Field], column: &str) -> Option<&'l Field> {
        let at = COLUMNS.iter().position(|one| one.name == column)?;
        self.places.get(at).copied().flatten().and_then(|place| line.get(place)).filter(|field| !field.text.trim().is_empty())
    }

    fn text(&self, line: &[Field], column: &str) -> String {
        self.field(line, column).map_or_else(String::new, |field| field.text.trim().to_owned())
    }

    fn id(&mut self, line: &[Field], first: &Field) -> String {
        let Some(field) = self.field(line, "id") else {
            self.fault(first, "this line has no id", "give every line an id of its own; until then it is called by its line");
            return format!("line-{}", first.line);
        };
        let id = field.text.trim().to_owned();
        if !is_plain(&id) {
            let field = field.clone();
            self.fault(&field, "an id is letters, digits, dashes, points and underscores of the Latin alphabet with a digit among them, at most 40", "choose ids without a meaning, as answers show them; until then the line is called by its number");
            return format!("line-{}", first.line);
        }
        match self.seen.get(&id).copied() {
            Some(before) => {
                let field = field.clone();
                self.fault(&field, format!("`{id}` stands on line {before} already"), "give every line an id of its own");
                format!("{id}-line-{}", first.line)
            }
            None => {
                self.seen.insert(id.clone(), first.line);
                id
            }
        }
    }

    /// What the line says, and where the record stands.
    fn state(&mut self, line: &[Field]) -> (Assertion, State) {
        let (says, stands) = match self.of.kind {
            ListKind::Holds => (Assertion::Held, State::Acknowledged),
            ListKind::Asks => (Assertion::Asked, State::Claimed),
        };
        let Some(field) = self.field(line, "state") else { return (says, stands) };
        let word: String = field.text.trim().to_lowercase().replace([' ', '_'], "-");
        let field = field.clone();
        match word.as_str() {
            "not-held" | "unknown-to-us" => return (Assertion::NotHeld, State::Claimed),
            "held" => return (says, stands),
            "asked" => return (says, stands),
            "dead" => return self.sourced(line, &field, State::Deceased, (says, stands)),
            _ => {}
        }
        match State::ALL.into_iter().find(|state| state.word() == word) {
            Some(state @ (State::Claimed | State::Acknowledged)) => (says, state),
            Some(state) => self.sourced(line, &field, state, (says, stands)),
            None => {
                let words: Vec<&str> = State::ALL.iter().map(|state| state.word()).chain(["held", "not-held"]).collect();
                self.fault(
                    &field,
                    "the word in column `state` is no state",
                    format!("write one of {}; until then the line is {stands}", words.join(", ")),
                );
                (says, stands)
            }
        }
    }

    /// Any state beyond what the list itself says needs a source.
    fn sourced(&mut self, line: &[Field], field: &Field, state: State, otherwise: (Assertion, State)) -> (Assertion, State) {
        if self.field(line, "source").is_none() {
            self.fault(
                field,
                format!("`{state}` without a source"),
                format!("say in column `source` who says so; until then the line is {}", otherwise.1),
            );
            return otherwise;
        }
        let says = if state == State::Deceased { Assertion::Deceased } else { otherwise.0 };
        (says, state)
    }

    fn source(&self, line: &[Field]) -> String {
        match self.text(line, "source") {
            none if none.is_empty() => self.of.file.to_owned(),
            source => source,
        }
    }

    fn date(&mut self, line: &[Field], column: &str) -> PartialDate {
        let Some(field) = self.field(line, column) else { return PartialDate::default() };
        field.text.parse().unwrap_or_else(|wanted: &str| {
            let field = field.clone();
            self.fault(&field, format!("what stands in column `{column}` is no day"), wanted);
            PartialDate::default()
        })
    }

    fn hash(&mut self, line: &[Field]) -> String {
        let Some(field) = self.field(line, "hash").cloned() else { return String::new() };
        let hash = field.text.trim().to_lowercase();
        if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return hash;
        }
        self.fault(
            &field,
            "what stands in column `hash` is no keyed hash",
            "write 64 hexadecimal digits, as `zopa exchange --hashes` does",
        );
        String::new()
    }

    /// Holder and home. With two sides each follows from whose list it is.
    fn sides(&mut self, line: &[Field], first: &Field) -> (SideIndex, SideIndex) {
        let party = self.of.party;
        let (own, other) = match self.of.kind {
            ListKind::Holds => ("holder", "home"),
            ListKind::Asks => ("home", "holder"),
        };
        if let Some(side) = self.side(line, own).filter(|side| *side != party) {
            let field = self.field(line, own).cloned().unwrap_or_else(|| first.clone());
            let (whose, named) = (&self.of.sides[party][0], &self.of.sides[side][0]);
            self.fault(
                &field,
                format!("column `{own}` names {named}, and this is the list of {whose}"),
                "put the line into the other list",
            );
        }
        let among = self.of.sides.len();
        let there = self.side(line, other).filter(|side| *side != party).or_else(|| (among == 2).then(|| 1 - party));
        let there = there.unwrap_or_else(|| {
            self.fault(
                first,
                format!("nobody says in column `{other}` which of the {among} parties is meant"),
                "name a party; until then the first other one is taken",
            );
            usize::from(party == 0)
        });
        match self.of.kind {
            ListKind::Holds => (party, there),
            ListKind::Asks => (there, party),
        }
    }

    fn side(&mut self, line: &[Field], column: &str) -> Option<SideIndex> {
        let field = self.field(line, column)?;
        let named = field.text.trim();
        let found = self.of.sides.iter().position(|names| names.iter().any(|name| name == named));
        if found.is_none() {
            let names: Vec<&str> = self.of.sides.iter().map(|names| names[0].as_str()).collect();
            let field = field.clone();
            self.fault(&field, format!("column `{column}` names no party"), format!("write one of {}", names.join(", ")));
        }
        found
    }

    fn classes(&mut self, line: &[Field]) -> Vec<ClassClaim> {
        let Some(field) = self.field(line, "classes").cloned() else { return Vec::new() };
        let by = match self.text(line, "class_by") {
            none if none.is_empty() => self.of.sides[self.of.party][0].clone(),
            by => by,
        };
        let mut found = HashSet::new();
        let mut classes = Vec::new();
        for word in field.text.split(['|', '+']).map(str::trim).filter(|word| !word.is_empty()) {
            match self.of.classes.iter().position(|class| class.name == word) {
                Some(class) if found.insert(class) => classes.push(ClassClaim { class, by: by.clone() }),
                Some(_) => {}
                None => {
                    let names: Vec<&str> = self.of.classes.iter().map(|class| class.name.as_str()).collect();
                    self.fault(
                        &field,
                        "a word in column `classes` is no class",
                        format!("write some of {}, parted by |", names.join(", ")),
                    );
                }
            }
        }
        classes
    }

    fn consent(&mut self, line: &[Field]) -> Consent {
        let said = self.truth(line, "consent");
        let (date, before) = (self.date(line, "consent_date"), self.text(line, "consent_before"));
        match said {
            Known::Unknown => Consent::Unknown,
            Known::No => Consent::No { date, before },
            Known::Yes if date.is_unknown() || before.is_empty() => {
                if let Some(field) = self.field(line, "consent").cloned() {
                    self.fault(
                        &field,
                        "consent without a day, or without anybody before whom it was given",
                        "fill consent_date and consent_before; until then it is not recorded",
                    );
                }
                Consent::Unknown
            }
            Known::Yes => Consent::Yes { date, before },
        }
    }

    fn truth(&mut self, line: &[Field], column: &str) -> Known {
        let Some(field) = self.field(line, column) else { return Known::Unknown };
        match field.text.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" | "так" | "да" => Known::Yes,
            "no" | "n" | "false" | "0" | "ні" | "нет" => Known::No,
            "unknown" | "?" | "-" => Known::Unknown,
            _ => {
                let field = field.clone();
                self.fault(
                    &field,
                    format!("what stands in column `{column}` is neither yes nor no"),
                    "write yes, no, or nothing where it is not known",
                );
                Known::Unknown
            }
        }
    }

    fn number(&mut self, line: &[Field], column: &str) -> Option<u32> {
        let field = self.field(line, column)?;
        let number = field.text.trim().parse().ok().filter(|number| *number > 0);
        if number.is_none() {
            let field = field.clone();
            self.fault(
                &field,
                format!("what stands in column `{column}` is no whole number above zero"),
                "write digits alone, or nothing",
            );
        }
        number
    }

    fn window(&mut self, line: &[Field]) -> (Option<u32>, Option<u32>) {
        let (first, last) = (self.number(line, "not_before"), self.number(line, "not_after"));
        if let (Some(first), Some(last), Some(field)) = (first, last, self.field(line, "not_after").cloned())
            && first > last
        {
            self.fault(
                &field,
                format!("not after batch {last}, but not before batch {first}"),
                "correct one of the two; until then neither counts",
            );
            return (None, None);
        }
        (first, last)
    }

    fn veto(&mut self, line: &[Field]) -> Option<Veto> {
        let author = self.text(line, "veto_by");
        (!author.is_empty()).then(|| Veto { author, reason: self.text(line, "veto_reason") })
    }
}

/// Whether an id can be shown: a name of a person is no id.
fn is_plain(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    id.len() <= 40 && id.bytes().all(plain) && id.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zopa_model::register::LegalStanding;

    fn read_holds(text: &str) -> List {
        let sides = [vec!["NORTH".to_owned()], vec!["SOUTH".to_owned()]];
        let class = |name: &str| Class { name: name.to_owned(), standing: LegalStanding::Ordinary };
        let classes = [class("officer"), class("civilian")];
        let of = ListOf { file: "held.csv", party: 0, kind: ListKind::Holds, sides: &sides, classes: &classes };
        read(text.as_bytes(), &of).unwrap()
    }

    #[test]
    fn a_line_is_a_record() {
        let list = read_holds(
            "id;surname;name;dob;class;state;source;consent;consent_date;consent_before;held_since\n\
             n-1;Canary;Bird;17.05.1990;officer;ready;visit 3;yes;2025-01-01;delegate;2023-04-01\n",
        );
        assert_eq!(list.faults, []);
        let Row { record, says } = &list.rows[0];
        assert_eq!((record.id.as_str(), record.state, *says), ("n-1", State::Ready, Assertion::Held));
        assert_eq!((record.holder, record.home, record.classes[0].class), (0, 1, 0));
        assert!(matches!(record.consent, Consent::Yes { .. }));
        assert_eq!(record.origin.line, 2);
    }

    #[test]
    fn no_line_is_lost_and_no_fault_repeats_what_stands_there() {
        let list = read_holds(
            "id,surname,name,dob,class,state,source,consent,at_risk,priority\n\
             n-1,Canary,Canary,Canary,Canary,Canary,,Canary,Canary,Canary\n\
             n-1,Canary\n\
             Canary,x,y,z,officer,ready,,yes,,\n",
        );
        assert_eq!(list.rows.len(), 3);
        let ids: Vec<&str> = list.rows.iter().map(|row| row.record.id.as_str()).collect();
        assert_eq!(ids, ["n-1", "n-1-line-3", "line-4"]);
        let faults = format!("{:?}", list.faults);
        assert!(list.faults.len() >= 10 && !faults.contains("Canary"), "{faults}");
        assert!(list.faults.iter().all(|fault| fault.line > 1 && !fault.way_out.is_empty()));
        assert_eq!(list.rows[2].record.state, State::Acknowledged, "ready without a source");
        assert!(!format!("{list:?}").contains("Canary"));
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_place() {
        let of =
            ListOf { file: "x.csv", party: 0, kind: ListKind::Asks, sides: &[vec!["A".into()], vec!["B".into()]], classes: &[] };
        let refused = |bytes: &[u8]| read(bytes, &of).unwrap_err().to_string();
        assert_eq!(refused(b""), "x.csv:1:1: the file is empty");
        assert_eq!(refused(b"name,dob\n"), "x.csv:1:1: the header has no column `id`");
        assert!(refused(b"id,name\n1,\"x").starts_with("x.csv:2:3: a quotation mark opens here"));
    }
}
