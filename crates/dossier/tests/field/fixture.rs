//! One small scenario in every format: two parties, two issues, and for both the same utilities.
//!
//! | outcome | Ann | Bob |
//! |---|---|---|
//! | oak, 1 | 0.75 + 0 = 0.75 | 0 + 0.5 = 0.5 |
//! | oak, 2 | 0.75 + 0.125 = 0.875 | 0 + 0.25 = 0.25 |
//! | oak, 3 | 0.75 + 0.25 = 1 | 0 + 0 = 0 |
//! | pine, … | 0.375 less than oak | 0.5 more than oak |

use zopa_dossier::formats::{Asked, FieldScenario, Files, Format, Refusal, Tabulated, Values};
use zopa_model::Exact;

pub(crate) const DOMAIN: &str = r#"{
  "name": "table",
  "issuesValues": {
    "wood": { "values": ["oak", "pine"] },
    "legs": { "range": { "low": 1, "high": 3, "step": 1 } }
  }
}
"#;

pub(crate) const ANN: &str = r#"{
  "LinearAdditiveUtilitySpace": {
    "issueUtilities": {
      "wood": { "DiscreteValueSetUtilities": { "valueUtilities": { "pine": 0.5, "oak": 1.0 } } },
      "legs": { "NumberValueSetUtilities": { "lowValue": 1, "lowUtility": 0, "highValue": 3, "highUtility": 1 } }
    },
    "issueWeights": { "wood": 0.75, "legs": 0.25 },
    "domain": {
      "name": "table",
      "issuesValues": {
        "wood": { "values": ["oak", "pine"] },
        "legs": { "range": [1, 3, 1] }
      }
    },
    "name": "ann",
    "reservationBid": { "issuevalues": { "wood": "pine", "legs": 3 } }
  }
}
"#;

pub(crate) const BOB: &str = r#"{
  "LinearAdditiveUtilitySpace": {
    "issueUtilities": {
      "wood": { "discreteutils": { "valueUtilities": { "oak": 0, "pine": 1 } } },
      "legs": { "numberutils": { "lowValue": 1, "lowUtility": 1, "highValue": 3, "highUtility": 0 } }
    },
    "issueWeights": { "wood": 0.5, "legs": 0.5 },
    "domain": {
      "name": "table",
      "issuesValues": {
        "legs": { "range": [1, 3, 1] },
        "wood": { "values": ["oak", "pine"] }
      }
    },
    "name": "bob"
  }
}
"#;

pub(crate) const SPECIALS: &str = r#"{
  "size": 6,
  "opposition": 0.39528470752104744,
  "nash": { "bid": { "wood": "pine", "legs": "1" }, "utility": [0.375, 1.0] },
  "kalai": { "bid": { "wood": "pine", "legs": "3" }, "utility": [0.625, 0.5] },
  "pareto_front": [ { "bid": { "wood": "pine", "legs": "1" }, "utility": [0.375, 1.0] } ]
}
"#;

pub(crate) const NEGMAS_DOMAIN: &str = "\
name: table
type: DiscreteCartesianOutcomeSpace
issues:
- name: wood
  type: CategoricalIssue
  values:
  - oak
  - pine
- name: legs
  type: ContiguousIssue
  values:
  - 1
  - 3
";

pub(crate) const NEGMAS_ANN: &str = "\
name: ann
type: LinearAdditiveUtilityFunction
reserved_value: 0.625
values:
- type: TableFun
  mapping:
    oak: 1.0
    pine: 0.5
- type: AffineFun
  slope: 0.5
  bias: -0.5
weights:
- 0.75
- 0.25
";

pub(crate) const NEGMAS_BOB: &str = r#"{
  "__python_class__": "negmas.preferences.crisp.linear.LinearAdditiveUtilityFunction",
  "name": "bob",
  "reserved_value": 0,
  "weights": { "legs": 0.5, "wood": 0.5 },
  "values": {
    "wood": { "__python_class__": "negmas.preferences.value_fun.TableFun", "mapping": { "oak": 0, "pine": 1 } },
    "legs": [1.0, 0.5, 0.0]
  }
}
"#;

pub(crate) const NEGOLOG_A: &str = r#"{
 "reservationValue": 0.625,
 "issueWeights": { "wood": 0.75, "legs": 0.25 },
 "issues": {
  "wood": { "oak": 1.0, "pine": 0.5 },
  "legs": { "1": 0.0, "2": 0.5, "3": 1.0 }
 }
}
"#;

pub(crate) const NEGOLOG_B: &str = r#"{
 "reservationValue": 0,
 "issueWeights": { "wood": 0.5, "legs": 0.5 },
 "issues": {
  "wood": { "oak": 0, "pine": 1 },
  "legs": { "1": 1.0, "2": 0.5, "3": 0.0 }
 }
}
"#;

pub(crate) const SPECS: &str = r#"{
 "Name": "Table",
 "NumberOfBids": 6,
 "Opposition": 0.39528470752104744,
 "BalanceScore": 0.0,
 "Nash Product": 0.375,
 "Social Welfare": 1.375,
 "Nash_A": 0.375, "Nash_B": 1.0, "NashBid": { "wood": "pine", "legs": "1" },
 "Kalai_A": 0.375, "Kalai_B": 1.0, "KalaiBid": "{'wood': 'pine', 'legs': '1'}",
 "ReservationValueProfileA": 0.5
}
"#;

pub(crate) const CONFIG: &str = "The carpenter,ann,p1,greedy,m\nThe buyer,bob,p2,cooperative,m\n";
pub(crate) const INSTRUCTIONS: &str = "Issue A: \"Wood\"\nA1 oak, A2 pine.\n - Issue B: \"Legs\". As many as you like.\n";
pub(crate) const SCORES_ANN: &str = "6, 3\n0, 1, 2\n5\n";
pub(crate) const SCORES_BOB: &str = "0, 4 \n4, 2, 0\n\n0 \n";

pub(crate) const SCENARIO: &str = r#"{
  "zopa": 1,
  "scenario": {
    "name": "table",
    "issues": [
      { "name": "wood", "values": { "options": ["oak", "pine"] } },
      { "name": "legs", "values": { "integers": { "low": 1, "high": 3 } } }
    ],
    "profiles": [
      {
        "name": "ann",
        "issues": [
          { "table": ["0.75", "3/8"] },
          { "curve": { "weight": "0.25", "curve": { "affine": { "slope": "0.5", "offset": "-0.5" } } } }
        ],
        "reservation": { "at": "0.625" }
      },
      { "name": "bob", "issues": [ { "table": ["0", "0.5"] }, { "table": ["0.5", "0.25", "0"] } ], "reservation": { "at": "0" } }
    ]
  }
}
"#;

/// Files by name.
pub(crate) fn files(parts: &[(&str, &str)]) -> Files {
    parts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The scenario in each format whose files have room for it.
pub(crate) fn all() -> Vec<(Format, Files)> {
    vec![
        (Format::GeniusWeb, files(&[("domain.json", DOMAIN), ("ann.json", ANN), ("bob.json", BOB), ("specials.json", SPECIALS)])),
        (
            Format::Negmas,
            files(&[("table.yml", NEGMAS_DOMAIN), ("ann.yml", NEGMAS_ANN), ("bob.json", NEGMAS_BOB), ("_info.yaml", "{")]),
        ),
        (Format::NegoLog, files(&[("profileA.json", NEGOLOG_A), ("profileB.json", NEGOLOG_B), ("specs.json", SPECS)])),
        (Format::LlmDeliberation, llm()),
        (Format::Zopa, files(&[("table.json", SCENARIO)])),
    ]
}

pub(crate) fn llm() -> Files {
    files(&[
        ("config.txt", CONFIG),
        ("global_instructions.txt", INSTRUCTIONS),
        ("initial_deal.txt", "A1,B3"),
        ("scores_files/ann.txt", SCORES_ANN),
        ("scores_files/bob.txt", SCORES_BOB),
    ])
}

pub(crate) fn read(files: &Files) -> Result<FieldScenario, Refusal> {
    Format::recognise(files).expect("the files are of some format").read(files, &Asked::default())
}

/// The utilities of every outcome, parties in their order, outcomes in the order of issues and options by name.
pub(crate) fn utilities(scenario: &FieldScenario) -> Vec<(Vec<String>, Vec<Exact>)> {
    assert!(scenario.issues.iter().all(|issue| !matches!(issue.values, Values::Reals { .. })), "amounts are not listed");
    let Tabulated { space, utilities, .. } = scenario.tabulate(None).expect("a small scenario");
    let named = |outcome: &zopa_model::Outcome| {
        let options = space.issues().iter().enumerate().map(|(at, issue)| issue.options()[outcome.option(at) as usize].clone());
        options.collect()
    };
    let worth = |outcome: &zopa_model::Outcome| utilities.iter().map(|own| own.quantum.exact(own.evaluate(outcome))).collect();
    assert!(utilities.iter().all(|utility| utility.exact), "small numbers are exact");
    space.outcomes().map(|outcome| (named(&outcome), worth(&outcome))).collect()
}

/// The numbers alone.
pub(crate) fn numbers(scenario: &FieldScenario) -> Vec<Vec<Exact>> {
    utilities(scenario).into_iter().map(|(_, numbers)| numbers).collect()
}

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}
