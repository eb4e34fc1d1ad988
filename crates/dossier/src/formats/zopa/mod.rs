//! zopa's own file of a scenario: everything that a `FieldScenario` says, exactly. One JSON document
//! `{"zopa": 1, "scenario": {…}}`; numbers are texts, `"0.25"` or `"1/3"`, so that no reader rounds them.

mod file;
mod number;
mod read;
mod write;

use super::{Asked, FieldScenario, Files, Refusal, sniff};
pub(crate) use file::ScenarioFile;
pub(super) use write::write;

/// The version that is read and written.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
const LARGEST: usize = 16 << 20;

pub(super) fn recognises(files: &Files) -> bool {
    files.values().any(|bytes| is_own(bytes))
}

fn is_own(bytes: &[u8]) -> bool {
    let scenario = || sniff::places(bytes, "\"scenario\"").any(|at| opens_map(&bytes[at + "\"scenario\"".len()..]));
    sniff::is_json_map(bytes) && sniff::has_key(bytes, "zopa") && scenario()
}

/// Whether a key that ends before `rest` has a map as its value.
fn opens_map(rest: &[u8]) -> bool {
    let mut marks = rest.iter().filter(|byte| !byte.is_ascii_whitespace());
    marks.next() == Some(&b':') && marks.next() == Some(&b'{')
}

pub(super) fn read(files: &Files, asked: &Asked) -> Result<FieldScenario, Refusal> {
    let own: Vec<(&String, &Vec<u8>)> = files.iter().filter(|(_, bytes)| is_own(bytes)).collect();
    match own.as_slice() {
        [(file, bytes)] => read::read(file, bytes, asked),
        several => Err(Refusal {
            code: "several-scenarios",
            file: String::new(),
            line: None,
            message: format!("there are {} scenarios of zopa here", several.len()),
            way_out: "name the file of one of them".to_owned(),
        }),
    }
}
