//! A scenario as NegoLog's files.

use zopa_model::{Exact, Threshold};

use super::super::additive::{Additive, decimal, lose_discount, lose_of_scenario, lose_whole_numbers, option_names, weighted};
use super::super::losses::Losses;
use super::super::written::{Text, map, quoted};
use super::super::{FieldIssue, FieldScenario, Files, Profile, Refusal, Written};

/// The names that NegoLog looks for.
const FILES: [&str; 2] = ["profileA.json", "profileB.json"];

pub(in super::super) fn write(scenario: &FieldScenario) -> Result<Written, Refusal> {
    let [_, _] = scenario.profiles.as_slice() else { return Err(not_two(scenario.profiles.len())) };
    let mut losses = Losses::default();
    lose_of_scenario(scenario, &mut losses);
    lose_whole_numbers(scenario, &mut losses);
    let mut files = Files::new();
    for (profile, file) in scenario.profiles.iter().zip(FILES) {
        if format!("{}.json", profile.name) != file {
            losses.lose("names", "parties have no names; they become profileA and profileB");
        }
        files.insert(file.to_owned(), written(scenario, profile, &mut losses)?.into_json());
    }
    Ok(Written { files, parties: FILES.map(str::to_owned).to_vec(), losses: losses.into_remarks() })
}

fn not_two(parties: usize) -> Refusal {
    Refusal {
        code: "not-two-parties",
        file: String::new(),
        line: None,
        message: format!("the scenario has {parties} parties, and NegoLog negotiates between two"),
        way_out: "choose two: --party FILE --party FILE".to_owned(),
    }
}

fn written(scenario: &FieldScenario, profile: &Profile, losses: &mut Losses) -> Result<Text, Refusal> {
    let additive = Additive::of(scenario, profile, losses)?;
    lose_discount(profile, losses);
    let reservation = reservation(&additive, profile, losses);
    let reservation = Text::Word(decimal(&reservation, profile, losses));
    let parts: Vec<(Exact, Vec<Exact>)> = additive.folded().iter().map(|table| weighted(table)).collect();
    let mut weights = Vec::new();
    let mut tables = Vec::new();
    for (FieldIssue { name, values }, (weight, shares)) in scenario.issues.iter().zip(&parts) {
        weights.push((quoted(name), Text::Word(decimal(weight, profile, losses))));
        let number = |share: &Exact| Text::Word(decimal(share, profile, losses));
        let numbers: Vec<Text> = shares.iter().map(number).collect();
        tables.push((quoted(name), Text::Map(option_names(values).map(Text::Quoted).zip(numbers).collect())));
    }
    Ok(map([("reservationValue", reservation), ("issueWeights", Text::Map(weights)), ("issues", Text::Map(tables))]))
}

/// NegoLog has a number for every reservation.
fn reservation(additive: &Additive, profile: &Profile, losses: &mut Losses) -> Exact {
    match &profile.reservation {
        Threshold::At(limit) => limit.clone(),
        Threshold::Any => {
            losses.lose_of(profile, "reservation", "any outcome will do, and afterwards the least utility is the limit");
            additive.least()
        }
        Threshold::Never => {
            losses.lose_of(profile, "reservation", "no outcome will do, and afterwards a limit that none reaches says so");
            &additive.greatest() + &Exact::one()
        }
    }
}
