//! Files of GENIUS: what they mean, which are meant, what is mended in them, what is refused, and that writing loses
//! nothing unsaid. The files are ours; they lie in `formats/genius/`.

mod broken;
mod choice;
mod meaning;
mod written;

use zopa_dossier::formats::{Asked, FieldScenario, Files, Format, Refusal};
use zopa_model::Exact;

pub(crate) const DOMAIN: &str = include_str!("../formats/genius/domain.xml");
pub(crate) const BAKER: &str = include_str!("../formats/genius/baker.xml");
pub(crate) const MILLER: &str = include_str!("../formats/genius/miller.xml");
pub(crate) const BOXES: &str = include_str!("../formats/genius/boxes/domain.xml");
pub(crate) const FIRST: &str = include_str!("../formats/genius/boxes/profile-1.xml");
pub(crate) const SECOND: &str = include_str!("../formats/genius/boxes/profile-2.xml");
pub(crate) const PARETO: &str = include_str!("../formats/genius/boxes/pareto.xml");

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}

pub(crate) fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

pub(crate) fn flour() -> Files {
    files(&[("domain.xml", DOMAIN), ("baker.xml", BAKER), ("miller.xml", MILLER)])
}

pub(crate) fn boxes() -> Files {
    files(&[("domain.xml", BOXES), ("profile-1.xml", FIRST), ("profile-2.xml", SECOND), ("pareto.xml", PARETO)])
}

/// `files` with the one place in `file` that reads `old` reading `new`.
pub(crate) fn broken(mut files: Files, file: &str, old: &str, new: &str) -> Files {
    let text = String::from_utf8(files[file].clone()).expect("our files are UTF-8");
    assert_eq!(text.matches(old).count(), 1, "{old:?} must stand once in {file}");
    files.insert(file.to_owned(), text.replace(old, new).into_bytes());
    files
}

pub(crate) fn read(files: &Files) -> Result<FieldScenario, Refusal> {
    Format::Genius.read(files, &Asked::default())
}

pub(crate) fn parties(names: &[&str]) -> Asked {
    Asked { parties: names.iter().map(|name| (*name).to_owned()).collect(), ..Asked::default() }
}
