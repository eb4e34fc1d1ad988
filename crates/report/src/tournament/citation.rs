//! How to cite a tournament: a file in the Citation File Format. (Druskat et al. 2021, doi 10.5281/zenodo.5171937.)

use zopa_arena::tournament::Plan;

/// `CITATION.cff`, version 1.2.0. There is no date in it: the same plan gives the same bytes whenever it is played.
pub fn citation(plan: &Plan) -> String {
    let authors: Vec<String> = match plan.authors.as_slice() {
        [] => vec![format!("the organisers of {}", plan.name)],
        authors => authors.to_vec(),
    };
    let mut text = format!(
        "cff-version: 1.2.0\nmessage: \"If you use these records, please cite them so.\"\ntype: dataset\ntitle: {}\nauthors:\n",
        scalar(&format!("{}: records of a negotiation tournament", plan.name))
    );
    authors.iter().for_each(|author| text.push_str(&format!("  - name: {}\n", scalar(author))));
    text.push_str(&format!(
        "identifiers:\n  - type: other\n    value: {}\n    description: \"SHA-256 of plan.json: the plan, its scenarios and the version of zopa\"\n",
        scalar(&format!("sha256:{}", plan.digest()))
    ));
    text.push_str("keywords:\n  - automated negotiation\n  - tournament\n");
    text.push_str(&format!(
        "references:\n  - type: software\n    title: zopa\n    version: {}\n    authors:\n      - name: zopa contributors\n",
        scalar(&plan.version)
    ));
    text
}

/// A text as YAML: JSON's double quotes are YAML's too.
fn scalar(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
