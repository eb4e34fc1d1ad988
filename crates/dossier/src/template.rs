//! A commented case to fill in.

/// The case, with a place for its title.
const TEMPLATE: &str = include_str!("template.yaml");
/// What stands there until the title is known.
const PLACE: &str = "\"TITLE\"";

/// A small, valid case called `name`, with a comment on every part.
pub fn template(name: &str) -> String {
    // A JSON string is a YAML string, whatever characters are in it.
    let title = serde_json::Value::String(name.to_owned()).to_string();
    TEMPLATE.replacen(PLACE, &title, 1)
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;

    #[test]
    fn a_new_case_makes_sense_whatever_it_is_called() {
        for name in ["harbour-talks", "\"quoted\": # 'all' of it\n", "港", ""] {
            let dossier =
                Dossier::read("new.yaml", super::template(name).as_bytes()).unwrap_or_else(|faults| panic!("{faults:#?}"));
            assert_eq!((dossier.case().title.as_str(), dossier.warnings()), (name, [].as_slice()));
            let compiled = dossier.compile();
            assert!(compiled.judgements.iter().all(|judgement| judgement.missing.is_empty()));
        }
    }
}
